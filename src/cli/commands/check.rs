//! `quorate check`: only whether files are well-formed proposals.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::arguments::{ChoiceArgs, StdinArgs};
use crate::cli::fixing::{difference, fixed};
use crate::cli::input::{self, Event, FileRead, Found, Made, Reader, Rounds, STDIN};
use crate::cli::looked_at::{self, InputArgs, strictly, tell_problems};
use crate::cli::output::{Problems, write_file};
use crate::cli::texts::FileTexts;
use crate::cli::{Global, Outcome, output};
use crate::document::ProblemKind;
use crate::proposal::{Dictionary, Proposal, ReadAs};
use crate::rubric::Rubrics;
use crate::text::{self, visible};

/// Arguments of `quorate check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate check proposals/                name every mistake in a folder of proposals
  quorate check proposal.yaml --fix       write `NGO` as non-profit and `$50k` as 50000 $
  quorate check . --fix --diff            show what that would change
  quorate check --changed-since origin/main   name the mistakes in what a branch has changed")]
pub struct CheckArgs {
    /// Files, folders, or `-` for standard input; the current folder without
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Write the plain form of all that is written otherwise; comments and order stay
    #[arg(long)]
    fix: bool,
    /// With --fix: show what would change, and change nothing
    #[arg(long, requires = "fix")]
    diff: bool,
    #[command(flatten)]
    choice: ChoiceArgs,
    #[command(flatten)]
    stdin: StdinArgs,
    #[command(flatten)]
    input: InputArgs,
    /// List the facts that are stated and need evidence, and for which no quote speaks that was found
    #[arg(long)]
    quotes: bool,
}

/// Checks proposals and says how many are well formed.
pub fn run(args: &CheckArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let chosen = args.choice.choose(&args.paths, None, &setting)?;
    let paths = &chosen.paths;
    let stdin_path = args.stdin.path(paths)?;
    if args.fix && paths.iter().any(|path| path == Path::new(STDIN)) {
        bail!("--fix writes files; there is none behind standard input");
    }
    let comments_waive = setting.config.comments_may_waive();
    let texts = FileTexts::default();
    let reader = Reader { rubrics: &setting.rubrics, comments_waive, texts: &texts };
    let mut problems = Problems::new(global.error_style());
    let (mut good, mut bad) = (0, 0);
    let found = input::find(paths, stdin_path, &setting.root, &setting.rubrics.dictionary);
    let Found { inputs, mut intake } = chosen.of(found, &setting);
    let (mut quotes, mut without) = ((0, 0), Vec::new());
    let mut changed = 0;
    // What was read otherwise than it is typed in the file that is being read.
    let mut plain = Vec::new();
    let mut rounds = Rounds::over(reader, &inputs);
    let dictionary = &setting.rubrics.dictionary;
    while let Some(events) = rounds.next(|input, read, _| {
        let without = args.quotes.then(|| unquoted(&read.proposal, &input.label, dictionary));
        (without.unwrap_or_default(), Vec::new())
    }) {
        for event in events {
            match event {
                Event::PassedOver(input, nearly) => {
                    let nearly = nearly.map(|why| (input.label.clone(), why));
                    intake.no_proposal(input.given, nearly);
                }
                Event::Document(Made { input, text, made, read_as, problems: found }) => {
                    problems.tell_of(&input.label, &text, &read_as, &found)?;
                    good += usize::from(made.is_some());
                    intake.proposals(input.given, usize::from(made.is_some()));
                    without.extend(made.into_iter().flatten());
                    if args.fix {
                        plain.extend(read_as);
                    }
                }
                Event::Read(file) => {
                    let read_as = std::mem::take(&mut plain);
                    if args.fix && !file.is_bad {
                        changed += fix(&file, &read_as, &setting.rubrics, args.diff)?;
                    }
                    quotes = (quotes.0 + file.quotes.0, quotes.1 + file.quotes.1);
                    bad += usize::from(file.is_bad);
                }
            }
        }
    }
    let passed = strictly(args.input.is_strict(&setting), intake.problems());
    tell_problems(&mut problems, &setting, &passed)?;
    let failing = passed.iter().filter(|told| told.problem.kind == ProblemKind::Error).count();
    problems.close("")?;
    looked_at::tell(&setting, &inputs, &intake)?;
    chosen.tell()?;
    without.iter().try_for_each(|line| output::text(line))?;
    output::text(&format!(
        "{}, {bad} {} with errors{}\n",
        text::count(good, "good proposal"),
        file_or_files(bad),
        quotes_say(quotes, args.quotes.then_some(without.len()))
    ))?;
    if args.fix {
        let would = if args.diff { "would be" } else { "were" };
        output::text(&format!("{} {would} written plainly\n", text::count(changed, "value")))?;
    }
    let may_be_none = chosen.may_be_none(&intake);
    if good + bad == 0 && !may_be_none {
        output::error_text(
            "nothing to check: a proposal is a YAML file with `quorate: 1` at the beginning of a line\n",
        )?;
    }
    Ok(match (good, bad + failing) {
        (_, 1..) => Outcome::BadInput,
        (0, 0) if !may_be_none => Outcome::Nothing,
        _ => Outcome::Fine,
    })
}

/// Writes the plain forms into a file, or shows what that would change; gives back how many values that is.
fn fix(file: &FileRead, read_as: &[ReadAs], rubrics: &Rubrics, diff: bool) -> Result<usize> {
    let (Some(path), label) = (file.input.source.path(), &file.input.label) else { return Ok(0) };
    if read_as.is_empty() {
        return Ok(0);
    }
    let Some(fixed) = fixed(&file.text, read_as, rubrics) else {
        output::error_text(&format!(
            "{label}: left as it is: its plain form would not be read as the same\n"
        ))?;
        return Ok(0);
    };
    match diff {
        true => output::text(&difference(label, &file.text, &fixed))?,
        false => write_file(path, &fixed)?,
    }
    Ok(read_as.len())
}

fn file_or_files(number: usize) -> &'static str {
    if number == 1 { "file" } else { "files" }
}

/// A line for each fact for which no quote speaks, in the order of the file: `FILE:LINE: FACT`.
fn unquoted(proposal: &Proposal, label: &str, dictionary: &Dictionary) -> Vec<String> {
    let facts = proposal.facts_to_show(dictionary).filter(|(_, slot)| !slot.quoted);
    let mut facts: Vec<(u32, String)> = facts
        .map(|(at, _)| (proposal.place(dictionary, at).line, proposal.named_route(dictionary, at)))
        .collect();
    facts.sort_by_key(|(line, _)| *line);
    facts.into_iter().map(|(line, fact)| format!("{}:{line}: {}\n", visible(label), visible(&fact))).collect()
}

/// `; 8 quotes, 7 found`, and how many facts have none.
fn quotes_say((quotes, found): (usize, usize), unquoted: Option<usize>) -> String {
    let said = match quotes {
        0 if unquoted.is_none() => String::new(),
        _ => format!("; {}, {found} found", text::count(quotes, "quote")),
    };
    let unquoted = unquoted.map(|facts| format!("; {} without one", text::count(facts, "stated fact")));
    said + &unquoted.unwrap_or_default()
}
