//! Stability: in which share of draws the verdict holds when every weight is moved.

use super::Options;
use super::score::{Scored, verdict};
use crate::rubric::{Draws, Level, Rubrics};

/// The share of draws, 0 to 1, in which the verdict holds; where a cap sets the verdict, in which the band holds.
pub fn stability(rubrics: &Rubrics, scored: &Scored, options: Options) -> f64 {
    let draws = rubrics.draws();
    let drawn = drawn(draws, rubrics, scored, options);
    let by_band = scored.cap_sets_verdict();
    let holds = |draw: &usize| {
        // What single precision loses of a whole number is given back before the score is rounded down.
        let band = rubrics.scale.band(f64::from(drawn.score[*draw]) + 1e-4);
        match by_band {
            true => band == scored.band,
            false => {
                verdict(&rubrics.scale, f64::from(drawn.answered[*draw]), band, &scored.caps)
                    == scored.verdict
            }
        }
    };
    (0..draws.count).filter(holds).count() as f64 / draws.count as f64
}

/// Score, 0 to 100, and answered share of the due weight, in each draw.
struct Drawn {
    score: Vec<f32>,
    answered: Vec<f32>,
}

fn drawn(draws: &Draws, rubrics: &Rubrics, scored: &Scored, options: Options) -> Drawn {
    let zeros = || vec![0f32; draws.count];
    let (mut total, mut total_weight, mut answered, mut due) = (zeros(), zeros(), zeros(), zeros());
    let (mut points, mut weight) = (zeros(), zeros());
    for (id, dimension) in draws.dimensions.iter_enumerated() {
        if scored.dimensions[id].score.is_none() {
            continue;
        }
        points.fill(0.0);
        weight.fill(0.0);
        for result in
            scored.criteria.iter().filter(|r| r.counts && rubrics.criteria[r.criterion].dimension == id)
        {
            let criterion = &draws.criteria[result.criterion];
            let level = result.for_verdict(options);
            add(&mut weight, criterion, 1.0);
            if level != Level::Absent {
                add(&mut points, criterion, f32::from(level.points()));
            }
            if result.claimed.is_answered() {
                add(&mut answered, criterion, 1.0);
            }
        }
        add(&mut due, &weight, 1.0);
        add(&mut total_weight, dimension, 1.0);
        for (((total, points), weight), dimension) in
            total.iter_mut().zip(&points).zip(&weight).zip(dimension)
        {
            *total += points / (weight * 3.0) * dimension;
        }
    }
    // Where nothing counts, nothing is scored and nothing is left unanswered.
    let ratio = |part: f32, whole: f32, of_nothing: f32| if whole > 0.0 { part / whole } else { of_nothing };
    Drawn {
        score: total.iter().zip(&total_weight).map(|(t, w)| ratio(*t, *w, 0.0) * 100.0).collect(),
        answered: answered.iter().zip(&due).map(|(a, d)| ratio(*a, *d, 1.0)).collect(),
    }
}

/// Adds so many times the drawn weights.
fn add(sums: &mut [f32], weights: &[f32], times: f32) {
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum += weight * times;
    }
}
