//! What stands beside the facts of a block or record: evidence, with what was found there, and notes.

use super::evidence::{EvidenceKind, EvidenceState, without_fragment};
use super::quote::Quote;
use super::{Dictionary, Kind, Proposal, Route, Scope};
use crate::document::Span;

/// Which block of which record: what evidence speaks for, and what can be denied at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BlockRoute {
    /// Whether it is in the proposal itself or in a record.
    pub scope: Scope,
    /// Its number among the blocks of the scope. 0 is the whole: the record, or the proposal.
    pub block: u16,
    /// The number of the record, for a block in a record.
    pub record: Option<u32>,
}

impl BlockRoute {
    /// Whether it is the whole proposal.
    pub fn is_root(self) -> bool {
        self.block == 0 && self.scope == Scope::Root
    }
}

/// A pointer to evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// The block or record that it speaks for.
    pub at: BlockRoute,
    /// The file or the URL, as it is written.
    pub target: Box<str>,
    /// What else is said of it, such as its page or its date: key and text, sorted.
    pub details: Vec<(Box<str>, Box<str>)>,
    /// What looking for it gave.
    pub state: EvidenceState,
    /// The words that it is quoted with.
    pub quote: Option<Quote>,
    /// Where it stands.
    pub span: Span,
}

/// What is written beside the facts of a block for whoever reads on. No rule reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The block or record that it stands in; the whole proposal, where it stands at the top.
    pub at: BlockRoute,
    /// What it says.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

impl Pointer {
    /// The file or the page, without the place in it: `report.pdf` for `report.pdf#page=3`.
    pub fn file(&self) -> &str {
        without_fragment(&self.target)
    }

    /// What it consists of; nothing where it points to nothing that could evidence.
    pub fn kind(&self) -> Option<EvidenceKind> {
        self.state.kind()
    }
}

impl Proposal {
    /// All pointers to evidence, in the order of the file.
    pub fn pointers(&self) -> &[Pointer] {
        &self.pointers
    }

    /// All notes, in the order of the file.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The pointers that speak for a fact: those of its block and of the blocks around it, in the order of the file. Of a
    /// whole record those that stand in it.
    pub fn evidence_of(&self, dictionary: &Dictionary, at: Route) -> impl Iterator<Item = &Pointer> {
        let fact = dictionary.fact(at.fact);
        let of_record = match (fact.kind, at.record) {
            (Kind::Records(list), Some(_)) => Some(Scope::Record(list)),
            _ => None,
        };
        let blocks = dictionary.blocks(fact.scope);
        let covers = move |outer: u16| {
            let mut block = fact.block;
            while block != outer && block != 0 {
                block = blocks[block as usize].parent;
            }
            block == outer
        };
        self.pointers.iter().filter(move |pointer| {
            pointer.at.record == at.record
                && match of_record {
                    Some(record) => pointer.at.scope == record,
                    None => pointer.at.scope == fact.scope && covers(pointer.at.block),
                }
        })
    }

    /// Whether what is said at a fact rests on a file that was looked at, and not on the address of a page alone; also
    /// where the fact needs no evidence. Of a whole record whether it rests on one for being there.
    pub fn is_checked(&self, dictionary: &Dictionary, at: Route) -> bool {
        let fact = dictionary.fact(at.fact);
        match (fact.scope, fact.kind, at.record) {
            (Scope::Root, Kind::Records(list), Some(record)) => {
                self.lists[list].records[record as usize].checked
            }
            (Scope::Root, ..) => self.slots[fact.slot as usize].checked,
            (Scope::Record(list), _, Some(record)) => {
                self.lists[list].records[record as usize].slots[fact.slot as usize].checked
            }
            (Scope::Record(_), _, None) => false,
        }
    }

    /// The place of a block: its key; where it is absent, the key of the innermost block around it that is there, the
    /// beginning of its record, or else line 1.
    pub fn block_place(&self, dictionary: &Dictionary, at: BlockRoute) -> Span {
        let (blocks, outermost) = match (at.scope, at.record) {
            (Scope::Record(list), Some(record)) => {
                let record = &self.lists[list].records[record as usize];
                (&record.blocks, record.span)
            }
            (Scope::Record(list), None) => {
                return self.place(dictionary, Route { fact: dictionary.list(list).fact, record: None });
            }
            (Scope::Root, _) => (&self.blocks, Span::FIRST_LINE),
        };
        let definitions = dictionary.blocks(at.scope);
        let mut block = at.block;
        while block != 0 {
            if let Some(key) = blocks[block as usize] {
                return key;
            }
            block = definitions[block as usize].parent;
        }
        outermost
    }

    /// The route of a block, with the number of its record: `partners[2].delegate`.
    pub fn block_route(&self, dictionary: &Dictionary, at: BlockRoute) -> String {
        block_route(dictionary, at, |route| self.route(dictionary, route))
    }

    /// The route of a block, with the name of its record: `partners[City of Riverside].delegate`.
    pub fn named_block_route(&self, dictionary: &Dictionary, at: BlockRoute) -> String {
        block_route(dictionary, at, |route| self.named_route(dictionary, route))
    }
}

/// The route of a block, given how that of a record is written.
fn block_route(dictionary: &Dictionary, at: BlockRoute, record: impl Fn(Route) -> String) -> String {
    let path = &dictionary.blocks(at.scope)[at.block as usize].path;
    let Scope::Record(list) = at.scope else { return path.clone() };
    let record = record(Route { fact: dictionary.list(list).fact, record: at.record });
    if path.is_empty() { record } else { format!("{record}.{path}") }
}
