//! Proposals of a file put to the rubrics and to what a team has decided: the same for every subcommand that counts findings.

use anyhow::Result;

use super::configuration::Setting;
use super::input::{Input, ReadProposal, Reader};
use super::kept::KeptFile;
use super::paths::SeenFrom;
use super::texts::FileTexts;
use crate::assess::{Options, assess};
use crate::policy::{Evaluated, Kept, Policy, ProposalKey, Rules, Strict, Unknown, WaiverUses};
use crate::proposal::{PartialDate, Source};

/// What stays the same for every file of a run.
pub struct Evaluating<'a> {
    /// The rubrics and the configuration.
    pub setting: &'a Setting,
    /// What the team has decided.
    pub policy: Policy,
    /// What was there before and does not count.
    pub baseline: Option<KeptFile>,
    /// Today.
    pub as_of: PartialDate,
    /// What the verdict rests on.
    pub strict: Strict,
    /// The fewest facts that settle a verdict are looked for.
    pub fewest: bool,
    /// The text of files that are quoted.
    pub texts: FileTexts,
    /// The folder of the baseline, where one is in use or is written.
    pub baseline_folder: Option<SeenFrom>,
}

/// What is known beside the evaluation of a proposal.
pub struct Beside {
    /// The rules that hold for it.
    pub rules: Rules,
    /// Its key in a baseline.
    pub key: ProposalKey,
    /// What the baseline keeps of it: nothing where it does not know it.
    pub before: Option<Kept>,
    /// What became of waivers.
    pub waivers: WaiverUses,
}

impl Evaluating<'_> {
    /// What reads the inputs of the run.
    pub fn reader(&self) -> Reader<'_> {
        let comments_waive = self.setting.config.comments_may_waive();
        Reader { rubrics: &self.setting.rubrics, comments_waive, texts: &self.texts }
    }

    /// The path of an input from the folder of the baseline; without one, as reports write it.
    pub fn seen_from_baseline(&self, input: &Input) -> String {
        match (&self.baseline_folder, &input.real) {
            (Some(folder), Some(real)) => folder.path(real),
            _ => input.label.clone(),
        }
    }

    /// Evaluates a proposal; `then` is given it with what is known beside it.
    ///
    /// # Errors
    /// The baseline cannot be read again.
    pub fn evaluate<T>(
        &self,
        input: &Input,
        read: &ReadProposal,
        source: Source,
        then: impl FnOnce(Evaluated, Beside) -> T,
    ) -> Result<T> {
        let from_config = self.setting.seen_from_config(input).unwrap_or_else(|| input.label.clone());
        let rules = self.policy.rules_for(&from_config);
        let unruled = rules.gates.unknown == Some(Unknown::Fails);
        let options = Options { unruled, fewest: self.fewest, ..Options::new(self.as_of) };
        let key = ProposalKey::of(&source, &self.seen_from_baseline(input));
        let before = self.baseline.as_ref().map(|baseline| baseline.kept(&key)).transpose()?;
        let before = before.map(Option::unwrap_or_default);
        let assessment = assess(&self.setting.rubrics, &read.proposal, self.strict.set(options));
        let (evaluated, waivers) =
            self.policy.evaluate(assessment, source, &rules, &from_config, &read.waivers, before.as_ref());
        Ok(then(evaluated, Beside { rules, key, before, waivers }))
    }
}
