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

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::problems::{one_line, visible};
use super::sentences::{sentences, title};
use super::{End, FileProblem, Form, Part};
use crate::assess::{Finding, FindingKind};
use crate::document::ProblemKind;
use crate::policy::{Failure, Evaluated, Disposition};

/// Writes test suites.
pub struct Junit;

impl Form for Junit {
    fn head(&self) -> String {
        let mut xml = Xml::with_capacity(USUAL_LENGTH);
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.new_line();
        xml.open("testsuites", &[("name", "quorate")]);
        xml.new_line();
        xml.finish()
    }

    fn part(&self, evaluated: &Evaluated) -> Part {
        // What `fail-on` fails by is told by the findings.
        let failures = evaluated.failures.iter().filter(|failure| failure.gate != "fail-on");
        let mut cases: Vec<Case> = failures.map(|failure| of_failure(evaluated, failure)).collect();
        cases.extend(evaluated.findings().map(|(finding, disposition)| of_finding(evaluated, finding, disposition)));
        if evaluated.failures.is_empty() {
            let lines = vec!["No gate that was asked for fails.".to_owned()];
            cases.push(Case { name: "gates".to_owned(), came_out: CameOut::Passed, lines });
        }
        let assessment = &evaluated.assessment;
        let score = assessment.score;
        let properties = [
            ("name", assessment.name().unwrap_or_default().to_owned()),
            ("stage", assessment.stage_word().to_owned()),
            ("verdict", assessment.verdict_words().to_owned()),
            ("score.evidenced", score.evidenced.to_string()),
            ("score.claimed", score.claimed.to_string()),
            ("score.possible", score.possible.to_string()),
        ];
        let name = evaluated.source.label();
        Part::Text(Suite { name: &name, path: &evaluated.source.path, properties: &properties, cases }.written())
    }

    fn finish(&self, _: Vec<Part>, end: &End) -> Vec<String> {
        let files = end.problems.chunk_by(|a, b| a.path == b.path);
        let suites = files.map(|problems| {
            let path = &problems[0].path;
            let cases = problems.iter().map(of_problem).collect();
            Suite { name: &format!("{path}: the file itself"), path, properties: &[], cases }.written()
        });
        suites.chain(["</testsuites>\n".to_owned()]).collect()
    }
}

/// Room for most suites; growing a text step by step would copy it several times.
const USUAL_LENGTH: usize = 64 << 10;

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

fn of_failure(evaluated: &Evaluated, failure: &Failure) -> Case {
    let subject = failure.subject.map(|subject| format!(" {}", subject.id(evaluated.assessment.rubrics)));
    let (path, place) = (&evaluated.source.path, failure.place);
    Case {
        name: format!("gate {}{}", failure.gate, subject.unwrap_or_default()),
        came_out: CameOut::Failed(failure.gate, failure.text.clone()),
        lines: vec![format!("{path}:{}:{}: {}", place.line, place.column, failure.text)],
    }
}

fn of_finding(evaluated: &Evaluated, finding: &Finding, disposition: &Disposition) -> Case {
    let rubrics = evaluated.assessment.rubrics;
    let came_out = match (disposition.standing.note(), finding.kind) {
        _ if disposition.fails => CameOut::Failed(finding.severity.word(), title(finding, rubrics)),
        (Some(note), _) if !disposition.standing.counts() => CameOut::Skipped(note),
        (_, FindingKind::Question) => CameOut::Skipped("an open question, which fails no gate".to_owned()),
        _ => CameOut::Passed,
    };
    // A case is known again by its name, so severity and lines have no place in it.
    let name = format!("{} {}: {}", finding.kind.word(), finding.id(rubrics), finding.title(rubrics));
    let mut lines = vec![format!("{} {}", finding.severity.word(), finding.kind.word())];
    lines.extend(sentences(evaluated, finding, disposition));
    lines.extend(places(evaluated, finding));
    Case { name, came_out, lines }
}

/// Each fact as `path:line:column: route`, which editors and servers make a link of.
fn places<'a>(evaluated: &'a Evaluated, finding: &'a Finding) -> impl Iterator<Item = String> + 'a {
    finding.facts.iter().map(|fact| {
        let place = evaluated.assessment.place_of(*fact);
        let route = evaluated.assessment.route_of(*fact);
        format!("{}:{}:{}: {route}", evaluated.source.path, place.line, place.column)
    })
}

fn of_problem(FileProblem { path, problem }: &FileProblem) -> Case {
    let help = problem.help.as_deref().map(|help| format!("help: {help}"));
    Case {
        name: format!("line {}, column {}: {}", problem.span.line, problem.span.column, problem.message),
        came_out: match problem.kind {
            ProblemKind::Error => CameOut::Broken(problem.message.clone()),
            ProblemKind::Warning => CameOut::Passed,
        },
        lines: [one_line(path, problem)].into_iter().chain(help).collect(),
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
