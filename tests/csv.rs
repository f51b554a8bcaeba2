//! CSV: every finding is in it, it can be read back, and no text of a stranger becomes a formula.

#[path = "support/bound.rs"]
mod bound;
#[path = "support/evaluated.rs"]
mod evaluated;
#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/program.rs"]
mod program;
mod support;

use bound::{RUBRICS, bound};
use evaluated::{TABLES, rendered};
use hostile::HOSTILE;
use program::{Ran, quorate, run};
use proptest::prelude::*;
use quorate::assess::{Options, assess};
use quorate::policy::{Evaluated, Gates, Rules, Standing, Unknown, Waived};
use quorate::proposal::{PartialDate, Proposal, Source};
use quorate::report::{csv as format, problems};
use support::generator::{Generator, Taste};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A table that was read back: a row is a list of cells, and a cell is found by the name of its column.
struct Sheet {
    names: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Sheet {
    fn read(text: &str) -> Sheet {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.expect("a row as long as the head")).collect();
        Sheet { names: reader.headers().expect("a head").clone(), rows }
    }

    fn column(&self, name: &str) -> Vec<&str> {
        let at = self.names.iter().position(|n| n == name).unwrap_or_else(|| panic!("no column {name}"));
        self.rows.iter().map(|row| &row[at]).collect()
    }
}

fn options() -> Options {
    Options::new(PartialDate::parse("2026-11-22").expect("a date"))
}

fn plain<'a>(proposal: &'a Proposal, path: &str) -> Evaluated<'a> {
    Evaluated::plain(assess(&RUBRICS, proposal, options()), Source::file(path))
}

/// The sheet that the program makes of files, all of which can be assessed.
fn of_program(format: &str, paths: &[&str]) -> String {
    let ran = assessed(format, paths);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{paths:?}");
    ran.out
}

fn assessed(format: &str, paths: &[&str]) -> Ran {
    run(quorate(&ROOT).args(["assess", "--as-of", "2026-11-22", "--format", format]).args(paths))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_finding_is_a_row_that_can_be_read_back(seed: u64, stated in 5u64..95) {
        let taste = Taste { stated, denied: 15, evidenced: 30 };
        let proposal = bound(&Generator::new(&RUBRICS.dictionary, seed, taste).proposal().text());
        let evaluated = plain(&proposal, "p.yaml");
        let findings = &evaluated.assessment.findings;
        let sheet = Sheet::read(&rendered(format::Findings::new(&TABLES), &evaluated));
        let said = |name: &str, wanted: Vec<String>| {
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            assert_eq!(sheet.column(name), wanted, "{name}");
        };
        said("id", findings.iter().map(|f| f.id(&RUBRICS).to_owned()).collect());
        said("kind", findings.iter().map(|f| f.kind.word().to_owned()).collect());
        said("severity", findings.iter().map(|f| f.severity.word().to_owned()).collect());
        said("title", findings.iter().map(|f| f.title(&RUBRICS).to_owned()).collect());
        said("line", findings.iter().map(|f| evaluated.assessment.place_of(f.facts[0]).line.to_string()).collect());
        said("sources", findings.iter().map(|f| f.sources(&RUBRICS).join(", ")).collect());
    }

    #[test]
    fn no_text_of_a_stranger_is_a_formula_or_steers_a_terminal(seed: u64) {
        let taste = Taste { stated: 90, denied: 5, evidenced: 30 };
        let mut generator = Generator::new(&RUBRICS.dictionary, seed, taste);
        (generator.texts, generator.names) = (HOSTILE, HOSTILE);
        let proposal = bound(&generator.proposal().text());
        let evaluated = plain(&proposal, "=1+1.yaml");
        for text in [rendered(format::Findings::new(&TABLES), &evaluated), rendered(format::Scores::new(&TABLES), &evaluated)] {
            let sheet = Sheet::read(&text);
            for cell in sheet.rows.iter().flatten() {
                // A spreadsheet that is set to semicolons parts a cell there.
                for part in cell.split(';') {
                    let first = part.chars().find(|c| !c.is_whitespace() && *c != '"');
                    prop_assert!(!first.is_some_and(|c| "=+-@＝＋－＠".contains(c)), "{cell}");
                }
                prop_assert!(!cell.chars().any(problems::is_control), "{cell:?}");
            }
        }
    }
}

#[test]
fn a_spreadsheet_knows_it_for_utf_8_and_rfc_4180() {
    for format in ["csv", "csv-scores"] {
        let text = of_program(format, &["examples/boa-mesa-merenda.yaml"]);
        assert!(text.starts_with("\u{feff}path,"), "{text}");
        assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count());
        assert!(!Sheet::read(&text).names[0].contains('\u{feff}'), "readers drop the mark");
    }
}

#[test]
fn a_waived_finding_says_so_with_its_reason_and_a_failing_one_that_it_fails() {
    let proposal = bound("quorate: 1\nname: Kitchens\ncommunity: {part: none}\n");
    let assessment = assess(&RUBRICS, &proposal, options());
    let waived = Waived { reason: "=agreed, with \"them\"".to_owned(), until: None, in_proposal: false };
    let mut standings = vec![(Standing::Counts, Vec::new()); assessment.findings.len()];
    standings[0].0 = Standing::Waived(waived);
    let severity = assessment.findings[1].severity;
    let gates = Gates { fail_on: Some(Some(severity)), unknown: Some(Unknown::Fails), ..Gates::default() };
    let rules = Rules { gates, ..Rules::default() };
    let evaluated = Evaluated::new(assessment, Source::file("k.yaml"), standings, &rules);
    let sheet = Sheet::read(&rendered(format::Findings::new(&TABLES), &evaluated));
    assert_eq!(sheet.column("standing")[..2], ["waived", "counts"]);
    assert_eq!(sheet.column("note")[0], "waived: =agreed, with \"them\"");
    assert_eq!(sheet.column("fails")[..2], ["no", "yes"]);
    let scores = Sheet::read(&rendered(format::Scores::new(&TABLES), &evaluated));
    assert_eq!(scores.column("waived"), ["1"]);
    assert_eq!(
        scores.column("failed_gates")[0],
        quorate::report::content::failure_words(&evaluated.assessment, &evaluated.failures[0])
    );
}

#[test]
fn the_scores_are_those_of_the_report_for_machines() {
    let sheet = Sheet::read(&assessed("csv-scores", &["examples"]).out);
    let json = assessed("json", &["examples"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let assessments = report["assessments"].as_array().expect("a list");
    let rows = sheet.column("verdict").iter().filter(|verdict| !verdict.is_empty()).count();
    assert_eq!(rows, assessments.len());
    for (row, assessment) in assessments.iter().enumerate() {
        assert_eq!(sheet.column("path")[row], assessment["path"]);
        assert_eq!(sheet.column("verdict")[row], assessment["verdict"]["word"]);
        for reading in ["evidenced", "claimed", "possible"] {
            assert_eq!(sheet.column(reading)[row], assessment["score"][reading].to_string());
        }
        let questions = assessment["findings"].as_array().expect("a list").iter();
        let questions = questions.filter(|finding| finding["kind"] == "question").count();
        assert_eq!(sheet.column("questions")[row], questions.to_string());
    }
}

#[test]
fn what_is_not_due_is_empty_and_not_zero() {
    let text =
        of_program("csv-scores", &["examples/healthy-futures-canada.yaml", "examples/first-idea.yaml"]);
    let sheet = Sheet::read(&text);
    assert_eq!(sheet.column("score_staying"), ["", "0"], "not due at diagnosis; due, and nothing said");
}

#[test]
fn a_file_that_cannot_be_assessed_is_told_in_both() {
    let paths = ["examples/broken.yaml", "nowhere.yaml"];
    let ran = assessed("csv", &paths);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let sheet = Sheet::read(&ran.out);
    assert!(sheet.column("kind").iter().all(|kind| ["error", "warning"].contains(kind)));
    assert_eq!(sheet.column("path").last(), Some(&"nowhere.yaml"));
    let at = sheet.column("title").iter().position(|title| title.contains("`yes` does not answer `name`"));
    assert_eq!(sheet.column("line")[at.expect("the first mistake")], "4");
    let ran = assessed("csv-scores", &paths);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let sheet = Sheet::read(&ran.out);
    assert_eq!(sheet.column("path"), paths);
    assert!(sheet.column("claimed").iter().all(|score| score.is_empty()));
    assert!(sheet.column("problem")[0].starts_with("`yes` does not answer `name`, line 4; and "));
}

/// The sheet of a proposal with hostile texts, read with a separator.
fn parted(argument: &str, delimiter: u8, format: &str) -> (String, Vec<csv::StringRecord>) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "quorate: 1\nname: 'a; =1+1, \"-2\", +3'\npartners: [{name: ';=x,=y', sector: business}]\n";
    std::fs::write(folder.path().join("a;b, c.yaml"), text).expect("written");
    let ran = run(quorate(&folder)
        .args(["assess", ".", "--as-of", "2026-11-22", "--format", format])
        .args(["--csv-separator", argument]));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let without_mark = ran.out.strip_prefix('\u{feff}').expect("the mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(without_mark.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row as long as the head")).collect();
    (ran.out, rows)
}

#[test]
fn every_separator_gives_the_same_cells_and_no_reader_of_another_one_finds_a_formula() {
    for format in ["csv", "csv-scores"] {
        let (_, comma) = parted(",", b',', format);
        for (argument, delimiter) in [(";", b';'), ("tab", b'\t')] {
            let (text, rows) = parted(argument, delimiter, format);
            assert!(text.starts_with(&format!("\u{feff}path{}document", char::from(delimiter))), "{text}");
            // The apostrophes before what would be a formula may be more.
            let plain = |rows: &[csv::StringRecord]| -> Vec<Vec<String>> {
                rows.iter().map(|row| row.iter().map(|cell| cell.replace('\'', "")).collect()).collect()
            };
            assert_eq!(plain(&rows), plain(&comma), "{format} with {argument}");
            for cell in text.split([',', ';', '\t', '\n']) {
                let begins = cell.trim_start_matches([' ', '"']);
                assert!(!begins.starts_with(['=', '+', '-', '@']), "{cell:?} in {format} with {argument}");
            }
        }
    }
}
