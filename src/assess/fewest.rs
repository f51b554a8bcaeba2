//! The fewest facts that settle the verdict: answered exactly, whatever the answers, they leave a verdict.
//!
//! Each core criterion that is not answered has one or more sets of questions that answer it whatever the answers are. Of
//! these criteria so many are chosen that enough of the core is answered and something is known of every decisive one, with
//! the fewest questions between them.

use std::collections::BTreeSet;

use super::each_once::EachOnce;
use super::evaluate::Context;
use super::explain::Explainer;
use super::score::{CriterionResult, Scored};
use super::truth::Truth;
use crate::proposal::{Answer, Datum, Dictionary, FactId, FactRef, ListId, Scope};
use crate::rubric::{Condition, Criterion, Rubrics};

/// A set of questions: facts of the proposal, or one fact over all records of a list.
type Questions = BTreeSet<FactId>;

/// More ways than these to settle one condition are not looked at.
const MOST_WAYS: usize = 8;
/// After so many steps the best that was found stands: a proposal has a hundred times fewer.
const MOST_STEPS: usize = 400_000;

/// The fewest facts, in the order of the dictionary; `None` where no set of answers is sure to settle the verdict.
pub fn fewest(rubrics: &Rubrics, claimed: Context, scored: &Scored) -> Option<Vec<FactId>> {
    let settling = Settling { dictionary: &rubrics.dictionary, claimed };
    let below = rubrics.scale.undetermined_below;
    let weight = |result: &CriterionResult| f64::from(rubrics.criteria[result.criterion].weight);
    let all: f64 = scored.scoring().map(weight).sum();
    let mut missing = below * all;
    let mut open = Vec::new();
    for result in scored.scoring() {
        let is_blank = result.decisive && result.claimed.is_blank();
        if result.claimed.is_answered() && !is_blank {
            missing -= weight(result);
            continue;
        }
        let ways = settling.ways(&rubrics.criteria[result.criterion]);
        if ways.is_empty() && is_blank {
            return None;
        }
        // Where it may turn out not to apply, it leaves the count: that is worth less than an answer.
        let worth = if result.applies == Truth::True { weight(result) } else { weight(result) * below };
        if !ways.is_empty() {
            open.push((worth, is_blank, ways));
        }
    }
    Search::new(open).fewest(missing)
}

/// Which questions settle a condition, whatever the answers.
struct Settling<'a> {
    dictionary: &'a Dictionary,
    claimed: Context<'a>,
}

impl Settling<'_> {
    /// The ways to have a criterion answered; none where no answer is sure to.
    fn ways(&self, criterion: &Criterion) -> Vec<Questions> {
        let [_, sound, strong] = &criterion.when;
        let applies = criterion.applies_when.as_ref().map_or_else(settled, |when| self.settle(when));
        let mut ways = both(&applies, &self.settle(sound));
        if !strong.fails_with(sound) {
            ways = both(&ways, &self.settle(strong));
        }
        ways
    }

    fn settle(&self, condition: &Condition) -> Vec<Questions> {
        if self.claimed.evaluate(condition) != Truth::Unknown {
            return settled();
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) | Condition::NoneOf(parts) => {
                parts.iter().fold(settled(), |ways, part| both(&ways, &self.settle(part)))
            }
            Condition::AnsweredBy(ways) => {
                let mut of_all: Vec<Questions> = ways.iter().flat_map(|way| self.settle(way)).collect();
                of_all.sort_by_key(Questions::len);
                of_all.truncate(MOST_WAYS);
                of_all
            }
            Condition::Stated(_)
            | Condition::Denied(_)
            | Condition::Is { .. }
            | Condition::IsYes { .. }
            | Condition::Has { .. }
            | Condition::Compare { .. }
            | Condition::Between { .. }
            | Condition::Count { .. }
            | Condition::CountItems { .. }
            | Condition::Share { .. }
            | Condition::Every { .. }
            | Condition::Distinct { .. }
            | Condition::Covers { .. }
            | Condition::LargestShare { .. } => self.asked(condition),
        }
    }

    /// What is missing for a condition that joins no others. A list that may lack records is asked for as a whole.
    fn asked(&self, condition: &Condition) -> Vec<Questions> {
        let is_open = |list: &ListId| self.claimed.list(*list).is_none_or(|records| !records.complete);
        if let Some(list) = condition.parts().list.filter(is_open) {
            let mut questions = Questions::from([self.dictionary.list(list).fact]);
            self.beside_records(condition, &mut questions);
            return vec![questions];
        }
        let mut open = EachOnce::default();
        Explainer::new(self.claimed, self.dictionary).open_facts(condition, &mut open);
        let mut questions: Questions = open.into_vec().into_iter().map(|route| route.fact).collect();
        self.inexact(self.claimed, condition, &mut questions);
        if questions.is_empty() { Vec::new() } else { vec![questions] }
    }

    /// Facts of the proposal itself with which the records of a list will be compared.
    fn beside_records(&self, condition: &Condition, into: &mut Questions) {
        let parts = condition.parts();
        let mut facts: Vec<FactRef> = parts.tested.into_iter().collect();
        let operands = parts.ends.into_iter().flatten().chain(parts.threshold.map(|by| &by.right));
        operands.for_each(|operand| operand.facts(&mut facts));
        let is_open = |fact: &FactRef| fact.scope == Scope::Root && !self.is_exact(self.claimed, *fact);
        into.extend(facts.into_iter().filter(is_open).map(|fact| fact.fact));
        parts.conditions().for_each(|part| self.beside_records(part, into));
    }

    /// Whether a fact is known, and leaves no comparison open.
    fn is_exact(&self, context: Context, fact: FactRef) -> bool {
        match context.answer(fact) {
            Answer::Given(Datum::Date(date)) => date.is_exact(),
            Answer::Given(Datum::Within(_)) => false,
            Answer::Given(_) | Answer::Denied => true,
            Answer::Unknown => false,
        }
    }

    /// Dates that name no day leave a comparison with another date open: they are asked for anew.
    fn inexact(&self, context: Context, condition: &Condition, into: &mut Questions) {
        let parts = condition.parts();
        let mut facts = Vec::new();
        if let Some(list) = parts.list {
            for record in context.list(list).map_or(&[][..], |records| &records.records) {
                let inside = context.at(record);
                parts.conditions().for_each(|part| self.inexact(inside, part, into));
            }
            parts.threshold.into_iter().for_each(|by| by.right.facts(&mut facts));
        } else {
            parts.conditions().for_each(|part| self.inexact(context, part, into));
            facts.extend(parts.tested);
            let operands = parts.ends.into_iter().flatten().chain(parts.threshold.map(|by| &by.right));
            operands.for_each(|operand| operand.facts(&mut facts));
        }
        let is_inexact =
            |fact: &FactRef| *context.answer(*fact) != Answer::Unknown && !self.is_exact(context, *fact);
        into.extend(facts.into_iter().filter(is_inexact).map(|fact| fact.fact));
    }
}

/// Nothing is to be asked.
fn settled() -> Vec<Questions> {
    vec![Questions::new()]
}

/// Every way of one with every way of the other, the shortest first.
fn both(one: &[Questions], other: &[Questions]) -> Vec<Questions> {
    let mut ways: Vec<Questions> =
        one.iter().flat_map(|a| other.iter().map(|b| a.union(b).copied().collect())).collect();
    ways.sort_by_key(Questions::len);
    ways.truncate(MOST_WAYS);
    ways
}

/// A criterion that is not answered.
struct Candidate {
    /// What its answer adds to what is missing.
    worth: f64,
    /// It has to be answered.
    is_needed: bool,
    /// The ways to have it answered, a bit for each question.
    ways: Vec<u128>,
    /// How many questions it adds at least, whatever else is asked.
    own: f64,
}

/// Looks for the fewest questions.
struct Search {
    /// The questions in play, in the order of the dictionary: the first has the highest bit.
    questions: Vec<FactId>,
    candidates: Vec<Candidate>,
    best: Option<u128>,
    steps: usize,
}

impl Search {
    fn new(open: Vec<(f64, bool, Vec<Questions>)>) -> Search {
        let in_play: Questions =
            open.iter().flat_map(|(_, _, ways)| ways.iter().flatten().copied()).collect();
        let questions: Vec<FactId> = in_play.into_iter().take(128).collect();
        let bits = |way: &Questions| -> Option<u128> {
            let bit = |fact| questions.binary_search(fact).ok().map(|place| 1u128 << (127 - place));
            way.iter().map(bit).try_fold(0, |all, bit| Some(all | bit?))
        };
        let mut candidates: Vec<Candidate> = (open.iter())
            .map(|(worth, is_needed, ways)| Candidate {
                worth: *worth,
                is_needed: *is_needed,
                ways: ways.iter().filter_map(bits).collect(),
                own: 0.0,
            })
            .collect();
        let union = |c: &Candidate| c.ways.iter().fold(0, |all, way| all | way);
        for number in 0..candidates.len() {
            let others = candidates.iter().enumerate().filter(|(other, _)| *other != number);
            let elsewhere = others.fold(0, |all, (_, other)| all | union(other));
            let own = candidates[number].ways.iter().map(|way| (way & !elsewhere).count_ones()).min();
            candidates[number].own = f64::from(own.unwrap_or_default());
        }
        candidates.sort_by(|a, b| {
            let by_price = (a.own / a.worth).total_cmp(&(b.own / b.worth));
            b.is_needed.cmp(&a.is_needed).then(by_price)
        });
        Search { questions, candidates, best: None, steps: 0 }
    }

    fn fewest(mut self, missing: f64) -> Option<Vec<FactId>> {
        self.look(0, 0, missing);
        let best = self.best?;
        let asked = self.questions.iter().enumerate().filter(|(place, _)| best & (1 << (127 - place)) != 0);
        Some(asked.map(|(_, fact)| *fact).collect())
    }

    /// Goes on from the candidate of this number, with these questions asked and so much still missing.
    fn look(&mut self, number: usize, asked: u128, missing: f64) {
        self.steps += 1;
        if self.steps > MOST_STEPS && self.best.is_some() {
            return;
        }
        let needed = self.candidates.get(number).is_some_and(|candidate| candidate.is_needed);
        if missing <= 1e-9 && !needed {
            return self.keep(asked);
        }
        let Some(least) = self.least(number, missing) else { return };
        let too_many =
            |best: u128| f64::from(asked.count_ones()) + least - 1e-9 > f64::from(best.count_ones());
        if self.best.is_some_and(too_many) || number == self.candidates.len() {
            return;
        }
        let ways = self.candidates[number].ways.clone();
        let left = missing - self.candidates[number].worth;
        if ways.iter().any(|way| way & !asked == 0) {
            return self.look(number + 1, asked, left);
        }
        for way in ways {
            self.look(number + 1, asked | way, left);
        }
        if !needed {
            self.look(number + 1, asked, missing);
        }
    }

    /// How many more questions it takes at the least; `None` where what is missing cannot be had any more.
    fn least(&self, number: usize, mut missing: f64) -> Option<f64> {
        let mut least = 0.0;
        for candidate in &self.candidates[number..] {
            if missing <= 1e-9 && !candidate.is_needed {
                return Some(least);
            }
            let part = if candidate.is_needed { 1.0 } else { (missing / candidate.worth).min(1.0) };
            least += candidate.own * part;
            missing -= candidate.worth * part;
        }
        (missing <= 1e-9).then_some(least)
    }

    /// Of two sets of the same size the one whose facts come first in the dictionary.
    fn keep(&mut self, asked: u128) {
        let is_better = |best: u128| {
            let (own, theirs) = (asked.count_ones(), best.count_ones());
            own < theirs || (own == theirs && asked > best)
        };
        if self.best.is_none_or(is_better) {
            self.best = Some(asked);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(number: u16) -> FactId {
        FactId(number)
    }

    fn fewest_of(open: &[(f64, bool, &[&[u16]])], missing: f64) -> Option<Vec<u16>> {
        let ways = |ways: &[&[u16]]| -> Vec<Questions> {
            ways.iter().map(|way| way.iter().map(|n| fact(*n)).collect()).collect()
        };
        let open = open.iter().map(|(worth, needed, all)| (*worth, *needed, ways(all))).collect();
        Some(Search::new(open).fewest(missing)?.into_iter().map(|fact| fact.0).collect())
    }

    #[test]
    fn a_question_that_answers_two_criteria_is_better_than_two_questions() {
        let open: &[(f64, bool, &[&[u16]])] =
            &[(1.0, false, &[&[1]]), (1.0, false, &[&[2, 3]]), (1.0, false, &[&[1]])];
        assert_eq!(fewest_of(open, 2.0), Some(vec![1]));
    }

    #[test]
    fn what_has_to_be_answered_is_asked_and_the_shorter_way_is_taken() {
        let open: &[(f64, bool, &[&[u16]])] = &[(3.0, false, &[&[1]]), (1.0, true, &[&[5, 6, 7], &[8, 9]])];
        assert_eq!(fewest_of(open, 1.0), Some(vec![8, 9]));
        assert_eq!(fewest_of(open, 4.0), Some(vec![1, 8, 9]));
        assert_eq!(fewest_of(open, 5.0), None, "more is missing than can be had");
    }

    #[test]
    fn of_two_that_are_as_short_the_first_in_the_dictionary_is_asked() {
        let open: &[(f64, bool, &[&[u16]])] = &[(1.0, false, &[&[7]]), (1.0, false, &[&[2]])];
        assert_eq!(fewest_of(open, 1.0), Some(vec![2]));
    }
}
