//! Open questions: what to ask, of whom, and which risk a bad answer would mean.

use super::grid::Grid;
use super::ink::Tone;
use super::screen::Screen;
use crate::assess::{Finding, FindingKind};
use crate::report::asks;

/// How many questions one screen shows.
const MOST: usize = 5;
/// How many facts of a question it asks for.
const FACTS: usize = 2;

/// A question of the dictionary.
#[derive(Debug)]
pub struct Ask {
    /// The records it is asked of: `City of Riverside: `; empty where it is asked of the whole.
    whose: String,
    question: String,
    /// The key by which it is answered.
    path: String,
    /// Where the answer goes.
    pub lines: String,
}

/// Questions in words; those of the same records at the same lines in one stretch.
pub fn spelled(asks: &[Ask]) -> String {
    let alike = |a: &Ask, b: &Ask| a.whose == b.whose && a.lines == b.lines;
    let groups = asks.chunk_by(alike).map(|group| {
        let questions: Vec<&str> = group.iter().map(|ask| ask.question.as_str()).collect();
        let paths: Vec<&str> = group.iter().map(|ask| ask.path.as_str()).collect();
        let Ask { whose, lines, .. } = &group[0];
        format!("{whose}{} ({}, {lines})", questions.join(" "), paths.join(", "))
    });
    groups.collect::<Vec<_>>().join("\n")
}

/// Questions that ask the same, and the risks that a bad answer would mean.
struct Row<'a> {
    ask: String,
    /// How many facts it asks for beyond those.
    beyond: usize,
    findings: Vec<&'a Finding>,
}

impl Screen<'_> {
    /// The table of open questions.
    pub fn questions(&self) -> String {
        let rows = self.question_rows();
        if rows.is_empty() {
            return format!(
                "{}: none, all that is due was answered\n",
                self.ink.tint(Tone::Title, "Open questions")
            );
        }
        let all: usize = rows.iter().map(|row| row.findings.len()).sum();
        let hides = ((self.width - 10) / 3).max(26);
        let ask = self.width - 10 - hides - 2;
        let title = if all == 1 {
            "1 risk cannot be ruled out; ask this first".to_owned()
        } else {
            format!("{all} risks cannot be ruled out; ask these first")
        };
        let head =
            ["Ask", &title, "risk if the answer is bad"].map(|t| self.ink.tint(Tone::Title, t)).to_vec();
        let mut grid = Grid::new(self.width, &[8, ask]).head(head, self.ink.unicode);
        let mut shown = 0;
        for row in rows.into_iter().take(self.most(MOST)) {
            shown += row.findings.len();
            let severity = row.findings.first().map(|f| self.ink.tint(f.severity.into(), f.severity.word()));
            let ask = row.ask.clone() + &self.rest(&row);
            grid.row(vec![severity.unwrap_or_default(), ask, self.hidden(&row.findings)]);
        }
        grid.draw() + &self.and_more(all - shown)
    }

    /// The questions in their order; those that ask the same are one.
    fn question_rows(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<Row> = Vec::new();
        for finding in self.assessment.findings.iter().filter(|f| f.kind == FindingKind::Question) {
            let mut asks = self.asks(finding);
            let beyond = asks.len().saturating_sub(self.most(FACTS));
            asks.truncate(self.most(FACTS));
            let ask = spelled(&asks);
            match rows.iter_mut().find(|row| row.ask == ask) {
                Some(row) => {
                    row.findings.push(finding);
                    row.beyond = row.beyond.max(beyond);
                }
                None => rows.push(Row { ask, beyond, findings: vec![finding] }),
            }
        }
        rows
    }

    /// The questions of the facts that are missing, as they are written here.
    pub fn asks(&self, finding: &Finding) -> Vec<Ask> {
        let written = |ask: asks::Ask| Ask {
            whose: self.ink.say(&ask.whose),
            question: self.ink.say(ask.question),
            path: self.ink.say(ask.path),
            lines: self.lines(&ask.locations),
        };
        asks::asks(self.assessment, finding).into_iter().map(written).collect()
    }

    /// How many more facts it asks for, and the ids of what hangs on it.
    fn rest(&self, row: &Row) -> String {
        let beyond = if row.beyond > 0 { format!("; and {} more to ask", row.beyond) } else { String::new() };
        let ids: Vec<&str> =
            row.findings.iter().take(self.most(1)).map(|f| f.id(self.assessment.rubrics)).collect();
        beyond + &self.ink.tint(Tone::Faint, &format!("; see {}", ids.join(", ")))
    }

    /// The risks that a bad answer would mean.
    fn hidden(&self, findings: &[&Finding]) -> String {
        let rubrics = self.assessment.rubrics;
        let most = self.most(1);
        let mut lines: Vec<String> =
            findings.iter().take(most).map(|f| self.ink.say(f.title(rubrics))).collect();
        match findings.len().saturating_sub(most) {
            0 => {}
            1 => lines.push("and one more risk".to_owned()),
            more => lines.push(format!("and {more} more risks")),
        }
        lines.join("\n")
    }
}
