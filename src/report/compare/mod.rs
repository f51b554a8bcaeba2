//! What moved between two versions of a proposal, in the forms in which it leaves the program.

mod html;
mod json;
mod markdown;
mod story;
mod table;

pub use html::html;
pub use json::{SCHEMA, json};
pub use markdown::markdown;
pub use table::table;

use crate::assess::Comparison;
use crate::proposal::Source;

/// A comparison, and where its two versions stand.
pub struct Compared<'a> {
    /// What moved.
    pub comparison: &'a Comparison<'a>,
    /// Where the old version stands.
    pub old: Source,
    /// Where the new version stands.
    pub new: Source,
}
