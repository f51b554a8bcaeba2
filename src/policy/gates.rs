//! Gates: what a caller asks of every proposal, and which of it a proposal does not meet.

use super::{Evaluated, Standing};
use crate::assess::{Assessment, Finding, FindingKind, Subject, Verdict};
use crate::document::Span;
use crate::rubric::{BandId, CriterionId, Level, Severity};

/// The gates of a proposal. A gate that nobody has set is `None`; one that somebody has lifted is `Some(None)`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gates {
    /// The least score, 0 to 100.
    pub fail_under: Option<u32>,
    /// The severity from which on a finding fails.
    pub fail_on: Option<Option<Severity>>,
    /// An open question fails like the risk that it may hide.
    pub unknown_fails: Option<bool>,
    /// The least level of a criterion.
    pub require: Vec<(CriterionId, Level)>,
    /// The least verdict.
    pub min_verdict: Option<Option<BandId>>,
}

/// A gate that a proposal does not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The gate: `fail-under`, `fail-on`, `require` or `min-verdict`.
    pub gate: &'static str,
    /// Which gate, and by what it fails.
    pub text: String,
    /// What the proposal fails by, where it is one criterion, pattern or sector.
    pub subject: Option<Subject>,
    /// The line to look at.
    pub place: Span,
}

impl Gates {
    /// These gates, and where they say nothing those of `below`.
    #[must_use]
    pub fn over(mut self, below: &Gates) -> Gates {
        let own: Vec<CriterionId> = self.require.iter().map(|(criterion, _)| *criterion).collect();
        self.require.extend(below.require.iter().filter(|(criterion, _)| !own.contains(criterion)));
        Gates {
            fail_under: self.fail_under.or(below.fail_under),
            fail_on: self.fail_on.or(below.fail_on),
            unknown_fails: self.unknown_fails.or(below.unknown_fails),
            require: self.require,
            min_verdict: self.min_verdict.or(below.min_verdict),
        }
    }

    /// Whether a finding that is so bad here, and has this standing, fails the gate on severity.
    pub fn fail(&self, finding: &Finding, severity: Severity, standing: &Standing) -> bool {
        let severe = self.fail_on.flatten().is_some_and(|least| severity >= least);
        let known = finding.kind != FindingKind::Question || self.unknown_fails == Some(true);
        severe && known && standing.counts()
    }

    /// What a proposal does not meet.
    pub fn failures(&self, evaluated: &Evaluated) -> Vec<Failure> {
        let assessment = &evaluated.assessment;
        let checks = [self.score(assessment), self.verdict(assessment), self.findings(evaluated)];
        let required = self.require.iter().map(|(criterion, level)| required(assessment, *criterion, *level));
        checks.into_iter().chain(required).flatten().collect()
    }

    fn score(&self, assessment: &Assessment) -> Option<Failure> {
        let least = self.fail_under?;
        let score = assessment.score.for_verdict(assessment.options);
        (score < least).then(|| Failure {
            gate: "fail-under",
            text: format!("the score is {score} (--fail-under {least})"),
            subject: None,
            place: Span::FIRST_LINE,
        })
    }

    fn verdict(&self, assessment: &Assessment) -> Option<Failure> {
        let least = self.min_verdict.flatten()?;
        let reached = matches!(assessment.verdict, Verdict::Band(band) if band >= least);
        let asked = &assessment.rubrics.scale.bands[least].verdict;
        (!reached).then(|| Failure {
            gate: "min-verdict",
            text: format!("the verdict is {} (--min-verdict \"{asked}\")", assessment.verdict_words()),
            subject: None,
            place: Span::FIRST_LINE,
        })
    }

    fn findings(&self, evaluated: &Evaluated) -> Option<Failure> {
        let least = self.fail_on.flatten()?;
        let assessment = &evaluated.assessment;
        let mut failing = evaluated.findings().filter(|(_, disposition)| disposition.fails);
        let (worst, disposition) = failing.next()?;
        let more = match failing.count() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let unknown = if self.unknown_fails == Some(true) { " --unknown fails" } else { "" };
        Some(Failure {
            gate: "fail-on",
            text: format!(
                "{} {}: {} ({}){more} (--fail-on {}{unknown})",
                disposition.severity.word(),
                worst.kind.word(),
                worst.title(assessment.rubrics),
                worst.id(assessment.rubrics),
                least.word()
            ),
            subject: Some(worst.subject),
            place: evaluated
                .facts_of(worst, disposition)
                .first()
                .map_or(Span::FIRST_LINE, |fact| assessment.place_of(*fact)),
        })
    }
}

/// A level that is not reached for certain fails: hiding does not pay. A criterion that does not count is not asked for.
fn required(assessment: &Assessment, criterion: CriterionId, level: Level) -> Option<Failure> {
    let result = &assessment.criteria[criterion];
    let low = result.for_verdict(assessment.options);
    if !result.counts || low >= level {
        return None;
    }
    let id = &assessment.rubrics.criteria[criterion].id;
    let open = if result.claimed.high >= level { ", as far as is known" } else { "" };
    let subject = Subject::Criterion(criterion);
    let finding = assessment.findings.iter().find(|f| f.subject == subject);
    Some(Failure {
        gate: "require",
        text: format!("{id} is {}{open} (--require {id}={})", low.word(), level.word()),
        subject: Some(subject),
        place: finding.and_then(|f| f.facts.first()).map_or(Span::FIRST_LINE, |f| assessment.place_of(*f)),
    })
}
