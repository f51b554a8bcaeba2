//! `quorate compare`: what moved between two versions of a proposal.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use super::config::{Setting, seen_from};
use super::files::Input;
use super::formats::Wanted;
use super::proposals::{Read, ReadFile, Reader};
use super::reading::ReadingArgs;
use super::sink::{Destination, check_outputs};
use super::{Global, Outcome, output};
use crate::assess::{Comparison, Options, assess};
use crate::proposal::{Proposal, Source};
use crate::report::compare::{Compared, html, json, markdown, table};
use crate::text::count;

/// Arguments of `quorate compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The version before: a file with one proposal, or `-` for standard input
    old: PathBuf,
    /// The version after
    new: PathBuf,
    /// In which form to answer: table, markdown, html or json; into a file with html=moved.html; may be repeated
    #[arg(long, value_name = "FORMAT[=FILE]", value_delimiter = ',', default_value = "table")]
    format: Vec<Wanted<CompareFormat>>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Show every finding and every criterion that moved
    #[arg(long)]
    detail: bool,
}

/// The form of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// A screen for a person
    Table,
    /// A comment on a pull request, or a document
    Markdown,
    /// A page to hand over, in one file
    Html,
    /// The contract for machines, quorate/compare/1
    Json,
}

/// Compares two versions.
pub fn run(args: &CompareArgs, global: &Global) -> Result<Outcome> {
    let read_files = [args.old.as_path(), args.new.as_path()];
    check_outputs(args.format.iter().map(|wanted| wanted.file.as_deref()), read_files.into_iter())?;
    if args.old == Path::new("-") && args.new == Path::new("-") {
        bail!("only one of the two versions can come from standard input");
    }
    let setting = global.setting()?;
    let outs: Vec<Destination> =
        args.format.iter().map(|wanted| Destination::open(wanted.file.as_deref())).collect::<Result<_>>()?;
    let (old, new) = (read(&args.old, &setting, global)?, read(&args.new, &setting, global)?);
    let (Some(old), Some(new)) = (old, new) else { return Ok(Outcome::BadInput) };
    let rules = setting.config.rules_for(&seen_from(setting.folder(), &args.new));
    let options = Options {
        as_of: args.reading.as_of(),
        strict: args.reading.strict(&setting.config),
        severities: &rules.severities,
    };
    let before = assess(&setting.rubrics, &old.proposal, options);
    let after = assess(&setting.rubrics, &new.proposal, options);
    let comparison = Comparison::of(&before, &after);
    let compared = Compared { comparison: &comparison, old: old.source, new: new.source };
    // Files first: that nobody reads standard output to its end is no reason not to write them.
    let (to_files, to_stdout): (Vec<_>, Vec<_>) =
        args.format.iter().zip(outs).partition(|(_, out)| out.is_file());
    for (wanted, mut out) in to_files.into_iter().chain(to_stdout) {
        out.write(&written(wanted, &compared, args.detail, global))?;
        out.finish()?;
    }
    Ok(Outcome::Fine)
}

fn written(wanted: &Wanted<CompareFormat>, compared: &Compared, detail: bool, global: &Global) -> String {
    match wanted.format {
        CompareFormat::Table => table(compared, &global.style_for(wanted.file.is_none()), detail),
        CompareFormat::Markdown => markdown(compared, detail),
        CompareFormat::Html => html(compared),
        CompareFormat::Json => json(compared),
    }
}

/// A version, and where it stands.
struct Version {
    proposal: Proposal,
    source: Source,
}

/// Reads the one proposal of a file; `None` where it has errors, which have been printed.
///
/// # Errors
/// The file does not hold one proposal.
fn read(path: &Path, setting: &Setting, global: &Global) -> Result<Option<Version>> {
    let input = if path == Path::new("-") { Input::Stdin } else { Input::Named(path.to_owned()) };
    let reader = Reader { rubrics: &setting.rubrics, comments_waive: setting.config.comments_waive };
    if input == Input::Stdin {
        let note = "note: on standard input no evidence in local files counts; compare files for the evidenced score\n";
        output::error_text(note)?;
    }
    let Read::File(file) = reader.read(&input) else { return Ok(None) };
    file.show_problems(global.error_style())?;
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
