//! How far the files of several people on one proposal agree, or on each of several proposals: the levels side by side, figures of
//! agreement beyond chance, where they are furthest apart, and by which facts. Pure functions of assessments.

mod bootstrap;
mod differences;
mod levels;
mod raters;
mod sectors;
mod statistics;
#[cfg(test)]
mod tests;

pub use bootstrap::{DRAWS, FEWEST, NoRange, Range};
pub use differences::FactDifference;
pub use levels::{CriterionLevels, RaterLevel};
pub use raters::Rater;
pub use sectors::{BySector, SectorGap, SectorMean};
pub use statistics::{Figure, Undefined, Unit, ordinal_alpha, weighted_kappa};

use std::cmp::Reverse;

use differences::Files;
use levels::levels;
use raters::raters;
use sectors::by_sector;
use statistics::ranks;

use crate::assess::Assessment;
use crate::rubric::{CriterionId, Rubrics};

/// What several raters say of the same proposals, by the same rubrics and as of the same day, and how far they agree.
pub struct Agreement<'a> {
    /// For each proposal the assessment of each rater's file, the raters in one order throughout.
    pub assessments: &'a [Vec<Assessment<'a>>],
    /// The rubrics by which.
    pub rubrics: &'a Rubrics,
    /// Who filled in the files.
    pub raters: Vec<Rater>,
    /// The criteria that count for some rater, in the order of the rubrics.
    pub criteria: Vec<CriterionLevels>,
    /// The figures over all of them, with their intervals.
    pub overall: Statistics,
    /// Where raters give different levels: the furthest apart first, core criteria before the others.
    pub disagreements: Vec<Disagreement>,
    /// The raters by sector; `None` where they do not name two sectors.
    pub sectors: Option<BySector>,
}

/// Figures of agreement over some units: a criterion of a proposal each.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// Weighted kappa, where there are two raters.
    pub kappa: Option<Estimate>,
    /// Krippendorff's alpha.
    pub alpha: Estimate,
    /// On how many units two raters or more have a settled level.
    pub rated: usize,
    /// On how many of these all who have one have the same.
    pub agreed: usize,
}

/// A figure, and how far it would move with other criteria.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The figure.
    pub figure: Figure,
    /// Its interval, where one was asked for.
    pub range: Option<Result<Range, NoRange>>,
}

/// A criterion of which raters give different levels for a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// Which criterion.
    pub criterion: CriterionId,
    /// Which proposal, by its number.
    pub proposal: usize,
    /// How many levels lie between the lowest and the highest, 1 to 3.
    pub spread: u8,
    /// Those who have settled a level, by number: it is their files that are told of.
    pub raters: Vec<usize>,
    /// The facts that the criterion reads and of which their files do not say the same, in the order of the dictionary.
    pub facts: Vec<FactDifference>,
}

impl<'a> Agreement<'a> {
    /// How far raters agree. Each proposal has one assessment of each rater, in the same order, by these rubrics.
    pub fn of(rubrics: &'a Rubrics, assessments: &'a [Vec<Assessment<'a>>]) -> Agreement<'a> {
        let raters = raters(rubrics, assessments);
        let criteria = levels(rubrics, assessments);
        let units: Vec<Vec<Unit>> = criteria.iter().map(CriterionLevels::units).collect();
        Agreement {
            assessments,
            rubrics,
            overall: Statistics::with_ranges(&units, raters.len()),
            disagreements: disagreements(rubrics, assessments, &criteria),
            sectors: by_sector(rubrics, &raters, &criteria),
            raters,
            criteria,
        }
    }

    /// The figures of one criterion over the proposals; `None` where there is one proposal: it has no variation to tell of.
    pub fn of_criterion(&self, levels: &CriterionLevels) -> Option<Statistics> {
        (self.assessments.len() > 1).then(|| Statistics::plain(&[levels.units()], self.raters.len()))
    }
}

impl Statistics {
    /// The figures over units, which stand in groups.
    fn plain(groups: &[Vec<Unit>], raters: usize) -> Statistics {
        let groups: Vec<&Vec<Unit>> = groups.iter().collect();
        let estimate = |figure| Estimate { figure, range: None };
        let rated = || groups.iter().copied().flatten().map(ranks).filter(|ranks| ranks.len() > 1);
        Statistics {
            kappa: (raters == 2).then(|| estimate(kappa_of(&groups))),
            alpha: estimate(alpha_of(&groups)),
            rated: rated().count(),
            agreed: rated().filter(|ranks| ranks.iter().all(|rank| *rank == ranks[0])).count(),
        }
    }

    /// The same with intervals. Groups are drawn whole: levels of one criterion hang together.
    fn with_ranges(groups: &[Vec<Unit>], raters: usize) -> Statistics {
        let has_pair = |group: &&Vec<Unit>| group.iter().any(|unit| ranks(unit).len() > 1);
        let paired: Vec<&Vec<Unit>> = groups.iter().filter(has_pair).collect();
        let ranged = |estimate: Estimate, figure: fn(&[&Vec<Unit>]) -> Figure| Estimate {
            range: estimate.figure.is_ok().then(|| {
                bootstrap::range(&paired, |drawn| {
                    figure(&drawn.iter().map(|group| **group).collect::<Vec<_>>())
                })
            }),
            ..estimate
        };
        let plain = Statistics::plain(groups, raters);
        Statistics {
            kappa: plain.kappa.map(|kappa| ranged(kappa, kappa_of)),
            alpha: ranged(plain.alpha, alpha_of),
            ..plain
        }
    }
}

fn kappa_of(groups: &[&Vec<Unit>]) -> Figure {
    weighted_kappa(groups.iter().copied().flatten())
}

fn alpha_of(groups: &[&Vec<Unit>]) -> Figure {
    ordinal_alpha(groups.iter().copied().flatten())
}

fn disagreements(
    rubrics: &Rubrics,
    assessments: &[Vec<Assessment>],
    criteria: &[CriterionLevels],
) -> Vec<Disagreement> {
    let units = criteria.iter().flat_map(|levels| {
        let units = levels.units().into_iter().enumerate();
        units.map(|(proposal, unit)| (levels.criterion, proposal, unit))
    });
    let mut apart: Vec<(CriterionId, usize, Unit)> = units.filter(|(.., unit)| spread(unit) > 0).collect();
    apart
        .sort_by_key(|(criterion, _, unit)| (Reverse(spread(unit)), !rubrics.criteria[*criterion].is_core()));
    let files: Vec<Files> = assessments.iter().map(|files| Files::of(rubrics, files)).collect();
    let disagreement = |(criterion, proposal, unit): (CriterionId, usize, Unit)| {
        let raters: Vec<usize> = (0..unit.len()).filter(|rater| unit[*rater].is_some()).collect();
        let read = rubrics.facts_read(rubrics.criteria[criterion].conditions());
        let facts = files[proposal].differences(&raters, &read);
        Disagreement { criterion, proposal, spread: spread(&unit), raters, facts }
    };
    apart.into_iter().map(disagreement).collect()
}

/// How far the lowest and the highest rank are apart.
fn spread(unit: &Unit) -> u8 {
    let ranks = ranks(unit);
    let ends = ranks.iter().max().zip(ranks.iter().min());
    ends.map_or(0, |(most, least)| most - least)
}
