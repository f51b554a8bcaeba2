//! `quorate compare` with a version that was copied elsewhere: what changed is told, and what did not is not.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::process::Stdio;

use program::{quorate, run};
use serde_json::Value;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");

/// The comparison with an example of a text that lies in another folder, or comes from standard input.
fn compared(old: &str, piped: bool, strict: bool) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("old.yaml");
    fs::write(&copy, old).expect("written");
    let mut command = quorate(&EXAMPLES);
    command.args(["compare", "--as-of", "2026-11-22", "--format", "json"]);
    if strict {
        command.arg("--strict");
    }
    if piped {
        command.arg("-").stdin(Stdio::from(fs::File::open(&copy).expect("opened")));
    } else {
        command.arg(&copy);
    }
    let ran = run(command.arg("riverside-homes.yaml"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).expect("JSON")
}

fn riverside() -> String {
    fs::read_to_string(format!("{EXAMPLES}/riverside-homes.yaml")).expect("read")
}

/// The comparison itself, wherever the report has it.
fn find<'v>(report: &'v Value, key: &str) -> &'v Value {
    match report {
        Value::Object(entries) => entries
            .get(key)
            .or_else(|| entries.values().map(|inner| find(inner, key)).find(|found| !found.is_null())),
        _ => None,
    }
    .unwrap_or(&Value::Null)
}

#[test]
fn an_unchanged_copy_moves_nothing_wherever_it_lies() {
    for (piped, strict) in [(false, false), (false, true), (true, false), (true, true)] {
        let report = compared(&riverside(), piped, strict);
        assert_eq!(
            find(&report, "still"),
            &Value::Bool(true),
            "piped: {piped}, strict: {strict}\n{report:#}"
        );
    }
}

#[test]
fn a_fact_that_moves_no_level_is_told() {
    let old = riverside()
        .replace("population: 240 people counted outside in January 2026", "population: 240 people");
    let report = compared(&old, false, false);
    let facts = find(&report, "facts").as_array().expect("a list").clone();
    assert_eq!(facts.len(), 1, "{report:#}");
    assert_eq!(facts[0]["fact"], "goals.population");
    assert_eq!(facts[0]["old"], "“240 people”");
    assert_eq!(facts[0]["old_line"], facts[0]["new_line"]);
    assert_eq!(find(&report, "still"), &Value::Bool(false));
}

#[test]
fn evidence_that_a_copy_had_and_the_new_version_has_not_is_told() {
    let with = riverside().replace(
        "  - name: Voucher drive of 2023\n",
        "  - name: Voucher drive of 2023\n      evidence: evidence/riverside/night-count-2026.txt\n",
    );
    assert_ne!(with, riverside());
    let report = compared(&with, true, false);
    let facts = find(&report, "facts").as_array().expect("a list").clone();
    assert_eq!(facts.len(), 1, "{report:#}");
    assert_eq!(facts[0]["way"], "evidence removed");
}
