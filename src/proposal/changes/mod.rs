//! What two versions of a proposal say differently: the facts, with the old and the new answer and where each stands.
//!
//! A fact changed where its answer means something else: the order of words and texts in a list, white space in a text
//! and another spelling of the same figure are no change. What is told as one, and not fact by fact:
//!
//! - a record that is only in one version (which records are the same: see [`SameRecords`]);
//! - a block that is denied at once, or is no more: facts in it of which nothing was known are told with it;
//! - the evidence of a block or record: what it points to. Whether a file is there is not in the proposal;
//! - whether a list is complete.
//!
//! The order is that of the dictionary, with the records of a list in the order of the new version, and those that are
//! gone after them. Evidence stands before the facts of its block.

mod answers;
#[cfg(test)]
mod laws;
mod records;
#[cfg(test)]
mod tests;
mod walk;

pub use answers::is_same;
pub use records::SameRecords;

use super::pointer::{BlockRoute, Pointer};
use super::{Answer, Datum, Dictionary, ListId, Proposal, Route};
use crate::document::Span;
use crate::text;

/// Before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pair<T> {
    /// Before.
    pub old: T,
    /// After.
    pub new: T,
}

impl<T> Pair<T> {
    /// Both, each made into something else.
    pub fn map<U>(self, mut make: impl FnMut(T) -> U) -> Pair<U> {
        Pair { old: make(self.old), new: make(self.new) }
    }

    /// Both, by reference.
    pub fn as_ref(&self) -> Pair<&T> {
        Pair { old: &self.old, new: &self.new }
    }

    /// After and before.
    #[must_use]
    pub fn swapped(self) -> Pair<T> {
        Pair { old: self.new, new: self.old }
    }

    /// The one of a version.
    pub fn of(self, version: Version) -> T {
        match version {
            Version::Old => self.old,
            Version::New => self.new,
        }
    }
}

/// One of two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Version {
    /// The one before.
    Old,
    /// The one after.
    New,
}

/// One difference between what two versions say.
#[derive(Debug, Clone, PartialEq)]
pub enum FactChange<'a> {
    /// A fact is answered otherwise.
    Answer(AnswerChange<'a>),
    /// A record is only in one version.
    Record(RecordChange),
    /// A list was said to be complete, or is said to be.
    Complete(CompleteChange),
    /// A block was denied at once, or is.
    Block(BlockChange),
    /// A block or a record points to other evidence.
    Evidence(EvidenceChange<'a>),
}

/// A fact that is answered otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerChange<'a> {
    /// Which fact, of which record in each version.
    pub routes: Pair<Route>,
    /// What is said at it.
    pub answers: Pair<&'a Answer>,
    /// Of a list of records, how many there are; else 0.
    pub records: Pair<usize>,
    /// Where it stands; where nothing is said, the innermost place around it.
    pub spans: Pair<Span>,
}

/// A record that is only in one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordChange {
    /// The version that has it.
    pub version: Version,
    /// The record in that version.
    pub route: Route,
    /// Where it begins there.
    pub span: Span,
}

/// A list that is complete in one version only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompleteChange {
    /// The list.
    pub list: ListId,
    /// Whether it is complete.
    pub complete: Pair<bool>,
    /// Where that is said, or else where the list stands.
    pub spans: Pair<Span>,
}

/// A block that is denied at once in one version only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockChange {
    /// The version that denies it.
    pub denied_in: Version,
    /// The block in each version.
    pub at: Pair<BlockRoute>,
    /// Where it stands.
    pub spans: Pair<Span>,
}

/// A block or a record that points to other evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceChange<'a> {
    /// The block or record in each version.
    pub at: Pair<BlockRoute>,
    /// All that it points to.
    pub pointers: Pair<Vec<&'a Pointer>>,
    /// Where its evidence begins; where it has none, the place of the block or record.
    pub spans: Pair<Span>,
}

/// In which way a fact, a record, a list, a block or its evidence changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactWay {
    /// Nothing was known, and now there is an answer.
    Answered,
    /// Nothing was known, and now the answer is no or none.
    AnsweredNone,
    /// There was an answer, and now nothing is known.
    NowUnknown,
    /// The answer was no or none, and now nothing is known.
    NoneNowUnknown,
    /// There was an answer, and now it is no or none.
    NowNone,
    /// The answer was no or none, and now there is another.
    NoneNoMore,
    /// There is another answer.
    OtherAnswer,
    /// The record is new.
    RecordAdded,
    /// The record is gone.
    RecordRemoved,
    /// The list is now said to be complete.
    NowComplete,
    /// The list is now said not to be complete.
    NowIncomplete,
    /// The block is now denied at once.
    BlockDenied,
    /// The block is no more denied at once.
    BlockDeniedNoMore,
    /// There was no evidence, and now there is.
    EvidenceAdded,
    /// There was evidence, and now there is none.
    EvidenceRemoved,
    /// There is other evidence, or more, or less.
    OtherEvidence,
}

impl FactWay {
    /// All of them.
    pub const ALL: [FactWay; 16] = [
        FactWay::Answered,
        FactWay::AnsweredNone,
        FactWay::NowUnknown,
        FactWay::NoneNowUnknown,
        FactWay::NowNone,
        FactWay::NoneNoMore,
        FactWay::OtherAnswer,
        FactWay::RecordAdded,
        FactWay::RecordRemoved,
        FactWay::NowComplete,
        FactWay::NowIncomplete,
        FactWay::BlockDenied,
        FactWay::BlockDeniedNoMore,
        FactWay::EvidenceAdded,
        FactWay::EvidenceRemoved,
        FactWay::OtherEvidence,
    ];

    /// Its word in the output for machines.
    pub fn word(self) -> &'static str {
        match self {
            FactWay::Answered => "answered",
            FactWay::AnsweredNone => "answered_none",
            FactWay::NowUnknown => "now_unknown",
            FactWay::NoneNowUnknown => "none_now_unknown",
            FactWay::NowNone => "now_none",
            FactWay::NoneNoMore => "none_no_more",
            FactWay::OtherAnswer => "other_answer",
            FactWay::RecordAdded => "record_added",
            FactWay::RecordRemoved => "record_removed",
            FactWay::NowComplete => "now_complete",
            FactWay::NowIncomplete => "now_incomplete",
            FactWay::BlockDenied => "block_denied",
            FactWay::BlockDeniedNoMore => "block_denied_no_more",
            FactWay::EvidenceAdded => "evidence_added",
            FactWay::EvidenceRemoved => "evidence_removed",
            FactWay::OtherEvidence => "other_evidence",
        }
    }
}

impl FactChange<'_> {
    /// In which way it changed.
    pub fn way(&self) -> FactWay {
        match self {
            FactChange::Answer(change) => change.way(),
            FactChange::Record(change) => match change.version {
                Version::Old => FactWay::RecordRemoved,
                Version::New => FactWay::RecordAdded,
            },
            FactChange::Complete(change) => match change.complete.new {
                true => FactWay::NowComplete,
                false => FactWay::NowIncomplete,
            },
            FactChange::Block(change) => match change.denied_in {
                Version::Old => FactWay::BlockDeniedNoMore,
                Version::New => FactWay::BlockDenied,
            },
            FactChange::Evidence(change) => change.way(),
        }
    }

    /// Where it stands in each version; `None` where a version does not have the record.
    pub fn spans(&self) -> Pair<Option<Span>> {
        match self {
            FactChange::Answer(change) => change.spans.map(Some),
            FactChange::Complete(change) => change.spans.map(Some),
            FactChange::Block(change) => change.spans.map(Some),
            FactChange::Evidence(change) => change.spans.map(Some),
            FactChange::Record(change) => match change.version {
                Version::Old => Pair { old: Some(change.span), new: None },
                Version::New => Pair { old: None, new: Some(change.span) },
            },
        }
    }
}

impl AnswerChange<'_> {
    /// In which way the answer changed.
    pub fn way(&self) -> FactWay {
        match (self.answers.old, self.answers.new) {
            (Answer::Unknown, Answer::Denied) => FactWay::AnsweredNone,
            (Answer::Unknown, _) => FactWay::Answered,
            (Answer::Denied, Answer::Unknown) => FactWay::NoneNowUnknown,
            (Answer::Given(_), Answer::Unknown) => FactWay::NowUnknown,
            (Answer::Given(_), Answer::Denied) => FactWay::NowNone,
            (Answer::Denied, _) => FactWay::NoneNoMore,
            (Answer::Given(_), Answer::Given(_)) => FactWay::OtherAnswer,
        }
    }

    /// Both answers in words that differ: `not stated` and `4 partners`.
    pub fn words(&self, dictionary: &Dictionary) -> Pair<String> {
        let fact = dictionary.fact(self.routes.new.fact);
        let super::Kind::Records(list) = fact.kind else { return dictionary.say_apart(fact, self.answers) };
        let item = &dictionary.list(list).item;
        let say = |answer: &Answer, records| match answer {
            Answer::Given(Datum::Records) => text::count(records, item),
            _ => dictionary.say(fact, answer),
        };
        Pair { old: say(self.answers.old, self.records.old), new: say(self.answers.new, self.records.new) }
    }
}

impl EvidenceChange<'_> {
    /// In which way the evidence changed.
    pub fn way(&self) -> FactWay {
        match (self.pointers.old.is_empty(), self.pointers.new.is_empty()) {
            (true, _) => FactWay::EvidenceAdded,
            (_, true) => FactWay::EvidenceRemoved,
            _ => FactWay::OtherEvidence,
        }
    }
}

/// What two versions, bound by the same dictionary, say differently.
pub fn changes<'a>(
    dictionary: &Dictionary,
    versions: Pair<&'a Proposal>,
    same: &SameRecords,
) -> Vec<FactChange<'a>> {
    walk::walk(dictionary, versions, same)
}
