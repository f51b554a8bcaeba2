//! The head: what it is, the verdict and what limits it, what to do first, the three readings.

use super::grid::Grid;
use super::ink::{Tone, tone_of};
use super::questions::spelled;
use super::screen::Screen;
use crate::assess::{FindingKind, Gate, Subject, Verdict};
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
        grid.row(vec![format!("{}, {stage}", self.ink.say(&self.judged.source.label()))]);
        grid.draw()
    }

    fn verdict(&self) -> String {
        let assessment = self.assessment;
        let words = assessment.verdict_words().to_uppercase();
        let tone = tone_of(assessment.verdict, assessment.rubrics.scale.bands.len());
        let mut grid = Grid::new(self.width, &[]);
        grid.row(vec![format!(
            "{}: {}",
            self.ink.tint(tone, &words),
            self.ink.say(assessment.verdict_means())
        )]);
        for line in self.gates() {
            grid.row(vec![line]);
        }
        let mut below = Grid::new(self.width, &[LABELS]);
        if let Some(action) = self.first_action() {
            below.row(vec![self.ink.tint(Tone::Title, "do first"), action]);
        }
        grid.draw() + &below.draw()
    }

    /// Which decisive criteria limit the verdict, one line for each kind of limit.
    fn gates(&self) -> Vec<String> {
        let assessment = self.assessment;
        let bands = &assessment.rubrics.scale.bands;
        let lowest = |g: &Gate| g.cap == 0 && !g.open;
        let sunk = assessment.gates.iter().any(lowest);
        let mut lines = Vec::new();
        for (number, band) in bands.iter().enumerate() {
            for open in [false, true] {
                let gates: Vec<&Gate> =
                    assessment.gates.iter().filter(|g| g.cap == number && g.open == open).collect();
                // Where something known decides, no answer lifts the verdict.
                if gates.is_empty() || (sunk && open && !self.detail) {
                    continue;
                }
                let named: Vec<String> =
                    gates.iter().take(self.most(NAMED)).map(|gate| self.gate(gate)).collect();
                let more = gates.len() - named.len();
                let more = if more > 0 { format!("; and {more} more") } else { String::new() };
                let verdict = self.ink.say(&band.verdict);
                let lead = match open {
                    false if number == 0 => format!("{} because of: ", capital(&verdict)),
                    false => format!("No better than {verdict} because of: "),
                    true => format!("No better than {verdict} until we know: "),
                };
                lines.push(format!("{lead}{}{more}", named.join("; ")));
            }
        }
        lines
    }

    fn gate(&self, gate: &Gate) -> String {
        let criterion = &self.assessment.rubrics.criteria[gate.criterion];
        let known_absent = self.assessment.criteria[gate.criterion].claimed.high == Level::Absent;
        let what = match (gate.open, known_absent) {
            (true, _) => &criterion.question,
            (false, true) => &criterion.risk.title,
            (false, false) => &criterion.risk.title_if_weak,
        };
        let unproven = if self.unproven(gate) { ", said and without evidence" } else { "" };
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

    /// What is said would lift the limit, had it evidence.
    fn unproven(&self, gate: &Gate) -> bool {
        gate.open && self.assessment.criteria[gate.criterion].claimed.low > Level::Weak
    }

    /// The one thing to do first: what lifts the verdict's limit, else what tells most, else the best move.
    fn first_action(&self) -> Option<String> {
        let assessment = self.assessment;
        let limit = assessment.gates.first().filter(|gate| match assessment.verdict {
            Verdict::Undetermined => gate.open,
            Verdict::Band(band) => gate.cap <= band,
        });
        let mut questions = assessment.findings.iter().filter(|f| f.kind == FindingKind::Question);
        let question = match limit {
            Some(gate) if !gate.open => return Some(self.take_step(gate.criterion)),
            Some(gate) if self.unproven(gate) => {
                let criterion = &assessment.rubrics.criteria[gate.criterion];
                let (title, id) = (self.ink.say(&criterion.title), self.ink.say(&criterion.id));
                return Some(format!("Put evidence beside what is said of this: {title} ({id})"));
            }
            Some(gate) => questions.find(|f| f.subject == Subject::Criterion(gate.criterion)),
            None if assessment.verdict == Verdict::Undetermined => questions.next(),
            None => None,
        };
        match question {
            Some(question) => {
                let mut ask = self.asks(question).into_iter().next()?;
                ask.lines = format!("{}; {}", ask.lines, self.ink.say(question.id(assessment.rubrics)));
                Some(format!("Ask: {}", spelled(&[ask])))
            }
            None => assessment.moves.first().map(|step| self.take_step(step.criterion)),
        }
    }

    fn take_step(&self, criterion: usize) -> String {
        let criterion = &self.assessment.rubrics.criteria[criterion];
        let effort = self.effort(&criterion.next);
        self.ink.say(&format!("{} ({}, takes {effort})", criterion.next.action, criterion.id))
    }

    fn numbers(&self) -> String {
        let assessment = self.assessment;
        let mut grid = Grid::new(self.width, &[LABELS]);
        let mut row = |label: &str, text: String| grid.row(vec![self.ink.tint(Tone::Faint, label), text]);
        row("score", self.score());
        row("answered", self.answered());
        if assessment.verdict != Verdict::Undetermined {
            row("weights", self.weights());
        }
        row("strong", self.strong());
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
        let dot = self.ink.dot();
        let numbers = [score.evidenced, score.claimed, score.possible];
        let numbers = numbers.map(|n| self.ink.tint(Tone::Title, &n.to_string())).join(dot);
        let words = ["by facts with evidence", "as stated", "were every unknown at its best"].join(dot);
        let reading = if self.assessment.options.strict { "; the verdict is by the first" } else { "" };
        format!("{numbers} of 100, higher is better{reading}\n{words}")
    }

    fn answered(&self) -> String {
        let assessment = self.assessment;
        let firm = assessment.verdict != Verdict::Undetermined
            && assessment.answered < assessment.rubrics.scale.undetermined_below;
        let firm = if firm { ": what is known to be missing outweighs what is unanswered" } else { "" };
        format!(
            "{} % of what is due at this stage{firm}; a criterion is answered when its level no longer depends on anything \
             unknown",
            percent(assessment.answered)
        )
    }

    /// How often other weights change the verdict, or the band by score where a limit sets the verdict.
    fn weights(&self) -> String {
        let assessment = self.assessment;
        let what = if assessment.verdict == Verdict::Band(assessment.band) {
            "the verdict".to_owned()
        } else {
            let band = self.ink.say(&assessment.rubrics.scale.bands[assessment.band].verdict);
            format!("the band by score alone, {band} (a limit sets the verdict),")
        };
        let changed = ((1.0 - assessment.stability) * 100.0).round();
        format!(
            "moved by up to half, they change {what} in {changed} of 100 trials; this does not test the answers"
        )
    }

    fn strong(&self) -> String {
        let assessment = self.assessment;
        let named: Vec<String> = (assessment.strengths.iter().take(self.most(NAMED)))
            .map(|&c| self.ink.say(&assessment.rubrics.criteria[c].title))
            .collect();
        match assessment.strengths.len() - named.len() {
            0 if named.is_empty() => "nothing yet".to_owned(),
            0 => format!("as stated: {}", named.join("; ")),
            more => format!("as stated: {}; and {more} more", named.join("; ")),
        }
    }

    fn weakest(&self) -> Option<String> {
        let number = self.assessment.weakest?;
        let score = self.assessment.dimensions[number].score.as_ref()?;
        let title = self.dimension(number);
        Some(format!("{title} ({} of 100), of those at least half answered", whole(score.claimed)))
    }
}

/// With a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A share as whole percent, rounded down: nothing is called complete that is not.
pub fn percent(share: f64) -> u32 {
    whole(share * 100.0)
}

/// Rounded down; a hair below a whole number is that number.
pub fn whole(value: f64) -> u32 {
    (value + 1e-9).floor() as u32
}
