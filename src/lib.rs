//! Tells whether a proposed collaboration between sectors is ready, before anyone signs.

pub mod assess;
pub mod cli;
pub mod document;
pub mod proposal;
pub mod report;
pub mod rubric;
mod wording;
