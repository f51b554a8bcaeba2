//! `quorate init`: the template is a proposal that says nothing, and what is added to a file changes nothing that it says.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::{Ran, quorate, run};
use quorate::authoring::core_facts;
use quorate::rubric::Rubrics;
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn init(folder: &Path, arguments: &[&str]) -> Ran {
    run(quorate(&folder).arg("init").args(arguments))
}

/// The template with the lists that stand behind `#` taken in.
fn with_lists(template: &str) -> String {
    let lines = template.lines().map(|line| match line.strip_prefix('#') {
        Some(record) if record.starts_with("  ") => record,
        _ => line,
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// The report in JSON on a text.
fn assessed(folder: &Path, text: &str) -> Value {
    fs::write(folder.join("text.yaml"), text).expect("a file");
    let ran = run(quorate(&folder).args(["text.yaml", "--as-of", "2026-11-22", "--format", "json"]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).expect("JSON")
}

fn examples() -> Vec<PathBuf> {
    let files = fs::read_dir(Path::new(ROOT).join("examples")).expect("the examples");
    let paths = files.map(|file| file.expect("an entry").path());
    let good =
        |path: &PathBuf| path.extension().is_some_and(|e| e == "yaml") && !path.ends_with("broken.yaml");
    paths.filter(good).collect()
}

#[test]
fn every_template_is_a_good_proposal_that_answers_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&[][..], &["--all"], &["--all", "--stage", "implementation"]] {
        let template = init(folder.path(), arguments);
        assert_eq!((template.code, template.err.as_str()), (0, ""));
        let report = assessed(folder.path(), &template.out);
        let [assessment] = &report["assessments"].as_array().expect("a list")[..] else { panic!("one") };
        assert_eq!(assessment["verdict"]["word"], "undetermined", "{arguments:?}: {}", assessment["verdict"]);
        assert_eq!(assessment["answered"].as_f64(), Some(0.0), "{arguments:?}");
    }
}

#[test]
fn with_its_lists_taken_in_a_template_is_still_a_good_proposal() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [&[][..], &["--all"], &["--stage", "diagnosis"]] {
        let template = init(folder.path(), arguments);
        let report = assessed(folder.path(), &with_lists(&template.out));
        let sectors = report["assessments"][0]["sectors"].as_array().expect("sectors");
        let hoped_for = sectors.iter().filter(|sector| sector["status"] == "wished").count();
        assert_eq!(hoped_for, 4, "one of each sector is wished for: {sectors:?}");
    }
}

#[test]
fn each_fact_of_the_core_has_a_key_with_all_its_words_beside_it() {
    let rubrics = Rubrics::bundled();
    let template = init(Path::new(ROOT), &[]).out;
    for id in core_facts(&rubrics) {
        let fact = rubrics.dictionary.fact(id);
        let line = template.lines().find(|line| line.contains(&fact.ask));
        let line = line.unwrap_or_else(|| panic!("no line asks {}", fact.path));
        assert!(line.contains(&format!("{}:", fact.key())), "{line}");
        for word in rubrics.dictionary.vocabulary(fact).into_iter().flat_map(|words| words.texts()) {
            assert!(line.contains(word), "{word} is not in: {line}");
        }
    }
    assert!(template.lines().count() < 100);
    assert!(init(Path::new(ROOT), &["--all"]).out.lines().count() > 200);
}

#[test]
fn a_stage_is_filled_in_and_leaves_out_what_is_due_later() {
    let (early, late) = (
        init(Path::new(ROOT), &["--stage", "diagnosis"]).out,
        init(Path::new(ROOT), &["--stage", "assessment"]).out,
    );
    assert!(early.contains("\nstage: diagnosis"), "{early}");
    assert!(early.lines().count() < late.lines().count());
    let wrong = init(Path::new(ROOT), &["--stage", "dreaming"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("one of `diagnosis`"), "{}", wrong.err);
}

#[test]
fn what_is_there_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.yaml");
    fs::write(&file, "mine").expect("a file");
    let ran = init(folder.path(), &["mine.yaml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("mine.yaml is there already"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&file).expect("a file"), "mine");
    assert_eq!(init(folder.path(), &["new.yaml"]).code, 0);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing else is left behind");
}

#[test]
fn what_an_example_lacks_is_added_and_nothing_that_it_says_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    for example in examples() {
        let path = example.to_string_lossy();
        for arguments in [&["--from"][..], &["--all", "--from"]] {
            let completed = init(folder.path(), &[arguments, &[&path]].concat());
            assert_eq!(completed.code, 0, "{path}: {}", completed.err);
            let before = fs::read_to_string(&example).expect("an example");
            let mut lines = completed.out.lines();
            // A line in braces may have grown; each other line is there, in order, comments and all.
            for line in before.lines().filter(|line| !line.contains('}')) {
                assert!(lines.any(|found| found == line), "{path} lacks: {line}");
            }
            fs::write(folder.path().join("more.yaml"), &completed.out).expect("a file");
            let moved =
                run(quorate(&folder.path()).args(["compare", &path, "more.yaml", "--as-of", "2026-11-22"]));
            assert!(moved.out.contains("Nothing moved"), "{path}: {}{}", moved.out, moved.err);
            let again = init(folder.path(), &[arguments, &["more.yaml", "--format", "json"]].concat());
            let again: Value = serde_json::from_str(&again.out).expect("JSON");
            assert_eq!(again["added"], 0, "{path} lacks nothing any more");
        }
    }
}

#[test]
fn what_is_written_in_braces_with_crlf_or_without_an_end_of_line_is_completed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = [
        "quorate: 1\nname: T\ngoals: [{aim: x}, y]",
        "quorate: 1\r\nname: T\r\ncommunity:\r\n  part: told\r\n",
        "quorate: 1\nname: |\n  A\n  B\n",
        "{quorate: 1, name: T}\n",
        "quorate: 1\nname: T # a comment\n# and its end",
        "quorate: 1\ngoals:\n- aim: x\n- aim: y\n\n\nname: T\n",
    ];
    for text in texts {
        fs::write(folder.path().join("short.yaml"), text).expect("a file");
        let completed = init(folder.path(), &["--from", "short.yaml", "--format", "json"]);
        assert_eq!(completed.code, 0, "{text:?}: {}", completed.err);
        let completed: Value = serde_json::from_str(&completed.out).expect("JSON");
        fs::write(folder.path().join("more.yaml"), completed["text"].as_str().expect("a text"))
            .expect("a file");
        let moved = run(quorate(&folder.path()).args(["compare", "short.yaml", "more.yaml"]));
        assert!(moved.out.contains("Nothing moved"), "{text:?}: {}{}", moved.out, moved.err);
    }
}

#[test]
fn the_answer_in_json_keeps_to_its_schema() {
    let schema = run(quorate(&ROOT).args(["schema", "template"]));
    let schema: Value = serde_json::from_str(&schema.out).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for arguments in [&["--format", "json"][..], &["--from", "examples/first-idea.yaml", "--format", "json"]]
    {
        let answer: Value = serde_json::from_str(&init(Path::new(ROOT), arguments).out).expect("JSON");
        assert_eq!(schema.iter_errors(&answer).map(|e| e.to_string()).collect::<Vec<_>>(), [""; 0]);
    }
}

#[test]
fn the_instruction_for_an_assistant_keeps_to_its_schema_and_names_the_file() {
    let schema = run(quorate(&ROOT).args(["schema", "prompt"]));
    let schema: Value = serde_json::from_str(&schema.out).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let ran = run(quorate(&ROOT).args(["prompt", "--file", "call.pdf", "--format", "json"]));
    let prompt: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(schema.iter_errors(&prompt).map(|e| e.to_string()).collect::<Vec<_>>(), [""; 0]);
    let text = run(quorate(&ROOT).args(["prompt", "--file", "call.pdf"]));
    assert_eq!(text.out, prompt["text"].as_str().expect("a text"));
    assert!(text.out.contains("{file: call.pdf, quote:"), "{}", text.out);
    let all = run(quorate(&ROOT).args(["prompt", "--all"]));
    assert!(all.out.len() > 2 * text.out.len());
}
