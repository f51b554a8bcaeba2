//! A finding in sentences, for forms that show a title and a message with each.
//!
//! The texts are as they come: each form makes control characters visible and escapes what has a meaning in it.

use super::asks::asks;
use crate::assess::{CriterionResult, Finding, FindingKind};
use crate::policy::{Evaluated, Disposition};
use crate::rubric::Rubrics;

/// The levels of a criterion as stated, and what evidence carries where that is less: `weak`, `weak to strong (by
/// evidence: absent)`.
pub fn levels(result: &CriterionResult) -> String {
    let (low, high) = (result.claimed.low, result.claimed.high);
    let claimed =
        if low == high { low.word().to_owned() } else { format!("{} to {}", low.word(), high.word()) };
    match result.evidenced < low {
        true => format!("{claimed} (by evidence: {})", result.evidenced.word()),
        false => claimed,
    }
}

/// What it is in a few words that stand alone; of a question what it may hide.
pub fn title(finding: &Finding, rubrics: &Rubrics) -> String {
    match finding.kind {
        FindingKind::Question => format!("Cannot be ruled out: {}", finding.title(rubrics)),
        _ => finding.title(rubrics).to_owned(),
    }
}

/// The title with severity, kind and id: `high risk: The people concerned do not shape it (community/part)`.
pub fn headline(finding: &Finding, rubrics: &Rubrics) -> String {
    let (severity, kind) = (finding.severity.word(), finding.kind.word());
    format!("{severity} {kind}: {} ({})", finding.title(rubrics), finding.id(rubrics))
}

/// What there is to say beyond the title: the grounds, whether it counts, and what to do next.
pub fn sentences(evaluated: &Evaluated, finding: &Finding, disposition: &Disposition) -> Vec<String> {
    let rubrics = evaluated.assessment.rubrics;
    let mut sentences = vec![grounds(evaluated, finding)];
    sentences.extend(finding.why_worse(rubrics).map(str::to_owned));
    if finding.declared != finding.severity {
        let (held, declared) = (finding.severity.word(), finding.declared.word());
        sentences.push(format!("Severity: set to {held} here, {declared} by the rubrics."));
    }
    sentences.extend(disposition.standing.note().map(|note| format!("Standing: {note}.")));
    let step = finding.next(rubrics);
    let effort = &rubrics.scale.efforts[step.effort].word;
    sentences.push(format!("Do: {} (takes {effort})", step.action));
    sentences
}

/// What the facts say; of a question what to ask; of a sector, which has no other ground, what its absence exposes.
fn grounds(evaluated: &Evaluated, finding: &Finding) -> String {
    if finding.kind == FindingKind::Question {
        let asks = asks(&evaluated.assessment, finding);
        let asks: Vec<String> = asks.iter().map(|ask| format!("{}{}", ask.whose, ask.question)).collect();
        return format!("Ask: {}", asks.join(" "));
    }
    if finding.reasons.is_empty() {
        return finding.why(evaluated.assessment.rubrics).to_owned();
    }
    let reasons: Vec<&str> = finding.reasons.iter().map(|reason| reason.text.as_str()).collect();
    format!("Because {}.", reasons.join("; and "))
}
