//! A fact and a stage explained: what is asked, what answers it, and who reads it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::proposal::{FactId, Kind, NoneMeans};
use crate::report::content::Tables;
use crate::rubric::{Rubrics, StageId};

/// What a fact is, in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactPage<'a> {
    /// Its path.
    pub fact: &'a str,
    /// The question.
    pub ask: &'a str,
    /// What else helps to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<&'a str>,
    /// The kind of answer: `date`, `word`, `records` …
    pub kind: &'static str,
    /// What answers it.
    pub answer: &'a str,
    /// The words to choose from, from least to most where they are ordered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordText<'a>>,
    /// The words are ordered from least to most.
    pub ordered: bool,
    /// An answer as it is typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<&'a str>,
    /// What is expected of an answer: one that certainly lies beyond is warned about, and taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<String>,
    /// What `none` says: `lack`, `nothing to handle`, or `no answer`.
    pub none: &'static str,
    /// It counts as evidenced by itself.
    pub needs_no_evidence: bool,
    /// The criteria, patterns and sectors that read it, by id.
    pub read_by: Vec<&'a str>,
}

/// A word that answers a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordText<'a> {
    /// The word.
    pub word: &'a str,
    /// What it means.
    pub means: &'a str,
    /// Other names for it.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub also: &'a [String],
}

/// What a stage is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StagePage<'a> {
    /// Its word.
    pub stage: &'a str,
    /// What who is ready at it is ready to do.
    pub ready_to: &'a str,
    /// The criteria and patterns that count from it on, by id.
    pub due_from: Vec<&'a str>,
}

impl<'a> FactPage<'a> {
    /// The page of a fact.
    pub fn of(tables: &'a Tables<'a>, id: FactId) -> FactPage<'a> {
        let rubrics = tables.rubrics;
        let fact = rubrics.dictionary.fact(id);
        let vocabulary = rubrics.dictionary.vocabulary(fact);
        let words = vocabulary.into_iter().flat_map(|vocabulary| &vocabulary.words);
        FactPage {
            fact: &fact.path,
            ask: &fact.ask,
            help: fact.help.as_deref(),
            kind: kind_word(fact.kind),
            answer: &tables.fact(id).answer,
            words: words
                .map(|word| WordText { word: &word.word, means: &word.means, also: &word.also })
                .collect(),
            ordered: vocabulary.is_some_and(|vocabulary| vocabulary.ordered),
            example: fact.example.as_deref(),
            expected: rubrics.dictionary.bounds().of(id).map(|b| b.in_words(&rubrics.dictionary)).collect(),
            none: match fact.none {
                NoneMeans::Lack => "lack",
                NoneMeans::NothingToHandle => "nothing to handle",
                NoneMeans::Never => "no answer",
            },
            needs_no_evidence: fact.self_evident,
            read_by: readers(rubrics, id),
        }
    }

    /// The page as text.
    pub fn text(&self, tables: &Tables) -> String {
        let help = self.help.map(|help| format!(" {help}")).unwrap_or_default();
        let mut text = format!("{}: {}{help}\n\nAnswer ({})\n", self.fact, self.ask, self.kind);
        match self.words.is_empty() {
            true => text += &format!("  {}\n", self.answer),
            false => {
                let width = self.words.iter().map(|word| word.word.chars().count()).max().unwrap_or_default();
                for word in &self.words {
                    let also = match word.also.is_empty() {
                        true => String::new(),
                        false => format!(" (also: {})", word.also.join(", ")),
                    };
                    text += &format!("  {:width$}  {}{also}\n", word.word, word.means);
                }
                if self.ordered {
                    text += "  from least to most\n";
                }
            }
        }
        if !self.expected.is_empty() {
            text += &format!("  expected: {}\n", self.expected.join(", "));
        }
        text += match self.none {
            "no answer" => "  `none` is no answer to it\n",
            "lack" => "  `none` says that it is lacking\n",
            _ => "  `none` says that there is nothing to handle\n",
        };
        if let Some(example) = self.example {
            text += &format!("\nExample\n  {}: {example}\n", self.fact);
        }
        if self.needs_no_evidence {
            text += "\nIt needs no evidence.\n";
        }
        text += "\nRead by\n";
        if self.read_by.is_empty() {
            text += "  no rule: it is there for those who read the file\n";
        }
        for id in &self.read_by {
            text += &format!("  {id}: {}\n", title(tables, id));
        }
        text
    }
}

impl<'a> StagePage<'a> {
    /// The page of a stage.
    pub fn of(rubrics: &'a Rubrics, id: StageId) -> StagePage<'a> {
        let stage = &rubrics.scale.stages[id];
        let criteria = rubrics.criteria.iter().filter(|c| c.due_from == id).map(|c| c.id.as_str());
        let patterns = rubrics.patterns.iter().filter(|p| p.due_from == id).map(|p| p.id.as_str());
        StagePage {
            stage: &stage.word,
            ready_to: &stage.ready_to,
            due_from: criteria.chain(patterns).collect(),
        }
    }

    /// The page as text.
    pub fn text(&self, tables: &Tables) -> String {
        let mut text = format!(
            "{}: a stage of the work. Who is ready at it is ready to {}.\n\nCounts from it on\n",
            self.stage, self.ready_to
        );
        for id in &self.due_from {
            text += &format!("  {id}: {}\n", title(tables, id));
        }
        text
    }
}

fn title<'a>(tables: &'a Tables, id: &str) -> &'a str {
    tables.rules.iter().find(|rule| rule.id == id).map_or("", |rule| rule.title)
}

/// The ids of all that read a fact, in the order of the rubrics.
fn readers(rubrics: &Rubrics, id: FactId) -> Vec<&str> {
    let criteria = rubrics.criteria.iter().filter(|c| rubrics.facts_read(c.conditions()).contains(&id));
    let patterns = rubrics.patterns.iter().filter(|p| rubrics.facts_read(p.conditions()).contains(&id));
    let is_of_sectors =
        [rubrics.product.sector, rubrics.product.commitment].iter().any(|fact| fact.fact == id);
    let sectors = rubrics.four_sectors.iter().filter(|_| is_of_sectors).map(|sector| sector.id.as_str());
    criteria.map(|c| c.id.as_str()).chain(patterns.map(|p| p.id.as_str())).chain(sectors).collect()
}

/// What kind of answer a fact takes, in a word or two.
fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Person => "person",
        Kind::YesNo => "yes or no",
        Kind::Number => "number",
        Kind::Share => "share",
        Kind::Money => "money",
        Kind::Date => "date",
        Kind::Duration => "length of time",
        Kind::Word(_) => "one word",
        Kind::Words(_) => "one or more words",
        Kind::Texts => "one or more texts",
        Kind::People => "one or more persons",
        Kind::Records(_) => "list of blocks",
    }
}
