//! Findings that are waived: they are printed, counted apart, and change nothing else.

use super::grid::Grid;
use super::ink::Tone;
use super::screen::Screen;
use crate::policy::Standing;

impl Screen<'_> {
    /// The table of waived findings; nothing where none is.
    pub fn waived(&self) -> String {
        let waived: Vec<_> = (self.evaluated.findings())
            .filter_map(|(finding, disposition)| match &disposition.standing {
                Standing::Waived(waived) => Some((finding, waived)),
                _ => None,
            })
            .collect();
        if waived.is_empty() {
            return String::new();
        }
        let title = format!(
            "{}: no gate on severity fails by them; score and verdict do not know of it",
            waived.len()
        );
        let head = ["Waived", &title].map(|t| self.ink.tint(Tone::Title, t)).to_vec();
        let mut grid = Grid::new(self.width, &[8]).head(head, self.ink.unicode);
        for (finding, why) in waived {
            let rubrics = self.assessment.rubrics;
            let id = self.ink.tint(Tone::Faint, &format!("({})", finding.id(rubrics)));
            let title = self.ink.tint(Tone::Title, finding.title(rubrics));
            let note = self.ink.tint(Tone::Open, &why.note());
            let what = format!("{title} {id}, {}\n{note}", self.lines(&finding.facts));
            grid.row(vec![self.severity(finding), what]);
        }
        grid.draw()
    }
}
