//! What has to hold of the bundled rubrics, and would not be seen in one criterion alone.

use std::collections::HashSet;
use std::sync::LazyLock;

use quorate::assess::Subject;
use quorate::authoring::{Example, examples, outcome, review, survivors};
use quorate::rubric::Rubrics;

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);
static EXAMPLES: LazyLock<Vec<Example>> =
    LazyLock::new(|| examples(&RUBRICS, &Rubrics::bundled_examples()).expect("the examples load"));

fn outcomes(subject: Subject) -> HashSet<String> {
    EXAMPLES.iter().filter(|e| e.subject == subject).map(|e| e.expected.words()).collect()
}

#[test]
fn every_example_comes_out_as_it_says() {
    let wrong: Vec<String> = (EXAMPLES.iter())
        .filter(|e| outcome(&RUBRICS, e) != e.expected)
        .map(|e| format!("{}:{}: {} came out", e.file, e.span.line, outcome(&RUBRICS, e).words()))
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn points_facts_and_citations_fit_together() {
    let found: Vec<String> =
        review(&RUBRICS).into_iter().map(|p| format!("{}: {}", p.path, p.problem.message)).collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn every_criterion_has_an_example_of_each_level_and_of_unknown() {
    for (number, criterion) in RUBRICS.criteria.iter_enumerated() {
        let outcomes = outcomes(Subject::Criterion(number));
        for wanted in ["absent", "weak", "sound", "strong", "unknown"] {
            assert!(outcomes.contains(wanted), "{} has no example of {wanted}", criterion.id);
        }
        if criterion.applies_when.is_some() {
            assert!(outcomes.contains("not applicable"), "{} has no example of not applying", criterion.id);
        }
    }
}

#[test]
fn every_pattern_fires_once_and_stays_silent_once() {
    for (number, pattern) in RUBRICS.patterns.iter_enumerated() {
        let outcomes = outcomes(Subject::Pattern(number));
        assert!(outcomes.contains("yes") || outcomes.contains("worse"), "{} never fires", pattern.id);
        assert!(outcomes.contains("no"), "{} never stays silent", pattern.id);
        assert!(outcomes.contains("unknown"), "{} is never unknown", pattern.id);
        assert!(pattern.worse.is_none() || outcomes.contains("worse"), "{} is never worse", pattern.id);
    }
}

#[test]
fn altering_any_comparison_or_word_makes_an_example_fail() {
    let loose: Vec<String> = survivors(&RUBRICS, &EXAMPLES)
        .into_iter()
        .map(|(subject, what)| format!("{} {what}", subject.id(&RUBRICS)))
        .collect();
    assert_eq!(loose, [""; 0]);
}

#[test]
fn the_points_of_all_five_documents_are_there() {
    let count = |document: &str| {
        RUBRICS.sources.points.iter().filter(|p| p.id.starts_with(&format!("{document}/"))).count()
    };
    let counts = ["next-steps", "net-impact", "public-sector", "pascal", "community-solutions"].map(count);
    assert_eq!(counts, [8, 18, 13, 18, 13]);
}

#[test]
fn decisive_are_the_three_that_the_sources_call_so() {
    let decisive: Vec<&str> =
        RUBRICS.criteria.iter().filter(|c| c.can_be_decisive()).map(|c| c.id.as_str()).collect();
    assert_eq!(decisive, ["sectors/four", "goals/narrow", "community/part"]);
}
