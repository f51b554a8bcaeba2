//! Levels, readings and score: what each criterion comes to, and what the core comes to together.

use typed_index_collections::{TiSlice, TiVec};

use super::Options;
use super::evaluate::{Context, Reading};
use super::truth::Truth;
use crate::proposal::Proposal;
use crate::rubric::{Criterion, CriterionId, Decisive, DimensionId, Level, Rubrics, StageId};
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
    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// Whether what is known settles on which side of the line between weak and sound the level is.
    pub fn is_answered(self) -> bool {
        self.low >= Level::Sound || self.high <= Level::Weak
    }

    /// Whether next to nothing is known: the level may be absent, and may be sound or better.
    pub fn is_blank(self) -> bool {
        self.low == Level::Absent && self.high >= Level::Sound
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

/// What became of one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionResult {
    /// Which one.
    pub criterion: CriterionId,
    /// It is due at the proposal's stage.
    pub due: bool,
    /// Whether it applies to this proposal.
    pub applies: Truth,
    /// It is due and may apply.
    pub counts: bool,
    /// It counts, and its level moves the score.
    pub scores: bool,
    /// It counts, and can hold the verdict down by itself: a source calls it decisive in the case at hand.
    pub decisive: bool,
    /// Its interval as claimed.
    pub claimed: Interval,
    /// The level that evidence alone carries.
    pub evidenced: Level,
    /// The level that evidence carries which somebody can open here, not addresses alone. Looked at only where it can
    /// hold the verdict.
    pub checked: Level,
    /// Points of the score that it brings, 0 to 100.
    pub contribution: f64,
    /// Points of the score that it would bring at strong.
    pub worth: f64,
}

impl CriterionResult {
    /// The interval from which the verdict is taken. Where evidence alone counts it runs from what that carries to what is
    /// claimed: what is claimed and bad stays bad.
    pub fn for_verdict(&self, options: Options) -> Interval {
        let low = if options.strict { self.evidenced } else { self.claimed.low };
        Interval { low, high: self.claimed.high }
    }
}

/// What became of one dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct DimensionScore {
    /// Which one.
    pub dimension: DimensionId,
    /// Of its core criteria, 0 to 100; `None` where none of them counts.
    pub score: Option<Readings<f64>>,
    /// Share of the weight of its core that is answered, 0 to 1.
    pub answered: f64,
    /// Its further checks that count.
    pub further: Further,
}

/// How many further checks came out how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Further {
    /// Sound or strong.
    pub hold: usize,
    /// Weak or absent.
    pub fall_short: usize,
    /// Not answered.
    pub unanswered: usize,
}

/// Everything that follows from the levels.
#[derive(Debug, Clone)]
pub struct Scored {
    pub criteria: TiVec<CriterionId, CriterionResult>,
    pub dimensions: TiVec<DimensionId, DimensionScore>,
    pub score: Readings<u32>,
    /// Share of the weight of the core that is answered, 0 to 1.
    pub answered: f64,
    /// The same of all that is due.
    pub answered_of_all: f64,
}

/// Evaluates every criterion in all readings.
pub fn results(
    rubrics: &Rubrics,
    proposal: &Proposal,
    options: Options,
    stage: StageId,
) -> TiVec<CriterionId, CriterionResult> {
    let claimed = Context::new(proposal, Reading::Claimed, options.as_of);
    // A quote that was found stands in a file that was looked at.
    let [evidenced, checked] = match options.quotes {
        true => [Reading::Quoted, Reading::Quoted],
        false => [Reading::Evidenced, Reading::Checked],
    }
    .map(|reading| Context::new(proposal, reading, options.as_of));
    let applies_in = |context: Context, criterion: &Criterion| {
        criterion.applies_when.as_ref().map_or(Truth::True, |condition| context.evaluate(condition))
    };
    let result = |(id, criterion): (CriterionId, &Criterion)| {
        let applies = applies_in(claimed, criterion);
        let counts = criterion.due_from <= stage && applies != Truth::False;
        let level = match applies {
            Truth::Unknown => Interval::OPEN,
            _ => interval(claimed, criterion),
        };
        // Whether it applies, and whether it is decisive, is as claimed.
        let proven = |context: Context, most: Level| match applies {
            Truth::True if most > Level::Absent => highest_true(context, criterion, most),
            _ => Level::Absent,
        };
        let decisive = counts && is_decisive(claimed, criterion);
        let by_evidence = proven(evidenced, level.low);
        CriterionResult {
            criterion: id,
            due: criterion.due_from <= stage,
            applies,
            counts,
            scores: counts && criterion.is_core(),
            decisive,
            claimed: level,
            evidenced: by_evidence,
            checked: if decisive { proven(checked, by_evidence) } else { Level::Absent },
            contribution: 0.0,
            worth: 0.0,
        }
    };
    rubrics.criteria.iter_enumerated().map(result).collect()
}

/// Whether a criterion is decisive in the case at hand; what is not known makes it so.
fn is_decisive(claimed: Context, criterion: &Criterion) -> bool {
    match &criterion.decisive {
        Decisive::No => false,
        Decisive::Yes => true,
        Decisive::When(condition) => claimed.evaluate(condition) != Truth::False,
    }
}

/// Dimensions and score of the results.
pub fn score(rubrics: &Rubrics, mut criteria: TiVec<CriterionId, CriterionResult>) -> Scored {
    let mut all = Sums::default();
    let mut due = Sums::default();
    let mut of_dimension: TiVec<DimensionId, (Sums, Further)> =
        rubrics.dimensions.iter().map(|_| Default::default()).collect();
    for result in criteria.iter().filter(|result| result.counts) {
        let criterion = &rubrics.criteria[result.criterion];
        let (sums, further) = &mut of_dimension[criterion.dimension];
        due.add(criterion.weight, result);
        match result.scores {
            true => [&mut all, sums].into_iter().for_each(|sums| sums.add(criterion.weight, result)),
            false => further.add(result.claimed),
        }
    }
    for result in criteria.iter_mut().filter(|result| result.scores) {
        let weight = f64::from(rubrics.criteria[result.criterion].weight);
        result.worth = weight / f64::from(all.weight) * 100.0;
        result.contribution = result.worth * f64::from(result.claimed.low.points()) / 3.0;
    }
    let dimensions = of_dimension.into_iter_enumerated().map(|(dimension, (sums, further))| DimensionScore {
        dimension,
        score: sums.score(),
        answered: sums.share_answered(),
        further,
    });
    let whole_score = |score: Readings<f64>| Readings {
        evidenced: whole(score.evidenced),
        claimed: whole(score.claimed),
        possible: whole(score.possible),
    };
    Scored {
        dimensions: dimensions.collect(),
        score: all.score().map(whole_score).unwrap_or_default(),
        answered: all.share_answered(),
        answered_of_all: due.share_answered(),
        criteria,
    }
}

/// What criteria come to, each times its weight.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    weight: u32,
    answered: u32,
    points: Readings<u32>,
}

impl Sums {
    fn add(&mut self, weight: u32, result: &CriterionResult) {
        let points = |level: Level| weight * u32::from(level.points());
        self.weight += weight;
        self.points.evidenced += points(result.evidenced);
        self.points.claimed += points(result.claimed.low);
        self.points.possible += points(result.claimed.high);
        if result.claimed.is_answered() {
            self.answered += weight;
        }
    }

    /// The weighted mean of the levels, 0 to 100 with strong for 100; `None` of nothing.
    fn score(&self) -> Option<Readings<f64>> {
        let full = f64::from(self.weight) * 3.0;
        let part = |points: u32| f64::from(points) / full * 100.0;
        (self.weight > 0).then(|| Readings {
            evidenced: part(self.points.evidenced),
            claimed: part(self.points.claimed),
            possible: part(self.points.possible),
        })
    }

    /// The part that is answered, by weight; all of it where nothing counts.
    fn share_answered(&self) -> f64 {
        if self.weight > 0 { f64::from(self.answered) / f64::from(self.weight) } else { 1.0 }
    }
}

impl Further {
    fn add(&mut self, level: Interval) {
        let counter = match level {
            level if level.low >= Level::Sound => &mut self.hold,
            level if level.high <= Level::Weak => &mut self.fall_short,
            _ => &mut self.unanswered,
        };
        *counter += 1;
    }
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

    /// The dimension of whose core least was answered.
    pub fn least_answered(&self) -> Option<DimensionId> {
        (self.dimensions.iter())
            .filter(|d| d.score.is_some() && d.answered < 1.0)
            .min_by(|a, b| a.answered.total_cmp(&b.answered))
            .map(|d| d.dimension)
    }

    /// The results that are in the score.
    pub fn scoring(&self) -> impl Iterator<Item = &CriterionResult> {
        of_core(&self.criteria)
    }
}

/// The results that are in the score.
pub(super) fn of_core(
    criteria: &TiSlice<CriterionId, CriterionResult>,
) -> impl Iterator<Item = &CriterionResult> {
    criteria.iter().filter(|result| result.scores)
}
