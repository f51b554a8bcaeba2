//! Through two versions at once, in the order of the dictionary.

use std::collections::HashMap;

use typed_index_collections::TiVec;

use super::answers::is_same;
use super::records::SameRecords;
use super::{
    AnswerChange, BlockChange, CompleteChange, EvidenceChange, FactChange, Pair, RecordChange, Version,
};
use crate::document::Span;
use crate::proposal::{
    Answer, BlockRoute, Dictionary, Fact, FactId, Kind, ListId, Pointer, Proposal, Record, Route, Scope, Slot,
};

/// All differences between two versions.
pub(super) fn walk<'a>(
    dictionary: &Dictionary,
    versions: Pair<&'a Proposal>,
    same: &SameRecords,
) -> Vec<FactChange<'a>> {
    let lists = dictionary.lists().keys().map(|list| steps(dictionary, Scope::Record(list))).collect();
    let evidence = versions.map(by_block);
    let mut walk = Walk { dictionary, versions, same, evidence, lists: &lists, changes: Vec::new() };
    let proposal = Place {
        scope: Scope::Root,
        record: Pair::default(),
        slots: versions.map(|version| version.slots.as_slice()),
        blocks: versions.map(|version| version.blocks.as_slice()),
    };
    walk.place(proposal, &steps(dictionary, Scope::Root));
    walk.changes
}

/// What is met on the way through a scope.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// A block, before anything in it.
    Block(u16),
    /// A fact.
    Fact(FactId),
}

/// The way through a scope: its facts in the order of the dictionary, and each block before its first fact.
fn steps(dictionary: &Dictionary, scope: Scope) -> Vec<Step> {
    let blocks = dictionary.blocks(scope);
    let facts = match scope {
        Scope::Root => dictionary.root_facts(),
        Scope::Record(list) => &dictionary.list(list).fields,
    };
    let mut met = vec![false; blocks.len()];
    let mut steps = Vec::with_capacity(facts.len() + blocks.len());
    for fact in facts {
        let from = steps.len();
        let mut block = dictionary.fact(*fact).block;
        while !std::mem::replace(&mut met[block as usize], true) {
            steps.push(Step::Block(block));
            block = blocks[block as usize].parent;
        }
        // From the innermost outwards they were met.
        steps[from..].reverse();
        steps.push(Step::Fact(*fact));
    }
    steps
}

fn by_block(proposal: &Proposal) -> HashMap<BlockRoute, Vec<&Pointer>> {
    let mut blocks: HashMap<BlockRoute, Vec<&Pointer>> = HashMap::new();
    for pointer in proposal.pointers() {
        blocks.entry(pointer.at).or_default().push(pointer);
    }
    blocks
}

/// The proposal itself, or one of its records, in both versions.
#[derive(Clone, Copy)]
struct Place<'a> {
    scope: Scope,
    /// The number of the record.
    record: Pair<Option<u32>>,
    slots: Pair<&'a [Slot]>,
    /// Where the keys of its blocks stand.
    blocks: Pair<&'a [Option<Span>]>,
}

impl<'a> Place<'a> {
    fn slot(self, fact: &Fact) -> Pair<&'a Slot> {
        self.slots.map(|slots| &slots[fact.slot as usize])
    }

    fn block(self, block: u16) -> Pair<BlockRoute> {
        self.record.map(|record| BlockRoute { scope: self.scope, block, record })
    }

    /// The block with which a version denies a fact: its key is where the fact stands.
    fn denied_with(self, dictionary: &Dictionary, version: Version, fact: &Fact) -> Option<u16> {
        let slot = self.slot(fact).of(version);
        let keys = self.blocks.of(version);
        let definitions = dictionary.blocks(self.scope);
        let around =
            std::iter::successors(Some(fact.block), |block| Some(definitions[*block as usize].parent));
        let mut inner = around.take_while(|block| *block != 0);
        slot.key?;
        inner.find(|block| slot.answer == Answer::Denied && keys[*block as usize] == slot.key)
    }
}

struct Walk<'w, 'a> {
    dictionary: &'w Dictionary,
    versions: Pair<&'a Proposal>,
    same: &'w SameRecords,
    evidence: Pair<HashMap<BlockRoute, Vec<&'a Pointer>>>,
    /// The way through the records of each list.
    lists: &'w TiVec<ListId, Vec<Step>>,
    changes: Vec<FactChange<'a>>,
}

impl<'a> Walk<'_, 'a> {
    fn place(&mut self, place: Place<'a>, steps: &[Step]) {
        let mut told = Vec::new();
        for step in steps {
            match step {
                Step::Block(block) => self.evidence(place.block(*block)),
                Step::Fact(id) => self.fact(place, *id, &mut told),
            }
        }
    }

    /// A fact; `told` are the blocks of its place whose denial has been told.
    fn fact(&mut self, place: Place<'a>, id: FactId, told: &mut Vec<u16>) {
        let fact = self.dictionary.fact(id);
        let answers = place.slot(fact).map(|slot| &slot.answer);
        if !is_same(answers.old, answers.new) && !self.is_told_with_block(place, fact, told) {
            self.answer(place.record.map(|record| Route { fact: id, record }), answers);
        }
        if let Kind::Records(list) = fact.kind {
            self.list(list);
        }
    }

    /// Tells of the block with which a fact is denied; whether the other version knew nothing of the fact, so that no more
    /// is to be told of it.
    fn is_told_with_block(&mut self, place: Place<'a>, fact: &Fact, told: &mut Vec<u16>) -> bool {
        for (denied_in, other) in [(Version::Old, Version::New), (Version::New, Version::Old)] {
            let Some(block) = place.denied_with(self.dictionary, denied_in, fact) else { continue };
            if !told.contains(&block) {
                told.push(block);
                let at = place.block(block);
                let spans = self.on_each(at, |version, at| version.block_place(self.dictionary, at));
                self.changes.push(FactChange::Block(BlockChange { denied_in, at, spans }));
            }
            return place.slot(fact).of(other).answer == Answer::Unknown;
        }
        false
    }

    fn answer(&mut self, routes: Pair<Route>, answers: Pair<&'a Answer>) {
        let spans = self.on_each(routes, |version, route| version.place(self.dictionary, route));
        let records = match self.dictionary.fact(routes.new.fact).kind {
            Kind::Records(list) => self.versions.map(|version| version.records(list).records.len()),
            _ => Pair::default(),
        };
        self.changes.push(FactChange::Answer(AnswerChange { routes, answers, records, spans }));
    }

    fn evidence(&mut self, at: Pair<BlockRoute>) {
        let pointers = Pair {
            old: self.evidence.old.remove(&at.old).unwrap_or_default(),
            new: self.evidence.new.remove(&at.new).unwrap_or_default(),
        };
        if point_to_same(&pointers.old, &pointers.new) {
            return;
        }
        let begins = pointers.as_ref().map(|pointers| pointers.first().map(|first| first.span));
        let places = self.on_each(at, |version, at| version.block_place(self.dictionary, at));
        let spans = Pair { old: begins.old.unwrap_or(places.old), new: begins.new.unwrap_or(places.new) };
        self.changes.push(FactChange::Evidence(EvidenceChange { at, pointers, spans }));
    }

    fn list(&mut self, list: ListId) {
        let records = self.versions.map(|version| version.records(list));
        let complete = records.map(|records| records.complete);
        if complete.old != complete.new {
            let spans = self.versions.map(|version| version.completeness_place(self.dictionary, list));
            self.changes.push(FactChange::Complete(CompleteChange { list, complete, spans }));
        }
        for (new, record) in (0..).zip(&records.new.records) {
            match self.same.in_old(list, new) {
                Some(old) => {
                    let numbers = Pair { old, new };
                    self.record(list, numbers, Pair { old: &records.old.records[old as usize], new: record });
                }
                None => self.only_in(Version::New, list, new, record),
            }
        }
        for (old, record) in (0..).zip(&records.old.records) {
            if self.same.in_new(list, old).is_none() {
                self.only_in(Version::Old, list, old, record);
            }
        }
    }

    fn record(&mut self, list: ListId, numbers: Pair<u32>, records: Pair<&'a Record>) {
        let place = Place {
            scope: Scope::Record(list),
            record: numbers.map(Some),
            slots: records.map(|record| record.slots.as_slice()),
            blocks: records.map(|record| record.blocks.as_slice()),
        };
        self.place(place, &self.lists[list]);
    }

    fn only_in(&mut self, version: Version, list: ListId, number: u32, record: &Record) {
        let route = Route { fact: self.dictionary.list(list).fact, record: Some(number) };
        self.changes.push(FactChange::Record(RecordChange { version, route, span: record.span }));
    }

    /// Something of both versions, each asked with its own.
    fn on_each<T, U>(&self, with: Pair<T>, ask: impl Fn(&Proposal, T) -> U) -> Pair<U> {
        Pair { old: ask(self.versions.old, with.old), new: ask(self.versions.new, with.new) }
    }
}

/// Whether pointers point to the same, whatever their order.
fn point_to_same(old: &[&Pointer], new: &[&Pointer]) -> bool {
    let sorted = |pointers: &[&Pointer]| {
        let mut targets: Vec<_> =
            pointers.iter().map(|pointer| (pointer.target.clone(), pointer.details.clone())).collect();
        targets.sort_unstable();
        targets
    };
    old.len() == new.len() && sorted(old) == sorted(new)
}
