//! Why a condition came out as it did: in sentences, and with the facts that decided it.
//!
//! A sentence is made of what rubrics and dictionary give: labels, the nouns of records, words and what they mean, and
//! phrases where a label makes no sentence. The grammar for it is in `verb`; what is said of one fact in `about`, of a
//! list in `records`; which facts decided in `grounds`; which are missing in `open`.

mod about;
mod amounts;
mod grounds;
mod kinds;
mod label;
mod open;
mod operands;
mod predicate;
mod records;
mod says;
mod shares;
mod short;
mod told;
mod variety;
mod verb;
mod words;

#[cfg(test)]
mod tests;

use super::evaluate::Context;
use super::truth::Truth;
use crate::proposal::{Answer, Dictionary, FactRef, ListId, Record, Route, Scope};
use crate::rubric::Condition;

/// One ground of a finding: a sentence with a capital and without a full stop, and the facts it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In words: what is and, where it falls short, what is needed.
    pub text: String,
    /// The facts, most telling first.
    pub facts: Vec<Route>,
}

/// Why a condition came out as it did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    /// What to tell, each once.
    pub reasons: Vec<Reason>,
    /// Every fact that is to blame, and none that is not: of several ways all, of records that help too little none.
    /// How much is told does not change it.
    pub blamed: Vec<Route>,
}

impl Grounds {
    /// Adds other grounds.
    pub fn add(&mut self, other: Grounds) {
        for reason in other.reasons {
            if self.reasons.iter().all(|known| known.text != reason.text) {
                self.reasons.push(reason);
            }
        }
        self.blamed.extend(other.blamed);
    }
}

/// How many characters a reason has at the most.
const LONGEST: usize = 180;

/// What of a ground is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Sentences, facts and blame.
    Sentences,
    /// Facts and blame: somebody else has the words.
    Facts,
    /// Blame alone.
    Blame,
}

/// Explains conditions over one proposal.
#[derive(Clone, Copy)]
pub struct Explainer<'a> {
    /// Against what the conditions are evaluated.
    pub context: Context<'a>,
    /// The facts' labels and vocabularies.
    pub dictionary: &'a Dictionary,
    /// The record looked at, by number.
    record: Option<u32>,
    /// What is made.
    wanted: Wanted,
    /// What falls short is told with what is needed.
    with_need: bool,
    /// What is said is said of nobody: that it would do to be more goes without saying.
    of_nobody: bool,
}

impl<'a> Explainer<'a> {
    /// An explainer for a whole proposal.
    pub fn new(context: Context<'a>, dictionary: &'a Dictionary) -> Explainer<'a> {
        Explainer {
            context,
            dictionary,
            record: None,
            wanted: Wanted::Sentences,
            with_need: true,
            of_nobody: false,
        }
    }

    /// The same, telling what falls short without what is needed.
    #[must_use]
    pub fn without_needs(self) -> Explainer<'a> {
        Explainer { with_need: false, ..self }
    }

    /// The grounds on which a condition came out as `truth`, which is true or false and known to be so.
    pub fn grounds(self, condition: &Condition, truth: Truth) -> Grounds {
        self.found(condition, truth).into_grounds()
    }

    /// The same with words that the rubric has for them: one reason that rests on all the facts.
    pub fn grounds_in_words(self, condition: &Condition, truth: Truth, because: &str) -> Grounds {
        let found = Explainer { wanted: Wanted::Facts, ..self }.found(condition, truth);
        let facts = found.told.into_iter().flat_map(|told| told.facts).collect();
        Grounds { reasons: vec![Reason { text: because.to_owned(), facts }], blamed: found.blamed }
    }

    fn at(self, record: &'a Record, number: usize) -> Explainer<'a> {
        Explainer { context: self.context.at(record), record: Some(number as u32), ..self }
    }

    fn is_unknown(self, fact: FactRef) -> bool {
        *self.context.answer(fact) == Answer::Unknown
    }

    /// A fact of the proposal itself has no record, whichever record is being looked at.
    fn route(self, fact: FactRef) -> Route {
        Route { fact: fact.fact, record: self.record.filter(|_| fact.scope != Scope::Root) }
    }

    /// The list itself.
    fn whole(self, list: ListId) -> Route {
        Route { fact: self.dictionary.list(list).fact, record: None }
    }
}
