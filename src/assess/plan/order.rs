//! In which order to go about a plan: what holds the ladder first, then by stage, and nothing before what it rests on.

use std::collections::BTreeSet;

use super::Raise;
use crate::proposal::FactId;
use crate::rubric::{CriterionId, Rubrics};

/// The raises in the order in which to go about them.
///
/// A criterion rests on another that reads some of the facts that it reads, and no others: what the other settles it goes
/// on from. What is left open by that goes by: what the ladder waits for, the stage from which it counts, the points that it
/// brings for its effort, and the order of the rubrics.
pub fn ordered(rubrics: &Rubrics, raises: Vec<Raise>) -> Vec<Raise> {
    let facts = |criterion: CriterionId| -> BTreeSet<FactId> {
        rubrics.facts_read(rubrics.criteria[criterion].conditions()).into_iter().collect()
    };
    let read: Vec<BTreeSet<FactId>> = raises.iter().map(|raise| facts(raise.criterion)).collect();
    let rests_on =
        |one: usize, other: usize| read[other].len() < read[one].len() && read[other].is_subset(&read[one]);
    let gain = |raise: &Raise| {
        let steps = f64::from(raise.to.points() - raise.from.points());
        steps * f64::from(rubrics.criteria[raise.criterion].weight) / raise.days.max(f64::MIN_POSITIVE)
    };
    let mut left: Vec<usize> = (0..raises.len()).collect();
    left.sort_by(|a, b| {
        let (one, other) = (&raises[*a], &raises[*b]);
        let stage = |raise: &Raise| rubrics.criteria[raise.criterion].due_from;
        (other.held.cmp(&one.held))
            .then(stage(one).cmp(&stage(other)))
            .then(gain(other).total_cmp(&gain(one)))
            .then(one.criterion.cmp(&other.criterion))
    });
    let mut order = Vec::with_capacity(left.len());
    while let Some(at) = left.iter().position(|one| !left.iter().any(|other| rests_on(*one, *other))) {
        order.push(left.remove(at));
    }
    order.into_iter().map(|at| raises[at].clone()).collect()
}
