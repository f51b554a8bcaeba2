//! What to ask, of whom: one fact, in the words of its question.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactText, Place, Tables};
use crate::text;

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

/// The facts that are missing, each once, with the records that they are missing in.
pub(super) fn asks<'a>(missing: &[Place], tables: &'a Tables) -> Vec<Ask<'a>> {
    let mut asks: Vec<Ask> = Vec::new();
    for place in missing {
        let fact = tables.fact(place.route.fact);
        match asks.iter_mut().find(|ask| ask.fact.fact == fact.fact) {
            Some(ask) => ask.of.extend(place.called.clone()),
            None => asks.push(Ask { fact, of: place.called.iter().cloned().collect() }),
        }
    }
    asks
}
