//! `quorate agree`: how far the files of several people on one proposal agree, or those of their folders.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail};
use clap::Args;

use crate::agreement::Agreement;
use crate::assess::{Assessment, Options, assess};
use crate::cli::arguments::{Making, Wanted, parse_day, write_each};
use crate::cli::configuration::Setting;
use crate::cli::day::Day;
use crate::cli::input::{self, Input, Read, ReadFile, Reader, STDIN};
use crate::cli::output::{Problems, Sink, check_outputs, report_error};
use crate::cli::paths::with_slashes;
use crate::cli::texts::FileTexts;
use crate::cli::{Global, Outcome};
use crate::proposal::{PartialDate, Proposal, Source};
use crate::report::content::{AgreementReport, Run, Tables};
use crate::text::count;

/// Arguments of `quorate agree`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate agree county.yaml charity.yaml clinic.yaml   three people's files on one proposal
  quorate agree anna/ ben/                             two people's folders of several, file by file")]
pub struct AgreeArgs {
    /// A file of each person with one proposal; or a folder of each, whose proposals go together by the names of their files
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// In which format to answer: table, markdown, html or json; into a file with html=agree.html; may be repeated
    #[arg(long, value_name = "FORMAT[=FILE]", value_delimiter = ',', default_value = "table")]
    format: Vec<Wanted>,
    /// Assess as of this day, such as 2026-11-30, in place of today
    #[arg(long, value_name = "DATE", env = "QUORATE_AS_OF", hide_env = true, value_parser = parse_day)]
    as_of: Option<PartialDate>,
    /// Show every criterion, and every one on which people differ
    #[arg(long)]
    detail: bool,
}

/// Tells how far raters agree.
pub fn run(args: &AgreeArgs, global: &Global) -> Result<Outcome> {
    let folders = are_folders(&args.paths)?;
    let setting = global.setting()?;
    let inputs = input::find(&args.paths, None, &setting.root, &setting.rubrics.dictionary).inputs;
    let files = inputs.iter().filter_map(|input| input.source.path());
    check_outputs(args.format.iter().map(|wanted| wanted.file.as_deref()), files)?;
    let day = Day::find(args.as_of, &setting.config)?.date;
    let report = Run::new(&setting.rubrics, day);
    let tables = Tables::of(&setting.rubrics);
    let making = Making::in_full(&report, &tables, args.detail, global);
    let sinks: Vec<Box<dyn Sink>> =
        args.format.iter().map(|wanted| wanted.open(&making)).collect::<Result<_>>()?;
    let given = Given { paths: &args.paths, folders };
    let (rated, outcome) = given.rated(inputs, &setting, global)?;
    if rated.is_empty() {
        return Ok(Outcome::BadInput);
    }
    let options = Options::new(day);
    let assessments: Vec<Vec<Assessment>> = rated
        .iter()
        .map(|files| files.iter().map(|file| assess(&setting.rubrics, &file.proposal, options)).collect())
        .collect();
    let sources: Vec<Vec<Source>> =
        rated.iter().map(|files| files.iter().map(|file| Source::file(&*file.label)).collect()).collect();
    let labels: Vec<String> = match folders {
        true => args.paths.iter().map(|folder| setting.root.label(folder)).collect(),
        false => sources.iter().flatten().map(Source::label).collect(),
    };
    let agreement = Agreement::of(&setting.rubrics, &assessments);
    let agreement = AgreementReport::of(&agreement, &labels, &sources, &tables);
    write_each(&args.format, sinks, "agreement", |sink| sink.agree(&agreement))?;
    Ok(outcome)
}

/// Whether what is given are folders, and not files.
///
/// # Errors
/// Both are given, or what cannot be compared.
fn are_folders(paths: &[PathBuf]) -> Result<bool> {
    if paths.len() < 2 {
        bail!("`quorate agree` needs a file of each of two people or more, or a folder of each");
    }
    if paths.iter().filter(|path| path.as_os_str() == STDIN).count() > 1 {
        bail!("only one of the files can come from standard input");
    }
    let folders = paths.iter().filter(|path| path.is_dir()).count();
    if folders > 0 && folders < paths.len() {
        bail!("`quorate agree` takes files or folders, not both");
    }
    let real: Vec<Option<PathBuf>> = paths.iter().map(|path| path.canonicalize().ok()).collect();
    for (number, path) in paths.iter().enumerate() {
        for (earlier, before) in paths[..number].iter().enumerate() {
            let (Some(one), Some(other)) = (&real[earlier], &real[number]) else { continue };
            if one == other {
                bail!(
                    "{} and {} are the same; each person has one of their own",
                    before.display(),
                    path.display()
                );
            }
            if folders > 0 && (one.starts_with(other) || other.starts_with(one)) {
                bail!("of {} and {} one lies in the other", before.display(), path.display());
            }
        }
    }
    Ok(folders > 0)
}

/// A proposal as one person has it.
struct Rated {
    proposal: Proposal,
    label: String,
}

/// What became of a person's file on a proposal.
enum Found {
    Good(Box<Rated>),
    /// It has errors, which have been told.
    Bad,
}

/// The paths of the command line.
struct Given<'a> {
    paths: &'a [PathBuf],
    folders: bool,
}

impl Given<'_> {
    /// For each proposal what each person has, the persons in the order of their paths, and how well reading went. A proposal
    /// of which some person has no good file is left out, and told.
    ///
    /// # Errors
    /// A path does not hold what it should.
    fn rated(
        &self,
        inputs: Vec<Input>,
        setting: &Setting,
        global: &Global,
    ) -> Result<(Vec<Vec<Rated>>, Outcome)> {
        let mut proposals: BTreeMap<String, Vec<Option<Found>>> = BTreeMap::new();
        let mut problems = Problems::new(global.error_style());
        for input in inputs {
            let Some(found) = read(&input, setting, &mut problems)? else { continue };
            let name = self.name(&input);
            let row = proposals.entry(name).or_insert_with(|| self.paths.iter().map(|_| None).collect());
            if row[input.given].is_some() {
                bail!(
                    "{} gives several files; name one file of each person",
                    self.paths[input.given].display()
                );
            }
            row[input.given] = Some(found);
        }
        let mut rated = Vec::new();
        let mut outcome = Outcome::Fine;
        if proposals.is_empty() {
            report_error(&anyhow!("there is no proposal in the folders"));
        }
        for (name, row) in proposals {
            for (path, found) in self.paths.iter().zip(&row) {
                let why = match found {
                    Some(Found::Good(_)) => continue,
                    None => format!("{} has no proposal {name}, which others have", path.display()),
                    // Of files that are named there is no other proposal that could be compared.
                    Some(Found::Bad) if !self.folders => continue,
                    Some(Found::Bad) => format!("{} has errors in {name}", path.display()),
                };
                report_error(&anyhow!("{why}: this proposal is left out"));
            }
            let files: Option<Vec<Rated>> = row.into_iter().map(good).collect();
            match files {
                Some(files) => rated.push(files),
                None => outcome = Outcome::BadInput,
            }
        }
        problems.close(if rated.is_empty() { "nothing compared" } else { "" })?;
        Ok((rated, outcome))
    }

    /// By what the files on one proposal go together: the path within the folder; of files that are named, nothing.
    fn name(&self, input: &Input) -> String {
        let within = input.source.path().and_then(|path| path.strip_prefix(&self.paths[input.given]).ok());
        within.filter(|_| self.folders).map(with_slashes).unwrap_or_default()
    }
}

fn good(found: Option<Found>) -> Option<Rated> {
    match found {
        Some(Found::Good(rated)) => Some(*rated),
        _ => None,
    }
}

/// Reads the one proposal of a file; `None` where it is a file of a folder and no proposal.
///
/// # Errors
/// The file holds several proposals.
fn read(input: &Input, setting: &Setting, problems: &mut Problems) -> Result<Option<Found>> {
    let comments_waive = setting.config.comments_may_waive();
    let reader = Reader { rubrics: &setting.rubrics, comments_waive, texts: &FileTexts::default() };
    let Read::File(file) = reader.read(input) else { return Ok(None) };
    problems.tell(&file)?;
    if file.is_bad() {
        return Ok(Some(Found::Bad));
    }
    let ReadFile { label, first, proposals, .. } = file;
    if proposals > 1 {
        let held = count(proposals, "proposal");
        bail!("{label} holds {held}; `quorate agree` takes files with one each");
    }
    Ok(first.map(|read| Found::Good(Box::new(Rated { proposal: read.proposal, label }))))
}
