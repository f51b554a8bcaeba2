//! The report to hand over, as a user makes it: beside the screen, of many proposals, with a cover.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Ran, quorate, run};
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const LAKE: &str = "examples/lake-hjelm-compact.yaml";

/// Makes `report.html` in a folder.
fn make(folder: &TempDir, arguments: &[&str]) -> Ran {
    let report = format!("html={}", folder.path().join("report.html").display());
    run(quorate(&ROOT).args(["assess", "--as-of", "2026-11-22", "--format", &report]).args(arguments))
}

fn report(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("report.html")).expect("a report")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Makes a report with a cover of this text, which stands in the same folder.
fn with_cover(folder: &TempDir, cover: &str) -> Ran {
    let path = folder.path().join("cover.yaml");
    fs::write(&path, cover).expect("a cover");
    make(folder, &[LAKE, "--cover", &path.to_string_lossy()])
}

#[test]
fn the_report_is_a_whole_document_beside_the_screen() {
    let folder = folder();
    let ran = make(&folder, &[LAKE, "--format", "table"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Lake Hjelm Compact") && !ran.out.contains("<html"));
    let report = report(&folder);
    assert!(report.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert!(report.trim_end().ends_with("</html>"));
    assert_eq!(report.matches("<h1").count(), 1);
}

#[test]
fn a_folder_has_a_comparison_tells_of_bad_files_and_ends_with_2() {
    let folder = folder();
    assert_eq!(make(&folder, &["examples"]).code, 2);
    let report = report(&folder);
    assert!(report.contains("id=\"comparison\""));
    assert!(report.contains("examples/broken.yaml:4:7"));
    assert!(report.matches("<article ").count() > 5);
}

#[test]
fn the_same_run_writes_the_same_bytes() {
    let (one, other) = (folder(), folder());
    make(&one, &["examples"]);
    make(&other, &["examples"]);
    assert!(report(&one) == report(&other));
}

#[test]
fn the_example_cover_stands_before_the_report_with_its_logo() {
    let folder = folder();
    let ran = make(&folder, &[LAKE, "--cover", "examples/report/cover.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report = report(&folder);
    assert!(report.contains("<title>Before the compact is signed</title>"));
    assert!(
        report.contains("src=\"data:image/svg+xml;base64,") && report.contains("alt=\"Nordvand Advisers\"")
    );
}

#[test]
fn a_logo_is_looked_for_beside_the_cover() {
    let folder = folder();
    fs::write(folder.path().join("logo.png"), b"\x89PNG\r\n\x1a\n").expect("a picture");
    assert_eq!(with_cover(&folder, "title: T\nlogo: logo.png\n").code, 0);
    assert!(report(&folder).contains("src=\"data:image/png;base64,"));
}

#[test]
fn a_bad_cover_is_told_whole_and_nothing_is_written() {
    let wrong = [
        ("titel: T\nlogo: [a]\n", &["has no `title`", "did you mean `title`?", "2:7"][..]),
        ("title: T\nlogo: nowhere.png\n", &["there is no such file", "2:7"]),
        (
            "title: T\nlogo: cover.yaml\n",
            &["no picture that a report can hold", "png, jpeg, gif, webp or svg"],
        ),
        ("title: T\nlogo: .\n", &["the logo `.`"]),
        ("", &["the file is empty"]),
        ("title: {a: b\n", &["cover.yaml"]),
    ];
    for (cover, told) in wrong {
        let folder = folder();
        let ran = with_cover(&folder, cover);
        assert_eq!(ran.code, 2, "{cover}");
        for words in told {
            assert!(ran.err.contains(words), "{words}: {}", ran.err);
        }
        assert!(!folder.path().join("report.html").exists(), "{cover}");
    }
}

#[test]
fn a_cover_without_a_report_to_put_it_before_is_refused() {
    let ran = run(quorate(&ROOT).args(["assess", LAKE, "--cover", "examples/report/cover.yaml"]));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("--format html=report.html"), "{}", ran.err);
    assert!(Path::new(ROOT).join("examples/report/cover.yaml").exists());
}
