//! A proposal: the facts of a document, checked against the dictionary.

mod bind;
mod changes;
mod date;
mod dictionary;
mod display;
mod evidence;
mod loose;
mod misread;
mod names;
mod number;
mod phrases;
mod plain;
mod pointer;
mod quote;
mod schema;
mod source;
mod value;
mod words;

pub use bind::bind;
#[doc(hidden)]
pub use bind::{DATES_OUT_OF_ORDER, bind_facts};
pub use changes::{
    AnswerChange, BlockChange, CompleteChange, EvidenceChange, FactChange, FactWay, Pair, RecordChange,
    Version,
};
#[doc(hidden)]
pub use changes::{SameRecords, changes, is_same};
pub use date::{DateOrder, Duration, PartialDate, Precision};
#[doc(hidden)]
pub use dictionary::dictionary_schema;
#[doc(hidden)]
pub use dictionary::{Block, Bound, Bounds, Child, Mark, Names, NoneMeans, Scope, Should};
pub use dictionary::{Dictionary, Fact, FactId, Kind, ListDef, ListId, Retired, Unclear, Vocabulary, Word};
pub use evidence::{BesideEither, Evidence, EvidenceKind, EvidenceState, Folder, NoFolder};
#[cfg(feature = "cli")]
pub use evidence::{MOST_LOOKED_AT, worth_of};
pub use misread::Misread;
pub use names::fold_name;
pub use number::{Money, Within};
#[doc(hidden)]
pub use number::{parse_number, parse_share};
#[doc(hidden)]
pub use phrases::{Braces, Phrases};
pub use pointer::{BlockRoute, Note, Pointer};
pub use quote::{Quote, QuoteState};
#[doc(hidden)]
pub use schema::date_schema;
pub use schema::schema;
#[doc(hidden)]
pub use source::DistinctNames;
pub use source::Source;
use source::marked;
#[doc(hidden)]
pub use value::Slot;
pub use value::{Answer, Datum, Record, Records};

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

use crate::document::Span;

/// The facts of one collaboration as its file states them.
#[derive(Debug, Clone)]
pub struct Proposal {
    slots: Vec<Slot>,
    blocks: Vec<Option<Span>>,
    lists: TiVec<ListId, Records>,
    list_slots: TiVec<ListId, u16>,
    pointers: Vec<Pointer>,
    notes: Vec<Note>,
    read_as: Vec<ReadAs>,
    index: usize,
    /// For each list what its records are called, made when it is first asked for.
    names: TiVec<ListId, OnceLock<Vec<RecordName>>>,
}

/// A value that was read otherwise than it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadAs {
    /// The path of the fact.
    pub fact: FactId,
    /// What is typed.
    pub typed: Box<str>,
    /// The plain form that it was read as; several, where it is a list.
    pub plain: Vec<Box<str>>,
    /// Where it stands.
    pub span: Span,
}

/// What a record is called in a route.
#[derive(Debug, Clone)]
struct RecordName {
    text: String,
    /// No other record of the list is called the same.
    unique: bool,
}

/// A fact as a condition names it: resolved once, when a rubric is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FactRef {
    /// Its number in the dictionary.
    pub fact: FactId,
    /// Where it is kept.
    pub scope: Scope,
    /// Its slot there.
    pub slot: u16,
    /// What its denial counts as in a comparison.
    pub denied: DeniedAs,
}

/// What `none` counts as where a fact is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DeniedAs {
    /// The number 0, or no time at all.
    Zero,
    /// Below every word of the vocabulary with this number.
    BelowEveryWord(u16),
    /// Every comparison is false.
    Incomparable,
}

/// Which fact of which record: enough to find its place and to write its route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// The fact; for a whole record, the list.
    pub fact: FactId,
    /// The number of the record, for a fact of a record.
    pub record: Option<u32>,
}

impl Dictionary {
    /// The reference to a fact.
    pub fn reference(&self, id: FactId) -> FactRef {
        let fact = self.fact(id);
        let denied = match fact.kind {
            Kind::Number | Kind::Share | Kind::Money | Kind::Duration => DeniedAs::Zero,
            Kind::Word(vocabulary) => DeniedAs::BelowEveryWord(vocabulary),
            _ => DeniedAs::Incomparable,
        };
        FactRef { fact: id, scope: fact.scope, slot: fact.slot, denied }
    }
}

impl Proposal {
    /// The number of the document in its stream, from 0.
    pub fn document(&self) -> usize {
        self.index
    }

    /// What was read otherwise than it is typed, in the order of the file.
    pub fn read_as(&self) -> &[ReadAs] {
        &self.read_as
    }

    /// What is said at a fact of the proposal itself.
    pub fn slot(&self, fact: FactRef) -> &Slot {
        &self.slots[fact.slot as usize]
    }

    /// What is said at a list of records as a whole.
    pub fn list_slot(&self, list: ListId) -> &Slot {
        &self.slots[self.list_slots[list] as usize]
    }

    /// The records of a list.
    pub fn records(&self, list: ListId) -> &Records {
        &self.lists[list]
    }

    /// The place of a fact: its key; where it is absent, the key of the innermost block around it that is there,
    /// the beginning of its record, or else line 1.
    pub fn place(&self, dictionary: &Dictionary, at: Route) -> Span {
        let fact = dictionary.fact(at.fact);
        let slots = match (fact.scope, at.record) {
            (Scope::Root, Some(record)) => {
                // A whole record of the list.
                let Kind::Records(list) = fact.kind else { return Span::FIRST_LINE };
                return self.lists[list].records[record as usize].span;
            }
            (Scope::Record(list), Some(record)) => &self.lists[list].records[record as usize].slots,
            (Scope::Record(list), None) => {
                // No record in particular: the list.
                return self.place(dictionary, Route { fact: dictionary.list(list).fact, record: None });
            }
            (Scope::Root, None) => &self.slots,
        };
        let around = BlockRoute { scope: fact.scope, block: fact.block, record: at.record };
        slots[fact.slot as usize].key.unwrap_or_else(|| self.block_place(dictionary, around))
    }

    /// Whether the file says something of a fact: a value, or that there is none. Of a whole record it does.
    pub fn is_said(&self, dictionary: &Dictionary, at: Route) -> bool {
        let is_record = at.record.is_some() && dictionary.fact(at.fact).scope == Scope::Root;
        is_record || *self.answer_at(dictionary, at) != Answer::Unknown
    }

    /// What is said at a fact; of a whole record and of a fact of no record in particular, what is said at their list.
    pub fn answer_at(&self, dictionary: &Dictionary, at: Route) -> &Answer {
        let fact = dictionary.fact(at.fact);
        let slot = match (fact.scope, at.record) {
            (Scope::Root, _) => &self.slots[fact.slot as usize],
            (Scope::Record(list), Some(record)) => {
                &self.lists[list].records[record as usize].slots[fact.slot as usize]
            }
            (Scope::Record(list), None) => self.list_slot(list),
        };
        &slot.answer
    }

    /// Where it is said whether a list is complete; where it is not said, the place of the list.
    pub fn completeness_place(&self, dictionary: &Dictionary, list: ListId) -> Span {
        let whole = Route { fact: dictionary.list(list).fact, record: None };
        self.lists[list].complete_key.unwrap_or_else(|| self.place(dictionary, whole))
    }

    /// How many columns the place of a fact takes where it is a key: keys are words of the dictionary, in ASCII and on
    /// one line. Of a whole record, which may go over many lines, and of the file only the beginning is told.
    pub fn width(&self, dictionary: &Dictionary, at: Route) -> Option<u32> {
        let place = self.place(dictionary, at);
        let record = at.record.zip(list_of(dictionary, at.fact));
        let is_record =
            record.is_some_and(|(record, list)| self.records(list).records[record as usize].span == place);
        (!is_record && place.end > place.start).then(|| place.end - place.start)
    }

    /// The route of a fact, with the number of its record: `partners[2].sector`.
    pub fn route(&self, dictionary: &Dictionary, at: Route) -> String {
        let Some(record) = at.record else { return dictionary.fact(at.fact).path.clone() };
        let (list, field) = split_path(dictionary, at.fact);
        format!("{list}[{record}]{field}")
    }

    /// The route of a fact, with the name of its record: `partners[City of Riverside].sector`. It stays the same where
    /// records are added or change places. Records without a name are called `?`.
    pub fn named_route(&self, dictionary: &Dictionary, at: Route) -> String {
        let (Some(record), Some(list)) = (at.record, list_of(dictionary, at.fact)) else {
            return dictionary.fact(at.fact).path.clone();
        };
        let name = &self.record_names(dictionary, list)[record as usize].text;
        let (list, field) = split_path(dictionary, at.fact);
        format!("{list}[{name}]{field}")
    }

    /// Whether no other record of its list has the name of the record of a fact.
    pub fn is_told_apart(&self, dictionary: &Dictionary, at: Route) -> bool {
        let (Some(record), Some(list)) = (at.record, list_of(dictionary, at.fact)) else { return true };
        self.record_names(dictionary, list)[record as usize].unique
    }

    /// What the records of a list are called in routes, made once.
    fn record_names(&self, dictionary: &Dictionary, list: ListId) -> &[RecordName] {
        self.names[list].get_or_init(|| {
            let records = self.lists[list].records.iter();
            let name = |record| self.record_name(dictionary, list, record);
            let names: Vec<String> =
                records.map(|record| name(record).map_or_else(|| "?".to_owned(), |n| marked(&n))).collect();
            let mut times: HashMap<&str, usize> = HashMap::new();
            names.iter().for_each(|name| *times.entry(name).or_default() += 1);
            names
                .iter()
                .map(|name| RecordName { text: name.clone(), unique: times[name.as_str()] == 1 })
                .collect()
        })
    }

    /// What a record is called: the text of its key field.
    pub fn record_name(&self, dictionary: &Dictionary, list: ListId, record: &Record) -> Option<String> {
        let key = dictionary.list(list).key?;
        match &record.slots[dictionary.fact(key).slot as usize].answer {
            Answer::Given(Datum::Text(text)) => Some(text.to_string()),
            _ => None,
        }
    }

    /// The text at a fact of the proposal itself.
    pub fn text(&self, fact: FactRef) -> Option<&str> {
        match &self.slot(fact).answer {
            Answer::Given(Datum::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// The list that a fact is of, or that it is.
pub fn list_of(dictionary: &Dictionary, id: FactId) -> Option<ListId> {
    let fact = dictionary.fact(id);
    match (fact.scope, &fact.kind) {
        (Scope::Record(list), _) => Some(list),
        (Scope::Root, Kind::Records(list)) => Some(*list),
        _ => None,
    }
}

/// The path of a fact in the two parts between which its record is named.
fn split_path(dictionary: &Dictionary, id: FactId) -> (&str, &str) {
    let fact = dictionary.fact(id);
    match fact.scope {
        Scope::Record(list) => fact.path.split_at(dictionary.fact(dictionary.list(list).fact).path.len()),
        Scope::Root => (&fact.path, ""),
    }
}
