//! The moves: which known level to raise next.

use schemars::JsonSchema;
use serde::Serialize;

use super::scores::serialize_short;
use super::tables::rule_id;
use super::{Rule, StepText, Tables};
use crate::assess::{self, Assessment, Subject};
use crate::rubric::Level;

/// Raising one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Move<'a> {
    /// The criterion.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// The level that it has.
    pub from: Level,
    /// The next level.
    pub to: Level,
    /// Points of the score that this brings, 0 to 100.
    #[serde(serialize_with = "serialize_short")]
    pub gain: f64,
    /// The next verdict waits for it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lifts: bool,
}

impl<'a> Move<'a> {
    /// What to do.
    pub fn step(&self) -> StepText<'a> {
        self.rule.step_at(self.from)
    }

    /// What it brings and takes: `+0.9 points, takes weeks; lifts a limit on the verdict`.
    pub fn says(&self) -> String {
        let lifts = if self.lifts { "; the next verdict waits for it" } else { "" };
        format!("+{:.1} points, takes {}{lifts}", self.gain, self.step().effort)
    }
}

/// What is said where there is no move.
pub const NOTHING_TO_RAISE: &str = "No known level is left to raise; answer the open questions.";

/// The moves, best first.
pub(super) fn moves<'a>(assessment: &Assessment, tables: &'a Tables) -> Vec<Move<'a>> {
    let of = |step: &assess::Move| Move {
        rule: tables.rule(Subject::Criterion(step.criterion)),
        from: step.from,
        to: step.to,
        gain: step.gain,
        lifts: step.lifts_verdict,
    };
    assessment.moves.iter().map(of).collect()
}
