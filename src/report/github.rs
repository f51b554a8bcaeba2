//! Workflow commands of GitHub Actions: each line is an annotation at its place in the pull request.
//!
//! A runner shows ten errors, ten warnings and ten notices of a step and drops the rest, so the worst of all proposals come
//! first: gates that are not passed, files that cannot be read, findings that fail a gate, then the others by severity,
//! and last those that do not count.

use super::problems::visible;
use super::sentences::{headline, sentences};
use super::{End, FileProblem, Form, Part};
use crate::assess::{Finding, FindingKind};
use crate::document::{Gravity, Span};
use crate::policy::{Failure, Judged, Ruling};
use crate::rubric::Severity;

/// Writes workflow commands.
pub struct Github;

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
    fn part(&self, judged: &Judged) -> Part {
        // What `fail-on` fails by is told by the findings.
        let failures = judged.failures.iter().filter(|failure| failure.gate != "fail-on");
        let failures = failures.map(|failure| of_failure(judged, failure));
        let findings = judged.findings().map(|(finding, ruling)| of_finding(judged, finding, ruling));
        Part::Ranked(failures.chain(findings).map(|annotation| annotation.ranked()).collect())
    }

    fn finish(&self, held: Vec<Part>, end: &End) -> String {
        let parts = held.into_iter().filter_map(|part| match part {
            Part::Ranked(lines) => Some(lines),
            _ => None,
        });
        let mut lines: Vec<(u32, String)> = parts.flatten().collect();
        lines.extend(end.problems.iter().map(|problem| of_problem(problem).ranked()));
        // The sort is stable: within a rank the order is that of the files.
        lines.sort_by_key(|(rank, _)| *rank);
        lines.into_iter().map(|(_, line)| line).collect()
    }
}

fn of_failure<'a>(judged: &'a Judged, failure: &Failure) -> Annotation<'a> {
    Annotation {
        rank: Rank::Gate,
        path: &judged.source.path,
        line: failure.place.line,
        column: failure.place.column,
        width: None,
        title: format!("gate failed: {}", failure.gate),
        message: vec![failure.text.clone()],
    }
}

fn of_finding<'a>(judged: &'a Judged, finding: &Finding, ruling: &Ruling) -> Annotation<'a> {
    let assessment = &judged.assessment;
    let fact = finding.facts.first();
    let place = fact.map_or(Span::FIRST_LINE, |fact| assessment.place_of(*fact));
    let severity = finding.severity;
    let rank = match finding.kind {
        _ if ruling.fails => Rank::Fails(severity),
        _ if !ruling.standing.counts() => Rank::DoesNotCount(severity),
        FindingKind::Question => Rank::Noted(severity),
        _ if severity >= Severity::High => Rank::Warns(severity),
        _ => Rank::Noted(severity),
    };
    Annotation {
        rank,
        path: &judged.source.path,
        line: place.line,
        column: place.column,
        width: fact.and_then(|fact| assessment.width_of(*fact)),
        title: headline(finding, assessment.rubrics),
        message: sentences(judged, finding, ruling),
    }
}

fn of_problem(FileProblem { path, problem }: &FileProblem) -> Annotation<'_> {
    let expected = (!problem.expected.is_empty()).then(|| format!("Expected {}", problem.expected));
    let help = problem.help.as_ref().map(|help| format!("Help: {help}"));
    let (rank, title) = match problem.gravity {
        Gravity::Error => (Rank::BadFile, "error in the proposal"),
        Gravity::Warning => (Rank::OddFile, "warning about the proposal"),
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
    fn ranked(&self) -> (u32, String) {
        let Annotation { path, line, column, title, message, .. } = self;
        let path = path.replace(std::path::MAIN_SEPARATOR, "/");
        let end = self.width.map(|width| format!(",endColumn={}", column + width)).unwrap_or_default();
        // Columns are heeded only where a mark begins and ends in one line, as all of these do.
        let place = format!("file={},line={line},endLine={line},col={column}{end}", property(&path));
        let message: Vec<_> = message.iter().map(|line| visible(line)).collect();
        let (command, title) = (self.rank.command(), property(title));
        let text = format!("::{command} {place},title={title}::{}\n", data(&message.join("\n")));
        (self.rank.number(), text)
    }
}

/// A message, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, made visible and escaped.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
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

    fn annotation(rank: Rank, text: &str) -> Annotation<'_> {
        let message = vec![text.to_owned(), "Do: this".to_owned()];
        Annotation { rank, path: text, line: 3, column: 5, width: Some(4), title: text.to_owned(), message }
    }

    #[test]
    fn what_is_parsed_is_what_was_said_whatever_stands_in_it() {
        for text in
            ["50 % :: a,b=c", "::error file=x::y", "a%0A%25b", "x\r\n::stop-commands::y", "\u{1b}[2J\u{202e}"]
        {
            let (rank, line) = annotation(Rank::Warns(Severity::High), text).ranked();
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
