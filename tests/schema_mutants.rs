//! The reader and the schema agree on whole proposals that were made up and then damaged: the kinds of damage that people
//! and programs do, at any place.
//!
//! With `SCHEMA_CASES=FILE` every case is written there as a line of JSON, with what the reader says of it:
//! `.ci/check-schema` puts them before another validator and another reader of YAML.

#[path = "support/bound.rs"]
mod bound;
#[allow(dead_code, reason = "other tests use the rest")]
#[path = "support/generator.rs"]
mod generator;
#[path = "support/vandal.rs"]
mod vandal;

use std::fmt::Write;
use std::sync::LazyLock;

use bound::RUBRICS;
use generator::{Generator, Taste};
use jsonschema::Validator;
use quorate::document::{self, Limits, ProblemKind};
use quorate::proposal::{NoFolder, bind, schema};
use serde_json::{Value, json};
use vandal::Vandal;

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    jsonschema::validator_for(&schema(&RUBRICS.dictionary)).expect("a schema that can be used")
});

/// What is put in place of a value. Nothing of it is among what a schema cannot see (`tests/schema.rs`).
const VALUES: &[&str] = &[
    "",
    "~",
    "null",
    "unknown",
    "\"?\"",
    "tbd",
    "TBC",
    "none",
    "None",
    "\"none\"",
    "no",
    "NO",
    "\"no\"",
    "false",
    "yes",
    "\"yes\"",
    "YES",
    "true",
    "\"true\"",
    "y",
    "on",
    "off",
    "not yet",
    "[]",
    "{}",
    "[~]",
    "[none]",
    "[[a]]",
    "{a: b}",
    "[{a: b}]",
    "0",
    "1",
    "-1",
    "12",
    "\"12\"",
    "2.5",
    "+5",
    "1e3",
    "0x10",
    "-0",
    ".5",
    "1,200",
    "$50k",
    "60000 EUR",
    "EUR 60,000",
    "20 %",
    "120 %",
    "1/5",
    "a third",
    "2027",
    "\"2027\"",
    "2027.0",
    "2027-03",
    "2027-02-30",
    "2027-13",
    "1799",
    "2301",
    "March 2027",
    "Q3 2027",
    "start + 18 months",
    "within 5 years",
    "8 years",
    "0 months",
    "three years",
    "monthly",
    "over 400",
    "34-53",
    "about 30",
    "some text",
    "\"some text\"",
    "A, B and C",
    "NGO",
    "Local Government",
    "“told”",
    "a.pdf",
    "{file: a.pdf, page: 3}",
    "{file: a.pdf, quote: words, for: name}",
    "{url: \"https://example.org\", x: y}",
    "[a.pdf, {page: 3}]",
    "design",
    "DESIGN",
    "[design]",
    "in  talks",
    "signed.",
    "leads; told",
    "|\n      two\n      lines",
];

/// Keys that are put where others stood, or beside them.
const KEYS: &[&str] = &[
    "evidence",
    "notes",
    "name",
    "Name",
    "quorate",
    "partners_complete",
    "goals_complete",
    "complete",
    "x-note",
    "stage",
    "uncovered_needs",
    "answers_to",
    "none",
    "nmae",
];

/// Whether the reader takes a proposal; `None` where it finds no YAML.
fn reader_takes(yaml: &str) -> Option<bool> {
    let stream = document::parse(yaml, &Limits::default());
    if stream.problems.iter().any(|p| p.kind == ProblemKind::Error) {
        return None;
    }
    let (_, problems) = bind(stream.documents.first()?, &RUBRICS.dictionary, &NoFolder);
    Some(!problems.iter().any(|p| p.kind == ProblemKind::Error))
}

#[test]
fn a_damaged_proposal_is_taken_by_both_or_refused_by_both() {
    let taste = Taste { stated: 7, denied: 2, evidenced: 25 };
    let mut generator = Generator::new(&RUBRICS.dictionary, 10, taste);
    let mut vandal = Vandal::new(10, VALUES, KEYS);
    let (mut apart, mut cases) = (Vec::new(), String::new());
    let [mut taken, mut refused] = [0, 0];
    let proposals = std::env::var("SCHEMA_PROPOSALS").ok().and_then(|n| n.parse().ok()).unwrap_or(120);
    for _ in 0..proposals {
        let whole = generator.proposal();
        for _ in 0..10 {
            let mut damaged = whole.clone();
            for _ in 0..=vandal.below(2) {
                vandal.damage(&mut damaged);
            }
            let yaml = damaged.text();
            let Some(value) = serde_yaml::from_str::<Value>(&yaml).ok() else { continue };
            let Some(reader) = reader_takes(&yaml) else { continue };
            *(if reader { &mut taken } else { &mut refused }) += 1;
            let _ = writeln!(cases, "{}", json!({"yaml": yaml, "taken": reader}));
            if VALIDATOR.is_valid(&value) != reader {
                let why = VALIDATOR.iter_errors(&value).next().map(|error| error.to_string());
                apart.push(format!("reader {reader}, schema: {why:?}\n{yaml}"));
            }
        }
    }
    if let Ok(file) = std::env::var("SCHEMA_CASES") {
        std::fs::write(file, cases).expect("the cases are written");
    }
    assert!(
        apart.is_empty(),
        "{} differ; the shortest: {}",
        apart.len(),
        apart.iter().min_by_key(|a| a.len()).map_or("", |a| a)
    );
    assert!(taken > proposals && refused > proposals, "{taken} taken, {refused} refused");
}
