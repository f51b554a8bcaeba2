//! The bounds of the bundled dictionary: every answer that has an order has considered ones, and nothing that is
//! offered as an example lies beyond them.

#[path = "support/bound.rs"]
mod bound;

use std::path::Path;

use bound::RUBRICS;
use quorate::document::{self, Limits, Problem};
use quorate::proposal::{Fact, FactId, Folder, Kind, bind};

/// The topics of what is warned of here.
const TOPICS: [&str; 5] =
    ["beyond-bounds", "dates-out-of-order", "more-than-the-whole", "no-change", "not-whole"];

fn doubts(yaml: &str, path: &Path) -> Vec<String> {
    let stream = document::parse(yaml, &Limits::default());
    let of = |document| bind(document, &RUBRICS.dictionary, &Folder::of(path)).1;
    let is_doubt = |problem: &Problem| problem.topic.is_some_and(|topic| TOPICS.contains(&topic));
    let told = |p: Problem| format!("{}:{}: {}", path.display(), p.span.line, p.message);
    stream.documents.iter().flat_map(of).filter(is_doubt).map(told).collect()
}

#[test]
fn every_number_amount_date_and_length_has_bounds_or_a_reason_for_none() {
    let dictionary = &RUBRICS.dictionary;
    let has_order = |fact: &Fact| {
        matches!(fact.kind, Kind::Number | Kind::Share | Kind::Money | Kind::Date | Kind::Duration)
    };
    let is_considered = |id: FactId| {
        dictionary.bounds().of(id).next().is_some() || dictionary.bounds().why_none(id).is_some()
    };
    let forgotten: Vec<&str> = (dictionary.facts())
        .filter(|(id, fact)| has_order(fact) && !is_considered(*id))
        .map(|(_, fact)| fact.path.as_str())
        .collect();
    assert_eq!(forgotten, [""; 0]);
    let with_order = dictionary.facts().filter(|(_, fact)| has_order(fact)).count();
    assert!(with_order > 50, "{with_order} facts have an order");
}

#[test]
fn no_example_lies_beyond_the_bounds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut read = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = std::fs::read_to_string(&path).expect("a text");
            assert_eq!(doubts(&text, &path), [""; 0]);
            read += 1;
        }
    }
    assert!(read > 5, "{read} examples");
}

#[test]
fn nonsense_in_a_proposal_is_told_fact_by_fact() {
    let yaml = "quorate: 1\nname: X\ndate: 2026-11\ntiming: {start: 2027-03, first_win: 2027-01}
partners: [{name: A, staff_days: 900, other_partnerships: 2.5, next_election: 2025}, {name: B, staff_days: -4}]
governance: {seats: 5, quorum: 7, load_days: 5000}
community: {days_listening: -3, seats: 9, consulted: 1.5}
trust: {met_since: 2027, met_every: 40 years}
funding: {total: 500 EUR, secured: 600 EUR, gap: 700 USD, sources: [{from: A, until: 2026-12, amount: 501 EUR}]}
goals: [{baseline: 0, target: 0, due: 1800}, {baseline: 1, target: 2, due: 2027}]
staying: {horizon: 500 years}\n";
    let told = doubts(yaml, Path::new("p.yaml"));
    let expected = [
        "January 2027 is odd for the first win",
        "900 is odd for the staff days",
        "2.5 is odd for the other partnerships",
        "2025 is odd for its next election",
        "-4 is odd for the staff days",
        "7 is odd for the quorum",
        "5,000 is odd for the days a month",
        "-3 is odd for the days spent",
        "9 is odd for the community's seats",
        "1.5 is odd for how many people",
        "2027 is odd for since when",
        "40 years is odd for how often",
        "600 EUR is odd for the money secured",
        "December 2026 is odd for until when",
        "501 EUR is odd for the amount",
        "0 is odd for the target",
        "1800 is odd for the date of the goal",
        "500 years is odd for the horizon",
    ];
    for (line, start) in told.iter().zip(expected) {
        assert!(line.contains(start), "{start}: {told:#?}");
    }
    assert_eq!(told.len(), expected.len(), "{told:#?}");
}
