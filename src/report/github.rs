//! Workflow commands of GitHub Actions: each line is an annotation at its place in the pull request.
//!
//! A runner shows ten errors, ten warnings and ten notices of a step and drops the rest, so the worst of all proposals come
//! first: gates that are not passed, files that cannot be read, findings that fail a gate, then the others by severity,
//! and last those that do not count.

use std::borrow::Cow;
use std::fmt::Write;

use super::problems::visible;
use super::sentences::{headline, sentences};
use super::{End, FileProblem, Form, Part};
use crate::assess::{Finding, FindingKind};
use crate::document::{ProblemKind, Span};
use crate::policy::{Failure, Evaluated, Disposition};
use crate::rubric::Severity;

/// Writes workflow commands.
pub struct Github;

/// Few lines are longer.
const USUAL_LENGTH: usize = 512;

/// The kinds of line, in the order in which they stand; within one the graver come first.
#[derive(Debug, Clone, Copy)]
enum Rank {
    Gate,
    BadFile,
    Fails(Severity),
    Warns(Severity),
    OddFile,
    Noted(Severity),
    DoesNotCount(Severity),
}

impl Rank {
    fn number(self) -> u32 {
        let graver_first =
            |group: u32, severity: Severity| 4 * group + (Severity::Critical as u32 - severity as u32);
        match self {
            Rank::Gate => 0,
            Rank::BadFile => 1,
            Rank::Fails(severity) => graver_first(1, severity),
            Rank::Warns(severity) => graver_first(2, severity),
            Rank::OddFile => 12,
            Rank::Noted(severity) => graver_first(4, severity),
            Rank::DoesNotCount(severity) => graver_first(5, severity),
        }
    }

    fn command(self) -> &'static str {
        match self {
            Rank::Gate | Rank::BadFile | Rank::Fails(_) => "error",
            Rank::Warns(_) | Rank::OddFile => "warning",
            Rank::Noted(_) | Rank::DoesNotCount(_) => "notice",
        }
    }
}

/// A command before it is escaped.
struct Annotation<'a> {
    rank: Rank,
    /// The path of the file, escaped: it stands in many lines.
    path: &'a str,
    line: u32,
    column: u32,
    /// How many columns are marked, where that is known.
    width: Option<u32>,
    title: String,
    /// Lines of the message.
    message: Vec<String>,
}

impl Form for Github {
    fn part(&self, evaluated: &Evaluated) -> Part {
        let path = path_of(&evaluated.source.path);
        // What `fail-on` fails by is told by the findings.
        let failures = evaluated.failures.iter().filter(|failure| failure.gate != "fail-on");
        let failures = failures.map(|failure| of_failure(&path, failure));
        let findings = evaluated.findings().map(|(finding, disposition)| of_finding(evaluated, &path, finding, disposition));
        Part::Ranked(by_rank(failures.chain(findings).map(|annotation| annotation.ranked()).collect()))
    }

    fn finish(&self, held: Vec<Part>, end: &End) -> Vec<String> {
        let parts = held.into_iter().filter_map(|part| match part {
            Part::Ranked(lines) => Some(lines),
            _ => None,
        });
        let problems =
            end.problems.iter().map(|problem| of_problem(&path_of(&problem.path), problem).ranked());
        let mut lines: Vec<(u32, String)> = parts.flatten().chain(problems).collect();
        lines.sort_by_key(|(rank, _)| *rank);
        lines.into_iter().map(|(_, line)| line).collect()
    }
}

/// The lines of a proposal, those of each rank in one piece: there are some seventy, and they are held to the end.
fn by_rank(mut lines: Vec<(u32, String)>) -> Vec<(u32, String)> {
    // The sort is stable: within a rank the order is that of the findings, and over all proposals that of the files.
    lines.sort_by_key(|(rank, _)| *rank);
    lines.chunk_by(|a, b| a.0 == b.0).map(|rank| (rank[0].0, joined(rank))).collect()
}

/// Joined from borrowed texts one is allocated once, at its size.
fn joined(lines: &[(u32, String)]) -> String {
    let lines: Vec<&str> = lines.iter().map(|(_, line)| line.as_str()).collect();
    lines.concat()
}

fn of_failure<'a>(path: &'a str, failure: &Failure) -> Annotation<'a> {
    Annotation {
        rank: Rank::Gate,
        path,
        line: failure.place.line,
        column: failure.place.column,
        width: None,
        title: format!("gate failed: {}", failure.gate),
        message: vec![failure.text.clone()],
    }
}

fn of_finding<'a>(evaluated: &Evaluated, path: &'a str, finding: &Finding, disposition: &Disposition) -> Annotation<'a> {
    let assessment = &evaluated.assessment;
    let fact = finding.facts.first();
    let place = fact.map_or(Span::FIRST_LINE, |fact| assessment.place_of(*fact));
    let severity = finding.severity;
    let rank = match finding.kind {
        _ if disposition.fails => Rank::Fails(severity),
        _ if !disposition.standing.counts() => Rank::DoesNotCount(severity),
        FindingKind::Question => Rank::Noted(severity),
        _ if severity >= Severity::High => Rank::Warns(severity),
        _ => Rank::Noted(severity),
    };
    Annotation {
        rank,
        path,
        line: place.line,
        column: place.column,
        width: fact.and_then(|fact| assessment.width_of(*fact)),
        title: headline(finding, assessment.rubrics),
        message: sentences(evaluated, finding, disposition),
    }
}

fn of_problem<'a>(path: &'a str, FileProblem { problem, .. }: &FileProblem) -> Annotation<'a> {
    let expected = (!problem.expected.is_empty()).then(|| format!("Expected {}", problem.expected));
    let help = problem.help.as_ref().map(|help| format!("Help: {help}"));
    let (rank, title) = match problem.kind {
        ProblemKind::Error => (Rank::BadFile, "error in the proposal"),
        ProblemKind::Warning => (Rank::OddFile, "warning about the proposal"),
    };
    Annotation {
        rank,
        path,
        line: problem.span.line,
        column: problem.span.column,
        width: None,
        title: title.to_owned(),
        message: [Some(problem.message.clone()), expected, help].into_iter().flatten().collect(),
    }
}

impl Annotation<'_> {
    /// The line that it is, and where it stands among the others.
    fn ranked(&self) -> (u32, String) {
        let Annotation { rank, path, line, column, .. } = self;
        let mut text = String::with_capacity(USUAL_LENGTH);
        // Columns are heeded only where a mark begins and ends in one line, as all of these do. Writing to a text cannot fail.
        let _ = write!(text, "::{} file={path},line={line},endLine={line},col={column}", rank.command());
        if let Some(width) = self.width {
            let _ = write!(text, ",endColumn={}", column + width);
        }
        let _ = write!(text, ",title={}::", escaped(&self.title, PROPERTY));
        for (number, line) in self.message.iter().enumerate() {
            text += if number > 0 { "%0A" } else { "" };
            text += &escaped(line, MESSAGE);
        }
        text.push('\n');
        (rank.number(), text)
    }
}

/// The path of a file as the value of a property, with the slashes of a URL.
fn path_of(path: &str) -> String {
    escaped(&path.replace(std::path::MAIN_SEPARATOR, "/"), PROPERTY).into_owned()
}

/// What has a meaning in a message. Line breaks have one too; they are made visible before.
const MESSAGE: [u8; 1] = *b"%";
/// The same in the value of a property.
const PROPERTY: [u8; 3] = *b"%:,";

/// A line made visible, and what has a meaning as `%3A`.
fn escaped<const N: usize>(line: &str, special: [u8; N]) -> Cow<'_, str> {
    let line = visible(line);
    // Without an early end the compiler looks at many bytes at a time.
    if !line.bytes().fold(false, |found, byte| found | special.contains(&byte)) {
        return line;
    }
    let mut out = String::with_capacity(line.len() + 16);
    for letter in line.chars() {
        match u8::try_from(letter) {
            // Writing to a text cannot fail.
            Ok(byte) if special.contains(&byte) => _ = write!(out, "%{byte:02X}"),
            _ => out.push(letter),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line by the rules that GitHub documents: command, properties, message.
    fn parsed(line: &str) -> (String, Vec<(String, String)>, String) {
        let rest = line.strip_suffix('\n').and_then(|l| l.strip_prefix("::")).expect("a command in a line");
        let (head, message) = rest.split_once("::").expect("a message");
        let (command, properties) = head.split_once(' ').expect("properties");
        let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
        let value = |text: &str| data(&text.replace("%3A", ":").replace("%2C", ","));
        let pairs = properties.split(',').map(|pair| pair.split_once('=').expect("key and value"));
        let pairs = pairs.map(|(key, text)| (key.to_owned(), value(text))).collect();
        (command.to_owned(), pairs, data(message))
    }

    fn annotation<'a>(rank: Rank, path: &'a str, text: &str) -> Annotation<'a> {
        let message = vec![text.to_owned(), "Do: this".to_owned()];
        Annotation { rank, path, line: 3, column: 5, width: Some(4), title: text.to_owned(), message }
    }

    #[test]
    fn what_is_parsed_is_what_was_said_whatever_stands_in_it() {
        for text in
            ["50 % :: a,b=c", "::error file=x::y", "a%0A%25b", "x\r\n::stop-commands::y", "\u{1b}[2J\u{202e}"]
        {
            let path = path_of(text);
            let (rank, line) = annotation(Rank::Warns(Severity::High), &path, text).ranked();
            assert_eq!(rank, Rank::Warns(Severity::High).number());
            assert_eq!(line.matches(['\n', '\r']).count(), 1, "{line:?}");
            let (command, properties, message) = parsed(&line);
            let shown = visible(text).into_owned();
            assert_eq!((command.as_str(), message), ("warning", format!("{shown}\nDo: this")));
            let expected = [
                ("file", shown.as_str()),
                ("line", "3"),
                ("endLine", "3"),
                ("col", "5"),
                ("endColumn", "9"),
                ("title", shown.as_str()),
            ];
            let properties: Vec<(&str, &str)> =
                properties.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            assert_eq!(properties, expected);
        }
    }

    #[test]
    fn the_worst_come_first() {
        let order = |rank: fn(Severity) -> Rank| Severity::ALL.into_iter().rev().map(rank);
        let ranks: Vec<Rank> = [Rank::Gate, Rank::BadFile]
            .into_iter()
            .chain(order(Rank::Fails))
            .chain(order(Rank::Warns))
            .chain([Rank::OddFile])
            .chain(order(Rank::Noted))
            .chain(order(Rank::DoesNotCount))
            .collect();
        let numbers: Vec<u32> = ranks.iter().map(|rank| rank.number()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
        // A runner counts each command apart.
        let commands: Vec<&str> = ranks.iter().map(|rank| rank.command()).collect();
        assert_eq!(
            commands.chunk_by(|a, b| a == b).map(|run| run[0]).collect::<Vec<_>>(),
            ["error", "warning", "notice"]
        );
    }
}
