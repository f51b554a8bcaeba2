//! `quorate compare`: what moved between two versions of a proposal.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::assess::{Comparison, Options, Pair, assess};
use crate::cli::arguments::{Making, ReadingArgs, Wanted};
use crate::cli::configuration::Setting;
use crate::cli::input::{self, Read, ReadFile, Reader};
use crate::cli::output::{Problems, Sink, check_outputs};
use crate::cli::texts::FileTexts;
use crate::cli::{Global, Outcome};
use crate::proposal::{Evidence, Folder, NoFolder, Proposal, Source};
use crate::report::content::{ComparisonReport, Run, Tables};
use crate::text::count;

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
    let old = read(&args.old, &args.new, &setting, global)?;
    let new = read(&args.new, &args.old, &setting, global)?;
    let (Some(old), Some(new)) = (old, new) else { return Ok(Outcome::BadInput) };
    let strict = args.reading.strict(&setting.config);
    let options = strict.set(Options::new(args.reading.as_of()));
    let before = assess(&setting.rubrics, &old.proposal, options);
    let after = assess(&setting.rubrics, &new.proposal, options);
    let comparison = Comparison::of(&before, &after);
    let sources = Pair { old: &old.source, new: &new.source };
    let comparison = ComparisonReport::of(&comparison, sources, &tables);
    // Files first: that nobody reads standard output to its end is no reason not to write them.
    let (to_files, to_stdout): (Vec<_>, Vec<_>) =
        args.format.iter().zip(sinks).partition(|(_, sink)| sink.is_file());
    for (wanted, sink) in to_files.into_iter().chain(to_stdout) {
        if !sink.compare(&comparison)? {
            bail!("--format: {} has no comparison; table, markdown, html and json have", wanted.word());
        }
    }
    Ok(Outcome::Fine)
}

/// A version, and where it stands.
struct Version {
    proposal: Proposal,
    source: Source,
}

/// Reads the one proposal of a file; `None` where it has errors, which have been printed. Evidence that is not beside it
/// is looked for beside the other version: a copy from elsewhere has not lost it.
///
/// # Errors
/// The file does not hold one proposal.
fn read(path: &Path, other: &Path, setting: &Setting, global: &Global) -> Result<Option<Version>> {
    let [input] = &input::find(&[path.to_owned()], None, &setting.root)[..] else {
        bail!("{} gives several files; `quorate compare` takes two with one proposal each", path.display());
    };
    let comments_waive = setting.config.comments_waive;
    let reader = Reader { rubrics: &setting.rubrics, comments_waive, texts: &FileTexts::default() };
    let beside: &dyn Evidence = if other == Path::new("-") { &NoFolder } else { &Folder::of(other) };
    let Read::File(file) = reader.read_beside(input, beside) else { return Ok(None) };
    let mut problems = Problems::new(global.error_style());
    problems.tell(&file)?;
    problems.close(if file.is_bad() { "nothing compared" } else { "" })?;
    if file.is_bad() {
        return Ok(None);
    }
    let ReadFile { label, mut proposals, .. } = file;
    if proposals.len() > 1 {
        let held = count(proposals.len(), "proposal");
        bail!("{label} holds {held}; `quorate compare` takes files with one each");
    }
    Ok(proposals.pop().map(|read| Version { source: Source::file(label), proposal: read.proposal }))
}
