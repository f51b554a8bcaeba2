//! `quorate compare --fail-on-worse`: what is less good than before fails, and nothing else does.

#[path = "support/program.rs"]
mod program;

use std::fs;

use program::{Ran, quorate, run};

const RIVERSIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/riverside-homes.yaml");

/// The example against itself with one text in it replaced, as old and new, and as new and old.
#[track_caller]
fn there_and_back(from: &str, to: &str) -> (Ran, Ran) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fs::read_to_string(RIVERSIDE).expect("read");
    assert!(text.contains(from), "{from}");
    fs::write(folder.path().join("old.yaml"), &text).expect("written");
    fs::write(folder.path().join("new.yaml"), text.replacen(from, to, 1)).expect("written");
    let compare = |old: &str, new: &str| {
        run(quorate(&folder).args(["compare", old, new, "--as-of", "2026-11-22", "--fail-on-worse"]))
    };
    (compare("old.yaml", "new.yaml"), compare("new.yaml", "old.yaml"))
}

#[test]
fn each_way_to_be_worse_fails_and_says_so() {
    for (from, to, says) in [
        // An answer is less good.
        ("part: consulted", "part: informed", "community/part"),
        // An answer is taken out, though no rule reads it.
        ("    population: 240 people counted outside in January 2026\n", "", "no longer said"),
        // An earlier stage asks for less.
        ("stage: design", "stage: diagnosis", "less is due"),
        // It is said that more may come.
        ("partners:\n", "partners_complete: no\npartners:\n", "it was all are listed"),
    ] {
        let (there, _) = there_and_back(from, to);
        assert_eq!(there.code, 1, "{from}: {}", there.err);
        assert!(there.err.contains("gate failed: ") && there.err.contains(says), "{from}: {}", there.err);
    }
}

#[test]
fn what_is_as_good_or_better_passes() {
    let (there, back) = there_and_back("name: Riverside Homes", "name:   \"Riverside Homes\"  # as ever");
    assert_eq!((there.code, back.code), (0, 0), "{}{}", there.err, back.err);
    let (_, better) = there_and_back("    population: 240 people counted outside in January 2026\n", "");
    assert_eq!(better.code, 0, "an answer that came: {}", better.err);
    // Nothing lies beside a copy in another folder, and that is no loss.
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(RIVERSIDE, folder.path().join("copy.yaml")).expect("copied");
    let mut command = quorate(&folder);
    let ran = run(command.args(["compare", RIVERSIDE, "copy.yaml", "--fail-on-worse"]));
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn without_the_gate_a_worse_version_is_only_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fs::read_to_string(RIVERSIDE).expect("read");
    fs::write(folder.path().join("new.yaml"), text.replacen("stage: design", "stage: diagnosis", 1))
        .expect("written");
    let mut command = quorate(&folder);
    let ran = run(command.args(["compare", RIVERSIDE, "new.yaml", "--format", "json"]));
    assert_eq!(ran.code, 0);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["worse"][0], "the stage was design, and is diagnosis: less is due");
}
