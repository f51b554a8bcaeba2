//! The four sectors that the documents name.

use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

use super::compile::compile;
use super::condition::Condition;
use super::criterion::{Severity, Step};
use super::ids::SectorId;
use super::loader::Loader;
use super::product::ProductFacts;
use crate::document::{Document, Fields, Problem};

/// What the absence of one of the four sectors exposes, and whom to look for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SectorRule {
    /// `sector/word`.
    pub id: String,
    /// What its absence is called.
    pub title_if_missing: String,
    /// What it is called that its partners are only hoped for.
    pub title_if_prospective: String,
    /// Its word.
    pub sector: String,
    /// The word's number in the vocabulary.
    pub word: u8,
    /// Other words that count for it, a bit for each.
    pub also: u64,
    /// How bad its absence is.
    pub severity: Severity,
    /// What its absence exposes.
    pub exposes: String,
    /// Whom to look for.
    pub look_for: String,
    /// What to do next.
    pub next: Step,
    /// Points of the sources.
    pub sources: Vec<String>,
}

impl SectorRule {
    /// Its word and those that count for it, a bit for each.
    pub fn words(&self) -> u64 {
        self.also | 1 << self.word
    }
}

/// Reads `four-sectors.yaml`: the rules, and when the sectors that have agreed are enough.
pub(super) fn load_sectors(
    document: &Document,
    product: &ProductFacts,
    loader: &Loader,
) -> (TiVec<SectorId, SectorRule>, Option<Condition>) {
    let problems = loader.problems;
    let Some(mut fields) = Fields::open(&document.root, "the sectors", problems) else {
        return Default::default();
    };
    let enough = fields.node("enough_when").and_then(|node| compile(node, loader.dictionary, problems));
    let vocabulary = loader.dictionary.vocabulary(loader.dictionary.fact(product.sector.fact));
    let mut rules = TiVec::new();
    for node in fields.list("sectors") {
        let Some(mut rule) = Fields::open(node, "a sector", problems) else { continue };
        let sector = rule.text("sector").to_owned();
        let word = vocabulary.and_then(|v| v.index(&sector));
        if word.is_none() {
            problems.push(Problem::error(node.span, format!("`{sector}` is no sector of the dictionary")));
        }
        let mut also = 0;
        for (text, span) in rule.texts("also") {
            match vocabulary.and_then(|v| v.index(text)) {
                Some(word) => also |= 1 << word,
                None => {
                    problems.push(Problem::error(span, format!("`{text}` is no sector of the dictionary")))
                }
            }
        }
        let severity = rule.word("severity", &Severity::words(), true);
        let exposes = rule.text("exposes").to_owned();
        let look_for = rule.text("look_for").to_owned();
        let next = rule.required("next").and_then(|n| loader.step(n));
        let sources = rule.texts("sources").into_iter().map(|(t, _)| t.to_owned()).collect();
        rule.finish();
        if let (Some(word), Some(next)) = (word, next) {
            rules.push(SectorRule {
                id: format!("sector/{sector}"),
                title_if_missing: format!("No {sector} partner"),
                title_if_prospective: format!("No {sector} partner has agreed yet"),
                sector,
                word,
                also,
                severity,
                exposes,
                look_for,
                next,
                sources,
            });
        }
    }
    fields.finish();
    (rules, enough)
}
