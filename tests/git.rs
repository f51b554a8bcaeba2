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
