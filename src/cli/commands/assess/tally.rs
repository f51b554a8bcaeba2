//! What became of the files of a run: counted while it goes on, told when it ends.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;

use super::AssessArgs;
use crate::cli::configuration::Setting;
use crate::cli::evaluating::Evaluating;
use crate::cli::input::ReadFile;
use crate::cli::output::Part;
use crate::cli::{Global, Outcome, output};
use crate::document::{FileProblem, Problem};
use crate::policy::{Census, WaiverUse};
use crate::report::content::{End, InputContent};
use crate::report::problems;
use crate::text::{self, visible};

/// One input, read and assessed.
#[derive(Default)]
pub(super) struct Assessed {
    /// Which of the paths of the command line gave it, from 0.
    pub(super) given: usize,
    /// `None` where the file is no proposal.
    pub(super) file: Option<ReadFile>,
    /// For each proposal what each format makes of it.
    pub(super) parts: Vec<Vec<Part>>,
    /// For each gate that a proposal does not pass, a sentence with the path.
    pub(super) failures: Vec<String>,
    /// How many findings are known, new, worse or waived.
    pub(super) census: Census,
    /// What became of the waivers of the configuration, by their numbers.
    pub(super) waivers: Vec<(usize, WaiverUse)>,
}

/// What became of the files.
pub(super) struct Tally {
    assessed: usize,
    bad: usize,
    failures: Vec<String>,
    census: Census,
    /// For each waiver of the configuration that could be about a proposal, the best that became of it.
    waivers: BTreeMap<usize, WaiverUse>,
    pub(super) end: End,
}

impl Tally {
    pub(super) fn new(args: &AssessArgs, setting: &Setting) -> Tally {
        let input =
            |path: &PathBuf| InputContent { given: path.display().to_string(), proposals: 0, skipped: 0 };
        let config = setting.file.as_ref().map(|file| file.label.clone());
        let inputs = args.paths.iter().map(input).collect();
        Tally {
            assessed: 0,
            bad: 0,
            failures: Vec::new(),
            census: Census::default(),
            waivers: BTreeMap::new(),
            end: End { config, inputs, ..End::default() },
        }
    }

    /// Counts a file in, and hands on its parts.
    pub(super) fn add(&mut self, assessed: Assessed) -> Vec<Vec<Part>> {
        self.assessed += assessed.parts.len();
        let given = &mut self.end.inputs[assessed.given];
        given.proposals += assessed.parts.len();
        given.skipped += usize::from(assessed.file.is_none());
        self.failures.extend(assessed.failures);
        self.census += assessed.census;
        for (waiver, used) in assessed.waivers {
            let best = self.waivers.entry(waiver).or_insert(used);
            *best = used.max(*best);
        }
        if let Some(file) = assessed.file {
            self.bad += usize::from(file.is_bad());
            let place = |problem| FileProblem { path: file.label.clone(), problem };
            self.end.problems.extend(file.problems.into_iter().map(place));
        }
        assessed.parts
    }

    /// What came of the run, in a few words.
    pub(super) fn in_words(&self) -> String {
        match self.assessed {
            0 => "nothing assessed".to_owned(),
            several => format!("{} assessed", text::count(several, "proposal")),
        }
    }

    /// Says which waivers of the configuration have run out or match nothing.
    pub(super) fn tell_of_waivers(&mut self, setting: &Setting, global: &Global) -> Result<()> {
        let Some(file) = &setting.file else { return Ok(()) };
        let told = self.waivers.iter().filter_map(|(&w, used)| setting.config.waivers[w].problem(*used));
        let found: Vec<Problem> = told.collect();
        output::error_text(&problems::render(&file.label, &file.text, &found, global.error_style()))?;
        let place = |problem| FileProblem { path: file.label.clone(), problem };
        self.end.problems.extend(found.into_iter().map(place));
        Ok(())
    }

    /// Says what the baseline keeps from counting, and whether it was made by these rubrics.
    pub(super) fn tell_of_baseline(&self, evaluating: &Evaluating) -> Result<()> {
        let Some(baseline) = evaluating.policy.baseline.as_ref().filter(|_| self.assessed > 0) else {
            return Ok(());
        };
        let Census { known, new, worse, .. } = self.census;
        output::error_text(&format!(
            "note: {} in the baseline; {new} new and {worse} worse count\n",
            text::count(known, "finding")
        ))?;
        if baseline.rubrics != evaluating.setting.rubrics.digest() {
            let help = "what they judge otherwise is new; `quorate baseline write` takes it in";
            output::error_text(&format!("note: the baseline was made by other rubrics: {help}\n"))?;
        }
        Ok(())
    }

    pub(super) fn outcome(&self, args: &AssessArgs) -> Result<Outcome> {
        let skipped = self.end.skipped();
        if skipped > 0 {
            let files = text::count(skipped, "YAML file");
            output::error_text(&format!("note: {files} skipped: no line `quorate: 1` in them\n"))?;
        }
        for failure in &self.failures {
            output::error_text(&format!("gate failed: {}\n", visible(failure)))?;
        }
        match (self.bad, self.failures.len(), self.assessed) {
            (1.., _, _) => return Ok(Outcome::BadInput),
            (0, 1.., _) => return Ok(Outcome::GateFailed),
            (0, 0, 1..) => return Ok(Outcome::Fine),
            (0, 0, 0) => {}
        }
        let paths: Vec<String> = args.paths.iter().map(|p| format!("`{}`", p.display())).collect();
        let help = "a proposal is a YAML file with `quorate: 1` at the beginning of a line";
        output::error_text(&format!("nothing to assess in {}: {help}\n", text::join(&paths, "and")))?;
        Ok(Outcome::Nothing)
    }
}
