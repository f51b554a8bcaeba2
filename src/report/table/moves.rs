//! The moves that help most: which criterion to bring to which level, what that takes and what it gains.

use super::grid::Grid;
use super::ink::Tone;
use super::screen::Screen;
use crate::assess::{Move, Subject};

/// How many moves one screen shows.
const MOST: usize = 3;

impl Screen<'_> {
    /// The table of moves.
    pub fn moves(&self) -> String {
        let moves = &self.assessment.moves;
        if moves.is_empty() {
            return format!(
                "{}: none; answer the open questions first\n",
                self.ink.tint(Tone::Title, "Next moves")
            );
        }
        let head = ["Next", "moves that help most for their effort", "gain"]
            .map(|t| self.ink.tint(Tone::Title, t))
            .to_vec();
        let mut grid = Grid::new(self.width, &[4, self.width - 6 - 22]).head(head, self.ink.unicode).airy();
        let most = self.most(MOST);
        for (number, step) in moves.iter().take(most).enumerate() {
            grid.row(vec![format!("{}.", number + 1), self.step(step), self.gain(step)]);
        }
        grid.draw() + &self.and_more(moves.len().saturating_sub(most))
    }

    fn step(&self, step: &Move) -> String {
        let criterion = &self.assessment.rubrics.criteria[step.criterion];
        let title = self.ink.tint(Tone::Title, &criterion.title);
        let id = self.ink.tint(Tone::Faint, &format!("({})", criterion.id));
        let mut lines = vec![format!("{title} {id}")];
        lines.push(self.ink.say(&format!(
            "{} → {}: {}",
            step.from.word(),
            step.to.word(),
            criterion.means(step.to)
        )));
        // Where the table of risks says what to do, it is not said again.
        let told = self.shown_risks().any(|f| f.subject == Subject::Criterion(step.criterion));
        if !told {
            lines.push(format!("Do: {}", self.ink.say(&criterion.next.action)));
        }
        lines.join("\n")
    }

    fn gain(&self, step: &Move) -> String {
        let criterion = &self.assessment.rubrics.criteria[step.criterion];
        let mut lines =
            vec![format!("+{:.1} points, {}", step.gain, self.ink.say(self.effort(&criterion.next)))];
        if step.lifts_gate {
            lines.push(self.ink.tint(Tone::Title, "lifts the hold"));
        }
        lines.join("\n")
    }
}
