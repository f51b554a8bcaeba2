//! The documents that the rubrics are drawn from, their points, and findings of research.

use serde::{Deserialize, Serialize};

use crate::document::{Document, Fields, Node, Problems, Span};

/// Everything that a rubric may cite.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sources {
    /// The documents.
    pub documents: Vec<SourceDocument>,
    /// Their points.
    pub points: Vec<Point>,
    /// Findings of studies beyond the documents.
    pub research: Vec<Study>,
}

/// A source document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SourceDocument {
    /// Its short name, before the slash of a point.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When, as far as known.
    pub year: Option<String>,
    /// What it is, in a line.
    pub about: String,
}

/// One point that a document makes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Point {
    /// `document/number`.
    pub id: String,
    /// What it says, in our own words.
    pub says: String,
    /// The document calls it decisive.
    pub decisive: bool,
    /// Paths of the facts that bear on it.
    pub facts: Vec<(String, Span)>,
    /// Where it is declared.
    pub span: Span,
}

/// A finding of a published study.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Study {
    /// Its short name.
    pub id: String,
    /// What was found.
    pub says: String,
    /// What it bears on.
    pub bears_on: String,
    /// Where it was published.
    pub source: String,
}

impl Sources {
    /// Reads `sources.yaml`.
    pub fn load(document: &Document, problems: &Problems) -> Sources {
        let Some(mut fields) = Fields::open(&document.root, "the sources", problems) else {
            return Sources::default();
        };
        let documents = fields.list("documents").iter().filter_map(|n| read_document(n, problems)).collect();
        let points = fields.list("points").iter().filter_map(|n| read_point(n, problems)).collect();
        let research = fields.list("research").iter().filter_map(|n| read_study(n, problems)).collect();
        fields.finish();
        Sources { documents, points, research }
    }

    /// The point with this id.
    pub fn point(&self, id: &str) -> Option<&Point> {
        self.points.iter().find(|p| p.id == id)
    }

    /// The finding with this id.
    pub fn study(&self, id: &str) -> Option<&Study> {
        self.research.iter().find(|f| f.id == id)
    }
}

fn read_document(node: &Node, problems: &Problems) -> Option<SourceDocument> {
    let mut fields = Fields::open(node, "a source document", problems)?;
    let document = SourceDocument {
        id: fields.text("id").to_owned(),
        title: fields.text("title").to_owned(),
        author: fields.text("author").to_owned(),
        year: fields.optional_text("year").map(str::to_owned),
        about: fields.text("about").to_owned(),
    };
    fields.finish();
    Some(document)
}

fn read_point(node: &Node, problems: &Problems) -> Option<Point> {
    let mut fields = Fields::open(node, "a point", problems)?;
    let point = Point {
        id: fields.text("id").to_owned(),
        says: fields.text("says").to_owned(),
        decisive: fields.yes_no("decisive"),
        facts: fields.texts("facts").into_iter().map(|(t, span)| (t.to_owned(), span)).collect(),
        span: node.span,
    };
    fields.finish();
    Some(point)
}

fn read_study(node: &Node, problems: &Problems) -> Option<Study> {
    let mut fields = Fields::open(node, "a finding", problems)?;
    let finding = Study {
        id: fields.text("id").to_owned(),
        says: fields.text("says").to_owned(),
        bears_on: fields.text("bears_on").to_owned(),
        source: fields.text("source").to_owned(),
    };
    fields.finish();
    Some(finding)
}
