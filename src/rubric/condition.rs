//! Conditions: a small closed vocabulary, compiled once when a rubric is loaded.
//!
//! What each means over unknown facts is in `assess/evaluate.rs`; how it is written in `docs/rubric-language.md`.

use serde::{Deserialize, Serialize};

use crate::proposal::{Duration, FactId, FactRef, ListId, PartialDate};

/// A condition over the facts of a proposal. Every path, word and comparison in it was checked when it was loaded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// None holds.
    NoneOf(Vec<Condition>),
    /// The fact is given.
    Stated(FactRef),
    /// The fact is answered `none` or `no`.
    Denied(FactRef),
    /// The fact is one of the words, a bit for each.
    Is {
        /// The fact, of one word.
        fact: FactRef,
        /// The words.
        words: u64,
    },
    /// The fact is yes, or is no.
    IsYes {
        /// The fact, of yes or no.
        fact: FactRef,
        /// Whether yes is asked for.
        yes: bool,
    },
    /// The list of words has one of these.
    Has {
        /// The fact, of words.
        fact: FactRef,
        /// The words.
        words: u64,
    },
    /// A fact compared with a value.
    Compare {
        /// The fact.
        fact: FactRef,
        /// How, and with what.
        by: Threshold,
    },
    /// The time from one date to another.
    Between {
        /// The first date.
        from: Operand,
        /// The second.
        to: Operand,
        /// Compared how, and with what length.
        by: Threshold,
    },
    /// How many records of a list fulfil a condition.
    Count {
        /// The list.
        list: ListId,
        /// Which records; all without.
        filter: Option<Box<Condition>>,
        /// Compared how, and with what number.
        by: Threshold,
    },
    /// How many items a list of texts, names or words has.
    CountItems {
        /// The fact.
        fact: FactRef,
        /// Compared how, and with what number.
        by: Threshold,
    },
    /// Which share of the records in question fulfils a condition.
    Share {
        /// The list.
        list: ListId,
        /// Which records are in question; all without.
        filter: Option<Box<Condition>>,
        /// What they should fulfil.
        holds: Box<Condition>,
        /// Compared how, and with what share.
        by: Threshold,
    },
    /// All records in question fulfil a condition, and there is one.
    Every {
        /// The list.
        list: ListId,
        /// Which records are in question; all without.
        filter: Option<Box<Condition>>,
        /// What they should fulfil.
        holds: Box<Condition>,
    },
    /// How many different words occur in a field of the records.
    Distinct {
        /// The field, of words.
        of: FactRef,
        /// The list that has the field.
        list: ListId,
        /// The words that count.
        among: u64,
        /// How many different words a record may add whose field is unknown.
        unknown_adds: u32,
        /// Which records; all without.
        filter: Option<Box<Condition>>,
        /// Compared how, and with what number.
        by: Threshold,
    },
    /// Which share of the words of a fact occurs in a field of the records.
    Covers {
        /// The fact whose words should occur.
        all_of: FactRef,
        /// The field.
        by_field: FactRef,
        /// The list that has the field.
        list: ListId,
        /// Which records; all without.
        filter: Option<Box<Condition>>,
        /// Compared how, and with what share.
        by: Threshold,
    },
    /// The largest part of a sum that comes from one giver.
    LargestShare {
        /// The list.
        list: ListId,
        /// The field summed, of money.
        of: FactRef,
        /// The field that names the giver.
        giver: FactRef,
        /// Compared how, and with what share.
        by: Threshold,
    },
}

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
    pub fn facts(&self, into: &mut Vec<FactId>) {
        match self {
            Operand::Literal(_) | Operand::AsOf => {}
            Operand::Fact(fact) => into.push(fact.fact),
            Operand::Plus(a, b) => {
                a.facts(into);
                b.facts(into);
            }
            Operand::Times(a, _) => a.facts(into),
        }
    }
}

impl Condition {
    /// The only fact that this condition looks at, where it is unknown just when the fact is.
    pub fn sole_fact(&self) -> Option<FactRef> {
        match self {
            Condition::Stated(fact) | Condition::Denied(fact) => Some(*fact),
            Condition::Is { fact, .. } | Condition::IsYes { fact, .. } | Condition::Has { fact, .. } => {
                Some(*fact)
            }
            _ => None,
        }
    }

    /// The conditions directly inside this one.
    pub fn children(&self) -> Vec<&Condition> {
        match self {
            Condition::All(inner) | Condition::Any(inner) | Condition::NoneOf(inner) => {
                inner.iter().collect()
            }
            Condition::Count { filter, .. }
            | Condition::Distinct { filter, .. }
            | Condition::Covers { filter, .. } => filter.as_deref().into_iter().collect(),
            Condition::Share { filter, holds, .. } | Condition::Every { filter, holds, .. } => {
                filter.as_deref().into_iter().chain([&**holds]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The comparison that this condition makes itself, if it makes one.
    pub fn threshold(&self) -> Option<&Threshold> {
        match self {
            Condition::Compare { by, .. }
            | Condition::Between { by, .. }
            | Condition::Count { by, .. }
            | Condition::CountItems { by, .. }
            | Condition::Share { by, .. }
            | Condition::Distinct { by, .. }
            | Condition::Covers { by, .. }
            | Condition::LargestShare { by, .. } => Some(by),
            _ => None,
        }
    }

    /// Every fact that it reads, lists included, in the order in which they stand; `lists` gives the fact of a list.
    pub fn facts(&self, lists: &dyn Fn(ListId) -> FactId, into: &mut Vec<FactId>) {
        match self {
            Condition::Stated(fact) | Condition::Denied(fact) => into.push(fact.fact),
            Condition::Is { fact, .. } | Condition::IsYes { fact, .. } | Condition::Has { fact, .. } => {
                into.push(fact.fact)
            }
            Condition::Compare { fact, .. } | Condition::CountItems { fact, .. } => into.push(fact.fact),
            Condition::Between { from, to, .. } => {
                from.facts(into);
                to.facts(into);
            }
            Condition::Count { list, .. } | Condition::Share { list, .. } | Condition::Every { list, .. } => {
                into.push(lists(*list))
            }
            Condition::Distinct { of, list, .. } => into.extend([lists(*list), of.fact]),
            Condition::Covers { all_of, by_field, list, .. } => {
                into.extend([lists(*list), all_of.fact, by_field.fact])
            }
            Condition::LargestShare { list, of, giver, .. } => {
                into.extend([lists(*list), of.fact, giver.fact])
            }
            Condition::All(_) | Condition::Any(_) | Condition::NoneOf(_) => {}
        }
        if let Some(by) = self.threshold() {
            by.right.facts(into);
        }
        for child in self.children() {
            child.facts(lists, into);
        }
    }
}
