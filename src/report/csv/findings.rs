//! A row for each finding, and for each problem of a file.

use std::borrow::Cow;

use super::{BYTE_ORDER_MARK, document, rows, yes_no};
use crate::assess::{Finding, FindingKind, Subject};
use crate::document::{ProblemKind, Span};
use crate::policy::{Evaluated, Disposition};
use crate::report::asks::asks;
use crate::report::{End, FileProblem, Form, Part};
use crate::rubric::Rubrics;

/// The form `csv`.
pub struct Findings;

/// What a row is about.
struct Row<'a> {
    evaluated: &'a Evaluated<'a>,
    finding: &'a Finding,
    disposition: &'a Disposition,
    /// Where its facts stand, in their order.
    places: Vec<Span>,
}

/// A column: its name, and what stands in it. Together, so that no cell can stray.
type Column = (&'static str, for<'r> fn(&'r Row) -> Cow<'r, str>);

const COLUMNS: [Column; 25] = [
    ("path", |row| row.evaluated.source.path.as_str().into()),
    ("document", |row| document(&row.evaluated.source).into()),
    ("proposal", |row| row.evaluated.assessment.name().unwrap_or_default().into()),
    ("kind", |row| row.finding.kind.word().into()),
    ("severity", |row| row.finding.severity.word().into()),
    ("severity_by_rubrics", |row| row.finding.declared.word().into()),
    ("standing", |row| row.disposition.standing.word().into()),
    ("note", |row| row.disposition.standing.note().unwrap_or_default().into()),
    ("fails", |row| yes_no(row.disposition.fails).into()),
    ("id", |row| row.finding.id(row.rubrics()).into()),
    ("dimension", |row| row.dimension().unwrap_or_default().into()),
    ("title", |row| row.finding.title(row.rubrics()).into()),
    ("because", |row| joined(row.finding.reasons.iter().map(|reason| reason.text.as_str())).into()),
    ("line", |row| row.places.first().map(|place| place.line.to_string()).unwrap_or_default().into()),
    ("column", |row| row.places.first().map(|place| place.column.to_string()).unwrap_or_default().into()),
    ("facts", |row| row.facts().into()),
    ("places", |row| row.all_places().into()),
    ("ask", |row| row.questions().into()),
    ("next", |row| row.finding.next(row.rubrics()).action.as_str().into()),
    ("effort", |row| row.effort().into()),
    ("why", |row| row.why()),
    ("takes_in", |row| row.takes_in().into()),
    ("sources", |row| row.finding.sources(row.rubrics()).join(", ").into()),
    ("research_for", |row| row.research(true).into()),
    ("research_against", |row| row.research(false).into()),
];

impl Form for Findings {
    fn head(&self) -> String {
        BYTE_ORDER_MARK.to_owned() + &rows([COLUMNS.map(|(name, _)| name)])
    }

    fn part(&self, evaluated: &Evaluated) -> Part {
        let places_of =
            |finding: &Finding| finding.facts.iter().map(|fact| evaluated.assessment.place_of(*fact)).collect();
        let findings: Vec<Row> = (evaluated.findings())
            .map(|(finding, disposition)| Row { evaluated, finding, disposition, places: places_of(finding) })
            .collect();
        Part::Text(rows(findings.iter().map(|row| COLUMNS.map(|(_, cell)| cell(row)))))
    }

    fn finish(&self, _: Vec<Part>, end: &End) -> Vec<String> {
        vec![rows(end.problems.iter().map(problem))]
    }
}

/// A problem of a file, in the columns that it has.
fn problem(FileProblem { path, problem }: &FileProblem) -> [String; COLUMNS.len()] {
    let kind = match problem.kind {
        ProblemKind::Error => "error",
        ProblemKind::Warning => "warning",
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
    fn rubrics(&self) -> &Rubrics {
        self.evaluated.assessment.rubrics
    }

    /// The title of the dimension that it belongs to; patterns and sectors belong to none.
    fn dimension(&self) -> Option<&str> {
        let Subject::Criterion(criterion) = self.finding.subject else { return None };
        let dimension = self.rubrics().criteria[criterion].dimension;
        Some(&self.rubrics().dimensions[dimension].title)
    }

    fn facts(&self) -> String {
        joined(self.finding.facts.iter().map(|fact| self.evaluated.assessment.named_route_of(*fact)))
    }

    /// Every place with its path: `69:5` alone would be a time of day to a spreadsheet.
    fn all_places(&self) -> String {
        let path = &self.evaluated.source.path;
        joined(self.places.iter().map(|place| format!("{path}:{}:{}", place.line, place.column)))
    }

    fn questions(&self) -> String {
        if self.finding.kind != FindingKind::Question {
            return String::new();
        }
        let asks = asks(&self.evaluated.assessment, self.finding);
        asks.iter().map(|ask| format!("{}{}", ask.whose, ask.question)).collect::<Vec<_>>().join(" ")
    }

    fn effort(&self) -> &str {
        &self.rubrics().scale.efforts[self.finding.next(self.rubrics()).effort].word
    }

    fn why(&self) -> Cow<'_, str> {
        let why = self.finding.why(self.rubrics());
        match self.finding.why_worse(self.rubrics()) {
            Some(worse) => format!("{why} {worse}").into(),
            None => why.into(),
        }
    }

    /// The criteria whose own risks it takes in.
    fn takes_in(&self) -> String {
        joined(self.finding.folded.iter().map(|criterion| &self.rubrics().criteria[*criterion].id))
    }

    fn research(&self, supports: bool) -> String {
        let citations = self.finding.research(self.rubrics());
        joined(citations.iter().filter(|c| c.supports == supports).map(|citation| &citation.finding))
    }
}

fn joined(texts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(text.as_ref());
    }
    out
}
