//! The weights as drawn for the figure of stability.
//!
//! Each draw multiplies the weight of every core criterion by an independent factor between 0.5 and 1.5.
//! The draws are made once for a set of rubrics and are the same for every proposal.

use rand_core::Rng;
use rand_pcg::Pcg64Mcg;

use super::{CriterionId, Rubrics};

/// The drawn weights. Single precision is enough: a draw counts as one of hundreds, whatever its last digits.
#[derive(Debug)]
pub struct Draws {
    /// How many.
    pub count: usize,
    /// The core criteria, each with its weight in each draw.
    pub core: Vec<(CriterionId, Vec<f32>)>,
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
        let core = rubrics.criteria.iter_enumerated().filter(|(_, criterion)| criterion.is_core());
        Draws { count, core: core.map(|(id, criterion)| (id, draw(f64::from(criterion.weight)))).collect() }
    }
}
