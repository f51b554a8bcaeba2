//! Moves: which known level to raise next, for the most gain at the least effort.
//!
//! Only levels that are known are moves; what is not known is an open question, and answering it comes first.

use std::cmp::Reverse;

use super::ladder::{Check, Need};
use super::score::Scored;
use super::truth::Truth;
use crate::rubric::{CriterionId, Level, Rubrics, Severity};

/// Raising one criterion by a level.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The criterion.
    pub criterion: CriterionId,
    /// The level it has.
    pub from: Level,
    /// The next level.
    pub to: Level,
    /// Points of the claimed score gained, 0 to 100; none by a further check.
    pub gain: f64,
    /// The next step of the ladder waits for it.
    pub lifts_verdict: bool,
}

/// All moves, best first: those that the next step of the ladder waits for, then where a risk is worst, then by gain for
/// effort, then in the order of the rubrics.
pub fn moves(rubrics: &Rubrics, scored: &Scored, next_step: &[Check]) -> Vec<Move> {
    let waits_for = |criterion: CriterionId| {
        next_step.iter().any(|check| {
            check.met != Truth::True && matches!(check.need, Need::Level(c, _) if c == criterion)
        })
    };
    let mut moves: Vec<Move> = (scored.criteria.iter())
        .filter(|r| r.counts && r.claimed.is_exact() && r.claimed.low < Level::Strong)
        .map(|r| {
            let from = r.claimed.low;
            Move {
                criterion: r.criterion,
                from,
                to: Level::ALL[from as usize + 1],
                gain: r.worth / 3.0,
                lifts_verdict: waits_for(r.criterion),
            }
        })
        .collect();
    // What is sound is no risk, however good strong would be.
    let severity = |m: &Move| -> Option<Severity> {
        (m.from < Level::Sound).then(|| rubrics.criteria[m.criterion].risk.severity.at(m.from))
    };
    let for_effort = |m: &Move| {
        let effort = rubrics.criteria[m.criterion].next_at(m.from).effort;
        m.gain / rubrics.scale.efforts[effort].days
    };
    moves.sort_by(|a, b| {
        (Reverse((a.lifts_verdict, severity(a))).cmp(&Reverse((b.lifts_verdict, severity(b)))))
            .then(for_effort(b).total_cmp(&for_effort(a)))
            .then(a.criterion.cmp(&b.criterion))
    });
    moves
}
