//! The report for a terminal: a screen for one proposal, a line for each of many.

mod agreement;
mod block;
mod comparison;
mod detail;
pub(super) mod fit;
mod grid;
pub(super) mod ink;
mod many;
mod room;
#[cfg(test)]
mod samples;
mod screen;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use self::ink::Pen;
use self::many::Many;
use self::screen::Screen;
use super::content::{AgreementReport, ComparisonReport, End, ProposalReport, Summary};
use super::style::Style;
use super::{Format, Output};

/// Narrower than this nothing reads well.
const NARROWEST: usize = 60;
/// Texts in longer lines are hard to read.
const WIDEST_TEXT: usize = 100;
/// Tables in longer lines are hard to read.
const WIDEST_TABLE: usize = 120;

/// Up to so many proposals are shown whole; more are shown a line each.
const SHOWN_WHOLE: usize = 3;

/// The format `table`.
pub struct Terminal {
    style: Style,
    detail: bool,
    /// How many whole screens were made: past the few that are shown, none is.
    screens: AtomicUsize,
    /// Those screens, as long as no more proposals come than are shown whole.
    kept: Vec<String>,
    many: Many,
}

impl Terminal {
    /// A report in a style; with `detail` nothing is left out.
    pub fn new(style: Style, detail: bool) -> Terminal {
        Terminal { style, detail, screens: AtomicUsize::new(0), kept: Vec::new(), many: Many::default() }
    }
}

/// The screen of one proposal; with `detail` every finding, every ground and every criterion.
pub fn one(report: &ProposalReport, style: &Style, detail: bool) -> String {
    let screen = Screen { report, pen: Pen::new(style), width: style.width.clamp(NARROWEST, WIDEST_TEXT) };
    if detail { screen.draw_all() } else { screen.draw() }
}

impl Format for Terminal {
    type Part = (String, Summary);

    fn part(&self, report: &ProposalReport) -> Self::Part {
        let number = self.screens.fetch_add(1, Ordering::Relaxed);
        let screen = (number < SHOWN_WHOLE).then(|| one(report, &self.style, self.detail));
        (screen.unwrap_or_default(), Summary::of(report))
    }

    fn add(&mut self, (screen, summary): Self::Part, _: &mut dyn Output) -> io::Result<()> {
        if self.kept.len() < SHOWN_WHOLE {
            self.kept.push(screen);
        }
        self.many.add(&summary);
        Ok(())
    }

    fn end(&mut self, _: &End, out: &mut dyn Output) -> io::Result<()> {
        if self.many.proposals() > SHOWN_WHOLE {
            return out.write(&self.many.draw(&self.style, self.detail));
        }
        let line = if self.style.unicode { "─" } else { "-" };
        let line = line.repeat(self.style.width.clamp(NARROWEST, WIDEST_TEXT));
        out.write(&self.kept.join(&format!("\n{line}\n\n")))
    }

    fn comparison(&self, comparison: &ComparisonReport) -> Option<String> {
        Some(comparison::screen(comparison, &self.style, self.detail))
    }

    fn agreement(&self, agreement: &AgreementReport) -> Option<String> {
        Some(agreement::screen(agreement, &self.style, self.detail))
    }
}
