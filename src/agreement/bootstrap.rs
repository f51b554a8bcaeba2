//! How far a figure would move with other criteria: an interval by drawing them again and again.

use rand_core::Rng;
use rand_pcg::Pcg64Mcg;

use super::statistics::Figure;

/// How many times is drawn.
pub const DRAWS: usize = 1000;
/// The seed of the generator: the same input gives the same interval.
const SEED: u128 = 20_261_122;
/// From fewer groups than this no interval is drawn: a few of them drawn again say little of any others.
pub const FEWEST: usize = 10;
/// An interval is given where so many draws have a figure; else it would be one of the draws that happen to vary.
const LEAST_DEFINED: usize = DRAWS / 20 * 19;
/// What is cut off at each end: 2.5 of a hundred, so that 95 lie within.
const CUT: usize = 25;

/// An interval in which a figure lies in 95 of 100 draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// Why there is no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRange {
    /// There are fewer than [`FEWEST`] groups to draw from.
    TooFew,
    /// In more than one draw of twenty all was of one rank, and no figure defined.
    TooAlike,
}

/// The interval of a figure by the percentile bootstrap (Efron 1979, Annals of Statistics 7: 1–26): as many groups as there
/// are, drawn with replacement, [`DRAWS`] times; the figure of each draw, from the lowest 2.5 % to the highest.
///
/// # Errors
/// There is none.
pub fn range<G>(groups: &[G], figure: impl Fn(&[&G]) -> Figure) -> Result<Range, NoRange> {
    if groups.len() < FEWEST {
        return Err(NoRange::TooFew);
    }
    let mut generator = Pcg64Mcg::new(SEED);
    let mut draw = || {
        // The upper half of the product is a number below `length`, each as likely as the others to within 2⁻⁵⁰.
        let product = u128::from(generator.next_u64()) * groups.len() as u128;
        &groups[(product >> 64) as usize]
    };
    let drawn = (0..DRAWS).map(|_| {
        let drawn: Vec<&G> = groups.iter().map(|_| draw()).collect();
        figure(&drawn)
    });
    let mut figures: Vec<f64> = drawn.flatten().collect();
    if figures.len() < LEAST_DEFINED {
        return Err(NoRange::TooAlike);
    }
    figures.sort_unstable_by(f64::total_cmp);
    let cut = figures.len() * CUT / DRAWS;
    Ok(Range { low: figures[cut], high: figures[figures.len() - 1 - cut] })
}

#[cfg(test)]
mod tests {
    use super::super::statistics::{Unit, ordinal_alpha};
    use super::*;

    fn alpha_range(units: &[Unit]) -> Result<Range, NoRange> {
        range(units, |units| ordinal_alpha(units.iter().copied()))
    }

    fn unit(a: u8, b: u8) -> Unit {
        vec![Some(a), Some(b)]
    }

    #[test]
    fn the_same_units_give_the_same_interval_around_their_figure() {
        let units: Vec<Unit> = (0..40u8).map(|n| unit(n % 4, if n % 5 == 0 { 3 } else { n % 4 })).collect();
        let range = alpha_range(&units).expect("an interval");
        assert_eq!(alpha_range(&units), Ok(range));
        let figure = ordinal_alpha(&units).expect("a figure");
        assert!(range.low < figure && figure < range.high, "{range:?} {figure}");
    }

    #[test]
    fn few_units_and_units_that_are_alike_give_none() {
        assert_eq!(alpha_range(&vec![unit(1, 2); FEWEST - 1]), Err(NoRange::TooFew));
        let mut alike = vec![unit(2, 2); 20];
        alike.push(unit(1, 2));
        assert_eq!(alpha_range(&alike), Err(NoRange::TooAlike));
    }

    #[test]
    fn where_all_agree_in_every_draw_the_interval_is_a_point() {
        let units: Vec<Unit> = (0..40u8).map(|n| unit(n % 4, n % 4)).collect();
        assert_eq!(alpha_range(&units), Ok(Range { low: 1.0, high: 1.0 }));
    }
}
