//! Stability: in which share of draws the verdict holds when every weight is moved.

use super::Options;
use super::score::{CriterionResult, Scored, Verdict, is_settled, verdict};
use crate::rubric::{BandId, CriterionId, Draws, Level, Rubrics, Scale};

/// The share of draws, 0 to 1, in which the verdict holds; where a cap sets the verdict, in which the band holds.
pub fn stability(rubrics: &Rubrics, scored: &Scored, options: Options) -> f64 {
    if is_certain(&rubrics.scale, scored) { 1.0 } else { drawn(rubrics, scored, options) }
}

/// Whether the verdict holds however the weights are drawn. That of a draft mostly does: nothing needs to be drawn then.
fn is_certain(scale: &Scale, scored: &Scored) -> bool {
    match scored.verdict {
        Verdict::Undetermined => most_answered(scored.answered) < scale.undetermined_below,
        // What is held in the lowest band comes out there whatever the score.
        Verdict::Band(_) => {
            let is_lowest = scale.cap_absent == BandId::from(0);
            is_lowest && is_settled(scale, &scored.caps) && !scored.cap_sets_verdict()
        }
    }
}

/// The largest share that can be answered in a draw: all that is answered at its most, and all that is not at its least.
fn most_answered(answered: f64) -> f64 {
    let most = answered * f64::from(Draws::MOST);
    most / (most + (1.0 - answered) * f64::from(Draws::LEAST))
}

fn drawn(rubrics: &Rubrics, scored: &Scored, options: Options) -> f64 {
    let scale = &rubrics.scale;
    let is_settled = is_settled(scale, &scored.caps);
    let weighed = Weighed { draws: rubrics.draws(), scored, options };
    let holding = match scored.verdict {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::score::{results, score};
    use crate::document::{self, Limits, ProblemKind};
    use crate::proposal::{NoFolder, PartialDate, bind};

    const DRAFTS: [&str; 2] =
        [include_str!("../../examples/first-idea.yaml"), include_str!("../../examples/riverside-homes.yaml")];

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
                    let scored = score(&rubrics, results(&rubrics, &proposal, options, stage), options);
                    match is_certain(&rubrics.scale, &scored) {
                        true => {
                            certain += 1;
                            assert_eq!(drawn(&rubrics, &scored, options), 1.0, "{}", &draft[..end]);
                        }
                        false => open += 1,
                    }
                }
            }
        }
        assert!(certain > 0 && open > 0, "{certain} certain, {open} open");
    }
}
