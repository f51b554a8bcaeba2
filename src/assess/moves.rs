//! Moves: which known level to raise next, for the most gain at the least effort.
//!
//! Only levels that are known are moves; what is not known is an open question, and answering it comes first.

use super::score::Scored;
use crate::rubric::{CriterionId, Level, Rubrics};

/// Raising one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The criterion.
    pub criterion: CriterionId,
    /// The level it has.
    pub from: Level,
    /// The level to bring it to: sound, or strong where it is sound already.
    pub to: Level,
    /// Points of the claimed score gained, 0 to 100.
    pub gain: f64,
    /// It lifts a cap on the verdict.
    pub lifts_cap: bool,
}

/// All moves, best first: those that lift a cap, then by gain for effort, then in the order of the rubrics.
pub fn moves(rubrics: &Rubrics, scored: &Scored) -> Vec<Move> {
    let mut moves: Vec<Move> = (scored.criteria.iter())
        .filter(|r| r.counts && r.claimed.is_answered() && r.claimed.low < Level::Strong)
        .map(|r| {
            let from = r.claimed.low;
            let to = if from < Level::Sound { Level::Sound } else { Level::Strong };
            let gain = r.worth * f64::from(to.points() - from.points()) / 3.0;
            let lifts_cap = scored.caps.iter().any(|cap| cap.criterion == r.criterion);
            Move { criterion: r.criterion, from, to, gain, lifts_cap }
        })
        .collect();
    let for_effort = |m: &Move| {
        let effort = rubrics.criteria[m.criterion].next.effort;
        m.gain / rubrics.scale.efforts[effort].days
    };
    moves.sort_by(|a, b| {
        (b.lifts_cap.cmp(&a.lifts_cap))
            .then(for_effort(b).total_cmp(&for_effort(a)))
            .then(a.criterion.cmp(&b.criterion))
    });
    moves
}
