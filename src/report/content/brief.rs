//! One proposal in a run of which is told what fails and what is new.

use super::{Counts, Finding, ProposalReport, Standing, Summary};
use crate::rubric::Severity;

/// What is kept of a proposal until all are known.
#[derive(Debug, Clone)]
pub struct Brief {
    /// The line that it is among others.
    pub summary: Summary,
    /// By what it fails, where it does: `fail-on: 4 findings`, or the gate in words.
    pub fails_by: Vec<String>,
    /// How many of its findings are not in the baseline, or worse than in it; 0 where none is in use.
    pub new: usize,
    /// The worst of what fails; else of what is new; else of what counts.
    pub worst: Option<BriefFinding>,
}

/// The finding that a proposal is named for.
#[derive(Debug, Clone)]
pub struct BriefFinding {
    /// How bad it is.
    pub severity: Severity,
    /// What it is: `critical risk: The people concerned have no part in it`.
    pub says: String,
    /// The id of its rule.
    pub rule: String,
    /// `path:line` of the first fact that it rests on.
    pub place: String,
}

impl Brief {
    /// What is told of a proposal.
    pub fn of(report: &ProposalReport) -> Brief {
        let failing = report.findings.iter().filter(|finding| finding.fails).count();
        let gates = report.failures.iter().map(|failure| match failure.told_by_findings {
            true => format!("{}: {}", failure.gate, crate::text::count(failing, "finding")),
            false => failure.says.clone(),
        });
        Brief {
            summary: Summary::of(report),
            fails_by: gates.collect(),
            new: report.findings.iter().filter(|finding| is_new(finding)).count(),
            worst: worst(report).map(|finding| BriefFinding::of(report, finding)),
        }
    }

    /// Whether it does not pass a gate.
    pub fn fails(&self) -> bool {
        !self.fails_by.is_empty()
    }

    /// How many findings it has.
    pub fn counts(&self) -> Counts {
        self.summary.counts
    }
}

impl BriefFinding {
    fn of(report: &ProposalReport, finding: &Finding) -> BriefFinding {
        let line = finding.places.first().map_or(1, |place| place.line);
        BriefFinding {
            severity: finding.severity,
            says: format!("{}: {}", finding.headline(), finding.title),
            rule: finding.rule.id.to_owned(),
            place: format!("{}:{line}", report.label),
        }
    }
}

fn is_new(finding: &Finding) -> bool {
    matches!(finding.standing, Standing::New | Standing::Worse)
}

fn worst<'r, 'a>(report: &'r ProposalReport<'a>) -> Option<&'r Finding<'a>> {
    let first = |wanted: &dyn Fn(&Finding) -> bool| report.findings.iter().find(|finding| wanted(finding));
    // Findings stand the worst first.
    first(&|finding| finding.fails)
        .or_else(|| first(&|finding| is_new(finding) && !finding.is_question()))
        .or_else(|| first(&is_new))
        .or_else(|| first(&|finding| finding.standing.counts() && !finding.is_question()))
}
