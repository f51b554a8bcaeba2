//! Proposals of a file put to the rubrics and to what a team has decided: the same for every subcommand that counts findings.

use super::configuration::Setting;
use super::input::{Input, ReadProposal, Reader};
use super::paths::SeenFrom;
use super::texts::FileTexts;
use crate::assess::{Options, assess};
use crate::policy::{Evaluated, Policy, ProposalKey, ProposalPaths, Rules, Strict, Unknown, WaiverUses};
use crate::proposal::{PartialDate, Source};

/// What stays the same for every file of a run.
pub struct Evaluating<'a> {
    /// The rubrics and the configuration.
    pub setting: &'a Setting,
    /// What the team has decided.
    pub policy: Policy,
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

    /// Evaluates a proposal; `then` is given it with the rules that hold for it, its key in a baseline, and with what became
    /// of waivers.
    pub fn evaluate<T>(
        &self,
        input: &Input,
        read: &ReadProposal,
        source: Source,
        then: impl FnOnce(Evaluated, &Rules, ProposalKey, WaiverUses) -> T,
    ) -> T {
        let from_config = self.setting.seen_from_config(input).unwrap_or_else(|| input.label.clone());
        let from_baseline = self.seen_from_baseline(input);
        let paths = ProposalPaths { from_config: &from_config, from_baseline: &from_baseline };
        let rules = self.policy.rules_for(&from_config);
        let unruled = rules.gates.unknown == Some(Unknown::Fails);
        let options = Options { unruled, fewest: self.fewest, ..Options::new(self.as_of) };
        let key = ProposalKey::of(&source, &from_baseline);
        let assessment = assess(&self.setting.rubrics, &read.proposal, self.strict.set(options));
        let (evaluated, uses) = self.policy.evaluate(assessment, source, &rules, paths, &read.waivers);
        then(evaluated, &rules, key, uses)
    }
}
