//! What git knows: versions that are compared with the one of today, and what has changed since a commit.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::Command;

use program::{Ran, quorate, run};
use serde_json::Value;
use tempfile::TempDir;

/// A proposal that has said nothing but this of its community.
fn proposal(part: &str) -> String {
    format!(
        "quorate: 1\nname: Safe Way\nstage: design\ncommunity:\n  part: {part}\n  evidence: evidence/minutes.txt\n"
    )
}

fn write(folder: &TempDir, file: &str, text: &str) {
    let path = folder.path().join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, text).expect("written");
}

/// Runs git with nothing of the caller's settings.
#[track_caller]
fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git starts");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(folder: &TempDir) {
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-qm", "as it is"]);
}

/// A repository whose first commit has a proposal in a folder, and its evidence.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    write(&folder, "grants/a.yaml", &proposal("decides"));
    write(&folder, "grants/evidence/minutes.txt", "The residents decide.\n");
    commit(&folder);
    folder
}

fn in_folder(folder: &Path, arguments: &[&str]) -> Ran {
    run(quorate(&folder)
        .args(arguments)
        .args(["--as-of", "2026-11-22"])
        .env("GIT_CONFIG_GLOBAL", "/dev/null"))
}

fn compared(folder: &Path, arguments: &[&str]) -> Value {
    let ran = in_folder(folder, &[&["compare", "--format", "json"], arguments].concat());
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn a_commit_is_compared_with_the_file_of_today() {
    let folder = repository();
    let (root, grants) = (folder.path(), folder.path().join("grants"));
    assert_eq!(compared(root, &["HEAD:grants/a.yaml"])["still"], true);
    write(&folder, "grants/a.yaml", &proposal("consulted"));
    for (from, arguments) in [
        (root, &["HEAD:grants/a.yaml"][..]),
        (root, &["HEAD:grants/a.yaml", "grants/a.yaml"]),
        (root, &["main:./grants/a.yaml", "grants/a.yaml"]),
        (root, &[":grants/a.yaml", "grants/a.yaml"]),
        (&grants, &["HEAD:grants/a.yaml", "a.yaml"]),
        (&grants, &["HEAD:./a.yaml"]),
        (&grants, &["HEAD:../grants/./a.yaml"]),
    ] {
        let report = compared(from, arguments);
        assert_eq!(report["facts"][0]["fact"], "community.part", "{arguments:?}");
        let old = report["versions"][0]["path"].as_str().expect("a path");
        assert!(old.ends_with(":grants/a.yaml"), "the same from everywhere: {old}");
        assert_eq!(report["versions"][1]["path"], "grants/a.yaml", "{arguments:?}");
        // The evidence of the old version is beside it in its commit.
        let figures = report["figures"].as_array().expect("figures");
        let evidence = figures.iter().find(|f| f["what"].as_str().is_some_and(|w| w.contains("evidence")));
        assert_ne!(evidence.expect("a figure")["old"], "0", "{arguments:?}");
    }
    commit(&folder);
    let report = compared(root, &["HEAD~1:grants/a.yaml", "HEAD:grants/a.yaml"]);
    assert_eq!(report["facts"][0]["fact"], "community.part");
}

#[test]
fn evidence_that_was_there_in_the_commit_and_is_no_more_is_told() {
    let folder = repository();
    for text in [None, Some(" \n")] {
        match text {
            None => fs::remove_file(folder.path().join("grants/evidence/minutes.txt")).expect("removed"),
            Some(text) => write(&folder, "grants/evidence/minutes.txt", text),
        }
        let report = compared(folder.path(), &["HEAD:grants/a.yaml"]);
        assert_eq!(report["still"], false, "{report:#}");
        let criteria = report["criteria"].as_array().expect("criteria");
        assert!(criteria.iter().any(|moved| moved["way"] == "less evidence"), "{criteria:?}");
    }
}

#[test]
fn evidence_that_git_does_not_keep_is_looked_for_where_it_lies() {
    let folder = tempfile::tempdir().expect("a folder");
    git(folder.path(), &["init", "-q", "-b", "main"]);
    write(&folder, ".gitignore", "evidence/\n");
    write(&folder, "grants/a.yaml", &proposal("decides"));
    commit(&folder);
    write(&folder, "grants/evidence/minutes.txt", "The residents decide.\n");
    assert_eq!(compared(folder.path(), &["HEAD:grants/a.yaml"])["still"], true);
    // Also where the version of today is a copy in another folder, as a difftool makes it.
    let copy = tempfile::tempdir().expect("a folder");
    write(&copy, "right.yaml", &proposal("decides"));
    let copied = copy.path().join("right.yaml").display().to_string();
    assert_eq!(compared(folder.path(), &["HEAD:grants/a.yaml", &copied])["still"], true);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_there_is_meant_before_a_revision() {
    let folder = repository();
    write(&folder, "HEAD:grants/a.yaml", &proposal("informed"));
    let report = compared(folder.path(), &["HEAD:grants/a.yaml", "grants/a.yaml"]);
    assert_eq!(report["facts"][0]["old_line"], 5);
    assert_eq!(report["versions"][0]["path"], "HEAD:grants/a.yaml");
    assert_eq!(report["still"], false);
}

#[test]
fn what_git_cannot_give_is_told() {
    let folder = repository();
    write(&folder, "grants/b.yaml", &proposal("decides"));
    let grants = folder.path().join("grants");
    for (arguments, message) in [
        (&["nowhere:grants/a.yaml"][..], "git knows no revision `nowhere`"),
        (&["HEAD~9:grants/a.yaml"], "git knows no revision `HEAD~9`"),
        (&["HEAD:grants/b.yaml"], "git has no file `HEAD:grants/b.yaml`"),
        (&["HEAD:a.yaml"], "a path from here is written `HEAD:./a.yaml`"),
        (&["HEAD:grants"], "is a folder"),
        (&["HEAD:/grants/a.yaml"], "from the root of the repository"),
        (&["HEAD:../../a.yaml"], "leads out of the repository"),
        (&["--", "-x:a.yaml", "a.yaml"], "cannot begin with `-`"),
        (&["--", "--output=stolen:a.yaml", "a.yaml"], "cannot begin with `-`"),
        (&["a.yaml"], "is one version"),
    ] {
        let mut command = quorate(&grants);
        let ran = run(command.args(["compare", "--as-of", "2026-11-22"]).args(arguments));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(message), "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains(&folder.path().display().to_string()), "{}", ran.err);
    }
    assert!(!grants.join("stolen").exists());
    let bare = tempfile::tempdir().expect("a folder");
    let outside = in_folder(bare.path(), &["compare", "HEAD:a.yaml"]);
    assert!(outside.err.contains("needs a work tree of git, and finds none here"), "{}", outside.err);
    let mut command = quorate(&folder);
    let ran = run(command.args(["compare", "HEAD:grants/a.yaml"]).env("PATH", bare.path()));
    assert!(ran.err.contains("asks the program `git`, and there is none"), "{}", ran.err);
    assert_eq!((outside.code, ran.code), (2, 2));
}

/// The paths that were assessed, and what was said of those that were not.
fn assessed(folder: &Path, arguments: &[&str]) -> (Vec<String>, String, i32) {
    let ran = in_folder(folder, &[&["assess", "--format", "json"], arguments].concat());
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    let all = report["assessments"].as_array().expect("a list").iter();
    let paths = all.map(|one| one["path"].as_str().expect("a path").to_owned()).collect();
    let notes: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("note: ")).collect();
    (paths, notes.join("\n"), ran.code)
}

fn since_main(folder: &Path, arguments: &[&str]) -> (Vec<String>, String, i32) {
    assessed(folder, &[arguments, &["--changed-since", "main"]].concat())
}

/// A repository on a branch, with proposals that no commit of the branch has touched.
fn branch() -> TempDir {
    let folder = repository();
    for name in ["grants/b.yaml", "grants/c.yaml", "ideas/d.yaml", "ideas/gone.yaml", "ideas/moved.yaml"] {
        write(&folder, name, "quorate: 1\nname: Not touched\n");
    }
    write(&folder, "ideas/other.yaml", "kind: Deployment\n");
    commit(&folder);
    git(folder.path(), &["checkout", "-qb", "work"]);
    folder
}

#[test]
fn only_what_a_branch_has_changed_is_assessed() {
    let folder = branch();
    let root = folder.path();
    let (paths, notes, code) = since_main(root, &[]);
    assert_eq!((paths.len(), code), (0, 0), "nothing has changed, and that is fine");
    assert!(notes.contains("and 6 unchanged proposal files"), "{notes}");
    // Committed, staged, in the work tree, new, moved, gone.
    write(&folder, "grants/b.yaml", "quorate: 1\nname: Committed\n");
    commit(&folder);
    write(&folder, "grants/c.yaml", "quorate: 1\nname: Staged\n");
    git(root, &["add", "grants/c.yaml"]);
    write(&folder, "ideas/d.yaml", "quorate: 1\nname: Not committed\n");
    write(&folder, "ideas/new é 'x'.yaml", "quorate: 1\nname: Not added\n");
    git(root, &["mv", "ideas/moved.yaml", "ideas/here.yaml"]);
    git(root, &["rm", "-q", "ideas/gone.yaml"]);
    let expected =
        ["grants/b.yaml", "grants/c.yaml", "ideas/d.yaml", "ideas/here.yaml", "ideas/new é 'x'.yaml"];
    let (paths, notes, code) = since_main(root, &[]);
    assert_eq!((paths, code), (expected.map(str::to_owned).to_vec(), 0));
    assert!(notes.contains("2 that are not there and 1 unchanged proposal file"), "{notes}");
    let (paths, _, _) = since_main(&root.join("ideas"), &["."]);
    assert_eq!(paths, expected[2..], "only below the paths, and the paths begin at the root");
    let (paths, _, _) = since_main(root, &["grants/a.yaml", "grants/b.yaml"]);
    assert_eq!(paths, ["grants/b.yaml"]);
}

#[test]
fn what_others_have_changed_meanwhile_is_no_change_of_the_branch() {
    let folder = branch();
    git(folder.path(), &["checkout", "-q", "main"]);
    write(&folder, "grants/b.yaml", "quorate: 1\nname: On main\n");
    commit(&folder);
    git(folder.path(), &["checkout", "-q", "work"]);
    assert_eq!(since_main(folder.path(), &[]).0, [""; 0]);
}

#[test]
fn evidence_that_changed_is_a_change_of_its_proposal() {
    for change in [Some("The residents are asked.\n"), None] {
        let folder = branch();
        let minutes = "grants/evidence/minutes.txt";
        match change {
            Some(text) => write(&folder, minutes, text),
            None => fs::remove_file(folder.path().join(minutes)).expect("removed"),
        }
        assert_eq!(since_main(folder.path(), &[]).0, ["grants/a.yaml"]);
        let (paths, _, _) = since_main(&folder.path().join("grants"), &["./../grants/"]);
        assert_eq!(paths, ["grants/a.yaml"]);
    }
}

#[test]
fn what_all_is_judged_by_changes_all() {
    for (arguments, file) in [(&[][..], ".quorate.yaml"), (&["--baseline", "base.json"], "base.json")] {
        let folder = branch();
        git(folder.path(), &["checkout", "-q", "main"]);
        write(&folder, ".quorate.yaml", "fail_on: none\n");
        run(quorate(&folder).args(["baseline", "write", "--baseline", "base.json"]));
        commit(&folder);
        git(folder.path(), &["checkout", "-qB", "work"]);
        assert_eq!(since_main(folder.path(), arguments).0.len(), 0);
        let text = fs::read_to_string(folder.path().join(file)).expect("a file");
        write(&folder, file, &format!("{text}\n"));
        let (paths, notes, _) = since_main(folder.path(), arguments);
        assert_eq!(paths.len(), 6, "{file}");
        assert!(notes.contains("has changed since main, so everything is looked at"), "{notes}");
    }
}

#[test]
fn what_git_does_not_keep_is_never_passed_over() {
    let folder = branch();
    write(&folder, ".gitignore", "local/\n");
    commit(&folder);
    write(&folder, "local/e.yaml", "quorate: 1\nname: Ignored\n");
    assert_eq!(since_main(folder.path(), &["local/e.yaml", "grants"]).0, ["local/e.yaml"]);
    let outside = tempfile::tempdir().expect("a folder");
    write(&outside, "f.yaml", "quorate: 1\nname: Elsewhere\n");
    let elsewhere = outside.path().join("f.yaml").display().to_string();
    assert_eq!(since_main(folder.path(), &[&elsewhere, "grants"]).0, ["f.yaml"]);
}

#[test]
fn a_change_that_cannot_be_known_is_an_error() {
    let folder = branch();
    let shallow = tempfile::tempdir().expect("a folder");
    let from = format!("file://{}", folder.path().display());
    git(shallow.path(), &["clone", "-q", "--depth", "1", "--branch", "work", &from, "clone"]);
    let unborn = tempfile::tempdir().expect("a folder");
    git(unborn.path(), &["init", "-q"]);
    write(&folder, "ideas/bad.yaml", "quorate: 1\nname: [\n");
    for (place, revision, message) in [
        (folder.path(), "nowhere", "git knows no revision `nowhere`"),
        (folder.path(), "main..work", "git knows no revision `main..work`"),
        (folder.path(), "--output=stolen", "cannot begin with `-`"),
        (&shallow.path().join("clone"), "main", "this clone holds only the last commits"),
        (unborn.path(), "HEAD", "there is no commit in this repository yet"),
    ] {
        let ran = in_folder(place, &["assess", ".", &format!("--changed-since={revision}")]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{revision}");
        assert!(ran.err.contains(message), "{revision}: {}", ran.err);
    }
    assert!(!folder.path().join("stolen").exists());
    let (_, _, code) = since_main(folder.path(), &[]);
    assert_eq!(code, 2, "what has changed and is broken is no better than elsewhere");
    let none = tempfile::tempdir().expect("a folder");
    let ran = in_folder(none.path(), &["assess", ".", "--changed-since", "main"]);
    assert!(ran.code == 2 && ran.err.contains("--changed-since needs a work tree of git"), "{}", ran.err);
}

#[test]
fn check_looks_at_what_a_branch_has_changed_too() {
    let folder = branch();
    write(&folder, "grants/b.yaml", "quorate: 1\nname: [\n");
    let ran = run(quorate(&folder).args(["check", "--changed-since", "main"]));
    assert_eq!((ran.code, ran.out.as_str()), (2, "0 good proposals, 1 file with errors\n"), "{}", ran.err);
    git(folder.path(), &["checkout", "-q", "grants/b.yaml"]);
    let ran = run(quorate(&folder).args(["check", "--changed-since", "main"]));
    assert_eq!((ran.code, ran.out.as_str()), (0, "0 good proposals, 0 files with errors\n"), "{}", ran.err);
    assert!(!ran.err.contains("nothing to check"), "{}", ran.err);
    write(&folder, "list", "grants/a.yaml\ngone.yaml\n");
    let ran = run(quorate(&folder).args(["check", "--files-from", "list"]));
    assert_eq!((ran.code, ran.out.as_str()), (0, "1 good proposal, 0 files with errors\n"), "{}", ran.err);
}

#[test]
fn a_list_of_changed_files_may_hold_anything() {
    let folder = branch();
    let list = "grants/a.yaml\r\nideas/gone-since.yaml\nREADME.md\nideas/other.yaml\ngrants/a.yaml\n./grants/../grants/a.yaml\n";
    write(&folder, "README.md", "# Proposals\n");
    write(&folder, "list", list);
    let (paths, notes, code) = assessed(folder.path(), &["--files-from", "list"]);
    assert_eq!((paths, code), (vec!["grants/a.yaml".to_owned()], 0));
    let passed_over = "1 YAML file without `quorate: 1`, 1 that is not there and 1 that is no YAML";
    assert!(notes.contains(&format!("--files-from list: 1 proposal; passed over: {passed_over}")), "{notes}");
    // With what else is given, each once; by NUL; from standard input.
    write(&folder, "list", "grants/a.yaml\0ideas/new é.yaml\0");
    write(&folder, "ideas/new é.yaml", "quorate: 1\nname: New\n");
    let (paths, _, _) = assessed(folder.path(), &["--files-from", "list", "grants"]);
    assert_eq!(paths, ["grants/a.yaml", "grants/b.yaml", "grants/c.yaml", "ideas/new é.yaml"]);
    let mut command = quorate(&folder);
    command.args(["assess", "--files-from", "-", "--format", "csv-scores"]);
    let ran = program::run_on(&mut command, "\"ideas/new \\303\\251.yaml\"\n");
    assert!(ran.code == 0 && ran.out.contains("ideas/new é.yaml"), "{}{}", ran.out, ran.err);
    // A branch may have changed nothing of ours.
    write(&folder, "list", "");
    let (paths, _, code) = assessed(folder.path(), &["--files-from", "list"]);
    assert_eq!((paths.len(), code), (0, 0));
    let ran = in_folder(folder.path(), &["assess", "--files-from", "nowhere"]);
    assert!(ran.code == 2 && ran.err.contains("--files-from: nowhere cannot be read"), "{}", ran.err);
}
