//! How high raters of each sector rate.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::levels::CriterionLevels;
use super::raters::Rater;
use super::statistics::Unit;
use crate::rubric::{CriterionId, Rubrics};

/// The raters by sector. Compared is only what some rater of each sector has settled: else a sector that leaves the hard
/// questions open would look better by it.
#[derive(Debug, Clone, PartialEq)]
pub struct BySector {
    /// The sectors that raters name, in the order of the vocabulary: two at least.
    pub sectors: Vec<SectorMean>,
    /// How many criteria, of a proposal each, some rater of each sector has settled.
    pub compared: usize,
    /// The criteria of which sectors differ: most first, core criteria before the others.
    pub gaps: Vec<SectorGap>,
}

/// A sector, and how high its raters rate.
#[derive(Debug, Clone, PartialEq)]
pub struct SectorMean {
    /// Its number in the vocabulary.
    pub sector: u8,
    /// Its raters, by number.
    pub raters: Vec<usize>,
    /// The mean level, 0 (absent) to 3 (strong), over what is compared, each rater of the sector counting alike within a
    /// criterion; `None` where nothing is compared.
    pub mean: Option<f64>,
}

/// A criterion of which sectors differ.
#[derive(Debug, Clone, PartialEq)]
pub struct SectorGap {
    /// Which criterion.
    pub criterion: CriterionId,
    /// The mean level by each sector, in the order of the sectors.
    pub means: Vec<f64>,
}

impl SectorGap {
    /// How far the lowest and the highest are apart, 0 to 3.
    pub fn width(&self) -> f64 {
        let most = self.means.iter().copied().fold(f64::MIN, f64::max);
        most - self.means.iter().copied().fold(f64::MAX, f64::min)
    }
}

/// The raters by sector; `None` where fewer than two sectors are named.
pub(super) fn by_sector(
    rubrics: &Rubrics,
    raters: &[Rater],
    criteria: &[CriterionLevels],
) -> Option<BySector> {
    let mut groups: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for (number, rater) in raters.iter().enumerate() {
        if let Some(sector) = rater.sector {
            groups.entry(sector).or_default().push(number);
        }
    }
    if groups.len() < 2 {
        return None;
    }
    let compared =
        |unit: &Unit| groups.values().map(|group| mean_of(unit, group)).collect::<Option<Vec<f64>>>();
    let rows: Vec<(CriterionId, Vec<Vec<f64>>)> = criteria
        .iter()
        .map(|levels| (levels.criterion, levels.units().iter().filter_map(compared).collect()))
        .collect();
    let all: Vec<&Vec<f64>> = rows.iter().flat_map(|(_, units)| units).collect();
    let mut gaps: Vec<SectorGap> = rows
        .iter()
        .filter_map(|(criterion, units)| {
            let means = (0..groups.len()).map(|sector| mean(units.iter().map(|unit| unit[sector])));
            Some(SectorGap { criterion: *criterion, means: means.collect::<Option<_>>()? })
        })
        .filter(|gap| gap.width() > 0.0)
        .collect();
    gaps.sort_by(|a, b| {
        let order = b.width().total_cmp(&a.width());
        order.then_with(|| {
            let is_core = |gap: &SectorGap| Reverse(rubrics.criteria[gap.criterion].is_core());
            is_core(a).cmp(&is_core(b))
        })
    });
    let sectors = groups.iter().enumerate().map(|(place, (sector, raters))| SectorMean {
        sector: *sector,
        raters: raters.clone(),
        mean: mean(all.iter().map(|unit| unit[place])),
    });
    Some(BySector { sectors: sectors.collect(), compared: all.len(), gaps })
}

/// The mean rank that some raters give; `None` where none of them gives any.
fn mean_of(unit: &Unit, raters: &[usize]) -> Option<f64> {
    mean(raters.iter().filter_map(|rater| unit[*rater]).map(f64::from))
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, number) = values.fold((0.0, 0usize), |(sum, number), value| (sum + value, number + 1));
    (number > 0).then(|| sum / number as f64)
}
