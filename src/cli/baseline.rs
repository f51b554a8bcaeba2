//! `quorate baseline`: takes the findings of today as given, so that only what is new or worse counts from now on.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use rayon::prelude::*;

use super::config::{Setting, folder_of, read_baseline, seen_from};
use super::files::{self, Input};
use super::proposals::{Read, ReadFile, ReadProposal, Reader};
use super::sink::write_file;
use super::{Global, Outcome, output, parse_day, today};
use crate::assess::{Options, assess};
use crate::policy::{Baseline, Known, Policy, Standing};
use crate::proposal::{PartialDate, Source};
use crate::wording;

/// What to do with a baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineVerb {
    /// Write a new one: every finding of today is known from now on
    Write(BaselineArgs),
    /// Take out what is mended and lower what is better; nothing new comes in
    Update(BaselineArgs),
}

/// Arguments of both.
#[derive(Debug, Args)]
pub struct BaselineArgs {
    /// Files and folders; the current folder without
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// The file of the baseline; without, that of the configuration, or `.quorate-baseline.json` beside it
    #[arg(long, value_name = "FILE", env = "QUORATE_BASELINE", hide_env = true)]
    baseline: Option<PathBuf>,
    /// Assess as of this day, such as 2026-11-30, in place of today
    #[arg(long, value_name = "DATE", env = "QUORATE_AS_OF", hide_env = true, value_parser = parse_day)]
    as_of: Option<PartialDate>,
}

/// The findings of one proposal, under its key.
type Found = (String, Vec<Known>);

/// Writes or renews a baseline.
pub fn run(verb: &BaselineVerb, global: &Global) -> Result<Outcome> {
    let (BaselineVerb::Write(args) | BaselineVerb::Update(args)) = verb;
    let setting = global.setting()?;
    let path = setting.baseline_file(args.baseline.as_ref()).unwrap_or_else(|| setting.usual_baseline_file());
    let before = match verb {
        BaselineVerb::Write(_) => None,
        BaselineVerb::Update(_) => Some(read_baseline(&path, global)?),
    };
    let found = find(args, &path, &setting, global)?;
    if found.is_empty() {
        output::error_text("nothing to assess: no baseline was written\n")?;
        return Ok(Outcome::Nothing);
    }
    let digest = setting.rubrics.digest().to_owned();
    let (baseline, said) = match before {
        None => written(found, digest),
        Some(before) => updated(before, &found, digest),
    };
    write_file(&path, &baseline.text())?;
    output::text(&format!("{}: {said}\n", path.display()))?;
    Ok(Outcome::Fine)
}

fn written(found: Vec<Found>, rubrics: String) -> (Baseline, String) {
    let findings: usize = found.iter().map(|(_, known)| known.len()).sum();
    let (findings, proposals) =
        (wording::count(findings, "finding"), wording::count(found.len(), "proposal"));
    let baseline = Baseline { rubrics, proposals: found.into_iter().collect() };
    (baseline, format!("{findings} of {proposals} no longer count"))
}

fn updated(mut baseline: Baseline, found: &[Found], rubrics: String) -> (Baseline, String) {
    let size = |baseline: &Baseline| baseline.proposals.values().map(Vec::len).sum::<usize>();
    let before = size(&baseline);
    let counts = |(key, known): &Found| {
        known.iter().filter(|known| baseline.standing(key, known) != Standing::Known).count()
    };
    let counting: usize = found.iter().map(counts).sum();
    for (key, known) in found {
        baseline.tighten(key, known);
    }
    baseline.rubrics = rubrics;
    let after = size(&baseline);
    let out = wording::count(before - after, "finding");
    (baseline, format!("{out} taken out, {after} left; {counting} new or worse not taken in"))
}

/// The findings of every proposal. A file that cannot be read ends the run: its findings would all be new tomorrow.
fn find(args: &BaselineArgs, baseline: &Path, setting: &Setting, global: &Global) -> Result<Vec<Found>> {
    let as_of = args.as_of.unwrap_or_else(today);
    let folder = folder_of(baseline);
    let policy = Policy { config: setting.config.clone(), ..Policy::default() };
    let reader = Reader { rubrics: &setting.rubrics, comments_waive: setting.config.comments_waive };
    let inputs = files::find(&args.paths);
    let read = |input: &Input| match reader.read(input) {
        Read::NoProposal => None,
        Read::File(file) => {
            let found = of_file(&file, input, folder, &policy, setting, as_of);
            Some((file, found))
        }
    };
    let read: Vec<_> = inputs.par_iter().filter_map(read).collect();
    for (file, _) in &read {
        file.show_problems(global.error_style())?;
    }
    if read.iter().any(|(file, _)| file.is_bad()) {
        bail!("no baseline was written: mend the files above first");
    }
    Ok(read.into_iter().flat_map(|(_, found)| found).collect())
}

fn of_file(
    file: &ReadFile,
    input: &Input,
    folder: &Path,
    policy: &Policy,
    setting: &Setting,
    as_of: PartialDate,
) -> Vec<Found> {
    let (from_baseline, from_config) = match input.path() {
        Some(path) => (seen_from(folder, path), seen_from(setting.folder(), path)),
        None => (file.label.clone(), file.label.clone()),
    };
    let rules = policy.rules_for(&from_config);
    let strict = setting.config.strict.unwrap_or(false);
    let options = Options { as_of, strict, severities: &rules.severities };
    let shared = file.proposals.len() > 1;
    let found = |read: &ReadProposal| {
        let assessment = assess(&setting.rubrics, &read.proposal, options);
        let source = Source { path: from_baseline.clone(), document: read.proposal.document(), shared };
        (source.key(assessment.name()), Known::all_of(&assessment, &assessment.every_fact()))
    };
    file.proposals.iter().map(found).collect()
}
