//! Quotes beside evidence: whether the words stand in the file that they are quoted from, and on which page.
//!
//! White space, quotation marks, hyphenation and the forms of letters are no difference ([`Folded`]); all else is. The
//! words are looked for, and their meaning is not: that a fact says the same as its quote, a person has to see.
//!
//! The room opens no file by itself: the text of a file comes through [`Texts`], and where nobody has one, quotes are not
//! looked for. What reads PDF, DOCX and HTML is in [`readers`], with the feature `cli`.

mod check;
mod find;
mod fold;
mod nearest;
#[cfg(feature = "cli")]
pub mod readers;
mod source;
mod text;

pub use check::{Effort, look_up};
pub use find::{Quoted, find};
pub use fold::Folded;
pub use nearest::{Passage, nearest};
pub use source::{NoTexts, Texts};
pub use text::{FileText, NoText};
