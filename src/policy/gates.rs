//! Gates: what a caller asks of every proposal, and which of it a proposal does not meet.

use std::cmp::Reverse;

use super::{Evaluated, Standing};
use crate::assess::{Assessment, CriterionResult, Finding, FindingKind, Subject, Truth, Verdict};
use crate::document::{Problem, Span};
use crate::proposal::Route;
use crate::rubric::{CriterionId, Level, RungId, Severity, StageId};

/// The gates of a proposal. A gate that nobody has set is `None`; one that somebody has lifted is `Some(None)`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gates {
    /// The least score, 0 to 100.
    pub fail_under: Option<u32>,
    /// The severity from which on a finding fails.
    pub fail_on: Option<Option<Severity>>,
    /// Which open questions fail like the risk that they may hide.
    pub unknown: Option<Unknown>,
    /// The least level of a criterion.
    pub require: Vec<(CriterionId, Level)>,
    /// The least verdict.
    pub min_verdict: Option<Option<RungId>>,
    /// The first stage that is let pass: at an earlier one less is asked.
    pub least_stage: Option<Option<StageId>>,
}

/// Which open questions fail the gate on severity, each like the risk that it may hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unknown {
    /// None.
    Passes,
    /// Those that leave a core criterion unanswered, or a sector.
    #[default]
    Core,
    /// All, and every pattern that is not ruled out; what would make it worse counts too.
    Fails,
}

impl Unknown {
    /// All, with the word for each.
    pub const ALL: [(&'static str, Unknown); 3] =
        [("core", Unknown::Core), ("passes", Unknown::Passes), ("fails", Unknown::Fails)];
}

/// A gate that a proposal does not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which gate, and by what it fails.
    pub kind: FailureKind,
    /// What the proposal fails by, where it is one criterion, pattern or sector.
    pub subject: Option<Subject>,
    /// The line to look at.
    pub place: Span,
}

/// By what a gate fails, and what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The score is too low.
    Score {
        /// The score, 0 to 100.
        score: u32,
        /// The least that was asked for.
        least: u32,
    },
    /// The verdict is too low.
    Verdict {
        /// The least that was asked for.
        least: RungId,
    },
    /// Some findings are too severe.
    Findings {
        /// The worst of them, by its place among the findings of the assessment.
        worst: usize,
        /// How bad it is here.
        severity: Severity,
        /// How many more there are.
        more: usize,
        /// The severity from which on a finding fails.
        least: Severity,
        /// Which open questions fail too.
        unknown: Unknown,
    },
    /// The stage is an earlier one than was asked for.
    Stage {
        /// The first that passes.
        least: StageId,
    },
    /// The stage is an earlier one than in the baseline, so that less is asked.
    StageWentBack {
        /// The stage in the baseline.
        was: StageId,
    },
    /// Core criteria that are claimed, and may be a risk for all that evidence shows, where evidence counts or showed them
    /// when the baseline was written.
    Unevidenced {
        /// How bad the worst of them would be here.
        severity: Severity,
        /// How many more there are.
        more: usize,
        /// The severity from which on a finding fails.
        least: Severity,
    },
    /// A criterion does not reach a level.
    Level {
        /// The level that it has for certain.
        level: Level,
        /// The level that was asked for.
        least: Level,
        /// What is not known may lift it that far.
        open: bool,
    },
}

impl Failure {
    /// The gate as a caller names it: `fail-under`, `fail-on`, `require` or `min-verdict`.
    pub fn gate(&self) -> &'static str {
        match self.kind {
            FailureKind::Score { .. } => "fail-under",
            FailureKind::Verdict { .. } => "min-verdict",
            FailureKind::Findings { .. } => "fail-on",
            FailureKind::Level { .. } => "require",
            FailureKind::Stage { .. } => "least-stage",
            FailureKind::StageWentBack { .. } => "baseline",
            FailureKind::Unevidenced { .. } => "fail-on",
        }
    }
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
            unknown: self.unknown.or(below.unknown),
            require: self.require,
            min_verdict: self.min_verdict.or(below.min_verdict),
            least_stage: self.least_stage.or(below.least_stage),
        }
    }

    /// Whether anything is asked of a proposal.
    pub fn ask(&self) -> bool {
        self.fail_under.is_some_and(|least| least > 0)
            || self.fail_on.flatten().is_some()
            || !self.require.is_empty()
            || self.min_verdict.flatten().is_some()
            || self.least_stage.flatten().is_some()
    }

    /// Whether a finding that is so bad here, and has this standing, fails the gate on severity.
    pub fn fail(&self, finding: &Finding, severity: Severity, standing: &Standing) -> bool {
        let unknown = self.unknown.unwrap_or_default();
        let at_worst = match unknown {
            Unknown::Fails => severity.max(finding.severity_at_worst),
            Unknown::Core | Unknown::Passes => severity,
        };
        let severe = self.fail_on.flatten().is_some_and(|least| at_worst >= least);
        let fails = match (finding.kind, unknown) {
            // What was known and is answered no more counts, whatever else passes: hiding does not pay.
            (FindingKind::Question, _) if matches!(standing, Standing::Worse { hidden: true, .. }) => true,
            (FindingKind::Question, Unknown::Passes) => false,
            (FindingKind::Question, Unknown::Core) => finding.core,
            (FindingKind::Question, Unknown::Fails) => true,
            (FindingKind::Risk | FindingKind::Tension | FindingKind::Sector, _) => true,
        };
        severe && fails && standing.counts()
    }

    /// What a proposal does not meet.
    pub fn failures(&self, evaluated: &Evaluated) -> Vec<Failure> {
        let assessment = &evaluated.assessment;
        let checks = [
            self.stage(assessment),
            self.score(assessment),
            self.verdict(assessment),
            self.findings(evaluated),
        ];
        let required = self.require.iter().map(|(criterion, level)| required(assessment, *criterion, *level));
        checks.into_iter().chain(required).flatten().collect()
    }

    /// What `require` asks for and cannot be measured at this proposal.
    pub fn unmeasured(&self, assessment: &Assessment) -> Vec<Unmeasured> {
        let of = |(criterion, _): &(CriterionId, Level)| {
            let result = &assessment.criteria[*criterion];
            let why = match (result.due, result.applies) {
                (false, _) => Why::NotDue,
                (true, Truth::False) => Why::DoesNotApply,
                (true, _) => return None,
            };
            Some(Unmeasured { criterion: *criterion, why })
        };
        self.require.iter().filter_map(of).collect()
    }

    /// Core criteria that are claimed to be sound and are not shown to be, each like the risk that it may hide. `severity`
    /// is how bad a criterion is here at a level, `counts` which of them count: those that were shown before and, under a
    /// verdict by evidence, those that nobody knew.
    pub fn unevidenced(
        &self,
        assessment: &Assessment,
        severity: impl Fn(CriterionId, Level) -> Severity,
        counts: impl Fn(&CriterionResult) -> bool,
    ) -> Option<Failure> {
        let least = self.fail_on.flatten()?;
        let is_open = |result: &&CriterionResult| {
            result.scores && result.claimed.low >= Level::Sound && result.evidenced <= Level::Weak
        };
        let open = assessment.criteria.iter().filter(is_open).filter(|result| counts(result));
        let open = open.map(|result| (severity(result.criterion, result.evidenced), result.criterion));
        let mut failing: Vec<(Severity, CriterionId)> =
            open.filter(|(severity, _)| *severity >= least).collect();
        failing.sort_by_key(|(severity, criterion)| (Reverse(*severity), *criterion));
        let (severity, worst) = *failing.first()?;
        let facts = assessment.rubrics.facts_read(assessment.rubrics.criteria[worst].conditions());
        let place = facts.first().map(|fact| Route { fact: *fact, record: None });
        Some(Failure {
            kind: FailureKind::Unevidenced { severity, more: failing.len() - 1, least },
            subject: Some(Subject::Criterion(worst)),
            place: place.map_or(Span::FIRST_LINE, |route| assessment.place_of(route)),
        })
    }

    fn stage(&self, assessment: &Assessment) -> Option<Failure> {
        let least = self.least_stage.flatten()?;
        (assessment.stage < least).then(|| of_stage(assessment, FailureKind::Stage { least }))
    }

    fn score(&self, assessment: &Assessment) -> Option<Failure> {
        let least = self.fail_under?;
        let score = assessment.score.for_verdict(assessment.options);
        (score < least).then(|| of_whole(FailureKind::Score { score, least }))
    }

    fn verdict(&self, assessment: &Assessment) -> Option<Failure> {
        let least = self.min_verdict.flatten()?;
        let reached = assessment.verdict >= Verdict::Rung(least);
        (!reached).then(|| of_whole(FailureKind::Verdict { least }))
    }

    fn findings(&self, evaluated: &Evaluated) -> Option<Failure> {
        let least = self.fail_on.flatten()?;
        let assessment = &evaluated.assessment;
        let mut failing = evaluated.findings().filter(|(_, disposition)| disposition.fails);
        let (finding, disposition) = failing.next()?;
        let worst = assessment.findings.iter().position(|f| std::ptr::eq(f, finding))?;
        let (severity, more) = (disposition.severity, failing.count());
        let unknown = self.unknown.unwrap_or_default();
        Some(Failure {
            kind: FailureKind::Findings { worst, severity, more, least, unknown },
            subject: Some(finding.subject),
            place: place_of(assessment, &evaluated.facts_of(finding, disposition)),
        })
    }
}

/// A criterion that `require` asks for, and that says nothing of this proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unmeasured {
    /// Which one.
    pub criterion: CriterionId,
    /// Why it says nothing.
    pub why: Why,
}

/// Why a criterion says nothing of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is not due at the stage of the proposal. That lifts the gate, and may not pass in silence.
    NotDue,
    /// It is not for proposals like this one.
    DoesNotApply,
}

impl Unmeasured {
    /// The problem of a gate that cannot be asked at this stage; nothing where the criterion does not apply.
    pub fn problem(&self, assessment: &Assessment) -> Option<Problem> {
        if self.why == Why::DoesNotApply {
            return None;
        }
        let rubrics = assessment.rubrics;
        let criterion = &rubrics.criteria[self.criterion];
        let from = &rubrics.scale.stages[criterion.due_from].word;
        let message = format!(
            "`{}` is required, and is not due at the stage {}: it is asked from {from} on",
            criterion.id,
            assessment.stage_word()
        );
        let problem = Problem::error(stage_place(assessment), message).topic("require-not-due");
        Some(problem.help("put the stage right, or require it under `paths` for proposals that are so far"))
    }
}

/// Where the stage is stated, or should be.
fn stage_place(assessment: &Assessment) -> Span {
    assessment.place_of(Route { fact: assessment.rubrics.product.stage.fact, record: None })
}

/// A gate on the stage.
pub(super) fn of_stage(assessment: &Assessment, kind: FailureKind) -> Failure {
    Failure { kind, subject: None, place: stage_place(assessment) }
}

/// A gate that the whole proposal does not pass.
fn of_whole(kind: FailureKind) -> Failure {
    Failure { kind, subject: None, place: Span::FIRST_LINE }
}

fn place_of(assessment: &Assessment, facts: &[Route]) -> Span {
    facts.first().map_or(Span::FIRST_LINE, |fact| assessment.place_of(*fact))
}

/// A level that is not reached for certain fails: hiding does not pay. A criterion that does not count is not asked for.
fn required(assessment: &Assessment, criterion: CriterionId, least: Level) -> Option<Failure> {
    let result = &assessment.criteria[criterion];
    let level = result.for_verdict(assessment.options).low;
    if !result.counts || level >= least {
        return None;
    }
    let subject = Subject::Criterion(criterion);
    let finding = assessment.findings.iter().find(|f| f.subject == subject);
    Some(Failure {
        kind: FailureKind::Level { level, least, open: result.claimed.high >= least },
        subject: Some(subject),
        place: place_of(assessment, finding.map_or(&[], |f| &f.facts)),
    })
}
