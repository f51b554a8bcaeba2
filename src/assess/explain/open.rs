//! Which facts are missing, where a condition is neither true nor false.

use super::Explainer;
use crate::assess::truth::Truth;
use crate::proposal::{FactRef, ListId, Route};
use crate::rubric::{Condition, Operand, Parts};

impl Explainer<'_> {
    /// The facts whose absence leaves a condition open, in the order of the condition; none where it is not open.
    pub fn open_facts(self, condition: &Condition, into: &mut Vec<Route>) {
        match condition.sole_fact() {
            // Open just where the fact is unknown: that is seen at once.
            Some(fact) => self.open_fact(fact, into),
            None if self.context.evaluate(condition) == Truth::Unknown => {
                self.facts_of_open(condition.parts(), into);
            }
            None => {}
        }
    }

    fn open_fact(self, fact: FactRef, into: &mut Vec<Route>) {
        let route = self.route(fact);
        if self.is_unknown(fact) && !into.contains(&route) {
            into.push(route);
        }
    }

    /// The same of a condition that is known to be open.
    fn facts_of_open(self, parts: Parts, into: &mut Vec<Route>) {
        parts.joined.iter().for_each(|part| self.open_facts(part, into));
        parts.tested.into_iter().for_each(|fact| self.open_fact(fact, into));
        if let Some(list) = parts.list {
            self.open_records(list, parts, into);
        }
        let operands = parts.ends.into_iter().flatten().chain(parts.threshold.map(|by| &by.right));
        operands.for_each(|operand| self.open_operand(operand, into));
    }

    fn open_operand(self, operand: &Operand, into: &mut Vec<Route>) {
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

    fn open_records(self, list: ListId, parts: Parts, into: &mut Vec<Route>) {
        let whole = self.whole(list);
        let Some(records) = self.context.list(list) else {
            into.push(whole);
            return;
        };
        let before = into.len();
        for (number, record) in records.records.iter().enumerate() {
            let inside = self.at(record, number);
            let selected = parts.filter.map_or(Truth::True, |filter| inside.context.evaluate(filter));
            if selected == Truth::False {
                continue;
            }
            parts.filter.into_iter().chain(parts.holds).for_each(|part| inside.open_facts(part, into));
            // Of two fields the first is measured, the second only names the record.
            if let Some(field) = parts.fields[0].filter(|field| inside.is_unknown(*field)) {
                into.push(inside.route(field));
            }
        }
        // Nothing in the records is open: it is that more records may be missing from the list.
        if into.len() == before && !records.complete && !into.contains(&whole) {
            into.push(whole);
        }
    }
}
