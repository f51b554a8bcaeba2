//! What became of the files of a run: counted while it goes on, told when it ends.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::AssessArgs;
use crate::cli::arguments::Chosen;
use crate::cli::configuration::{ConfigFile, Setting};
use crate::cli::evaluating::Evaluating;
use crate::cli::input::{FileRead, Input, Intake};
use crate::cli::looked_at::{self, strictly, tell_problems};
use crate::cli::output::{Part, Problems, ToldProblems};
use crate::cli::{Global, Outcome, output};
use crate::document::{FileProblem, Problem, ProblemKind, Span};
use crate::policy::{Census, Face, ProposalKey, WaiverUse};
use crate::report::content::End;
use crate::report::problems;
use crate::rubric::CriterionId;
use crate::text::{self, visible};

/// One proposal, assessed.
pub(super) struct Assessed {
    /// Its key in the baseline.
    pub(super) key: ProposalKey,
    /// The evidence of it that a report would take the place of, in words.
    pub(super) would_lose: Option<String>,
    /// What each format makes of it.
    pub(super) parts: Vec<Part>,
    /// For each gate that it does not pass, a sentence with the path.
    pub(super) failures: Vec<String>,
    /// Whether a gate asks something of it.
    pub(super) is_gated: bool,
    /// How many findings are known, new, worse or waived.
    pub(super) census: Census,
    /// What became of the waivers of the configuration, by their numbers.
    pub(super) waivers: Vec<(usize, WaiverUse)>,
    /// What is required and does not apply to it.
    pub(super) not_applying: Vec<CriterionId>,
    /// What it is known again by, where the baseline may know it by another name.
    pub(super) stranger: Option<(ProposalKey, Face)>,
}

/// What became of the files.
pub(super) struct Tally {
    assessed: usize,
    bad: usize,
    failures: Failures,
    /// To how many proposals a criterion does not apply that is required of them.
    not_applying: BTreeMap<CriterionId, usize>,
    census: Census,
    /// For each waiver of the configuration that could be about a proposal, the best that became of it.
    waivers: BTreeMap<usize, WaiverUse>,
    /// How many proposals have findings that it waives.
    waived: BTreeMap<usize, usize>,
    /// What each path gave.
    intake: Intake,
    /// The files of proposals, from the folder of the configuration.
    from_config: Vec<String>,
    /// What was found of the baseline: proposals by their keys, and files that could not be read.
    found: Found,
    /// The proposals that the baseline may know by another name.
    pub(super) strangers: Vec<(ProposalKey, Face)>,
    /// What is wrong with files.
    problems: ToldProblems,
    end: End,
}

/// What fails the gates: the first are named, and the rest is counted.
#[derive(Default)]
struct Failures {
    /// A gate asks something of some proposal.
    are_possible: bool,
    /// The first sentences, each with the path.
    first: Vec<String>,
    /// How many sentences there are in all.
    all: usize,
    /// How many proposals fail.
    proposals: usize,
}

/// How many lines about gates stand on standard error: a log of a thousand is read by nobody.
const GATES_TOLD: usize = 20;

impl Failures {
    fn add(&mut self, is_gated: bool, failures: Vec<String>) {
        self.are_possible |= is_gated || !failures.is_empty();
        self.all += failures.len();
        self.proposals += usize::from(!failures.is_empty());
        let room = GATES_TOLD - self.first.len();
        self.first.extend(failures.into_iter().take(room));
    }

    /// The first failures, how many more there are, and how many of so many proposals fail.
    fn tell(&self, assessed: usize) -> Result<()> {
        for failure in &self.first {
            output::error_text(&format!("gate failed: {}\n", visible(failure)))?;
        }
        let more = self.all - self.first.len();
        if more > 0 {
            let help = "`--format markdown --summary` or `--format csv-scores` tells of all proposals";
            output::error_text(&format!("gate failed: {more} more; {help}\n"))?;
        }
        if self.are_possible && assessed > 1 {
            output::error_text(&format!("{} of {assessed} fail\n", self.proposals))?;
        }
        Ok(())
    }
}

/// What a run found that a baseline may know.
#[derive(Default)]
struct Found {
    keys: BTreeSet<ProposalKey>,
    /// Files of which not all proposals could be read.
    bad: BTreeSet<String>,
}

impl Tally {
    pub(super) fn new(setting: &Setting, inputs: &[Input], intake: Intake) -> Tally {
        let label = |file: &ConfigFile| setting.root.label(&file.path);
        let mut configs = setting.files.iter().map(label);
        let config = configs.next();
        let not_read = setting.not_read(inputs);
        let configs_not_read = not_read.iter().map(|path| setting.root.label(path)).collect();
        Tally {
            assessed: 0,
            bad: 0,
            failures: Failures::default(),
            not_applying: BTreeMap::new(),
            census: Census::default(),
            waivers: BTreeMap::new(),
            waived: BTreeMap::new(),
            strangers: Vec::new(),
            intake,
            from_config: Vec::new(),
            found: Found::default(),
            problems: ToldProblems::default(),
            end: End { config, extends: configs.collect(), configs_not_read, ..End::default() },
        }
    }

    /// Counts in a file of a folder that is no proposal; `nearly` is why it may be meant as one.
    pub(super) fn pass_over(&mut self, input: &Input, nearly: Option<String>) {
        self.intake.no_proposal(input.given, nearly.map(|why| (input.label.clone(), why)));
    }

    /// Counts in a document with what is wrong with it, and hands on the parts of its proposal.
    ///
    /// # Errors
    /// A report would take the place of its evidence, or what is wrong cannot be told.
    pub(super) fn add(
        &mut self,
        input: &Input,
        assessed: Option<Assessed>,
        problems: Vec<Problem>,
    ) -> Result<Vec<Part>> {
        problems.into_iter().try_for_each(|problem| self.problems.add(&input.label, problem))?;
        let Some(Assessed {
            key,
            would_lose,
            parts,
            failures,
            is_gated,
            census,
            waivers,
            not_applying,
            stranger,
        }) = assessed
        else {
            return Ok(Vec::new());
        };
        if let Some(evidence) = would_lose {
            bail!("--format: {evidence}, and is not written over");
        }
        self.assessed += 1;
        self.intake.proposals(input.given, 1);
        self.found.keys.insert(key);
        self.strangers.extend(stranger);
        self.failures.add(is_gated, failures);
        for criterion in not_applying {
            *self.not_applying.entry(criterion).or_default() += 1;
        }
        self.census += census;
        for (waiver, used) in waivers {
            *self.waived.entry(waiver).or_default() += usize::from(used == WaiverUse::Used);
            let best = self.waivers.entry(waiver).or_insert(used);
            *best = used.max(*best);
        }
        Ok(parts)
    }

    /// Counts in a file that was read to its end.
    pub(super) fn end_of(&mut self, file: &FileRead, evaluating: &Evaluating) {
        self.from_config.extend(evaluating.setting.seen_from_config(file.input));
        if file.is_bad {
            self.bad += 1;
            self.found.bad.insert(evaluating.seen_from_baseline(file.input));
        }
    }

    fn keep(&mut self, told: Vec<FileProblem>) -> Result<()> {
        told.into_iter().try_for_each(|told| self.problems.add(&told.path, told.problem))?;
        Ok(())
    }

    /// What is known now that all is read.
    pub(super) fn end(&mut self) -> &End {
        self.end.problems = Box::new(std::mem::take(&mut self.problems));
        &self.end
    }

    /// What was passed over, what gave nothing, and what the baseline knows and was not found: told, and kept for the
    /// reports.
    pub(super) fn look_back(
        &mut self,
        args: &AssessArgs,
        chosen: &Chosen,
        evaluating: &Evaluating,
        problems: &mut Problems,
    ) -> Result<()> {
        let setting = evaluating.setting;
        let passed = self.intake.problems().into_iter();
        let unmatched = match chosen.looks_at_all() {
            true => setting.unmatched(&self.intake, &self.from_config),
            false => Vec::new(),
        };
        let mut told = strictly(args.input.is_strict(setting), passed.chain(unmatched).collect());
        if chosen.looks_at_all() {
            told.extend(self.missing(evaluating));
        }
        tell_problems(problems, setting, &told)?;
        self.bad += told.iter().filter(|told| told.problem.kind == ProblemKind::Error).count();
        self.keep(told)?;
        self.end.inputs = self.intake.content();
        self.end.decisions = setting.gave(&self.from_config, &self.waived);
        Ok(())
    }

    /// Proposals that the baseline knows under the given paths, and that this run did not find.
    fn missing(&self, evaluating: &Evaluating) -> Vec<FileProblem> {
        let (Some(baseline), Some(folder)) = (&evaluating.baseline, &evaluating.baseline_folder) else {
            return Vec::new();
        };
        let missing = |key: &ProposalKey| {
            let is_found = self.found.keys.contains(key) || self.found.bad.contains(&key.path);
            let real = folder.real(&key.path).filter(|real| !is_found && self.intake.covers(real))?;
            Some(told(key, evaluating.setting.root.label(&real)))
        };
        baseline.keys().filter_map(missing).collect()
    }

    /// Says which configuration was read and what each path gave.
    pub(super) fn tell_of_input(&self, setting: &Setting, inputs: &[Input]) -> Result<()> {
        looked_at::tell(setting, inputs, &self.intake)?;
        looked_at::tell_of_decisions(&self.end.decisions)
    }

    /// What came of the run, in a few words.
    pub(super) fn in_words(&self) -> String {
        match self.assessed {
            0 => "nothing assessed".to_owned(),
            several => format!("{} assessed", text::count(several, "proposal")),
        }
    }

    /// Says which waivers of the configuration have run out or match nothing.
    pub(super) fn tell_of_waivers(
        &mut self,
        args: &AssessArgs,
        setting: &Setting,
        global: &Global,
    ) -> Result<()> {
        let is_strict = args.input.is_strict(setting);
        for file in &setting.files {
            let of_file = |w: &usize| setting.file_of_waiver(*w).label == file.label;
            let told = self.waivers.iter().filter(|(w, _)| of_file(w));
            let told = told.filter_map(|(&w, used)| {
                let problem = setting.config.waivers[w].problem(*used)?;
                Some(FileProblem { path: file.label.clone(), problem })
            });
            let found = strictly(is_strict, told.collect());
            self.bad += usize::from(is_strict && !found.is_empty());
            let problems_of_file: Vec<Problem> = found.iter().map(|told| told.problem.clone()).collect();
            output::error_text(&problems::render(
                &file.label,
                &file.text,
                &problems_of_file,
                global.error_style(),
            ))?;
            self.keep(found)?;
        }
        Ok(())
    }

    /// Says which gates hold because what they ask for does not apply.
    pub(super) fn tell_of_what_does_not_apply(&self, setting: &Setting) -> Result<()> {
        for (criterion, proposals) in &self.not_applying {
            let id = &setting.rubrics.criteria[*criterion].id;
            let proposals = text::count(*proposals, "proposal");
            output::error_text(&format!("note: `{id}` is required, and does not apply to {proposals}\n"))?;
        }
        Ok(())
    }

    /// Says what the baseline keeps from counting, and whether it was made by these rubrics.
    pub(super) fn tell_of_baseline(&self, evaluating: &Evaluating) -> Result<()> {
        let Some(baseline) = evaluating.baseline.as_ref().filter(|_| self.assessed > 0) else {
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

    pub(super) fn outcome(&self, chosen: &Chosen) -> Result<Outcome> {
        self.failures.tell(self.assessed)?;
        match (self.bad, self.failures.all, self.assessed) {
            (1.., _, _) => return Ok(Outcome::BadInput),
            (0, 1.., _) => return Ok(Outcome::GateFailed),
            (0, 0, 1..) => return Ok(Outcome::Fine),
            // That nothing has changed is no mistake in the paths.
            (0, 0, 0) if chosen.may_be_none(&self.intake) => return Ok(Outcome::Fine),
            (0, 0, 0) => {}
        }
        let paths: Vec<String> = chosen.paths.iter().map(|p| format!("`{}`", p.display())).collect();
        let help = "a proposal is a YAML file with `quorate: 1` at the beginning of a line";
        output::error_text(&format!("nothing to assess in {}: {help}\n", text::join(&paths, "and")))?;
        Ok(Outcome::Nothing)
    }
}

/// The problem of a proposal that the baseline knows, at the path that reports write for it.
fn told(key: &ProposalKey, path: String) -> FileProblem {
    let name = key.name.as_ref().map(|name| format!(" of the name `{name}`")).unwrap_or_default();
    let message = format!("the baseline knows a proposal{name} here, and this run did not find it");
    let help = "if it was renamed: `quorate baseline rename OLD NEW`; if it was taken out: `quorate baseline update`";
    let problem = Problem::error(Span::FIRST_LINE, message).topic("baseline-missing").help(help);
    FileProblem { path, problem }
}
