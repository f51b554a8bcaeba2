//! The files of a team: `.quorate.yaml` and the baseline. What is wrong with them is said at once, and nothing is written.

#[path = "support/program.rs"]
mod program;

use std::fs;

use program::{Ran, quorate, run};
use quorate::document::{self, Limits, Problems};
use quorate::policy::{Config, schema};
use quorate::rubric::Rubrics;
use tempfile::TempDir;

const PROPOSAL: &str = "quorate: 1\nname: A\ncommunity: {part: none}\n";

fn folder(config: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("p.yaml"), PROPOSAL).expect("written");
    fs::write(folder.path().join(".quorate.yaml"), config).expect("written");
    folder
}

fn assess(folder: &TempDir, arguments: &[&str]) -> Ran {
    run(quorate(folder).args(["assess", "p.yaml", "--as-of", "2026-11-22"]).args(arguments))
}

#[test]
fn every_mistake_of_a_configuration_is_told_in_one_run_with_its_place() {
    let config = "\
version: 2
fail_onn: high
fail_on: huge
fail_under: 101
min_verdict: almost
require: {community/prat: sound, sector/business: sound, community/part: good}
severity: {trust/*: low}
paths:
  - {match: ../elsewhere}
  - fail_on: low
waivers:
  - {criterion: community/part, reason: no place, until: 2027-01-01}
  - {criterion: community/part, path: p.yaml, until: 2027-01-01}
  - {criterion: community/part, path: p.yaml, reason: for ever}
  - {criterion: '*', path: p.yaml, reason: all, until: 2027-01-01}
  - {criterion: community/part, fact: comunity.part, reason: typing, until: soon}
";
    let ran = assess(&folder(config), &["--color", "never"]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.out, "");
    for (line, column, message, help) in [
        (1, 10, "version 1 of the configuration", "expected 1"),
        (2, 1, "no key `fail_onn`", "did you mean `fail_on`?"),
        (3, 10, "`huge` is no word for fail_on", "`none`"),
        (4, 13, "`fail_under` is a score", "from 0 to 100"),
        (5, 14, "`almost` is no word for min_verdict", "`nearly ready`"),
        (6, 11, "`community/prat`", "did you mean `community/part`?"),
        (6, 51, "`sector/business` has no level", "a criterion"),
        (6, 74, "`good` is no word for require", "`sound`"),
        (7, 12, "`trust/*`", "name each by itself"),
        (9, 13, "leads out", "begin at the folder"),
        (10, 5, "no `match`", ""),
        (12, 5, "a waiver says where it holds", "`path`"),
        (13, 5, "no `reason`", ""),
        (14, 5, "no `until`", ""),
        (15, 17, "`*`", "name each by itself"),
        (16, 39, "no fact `comunity.part`", "did you mean `community.part`?"),
        (16, 77, "a date is written", ""),
    ] {
        let place = format!(".quorate.yaml:{line}:{column}\n");
        let problem = ran.err.split("\n\n").find(|p| p.contains(&place) && p.contains(message));
        assert!(problem.is_some_and(|p| p.contains(help)), "{place}{message}, {help}:\n{}", ran.err);
    }
    assert_eq!(ran.err.matches("\nerror: ").count() + 1, 18, "each once, and the end:\n{}", ran.err);
}

#[test]
fn a_configuration_that_is_no_yaml_or_not_there_ends_with_2() {
    for config in ["fail_on: [high\n", "- a\n- b\n", "fail_on: low\n---\nfail_on: high\n"] {
        let ran = assess(&folder(config), &[]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{config}");
        assert!(ran.err.contains("the configuration .quorate.yaml cannot be used"), "{}", ran.err);
    }
    let ran = assess(&folder(""), &["--config", "nowhere.yaml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nowhere.yaml: this file cannot be read: there is no such file"), "{}", ran.err);
    for harmless in ["", "# nothing set\n", "version: 1\n"] {
        assert_eq!(assess(&folder(harmless), &[]).code, 0, "{harmless}");
    }
}

#[test]
fn the_configuration_names_the_rubrics_too() {
    let folder = folder("rubrics: nowhere\n");
    let ran = assess(&folder, &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cannot read the folder of rubrics ./nowhere"), "{}", ran.err);
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/rubrics");
    assert_eq!(assess(&folder, &["--rubrics", bundled]).code, 0, "a flag wins");
}

#[test]
fn a_bad_baseline_ends_with_2_and_writes_nothing() {
    let folder = folder("baseline: base.json\n");
    let report = folder.path().join("report.json");
    let arguments = ["--format", "json=report.json"];
    let ran = assess(&folder, &arguments);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cannot read the baseline ./base.json"), "{}", ran.err);
    fs::write(folder.path().join("base.json"), "{\"schema\": \"quorate/baseline/1\",\n \"rubrics\": 7}")
        .expect("written");
    let ran = assess(&folder, &arguments);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("base.json:2:13"), "{}", ran.err);
    assert!(
        ran.err.contains("this is no baseline: invalid type: integer `7`, expected a string"),
        "{}",
        ran.err
    );
    assert!(!report.exists());
}

#[test]
fn a_baseline_is_not_written_over_files_that_cannot_be_read() {
    let folder = folder("");
    fs::write(folder.path().join("bad.yaml"), "quorate: 1\nname: yes\n").expect("written");
    let baseline = folder.path().join(".quorate-baseline.json");
    let as_it_was = "{\"schema\":\"quorate/baseline/1\",\"rubrics\":\"\",\"proposals\":[]}";
    fs::write(&baseline, as_it_was).expect("written");
    let ran = run(quorate(&folder).args(["baseline", "write"]));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no baseline was written"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&baseline).expect("a text"), as_it_was);
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(run(quorate(&empty).args(["baseline", "write"])).code, 3);
    assert_eq!(fs::read_dir(empty.path()).expect("a folder").count(), 0);
}

fn problems_of(config: &str) -> Vec<String> {
    let problems = Problems::default();
    let stream = document::parse(config, &Limits::default());
    assert!(stream.problems.is_empty(), "{:?}", stream.problems);
    Config::load(&stream.documents[0], &Rubrics::bundled(), &problems);
    problems.into_sorted().into_iter().map(|p| p.message).collect()
}

#[test]
fn the_configurations_that_we_show_are_good_and_fit_the_schema() {
    let page = include_str!("../docs/configuration.md");
    let shown = page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let validator = jsonschema::validator_for(&schema(&Rubrics::bundled())).expect("a schema");
    for config in [shown, include_str!("../examples/ci/.quorate.yaml")] {
        assert_eq!(problems_of(config), [""; 0]);
        let value: serde_json::Value = serde_yaml::from_str(config).expect("YAML");
        assert!(validator.is_valid(&value), "{config}");
    }
}

/// The keys that the reader takes, as its own message about an unknown key lists them.
fn keys_read(config: &str) -> Vec<String> {
    let rubrics = Rubrics::bundled();
    let problems = Problems::default();
    Config::load(&document::parse(config, &Limits::default()).documents[0], &rubrics, &problems);
    let problems = problems.into_sorted();
    let unknown = problems.iter().find(|p| p.message.contains("no key `zzz`")).expect("the message");
    let mut keys: Vec<String> = unknown.expected.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    keys.sort();
    keys
}

#[test]
fn the_schema_has_the_keys_that_the_reader_takes() {
    let schema = schema(&Rubrics::bundled());
    let keys = |pointer: &str| {
        let properties = schema.pointer(pointer).and_then(|p| p.as_object()).expect("properties");
        let mut keys: Vec<String> = properties.keys().cloned().collect();
        keys.sort();
        keys
    };
    assert_eq!(keys("/properties"), keys_read("zzz: 1\n"));
    assert_eq!(keys("/properties/paths/items/properties"), keys_read("paths: [{zzz: 1}]\n"));
    assert_eq!(keys("/properties/waivers/items/properties"), keys_read("waivers: [{zzz: 1}]\n"));
}

#[test]
fn the_schema_takes_a_good_configuration_and_refuses_a_bad_one() {
    let validator = jsonschema::validator_for(&schema(&Rubrics::bundled())).expect("a schema");
    let good = r#"{"fail_on": "high", "fail_under": 40, "require": {"community/part": "sound"}, "severity": {"trust/talk": "low"},
        "paths": [{"match": "ideas", "fail_on": "none"}],
        "waivers": [{"criterion": "community/part", "path": "a.yaml", "reason": "so", "until": "2027-01"}]}"#;
    assert!(validator.is_valid(&serde_json::from_str(good).expect("JSON")));
    for bad in [
        r#"{"fail_onn": "high"}"#,
        r#"{"fail_on": "huge"}"#,
        r#"{"severity": {"trust/*": "low"}}"#,
        r#"{"waivers": [{"criterion": "community/part", "reason": "so", "until": "2027-01"}]}"#,
        r#"{"waivers": [{"criterion": "community/part", "path": "a.yaml", "until": "2027-01"}]}"#,
    ] {
        assert!(!validator.is_valid(&serde_json::from_str(bad).expect("JSON")), "{bad}");
    }
}

#[test]
fn a_report_is_not_written_over_what_the_run_reads() {
    let folder = folder("fail_on: low\nbaseline: base.json\n");
    fs::write(
        folder.path().join("base.json"),
        "{\"schema\":\"quorate/baseline/1\",\"rubrics\":\"\",\"proposals\":[]}",
    )
    .expect("written");
    fs::write(folder.path().join("cover.yaml"), "title: A\n").expect("written");
    let read = |file: &str| fs::read_to_string(folder.path().join(file)).expect("a text");
    for file in ["p.yaml", "./p.yaml", ".quorate.yaml", "base.json", "cover.yaml"] {
        let before = read(file);
        let ran = assess(&folder, &["--format", &format!("html={file}"), "--cover", "cover.yaml"]);
        assert_eq!(ran.code, 2, "{file}");
        assert!(ran.err.contains("is read in this run"), "{}", ran.err);
        assert_eq!(read(file), before);
    }
    let ran = run(quorate(&folder).args(["compare", "p.yaml", "p.yaml", "--format", "html=p.yaml"]));
    assert_eq!(ran.code, 2, "{}", ran.err);
    let ran = assess(&folder, &["--format", "json=o.json", "--format", "csv=./o.json"]);
    assert_eq!(ran.code, 2, "one file under two names: {}", ran.err);
}

#[test]
fn a_path_that_leads_to_nothing_and_an_unread_variable_are_told() {
    let config = "paths: [{match: ideas}]\nwaivers: [{criterion: community/part, path: q.yaml, reason: x, until: 2027}]\n";
    let folder = folder(config);
    let ran = run(quorate(&folder)
        .args(["assess", "p.yaml"])
        .env("QUORATE_FAILON", "low")
        .env("QUORATE_FAIL_ON", ""));
    assert_eq!(ran.code, 0, "a variable set to nothing is not set: {}", ran.err);
    for told in [
        "`ideas` leads to nothing",
        "`q.yaml` leads to nothing",
        "`QUORATE_FAILON`; did you mean `QUORATE_FAIL_ON`?",
    ] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
}

#[test]
fn the_environment_can_take_back_what_the_file_sets() {
    let folder = folder("strict: yes\n");
    let strict = |value: Option<&str>, argument: Option<&str>| {
        let mut command = quorate(&folder);
        command.args(["assess", "p.yaml", "--format", "json"]).args(argument);
        value.iter().for_each(|value| {
            command.env("QUORATE_STRICT", value);
        });
        run(&mut command).out.contains("\"strict\":true")
    };
    assert!(strict(None, None) && strict(None, Some("--strict")));
    assert!(
        !strict(Some("no"), None)
            && !strict(None, Some("--strict=no"))
            && strict(Some("no"), Some("--strict"))
    );
}

#[test]
fn a_number_is_no_name_of_a_record() {
    let problems = problems_of(
        "waivers: [{criterion: sectors/delegates, fact: 'partners[2].delegate', reason: x, until: 2027}]\n",
    );
    assert_eq!(problems, ["a record is called by its name here, and not by its number"]);
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_changes_neither_the_exit_code_nor_the_other_reports() {
    use std::process::Stdio;
    let folder = folder("fail_on: low\n");
    let mut child = quorate(&folder)
        .args(["assess", "p.yaml", "--format", "json", "--format", "sarif=o.sarif"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(1));
    assert!(folder.path().join("o.sarif").exists());
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_file_that_is_written_and_a_device_stays_one() {
    let folder = folder("");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("target.json"), "").expect("written");
    std::os::unix::fs::symlink("target.json", path("link.json")).expect("a link");
    assert_eq!(assess(&folder, &["--format", "json=link.json"]).code, 0);
    assert!(fs::symlink_metadata(path("link.json")).expect("a link").is_symlink());
    assert!(fs::read_to_string(path("target.json")).expect("a text").starts_with('{'));
    let ran = assess(&folder, &["--format", "json=/dev/stdout"]);
    assert!(ran.out.starts_with('{'), "{}", ran.err);
}

#[test]
fn a_file_named_twice_is_assessed_once() {
    let folder = folder("");
    let ran = run(quorate(&folder).args(["assess", "p.yaml", ".", "./p.yaml", "--format", "csv-scores"]));
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
}

#[test]
fn explain_and_rubric_go_by_the_rubrics_of_the_configuration() {
    let folder = folder("version: 1\nrubrics: ours\n");
    let ours = folder.path().join("ours");
    for file in Rubrics::bundled_files().into_iter().chain(Rubrics::bundled_examples()) {
        let path = ours.join(&*file.name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let text = file.text.replace("The people concerned shape the work", "Neighbours decide");
        fs::write(path, text).expect("written");
    }
    for arguments in [&["explain", "community/part"][..], &["rubric", "list"]] {
        let ran = run(quorate(&folder).args(arguments));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
        assert!(ran.out.contains("Neighbours decide"), "{arguments:?}: {}", ran.out);
        let bundled = run(quorate(&folder).args(arguments).arg("--no-config"));
        assert!(
            bundled.out.contains("The people concerned shape the work"),
            "{arguments:?}: {}",
            bundled.out
        );
    }
    let example = ours.join("examples/community.yaml");
    let wrong = fs::read_to_string(&example).expect("read").replacen("strong", "absent", 1);
    fs::write(&example, wrong).expect("written");
    assert_eq!(run(quorate(&folder).args(["rubric", "test"])).code, 1, "the examples of the set are tried");
}
