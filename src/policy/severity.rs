//! Severities that a team has set in place of those of the rubrics.

use crate::assess::{Finding, FindingKind, Subject};
use crate::rubric::{Level, Rubrics, Severity};

/// How bad a finding is where some severities are set; of two for one subject the first holds.
///
/// What is set is how bad it is at its worst, as in the rubrics; and a pattern is as bad as the worst that it takes in.
pub fn severity(rubrics: &Rubrics, finding: &Finding, set: &[(Subject, Severity)]) -> Severity {
    if set.is_empty() {
        return finding.severity;
    }
    let set_here = set.iter().find(|(subject, _)| *subject == finding.subject).map(|(_, severity)| *severity);
    let own = match (finding.subject, set_here) {
        // A question that may hide no risk is worth a note, whatever is set.
        (Subject::Criterion(_), Some(_))
            if finding.kind == FindingKind::Question && finding.level >= Level::Sound =>
        {
            finding.severity
        }
        (Subject::Criterion(_) | Subject::Sector(_), Some(set)) => set.at(finding.level),
        (Subject::Pattern(_), Some(set)) => set,
        (Subject::Pattern(pattern), None) => rubrics.patterns[pattern].severity_if(finding.worse),
        (Subject::Criterion(_) | Subject::Sector(_), None) => finding.severity,
    };
    finding.folded.iter().map(|risk| severity(rubrics, risk, set)).fold(own, Severity::max)
}
