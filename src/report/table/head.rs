//! The head: what it is, the verdict and what holds it, the three readings, how sure it is.

use super::grid::Grid;
use super::ink::{Tone, tone_of};
use super::screen::Screen;
use crate::assess::{Gate, Verdict};
use crate::rubric::Level;
use crate::wording::shorten;

/// How many gates and strengths the head names.
const NAMED: usize = 3;
/// Column of the names of its lines.
const LABELS: usize = 10;

impl Screen<'_> {
    /// The head.
    pub fn head(&self) -> String {
        format!("{}\n{}\n{}", self.title(), self.verdict(), self.numbers())
    }

    fn title(&self) -> String {
        let assessment = self.assessment;
        let name = assessment.name().map_or_else(|| "(no name)".to_owned(), |name| shorten(name, 90));
        let mut title = self.ink.tint(Tone::Title, &name);
        if let Some(place) = assessment.place() {
            title.push_str(&self.ink.say(&format!(" – {}", shorten(&place, 60))));
        }
        let stage = self.ink.say(assessment.stage_word());
        let stage = if assessment.stage_assumed {
            format!("stage not stated: read as {stage}")
        } else {
            format!("stage {stage}")
        };
        let mut grid = Grid::new(self.width, &[]);
        grid.row(vec![title]);
        grid.row(vec![format!("{}{}{stage}", self.ink.say(self.source), self.ink.dot())]);
        grid.draw()
    }

    fn verdict(&self) -> String {
        let assessment = self.assessment;
        let words = assessment.verdict_words().to_uppercase();
        let tone = tone_of(assessment.verdict, assessment.rubrics.scale.bands.len());
        let mut grid = Grid::new(self.width, &[]);
        let first = if assessment.verdict == Verdict::Undetermined {
            "; answer the open questions first"
        } else {
            ""
        };
        grid.row(vec![format!(
            "{}: {}{first}",
            self.ink.tint(tone, &words),
            self.ink.say(assessment.verdict_means())
        )]);
        for line in self.gates() {
            grid.row(vec![line]);
        }
        grid.draw()
    }

    /// Which decisive criteria hold the verdict, one line for each kind of hold.
    fn gates(&self) -> Vec<String> {
        let bands = &self.assessment.rubrics.scale.bands;
        let mut lines = Vec::new();
        for (number, band) in bands.iter().enumerate() {
            for open in [false, true] {
                let gates: Vec<&Gate> =
                    self.assessment.gates.iter().filter(|g| g.cap == number && g.open == open).collect();
                if gates.is_empty() {
                    continue;
                }
                let named: Vec<String> =
                    gates.iter().take(self.most(NAMED)).map(|gate| self.gate(gate)).collect();
                let more = gates.len() - named.len();
                let more = if more > 0 { format!("; and {more} more") } else { String::new() };
                let verdict = self.ink.say(&band.verdict);
                let lead = match open {
                    false => format!("No better than {verdict} because of: "),
                    true => format!("No better than {verdict} until it is known whether: "),
                };
                lines.push(format!("{lead}{}{more}", named.join("; ")));
            }
        }
        lines
    }

    fn gate(&self, gate: &Gate) -> String {
        let criterion = &self.assessment.rubrics.criteria[gate.criterion];
        let what = if gate.open { &criterion.title } else { &criterion.risk.title };
        let result = &self.assessment.criteria[gate.criterion];
        let unproven =
            if gate.open && result.claimed.low > Level::Weak { ", said and without evidence" } else { "" };
        let place = self
            .finding_of(gate.criterion)
            .map(|f| format!(", {}", self.lines(&f.facts[..f.facts.len().min(1)])));
        format!(
            "{} ({}{}{unproven})",
            self.ink.say(what),
            self.ink.say(&criterion.id),
            place.unwrap_or_default()
        )
    }

    fn numbers(&self) -> String {
        let assessment = self.assessment;
        let mut grid = Grid::new(self.width, &[LABELS]);
        let mut row = |label: &str, text: String| grid.row(vec![self.ink.tint(Tone::Faint, label), text]);
        row("score", self.score());
        row("answered", format!("{} % of what is due at this stage", percent(assessment.answered)));
        row("how sure", self.stability());
        let strengths: Vec<String> = (assessment.strengths.iter().take(self.most(NAMED)))
            .map(|&c| self.ink.say(&assessment.rubrics.criteria[c].title))
            .collect();
        let more = assessment.strengths.len() - strengths.len();
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        row(
            "strong in",
            if strengths.is_empty() { "nothing yet".to_owned() } else { strengths.join("; ") + &more },
        );
        if let Some(line) = self.weakest() {
            row("weakest", line);
        }
        if let Some(number) = assessment.least_answered {
            let answered = percent(assessment.dimensions[number].answered);
            row("least said", format!("{} ({answered} % answered)", self.dimension(number)));
        }
        grid.draw()
    }

    fn score(&self) -> String {
        let score = &self.assessment.score;
        let number = |n: u32, word: &str| format!("{} {word}", self.ink.tint(Tone::Title, &n.to_string()));
        let parts = [
            number(score.evidenced, "evidenced"),
            number(score.claimed, "claimed"),
            number(score.possible, "possible"),
        ];
        let reading = if self.assessment.options.strict { "; the verdict is by evidenced" } else { "" };
        format!("{}, of 100; higher is better{reading}", parts.join(self.ink.dot()))
    }

    fn stability(&self) -> String {
        let share = percent(self.assessment.stability);
        let bands = &self.assessment.rubrics.scale.bands;
        let by_gate = self.assessment.verdict != Verdict::Undetermined
            && self.assessment.verdict != Verdict::Band(self.assessment.band);
        if by_gate {
            let band = self.ink.say(&bands[self.assessment.band].verdict);
            return format!(
                "the score alone would say {band}, and does in {share} % of trials with other weights"
            );
        }
        format!("the verdict stays the same in {share} % of trials with other weights")
    }

    fn weakest(&self) -> Option<String> {
        let number = self.assessment.weakest?;
        let score = self.assessment.dimensions[number].score.as_ref()?;
        Some(format!("{} ({} of 100)", self.dimension(number), whole(score.claimed)))
    }
}

/// A share as whole percent, rounded down: nothing is called complete that is not.
pub fn percent(share: f64) -> u32 {
    whole(share * 100.0)
}

/// Rounded down; a hair below a whole number is that number.
pub fn whole(value: f64) -> u32 {
    (value + 1e-9).floor() as u32
}
