//! `quorate assess`: the main job. Proposals in, verdicts, risks and missing sectors out.

mod tally;

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::builder::FalseyValueParser;
use clap::{Args, CommandFactory};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::tally::{Assessed, Tally};
use crate::cli::arguments::{
    ChoiceArgs, GateArgs, Making, OutputFormat, ReadingArgs, StdinArgs, Wanted, refuse_unheeded,
};
use crate::cli::configuration::Setting;
use crate::cli::day::Day;
use crate::cli::evaluating::{Beside, Evaluating};
use crate::cli::input::{self, Event, Found, Input, Made, ReadProposal, Rounds, cover};
use crate::cli::kept::KeptFile;
use crate::cli::looked_at::{self, InputArgs};
use crate::cli::moved::Strangers;
use crate::cli::output::{Problems, Replaced, Sink, check_outputs};
use crate::cli::paths::{SeenFrom, folder_of};
use crate::cli::texts::FileTexts;
use crate::cli::{Cli, Global, Outcome, output};
use crate::document::Problem;
use crate::policy::{Evaluated, Policy, Why};
use crate::proposal::Source;
use crate::report::content::{FailedGate, ProposalReport, Run, Tables};
use crate::report::csv::Separator;
use crate::rubric::CriterionId;
use crate::text;

/// Arguments of `quorate assess`.
#[derive(Debug, Args)]
pub struct AssessArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH", required_unless_present_any = ["changed_since", "files_from"])]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    choice: ChoiceArgs,
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
    #[command(flatten)]
    stdin: StdinArgs,
    #[command(flatten)]
    input: InputArgs,
    /// Show every finding, and each criterion with level, weight and contribution
    #[arg(long, env = "QUORATE_DETAIL", hide_env = true, value_parser = FalseyValueParser::new())]
    detail: bool,
    /// In markdown: tell what fails and what is new, count the rest, and stay below 60 KB, so that it fits into a comment
    #[arg(long, overrides_with = "summary")]
    summary: bool,
    /// What parts the cells in csv and csv-scores: `,`, `;` or `tab`; without it `,`
    #[arg(long, value_name = "SIGN")]
    csv_separator: Option<Separator>,
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

impl AssessArgs {
    /// Refuses what says how a report looks that nobody has asked for.
    fn refuse_unheeded(&self) -> Result<()> {
        let sheets = [OutputFormat::Csv, OutputFormat::CsvScores];
        refuse_unheeded("--summary", self.summary, &self.format, &[OutputFormat::Markdown])?;
        refuse_unheeded("--csv-separator", self.csv_separator.is_some(), &self.format, &sheets)
    }
}

/// From so many files on there is something to wait for.
const MANY_FILES: usize = 200;

/// Assesses every proposal behind the paths.
pub fn run(args: &AssessArgs, global: &Global) -> Result<Outcome> {
    args.reading.refuse_parted_strict(&args.paths)?;
    args.refuse_unheeded()?;
    let setting = global.setting()?;
    let day = args.reading.day(&setting.config)?;
    let mut evaluating = evaluating(args, &setting, &day, global)?;
    let run = Run::new(&setting.rubrics, evaluating.as_of);
    let tables = Tables::of(&setting.rubrics);
    let making = Making {
        run: &run,
        tables: &tables,
        detail: args.detail,
        summary: args.summary,
        separator: args.csv_separator.unwrap_or_default(),
        cover: cover::find(args.cover.as_deref(), &args.format, global)?,
        global,
    };
    let stdin_path = args.stdin.path(&args.paths)?;
    let baseline_file = setting.baseline_file(args.baseline.as_ref());
    let chosen = args.choice.choose(&args.paths, baseline_file.as_deref(), &setting)?;
    let found = input::find(&chosen.paths, stdin_path, &setting.root, &setting.rubrics.dictionary);
    let Found { inputs, intake } = chosen.of(found, &setting);
    // Of many proposals nobody reads what would settle each, and it takes a search.
    evaluating.fewest = args.detail || inputs.len() == 1;
    let read = inputs.iter().filter_map(|input| input.source.path());
    let read = read.chain(setting.read_files()).chain(baseline_file.as_deref()).chain(args.cover.as_deref());
    check_outputs(args.format.iter().map(|wanted| wanted.file.as_deref()), read)?;
    let mut sinks: Vec<Box<dyn Sink>> =
        args.format.iter().map(|wanted| wanted.open(&making)).collect::<Result<_>>()?;
    let replaced = Replaced::among(args.format.iter().filter_map(|wanted| wanted.file.as_deref()));
    let known = evaluating.baseline.as_ref().zip(baseline_file.as_deref().map(folder_of));
    let strangers = Strangers::new(known)?;
    let bar = progress(inputs.len());
    let mut tally = Tally::new(&setting, &inputs, intake);
    let mut problems = Problems::new(global.error_style());
    let work = Work { evaluating: &evaluating, tables: &tables, strangers: &strangers, replaced: &replaced };
    let mut rounds = Rounds::over(evaluating.reader(), &inputs);
    while let Some(events) = rounds.next(|input, read, source| work.assess(input, read, source, &sinks)) {
        for event in events {
            match event {
                Event::PassedOver(input, nearly) => {
                    bar.inc(1);
                    tally.pass_over(input, nearly);
                }
                Event::Document(Made { input, text, made, problems: found, .. }) => {
                    bar.suspend(|| problems.tell_of(&input.label, &text, &[], &found))?;
                    let parts = tally.add(input, made.transpose()?, found)?;
                    for (sink, part) in sinks.iter_mut().zip(parts) {
                        sink.add(part)?;
                    }
                }
                Event::Read(file) => {
                    bar.inc(1);
                    tally.end_of(&file, &evaluating);
                }
            }
        }
    }
    bar.finish_and_clear();
    tally.look_back(args, &chosen, &evaluating, &mut problems)?;
    problems.close(&tally.in_words())?;
    tally.tell_of_waivers(args, &setting, global)?;
    tally.tell_of_input(&setting, &inputs)?;
    looked_at::tell_of_day(&setting, &day)?;
    // Files first: that nobody reads standard output to its end is no reason not to write them.
    let (to_files, to_stdout): (Vec<_>, Vec<_>) = sinks.into_iter().partition(|sink| sink.is_file());
    let end = tally.end();
    for sink in to_files.into_iter().chain(to_stdout) {
        if let Some(too_much) = sink.finish(end)? {
            output::error_text(&format!("note: {too_much}\n"))?;
        }
    }
    tally.tell_of_baseline(&evaluating)?;
    tally.tell_of_what_does_not_apply(&setting)?;
    strangers.tell(&tally.strangers)?;
    chosen.tell()?;
    tally.outcome(&chosen)
}

/// What stays the same for every file of a run.
fn evaluating<'a>(
    args: &AssessArgs,
    setting: &'a Setting,
    day: &Day,
    global: &Global,
) -> Result<Evaluating<'a>> {
    let gates = args.gates.check(&setting.rubrics)?;
    let file = setting.baseline_file(args.baseline.as_ref());
    let baseline = file.as_ref().map(|file| KeptFile::open(file, global)).transpose()?;
    Ok(Evaluating {
        setting,
        policy: Policy { config: setting.config.clone(), gates },
        baseline,
        as_of: day.date,
        strict: args.reading.strict(&setting.config),
        fewest: false,
        texts: FileTexts::default(),
        baseline_folder: file.as_deref().map(|file| SeenFrom::new(folder_of(file))),
    })
}

/// What it takes to assess a proposal.
struct Work<'w, 'a> {
    evaluating: &'w Evaluating<'a>,
    tables: &'w Tables<'w>,
    strangers: &'w Strangers<'w>,
    replaced: &'w Replaced,
}

impl Work<'_, '_> {
    /// Evaluates one proposal, and lays out what each format makes of it.
    fn assess(
        &self,
        input: &Input,
        read: &ReadProposal,
        source: Source,
        sinks: &[Box<dyn Sink + '_>],
    ) -> (Result<Assessed>, Vec<Problem>) {
        let assessed = self.evaluating.evaluate(input, read, source, |evaluated, beside| {
            let Beside { rules, key, waivers, .. } = beside;
            let report = ProposalReport::of(&evaluated, self.tables);
            let assessed = Assessed {
                stranger: self.strangers.face(&evaluated, &rules, &key),
                key,
                would_lose: would_lose(input, read, self.replaced),
                parts: sinks.iter().map(|sink| sink.part(&report)).collect(),
                failures: failed_gates(&report),
                is_gated: rules.gates.ask(),
                census: evaluated.census(),
                waivers: waivers.configured,
                not_applying: not_applying(&evaluated),
            };
            let not_due = evaluated.unmeasured.iter().filter_map(|one| one.problem(&evaluated.assessment));
            (assessed, waivers.in_proposal.into_iter().chain(not_due).collect())
        });
        match assessed {
            Ok((assessed, problems)) => (Ok(assessed), problems),
            Err(error) => (Err(error), Vec::new()),
        }
    }
}

/// What is required of a proposal and does not apply to it.
fn not_applying(evaluated: &Evaluated) -> Vec<CriterionId> {
    let not_applying = evaluated.unmeasured.iter().filter(|one| one.why == Why::DoesNotApply);
    not_applying.map(|one| one.criterion).collect()
}

/// Which evidence of a proposal a report would take the place of.
fn would_lose(input: &Input, read: &ReadProposal, replaced: &Replaced) -> Option<String> {
    let named = replaced.evidence_of(input.source.path()?, &read.proposal)?;
    Some(format!("{named} is evidence of {}", input.label))
}

/// Each gate that is not passed, with the place to look at where there is one.
fn failed_gates(report: &ProposalReport) -> Vec<String> {
    let told = |failure: &FailedGate| {
        let place = match failure.rule {
            Some(_) => format!(":{}:{}", failure.line, failure.column),
            None => String::new(),
        };
        format!("{}{place}: {}", report.label, failure.says)
    };
    report.failures.iter().map(told).collect()
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
