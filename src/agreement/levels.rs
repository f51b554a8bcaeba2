//! The levels of each criterion side by side.

use super::statistics::Unit;
use crate::assess::{Assessment, CriterionResult, Interval, Truth};
use crate::rubric::{CriterionId, Level, Rubrics};

/// The levels that raters give to one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionLevels {
    /// Which criterion.
    pub criterion: CriterionId,
    /// For each proposal the level of each rater.
    pub levels: Vec<Vec<RaterLevel>>,
}

/// What the file of one rater makes of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RaterLevel {
    /// It is not due at the stage that the file states.
    NotDue,
    /// By what the file says it does not apply.
    DoesNotApply,
    /// The least and the most that it may come to.
    Between(Interval),
}

impl RaterLevel {
    fn of(result: &CriterionResult) -> RaterLevel {
        match result {
            CriterionResult { due: false, .. } => RaterLevel::NotDue,
            CriterionResult { applies: Truth::False, .. } => RaterLevel::DoesNotApply,
            _ => RaterLevel::Between(result.claimed),
        }
    }

    /// The level, where what the file says settles it. What is open is no level: unknown is never zero.
    pub fn settled(self) -> Option<Level> {
        match self {
            RaterLevel::Between(interval) if interval.is_exact() => Some(interval.low),
            _ => None,
        }
    }

    fn counts(self) -> bool {
        matches!(self, RaterLevel::Between(_))
    }
}

impl CriterionLevels {
    /// The settled levels as ranks, 0 (absent) to 3 (strong): a unit for each proposal.
    pub fn units(&self) -> Vec<Unit> {
        let unit = |levels: &Vec<RaterLevel>| {
            levels.iter().map(|level| level.settled().map(Level::points)).collect()
        };
        self.levels.iter().map(unit).collect()
    }
}

/// The criteria that count for some rater of some proposal.
pub(super) fn levels(rubrics: &Rubrics, assessments: &[Vec<Assessment>]) -> Vec<CriterionLevels> {
    let of = |criterion: CriterionId| {
        let levels_of = |files: &Vec<Assessment>| {
            files.iter().map(|assessment| RaterLevel::of(&assessment.criteria[criterion])).collect()
        };
        CriterionLevels { criterion, levels: assessments.iter().map(levels_of).collect() }
    };
    let all = rubrics.criteria.keys().map(of);
    all.filter(|levels| levels.levels.iter().flatten().any(|level| level.counts())).collect()
}
