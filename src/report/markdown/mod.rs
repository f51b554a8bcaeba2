//! Markdown that reads well as a comment on a pull request and as a document.
//!
//! Every finding is in it; what is long is folded away, which GitHub and GitLab show, and other readers show unfolded.
//! Links within the document lead to anchors of our own: the names that a reader makes of headings differ from reader to
//! reader, and headings hold what strangers wrote.

mod agreement;
pub(super) mod blocks;
mod comparison;
pub(super) mod escape;
mod overview;
mod section;
mod summary;

use std::io;

pub use self::summary::{MOST_BYTES, MarkdownSummary};

use self::blocks::{bullets, fold, join};
use self::escape::{code, escape};
use self::section::Section;
use super::content::{
    AgreementReport, CANNOT_TELL, ComparisonReport, End, Overview, ProblemContent, ProposalReport, Run,
    Summary, Tables,
};
use super::{Format, Output};

/// After how many problems of files the rest is folded away.
const PROBLEMS: usize = 5;

/// The format `markdown`.
pub struct Markdown<'r> {
    run: &'r Run<'r>,
    tables: &'r Tables<'r>,
    detail: bool,
    overview: Overview,
}

/// Where the rows of the overview wait.
const ROWS: usize = 0;
/// Where the first section waits: it has an anchor only where others follow.
const FIRST: usize = 1;
/// Where the other sections wait.
const OTHERS: usize = 2;

impl<'r> Markdown<'r> {
    /// With `detail` nothing is folded away.
    pub fn new(run: &'r Run<'r>, tables: &'r Tables<'r>, detail: bool) -> Markdown<'r> {
        Markdown { run, tables, detail, overview: Overview::default() }
    }

    /// What it cannot tell, and how the report was made.
    fn method(&self) -> String {
        let rungs = self.tables.rubrics.scale.ladder.iter();
        let rungs: Vec<String> = rungs.map(|rung| format!("{} from {}", rung.verdict, rung.score)).collect();
        let read = format!(
            "The score runs from 0 to 100, higher is better; the verdict goes by the bold one. Least scores: {}; \
             each verdict also needs levels of the decisive criteria. These numbers are conventions. A line is a line of the \
             proposal's file; `quorate explain ID` tells what an id such as `community/part` asks for, and why.",
            escape(&rungs.join(", "))
        );
        join([
            "## How to read this".to_owned(),
            CANNOT_TELL.to_owned(),
            read,
            format!("Made by {}.", escape(&self.run.made_by())),
        ])
    }

    /// What is wrong with files; it stands before the proposals, since what it names is missing from them. The first are
    /// shown, and the rest is folded away.
    fn problems(&self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        if !end.has_problems() {
            return Ok(());
        }
        let most = if self.detail { usize::MAX } else { PROBLEMS };
        let all = end.errors() + end.warnings();
        let summary = format!("{} more problems", all.saturating_sub(most));
        // What is folded away has a line of its own at its beginning and at its end.
        let folded = fold(&summary, "\0");
        let (opening, closing) = folded.split_once('\0').unwrap_or_default();
        let mut number = 0;
        out.write("\n\n## Problems with files")?;
        end.each_problem(|problem| {
            let before = match number {
                0 => "\n\n".to_owned(),
                n if n == most => format!("\n\n{opening}"),
                _ => "\n".to_owned(),
            };
            number += 1;
            out.write(&format!("{before}{}", bullets([of_problem(problem)])))
        })?;
        if all > most { out.write(closing) } else { Ok(()) }
    }
}

impl Format for Markdown<'_> {
    type Part = (String, Summary);

    fn part(&self, report: &ProposalReport) -> (String, Summary) {
        (Section { report, detail: self.detail }.body(), Summary::of(report))
    }

    fn add(&mut self, (body, summary): (String, Summary), out: &mut dyn Output) -> io::Result<()> {
        let number = self.overview.proposals();
        self.overview.add(&summary);
        out.keep(ROWS, &overview::row(number, &summary))?;
        let section = format!("{}\n\n{body}", overview::name(&summary));
        match number {
            0 => out.keep(FIRST, &section),
            _ => out.keep(OTHERS, &format!("\n\n## {}{section}", overview::anchor(number))),
        }
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        let several = self.overview.proposals() > 1;
        out.write(&match self.overview.proposals() {
            0 => "# No proposal was assessed".to_owned(),
            1 => "# Readiness of a collaboration".to_owned(),
            number => format!("# Readiness of {number} collaborations"),
        })?;
        if several {
            out.write(&format!("\n\n{}", overview::head(&self.overview)))?;
            out.lay_out(ROWS)?;
        }
        self.problems(end, out)?;
        if self.overview.proposals() > 0 {
            let anchor = if several { overview::anchor(0) } else { String::new() };
            out.write(&format!("\n\n## {anchor}"))?;
            out.lay_out(FIRST)?;
            out.lay_out(OTHERS)?;
        }
        out.write(&format!("\n\n{}\n", self.method()))
    }

    fn comparison(&self, report: &ComparisonReport) -> Option<String> {
        Some(comparison::document(report, self.detail))
    }

    fn agreement(&self, report: &AgreementReport) -> Option<String> {
        Some(agreement::document(report, self.detail))
    }
}

fn of_problem(problem: &ProblemContent) -> String {
    let kind = if problem.is_error { "**Error**" } else { "Warning" };
    let place = code(&format!("{}:{}:{}", problem.path, problem.line, problem.column));
    let help = problem.help.map(|help| format!("; {}", escape(help))).unwrap_or_default();
    format!("{kind} at {place}: {}{help}", escape(problem.message))
}
