//! Gates that a proposal does not pass, in words.

use schemars::JsonSchema;
use serde::Serialize;

use crate::assess::Assessment;
use crate::policy::{Evaluated, Failure, FailureKind, Unknown};

/// A gate that a proposal does not pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FailedGate<'a> {
    /// The gate: `fail-under`, `fail-on`, `require` or `min-verdict`.
    pub gate: &'static str,
    /// By what it fails, and what was asked for.
    pub says: String,
    /// Id of the criterion, pattern or sector that it fails by, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'a str>,
    /// The line to look at.
    pub line: u32,
    /// The column.
    pub column: u32,
    /// The findings tell by what it fails, each as failing.
    #[serde(skip)]
    pub told_by_findings: bool,
}

/// The gates that a proposal does not pass.
pub(super) fn failures<'a>(evaluated: &'a Evaluated) -> Vec<FailedGate<'a>> {
    let assessment = &evaluated.assessment;
    let of = |failure: &Failure| FailedGate {
        gate: failure.gate(),
        says: failure_words(assessment, failure),
        rule: failure.subject.map(|subject| subject.id(assessment.rubrics)),
        line: failure.place.line,
        column: failure.place.column,
        told_by_findings: matches!(failure.kind, FailureKind::Findings { .. }),
    };
    evaluated.failures.iter().map(of).collect()
}

/// By what a gate fails, and what was asked for.
pub fn failure_words(assessment: &Assessment, failure: &Failure) -> String {
    let rubrics = assessment.rubrics;
    let id = || failure.subject.map_or("", |subject| subject.id(rubrics));
    match &failure.kind {
        FailureKind::Score { score, least } => format!("the score is {score} (--fail-under {least})"),
        FailureKind::Verdict { least } => {
            let asked = &rubrics.scale.ladder[*least].verdict;
            format!("the verdict is {} (--min-verdict \"{asked}\")", assessment.verdict_words())
        }
        FailureKind::Findings { worst, severity, more, least, unknown } => {
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            let unknown = match unknown {
                Unknown::Core => "",
                Unknown::Passes => " --unknown passes",
                Unknown::Fails => " --unknown fails",
            };
            let finding = &assessment.findings[*worst];
            format!(
                "{} {}: {} ({}){more} (--fail-on {}{unknown})",
                severity.word(),
                finding.kind.word(),
                finding.title(rubrics),
                id(),
                least.word()
            )
        }
        FailureKind::Stage { least } => {
            let assumed = if assessment.stage_assumed { " (none is stated)" } else { "" };
            let asked = &rubrics.scale.stages[*least].word;
            format!("the stage is {}{assumed} (--least-stage {asked})", assessment.stage_word())
        }
        FailureKind::StageWentBack { was } => {
            let was = &rubrics.scale.stages[*was].word;
            format!(
                "the stage is {} and was {was} in the baseline: less is asked now",
                assessment.stage_word()
            )
        }
        FailureKind::Unevidenced { severity, more, least } => {
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            let (severity, least) = (severity.word(), least.word());
            let strict = if assessment.options.strict { " --strict" } else { "" };
            format!(
                "{severity}: {} is claimed, and evidence does not carry it{more} (--fail-on {least}{strict})",
                id()
            )
        }
        FailureKind::Level { level, least, open } => {
            let open = if *open { ", as far as is known" } else { "" };
            format!("{} is {}{open} (--require {}={})", id(), level.word(), id(), least.word())
        }
    }
}
