//! The report for a terminal: one screen for one proposal, one line for each of many.

mod dimensions;
mod grid;
mod head;
mod ink;
mod many;
mod moves;
mod questions;
mod risks;
mod screen;
mod sectors;
#[cfg(test)]
mod tests;

pub use many::many;

use self::grid::Grid;
use self::ink::{Ink, Tone};
use self::screen::Screen;
use super::style::Style;
use crate::assess::Assessment;

/// Narrower than this nothing reads well; wider than that lines are too long to read.
const NARROWEST: usize = 66;
const WIDEST: usize = 140;

fn width_of(style: &Style) -> usize {
    style.width.clamp(NARROWEST, WIDEST)
}

/// The screen of one proposal. `source` is the path of its file.
///
/// With `detail` everything is shown: every finding, every ground, every criterion with level, weight and contribution.
pub fn one(assessment: &Assessment, source: &str, style: &Style, detail: bool) -> String {
    let ink = Ink::new(style);
    let screen = Screen { assessment, source, ink, width: width_of(style), detail };
    let mut parts = vec![screen.head(), screen.sectors(), screen.risks(), screen.dimensions()];
    if detail {
        parts.push(screen.criteria());
    }
    parts.extend([screen.questions(), screen.moves(), screen.limits()]);
    ink.finish(&parts.join("\n"))
}

impl Screen<'_> {
    /// What the report cannot tell, and where to read on.
    fn limits(&self) -> String {
        let mut grid = Grid::new(self.width, &[]);
        let title = self.ink.tint(Tone::Title, "What this cannot tell:");
        let text = "whether it will work. This is the readiness of a design as it is written, not a forecast; what was not said \
                    counts as unknown, not as no.";
        let bands = &self.assessment.rubrics.scale.bands;
        let bands: Vec<String> = bands.iter().map(|band| format!("{} {}", band.verdict, band.from)).collect();
        let bands = self.ink.say(&format!(
            "Verdicts by score: {}. These cut-offs, and the limits, are conventions, not findings.",
            bands.join(", ")
        ));
        grid.row(vec![format!("{title} {text} {bands}")]);
        let hint = "line = line of the proposal file. `quorate explain ID` tells what an id such as community/part asks for, and why.";
        let more = if self.detail { "" } else { " `--detail` shows everything." };
        grid.row(vec![self.ink.tint(Tone::Faint, &format!("{hint}{more}"))]);
        grid.draw()
    }
}
