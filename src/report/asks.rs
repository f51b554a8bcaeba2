//! The questions of a finding: what to ask, of whom, and where the answer goes.

use crate::assess::{Assessment, Finding};
use crate::proposal::{FactId, Route, Scope};

/// How many records a question calls by name.
const NAMED: usize = 3;
/// Records with longer names than this are called by their number.
const LONGEST_NAME: usize = 40;

/// A question of the dictionary.
#[derive(Debug)]
pub struct Ask<'a> {
    /// The records it is asked of: `City of Riverside: `; empty where it is asked of the whole.
    pub whose: String,
    /// The question.
    pub question: &'a str,
    /// The key by which it is answered.
    pub path: &'a str,
    /// Where the answer goes.
    pub locations: Vec<Route>,
}

/// The questions of the facts that are missing, each once, with the records that they are missing in.
pub fn asks<'a>(assessment: &'a Assessment, finding: &Finding) -> Vec<Ask<'a>> {
    let mut facts: Vec<(FactId, Vec<Route>)> = Vec::new();
    for location in &finding.facts {
        match facts.iter_mut().find(|(fact, _)| *fact == location.fact) {
            Some((_, locations)) => locations.push(*location),
            None => facts.push((location.fact, vec![*location])),
        }
    }
    facts.into_iter().map(|(fact, locations)| ask(assessment, fact, locations)).collect()
}

fn ask<'a>(assessment: &'a Assessment, fact: FactId, locations: Vec<Route>) -> Ask<'a> {
    let fact = assessment.rubrics.dictionary.fact(fact);
    let names: Vec<String> = locations.iter().filter_map(|l| record_called(assessment, *l)).collect();
    let whose = match names.len() {
        0 => String::new(),
        n if n <= NAMED => format!("{}: ", names.join(", ")),
        // A finding points at some records, not at all of them, so there is no number to give.
        _ => format!("{} and others: ", names[..NAMED].join(", ")),
    };
    Ask { whose, question: &fact.ask, path: &fact.path, locations }
}

/// What a record is called, or its number where it has no name or a long one.
pub fn record_called(assessment: &Assessment, location: Route) -> Option<String> {
    let dictionary = &assessment.rubrics.dictionary;
    let (Scope::Record(list), Some(number)) = (dictionary.fact(location.fact).scope, location.record) else {
        return None;
    };
    let record = assessment.proposal.records(list).records.get(number as usize)?;
    let name = assessment.proposal.record_name(dictionary, list, record);
    Some(match name {
        Some(name) if name.chars().count() <= LONGEST_NAME => name,
        _ => format!("{} {}", dictionary.list(list).item, number + 1),
    })
}
