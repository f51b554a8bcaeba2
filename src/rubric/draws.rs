//! The weights as drawn for the figure of stability.
//!
//! Each draw multiplies every weight, of criteria and of dimensions, by an independent factor between 0.5 and 1.5.
//! The draws are made once for a set of rubrics and are the same for every proposal.

use rand_core::Rng;
use rand_pcg::Pcg64Mcg;
use typed_index_collections::TiVec;

use super::{CriterionId, DimensionId, Rubrics};

/// The drawn weights. Single precision is enough: a draw counts as one of hundreds, whatever its last digits.
#[derive(Debug)]
pub struct Draws {
    /// How many.
    pub count: usize,
    /// For each criterion, its weight in each draw.
    pub criteria: TiVec<CriterionId, Vec<f32>>,
    /// For each dimension, its weight in each draw.
    pub dimensions: TiVec<DimensionId, Vec<f32>>,
    /// For each dimension, the criteria that are in it.
    pub members: TiVec<DimensionId, Vec<CriterionId>>,
}

impl Draws {
    /// The least that a weight is multiplied by.
    pub const LEAST: f32 = 0.5;
    /// The most.
    pub const MOST: f32 = 1.5;

    /// Draws the weights for a set of rubrics, with the generator and the seed that its scale names.
    pub(super) fn make(rubrics: &Rubrics) -> Draws {
        let mut generator = Pcg64Mcg::new(u128::from(rubrics.scale.seed));
        let count = rubrics.scale.draws;
        let mut draw = |weight: f64| -> Vec<f32> {
            // The upper 24 bits are a fraction from 0 to 1, as exact as single precision can hold it.
            let fraction = |bits: u64| (bits >> 40) as f32 / (1u32 << 24) as f32;
            (0..count)
                .map(|_| {
                    weight as f32
                        * (Self::LEAST + (Self::MOST - Self::LEAST) * fraction(generator.next_u64()))
                })
                .collect()
        };
        Draws {
            count,
            criteria: rubrics.criteria.iter().map(|c| draw(f64::from(c.weight))).collect(),
            dimensions: rubrics.dimensions.iter().map(|d| draw(d.weight)).collect(),
            members: rubrics.dimensions.keys().map(|id| members(rubrics, id)).collect(),
        }
    }
}

fn members(rubrics: &Rubrics, dimension: DimensionId) -> Vec<CriterionId> {
    let inside = rubrics.criteria.iter_enumerated().filter(|(_, criterion)| criterion.dimension == dimension);
    inside.map(|(id, _)| id).collect()
}
