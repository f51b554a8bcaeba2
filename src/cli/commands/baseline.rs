//! `quorate baseline`: takes the findings of today as given, so that only what is new or worse counts from now on.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use crate::cli::arguments::parse_day;
use crate::cli::configuration::read_baseline;
use crate::cli::day::Day;
use crate::cli::evaluating::Evaluating;
use crate::cli::input::{self, Event, Found, Input, Made, ReadProposal, Rounds};
use crate::cli::looked_at::{self, InputArgs, strictly, tell_problems};
use crate::cli::moved::{gone, tell_of_moves};
use crate::cli::output::{Lock, Problems, write_file};
use crate::cli::paths::{SeenFrom, folder_of, place_of, with_slashes};
use crate::cli::texts::FileTexts;
use crate::cli::{Global, Outcome, output};
use crate::document::ProblemKind;
use crate::policy::{Baseline, Census, Face, Kept, Move, Policy, ProposalKey, moves};
use crate::proposal::{PartialDate, Source};
use crate::text::{self, visible};

/// What to do with a baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write it: every finding of today is known from now on; proposals that are not looked at stay as they were
    Write(BaselineArgs),
    /// Take out what is mended and lower what is better; nothing new comes in
    Update(BaselineArgs),
    /// Follow a file or a folder that has another name now: what was known of it stays known
    Rename(RenameArgs),
}

/// Arguments of `quorate baseline rename`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate baseline rename ideas/wells.yaml final/wells.yaml
  quorate baseline rename ideas final                          every proposal of a folder")]
pub struct RenameArgs {
    /// The path before: of a proposal that the baseline knows, or of a folder of them
    old: PathBuf,
    /// The path of today
    new: PathBuf,
    /// The file of the baseline; without, that of the configuration, or `.quorate-baseline.json` beside it
    #[arg(long, value_name = "FILE", env = "QUORATE_BASELINE", hide_env = true)]
    baseline: Option<PathBuf>,
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
    #[command(flatten)]
    input: InputArgs,
}

/// What a baseline keeps of one proposal.
struct FoundProposal {
    key: ProposalKey,
    kept: Kept,
    /// How many findings it has that no waiver lets pass.
    findings: usize,
    /// What it is known again by.
    face: Face,
    /// How many of its findings are new to the baseline that there is, or worse than in it.
    counting: usize,
}

/// Writes or renews a baseline.
pub fn run(command: &BaselineCommand, global: &Global) -> Result<Outcome> {
    match command {
        BaselineCommand::Write(args) => write(args, false, global),
        BaselineCommand::Update(args) => write(args, true, global),
        BaselineCommand::Rename(args) => rename(args, global),
    }
}

fn write(args: &BaselineArgs, only_tighten: bool, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let path = setting.baseline_file(args.baseline.as_ref()).unwrap_or_else(|| setting.usual_baseline_file());
    // From here to the end: two runs that write at once keep what both have found.
    let _lock = Lock::of(&path)?;
    let is_new = !only_tighten && !path.exists();
    // What stands there and is no baseline is not written over: it may be a proposal.
    let before = if is_new { Baseline::default() } else { read_baseline(&path, global)? };
    let folder = folder_of(&path).to_owned();
    let evaluating = Evaluating {
        setting: &setting,
        policy: Policy { config: setting.config.clone(), baseline: Some(before), ..Policy::default() },
        as_of: Day::find(args.as_of, &setting.config)?.date,
        strict: setting.config.strict.unwrap_or_default(),
        fewest: false,
        texts: FileTexts::default(),
        baseline_folder: Some(SeenFrom::new(&folder)),
    };
    let mut work = Work { evaluating, folder, told: false };
    let mut found = work.find(args, global)?;
    if found.is_empty() {
        output::error_text("nothing to assess: no baseline was written\n")?;
        return Ok(Outcome::Nothing);
    }
    if only_tighten && work.follow(&found)? {
        // What is new or worse is counted again, and nothing is told twice.
        work.told = true;
        found = work.find(args, global)?;
    }
    let (baseline, said) = if only_tighten { work.updated(&found) } else { work.written(found) };
    write_file(&path, &baseline.text())?;
    output::text(&format!("{}: {said}\n", told(&path)))?;
    Ok(Outcome::Fine)
}

fn told(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix("./").unwrap_or(path).display()
}

/// Follows a file or a folder to its new name.
fn rename(args: &RenameArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let path = setting.baseline_file(args.baseline.as_ref()).unwrap_or_else(|| setting.usual_baseline_file());
    let _lock = Lock::of(&path)?;
    let mut baseline = read_baseline(&path, global)?;
    if !args.new.exists() {
        bail!("{} is not there: a baseline is for the files of today", args.new.display());
    }
    let seen_from = SeenFrom::new(folder_of(&path));
    let [old, new] = [&args.old, &args.new].map(|path| seen_from.path(&place_of(path)));
    let renamed = match baseline.rename(&old, &new) {
        // The path may be one that a message has named, which begins at the baseline.
        Ok(0) => baseline.rename(&with_slashes(&args.old), &new),
        renamed => renamed,
    };
    match renamed {
        Err(taken) => bail!("the baseline knows `{taken}` already; nothing was renamed"),
        Ok(0) => {
            let paths = baseline.proposals.keys().map(|key| key.path.as_str());
            let near = text::nearest(&old, paths).map(|near| format!("; did you mean `{near}`?"));
            bail!("the baseline knows nothing at `{old}`{}", near.unwrap_or_default());
        }
        Ok(number) => {
            write_file(&path, &baseline.text())?;
            output::text(&format!("{}: {} renamed\n", told(&path), text::count(number, "proposal")))?;
            Ok(Outcome::Fine)
        }
    }
}

/// What reading the proposals needs to know.
struct Work<'a> {
    /// With the baseline that there is.
    evaluating: Evaluating<'a>,
    /// The folder of the baseline.
    folder: PathBuf,
    /// What is wrong with the proposals has been told.
    told: bool,
}

impl Work<'_> {
    /// The baseline that there is, without the proposals whose file is gone, and without those of the files found that are
    /// no longer in them. What was not looked at stays.
    fn current(&self, found: &[FoundProposal]) -> Baseline {
        let mut baseline = self.evaluating.policy.baseline.clone().unwrap_or_default();
        baseline.rubrics = self.evaluating.setting.rubrics.digest().to_owned();
        let looked_at: HashSet<&str> = found.iter().map(|found| found.key.path.as_str()).collect();
        let still_there: HashSet<&ProposalKey> = found.iter().map(|found| &found.key).collect();
        baseline.proposals.retain(|key, _| {
            let looked_at = looked_at.contains(key.path.as_str());
            still_there.contains(key) || (!looked_at && self.folder.join(&key.path).exists())
        });
        baseline
    }

    /// Gives proposals whose file has another name now that name, where it is certain; says of the others what may be done.
    /// Gives back whether one was given.
    fn follow(&mut self, found: &[FoundProposal]) -> Result<bool> {
        let Some(mut baseline) = self.evaluating.policy.baseline.take() else { return Ok(false) };
        let new = found.iter().filter(|found| !baseline.proposals.contains_key(&found.key));
        let new: Vec<(ProposalKey, Face)> =
            new.map(|found| (found.key.clone(), found.face.clone())).collect();
        let (certain, uncertain): (Vec<Move>, Vec<Move>) =
            moves(&gone(&baseline, &self.folder), &new).into_iter().partition(|moved| moved.is_certain);
        for Move { from, to, .. } in &certain {
            if let Some(kept) = baseline.proposals.remove(from) {
                baseline.proposals.insert(to.clone(), kept);
                output::error_text(&format!(
                    "note: {}\n",
                    visible(&format!("{} is now {}", from.path, to.path))
                ))?;
            }
        }
        self.evaluating.policy.baseline = Some(baseline);
        tell_of_moves(&uncertain)?;
        Ok(!certain.is_empty())
    }

    fn written(&self, found: Vec<FoundProposal>) -> (Baseline, String) {
        let mut baseline = self.current(&found);
        let findings: usize = found.iter().map(|found| found.findings).sum();
        let proposals = text::count(found.len(), "proposal");
        baseline.proposals.extend(found.into_iter().map(|found| (found.key, found.kept)));
        let others = baseline.proposals.len();
        let all = format!("; it holds {}", text::count(others, "proposal"));
        (baseline, format!("{} of {proposals} no longer count{all}", text::count(findings, "finding")))
    }

    fn updated(&self, found: &[FoundProposal]) -> (Baseline, String) {
        let size =
            |baseline: &Baseline| baseline.proposals.values().map(|kept| kept.findings.len()).sum::<usize>();
        let before = self.evaluating.policy.baseline.as_ref().map_or(0, size);
        let mut baseline = self.current(found);
        for FoundProposal { key, kept, .. } in found {
            baseline.tighten(key, kept);
        }
        let left = size(&baseline);
        let out = text::count(before - left, "finding");
        let counting: usize = found.iter().map(|found| found.counting).sum();
        (baseline, format!("{out} taken out, {left} left; {counting} new or worse not taken in"))
    }

    /// What is found in every proposal. A file that cannot be read ends the run: its findings would all be new tomorrow.
    fn find(&self, args: &BaselineArgs, global: &Global) -> Result<Vec<FoundProposal>> {
        let setting = self.evaluating.setting;
        let Found { inputs, mut intake } =
            input::find(&args.paths, None, &setting.root, &setting.rubrics.dictionary);
        let is_outside = |input: &&Input| input.real.as_deref().is_some_and(|real| !setting.root.holds(real));
        if let Some(outside) = inputs.iter().find(is_outside) {
            bail!(
                "no baseline was written: {} lies outside the folder that paths begin at, where others would not find \
                 it; name a folder around both with --root",
                outside.label
            );
        }
        let mut problems = Problems::new(global.error_style());
        let (mut all, mut bad) = (Vec::new(), false);
        let mut rounds = Rounds::over(self.evaluating.reader(), &inputs);
        while let Some(events) =
            rounds.next(|input, read, source| (self.of_one(input, read, source), Vec::new()))
        {
            for event in events {
                match event {
                    Event::PassedOver(input, nearly) => {
                        intake.no_proposal(input.given, nearly.map(|why| (input.label.clone(), why)));
                    }
                    Event::Document(Made { input, text, made, read_as, problems: found }) => {
                        if !self.told {
                            problems.tell_of(&input.label, &text, &read_as, &found)?;
                        }
                        intake.proposals(input.given, usize::from(made.is_some()));
                        all.extend(made);
                    }
                    Event::Read(file) => bad |= file.is_bad,
                }
            }
        }
        if self.told {
            return Ok(all);
        }
        let passed = strictly(args.input.is_strict(setting), intake.problems());
        tell_problems(&mut problems, setting, &passed)?;
        bad |= passed.iter().any(|told| told.problem.kind == ProblemKind::Error);
        problems.close("")?;
        looked_at::tell(setting, &inputs, &intake)?;
        if bad {
            bail!("no baseline was written: mend the files above first");
        }
        Ok(all)
    }

    fn of_one(&self, input: &Input, read: &ReadProposal, source: Source) -> FoundProposal {
        self.evaluating.evaluate(input, read, source, |evaluated, rules, key, _| {
            let Census { new, worse, waived, .. } = evaluated.census();
            let findings = evaluated.dispositions.len() - waived;
            let kept = Kept::of(&evaluated, rules);
            FoundProposal { key, face: Face::of(&kept), kept, findings, counting: new + worse }
        })
    }
}
