//! What a finding is drawn from, and what research says for and against it.

use serde::Serialize;

use crate::assess::{Finding, Subject};
use crate::rubric::{Citation, Rubrics};

/// A point of a source document.
#[derive(Debug, Serialize)]
pub struct Source<'a> {
    id: &'a str,
    anchor: String,
    says: &'a str,
}

/// What a published study says of it.
#[derive(Debug, Serialize)]
pub struct Research<'a> {
    /// It speaks for the criterion or pattern.
    pub supports: bool,
    note: &'a str,
    id: &'a str,
    anchor: String,
}

/// The anchor of a point or of a study in the list at the end of the report.
pub fn anchor(id: &str) -> String {
    format!("source-{}", id.replace('/', "."))
}

/// The points with these ids. What a set of rubrics cites it declares: that is checked when it is loaded.
pub fn sources<'a>(rubrics: &'a Rubrics, ids: &'a [String]) -> Vec<Source<'a>> {
    let says = |id| rubrics.sources.point(id).map_or("", |point| &point.says);
    ids.iter().map(|id| Source { id, anchor: anchor(id), says: says(id) }).collect()
}

/// The studies that bear on a finding, those against it too.
pub fn research<'a>(rubrics: &'a Rubrics, finding: &Finding) -> Vec<Research<'a>> {
    let citations = match finding.subject {
        Subject::Criterion(c) => &rubrics.criteria[c].research[..],
        Subject::Pattern(p) => &rubrics.patterns[p].research,
        Subject::Sector(_) => &[],
    };
    let study = |citation: &'a Citation| Research {
        supports: citation.supports,
        note: &citation.note,
        id: &citation.finding,
        anchor: anchor(&citation.finding),
    };
    citations.iter().map(study).collect()
}
