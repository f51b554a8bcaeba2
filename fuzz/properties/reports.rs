//! Any texts in the place of answers, assessed and reported in every format: the readings keep their order, every finding is
//! in every format, each format still parses, and nothing hostile is shown.

use std::sync::LazyLock;

use quorate::assess::{Options, assess};
use quorate::document::{self, Limits, Node, ProblemKind, Value};
use quorate::policy::{Evaluated, Gates, Rules, Standing};
use quorate::proposal::{NoFolder, PartialDate, Source, bind};
use quorate::report::content::{End, ProposalReport, Run, Tables};
use quorate::report::github::Github;
use quorate::report::html::{self, Html};
use quorate::report::json::Json;
use quorate::report::junit::Junit;
use quorate::report::markdown::Markdown;
use quorate::report::sarif::Sarif;
use quorate::report::style::Style;
use quorate::report::terminal::Terminal;
use quorate::report::{csv, problems, text_of};
use quorate::rubric::Severity;

use super::{RUBRICS, harmless};

static AS_OF: LazyLock<PartialDate> = LazyLock::new(|| PartialDate::parse("2026-11-22").expect("a date"));
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::of(&RUBRICS));
static RUN: LazyLock<Run> = LazyLock::new(|| Run::new(&RUBRICS, *AS_OF));

/// What is altered: one that says nearly all, one of a few lines, and one of a middle size.
const EXAMPLES: [&str; 3] = [
    include_str!("../../examples/riverside-homes.yaml"),
    "quorate: 1\nname: A\npartners:\n  - {name: B, sector: government}\ncommunity: {part: told}\n",
    include_str!("../../examples/san-isidro-health-circle.yaml"),
];

/// A proposal with other texts in the place of some answers. The first byte says which example; each line behind it begins
/// with two letters that say which answer, and goes on with the text.
pub fn altered(bytes: &[u8]) -> Option<String> {
    let (example, rest) = bytes.split_first()?;
    let text = EXAMPLES[usize::from(*example) % EXAMPLES.len()];
    let stream = document::parse(text, &Limits::default());
    let mut places = Vec::new();
    stream.documents.iter().for_each(|document| collect(&document.root, &mut places));
    let mut edits: Vec<(usize, usize, String)> = Vec::new();
    for line in rest.split(|byte| *byte == b'\n').take(8) {
        let Some((which, new)) = line.split_first_chunk::<2>() else { continue };
        let (start, end) = places[usize::from(u16::from_le_bytes(*which)) % places.len()];
        let new = serde_json::Value::from(String::from_utf8_lossy(new)).to_string();
        edits.push((start, end, new));
    }
    edits.sort();
    edits.dedup_by_key(|(start, ..)| *start);
    let mut altered = String::new();
    let mut from = 0;
    for (start, end, new) in edits {
        altered += text.get(from..start)?;
        altered += &new;
        from = end;
    }
    Some(altered + text.get(from..)?)
}

fn collect(node: &Node, places: &mut Vec<(usize, usize)>) {
    match &node.value {
        Value::Scalar(scalar) if scalar.text.is_empty() => {}
        Value::Scalar(_) => places.push((node.span.start as usize, node.span.end as usize)),
        Value::List(items) => items.iter().for_each(|item| collect(item, places)),
        Value::Map(entries) => {
            let answers = entries.iter().filter(|entry| &*entry.key.text != "quorate");
            answers.for_each(|entry| collect(&entry.value, places));
        }
    }
}

/// See above.
///
/// # Panics
/// It does not hold.
pub fn holds(bytes: &[u8]) {
    let Some(text) = altered(bytes) else { return };
    for document in &document::parse(&text, &Limits::default()).documents {
        let (proposal, found) = bind(document, &RUBRICS.dictionary, &NoFolder);
        super::placed(&found, &text);
        harmless(&problems::render("p.yaml", &text, &found, Style::default()));
        if found.iter().any(|problem| problem.kind == ProblemKind::Error) {
            continue;
        }
        let assessment = assess(&RUBRICS, &proposal, Options::new(*AS_OF));
        let score = assessment.score;
        assert!(score.evidenced <= score.claimed && score.claimed <= score.possible, "{score:?}");
        let standings = vec![(Standing::New, Vec::new()); assessment.findings.len()];
        let gates = Gates { fail_on: Some(Some(Severity::Medium)), ..Gates::default() };
        let rules = Rules { gates, ..Rules::default() };
        let evaluated = Evaluated::new(assessment, Source::file("a b/p.yaml"), standings, &rules);
        in_every_format(&evaluated);
    }
}

fn in_every_format(evaluated: &Evaluated) {
    let reports = [ProposalReport::of(evaluated, &TABLES)];
    let end = End::default();
    let ids: Vec<&str> = evaluated.assessment.findings.iter().map(|f| f.id(&RUBRICS)).collect();
    let all = |report: &str, format: &str, written: &dyn Fn(&str) -> String| {
        for id in &ids {
            assert!(report.contains(&written(id)), "{id} is not in {format}");
        }
    };
    for (width, detail) in [(66, false), (80, true)] {
        let screen = Terminal::new(Style { width, ..Style::default() }, detail);
        let screen = text_of(screen, &reports, &end).expect("one text");
        harmless(&screen);
    }
    let json = text_of(Json::new(&RUN, &TABLES), &reports, &end).expect("one text");
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let findings = value["assessments"][0]["findings"].as_array().map_or(0, Vec::len);
    assert_eq!(findings, ids.len());
    let sarif = text_of(Sarif::new(&RUN, &TABLES), &reports, &end).expect("one text");
    let value: serde_json::Value = serde_json::from_str(&sarif).expect("JSON");
    let results = value["runs"][0]["results"].as_array().map_or(0, Vec::len);
    assert!(results >= ids.len(), "{results} results of {} findings", ids.len());
    let junit = text_of(Junit::new(&TABLES), &reports, &end).expect("one text");
    well_formed(&junit);
    all(&junit, "junit", &|id| format!(" {id}: "));
    let github = text_of(Github::new(&TABLES), &reports, &end).expect("one text");
    assert!(github.lines().all(|line| line.is_empty() || line.starts_with("::")), "{github}");
    let markdown = text_of(Markdown::new(&RUN, &TABLES, true), &reports, &end).expect("one text");
    harmless(&markdown);
    all(&markdown, "markdown", &|id| format!("`{id}`"));
    let setting = html::Setting { run: &RUN, tables: &TABLES, detail: true, cover: None };
    let html = text_of(Html::new(setting), &reports, &end).expect("one text");
    assert!(!html.contains("<script") && html.trim_end().ends_with("</html>"), "a page of its own");
    all(&html, "html", &|id| format!("-{}\"", id.replace('/', ".")));
    let rows = text_of(csv::Findings::new(&TABLES), &reports, &end).expect("one text");
    assert!(records(&rows) > ids.len(), "a row for each finding");
    assert_eq!(records(&text_of(csv::Scores::new(&TABLES), &reports, &end).expect("one text")), 2);
}

/// How many rows a CSV file has, all of one length.
fn records(text: &str) -> usize {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().filter(|row| row.is_ok()).count()
}

fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().expect("XML") {
            quick_xml::events::Event::Eof => return,
            event => drop(event),
        }
    }
}
