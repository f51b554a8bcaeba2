//! Values and how they compare, in words.

use super::Explainer;
use crate::proposal::{Braces, Datum, Fact, Kind, Vocabulary};
use crate::rubric::{Op, Operand, Quantity};
use crate::text;

/// What stands before a length of time that comes round.
pub(super) const EVERY: &str = "every ";

/// The word of a vocabulary as what somebody is or has: `a draft`, `one partner`.
pub(super) fn complement(vocabulary: &Vocabulary, word: usize) -> &str {
    let Some(word) = vocabulary.words.get(word) else { return "none" };
    word.says.as_deref().and_then(|says| says.strip_prefix("is ")).unwrap_or(&word.word)
}

/// Writes the words whose bits are set.
pub(super) fn write_words(vocabulary: &Vocabulary, bits: u64, last: &str, out: &mut String) {
    let mut left = bits.count_ones();
    let begin = out.len();
    for word in (0..vocabulary.words.len()).filter(|word| bits & (1 << word) != 0) {
        if out.len() > begin {
            out.push_str(if left == 1 { last } else { ", " });
        }
        out.push_str(complement(vocabulary, word));
        left -= 1;
    }
}

/// A comparison that came out the other way: what is not at least so much is less.
pub(super) fn opposite(op: Op) -> Op {
    match op {
        Op::AtLeast => Op::LessThan,
        Op::AtMost => Op::MoreThan,
        Op::MoreThan => Op::AtMost,
        Op::LessThan => Op::AtLeast,
        Op::Exactly => Op::Exactly,
    }
}

/// How a comparison of dates is said.
fn of_dates(op: Op) -> &'static str {
    match op {
        Op::AtLeast => "no earlier than",
        Op::AtMost => "no later than",
        Op::MoreThan => "after",
        Op::LessThan => "before",
        Op::Exactly => "at",
    }
}

/// How a comparison of a number of things with another number is said: around the noun.
fn of_numbers(op: Op) -> (&'static str, &'static str) {
    match op {
        Op::AtLeast => ("at least as many", "as"),
        Op::AtMost => ("no more", "than"),
        Op::MoreThan => ("more", "than"),
        Op::LessThan => ("fewer", "than"),
        Op::Exactly => ("as many", "as"),
    }
}

impl Explainer<'_> {
    /// Writes a value in the place of braces.
    pub(super) fn write_value(self, fact: &Fact, datum: &Datum, braces: Braces, out: &mut String) {
        match (datum, self.dictionary.vocabulary(fact), braces) {
            (Datum::Number(number), _, Braces::Noun(noun)) => write_number(*number, noun, out),
            (Datum::Within(within), _, Braces::Noun(noun)) => {
                out.push_str(&format!("{} {}", within.said, text::plural(noun)));
            }
            (Datum::Words(bits), _, Braces::Noun(noun)) => write_number(bits.count_ones().into(), noun, out),
            (Datum::Texts(texts), _, Braces::Noun(noun)) => write_number(texts.len() as f64, noun, out),
            (Datum::Word(word), Some(words), _) => out.push_str(complement(words, usize::from(*word))),
            (Datum::Words(bits), Some(words), _) => write_words(words, *bits, " and ", out),
            (Datum::Date(date), _, Braces::When) => {
                out.push_str(&format!("{} {}", date.preposition(), date.in_words()));
            }
            (Datum::Number(number), ..) => out.push_str(&number_alone(*number)),
            (Datum::Duration(length), ..) => write_length(&length.in_words(), out),
            _ => out.push_str(&self.dictionary.say_datum(fact, datum)),
        }
    }

    /// Writes what a value is compared with, in the place of braces: `at least three years`.
    pub(super) fn write_comparison(self, fact: &Fact, by: (Op, &Operand), braces: Braces, out: &mut String) {
        match (by, braces) {
            ((op, right), Braces::Answer) if out.ends_with(EVERY) => self.write_pace(op, right, out),
            (_, Braces::Answer | Braces::When) => self.write_threshold(fact, by, braces == Braces::When, out),
            ((op, Operand::Literal(Quantity::Number(number))), Braces::Noun(noun)) => {
                write_number_compared(op, *number, noun, out);
            }
            ((op, right), Braces::Noun(noun)) => {
                let (before, after) = of_numbers(op);
                out.push_str(&format!("{before} {} {after} ", text::plural(noun)));
                self.write_operand(right, out);
            }
        }
    }

    /// Writes how a value compares: `at least three years`, `before the end of the work in January 2032`.
    pub(super) fn write_threshold(self, fact: &Fact, by: (Op, &Operand), when: bool, out: &mut String) {
        let (op, right) = by;
        let is_date = fact.kind == Kind::Date;
        let words = match op {
            _ if is_date && when => of_dates(op),
            Op::MoreThan if is_date => "later than",
            Op::LessThan if is_date => "earlier than",
            Op::AtMost if is_zero(right) => "",
            Op::AtLeast | Op::AtMost | Op::MoreThan | Op::LessThan | Op::Exactly => op.words(),
        };
        out.push_str(words);
        if !words.is_empty() {
            out.push(' ');
        }
        self.write_operand(right, out);
    }

    /// What comes round every so often, written behind `every`: `every three months or more often`.
    fn write_pace(self, op: Op, right: &Operand, out: &mut String) {
        let before = match op {
            Op::MoreThan => "less often than every ",
            Op::LessThan => "more often than every ",
            Op::AtLeast | Op::AtMost | Op::Exactly => EVERY,
        };
        out.truncate(out.len() - EVERY.len());
        out.push_str(before);
        self.write_operand(right, out);
        out.push_str(match op {
            Op::AtMost => " or more often",
            Op::AtLeast => " or less often",
            Op::MoreThan | Op::LessThan | Op::Exactly => "",
        });
    }

    /// Writes how a share compares: `at least half`, `more than 60 %`, `all`.
    pub(super) fn write_share(self, (op, right): (Op, &Operand), out: &mut String) {
        let share = match right {
            Operand::Literal(Quantity::Share(share)) => Some(*share),
            Operand::Literal(_)
            | Operand::Fact(_)
            | Operand::AsOf
            | Operand::Plus(..)
            | Operand::Times(..) => None,
        };
        if (op, share) != (Op::AtLeast, Some(1.0)) {
            out.push_str(op.words());
            out.push(' ');
        }
        match share {
            Some(share) => out.push_str(&text::spoken_share(share)),
            None => self.write_operand(right, out),
        }
    }
}

/// Whether nothing is what a value is compared with.
pub(super) fn is_zero(operand: &Operand) -> bool {
    matches!(operand, Operand::Literal(Quantity::Number(n) | Quantity::Share(n)) if *n == 0.0)
}

/// A number by itself: `no` stands only before a noun.
pub(super) fn number_alone(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { text::spoken(number).into_owned() }
}

/// A number with its noun: `one staff day`, `0.5 posts`.
fn write_number(number: f64, noun: &str, out: &mut String) {
    out.push_str(&text::spoken(number));
    out.push(' ');
    match number == 1.0 {
        true => out.push_str(noun),
        false => out.push_str(&text::plural(noun)),
    }
}

/// How many there are of something: `at least two measures`, `no other partnerships`.
fn write_number_compared(op: Op, number: f64, noun: &str, out: &mut String) {
    let (op, number) = match op {
        Op::AtMost if number == 0.0 => ("", 0.0),
        Op::MoreThan if number == 0.0 => ("at least ", 1.0),
        Op::AtLeast => ("at least ", number),
        Op::AtMost => ("at most ", number),
        Op::MoreThan => ("more than ", number),
        Op::LessThan => ("fewer than ", number),
        Op::Exactly => ("exactly ", number),
    };
    out.push_str(op);
    write_number(number, noun, out);
}

/// `every month` rather than `every one month`.
pub(super) fn write_length(length: &str, out: &mut String) {
    let length = if out.ends_with(EVERY) { length.strip_prefix("one ").unwrap_or(length) } else { length };
    out.push_str(length);
}
