//! Open questions: what to ask, of whom, and what a no would mean.

use super::grid::Grid;
use super::ink::Tone;
use super::screen::Screen;
use crate::assess::{Finding, FindingKind};
use crate::proposal::{FactId, Location};

/// How many questions one screen shows.
const MOST: usize = 5;
/// How many facts of a question it asks for.
const FACTS: usize = 2;
/// How many records a question calls by name.
const NAMED: usize = 3;

/// Questions that ask the same, and the risks that a no would mean.
struct Row<'a> {
    ask: String,
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
        let hides = (self.width - 10) * 2 / 5;
        let ask = self.width - 10 - hides - 2;
        let title = format!("{all} open questions; ask these first");
        let head = ["If no", &title, "what a no would mean"].map(|t| self.ink.tint(Tone::Title, t)).to_vec();
        let mut grid = Grid::new(self.width, &[8, ask]).head(head, self.ink.unicode).airy();
        let mut shown = 0;
        for row in rows.into_iter().take(self.most(MOST)) {
            shown += row.findings.len();
            let severity = row.findings.first().map(|f| self.ink.tint(f.severity.into(), f.severity.word()));
            let ids = self.ink.tint(Tone::Faint, &self.question_ids(&row.findings));
            grid.row(vec![
                severity.unwrap_or_default(),
                format!("{}\n{ids}", row.ask),
                self.hidden(&row.findings),
            ]);
        }
        grid.draw() + &self.and_more(all - shown)
    }

    /// The questions in their order; those that ask the same are one.
    fn question_rows(&self) -> Vec<Row<'_>> {
        let mut rows: Vec<Row> = Vec::new();
        for finding in self.assessment.findings.iter().filter(|f| f.kind == FindingKind::Question) {
            let ask = self.ask(finding);
            match rows.iter_mut().find(|row| row.ask == ask) {
                Some(row) => row.findings.push(finding),
                None => rows.push(Row { ask, findings: vec![finding] }),
            }
        }
        rows
    }

    /// The questions of the facts that are missing, each once, with the records that they are missing in.
    fn ask(&self, finding: &Finding) -> String {
        let mut facts: Vec<(FactId, Vec<Location>)> = Vec::new();
        for location in &finding.facts {
            match facts.iter_mut().find(|(fact, _)| *fact == location.fact) {
                Some((_, locations)) => locations.push(*location),
                None => facts.push((location.fact, vec![*location])),
            }
        }
        let most = self.most(FACTS);
        let mut lines: Vec<String> =
            facts.iter().take(most).map(|(fact, at)| self.ask_fact(*fact, at)).collect();
        if facts.len() > most {
            lines.push(self.ink.tint(Tone::Faint, &format!("and {} more to ask", facts.len() - most)));
        }
        lines.join("\n")
    }

    fn ask_fact(&self, fact: FactId, locations: &[Location]) -> String {
        let fact = self.assessment.rubrics.dictionary.fact(fact);
        let names: Vec<String> = locations.iter().filter_map(|l| self.record(*l)).collect();
        let whose = match names.len() {
            0 => String::new(),
            n if n <= NAMED => format!(" {}", names.join(", ")),
            // A finding points at some records, not at all of them, so there is no number to give.
            _ => format!(" {} and others", names[..NAMED].join(", ")),
        };
        let key = format!("({}, {})", self.ink.say(&fact.path), self.lines(locations));
        format!("{}{whose} {key}", self.ink.say(&fact.ask))
    }

    fn question_ids(&self, findings: &[&Finding]) -> String {
        let ids: Vec<&str> =
            findings.iter().take(self.most(1)).map(|f| f.id(self.assessment.rubrics)).collect();
        ids.join(", ")
    }

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
