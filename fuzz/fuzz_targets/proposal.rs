//! Any text: its proposals bound, assessed and reported. The readings keep their order, and nothing hostile is shown.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quorate::assess::{Options, assess};
use quorate::document::{self, ProblemKind, Limits};
use quorate::policy::Evaluated;
use quorate::proposal::{NoFolder, PartialDate, Source, bind};
use quorate::report::json::Json;
use quorate::report::style::Style;
use quorate::report::{problems, table};
use quorate::rubric::Rubrics;

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);
static AS_OF: LazyLock<PartialDate> = LazyLock::new(|| PartialDate::parse("2026-11-22").expect("a date"));
static JSON: LazyLock<Json> = LazyLock::new(|| Json::new(&RUBRICS, *AS_OF));

fuzz_target!(|text: &str| {
    for document in &document::parse(text, &Limits::default()).documents {
        let (proposal, found) = bind(document, &RUBRICS.dictionary, &NoFolder);
        harmless(&problems::render("p.yaml", text, &found, Style::default()));
        if found.iter().any(|problem| problem.kind == ProblemKind::Error) {
            continue;
        }
        let assessment = assess(&RUBRICS, &proposal, Options::new(*AS_OF));
        let score = assessment.score;
        assert!(score.evidenced <= score.claimed && score.claimed <= score.possible, "{score:?}");
        let evaluated = Evaluated::plain(assessment, Source::file("p.yaml"));
        for width in [66, 80] {
            harmless(&table::one(&evaluated, &Style { width, ..Style::default() }, width == 80));
        }
        let json = JSON.assessment(&evaluated);
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["score"]["claimed"], score.claimed);
    }
});

fn harmless(shown: &str) {
    assert!(!shown.contains(|letter: char| letter.is_control() && letter != '\n'), "{shown:?}");
}
