//! `quorate compare`: what moved between two versions of a proposal, and nothing that did not.

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
use std::fs;
use std::path::Path;

use bound::{RUBRICS, bound};
use comrak::nodes::NodeValue;
use evaluated::{RUN, TABLES};
use hostile::HOSTILE;
use program::{Ran, quorate, run};
use proptest::prelude::*;
use quorate::assess::{Assessment, Comparison, FindingWay, Options, Pair, Way, assess};
use quorate::proposal::{PartialDate, Proposal, Source};
use quorate::report::Format;
use quorate::report::content::ComparisonReport;
use quorate::report::html::{self, Html};
use quorate::report::json::Json;
use quorate::report::markdown::Markdown;
use quorate::report::problems::is_control;
use quorate::report::style::Style;
use quorate::report::terminal::Terminal;
use serde_json::Value;
use support::generator::{Generator, Taste};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const VERSIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/compare.in");

fn assessed(proposal: &Proposal) -> Assessment<'_> {
    assess(&RUBRICS, proposal, Options::new(PartialDate::parse("2026-11-22").expect("a date")))
}

/// Compares two proposals and looks at what moved.
fn comparing<T>(old: &str, new: &str, look: impl FnOnce(&Comparison) -> T) -> T {
    let (old, new) = (bound(old), bound(new));
    let (old, new) = (assessed(&old), assessed(&new));
    look(&Comparison::of(&old, &new))
}

/// The findings that moved in a way, by kind and id.
fn moved(comparison: &Comparison, way: FindingWay) -> BTreeSet<String> {
    let of_way = comparison.findings.iter().filter(|moved| moved.way == way);
    of_way.map(|m| format!("{} {}", m.finding().kind.word(), m.finding().id(&RUBRICS))).collect()
}

/// In every format.
fn written(comparison: &Comparison, path: &str) -> [String; 4] {
    let source = Source::file(path);
    let report = ComparisonReport::of(comparison, Pair { old: &source, new: &source }, &TABLES);
    let style = Style { color: false, unicode: true, width: 80 };
    let html = html::Setting { run: &RUN, tables: &TABLES, detail: true, cover: None };
    let written = [
        Terminal::new(style, true).comparison(&report),
        Markdown::new(&RUN, &TABLES, true).comparison(&report),
        Html::new(html).comparison(&report),
        Json::new(&RUN, &TABLES).comparison(&report),
    ];
    written.map(|text| text.expect("a format that has comparisons"))
}

fn compare(arguments: &[&str]) -> Ran {
    run(quorate(&VERSIONS).args(["compare", "--as-of", "2026-11-22"]).args(arguments))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_strangers_write_is_text_in_every_format(seed: u64) {
        let yaml = |stated| {
            let taste = Taste { stated, denied: 5, evidenced: 30 };
            let mut generator = Generator::new(&RUBRICS.dictionary, seed, taste);
            (generator.texts, generator.names) = (HOSTILE, HOSTILE);
            generator.proposal().text()
        };
        let path = "]]> <b> [x](javascript:alert(1)) \u{1b}[31m.yaml";
        let [table, markdown, html, json] =
            comparing(&yaml(90), &yaml(60), |comparison| written(comparison, path));
        for text in [&table, &markdown, &html, &json] {
            prop_assert!(!text.chars().any(|c| c != '\n' && is_control(c)));
        }
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
fn each_way_of_moving_is_told() {
    let read = |name: &str| fs::read_to_string(Path::new(VERSIONS).join(name)).expect("a version");
    comparing(&read("old.yaml"), &read("new.yaml"), |comparison| {
        let has = |way: FindingWay, finding: &str| {
            let moved = moved(comparison, way);
            assert!(moved.contains(finding), "{} {finding}: {moved:?}", way.words());
        };
        has(FindingWay::Gone, "risk community/part");
        has(FindingWay::New, "risk public/owns-problem");
        has(FindingWay::NowUnknown, "question community/buy-in");
        has(FindingWay::Worse, "question sectors/delegates");
        has(FindingWay::Better, "sector sector/business");
        has(FindingWay::OtherFacts, "question coordination/parts");
        let way_of = |id: &str| {
            let of = comparison.criteria.iter().find(|m| RUBRICS.criteria[m.results.new.criterion].id == id);
            of.map(|moved| moved.way)
        };
        assert_eq!(way_of("community/part"), Some(Way::Better));
        assert_eq!(way_of("sectors/delegates"), Some(Way::Worse));
        assert_eq!(way_of("public/owns-problem"), Some(Way::CountsNow));
        assert_eq!(way_of("community/buy-in"), Some(Way::NowUnknown));
        assert_eq!(way_of("goals/narrow"), None);
        let [table, ..] = written(comparison, "bus.yaml");
        for told in [
            "NOT READY → UNDETERMINED",
            "lifted    in the way: Too few sectors for a problem that crosses them",
            "business      missing → not agreed yet",
            "KNOWN BEFORE, AND NOW UNKNOWN",
        ] {
            assert!(table.contains(told), "no {told} in\n{table}");
        }
    });
}

#[test]
fn another_stage_is_told() {
    let at = |stage: &str| format!("quorate: 1\nname: Kitchens\nstage: {stage}\n");
    let [table, ..] = comparing(&at("diagnosis"), &at("implementation"), |c| written(c, "k.yaml"));
    assert!(table.contains("The stage was diagnosis and is implementation: more is due"), "{table}");
    assert!(table.contains("counts now"), "{table}");
}

#[test]
fn json_says_what_the_assessments_say() {
    let ran = compare(&["old.yaml", "new.yaml", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((&told["schema"], &told["still"]), (&"quorate/compare/2".into(), &false.into()));
    for (version, file) in ["old.yaml", "new.yaml"].into_iter().enumerate() {
        let report =
            run(quorate(&VERSIONS).args(["assess", file, "--as-of", "2026-11-22", "--format", "json"]));
        let report: Value = serde_json::from_str(&report.out).expect("JSON");
        let (told, alone) = (&told["versions"][version], &report["assessments"][0]);
        assert_eq!(told["verdict"], alone["verdict"]["word"], "{file}");
        for key in ["score", "answered", "stage", "path"] {
            assert_eq!(told[key], alone[key], "{file} {key}");
        }
    }
    let limits = told["limits"].as_array().expect("a list");
    assert!(limits.iter().any(|limit| limit["rule"] == "sectors/four" && limit["way"] == "lifted"));
}

#[test]
fn every_form_can_go_into_its_own_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = |format: &str| format!("{format}={}", folder.path().join(format).display());
    let formats = ["table", "markdown", "html", "json"].map(into);
    let ran = compare(&["old.yaml", "new.yaml", "--format", &formats.join(",")]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    for format in ["table", "markdown", "html"] {
        let text = fs::read_to_string(folder.path().join(format)).expect("a report");
        for words in ["Library bus", "community/part", "public/owns-problem", "new.yaml"] {
            assert!(text.contains(words), "{format} does not say {words}");
        }
    }
}

#[test]
fn what_cannot_be_compared_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let two = folder.path().join("two.yaml");
    fs::write(&two, "quorate: 1\nname: A\n---\nquorate: 1\nname: B\n").expect("written");
    let out = folder.path().join("out.md");
    let format = format!("markdown={}", out.display());
    let two = two.to_str().expect("a path");
    let broken = format!("{ROOT}/examples/broken.yaml");
    for (paths, words) in [
        (["old.yaml", two], "holds 2 proposals; `quorate compare` takes files with one each"),
        (["old.yaml", &broken], "there is no fact `sumary`"),
        (["nowhere.yaml", "new.yaml"], "there is no such file"),
        (["-", "-"], "only one of the two versions can come from standard input"),
    ] {
        let ran = compare(&[paths[0], paths[1], "--format", &format]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{paths:?}");
        assert!(ran.err.contains(words), "{paths:?}: {}", ran.err);
        assert!(!out.exists(), "{paths:?}");
    }
    assert_eq!(
        compare(&["old.yaml", "new.yaml", "--format", "table,json"]).code,
        2,
        "two formats in one place"
    );
}
