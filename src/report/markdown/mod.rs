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

use std::io;

use self::blocks::{bullets, fold, join};
use self::escape::{code, escape};
use self::section::Section;
use super::content::{
    AgreementReport, CANNOT_TELL, ComparisonReport, End, ProblemContent, ProposalReport, Run, Summary, Tables,
};
use super::{Format, Output};

/// After how many problems of files the rest is folded away.
const PROBLEMS: usize = 5;

/// The format `markdown`.
pub struct Markdown<'r> {
    run: &'r Run<'r>,
    tables: &'r Tables<'r>,
    detail: bool,
    sections: Vec<(String, Summary)>,
}

impl<'r> Markdown<'r> {
    /// With `detail` nothing is folded away.
    pub fn new(run: &'r Run<'r>, tables: &'r Tables<'r>, detail: bool) -> Markdown<'r> {
        Markdown { run, tables, detail, sections: Vec::new() }
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

    /// What is wrong with files; it stands before the proposals, since what it names is missing from them.
    fn problems(&self, end: &End) -> String {
        let mut shown: Vec<String> = end.problems().map(|problem| of_problem(&problem)).collect();
        if shown.is_empty() {
            return String::new();
        }
        let most = if self.detail { shown.len() } else { PROBLEMS.min(shown.len()) };
        let rest = shown.split_off(most);
        let more = format!("{} more problems", rest.len());
        let rest = if rest.is_empty() { String::new() } else { fold(&more, &bullets(rest)) };
        join(["## Problems with files".to_owned(), bullets(shown), rest])
    }
}

impl Format for Markdown<'_> {
    type Part = (String, Summary);

    fn part(&self, report: &ProposalReport) -> (String, Summary) {
        (Section { report, detail: self.detail }.body(), Summary::of(report))
    }

    fn add(&mut self, part: (String, Summary), _: &mut dyn Output) -> io::Result<()> {
        self.sections.push(part);
        Ok(())
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        let title = match self.sections.len() {
            0 => "# No proposal was assessed".to_owned(),
            1 => "# Readiness of a collaboration".to_owned(),
            number => format!("# Readiness of {number} collaborations"),
        };
        let several = self.sections.len() > 1;
        let summaries: Vec<&Summary> = self.sections.iter().map(|(_, summary)| summary).collect();
        let overview = if several { overview::overview(&summaries) } else { String::new() };
        out.write(&join([title, overview, self.problems(end)]))?;
        for (number, (body, summary)) in self.sections.iter().enumerate() {
            let anchor = if several { overview::anchor(number) } else { String::new() };
            out.write(&format!("\n\n## {anchor}{}\n\n{body}", overview::name(summary)))?;
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
