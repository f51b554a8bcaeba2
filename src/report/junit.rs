//! JUnit XML, for servers that show tests: a suite for each proposal, a case for each finding.
//!
//! A case fails exactly where a gate fails, so that the server and the exit code agree. A finding that fails no gate is a
//! case that passes and says so; an open question, and what is waived or in the baseline, is skipped. A gate by which a
//! proposal fails without a finding (score, verdict, level) is a case of its own, and where no gate fails the case
//! `gates` passes, so that no suite is empty. A file that cannot be read is a suite of errors.
//!
//! Nothing here changes from run to run: no times, no host. Suites come as they are made, so the counts stand at each suite
//! and not above all of them, where the form does not ask for any.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::content::{End, FailedGate, Finding, ProblemContent, ProposalReport, Tables};
use super::{Format, Output};
use crate::text::visible;

/// The format `junit`.
pub struct Junit<'r> {
    tables: &'r Tables<'r>,
}

impl<'r> Junit<'r> {
    /// With the questions of these rubrics.
    pub fn new(tables: &'r Tables<'r>) -> Junit<'r> {
        Junit { tables }
    }
}

impl Format for Junit<'_> {
    type Part = String;

    fn begin(&self, out: &mut dyn Output) -> io::Result<()> {
        let mut xml = Xml::with_capacity(USUAL_LENGTH);
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.new_line();
        xml.open("testsuites", &[("name", "quorate")]);
        xml.new_line();
        out.write(&xml.finish())
    }

    fn part(&self, report: &ProposalReport) -> String {
        // What `fail-on` fails by is told by the findings.
        let failures = report.failures.iter().filter(|failure| !failure.told_by_findings);
        let mut cases: Vec<Case> = failures.map(|failure| of_failure(report, failure)).collect();
        cases.extend(report.findings.iter().map(|finding| of_finding(report, finding, self.tables)));
        if report.failures.is_empty() {
            let lines = vec!["No gate that was asked for fails.".to_owned()];
            cases.push(Case { name: "gates".to_owned(), came_out: CameOut::Passed, lines });
        }
        let score = report.score;
        let properties = [
            ("name", report.name.unwrap_or_default().to_owned()),
            ("stage", report.stage.to_owned()),
            ("verdict", report.verdict.word.to_owned()),
            ("score.evidenced", score.evidenced.to_string()),
            ("score.claimed", score.claimed.to_string()),
            ("score.possible", score.possible.to_string()),
        ];
        Suite { name: &report.label, path: report.path, properties: &properties, cases }.written()
    }

    fn add(&mut self, part: String, out: &mut dyn Output) -> io::Result<()> {
        out.write(&part)
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        let mut file = OddFile::default();
        end.each_problem(|problem| {
            if file.path != problem.path {
                out.write(&std::mem::take(&mut file).written())?;
                file.path = problem.path.to_owned();
            }
            file.cases.push(of_problem(problem));
            Ok(())
        })?;
        out.write(&file.written())?;
        out.write("</testsuites>\n")
    }
}

/// Room for most suites; growing a text step by step would copy it several times.
const USUAL_LENGTH: usize = 64 << 10;

/// What is wrong with one file.
#[derive(Default)]
struct OddFile {
    path: String,
    cases: Vec<Case>,
}

impl OddFile {
    fn written(self) -> String {
        if self.cases.is_empty() {
            return String::new();
        }
        let name = format!("{}: the file itself", self.path);
        Suite { name: &name, path: &self.path, properties: &[], cases: self.cases }.written()
    }
}

/// One suite.
struct Suite<'a> {
    name: &'a str,
    path: &'a str,
    properties: &'a [(&'static str, String)],
    cases: Vec<Case>,
}

/// One case.
struct Case {
    name: String,
    came_out: CameOut,
    /// What there is to say.
    lines: Vec<String>,
}

/// How a case came out.
enum CameOut {
    Passed,
    /// Why it does not count.
    Skipped(String),
    /// Of which type, and by what, in a line.
    Failed(&'static str, String),
    /// What is wrong, in a line.
    Broken(String),
}

fn of_failure(report: &ProposalReport, failure: &FailedGate) -> Case {
    let about = failure.rule.map(|id| format!(" {id}")).unwrap_or_default();
    Case {
        name: format!("gate {}{about}", failure.gate),
        came_out: CameOut::Failed(failure.gate, failure.says.clone()),
        lines: vec![format!("{}:{}:{}: {}", report.path, failure.line, failure.column, failure.says)],
    }
}

fn of_finding(report: &ProposalReport, finding: &Finding, tables: &Tables) -> Case {
    let came_out = match &finding.note {
        _ if finding.fails => CameOut::Failed(finding.severity.word(), finding.stands_alone()),
        Some(note) if !finding.standing.counts() => CameOut::Skipped(note.clone()),
        _ if finding.is_question() => CameOut::Skipped("an open question, which fails no gate".to_owned()),
        _ => CameOut::Passed,
    };
    // A case is known again by its name, so severity and lines have no place in it.
    let name = format!("{} {}: {}", finding.kind.word(), finding.rule.id, finding.title);
    let mut lines = vec![finding.headline()];
    lines.extend(finding.sentences(tables));
    // Each fact as `path:line:column: route`, which editors and servers make a link of.
    let place = |place: &crate::report::content::Place| {
        format!("{}:{}:{}: {}", report.path, place.line, place.column, report.route(place))
    };
    lines.extend(finding.places.iter().map(place));
    Case { name, came_out, lines }
}

fn of_problem(problem: &ProblemContent) -> Case {
    let ProblemContent { path, line, column, kind, message, .. } = problem;
    let told = format!("{path}:{line}:{column}: {kind}: {message}");
    Case {
        name: format!("line {line}, column {column}: {message}"),
        came_out: match problem.is_error {
            true => CameOut::Broken((*message).to_owned()),
            false => CameOut::Passed,
        },
        lines: std::iter::once(told).chain(problem.sentences().into_iter().skip(1)).collect(),
    }
}

impl Suite<'_> {
    fn written(&self) -> String {
        let count =
            |is: fn(&CameOut) -> bool| self.cases.iter().filter(|c| is(&c.came_out)).count().to_string();
        let mut xml = Xml::with_capacity(USUAL_LENGTH);
        xml.open(
            "testsuite",
            &[
                ("name", self.name),
                ("tests", &self.cases.len().to_string()),
                ("failures", &count(|out| matches!(out, CameOut::Failed(..)))),
                ("errors", &count(|out| matches!(out, CameOut::Broken(_)))),
                ("skipped", &count(|out| matches!(out, CameOut::Skipped(_)))),
                ("file", self.path),
            ],
        );
        xml.new_line();
        if !self.properties.is_empty() {
            xml.open("properties", &[]);
            for (name, value) in self.properties {
                xml.empty("property", &[("name", name), ("value", value)]);
            }
            xml.close("properties");
            xml.new_line();
        }
        self.cases.iter().for_each(|case| self.case(&mut xml, case));
        xml.close("testsuite");
        xml.new_line();
        xml.finish()
    }

    fn case(&self, xml: &mut Xml, case: &Case) {
        // The name of the suite is in it: some servers know a case again by class and name alone.
        xml.open("testcase", &[("classname", self.name), ("name", &case.name)]);
        let lines = &case.lines;
        match &case.came_out {
            CameOut::Passed => xml.element("system-out", &[], lines),
            CameOut::Skipped(why) => xml.element("skipped", &[("message", why)], lines),
            CameOut::Failed(kind, by) => xml.element("failure", &[("type", kind), ("message", by)], lines),
            CameOut::Broken(what) => xml.element("error", &[("type", "input"), ("message", what)], lines),
        }
        xml.close("testcase");
        xml.new_line();
    }
}

/// XML as it grows. Whatever is written is made visible and escaped here.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// XML that has room for so many bytes.
    fn with_capacity(bytes: usize) -> Xml {
        Xml(Writer::new(Vec::with_capacity(bytes)))
    }

    fn write(&mut self, event: Event) {
        // Writing to memory cannot fail.
        let _ = self.0.write_event(event);
    }

    fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, &*legal(value)));
        }
        start
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(Xml::start(name, attributes)));
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(Xml::start(name, attributes)));
    }

    fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with a text. No line of it goes on to the next.
    fn element(&mut self, name: &str, attributes: &[(&str, &str)], lines: &[String]) {
        self.open(name, attributes);
        // Quotes mean nothing here, and stay readable.
        self.write(Event::Text(BytesText::from_escaped(partial_escape(legal_lines(lines)))));
        self.close(name);
    }

    fn new_line(&mut self) {
        self.write(Event::Text(BytesText::new("\n")));
    }

    fn finish(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }
}

/// Lines as one text: what would break a line in one of them is made visible.
fn legal_lines(lines: &[String]) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        text.push_str(&legal(line));
    }
    text
}

/// A text made visible, and without the two characters beyond controls that XML has no place for.
fn legal(text: &str) -> Cow<'_, str> {
    match visible(text) {
        // Plain ASCII is known at a glance, and is nearly all.
        text if text.is_ascii() || !text.contains(['\u{FFFE}', '\u{FFFF}']) => text,
        text => text.replace('\u{FFFE}', "\\u{fffe}").replace('\u{FFFF}', "\\u{ffff}").into(),
    }
}
