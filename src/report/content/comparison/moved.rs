//! What moved between two versions besides facts and findings: numbers, limits, sectors and criteria.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::CriterionScore;
use super::super::Rule;
use super::super::head::READINGS;
use super::super::sectors::status_words;
use super::super::tables::rule_id;
use super::Compared;
use crate::assess::{
    Change, Check, Comparison, CriterionMove, CriterionResult, DimensionScore, Need, Pair, Readings,
    SectorStatus, Subject, Truth,
};
use crate::rubric::SectorId;
use crate::text::{percent, whole};

/// A number before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovedNumber {
    /// What it is.
    pub what: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
    /// By how much, where that can be counted: `+4 points`.
    pub by: String,
}

/// Something that holds the verdict down.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedLimit<'a> {
    /// `lifted`, `new` or `changed`.
    pub way: &'static str,
    /// What it says.
    pub says: String,
    /// Its criterion.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
}

/// A sector that is represented otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedSector<'a> {
    /// Its rule.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// Before.
    pub old: SectorStatus,
    /// After.
    pub new: SectorStatus,
    /// Before and after in words.
    #[serde(skip)]
    pub says: String,
}

/// A criterion that moved.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedCriterion<'a> {
    /// The criterion.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// In which way.
    pub way: &'static str,
    /// Its level before, in words.
    pub old: String,
    /// Its level after, in words.
    pub new: String,
}

pub(super) fn figures(comparison: &Comparison) -> Vec<MovedNumber> {
    let (old, new) = (comparison.old, comparison.new);
    let points = |what: &str, old: u32, new: u32| moved(what, f64::from(old), f64::from(new), "");
    let [evidenced, claimed, possible] = READINGS;
    let by_evidence = points(&format!("score {evidenced}"), old.score.evidenced, new.score.evidenced);
    let others = [
        points(&format!("score {claimed}"), old.score.claimed, new.score.claimed),
        points(&format!("score {possible}"), old.score.possible, new.score.possible),
        moved("answered", f64::from(percent(old.answered)), f64::from(percent(new.answered)), " %"),
    ];
    comparison.compares_evidence().then_some(by_evidence).into_iter().chain(others).collect()
}

/// What is told of a number that did not move.
const SAME: &str = "same";

/// Two numbers rounded down, and by how many points they differ as they are shown; where they do not, by the fraction.
fn moved(what: &str, old: f64, new: f64, unit: &str) -> MovedNumber {
    let shown = i64::from(whole(new)) - i64::from(whole(old));
    let by = match shown {
        0 if (new - old).abs() >= 0.05 => format!("{:+.1} points", new - old),
        0 => SAME.to_owned(),
        1 | -1 => format!("{shown:+} point"),
        _ => format!("{shown:+} points"),
    };
    MovedNumber {
        what: what.to_owned(),
        old: format!("{}{unit}", whole(old)),
        new: format!("{}{unit}", whole(new)),
        by: by.replace('-', "−"),
    }
}

impl<'a> Compared<'_, 'a> {
    /// Those that moved by the reading that is shown: what moved by another one alone would stand there as the same.
    pub(super) fn dimensions(&self) -> Vec<MovedNumber> {
        let told = self.comparison.dimensions.iter().map(|pair| self.dimension(pair));
        told.filter(|moved| moved.by != SAME).collect()
    }

    /// By the reading that the verdict goes by; as stated where evidence is not compared.
    fn dimension(&self, pair: &Pair<&DimensionScore>) -> MovedNumber {
        let new = self.comparison.new;
        let title = new.rubrics.dimensions[pair.new.dimension].title.as_str();
        let reading = |score: &Readings<f64>| match self.comparison.compares_verdicts() {
            true => score.for_verdict(new.options),
            false => score.claimed,
        };
        let score = |of: &DimensionScore| of.score.as_ref().map(reading);
        match (score(pair.old), score(pair.new)) {
            (Some(old), Some(new)) => moved(title, old, new, ""),
            (old, new) => {
                let shown = |score: Option<f64>| {
                    score.map_or_else(|| "nothing due".to_owned(), |score| whole(score).to_string())
                };
                MovedNumber { what: title.to_owned(), old: shown(old), new: shown(new), by: String::new() }
            }
        }
    }

    /// Something that the next verdict waits for, or waited for; nothing where it is about no rule.
    pub(super) fn limit(&self, change: &Change<&Check>) -> Option<MovedLimit<'a>> {
        let (way, assessment, check) = match change {
            Change::Gone(check) => ("lifted", self.comparison.old, *check),
            Change::New(check) => ("new", self.comparison.new, *check),
            Change::Other(pair) => ("changed", self.comparison.new, pair.new),
        };
        let teller = self.teller(assessment);
        let lead = match (check.need, check.met) {
            (Need::Evidence(_), _) => "said without evidence",
            (_, Truth::Unknown) => "not known",
            (_, Truth::False | Truth::True) => "in the way",
        };
        let says = format!("{lead}: {}", teller.check_says(check)?);
        Some(MovedLimit { way, says, rule: self.tables.rule(check.need.subject()?) })
    }

    pub(super) fn sector(&self, rule: SectorId, pair: Pair<SectorStatus>) -> MovedSector<'a> {
        let says = format!("{} → {}", status_words(pair.old), status_words(pair.new));
        MovedSector { rule: self.tables.rule(Subject::Sector(rule)), old: pair.old, new: pair.new, says }
    }

    pub(super) fn criterion(&self, moved: &CriterionMove) -> MovedCriterion<'a> {
        let rule = self.tables.rule(Subject::Criterion(moved.results.new.criterion));
        let level = |result: &CriterionResult| {
            // Of evidence that was not looked at nothing is told.
            let unseen = !self.comparison.compares_evidence();
            let evidenced = if unseen { result.claimed.low } else { result.evidenced };
            CriterionScore::of(&CriterionResult { evidenced, ..result.clone() }, self.tables).says()
        };
        MovedCriterion {
            rule,
            way: moved.way.words(),
            old: level(moved.results.old),
            new: level(moved.results.new),
        }
    }
}
