//! One assessment in every format: nothing is lost, exit codes agree, and each report is what it would be alone.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::{Ran, quorate, run};
use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A finding as the report in JSON has it.
struct Found<'a> {
    kind: &'a str,
    id: &'a str,
    path: &'a str,
    line: u64,
}

/// Whether a finding is in a report.
type Finds = fn(&str, &Found) -> bool;

/// Every format that holds every finding, and how to find one in it.
const FORMATS: &[(&str, Finds)] = &[
    ("json", |report, found| {
        report.contains(&format!("\"rule\":\"{}\",\"kind\":\"{}\"", found.id, found.kind))
    }),
    ("table", in_table),
    ("sarif", in_sarif),
    ("junit", in_junit),
    ("html", in_html),
    ("markdown", in_markdown),
    ("csv", in_csv),
];

/// The sector's own table names a sector by its word; lines stand in lists such as `lines 3, 17`.
fn in_table(report: &str, found: &Found) -> bool {
    let id = found.id.strip_prefix("sector/").unwrap_or(found.id);
    // What a question asks for stands nowhere yet.
    report.contains(id) && (found.kind != "risk" || has_number(report, found.line))
}

fn in_sarif(report: &str, found: &Found) -> bool {
    let rule = format!("\"{}\",", found.id);
    let kind = format!("\"properties\":{{\"kind\":\"{}\"", found.kind);
    let place = format!(
        "\"uri\":\"{}\",\"uriBaseId\":\"%SRCROOT%\"}},\"region\":{{\"startLine\":{},",
        found.path, found.line
    );
    let about_it = |result: &&str| result.starts_with(&rule) && result.contains(&kind);
    let results = report.split("{\"ruleId\":").filter(about_it);
    // The place of a result is the first that it names.
    results
        .filter_map(|result| result.split("\"locations\":").nth(1))
        .any(|rest| rest.split("}}").next().is_some_and(|first| format!("{first},").contains(&place)))
}

fn in_junit(report: &str, found: &Found) -> bool {
    let name = format!("name=\"{} {}: ", found.kind, found.id);
    let case = report.split("<testcase ").find(|case| case.contains(&name));
    case.is_some_and(|case| case.contains(&format!("\n{}:{}:", found.path, found.line)))
}

fn in_html(report: &str, found: &Found) -> bool {
    let anchor = format!("-{}\"", found.id.replace('/', "."));
    let mut parts = report.split(" id=\"");
    parts.any(|part| {
        part.split_once('>').is_some_and(|(id, text)| id.ends_with(&anchor) && has_number(text, found.line))
    })
}

fn in_markdown(report: &str, found: &Found) -> bool {
    let (id, place) = (format!("`{}`", found.id), format!("`{}:{}`", found.path, found.line));
    report.lines().any(|line| line.contains(&id) && line.contains(&place))
}

fn in_csv(report: &str, found: &Found) -> bool {
    let mut reader = csv::Reader::from_reader(report.as_bytes());
    let names = reader.headers().expect("a head").clone();
    let is = |row: &csv::StringRecord, name: &str, wanted: &str| {
        names.iter().zip(row).any(|(column, cell)| column == name && cell == wanted)
    };
    let line = found.line.to_string();
    reader.records().map(|row| row.expect("a row")).any(|row| {
        let wanted = [("kind", found.kind), ("id", found.id), ("path", found.path), ("line", &line)];
        wanted.iter().all(|(name, cell)| is(&row, name, cell))
    })
}

fn has_number(text: &str, number: u64) -> bool {
    text.split(|letter: char| !letter.is_ascii_digit()).any(|digits| digits == number.to_string())
}

/// The examples that can be assessed.
fn examples() -> Vec<String> {
    let files = fs::read_dir(Path::new(ROOT).join("examples")).expect("the examples");
    let names = files.map(|file| file.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut paths: Vec<String> = names
        .filter(|name| name.ends_with(".yaml") && name != "broken.yaml")
        .map(|name| format!("examples/{name}"))
        .collect();
    paths.sort();
    paths
}

/// Assesses with these arguments, everything shown, each format into a file named after it.
fn assess(formats: &[&str], arguments: &[&str], folder: &Path) -> Ran {
    let mut command = quorate(&ROOT);
    command.args(["assess", "--as-of", "2026-11-22", "--detail"]).args(arguments).env("COLUMNS", "140");
    for format in formats {
        command.args(["--format", &format!("{format}={}", folder.join(format).display())]);
    }
    run(&mut command)
}

/// All of them, and the one in which not every finding stands.
fn words() -> Vec<&'static str> {
    FORMATS.iter().map(|(format, _)| *format).chain(["github"]).collect()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn read(folder: &TempDir, format: &str) -> String {
    fs::read_to_string(folder.path().join(format)).unwrap_or_else(|error| panic!("{format}: {error}"))
}

/// The files of a folder by name.
fn files_in(folder: &TempDir) -> Vec<PathBuf> {
    fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

#[test]
fn every_finding_of_every_example_is_in_every_form_at_its_line() {
    for example in examples() {
        let folder = folder();
        assert_eq!(assess(&words(), &[&example], folder.path()).code, 0);
        let report: Value = serde_json::from_str(&read(&folder, "json")).expect("JSON");
        let findings = report["assessments"][0]["findings"].as_array().expect("findings");
        assert!(!findings.is_empty(), "{example}");
        for (format, finds) in FORMATS {
            let text = read(&folder, format);
            for finding in findings {
                let found = Found {
                    kind: finding["kind"].as_str().expect("a word"),
                    id: finding["rule"].as_str().expect("an id"),
                    path: &example,
                    line: finding["places"][0]["line"].as_u64().expect("a line"),
                };
                assert!(
                    finds(&text, &found),
                    "{format} of {example} lacks {} {} at line {}",
                    found.kind,
                    found.id,
                    found.line
                );
            }
        }
    }
}

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    let riverside = "examples/riverside-homes.yaml";
    for (arguments, code) in [
        (&[riverside][..], 0),
        (&[riverside, "--fail-on", "high"], 1),
        (&[riverside, "--fail-under", "60", "--min-verdict", "ready"], 1),
        (&[riverside, "--fail-under", "60", "examples/broken.yaml"], 2),
        (&["examples/evidence"], 3),
    ] {
        for format in words() {
            let folder = folder();
            assert_eq!(assess(&[format], arguments, folder.path()).code, code, "{format} of {arguments:?}");
        }
        assert_eq!(assess(&words(), arguments, folder().path()).code, code, "all of {arguments:?}");
    }
}

#[test]
fn each_of_several_reports_is_what_it_would_be_alone() {
    let together = folder();
    assess(&words(), &["examples", "--fail-on", "high"], together.path());
    for format in words() {
        let alone = folder();
        assess(&[format], &["examples", "--fail-on", "high"], alone.path());
        assert!(read(&together, format) == read(&alone, format), "{format}");
    }
}

#[test]
fn a_report_in_a_file_is_what_standard_output_would_show() {
    for format in words() {
        let folder = folder();
        assess(&[format], &["examples/first-idea.yaml"], folder.path());
        let arguments = ["--format", format, "examples/first-idea.yaml"];
        assert!(assess(&[], &arguments, folder.path()).out == read(&folder, format), "{format}");
    }
}

#[test]
fn two_forms_cannot_go_to_one_place() {
    let folder = folder();
    let file = folder.path().join("report");
    let same = format!("sarif={0},junit={0}", file.display());
    for (formats, words) in [("sarif,junit", "standard output"), (&same, "two formats")] {
        let ran = assess(&[], &["--format", formats, "examples/first-idea.yaml"], folder.path());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{formats}");
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    assert_eq!(files_in(&folder), [""; 0].map(PathBuf::from));
}

#[test]
fn where_one_report_cannot_be_written_none_is() {
    for unwritable in ["missing/report", "a-folder"] {
        let folder = folder();
        fs::create_dir(folder.path().join("a-folder")).expect("a folder");
        let old = folder.path().join("old");
        fs::write(&old, "::notice file=a.yaml::as it was").expect("written");
        let path = |name: &str| folder.path().join(name).display().to_string();
        let formats = format!("sarif={},junit={},github={}", path("new"), path("old"), path(unwritable));
        let ran = assess(&[], &["--format", &formats, "examples/first-idea.yaml"], folder.path());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{unwritable}");
        let told = format!("error: cannot write {}", path(unwritable));
        assert!(ran.err.contains(&told), "{}", ran.err);
        assert_eq!(fs::read_to_string(&old).expect("it is there"), "::notice file=a.yaml::as it was");
        assert_eq!(files_in(&folder).len(), 2, "nothing is left behind: {:?}", files_in(&folder));
    }
}
