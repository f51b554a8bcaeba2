//! Many proposals side by side.

use std::io;

use askama::Template;

use super::{drawn, filters};
use crate::report::Output;
use crate::report::content::{Overview, Summary, WorstOfAll};

/// How many of the worst risks over all proposals are shown.
const WORST: usize = 5;

/// The proposals, taken in one by one: each a row that waits on a pile.
#[derive(Debug)]
pub struct Index {
    /// The pile of the rows.
    pile: usize,
    overview: Overview,
    /// The sectors, by their titles.
    sectors: Vec<String>,
}

/// What stands before the rows.
#[derive(Template)]
#[template(path = "index-opening.html", config = "src/report/html/askama.toml")]
struct IndexOpening {
    tally: String,
}

/// One proposal in a row.
#[derive(Template)]
#[template(path = "index-row.html", config = "src/report/html/askama.toml")]
struct Row<'a> {
    /// Where it is told of in full.
    href: &'a str,
    /// What is told of it here.
    summary: &'a Summary,
}

/// What stands after the rows: the worst risks over all.
#[derive(Template)]
#[template(path = "index-closing.html", config = "src/report/html/askama.toml")]
struct IndexClosing<'a> {
    sectors: &'a [String],
    worst: Vec<&'a WorstOfAll>,
}

impl Index {
    /// An index of nothing yet, the rows of which wait on a pile.
    pub fn on_pile(pile: usize) -> Index {
        Index { pile, overview: Overview::default(), sectors: Vec::new() }
    }

    /// Takes in one more, which is told of in full at `href`.
    ///
    /// # Errors
    /// Its row cannot be kept.
    pub fn add(&mut self, href: &str, summary: &Summary, out: &mut dyn Output) -> io::Result<()> {
        if self.sectors.is_empty() {
            self.sectors = summary.sectors.iter().map(|sector| sector.sector.clone()).collect();
        }
        self.overview.add(summary);
        out.keep(self.pile, &drawn(&Row { href, summary }))
    }

    /// How many proposals it has.
    pub fn proposals(&self) -> usize {
        self.overview.proposals()
    }

    /// What stands before the rows, and what stands after them.
    pub fn around(&self) -> [String; 2] {
        let mut worst = self.overview.worst();
        worst.truncate(WORST);
        let opening = IndexOpening { tally: self.overview.verdicts() };
        [drawn(&opening), drawn(&IndexClosing { sectors: &self.sectors, worst })]
    }
}
