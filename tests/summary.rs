//! Many proposals told on one page: what fails and what is new, within the limits of the servers that show it.

#[path = "support/program.rs"]
mod program;

use std::fs;

use program::{Ran, quorate, run};
use tempfile::TempDir;

/// What GitHub takes as a comment is 65,536 characters.
const MOST_BYTES: usize = 60_000;

fn proposal(name: &str, part: &str) -> String {
    let name = serde_json::Value::from(name);
    format!(
        "quorate: 1\nname: {name}\nstage: design\npartners:\n  - {{name: City, sector: government, commitment: signed}}\n  \
         - {{name: Charity, sector: non-profit, commitment: in talks}}\ncommunity: {{part: {part}}}\ngoals: [{{aim: A, measure: m}}]\n"
    )
}

/// A folder with files of these names and texts.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

/// A folder with a file for each of so many proposals.
fn proposals(number: usize) -> TempDir {
    let folder = folder(&[]);
    for at in 1..=number {
        let text = proposal(&format!("P{at}"), "consulted");
        fs::write(folder.path().join(format!("p{at:02}.yaml")), text).expect("written");
    }
    folder
}

fn assess(folder: &TempDir, arguments: &[&str]) -> Ran {
    run(quorate(folder).args(["assess", ".", "--as-of", "2026-11-22"]).args(arguments))
}

const SUMMARY: [&str; 3] = ["--format", "markdown", "--summary"];

fn summary(folder: &TempDir, arguments: &[&str]) -> Ran {
    assess(folder, &[&SUMMARY[..], arguments].concat())
}

fn last(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

#[test]
fn a_summary_of_31_proposals_says_which_fail_by_what_and_where() {
    let folder = proposals(31);
    let ran = summary(&folder, &["--fail-on", "high"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.len() < 10_000, "{}", ran.out.len());
    assert!(ran.out.starts_with("# 31 of 31 proposals fail\n\n31 not ready. "), "{}", ran.out);
    for at in 1..=31 {
        let row = format!("| P{at} | not ready | fail-on: ");
        let row = ran.out.lines().find(|line| line.starts_with(&row)).expect("a row for each");
        assert!(row.contains(" | critical ") && row.contains(&format!("`p{at:02}.yaml:")), "{row}");
    }
    assert_eq!(last(&ran.out), "31 of 31 fail");
    assert_eq!(last(&ran.err), "31 of 31 fail");
    let named = ran.err.lines().filter(|line| line.starts_with("gate failed: p")).count();
    assert_eq!(named, 20, "the first are named: {}", ran.err);
    assert!(ran.err.contains("\ngate failed: 11 more; "), "the rest is counted: {}", ran.err);
}

#[test]
fn whatever_proposals_and_files_are_called_a_summary_fits_into_a_comment() {
    let names = ["|@a`#1\u{202e}漢<b>", "www.x.y | [a](b) ", "![x](y)\n| a |", "@octocat ", "漢"];
    let hostile = |at: usize| format!("{at} {}", names[at % names.len()].repeat(40));
    let documents: Vec<String> = (0..200).map(|at| proposal(&hostile(at), "none")).collect();
    let long = format!("{}.yaml", "x`@y ".repeat(40));
    let bad = "quorate: 1\nname: [@|\n";
    let mut files: Vec<(String, &str)> =
        (0..30).map(|at| (format!("{at}`{}.yaml", "b@".repeat(90)), bad)).collect();
    let stream = documents.join("---\n");
    files.push((long, &stream));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let ran = summary(&folder(&files), &["--fail-on", "high", "--fail-under", "90"]);
    assert_eq!(ran.code, 2);
    assert!((MOST_BYTES / 2..MOST_BYTES).contains(&ran.out.len()), "{}", ran.out.len());
    assert!(
        ran.out.contains("## Errors in files (30)") && ran.out.contains("\n\nand 20 more\n"),
        "{}",
        ran.out
    );
    let failing =
        ran.out.split("## Failing (200)").nth(1).expect("the rows").split("\n\n##").next().expect("them");
    let rows: Vec<&str> = failing.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
    assert!(failing.trim_end().ends_with(&format!("and {} more", 200 - rows.len())), "{failing}");
    for row in rows {
        assert_eq!(row.matches('|').count(), 6, "{row}");
        assert!(!row.contains("@o") && !row.contains("@a") && !row.contains("www."), "{row}");
    }
    assert_eq!(last(&ran.out), "200 of 200 fail; 30 errors in files");
}

#[test]
fn what_is_new_is_told_after_what_fails_and_what_is_known_is_counted() {
    let folder = proposals(4);
    let baseline = ["baseline", "write", ".", "--baseline", "b.json", "--as-of", "2026-11-22"];
    assert_eq!(run(quorate(&folder).args(baseline)).code, 0);
    let change = |file: &str, from: &str, to: &str| {
        let file = folder.path().join(file);
        let text = fs::read_to_string(&file).expect("a text");
        fs::write(&file, text.replace(from, to)).expect("written");
    };
    change("p02.yaml", "part: consulted", "part: none");
    change("p03.yaml", "commitment: signed", "commitment: wished");
    let ran = summary(&folder, &["--baseline", "b.json", "--fail-on", "critical", "--unknown", "passes"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains(" in the baseline."), "{}", ran.out);
    let failing = ran.out.find("## Failing (1)").expect("what fails");
    let new = ran.out.find("## New or worse, and let pass (1)").expect("what is new");
    let row = |name: &str| ran.out.find(&format!("\n| {name} | "));
    assert!(
        failing < row("P2").expect("a row") && row("P2") < Some(new) && Some(new) < row("P3"),
        "{}",
        ran.out
    );
    assert_eq!((row("P1"), row("P4")), (None, None), "what is known has no row");
    assert_eq!((last(&ran.out), last(&ran.err)), ("1 of 4 fail", "1 of 4 fail"));
}

#[test]
fn without_gates_a_summary_counts_and_names_the_worst_of_all() {
    let ran = summary(&proposals(3), &[]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("# None of 3 proposals fails\n"), "{}", ran.out);
    assert!(ran.out.contains("(`community/part`) | 3 | `p01.yaml:7` |"), "{}", ran.out);
    assert_eq!(last(&ran.out), "0 of 3 fail");
    assert!(!ran.err.contains("fail"), "nothing was asked: {}", ran.err);
}

#[test]
fn how_many_of_several_fail_is_the_last_line_also_where_none_does() {
    let folder = proposals(2);
    assert_eq!(last(&assess(&folder, &["--fail-under", "1"]).err), "0 of 2 fail");
    assert_eq!(last(&assess(&folder, &["--fail-under", "99"]).err), "2 of 2 fail");
    let one = run(quorate(&folder).args(["assess", "p01.yaml", "--fail-under", "99"]));
    assert!(last(&one.err).starts_with("gate failed: "), "one speaks for itself: {}", one.err);
    let ran = assess(&folder, &["--fail-on", "none", "--fail-under", "0"]);
    assert!(!ran.err.contains(" of 2 fail"), "gates that are lifted ask nothing: {}", ran.err);
}

#[test]
fn an_option_that_no_format_heeds_is_refused_and_leaves_the_others_as_they_are() {
    let folder = proposals(2);
    for (arguments, told) in [
        (&["--summary"][..], "--summary changes nothing here: it goes with --format markdown"),
        (&["--csv-separator", ";", "--format", "json"], "it goes with --format csv or --format csv-scores"),
        (&["--csv-separator", "|", "--format", "csv"], "expected `,`, `;` or `tab`"),
        (&["--csv-separator", "", "--format", "csv"], "expected `,`, `;` or `tab`"),
        (&["--csv-separator", "\t", "--format", "csv"], "expected `,`, `;` or `tab`"),
    ] {
        let ran = assess(&folder, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    let plain = assess(&folder, &["--format", "csv-scores"]);
    let beside = assess(&folder, &["--summary", "--format", "markdown=m.md", "--format", "csv-scores"]);
    assert_eq!(plain.out, beside.out);
    assert_eq!(assess(&folder, &["--summary", "--format", "markdown=m.md"]).code, 0, "it is known as ours");
    // What a caller adds to the arguments of the action is no quarrel with it.
    let ran = summary(&folder, &["--summary", "--detail"]);
    assert_eq!((ran.code, last(&ran.out)), (0, "0 of 2 fail"), "{}", ran.err);
}

#[test]
fn annotations_keep_to_what_a_server_shows_the_worst_first_and_the_rest_counted() {
    let folder = proposals(3);
    let ran = assess(&folder, &["--format", "github", "--fail-on", "high", "--fail-under", "99"]);
    let of = |command: &str| ran.out.lines().filter(|line| line.starts_with(command)).count();
    assert_eq!((of("::error"), of("::notice")), (10, 10), "{}", ran.out);
    assert!(of("::warning") <= 10);
    let first: Vec<&str> = ran.out.lines().take(3).collect();
    assert!(first.iter().all(|line| line.contains("title=gate failed%3A fail-under::")), "{first:?}");
    let rest = last(&ran.out);
    assert!(rest.starts_with("::notice title=") && rest.contains("::Left out: "), "{rest}");
    let shown = ran.out.lines().count() - 1;
    let found = assess(&folder, &["--format", "csv"]).out.lines().count() - 1 + 3;
    assert!(rest.contains(&format!("title={} more", found - shown)), "{shown} of {found}: {rest}");
}

#[test]
fn what_is_known_is_no_annotation() {
    let folder = proposals(2);
    let baseline = ["baseline", "write", ".", "--baseline", "b.json", "--as-of", "2026-11-22"];
    assert_eq!(run(quorate(&folder).args(baseline)).code, 0);
    let ran = assess(&folder, &["--format", "github", "--baseline", "b.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    fs::write(folder.path().join("p02.yaml"), proposal("P2", "none")).expect("written");
    let ran = assess(&folder, &["--format", "github", "--baseline", "b.json", "--fail-on", "low"]);
    assert!(ran.out.contains("community/part") && !ran.out.contains("p01.yaml"), "{}", ran.out);
}

#[test]
fn more_results_than_a_server_shows_are_told() {
    let documents: Vec<String> = (0..90).map(|at| proposal(&format!("P{at}"), "none")).collect();
    let folder = folder(&[("p.yaml", &documents.join("---\n"))]);
    let ran = assess(&folder, &["--format", "sarif=s.sarif", "--fail-under", "99"]);
    assert!(ran.err.contains("results, and GitHub shows the 5,000 gravest"), "{}", ran.err);
    assert!(!assess(&proposals(2), &["--format", "sarif"]).err.contains("GitHub"));
}
