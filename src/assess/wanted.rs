//! What a condition over a list wants to know of its records.

use crate::proposal::{FactRef, ListId};
use crate::rubric::Condition;

/// Which words of which records are counted.
#[derive(Clone, Copy)]
pub(super) struct Words<'c> {
    /// The field.
    pub of: FactRef,
    /// The list that has the field.
    pub list: ListId,
    /// The words that count.
    pub among: u64,
    /// How many different words a record may add whose field is unknown.
    pub unknown_adds: u32,
    /// The name of a record, where each word needs a record of its own.
    pub own: Option<FactRef>,
    /// Words that count for another.
    pub counting: &'c [(u8, u8)],
    /// Which records; all without.
    pub filter: Option<&'c Condition>,
}

/// Which fields of a list say who gives how much.
#[derive(Clone, Copy)]
pub(super) struct Gifts {
    /// The amount.
    pub of: FactRef,
    /// Who gives it.
    pub giver: FactRef,
    /// Who pays it back, where somebody does.
    pub repaid_by: Option<FactRef>,
}
