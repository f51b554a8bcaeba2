//! Where facts stand, and what they are called by people.

use schemars::JsonSchema;
use serde::Serialize;

use super::Tables;
use crate::assess::Assessment;
use crate::proposal::Route;
use crate::text;

/// A fact of a proposal, and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place<'a> {
    /// The line of its key, from 1; where the fact is absent, of the innermost block around it that is there.
    pub line: u32,
    /// The column in code points, from 1.
    #[serde(skip)]
    pub column: u32,
    /// The column of its key; without one the file says nothing of it.
    #[serde(rename = "column", skip_serializing_if = "Option::is_none")]
    pub said_at: Option<u32>,
    /// The fact, such as `partners.sector`, whatever the record: what it asks stands in the table of facts.
    pub fact: &'a str,
    /// The number of its record in its list, from 0, where it is a fact of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<u32>,
    /// What its record is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
    /// The fact and its record together.
    #[serde(skip)]
    pub route: Route,
}

/// Longer names of records are shortened in the middle.
const LONGEST_NAME: usize = 40;
/// How many lines are named.
const MOST_LINES: usize = 3;

impl<'a> Place<'a> {
    /// The place of a fact.
    pub fn of(assessment: &Assessment<'a>, route: Route) -> Place<'a> {
        let span = assessment.place_of(route);
        Place {
            line: span.line,
            column: span.column,
            said_at: assessment.is_said(route).then_some(span.column),
            fact: &assessment.rubrics.dictionary.fact(route.fact).path,
            record: route.record,
            called: record_called(assessment, route),
            route,
        }
    }

    /// Whether the file says something of the fact.
    pub fn is_said(&self) -> bool {
        self.said_at.is_some()
    }
}

/// What the record of a fact is called; `partner 2` where it has no name.
pub(super) fn record_called(assessment: &Assessment, route: Route) -> Option<String> {
    let dictionary = &assessment.rubrics.dictionary;
    let list = crate::proposal::list_of(dictionary, route.fact)?;
    let number = route.record? as usize;
    let record = assessment.proposal.records(list).records.get(number)?;
    let name = assessment.proposal.record_name(dictionary, list, record);
    Some(match name {
        Some(name) => text::shorten_middle(&name, LONGEST_NAME),
        None => format!("{} {}", dictionary.list(list).item, number + 1),
    })
}

/// What a fact is called by people: `City of Riverside: the commitment`.
pub fn place_words(tables: &Tables, place: &Place) -> String {
    let label = tables.fact(place.route.fact).label;
    match &place.called {
        Some(record) => format!("{record}: {label}"),
        None => text::capital(label),
    }
}

/// `line 31`, `lines 31, 40`: at most three, the first ones told of, in the order of the file; `not said` where the file
/// says nothing of any of them.
pub fn lines(places: &[Place]) -> String {
    line_words(places.iter().filter(|place| place.is_said()).map(|place| place.line))
}

/// The same of the lines alone.
pub(super) fn line_words(said: impl IntoIterator<Item = u32>) -> String {
    let mut lines: Vec<u32> = Vec::new();
    for line in said {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        return "not said".to_owned();
    }
    let more = if lines.len() > MOST_LINES { " …" } else { "" };
    lines.truncate(MOST_LINES);
    lines.sort_unstable();
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let shown: Vec<String> = lines.iter().map(u32::to_string).collect();
    format!("{noun} {}{more}", shown.join(", "))
}

/// The same, and where the first one goes that the file does not say: `not said; answer under line 99`.
pub fn lines_and_where(places: &[Place]) -> String {
    match places.first() {
        Some(first) if !first.is_said() => format!("{}; answer under line {}", lines(places), first.line),
        _ => lines(places),
    }
}
