//! The report for a terminal: one screen for one proposal, one line for each of many.

mod dimensions;
pub(super) mod grid;
mod head;
pub(super) mod ink;
mod many;
mod moves;
mod questions;
mod risks;
mod screen;
mod sectors;
#[cfg(test)]
mod tests;
mod waived;

use std::sync::atomic::{AtomicUsize, Ordering};

pub use many::many;

use self::grid::Grid;
use self::ink::{Ink, Tone};
use self::screen::Screen;
use super::limits::CANNOT_TELL;
use super::style::Style;
use super::summary::Summary;
use super::{End, Form, Part};
use crate::policy::Evaluated;

/// Narrower than this nothing reads well; wider than that lines are too long to read.
const NARROWEST: usize = 66;
const WIDEST: usize = 140;

pub(super) fn width_of(style: &Style) -> usize {
    style.width.clamp(NARROWEST, WIDEST)
}

/// The screen of one proposal.
///
/// With `detail` everything is shown: every finding, every ground, every criterion with level, weight and contribution.
pub fn one(evaluated: &Evaluated, style: &Style, detail: bool) -> String {
    let ink = Ink::new(style);
    let screen = Screen { evaluated, assessment: &evaluated.assessment, ink, width: width_of(style), detail };
    let mut parts =
        vec![screen.head(), screen.sectors(), screen.risks(), screen.waived(), screen.dimensions()];
    if detail {
        parts.push(screen.criteria());
    }
    parts.extend([screen.questions(), screen.moves(), screen.limits()]);
    parts.retain(|part| !part.is_empty());
    ink.finish(&parts.join("\n"))
}

/// Up to so many proposals are shown whole; more are shown a line each.
const SHOWN_WHOLE: usize = 3;

/// The form for a terminal.
pub struct Table {
    style: Style,
    detail: bool,
    /// How many whole screens were made: past the few that are shown, none is.
    screens: AtomicUsize,
}

impl Table {
    /// A table in a style; with `detail` everything is shown.
    pub fn new(style: Style, detail: bool) -> Table {
        Table { style, detail, screens: AtomicUsize::new(0) }
    }
}

impl Form for Table {
    fn part(&self, evaluated: &Evaluated) -> Part {
        let number = self.screens.fetch_add(1, Ordering::Relaxed);
        let screen = (number < SHOWN_WHOLE).then(|| one(evaluated, &self.style, self.detail));
        Part::Held(screen.unwrap_or_default(), Box::new(Summary::of(evaluated)))
    }

    fn finish(&self, held: Vec<Part>, _: &End) -> Vec<String> {
        let (screens, summaries): (Vec<String>, Vec<Summary>) = held
            .into_iter()
            .filter_map(|part| match part {
                Part::Held(screen, summary) => Some((screen, *summary)),
                _ => None,
            })
            .unzip();
        if summaries.len() <= SHOWN_WHOLE {
            vec![screens.join("\n")]
        } else {
            vec![many(&summaries, &self.style, self.detail)]
        }
    }
}

impl Screen<'_> {
    /// What the report cannot tell, and where to read on.
    fn limits(&self) -> String {
        let mut grid = Grid::new(self.width, &[]);
        let title = self.ink.tint(Tone::Title, "What this cannot tell:");
        let bands = &self.assessment.rubrics.scale.bands;
        let bands: Vec<String> = bands.iter().map(|band| format!("{} {}", band.verdict, band.from)).collect();
        let bands = self.ink.say(&format!(
            "Verdicts by score: {}. These cut-offs, and the limits, are conventions, not findings.",
            bands.join(", ")
        ));
        grid.row(vec![format!("{title} {CANNOT_TELL} {bands}")]);
        let hint = "line = line of the proposal file. `quorate explain ID` tells what an id such as community/part asks for, and why.";
        let more = if self.detail { "" } else { " `--detail` shows everything." };
        grid.row(vec![self.ink.tint(Tone::Faint, &format!("{hint}{more}"))]);
        grid.draw()
    }
}
