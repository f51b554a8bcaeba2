//! A proposal is the same from every folder and by every spelling of its path, in every format.

#![cfg(unix)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use program::{quorate, run};
use serde_json::Value;
use tempfile::TempDir;

/// A work tree with a proposal in a folder, with links to the folder and to the tree.
fn tree() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let tree = folder.path().join("tree");
    fs::create_dir_all(tree.join(".git")).expect("a folder");
    fs::create_dir_all(tree.join("grants/sub")).expect("folders");
    fs::write(tree.join("grants/a.yaml"), "quorate: 1\nname: A\nstage: design\n").expect("written");
    symlink("grants", tree.join("link")).expect("linked");
    symlink("tree", folder.path().join("other")).expect("linked");
    (folder, tree)
}

/// The folders to start in, and how the proposal is spelt from there.
fn spellings(folder: &Path) -> Vec<(PathBuf, String)> {
    let tree = folder.join("tree");
    let absolute = tree.join("grants/a.yaml").display().to_string();
    [
        (tree.clone(), "grants/a.yaml"),
        (tree.clone(), "./grants/a.yaml"),
        (tree.clone(), "grants//./a.yaml"),
        (tree.clone(), "grants/sub/../a.yaml"),
        (tree.clone(), "link/a.yaml"),
        (tree.join("grants"), "a.yaml"),
        (tree.join("grants/sub"), "../a.yaml"),
        (tree.join("grants/sub"), absolute.as_str()),
        (folder.join("other"), "grants/a.yaml"),
        (folder.join("other/grants"), "./a.yaml"),
    ]
    .map(|(folder, path)| (folder, path.to_owned()))
    .to_vec()
}

#[test]
fn every_report_is_the_same_from_every_folder_and_by_every_spelling() {
    let (folder, _) = tree();
    for format in ["sarif", "github", "junit", "csv", "csv-scores", "markdown", "html", "table"] {
        let mut first = None;
        for (place, path) in spellings(folder.path()) {
            let mut command = quorate(&place);
            let ran = run(command.args(["assess", &path, "--as-of", "2026-11-22", "--format", format]));
            assert_eq!(ran.code, 0, "{}", ran.err);
            assert!(!ran.out.contains(&folder.path().display().to_string()), "{format} of {path}");
            let first = first.get_or_insert_with(|| ran.out.clone());
            assert!(*first == ran.out, "{format} of {path} in {}", place.display());
        }
    }
}

#[test]
fn a_baseline_is_the_same_from_every_folder_and_by_every_spelling() {
    let (folder, tree) = tree();
    let baseline = tree.join("base.json").display().to_string();
    let mut first = None;
    for (place, path) in spellings(folder.path()) {
        for subcommand in [&["baseline", "write"][..], &["assess", "--fail-on", "low"]] {
            let mut command = quorate(&place);
            command.args(subcommand).args([&path, "--baseline", &baseline, "--as-of", "2026-11-22"]);
            let ran = run(&mut command);
            assert_eq!(ran.code, 0, "{subcommand:?} {path}: {}", ran.err);
        }
        let text = fs::read_to_string(&baseline).expect("a baseline");
        let first = first.get_or_insert_with(|| text.clone());
        assert_eq!(*first, text, "{path} in {}", place.display());
    }
}

#[test]
fn a_baseline_refuses_what_lies_outside() {
    let (folder, tree) = tree();
    fs::write(folder.path().join("outside.yaml"), "quorate: 1\nname: Outside\n").expect("written");
    let ran = run(quorate(&tree).args(["baseline", "write", "grants", "../outside.yaml"]));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("outside.yaml lies outside the folder that paths begin at"), "{}", ran.err);
    assert!(!tree.join(".quorate-baseline.json").exists());
}

#[test]
fn a_name_of_any_letters_is_a_uri_that_leads_to_it() {
    let (_folder, tree) = tree();
    let name = "a #1? 50% [é]\\\u{1f600}&\"x\".yaml";
    fs::write(tree.join(name), "quorate: 1\nname: A\n").expect("written");
    let ran = run(quorate(&tree).args(["assess", name, "--format", "sarif"]));
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let place = &report["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
    assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)), "{uri}");
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let [byte, tail @ ..] = rest {
        (bytes, rest) = match byte {
            b'%' => {
                let hex = std::str::from_utf8(&tail[..2]).expect("two digits");
                bytes.push(u8::from_str_radix(hex, 16).expect("hexadecimal"));
                (bytes, &tail[2..])
            }
            byte => {
                bytes.push(*byte);
                (bytes, tail)
            }
        };
    }
    assert_eq!(String::from_utf8(bytes).expect("UTF-8"), name);
}
