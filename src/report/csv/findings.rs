//! A row for each finding, and for each problem of a file.

use super::{BYTE_ORDER_MARK, document, rows, yes_no};
use crate::assess::{Finding, FindingKind};
use crate::document::{Gravity, Span};
use crate::policy::{Judged, Ruling};
use crate::report::asks::asks;
use crate::report::{End, FileProblem, Form, Part};

/// The form `csv`.
pub struct Findings;

/// What a row is about.
struct Row<'a> {
    judged: &'a Judged<'a>,
    finding: &'a Finding,
    ruling: &'a Ruling,
    /// Where its facts stand, in their order.
    places: Vec<Span>,
}

/// A column: its name, and what stands in it. Together, so that no cell can stray.
type Column = (&'static str, fn(&Row) -> String);

const COLUMNS: [Column; 25] = [
    ("path", |row| row.judged.source.path.clone()),
    ("document", |row| document(&row.judged.source)),
    ("proposal", |row| row.judged.assessment.name().unwrap_or_default().to_owned()),
    ("kind", |row| row.finding.kind.word().to_owned()),
    ("severity", |row| row.finding.severity.word().to_owned()),
    ("severity_by_rubrics", |row| row.finding.declared.word().to_owned()),
    ("standing", |row| row.ruling.standing.word().to_owned()),
    ("note", |row| row.ruling.standing.note().unwrap_or_default()),
    ("fails", |row| yes_no(row.ruling.fails)),
    ("id", |row| row.finding.id(row.judged.assessment.rubrics).to_owned()),
    ("dimension", |row| row.dimension().unwrap_or_default()),
    ("title", |row| row.finding.title(row.judged.assessment.rubrics).to_owned()),
    ("because", |row| joined(row.finding.reasons.iter().map(|reason| reason.text.clone()))),
    ("line", |row| row.places.first().map(|place| place.line.to_string()).unwrap_or_default()),
    ("column", |row| row.places.first().map(|place| place.column.to_string()).unwrap_or_default()),
    ("facts", |row| row.facts()),
    ("places", |row| row.all_places()),
    ("ask", |row| row.questions()),
    ("next", |row| row.finding.next(row.judged.assessment.rubrics).action.clone()),
    ("effort", |row| row.effort()),
    ("why", |row| row.why()),
    ("takes_in", |row| row.takes_in()),
    ("sources", |row| row.finding.sources(row.judged.assessment.rubrics).join(", ")),
    ("research_for", |row| row.research(true)),
    ("research_against", |row| row.research(false)),
];

impl Form for Findings {
    fn head(&self) -> String {
        BYTE_ORDER_MARK.to_owned() + &rows([COLUMNS.map(|(name, _)| name)])
    }

    fn part(&self, judged: &Judged) -> Part {
        let a = &judged.assessment;
        let of_findings = judged.findings().map(|(finding, ruling)| {
            let places = finding.facts.iter().map(|fact| a.place_of(*fact)).collect();
            let row = Row { judged, finding, ruling, places };
            COLUMNS.map(|(_, cell)| cell(&row))
        });
        Part::Text(rows(of_findings))
    }

    fn finish(&self, _: Vec<Part>, end: &End) -> String {
        rows(end.problems.iter().map(problem))
    }
}

/// A problem of a file, in the columns that it has.
fn problem(FileProblem { path, problem }: &FileProblem) -> [String; COLUMNS.len()] {
    let kind = match problem.gravity {
        Gravity::Error => "error",
        Gravity::Warning => "warning",
    };
    COLUMNS.map(|(name, _)| match name {
        "path" => path.clone(),
        "kind" => kind.to_owned(),
        "title" => problem.message.clone(),
        "line" => problem.span.line.to_string(),
        "column" => problem.span.column.to_string(),
        "facts" => problem.fact.clone().unwrap_or_default(),
        "next" => problem.help.clone().unwrap_or_default(),
        _ => String::new(),
    })
}

impl Row<'_> {
    /// The title of the dimension that it belongs to; patterns and sectors belong to none.
    fn dimension(&self) -> Option<String> {
        let rubrics = self.judged.assessment.rubrics;
        let criterion = rubrics.criterion(self.finding.id(rubrics))?;
        Some(rubrics.dimensions[criterion.dimension].title.clone())
    }

    fn facts(&self) -> String {
        joined(self.finding.facts.iter().map(|fact| self.judged.assessment.named_route_of(*fact)))
    }

    /// Every place with its path: `69:5` alone would be a time of day to a spreadsheet.
    fn all_places(&self) -> String {
        let path = &self.judged.source.path;
        joined(self.places.iter().map(|place| format!("{path}:{}:{}", place.line, place.column)))
    }

    fn questions(&self) -> String {
        if self.finding.kind != FindingKind::Question {
            return String::new();
        }
        let asks = asks(&self.judged.assessment, self.finding);
        asks.iter().map(|ask| format!("{}{}", ask.whose, ask.question)).collect::<Vec<_>>().join(" ")
    }

    fn effort(&self) -> String {
        let rubrics = self.judged.assessment.rubrics;
        rubrics.scale.efforts[self.finding.next(rubrics).effort].word.clone()
    }

    fn why(&self) -> String {
        let rubrics = self.judged.assessment.rubrics;
        let why = [self.finding.why(rubrics)].into_iter().chain(self.finding.why_worse(rubrics));
        why.collect::<Vec<_>>().join(" ")
    }

    /// The criteria whose own risks it takes in.
    fn takes_in(&self) -> String {
        let criteria = &self.judged.assessment.rubrics.criteria;
        joined(self.finding.folded.iter().map(|criterion| criteria[*criterion].id.clone()))
    }

    fn research(&self, supports: bool) -> String {
        let citations = self.finding.research(self.judged.assessment.rubrics);
        let of_kind = citations.iter().filter(|citation| citation.supports == supports);
        joined(of_kind.map(|citation| citation.finding.clone()))
    }
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}
