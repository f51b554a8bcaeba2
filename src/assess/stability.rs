//! Stability: in which share of draws the verdict holds when every weight is moved.

use super::Options;
use super::score::{CriterionResult, Scored, Verdict, is_settled, verdict};
use crate::rubric::{BandId, CriterionId, Draws, Level, Rubrics};

/// The share of draws, 0 to 1, in which the verdict holds; where a cap sets the verdict, in which the band holds.
pub fn stability(rubrics: &Rubrics, scored: &Scored, options: Options) -> f64 {
    let scale = &rubrics.scale;
    let weighed = Weighed { draws: rubrics.draws(), scored, options };
    let is_settled = is_settled(scale, &scored.caps);
    let holding = match scored.verdict {
        // What a draft comes to is mostly certain before anything is drawn.
        Verdict::Undetermined if most_answered(scored.answered) < scale.undetermined_below => return 1.0,
        Verdict::Band(band) if is_settled && band == scored.band && band == lowest() => return 1.0,
        // Whatever the score: it comes to a band in no draw in which too little is answered.
        Verdict::Undetermined => {
            weighed.answered().iter().filter(|share| f64::from(**share) < scale.undetermined_below).count()
        }
        Verdict::Band(_) if scored.cap_sets_verdict() => {
            weighed.bands(rubrics).filter(|band| *band == scored.band).count()
        }
        Verdict::Band(_) => {
            let answered = if is_settled { vec![1.0; weighed.draws.count] } else { weighed.answered() };
            let holds = |(band, share): &(BandId, f32)| {
                verdict(scale, f64::from(*share), *band, &scored.caps) == scored.verdict
            };
            weighed.bands(rubrics).zip(answered).filter(holds).count()
        }
    };
    holding as f64 / weighed.draws.count as f64
}

/// The band below which no cap and no score can bring a verdict.
fn lowest() -> BandId {
    0.into()
}

/// The largest share that can be answered in a draw: all that is answered at its most, and all that is not at its least.
fn most_answered(answered: f64) -> f64 {
    let most = answered * f64::from(Draws::MOST);
    most / (most + (1.0 - answered) * f64::from(Draws::LEAST))
}

/// The results of a proposal, weighed anew in each draw.
struct Weighed<'a> {
    draws: &'a Draws,
    scored: &'a Scored,
    options: Options,
}

impl Weighed<'_> {
    /// A sum for each draw.
    fn zeros(&self) -> Vec<f32> {
        vec![0.0; self.draws.count]
    }

    /// The criteria that are in the score, with their weights.
    fn counting(&self, criteria: &[CriterionId]) -> impl Iterator<Item = (&CriterionResult, &[f32])> {
        let results = criteria.iter().map(|id| &self.scored.criteria[*id]).filter(|result| result.counts);
        results.map(|result| (result, &*self.draws.criteria[result.criterion]))
    }

    /// The band of the score in each draw.
    fn bands(&self, rubrics: &Rubrics) -> impl Iterator<Item = BandId> {
        // What single precision loses of a whole number is given back before the score is rounded down.
        self.scores().into_iter().map(|score| rubrics.scale.band(f64::from(score) + 1e-4))
    }

    /// The score in each draw, 0 to 100; none where nothing counts.
    fn scores(&self) -> Vec<f32> {
        let (mut total, mut total_weight) = (self.zeros(), self.zeros());
        let (mut points, mut weight) = (self.zeros(), self.zeros());
        for (id, dimension) in self.draws.dimensions.iter_enumerated() {
            if self.scored.dimensions[id].score.is_none() {
                continue;
            }
            points.fill(0.0);
            weight.fill(0.0);
            for (result, weights) in self.counting(&self.draws.members[id]) {
                let level = result.for_verdict(self.options);
                add(&mut weight, weights, 1.0);
                if level != Level::Absent {
                    add(&mut points, weights, f32::from(level.points()));
                }
            }
            add(&mut total_weight, dimension, 1.0);
            let of_dimension = points.iter().zip(&weight).zip(dimension);
            for (total, ((points, weight), dimension)) in total.iter_mut().zip(of_dimension) {
                *total += points / (weight * 3.0) * dimension;
            }
        }
        ratios(&total, &total_weight, 0.0).map(|share| share * 100.0).collect()
    }

    /// Which share of the due weight is answered in each draw; all of it where nothing counts.
    fn answered(&self) -> Vec<f32> {
        let (mut answered, mut due, mut weight) = (self.zeros(), self.zeros(), self.zeros());
        for members in &self.draws.members {
            weight.fill(0.0);
            for (result, weights) in self.counting(members) {
                add(&mut weight, weights, 1.0);
                if result.claimed.is_answered() {
                    add(&mut answered, weights, 1.0);
                }
            }
            add(&mut due, &weight, 1.0);
        }
        ratios(&answered, &due, 1.0).collect()
    }
}

/// Adds so many times the drawn weights.
fn add(sums: &mut [f32], weights: &[f32], times: f32) {
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum += weight * times;
    }
}

fn ratios(parts: &[f32], wholes: &[f32], of_nothing: f32) -> impl Iterator<Item = f32> {
    parts.iter().zip(wholes).map(move |(part, whole)| if *whole > 0.0 { part / whole } else { of_nothing })
}
