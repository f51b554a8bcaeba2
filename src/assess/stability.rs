//! Stability: in which share of draws the verdict holds when every weight is moved.
//!
//! Each draw multiplies every weight, of criteria and of dimensions, by an independent factor between 0.5 and 1.5.
//! The draws are made once for a set of rubrics and are the same for every proposal.

use rand_core::Rng;
use rand_pcg::Pcg64Mcg;

use super::score::{Scored, Verdict, verdict};
use super::Options;
use crate::rubric::Rubrics;

/// The drawn weights.
#[derive(Debug)]
pub struct Draws {
    count: usize,
    /// For each criterion, its weight in each draw.
    criteria: Vec<Vec<f64>>,
    /// For each dimension, its weight in each draw.
    dimensions: Vec<Vec<f64>>,
}

impl Draws {
    /// Draws the weights for a set of rubrics, with the generator and the seed that its scale names.
    pub(crate) fn make(rubrics: &Rubrics) -> Draws {
        let mut generator = Pcg64Mcg::new(u128::from(rubrics.scale.seed));
        let count = rubrics.scale.draws;
        let mut draw = |weight: f64| -> Vec<f64> {
            // The upper 53 bits are a fraction from 0 to 1, as exact as a double can hold it.
            let fraction = |bits: u64| (bits >> 11) as f64 / (1u64 << 53) as f64;
            (0..count).map(|_| weight * (0.5 + fraction(generator.next_u64()))).collect()
        };
        Draws {
            count,
            criteria: rubrics.criteria.iter().map(|c| draw(f64::from(c.weight))).collect(),
            dimensions: rubrics.dimensions.iter().map(|d| draw(d.weight)).collect(),
        }
    }
}

/// The share of draws, 0 to 1, in which the verdict holds; where a gate sets the verdict, in which the band holds.
pub fn stability(rubrics: &Rubrics, scored: &Scored, options: Options) -> f64 {
    let draws = rubrics.draws();
    let count = draws.count;
    let (mut total, mut total_weight) = (vec![0.0; count], vec![0.0; count]);
    let (mut answered, mut due) = (vec![0.0; count], vec![0.0; count]);
    let (mut points, mut full) = (vec![0.0; count], vec![0.0; count]);
    let undetermined_possible = scored.gates.iter().all(|g| g.open || g.cap != rubrics.scale.cap_absent);
    for (number, dimension) in draws.dimensions.iter().enumerate() {
        points.fill(0.0);
        full.fill(0.0);
        let mut counts = false;
        for result in scored.criteria.iter().filter(|r| r.counts && rubrics.criteria[r.criterion].dimension == number) {
            counts = true;
            let level = if options.strict { result.evidenced } else { result.claimed.low };
            let level = f64::from(level.points());
            let settled = f64::from(u8::from(result.claimed.is_answered()));
            let weights = &draws.criteria[result.criterion];
            for ((points, full), weight) in points.iter_mut().zip(&mut full).zip(weights) {
                *points += weight * level;
                *full += weight * 3.0;
            }
            if undetermined_possible {
                for ((answered, due), weight) in answered.iter_mut().zip(&mut due).zip(weights) {
                    *answered += weight * settled;
                    *due += weight;
                }
            }
        }
        if counts {
            for i in 0..count {
                total[i] += points[i] / full[i] * dimension[i];
                total_weight[i] += dimension[i];
            }
        }
    }
    let by_band = scored.gate_sets_verdict();
    let holds = (0..count)
        .filter(|&i| {
            let score = if total_weight[i] > 0.0 { total[i] / total_weight[i] * 100.0 } else { 0.0 };
            let band = rubrics.scale.band(score);
            if by_band {
                return band == scored.band;
            }
            let answered = if due[i] > 0.0 { answered[i] / due[i] } else { 1.0 };
            verdict(&rubrics.scale, answered, band, &scored.gates) == scored.verdict
        })
        .count();
    debug_assert!(scored.verdict != Verdict::Undetermined || undetermined_possible);
    holds as f64 / count as f64
}
