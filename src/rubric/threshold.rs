//! What a condition compares with: a way of comparing, and a value or a sum of values.

use serde::{Deserialize, Serialize};

use crate::proposal::{Dictionary, Duration, FactRef, PartialDate, Vocabulary};
use crate::text;

/// How a value is compared, and with what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Threshold {
    /// How.
    pub op: Op,
    /// With what.
    pub right: Operand,
}

/// A way of comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// >
    MoreThan,
    /// <
    LessThan,
    /// =
    Exactly,
}

impl Op {
    /// All, with the word for each.
    pub const ALL: [(&'static str, Op); 5] = [
        ("at_least", Op::AtLeast),
        ("at_most", Op::AtMost),
        ("more_than", Op::MoreThan),
        ("less_than", Op::LessThan),
        ("exactly", Op::Exactly),
    ];

    /// The way of comparing that has this word in a rubric.
    pub fn from_word(word: &str) -> Option<Op> {
        Op::ALL.into_iter().find(|(known, _)| *known == word).map(|(_, op)| op)
    }

    /// The way in which the right side compares with the left where the left compares so with the right.
    pub fn turned(self) -> Op {
        match self {
            Op::AtLeast => Op::AtMost,
            Op::AtMost => Op::AtLeast,
            Op::MoreThan => Op::LessThan,
            Op::LessThan => Op::MoreThan,
            Op::Exactly => Op::Exactly,
        }
    }

    /// Whether it holds between two numbers.
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Op::AtLeast => left >= right,
            Op::AtMost => left <= right,
            Op::MoreThan => left > right,
            Op::LessThan => left < right,
            Op::Exactly => left == right,
        }
    }

    /// The words for it in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Op::AtLeast => "at least",
            Op::AtMost => "at most",
            Op::MoreThan => "more than",
            Op::LessThan => "less than",
            Op::Exactly => "exactly",
        }
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Operand {
    /// A value written in the rubric.
    Literal(Quantity),
    /// A fact.
    Fact(FactRef),
    /// Today, as the caller of the assessment gives it.
    AsOf,
    /// Two added: lengths of time, numbers, or a date and a length.
    Plus(Box<Operand>, Box<Operand>),
    /// A number or a length so many times.
    Times(Box<Operand>, f64),
}

/// A value that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Quantity {
    /// A number or an amount.
    Number(f64),
    /// A share, 0 to 1.
    Share(f64),
    /// A word's place in its ordered vocabulary; −1 stands for `none`, which is below every word.
    Rank {
        /// The vocabulary.
        vocabulary: u16,
        /// The place, from 0.
        rank: i16,
    },
    /// A date.
    Date(PartialDate),
    /// A length of time.
    Duration(Duration),
}

/// What a quantity measures: only like can be compared with like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Numbers.
    Number,
    /// Shares, 0 to 1.
    Share,
    /// Amounts of money.
    Money,
    /// Words of the ordered vocabulary with this number.
    Rank(u16),
    /// Dates.
    Date,
    /// Lengths of time.
    Duration,
}

impl Operand {
    /// The facts it reads.
    pub fn facts(&self, into: &mut Vec<FactRef>) {
        match self {
            Operand::Literal(_) | Operand::AsOf => {}
            Operand::Fact(fact) => into.push(*fact),
            Operand::Plus(a, b) => {
                a.facts(into);
                b.facts(into);
            }
            Operand::Times(a, _) => a.facts(into),
        }
    }
}

impl Quantity {
    /// In words; a word's place by the word.
    pub fn words(self, dictionary: &Dictionary) -> String {
        match self {
            Quantity::Number(n) => text::number(n),
            Quantity::Share(share) => text::share(share),
            Quantity::Rank { vocabulary, rank } => {
                word_at(&dictionary.vocabularies[vocabulary as usize], rank)
            }
            Quantity::Date(date) => date.to_string(),
            Quantity::Duration(length) => length.to_string(),
        }
    }
}

/// The word at a place of an ordered vocabulary; places before the first and after the last can be compared with too.
fn word_at(vocabulary: &Vocabulary, rank: i16) -> String {
    match (usize::try_from(rank).map(|rank| vocabulary.words.get(rank)), vocabulary.words.last()) {
        (Ok(Some(word)), _) => word.word.clone(),
        (Ok(None), Some(last)) => format!("more than {}", last.word),
        (Ok(None), None) | (Err(_), _) => "none".to_owned(),
    }
}
