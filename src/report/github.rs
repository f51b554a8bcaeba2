//! Workflow commands of GitHub Actions: each line is an annotation at its place in the pull request.
//!
//! A runner shows ten errors, ten warnings and ten notices of a step and drops the rest without a word. So no more are
//! written, the worst of all proposals: gates that are not passed, files that cannot be read, findings that fail a gate,
//! then the others by severity. What is in the baseline or waived is no news, and is left out. The last line counts what
//! found no room.

use std::borrow::Cow;
use std::fmt::Write;
use std::io;

use super::content::{End, FailedGate, Finding, ProblemContent, ProposalReport, Tables};
use super::{Format, Output};
use crate::rubric::Severity;
use crate::text::{self, visible};

/// The format `github`.
pub struct Github<'r> {
    tables: &'r Tables<'r>,
    lines: Lines,
}

/// How many of each command a runner shows of a step.
const SHOWN: usize = 10;

/// The commands, the gravest first.
const COMMANDS: [&str; 3] = ["error", "warning", "notice"];

/// The worst lines, by their commands: those of one proposal, then those of all.
#[derive(Debug, Default)]
pub struct Lines([OfCommand; 3]);

/// The worst lines of a command.
#[derive(Debug, Default)]
struct OfCommand {
    /// How many there are in all.
    all: usize,
    /// The worst of them with their ranks, the worst first; at most [`SHOWN`].
    worst: Vec<(u32, String)>,
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
        }
    }

    /// The command by its number among [`COMMANDS`].
    fn command(self) -> usize {
        match self {
            Rank::Gate | Rank::BadFile | Rank::Fails(_) => 0,
            Rank::Warns(_) | Rank::OddFile => 1,
            Rank::Noted(_) => 2,
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
        Github { tables, lines: Lines::default() }
    }
}

impl Format for Github<'_> {
    type Part = Lines;

    fn part(&self, report: &ProposalReport) -> Lines {
        let path = path_of(report.path);
        let mut lines = Lines::default();
        // What `fail-on` fails by is told by the findings.
        for failure in report.failures.iter().filter(|failure| !failure.told_by_findings) {
            lines.add(Rank::Gate, || of_failure(&path, failure).line());
        }
        for finding in report.findings.iter().filter(|finding| finding.standing.counts()) {
            lines.add(rank_of(finding), || of_finding(&path, report, finding, self.tables).line());
        }
        lines
    }

    fn add(&mut self, part: Lines, _out: &mut dyn Output) -> io::Result<()> {
        for (of_all, of_one) in self.lines.0.iter_mut().zip(part.0) {
            of_all.take_in(of_one);
        }
        Ok(())
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        end.each_problem(|problem| {
            let rank = if problem.is_error { Rank::BadFile } else { Rank::OddFile };
            self.lines.add(rank, || of_problem(&path_of(problem.path), problem, rank).line());
            Ok(())
        })?;
        std::mem::take(&mut self.lines).write(out)
    }
}

impl Lines {
    fn add(&mut self, rank: Rank, line: impl FnOnce() -> String) {
        let of_command = &mut self.0[rank.command()];
        of_command.all += 1;
        of_command.keep(rank.number(), line);
    }

    /// All, and in a last line how many more there are.
    fn write(mut self, out: &mut dyn Output) -> io::Result<()> {
        if self.0.iter().any(|of_command| of_command.all > SHOWN) {
            // The last line is a notice too.
            self.0[2].worst.truncate(SHOWN - 1);
        }
        let lines = self.0.iter().flat_map(|of_command| &of_command.worst);
        lines.into_iter().try_for_each(|(_, line)| out.write(line))?;
        self.left_out().map_or(Ok(()), |line| out.write(&line))
    }

    /// How many are left out, as a line; nothing where none is.
    fn left_out(&self) -> Option<String> {
        let more = self.0.each_ref().map(|of_command| of_command.all - of_command.worst.len());
        let total: usize = more.iter().sum();
        let counts = more.iter().zip(COMMANDS).filter(|(more, _)| **more > 0);
        let counts: Vec<String> = counts.map(|(more, command)| text::count(*more, command)).collect();
        let counts = text::join(&counts, "and");
        (total > 0).then(|| {
            format!(
                "::notice title={total} more are not shown here::Left out: {counts}. GitHub shows ten of each for a step; \
                 the worst of all proposals stand here. The other formats hold every finding.\n"
            )
        })
    }
}

impl OfCommand {
    /// Keeps a line if it is among the worst; of one rank those stay that came first.
    fn keep(&mut self, rank: u32, line: impl FnOnce() -> String) {
        let at = self.worst.partition_point(|(kept, _)| *kept <= rank);
        if at < SHOWN {
            self.worst.insert(at, (rank, line()));
            self.worst.truncate(SHOWN);
        }
    }

    fn take_in(&mut self, other: OfCommand) {
        self.all += other.all;
        other.worst.into_iter().for_each(|(rank, line)| self.keep(rank, || line));
    }
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
    } else if severity >= Severity::High && !finding.is_question() {
        Rank::Warns(severity)
    } else {
        Rank::Noted(severity)
    }
}

fn of_problem<'a>(path: &'a str, problem: &ProblemContent, rank: Rank) -> Annotation<'a> {
    let title = if problem.is_error { "error in the proposal" } else { "warning about the proposal" };
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
    /// The line that it is.
    fn line(&self) -> String {
        let Annotation { rank, path, line, column, .. } = self;
        let command = COMMANDS[rank.command()];
        let mut text = String::with_capacity(USUAL_LENGTH);
        // Columns are heeded only where a mark begins and ends in one line, as all of these do. Writing to a text cannot fail.
        let _ = write!(text, "::{command} file={path},line={line},endLine={line},col={column}");
        if let Some(width) = self.width {
            let _ = write!(text, ",endColumn={}", column + width);
        }
        let _ = write!(text, ",title={}::", escaped(&self.title, PROPERTY));
        for (number, line) in self.message.iter().enumerate() {
            text += if number > 0 { "%0A" } else { "" };
            text += &escaped(line, MESSAGE);
        }
        text.push('\n');
        text
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
            let line = annotation(Rank::Warns(Severity::High), &path, text).line();
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
            .collect();
        let numbers: Vec<u32> = ranks.iter().map(|rank| rank.number()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
        // A runner counts each command apart.
        let commands: Vec<&str> = ranks.iter().map(|rank| COMMANDS[rank.command()]).collect();
        assert_eq!(commands.chunk_by(|a, b| a == b).map(|run| run[0]).collect::<Vec<_>>(), COMMANDS);
    }

    fn written(ranks: &[Rank]) -> Vec<String> {
        let mut all = Lines::default();
        for (number, rank) in ranks.iter().enumerate() {
            all.add(*rank, || format!("::{} {number}\n", COMMANDS[rank.command()]));
        }
        let mut out = crate::report::InMemory::default();
        all.write(&mut out).expect("a text");
        out.text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn no_more_is_written_than_a_server_shows_and_the_rest_is_counted() {
        let ranks = [&[Rank::Noted(Severity::Low); 11][..], &[Rank::Fails(Severity::Low); 12], &[Rank::Gate]];
        let lines = written(&ranks.concat());
        let of = |command: &str| lines.iter().filter(|line| line.starts_with(command)).count();
        assert_eq!((of("::error"), of("::warning"), of("::notice")), (10, 0, 10));
        assert_eq!(lines[0], "::error 23", "the worst is first, though it came last");
        assert_eq!(lines[1], "::error 11", "of one rank those stand that came first");
        let last = lines.last().expect("a line");
        assert!(
            last.starts_with("::notice title=5 more are not shown here::Left out: 3 errors and 2 notices."),
            "{last}"
        );
    }

    #[test]
    fn where_all_is_shown_nothing_is_said_of_the_rest() {
        let ranks = [[Rank::Noted(Severity::Low); 10], [Rank::OddFile; 10], [Rank::BadFile; 10]];
        assert_eq!(written(&ranks.concat()).len(), 30);
        assert_eq!(written(&[]), [""; 0]);
    }
}
