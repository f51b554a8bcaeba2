//! Conditions: a small closed vocabulary, compiled once when a rubric is loaded.
//!
//! What each means over unknown facts is in `assess/evaluate.rs`; how it is written in `docs/rubric-language.md`.

use serde::{Deserialize, Serialize};

use super::threshold::{Operand, Threshold};
use crate::proposal::{FactId, FactRef, ListId};

/// A condition over the facts of a proposal. Every path, word and comparison in it was checked when it was loaded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// None holds.
    NoneOf(Vec<Condition>),
    /// The same question, asked in several ways: once of the whole, or partner by partner. One that holds settles it; one
    /// that is answered settles it where the others are not.
    AnsweredBy(Vec<Condition>),
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
        /// The name of a record, where each word needs a record of its own: one that has several words stands for one of
        /// them, and one without a name for none that is certain.
        own: Option<FactRef>,
        /// Words that count for another, each with the other: a group of residents for a non-profit.
        counting: Vec<(u8, u8)>,
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
        /// The field that says who pays the money back, where somebody does: it is then no gift of the giver.
        repaid_by: Option<FactRef>,
        /// Compared how, and with what share.
        by: Threshold,
    },
}

/// All that a condition is made of, one level deep.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts<'c> {
    /// The fact that it tests where it stands: in the proposal, or in the record that is looked at.
    pub tested: Option<FactRef>,
    /// The list through whose records it goes.
    pub list: Option<ListId>,
    /// The fields that it looks at in each of these records.
    pub fields: [Option<FactRef>; 3],
    /// The words that it asks for, a bit for each: of the fact that it tests, or else of its first field.
    pub words: Option<u64>,
    /// The conditions that it joins.
    pub joined: &'c [Condition],
    /// Which records are in question (`where`).
    pub filter: Option<&'c Condition>,
    /// What they should fulfil.
    pub holds: Option<&'c Condition>,
    /// The two dates between which time passes.
    pub ends: Option<[&'c Operand; 2]>,
    /// How what it measures is compared, and with what.
    pub threshold: Option<&'c Threshold>,
}

impl<'c> Parts<'c> {
    /// The conditions inside: those that it joins, its `where`, and what it wants fulfilled.
    pub fn conditions(self) -> impl Iterator<Item = &'c Condition> {
        self.joined.iter().chain(self.filter).chain(self.holds)
    }

    /// The values that it compares, in the order in which they stand.
    fn operands(self) -> impl Iterator<Item = &'c Operand> {
        self.ends.into_iter().flatten().chain(self.threshold.map(|by| &by.right))
    }
}

/// The same to be altered, but for the facts and lists: an altered condition looks at the same things.
#[derive(Debug, Default)]
pub struct PartsMut<'c> {
    /// The words that it asks for.
    pub words: Option<&'c mut u64>,
    /// The conditions that it joins.
    pub joined: &'c mut [Condition],
    /// Which records are in question.
    pub filter: Option<&'c mut Condition>,
    /// What they should fulfil.
    pub holds: Option<&'c mut Condition>,
    /// The two dates between which time passes.
    pub ends: Option<[&'c mut Operand; 2]>,
    /// How what it measures is compared, and with what.
    pub threshold: Option<&'c mut Threshold>,
}

impl<'c> PartsMut<'c> {
    /// The conditions inside, in the order of [`Parts::conditions`].
    pub fn conditions(self) -> impl Iterator<Item = &'c mut Condition> {
        self.joined.iter_mut().chain(self.filter).chain(self.holds)
    }
}

// Every kind and every field of a kind is named in these two functions, without `..` and `_`: a kind or a field that is
// added does not compile until somebody has said what part of the condition it is. Whoever walks through conditions
// does it by these two; whoever has to know the kinds names them all as well.
impl Condition {
    /// All that it is made of, one level deep.
    #[inline]
    pub fn parts(&self) -> Parts<'_> {
        let none = Parts::default();
        match self {
            Condition::All(joined)
            | Condition::Any(joined)
            | Condition::NoneOf(joined)
            | Condition::AnsweredBy(joined) => Parts { joined, ..none },
            Condition::Stated(fact) | Condition::Denied(fact) | Condition::IsYes { fact, yes: _ } => {
                Parts { tested: Some(*fact), ..none }
            }
            Condition::Is { fact, words } | Condition::Has { fact, words } => {
                Parts { tested: Some(*fact), words: Some(*words), ..none }
            }
            Condition::Compare { fact, by } | Condition::CountItems { fact, by } => {
                Parts { tested: Some(*fact), threshold: Some(by), ..none }
            }
            Condition::Between { from, to, by } => {
                Parts { ends: Some([from, to]), threshold: Some(by), ..none }
            }
            Condition::Count { list, filter, by } => {
                Parts { list: Some(*list), filter: filter.as_deref(), threshold: Some(by), ..none }
            }
            Condition::Share { list, filter, holds, by } => Parts {
                list: Some(*list),
                filter: filter.as_deref(),
                holds: Some(holds),
                threshold: Some(by),
                ..none
            },
            Condition::Every { list, filter, holds } => {
                Parts { list: Some(*list), filter: filter.as_deref(), holds: Some(holds), ..none }
            }
            Condition::Distinct { of, list, among, unknown_adds: _, own, counting: _, filter, by } => Parts {
                list: Some(*list),
                fields: [Some(*of), *own, None],
                words: Some(*among),
                filter: filter.as_deref(),
                threshold: Some(by),
                ..none
            },
            Condition::Covers { all_of, by_field, list, filter, by } => Parts {
                tested: Some(*all_of),
                list: Some(*list),
                fields: [Some(*by_field), None, None],
                filter: filter.as_deref(),
                threshold: Some(by),
                ..none
            },
            Condition::LargestShare { list, of, giver, repaid_by, by } => Parts {
                list: Some(*list),
                fields: [Some(*of), Some(*giver), *repaid_by],
                threshold: Some(by),
                ..none
            },
        }
    }

    /// What can be altered in it, one level deep.
    pub fn parts_mut(&mut self) -> PartsMut<'_> {
        let none = PartsMut::default();
        match self {
            Condition::All(joined)
            | Condition::Any(joined)
            | Condition::NoneOf(joined)
            | Condition::AnsweredBy(joined) => PartsMut { joined, ..none },
            Condition::Stated(_) | Condition::Denied(_) | Condition::IsYes { fact: _, yes: _ } => none,
            Condition::Is { fact: _, words } | Condition::Has { fact: _, words } => {
                PartsMut { words: Some(words), ..none }
            }
            Condition::Compare { fact: _, by }
            | Condition::CountItems { fact: _, by }
            | Condition::LargestShare { list: _, of: _, giver: _, repaid_by: _, by } => {
                PartsMut { threshold: Some(by), ..none }
            }
            Condition::Between { from, to, by } => {
                PartsMut { ends: Some([from, to]), threshold: Some(by), ..none }
            }
            Condition::Count { list: _, filter, by }
            | Condition::Covers { all_of: _, by_field: _, list: _, filter, by } => {
                PartsMut { filter: filter.as_deref_mut(), threshold: Some(by), ..none }
            }
            Condition::Share { list: _, filter, holds, by } => {
                PartsMut { filter: filter.as_deref_mut(), holds: Some(holds), threshold: Some(by), ..none }
            }
            Condition::Every { list: _, filter, holds } => {
                PartsMut { filter: filter.as_deref_mut(), holds: Some(holds), ..none }
            }
            Condition::Distinct {
                of: _,
                list: _,
                among,
                unknown_adds: _,
                own: _,
                counting: _,
                filter,
                by,
            } => PartsMut { words: Some(among), filter: filter.as_deref_mut(), threshold: Some(by), ..none },
        }
    }

    /// The comparison that it makes itself, if it makes one.
    #[inline]
    pub fn threshold(&self) -> Option<&Threshold> {
        self.parts().threshold
    }

    /// Every fact that it reads, lists included, in the order in which they stand; `lists` gives the fact of a list.
    pub fn facts(&self, lists: &dyn Fn(ListId) -> FactId, into: &mut Vec<FactId>) {
        let parts = self.parts();
        into.extend(parts.list.map(lists));
        into.extend(parts.tested.into_iter().chain(parts.fields.into_iter().flatten()).map(|fact| fact.fact));
        let mut compared = Vec::new();
        parts.operands().for_each(|operand| operand.facts(&mut compared));
        into.extend(compared.into_iter().map(|fact| fact.fact));
        parts.conditions().for_each(|inside| inside.facts(lists, into));
    }
}

#[cfg(test)]
mod tests {
    use crate::rubric::{Condition, Rubrics};

    fn check(condition: &Condition) {
        let mut altered = condition.clone();
        let parts = condition.parts();
        assert_eq!(parts.words, altered.parts_mut().words.copied());
        assert_eq!(parts.threshold, altered.parts_mut().threshold.as_deref());
        assert_eq!(parts.ends, altered.parts_mut().ends.map(|ends| ends.map(|end| &*end)));
        let inside: Vec<Condition> = parts.conditions().cloned().collect();
        let in_mut: Vec<Condition> = altered.parts_mut().conditions().map(|inner| inner.clone()).collect();
        assert_eq!(inside, in_mut);
        inside.iter().for_each(check);
    }

    #[test]
    fn what_can_be_altered_are_the_parts_in_the_same_order() {
        let rubrics = Rubrics::bundled();
        rubrics.criteria.iter().flat_map(|criterion| criterion.conditions()).for_each(check);
        rubrics.patterns.iter().flat_map(|pattern| pattern.conditions()).for_each(check);
    }
}
