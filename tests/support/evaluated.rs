//! A proposal about which a team has decided everything that can be decided, and formats as the program runs them.

#![allow(dead_code, reason = "each test uses its part")]

use std::sync::LazyLock;

use quorate::assess::{Assessment, Options, Subject, assess};
use quorate::document::{self, Limits};
use quorate::policy::{Evaluated, Gates, Rules, Standing, Waived};
use quorate::proposal::{NoFolder, PartialDate, Proposal, Route, Source, bind};
use quorate::report::content::{End, ProposalReport, Run, Tables};
use quorate::report::{Format, text_of};
use quorate::rubric::{Rubrics, Severity};

/// The rubrics by which.
pub static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

/// What they say.
pub static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::of(&RUBRICS));

/// The run.
pub static RUN: LazyLock<Run> = LazyLock::new(|| Run::new(&RUBRICS, day()));

static PROPOSAL: LazyLock<Proposal> = LazyLock::new(|| {
    let text = include_str!("../../examples/riverside-homes.yaml");
    let stream = document::parse(text, &Limits::default());
    bind(&stream.documents[0], &RUBRICS.dictionary, &NoFolder).0
});

/// The day of every report.
pub fn day() -> PartialDate {
    PartialDate::parse("2026-11-22").expect("a date")
}

/// A reason as a stranger might give it.
pub const REASON: &str = "agreed [here](javascript:x) ]]>\n::error::";

fn standings(assessment: &Assessment) -> Vec<(Standing, Vec<Route>)> {
    let waived =
        |until, in_proposal| Standing::Waived(Waived { reason: REASON.to_owned(), until, in_proposal });
    let all = [
        Standing::New,
        Standing::Worse { how: "it was weak, and is absent".to_owned(), facts: vec![], hidden: false },
        Standing::Known,
        waived(Some(day()), false),
        waived(None, true),
        Standing::Counts,
    ];
    let all = all.into_iter().map(|standing| (standing, Vec::new()));
    all.cycle().take(assessment.findings.len()).collect()
}

/// An example with findings of every standing, a severity of the team's own, and `--fail-on medium`.
pub fn evaluated() -> Evaluated<'static> {
    let assessment = assess(&RUBRICS, &PROPOSAL, Options::new(day()));
    let standings = standings(&assessment);
    let part = Subject::find(&RUBRICS, "community/part").expect("a criterion");
    let rules = Rules {
        gates: Gates { fail_on: Some(Some(Severity::Medium)), ..Gates::default() },
        severities: vec![(part, Severity::Medium)],
    };
    Evaluated::new(assessment, Source::file("examples/riverside-homes.yaml"), standings, &rules)
}

/// The report of some proposals.
pub fn rendered_all<F: Format>(format: F, evaluated: &[&Evaluated], end: &End) -> String {
    let reports: Vec<ProposalReport> = evaluated.iter().map(|one| ProposalReport::of(one, &TABLES)).collect();
    text_of(format, &reports, end).expect("one text")
}

/// The report of one proposal.
pub fn rendered<F: Format>(format: F, evaluated: &Evaluated) -> String {
    rendered_all(format, &[evaluated], &End::default())
}
