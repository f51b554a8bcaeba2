//! Facts with file, line and column.

use serde::Serialize;

use crate::assess::Assessment;
use crate::proposal::Route;
use crate::report::places;

/// Finds the places of one proposal.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// The assessment.
    pub assessment: &'a Assessment<'a>,
    /// The path of its file.
    pub path: &'a str,
}

/// Where a fact stands.
#[derive(Debug, PartialEq, Serialize)]
pub struct Place {
    fact: String,
    at: String,
}

impl Places<'_> {
    /// The route and the place of each fact.
    pub fn of(self, locations: &[Route]) -> Vec<Place> {
        let place =
            |location: &Route| Place { fact: self.assessment.route_of(*location), at: self.at(*location) };
        locations.iter().map(place).collect()
    }

    /// `file:line:column` of a fact.
    pub fn at(self, location: Route) -> String {
        let span = self.assessment.place_of(location);
        format!("{}:{}:{}", self.path, span.line, span.column)
    }

    /// `, lines 31, 40`; empty where there are no facts.
    pub fn lines(self, locations: &[Route]) -> String {
        if locations.is_empty() { String::new() } else { places::lines(self.assessment, locations) }
    }
}
