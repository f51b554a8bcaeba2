//! In what a record falls short of what is asked of it.

use super::Explainer;
use super::kinds::{Kind, Test};
use super::says::Said;
use super::verb::{self, Turn};
use crate::assess::truth::Truth;
use crate::proposal::{self, Answer, FactRef};
use crate::rubric::Condition;

/// A condition in which a record falls short.
pub(super) struct Part<'c> {
    pub condition: &'c Condition,
    /// It is asked for and fails; else it should not hold and does.
    pub asked: bool,
}

impl<'a> Explainer<'a> {
    /// In what a record falls short, as what is said of it.
    pub(super) fn falls_short(self, what: &Condition, turn: Turn) -> String {
        let mut parts = Vec::new();
        for part in self.short_parts(what) {
            let mut predicate = String::new();
            self.write_short(&part, turn, &mut predicate);
            parts.push(predicate);
        }
        let mut out = String::new();
        verb::join(&parts, " and ", &mut out);
        out
    }

    /// Whether another record falls short in the same.
    pub(super) fn falls_short_like(self, other: Explainer, what: &Condition) -> bool {
        let (of_this, of_other) = (self.short_parts(what), other.short_parts(what));
        let is_same = |(a, b): (&Part, &Part)| {
            std::ptr::eq(a.condition, b.condition) && self.said_by_answer(a) == other.said_by_answer(b)
        };
        of_this.len() == of_other.len() && of_this.iter().zip(&of_other).all(is_same)
    }

    /// The conditions in which a record falls short.
    pub(super) fn short_parts<'c>(self, what: &'c Condition) -> Vec<Part<'c>> {
        let mut parts = Vec::new();
        self.add_short_parts(what, &mut parts);
        parts
    }

    fn add_short_parts<'c>(self, what: &'c Condition, into: &mut Vec<Part<'c>>) {
        let came_out = |part: &&'c Condition, truth| self.context.evaluate(part) == truth;
        match Kind::of(what) {
            Kind::All(inner) => {
                let fail = inner.iter().filter(|part| came_out(part, Truth::False));
                fail.for_each(|part| self.add_short_parts(part, into));
            }
            Kind::Any(inner) | Kind::AnsweredBy(inner) => {
                inner.iter().for_each(|part| self.add_short_parts(part, into))
            }
            Kind::NoneOf(inner) => {
                let hold = inner.iter().filter(|part| came_out(part, Truth::True));
                into.extend(hold.map(|condition| Part { condition, asked: false }));
            }
            Kind::Fact(..) | Kind::Itself => into.push(Part { condition: what, asked: true }),
        }
    }

    /// Writes one thing in which a record falls short; by its answer, where that says more than a `not`.
    fn write_short(self, part: &Part, turn: Turn, out: &mut String) {
        match self.said_by_answer(part) {
            Some((fact, Answer::Given(datum))) => {
                self.write_says(fact, Said::Answer(datum, false), turn, out);
            }
            Some((fact, _)) => self.write_says(fact, Said::Given, turn.turned(), out),
            None => self.write_holds(part.condition, turn.if_so(!part.asked), out),
        }
    }

    /// The answer that is told in place of what it is not: a word that has a phrase, a date that is denied.
    fn said_by_answer(self, part: &Part) -> Option<(FactRef, &'a Answer)> {
        let Kind::Fact(fact, Test::Words(_) | Test::Compared(_)) = Kind::of(part.condition) else {
            return None;
        };
        let definition = self.dictionary.fact(fact.fact);
        let answer = self.context.answer(fact);
        let tells = match answer {
            Answer::Given(_) => {
                matches!(definition.kind, proposal::Kind::Word(_))
                    && definition.phrases.with_answer().is_some()
            }
            Answer::Denied => definition.kind == proposal::Kind::Date,
            Answer::Unknown => false,
        };
        (part.asked && tells).then_some((fact, answer))
    }

    /// Whether a part is told by a `not`, so that the others should; else they should not.
    pub(super) fn is_told_by_not(self, part: &Part) -> bool {
        let is_measured = match Kind::of(part.condition) {
            Kind::Fact(fact, Test::Compared(_)) => self.own_words(self.dictionary.fact(fact.fact)).is_none(),
            Kind::Fact(..)
            | Kind::All(_)
            | Kind::Any(_)
            | Kind::AnsweredBy(_)
            | Kind::NoneOf(_)
            | Kind::Itself => false,
        };
        part.asked && !is_measured && !matches!(self.said_by_answer(part), Some((_, Answer::Given(_))))
    }
}
