//! Dimensions and criteria: what each comes to.

use schemars::JsonSchema;
use serde::Serialize;

use super::tables::rule_id;
use super::{Rule, Score, Tables};
use crate::assess::{self, Assessment, CriterionResult, Readings, Subject, Truth};
use crate::rubric::Level;

/// One dimension of an assessment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DimensionScore<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its question.
    #[serde(skip)]
    pub question: &'a str,
    /// 0 to 100, rounded down; nothing where no criterion of it counts yet.
    pub score: Option<Score>,
    /// The share of its weight that is answered, 0 to 1.
    pub answered: f64,
}

/// One criterion of an assessment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CriterionScore<'a> {
    /// Its id.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// Why it is not in the score, where it is not.
    #[serde(skip_serializing_if = "State::counts")]
    pub state: State,
    /// The least that it may come to, as stated.
    pub low: Level,
    /// The most that it may come to, as stated.
    pub high: Level,
    /// The level that evidence alone carries.
    pub evidenced: Level,
    /// Points of the score that it brings as stated, 0 to 100.
    pub points: f64,
    /// Points that it would bring at strong.
    pub worth: f64,
    /// Its level in words, or why it has none.
    #[serde(skip)]
    pub says: String,
}

/// Whether a criterion is in the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is due and applies.
    Counts,
    /// It is due at a later stage.
    NotDue,
    /// It does not apply to this proposal.
    DoesNotApply,
}

impl State {
    /// Whether the criterion is in the score.
    pub fn counts(&self) -> bool {
        *self == State::Counts
    }
}

/// The dimensions, in the order of the scale.
pub(super) fn dimensions<'a>(assessment: &'a Assessment) -> Vec<DimensionScore<'a>> {
    let of = |scored: &assess::DimensionScore| {
        let dimension = &assessment.rubrics.dimensions[scored.dimension];
        DimensionScore {
            id: &dimension.id,
            title: &dimension.title,
            question: &dimension.question,
            score: scored.score.as_ref().map(whole_score),
            answered: short(scored.answered),
        }
    };
    assessment.dimensions.iter().map(of).collect()
}

fn whole_score(score: &Readings<f64>) -> Score {
    use crate::text::whole;
    Score {
        evidenced: whole(score.evidenced),
        claimed: whole(score.claimed),
        possible: whole(score.possible),
    }
}

/// Every criterion, in the order of the rubrics.
pub(super) fn criteria<'a>(assessment: &Assessment, tables: &'a Tables) -> Vec<CriterionScore<'a>> {
    let of = |result: &CriterionResult| {
        let rule = tables.rule(Subject::Criterion(result.criterion));
        let state = state(result);
        CriterionScore {
            rule,
            state,
            low: result.claimed.low,
            high: result.claimed.high,
            evidenced: result.evidenced,
            points: short(result.contribution),
            worth: short(result.worth),
            says: says(result, rule, state),
        }
    };
    assessment.criteria.iter().map(of).collect()
}

pub(super) fn state(result: &CriterionResult) -> State {
    match (result.due, result.applies) {
        (false, _) => State::NotDue,
        (true, Truth::False) => State::DoesNotApply,
        (true, _) => State::Counts,
    }
}

/// `weak`, `weak to strong (by evidence: absent)`, or why there is no level.
pub(super) fn says(result: &CriterionResult, rule: &Rule, state: State) -> String {
    match state {
        State::NotDue => format!("from {}", rule.due_from.unwrap_or_default()),
        State::DoesNotApply => "does not apply".to_owned(),
        State::Counts => levels(result),
    }
}

fn levels(result: &CriterionResult) -> String {
    let (low, high) = (result.claimed.low, result.claimed.high);
    let claimed = match (low, high) {
        (Level::Absent, Level::Strong) => "open".to_owned(),
        _ if low == high => low.word().to_owned(),
        _ => format!("{} to {}", low.word(), high.word()),
    };
    match result.evidenced < low {
        true => format!("{claimed} (by evidence: {})", result.evidenced.word()),
        false => claimed,
    }
}

/// A number to four decimals: what lies beyond is noise of the arithmetic.
pub(super) fn short(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}
