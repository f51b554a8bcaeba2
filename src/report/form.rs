//! What every form of report has in common: parts made proposal by proposal, on all cores, and put together in order.

use super::summary::Summary;
use crate::document::Problem;
use crate::policy::Evaluated;

/// A form in which assessments leave the program. It decides nothing: every number and every sentence is in what it is
/// given.
pub trait Form: Sync {
    /// What stands before the proposals.
    fn head(&self) -> String {
        String::new()
    }

    /// The part of one proposal. Parts are made in any order and put together in the order of the files.
    fn part(&self, evaluated: &Evaluated) -> Part;

    /// What stands between the texts of two proposals.
    fn between(&self) -> &'static str {
        ""
    }

    /// What stands after the proposals, in pieces, so that a long report is not copied once more; `held` are the parts
    /// that could not be written as they came.
    fn finish(&self, held: Vec<Part>, end: &End) -> Vec<String>;
}

/// The part of one proposal.
pub enum Part {
    /// A text that is written as soon as its turn has come. Memory does not grow with the number of proposals.
    Text(String),
    /// A text, and what has to be known of all proposals before any is written.
    Held(String, Box<Summary>),
    /// Lines that stand in the order of their ranks over all proposals, the lowest first.
    Ranked(Vec<(u32, String)>),
}

/// What is known at the end of a run.
#[derive(Debug, Default)]
pub struct End {
    /// Everything that is wrong with files, in the order of the files.
    pub problems: Vec<FileProblem>,
    /// How many files of folders were no proposals.
    pub skipped: usize,
}
