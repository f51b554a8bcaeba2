//! `quorate assess`: the main job. Proposals in, verdicts, risks and missing sectors out.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::files::{self, Input};
use super::gates::{GateArgs, Gates};
use super::proposals::{Read, ReadFile, Reader};
use super::{Global, Outcome, output, parse_day, today};
use crate::assess::{Assessment, Options, assess};
use crate::document::Problem;
use crate::proposal::{PartialDate, Proposal};
use crate::report::json::Json;
use crate::report::problems::visible;
use crate::report::style::Style;
use crate::report::summary::Summary;
use crate::report::{Source, table};
use crate::rubric::Rubrics;
use crate::wording;

/// Arguments of `quorate assess`.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// In which form to answer
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    /// Assess as of this day, such as 2026-11-30, in place of today
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    as_of: Option<PartialDate>,
    /// Give the verdict by facts that have evidence beside them
    #[arg(long)]
    strict: bool,
    /// Show every finding, and each criterion with level, weight and contribution
    #[arg(long)]
    detail: bool,
    #[command(flatten)]
    gates: GateArgs,
}

impl AssessArgs {
    /// Whether any of them was given.
    pub fn is_used(&self) -> bool {
        !self.paths.is_empty()
            || self.as_of.is_some()
            || self.strict
            || self.detail
            || self.format != Format::Table
            || self.gates.is_used()
    }
}

/// The form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A screen for a person
    Table,
    /// The contract for machines, quorate/report/1
    Json,
}

/// How many files are read and assessed at a time: enough for all cores, and few enough that memory does not grow
/// with the number of files and what was just written is still in the cache.
pub const BATCH: usize = 64;

/// From so many files on there is something to wait for.
const MANY_FILES: usize = 200;

/// Up to so many proposals are shown whole; more are shown a line each.
const SHOWN_WHOLE: usize = 3;

/// Assesses every proposal behind the paths.
pub fn run(args: &AssessArgs, global: &Global) -> Result<Outcome> {
    let rubrics = global.load_rubrics()?;
    let options = Options { as_of: args.as_of.unwrap_or_else(today), strict: args.strict };
    let gates = args.gates.check(&rubrics)?;
    let inputs = files::find(&args.paths);
    let form = match args.format {
        Format::Json => Form::Json(Box::new(Json::new(&rubrics))),
        Format::Table => Form::Table(global.style()),
    };
    let run = Run { rubrics: &rubrics, form, gates, options, args, screens: AtomicUsize::new(0) };
    let mut report = Report::new(&run)?;
    let bar = progress(inputs.len());
    let mut tally = Tally::default();
    for batch in inputs.chunks(BATCH) {
        let read: Vec<Assessed> = batch.par_iter().map(|input| run.assess(input)).collect();
        for mut assessed in read {
            bar.inc(1);
            tally.add(&mut assessed);
            let Some(file) = &assessed.file else { continue };
            bar.suspend(|| file.show_problems(global.error_style()))?;
            report.add(assessed)?;
        }
    }
    bar.finish_and_clear();
    report.finish(tally.skipped)?;
    tally.outcome(args)
}

/// What stays the same for every file of a run.
struct Run<'a> {
    rubrics: &'a Rubrics,
    form: Form<'a>,
    gates: Gates,
    options: Options,
    args: &'a AssessArgs,
    /// How many whole screens were made: past the few that are shown, none is.
    screens: AtomicUsize,
}

/// The form of the answer, with what it needs to be written.
enum Form<'a> {
    Json(Box<Json<'a>>),
    Table(Style),
}

/// One input, read and assessed.
#[derive(Default)]
struct Assessed {
    /// `None` where the file is no proposal.
    file: Option<ReadFile>,
    /// For each proposal what the report needs of it.
    pieces: Vec<Piece>,
    /// For each gate that a proposal does not pass, a sentence with the path.
    failures: Vec<String>,
}

/// What is kept of an assessment until it is written.
enum Piece {
    Json(String),
    /// The whole screen, empty where there are too many to show, and the line for a run of many.
    Table(String, Summary),
}

impl Run<'_> {
    fn assess(&self, input: &Input) -> Assessed {
        match (Reader { rubrics: self.rubrics }).read(input) {
            Read::NoProposal => Assessed::default(),
            Read::File(mut file) => {
                let mut failures = Vec::new();
                let piece = |proposal: &Proposal| {
                    let source = Source { path: file.label.clone(), document: proposal.document() };
                    let assessment = assess(self.rubrics, proposal, self.options);
                    let failed = self.gates.failures(&assessment);
                    failures.extend(failed.into_iter().map(|why| format!("{}: {why}", source.label())));
                    self.piece(&assessment, &source)
                };
                let pieces = file.proposals.iter().map(piece).collect();
                // What is no longer needed is let go here, on all cores, and not where the report is put together.
                file.proposals = Vec::new();
                if file.problems.is_empty() {
                    file.text = String::new();
                }
                Assessed { file: Some(file), pieces, failures }
            }
        }
    }

    fn piece(&self, assessment: &Assessment, source: &Source) -> Piece {
        match &self.form {
            Form::Json(json) => Piece::Json(json.assessment(assessment, source)),
            Form::Table(style) => {
                let number = self.screens.fetch_add(1, Ordering::Relaxed);
                let screen = (number < SHOWN_WHOLE)
                    .then(|| table::one(assessment, &source.label(), style, self.args.detail));
                Piece::Table(screen.unwrap_or_default(), Summary::of(assessment, &source.label()))
            }
        }
    }
}

/// The report while it is written.
enum Report<'a> {
    /// Written piece by piece.
    Json { json: &'a Json<'a>, out: BufWriter<io::Stdout>, first: bool, problems: Vec<(String, Problem)> },
    /// Held back until it is known whether there are many.
    Table { style: &'a Style, detail: bool, screens: Vec<String>, summaries: Vec<Summary> },
}

impl<'a> Report<'a> {
    fn new(run: &'a Run) -> Result<Report<'a>> {
        Ok(match &run.form {
            Form::Json(json) => {
                let mut out = BufWriter::new(io::stdout());
                out.write_all(json.head(run.options.as_of).as_bytes())?;
                Report::Json { json, out, first: true, problems: Vec::new() }
            }
            Form::Table(style) => {
                Report::Table { style, detail: run.args.detail, screens: Vec::new(), summaries: Vec::new() }
            }
        })
    }

    fn add(&mut self, assessed: Assessed) -> Result<()> {
        let file = assessed.file;
        if let (Report::Json { problems, .. }, Some(file)) = (&mut *self, file) {
            problems.extend(file.problems.into_iter().map(|p| (file.label.clone(), p)));
        }
        for piece in assessed.pieces {
            match (&mut *self, piece) {
                (Report::Json { out, first, .. }, Piece::Json(text)) => {
                    let comma = if std::mem::take(first) { "" } else { "," };
                    out.write_all(comma.as_bytes())?;
                    out.write_all(text.as_bytes())?;
                }
                (Report::Table { screens, summaries, .. }, Piece::Table(screen, summary)) => {
                    if !screen.is_empty() {
                        screens.push(screen);
                    }
                    summaries.push(summary);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(self, skipped: usize) -> Result<()> {
        match self {
            Report::Json { json, mut out, problems, .. } => {
                let problems = problems.iter().map(|(path, p)| (path.as_str(), p));
                out.write_all(json.tail(problems, skipped).as_bytes())?;
                out.flush()?;
            }
            Report::Table { screens, summaries, .. } if summaries.len() <= SHOWN_WHOLE => {
                output::text(&screens.join("\n"))?
            }
            Report::Table { style, detail, summaries, .. } => {
                output::text(&table::many(&summaries, style, detail))?
            }
        }
        Ok(())
    }
}

/// How many files were what.
#[derive(Default)]
struct Tally {
    assessed: usize,
    bad: usize,
    skipped: usize,
    failures: Vec<String>,
}

impl Tally {
    fn add(&mut self, assessed: &mut Assessed) {
        self.assessed += assessed.pieces.len();
        self.failures.append(&mut assessed.failures);
        match &assessed.file {
            None => self.skipped += 1,
            Some(file) => self.bad += usize::from(file.is_bad()),
        }
    }

    fn outcome(&self, args: &AssessArgs) -> Result<Outcome> {
        if self.skipped > 0 {
            let files = wording::count(self.skipped, "YAML file");
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
