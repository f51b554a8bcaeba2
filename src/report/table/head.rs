//! The head: what it is, the verdict and what limits it, what to do first, the three readings.

use super::grid::Grid;
use super::ink::{Tone, tone_of};
use super::questions::spelled;
use super::screen::Screen;
use crate::assess::Gate;
use crate::report::figures::{percent, whole};
use crate::report::limits::{self, First, Limit};
use crate::text::shorten;

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
        grid.row(vec![format!("{}, {stage}", self.ink.say(&self.evaluated.source.label()))]);
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
        let line = |limit: Limit| {
            let named: Vec<String> =
                limit.gates.iter().take(self.most(NAMED)).map(|gate| self.gate(gate)).collect();
            let more = limit.gates.len() - named.len();
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            format!("{}{}{more}", self.ink.say(&limit.lead), named.join("; "))
        };
        limits::limits(self.assessment, self.detail).into_iter().map(line).collect()
    }

    fn gate(&self, gate: &Gate) -> String {
        let assessment = self.assessment;
        let what = limits::gate_says(assessment, gate);
        let unproven = if limits::is_unproven(assessment, gate) { ", said and without evidence" } else { "" };
        let place = limits::finding_of(assessment, gate.criterion)
            .map(|f| format!(", {}", self.lines(&f.facts[..f.facts.len().min(1)])));
        format!(
            "{} ({}{}{unproven})",
            self.ink.say(what),
            self.ink.say(&assessment.rubrics.criteria[gate.criterion].id),
            place.unwrap_or_default()
        )
    }

    /// The one thing to do first.
    fn first_action(&self) -> Option<String> {
        match limits::first(self.assessment)? {
            First::Step(criterion) => Some(self.take_step(criterion)),
            First::Prove(criterion) => {
                let criterion = &self.assessment.rubrics.criteria[criterion];
                let (title, id) = (self.ink.say(&criterion.title), self.ink.say(&criterion.id));
                Some(format!("Put evidence beside what is said of this: {title} ({id})"))
            }
            First::Ask(question) => {
                let mut ask = self.asks(question).into_iter().next()?;
                ask.lines = format!("{}; {}", ask.lines, self.ink.say(question.id(self.assessment.rubrics)));
                Some(format!("Ask: {}", spelled(&[ask])))
            }
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
        if let Some(weights) = limits::stability(assessment) {
            row("weights", self.ink.say(&weights));
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
        let firm = limits::known_outweighs_unanswered(self.assessment);
        let firm = if firm { ": what is known to be missing outweighs what is unanswered" } else { "" };
        format!(
            "{} % of what is due at this stage{firm}; a criterion is answered when its level no longer depends on anything \
             unknown",
            percent(self.assessment.answered)
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
