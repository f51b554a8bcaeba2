//! How far several raters agree: figures first, then where they are furthest apart and by which facts, then all levels side
//! by side.

mod disagreements;
mod figures;
mod sectors;

use schemars::JsonSchema;
use serde::Serialize;

use self::disagreements::told;
use self::figures::{figures_of, overall};
use self::sectors::{sector_word, sectors_of};
use super::levels::interval_words;
use super::proposal::called;
use super::tables::rule_id;
use super::{Rule, Tables};
use crate::agreement::{Agreement, CriterionLevels, RaterLevel};
use crate::assess::{Assessment, Subject};
use crate::proposal::Source;
use crate::rubric::Level;
use crate::text::{self, count};

pub use self::disagreements::{ApartFact, ApartValue, Disagreement};
pub use self::figures::{Agreed, AgreementFigure};
pub use self::sectors::{RaterSector, RaterSectors, SectorsApart};

/// What is told of the files of several raters.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AgreementReport<'a> {
    /// What the proposal is called, or how many there are.
    pub called: String,
    /// Who filled in the files.
    pub raters: Vec<RaterText>,
    /// The proposals, in the order of their files' names.
    pub proposals: Vec<RatedProposal>,
    /// What to know before one reads the figures.
    pub notes: Vec<String>,
    /// How far raters agree over all criteria: weighted kappa for two raters, and Krippendorff's alpha.
    pub figures: Vec<AgreementFigure>,
    /// On how many criteria they give the very same level.
    pub agreed: Agreed,
    /// Where they give different levels: the furthest apart first, core criteria before the others.
    pub disagreements: Vec<Disagreement<'a>>,
    /// Raters by sector, where they name two sectors.
    pub sectors: Option<RaterSectors<'a>>,
    /// Every criterion that counts for some rater.
    pub criteria: Vec<RatedCriterion<'a>>,
}

/// Somebody who filled in a file for each proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RaterText {
    /// The number by which the report calls the rater, from 1.
    pub number: usize,
    /// The file or the folder.
    pub path: String,
    /// The name, where the files give one.
    pub name: Option<String>,
    /// The sector, where the files give one.
    pub sector: Option<String>,
    /// Name and sector in words.
    #[serde(skip)]
    pub says: String,
}

/// A proposal, as each rater has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RatedProposal {
    /// What it is called by the first who names it.
    pub called: String,
    /// The file of each rater.
    pub paths: Vec<String>,
}

/// A criterion, and the levels that raters give to it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RatedCriterion<'a> {
    /// Its id.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// For each proposal the level of each rater.
    pub levels: Vec<Vec<LevelText>>,
    /// How far raters agree on it over the proposals, where there are several.
    pub figures: Vec<AgreementFigure>,
    /// On how many proposals they give it the very same level, where there are several.
    pub agreed: Option<Agreed>,
}

/// What the file of one rater makes of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelText {
    /// The level, where what the file says settles it.
    pub level: Option<Level>,
    /// The level in words; what it may come to, or why it does not count.
    pub says: String,
    /// The same in a word.
    #[serde(skip)]
    pub short: &'static str,
}

/// How the figures are meant, and what they cannot tell.
pub const HOW_TO_READ_AGREEMENT: &str = "1 is full agreement, 0 is what chance would give. As a convention, Krippendorff asks for 0.80, and for 0.667 at \
                               the least. Criteria hang together and are no sample: an interval tells roughly how far \
                               a figure rests on a few of them. A level that is open is no level, and is left out. \
                               That raters agree does not make them right.";

/// What is said where raters give no different levels.
pub const NO_DISAGREEMENT: &str = "No two raters give a criterion different levels.";
/// What is said of a disagreement that no single fact explains.
pub const NO_FACT_APART: &str = "The files say the same of every fact that it reads.";

impl<'a> AgreementReport<'a> {
    /// What is told of raters whose files, or folders, have these paths; `sources` has the files of each proposal.
    pub fn of(
        agreement: &Agreement<'a>,
        paths: &[String],
        sources: &[Vec<Source>],
        tables: &'a Tables<'a>,
    ) -> AgreementReport<'a> {
        let proposals: Vec<RatedProposal> = agreement.assessments.iter().zip(sources).map(proposal).collect();
        AgreementReport {
            called: match &proposals[..] {
                [only] => only.called.clone(),
                several => count(several.len(), "proposal"),
            },
            raters: raters(agreement, paths),
            notes: notes(agreement),
            figures: overall(agreement),
            agreed: Agreed::over_criteria(&agreement.overall, agreement.assessments.len()),
            disagreements: told(agreement, sources, tables),
            sectors: sectors_of(agreement, tables),
            criteria: agreement.criteria.iter().map(|levels| criterion(agreement, levels, tables)).collect(),
            proposals,
        }
    }

    /// The rules of all criteria in it.
    pub fn rules(&self) -> impl Iterator<Item = &Rule<'a>> {
        self.criteria.iter().map(|criterion| criterion.rule)
    }

    /// What the proposal with this number is called, where there are several.
    pub fn proposal_called(&self, proposal: usize) -> Option<&str> {
        (self.proposals.len() > 1).then(|| self.proposals[proposal].called.as_str())
    }
}

fn proposal((files, sources): (&Vec<Assessment>, &Vec<Source>)) -> RatedProposal {
    let named = files.iter().find(|file| file.name().is_some()).or(files.first());
    RatedProposal {
        called: named.map(called).unwrap_or_default(),
        paths: sources.iter().map(Source::label).collect(),
    }
}

fn raters(agreement: &Agreement, paths: &[String]) -> Vec<RaterText> {
    let rater = |(number, (rater, path)): (usize, (&crate::agreement::Rater, &String))| {
        let name = rater.name.as_deref().map(|name| text::shorten_middle(name, 40));
        let sector = rater.sector.map(|sector| sector_word(agreement, sector));
        let says: Vec<String> = name.iter().chain(&sector).cloned().collect();
        let says = if says.is_empty() { "not named".to_owned() } else { says.join(", ") };
        RaterText { number: number + 1, path: path.clone(), name, sector, says }
    };
    agreement.raters.iter().zip(paths).enumerate().map(rater).collect()
}

fn criterion<'a>(
    agreement: &Agreement<'a>,
    levels: &CriterionLevels,
    tables: &'a Tables<'a>,
) -> RatedCriterion<'a> {
    let statistics = agreement.of_criterion(levels);
    RatedCriterion {
        rule: tables.rule(Subject::Criterion(levels.criterion)),
        levels: levels.levels.iter().map(|levels| levels.iter().map(level).collect()).collect(),
        figures: statistics.as_ref().map(figures_of).unwrap_or_default(),
        agreed: statistics.as_ref().map(Agreed::over_proposals),
    }
}

fn level(level: &RaterLevel) -> LevelText {
    let short = match level {
        RaterLevel::NotDue => "not due",
        RaterLevel::DoesNotApply => "n/a",
        RaterLevel::Between(_) => level.settled().map_or("open", Level::word),
    };
    LevelText { level: level.settled(), says: level_says(level), short }
}

/// `sound`, `weak to strong`, `open`, `not due`, `does not apply`.
fn level_says(level: &RaterLevel) -> String {
    match level {
        RaterLevel::NotDue => "not due".to_owned(),
        RaterLevel::DoesNotApply => "does not apply".to_owned(),
        RaterLevel::Between(interval) => interval_words(*interval),
    }
}

fn notes(agreement: &Agreement) -> Vec<String> {
    let mut notes = Vec::new();
    for files in agreement.assessments {
        notes.extend(names_differ(files));
        notes.extend(stages_differ(files));
    }
    notes.extend(counts_for_some(agreement));
    for (number, rater) in (1..).zip(&agreement.raters) {
        if rater.is_several {
            notes.push(format!(
                "The files of rater {number} name different people or sectors in `filled_in_by`."
            ));
        }
    }
    notes.push(format!(
        "All files are assessed as of {} and by the same rubrics, by facts as stated.",
        as_of(agreement)
    ));
    notes
}

/// That a criterion applies by the files of some raters only: that too is a difference, and in no figure.
fn counts_for_some(agreement: &Agreement) -> Option<String> {
    let is_it = |levels: &&Vec<RaterLevel>| {
        let applying = levels.iter().filter(|level| **level != RaterLevel::DoesNotApply).count();
        applying > 0 && applying < levels.len()
    };
    let number = agreement.criteria.iter().flat_map(|criterion| &criterion.levels).filter(is_it).count();
    let criteria = if number == 1 { "1 criterion".to_owned() } else { format!("{number} criteria") };
    (number > 0).then(|| {
        format!(
            "Of {criteria} some files say that it does not apply, and others do not: no figure tells of that."
        )
    })
}

fn as_of(agreement: &Agreement) -> String {
    let first = agreement.assessments.iter().flatten().next();
    first.map(|assessment| assessment.options.as_of.to_string()).unwrap_or_default()
}

/// That files seem to be about different proposals.
fn names_differ(files: &[Assessment]) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in files.iter().filter_map(Assessment::name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let names: Vec<String> = names.iter().map(|name| text::shorten_middle(name, 60)).collect();
    (names.len() > 1).then(|| format!("The names differ: {}.", text::join(&names, "and")))
}

/// That not the same criteria are due.
fn stages_differ(files: &[Assessment]) -> Option<String> {
    let first = files.first()?;
    files.iter().any(|file| file.stage != first.stage).then(|| {
        let stages = (1..).zip(files).map(|(number, file)| format!("rater {number} {}", file.stage_word()));
        let stages = text::join(&stages.collect::<Vec<_>>(), "and");
        format!(
            "The stages of {} differ ({stages}): what is not due by a rater's file has no level there.",
            called(first)
        )
    })
}
