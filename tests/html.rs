//! The report to hand over, as a user makes it: beside the screen, of many proposals, with a cover.

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeMap;
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

/// Makes the report of these paths as a folder, and gives its files by name.
fn make_folder(folder: &TempDir, paths: &[&str]) -> (Ran, BTreeMap<String, String>) {
    let into = folder.path().join("report");
    let format = format!("html={}/", into.display());
    let ran = run(quorate(&ROOT).args(["assess", "--as-of", "2026-11-22", "--format", &format]).args(paths));
    let files = fs::read_dir(&into).expect("a folder").map(|file| {
        let path = file.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a page"))
    });
    (ran, files.collect())
}

#[test]
fn a_folder_holds_a_comparison_and_a_page_for_each_proposal() {
    let folder = folder();
    let (ran, files) = make_folder(&folder, &[LAKE, "examples/first-idea.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let pages = ["examples-first-idea.html", "examples-lake-hjelm-compact.html", "index.html", "method.html"];
    assert_eq!(names, pages);
    for page in files.values() {
        assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
        assert_eq!(page.matches("<h1").count(), 1);
    }
    assert!(files["index.html"].contains("href=\"examples-first-idea.html\""));
}

#[test]
fn a_folder_is_the_same_from_run_to_run_and_tells_of_bad_files() {
    let (one, other) = (folder(), folder());
    let (ran, files) = make_folder(&one, &["examples"]);
    assert_eq!(ran.code, 2);
    assert!(files == make_folder(&other, &["examples"]).1);
    assert!(files["index.html"].contains("examples/broken.yaml:4:7"));
}

#[test]
fn no_page_leaves_the_folder_whatever_a_file_is_called() {
    let folder = folder();
    let odd = folder.path().join("..<img src=x> .yaml");
    fs::write(&odd, "quorate: 1\nname: Odd\n").expect("a proposal");
    let (ran, files) = make_folder(&folder, &[&odd.to_string_lossy()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(files.contains_key("img-src-x.html"), "{:?}", files.keys());
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "the proposal and the report");
}

#[test]
fn a_run_that_cannot_write_a_page_leaves_no_index() {
    let folder = folder();
    let into = folder.path().join("report");
    fs::create_dir_all(into.join("examples-first-idea.html")).expect("a folder in the way");
    let format = format!("html={}", into.display());
    let ran = run(quorate(&ROOT).args(["assess", "examples/first-idea.yaml", "--format", &format]));
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(!into.join("index.html").exists());
}

#[test]
fn only_a_report_in_html_goes_into_a_folder() {
    let folder = folder();
    let format = format!("json={}/", folder.path().join("new").display());
    let ran = run(quorate(&ROOT).args(["assess", LAKE, "--format", &format]));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("json is one file, and"), "{}", ran.err);
    assert!(!folder.path().join("new").exists());
}

#[test]
fn a_comparison_goes_into_a_folder_too() {
    let folder = folder();
    let format = format!("html={}/", folder.path().join("moved").display());
    let files = ["examples/first-idea.yaml", LAKE];
    let ran = run(quorate(&ROOT).arg("compare").args(files).args(["--format", &format]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.path().join("moved/index.html").exists());
}

#[test]
fn with_detail_nothing_is_folded() {
    let folder = folder();
    make(&folder, &[LAKE]);
    assert!(report(&folder).contains("<details>") && !report(&folder).contains("<details open>"));
    make(&folder, &[LAKE, "--detail"]);
    assert!(report(&folder).contains("<details open>") && !report(&folder).contains("<details>"));
}

#[test]
fn the_example_cover_is_shown_with_the_proposal_that_it_was_written_for() {
    let cover = fs::read_to_string(Path::new(ROOT).join("examples/report/cover.yaml")).expect("the cover");
    assert!(cover.lines().any(|line| line.starts_with("#   quorate assess") && line.contains(LAKE)));
    for page in ["README.md", "docs/formats.md"] {
        let text = fs::read_to_string(Path::new(ROOT).join(page)).expect("a page");
        for line in text.lines().filter(|line| line.contains("--cover examples/report/cover.yaml")) {
            assert!(line.contains(LAKE), "{page}: {line}");
        }
    }
}
