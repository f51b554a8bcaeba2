//! Open questions: what to ask, of whom, with the words that answer it; and which risks a bad answer would mean.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactText, Finding, Tables};
use crate::rubric::Severity;
use crate::text;

/// What is asked once, however many risks hang on it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Question<'a> {
    /// The severity of the worst that it may hide.
    pub severity: Severity,
    /// What to ask, most telling first. Never empty.
    pub asks: Vec<Ask<'a>>,
    /// The findings that hang on the answer, by their places in the list of findings, from 0.
    pub hides: Vec<usize>,
}

/// One fact to ask for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Ask<'a> {
    /// The fact: its question and what answers it stand in the table of facts.
    #[serde(serialize_with = "fact_id")]
    #[schemars(with = "String")]
    pub fact: &'a FactText<'a>,
    /// The records that it is asked of, by name; none where it is asked of the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
}

fn fact_id<S: serde::Serializer>(fact: &FactText, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(fact.fact)
}

/// How many records a question calls by name.
const NAMED: usize = 3;

impl Ask<'_> {
    /// The question in words: `City of Riverside: how far has it committed itself?`
    pub fn says(&self) -> String {
        match self.of.len() {
            0 => self.fact.ask.to_owned(),
            n if n <= NAMED => format!("{}: {}", text::join(&self.of, "and"), self.fact.ask),
            // A finding points at some records, not at all of them, so there is no number to give.
            _ => format!("{} and others: {}", self.of[..NAMED].join(", "), self.fact.ask),
        }
    }
}

/// The questions in the order of the findings; those that ask the same are one.
pub(super) fn questions<'a>(findings: &[Finding<'a>], tables: &'a Tables) -> Vec<Question<'a>> {
    let mut questions: Vec<Question> = Vec::new();
    let open = findings.iter().enumerate().filter(|(_, f)| f.is_question() && f.standing.counts());
    for (place, finding) in open {
        let asks = asks(finding, tables);
        match questions.iter_mut().find(|question| question.asks == asks) {
            Some(question) => question.hides.push(place),
            None => questions.push(Question { severity: finding.severity, asks, hides: vec![place] }),
        }
    }
    questions
}

/// The facts that are missing, each once, with the records that they are missing in.
pub(super) fn asks<'a>(finding: &Finding, tables: &'a Tables) -> Vec<Ask<'a>> {
    let mut asks: Vec<Ask> = Vec::new();
    for place in &finding.places {
        let fact = tables.fact(place.route.fact);
        match asks.iter_mut().find(|ask| ask.fact.fact == fact.fact) {
            Some(ask) => ask.of.extend(place.record.clone()),
            None => asks.push(Ask { fact, of: place.record.iter().cloned().collect() }),
        }
    }
    asks
}
