//! `quorate agree`: how far the files of several people agree, in every format, and never a number that is none.

#[path = "support/bound.rs"]
mod bound;
#[path = "support/evaluated.rs"]
mod evaluated;
#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/program.rs"]
mod program;
mod support;

use std::collections::BTreeSet;

use bound::{RUBRICS, bound};
use comrak::nodes::NodeValue;
use evaluated::{RUN, TABLES};
use hostile::HOSTILE;
use program::{Ran, quorate, run};
use proptest::prelude::*;
use quorate::agreement::Agreement;
use quorate::assess::{Assessment, Options, assess};
use quorate::proposal::{Proposal, Source};
use quorate::report::Format;
use quorate::report::content::AgreementReport;
use quorate::report::html::{self, Html};
use quorate::report::json::Json;
use quorate::report::markdown::Markdown;
use quorate::report::problems::is_control;
use quorate::report::style::Style;
use quorate::report::terminal::Terminal;
use serde_json::Value;
use support::generator::{Generator, Taste};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/agree.in");

fn agree(arguments: &str) -> Ran {
    run(quorate(&FILES).args(["agree", "--as-of", "2026-11-22"]).args(arguments.split(' ')))
}

fn json(arguments: &str) -> Value {
    let ran = agree(&format!("{arguments} --format json"));
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{arguments}: {error}\n{}", ran.err))
}

/// In every format, with everything.
fn written(texts: &[String], path: &str) -> [String; 4] {
    let proposals: Vec<Proposal> = texts.iter().map(|text| bound(text)).collect();
    let options = Options::new(evaluated::day());
    let files: Vec<Assessment> =
        proposals.iter().map(|proposal| assess(&RUBRICS, proposal, options)).collect();
    let assessments = [files];
    let agreement = Agreement::of(&RUBRICS, &assessments);
    let sources = [vec![Source::file(path); texts.len()]];
    let report = AgreementReport::of(&agreement, &vec![path.to_owned(); texts.len()], &sources, &TABLES);
    let style = Style { color: false, unicode: true, width: 80 };
    let html = html::Setting { run: &RUN, tables: &TABLES, detail: true, cover: None };
    let written = [
        Terminal::new(style, true).agreement(&report),
        Markdown::new(&RUN, &TABLES, true).agreement(&report),
        Html::new(html).agreement(&report),
        Json::new(&RUN, &TABLES).agreement(&report),
    ];
    written.map(|text| text.expect("a format that has agreements"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_strangers_write_is_text_in_every_format(seed: u64, raters in 2usize..5) {
        let yaml = |rater: usize| {
            let taste = Taste { stated: 60 + 10 * rater as u64, denied: 5, evidenced: 0 };
            let mut generator = Generator::new(&RUBRICS.dictionary, seed.wrapping_add(rater as u64 / 2), taste);
            (generator.texts, generator.names) = (HOSTILE, HOSTILE);
            generator.proposal().text()
        };
        let texts: Vec<String> = (0..raters).map(yaml).collect();
        let path = "]]> <b> [x](javascript:alert(1)) \u{1b}[31m.yaml";
        let [table, markdown, html, json] = written(&texts, path);
        for text in [&table, &markdown, &html, &json] {
            prop_assert!(!text.chars().any(|c| c != '\n' && is_control(c)));
            prop_assert!(!text.contains("NaN"));
        }
        prop_assert!(!table.lines().any(|line| line.trim_start().starts_with("::") || line.contains("##[")));
        prop_assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("href=\"javascript"));
        prop_assert!(serde_json::from_str::<Value>(&json).is_ok());
        let arena = comrak::Arena::new();
        let mut reader = comrak::Options::default();
        (reader.extension.table, reader.extension.autolink) = (true, true);
        for node in comrak::parse_document(&arena, &markdown, &reader).descendants() {
            let value = &node.data().value;
            let active = matches!(value, NodeValue::Link(_) | NodeValue::Image(_) | NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_));
            prop_assert!(!active, "{:?}", value);
        }
    }
}

#[test]
fn the_screen_keeps_to_eighty_columns_however_many_people_there_are() {
    let many = [
        "nurse.yaml county.yaml",
        "charity county",
        "nurse.yaml county.yaml pharmacy.yaml none-a.yaml none-b.yaml bare.yaml",
    ];
    for arguments in many {
        let ran = agree(&format!("{arguments} --detail"));
        let widest = ran.out.lines().map(|line| line.chars().count()).max();
        assert!(widest.is_some_and(|widest| widest <= 80), "{arguments}: {}", ran.out);
    }
}

#[test]
fn the_same_files_give_the_same_bytes_and_the_order_of_people_moves_no_figure() {
    for arguments in ["nurse.yaml county.yaml", "nurse.yaml county.yaml pharmacy.yaml", "charity county"] {
        let turned: Vec<&str> = arguments.split(' ').rev().collect();
        let (one, other) = (json(arguments), json(&turned.join(" ")));
        assert_eq!(json(arguments), one);
        assert_eq!((&one["figures"], &one["agreed"]), (&other["figures"], &other["agreed"]));
    }
}

#[test]
fn what_is_not_defined_is_said_in_words() {
    let alike = json("none-a.yaml none-b.yaml");
    let figures = alike["figures"].as_array().expect("figures");
    assert!(figures.iter().all(|figure| figure["value"].is_null()));
    let says = |report: &Value| report["figures"][0]["says"].as_str().expect("words").to_owned();
    assert!(says(&alike).contains("all raters give one and the same level everywhere"), "{}", says(&alike));
    assert!(says(&json("bare.yaml county/only-here.yaml")).contains("nothing is settled by two raters"));
}

#[test]
fn a_file_with_errors_and_a_proposal_that_somebody_lacks_end_with_two() {
    let ran = agree("charity county");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("charity has no proposal only-here.yaml"), "{}", ran.err);
    assert!(ran.out.contains("2 proposals"));
    assert_eq!(agree("nurse.yaml not-there.yaml").code, 2);
}

fn schema() -> Value {
    let ran = run(quorate(&ROOT).args(["schema", "agreement"]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let schema = serde_json::from_str(&ran.out).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a JSON Schema");
    schema
}

/// Every key of a value.
fn keys(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| {
            into.insert(key.clone());
            keys(member, into);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, into)),
        _ => {}
    }
}

/// Every key that a schema promises; each has a description.
fn promised(schema: &Value, into: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (key, value) in properties {
            assert!(
                value["description"].as_str().is_some_and(|words| words.ends_with('.')),
                "{key}: {value}"
            );
            into.insert(key.clone());
        }
    }
    match schema {
        Value::Object(members) => members.values().for_each(|member| promised(member, into)),
        Value::Array(items) => items.iter().for_each(|item| promised(item, into)),
        _ => {}
    }
}

#[test]
fn the_report_in_json_keeps_to_its_schema_which_promises_nothing_that_never_comes() {
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema that can be used");
    let mut seen = BTreeSet::new();
    let runs = [
        "nurse.yaml county.yaml",
        "nurse.yaml county.yaml pharmacy.yaml",
        "charity county",
        "none-a.yaml none-b.yaml",
    ];
    for arguments in runs {
        let report = json(arguments);
        let complaints: Vec<String> =
            validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(complaints, [""; 0], "{arguments}");
        keys(&report, &mut seen);
    }
    let mut schema = schema;
    // What a rule holds is that of every report: tests/report_schema.rs.
    schema["$defs"]["Rule"].take();
    let mut of_schema = BTreeSet::new();
    promised(&schema, &mut of_schema);
    assert_eq!(of_schema.difference(&seen).collect::<Vec<_>>(), [""; 0]);
}
