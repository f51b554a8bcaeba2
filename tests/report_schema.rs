//! `quorate schema report` is what reports in JSON keep to: nothing undescribed, nothing promised that never comes.

#[path = "support/evaluated.rs"]
mod evaluated;
#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use program::{quorate, run};
use quorate::assess::{FindingKind, SectorStatus};
use quorate::report::json::Json;
use quorate::rubric::{Level, Severity};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn schema() -> Value {
    let ran = run(quorate(&ROOT).args(["schema", "report"]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let schema = serde_json::from_str(&ran.out).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a JSON Schema");
    schema
}

/// Reports of every kind, with the arguments that made them.
fn reports() -> Vec<(String, Value)> {
    let files = fs::read_dir(Path::new(ROOT).join("examples")).expect("the examples");
    let names = files.map(|file| file.expect("an entry").file_name().to_string_lossy().into_owned());
    let examples = names.filter(|name| name.ends_with(".yaml")).map(|name| format!("examples/{name}"));
    let gates = "examples --fail-under 60 --min-verdict ready --fail-on low --unknown fails --require community/part=strong";
    let quotes = "tests/quotes/quoted.yaml --strict=quotes";
    let team = "examples --config tests/support/team.quorate.yaml";
    let many =
        ["examples", "examples --strict", gates, quotes, team, "examples/evidence", "tests/cmd/check.in"];
    let runs = examples.chain(many.map(str::to_owned));
    let of_program = runs.map(|arguments| {
        let words = ["assess", "--as-of", "2026-11-22", "--format", "json"];
        let ran = run(quorate(&ROOT).args(words).args(arguments.split(' ')));
        let report = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{arguments}: {error}"));
        (arguments, report)
    });
    let decided =
        evaluated::rendered(Json::new(&evaluated::RUN, &evaluated::TABLES), &evaluated::evaluated());
    let decided = ("a team's decisions".to_owned(), serde_json::from_str(&decided).expect("JSON"));
    of_program.chain([decided]).collect()
}

#[track_caller]
fn assert_valid(schema: &Value, reports: &[(String, Value)]) {
    let schema = jsonschema::validator_for(schema).expect("a schema that can be used");
    for (arguments, report) in reports {
        let complaints: Vec<String> =
            schema.iter_errors(report).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert_eq!(complaints, [""; 0], "{arguments}");
    }
}

/// Every object of a schema that says which keys it has.
fn objects<'a>(schema: &'a mut Value, change: &mut dyn FnMut(&mut Value)) -> &'a mut Value {
    if schema.get("properties").is_some() {
        change(schema);
    }
    match schema {
        Value::Object(members) => members.values_mut().for_each(|member| _ = objects(member, change)),
        Value::Array(items) => items.iter_mut().for_each(|item| _ = objects(item, change)),
        _ => {}
    }
    schema
}

#[test]
fn every_report_keeps_to_it_and_has_no_key_that_it_does_not_describe() {
    let (mut schema, reports) = (schema(), reports());
    assert_valid(&schema, &reports);
    objects(&mut schema, &mut |object| object["additionalProperties"] = false.into());
    assert_valid(&schema, &reports);
}

#[test]
fn it_refuses_what_is_no_report() {
    let (schema, mut reports) = (schema(), reports());
    let report = &mut reports[0].1;
    report["assessments"][0]["findings"][0]["severity"] = "hihg".into();
    assert!(!jsonschema::is_valid(&schema, report));
}

#[test]
fn every_key_is_described_and_seen_in_some_report() {
    let mut promised = BTreeSet::new();
    let mut schema = schema();
    objects(&mut schema, &mut |object| {
        for (key, value) in object["properties"].as_object().expect("keys") {
            assert!(
                value["description"].as_str().is_some_and(|words| words.ends_with(['.', ';'])),
                "{key}: {value}"
            );
            promised.insert(key.clone());
        }
    });
    let mut seen = BTreeSet::new();
    reports().iter().for_each(|(_, report)| keys(report, &mut seen));
    assert_eq!(promised.difference(&seen).collect::<Vec<_>>(), [""; 0]);
}

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

/// The words that the schema allows in a place.
fn words(pointer: &str) -> Vec<String> {
    let schema = schema();
    let words = schema.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("no {pointer}"));
    words.iter().map(|word| word.as_str().expect("a word").to_owned()).collect()
}

#[test]
fn its_words_are_those_of_the_program() {
    assert_eq!(words("/$defs/Severity/enum"), Severity::ALL.map(Severity::word));
    assert_eq!(words("/$defs/Level/enum"), Level::ALL.map(Level::word));
    assert_eq!(words("/$defs/SectorStatus/enum"), SectorStatus::ALL.map(SectorStatus::word));
    assert_eq!(words("/$defs/FindingKind/enum"), FindingKind::ALL.map(FindingKind::word));
}
