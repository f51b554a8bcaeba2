//! Binding a document to the dictionary: every fact read in its kind, every problem reported.
//!
//! The binder walks the blocks here, the lists of records in [`records`], and reads each value in [`answer`]. What it
//! does not find in the dictionary is answered in [`keys`], what evidence is worth in [`pointers`], records of one name in
//! [`names`], answers that can hardly be meant in [`bounds`]; [`told`] keeps the problems.

mod answer;
mod bounds;
mod keys;
mod names;
mod notes;
mod pointers;
mod quotes;
mod records;
#[cfg(test)]
mod tests;
mod told;

use std::collections::HashMap;
use std::sync::OnceLock;

use typed_index_collections::TiVec;

pub(super) use self::answer::takes_not_yet;
pub use self::bounds::DATES_OUT_OF_ORDER;
pub(super) use self::keys::COMPLETE;
pub(super) use self::notes::NOTES;
use self::pointers::Looked;
pub(super) use self::quotes::covered;
use self::told::Told;
use super::dictionary::{Block, Child, Dictionary, Kind, ListId, Scope};
use super::evidence::Evidence;
use super::number::leading_number;
use super::plain::plain;
use super::value::Backing;
use super::words::{Meaning, meaning};
use super::{Answer, BlockRoute, Datum, Note, PartialDate, Pointer, Proposal, ReadAs, Records, Slot};
use crate::document::{Document, Entry, Node, Problem, ProblemKind, Span, Value};

/// The key that makes a file a proposal, and the version that this program reads.
const MARKER: (&str, &str) = ("quorate", "1");

/// Binds a document that has to be marked as a proposal. The proposal is usable where no problem is an error.
pub fn bind(
    document: &Document,
    dictionary: &Dictionary,
    evidence: &dyn Evidence,
) -> (Proposal, Vec<Problem>) {
    let (proposal, mut problems) = bind_facts(document, dictionary, evidence);
    if matches!(document.root.value, Value::Map(_)) {
        problems.extend(check_marker(document));
        problems.sort_by_key(|p| (p.span.line, p.span.column));
    }
    (proposal, problems)
}

/// Binds facts that stand by themselves, without the marker of a proposal: those of an example.
pub fn bind_facts(
    document: &Document,
    dictionary: &Dictionary,
    evidence: &dyn Evidence,
) -> (Proposal, Vec<Problem>) {
    let mut binder = Binder {
        dictionary,
        evidence,
        told: Told::default(),
        looked: HashMap::new(),
        pointers: Vec::new(),
        notes: Vec::new(),
        read_as: Vec::new(),
        cut: cut(document),
        start: start(&document.root, dictionary),
        record: None,
    };
    let mut target = Target::new(dictionary, Scope::Root);
    let no_records = || Records { records: Vec::new(), complete: true, complete_key: None };
    let mut lists: TiVec<ListId, Records> = dictionary.lists().iter().map(|_| no_records()).collect();
    match &document.root.value {
        Value::Map(entries) => {
            binder.block(entries, 0, &mut target, Some(&mut lists), Backing::Nothing);
            target.count(dictionary);
        }
        _ => binder.tell(document.root.span, "", || no_proposal(&document.root)),
    }
    binder.say_where_doubts_stand();
    binder.tell_one_file_for_all();
    binder.compare_names(&mut lists);
    binder.doubt_answers(&target.slots, &lists);
    let list_slots = dictionary.lists().iter().map(|list| dictionary.fact(list.fact).slot).collect();
    (
        Proposal {
            slots: target.slots,
            blocks: target.blocks,
            names: lists.iter().map(|_| OnceLock::new()).collect(),
            lists,
            list_slots,
            pointers: binder.pointers,
            notes: binder.notes,
            read_as: binder.read_as,
            index: document.index,
        },
        binder.told.into_sorted(),
    )
}

/// The comments that may have cut a text, by where they begin.
fn cut(document: &Document) -> HashMap<u32, Box<str>> {
    let has_no_space = |span: Span, text: &str| span.end - span.start == text.len() as u32 + 1;
    let comments = document.comments.iter().filter(|comment| has_no_space(comment.span, &comment.text));
    comments.map(|comment| (comment.span.start, comment.text.clone())).collect()
}

/// The date that others are said from, wherever it stands in the file; nothing where it is not known.
fn start(root: &Node, dictionary: &Dictionary) -> Option<PartialDate> {
    let path = &dictionary.fact(dictionary.origin()?).path;
    let node = path.split('.').try_fold(root, |node, key| node.get(key))?;
    let text = node.text()?.trim();
    PartialDate::parse(text)
        .or_else(|why| plain(Kind::Date, text).map_or(Err(why), |text| PartialDate::parse(&text)))
        .ok()
}

fn no_proposal(root: &Node) -> Problem {
    let found = root.describe();
    Problem::error(root.span, format!("a proposal is a block of keys, and this is {found}"))
        .expected("a line `quorate: 1`")
        .help("start with `quorate: 1`, `name: …` and `partners:`")
}

fn no_block(entry: &Entry, block: &Block) -> Problem {
    let (key, found) = (&entry.key.text, entry.value.describe());
    let keys = keys::in_words(block);
    Problem::error(entry.value.span, format!("`{key}` is a block of keys, and this is {found}"))
        .expected("a block of keys, or `none`")
        .help(format!("its keys are {keys}; each on a line of its own, two spaces further in"))
}

fn check_marker(document: &Document) -> Option<Problem> {
    let (key, version) = MARKER;
    let root = &document.root;
    // The first may begin with blank lines or comments: that its file is none is said of the whole file.
    let beginning = match document.index {
        0 => Span::FIRST_LINE,
        _ => Span { end: root.span.start, ..root.span },
    };
    match root.entries().iter().find(|e| &*e.key.text == key) {
        None => Some(
            Problem::error(beginning, "this is not marked as a proposal")
                .expected(format!("a line `{key}: {version}`"))
                .help(format!("put `{key}: {version}` on the first line, with no space before it")),
        ),
        Some(entry) if entry.value.text() != Some(version) => Some(
            Problem::error(
                entry.value.span,
                format!("this program reads version {version} of the format only"),
            )
            .expected(format!("`{key}: {version}`"))
            .fact(key),
        ),
        Some(_) => None,
    }
}

/// Where the facts of one scope are collected.
struct Target {
    scope: Scope,
    slots: Vec<Slot>,
    blocks: Vec<Option<Span>>,
}

impl Target {
    fn new(dictionary: &Dictionary, scope: Scope) -> Target {
        let slots = match scope {
            Scope::Root => dictionary.root_facts().len(),
            Scope::Record(list) => dictionary.list(list).fields.len(),
        };
        Target {
            scope,
            slots: vec![Slot::default(); slots],
            blocks: vec![None; dictionary.blocks(scope).len()],
        }
    }
}

impl Target {
    /// Takes the number that a text leads with for a number that is not given. It stands where the text stands.
    fn count(&mut self, dictionary: &Dictionary) {
        for (number, text) in dictionary.counted() {
            let [number, text] = [number, text].map(|id| dictionary.fact(*id));
            if number.scope != self.scope || self.slots[number.slot as usize].answer != Answer::Unknown {
                continue;
            }
            let said = &self.slots[text.slot as usize];
            let Answer::Given(Datum::Text(words)) = &said.answer else { continue };
            if let Some(count) = leading_number(words) {
                let answer = Answer::Given(Datum::Number(count));
                let Slot { key, evidenced, checked, needless, quoted, .. } = *said;
                self.slots[number.slot as usize] = Slot { answer, key, evidenced, checked, needless, quoted };
            }
        }
    }
}

/// What a binder carries from value to value.
struct Binder<'a> {
    dictionary: &'a Dictionary,
    evidence: &'a dyn Evidence,
    told: Told,
    /// What evidence is worth: each file is looked at once.
    looked: HashMap<Box<str>, Looked>,
    /// All evidence that is pointed to.
    pointers: Vec<Pointer>,
    /// All notes.
    notes: Vec<Note>,
    /// What was read otherwise than it is typed.
    read_as: Vec<ReadAs>,
    /// Comments without a space behind their `#`, by where they begin: they may have cut a text.
    cut: HashMap<u32, Box<str>>,
    /// The date that others are said from.
    start: Option<PartialDate>,
    /// The record being read, for the route in messages.
    record: Option<(ListId, usize)>,
}

impl Binder<'_> {
    /// Reads the entries of a block and says what evidence covers it.
    ///
    /// `lists` is there at the root only: records hold no lists of records.
    fn block(
        &mut self,
        entries: &[Entry],
        number: u16,
        target: &mut Target,
        mut lists: Option<&mut TiVec<ListId, Records>>,
        around: Backing,
    ) -> Backing {
        let dictionary = self.dictionary;
        let block = &dictionary.blocks(target.scope)[number as usize];
        let record = self.record.map(|(_, number)| number as u32);
        let at = BlockRoute { scope: target.scope, block: number, record };
        let backing = self.evidence_of(entries, at).max(around);
        for entry in entries {
            let key = &*entry.key.text;
            match block.children.iter().find(|(name, _)| name == key).map(|(_, child)| *child) {
                Some(Child::Fact(id)) => {
                    let fact = dictionary.fact(id);
                    let answer = match (fact.kind, lists.as_deref_mut()) {
                        (Kind::Records(list), Some(lists)) => {
                            self.records(entry, fact, list, &mut lists[list])
                        }
                        (Kind::Records(_), None) => Answer::Unknown,
                        _ => self.answer(entry, fact),
                    };
                    let is_below = match (fact.evident_below, &answer) {
                        (Some(word), Answer::Given(Datum::Word(given))) => *given < word,
                        (Some(_), Answer::Denied) => true,
                        _ => false,
                    };
                    let backing = if fact.self_evident || is_below { Backing::Needless } else { backing };
                    target.slots[fact.slot as usize] = Slot::new(answer, entry.key.span, backing);
                }
                Some(Child::Block(inner)) => {
                    target.blocks[inner as usize] = Some(entry.key.span);
                    self.inner_block(entry, inner, target, lists.as_deref_mut(), backing);
                }
                None if key == "evidence" || (at.is_root() && key == MARKER.0) => {}
                None if key == NOTES => self.note(entry, at),
                None => self.unknown_key(entry, number, target.scope, lists.as_deref_mut()),
            }
        }
        backing
    }

    fn inner_block(
        &mut self,
        entry: &Entry,
        number: u16,
        target: &mut Target,
        lists: Option<&mut TiVec<ListId, Records>>,
        backing: Backing,
    ) {
        match &entry.value.value {
            Value::Map(entries) => {
                self.block(entries, number, target, lists, backing);
            }
            Value::Scalar(s) if meaning(&s.text) == Some(Meaning::Unknown) => {}
            Value::Scalar(s) if meaning(&s.text) == Some(Meaning::No) => {
                self.deny(number, target, entry.key.span, backing);
            }
            Value::List(items) if items.is_empty() => self.deny(number, target, entry.key.span, backing),
            _ => {
                let block = &self.dictionary.blocks(target.scope)[number as usize];
                self.tell(entry.value.span, &block.path, || no_block(entry, block));
            }
        }
    }

    /// A denied block denies all under it.
    fn deny(&mut self, number: u16, target: &mut Target, key: Span, backing: Backing) {
        let dictionary = self.dictionary;
        for (_, child) in &dictionary.blocks(target.scope)[number as usize].children {
            match child {
                Child::Block(inner) => self.deny(*inner, target, key, backing),
                Child::Fact(id) => {
                    let slot = dictionary.fact(*id).slot as usize;
                    target.slots[slot] = Slot::new(Answer::Denied, key, backing);
                }
            }
        }
    }

    /// Tells an error at the fact of this path, if it is still one of those that are told.
    fn tell(&mut self, span: Span, path: &str, problem: impl FnOnce() -> Problem) {
        self.tell_of(ProblemKind::Error, span, path, problem);
    }

    /// Tells a warning at the fact of this path, if it is still one of those that are told. Gives back its number.
    fn warn(&mut self, span: Span, path: &str, problem: impl FnOnce() -> Problem) -> Option<usize> {
        let number = self.told.next();
        self.tell_of(ProblemKind::Warning, span, path, problem).then_some(number)
    }

    fn tell_of(
        &mut self,
        kind: ProblemKind,
        span: Span,
        path: &str,
        problem: impl FnOnce() -> Problem,
    ) -> bool {
        let has_room = self.told.has_room_for(kind, span);
        if has_room {
            let route = self.route(path);
            let problem = problem();
            debug_assert_eq!(problem.kind, kind);
            self.told.push(problem.fact(route));
        }
        has_room
    }

    /// The route of a fact, with the number of the record being read: `partners[2].sector`.
    fn route(&self, path: &str) -> String {
        let Some((list, index)) = self.record else { return path.to_owned() };
        let list = &self.dictionary.fact(self.dictionary.list(list).fact).path;
        let inner = path.strip_prefix(list.as_str()).unwrap_or(path).trim_start_matches('.');
        let dot = if inner.is_empty() { "" } else { "." };
        format!("{list}[{index}]{dot}{inner}")
    }
}
