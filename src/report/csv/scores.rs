//! A row for each proposal, and for each file with errors.

use std::io;

use super::{BYTE_ORDER_MARK, Separator, document, joined, rows, yes_no};
use crate::report::content::{End, ProposalReport, Tables};
use crate::report::{Format, Output};
use crate::text::percent;

/// The format `csv-scores`.
pub struct Scores<'r> {
    tables: &'r Tables<'r>,
    separator: Separator,
}

/// A column: its name, and what stands in it. Together, so that no cell can stray.
type Column = (&'static str, fn(&ProposalReport) -> String);

/// The columns before those of the sectors and the dimensions.
const BEFORE: [Column; 18] = [
    ("path", |report| report.path.to_owned()),
    ("document", |report| document(report.document)),
    ("name", |report| report.name.unwrap_or_default().to_owned()),
    ("place", |report| report.place.clone().unwrap_or_default()),
    ("as_of", |report| report.as_of.clone()),
    ("stage", |report| report.stage.to_owned()),
    ("stage_assumed", |report| yes_no(report.stage_assumed).to_owned()),
    ("verdict", |report| report.verdict.word.to_owned()),
    ("verdict_by", |report| if report.verdict.strict { "evidenced" } else { "claimed" }.to_owned()),
    ("band_by_score", |report| report.verdict.by_score.to_owned()),
    ("limited_by", |report| joined(report.ladder.needs.iter().filter_map(|need| Some(need.rule?.id)))),
    ("evidenced", |report| report.score.evidenced.to_string()),
    ("claimed", |report| report.score.claimed.to_string()),
    ("possible", |report| report.score.possible.to_string()),
    ("answered_percent", |report| percent(report.answered).to_string()),
    ("stability_percent", |report| percent(report.stability).to_string()),
    ("failed_gates", |report| joined(report.failures.iter().map(|failure| &failure.says))),
    ("weakest", |report| report.weakest.unwrap_or_default().to_owned()),
];

/// The columns after them.
const AFTER: [Column; 8] = [
    ("risks_critical", |report| report.counts.critical.to_string()),
    ("risks_high", |report| report.counts.high.to_string()),
    ("risks_medium", |report| report.counts.medium.to_string()),
    ("risks_low", |report| report.counts.low.to_string()),
    ("questions", |report| report.counts.questions.to_string()),
    ("waived", |report| report.counts.waived.to_string()),
    ("known", |report| report.counts.known.to_string()),
    ("problem", |_| String::new()),
];

/// A file with errors: the first of them, and how many there are.
struct BadFile {
    path: String,
    first: String,
    errors: usize,
}

impl<'r> Scores<'r> {
    /// With columns for the sectors and the dimensions of these rubrics.
    pub fn new(tables: &'r Tables<'r>) -> Scores<'r> {
        Scores { tables, separator: Separator::default() }
    }

    /// With cells that are parted by something else than a comma.
    #[must_use]
    pub fn parted_by(self, separator: Separator) -> Scores<'r> {
        Scores { separator, ..self }
    }

    fn names(&self) -> Vec<String> {
        let rubrics = self.tables.rubrics;
        let sectors = rubrics.four_sectors.iter().map(|rule| format!("sector_{}", rule.sector));
        let dimensions = rubrics.dimensions.iter().map(|dimension| format!("score_{}", dimension.id));
        let own = |(name, _): &Column| (*name).to_owned();
        BEFORE.iter().map(own).chain(sectors).chain(dimensions).chain(AFTER.iter().map(own)).collect()
    }

    /// The row of a file with errors: what is missing from a comparison is told in it.
    fn unread(&self, file: &BadFile) -> Vec<String> {
        let more = match file.errors - 1 {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let cell = |name: String| match name.as_str() {
            "path" => file.path.clone(),
            "problem" => format!("{}{more}", file.first),
            _ => String::new(),
        };
        self.names().into_iter().map(cell).collect()
    }
}

impl Format for Scores<'_> {
    type Part = String;

    fn begin(&self, out: &mut dyn Output) -> io::Result<()> {
        out.write(&(BYTE_ORDER_MARK.to_owned() + &rows(self.separator, [self.names()])))
    }

    fn part(&self, report: &ProposalReport) -> String {
        let own = |(_, cell): &Column| cell(report);
        let sectors = report.sectors.iter().map(|sector| sector.status.word().to_owned());
        // Nothing is scored where no criterion counts.
        let score =
            |of: &crate::report::content::DimensionScore| of.score.map(|score| score.claimed.to_string());
        let dimensions = report.dimensions.iter().map(|dimension| score(dimension).unwrap_or_default());
        rows(
            self.separator,
            [BEFORE.iter().map(own).chain(sectors).chain(dimensions).chain(AFTER.iter().map(own))],
        )
    }

    fn add(&mut self, part: String, out: &mut dyn Output) -> io::Result<()> {
        out.write(&part)
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        let mut bad: Option<BadFile> = None;
        end.each_problem(|problem| {
            match &mut bad {
                _ if !problem.is_error => {}
                Some(bad) if bad.path == problem.path => bad.errors += 1,
                _ => {
                    let told = format!("{}, line {}", problem.message, problem.line);
                    let next = BadFile { path: problem.path.to_owned(), first: told, errors: 1 };
                    let before = bad.replace(next);
                    return before
                        .map_or(Ok(()), |before| out.write(&rows(self.separator, [self.unread(&before)])));
                }
            }
            Ok(())
        })?;
        bad.map_or(Ok(()), |last| out.write(&rows(self.separator, [self.unread(&last)])))
    }
}
