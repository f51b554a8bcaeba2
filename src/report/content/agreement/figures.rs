//! The figures of agreement in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::scores::short;
use crate::agreement::{Agreement, DRAWS, Estimate, FEWEST, NoRange, Statistics, Undefined};

/// A figure of agreement: 1 is full agreement, 0 what chance would give.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AgreementFigure {
    /// `weighted kappa` or `Krippendorff's alpha`.
    pub name: &'static str,
    /// The figure; nothing where it is not defined.
    pub value: Option<f64>,
    /// The lower end of the interval in which it lies in 95 of 100 draws of criteria.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The figure and its interval in words, or why there is none.
    pub says: String,
    /// The same in a word or two.
    #[serde(skip)]
    pub short: String,
}

/// On how many units raters give the very same level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Agreed {
    /// On so many all who have settled the level have the same.
    pub same: usize,
    /// Of so many on which two raters or more have settled it.
    pub of: usize,
    /// The same in words.
    #[serde(skip)]
    pub says: String,
}

/// Two raters or any number.
const KAPPA: &str = "weighted kappa";
const ALPHA: &str = "Krippendorff's alpha";

impl Agreed {
    /// Over all criteria of so many proposals.
    pub(super) fn over_criteria(statistics: &Statistics, proposals: usize) -> Agreed {
        Agreed::over(statistics, if proposals > 1 { "criteria of all proposals" } else { "criteria" })
    }

    /// Of one criterion.
    pub(super) fn over_proposals(statistics: &Statistics) -> Agreed {
        Agreed::over(statistics, "proposals")
    }

    fn over(statistics: &Statistics, units: &str) -> Agreed {
        let Statistics { agreed, rated, .. } = *statistics;
        let says = match rated {
            0 => format!("there are no {units} on which two raters have settled the level"),
            _ => format!(
                "the same level on {agreed} of {rated} {units} on which two raters or more have settled it"
            ),
        };
        Agreed { same: agreed, of: rated, says }
    }
}

/// The figures over all criteria.
pub(super) fn overall(agreement: &Agreement) -> Vec<AgreementFigure> {
    figures_of(&agreement.overall)
}

/// The figures of some units: weighted kappa where there are two raters, and alpha.
pub(super) fn figures_of(statistics: &Statistics) -> Vec<AgreementFigure> {
    let kappa = statistics.kappa.iter().map(|kappa| figure(KAPPA, kappa, statistics));
    kappa.chain([figure(ALPHA, &statistics.alpha, statistics)]).collect()
}

fn figure(name: &'static str, estimate: &Estimate, statistics: &Statistics) -> AgreementFigure {
    let range = estimate.range.and_then(Result::ok);
    AgreementFigure {
        name,
        value: estimate.figure.ok().map(short),
        low: range.map(|range| short(range.low)),
        high: range.map(|range| short(range.high)),
        says: says(estimate, statistics),
        short: match estimate.figure {
            Ok(figure) => two_decimals(figure),
            Err(Undefined::NoPair) => "no pair".to_owned(),
            Err(Undefined::OneRank) => "one level".to_owned(),
        },
    }
}

fn says(estimate: &Estimate, statistics: &Statistics) -> String {
    let Statistics { agreed, rated, .. } = statistics;
    let figure = match estimate.figure {
        Ok(figure) => two_decimals(figure),
        Err(Undefined::NoPair) => return "not defined: nothing is settled by two raters".to_owned(),
        Err(Undefined::OneRank) => {
            return format!(
                "not defined: all raters give one and the same level everywhere; they agree on {agreed} of {rated}"
            );
        }
    };
    match estimate.range {
        None => figure,
        Some(Ok(range)) => {
            let (low, high) = (two_decimals(range.low), two_decimals(range.high));
            format!("{figure}; from {low} to {high} in 95 % of {DRAWS} draws of criteria")
        }
        Some(Err(NoRange::TooFew)) => {
            format!("{figure}; no interval, as fewer than {FEWEST} criteria are settled by two raters")
        }
        Some(Err(NoRange::TooAlike)) => {
            format!("{figure}; no interval, as too many draws of criteria hold one level alone")
        }
    }
}

/// `0.62`; never `-0.00`.
pub(super) fn two_decimals(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    // Adding nothing makes 0 of −0.
    format!("{:.2}", rounded + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_is_not_defined_is_told_in_words() {
        let estimate = |figure| Estimate { figure, range: None };
        let told = |figure| {
            let statistics =
                Statistics { kappa: Some(estimate(figure)), alpha: estimate(figure), rated: 3, agreed: 3 };
            figures_of(&statistics).into_iter().map(|figure| figure.says).collect::<Vec<_>>()
        };
        let one = "not defined: all raters give one and the same level everywhere; they agree on 3 of 3";
        assert_eq!(told(Err(Undefined::OneRank)), [one, one]);
        assert_eq!(told(Err(Undefined::NoPair)), ["not defined: nothing is settled by two raters"; 2]);
        assert_eq!(told(Ok(-0.001)), ["0.00"; 2]);
    }
}
