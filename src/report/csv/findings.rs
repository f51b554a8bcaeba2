//! A row for each finding, and for each problem of a file.

use std::borrow::Cow;
use std::io;

use super::{BYTE_ORDER_MARK, Separator, document, joined, rows, yes_no};
use crate::report::content::{End, Finding, ProblemContent, ProposalReport, Tables};
use crate::report::{Format, Output};

/// The format `csv`.
pub struct Findings<'r> {
    tables: &'r Tables<'r>,
    separator: Separator,
}

/// What a row is about.
struct Row<'a> {
    report: &'a ProposalReport<'a>,
    finding: &'a Finding<'a>,
    tables: &'a Tables<'a>,
}

/// A column: its name, and what stands in it. Together, so that no cell can stray.
type Column = (&'static str, for<'r> fn(&'r Row) -> Cow<'r, str>);

const COLUMNS: [Column; 25] = [
    ("path", |row| row.report.path.into()),
    ("document", |row| document(row.report.document).into()),
    ("proposal", |row| row.report.name.unwrap_or_default().into()),
    ("kind", |row| row.finding.kind.word().into()),
    ("severity", |row| row.finding.severity.word().into()),
    ("severity_by_rubrics", |row| {
        row.finding.severity_by_rubrics.unwrap_or(row.finding.severity).word().into()
    }),
    ("standing", |row| row.finding.standing.word().into()),
    ("note", |row| row.finding.note.as_deref().unwrap_or_default().into()),
    ("fails", |row| yes_no(row.finding.fails).into()),
    ("id", |row| row.finding.rule.id.into()),
    ("dimension", |row| row.dimension().into()),
    ("title", |row| row.finding.title.into()),
    ("because", |row| joined(row.finding.because.iter().map(|ground| ground.says)).into()),
    ("line", |row| row.first(|place| place.line).into()),
    ("column", |row| row.first(|place| place.column).into()),
    ("facts", |row| joined(row.finding.places.iter().map(|place| row.report.named_route(place))).into()),
    ("places", |row| row.all_places().into()),
    ("ask", |row| row.questions().into()),
    ("next", |row| row.finding.step().next.into()),
    ("effort", |row| row.finding.step().effort.into()),
    ("why", |row| row.finding.why().into()),
    ("takes_in", |row| joined(row.finding.takes_in.iter().map(|rule| rule.id)).into()),
    ("sources", |row| row.finding.rule.sources.join(", ").into()),
    ("research_for", |row| row.research(true).into()),
    ("research_against", |row| row.research(false).into()),
];

impl<'r> Findings<'r> {
    /// With the questions of these rubrics.
    pub fn new(tables: &'r Tables<'r>) -> Findings<'r> {
        Findings { tables, separator: Separator::default() }
    }

    /// With cells that are parted by something else than a comma.
    #[must_use]
    pub fn parted_by(self, separator: Separator) -> Findings<'r> {
        Findings { separator, ..self }
    }
}

impl Format for Findings<'_> {
    type Part = String;

    fn begin(&self, out: &mut dyn Output) -> io::Result<()> {
        out.write(&(BYTE_ORDER_MARK.to_owned() + &rows(self.separator, [COLUMNS.map(|(name, _)| name)])))
    }

    fn part(&self, report: &ProposalReport) -> String {
        let of = |finding| Row { report, finding, tables: self.tables };
        let findings: Vec<Row> = report.findings.iter().map(of).collect();
        rows(self.separator, findings.iter().map(|row| COLUMNS.map(|(_, cell)| cell(row))))
    }

    fn add(&mut self, part: String, out: &mut dyn Output) -> io::Result<()> {
        out.write(&part)
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        end.each_problem(|problem| out.write(&rows(self.separator, [of_problem(problem)])))
    }
}

/// A problem of a file, in the columns that it has.
fn of_problem(problem: &ProblemContent) -> [String; COLUMNS.len()] {
    COLUMNS.map(|(name, _)| match name {
        "path" => problem.path.to_owned(),
        "kind" => problem.kind.to_owned(),
        "title" => problem.message.to_owned(),
        "line" => problem.line.to_string(),
        "column" => problem.column.to_string(),
        "facts" => problem.fact.unwrap_or_default().to_owned(),
        "next" => problem.help.unwrap_or_default().to_owned(),
        _ => String::new(),
    })
}

impl Row<'_> {
    /// The title of the dimension that it belongs to; patterns and sectors belong to none.
    fn dimension(&self) -> &str {
        let of = |id| self.report.dimensions.iter().find(|dimension| dimension.id == id);
        self.finding.rule.dimension.and_then(of).map_or("", |dimension| dimension.title)
    }

    fn first(&self, number: fn(&crate::report::content::Place) -> u32) -> String {
        self.finding.places.first().map(|place| number(place).to_string()).unwrap_or_default()
    }

    /// Every place with its path: `69:5` alone would be a time of day to a spreadsheet.
    fn all_places(&self) -> String {
        let path = self.report.path;
        joined(self.finding.places.iter().map(|place| format!("{path}:{}:{}", place.line, place.column)))
    }

    fn questions(&self) -> String {
        self.finding.asks(self.tables).join(" ")
    }

    fn research(&self, supports: bool) -> String {
        let studies = self.finding.rule.research.iter().filter(|study| study.supports == supports);
        joined(studies.map(|study| study.study))
    }
}
