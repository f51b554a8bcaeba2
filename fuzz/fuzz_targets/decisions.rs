//! Any text as what a team decides: a configuration, a baseline, waivers in comments. It is read, or every problem has its place.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quorate::document::{self, Limits, Problem, Problems};
use quorate::policy::{Baseline, Config, waivers_in_comments};
use quorate::rubric::Rubrics;

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

fuzz_target!(|text: &str| {
    for document in &document::parse(text, &Limits::default()).documents {
        let problems = Problems::default();
        let config = Config::load(document, &RUBRICS, &problems);
        let _ = config.rules_for("a/b.yaml");
        placed(&problems.into_sorted(), text);
        placed(&waivers_in_comments(document, text, &RUBRICS, true).1, text);
    }
    match Baseline::parse(text) {
        Ok(baseline) => assert_eq!(Baseline::parse(&baseline.text()), Ok(baseline)),
        Err(problem) => placed(&[problem], text),
    }
});

fn placed(problems: &[Problem], text: &str) {
    for problem in problems {
        assert!(problem.span.line >= 1 && !problem.message.is_empty(), "{problem:?}");
        assert!(problem.span.start as usize <= text.len(), "{problem:?}");
    }
}
