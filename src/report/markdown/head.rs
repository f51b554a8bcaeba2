//! The head: the verdict and what limits it, gates that are not passed, what to do first, the three readings.

use super::blocks::{bullets, join, table};
use super::escape::{code, escape, lead};
use super::section::Section;
use crate::assess::{Gate, Verdict};
use crate::report::figures::{percent, whole};
use crate::report::limits::{self, First, Limit, capital};
use crate::text::shorten;

/// How many strengths are named.
const NAMED: usize = 3;

impl Section<'_> {
    /// The head.
    pub fn head(self) -> String {
        let first = self.first_action().map(|action| format!("**Do first:** {action}"));
        join([
            self.verdict(),
            self.failures(),
            self.whereabouts(),
            bullets(limits::limits(self.assessment, self.detail).iter().map(|limit| self.limit(limit))),
            first.unwrap_or_default(),
            self.readings(),
            bullets(self.remarks()),
        ])
    }

    fn verdict(self) -> String {
        let assessment = self.assessment;
        let words = capital(assessment.verdict_words());
        format!("**{}**: {}.", escape(&words), escape(assessment.verdict_means()))
    }

    /// The gates that are not passed come first: they are why somebody looks.
    fn failures(self) -> String {
        bullets(
            self.evaluated.failures.iter().map(|failure| format!("**Gate failed:** {}", escape(&failure.text))),
        )
    }

    fn whereabouts(self) -> String {
        let assessment = self.assessment;
        let place =
            assessment.place().map(|place| format!("{}. ", escape(&shorten(&place, 60)))).unwrap_or_default();
        let stage = escape(assessment.stage_word());
        let stage = if assessment.stage_assumed {
            format!("Stage not stated: read as {stage}.")
        } else {
            format!("Stage: {stage}.")
        };
        format!("{place}{stage} File: {}", code(&self.evaluated.source.label()))
    }

    fn limit(self, limit: &Limit) -> String {
        let gates: Vec<String> = limit.gates.iter().map(|gate| self.gate(gate)).collect();
        lead(&limit.lead) + &gates.join("; ")
    }

    fn gate(self, gate: &Gate) -> String {
        let assessment = self.assessment;
        let unproven = if limits::is_unproven(assessment, gate) { ", said and without evidence" } else { "" };
        let place = limits::finding_of(assessment, gate.criterion)
            .and_then(|finding| finding.facts.first())
            .map(|fact| format!(", {}", self.lines(&[*fact])));
        format!(
            "{} ({}{}{unproven})",
            escape(limits::gate_says(assessment, gate)),
            code(&assessment.rubrics.criteria[gate.criterion].id),
            place.unwrap_or_default()
        )
    }

    fn first_action(self) -> Option<String> {
        let criteria = &self.assessment.rubrics.criteria;
        Some(match limits::first(self.assessment)? {
            First::Step(criterion) => {
                let criterion = &criteria[criterion];
                format!(
                    "{} ({}, takes {})",
                    escape(&criterion.next.action),
                    code(&criterion.id),
                    self.effort(&criterion.next)
                )
            }
            First::Prove(criterion) => {
                let criterion = &criteria[criterion];
                format!(
                    "Put evidence beside what is said of this: {} ({})",
                    escape(&criterion.title),
                    code(&criterion.id)
                )
            }
            First::Ask(question) => {
                let ask = self.asked(question).into_iter().next()?;
                format!("Ask: {ask}; {}", code(question.id(self.assessment.rubrics)))
            }
        })
    }

    /// The three readings; the one that the verdict goes by is bold.
    fn readings(self) -> String {
        let score = &self.assessment.score;
        let (evidenced, claimed) = match self.assessment.options.strict {
            true => (format!("**{}**", score.evidenced), score.claimed.to_string()),
            false => (score.evidenced.to_string(), format!("**{}**", score.claimed)),
        };
        let answered = format!("{} %", percent(self.assessment.answered));
        table(
            &[">Score by facts with evidence", ">as stated", ">were every unknown at its best", ">Answered"],
            [vec![evidenced, claimed, score.possible.to_string(), answered]],
        )
    }

    fn remarks(self) -> Vec<String> {
        let assessment = self.assessment;
        let mut remarks = vec![format!("Strong, as stated: {}", self.strong())];
        if let Some((number, score)) =
            assessment.weakest.and_then(|n| Some((n, assessment.dimensions[n].score.as_ref()?)))
        {
            let title = self.dimension(number);
            remarks.push(format!(
                "Weakest: {title} ({} of 100), of those at least half answered",
                whole(score.claimed)
            ));
        }
        if let Some(number) = assessment.least_answered {
            let answered = percent(assessment.dimensions[number].answered);
            remarks.push(format!("Least said: {} ({answered} % answered)", self.dimension(number)));
        }
        if limits::known_outweighs_unanswered(assessment) {
            remarks.push("What is known to be missing outweighs what is unanswered".to_owned());
        }
        if assessment.verdict != Verdict::Undetermined {
            remarks.extend(limits::stability(assessment).map(|text| format!("Weights: {}", escape(&text))));
        }
        remarks
    }

    fn strong(self) -> String {
        let strengths = &self.assessment.strengths;
        let named: Vec<String> = (strengths.iter().take(self.most(NAMED).unwrap_or(usize::MAX)))
            .map(|criterion| escape(&self.assessment.rubrics.criteria[*criterion].title))
            .collect();
        match strengths.len() - named.len() {
            0 if named.is_empty() => "nothing yet".to_owned(),
            0 => named.join("; "),
            more => format!("{}; and {more} more", named.join("; ")),
        }
    }
}
