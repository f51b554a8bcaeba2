//! Many proposals side by side.

use askama::Template;

use super::filters;
use crate::report::content::{Summary, WorstOfAll, tally_verdicts, worst_of_all};

/// How many of the worst risks over all proposals are shown.
const WORST: usize = 5;

/// Each proposal in a row, and the worst risks over all.
#[derive(Template)]
#[template(path = "index.html", config = "src/report/html/askama.toml")]
pub struct Index<'a> {
    tally: String,
    rows: Vec<Row<'a>>,
    worst: Vec<WorstOfAll<'a>>,
}

/// One proposal in a row.
#[derive(Debug)]
pub struct Row<'a> {
    /// Where it is told of in full.
    pub href: String,
    /// What is told of it here.
    pub summary: &'a Summary,
}

impl<'a> Index<'a> {
    /// The index of these proposals.
    pub fn of(rows: Vec<Row<'a>>) -> Index<'a> {
        let summaries = || rows.iter().map(|row| row.summary);
        let mut worst = worst_of_all(summaries());
        worst.truncate(WORST);
        Index { tally: tally_verdicts(summaries()), worst, rows }
    }
}
