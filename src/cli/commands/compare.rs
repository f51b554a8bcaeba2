//! `quorate compare`: what moved between two versions of a proposal.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::assess::{Comparison, Options, Pair, assess};
use crate::cli::arguments::{Making, ReadingArgs, Wanted, write_each};
use crate::cli::one::{One, ReadOne};
use crate::cli::output::{Sink, check_outputs};
use crate::cli::version::{Beside, Version};
use crate::cli::{Global, Outcome, output};
use crate::proposal::{Evidence, Folder, NoFolder};
use crate::report::content::{ComparisonReport, Run, Tables};
use crate::text::{count, visible};

/// Arguments of `quorate compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate compare old.yaml new.yaml                        two files
  quorate compare HEAD~1:proposals/a.yaml                  a commit, and the file of today
  quorate compare main:proposals/a.yaml proposals/a.yaml   the same, with both named
  quorate compare main:./a.yaml a.yaml --fail-on-worse     in a check of a branch")]
pub struct CompareArgs {
    /// The version before: a file with one proposal, `-` for standard input, or REV:PATH for a file as git has it
    old: PathBuf,
    /// The version after; without, the file of today that REV:PATH names
    new: Option<PathBuf>,
    /// In which format to answer: table, markdown, html or json; into a file with html=moved.html; may be repeated
    #[arg(long, value_name = "FORMAT[=FILE]", value_delimiter = ',', default_value = "table")]
    format: Vec<Wanted>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Show every finding and every criterion that moved
    #[arg(long)]
    detail: bool,
    /// Fail where the new version is worse: a lower verdict, score, level or stage, a new or worse finding, or
    /// something said before and no more
    #[arg(long, help_heading = "Gates")]
    fail_on_worse: bool,
}

/// Compares two versions.
pub fn run(args: &CompareArgs, global: &Global) -> Result<Outcome> {
    let old = Version::of(&args.old)?;
    let new = match &args.new {
        Some(new) => Version::of(new)?,
        None => old.today()?,
    };
    let read_files = [&old, &new].into_iter().filter_map(Version::path);
    check_outputs(args.format.iter().map(|wanted| wanted.file.as_deref()), read_files)?;
    if old.is_stdin() && new.is_stdin() {
        bail!("only one of the two versions can come from standard input");
    }
    let setting = global.setting()?;
    let report = Run::new(&setting.rubrics, args.reading.as_of(&setting.config)?);
    let tables = Tables::of(&setting.rubrics);
    let making = Making::in_full(&report, &tables, args.detail, global);
    let sinks: Vec<Box<dyn Sink>> =
        args.format.iter().map(|wanted| wanted.open(&making)).collect::<Result<_>>()?;
    let reading = ReadOne { command: "compare", if_bad: "nothing compared", setting: &setting, global };
    let versions = Pair { old: &old, new: &new };
    let old = read(&reading, versions)?;
    let new = read(&reading, versions.swapped())?;
    let (Some(old), Some(new)) = (old, new) else { return Ok(Outcome::BadInput) };
    let strict = args.reading.strict(&setting.config);
    let options = strict.set(Options::new(args.reading.as_of(&setting.config)?));
    let before = assess(&setting.rubrics, &old.proposal, options);
    let after = assess(&setting.rubrics, &new.proposal, options);
    let comparison = match versions.old.is_revision() || versions.new.is_revision() {
        true => Comparison::of_states(&before, &after),
        false => Comparison::of(&before, &after),
    };
    let sources = Pair { old: &old.source, new: &new.source };
    let comparison = ComparisonReport::of(&comparison, sources, &tables);
    write_each(&args.format, sinks, "comparison", |sink| sink.compare(&comparison))?;
    if !args.fail_on_worse || comparison.worse.is_empty() {
        return Ok(Outcome::Fine);
    }
    tell_of(&comparison.worse)?;
    Ok(Outcome::GateFailed)
}

/// So many ways are told in which a version is worse; the report has all that moved.
const MOST_TOLD: usize = 20;

fn tell_of(worse: &[String]) -> Result<()> {
    for way in worse.iter().take(MOST_TOLD) {
        output::error_text(&format!("gate failed: {}\n", visible(way)))?;
    }
    match worse.len().saturating_sub(MOST_TOLD) {
        0 => Ok(()),
        rest => output::error_text(&format!("gate failed: and in {} more\n", count(rest, "way"))),
    }
}

/// Reads the one that is called old here. A copy from elsewhere has not lost its evidence: it is looked for beside the
/// other version too.
fn read(reading: &ReadOne, versions: Pair<&Version>) -> Result<Option<One>> {
    let beside: Box<dyn Evidence> = match versions.new {
        Version::File(path) if path == Path::new("-") => Box::new(NoFolder),
        Version::File(path) => Box::new(Folder::of(path)),
        Version::Revision(git, file) => Box::new(Folder::of(&git.in_tree(file))),
    };
    match versions.old {
        Version::File(path) => reading.read_beside(path, beside.as_ref()),
        Version::Revision(git, file) => {
            let evidence = Beside { git, file, today: &Folder::of(&git.in_tree(file)), other: &*beside };
            reading.read_text(file.to_string(), Version::text(git, file), &evidence)
        }
    }
}
