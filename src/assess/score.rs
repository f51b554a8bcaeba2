//! Levels, readings, score, caps and verdict.

use typed_index_collections::{TiSlice, TiVec};

use super::Options;
use super::evaluate::{Context, Reading};
use super::truth::Truth;
use crate::proposal::Proposal;
use crate::rubric::{BandId, Criterion, CriterionId, DimensionId, Level, Rubrics, Scale, StageId};
use crate::text::whole;

/// The least and the most that a criterion may come to, given what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The highest level whose condition is true.
    pub low: Level,
    /// The highest level whose condition is not false.
    pub high: Level,
}

impl Interval {
    /// Nothing is known.
    pub const OPEN: Interval = Interval { low: Level::Absent, high: Level::Strong };

    /// Whether what is known settles the level.
    pub fn is_answered(self) -> bool {
        self.low == self.high
    }
}

/// The interval of a criterion, were it to apply.
pub fn interval(context: Context, criterion: &Criterion) -> Interval {
    let mut interval = Interval { low: Level::Absent, high: Level::Absent };
    for (level, condition) in Level::ALL[1..].iter().zip(&criterion.when).rev() {
        let truth = context.evaluate(condition);
        if truth != Truth::False && interval.high == Level::Absent {
            interval.high = *level;
        }
        if truth == Truth::True {
            interval.low = *level;
            break;
        }
    }
    interval
}

/// The highest level, up to `most`, whose condition is true. Evidence carries no more than is claimed, so that levels
/// above the claimed one need not be looked at.
fn highest_true(context: Context, criterion: &Criterion, most: Level) -> Level {
    let levels = Level::ALL[1..=most as usize].iter().zip(&criterion.when);
    levels
        .rev()
        .find(|(_, condition)| context.evaluate(condition) == Truth::True)
        .map_or(Level::Absent, |(level, _)| *level)
}

/// One value for each of the three readings.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Readings<T> {
    /// By facts with evidence alone.
    pub evidenced: T,
    /// By facts as stated.
    pub claimed: T,
    /// With every unknown at its best.
    pub possible: T,
}

impl<T: Copy> Readings<T> {
    /// The reading from which the verdict is taken: the claimed one, or the evidenced one where that is asked for.
    pub fn for_verdict(&self, options: Options) -> T {
        if options.strict { self.evidenced } else { self.claimed }
    }
}

impl CriterionResult {
    /// The level from which the verdict is taken, in the same reading as the score.
    pub fn for_verdict(&self, options: Options) -> Level {
        if options.strict { self.evidenced } else { self.claimed.low }
    }
}

/// What became of one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionResult {
    /// Which one.
    pub criterion: CriterionId,
    /// It is due at the proposal's stage.
    pub due: bool,
    /// Whether it applies to this proposal.
    pub applies: Truth,
    /// It is due and may apply: it is in the score.
    pub counts: bool,
    /// Its interval as claimed.
    pub claimed: Interval,
    /// The level that evidence alone carries.
    pub evidenced: Level,
    /// Points of the score that it brings, 0 to 100.
    pub contribution: f64,
    /// Points of the score that it would bring at strong.
    pub worth: f64,
}

/// What became of one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionScore {
    /// Which one.
    pub dimension: DimensionId,
    /// 0 to 100; `None` where no criterion of it counts.
    pub score: Option<Readings<f64>>,
    /// Share of its weight that is answered, 0 to 1.
    pub answered: f64,
}

/// The answer to the main question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Too little was answered.
    Undetermined,
    /// A band of the scale.
    Band(BandId),
}

/// A decisive criterion that caps the verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Cap {
    /// Which one.
    pub criterion: CriterionId,
    /// The band that it allows at the most.
    pub band: BandId,
    /// It is unanswered rather than known to be low: an answer may lift the cap.
    pub open: bool,
    /// The verdict would be higher without it.
    pub binding: bool,
}

/// Everything that follows from the levels.
#[derive(Debug, Clone)]
pub struct Scored {
    pub criteria: TiVec<CriterionId, CriterionResult>,
    pub dimensions: TiVec<DimensionId, DimensionScore>,
    pub score: Readings<u32>,
    pub answered: f64,
    pub caps: Vec<Cap>,
    pub band: BandId,
    pub verdict: Verdict,
}

/// Evaluates every criterion in both readings.
pub fn results(
    rubrics: &Rubrics,
    proposal: &Proposal,
    options: Options,
    stage: StageId,
) -> TiVec<CriterionId, CriterionResult> {
    let claimed = Context::new(proposal, Reading::Claimed, options.as_of);
    let evidenced = Context::new(proposal, Reading::Evidenced, options.as_of);
    let applies_in = |context: Context, criterion: &Criterion| {
        criterion.applies_when.as_ref().map_or(Truth::True, |condition| context.evaluate(condition))
    };
    let result = |(id, criterion): (CriterionId, &Criterion)| {
        let applies = applies_in(claimed, criterion);
        let due = criterion.due_from <= stage;
        let level = match applies {
            Truth::Unknown => Interval::OPEN,
            _ => interval(claimed, criterion),
        };
        let proven = if level.low == Level::Absent || applies_in(evidenced, criterion) != Truth::True {
            Level::Absent
        } else {
            highest_true(evidenced, criterion, level.low)
        };
        CriterionResult {
            criterion: id,
            due,
            applies,
            counts: due && applies != Truth::False,
            claimed: level,
            evidenced: proven,
            contribution: 0.0,
            worth: 0.0,
        }
    };
    rubrics.criteria.iter_enumerated().map(result).collect()
}

/// Dimensions, score, caps and verdict of the results.
pub fn score(
    rubrics: &Rubrics,
    mut criteria: TiVec<CriterionId, CriterionResult>,
    options: Options,
) -> Scored {
    let scale = &rubrics.scale;
    let sums = sums(rubrics, &criteria);
    let dimensions: TiVec<DimensionId, DimensionScore> =
        sums.iter_enumerated().map(|(id, s)| s.score(id)).collect();
    let weights = dimensions.iter().zip(&rubrics.dimensions).filter(|(scored, _)| scored.score.is_some());
    let total_weight: f64 = weights.map(|(_, dimension)| dimension.weight).sum();
    let mean = |reading: fn(&Readings<f64>) -> f64| -> f64 {
        let sum: f64 = (dimensions.iter().zip(&rubrics.dimensions))
            .filter_map(|(scored, dimension)| Some(reading(scored.score.as_ref()?) * dimension.weight))
            .sum();
        if total_weight > 0.0 { sum / total_weight } else { 0.0 }
    };
    let score = Readings {
        evidenced: whole(mean(|r| r.evidenced)),
        claimed: whole(mean(|r| r.claimed)),
        possible: whole(mean(|r| r.possible)),
    };
    contributions(rubrics, &mut criteria, &sums, total_weight);
    let answered = share(sums.iter().map(|s| s.answered).sum(), sums.iter().map(|s| s.weight).sum());
    let band = scale.band(score.for_verdict(options).into());
    let mut caps = caps(rubrics, &criteria, options);
    for cap in &mut caps {
        cap.binding = cap.band < band;
    }
    let verdict = verdict(scale, answered, band, &caps);
    Scored { criteria, dimensions, score, answered, caps, band, verdict }
}

/// What the criteria of a dimension that count come to, each times its weight.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    weight: u32,
    answered: u32,
    points: Readings<u32>,
}

impl Sums {
    fn score(&self, dimension: DimensionId) -> DimensionScore {
        let full = f64::from(self.weight) * 3.0;
        let part = |points: u32| f64::from(points) / full * 100.0;
        let score = (self.weight > 0).then(|| Readings {
            evidenced: part(self.points.evidenced),
            claimed: part(self.points.claimed),
            possible: part(self.points.possible),
        });
        DimensionScore { dimension, score, answered: share(self.answered, self.weight) }
    }
}

fn sums(rubrics: &Rubrics, criteria: &TiSlice<CriterionId, CriterionResult>) -> TiVec<DimensionId, Sums> {
    let mut sums: TiVec<DimensionId, Sums> = rubrics.dimensions.iter().map(|_| Sums::default()).collect();
    for result in criteria.iter().filter(|r| r.counts) {
        let criterion = &rubrics.criteria[result.criterion];
        let points = |level: Level| criterion.weight * u32::from(level.points());
        let sums = &mut sums[criterion.dimension];
        sums.weight += criterion.weight;
        sums.points.evidenced += points(result.evidenced);
        sums.points.claimed += points(result.claimed.low);
        sums.points.possible += points(result.claimed.high);
        if result.claimed.is_answered() {
            sums.answered += criterion.weight;
        }
    }
    sums
}

/// The part that is answered; all of it where nothing counts.
fn share(answered: u32, all: u32) -> f64 {
    if all > 0 { f64::from(answered) / f64::from(all) } else { 1.0 }
}

/// Each criterion's points of the score.
fn contributions(
    rubrics: &Rubrics,
    criteria: &mut TiSlice<CriterionId, CriterionResult>,
    sums: &TiSlice<DimensionId, Sums>,
    total_weight: f64,
) {
    for result in criteria.iter_mut().filter(|r| r.counts) {
        let criterion = &rubrics.criteria[result.criterion];
        let dimension = rubrics.dimensions[criterion.dimension].weight / total_weight;
        let part = f64::from(criterion.weight) / f64::from(sums[criterion.dimension].weight);
        result.worth = part * dimension * 100.0;
        result.contribution = result.worth * f64::from(result.claimed.low.points()) / 3.0;
    }
}

fn caps(rubrics: &Rubrics, criteria: &TiSlice<CriterionId, CriterionResult>, options: Options) -> Vec<Cap> {
    let scale = &rubrics.scale;
    let mut caps: Vec<Cap> = (criteria.iter())
        .filter(|r| r.counts && rubrics.criteria[r.criterion].decisive)
        .filter_map(|r| {
            let low = r.for_verdict(options);
            let known_absent = r.claimed.high == Level::Absent;
            let band = match (known_absent, low <= Level::Weak) {
                (true, _) => scale.cap_absent,
                (false, true) => scale.cap_weak,
                (false, false) => return None,
            };
            // Known to be weak, no answer and no evidence lifts it.
            let open = r.claimed.high > Level::Weak;
            Some(Cap { criterion: r.criterion, band, open, binding: false })
        })
        .collect();
    caps.sort_by_key(|cap| (cap.band, cap.open, cap.criterion));
    caps
}

/// Whether a decisive criterion is known to be absent, by limits in their order: how much is answered makes no difference
/// then.
pub fn is_settled(scale: &Scale, caps: &[Cap]) -> bool {
    caps.first().is_some_and(|cap| cap.band == scale.cap_absent && !cap.open)
}

/// A known absent decisive criterion beats *undetermined*, and *undetermined* beats the rest.
pub fn verdict(scale: &Scale, answered: f64, band: BandId, caps: &[Cap]) -> Verdict {
    let cap = caps.first().map(|cap| cap.band);
    if is_settled(scale, caps) {
        return Verdict::Band(band.min(scale.cap_absent));
    }
    if answered < scale.undetermined_below {
        return Verdict::Undetermined;
    }
    Verdict::Band(cap.map_or(band, |cap| cap.min(band)))
}

impl Scored {
    /// The lowest claimed score among the dimensions at least half answered.
    pub fn weakest(&self) -> Option<DimensionId> {
        (self.dimensions.iter())
            .filter(|d| d.answered >= 0.5)
            .filter_map(|d| Some((d.score.as_ref()?.claimed, d.dimension)))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, dimension)| dimension)
    }

    /// The dimension of which least was answered.
    pub fn least_answered(&self) -> Option<DimensionId> {
        (self.dimensions.iter())
            .filter(|d| d.score.is_some() && d.answered < 1.0)
            .min_by(|a, b| a.answered.total_cmp(&b.answered))
            .map(|d| d.dimension)
    }

    /// Whether a cap, and not the score, sets the verdict.
    pub fn cap_sets_verdict(&self) -> bool {
        self.verdict != Verdict::Undetermined && self.verdict != Verdict::Band(self.band)
    }
}
