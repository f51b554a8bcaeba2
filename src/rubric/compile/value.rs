//! What a condition compares with: values, words, and facts on the right-hand side.

use super::Compiler;
use crate::document::{Entry, Node, Span, Value, unknown_word};
use crate::proposal::{Duration, Fact, Kind, PartialDate, parse_number, parse_share};
use crate::rubric::{Measure, Operand, Quantity};

/// The name by which a condition calls today.
pub(super) const AS_OF: &str = "as_of";

/// The parts of a right-hand side that is more than a value.
const PARTS: [&str; 3] = ["fact", "plus", "times"];

impl Compiler<'_> {
    /// What a fact can be compared as.
    pub(super) fn measure(self, fact: &Fact, span: Span) -> Option<Measure> {
        match fact.kind {
            Kind::Number => Some(Measure::Number),
            Kind::Share => Some(Measure::Share),
            Kind::Money => Some(Measure::Money),
            Kind::Date => Some(Measure::Date),
            Kind::Duration => Some(Measure::Duration),
            Kind::Word(v) if self.dictionary.vocabularies[v as usize].ordered => Some(Measure::Rank(v)),
            Kind::Word(v) => {
                let name = &self.dictionary.vocabularies[v as usize].name;
                self.error(span, format!("the words of `{name}` have no order"), "`is`");
                None
            }
            Kind::Text
            | Kind::Person
            | Kind::YesNo
            | Kind::Words(_)
            | Kind::Texts
            | Kind::People
            | Kind::Records(_) => {
                let expected = "a number, a date, a length of time or an ordered word";
                self.error(span, format!("`{}` cannot be compared", fact.path), expected);
                None
            }
        }
    }

    /// A right-hand side: a value, or a block that names a fact, `times` a number, `plus` something of its kind.
    pub(super) fn operand(self, node: &Node, measure: Measure) -> Option<Operand> {
        if node.entries().is_empty() {
            return self.literal(node, measure).map(Operand::Literal);
        }
        if let Some(entry) = node.entries().iter().find(|entry| !PARTS.contains(&&*entry.key.text)) {
            let Entry { key, .. } = entry;
            self.problems.push(unknown_word(key.span, "a value", &key.text, PARTS.into_iter()));
            return None;
        }
        let Some(fact) = node.get("fact") else {
            self.error(node.span, "a value names a fact", "`fact: …`");
            return None;
        };
        let fact = self.fact_of(fact, measure)?;
        let multiplied = match node.get("times") {
            None => fact,
            Some(times) => Operand::Times(Box::new(fact), self.factor(times, measure)?),
        };
        let Some(plus) = node.get("plus") else { return Some(multiplied) };
        let measure_of_plus = if measure == Measure::Date { Measure::Duration } else { measure };
        let added = self.operand(plus, measure_of_plus)?;
        Some(Operand::Plus(Box::new(multiplied), Box::new(added)))
    }

    /// The fact with which something of this measure is compared, or today.
    pub(super) fn fact_of(self, node: &Node, measure: Measure) -> Option<Operand> {
        let is_today = node.text() == Some(AS_OF);
        if is_today && measure == Measure::Date {
            return Some(Operand::AsOf);
        }
        if is_today {
            self.error(node.span, "`as_of` is a date", "a fact of the same kind");
            return None;
        }
        let fact = self.fact(node)?;
        if self.measure(self.dictionary.fact(fact.fact), node.span)? != measure {
            self.error(node.span, "these two cannot be compared", "a fact of the same kind");
            return None;
        }
        Some(Operand::Fact(fact))
    }

    fn factor(self, node: &Node, measure: Measure) -> Option<f64> {
        let factor = node.text().and_then(|t| parse_number(t).ok()).filter(|n| *n > 0.0);
        let fits = matches!(measure, Measure::Number | Measure::Money | Measure::Duration);
        if factor.is_none() || !fits {
            self.error(
                node.span,
                "`times` takes a number above zero, beside a number, an amount or a length of time",
                "such as `0.5`",
            );
        }
        factor.filter(|_| fits)
    }

    fn literal(self, node: &Node, measure: Measure) -> Option<Quantity> {
        let text = node.text().unwrap_or_default();
        let read = match measure {
            Measure::Number | Measure::Money => parse_number(text).map(Quantity::Number),
            Measure::Share => parse_share(text).map(Quantity::Share),
            Measure::Date => PartialDate::parse(text).map(Quantity::Date),
            Measure::Duration => Duration::parse(text).map(Quantity::Duration),
            Measure::Rank(vocabulary) => {
                let rank = self.word(node, vocabulary)?;
                Ok(Quantity::Rank { vocabulary, rank: rank.into() })
            }
        };
        match read {
            Ok(quantity) => Some(quantity),
            Err(why) => {
                self.error(node.span, why, "a value of the kind of the fact");
                None
            }
        }
    }

    /// One word or a list of words of a vocabulary, as bits.
    pub(super) fn words(self, node: &Node, vocabulary: u16) -> Option<u64> {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        if items.is_empty() {
            self.error(node.span, "no word is asked for", "one word or more");
            return None;
        }
        items.iter().try_fold(0, |bits, item| Some(bits | 1u64 << self.word(item, vocabulary)?))
    }

    fn word(self, node: &Node, vocabulary: u16) -> Option<u8> {
        let vocabulary = &self.dictionary.vocabularies[vocabulary as usize];
        let text = node.text().unwrap_or_default();
        let place = vocabulary.index(text);
        if place.is_none() {
            let problem = unknown_word(node.span, &vocabulary.name, text, vocabulary.texts());
            self.problems.push(problem);
        }
        place
    }
}
