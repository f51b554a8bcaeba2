//! `quorate baseline`: takes the findings of today as given, so that only what is new or worse counts from now on.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use crate::cli::arguments::parse_day;
use crate::cli::day::Day;
use crate::cli::evaluating::{Beside, Evaluating};
use crate::cli::input::{self, Event, Found, Input, Made, ReadProposal, Rounds};
use crate::cli::kept::{KeptFile, Origin, Shelf, Spot, replace};
use crate::cli::looked_at::{self, InputArgs, strictly, tell_problems};
use crate::cli::moved::{There, gone, tell_of_moves};
use crate::cli::output::{Lock, Problems};
use crate::cli::paths::{SeenFrom, folder_of, place_of, with_slashes};
use crate::cli::texts::FileTexts;
use crate::cli::{Global, Outcome, output};
use crate::document::ProblemKind;
use crate::policy::baseline::entry_text;
use crate::policy::{Census, Face, Kept, Move, Policy, ProposalKey, moves};
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

/// What was found of one proposal.
struct FoundProposal {
    key: ProposalKey,
    /// What is to be kept of it in a file, and how many findings are in that; nothing where it does not come in.
    entry: Option<(String, usize)>,
    /// How many findings it has that no waiver lets pass.
    findings: usize,
    /// How many of its findings are new to the baseline that there is, or worse than in it.
    counting: usize,
    /// What it is known again by, where the baseline does not know it.
    face: Option<Face>,
}

/// What was found of all, with what is to be kept of them on the disk.
struct FoundProposals {
    shelf: Shelf,
    /// Each, with its place on the shelf if it comes in.
    keys: BTreeMap<ProposalKey, Option<Spot>>,
    number: usize,
    findings: usize,
    counting: usize,
    /// Those that the baseline does not know.
    new: Vec<(ProposalKey, Face)>,
}

impl FoundProposals {
    fn none(path: &Path) -> FoundProposals {
        let shelf = Shelf::beside(path);
        FoundProposals { shelf, keys: BTreeMap::new(), number: 0, findings: 0, counting: 0, new: Vec::new() }
    }

    fn add(&mut self, found: FoundProposal) -> Result<()> {
        let FoundProposal { key, entry, findings, counting, face } = found;
        self.number += 1;
        self.findings += findings;
        self.counting += counting;
        self.new.extend(face.map(|face| (key.clone(), face)));
        let spot = entry.map(|(text, findings)| self.shelf.put(&text, findings)).transpose()?;
        self.keys.insert(key, spot);
        Ok(())
    }
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
    let before = if is_new { KeptFile::default() } else { KeptFile::open(&path, global)? };
    let folder = folder_of(&path).to_owned();
    let evaluating = Evaluating {
        setting: &setting,
        policy: Policy { config: setting.config.clone(), ..Policy::default() },
        baseline: Some(before),
        as_of: Day::find(args.as_of, &setting.config)?.date,
        strict: setting.config.strict.unwrap_or_default(),
        fewest: false,
        texts: FileTexts::default(),
        baseline_folder: Some(SeenFrom::new(&folder)),
    };
    let mut work = Work { evaluating, folder, only_tighten, told: false };
    let mut found = work.find(args, &path, global)?;
    if found.number == 0 {
        output::error_text("nothing to assess: no baseline was written\n")?;
        return Ok(Outcome::Nothing);
    }
    if only_tighten && work.follow(&found)? {
        // What is new or worse is counted again, and nothing is told twice.
        work.told = true;
        found = work.find(args, &path, global)?;
    }
    let before = work.evaluating.baseline.take().unwrap_or_default();
    let proposals = work.proposals(&before, &found);
    let said = match only_tighten {
        true => updated(&before, &proposals, &found),
        false => written(&proposals, &found),
    };
    replace(&path, setting.rubrics.digest(), proposals, before, found.shelf)?;
    output::text(&format!("{}: {said}\n", told(&path)))?;
    Ok(Outcome::Fine)
}

fn written(proposals: &BTreeMap<ProposalKey, Origin>, found: &FoundProposals) -> String {
    let findings = text::count(found.findings, "finding");
    let of = text::count(found.number, "proposal");
    format!("{findings} of {of} no longer count; it holds {}", text::count(proposals.len(), "proposal"))
}

fn updated(before: &KeptFile, proposals: &BTreeMap<ProposalKey, Origin>, found: &FoundProposals) -> String {
    let findings = |(key, origin): (&ProposalKey, &Origin)| match origin {
        Origin::Before => before.findings_of(key),
        Origin::Shelf(spot) => spot.findings,
    };
    let left: usize = proposals.iter().map(findings).sum();
    let out = text::count(before.findings() - left, "finding");
    format!("{out} taken out, {left} left; {} new or worse not taken in", found.counting)
}

fn told(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix("./").unwrap_or(path).display()
}

/// Follows a file or a folder to its new name.
fn rename(args: &RenameArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let path = setting.baseline_file(args.baseline.as_ref()).unwrap_or_else(|| setting.usual_baseline_file());
    let _lock = Lock::of(&path)?;
    let mut baseline = KeptFile::open(&path, global)?;
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
            let paths = baseline.keys().map(|key| key.path.as_str());
            let near = text::nearest(&old, paths).map(|near| format!("; did you mean `{near}`?"));
            bail!("the baseline knows nothing at `{old}`{}", near.unwrap_or_default());
        }
        Ok(number) => {
            let rubrics = baseline.rubrics.clone();
            let proposals = baseline.keys().map(|key| (key.clone(), Origin::Before)).collect();
            replace(&path, &rubrics, proposals, baseline, Shelf::beside(&path))?;
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
    /// Nothing new comes in.
    only_tighten: bool,
    /// What is wrong with the proposals has been told.
    told: bool,
}

impl Work<'_> {
    /// What is to be in the baseline: what was found and comes in, and of the baseline that there is all but the proposals
    /// whose file is gone, and those of the files found that are no longer in them. What was not looked at stays.
    fn proposals(&self, before: &KeptFile, found: &FoundProposals) -> BTreeMap<ProposalKey, Origin> {
        let looked_at: HashSet<&str> = found.keys.keys().map(|key| key.path.as_str()).collect();
        let mut there = There::below(&self.folder);
        let stays = before.keys().filter(|key| !looked_at.contains(&*key.path) && there.is(&key.path));
        let mut proposals: BTreeMap<_, _> = stays.map(|key| (key.clone(), Origin::Before)).collect();
        let come_in =
            found.keys.iter().filter_map(|(key, spot)| Some((key.clone(), Origin::Shelf((*spot)?))));
        proposals.extend(come_in);
        proposals
    }

    /// Gives proposals whose file has another name now that name, where it is certain; says of the others what may be done.
    /// Gives back whether one was given.
    fn follow(&mut self, found: &FoundProposals) -> Result<bool> {
        let Some(baseline) = &mut self.evaluating.baseline else { return Ok(false) };
        let (certain, uncertain): (Vec<Move>, Vec<Move>) =
            moves(&gone(baseline, &self.folder)?, &found.new).into_iter().partition(|moved| moved.is_certain);
        for Move { from, to, .. } in &certain {
            baseline.move_to(from, to.clone());
            output::error_text(&format!(
                "note: {}\n",
                visible(&format!("{} is now {}", from.path, to.path))
            ))?;
        }
        tell_of_moves(&uncertain)?;
        Ok(!certain.is_empty())
    }

    /// What is found in every proposal. A file that cannot be read ends the run: its findings would all be new tomorrow.
    fn find(&self, args: &BaselineArgs, path: &Path, global: &Global) -> Result<FoundProposals> {
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
        let (mut all, mut bad) = (FoundProposals::none(path), false);
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
                        made.into_iter().try_for_each(|found| all.add(found?))?;
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

    fn of_one(&self, input: &Input, read: &ReadProposal, source: Source) -> Result<FoundProposal> {
        self.evaluating.evaluate(input, read, source, |evaluated, Beside { rules, key, before, .. }| {
            let Census { new, worse, waived, .. } = evaluated.census();
            let findings = evaluated.dispositions.len() - waived;
            let now = Kept::of(&evaluated, &rules);
            let is_known = self.evaluating.baseline.as_ref().is_some_and(|baseline| baseline.knows(&key));
            let face = (!is_known).then(|| Face::of(&now));
            let kept = match before {
                _ if !self.only_tighten => Some(now),
                Some(mut before) if is_known => {
                    before.tighten(&now);
                    Some(before)
                }
                _ => None,
            };
            let entry = kept.map(|kept| (entry_text(&key, &kept), kept.findings.len()));
            FoundProposal { key, entry, findings, counting: new + worse, face }
        })
    }
}
