//! Which facts changed between two versions, in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::Tables;
use super::super::places::{Place, place_words, record_called};
use crate::assess::{Assessment, Comparison, Pair};
use crate::proposal::{
    Answer, AnswerChange, BlockRoute, Dictionary, EvidenceChange, FactChange, FactWay, ListId, Pointer,
    RecordChange, Route, Scope, Version,
};
use crate::text;

/// A fact that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedFact {
    /// Its path, such as `community.part`; of a record its list, of a block or its evidence the block.
    pub fact: String,
    /// What it is called by people: `City of Riverside: the commitment`.
    pub says: String,
    /// In which way: `answered`, `changed`, `no longer said`, `added`, `removed`, `evidence added` …
    pub way: &'static str,
    /// What was said.
    pub old: String,
    /// What is said.
    pub new: String,
    /// Its line in the old version, where that says something of it.
    pub old_line: Option<u32>,
    /// Its line in the new version, where that says something of it.
    pub new_line: Option<u32>,
}

/// All facts that changed, in the order of the dictionary.
pub(super) fn changed_facts<'a>(comparison: &'a Comparison<'a>, tables: &Tables<'a>) -> Vec<ChangedFact> {
    let versions = Pair { old: comparison.old, new: comparison.new };
    let teller = FactTeller { versions, tables, dictionary: &tables.rubrics.dictionary };
    comparison.facts.iter().map(|change| teller.tell(change)).collect()
}

struct FactTeller<'t, 'a> {
    versions: Pair<&'a Assessment<'a>>,
    tables: &'t Tables<'a>,
    dictionary: &'t Dictionary,
}

impl FactTeller<'_, '_> {
    fn tell(&self, change: &FactChange) -> ChangedFact {
        let (fact, says, said) = match change {
            FactChange::Answer(change) => self.answer(change),
            FactChange::Record(change) => self.record(change),
            FactChange::Complete(change) => {
                let says = text::capital(self.tables.fact(self.list(change.list).fact).label);
                let word = |complete| if complete { "all are listed" } else { "not all are listed" };
                (self.list_path(change.list), says, change.complete.map(|complete| word(complete).to_owned()))
            }
            FactChange::Block(change) => {
                let (fact, says) = self.block(change.at);
                let word = |version| if change.denied_in == version { "none" } else { "not none as a whole" };
                let said = Pair { old: word(Version::Old), new: word(Version::New) };
                (fact, says, said.map(str::to_owned))
            }
            FactChange::Evidence(change) => {
                let (fact, says) = self.block(change.at);
                (fact, says, change.pointers.as_ref().map(|pointers| targets(pointers)))
            }
        };
        let lines = lines(change);
        let way = way_words(change.way());
        ChangedFact {
            fact,
            says,
            way,
            old: said.old,
            new: said.new,
            old_line: lines.old,
            new_line: lines.new,
        }
    }

    fn answer(&self, change: &AnswerChange) -> (String, String, Pair<String>) {
        let fact = self.dictionary.fact(change.routes.new.fact).path.clone();
        let says = place_words(self.tables, &Place::of(self.versions.new, change.routes.new));
        (fact, says, change.words(self.dictionary))
    }

    fn record(&self, change: &RecordChange) -> (String, String, Pair<String>) {
        let assessment = self.versions.of(change.version);
        let called = record_called(assessment, change.route).unwrap_or_default();
        let label = self.tables.fact(change.route.fact).label;
        let says = format!("{}: {called}", text::capital(label));
        let listed =
            |version| if change.version == version { called.clone() } else { "not listed".to_owned() };
        let fact = self.dictionary.fact(change.route.fact).path.clone();
        (fact, says, Pair { old: listed(Version::Old), new: listed(Version::New) })
    }

    /// The path of a block, and what it is called: `City of Riverside: delegate`, `Staying: exit`.
    fn block(&self, at: Pair<BlockRoute>) -> (String, String) {
        let path = &self.dictionary.blocks(at.new.scope)[at.new.block as usize].path;
        let words = path.replace('_', " ").replace('.', ": ");
        let Scope::Record(list) = at.new.scope else { return (path.clone(), text::capital(&words)) };
        let route = Route { fact: self.list(list).fact, record: at.new.record };
        let record = record_called(self.versions.new, route).unwrap_or_default();
        match path.is_empty() {
            true => (self.list_path(list), record),
            false => (format!("{}.{path}", self.list_path(list)), format!("{record}: {words}")),
        }
    }

    fn list(&self, list: ListId) -> &crate::proposal::ListDef {
        self.dictionary.list(list)
    }

    fn list_path(&self, list: ListId) -> String {
        self.dictionary.fact(self.list(list).fact).path.clone()
    }
}

/// The lines on which something is said.
fn lines(change: &FactChange) -> Pair<Option<u32>> {
    let lines = change.spans().map(|span| span.map(|span| span.line));
    let says = match change {
        FactChange::Answer(AnswerChange { answers, .. }) => answers.map(|answer| *answer != Answer::Unknown),
        FactChange::Evidence(EvidenceChange { pointers, .. }) => {
            pointers.as_ref().map(|pointers| !pointers.is_empty())
        }
        FactChange::Record(_) | FactChange::Complete(_) | FactChange::Block(_) => {
            Pair { old: true, new: true }
        }
    };
    Pair { old: lines.old.filter(|_| says.old), new: lines.new.filter(|_| says.new) }
}

/// `minutes.pdf (page: 3), https://example.org`, or that there is none.
fn targets(pointers: &[&Pointer]) -> String {
    let target = |pointer: &&Pointer| {
        let details: Vec<String> =
            pointer.details.iter().map(|(key, text)| format!("{key}: {}", text::shorten(text, 40))).collect();
        let target = text::shorten_middle(&pointer.target, 60);
        if details.is_empty() { target } else { format!("{target} ({})", details.join(", ")) }
    };
    let targets: Vec<String> = pointers.iter().map(target).collect();
    if targets.is_empty() { "none".to_owned() } else { targets.join(", ") }
}

fn way_words(way: FactWay) -> &'static str {
    match way {
        FactWay::Answered | FactWay::AnsweredNone => "answered",
        FactWay::NowUnknown | FactWay::NoneNowUnknown => "no longer said",
        FactWay::NowNone | FactWay::NoneNoMore | FactWay::OtherAnswer => "changed",
        FactWay::RecordAdded => "added",
        FactWay::RecordRemoved => "removed",
        FactWay::NowComplete | FactWay::NowIncomplete => "list changed",
        FactWay::BlockDenied => "now none as a whole",
        FactWay::BlockDeniedNoMore => "no longer none as a whole",
        FactWay::EvidenceAdded => "evidence added",
        FactWay::EvidenceRemoved => "evidence removed",
        FactWay::OtherEvidence => "other evidence",
    }
}
