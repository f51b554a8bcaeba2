//! How to read the report: what the numbers mean, what they rest on, and what they cannot tell.

use serde::Serialize;

use super::sources::anchor;
use super::verdict::{BandView, bands};
use crate::report::figures::percent;
use crate::rubric::{Rubrics, Sources, Study};
use crate::text::number;

/// The method, by a set of rubrics.
#[derive(Debug, Serialize)]
pub struct MethodView<'a> {
    bands: Vec<BandView<'a>>,
    cap_absent: &'a str,
    cap_weak: &'a str,
    undetermined_below: u32,
    stage_if_unknown: &'a str,
    efforts: Vec<(&'a str, String)>,
    draws: usize,
    criteria: usize,
    patterns: usize,
    dimensions: usize,
    decisive: Vec<&'a str>,
    documents: Vec<DocumentView<'a>>,
    studies: Vec<StudyView<'a>>,
    version: &'static str,
    digest: &'a str,
}

#[derive(Debug, Serialize)]
struct DocumentView<'a> {
    id: &'a str,
    title: &'a str,
    author: &'a str,
    year: Option<&'a str>,
    about: &'a str,
    points: Vec<PointView<'a>>,
}

#[derive(Debug, Serialize)]
struct PointView<'a> {
    id: &'a str,
    anchor: String,
    says: &'a str,
    decisive: bool,
}

#[derive(Debug, Serialize)]
struct StudyView<'a> {
    id: &'a str,
    anchor: String,
    says: &'a str,
    published: &'a str,
}

impl<'a> MethodView<'a> {
    /// The method of a set of rubrics.
    pub fn of(rubrics: &'a Rubrics) -> MethodView<'a> {
        let scale = &rubrics.scale;
        let decisive = rubrics.criteria.iter().filter(|criterion| criterion.decisive);
        MethodView {
            bands: bands(&scale.bands),
            cap_absent: &scale.bands[scale.cap_absent].verdict,
            cap_weak: &scale.bands[scale.cap_weak].verdict,
            undetermined_below: percent(scale.undetermined_below),
            stage_if_unknown: &scale.stages[scale.stage_if_unknown],
            efforts: scale.efforts.iter().map(|e| (e.word.as_str(), number(e.days))).collect(),
            draws: scale.draws,
            criteria: rubrics.criteria.len(),
            patterns: rubrics.patterns.len(),
            dimensions: rubrics.dimensions.len(),
            decisive: decisive.map(|criterion| criterion.title.as_str()).collect(),
            documents: documents(&rubrics.sources),
            studies: rubrics.sources.research.iter().map(study).collect(),
            version: env!("CARGO_PKG_VERSION"),
            digest: rubrics.digest(),
        }
    }
}

/// The documents, each with its points.
fn documents(sources: &Sources) -> Vec<DocumentView<'_>> {
    let points = |document: &str| {
        let own = sources.points.iter().filter(|p| p.id.split_once('/').is_some_and(|(d, _)| d == document));
        own.map(|point| PointView {
            id: &point.id,
            anchor: anchor(&point.id),
            says: &point.says,
            decisive: point.decisive,
        })
        .collect()
    };
    (sources.documents.iter())
        .map(|document| DocumentView {
            id: &document.id,
            title: &document.title,
            author: &document.author,
            year: document.year.as_deref(),
            about: &document.about,
            points: points(&document.id),
        })
        .collect()
}

fn study(study: &Study) -> StudyView<'_> {
    StudyView { id: &study.id, anchor: anchor(&study.id), says: &study.says, published: &study.source }
}
