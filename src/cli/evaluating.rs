//! Proposals of a file put to the rubrics and to what a team has decided: the same for every subcommand that counts findings.

use super::configuration::Setting;
use super::input::{Input, Read, ReadFile, ReadProposal, Reader};
use super::paths::SeenFrom;
use super::texts::FileTexts;
use crate::assess::{Options, assess};
use crate::policy::{Evaluated, Policy, ProposalKey, ProposalPaths, Rules, Strict, Unknown, WaiverUses};
use crate::proposal::PartialDate;

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
    /// Reads one input.
    pub fn read(&self, input: &Input) -> Read {
        let comments_waive = self.setting.config.comments_may_waive();
        Reader { rubrics: &self.setting.rubrics, comments_waive, texts: &self.texts }.read(input)
    }

    /// The path of an input from the folder of the baseline; without one, as reports write it.
    pub fn seen_from_baseline(&self, input: &Input) -> String {
        match (&self.baseline_folder, &input.real) {
            (Some(folder), Some(real)) => folder.path(real),
            _ => input.label.clone(),
        }
    }

    /// Evaluates the proposals of a file in their order; `each` is given them with the rules that hold for them, their keys
    /// in a baseline, and with what became of waivers.
    pub fn each(
        &self,
        file: &ReadFile,
        input: &Input,
        mut each: impl FnMut(Evaluated, &Rules, ProposalKey, WaiverUses),
    ) {
        let from_config = self.setting.seen_from_config(input).unwrap_or_else(|| input.label.clone());
        let from_baseline = self.seen_from_baseline(input);
        let paths = ProposalPaths { from_config: &from_config, from_baseline: &from_baseline };
        let rules = self.policy.rules_for(&from_config);
        let unruled = rules.gates.unknown == Some(Unknown::Fails);
        let options = Options { unruled, fewest: self.fewest, ..Options::new(self.as_of) };
        let options = self.strict.set(options);
        let sources = file.sources(&self.setting.rubrics);
        for (ReadProposal { proposal, waivers }, source) in file.proposals.iter().zip(sources) {
            let key = ProposalKey::of(&source, &from_baseline);
            let assessment = assess(&self.setting.rubrics, proposal, options);
            let (evaluated, uses) = self.policy.evaluate(assessment, source, &rules, paths, waivers);
            each(evaluated, &rules, key, uses);
        }
    }
}
