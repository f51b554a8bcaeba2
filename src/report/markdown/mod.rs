//! Markdown that reads well as a comment on a pull request and as a document.
//!
//! Every finding is in it; what is long is folded away, which GitHub and GitLab show, and other readers show unfolded.
//! Links within the document lead to anchors of our own: the names that a reader makes of headings differ from reader to
//! reader, and headings hold what strangers wrote.

pub(super) mod blocks;
mod dimensions;
pub(super) mod escape;
mod head;
mod moves;
mod questions;
mod risks;
mod section;
mod sectors;
mod summary;

use self::blocks::{bullets, fold, join};
use self::escape::{code, escape};
use self::section::Section;
use super::limits::CANNOT_TELL;
use super::summary::Summary;
use super::{End, FileProblem, Form, Part};
use crate::document::ProblemKind;
use crate::policy::Evaluated;
use crate::proposal::PartialDate;
use crate::rubric::Rubrics;

/// After how many problems of files the rest is folded away.
const PROBLEMS: usize = 5;

/// The form `markdown`.
pub struct Markdown<'r> {
    rubrics: &'r Rubrics,
    as_of: PartialDate,
    detail: bool,
}

impl<'r> Markdown<'r> {
    /// With `detail` nothing is folded away, and each finding says why it matters.
    pub fn new(rubrics: &'r Rubrics, as_of: PartialDate, detail: bool) -> Markdown<'r> {
        Markdown { rubrics, as_of, detail }
    }
}

impl Form for Markdown<'_> {
    fn part(&self, evaluated: &Evaluated) -> Part {
        Part::Held(Section::of(evaluated, self.detail).body(), Box::new(Summary::of(evaluated)))
    }

    fn finish(&self, held: Vec<Part>, end: &End) -> Vec<String> {
        let sections: Vec<(String, Summary)> = (held.into_iter())
            .filter_map(|part| match part {
                Part::Held(body, summary) => Some((body, *summary)),
                _ => None,
            })
            .collect();
        let title = match sections.len() {
            0 => "# No proposal was assessed".to_owned(),
            1 => "# Readiness of a collaboration".to_owned(),
            number => format!("# Readiness of {number} collaborations"),
        };
        let several = sections.len() > 1;
        let overview = if several { summary::overview(&sections) } else { String::new() };
        let section = |(number, (body, summary)): (usize, (String, Summary))| {
            let anchor = if several { summary::anchor(number) } else { String::new() };
            join([format!("## {anchor}{}", summary::name(&summary)), body])
        };
        let mut blocks = vec![title, overview, self.problems(end)];
        blocks.extend(sections.into_iter().enumerate().map(section));
        blocks.push(self.method());
        vec![join(blocks) + "\n"]
    }
}

impl Markdown<'_> {
    /// What the numbers mean, what they cannot tell, and how the report was made.
    fn method(&self) -> String {
        let bands =
            self.rubrics.scale.bands.iter().map(|band| format!("{} from {}", band.verdict, band.from));
        let bands = bands.collect::<Vec<_>>().join(", ");
        join([
            "## How to read this".to_owned(),
            format!(
                "The score runs from 0 to 100, higher is better. It is given three times: by facts with evidence beside \
                 them, as stated, and as it were with every unknown at its best; the verdict goes by the bold one. \
                 Verdicts by score: {}; a decisive criterion can limit the verdict, whatever the score. These cut-offs, \
                 and the limits, are conventions, not findings. *Answered* is the share of what is due at this stage \
                 whose level no longer depends on anything unknown.",
                escape(&bands)
            ),
            format!("What this cannot tell: {CANNOT_TELL}"),
            format!(
                "A line is a line of the proposal's file. `quorate explain ID` tells what an id such as `community/part` \
                 asks for, and why. Made by quorate {} as of {}, with the rubrics {}.",
                env!("CARGO_PKG_VERSION"),
                self.as_of,
                code(&self.rubrics.digest().chars().take(12).collect::<String>())
            ),
        ])
    }

    /// What is wrong with files; it stands before the proposals, since what it names is missing from them.
    fn problems(&self, end: &End) -> String {
        let mut shown: Vec<String> = end.problems.iter().map(problem).collect();
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

fn problem(FileProblem { path, problem }: &FileProblem) -> String {
    let kind = match problem.kind {
        ProblemKind::Error => "**Error**",
        ProblemKind::Warning => "Warning",
    };
    let place = code(&format!("{path}:{}:{}", problem.span.line, problem.span.column));
    let help = problem.help.as_deref().map(|help| format!("; {}", escape(help))).unwrap_or_default();
    format!("{kind} at {place}: {}{help}", escape(&problem.message))
}
