//! What a bound proposal holds at each fact.

use super::date::{Duration, PartialDate};
use super::evidence::{EvidenceKind, EvidenceState};
use super::number::{Money, Within};
use crate::document::Span;

/// What a proposal says at one fact.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Answer {
    /// Nothing, or that it is not known.
    #[default]
    Unknown,
    /// `no` or `none`, of the fact or of the block around it.
    Denied,
    /// A value.
    Given(Datum),
}

/// A value, in the kind that the dictionary asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// A text or a name.
    Text(Box<str>),
    /// Yes; no is a denial.
    Yes,
    /// A number.
    Number(f64),
    /// A number, a share or a length of time of which not more is said than where it lies.
    Within(Within),
    /// A share, 0 to 1.
    Share(f64),
    /// An amount of money.
    Money(Money),
    /// A date.
    Date(PartialDate),
    /// A length of time.
    Duration(Duration),
    /// A word, as its number in the vocabulary.
    Word(u8),
    /// Words, a bit for each number in the vocabulary. Never empty.
    Words(u64),
    /// Texts or names. Never empty.
    Texts(Vec<Box<str>>),
    /// A list of records, kept in [`super::Proposal::records`].
    Records,
}

/// One fact of a proposal or of a record.
#[derive(Debug, Clone, Default)]
pub struct Slot {
    /// What is said.
    pub answer: Answer,
    /// Where its key stands; `None` where the file does not name the fact.
    pub key: Option<Span>,
    /// Evidence stands beside it, or it needs none.
    pub evidenced: bool,
    /// Some of that evidence is a file that was looked at, or it needs none.
    pub checked: bool,
    /// It needs no evidence.
    pub needless: bool,
    /// A quote that was found in its file speaks for it, or it needs none.
    pub quoted: bool,
}

impl Slot {
    /// An answer, where its key stands, and what it rests on.
    pub(super) fn new(answer: Answer, key: Span, backing: Backing) -> Slot {
        let needless = backing == Backing::Needless;
        Slot {
            answer,
            key: Some(key),
            evidenced: backing.is_evidence(),
            checked: backing.is_checked(),
            needless,
            // Quotes are looked for when the whole proposal is read.
            quoted: needless,
        }
    }
}

/// What a fact rests on, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Backing {
    /// It is only claimed.
    #[default]
    Nothing,
    /// The address of a page, which nobody has looked at.
    Unchecked,
    /// A file that was looked at.
    Checked,
    /// It needs no evidence.
    Needless,
}

impl Backing {
    /// Whether it evidences.
    pub fn is_evidence(self) -> bool {
        self > Backing::Nothing
    }

    /// Whether somebody has looked at it, or need not.
    pub fn is_checked(self) -> bool {
        self >= Backing::Checked
    }
}

impl From<EvidenceState> for Backing {
    /// What a pointer gives to what it stands beside.
    fn from(state: EvidenceState) -> Backing {
        match state.kind() {
            Some(EvidenceKind::File) => Backing::Checked,
            Some(EvidenceKind::Url) => Backing::Unchecked,
            Some(EvidenceKind::NotLookedAt) | None => Backing::Nothing,
        }
    }
}

/// One record of a list.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its facts, by slot.
    pub slots: Vec<Slot>,
    /// Where the keys of its blocks stand, by number of the block.
    pub(super) blocks: Vec<Option<Span>>,
    /// Where it begins.
    pub span: Span,
    /// Evidence stands in it. Without, the evidenced reading takes its very existence for a maybe.
    pub evidenced: bool,
    /// Some of that evidence is a file that was looked at.
    pub checked: bool,
    /// A quote that was found speaks for a fact of it, or a fact of it needs no evidence.
    pub quoted: bool,
    /// The first record of the list that has the same name, by its number, where one before it has.
    pub namesake: Option<u32>,
}

/// The records of one list.
#[derive(Debug, Clone)]
pub struct Records {
    /// As given, in order.
    pub records: Vec<Record>,
    /// No record is left out, so that what is not there is known not to be there.
    pub complete: bool,
    /// Where the key stands that says whether it is complete; without it, it is.
    pub complete_key: Option<Span>,
}
