//! A proposal about which a team has decided everything that can be decided, and forms rendered as the program does it.

use std::sync::LazyLock;

use quorate::assess::{Assessment, Options, Subject, assess};
use quorate::document::{self, Limits};
use quorate::policy::{Evaluated, Gates, Standing, Waived};
use quorate::proposal::{NoFolder, PartialDate, Proposal, Source, bind};
use quorate::report::{End, Form, Part};
use quorate::rubric::{Rubrics, Severity};

/// The rubrics by which.
pub static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

static PROPOSAL: LazyLock<Proposal> = LazyLock::new(|| {
    let text = include_str!("../../examples/riverside-homes.yaml");
    let stream = document::parse(text, &Limits::default());
    bind(&stream.documents[0], &RUBRICS.dictionary, &NoFolder).0
});

/// The first criterion is set to another severity.
static SEVERITIES: LazyLock<Vec<(Subject, Severity)>> = LazyLock::new(|| {
    let part = RUBRICS.criteria.iter().position(|c| c.id == "community/part").expect("a criterion");
    vec![(Subject::Criterion(part), Severity::Medium)]
});

/// The day of every report.
pub fn day() -> PartialDate {
    PartialDate::parse("2026-11-22").expect("a date")
}

/// A reason as a stranger might give it.
pub const REASON: &str = "agreed [here](javascript:x) ]]>\n::error::";

fn standings(assessment: &Assessment) -> Vec<Standing> {
    let waived =
        |until, in_proposal| Standing::Waived(Waived { reason: REASON.to_owned(), until, in_proposal });
    let all = [
        Standing::New,
        Standing::Worse { how: "it was weak, and is absent".to_owned(), facts: vec![] },
        Standing::Known,
        waived(Some(day()), false),
        waived(None, true),
        Standing::Counts,
    ];
    all.into_iter().cycle().take(assessment.findings.len()).collect()
}

/// An example with findings of every standing, a severity of the team's own, and `--fail-on medium`.
pub fn evaluated() -> Evaluated<'static> {
    let options = Options { severities: &SEVERITIES, ..Options::new(day()) };
    let assessment = assess(&RUBRICS, &PROPOSAL, options);
    let standings = standings(&assessment);
    let gates = Gates { fail_on: Some(Some(Severity::Medium)), ..Gates::default() };
    Evaluated::new(assessment, Source::file("examples/riverside-homes.yaml"), standings, &gates)
}

/// The report of one proposal.
pub fn rendered(form: &dyn Form, evaluated: &Evaluated) -> String {
    let (text, held) = match form.part(evaluated) {
        Part::Text(text) => (text, Vec::new()),
        held => (String::new(), vec![held]),
    };
    form.head() + &text + &form.finish(held, &End::default()).concat()
}
