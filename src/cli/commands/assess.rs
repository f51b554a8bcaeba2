//! `quorate assess`: the main job. Proposals in, verdicts, risks and missing sectors out.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::builder::FalseyValueParser;
use clap::{Args, CommandFactory};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::cli::arguments::{GateArgs, Making, ReadingArgs, Wanted};
use crate::cli::configuration::{Setting, folder_of, read_baseline};
use crate::cli::evaluating::Evaluating;
use crate::cli::input::{self, Input, Read, ReadFile, cover};
use crate::cli::output::{Part, Sink, check_outputs};
use crate::cli::{Cli, Global, Outcome, output};
use crate::document::{FileProblem, Problem};
use crate::policy::{Census, Evaluated, Policy, WaiverUse};
use crate::report::content::{End, InputContent, ProposalReport, Run, Tables, failure_words};
use crate::report::problems;
use crate::text::{self, visible};

/// Arguments of `quorate assess`.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// In which format to answer: table, html, markdown, csv, csv-scores, json, sarif, junit or github; into a file with
    /// html=report.html, into a folder with html=report/; may be repeated
    #[arg(
        long,
        value_name = "FORMAT[=FILE]",
        env = "QUORATE_FORMAT",
        hide_env = true,
        value_delimiter = ',',
        default_value = "table"
    )]
    format: Vec<Wanted>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Show every finding, and each criterion with level, weight and contribution
    #[arg(long, env = "QUORATE_DETAIL", hide_env = true, value_parser = FalseyValueParser::new())]
    detail: bool,
    /// Count only findings that are not in this baseline, or worse than in it
    #[arg(long, value_name = "FILE", env = "QUORATE_BASELINE", hide_env = true)]
    baseline: Option<PathBuf>,
    /// Put this cover before a report in html: title, client, author, date, logo, introduction, closing
    #[arg(long, value_name = "FILE")]
    cover: Option<PathBuf>,
    #[command(flatten)]
    gates: GateArgs,
}

impl AssessArgs {
    /// Refuses `quorate chekc FILE`, which would be read as two files.
    ///
    /// # Errors
    /// The first path is no file, and nearly a subcommand.
    pub fn refuse_misspelt_subcommand(&self) -> Result<()> {
        let Some(word) = self.paths.first().filter(|path| !path.exists()).and_then(|path| path.to_str())
        else {
            return Ok(());
        };
        let command = Cli::command();
        match text::nearest(word, command.get_subcommands().map(|known| known.get_name())) {
            Some(known) => {
                bail!("there is no file and no subcommand `{word}`; did you mean `quorate {known}`?")
            }
            None => Ok(()),
        }
    }
}

/// How many files are read and assessed at a time: enough for all cores, and few enough that memory does not grow
/// with the number of files and what was just written is still in the cache.
pub const BATCH: usize = 64;

/// From so many files on there is something to wait for.
const MANY_FILES: usize = 200;

/// Assesses every proposal behind the paths.
pub fn run(args: &AssessArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let evaluating = evaluating(args, &setting, global)?;
    let run = Run::new(&setting.rubrics, evaluating.as_of);
    let tables = Tables::of(&setting.rubrics);
    let making = Making {
        run: &run,
        tables: &tables,
        detail: args.detail,
        cover: cover::find(args.cover.as_deref(), &args.format, global)?,
        global,
    };
    let inputs = input::find(&args.paths, &setting.root);
    let baseline_file = setting.baseline_file(args.baseline.as_ref());
    let read = inputs.iter().filter_map(|input| input.source.path());
    let read = read.chain(setting.read_files()).chain(baseline_file.as_deref()).chain(args.cover.as_deref());
    check_outputs(args.format.iter().map(|wanted| wanted.file.as_deref()), read)?;
    let mut sinks: Vec<Box<dyn Sink>> =
        args.format.iter().map(|wanted| wanted.open(&making)).collect::<Result<_>>()?;
    let bar = progress(inputs.len());
    let mut tally = Tally::new(args, &setting);
    for batch in inputs.chunks(BATCH) {
        let read: Vec<Assessed> =
            batch.par_iter().map(|input| assess(input, &evaluating, &tables, &sinks)).collect();
        for assessed in read {
            bar.inc(1);
            if let Some(file) = &assessed.file {
                bar.suspend(|| file.show_problems(global.error_style()))?;
            }
            for parts in tally.add(assessed) {
                for (sink, part) in sinks.iter_mut().zip(parts) {
                    sink.add(part)?;
                }
            }
        }
    }
    bar.finish_and_clear();
    tally.tell_of_waivers(&setting, global)?;
    // Files first: that nobody reads standard output to its end is no reason not to write them.
    let (to_files, to_stdout): (Vec<_>, Vec<_>) = sinks.into_iter().partition(|sink| sink.is_file());
    to_files.into_iter().chain(to_stdout).try_for_each(|sink| sink.finish(&tally.end))?;
    tally.tell_of_baseline(&evaluating)?;
    tally.outcome(args)
}

/// What stays the same for every file of a run.
fn evaluating<'a>(args: &AssessArgs, setting: &'a Setting, global: &Global) -> Result<Evaluating<'a>> {
    let gates = args.gates.check(&setting.rubrics)?;
    let file = setting.baseline_file(args.baseline.as_ref());
    let baseline = file.as_ref().map(|file| read_baseline(file, global)).transpose()?;
    Ok(Evaluating {
        setting,
        policy: Policy { config: setting.config.clone(), gates, baseline },
        as_of: args.reading.as_of(),
        strict: args.reading.strict(&setting.config),
        baseline_folder: file.as_deref().map(|file| folder_of(file).to_owned()),
    })
}

/// One input, read and assessed.
#[derive(Default)]
struct Assessed {
    /// Which of the paths of the command line gave it, from 0.
    given: usize,
    /// `None` where the file is no proposal.
    file: Option<ReadFile>,
    /// For each proposal what each format makes of it.
    parts: Vec<Vec<Part>>,
    /// For each gate that a proposal does not pass, a sentence with the path.
    failures: Vec<String>,
    /// How many findings are known, new, worse or waived.
    census: Census,
    /// What became of the waivers of the configuration, by their numbers.
    waivers: Vec<(usize, WaiverUse)>,
}

/// Reads one input, and lays out what each format makes of its proposals.
fn assess(input: &Input, evaluating: &Evaluating, tables: &Tables, sinks: &[Box<dyn Sink + '_>]) -> Assessed {
    let mut assessed = Assessed { given: input.given, ..Assessed::default() };
    let Read::File(mut file) = evaluating.read(input) else { return assessed };
    let mut in_comments = Vec::new();
    evaluating.each(&file, input, |evaluated, _, _, uses| {
        assessed.failures.extend(failed_gates(&evaluated));
        assessed.census += evaluated.census();
        assessed.waivers.extend(uses.configured);
        in_comments.extend(uses.in_proposal);
        let report = ProposalReport::of(&evaluated, tables);
        assessed.parts.push(sinks.iter().map(|sink| sink.part(&report)).collect());
    });
    file.problems.extend(in_comments);
    file.sort_problems();
    // What is no longer needed is let go here, on all cores, and not where the report is put together.
    file.proposals = Vec::new();
    if file.problems.is_empty() {
        file.text = String::new();
    }
    assessed.file = Some(file);
    assessed
}

/// Each gate that is not passed, with the place to look at where there is one.
fn failed_gates(evaluated: &Evaluated) -> Vec<String> {
    let told = |failure: &crate::policy::Failure| {
        let place = match failure.subject {
            Some(_) => format!(":{}:{}", failure.place.line, failure.place.column),
            None => String::new(),
        };
        format!("{}{place}: {}", evaluated.source.label(), failure_words(&evaluated.assessment, failure))
    };
    evaluated.failures.iter().map(told).collect()
}

/// What became of the files.
struct Tally {
    assessed: usize,
    bad: usize,
    failures: Vec<String>,
    census: Census,
    /// For each waiver of the configuration that could be about a proposal, the best that became of it.
    waivers: BTreeMap<usize, WaiverUse>,
    end: End,
}

impl Tally {
    fn new(args: &AssessArgs, setting: &Setting) -> Tally {
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
    fn add(&mut self, assessed: Assessed) -> Vec<Vec<Part>> {
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
        match assessed.file {
            None => self.end.skipped += 1,
            Some(file) => {
                self.bad += usize::from(file.is_bad());
                let place = |problem| FileProblem { path: file.label.clone(), problem };
                self.end.problems.extend(file.problems.into_iter().map(place));
            }
        }
        assessed.parts
    }

    /// Says which waivers of the configuration have run out or match nothing.
    fn tell_of_waivers(&mut self, setting: &Setting, global: &Global) -> Result<()> {
        let Some(file) = &setting.file else { return Ok(()) };
        let told = self.waivers.iter().filter_map(|(&w, used)| setting.config.waivers[w].problem(*used));
        let found: Vec<Problem> = told.collect();
        output::error_text(&problems::render(&file.label, &file.text, &found, global.error_style()))?;
        let place = |problem| FileProblem { path: file.label.clone(), problem };
        self.end.problems.extend(found.into_iter().map(place));
        Ok(())
    }

    /// Says what the baseline keeps from counting, and whether it was made by these rubrics.
    fn tell_of_baseline(&self, evaluating: &Evaluating) -> Result<()> {
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

    fn outcome(&self, args: &AssessArgs) -> Result<Outcome> {
        if self.end.skipped > 0 {
            let files = text::count(self.end.skipped, "YAML file");
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

/// A bar on standard error, where that is a terminal and there is something to wait for.
fn progress(files: usize) -> ProgressBar {
    if files < MANY_FILES || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} files")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    bar
}
