//! Stability: in which share of draws the verdict holds when every weight is moved.

use super::Options;
use super::ladder::{Reach, Verdict, is_too_little};
use super::score::{CriterionResult, Scored};
use crate::rubric::{Draws, Rubrics};

/// The share of draws, 0 to 1, in which the verdict holds.
pub fn stability(
    rubrics: &Rubrics,
    scored: &Scored,
    reach: Reach,
    verdict: Verdict,
    options: Options,
) -> f64 {
    match is_certain(rubrics, scored, reach, options) {
        true => 1.0,
        false => drawn(rubrics, scored, reach, verdict, options),
    }
}

/// Whether the verdict holds however the weights are drawn. That of a draft mostly does: nothing needs to be drawn then.
fn is_certain(rubrics: &Rubrics, scored: &Scored, reach: Reach, options: Options) -> bool {
    let by_levels = reach.settled || reach.blank;
    by_levels || (!options.strict && is_too_little(rubrics, most_answered(scored.answered)))
}

/// The largest share that can be answered in a draw: all that is answered at its most, and all that is not at its least.
fn most_answered(answered: f64) -> f64 {
    let most = answered * f64::from(Draws::MOST);
    most / (most + (1.0 - answered) * f64::from(Draws::LEAST))
}

fn drawn(rubrics: &Rubrics, scored: &Scored, reach: Reach, verdict: Verdict, options: Options) -> f64 {
    let draws = rubrics.draws();
    let (mut points, mut answered) = (vec![0.0; draws.count], vec![0.0; draws.count]);
    let mut weight = vec![0.0; draws.count];
    for (id, weights) in &draws.core {
        let result: &CriterionResult = &scored.criteria[*id];
        if !result.scores {
            continue;
        }
        let level = result.for_verdict(options);
        add(&mut weight, weights, 1.0);
        add(&mut points, weights, f32::from(level.low.points()) / 3.0);
        if level.is_answered() {
            add(&mut answered, weights, 1.0);
        }
    }
    let share = |part: f32, whole: f32, of_nothing: f64| match whole > 0.0 {
        true => f64::from(part / whole),
        false => of_nothing,
    };
    let holding = (0..draws.count).filter(|&draw| {
        // What single precision loses of a whole number is given back before the score is rounded down.
        let score = share(points[draw], weight[draw], 0.0) * 100.0 + 1e-4;
        let answered = share(answered[draw], weight[draw], 1.0);
        reach.verdict(rubrics, score, answered) == verdict
    });
    holding.count() as f64 / draws.count as f64
}

/// Adds so many times the drawn weights.
fn add(sums: &mut [f32], weights: &[f32], times: f32) {
    if times == 0.0 {
        return;
    }
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum += weight * times;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::ladder::Climber;
    use crate::assess::score::{results, score};
    use crate::document::{self, Limits, ProblemKind};
    use crate::proposal::{NoFolder, PartialDate, bind};

    const DRAFTS: [&str; 3] = [
        include_str!("../../examples/first-idea.yaml"),
        include_str!("../../examples/riverside-homes.yaml"),
        include_str!("../../examples/lake-hjelm-compact.yaml"),
    ];

    /// The claim is tried on drafts that end after each of their lines, in each stage.
    #[test]
    fn what_is_certain_holds_in_every_draw() {
        let rubrics = Rubrics::bundled();
        let options = Options::new(PartialDate::parse("2026-11-22").expect("a date"));
        let (mut certain, mut open) = (0, 0);
        for draft in DRAFTS {
            for (end, _) in draft.match_indices('\n') {
                let stream = document::parse(&draft[..end], &Limits::default());
                let Some(document) = stream.documents.first() else { continue };
                let (proposal, problems) = bind(document, &rubrics.dictionary, &NoFolder);
                if problems.iter().any(|problem| problem.kind == ProblemKind::Error) {
                    continue;
                }
                for stage in rubrics.scale.stages.keys() {
                    let scored = score(&rubrics, results(&rubrics, &proposal, options, stage));
                    let climber =
                        Climber { rubrics: &rubrics, proposal: &proposal, options, stage, scored: &scored };
                    let reach = climber.reach();
                    let verdict = climber.verdict(reach);
                    match is_certain(&rubrics, &scored, reach, options) {
                        true => {
                            certain += 1;
                            let share = drawn(&rubrics, &scored, reach, verdict, options);
                            assert_eq!(share, 1.0, "{}", &draft[..end]);
                        }
                        false => open += 1,
                    }
                }
            }
        }
        assert!(certain > 0 && open > 0, "{certain} certain, {open} open");
    }
}
