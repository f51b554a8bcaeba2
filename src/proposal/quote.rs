//! Quotes: the words of a file that stand for what a block says. Here they are as they were read; whether they stand in
//! their file is found out later, and noted at the facts that they speak for.

use super::{Answer, Dictionary, FactId, Proposal, Route, Scope, Slot};
use crate::document::Span;

/// Words that are quoted from a file or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words, as they are written in the proposal.
    pub text: Box<str>,
    /// Where they stand there.
    pub span: Span,
    /// The facts that they speak for: those of the block that were named, in the order of the file.
    pub speaks_for: Vec<FactId>,
    /// What looking for them gave.
    pub state: QuoteState,
}

/// What looking for a quote gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QuoteState {
    /// It was not looked for, or could not be.
    #[default]
    NotLookedFor,
    /// It stands in the file.
    Found {
        /// On which page, counted from 1; nothing where the file has no pages.
        page: Option<u32>,
        /// It is long enough to prove something.
        proves: bool,
    },
    /// It does not stand in the file.
    Missing,
}

impl QuoteState {
    /// Whether the words stand in the file.
    pub fn is_found(self) -> bool {
        matches!(self, QuoteState::Found { .. })
    }
}

impl Proposal {
    /// The facts that the quote of a pointer speaks for, by the number of the pointer.
    pub fn quoted_facts(&self, pointer: usize) -> impl Iterator<Item = Route> {
        let pointer = &self.pointers[pointer];
        let facts = pointer.quote.iter().flat_map(|quote| &quote.speaks_for);
        facts.map(|fact| Route { fact: *fact, record: pointer.at.record })
    }

    /// Notes what came of looking for the quote of a pointer, by its number. One that was found and proves something
    /// speaks for its facts from now on.
    pub fn note_quote(&mut self, dictionary: &Dictionary, pointer: usize, state: QuoteState) {
        if matches!(state, QuoteState::Found { proves: true, .. }) {
            let facts: Vec<Route> = self.quoted_facts(pointer).collect();
            facts.into_iter().for_each(|at| self.note_quoted(dictionary, at));
        }
        if let Some(quote) = &mut self.pointers[pointer].quote {
            quote.state = state;
        }
    }

    fn note_quoted(&mut self, dictionary: &Dictionary, at: Route) {
        let scope = dictionary.fact(at.fact).scope;
        let slots = match (scope, at.record) {
            (Scope::Root, _) => &mut self.slots,
            (Scope::Record(list), Some(record)) => {
                let record = &mut self.lists[list].records[record as usize];
                record.quoted = true;
                &mut record.slots
            }
            (Scope::Record(_), None) => return,
        };
        let slot_of = |fact: FactId| dictionary.fact(fact).slot as usize;
        let key = slots[slot_of(at.fact)].key;
        slots[slot_of(at.fact)].quoted = true;
        // A number that was taken from the text stands where the text stands.
        for (number, _) in dictionary.counted().iter().filter(|(_, text)| *text == at.fact) {
            let number = &mut slots[slot_of(*number)];
            number.quoted |= number.key == key;
        }
    }

    /// Every fact of which the proposal says something and that needs evidence, with what is said, in the order of the
    /// dictionary: those of the proposal itself, then those of each record.
    pub fn facts_to_show<'p>(
        &'p self,
        dictionary: &'p Dictionary,
    ) -> impl Iterator<Item = (Route, &'p Slot)> {
        let is_to_show = |(_, slot): &(Route, &Slot)| slot.answer != Answer::Unknown && !slot.needless;
        let of = |scope| dictionary.facts().filter(move |(_, fact)| fact.scope == scope);
        let whole = of(Scope::Root)
            .filter(|(_, fact)| !matches!(fact.kind, super::Kind::Records(_)))
            .map(|(id, fact)| (Route { fact: id, record: None }, &self.slots[fact.slot as usize]));
        let inside = self.lists.iter_enumerated().flat_map(move |(list, records)| {
            records.records.iter().zip(0..).flat_map(move |(record, number)| {
                of(Scope::Record(list)).map(move |(id, fact)| {
                    (Route { fact: id, record: Some(number) }, &record.slots[fact.slot as usize])
                })
            })
        });
        whole.chain(inside).filter(is_to_show)
    }
}
