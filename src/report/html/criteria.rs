//! The dimensions as bars, every criterion with its level, and the moves that raise one.

use serde::Serialize;

use super::charts::Bar;
use crate::assess::{Assessment, CriterionResult, DimensionScore, Move, Truth};
use crate::report::figures::{percent, whole};
use crate::rubric::Level;

/// One dimension, with its criteria.
#[derive(Debug, Serialize)]
pub struct DimensionView<'a> {
    anchor: &'a str,
    title: &'a str,
    question: &'a str,
    scored: Option<Scored>,
    criteria: Vec<CriterionView<'a>>,
}

/// What there is of a dimension of which something is due.
#[derive(Debug, Serialize)]
struct Scored {
    bar: Bar,
    readings: [u32; 3],
    answered: u32,
}

#[derive(Debug, Serialize)]
struct CriterionView<'a> {
    title: &'a str,
    id: &'a str,
    decisive: bool,
    level: String,
    means: Option<&'a str>,
    evidenced: Option<&'static str>,
    weight: u32,
    points: Option<[String; 2]>,
}

/// A move, in words.
#[derive(Debug, Serialize)]
pub struct MoveView<'a> {
    title: &'a str,
    id: &'a str,
    from: &'static str,
    now: &'a str,
    to: &'static str,
    then: &'a str,
    action: &'a str,
    effort: &'a str,
    gain: String,
    lifts_limit: bool,
}

/// The dimensions, in the order of the scale.
pub fn dimensions<'a>(assessment: &'a Assessment) -> Vec<DimensionView<'a>> {
    assessment.dimensions.iter().map(|scored| dimension(assessment, scored)).collect()
}

fn dimension<'a>(assessment: &'a Assessment, result: &DimensionScore) -> DimensionView<'a> {
    let rubrics = assessment.rubrics;
    let dimension = &rubrics.dimensions[result.dimension];
    let scored = result.score.as_ref().map(|score| Scored {
        bar: Bar::new(score, assessment.options.strict),
        readings: [score.evidenced, score.claimed, score.possible].map(whole),
        answered: percent(result.answered),
    });
    let numbers = rubrics.criteria_of(result.dimension).map(|(number, _)| number);
    DimensionView {
        anchor: &dimension.id,
        title: &dimension.title,
        question: &dimension.question,
        scored,
        criteria: numbers.map(|number| criterion(assessment, &assessment.criteria[number])).collect(),
    }
}

fn criterion<'a>(assessment: &'a Assessment, result: &CriterionResult) -> CriterionView<'a> {
    let criterion = &assessment.rubrics.criteria[result.criterion];
    let settled = result.counts && result.claimed.is_answered();
    CriterionView {
        title: &criterion.title,
        id: &criterion.id,
        decisive: criterion.decisive,
        level: level(assessment, result),
        means: settled.then(|| criterion.means(result.claimed.low)),
        evidenced: result.counts.then(|| result.evidenced.word()),
        weight: criterion.weight,
        points: result.counts.then(|| [result.contribution, result.worth].map(|p| format!("{p:.1}"))),
    }
}

/// The level in words, or why there is none.
fn level(assessment: &Assessment, result: &CriterionResult) -> String {
    if !result.due {
        let due_from = assessment.rubrics.criteria[result.criterion].due_from;
        return format!("due from {}", assessment.rubrics.scale.stages[due_from]);
    }
    if result.applies == Truth::False {
        return "does not apply".to_owned();
    }
    match (result.claimed.low, result.claimed.high) {
        (low, high) if low == high => low.word().to_owned(),
        (Level::Absent, Level::Strong) => "open".to_owned(),
        (low, high) => format!("{} to {}", low.word(), high.word()),
    }
}

/// The moves, best first.
pub fn moves<'a>(assessment: &'a Assessment) -> Vec<MoveView<'a>> {
    let view = |step: &Move| {
        let criterion = &assessment.rubrics.criteria[step.criterion];
        MoveView {
            title: &criterion.title,
            id: &criterion.id,
            from: step.from.word(),
            now: criterion.means(step.from),
            to: step.to.word(),
            then: criterion.means(step.to),
            action: &criterion.next.action,
            effort: &assessment.rubrics.scale.efforts[criterion.next.effort].word,
            gain: format!("{:.1}", step.gain),
            lifts_limit: step.lifts_gate,
        }
    };
    assessment.moves.iter().map(view).collect()
}
