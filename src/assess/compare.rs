//! What moved between two assessments, by the same rubrics and as of the same day, of two versions of a proposal.
//!
//! A finding is the same where it is about the same and of the same kind; its facts are told by the names of their
//! records, so that partners may change places in the file.

use std::cmp::Ordering;

use super::findings::{Finding, FindingKind};
use super::score::{Cap, CriterionResult, DimensionScore};
use super::sectors::SectorStatus;
use super::{Assessment, Subject};
use crate::rubric::SectorId;

/// Two assessments, and what differs between them.
pub struct Comparison<'a> {
    /// The version before.
    pub old: &'a Assessment<'a>,
    /// The version after.
    pub new: &'a Assessment<'a>,
    /// The dimensions that moved, in the order of the scale.
    pub dimensions: Vec<Pair<&'a DimensionScore>>,
    /// The criteria that moved, in the order of the rubrics.
    pub criteria: Vec<CriterionMove<'a>>,
    /// The limits on the verdict that came, went or changed; those that went first.
    pub caps: Vec<Change<&'a Cap>>,
    /// The sectors that are represented otherwise than before, by their rules.
    pub sectors: Vec<(SectorId, Pair<SectorStatus>)>,
    /// The findings that moved, worst first: those of the new version, then those that are gone.
    pub findings: Vec<FindingMove<'a>>,
}

/// Before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<T> {
    /// Before.
    pub old: T,
    /// After.
    pub new: T,
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

/// A criterion that moved.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionMove<'a> {
    /// Before and after.
    pub results: Pair<&'a CriterionResult>,
    /// In which way.
    pub way: Way,
}

/// In which way a criterion moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// What is known of its level is lower.
    Worse,
    /// What is known of its level is higher.
    Better,
    /// Its level was settled, and depends now on something unknown.
    NowUnknown,
    /// Its level depended on something unknown, and is settled now.
    NowKnown,
    /// Its level is less certain than before.
    LessCertain,
    /// Its level is more certain than before.
    MoreCertain,
    /// Its level is the same, and evidence carries less of it.
    LessEvidence,
    /// Its level is the same, and evidence carries more of it.
    MoreEvidence,
    /// It counts no more: it does not apply, or is not due.
    CountsNoMore,
    /// It counts now: it applies, and is due.
    CountsNow,
}

/// A finding that moved.
#[derive(Debug, Clone, PartialEq)]
pub struct FindingMove<'a> {
    /// The finding, before and after.
    pub change: Change<&'a Finding>,
    /// Routes of the facts that it rests on no more, with the names of their records.
    pub facts_gone: Vec<String>,
    /// Routes of the facts that it did not rest on before.
    pub facts_new: Vec<String>,
}

impl Way {
    /// Its words.
    pub fn words(self) -> &'static str {
        match self {
            Way::Worse => "worse",
            Way::Better => "better",
            Way::NowUnknown => "now unknown",
            Way::NowKnown => "now known",
            Way::LessCertain => "less certain",
            Way::MoreCertain => "more certain",
            Way::LessEvidence => "less evidence",
            Way::MoreEvidence => "more evidence",
            Way::CountsNoMore => "counts no more",
            Way::CountsNow => "counts now",
        }
    }

    /// The way between two results; `None` where nothing moved.
    fn between(results: Pair<&CriterionResult>) -> Option<Way> {
        let Pair { old, new } = results;
        let (low, high) = (new.claimed.low.cmp(&old.claimed.low), new.claimed.high.cmp(&old.claimed.high));
        let way = match (old.counts, new.counts) {
            (false, false) => return None,
            (true, false) => Way::CountsNoMore,
            (false, true) => Way::CountsNow,
            (true, true) => match (old.claimed.is_answered(), new.claimed.is_answered(), low, high) {
                (_, _, Ordering::Equal, Ordering::Equal) => match new.evidenced.cmp(&old.evidenced) {
                    Ordering::Less => Way::LessEvidence,
                    Ordering::Greater => Way::MoreEvidence,
                    Ordering::Equal => return None,
                },
                (false, true, ..) => Way::NowKnown,
                (true, false, ..) => Way::NowUnknown,
                (_, _, Ordering::Greater, Ordering::Less) => Way::MoreCertain,
                (_, _, Ordering::Less, Ordering::Greater) => Way::LessCertain,
                (_, _, Ordering::Less, _) | (_, _, _, Ordering::Less) => Way::Worse,
                _ => Way::Better,
            },
        };
        Some(way)
    }
}

impl FindingMove<'_> {
    /// The finding in the new version; where it is gone, in the old one.
    pub fn finding(&self) -> &Finding {
        match self.change {
            Change::Gone(finding) | Change::New(finding) | Change::Other(Pair { new: finding, .. }) => {
                finding
            }
        }
    }

    /// In a word: `gone`, `new`, `worse`, `better`, or `other facts` where it is as severe as before.
    pub fn words(&self) -> &'static str {
        match self.change {
            Change::Gone(_) => "gone",
            Change::New(_) => "new",
            Change::Other(Pair { old, new }) => match new.severity.cmp(&old.severity) {
                Ordering::Greater => "worse",
                Ordering::Less => "better",
                Ordering::Equal => "other facts",
            },
        }
    }
}

impl<'a> Comparison<'a> {
    /// Compares two assessments by the same rubrics.
    pub fn of(old: &'a Assessment<'a>, new: &'a Assessment<'a>) -> Comparison<'a> {
        let versions = Pair { old, new };
        Comparison {
            old,
            new,
            dimensions: dimensions(versions),
            criteria: criteria(versions),
            caps: caps(versions),
            sectors: sectors(versions),
            findings: findings(versions),
        }
    }

    /// Whether all is as it was, in everything that an assessment says.
    pub fn is_still(&self) -> bool {
        let same_head = self.old.verdict == self.new.verdict
            && self.old.score == self.new.score
            && self.old.answered == self.new.answered
            && self.old.stage == self.new.stage;
        let no_moves = self.dimensions.is_empty()
            && self.criteria.is_empty()
            && self.caps.is_empty()
            && self.sectors.is_empty()
            && self.findings.is_empty();
        same_head && no_moves
    }
}

fn dimensions<'a>(versions: Pair<&'a Assessment>) -> Vec<Pair<&'a DimensionScore>> {
    let pairs = versions.old.dimensions.iter().zip(&versions.new.dimensions);
    pairs.filter(|(old, new)| old != new).map(|(old, new)| Pair { old, new }).collect()
}

fn criteria<'a>(versions: Pair<&'a Assessment>) -> Vec<CriterionMove<'a>> {
    let pairs = versions.old.criteria.iter().zip(&versions.new.criteria);
    let moved = |(old, new)| {
        let results = Pair { old, new };
        Way::between(results).map(|way| CriterionMove { results, way })
    };
    pairs.filter_map(moved).collect()
}

fn caps<'a>(versions: Pair<&'a Assessment>) -> Vec<Change<&'a Cap>> {
    let same = |a: &&Cap, b: &&Cap| a.criterion == b.criterion;
    let (gone, rest) = changes(versions.old.caps.iter(), versions.new.caps.iter(), same);
    // What a cap holds back depends on the score, and is told there.
    let moved = |change: &Change<&Cap>| match change {
        Change::Other(Pair { old, new }) => (old.band, old.open) != (new.band, new.open),
        _ => true,
    };
    gone.into_iter().chain(rest).filter(moved).collect()
}

fn sectors(versions: Pair<&Assessment>) -> Vec<(SectorId, Pair<SectorStatus>)> {
    let pairs = versions.old.sectors.iter().zip(&versions.new.sectors);
    pairs
        .filter(|(old, new)| old.status != new.status)
        .map(|(old, new)| (new.rule, Pair { old: old.status, new: new.status }))
        .collect()
}

fn findings<'a>(versions: Pair<&'a Assessment>) -> Vec<FindingMove<'a>> {
    let (old, new) = (with_routes(versions.old), with_routes(versions.new));
    let same = |a: &Routed, b: &Routed| a.about() == b.about();
    let (gone, rest) = changes(old.iter(), new.iter(), |a, b| same(a, b));
    let moved = rest.into_iter().chain(gone).map(|change| {
        let (facts_gone, facts_new) = match change {
            Change::Other(Pair { old, new }) => (old.without(new), new.without(old)),
            _ => (Vec::new(), Vec::new()),
        };
        FindingMove { change: finding_of(change), facts_gone, facts_new }
    });
    let still = |moved: &FindingMove| {
        moved.words() == "other facts" && moved.facts_gone.is_empty() && moved.facts_new.is_empty()
    };
    moved.filter(|moved| !still(moved)).collect()
}

/// A finding with all its facts by name.
struct Routed<'a> {
    finding: &'a Finding,
    routes: Vec<String>,
}

impl Routed<'_> {
    /// What it is about, and whether it is known or asked.
    fn about(&self) -> (Subject, FindingKind) {
        (self.finding.subject, self.finding.kind)
    }

    /// The facts that it rests on and the other does not.
    fn without(&self, other: &Routed) -> Vec<String> {
        self.routes.iter().filter(|route| other.routes.binary_search(route).is_err()).cloned().collect()
    }
}

fn with_routes<'a>(assessment: &'a Assessment) -> Vec<Routed<'a>> {
    let routed = |finding: &'a Finding| {
        let mut routes: Vec<String> =
            finding.blamed.iter().map(|fact| assessment.named_route_of(*fact)).collect();
        routes.sort();
        routes.dedup();
        Routed { finding, routes }
    };
    assessment.findings.iter().map(routed).collect()
}

fn finding_of<'a>(change: Change<&Routed<'a>>) -> Change<&'a Finding> {
    match change {
        Change::Gone(old) => Change::Gone(old.finding),
        Change::New(new) => Change::New(new.finding),
        Change::Other(pair) => Change::Other(Pair { old: pair.old.finding, new: pair.new.finding }),
    }
}

/// What is only in `old`; and all of `new`, beside what is the same in `old` where there is such a thing.
fn changes<T: Copy>(
    old: impl Iterator<Item = T> + Clone,
    new: impl Iterator<Item = T> + Clone,
    same: impl Fn(&T, &T) -> bool,
) -> (Vec<Change<T>>, Vec<Change<T>>) {
    let gone =
        old.clone().filter(|one| !new.clone().any(|other| same(one, &other))).map(Change::Gone).collect();
    let rest = new.clone().map(|new| match old.clone().find(|old| same(old, &new)) {
        Some(old) => Change::Other(Pair { old, new }),
        None => Change::New(new),
    });
    (gone, rest.collect())
}
