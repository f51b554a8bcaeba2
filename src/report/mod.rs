//! What was found, in the formats in which it leaves the program.
//!
//! [`content`] says what is said, once; a format lays it out.

pub mod content;
pub mod cover;
pub mod csv;
pub mod explain;
mod format;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod ours;
pub mod problems;
pub mod sarif;
pub mod sheet;
pub mod style;
pub mod terminal;

pub use format::{Format, InMemory, Output, text_of};
