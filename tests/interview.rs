//! `quorate interview`: what is answered is in the file at once, and whoever goes on later begins where the file stands.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Ran, quorate, run, run_on};
use serde_json::Value;

fn interview(folder: &Path, arguments: &[&str], answers: &str) -> Ran {
    let arguments = [&["interview", "p.yaml", "--answers", "-", "--as-of", "2026-11-22"], arguments].concat();
    run_on(quorate(&folder).args(arguments), answers)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join("p.yaml")).expect("the proposal")
}

const BY_FACT: &str = "\
# what the letter came back with
name: Safe Way to School
stage: design
partners[0].name: Eastfield Council
partners[0].sector: government
partners[0].commitment: signed
partners[1].name: Parents of Eastfield
partners[1].sector: community, non-profit
community.part: works with us
community.seats: 3
measurement.review_every: 3 months
problem.other_efforts: none
trust.met_since: ?
";

#[test]
fn answers_that_name_their_facts_make_a_good_file() {
    let folder = folder();
    let ran = interview(folder.path(), &[], BY_FACT);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    let text = text(folder.path());
    for line in [
        "name: Safe Way to School",
        "  sector:\n    - community\n    - non-profit",
        "  other_efforts: none",
        "  met_since: unknown",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let checked = run(quorate(&folder.path()).args(["check", "p.yaml"]));
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
}

#[test]
fn answers_that_are_none_are_told_with_their_lines_and_the_others_are_kept() {
    let folder = folder();
    let wrong = "name: X\nstage: dreaming\npartners[1].name: Second before the first\ncomunity.part: told\ncommunity.seats: 2\n";
    let ran = interview(folder.path(), &[], wrong);
    assert_eq!(ran.code, 2);
    for (line, why) in
        [(2, "does not answer `stage`"), (3, "they count from 0"), (4, "did you mean `community.part`")]
    {
        let told = ran.err.lines().find(|told| told.starts_with(&format!("line {line}: ")));
        assert!(told.is_some_and(|told| told.contains(why)), "{line}: {}", ran.err);
    }
    assert_eq!(text(folder.path()), "quorate: 1\nname: X\ncommunity:\n  seats: 2\n");
}

#[test]
fn lines_answer_the_questions_in_their_order_and_signs_say_the_rest() {
    let folder = folder();
    // Name, stage by its number, the place not known, one partner, the end of the list; then back, and stop.
    let ran = interview(folder.path(), &[], "Safe Way\n2\n?\nCouncil\n\nsigned\n<\nagreed\nq\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        text(folder.path()),
        "quorate: 1\nname: Safe Way\nstage: design\nplace:\n  name: unknown\npartners:\n- name: Council\n  commitment: agreed\n"
    );
}

#[test]
fn a_second_conversation_goes_on_where_the_first_one_broke_off_and_keeps_what_was_changed_by_hand() {
    let folder = folder();
    // The answers end in the middle, as if the line had been cut.
    interview(folder.path(), &[], "Safe Way\ndesign\nEastfield\nCouncil\n\n");
    let edited = text(folder.path())
        .replace("stage: design", "stage: design   # since May")
        .replace("name: Safe", "# ours\nname: Safe");
    fs::write(folder.path().join("p.yaml"), &edited).expect("a file");
    let ran = interview(folder.path(), &["--format", "json"], "signed\n");
    let came: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(came["answered"], 1, "nothing is asked twice: {}", ran.err);
    assert_eq!(text(folder.path()), edited.trim_end().to_owned() + "\n  commitment: signed\n");
}

#[test]
fn what_is_no_answer_is_asked_again_and_nothing_is_lost() {
    let folder = folder();
    let ran = interview(folder.path(), &[], "Safe Way\nsoonish\ndesign\n");
    assert!(ran.err.contains("no answer to `stage`: `soonish` does not answer"), "{}", ran.err);
    assert!(text(folder.path()).contains("stage: design"));
}

#[test]
fn without_a_terminal_and_without_answers_it_says_so() {
    let folder = folder();
    let ran = run(quorate(&folder.path()).args(["interview", "p.yaml"]));
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("there is no terminal to ask on; give the answers with `--answers FILE`"),
        "{}",
        ran.err
    );
    assert!(!folder.path().join("p.yaml").exists());
}

#[test]
fn a_file_with_errors_is_not_touched_and_one_that_cannot_be_written_is_told() {
    let folder = folder();
    fs::write(folder.path().join("p.yaml"), "quorate: 1\nstge: design\n").expect("a file");
    let ran = interview(folder.path(), &[], "name: X\n");
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("mend the file first"), "{}", ran.err);
    assert_eq!(text(folder.path()), "quorate: 1\nstge: design\n");
    let nowhere =
        run_on(quorate(&folder.path()).args(["interview", "no/such/p.yaml", "--answers", "-"]), "name: X\n");
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("there is no folder"), "{}", nowhere.err);
}

#[test]
fn what_came_of_it_keeps_to_its_schema() {
    let folder = folder();
    let schema = run(quorate(&folder.path()).args(["schema", "interview"]));
    let schema: Value = serde_json::from_str(&schema.out).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let ran = interview(folder.path(), &["--format", "json"], BY_FACT);
    let came: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(schema.iter_errors(&came).map(|e| e.to_string()).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(came["answered"], 12);
    assert!(came["standing"].as_str().is_some_and(|says| says.contains("of the core answered")));
}
