//! The core seen as a whole: how many facts answer it, and whether exact answers always do.

use std::collections::BTreeSet;

use super::placed::placed;
use crate::document::{FileProblem, Problem};
use crate::proposal::{FactId, Kind, ListId, Scope};
use crate::rubric::{Condition, Criterion, Rubrics};

/// The proposal for which facts are counted: so many partners, so many goals, and one record of every other list.
const PARTNERS: usize = 4;
const GOALS: usize = 2;

/// The facts that answer the core, in the order of the dictionary; of several ways to say the same those of the first.
pub fn core_facts(rubrics: &Rubrics) -> BTreeSet<FactId> {
    let mut read = BTreeSet::new();
    for criterion in rubrics.criteria.iter().filter(|criterion| criterion.is_core()) {
        criterion.conditions().for_each(|condition| first_ways(rubrics, condition, &mut read));
    }
    read
}

/// How many answers that takes of a proposal of four partners and two goals: a list is not counted beside its fields, and
/// neither are names, the date of the file and the start of the work.
pub fn core_answers(rubrics: &Rubrics) -> usize {
    let records =
        |list: ListId| match rubrics.dictionary.fact(rubrics.dictionary.list(list).fact).path.as_str() {
            "partners" => PARTNERS,
            "goals" => GOALS,
            _ => 1,
        };
    let counted = |fact: &FactId| match rubrics.dictionary.reference(*fact).scope {
        _ if matches!(rubrics.dictionary.fact(*fact).kind, Kind::Records(_)) => 0,
        _ if rubrics.dictionary.fact(*fact).self_evident => 0,
        _ if *fact == rubrics.product.partner_name.fact => 0,
        Scope::Record(list) => records(list),
        Scope::Root => 1,
    };
    core_facts(rubrics).iter().map(counted).sum()
}

fn first_ways(rubrics: &Rubrics, condition: &Condition, into: &mut BTreeSet<FactId>) {
    if let Condition::AnsweredBy(ways) = condition {
        ways.iter().take(1).for_each(|way| first_ways(rubrics, way, into));
        return;
    }
    let parts = condition.parts();
    if parts.joined.is_empty() {
        into.extend(rubrics.facts_read([condition]));
    }
    parts.joined.iter().for_each(|part| first_ways(rubrics, part, into));
}

/// Core criteria that may stay open although all their facts are answered exactly: the score would rest on what nobody can
/// settle. Nothing but the largest part of a sum can, since there are no rates of exchange.
pub fn never_settled(rubrics: &Rubrics) -> Vec<FileProblem> {
    let core = rubrics.criteria.iter().filter(|criterion| criterion.is_core());
    let stays_open = |criterion: &&Criterion| criterion.conditions().any(is_a_share_of_money);
    let problem = |criterion: &Criterion| {
        let message = format!("`{}` is core, and may stay open after exact answers", criterion.id);
        let problem = Problem::error(criterion.span, message);
        placed(&criterion.id, problem.expected("a core criterion without `largest_share`"))
    };
    core.filter(stays_open).map(problem).collect()
}

fn is_a_share_of_money(condition: &Condition) -> bool {
    matches!(condition, Condition::LargestShare { .. })
        || condition.parts().conditions().any(is_a_share_of_money)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_facts_answer_the_core_of_a_proposal_of_four_partners_and_two_goals() {
        let rubrics = Rubrics::bundled();
        let facts = core_answers(&rubrics);
        assert!((40..=60).contains(&facts), "{facts} facts");
        assert_eq!(never_settled(&rubrics).len(), 0);
    }
}
