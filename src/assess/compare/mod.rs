//! Two assessments, by the same rubrics and as of the same day, of two versions of a proposal: which facts changed, and
//! what that moved.

mod criteria;
mod findings;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
mod worse;

use std::collections::HashSet;

pub use criteria::{CriterionMove, Way};
pub use findings::{FindingMove, FindingWay};
pub use worse::Worse;

use super::Assessment;
use super::ladder::{Check, Need};
use super::score::{DimensionScore, Readings};
use super::sectors::SectorStatus;
use super::truth::Truth;
use crate::proposal::{
    EvidenceKind, EvidenceState, FactChange, Pair, Pointer, Proposal, SameRecords, changes,
};
use crate::rubric::SectorId;

/// Two assessments, and what differs between them.
pub struct Comparison<'a> {
    /// The version before.
    pub old: &'a Assessment<'a>,
    /// The version after.
    pub new: &'a Assessment<'a>,
    /// Which facts changed, in the order of the dictionary.
    pub facts: Vec<FactChange<'a>>,
    /// Which records are the same in both versions.
    pub same: SameRecords,
    /// The evidence of each version that could not be looked at where the version lies, each file once. Where there is
    /// any, what rests on evidence is not compared.
    pub unseen: Pair<Vec<&'a Pointer>>,
    /// The dimensions that moved, in the order of the scale.
    pub dimensions: Vec<Pair<&'a DimensionScore>>,
    /// The criteria that moved, in the order of the rubrics.
    pub criteria: Vec<CriterionMove<'a>>,
    /// What keeps the next verdict back, as far as it came, went or changed; what went first.
    pub waits: Vec<Change<&'a Check>>,
    /// The sectors that are represented otherwise than before, by their rules.
    pub sectors: Vec<(SectorId, Pair<SectorStatus>)>,
    /// The findings that moved: those of the new version, worst first, then those that are gone.
    pub findings: Vec<FindingMove<'a>>,
}

/// Something that is only in one version, or in both and otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<T> {
    /// It was there and is no more.
    Gone(T),
    /// It was not there.
    New(T),
    /// It is another one.
    Other(Pair<T>),
}

impl<'a> Comparison<'a> {
    /// Compares two assessments by the same rubrics. Evidence that is missing beside one version and stands beside the
    /// other counts as not looked at: that version may be a copy from elsewhere.
    pub fn of(old: &'a Assessment<'a>, new: &'a Assessment<'a>) -> Comparison<'a> {
        Comparison::with(old, new, unseen)
    }

    /// The same, of two versions whose evidence was looked for where it belongs: what is missing is missing.
    pub fn of_states(old: &'a Assessment<'a>, new: &'a Assessment<'a>) -> Comparison<'a> {
        Comparison::with(old, new, |versions| versions.map(|version| unseen_in(version, &HashSet::new())))
    }

    fn with(
        old: &'a Assessment<'a>,
        new: &'a Assessment<'a>,
        unseen: impl FnOnce(Pair<&'a Proposal>) -> Pair<Vec<&'a Pointer>>,
    ) -> Comparison<'a> {
        let versions = Pair { old, new };
        let dictionary = &new.rubrics.dictionary;
        let proposals = versions.map(|version| version.proposal);
        let same = SameRecords::of(dictionary, proposals);
        let mut comparison = Comparison {
            old,
            new,
            facts: changes(dictionary, proposals, &same),
            unseen: unseen(proposals),
            dimensions: Vec::new(),
            criteria: Vec::new(),
            waits: Vec::new(),
            sectors: sectors(versions),
            findings: findings::findings(versions, &same),
            same,
        };
        comparison.dimensions = comparison.moved_dimensions();
        comparison.criteria = criteria::criteria(versions, comparison.compares_evidence());
        comparison.waits = if comparison.compares_verdicts() { waits(versions) } else { Vec::new() };
        comparison
    }

    /// Whether the evidence of both versions could be looked at, so that what rests on it is compared. A copy of the old
    /// version in another folder, or on standard input, lies away from its evidence: that is no move.
    pub fn compares_evidence(&self) -> bool {
        self.unseen.old.is_empty() && self.unseen.new.is_empty()
    }

    /// Whether the verdicts, and what limits them, are compared: not where they go by evidence that was not looked at.
    pub fn compares_verdicts(&self) -> bool {
        self.compares_evidence() || !self.new.options.strict
    }

    /// Whether all is as it was, in every fact and in everything that an assessment says.
    pub fn is_still(&self) -> bool {
        let same_head = (!self.compares_verdicts() || self.old.verdict == self.new.verdict)
            && self.alike(&self.old.score, &self.new.score)
            && self.old.answered == self.new.answered
            && self.old.stage == self.new.stage;
        let no_moves = self.facts.is_empty()
            && self.dimensions.is_empty()
            && self.criteria.is_empty()
            && self.waits.is_empty()
            && self.sectors.is_empty()
            && self.findings.is_empty();
        same_head && no_moves
    }

    /// Whether two scores are alike, as far as they are compared.
    fn alike<T: PartialEq>(&self, old: &Readings<T>, new: &Readings<T>) -> bool {
        let same_evidenced = !self.compares_evidence() || old.evidenced == new.evidenced;
        same_evidenced && old.claimed == new.claimed && old.possible == new.possible
    }

    fn moved_dimensions(&self) -> Vec<Pair<&'a DimensionScore>> {
        let alike = |old: &DimensionScore, new: &DimensionScore| {
            let same_score = match (&old.score, &new.score) {
                (Some(old), Some(new)) => self.alike(old, new),
                (old, new) => old.is_none() && new.is_none(),
            };
            same_score && old.answered == new.answered
        };
        let pairs = self.old.dimensions.iter().zip(&self.new.dimensions);
        pairs.filter(|(old, new)| !alike(old, new)).map(|(old, new)| Pair { old, new }).collect()
    }
}

fn unseen(versions: Pair<&Proposal>) -> Pair<Vec<&Pointer>> {
    let Pair { old: there_old, new: there_new } = versions.map(files_there);
    Pair { old: unseen_in(versions.old, &there_new), new: unseen_in(versions.new, &there_old) }
}

/// The files of a version that were looked at and hold.
fn files_there(version: &Proposal) -> HashSet<&str> {
    let holding = version.pointers().iter().filter(|pointer| pointer.kind() == Some(EvidenceKind::File));
    holding.map(Pointer::file).collect()
}

/// The files of one version that nobody could look at: there was no folder, or they are missing there and stand beside
/// the other version, which therefore lies where they are.
fn unseen_in<'a>(version: &'a Proposal, there: &HashSet<&str>) -> Vec<&'a Pointer> {
    let mut named = HashSet::new();
    let is_unseen = |pointer: &&Pointer| match pointer.state {
        EvidenceState::Unseen => true,
        EvidenceState::Missing => there.contains(pointer.file()),
        _ => false,
    };
    version.pointers().iter().filter(is_unseen).filter(|pointer| named.insert(pointer.file())).collect()
}

fn waits<'a>(versions: Pair<&'a Assessment>) -> Vec<Change<&'a Check>> {
    let unmet = |version: &'a Assessment| -> Vec<&'a Check> {
        version
            .checks
            .iter()
            .filter(|check| check.met != Truth::True && check.need.subject().is_some())
            .collect()
    };
    let Pair { old, new } = versions.map(unmet);
    // That something is known of a criterion and that it has a level is one wait; its evidence is another.
    let about = |check: &Check| (check.need.subject(), matches!(check.need, Need::Evidence(_)));
    let of = |checks: &[&'a Check], check: &Check| checks.iter().copied().find(|c| about(c) == about(check));
    let gone = old.iter().filter(|check| of(&new, check).is_none()).map(|check| Change::Gone(*check));
    let rest = new.iter().filter_map(|check| match of(&old, check) {
        None => Some(Change::New(*check)),
        Some(before) if before.met == check.met => None,
        Some(before) => Some(Change::Other(Pair { old: before, new: check })),
    });
    gone.chain(rest).collect()
}

fn sectors(versions: Pair<&Assessment>) -> Vec<(SectorId, Pair<SectorStatus>)> {
    let pairs = versions.old.sectors.iter().zip(&versions.new.sectors);
    pairs
        .filter(|(old, new)| old.status != new.status)
        .map(|(old, new)| (new.rule, Pair { old: old.status, new: new.status }))
        .collect()
}
