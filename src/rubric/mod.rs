//! The rubrics: criteria and patterns as data, loaded, checked and compiled.

mod compile;
mod condition;
mod criterion;
mod draws;
mod entails;
mod four_sectors;
mod guidance;
mod ids;
mod load;
mod loader;
mod product;
mod scale;
mod sources;
mod threshold;

use std::sync::OnceLock;

#[doc(hidden)]
pub use compile::compile;
pub use condition::Condition;
#[doc(hidden)]
pub use condition::{Parts, PartsMut};
pub use criterion::{Citation, Criterion, Decisive, Level, Pattern, Risk, Severity, Step, Worse};
#[doc(hidden)]
pub use draws::Draws;
pub use four_sectors::SectorRule;
pub use guidance::{AskedOf, FirstStep, Form, Ground, Guidance, Remark};
pub use ids::{CriterionId, DimensionId, EffortId, PatternId, RungId, SectorId, StageId};
pub use load::RubricFile;
#[doc(hidden)]
pub use load::{file_names, file_of};
#[doc(hidden)]
pub use product::is_that_it_takes_part;
pub use product::{NeedFacts, ProductFacts, WriterFacts};
pub use scale::{Effort, Rung, Scale, Stage};
pub use sources::{Point, SourceDocument, Sources, Study};
pub use threshold::Threshold;
#[doc(hidden)]
pub use threshold::{Measure, Op, Operand, Quantity};

use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

use crate::proposal::{Dictionary, FactId};

/// Everything that a proposal is evaluated by.
#[derive(Debug, Serialize, Deserialize)]
pub struct Rubrics {
    /// The facts that a proposal can state.
    pub dictionary: Dictionary,
    /// What the numbers mean.
    pub scale: Scale,
    /// What the rubrics rest on.
    pub sources: Sources,
    /// The facts that the product is about.
    pub product: ProductFacts,
    /// The four sectors.
    pub four_sectors: TiVec<SectorId, SectorRule>,
    /// When the sectors that have agreed are enough: one that is missing is then shown, and is no finding.
    pub enough_sectors: Option<Condition>,
    /// What is read off the facts beside score and findings.
    pub guidance: Guidance,
    /// The dimensions, in the order of the scale.
    pub dimensions: TiVec<DimensionId, Dimension>,
    /// All criteria, dimension by dimension.
    pub criteria: TiVec<CriterionId, Criterion>,
    /// All patterns.
    pub patterns: TiVec<PatternId, Pattern>,
    digest: String,
    /// Made when they are first asked for: only an assessment needs them.
    #[serde(skip)]
    draws: OnceLock<Draws>,
}

/// One question about the collaboration, with its criteria.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Dimension {
    /// Its short name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its question.
    pub question: String,
}

impl Rubrics {
    /// A digest of every file of the rubrics, to tell by which rules an assessment was made.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The draws of the stability figure, made once.
    pub fn draws(&self) -> &Draws {
        self.draws.get_or_init(|| Draws::make(self))
    }

    /// The criterion with this id.
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|c| c.id == id)
    }

    /// The pattern with this id.
    pub fn pattern(&self, id: &str) -> Option<&Pattern> {
        self.patterns.iter().find(|p| p.id == id)
    }

    /// The criteria of a dimension, with their numbers.
    pub fn criteria_of(&self, dimension: DimensionId) -> impl Iterator<Item = (CriterionId, &Criterion)> {
        self.criteria.iter_enumerated().filter(move |(_, c)| c.dimension == dimension)
    }

    /// Every fact that some of the conditions read, sorted, each once.
    pub fn facts_read<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> Vec<FactId> {
        let mut facts = Vec::new();
        for condition in conditions {
            condition.facts(&|list| self.dictionary.list(list).fact, &mut facts);
        }
        facts.sort_unstable();
        facts.dedup();
        facts
    }
}
