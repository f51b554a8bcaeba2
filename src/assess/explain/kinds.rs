//! The kinds of condition, as far as sentences differ.

use crate::proposal::FactRef;
use crate::rubric::{Condition, Threshold};

/// A condition by how a sentence speaks of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'c> {
    /// All of these.
    All(&'c [Condition]),
    /// One of these.
    Any(&'c [Condition]),
    /// None of these.
    NoneOf(&'c [Condition]),
    /// One of these, which ask the same in several ways.
    AnsweredBy(&'c [Condition]),
    /// One fact, and how it is tested: said of what the fact is about.
    Fact(FactRef, Test<'c>),
    /// Lists and lengths of time: said by themselves.
    Itself,
}

/// How a fact is tested.
#[derive(Debug, Clone, Copy)]
pub(super) enum Test<'c> {
    /// That it is given.
    Stated,
    /// That it is answered with no or none.
    Denied,
    /// That it is, or has, one of these words.
    Words(u64),
    /// That it is yes or no.
    Yes(bool),
    /// That it compares so.
    Compared(&'c Threshold),
    /// That so many items are named.
    Items(&'c Threshold),
}

impl<'c> Kind<'c> {
    pub fn of(condition: &'c Condition) -> Kind<'c> {
        match condition {
            Condition::All(inner) => Kind::All(inner),
            Condition::Any(inner) => Kind::Any(inner),
            Condition::NoneOf(inner) => Kind::NoneOf(inner),
            Condition::AnsweredBy(ways) => Kind::AnsweredBy(ways),
            Condition::Stated(fact) => Kind::Fact(*fact, Test::Stated),
            Condition::Denied(fact) => Kind::Fact(*fact, Test::Denied),
            Condition::Is { fact, words } | Condition::Has { fact, words } => {
                Kind::Fact(*fact, Test::Words(*words))
            }
            Condition::IsYes { fact, yes } => Kind::Fact(*fact, Test::Yes(*yes)),
            Condition::Compare { fact, by } => Kind::Fact(*fact, Test::Compared(by)),
            Condition::CountItems { fact, by } => Kind::Fact(*fact, Test::Items(by)),
            Condition::Between { .. }
            | Condition::Count { .. }
            | Condition::Share { .. }
            | Condition::Every { .. }
            | Condition::Distinct { .. }
            | Condition::Covers { .. }
            | Condition::LargestShare { .. } => Kind::Itself,
        }
    }
}
