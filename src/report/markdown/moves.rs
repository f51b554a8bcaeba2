//! The moves that help most.

use super::blocks::{Item, folded_after, join};
use super::escape::{code, escape};
use super::section::Section;
use crate::assess::Move;

/// After how many moves the rest is folded away.
const MOST: usize = 3;

impl Section<'_> {
    /// The moves.
    pub fn moves(self) -> String {
        let items: Vec<Item> = self.assessment.moves.iter().map(|step| self.step_up(step)).collect();
        if items.is_empty() {
            return "### Next moves\n\nNone; answer the open questions first.".to_owned();
        }
        let intro = "What lifts a limit on the verdict first, then most gain for least effort.";
        join(["### Next moves".to_owned(), intro.to_owned(), folded_after(self.most(MOST), &items, "moves")])
    }

    fn step_up(self, step: &Move) -> Item {
        let criterion = &self.assessment.rubrics.criteria[step.criterion];
        let (now, next) = (escape(criterion.means(step.from)), escape(criterion.means(step.to)));
        let lifts = if step.lifts_gate { ", lifts a limit" } else { "" };
        let gain = format!("+{:.1} points, takes {}{lifts}", step.gain, self.effort(&criterion.next));
        Item {
            head: format!("**{}** ({}): {gain}", escape(&criterion.title), code(&criterion.id)),
            lines: vec![
                format!("Now: {now}; next: {next}"),
                format!("Do: {}", escape(&criterion.next.action)),
            ],
        }
    }
}
