//! Putting decisions to an assessment: rules by path, waivers, baseline.

use super::config::{Config, Rules};
use super::waivers::{Waiver, WaiverUse, apply};
use super::{Baseline, Gates, Judged, Known, ProposalKey, Standing};
use crate::assess::{Assessment, Caps};
use crate::document::Problem;
use crate::proposal::{Location, Source};

/// All that a team has decided for a run.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The configuration; an empty one where there is none.
    pub config: Config,
    /// Gates of this run alone: they win over the configuration.
    pub gates: Gates,
    /// What was there before and does not count.
    pub baseline: Option<Baseline>,
}

/// Where a proposal lies, seen from the files that name it by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'p> {
    /// From the folder of the configuration.
    pub from_config: &'p str,
    /// From the folder of the baseline.
    pub from_baseline: &'p str,
}

/// What became of waivers with one proposal.
#[derive(Debug, Default)]
pub struct WaiverUses {
    /// Of those of the configuration that can be about it, by their numbers.
    pub configured: Vec<(usize, WaiverUse)>,
    /// What is to be told about those in its comments.
    pub in_proposal: Vec<Problem>,
}

impl Policy {
    /// What holds for the proposal at `path`, seen from the folder of the configuration.
    pub fn rules_for(&self, path: &str) -> Rules {
        let rules = self.config.rules_for(path);
        Rules { gates: self.gates.clone().over(&rules.gates), severities: rules.severities }
    }

    /// Judges an assessment: `gates` are those of its rules, `comments` the waivers in its own comments.
    pub fn judge<'a>(
        &self,
        mut assessment: Assessment<'a>,
        source: Source,
        gates: &Gates,
        seen: Seen,
        comments: &[Waiver],
    ) -> (Judged<'a>, WaiverUses) {
        let configured: Vec<usize> = (0..self.config.waivers.len())
            .filter(|&w| self.config.waivers[w].reaches(seen.from_config))
            .collect();
        let waivers: Vec<&Waiver> =
            configured.iter().map(|&w| &self.config.waivers[w]).chain(comments).collect();
        if waivers.is_empty() && self.baseline.is_none() {
            let standings = vec![Standing::Counts; assessment.findings.len()];
            return (Judged::new(assessment, source, standings, gates), WaiverUses::default());
        }
        let every_fact = assessment.every_fact();
        let (waived, uses) = apply(&assessment, &every_fact, &waivers);
        let known = match &self.baseline {
            None => vec![Standing::Counts; every_fact.len()],
            Some(baseline) => {
                let key = ProposalKey::of(&source, seen.from_baseline);
                by_baseline(baseline, &key, &mut assessment, &every_fact)
            }
        };
        let standings = known
            .into_iter()
            .zip(waived)
            .map(|(known, waived)| waived.map_or(known, Standing::Waived))
            .collect();
        let (of_config, of_comments) = uses.split_at(configured.len());
        let uses = WaiverUses {
            configured: configured.iter().copied().zip(of_config.iter().copied()).collect(),
            in_proposal: comments.iter().zip(of_comments).filter_map(|(w, used)| w.problem(*used)).collect(),
        };
        (Judged::new(assessment, source, standings, gates), uses)
    }
}

/// The standing of each finding in a baseline. What has become worse by other facts points at these first: a reader looks
/// for the line that changed.
fn by_baseline(
    baseline: &Baseline,
    key: &ProposalKey,
    assessment: &mut Assessment,
    every_fact: &[Vec<Location>],
) -> Vec<Standing> {
    let mut standings = Vec::with_capacity(every_fact.len());
    for (number, facts) in every_fact.iter().enumerate() {
        let known = Known::of(assessment, &assessment.findings[number], facts);
        let standing = match baseline.standing(key, &known) {
            Standing::Known => by_folded(baseline, key, assessment, number),
            standing => standing,
        };
        if let Standing::Worse { facts: new, .. } = &standing {
            let is_new = |fact: &Location| new.contains(&assessment.named_route_of(*fact));
            let new: Vec<Location> = facts.iter().copied().filter(is_new).take(Caps::SHOWN.facts).collect();
            let shown = &mut assessment.findings[number].facts;
            shown.retain(|fact| !new.contains(fact));
            shown.splice(0..0, new);
            shown.truncate(Caps::SHOWN.facts);
        }
        standings.push(standing);
    }
    standings
}

/// The standing of a known pattern: it counts where a risk that it takes in would count by itself.
fn by_folded(baseline: &Baseline, key: &ProposalKey, assessment: &Assessment, number: usize) -> Standing {
    for risk in assessment.folded_risks(&assessment.findings[number]) {
        let id = risk.id(assessment.rubrics);
        match baseline.standing(key, &Known::of(assessment, &risk, &risk.facts)) {
            Standing::New => {
                return Standing::Worse { how: format!("it did not take in `{id}`"), facts: Vec::new() };
            }
            Standing::Worse { how, facts } => {
                return Standing::Worse { how: format!("of `{id}`, which it takes in, {how}"), facts };
            }
            _ => {}
        }
    }
    Standing::Known
}
