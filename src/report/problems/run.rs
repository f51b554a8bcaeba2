//! The problems of a whole run: which are shown, what is said of the others, and the count at the end.
//!
//! A thousand proposals that all name a missing file would fill the screen with one sentence. So warnings on one topic
//! are shown three times and counted from then on. Errors are shown, and counted only where nobody reads on.

use std::collections::HashSet;

use super::Style;
use super::draw::{NARROWEST, wrapped};
use crate::document::{Problem, ProblemKind};
use crate::text::{count, join};

/// How many warnings on one topic are shown.
const OF_ONE_TOPIC: usize = 3;
/// How many errors are shown, and how many warnings that have no topic.
const OF_ONE_KIND: usize = 50;
/// How far the lines are indented in which a text goes on.
const INDENT: usize = 4;
/// How many files are named in which there are more errors.
const FILES_NAMED: usize = 3;

/// Takes in the problems of a run, file by file, and says which to show.
#[derive(Debug, Default)]
pub struct RunProblems {
    errors: usize,
    warnings: usize,
    files: HashSet<String>,
    topics: Vec<Topic>,
    more_errors: More,
    more_warnings: More,
}

/// Warnings that differ only in names.
#[derive(Debug)]
struct Topic {
    name: &'static str,
    /// What the first of them says.
    message: String,
    help: Option<String>,
    shown: usize,
    more: More,
}

/// Problems that are counted and not shown.
#[derive(Debug, Default)]
struct More {
    problems: usize,
    /// The files that have them, the first of them by name.
    named: Vec<String>,
    others: HashSet<String>,
}

impl RunProblems {
    /// Takes in the problems of one file and gives back those to show, in their order.
    pub fn take(&mut self, path: &str, problems: Vec<Problem>) -> Vec<Problem> {
        if !problems.is_empty() {
            self.files.insert(path.to_owned());
        }
        problems.into_iter().filter_map(|problem| self.shown(path, problem)).collect()
    }

    /// How many errors were taken in.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings were taken in.
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    fn shown(&mut self, path: &str, problem: Problem) -> Option<Problem> {
        let (number, more) = match (problem.kind, problem.topic) {
            (ProblemKind::Error, _) => (&mut self.errors, &mut self.more_errors),
            (ProblemKind::Warning, Some(topic)) => {
                self.warnings += 1;
                return self.topic(topic, &problem).shown(path, problem);
            }
            (ProblemKind::Warning, None) => (&mut self.warnings, &mut self.more_warnings),
        };
        *number += 1;
        if *number <= OF_ONE_KIND {
            return Some(problem);
        }
        more.add(path);
        None
    }

    fn topic(&mut self, name: &'static str, problem: &Problem) -> &mut Topic {
        let known = self.topics.iter().position(|topic| topic.name == name);
        let at = known.unwrap_or_else(|| {
            self.topics.push(Topic {
                name,
                message: problem.message.clone(),
                help: problem.help.clone(),
                shown: 0,
                more: More::default(),
            });
            self.topics.len() - 1
        });
        &mut self.topics[at]
    }

    /// What is said of the problems that are not shown, a line or more for each topic; empty where all are.
    pub fn rest(&self, style: Style) -> String {
        let warnings = self.topics.iter().filter(|topic| topic.more.problems > 0).map(Topic::rest);
        let others = [(&self.more_warnings, "warning"), (&self.more_errors, "error")];
        let others = others.into_iter().filter(|(more, _)| more.problems > 0).map(|(more, noun)| {
            format!("and {}, in {}", count(more.problems, &format!("more {noun}")), more.files())
        });
        let lines = warnings.chain(others).map(|line| wrapped(&line, style.width.max(NARROWEST) - INDENT));
        let text: String =
            lines.map(|line| line.replace('\n', &format!("\n{:INDENT$}", "")) + "\n").collect();
        if style.unicode { text } else { text.replace('…', "...") }
    }

    /// The last line of the run: how many problems there are, and what came of it. Empty where there are none.
    pub fn closing(&self, what: &str) -> String {
        closing(self.errors, self.warnings, self.files.len(), what)
    }
}

impl Topic {
    /// The problem, if it is one of the first. What to do is told with the first alone.
    fn shown(&mut self, path: &str, mut problem: Problem) -> Option<Problem> {
        if self.shown == OF_ONE_TOPIC {
            self.more.add(path);
            return None;
        }
        if self.shown > 0 && problem.help == self.help {
            problem.help = None;
        }
        self.shown += 1;
        Some(problem)
    }

    fn rest(&self) -> String {
        let more = count(self.more.problems, "more warning");
        let files = count(self.more.number_of_files(), "file");
        format!("and {more} of this kind, in {files}: {}", self.message)
    }
}

impl More {
    fn add(&mut self, path: &str) {
        self.problems += 1;
        if self.named.iter().any(|named| named == path) {
            return;
        }
        if self.named.len() < FILES_NAMED {
            self.named.push(path.to_owned());
        } else {
            self.others.insert(path.to_owned());
        }
    }

    fn number_of_files(&self) -> usize {
        self.named.len() + self.others.len()
    }

    /// The first files by name, and how many others there are.
    fn files(&self) -> String {
        let others = (!self.others.is_empty()).then(|| count(self.others.len(), "other file"));
        let files: Vec<String> = self.named.iter().cloned().chain(others).collect();
        join(&files, "and")
    }
}

/// `25 errors in 1 file; nothing assessed`. Empty where there are no problems; `what` may be empty.
pub fn closing(errors: usize, warnings: usize, files: usize, what: &str) -> String {
    let counted = [(errors, "error"), (warnings, "warning")];
    let counted: Vec<String> = counted
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    if counted.is_empty() {
        return String::new();
    }
    let what = if what.is_empty() { String::new() } else { format!("; {what}") };
    format!("{} in {}{what}", join(&counted, "and"), count(files, "file"))
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use super::*;
    use crate::document::Span;

    const PLAIN: Style = Style { color: false, unicode: false, width: 80 };

    fn missing(name: &str) -> Problem {
        Problem::warning(Span::FIRST_LINE, format!("there is no file `{name}` beside the proposal"))
            .topic("evidence-missing")
            .expected("a file that exists, or a URL")
            .help("until it is there, the facts beside it count as claimed")
    }

    fn error(name: &str) -> Problem {
        Problem::error(Span::FIRST_LINE, format!("there is no fact `{name}`"))
    }

    /// What a run prints of these problems, file by file.
    fn printed(files: impl IntoIterator<Item = (String, Vec<Problem>)>) -> String {
        let mut run = RunProblems::default();
        let mut out = String::new();
        for (path, problems) in files {
            out.push_str(&render(&path, "quorate: 1\n", &run.take(&path, problems), PLAIN));
        }
        out + &run.rest(PLAIN) + &run.closing("") + "\n"
    }

    #[test]
    fn the_last_line_counts_problems_and_files_and_says_what_came_of_it() {
        assert_eq!(closing(25, 0, 1, "nothing assessed"), "25 errors in 1 file; nothing assessed");
        assert_eq!(closing(0, 2, 2, ""), "2 warnings in 2 files");
        assert_eq!(
            closing(1, 1, 3, "5 proposals assessed"),
            "1 error and 1 warning in 3 files; 5 proposals assessed"
        );
        assert_eq!(closing(0, 0, 0, "5 proposals assessed"), "");
    }

    #[test]
    fn a_thousand_files_with_the_same_two_warnings_fit_on_a_screen() {
        let empty = |name: &str| missing(name).topic("evidence-empty");
        let out = printed((0..1000).map(|n| {
            (format!("{n}.yaml"), vec![missing("a.pdf"), missing("b.pdf"), empty("c.pdf"), missing("d.pdf")])
        }));
        assert!(out.lines().count() <= 42, "{} lines:\n{out}", out.lines().count());
        assert!(out.contains("and 2997 more warnings of this kind, in 999 files: there is no file"), "{out}");
        assert!(out.contains("and 997 more warnings of this kind, in 997 files"), "{out}");
        assert!(out.ends_with("4000 warnings in 1000 files\n"), "{out}");
    }

    #[test]
    fn a_few_warnings_are_all_shown_and_the_advice_once() {
        let out = printed([("a.yaml".to_owned(), vec![missing("a"), missing("b"), missing("c")])]);
        assert_eq!((out.matches("warning: ").count(), out.matches("help: ").count()), (3, 1), "{out}");
        assert!(out.ends_with("\n3 warnings in 1 file\n"), "{out}");
        let other = missing("b").help("also named in line 4");
        let out = printed([("a.yaml".to_owned(), vec![missing("a"), other])]);
        assert!(out.contains("also named in line 4"), "other advice is kept: {out}");
    }

    #[test]
    fn many_errors_are_shown_and_the_rest_counted_with_their_files() {
        let errors = |times: usize| (0..times).map(|n| error(&n.to_string())).collect::<Vec<_>>();
        let out = printed([("a.yaml".to_owned(), errors(50))]);
        assert_eq!(out.matches("error: ").count(), 50);
        assert!(out.ends_with("\n50 errors in 1 file\n") && !out.contains("more"), "{out}");
        let out = printed((0..6).map(|n| (format!("{n}.yaml"), errors(30))));
        assert_eq!(out.matches("error: ").count(), 50);
        assert!(
            out.ends_with(
                "and 130 more errors, in 1.yaml, 2.yaml, 3.yaml and 2 other files\n180 errors in 6 files\n"
            ),
            "{out}"
        );
    }

    #[test]
    fn warnings_without_a_topic_are_never_taken_for_each_other() {
        let odd = |n: usize| Problem::warning(Span::FIRST_LINE, format!("odd {n}"));
        let out = printed([("a.yaml".to_owned(), (0..9).map(odd).collect())]);
        assert_eq!(out.matches("warning: ").count(), 9, "{out}");
    }

    #[test]
    fn what_is_not_shown_is_told_within_the_width_and_without_control_characters() {
        let name = format!("\x1b[31m{}", "long ".repeat(40));
        let out = printed((0..9).map(|n| (format!("{n}\x1b.yaml"), vec![missing(&name)])));
        let rest = out.split("and 6 more").nth(1).expect("more are counted");
        assert!(rest.lines().all(|line| line.chars().count() <= 80), "{rest}");
        assert!(!out.contains('\x1b'), "{out}");
    }
}
