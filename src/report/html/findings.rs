//! Risks, tensions and missing sectors: each with its grounds, facts, sources and next step; and all as a matrix.

use serde::Serialize;

use super::places::{Place, Places};
use super::sources::{Research, Source, research, sources};
use crate::assess::{Assessment, Finding, FindingKind, Subject};
use crate::policy::{Evaluated, Disposition, Standing};
use crate::rubric::{Criterion, Severity};

/// A finding that is known.
#[derive(Debug, Serialize)]
pub struct FindingView<'a> {
    anchor: String,
    number: usize,
    kind: &'static str,
    severity: &'static str,
    /// The severity by the rubrics, where a team has set another.
    declared: Option<&'static str>,
    /// What the team's decisions make of it.
    note: Option<String>,
    counts: bool,
    fails: bool,
    title: &'a str,
    id: &'a str,
    limits_verdict: bool,
    because: Vec<Ground<'a>>,
    facts: Vec<Place>,
    why: Vec<&'a str>,
    next: &'a str,
    effort: &'a str,
    takes_in: Vec<TakenIn<'a>>,
    sources: Vec<Source<'a>>,
    research: Vec<Research<'a>>,
}

#[derive(Debug, Serialize)]
struct Ground<'a> {
    text: &'a str,
    lines: String,
}

/// A criterion whose own risk this finding takes in.
#[derive(Debug, Serialize)]
struct TakenIn<'a> {
    title: &'a str,
    id: &'a str,
    limits_verdict: bool,
}

/// Severity by the effort of the next step.
#[derive(Debug, Serialize)]
pub struct Matrix<'a> {
    efforts: Vec<&'a str>,
    rows: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    severity: &'static str,
    cells: Vec<Vec<Entry<'a>>>,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    number: usize,
    anchor: String,
    title: &'a str,
}

/// The findings that are known, worst first; the rest are questions.
pub fn known<'a>(assessment: &'a Assessment) -> impl Iterator<Item = &'a Finding> {
    assessment.findings.iter().filter(|finding| is_known(finding))
}

fn is_known(finding: &Finding) -> bool {
    finding.kind != FindingKind::Question
}

/// The name of a finding within its proposal: the same from one run to the next.
pub fn anchor(assessment: &Assessment, finding: &Finding) -> String {
    let id = finding.id(assessment.rubrics);
    match finding.kind {
        FindingKind::Question => format!("question-{}", id.replace('/', ".")),
        _ => anchor_of_id(id),
    }
}

/// The same of a finding that is known, by the id of what it is about.
pub fn anchor_of_id(id: &str) -> String {
    format!("finding-{}", id.replace('/', "."))
}

/// The findings that are known, in full.
pub fn findings<'a>(evaluated: &'a Evaluated, places: Places<'a>) -> Vec<FindingView<'a>> {
    let known = evaluated.findings().filter(|(finding, _)| is_known(finding)).enumerate();
    known.map(|(n, (finding, disposition))| view(&evaluated.assessment, places, finding, disposition, n + 1)).collect()
}

fn view<'a>(
    assessment: &'a Assessment,
    places: Places<'a>,
    finding: &'a Finding,
    disposition: &Disposition,
    number: usize,
) -> FindingView<'a> {
    let rubrics = assessment.rubrics;
    let step = finding.next(rubrics);
    FindingView {
        anchor: anchor(assessment, finding),
        number,
        kind: kind_words(finding.kind),
        severity: finding.severity.word(),
        declared: (finding.declared != finding.severity).then(|| finding.declared.word()),
        note: disposition.standing.note(),
        counts: disposition.standing.counts(),
        fails: disposition.fails,
        title: finding.title(rubrics),
        id: finding.id(rubrics),
        limits_verdict: limits_verdict(assessment, finding),
        because: (finding.reasons.iter())
            .map(|reason| Ground { text: &reason.text, lines: places.lines(&reason.facts) })
            .collect(),
        facts: places.of(&finding.facts),
        why: [finding.why(rubrics)].into_iter().chain(finding.why_worse(rubrics)).collect(),
        next: &step.action,
        effort: &rubrics.scale.efforts[step.effort].word,
        takes_in: finding.folded.iter().map(|&c| taken_in(&rubrics.criteria[c])).collect(),
        sources: sources(rubrics, finding.sources(rubrics)),
        research: research(rubrics, finding),
    }
}

fn taken_in(criterion: &Criterion) -> TakenIn<'_> {
    TakenIn { title: &criterion.title, id: &criterion.id, limits_verdict: criterion.decisive }
}

/// Whether a finding is about a criterion that holds the verdict down.
pub fn limits_verdict(assessment: &Assessment, finding: &Finding) -> bool {
    matches!(finding.subject, Subject::Criterion(c) if assessment.gates.iter().any(|gate| gate.criterion == c))
}

/// How many of the findings that are known do not count, and why: `1 waived`, `4 in the baseline`.
pub fn set_aside(evaluated: &Evaluated) -> Vec<String> {
    let known =
        || evaluated.findings().filter(|(finding, _)| is_known(finding)).map(|(_, disposition)| &disposition.standing);
    let waived = known().filter(|standing| matches!(standing, Standing::Waived(_))).count();
    let in_baseline = known().filter(|standing| **standing == Standing::Known).count();
    let told = |(number, what)| (number > 0).then(|| format!("{number} {what}"));
    [(waived, "waived"), (in_baseline, "in the baseline")].into_iter().filter_map(told).collect()
}

/// What a finding is, for people.
fn kind_words(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Risk => "risk",
        FindingKind::Tension => "tension",
        FindingKind::Sector => "missing sector",
        FindingKind::Question => "open question",
    }
}

/// The findings that are known as a matrix, the worst at the top, the quickest at the left.
pub fn matrix<'a>(assessment: &'a Assessment) -> Matrix<'a> {
    let rubrics = assessment.rubrics;
    let efforts = &rubrics.scale.efforts;
    let row = |severity: Severity| {
        let mut cells: Vec<Vec<Entry>> = efforts.iter().map(|_| Vec::new()).collect();
        for (n, finding) in known(assessment).enumerate().filter(|(_, f)| f.severity == severity) {
            cells[finding.next(rubrics).effort].push(Entry {
                number: n + 1,
                anchor: anchor(assessment, finding),
                title: finding.title(rubrics),
            });
        }
        Row { severity: severity.word(), cells }
    };
    Matrix {
        efforts: efforts.iter().map(|effort| effort.word.as_str()).collect(),
        rows: Severity::ALL.into_iter().rev().map(row).collect(),
    }
}
