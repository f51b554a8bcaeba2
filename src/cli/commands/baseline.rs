//! `quorate baseline`: takes the findings of today as given, so that only what is new or worse counts from now on.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use crate::cli::arguments::{parse_day, today};
use crate::cli::configuration::read_baseline;
use crate::cli::cores::on_all_cores;
use crate::cli::evaluating::Evaluating;
use crate::cli::input::{self, Found, Input, Read, ReadFile};
use crate::cli::looked_at::{self, InputArgs, strictly, tell_problems};
use crate::cli::output::{Lock, Problems, write_file};
use crate::cli::paths::{SeenFrom, folder_of};
use crate::cli::texts::FileTexts;
use crate::cli::{Global, Outcome, output};
use crate::document::ProblemKind;
use crate::policy::{Baseline, Census, Kept, Policy, ProposalKey};
use crate::proposal::PartialDate;
use crate::text;

/// What to do with a baseline.
#[derive(Debug, Subcommand)]
pub enum BaselineCommand {
    /// Write it: every finding of today is known from now on; proposals that are not looked at stay as they were
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
    #[command(flatten)]
    input: InputArgs,
}

/// What a baseline keeps of one proposal.
struct FoundProposal {
    key: ProposalKey,
    kept: Kept,
    /// How many findings it has that no waiver lets pass.
    findings: usize,
    /// How many of its findings are new to the baseline that there is, or worse than in it.
    counting: usize,
}

/// Writes or renews a baseline.
pub fn run(command: &BaselineCommand, global: &Global) -> Result<Outcome> {
    let (BaselineCommand::Write(args) | BaselineCommand::Update(args)) = command;
    let setting = global.setting()?;
    let path = setting.baseline_file(args.baseline.as_ref()).unwrap_or_else(|| setting.usual_baseline_file());
    // From here to the end: two runs that write at once keep what both have found.
    let _lock = Lock::of(&path)?;
    let is_new = matches!(command, BaselineCommand::Write(_)) && !path.exists();
    // What stands there and is no baseline is not written over: it may be a proposal.
    let before = if is_new { Baseline::default() } else { read_baseline(&path, global)? };
    let folder = folder_of(&path).to_owned();
    let evaluating = Evaluating {
        setting: &setting,
        policy: Policy { config: setting.config.clone(), baseline: Some(before), ..Policy::default() },
        as_of: args.as_of.unwrap_or_else(today),
        strict: setting.config.strict.unwrap_or_default(),
        fewest: false,
        texts: FileTexts::default(),
        baseline_folder: Some(SeenFrom::new(&folder)),
    };
    let work = Work { evaluating, folder };
    let found = work.find(args, global)?;
    if found.is_empty() {
        output::error_text("nothing to assess: no baseline was written\n")?;
        return Ok(Outcome::Nothing);
    }
    let (baseline, said) = match command {
        BaselineCommand::Write(_) => work.written(found),
        BaselineCommand::Update(_) => work.updated(&found),
    };
    write_file(&path, &baseline.text())?;
    let path = path.strip_prefix("./").unwrap_or(&path);
    output::text(&format!("{}: {said}\n", path.display()))?;
    Ok(Outcome::Fine)
}

/// What reading the proposals needs to know.
struct Work<'a> {
    /// With the baseline that there is.
    evaluating: Evaluating<'a>,
    /// The folder of the baseline.
    folder: PathBuf,
}

impl Work<'_> {
    /// The baseline that there is, without the proposals whose file is gone, and without those of the files found that are
    /// no longer in them. What was not looked at stays.
    fn current(&self, found: &[FoundProposal]) -> Baseline {
        let mut baseline = self.evaluating.policy.baseline.clone().unwrap_or_default();
        baseline.rubrics = self.evaluating.setting.rubrics.digest().to_owned();
        baseline.proposals.retain(|key, _| {
            let looked_at = found.iter().any(|found| found.key.path == key.path);
            let still_there = found.iter().any(|found| found.key == *key);
            still_there || (!looked_at && self.folder.join(&key.path).exists())
        });
        baseline
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
            baseline.tighten(key, &kept.findings);
        }
        let left = size(&baseline);
        let out = text::count(before - left, "finding");
        let counting: usize = found.iter().map(|found| found.counting).sum();
        (baseline, format!("{out} taken out, {left} left; {counting} new or worse not taken in"))
    }

    /// What is found in every proposal. A file that cannot be read ends the run: its findings would all be new tomorrow.
    fn find(&self, args: &BaselineArgs, global: &Global) -> Result<Vec<FoundProposal>> {
        let setting = self.evaluating.setting;
        let read = |input: &Input| match self.evaluating.read(input) {
            Read::PassedOver(nearly) => Err(nearly.map(|why| (input.label.clone(), why))),
            Read::File(file) => {
                let found = self.of_file(&file, input);
                Ok((file, found))
            }
        };
        let Found { inputs, mut intake } =
            input::find(&args.paths, None, &setting.root, &setting.rubrics.dictionary);
        let mut problems = Problems::new(global.error_style());
        let (mut all, mut bad) = (Vec::new(), false);
        for (input, read) in inputs.iter().zip(on_all_cores(&inputs, read)) {
            match read {
                Err(nearly) => intake.no_proposal(input.given, nearly),
                Ok((file, found)) => {
                    problems.tell(&file)?;
                    bad |= file.is_bad();
                    intake.proposals(input.given, found.len());
                    all.extend(found);
                }
            }
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

    fn of_file(&self, file: &ReadFile, input: &Input) -> Vec<FoundProposal> {
        let mut all = Vec::new();
        self.evaluating.each(file, input, |evaluated, rules, key, _| {
            let Census { new, worse, waived, .. } = evaluated.census();
            let findings = evaluated.dispositions.len() - waived;
            all.push(FoundProposal {
                key,
                kept: Kept::of(&evaluated, rules),
                findings,
                counting: new + worse,
            });
        });
        all
    }
}
