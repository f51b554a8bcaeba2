//! A file that gets another name: what a baseline knows of it stays known, and nothing else becomes known by that.

#[path = "support/program.rs"]
mod program;

use std::fs;

use program::{Ran, quorate, run};
use tempfile::TempDir;

/// Two proposals and a baseline that knows them.
fn team() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("ideas")).expect("a folder");
    write(&folder, ".quorate.yaml", "fail_on: low\nbaseline: .quorate-baseline.json\n");
    write(&folder, "ideas/wells.yaml", "quorate: 1\nname: Wells\nstage: design\n");
    write(
        &folder,
        "ideas/roads.yaml",
        "quorate: 1\nname: Roads\nstage: design\ncommunity: {part: consulted}\n",
    );
    assert_eq!(baseline(&folder, &["write"]).code, 0);
    assert_eq!(assess(&folder).code, 0, "all is known");
    folder
}

fn write(folder: &TempDir, file: &str, text: &str) {
    fs::write(folder.path().join(file), text).expect("written");
}

fn read(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join(".quorate-baseline.json")).expect("a baseline")
}

fn moved(folder: &TempDir, old: &str, new: &str) {
    fs::create_dir_all(folder.path().join(new).parent().expect("a folder")).expect("folders");
    fs::rename(folder.path().join(old), folder.path().join(new)).expect("renamed");
}

fn assess(folder: &TempDir) -> Ran {
    run(quorate(folder).args(["assess", ".", "--as-of", "2026-11-22"]))
}

fn baseline(folder: &TempDir, arguments: &[&str]) -> Ran {
    let mut command = quorate(folder);
    command.arg("baseline").args(arguments);
    if arguments[0] != "rename" {
        command.args(["--as-of", "2026-11-22"]);
    }
    run(&mut command)
}

#[test]
fn a_baseline_follows_a_file_that_is_named() {
    let folder = team();
    moved(&folder, "ideas/wells.yaml", "final/wells of Áre.yaml");
    let ran = assess(&folder);
    assert_ne!(ran.code, 0);
    let command = "quorate baseline rename ideas/wells.yaml 'final/wells of Áre.yaml'";
    assert!(ran.err.contains(command), "{}", ran.err);
    let renamed = baseline(&folder, &["rename", "ideas/wells.yaml", "final/wells of Áre.yaml"]);
    assert_eq!((renamed.code, renamed.out.as_str()), (0, ".quorate-baseline.json: 1 proposal renamed\n"));
    assert_eq!(assess(&folder).code, 0);
}

#[test]
fn a_folder_is_followed_with_all_that_is_in_it_from_wherever_it_is_named() {
    let folder = team();
    moved(&folder, "ideas", "final");
    let mut command = quorate(&folder.path().join("final"));
    let ran = run(command.args(["baseline", "rename", "../ideas/", "./"]));
    assert_eq!((ran.code, ran.out.contains("2 proposals renamed")), (0, true), "{}", ran.err);
    assert_eq!(assess(&folder).code, 0);
}

#[test]
fn what_cannot_be_followed_changes_nothing() {
    let folder = team();
    let before = read(&folder);
    for (old, new, message) in [
        ("ideas/well.yaml", "ideas/roads.yaml", "did you mean `ideas/wells.yaml`?"),
        ("ideas/wells.yaml", "ideas/roads.yaml", "knows `ideas/roads.yaml` already"),
        ("ideas/wells.yaml", "ideas/nowhere.yaml", "is not there"),
    ] {
        let ran = baseline(&folder, &["rename", old, new]);
        assert_eq!(ran.code, 2, "{old} {new}");
        assert!(ran.err.contains(message), "{}", ran.err);
        assert_eq!(read(&folder), before);
    }
}

#[test]
fn an_update_follows_a_proposal_by_its_name_and_what_got_worse_counts() {
    let folder = team();
    moved(&folder, "ideas/roads.yaml", "final/roads.yaml");
    // A name is the same however it is typed.
    write(
        &folder,
        "final/roads.yaml",
        "quorate: 1\nname: THE  roads\nstage: design\ncommunity: {part: none}\n",
    );
    let updated = baseline(&folder, &["update"]);
    assert_eq!(updated.code, 0, "{}", updated.err);
    assert!(updated.err.contains("note: ideas/roads.yaml is now final/roads.yaml"), "{}", updated.err);
    assert!(!read(&folder).contains("ideas/roads.yaml"));
    let ran = assess(&folder);
    assert_eq!(ran.code, 1, "the community's part is worse");
    assert!(ran.err.contains("note: ") && !ran.err.contains("baseline rename"), "{}", ran.err);
}

#[test]
fn a_name_that_two_have_is_followed_by_nobody() {
    let folder = team();
    fs::remove_file(folder.path().join("ideas/wells.yaml")).expect("removed");
    for name in ["ideas/a.yaml", "ideas/b.yaml"] {
        write(&folder, name, "quorate: 1\nname: Wells\nstage: design\n");
    }
    assert!(!assess(&folder).err.contains("seems to be"));
    let updated = baseline(&folder, &["update"]);
    assert!(!updated.err.contains("is now"), "{}", updated.err);
    assert_eq!(assess(&folder).code, 1);
}

#[test]
fn a_baseline_from_before_names_were_kept_is_read_and_told_of_by_its_findings() {
    let folder = team();
    let old: Vec<String> =
        read(&folder).lines().filter(|line| !line.contains("\"title\"")).map(str::to_owned).collect();
    write(&folder, ".quorate-baseline.json", &old.join("\n"));
    assert_eq!(assess(&folder).code, 0, "it is read");
    moved(&folder, "ideas/wells.yaml", "ideas/water.yaml");
    let ran = assess(&folder);
    let command = "quorate baseline rename ideas/wells.yaml ideas/water.yaml";
    assert!(ran.err.contains(command), "{}", ran.err);
    let updated = baseline(&folder, &["update"]);
    assert!(updated.err.contains(command) && !updated.err.contains("is now"), "{}", updated.err);
}
