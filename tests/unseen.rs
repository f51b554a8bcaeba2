//! What was meant to be checked is checked: a run says what it looked at, and no proposal leaves it unseen (rule 24).

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use program::{Ran, quorate, run};
use serde_json::Value;
use tempfile::TempDir;

const PROPOSAL: &str = "quorate: 1\nname: A\ncommunity: {part: none}\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), files);
    folder
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("written");
    }
}

fn assess(folder: &impl AsRef<Path>, arguments: &[&str]) -> Ran {
    run(quorate(folder).args(["assess", "--as-of", "2026-11-22", "--format", "csv-scores"]).args(arguments))
}

/// The proposals that a run assessed, by their paths.
fn assessed(folder: &impl AsRef<Path>, arguments: &[&str]) -> Vec<String> {
    let ran =
        run(quorate(folder).args(["assess", "--as-of", "2026-11-22", "--format", "json"]).args(arguments));
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let paths = report["assessments"].as_array().expect("a list").iter();
    paths.map(|one| one["path"].as_str().expect("a path").to_owned()).collect()
}

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git").arg("-C").arg(folder).args(arguments).output().expect("git is there");
    assert!(done.status.success(), "{done:?}");
}

#[test]
fn files_for_other_tools_hide_nothing() {
    let folder = folder(&[
        ("p/a.yaml", PROPOSAL),
        ("p/.ignore", "*.yaml\n"),
        ("p/.rgignore", "*.yaml\n"),
        (".ignore", "p\n"),
        ("p/.gitignore", "a.yaml\n"),
    ]);
    assert_eq!(assessed(&folder, &["p"]), ["p/a.yaml"], "outside a work tree nothing is ignored");
    let home = tempfile::tempdir().expect("a folder");
    write(
        home.path(),
        &[
            (".config/git/ignore", "*.yaml\n"),
            (".gitconfig", "[core]\nexcludesFile = ~/all\n"),
            ("all", "*\n"),
        ],
    );
    git(folder.path(), &["init", "-q"]);
    fs::remove_file(folder.path().join("p/.gitignore")).expect("removed");
    fs::write(folder.path().join(".git/info/exclude"), "*.yaml\n").expect("written");
    let ran =
        run(quorate(&folder).env("HOME", home.path()).env_remove("XDG_CONFIG_HOME").args(["check", "p"]));
    assert!(ran.out.starts_with("1 good proposal"), "{}", ran.out);
}

#[test]
fn git_ignores_what_it_does_not_track_and_no_more() {
    let folder = folder(&[
        ("p/a.yaml", PROPOSAL),
        ("p/draft.yaml", PROPOSAL),
        ("p/build/kept.yaml", PROPOSAL),
        ("p/build/made.yaml", PROPOSAL),
        ("p/deep/b.yaml", PROPOSAL),
    ]);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["rm", "-q", "--cached", "p/draft.yaml", "p/build/made.yaml"]);
    write(folder.path(), &[(".gitignore", "build/\n*.yaml\n"), ("p/deep/.gitignore", "!b.yaml\n")]);
    let all = ["p/a.yaml", "p/build/kept.yaml", "p/deep/b.yaml"];
    assert_eq!(assessed(&folder, &["p"]), all);
    assert_eq!(assessed(&folder.path().join("p"), &["."]), all, "from every folder the same");
    let ran = assess(&folder, &["p"]);
    assert!(ran.err.contains("note: p: 3 proposals; passed over: 2 ignored by git"), "{}", ran.err);
    // A work tree within the work tree has rules of its own.
    git(folder.path(), &["init", "-q", "p/inner"]);
    write(folder.path(), &[("p/inner/c.yaml", PROPOSAL)]);
    let all = assessed(&folder, &["p"]);
    assert!(all.contains(&"p/inner/c.yaml".to_owned()), "{all:?}");
    let ran = run(quorate(&folder).env("PATH", "").args(["check", "p"]));
    assert!(ran.out.starts_with("6 good proposals"), "without git nothing is ignored: {}", ran.out);
}

#[test]
fn an_extension_in_capitals_and_a_marker_in_any_style_are_found() {
    let folder = folder(&[
        ("p/a.YAML", PROPOSAL),
        ("p/b.Yml", PROPOSAL),
        ("p/c.yaml", "\"quorate\": 1\nname: C\n"),
        ("p/d.yaml", "{quorate: 1, name: D}\n"),
        ("p/e.yaml", "name: E\n'quorate' : 1\n"),
    ]);
    assert_eq!(assessed(&folder, &["p"]), ["p/a.YAML", "p/b.Yml", "p/c.yaml", "p/d.yaml", "p/e.yaml"]);
}

#[test]
fn what_looks_like_a_proposal_and_is_passed_over_is_told_and_fails_under_strict_input() {
    for (name, text, told) in [
        ("p/.hidden.yaml", PROPOSAL, "begins with a dot"),
        ("p/.drafts/b.yaml", PROPOSAL, "begins with a dot"),
        ("p/b.yaml", "Quorate: 1\nname: B\n", "`Quorate: 1`"),
        ("p/b.yaml", "# quorate: 1\nname: B\n", "`# quorate: 1`"),
        ("p/b.yaml", "name: B\npartners: []\ngoals: []\n", "no line `quorate: 1`"),
        ("p/b.yaml.off", PROPOSAL, "does not end in `.yaml`"),
        ("p/b.json", "{\n  \"quorate\": 1\n}\n", "does not end in `.yaml`"),
    ] {
        let folder = folder(&[("p/a.yaml", PROPOSAL), (name, text)]);
        let ran = assess(&folder, &["p"]);
        let err = ran.err.replace("\n         ", " ");
        assert!(err.contains(told) && err.contains(&format!("--> {name}:1:1")), "{name}: {err}");
        assert!(err.contains("note: p: 1 proposal; passed over: 1 "), "{name}: {err}");
        assert_eq!((ran.code, assess(&folder, &["p", "--strict-input"]).code), (0, 2), "{name}");
        let check = |more: &[&str]| run(quorate(&folder).args(["check", "p"]).args(more)).code;
        assert_eq!((check(&[]), check(&["--strict-input"])), (0, 2), "{name}");
        write(folder.path(), &[(".quorate.yaml", "strict_input: yes\n")]);
        assert_eq!(assess(&folder, &["p"]).code, 2, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_proposal_is_told_unless_the_run_reads_the_file_itself() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("p/a.yaml", PROPOSAL), ("elsewhere/b.yaml", PROPOSAL)]);
    symlink("a.yaml", folder.path().join("p/current.yaml")).expect("a link");
    symlink("p", folder.path().join("p/loop")).expect("a link");
    let ran = assess(&folder, &["p", "--strict-input"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    symlink("../elsewhere/b.yaml", folder.path().join("p/b.yaml")).expect("a link");
    let ran = assess(&folder, &["p"]);
    assert!(ran.err.contains("this link to a proposal was passed over\n--> p/b.yaml:1:1"), "{}", ran.err);
    assert_eq!(assess(&folder, &["p", "--strict-input"]).code, 2);
    assert_eq!(assess(&folder, &["p", "elsewhere", "--strict-input"]).code, 0);
}

#[test]
fn other_peoples_files_in_a_folder_are_passed_over_whatever_their_bytes() {
    let folder = folder(&[("p/a.yaml", PROPOSAL), ("p/workflow.yml", "steps: [{uses: org/quorate@v1}]\n")]);
    fs::write(folder.path().join("p/latin.yaml"), b"name: Caf\xE9\n").expect("written");
    fs::write(folder.path().join("p/nul.yaml"), b"a: \0\n").expect("written");
    fs::write(folder.path().join("p/big.yaml"), "x: y\n".repeat(2_000_000)).expect("written");
    let ran = assess(&folder, &["p", "--strict-input"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("passed over: 4 YAML files without `quorate: 1`"), "{}", ran.err);
    // One that says that it is a proposal is an error all the same.
    fs::write(folder.path().join("p/latin.yaml"), b"quorate: 1\nname: Caf\xE9\n").expect("written");
    assert_eq!(assess(&folder, &["p"]).code, 2);
}

#[test]
fn a_path_that_gives_nothing_is_told() {
    let folder = folder(&[("p/a.yaml", PROPOSAL), ("q/other.yaml", "a: 1\n"), ("r/notes.txt", "")]);
    let ran = assess(&folder, &["p", "q", "r", "r/*"]);
    for path in ["q", "r", "r/*"] {
        assert!(ran.err.contains(&format!("`{path}` gave no proposal")), "{path}: {}", ran.err);
    }
    assert_eq!((ran.code, assess(&folder, &["p", "q", "--strict-input"]).code), (0, 2));
    // What an earlier path has given already is no mistake.
    assert_eq!(assess(&folder, &["p", "p/a.yaml", "./p", "--strict-input"]).code, 0);
    assert_eq!(assessed(&folder, &["p", "p/a.yaml", "./p"]), ["p/a.yaml"]);
}

#[test]
fn a_pattern_goes_through_folders_and_passes_over_what_is_no_proposal() {
    let folder = folder(&[
        ("p/a.yaml", PROPOSAL),
        ("p/x/b.yaml", PROPOSAL),
        ("p/x/other.yaml", "a: 1\n"),
        ("p/n.txt", ""),
    ]);
    for pattern in ["p/**", "p/**/*.yaml", "**", "p/*", "./**/*", "**/*.yaml"] {
        assert_eq!(assessed(&folder, &[pattern]), ["p/a.yaml", "p/x/b.yaml"], "{pattern}");
    }
    let ran = assess(&folder, &["p/**/*.yaml"]);
    assert!(ran.err.contains("note: p/**/*.yaml: 2 proposals; passed over: 1 YAML file"), "{}", ran.err);
}

#[test]
fn paths_of_the_configuration_mean_what_people_mean() {
    let folder = folder(&[("p/a.yaml", PROPOSAL)]);
    for pattern in [".", "./", "**", "p", "./p/", "p/**", "\"*\"", "p/.", "p//a.yaml", "**/*.yaml"] {
        let config = format!("strict_input: yes\npaths:\n  - {{match: {pattern}, fail_under: 100}}\n");
        write(folder.path(), &[(".quorate.yaml", &config.replace(": *", ": \"*").replace("**,", "**\","))]);
        let config = format!(
            "strict_input: yes\npaths:\n  - match: '{}'\n    fail_under: 100\n",
            pattern.trim_matches('"')
        );
        write(folder.path(), &[(".quorate.yaml", &config)]);
        let ran = assess(&folder, &["p"]);
        assert_eq!(ran.code, 1, "{pattern}: {}", ran.err);
        assert!(!ran.err.contains("warning"), "{pattern}: {}", ran.err);
    }
}

#[test]
fn a_match_that_matches_nothing_is_told_where_the_run_looked() {
    let folder = folder(&[
        ("p/a.yaml", PROPOSAL),
        ("ideas/readme.txt", ""),
        (".quorate.yaml", "paths:\n  - match: ideas\n    fail_on: low\n"),
    ]);
    let ran = assess(&folder, &["."]);
    assert!(
        ran.err.contains("`ideas` matches no proposal of this run\n --> .quorate.yaml:2:12"),
        "{}",
        ran.err
    );
    assert_eq!((ran.code, assess(&folder, &[".", "--strict-input"]).code), (0, 2));
    assert_eq!(assess(&folder, &["p", "--strict-input"]).code, 0, "the run did not look there");
}

#[test]
fn a_proposal_that_the_baseline_knows_and_the_run_does_not_find_fails() {
    let folder =
        folder(&[("p/a.yaml", PROPOSAL), ("p/b.yaml", PROPOSAL), (".quorate.yaml", "baseline: base.json\n")]);
    assert_eq!(run(quorate(&folder).args(["baseline", "write", "p"])).code, 0);
    assert_eq!(assess(&folder, &["p"]).code, 0);
    let gone = |arguments: &[&str]| {
        let ran = assess(&folder, arguments);
        (
            ran.code,
            ran.err.contains("--> p/b.yaml:1:1") && ran.err.contains("`quorate baseline rename OLD NEW`"),
        )
    };
    let file = folder.path().join("p/b.yaml");
    for hide in ["p/.b.yaml", "p/b.txt", "b.yaml"] {
        fs::rename(&file, folder.path().join(hide)).expect("renamed");
        assert_eq!(gone(&["p"]), (2, true), "{hide}");
        assert_eq!(gone(&["p/*.yaml"]), (2, true), "{hide}");
        assert_eq!(gone(&["p/a.yaml"]), (0, false), "{hide}: the run did not look there");
        fs::rename(folder.path().join(hide), &file).expect("renamed");
    }
    fs::write(&file, "name: B\n").expect("written");
    assert_eq!(gone(&["."]), (2, true), "without its marker");
    let report = run(quorate(&folder).args(["assess", "p", "--format", "json"])).out;
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let problems = report["problems"].as_array().expect("a list");
    assert!(problems.iter().any(|problem| problem["path"] == "p/b.yaml" && problem["kind"] == "error"));
    fs::remove_file(&file).expect("removed");
    assert_eq!(run(quorate(&folder).args(["baseline", "update", "p"])).code, 0);
    assert_eq!(gone(&["p"]), (0, false), "taken out on purpose");
}

#[test]
fn a_misnamed_configuration_is_an_error() {
    for name in [".quorate.yml", ".quorate.json", "quorate.yaml", ".Quorate.yaml"] {
        let folder = folder(&[("p/a.yaml", PROPOSAL), (name, "fail_on: high\n")]);
        let ran = assess(&folder.path().join("p"), &["a.yaml"]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains(&format!("../{name} is not read")), "{}", ran.err);
        assert_eq!(assess(&folder, &["p", "--no-config"]).code, 0, "{name}");
    }
    let folder = folder(&[("quorate.yaml", PROPOSAL)]);
    assert_eq!(assess(&folder, &["."]).code, 0, "a proposal may be called so");
}

#[test]
fn a_run_says_which_configuration_it_read_and_which_not() {
    let folder = folder(&[
        ("p/a.yaml", PROPOSAL),
        ("team/b.yaml", PROPOSAL),
        (".quorate.yaml", "fail_on: high\n"),
        ("team/.quorate.yaml", "fail_on: none\n"),
    ]);
    let ran = assess(&folder, &["."]);
    assert!(
        ran.err.contains("note: configuration `.quorate.yaml`; not read: `team/.quorate.yaml`"),
        "{}",
        ran.err
    );
    let team = folder.path().join("team");
    let ran = assess(&team, &["."]);
    assert!(
        ran.err.contains("note: configuration `.quorate.yaml`; not read: `../.quorate.yaml`"),
        "{}",
        ran.err
    );
    assert_eq!(ran.code, 0);
    write(&team, &[(".quorate.yaml", "extends: ..\n")]);
    let ran = assess(&team, &["."]);
    assert!(ran.err.contains("which builds on `../.quorate.yaml`"), "{}", ran.err);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let report = run(quorate(&team).args(["assess", ".", "--format", "json", "--root", ".."])).out;
    let report: Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(
        (&report["config"], &report["extends"][0]),
        (&"team/.quorate.yaml".into(), &".quorate.yaml".into())
    );
}

#[test]
fn a_configuration_builds_on_another_and_its_paths_mean_the_same() {
    let folder = folder(&[
        ("team/b.yaml", PROPOSAL),
        ("team/ideas/c.yaml", PROPOSAL),
        (
            ".quorate.yaml",
            "fail_on: critical\nbaseline: base.json\npaths:\n  - {match: team/ideas, fail_under: 100}\nwaivers:\n  - {criterion: community/part, path: team/b.yaml, reason: x, until: 2020-01-01}\n",
        ),
        ("team/.quorate.yaml", "extends: ../.quorate.yaml\nfail_on: none\n"),
    ]);
    let team = folder.path().join("team");
    let ran = assess(&team, &["ideas"]);
    assert!(ran.err.contains("cannot read the baseline ../base.json"), "{}", ran.err);
    assert_eq!(run(quorate(&folder).args(["baseline", "write", "team"])).code, 0);
    let ran = assess(&team, &["."]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.err.contains("gate failed: team/ideas/c.yaml: the score is")
            || ran.err.contains("gate failed: ideas/c.yaml: the score is"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("--fail-on"), "the nearer one lifts it: {}", ran.err);
    assert!(ran.err.contains("has run out") && ran.err.contains("--> ../.quorate.yaml:6:5"), "{}", ran.err);
    // Two that build on each other, and one that is not there.
    write(folder.path(), &[(".quorate.yaml", "extends: team\n")]);
    assert!(assess(&team, &["."]).err.contains("builds on itself"));
    write(folder.path(), &[("team/.quorate.yaml", "extends: nowhere\n")]);
    let ran = assess(&team, &["."]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains(".quorate.yaml:1:10") && ran.err.contains("to build on"), "{}", ran.err);
}

#[test]
fn a_run_says_what_each_path_and_each_waiver_of_the_configuration_gave() {
    let config = "paths:\n  - {match: p, fail_on: low}\nwaivers:\n  - {criterion: community/part, path: p/a.yaml, level: absent, reason: x, until: 2027-01-01}\n  - {criterion: goals/narrow, path: p, reason: x, until: 2027-01-01}\n";
    let folder = folder(&[("p/a.yaml", PROPOSAL), ("p/b.yaml", PROPOSAL), (".quorate.yaml", config)]);
    let ran = assess(&folder, &["p"]);
    let told = "note: of the configuration: `p`: 2 files; `p/a.yaml`: 1 file; `p`: 2 files; waiver of `community/part`: 1 proposal; waiver of `goals/narrow`: 0 proposals\n";
    assert!(ran.err.contains(told), "{}", ran.err);
    let report = run(quorate(&folder).args(["assess", "p", "--as-of", "2026-11-22", "--format", "json"])).out;
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let gave: Vec<_> =
        report["decisions"].as_array().expect("a list").iter().map(|one| &one["gave"]).collect();
    assert_eq!(gave, [2, 1, 2, 1, 0]);
}
