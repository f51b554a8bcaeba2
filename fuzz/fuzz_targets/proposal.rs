//! Any text: its proposals bound, assessed and reported. The readings keep their order, and nothing hostile is shown.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quorate::assess::{Options, assess};
use quorate::document::{self, Limits, ProblemKind};
use quorate::policy::Evaluated;
use quorate::proposal::{NoFolder, PartialDate, Source, bind};
use quorate::report::content::{End, ProposalReport, Run, Tables};
use quorate::report::json::Json;
use quorate::report::style::Style;
use quorate::report::terminal::Terminal;
use quorate::report::{problems, text_of};
use quorate::rubric::Rubrics;

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);
static AS_OF: LazyLock<PartialDate> = LazyLock::new(|| PartialDate::parse("2026-11-22").expect("a date"));
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::of(&RUBRICS));
static RUN: LazyLock<Run> = LazyLock::new(|| Run::new(&RUBRICS, *AS_OF));

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
        let reports = [ProposalReport::of(&evaluated, &TABLES)];
        for (width, detail) in [(66, false), (80, true)] {
            let screen = Terminal::new(Style { width, ..Style::default() }, detail);
            harmless(&text_of(screen, &reports, &End::default()).expect("one text"));
        }
        let json = text_of(Json::new(&RUN, &TABLES), &reports, &End::default()).expect("one text");
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["assessments"][0]["score"]["claimed"], score.claimed);
    }
});

fn harmless(shown: &str) {
    assert!(!shown.contains(|letter: char| letter.is_control() && letter != '\n'), "{shown:?}");
}
