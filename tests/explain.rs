//! `quorate explain`: it knows every rule, fact and stage, and tells how a proposal got its level.

#[path = "support/program.rs"]
mod program;

use program::{Ran, quorate, run};
use quorate::rubric::Rubrics;
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const DAY: &str = "2026-11-22";

fn explain(arguments: &[&str]) -> Ran {
    run(quorate(&ROOT).args(["explain", "--as-of", DAY]).args(arguments))
}

fn json(arguments: &[&str]) -> Value {
    let ran = explain(&[arguments, &["--format", "json"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn each_fact_is_explained_by_question_words_and_readers() {
    let rubrics = Rubrics::bundled();
    let tables = quorate::report::content::Tables::of(&rubrics);
    for (id, fact) in rubrics.dictionary.facts() {
        let page = quorate::report::explain::FactPage::of(&tables, id);
        let text = page.text(&tables);
        assert!(text.contains(&fact.ask), "{}", fact.path);
        for word in rubrics.dictionary.vocabulary(fact).into_iter().flat_map(|words| words.texts()) {
            assert!(text.contains(word), "{}: {word}", fact.path);
        }
    }
    let staff = json(&["governance.backbone.staff"]);
    let readers: Vec<&str> =
        staff["fact"]["read_by"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(readers.contains(&"coordination/backbone"), "{readers:?}");
}

#[test]
fn the_level_of_every_criterion_follows_from_the_conditions_that_are_told() {
    let rubrics = Rubrics::bundled();
    let schema = run(quorate(&ROOT).args(["schema", "explanation"]));
    let schema: Value = serde_json::from_str(&schema.out).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let report =
        run(quorate(&ROOT).args(["examples/riverside-homes.yaml", "--as-of", DAY, "--format", "json"]));
    let report: Value = serde_json::from_str(&report.out).expect("JSON");
    let levels = report["assessments"][0]["criteria"].as_array().expect("criteria");
    for (criterion, level) in rubrics.criteria.iter().zip(levels) {
        let explained = json(&[&criterion.id, "examples/riverside-homes.yaml"]);
        let wrong: Vec<String> = schema.iter_errors(&explained).map(|error| error.to_string()).collect();
        assert_eq!(wrong, [""; 0], "{}", criterion.id);
        let conditions = explained["case"]["conditions"].as_array().expect("conditions");
        let holding = conditions.iter().find(|tested| {
            ["strong", "sound", "weak"].contains(&tested["what"].as_str().expect("a word"))
                && tested["condition"]["holds"] == true
        });
        let told = holding.map_or("absent", |tested| tested["what"].as_str().expect("a word"));
        assert_eq!(level["low"], told, "{}", criterion.id);
    }
}

#[test]
fn a_case_names_the_facts_with_lines_and_evidence_and_what_would_change_it() {
    let case = json(&["community/part", "examples/riverside-homes.yaml"])["case"].clone();
    assert_eq!(case["comes_to"], "weak");
    assert_eq!(case["to_reach"], "sound");
    let facts = case["facts"].as_array().expect("facts");
    let part = facts.iter().find(|fact| fact["fact"] == "community.part").expect("the part");
    assert_eq!(part["says"], "consulted");
    assert!(part["line"].as_u64().is_some_and(|line| line > 1));
    assert_eq!(part["evidence"][0], "evidence/riverside/listening-notes.txt");
    let lacks: Vec<&str> =
        case["lacks"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(lacks[0].contains("should at least work with the partners"), "{lacks:?}");
}

#[test]
fn patterns_sectors_facts_and_stages_are_told_in_the_case_at_hand_too() {
    let comes_to = |id: &str| {
        json(&[id, "examples/riverside-homes.yaml"])["case"]["comes_to"].as_str().expect("a text").to_owned()
    };
    assert_eq!(comes_to("pattern/delegates-without-power"), "it is there");
    assert_eq!(comes_to("sector/business"), "not agreed yet");
    assert_eq!(comes_to("partners.commitment"), "said");
    assert_eq!(comes_to("design"), "the proposal is at this stage");
    assert_eq!(comes_to("diagnosis"), "the proposal is at another stage");
}

#[test]
fn what_is_expected_of_an_answer_is_told_with_the_fact() {
    let expected = |id: &str| json(&[id])["fact"]["expected"].clone();
    assert_eq!(expected("partners.staff_days"), serde_json::json!(["at least 0", "at most 600"]));
    assert_eq!(expected("goals.target"), serde_json::json!(["something other than `goals.baseline`"]));
    assert!(
        explain(&["goals.due"])
            .out
            .contains("expected: not before 1950, not after 2100, not before `timing.start`")
    );
}

#[test]
fn what_is_not_known_is_answered_with_the_nearest_name_or_what_a_block_holds() {
    for (id, says) in [
        ("comunity/part", "did you mean `community/part`"),
        ("partners.comitment", "did you mean `partners.commitment`"),
        ("community", "it is a block with the facts community.part"),
    ] {
        let ran = explain(&[id]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    let bad = explain(&["community/part", "examples/broken.yaml"]);
    assert_eq!((bad.code, bad.out.as_str()), (2, ""));
    assert!(bad.err.contains("nothing explained"), "{}", bad.err);
}
