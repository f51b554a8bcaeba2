//! `quorate compare`: what moved between two versions of a proposal.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::assess::{Comparison, Options, Pair, assess};
use crate::cli::arguments::{Making, ReadingArgs, Wanted, write_each};
use crate::cli::one::ReadOne;
use crate::cli::output::{Sink, check_outputs};
use crate::cli::{Global, Outcome};
use crate::proposal::{Evidence, Folder, NoFolder};
use crate::report::content::{ComparisonReport, Run, Tables};

/// Arguments of `quorate compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The version before: a file with one proposal, or `-` for standard input
    old: PathBuf,
    /// The version after
    new: PathBuf,
    /// In which format to answer: table, markdown, html or json; into a file with html=moved.html; may be repeated
    #[arg(long, value_name = "FORMAT[=FILE]", value_delimiter = ',', default_value = "table")]
    format: Vec<Wanted>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Show every finding and every criterion that moved
    #[arg(long)]
    detail: bool,
}

/// Compares two versions.
pub fn run(args: &CompareArgs, global: &Global) -> Result<Outcome> {
    let read_files = [args.old.as_path(), args.new.as_path()];
    check_outputs(args.format.iter().map(|wanted| wanted.file.as_deref()), read_files.into_iter())?;
    if args.old == Path::new("-") && args.new == Path::new("-") {
        bail!("only one of the two versions can come from standard input");
    }
    let setting = global.setting()?;
    let report = Run::new(&setting.rubrics, args.reading.as_of());
    let tables = Tables::of(&setting.rubrics);
    let making = Making { run: &report, tables: &tables, detail: args.detail, cover: None, global };
    let sinks: Vec<Box<dyn Sink>> =
        args.format.iter().map(|wanted| wanted.open(&making)).collect::<Result<_>>()?;
    let reading = ReadOne { command: "compare", if_bad: "nothing compared", setting: &setting, global };
    // A copy from elsewhere has not lost its evidence: it is looked for beside the other version too.
    let old = reading.read_beside(&args.old, beside(&args.new).as_ref())?;
    let new = reading.read_beside(&args.new, beside(&args.old).as_ref())?;
    let (Some(old), Some(new)) = (old, new) else { return Ok(Outcome::BadInput) };
    let strict = args.reading.strict(&setting.config);
    let options = strict.set(Options::new(args.reading.as_of()));
    let before = assess(&setting.rubrics, &old.proposal, options);
    let after = assess(&setting.rubrics, &new.proposal, options);
    let comparison = Comparison::of(&before, &after);
    let sources = Pair { old: &old.source, new: &new.source };
    let comparison = ComparisonReport::of(&comparison, sources, &tables);
    write_each(&args.format, sinks, "comparison", |sink| sink.compare(&comparison))?;
    Ok(Outcome::Fine)
}

/// Where the evidence of a version may stand.
fn beside(path: &Path) -> Box<dyn Evidence> {
    if path == Path::new("-") { Box::new(NoFolder) } else { Box::new(Folder::of(path)) }
}
