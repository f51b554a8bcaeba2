//! In which way the level of a criterion moved.

use std::cmp::Ordering;

use crate::assess::Assessment;
use crate::assess::score::CriterionResult;
use crate::proposal::Pair;

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
    fn between(results: Pair<&CriterionResult>, with_evidence: bool) -> Option<Way> {
        let Pair { old, new } = results;
        let (low, high) = (new.claimed.low.cmp(&old.claimed.low), new.claimed.high.cmp(&old.claimed.high));
        let way = match (old.counts, new.counts) {
            (false, false) => return None,
            (true, false) => Way::CountsNoMore,
            (false, true) => Way::CountsNow,
            (true, true) => match (old.claimed.is_exact(), new.claimed.is_exact(), low, high) {
                (_, _, Ordering::Equal, Ordering::Equal) => match new.evidenced.cmp(&old.evidenced) {
                    _ if !with_evidence => return None,
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

/// The criteria that moved; evidence moves one only `with_evidence`.
pub(super) fn criteria<'a>(versions: Pair<&'a Assessment>, with_evidence: bool) -> Vec<CriterionMove<'a>> {
    let pairs = versions.old.criteria.iter().zip(&versions.new.criteria);
    let moved = |(old, new)| {
        let results = Pair { old, new };
        Way::between(results, with_evidence).map(|way| CriterionMove { results, way })
    };
    pairs.filter_map(moved).collect()
}
