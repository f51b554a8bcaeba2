//! `quorate assess`: the main job. Proposals in, verdicts, risks and missing sectors out.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use clap::builder::FalseyValueParser;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::files::{self, Input};
use super::formats::{Making, Wanted};
use super::gates::GateArgs;
use super::proposals::{Read, ReadFile, Reader};
use super::sink::{Sink, check_apart};
use super::{Global, Outcome, output, parse_day, today};
use crate::assess::{Options, assess};
use crate::policy::{Gates, Judged, Standing};
use crate::proposal::{PartialDate, Proposal, Source};
use crate::report::problems::visible;
use crate::report::{End, FileProblem, Form, Part};
use crate::rubric::Rubrics;
use crate::wording;

/// Arguments of `quorate assess`.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// In which form to answer: table, json, sarif, junit or github; into a file with json=report.json; may be repeated
    #[arg(
        long,
        value_name = "FORMAT[=FILE]",
        env = "QUORATE_FORMAT",
        hide_env = true,
        value_delimiter = ',',
        default_value = "table"
    )]
    format: Vec<Wanted>,
    /// Assess as of this day, such as 2026-11-30, in place of today
    #[arg(long, value_name = "DATE", env = "QUORATE_AS_OF", hide_env = true, value_parser = parse_day)]
    as_of: Option<PartialDate>,
    /// Give the verdict by facts that have evidence beside them
    #[arg(long, env = "QUORATE_STRICT", hide_env = true, value_parser = FalseyValueParser::new())]
    strict: bool,
    /// Show every finding, and each criterion with level, weight and contribution
    #[arg(long)]
    detail: bool,
    #[command(flatten)]
    gates: GateArgs,
}

/// How many files are read and assessed at a time: enough for all cores, and few enough that memory does not grow
/// with the number of files and what was just written is still in the cache.
pub const BATCH: usize = 64;

/// From so many files on there is something to wait for.
const MANY_FILES: usize = 200;

/// Assesses every proposal behind the paths.
pub fn run(args: &AssessArgs, global: &Global) -> Result<Outcome> {
    check_apart(&args.format)?;
    let rubrics = global.load_rubrics()?;
    let as_of = args.as_of.unwrap_or_else(today);
    let making = Making { rubrics: &rubrics, as_of, detail: args.detail, global };
    let forms: Vec<Box<dyn Form>> = args.format.iter().map(|wanted| wanted.form(&making)).collect();
    let mut sinks = (args.format.iter().zip(&forms))
        .map(|(wanted, form)| Sink::open(wanted, form.as_ref()))
        .collect::<Result<Vec<Sink>>>()?;
    let run = Run {
        rubrics: &rubrics,
        forms: &forms,
        gates: args.gates.check(&rubrics)?,
        options: Options { strict: args.strict, ..Options::new(as_of) },
    };
    let inputs = files::find(&args.paths);
    let bar = progress(inputs.len());
    let mut tally = Tally::default();
    for batch in inputs.chunks(BATCH) {
        let read: Vec<Assessed> = batch.par_iter().map(|input| run.assess(input)).collect();
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
    // Files first: that nobody reads standard output to its end is no reason not to write them.
    let (to_files, to_stdout): (Vec<_>, Vec<_>) = sinks.into_iter().partition(Sink::is_file);
    to_files.into_iter().chain(to_stdout).try_for_each(|sink| sink.finish(&tally.end))?;
    tally.outcome(args)
}

/// What stays the same for every file of a run.
struct Run<'a> {
    rubrics: &'a Rubrics,
    forms: &'a [Box<dyn Form + 'a>],
    gates: Gates,
    options: Options<'a>,
}

/// One input, read and assessed.
#[derive(Default)]
struct Assessed {
    /// `None` where the file is no proposal.
    file: Option<ReadFile>,
    /// For each proposal what each form needs of it.
    parts: Vec<Vec<Part>>,
    /// For each gate that a proposal does not pass, a sentence with the path.
    failures: Vec<String>,
}

impl Run<'_> {
    fn assess(&self, input: &Input) -> Assessed {
        match (Reader { rubrics: self.rubrics }).read(input) {
            Read::NoProposal => Assessed::default(),
            Read::File(mut file) => {
                let mut failures = Vec::new();
                let shared = file.proposals.len() > 1;
                let parts = |proposal: &Proposal| {
                    let source = Source { path: file.label.clone(), document: proposal.document(), shared };
                    let assessment = assess(self.rubrics, proposal, self.options);
                    let standings = vec![Standing::Counts; assessment.findings.len()];
                    let judged = Judged::new(assessment, source, standings, &self.gates);
                    let label = judged.source.label();
                    failures.extend(judged.failures.iter().map(|f| format!("{label}: {}", f.text)));
                    self.forms.iter().map(|form| form.part(&judged)).collect()
                };
                let parts = file.proposals.iter().map(parts).collect();
                // What is no longer needed is let go here, on all cores, and not where the report is put together.
                file.proposals = Vec::new();
                if file.problems.is_empty() {
                    file.text = String::new();
                }
                Assessed { file: Some(file), parts, failures }
            }
        }
    }
}

/// What became of the files.
#[derive(Default)]
struct Tally {
    assessed: usize,
    bad: usize,
    failures: Vec<String>,
    end: End,
}

impl Tally {
    /// Counts a file in, and hands on its parts.
    fn add(&mut self, assessed: Assessed) -> Vec<Vec<Part>> {
        self.assessed += assessed.parts.len();
        self.failures.extend(assessed.failures);
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

    fn outcome(&self, args: &AssessArgs) -> Result<Outcome> {
        if self.end.skipped > 0 {
            let files = wording::count(self.end.skipped, "YAML file");
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
        output::error_text(&format!("nothing to assess in {}: {help}\n", wording::join(&paths, "and")))?;
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
