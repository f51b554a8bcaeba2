//! Workflow commands of GitHub Actions: each line is an annotation at its place in the pull request.
//!
//! A runner shows ten errors, ten warnings and ten notices of a step and drops the rest, so the worst of all proposals come
//! first: gates that are not passed, files that cannot be read, findings that fail a gate, then the others by severity,
//! and last those that do not count.

use std::borrow::Cow;
use std::fmt::Write;
use std::io;

use super::content::{End, FailedGate, Finding, ProblemContent, ProposalReport, Tables};
use super::{Format, Output};
use crate::rubric::Severity;
use crate::text::visible;

/// The format `github`.
pub struct Github<'r> {
    tables: &'r Tables<'r>,
}

/// Few lines are longer.
const USUAL_LENGTH: usize = 512;

/// The kinds of line, in the order in which they stand; within one the more severe come first.
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
        let worst_first =
            |group: u32, severity: Severity| 4 * group + (Severity::Critical as u32 - severity as u32);
        match self {
            Rank::Gate => 0,
            Rank::BadFile => 1,
            Rank::Fails(severity) => worst_first(1, severity),
            Rank::Warns(severity) => worst_first(2, severity),
            Rank::OddFile => 12,
            Rank::Noted(severity) => worst_first(4, severity),
            Rank::DoesNotCount(severity) => worst_first(5, severity),
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

impl<'r> Github<'r> {
    /// With the questions of these rubrics.
    pub fn new(tables: &'r Tables<'r>) -> Github<'r> {
        Github { tables }
    }
}

impl Format for Github<'_> {
    type Part = Vec<(u32, String)>;

    fn part(&self, report: &ProposalReport) -> Vec<(u32, String)> {
        let path = path_of(report.path);
        // What `fail-on` fails by is told by the findings.
        let failures = report.failures.iter().filter(|failure| !failure.told_by_findings);
        let failures = failures.map(|failure| of_failure(&path, failure));
        let findings = report.findings.iter().map(|finding| of_finding(&path, report, finding, self.tables));
        by_rank(failures.chain(findings).map(|annotation| annotation.ranked()).collect())
    }

    /// The lines of each rank are a pile.
    fn add(&mut self, part: Vec<(u32, String)>, out: &mut dyn Output) -> io::Result<()> {
        part.iter().try_for_each(|(rank, lines)| out.keep(*rank as usize, lines))
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        end.each_problem(|problem| {
            let (rank, line) = of_problem(&path_of(problem.path), problem).ranked();
            out.keep(rank as usize, &line)
        })?;
        let last = Rank::DoesNotCount(Severity::Low).number() as usize;
        (0..=last).try_for_each(|rank| out.lay_out(rank))
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

fn of_failure<'a>(path: &'a str, failure: &FailedGate) -> Annotation<'a> {
    Annotation {
        rank: Rank::Gate,
        path,
        line: failure.line,
        column: failure.column,
        width: None,
        title: format!("gate failed: {}", failure.gate),
        message: vec![failure.says.clone()],
    }
}

fn of_finding<'a>(
    path: &'a str,
    report: &ProposalReport,
    finding: &Finding,
    tables: &Tables,
) -> Annotation<'a> {
    let place = finding.places.first();
    Annotation {
        rank: rank_of(finding),
        path,
        line: place.map_or(1, |place| place.line),
        column: place.map_or(1, |place| place.column),
        width: place.and_then(|place| report.width(place)),
        title: format!("{}: {} ({})", finding.headline(), finding.title, finding.rule.id),
        message: finding.sentences(tables),
    }
}

fn rank_of(finding: &Finding) -> Rank {
    let severity = finding.severity;
    if finding.fails {
        Rank::Fails(severity)
    } else if !finding.standing.counts() {
        Rank::DoesNotCount(severity)
    } else if severity >= Severity::High && !finding.is_question() {
        Rank::Warns(severity)
    } else {
        Rank::Noted(severity)
    }
}

fn of_problem<'a>(path: &'a str, problem: &ProblemContent) -> Annotation<'a> {
    let (rank, title) = match problem.is_error {
        true => (Rank::BadFile, "error in the proposal"),
        false => (Rank::OddFile, "warning about the proposal"),
    };
    Annotation {
        rank,
        path,
        line: problem.line,
        column: problem.column,
        width: None,
        title: title.to_owned(),
        message: problem.sentences(),
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
    for character in line.chars() {
        match u8::try_from(character) {
            // Writing to a text cannot fail.
            Ok(byte) if special.contains(&byte) => _ = write!(out, "%{byte:02X}"),
            _ => out.push(character),
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
