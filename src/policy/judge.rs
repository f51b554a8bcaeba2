//! Putting decisions to an assessment: rules by path, waivers, baseline.

use super::config::{Config, Rules};
use super::waivers::{Waiver, WaiverUse, apply};
use super::{Baseline, Gates, Judged, Known, Standing};
use crate::assess::Assessment;
use crate::document::Problem;
use crate::proposal::Source;

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
        assessment: Assessment<'a>,
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
                let key =
                    Source { path: seen.from_baseline.to_owned(), ..source.clone() }.key(assessment.name());
                let known = Known::all_of(&assessment, &every_fact);
                known.iter().map(|known| baseline.standing(&key, known)).collect()
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
