//! Proposals for tests of the screens.

use std::sync::LazyLock;

use crate::assess::{Assessment, Options, assess};
use crate::document::{Limits, parse};
use crate::policy::Evaluated;
use crate::proposal::{NoFolder, PartialDate, Proposal, Source, bind};
use crate::report::content::Tables;
use crate::rubric::Rubrics;

/// Little is said.
pub const THIN: &str = "\
quorate: 1
name: Kitchens
partners:
  - {name: Charity, sector: non-profit}
  - {name: City, sector: government, commitment: in talks}
";

/// Much is said, and much is missing.
pub const MIDDLING: &str = "\
quorate: 1
name: Homes
stage: design
place: {name: Riverside, country: Norway}
problem: {statement: People sleep outside., kind: adaptive, domains: [housing, health], causes: none, other_efforts: none}
approach: {stance: fixed, decided_by: one partner}
timing: {start: 2027-03, start_up: 3 months}
goals: [{aim: House people, place: Riverside, population: sleepers, measure: people, baseline: 0, target: 9, due: 2029}]
partners:
  - {name: City, sector: government, role: lead, commitment: signed, local: yes, delegate: {decides: yes}}
  - {name: Shelter, sector: non-profit, commitment: agreed, local: no, delegate: {decides: no}}
  - {name: Fund, sector: philanthropy, commitment: in talks}
community: {part: consulted, asked_for_it: no}
governance: {on_non_delivery: none, shared_activities: 4, overlap_owner: none}
public_body: {support_budget: none, next_election: 2027-11}
measurement: {evaluation: {by: own staff}}
staying: {horizon: 5 years, exit: {plan: idea}}
";

/// What a stranger may write.
pub fn hostile() -> String {
    let mut text = String::from("quorate: 1\nname: \"\\e[31mBig \\u202E \\u2061 \\a \\x9b ");
    text.push_str(&"W".repeat(300));
    text.push_str("\"\nplace: {name: \"漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字\"}\npartners:\n");
    for name in
        ["x".repeat(400), "e\\u0301".repeat(300), "👩🏽‍🚒 | `a` <b>".to_owned(), "\\r\\n\\tZ\\u2028".to_owned()]
    {
        text.push_str(&format!("  - {{name: \"{name}\", sector: business, commitment: wished}}\n"));
    }
    for number in 0..30 {
        text.push_str(&format!("  - {{name: \"P{number} \\e[2J\", sector: government}}\n"));
    }
    text.push_str(
        "community: {part: none}\nproblem: {other_efforts: [{name: \"\\e]0;x\\a\", handling: aware}]}\n",
    );
    text
}

/// From empty to hostile.
pub fn texts() -> Vec<String> {
    vec!["quorate: 1\n".to_owned(), THIN.to_owned(), MIDDLING.to_owned(), hostile()]
}

pub static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);
pub static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::of(&RUBRICS));

pub fn bound(text: &str) -> Proposal {
    let stream = parse(text, &Limits::default());
    bind(stream.documents.first().expect("a document"), &RUBRICS.dictionary, &NoFolder).0
}

pub fn assessed(proposal: &Proposal) -> Assessment<'_> {
    let as_of = PartialDate::parse("2026-11-22").expect("a date");
    assess(&RUBRICS, proposal, Options::new(as_of))
}

pub fn evaluated<'a>(proposal: &'a Proposal, path: &str) -> Evaluated<'a> {
    Evaluated::plain(assessed(proposal), Source::file(path))
}
