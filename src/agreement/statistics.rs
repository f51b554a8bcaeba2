//! How far raters agree beyond chance: weighted kappa for two of them, Krippendorff's alpha for any number.
//!
//! Both are 1 where all agree, and 0 where they agree as often as chance would have it. Both weigh a disagreement by how far
//! apart two ranks are.

/// What each rater gave to one unit, in the order of the raters: a rank from 0, or nothing.
pub type Unit = Vec<Option<u8>>;

/// A figure of agreement, at most 1; or why there is none.
pub type Figure = Result<f64, Undefined>;

/// Why there is no figure of agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undefined {
    /// No unit was rated by two raters.
    NoPair,
    /// All that was rated by two raters or more got one and the same rank: without variation there is nothing that chance
    /// could have made differ.
    OneRank,
}

/// Cohen's kappa of two raters, disagreements weighted by the square of the distance of ranks.
///
/// κ = 1 − Σ d²·observed ∕ Σ d²·expected over all pairs of ranks at distance d; expected is the product of the two raters'
/// own shares (Cohen 1968, Psychological Bulletin 70: 213–220). For squared weights the sum of expected distances over n
/// units is (n·Σa² + n·Σb² − 2·Σa·Σb) ∕ n. Units without both ranks are left out. It ranges from −1 to 1.
///
/// # Errors
/// There is none.
pub fn weighted_kappa<'u>(units: impl IntoIterator<Item = &'u Unit>) -> Figure {
    let (mut number, mut apart) = (0, 0);
    let (mut sum_a, mut sum_b, mut squares) = (0, 0, 0);
    for unit in units {
        let &[Some(a), Some(b)] = &unit[..] else { continue };
        let (a, b) = (i64::from(a), i64::from(b));
        number += 1;
        apart += (a - b) * (a - b);
        (sum_a, sum_b, squares) = (sum_a + a, sum_b + b, squares + a * a + b * b);
    }
    let by_chance = number * squares - 2 * sum_a * sum_b;
    match (number, by_chance) {
        (0, _) => Err(Undefined::NoPair),
        (_, 0) => Err(Undefined::OneRank),
        _ => Ok(1.0 - (number * apart) as f64 / by_chance as f64),
    }
}

/// Krippendorff's alpha of any number of raters, with the metric for ranks.
///
/// α = 1 − D_o ∕ D_e (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability). With n_c values of rank c, the squared
/// difference of ranks c ≤ k is (n_c + … + n_k − (n_c + n_k) ∕ 2)². Units with fewer than two ranks are left out, and a rater
/// may leave out any unit. It is at most 1.
///
/// # Errors
/// There is none.
pub fn ordinal_alpha<'u>(units: impl IntoIterator<Item = &'u Unit>) -> Figure {
    alpha(units, |counts, low, high| {
        let between: f64 = counts[low..=high].iter().sum();
        between - (counts[low] + counts[high]) / 2.0
    })
}

/// Alpha by a difference of two ranks, the lower one first, given how many values each rank has.
fn alpha<'u>(
    units: impl IntoIterator<Item = &'u Unit>,
    difference: impl Fn(&[f64], usize, usize) -> f64,
) -> Figure {
    let units: Vec<Vec<u8>> = units.into_iter().map(ranks).filter(|ranks| ranks.len() > 1).collect();
    let Some(most) = units.iter().flatten().max() else { return Err(Undefined::NoPair) };
    let mut counts = vec![0.0; usize::from(*most) + 1];
    units.iter().flatten().for_each(|rank| counts[usize::from(*rank)] += 1.0);
    let squared = |a: usize, b: usize| difference(&counts, a.min(b), a.max(b)).powi(2);
    let apart = |a: &u8, b: &u8| if a == b { 0.0 } else { squared((*a).into(), (*b).into()) };
    let within = |ranks: &Vec<u8>| -> f64 {
        let pairs = ranks.iter().flat_map(|a| ranks.iter().map(move |b| apart(a, b)));
        pairs.sum::<f64>() / (ranks.len() - 1) as f64
    };
    let observed: f64 = units.iter().map(within).sum();
    let mut expected = 0.0;
    for a in 0..counts.len() {
        for b in (0..counts.len()).filter(|b| *b != a) {
            expected += counts[a] * counts[b] * squared(a, b);
        }
    }
    if expected == 0.0 {
        return Err(Undefined::OneRank);
    }
    let values: f64 = counts.iter().sum();
    Ok(1.0 - (values - 1.0) * observed / expected)
}

/// The ranks that a unit was given, in the order of the raters.
pub(super) fn ranks(unit: &Unit) -> Vec<u8> {
    unit.iter().flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The units of raters, each with a character for each unit; a point is no rank.
    fn units(raters: &[&str]) -> Vec<Unit> {
        let rank = |character: u8| (character != b'.').then(|| character - b'0');
        let length = raters[0].len();
        (0..length).map(|unit| raters.iter().map(|rater| rank(rater.as_bytes()[unit])).collect()).collect()
    }

    #[track_caller]
    fn assert_near(figure: Figure, expected: f64) {
        let figure = figure.expect("a figure");
        assert!((figure - expected).abs() < 0.0005, "{figure}");
    }

    /// The reliability data of Krippendorff (2011): four observers, twelve units, values missing.
    #[test]
    fn alpha_is_that_of_the_worked_example() {
        let units = units(&["123321412...", "1233224125.3", ".3332342251.", "12332441251."]);
        assert_near(alpha(&units, |_, a, b| f64::from(a != b)), 0.743);
        assert_near(ordinal_alpha(&units), 0.815);
        assert_near(alpha(&units, |_, a, b| b as f64 - a as f64), 0.849);
    }

    /// The data `anxiety` of the R package `irr`, its first two raters: `kappa2(…, "squared")` gives 0.297.
    #[test]
    fn kappa_is_that_of_a_published_example() {
        let units = units(&["33345523522615221243", "36462424332333221334"]);
        assert_near(weighted_kappa(&units), 0.297);
    }

    /// By hand: of (0, 0), (1, 2), (2, 1), (3, 3) two are one apart. Expected: 4·(14 + 14) − 2·6·6 = 40; κ = 1 − 4·2 ∕ 40.
    #[test]
    fn kappa_is_that_of_a_sum_by_hand() {
        assert_near(weighted_kappa(&units(&["0123", "0213"])), 0.8);
    }

    /// By hand: ranks 0, 0, 1, 2 and 0, 0, 1, 1; counts 4, 3, 1. Squared differences: 0–1 3.5², 1–2 2², 0–2 5.5².
    /// Observed 2·4 = 8; expected 2·(12·12.25 + 3·4 + 4·30.25) = 560; α = 1 − 7·8 ∕ 560.
    #[test]
    fn alpha_is_that_of_a_sum_by_hand() {
        assert_near(ordinal_alpha(&units(&["0012", "0011"])), 0.9);
    }

    #[test]
    fn where_there_is_no_figure_it_is_said_why() {
        let both = |units: Vec<Unit>| [weighted_kappa(&units), ordinal_alpha(&units)];
        assert_eq!(both(units(&["222", "222"])), [Err(Undefined::OneRank); 2]);
        assert_eq!(both(units(&["2.", ".2"])), [Err(Undefined::NoPair); 2]);
        assert_eq!(both(units(&["..", ".."])), [Err(Undefined::NoPair); 2]);
        assert_eq!(both(Vec::new()), [Err(Undefined::NoPair); 2]);
        assert_eq!(ordinal_alpha(&units(&["012"])), Err(Undefined::NoPair));
        // Always one apart is no better than chance.
        assert_eq!(weighted_kappa(&units(&["11", "22"])), Ok(0.0));
    }

    /// Units as `raters` raters could have rated them.
    fn rated(raters: usize) -> impl Strategy<Value = Vec<Unit>> {
        proptest::collection::vec(proptest::collection::vec(proptest::option::of(0u8..4), raters), 0..24)
    }

    fn alike(one: Figure, other: Figure) -> bool {
        match (one, other) {
            (Ok(one), Ok(other)) => (one - other).abs() < 1e-9,
            (one, other) => one == other,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn raters_and_units_may_change_places(two in rated(2), more in rated(4)) {
            let turned = |units: &[Unit]| -> Vec<Unit> {
                units.iter().rev().map(|unit| unit.iter().rev().copied().collect()).collect()
            };
            prop_assert!(alike(weighted_kappa(&two), weighted_kappa(&turned(&two))));
            prop_assert!(alike(ordinal_alpha(&more), ordinal_alpha(&turned(&more))));
        }

        #[test]
        fn a_unit_of_one_rater_changes_nothing(two in rated(2), more in rated(3), rank in 0u8..4) {
            let with = |units: &[Unit], unit: Unit| [units, &[unit]].concat();
            prop_assert!(alike(weighted_kappa(&two), weighted_kappa(&with(&two, vec![None, Some(rank)]))));
            prop_assert!(alike(ordinal_alpha(&more), ordinal_alpha(&with(&more, vec![Some(rank), None, None]))));
        }

        #[test]
        fn full_agreement_is_one_and_nothing_is_more(ranks in proptest::collection::vec(0u8..4, 2..24), two in rated(2)) {
            let same: Vec<Unit> = ranks.iter().map(|rank| vec![Some(*rank); 2]).collect();
            let varies = ranks.iter().any(|rank| *rank != ranks[0]);
            let expected = if varies { Ok(1.0) } else { Err(Undefined::OneRank) };
            prop_assert_eq!(weighted_kappa(&same), expected);
            prop_assert_eq!(ordinal_alpha(&same), expected);
            for figure in [weighted_kappa(&two), ordinal_alpha(&two)].into_iter().flatten() {
                prop_assert!(figure <= 1.0);
            }
        }
    }
}
