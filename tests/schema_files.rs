//! The configuration, the cover and the dictionary: what their schemas take their readers take, and what the one refuses the
//! other refuses, over files that were damaged at any place.

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "support/generator.rs"]
mod generator;
#[path = "support/vandal.rs"]
mod vandal;

use std::sync::LazyLock;

use generator::Yaml;
use jsonschema::Validator;
use quorate::document::{self, Document, Limits, ProblemKind, Problems};
use quorate::policy::{self, Config};
use quorate::proposal::{Dictionary, dictionary_schema};
use quorate::report::cover::{self, Cover};
use quorate::rubric::Rubrics;
use serde_json::Value;
use vandal::{Vandal, as_written};

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

/// A kind of file: how it is read, and its schema.
struct Kind {
    read: fn(&Document, &Problems),
    schema: Validator,
    /// What a schema cannot say of it begins with one of these.
    unseen: &'static [&'static str],
}

fn validator(schema: Value) -> Validator {
    jsonschema::meta::validate(&schema).expect("a JSON Schema");
    jsonschema::validator_for(&schema).expect("a schema that can be used")
}

/// What is wrong with a file, as its reader says; `None` where it is no YAML.
fn wrong(kind: &Kind, yaml: &str) -> Option<Vec<String>> {
    let stream = document::parse(yaml, &Limits::default());
    if stream.problems.iter().any(|p| p.kind == ProblemKind::Error) {
        return None;
    }
    let problems = Problems::default();
    (kind.read)(stream.documents.first()?, &problems);
    let errors = problems.into_sorted().into_iter().filter(|p| p.kind == ProblemKind::Error);
    Some(errors.map(|problem| problem.message).collect())
}

/// Damages good files so often, and says where reader and schema differ.
fn differences(
    kind: &Kind,
    good: &[&str],
    values: &'static [&'static str],
    keys: &'static [&'static str],
) -> Vec<String> {
    let mut vandal = Vandal::new(7, values, keys);
    let (mut apart, mut taken, mut refused) = (Vec::new(), 0, 0);
    for file in good {
        assert_eq!(wrong(kind, file).expect("YAML"), [""; 0], "{file}");
        let whole = as_written(&document::parse(file, &Limits::default()).documents[0].root);
        for _ in 0..3000 {
            let mut damaged: Yaml = whole.clone();
            vandal.damage(&mut damaged);
            let yaml = damaged.text();
            let Ok(value) = serde_yaml::from_str::<Value>(&yaml) else { continue };
            let Some(wrong) = wrong(kind, &yaml) else { continue };
            let valid = kind.schema.is_valid(&value);
            *(if valid { &mut taken } else { &mut refused }) += 1;
            let is_unseen = |message: &String| kind.unseen.iter().any(|unseen| message.contains(unseen));
            let is_hidden = valid && !wrong.is_empty() && wrong.iter().all(is_unseen);
            if valid != wrong.is_empty() && !is_hidden {
                let why =
                    kind.schema.iter_errors(&value).next().map(|e| format!("{} {e}", e.instance_path()));
                apart.push(format!("reader: {wrong:?}, schema: {why:?}\n{yaml}"));
            }
        }
    }
    assert!(taken > 200 && refused > 200, "{taken} taken, {refused} refused");
    apart.sort_by_key(String::len);
    apart.dedup_by_key(|one| one.lines().next().map(str::to_owned));
    apart.truncate(6);
    apart
}

#[track_caller]
fn assert_alike(kind: &Kind, good: &[&str], values: &'static [&'static str], keys: &'static [&'static str]) {
    let apart = differences(kind, good, values, keys);
    assert!(apart.is_empty(), "{}", apart.join("\n----\n"));
}

/// Values of every kind that YAML has, in place of others.
const VALUES: &[&str] = &[
    "",
    "~",
    "null",
    "\"null\"",
    "\"\"",
    "[]",
    "{}",
    "[a]",
    "[[a]]",
    "{a: b}",
    "[~]",
    "yes",
    "Yes",
    "NO",
    "\"no\"",
    "true",
    "True",
    "\"true\"",
    "FALSE",
    "maybe",
    "0",
    "1",
    "\"1\"",
    "-1",
    "5",
    "60",
    "\"60\"",
    "60.0",
    "60.5",
    "100",
    "101",
    "+7",
    "text",
    "\"some text\"",
    "2027",
    "\"2027\"",
    "2027-03",
    "2027-03-31",
    "2027-13",
    "2027-02-30",
    "1700",
    "within 5 years",
    "high",
    "HIGH",
    "none",
    "sound",
    "ready",
    "quotes",
    "Quotes",
    "core",
    "ideas/*.yaml",
    "./ideas/",
    "/etc",
    "../a",
    "a/../b",
    "./",
    "community.part",
    "partners[City of Riverside].delegate",
    "\"partners[3].delegate\"",
    "partners[A].delegates",
    "partner",
    "community/part",
    "trust/talk",
    "government",
];

#[test]
fn a_damaged_configuration_is_taken_by_both_or_refused_by_both() {
    let read = |document: &Document, problems: &Problems| {
        Config::load(document, &RUBRICS, problems);
    };
    let kind = Kind { read, schema: validator(policy::schema(&RUBRICS)), unseen: &["is no pattern"] };
    let page = include_str!("../docs/configuration.md");
    let shown = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let whole = "version: 1\nrubrics: ours\nstrict: no\nbaseline: base.json\ncomments_waive: no\nfail_under: 40\nfail_on: high
min_verdict: emerging\nunknown: core\nrequire: {community/part: sound}\nseverity: {trust/talk: low}
paths: [{match: ideas, fail_on: none, strict_: 1}]
waivers: [{criterion: community/part, path: a.yaml, fact: community.part, reason: so, until: 2027-01}]\n"
        .replace(", strict_: 1", "");
    let keys: &[&str] = &[
        "version",
        "strict",
        "fail_on",
        "until",
        "fact",
        "path",
        "match",
        "zzz",
        "reason",
        "community/part",
    ];
    assert_alike(&kind, &[shown, &whole, include_str!("../examples/ci/.quorate.yaml")], VALUES, keys);
}

#[test]
fn paths_and_facts_of_a_configuration_are_taken_by_both_or_refused_by_both() {
    let schema = validator(policy::schema(&RUBRICS));
    let read = |document: &Document, problems: &Problems| {
        Config::load(document, &RUBRICS, problems);
    };
    let kind = Kind { read, schema, unseen: &[] };
    let paths = [
        "a",
        ".",
        "./",
        "./a/",
        "\"**\"",
        "a/**/b.yaml",
        "...",
        "a..b",
        "..a/b",
        "é",
        "5",
        "\"\"",
        "\" \"",
        "/",
        "/etc",
        "..",
        "../a",
        "a/..",
        "a/../b",
        "\"a\\\\b\"",
        "\"{a,b}\"",
        "~",
        "true",
        "//a",
        "a//b",
    ];
    let facts = [
        "name",
        "goals",
        "goals.due",
        "governance.backbone",
        "\"partners[A].delegate\"",
        "\"partners[A]\"",
        "\"partners[a]b].delegate\"",
        "\"partners[2b]\"",
        "\"partners[]\"",
        "goal",
        "goals.",
        ".goals",
        "\"partners[2]\"",
        "\"partners[A]delegate\"",
        "\"partners[A].zzz\"",
        "\"par[x]tners\"",
        "\"partners[A\"",
        "\"timing[A].start\"",
        "\"\"",
        "~",
        "5",
    ];
    let until = [
        "2027",
        "\"2027\"",
        "2027-03",
        "2027-02-28",
        "2027-02-29",
        "2027-13",
        "1799",
        "2027-03 to 2027-05",
        "\" 2027\"",
        "~",
        "5",
    ];
    let score =
        ["0", "100", "101", "60.0", "\"60\"", "\"60.0\"", "60.5", "+5", "-1", "060", "\"\"", "~", "1_0"];
    let waiver = |path: &str, fact: &str, until: &str| {
        format!(
            "waivers: [{{criterion: community/part, path: {path}, fact: {fact}, reason: so, until: {until}}}]\n"
        )
    };
    let cases = (paths
        .iter()
        .flat_map(|path| [format!("paths: [{{match: {path} }}]\n"), waiver(path, "name", "2027")]))
    .chain(facts.iter().map(|fact| waiver("a", fact, "2027")))
    .chain(until.iter().map(|until| waiver("a", "name", until)))
    .chain(score.iter().map(|score| format!("fail_under: {score}\n")));
    let mut apart = Vec::new();
    for yaml in cases {
        let value = serde_yaml::from_str::<Value>(&yaml).unwrap_or_else(|why| panic!("{yaml}{why}"));
        let wrong = wrong(&kind, &yaml).expect("YAML");
        if kind.schema.is_valid(&value) != wrong.is_empty() {
            apart.push(format!("{yaml}reader: {wrong:?}"));
        }
    }
    assert!(apart.is_empty(), "{}", apart.join("\n"));
}

#[test]
fn a_damaged_cover_is_taken_by_both_or_refused_by_both() {
    let read = |document: &Document, problems: &Problems| {
        Cover::load(document, problems);
    };
    let kind = Kind { read, schema: validator(cover::schema()), unseen: &[] };
    let whole = "title: A\nclient: B\nauthor: C\ndate: 2026-11\nlogo: logo.svg\nlogo_alt: D\nintroduction: E\nclosing: F\n";
    let keys: &[&str] = &["title", "client", "logo", "zzz"];
    assert_alike(&kind, &[whole, include_str!("../examples/report/cover.yaml")], VALUES, keys);
}

/// What is wrong with how the parts of a dictionary fit together.
const BETWEEN_FACTS: &[&str] = &[
    "is no word for a vocabulary",
    "names its vocabulary",
    "is declared twice",
    "is retired twice",
    "there is no fact",
    "is no word for counted_in",
    "cannot be counted in",
    "lies under a fact",
    "cannot stand inside a record",
    "origin",
    "what is below a word",
    "stands for",
    "a word of the vocabulary",
    "pair of braces",
    "no order to bound",
    "cannot be held against",
    "is no number to be whole",
    "lies within its bounds",
    "and a reason for none",
    "a number is written",
    "a date is written",
    "a length of time is",
    "a share ",
    "bounds nothing",
    "there is no day",
    "there is no month",
    "lies outside",
    "money is written",
];

#[test]
fn a_damaged_dictionary_is_taken_by_both_or_refused_by_both() {
    let read = |document: &Document, problems: &Problems| {
        Dictionary::load(document, problems);
    };
    let kind = Kind { read, schema: validator(dictionary_schema()), unseen: BETWEEN_FACTS };
    let small = "vocabularies:
  - {name: stage, ordered: yes, words: [{word: design, means: a, also: [designing], says: is b}, {word: done, means: b}]}
  - {name: sector, unclear: [{word: school, may_be: [public]}], words: [{word: public, means: a}]}
facts:
  - {path: name, kind: text, label: l, ask: a, none: never, self_evident: yes, example: X}
  - {path: stage, kind: word, words: stage, label: l, ask: a, help: h, evident_below: done}
  - {path: timing.start, kind: date, origin: yes, label: l, ask: a}
  - {path: timing.ends, kind: date, label: l, ask: a, for_readers: no, subject: s, says: \"is {when}\", lacks: n}
  - {path: partners, kind: records, item: partner, key: name, label: l, ask: a, quoted: no}
  - {path: partners.name, kind: text, names: once, label: l, ask: a}
  - {path: partners.sector, kind: words, words: sector, mostly_one: yes, label: l, ask: a, none: nothing to handle}
  - {path: partners.who, kind: text, label: l, ask: a, behind: \"from {}\"}
  - {path: partners.people, kind: number, counted_in: partners.who, label: l, ask: a}
retired: [{path: old, say: new}]
bounds:
  - {of: [timing.ends], at_least: {fact: timing.start}, odd: o, do: d}
  - {of: [partners.people], at_least: 0, at_most: 60, whole: yes, odd: o, do: d}
unbounded: [{of: [timing.start], because: b}]\n";
    let keys: &[&str] =
        &["path", "kind", "label", "of", "at_most", "zzz", "words", "none", "whole", "say", "fact", "odd"];
    assert_alike(&kind, &[small, small], VALUES, keys);
    let bundled: Value = serde_yaml::from_str(include_str!("../rubrics/facts.yaml")).expect("YAML");
    assert!(kind.schema.is_valid(&bundled), "the bundled dictionary");
}
