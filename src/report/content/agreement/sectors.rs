//! How high raters of each sector rate, in words.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::scores::short;
use super::super::tables::rule_id;
use super::super::{Rule, Tables};
use super::figures::two_decimals;
use crate::agreement::{Agreement, SectorGap};
use crate::assess::Subject;
use crate::proposal::Datum;
use crate::text::{self, count};

/// Raters by sector.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RaterSectors<'a> {
    /// The sectors that raters name.
    pub sectors: Vec<RaterSector>,
    /// On how many criteria, of a proposal each, they are compared: those that some rater of each sector has settled.
    pub compared: usize,
    /// The same in words.
    #[serde(skip)]
    pub says: String,
    /// The criteria of which they differ, most first.
    pub apart: Vec<SectorsApart<'a>>,
}

/// A sector, and how high its raters rate.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RaterSector {
    /// Its word.
    pub sector: String,
    /// The numbers of its raters, from 1.
    pub raters: Vec<usize>,
    /// The mean level, 0 (absent) to 3 (strong), over what is compared.
    pub mean: Option<f64>,
    /// Raters and mean in words.
    #[serde(skip)]
    pub says: String,
}

/// A criterion of which sectors differ.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SectorsApart<'a> {
    /// Its id.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// The mean level by each sector, in the order of the sectors.
    pub means: Vec<f64>,
    /// How far the lowest and the highest are apart.
    pub width: f64,
    /// The means in words.
    #[serde(skip)]
    pub says: String,
}

/// What is told of sectors; nothing where raters do not name two of them.
pub(super) fn sectors_of<'a>(agreement: &Agreement<'a>, tables: &'a Tables<'a>) -> Option<RaterSectors<'a>> {
    let by_sector = agreement.sectors.as_ref()?;
    let words: Vec<String> =
        by_sector.sectors.iter().map(|sector| sector_word(agreement, sector.sector)).collect();
    let sectors = by_sector.sectors.iter().zip(&words).map(|(sector, word)| {
        let raters: Vec<usize> = sector.raters.iter().map(|rater| rater + 1).collect();
        let numbers: Vec<String> = raters.iter().map(usize::to_string).collect();
        let noun = if raters.len() == 1 { "rater" } else { "raters" };
        let mean = match sector.mean {
            Some(mean) => format!("mean level {}", two_decimals(mean)),
            None => "no mean level".to_owned(),
        };
        RaterSector {
            sector: word.clone(),
            says: format!("{mean} ({noun} {})", text::join(&numbers, "and")),
            raters,
            mean: sector.mean.map(short),
        }
    });
    Some(RaterSectors {
        sectors: sectors.collect(),
        compared: by_sector.compared,
        says: match by_sector.compared {
            0 => "No criterion is settled by a rater of each sector, so that there is nothing to compare."
                .to_owned(),
            number => format!(
                "Levels run from 0 (absent) to 3 (strong). Means are over what a rater of each sector has settled: {}.{}",
                count(number, "level"),
                without_sector(agreement)
            ),
        },
        apart: by_sector.gaps.iter().map(|gap| apart(gap, &words, tables)).collect(),
    })
}

/// That raters are left out.
fn without_sector(agreement: &Agreement) -> &'static str {
    match agreement.raters.iter().all(|rater| rater.sector.is_some()) {
        true => "",
        false => " Raters who name no sector are left out here.",
    }
}

/// The word of a sector that a rater names.
pub(super) fn sector_word(agreement: &Agreement, sector: u8) -> String {
    let dictionary = &agreement.rubrics.dictionary;
    let fact = agreement.rubrics.product.filled_in_by.map(|facts| dictionary.fact(facts.sector.fact));
    fact.map(|fact| dictionary.say_datum(fact, &Datum::Word(sector))).unwrap_or_default()
}

fn apart<'a>(gap: &SectorGap, words: &[String], tables: &'a Tables<'a>) -> SectorsApart<'a> {
    let means = words.iter().zip(&gap.means);
    let says: Vec<String> = means.map(|(word, mean)| format!("{word} {}", two_decimals(*mean))).collect();
    SectorsApart {
        rule: tables.rule(Subject::Criterion(gap.criterion)),
        means: gap.means.iter().map(|mean| short(*mean)).collect(),
        width: short(gap.width()),
        says: says.join(", "),
    }
}
