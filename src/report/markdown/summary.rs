//! Many proposals on one page of a server, or in one comment: what fails and what is new, and the rest counted.
//!
//! A comment of GitHub holds 65,536 characters. The summary keeps below that whatever it is given: texts of strangers are
//! cut, and rows stand until the room is spent; the others are counted.

use std::io;

use super::blocks::{bullets, join, line, table};
use super::escape::{code, escape};
use crate::report::content::{Brief, Counts, End, NO_FORECAST, NO_NAME, Overview, ProblemContent, Run};
use crate::report::content::{ProposalReport, Summary};
use crate::report::{Format, Output};
use crate::rubric::Severity;
use crate::text::{capital, count, shorten_middle};

/// How many bytes it takes at the most.
pub const MOST_BYTES: usize = 60_000;

/// How many files with errors, and how many risks over all proposals, are told.
const FIRST: usize = 10;
/// How many characters of a name stand in a row.
const NAME: usize = 60;
/// How many of a path, and of what a gate says: more of them tells more.
const PATH: usize = 90;
/// What it takes to say that there are more.
const AND_MORE: usize = 200;

/// The format `markdown` of a run of which only what fails and what is new is told.
pub struct MarkdownSummary<'r> {
    run: &'r Run<'r>,
    overview: Overview,
    counts: Counts,
    failing: Rows,
    new: Rows,
}

/// A proposal, and its row where it has one.
pub struct BriefPart {
    brief: Brief,
    row: Option<String>,
}

/// Rows of a table, the worst first, as many as there may be room for.
#[derive(Default)]
struct Rows {
    /// How many there are in all.
    all: usize,
    by_severity: [Kept; 5],
}

/// Rows of one severity.
#[derive(Default)]
struct Kept {
    rows: Vec<String>,
    bytes: usize,
}

impl Rows {
    fn add(&mut self, severity: Option<Severity>, row: String) {
        self.all += 1;
        let kept = &mut self.by_severity[severity.map_or(0, |severity| 1 + severity as usize)];
        // Behind one for which there is no room none has any.
        if kept.bytes <= MOST_BYTES {
            kept.bytes += row.len();
            kept.rows.push(row);
        }
    }

    /// The table with as many rows as fit into so many bytes; the others are counted.
    fn table(&self, columns: &[&str], room: usize) -> String {
        let mut out = table(columns, []);
        let mut shown = 0;
        for row in self.by_severity.iter().rev().flat_map(|kept| &kept.rows) {
            if out.len() + row.len() > room {
                break;
            }
            out += row;
            shown += 1;
        }
        let more = if self.all > shown { format!("and {} more", self.all - shown) } else { String::new() };
        join([if shown > 0 { out } else { String::new() }, more])
    }
}

impl<'r> MarkdownSummary<'r> {
    /// A summary of a run.
    pub fn new(run: &'r Run<'r>) -> MarkdownSummary<'r> {
        MarkdownSummary {
            run,
            overview: Overview::default(),
            counts: Counts::default(),
            failing: Rows::default(),
            new: Rows::default(),
        }
    }

    /// How many fail, how many came to which verdict, and how many findings there are.
    fn head(&self) -> String {
        let all = self.overview.proposals();
        let title = match (all, self.failing.all) {
            (0, _) => return "# No proposal was assessed".to_owned(),
            (_, 0) => format!("# None of {} fails", count(all, "proposal")),
            (_, 1) => format!("# 1 of {} fails", count(all, "proposal")),
            (_, failing) => format!("# {failing} of {} fail", count(all, "proposal")),
        };
        let verdicts = escape(&capital(&self.overview.verdicts()));
        join([title, format!("{verdicts}. {}.", self.counts.says())])
    }

    /// The risks that most proposals share, the worst first.
    fn worst(&self) -> String {
        let worst = self.overview.worst();
        let counting: Vec<_> = worst.into_iter().filter(|row| row.risk.counts).take(FIRST).collect();
        if counting.is_empty() {
            return String::new();
        }
        let rows = counting.iter().map(|row| {
            let place = row.places.first().map_or("", String::as_str);
            vec![
                format!(
                    "{}: {} ({})",
                    row.risk.severity.word(),
                    escape(&row.risk.title),
                    code(&row.risk.rule)
                ),
                row.proposals.to_string(),
                short(place, PATH, code),
            ]
        });
        let table = table(&["Risk", ">Proposals", "First at"], rows);
        join(["## Worst risks over all".to_owned(), table])
    }

    /// How it was made, and how many fail: the last line.
    fn close(&self, end: &End) -> String {
        let fail = format!("{} of {} fail", self.failing.all, self.overview.proposals());
        let errors = match end.errors() {
            0 => String::new(),
            errors => format!("; {} in files", count(errors, "error")),
        };
        join([format!("{NO_FORECAST} Made by {}.", escape(&self.run.made_by())), format!("{fail}{errors}")])
    }
}

impl Format for MarkdownSummary<'_> {
    type Part = BriefPart;

    fn part(&self, report: &ProposalReport) -> BriefPart {
        let brief = Brief::of(report);
        let row = (brief.fails() || brief.new > 0).then(|| row(&brief));
        BriefPart { brief, row }
    }

    fn add(&mut self, BriefPart { brief, row }: BriefPart, _out: &mut dyn Output) -> io::Result<()> {
        self.overview.add(&brief.summary);
        self.counts += brief.counts();
        if let Some(row) = row {
            let rows = if brief.fails() { &mut self.failing } else { &mut self.new };
            rows.add(brief.worst.map(|worst| worst.severity), row);
        }
        Ok(())
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        let closing = join([self.worst(), self.close(end)]) + "\n";
        let mut text = join([self.head(), errors(end)?]);
        let tables = [
            ("Failing", &self.failing, ["Proposal", "Verdict", "Fails by", "Worst finding", "Place"]),
            (
                "New or worse, and let pass",
                &self.new,
                ["Proposal", "Verdict", "New or worse", "Worst finding", "Place"],
            ),
        ];
        for (title, rows, columns) in tables {
            if rows.all > 0 {
                let title = format!("## {title} ({})", rows.all);
                let taken = text.len() + closing.len() + title.len() + 2 * AND_MORE;
                let rows = rows.table(&columns, MOST_BYTES.saturating_sub(taken));
                text = join([text, title, rows]);
            }
        }
        out.write(&join([text, closing]))
    }
}

/// The row of a proposal, on a line of its own.
fn row(brief: &Brief) -> String {
    let Summary { called, label, verdict, .. } = &brief.summary;
    let name = if called == NO_NAME { short(label, NAME, code) } else { short(called, NAME, escape) };
    let why = match brief.fails_by.as_slice() {
        [] => count(brief.new, "finding"),
        [gate] => short(gate, PATH, escape),
        [gate, more @ ..] => format!("{}, and {}", short(gate, PATH, escape), count(more.len(), "more gate")),
    };
    let (worst, place) = match &brief.worst {
        None => (String::new(), String::new()),
        Some(worst) => {
            (format!("{} ({})", escape(&worst.says), code(&worst.rule)), short(&worst.place, PATH, code))
        }
    };
    line(&[name, escape(verdict), why, worst, place])
}

/// The files that could not be assessed: what is missing from the rest is told first.
fn errors(end: &End) -> io::Result<String> {
    let mut told = Vec::new();
    end.each_problem(|problem| {
        if problem.is_error && told.len() < FIRST {
            told.push(of_error(problem));
        }
        Ok(())
    })?;
    let (all, warnings) = (end.errors(), end.warnings());
    let more = match all - told.len() {
        0 => String::new(),
        more => format!("and {more} more"),
    };
    let errors = match all {
        0 => String::new(),
        _ => join([format!("## Errors in files ({all})"), bullets(told), more]),
    };
    let warnings = match warnings {
        0 => String::new(),
        _ => format!("{} about files.", count(warnings, "warning")),
    };
    Ok(join([errors, warnings]))
}

fn of_error(problem: &ProblemContent) -> String {
    let place = format!("{}:{}:{}", problem.path, problem.line, problem.column);
    format!("{}: {}", short(&place, PATH, code), short(problem.message, 2 * PATH, escape))
}

/// A text of a stranger cut to so many characters, and further where they take much room once they are written.
fn short(text: &str, most: usize, write: fn(&str) -> String) -> String {
    let longest = 3 * most;
    let mut kept = most;
    loop {
        let written = write(&shorten_middle(text, kept));
        if written.len() <= longest || kept <= 8 {
            return written;
        }
        kept /= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_a_stranger_takes_little_room_whatever_it_is() {
        for text in ["|", "@a", "\u{202e}", "#1", "漢", "\n", "`", "www.", "a b "] {
            for write in [escape, code] {
                let written = short(&text.repeat(10_000), NAME, write);
                assert!(written.len() <= 3 * NAME, "{text:?}: {}", written.len());
            }
        }
        assert_eq!(short("St Anne's", NAME, escape), "St Anne's");
    }

    #[test]
    fn rows_stand_until_the_room_is_spent_the_worst_first() {
        let mut rows = Rows::default();
        rows.add(None, "\n| none |".to_owned());
        for number in 0..10_000 {
            rows.add(Some(Severity::High), format!("\n| high {number} |"));
        }
        rows.add(Some(Severity::Critical), "\n| critical |".to_owned());
        let table = rows.table(&["A"], 200);
        assert!(table.starts_with("| A |\n| --- |\n| critical |\n| high 0 |\n| high 1 |"), "{table}");
        let shown = table.lines().filter(|line| line.starts_with("| ")).count() - 2;
        assert!(table.ends_with(&format!("\n\nand {} more", 10_002 - shown)), "{table}");
        assert!(table.len() <= 220);
        assert_eq!(rows.table(&["A"], 10), "and 10002 more");
    }
}
