//! Which conditions decided, and with them which facts: the walk through a condition.

use super::kinds::Kind;
use super::shares::Asked;
use super::told::{Found, Told};
use super::variety::Variety;
use super::{Explainer, Wanted};
use crate::assess::truth::Truth;
use crate::assess::wanted::Words;
use crate::proposal::{self, Route};
use crate::rubric::{Condition, Operand, Threshold};

impl Explainer<'_> {
    /// What decided that a condition came out as `truth`.
    pub(super) fn found(self, condition: &Condition, truth: Truth) -> Found {
        let mut found = Found::default();
        self.walk(condition, truth, &mut found);
        found
    }

    pub(super) fn walk(self, condition: &Condition, truth: Truth, found: &mut Found) {
        let holds = truth == Truth::True;
        match condition {
            // One that fails decides alone, and so does one way that holds.
            Condition::All(inner) if !holds => self.walk_those(inner, truth, found),
            Condition::Any(inner) if holds => self.walk_those(inner, truth, found),
            // The way that settles it, and of several the first: the others say the same.
            Condition::AnsweredBy(inner) => {
                let settles = inner.iter().find(|way| self.context.evaluate(way) == truth);
                settles.into_iter().for_each(|way| self.walk(way, truth, found));
            }
            Condition::All(inner) => inner.iter().for_each(|part| self.walk(part, truth, found)),
            Condition::Any(inner) => self.ways(inner, found),
            Condition::NoneOf(inner) => {
                // What should not be so needs nothing.
                let inside = Explainer { with_need: false, ..self };
                match holds {
                    true => inner.iter().for_each(|part| inside.walk(part, Truth::False, found)),
                    false => inside.walk_those(inner, Truth::True, found),
                }
            }
            Condition::Stated(_)
            | Condition::Denied(_)
            | Condition::Is { .. }
            | Condition::IsYes { .. }
            | Condition::Has { .. }
            | Condition::Compare { .. }
            | Condition::CountItems { .. } => self.one_fact(condition, holds, found),
            Condition::Between { from, to, by } => self.between([from, to], by, holds, found),
            Condition::Count { list, filter, by } => {
                self.count(*list, filter.as_deref(), by, holds, found);
            }
            Condition::Share { list, filter, holds: what, by } => {
                let filter = filter.as_deref();
                self.fulfilment(Asked { list: *list, filter, what, share: Some(by) }, holds, found);
            }
            Condition::Every { list, filter, holds: what } => {
                let filter = filter.as_deref();
                self.fulfilment(Asked { list: *list, filter, what, share: None }, holds, found);
            }
            Condition::Distinct { of, list, among, unknown_adds, own, counting, filter, by } => {
                let (of, list, among, unknown_adds, own) = (*of, *list, *among, *unknown_adds, *own);
                let filter = filter.as_deref();
                let words = Words { of, list, among, unknown_adds, own, counting, filter };
                self.distinct(Variety { words, by }, holds, found);
            }
            Condition::Covers { all_of, by_field, list, filter, by } => {
                self.covers((*all_of, *by_field), *list, filter.as_deref(), by, holds, found);
            }
            Condition::LargestShare { list, of, giver, repaid_by: _, by } => {
                self.largest_share(*list, (*of, *giver), by, holds, found);
            }
        }
    }

    /// Those that came out so.
    fn walk_those(self, inner: &[Condition], truth: Truth, found: &mut Found) {
        let those = inner.iter().filter(|part| self.context.evaluate(part) == truth);
        those.for_each(|part| self.walk(part, truth, found));
    }

    /// Several ways, of which none holds. Those that lack least are told: nobody is asked for what belongs to another
    /// way. All of them are to blame.
    fn ways(self, inner: &[Condition], found: &mut Found) {
        let is_denial = |way: &Condition| matches!(way, Condition::Denied(_));
        // That there is none would have been an answer too: what is there is told by the other ways.
        let lacks = |way: &Condition| match is_denial(way) {
            true => usize::MAX,
            false => self.lacks(way),
        };
        let lacking: Vec<usize> = inner.iter().map(lacks).collect();
        let least = lacking.iter().copied().min().unwrap_or_default();
        let before = found.told.len();
        let mut told_by = 0;
        for (way, lacking) in inner.iter().zip(lacking) {
            let known = found.told.len();
            let wanted = if lacking > least { Wanted::Blame } else { self.wanted };
            Explainer { wanted, ..self }.walk(way, Truth::False, found);
            told_by += usize::from(found.told.len() > known);
        }
        if told_by > 1 {
            // Each would do: nobody is told that all are needed.
            found.told[before..].iter_mut().for_each(|told| told.needed.clear());
        }
    }

    /// How many things a condition that is false lacks, by its easiest way.
    fn lacks(self, condition: &Condition) -> usize {
        let came_out = |part: &&Condition, truth| self.context.evaluate(part) == truth;
        match Kind::of(condition) {
            Kind::All(inner) => {
                let fail = inner.iter().filter(|part| came_out(part, Truth::False));
                fail.map(|part| self.lacks(part)).sum()
            }
            Kind::Any(inner) | Kind::AnsweredBy(inner) => {
                inner.iter().map(|way| self.lacks(way)).min().unwrap_or_default()
            }
            Kind::NoneOf(inner) => inner.iter().filter(|part| came_out(part, Truth::True)).count(),
            Kind::Fact(..) | Kind::Itself => 1,
        }
    }

    fn one_fact(self, condition: &Condition, holds: bool, found: &mut Found) {
        let Kind::Fact(fact, test) = Kind::of(condition) else { return };
        let route = self.route(fact);
        found.blamed.push(route);
        // A fact is told once: what a second condition has to say of it adds nothing for the reader.
        let is_list = matches!(self.dictionary.fact(fact.fact).kind, proposal::Kind::Records(_));
        if !is_list && found.told.iter().any(|told| told.facts == [route]) {
            return;
        }
        self.tell(found, vec![route], || self.about(fact, test, holds));
    }

    fn between(self, ends: [&Operand; 2], by: &Threshold, holds: bool, found: &mut Found) {
        let mut facts = Vec::new();
        ends.into_iter().for_each(|end| self.facts_of(end, &mut facts));
        found.blamed.extend_from_slice(&facts);
        self.tell(found, facts, || {
            let mut is = String::new();
            self.write_between(ends, by, holds, &mut is);
            Told { is, ..Told::default() }
        });
    }

    fn facts_of(self, operand: &Operand, into: &mut Vec<Route>) {
        match operand {
            Operand::Fact(fact) => into.push(self.route(*fact)),
            Operand::Plus(a, b) => {
                self.facts_of(a, into);
                self.facts_of(b, into);
            }
            Operand::Times(a, _) => self.facts_of(a, into),
            Operand::Literal(_) | Operand::AsOf => {}
        }
    }
}
