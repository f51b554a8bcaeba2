//! What a person sees: the commands in `tests/cmd`, a table for each example, schemas, and the commands of the README.
//!
//! To update every snapshot: `SNAPSHOTS=overwrite TRYCMD=overwrite cargo test --test cli`, then read the diff.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use program::{quorate, run};
use quorate::rubric::Rubrics;
use serde_json::Value;
use snapbox::{Assert, Data};

/// The root of the repository.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The day of every snapshot.
const DAY: &str = "2026-11-22";

/// The one example that is wrong on purpose.
const BROKEN: &str = "broken";

/// The examples by name, `broken` among them, in order.
static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = fs::read_dir(Path::new(ROOT).join("examples")).expect("the examples");
    let paths = files.map(|file| file.expect("an entry").path());
    let name = |path: &PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    let mut names: Vec<String> =
        paths.filter(|p| p.extension().is_some_and(|e| e == "yaml")).map(|p| name(&p)).collect();
    names.sort();
    names
});

fn good_examples() -> impl Iterator<Item = &'static String> {
    EXAMPLES.iter().filter(|name| *name != BROKEN)
}

fn example(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(format!("examples/{name}.yaml"))).expect("an example")
}

fn assert_snapshot(actual: String, name: &str) {
    let expected = Data::read_from(&Path::new(ROOT).join("tests/snapshots").join(name), None);
    Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).eq(actual, expected);
}

#[test]
fn commands_answer_as_recorded() {
    trycmd::TestCases::new()
        .case("tests/cmd/*.md")
        .env("COLUMNS", "80")
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1");
}

#[test]
fn every_example_has_its_table() {
    for name in good_examples() {
        let path = format!("examples/{name}.yaml");
        let ran = run(quorate(&ROOT).args(["assess", "--as-of", DAY, &path]).env("COLUMNS", "80"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{path}");
        assert!(
            ran.out.is_ascii() || !example(name).is_ascii(),
            "{path}: the frame is plain where no terminal is"
        );
        assert!(ran.out.lines().count() <= 60, "{path}: one screen");
        assert_snapshot(ran.out, &format!("{name}.txt"));
    }
}

#[test]
fn all_examples_together_are_a_line_each() {
    let ran = run(quorate(&ROOT).args(["assess", "--as-of", DAY, "examples"]).env("COLUMNS", "80"));
    assert_eq!(ran.code, 2, "one of them is broken on purpose");
    assert_snapshot(ran.out, "all.txt");
    assert_snapshot(ran.err, "broken.txt");
}

#[test]
fn reports_to_hand_on_are_as_recorded() {
    for (format, paths, snapshot) in [
        ("markdown", "examples/kiboro-youth-jobs.yaml", "kiboro-youth-jobs.md"),
        ("markdown", "examples/lake-hjelm-compact.yaml", "lake-hjelm-compact.md"),
        ("csv-scores", "examples", "scores.csv"),
    ] {
        let ran = run(quorate(&ROOT).args(["assess", "--as-of", DAY, "--format", format, paths]));
        assert_snapshot(ran.out, snapshot);
    }
}

#[test]
fn a_table_keeps_to_the_width_it_is_given() {
    for width in [60, 66, 80, 100, 140] {
        for name in good_examples() {
            let path = format!("examples/{name}.yaml");
            for detail in [&[][..], &["--detail"]] {
                let mut command = quorate(&ROOT);
                command
                    .args(["assess", "--as-of", DAY, &path])
                    .args(detail)
                    .env("COLUMNS", width.to_string());
                for line in run(&mut command).out.lines() {
                    let columns = line.chars().count();
                    assert!(columns <= width, "{path} at {width}: a line of {columns} columns:\n{line}");
                }
            }
        }
    }
}

/// The proposal schema, as an editor uses it.
fn proposal_schema() -> jsonschema::Validator {
    let ran = run(quorate(&ROOT).args(["schema", "proposal"]));
    let schema: Value = serde_json::from_str(&ran.out).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a JSON Schema");
    jsonschema::validator_for(&schema).expect("a schema that can be used")
}

/// A file as another reader of YAML takes it.
fn as_json(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).expect("YAML")
}

#[test]
fn the_proposal_schema_accepts_every_good_example() {
    let schema = proposal_schema();
    for name in good_examples() {
        let complaints: Vec<String> = schema
            .iter_errors(&as_json(&example(name)))
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert_eq!(complaints, [""; 0], "{name}");
    }
}

#[test]
fn the_proposal_schema_refuses_the_broken_example() {
    assert!(!proposal_schema().is_valid(&as_json(&example(BROKEN))));
}

#[test]
fn a_report_in_json_is_one_value_with_an_entry_for_each_proposal() {
    let ran = run(quorate(&ROOT).args(["assess", "--as-of", DAY, "--format", "json", "examples"]));
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let assessments = report["assessments"].as_array().expect("a list");
    assert_eq!(assessments.len(), good_examples().count());
    assert!(!report["problems"].as_array().expect("a list").is_empty(), "of the broken example");
}

#[test]
fn every_mistake_in_a_set_of_rubrics_is_reported_at_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    for file in Rubrics::bundled_files() {
        fs::write(folder.path().join(&*file.name), &*file.text).expect("written");
    }
    let path = folder.path().join("community.yaml");
    let good = fs::read_to_string(&path).expect("a rubric");
    let mistakes = [
        ("fact: community.part,", "fact: community.prat,", "community.part"),
        ("at_least: works with us", "at_least: work with us", "works with us"),
        ("decisive: yes", "decisive: perhaps", "decisive"),
        ("severity: high", "severity: hihg", "high"),
    ];
    let mut bad = good.clone();
    for (right, wrong, _) in mistakes {
        assert!(bad.contains(right), "the rubric has no {right}");
        bad = bad.replacen(right, wrong, 1);
    }
    fs::write(&path, &bad).expect("written");
    let set = folder.path().to_str().expect("a path");
    for arguments in [
        &["rubric", "check", set][..],
        &["rubric", "test", set],
        &["assess", "--rubrics", set, "examples/first-idea.yaml"],
    ] {
        let ran = run(quorate(&ROOT).args(arguments));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        for (_, wrong, help) in mistakes {
            let line = bad.lines().position(|line| line.contains(wrong)).expect("just written") + 1;
            assert!(
                ran.err.contains(&format!("community.yaml:{line}:")),
                "{wrong} on line {line} is not in\n{}",
                ran.err
            );
            assert!(ran.err.contains(help), "{wrong} is not told {help}:\n{}", ran.err);
        }
    }
}

#[test]
fn options_of_every_subcommand_may_stand_before_it() {
    for subcommand in
        [&["check", "examples/first-idea.yaml"][..], &["rubric", "list"], &["explain", "community/part"]]
    {
        let before = run(quorate(&ROOT).args(["--color", "never"]).args(subcommand));
        let after = run(quorate(&ROOT).args(subcommand).args(["--color", "never"]));
        assert_eq!(before.code, after.code, "{subcommand:?}:\n{}", before.err);
        assert!(
            before.out == after.out && before.err == after.err,
            "{subcommand:?} answers otherwise:\n{}",
            before.err
        );
    }
}

#[test]
fn completions_name_every_subcommand() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run(quorate(&ROOT).args(["completions", shell]));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for subcommand in ["assess", "check", "explain", "rubric", "schema", "completions", "man"] {
            assert!(ran.out.contains(subcommand), "{shell} does not complete {subcommand}");
        }
    }
}

#[test]
fn the_manual_page_names_every_subcommand_and_exit_code() {
    let ran = run(quorate(&ROOT).arg("man"));
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains(".TH quorate 1"), "{}", ran.out);
    for words in
        ["NAME", "SYNOPSIS", "OPTIONS", "SUBCOMMANDS", "Exit codes", "nothing to assess", "assess", "explain"]
    {
        assert!(ran.out.contains(words), "no {words}");
    }
}

/// A command of the README: its words, what the page shows of its output, and the exit code it says.
#[derive(Debug)]
struct Shown {
    line: String,
    code: i32,
    output: Vec<String>,
}

/// The commands in its `console` and `sh` blocks that begin with `quorate`. In `console` they follow a `$`, and what
/// the page shows after them is what they print. A comment `# exit 2` after one says its exit code.
fn shown_commands(page: &str) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    let mut block = None;
    for line in page.lines() {
        let line = line.trim_end();
        let command = match (block, line.trim_start().strip_prefix("```")) {
            (None, language) => {
                block = language.filter(|l| ["console", "sh"].contains(l));
                continue;
            }
            (Some(_), Some(_)) => {
                block = None;
                continue;
            }
            (Some("console"), None) => line.strip_prefix("$ "),
            (Some(_), None) => Some(line),
        };
        match command {
            Some(command) => {
                let (command, comment) = command.split_once(" #").unwrap_or((command, ""));
                let code = comment
                    .trim()
                    .strip_prefix("exit ")
                    .map_or(0, |c| c.trim().parse().expect("an exit code"));
                shown.push(Shown { line: command.trim().to_owned(), code, output: Vec::new() });
            }
            None => shown.last_mut().expect("output follows a command").output.push(line.to_owned()),
        }
    }
    shown.retain(|shown| shown.line.starts_with("quorate "));
    shown
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn the_commands_of_the_readme_do_what_it_says() {
    let page = fs::read_to_string(Path::new(ROOT).join("README.md")).expect("the README");
    let shown = shown_commands(&page);
    assert!(!shown.is_empty(), "the README shows no command");
    // What the commands write shall not stay in the repository.
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["examples", "rubrics"] {
        copy(&Path::new(ROOT).join(part), &folder.path().join(part));
    }
    for Shown { line, code, output } in shown {
        assert!(!line.contains(['|', '>', '$', '*']), "this test runs no shell: {line}");
        let words = shlex::split(&line).expect("words");
        let ran = run(quorate(&folder).args(&words[1..]).env("COLUMNS", "100"));
        assert_eq!(ran.code, code, "{line}\n{}", ran.err);
        let mut printed = ran.out.lines().chain(ran.err.lines()).map(str::trim_end);
        for expected in output.iter().filter(|l| !l.is_empty() && l.trim() != "...") {
            assert!(printed.any(|l| l == expected), "{line} does not print, in this order:\n{expected}");
        }
    }
}

#[test]
fn a_misspelt_subcommand_finds_its_neighbour_and_a_file_of_that_name_is_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run(quorate(&folder).args(["asess", "p.yaml"]));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no subcommand `asess`; did you mean `quorate assess`?"), "{}", ran.err);
    fs::write(folder.path().join("asess"), "quorate: 1\nname: A\n").expect("written");
    assert_eq!(run(quorate(&folder).arg("asess")).code, 0);
}

#[test]
fn each_subcommand_that_leads_to_a_file_or_on_from_it_has_a_page_with_an_example() {
    for subcommand in ["init", "interview", "prompt", "ask", "plan", "explain", "check", "agree"] {
        let page = run(quorate(&ROOT).args(["man", subcommand]));
        assert_eq!(page.code, 0, "{}", page.err);
        let title = format!(".TH quorate-{subcommand} ");
        assert!(page.out.contains(&title), "{subcommand}: {}", page.out);
        assert!(page.out.contains("Examples:"), "{subcommand} has no example");
    }
    let unknown = run(quorate(&ROOT).args(["man", "initiate"]));
    assert_eq!(unknown.code, 2);
}
