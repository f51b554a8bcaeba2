//! Proposals that were judged by hand before the program saw them. What it says of them has to be what an expert would say:
//! the lines `# expect:` at the top of each file were written first.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use quorate::assess::{Assessment, FindingKind, Options, assess};
use quorate::document::{self, Limits};
use quorate::policy::Evaluated;
use quorate::proposal::{Folder, PartialDate, Source, bind};
use quorate::report::content::{ProposalReport, Tables};
use quorate::rubric::Rubrics;

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);
static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::of(&RUBRICS));

/// What is expected of one proposal, and what is not as expected.
struct Judged<'a> {
    report: &'a ProposalReport<'a>,
    wrong: Vec<String>,
}

impl Judged<'_> {
    fn expect(&mut self, expected: &str) {
        let is_risk = |kind| matches!(kind, FindingKind::Risk | FindingKind::Sector);
        let risks = || self.report.findings.iter().filter(|finding| is_risk(finding.kind));
        let one_of = |words: &str, said: &str| words.split(" or ").any(|word| word.trim() == said);
        let names = |pattern: &str, id: &str| match pattern.strip_suffix('*') {
            Some(prefix) => id.starts_with(prefix),
            None => id == pattern,
        };
        let holds = if let Some(verdicts) = expected.strip_prefix("verdict = ") {
            one_of(verdicts, self.report.verdict.word)
        } else if let Some(rules) = expected.strip_prefix("first = ") {
            self.report.first.as_ref().is_some_and(|first| one_of(rules, first.rule.id))
        } else if let Some(rule) = expected.strip_prefix("risks include ") {
            risks().any(|f| f.rule.id == rule || f.takes_in.iter().any(|taken| taken.id == rule))
        } else if let Some(rule) = expected.strip_prefix("no risk ") {
            !risks().any(|f| names(rule, f.rule.id) || f.takes_in.iter().any(|taken| names(rule, taken.id)))
        } else if let Some(rule) = expected.strip_prefix("strengths include ") {
            self.report.strengths.iter().any(|strength| strength.id == rule)
        } else {
            panic!("`{expected}` expects nothing that is known")
        };
        if !holds {
            let said: Vec<&str> = risks().map(|f| f.rule.id).collect();
            let first = self.report.first.as_ref().map(|first| first.rule.id);
            self.wrong
                .push(format!("{expected}, and is {}; first {first:?}; {said:?}", self.report.verdict.word));
        }
    }
}

/// What the first lines of a file expect; nothing of most examples.
fn expectations(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a file");
    text.lines().filter_map(|line| line.strip_prefix("# expect: ")).map(str::to_owned).collect()
}

fn judged(path: &Path, expectations: &[String]) -> Vec<String> {
    if expectations.is_empty() {
        return Vec::new();
    }
    let text = fs::read_to_string(path).expect("a file");
    let stream = document::parse(&text, &Limits::default());
    assert_eq!(stream.problems, [], "{}", path.display());
    let (proposal, _) = bind(&stream.documents[0], &RUBRICS.dictionary, &Folder::of(path));
    let today = PartialDate::parse("2026-11-26").expect("a date");
    let assessment: Assessment = assess(&RUBRICS, &proposal, Options::new(today));
    let evaluated = Evaluated::plain(assessment, Source::file("p.yaml"));
    let report = ProposalReport::of(&evaluated, &TABLES);
    let mut judged = Judged { report: &report, wrong: Vec::new() };
    expectations.iter().for_each(|expected| judged.expect(expected));
    judged.wrong
}

#[test]
fn the_program_says_what_an_expert_said_before() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/judgement", "examples"].map(|folder| root.join(folder));
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let mut wrong = Vec::new();
    let mut judged_files = 0;
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let expectations = expectations(&path);
        judged_files += usize::from(!expectations.is_empty());
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        wrong.extend(judged(&path, &expectations).into_iter().map(|what| format!("{name}: expected {what}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(judged_files, 13);
}
