//! Open questions: what to ask, of whom, with the words that answer it; and which risks a bad answer would mean.

use schemars::JsonSchema;
use serde::Serialize;

use super::asks::asks;
use super::{Ask, Finding, Tables};
use crate::rubric::Severity;

/// What is asked once, however many risks hang on it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Question<'a> {
    /// The severity of the worst that it may hide.
    pub severity: Severity,
    /// What to ask, most telling first. Never empty. In JSON it stands at the first of the findings.
    #[serde(skip)]
    pub asks: Vec<Ask<'a>>,
    /// The findings that hang on the answer, by their places in the list of findings, from 0. What to ask are the facts
    /// that are missing by the first of them, each of the record that is named there.
    pub hides: Vec<usize>,
}

/// The questions in the order of the findings; those that ask the same are one.
pub(super) fn questions<'a>(findings: &[Finding<'a>], tables: &'a Tables) -> Vec<Question<'a>> {
    let mut questions: Vec<Question> = Vec::new();
    let open = findings.iter().enumerate().filter(|(_, f)| f.is_question() && f.standing.counts());
    for (place, finding) in open {
        let asks = asks(&finding.places, tables);
        match questions.iter_mut().find(|question| question.asks == asks) {
            Some(question) => question.hides.push(place),
            None => questions.push(Question { severity: finding.severity, asks, hides: vec![place] }),
        }
    }
    questions
}
