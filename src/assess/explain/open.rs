//! Which facts are missing, where a condition is neither true nor false.

use super::Explainer;
use super::kinds::Kind;
use crate::assess::each_once::EachOnce;
use crate::assess::truth::Truth;
use crate::proposal::{Answer, Datum, FactRef, ListId};
use crate::rubric::{Condition, Operand, Parts};

impl Explainer<'_> {
    /// The facts whose absence leaves a condition open, in the order of the condition; none where it is not open. How
    /// the condition came out is found on the way, and told.
    pub fn open_facts(self, condition: &Condition, into: &mut EachOnce) -> Truth {
        let before = into.len();
        let each = |part: &Condition| self.open_facts(part, into);
        let truth = match Kind::of(condition) {
            Kind::All(inner) => Truth::all(inner.iter().map(each)),
            Kind::Any(inner) => Truth::any(inner.iter().map(each)),
            Kind::NoneOf(inner) => !Truth::any(inner.iter().map(each)),
            // Asked once of the whole, it need not be asked in the other ways.
            Kind::AnsweredBy(ways) => {
                let truth = self.context.evaluate(condition);
                if let (Truth::Unknown, Some(first)) = (truth, ways.first()) {
                    self.open_facts(first, into);
                }
                truth
            }
            Kind::Fact(..) | Kind::Itself => {
                let truth = self.context.evaluate(condition);
                if truth == Truth::Unknown {
                    self.facts_of_open(condition.parts(), into);
                }
                truth
            }
        };
        if truth != Truth::Unknown {
            into.truncate(before);
        }
        truth
    }

    fn open_fact(self, fact: FactRef, into: &mut EachOnce) {
        // What is said within bounds is open where the bounds do not decide.
        let is_bounded = matches!(self.context.answer(fact), Answer::Given(Datum::Within(_)));
        if is_bounded || self.is_unknown(fact) {
            into.push(self.route(fact));
        }
    }

    /// The same of a condition that joins no others and is known to be open.
    fn facts_of_open(self, parts: Parts, into: &mut EachOnce) {
        parts.tested.into_iter().for_each(|fact| self.open_fact(fact, into));
        if let Some(list) = parts.list {
            self.open_records(list, parts, into);
        }
        let operands = parts.ends.into_iter().flatten().chain(parts.threshold.map(|by| &by.right));
        operands.for_each(|operand| self.open_operand(operand, into));
    }

    fn open_operand(self, operand: &Operand, into: &mut EachOnce) {
        match operand {
            Operand::Fact(fact) => self.open_fact(*fact, into),
            Operand::Plus(a, b) => {
                self.open_operand(a, into);
                self.open_operand(b, into);
            }
            Operand::Times(a, _) => self.open_operand(a, into),
            Operand::Literal(_) | Operand::AsOf => {}
        }
    }

    fn open_records(self, list: ListId, parts: Parts, into: &mut EachOnce) {
        let whole = self.whole(list);
        let Some(records) = self.context.list(list) else {
            into.push(whole);
            return;
        };
        let before = into.len();
        for (number, record) in records.records.iter().enumerate() {
            let inside = self.at(record, number);
            let selected = parts.filter.map_or(Truth::True, |filter| inside.open_facts(filter, into));
            if selected == Truth::False {
                continue;
            }
            if let Some(holds) = parts.holds {
                inside.open_facts(holds, into);
            }
            // Of two fields the first is measured. The second names the record: that counts where words are asked for, each of
            // which needs a record of its own.
            let named = parts.fields[1].filter(|_| parts.words.is_some());
            let missing = parts.fields[0].into_iter().chain(named).filter(|field| inside.is_unknown(*field));
            missing.for_each(|field| into.push(inside.route(field)));
        }
        // Nothing in the records is open: it is that more records may be missing from the list.
        if into.len() == before && !records.complete {
            into.push(whole);
        }
    }
}
