//! Dimensions and criteria: what each comes to.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::levels::interval_words;
use super::tables::rule_id;
use super::{Rule, Score, Tables};
use crate::assess::{self, Assessment, CriterionResult, Interval, Readings, Subject, Truth};
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
    /// Of its core criteria, 0 to 100, rounded down; nothing where none of them counts yet.
    pub score: Option<Score>,
    /// The share of its core that is answered, by weight, 0 to 1.
    pub answered: f64,
    /// Its further checks that count: they move no number.
    pub further: Further,
}

/// How many further checks came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Further {
    /// Sound or strong.
    pub hold: usize,
    /// Weak or absent.
    pub fall_short: usize,
    /// Not answered.
    pub unanswered: usize,
}

/// One criterion of an assessment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CriterionScore<'a> {
    /// Its id.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// Why it does not count, where it does not.
    #[serde(skip_serializing_if = "State::counts")]
    pub state: State,
    /// It can hold the verdict down by itself, in this case.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub decisive: bool,
    /// The least that it may come to, as stated.
    pub low: Level,
    /// The most that it may come to, as stated.
    pub high: Level,
    /// The level that evidence alone carries, where that is less than the least as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidenced: Option<Level>,
    /// Points of the score that it brings as stated, 0 to 100.
    pub points: f64,
    /// Points that it would bring at strong.
    pub worth: f64,
}

/// Whether a criterion counts.
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
    /// Whether the criterion counts.
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
            further: Further {
                hold: scored.further.hold,
                fall_short: scored.further.fall_short,
                unanswered: scored.further.unanswered,
            },
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
    assessment.criteria.iter().map(|result| CriterionScore::of(result, tables)).collect()
}

impl<'a> CriterionScore<'a> {
    /// What a criterion comes to.
    pub(super) fn of(result: &CriterionResult, tables: &'a Tables) -> CriterionScore<'a> {
        let (low, evidenced) = (result.claimed.low, result.evidenced);
        CriterionScore {
            rule: tables.rule(Subject::Criterion(result.criterion)),
            state: state(result),
            decisive: result.decisive,
            low,
            high: result.claimed.high,
            evidenced: (evidenced < low).then_some(evidenced),
            points: short(result.contribution),
            worth: short(result.worth),
        }
    }

    /// `weak`, `weak to strong (by evidence: absent)`, or why there is no level.
    pub fn says(&self) -> String {
        match self.state {
            State::NotDue => format!("from {}", self.rule.due_from.unwrap_or_default()),
            State::DoesNotApply => "does not apply".to_owned(),
            State::Counts => self.levels(),
        }
    }

    fn levels(&self) -> String {
        let claimed = interval_words(Interval { low: self.low, high: self.high });
        match self.evidenced {
            Some(evidenced) => format!("{claimed} (by evidence: {})", evidenced.word()),
            None => claimed,
        }
    }
}

fn state(result: &CriterionResult) -> State {
    match (result.due, result.applies) {
        (false, _) => State::NotDue,
        (true, Truth::False) => State::DoesNotApply,
        (true, _) => State::Counts,
    }
}

/// A number to four decimals: what lies beyond is noise of the arithmetic.
pub(super) fn short(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

/// Writes a number to four decimals of which people are shown fewer, rounded once.
pub(super) fn serialize_short<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(short(*number))
}
