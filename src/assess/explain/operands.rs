//! What a value is compared with: its value and what it is.

use super::Explainer;
use super::amounts::{complement, number_alone, opposite, write_length};
use super::label::thing;
use crate::proposal::{Answer, Datum, Fact, Kind};
use crate::rubric::{Operand, Quantity, Threshold};
use crate::text;

impl<'a> Explainer<'a> {
    /// Writes one side of a comparison by its value and, unless that is written in the rubric, by what it is: `the start
    /// of activities in April 2027`, `the horizon of 12 years`, `April 2028, one year after the start of activities`.
    pub(super) fn write_operand(self, operand: &Operand, out: &mut String) {
        let value = self.value_of(operand);
        match (operand, value) {
            (Operand::Literal(_), Some(value)) => self.write_quantity(value, out),
            (_, None) => self.write_meaning(operand, out),
            (Operand::Fact(_) | Operand::AsOf, Some(Quantity::Date(_))) => {
                self.write_with_date(operand, value, out)
            }
            (Operand::Plus(_, length), Some(Quantity::Date(_))) if self.what_ends(length).is_some() => {
                self.write_with_date(operand, value, out);
            }
            (Operand::Fact(_), Some(Quantity::Duration(length))) => {
                self.write_meaning(operand, out);
                out.push_str(" of ");
                out.push_str(&length.in_words());
            }
            (Operand::Fact(_), Some(Quantity::Number(number))) => {
                self.write_meaning(operand, out);
                out.push_str(&format!(" ({})", number_alone(number)));
            }
            (_, Some(value)) => {
                self.write_quantity(value, out);
                out.push_str(", ");
                self.write_meaning(operand, out);
            }
        }
    }

    /// Writes what a date is and, where it is known, when: `the start of activities in April 2027`.
    fn write_with_date(self, operand: &Operand, value: Option<Quantity>, out: &mut String) {
        self.write_meaning(operand, out);
        if let Some(Quantity::Date(date)) = value {
            out.push_str(&format!(" {} {}", date.preposition(), date.in_words()));
        }
    }

    fn write_quantity(self, quantity: Quantity, out: &mut String) {
        match quantity {
            Quantity::Number(number) => out.push_str(&number_alone(number)),
            Quantity::Share(share) => out.push_str(&text::share(share)),
            Quantity::Rank { vocabulary, rank } => {
                let vocabulary = &self.dictionary.vocabularies[usize::from(vocabulary)];
                out.push_str(usize::try_from(rank).map_or("none", |rank| complement(vocabulary, rank)));
            }
            Quantity::Date(date) => out.push_str(&date.in_words()),
            Quantity::Duration(length) => write_length(&length.in_words(), out),
        }
    }

    /// What an operand stands for: `one year after the start of activities`.
    fn write_meaning(self, operand: &Operand, out: &mut String) {
        match operand {
            Operand::Literal(quantity) => self.write_quantity(*quantity, out),
            Operand::AsOf => out.push_str("today"),
            Operand::Fact(fact) => out.push_str(thing(self.dictionary.fact(fact.fact))),
            Operand::Plus(from, length) if self.is_date(from) => match self.what_ends(length) {
                Some(ends) => out.push_str(ends),
                None => {
                    self.write_length_of(length, out);
                    out.push_str(" after ");
                    self.write_meaning(from, out);
                }
            },
            Operand::Plus(a, b) => {
                self.write_meaning(a, out);
                out.push_str(" and ");
                self.write_meaning(b, out);
            }
            Operand::Times(whole, part) => {
                match text::spoken_share(*part) {
                    share if *part < 1.0 => out.push_str(&format!("{share} of ")),
                    _ => out.push_str(&format!("{} times ", text::spoken(*part))),
                }
                self.write_meaning(whole, out);
            }
        }
    }

    /// What ends when a length of time has gone by.
    fn what_ends(self, length: &Operand) -> Option<&'a str> {
        match length {
            Operand::Fact(fact) => self.dictionary.fact(fact.fact).phrases.ends.as_deref(),
            Operand::Literal(_) | Operand::AsOf | Operand::Plus(..) | Operand::Times(..) => None,
        }
    }

    /// A length of time by its value where that is known.
    fn write_length_of(self, operand: &Operand, out: &mut String) {
        match self.value_of(operand) {
            Some(value) => self.write_quantity(value, out),
            None => self.write_meaning(operand, out),
        }
    }

    fn is_date(self, operand: &Operand) -> bool {
        match operand {
            Operand::AsOf | Operand::Literal(Quantity::Date(_)) => true,
            Operand::Fact(fact) => self.dictionary.fact(fact.fact).kind == Kind::Date,
            Operand::Plus(from, _) => self.is_date(from),
            Operand::Times(..) | Operand::Literal(_) => false,
        }
    }

    /// What an operand comes to, where that is known.
    pub(super) fn value_of(self, operand: &Operand) -> Option<Quantity> {
        match operand {
            Operand::Literal(quantity) => Some(*quantity),
            Operand::AsOf => Some(Quantity::Date(self.context.as_of)),
            Operand::Fact(fact) => {
                let Answer::Given(datum) = self.context.answer(*fact) else { return None };
                self.quantity_of(self.dictionary.fact(fact.fact), datum)
            }
            Operand::Plus(a, b) => match (self.value_of(a)?, self.value_of(b)?) {
                (Quantity::Date(date), Quantity::Duration(length)) => date.plus(length).map(Quantity::Date),
                (Quantity::Duration(a), Quantity::Duration(b)) => Some(Quantity::Duration(a.plus(b))),
                (Quantity::Number(a), Quantity::Number(b)) => Some(Quantity::Number(a + b)),
                _ => None,
            },
            Operand::Times(whole, times) => match self.value_of(whole)? {
                Quantity::Number(number) => Some(Quantity::Number(number * times)),
                Quantity::Duration(length) => Some(Quantity::Duration(length.times(*times))),
                _ => None,
            },
        }
    }

    fn quantity_of(self, fact: &Fact, datum: &Datum) -> Option<Quantity> {
        match (datum, fact.kind) {
            (Datum::Number(number), _) => Some(Quantity::Number(*number)),
            (Datum::Money(money), _) => Some(Quantity::Number(money.amount)),
            (Datum::Share(share), _) => Some(Quantity::Share(*share)),
            (Datum::Date(date), _) => Some(Quantity::Date(*date)),
            (Datum::Duration(length), _) => Some(Quantity::Duration(*length)),
            (Datum::Word(word), Kind::Word(vocabulary)) => {
                Some(Quantity::Rank { vocabulary, rank: i16::from(*word) })
            }
            _ => None,
        }
    }

    /// Writes how much time lies between two dates: `it is more than one year from the start of activities to …`.
    pub(super) fn write_between(
        self,
        [from, to]: [&Operand; 2],
        by: &Threshold,
        holds: bool,
        out: &mut String,
    ) {
        let op = if holds { by.op } else { opposite(by.op) };
        out.push_str("it is ");
        out.push_str(op.words());
        out.push(' ');
        self.write_operand(&by.right, out);
        out.push_str(" from ");
        self.write_with_date(from, self.value_of(from), out);
        out.push_str(" to ");
        self.write_with_date(to, self.value_of(to), out);
    }
}
