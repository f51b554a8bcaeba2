//! `quorate plan`: what it says is done to the file reaches the verdict, and no part of it can be spared.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Ran, quorate, run, run_on};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const DAY: &str = "2026-11-22";
const RIVERSIDE: &str = "examples/riverside-homes.yaml";

fn plan(arguments: &[&str]) -> Ran {
    run(quorate(&ROOT).args(["plan", "--as-of", DAY]).args(arguments))
}

fn json(arguments: &[&str]) -> (Option<i32>, Value) {
    let ran = plan(&[arguments, &["--format", "json"]].concat());
    let value =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", ran.err));
    (Some(ran.code), value)
}

fn rules(plan: &Value) -> Vec<&str> {
    plan["steps"].as_array().expect("steps").iter().filter_map(|step| step["rule"].as_str()).collect()
}

/// The verdict on a text.
fn verdict(text: &str) -> String {
    let arguments = ["-", "--stdin-path", RIVERSIDE, "--as-of", DAY, "--format", "json"];
    let ran = run_on(quorate(&ROOT).args(arguments), text);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    report["assessments"][0]["verdict"]["word"].as_str().expect("a word").to_owned()
}

#[test]
fn what_a_plan_says_done_to_the_file_reaches_the_verdict_and_nothing_can_be_spared() {
    let (code, plan) = json(&[RIVERSIDE, "--to", "nearly ready"]);
    assert_eq!(code, Some(0));
    assert_eq!(rules(&plan), ["goals/narrow", "community/part", "learning/adapt"]);
    let before = fs::read_to_string(Path::new(ROOT).join(RIVERSIDE)).expect("an example");
    assert_eq!(verdict(&before), "emerging");
    // Step by step what the plan names, as somebody would write it into the file.
    let steps: [&[(&str, &str)]; 3] = [
        &[("population: 90 landlords}", "population: 90 landlords, target: 60}")],
        &[("part: consulted", "part: works with us"), ("chosen_by: partners", "chosen_by: open call")],
        &[("review_every: 6 months", "review_every: 3 months")],
    ];
    let done = |which: &[usize]| {
        let edits = which.iter().flat_map(|step| steps[*step]);
        edits.fold(before.clone(), |text, (old, new)| {
            assert!(text.contains(old), "the example has {old}");
            text.replacen(old, new, 1)
        })
    };
    assert_eq!(verdict(&done(&[0, 1, 2])), "nearly ready");
    for spared in [[1, 2], [0, 2], [0, 1]] {
        assert_eq!(verdict(&done(&spared)), "emerging", "{spared:?} are not enough");
    }
}

#[test]
fn every_example_has_a_plan_for_each_verdict_that_keeps_to_its_schema() {
    let schema = run(quorate(&ROOT).args(["schema", "plan"]));
    let schema: Value = serde_json::from_str(&schema.out).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for file in fs::read_dir(Path::new(ROOT).join("examples")).expect("the examples") {
        let path = file.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "yaml") || path.ends_with("broken.yaml") {
            continue;
        }
        let path = path.to_string_lossy().into_owned();
        let mut days = 0.0;
        for to in ["emerging", "nearly ready", "ready"] {
            let (code, plan) = json(&[&path, "--to", to]);
            assert_eq!(code, Some(0), "{path}");
            assert_eq!(
                schema.iter_errors(&plan).map(|e| e.to_string()).collect::<Vec<_>>(),
                [""; 0],
                "{path}"
            );
            let own = plan["days"].as_f64().expect("days");
            assert!(own >= days, "{path}: a higher verdict takes no less");
            let parts: f64 = plan["steps"]
                .as_array()
                .expect("steps")
                .iter()
                .filter_map(|step| step["days"].as_f64())
                .sum();
            assert!((parts - own).abs() < 1e-6, "{path}: the days of the steps make those of the plan");
            days = own;
        }
    }
}

#[test]
fn evidence_that_ready_needs_is_priced_and_answers_that_may_save_work_come_first() {
    let (_, plan) = json(&["examples/kiboro-youth-jobs.yaml", "--to", "ready"]);
    let evidence = plan["steps"].as_array().expect("steps").iter().filter(|step| step["what"] == "evidence");
    assert!(evidence.clone().count() > 0);
    assert!(evidence.clone().all(|step| step["days"] == 3.0 && step["holds"] == true));
    let saved: Vec<f64> = plan["questions"]
        .as_array()
        .expect("questions")
        .iter()
        .filter_map(|question| question["days"].as_f64())
        .collect();
    assert!(!saved.is_empty() && saved.iter().rev().is_sorted_by(|a, b| a <= b), "{saved:?}");
}

#[test]
fn what_the_verdict_waits_for_stands_before_what_is_for_the_score() {
    for file in [RIVERSIDE, "examples/kiboro-youth-jobs.yaml"] {
        let (_, found) = json(&[file, "--to", "nearly ready"]);
        let text = plan(&[file, "--to", "nearly ready", "--format", "markdown"]).out;
        let [held, scored] = ["What the verdict waits for", "Then, for the score"]
            .map(|heading| text.find(heading).unwrap_or_else(|| panic!("{heading} is not in {text}")));
        for step in found["steps"].as_array().expect("steps") {
            let id = step["rule"].as_str().expect("an id").replace('-', "\\-");
            let at = text
                .find(&format!("; {}", step["rule"].as_str().expect("an id")))
                .or(text.find(&id))
                .expect("a step");
            assert_eq!(step["holds"] == true, held < at && at < scored, "{id}");
        }
    }
}

#[test]
fn a_budget_buys_a_verdict_or_says_what_it_takes() {
    let (code, bought) = json(&[RIVERSIDE, "--within", "19 days"]);
    assert_eq!((code, &bought["to"]), (Some(0), &Value::from("nearly ready")));
    assert!(bought["days"].as_f64() <= Some(19.0));
    let (code, too_dear) = json(&[RIVERSIDE, "--within", "2 weeks", "--to", "ready"]);
    assert_eq!((code, &too_dear["reached"]), (Some(1), &Value::from(false)));
    let says = too_dear["says"][0].as_str().expect("a sentence");
    assert!(says.contains("the least that reaches it takes"), "{says}");
}

#[test]
fn a_verdict_that_cannot_be_reached_ends_with_1_and_says_why() {
    let text = fs::read_to_string(Path::new(ROOT).join(RIVERSIDE)).expect("an example");
    let ran = run_on(quorate(&ROOT).args(["plan", "-", "--to", "ready", "--as-of", DAY]), &text);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("evidence could not be looked at"), "{}", ran.out);
    let reached = plan(&["examples/breakfast-before-the-bell.yaml", "--to", "ready"]);
    assert_eq!(reached.code, 0);
    assert!(reached.out.contains("It is ready already."), "{}", reached.out);
}

#[test]
fn what_is_no_verdict_or_no_working_time_is_answered_with_those_that_are() {
    let wrong = plan(&[RIVERSIDE, "--to", "excellent"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("one of `not ready`"), "{}", wrong.err);
    let lowest = plan(&[RIVERSIDE, "--to", "not ready"]);
    assert_eq!(lowest.code, 2);
    let time = plan(&[RIVERSIDE, "--within", "soon"]);
    assert_eq!(time.code, 2);
    assert!(time.err.contains("`6 weeks`"), "{}", time.err);
    let broken = plan(&["examples/broken.yaml", "--to", "ready"]);
    assert_eq!((broken.code, broken.out.as_str()), (2, ""));
}

#[test]
fn a_plan_in_markdown_is_a_list_to_tick() {
    let ran = plan(&[RIVERSIDE, "--to", "nearly-ready", "--format", "markdown"]);
    assert_eq!(ran.out.matches("\n- [ ] ").count(), 4, "{}", ran.out);
    assert!(plan(&[RIVERSIDE, "--format", "html"]).out.contains("class=\"boxes\""));
}
