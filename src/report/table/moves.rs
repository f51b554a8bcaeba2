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
        let head = ["Next", "what lifts a limit on the verdict first, then most gain for least effort"]
            .map(|t| self.ink.tint(Tone::Title, t))
            .to_vec();
        let mut grid = Grid::new(self.width, &[4]).head(head, self.ink.unicode);
        let most = self.most(MOST);
        for (number, step) in moves.iter().take(most).enumerate() {
            grid.row(vec![format!("{}.", number + 1), self.step(step)]);
        }
        grid.draw() + &self.and_more(moves.len().saturating_sub(most))
    }

    fn step(&self, step: &Move) -> String {
        let criterion = &self.assessment.rubrics.criteria[step.criterion];
        let title = self.ink.tint(Tone::Title, &criterion.title);
        let id = self.ink.tint(Tone::Faint, &format!("({})", criterion.id));
        let mut lines = vec![format!("{title} {id}")];
        let (now, next) = (criterion.means(step.from), criterion.means(step.to));
        lines.push(self.ink.say(&format!("now: {now} / next: {next}")));
        // Where the table of risks says what to do, it is not said again.
        let told = self.shown_risks().any(|f| f.subject == Subject::Criterion(step.criterion));
        let action = if told { "as in the risk above" } else { &criterion.next.action };
        lines.push(format!("Do: {} {}", self.ink.say(action), self.gain(step)));
        lines.join("\n")
    }

    /// What it gains, what it takes, and whether it lifts a limit on the verdict.
    fn gain(&self, step: &Move) -> String {
        let effort = self.effort(&self.assessment.rubrics.criteria[step.criterion].next);
        let gain = self.ink.tint(Tone::Faint, &format!("(+{:.1} points, takes {effort})", step.gain));
        if step.lifts_gate {
            format!("{gain}; {}", self.ink.tint(Tone::Title, "lifts a limit"))
        } else {
            gain
        }
    }
}
