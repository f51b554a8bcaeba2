//! Claims about everything that the bundled rubrics say of the examples.

use std::path::Path;
use std::{env, fs};

use super::{RUBRICS, document, explainer, today};
use crate::assess::explain::{Grounds, LONGEST};
use crate::assess::{Options, Truth, assess};
use crate::proposal::{NoFolder, Proposal, Route, bind};
use crate::rubric::{Condition, Level};

/// The proposals in `examples/` that can be read.
fn examples() -> Vec<(String, Proposal)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the examples") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "yaml") || name == "broken.yaml" {
            continue;
        }
        let document = document(&fs::read_to_string(&path).expect("a text"));
        found.push((name, bind(&document, &RUBRICS.dictionary, &NoFolder).0));
    }
    assert!(found.len() > 5);
    found
}

pub(super) fn conditions() -> impl Iterator<Item = &'static Condition> {
    let of_criteria = RUBRICS.criteria.iter().flat_map(|criterion| criterion.conditions());
    of_criteria.chain(RUBRICS.patterns.iter().flat_map(|pattern| pattern.conditions()))
}

/// A sentence that an officer could say.
fn check_sentence(name: &str, text: &str) {
    let mut own = String::new();
    // What somebody else wrote is theirs.
    for (number, part) in text.split(['“', '”']).enumerate() {
        own.push_str(if number % 2 == 0 { part } else { "…" });
    }
    assert!(own.starts_with(char::is_uppercase), "{name}: begins with a capital: {text}");
    assert!(!text.ends_with(['.', ' ', ',', ':', ';']), "{name}: has an open end or a full stop: {text}");
    assert!(text.chars().count() <= LONGEST, "{name}: is too long: {text}");
    for wrong in
        [" where ", "(asked", "is stated", "`", "[", "{", "  ", " ,", " ;", "partner 1", "not nothing"]
    {
        assert!(!own.contains(wrong), "{name}: has “{wrong}”: {text}");
    }
}

#[test]
fn every_ground_of_every_condition_is_a_sentence() {
    for (name, proposal) in examples() {
        let explainer = explainer(&proposal);
        for condition in conditions() {
            let truth = explainer.context.evaluate(condition);
            if truth == Truth::Unknown {
                continue;
            }
            let reasons = explainer.grounds(condition, truth).reasons;
            reasons.iter().for_each(|reason| check_sentence(&name, &reason.text));
        }
    }
}

#[test]
fn every_finding_tells_each_ground_once() {
    for (name, proposal) in examples() {
        for finding in assess(&RUBRICS, &proposal, Options::new(today())).findings {
            for (number, reason) in finding.reasons.iter().enumerate() {
                check_sentence(&name, &reason.text);
                let again = finding.reasons[..number].iter().any(|before| before.text == reason.text);
                assert!(!again, "{name}, {}: {}", finding.id(&RUBRICS), reason.text);
            }
        }
    }
}

#[test]
fn every_ground_that_a_rubric_words_is_a_sentence() {
    let of_criteria = RUBRICS.criteria.iter().flat_map(|criterion| criterion.because.iter().flatten());
    let of_patterns = RUBRICS.patterns.iter().filter_map(|pattern| pattern.because.as_ref());
    let all: Vec<&String> = of_criteria.chain(of_patterns).collect();
    assert!(all.len() >= 10);
    all.iter().for_each(|because| check_sentence("the rubrics", because));
}

#[test]
fn the_words_of_a_rubric_change_neither_facts_nor_blame() {
    for (name, proposal) in examples() {
        let explainer = explainer(&proposal);
        for condition in conditions() {
            let truth = explainer.context.evaluate(condition);
            if truth == Truth::Unknown {
                continue;
            }
            let (told, said) = (
                explainer.grounds(condition, truth),
                explainer.grounds_in_words(condition, truth, "So it is"),
            );
            assert_eq!(told.blamed, said.blamed, "{name}");
            let facts = |grounds: &Grounds| -> Vec<Route> {
                grounds.reasons.iter().flat_map(|reason| reason.facts.clone()).collect()
            };
            assert!(facts(&told).iter().all(|fact| facts(&said).contains(fact)), "{name}");
            assert_eq!(said.reasons.len(), 1);
        }
    }
}

#[test]
fn a_ground_in_the_rubrics_words_is_for_the_level_that_was_not_reached() {
    let criterion = RUBRICS.criteria.iter().find(|c| c.id == "trust/skills").expect("a criterion");
    assert_eq!(
        criterion.because_at(Level::Absent),
        Some("Nobody is named who can listen, build trust or bring people together")
    );
    assert_eq!(
        criterion.because_at(Level::Weak),
        Some("Between them the named people have fewer than two of the skills that bring people together")
    );
}
