//! A proposal to fill in: each key beside its question and what answers it. As it is printed it answers nothing.

use schemars::JsonSchema;
use serde::Serialize;

use super::Wanted;
use crate::proposal::{Child, Fact, FactId, Kind, ListId, NoneMeans, Scope};
use crate::report::content::Tables;
use crate::rubric::StageId;

/// Where the comments of a template begin, in columns from 0, if the key before them leaves room.
const COMMENTS_AT: usize = 26;

/// The version of the contract of a template in JSON.
pub const TEMPLATE: &str = "quorate/template/1";

/// A template, or a file that was completed, in JSON.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TemplateText {
    /// The YAML text.
    pub text: String,
    /// How many keys and lists were added to a file that was begun; none for a template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<usize>,
    /// The file that was written; none where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A template for the facts that are wanted; with a stage, that is answered.
pub fn template(wanted: &Wanted, tables: &Tables, stage: Option<StageId>) -> String {
    let mut writer = Writer { wanted, tables, stage, lines: Vec::new() };
    writer.block(Scope::Root, 0, 0, "");
    format!("{INTRODUCTION}quorate: 1\n{}\n", writer.lines.join("\n"))
}

const INTRODUCTION: &str = "\
# A proposal for quorate. Write what you know, and leave the rest empty: not known is never taken for no.
# `none` is an answer too, wherever it stands behind a key.
# Lists stand behind `#`. Take the `#` away, and repeat the lines from `-` on for each further one.
# `evidence: FILE or URL` may stand in every block, `notes:` too. `quorate explain community.part` tells more of a key.
";

/// Lines of a template, in the order of the dictionary.
pub(super) struct Writer<'a> {
    pub wanted: &'a Wanted<'a>,
    pub tables: &'a Tables<'a>,
    pub stage: Option<StageId>,
    pub lines: Vec<String>,
}

impl Writer<'_> {
    /// The keys of a block that are wanted. `before` stands before each line: `#` in records.
    pub(super) fn block(&mut self, scope: Scope, block: u16, indent: usize, before: &str) {
        let dictionary = self.wanted.dictionary();
        for (key, child) in &dictionary.blocks(scope)[usize::from(block)].children {
            if self.wanted.has_under(scope, *child) {
                self.key(scope, key, *child, indent, before);
            }
        }
    }

    /// One key, with all that is wanted under it.
    pub(super) fn key(&mut self, scope: Scope, key: &str, child: Child, indent: usize, before: &str) {
        match child {
            Child::Block(inner) => {
                self.lines.push(format!("{before}{:indent$}{key}:", ""));
                self.block(scope, inner, indent + 2, before);
            }
            Child::Fact(fact) => match self.wanted.dictionary().fact(fact).kind {
                Kind::Records(list) => self.list(list, key, indent),
                _ => {
                    let line = format!("{before}{:indent$}{key}:{}", "", self.given(fact, before));
                    self.lines.push(beside(&line, &self.asks(fact)));
                }
            },
        }
    }

    /// What a template itself answers: the stage for which it was asked, and behind `#` that a partner of the first of the
    /// four sectors is wished for.
    fn given(&self, fact: FactId, before: &str) -> String {
        let rubrics = self.wanted.rubrics;
        let stage = self.stage.map(|stage| &rubrics.scale.stages[stage].word);
        let sector = rubrics.four_sectors.first().map(|sector| &sector.sector);
        let word = match fact {
            _ if fact == rubrics.product.stage.fact => stage.map(String::as_str),
            _ if before.is_empty() => None,
            _ if fact == rubrics.product.sector.fact => sector.map(String::as_str),
            _ if fact == rubrics.product.commitment.fact => Some(self.wished()),
            _ => None,
        };
        word.map(|word| format!(" {word}")).unwrap_or_default()
    }

    /// The word for a partner that has not been asked yet.
    fn wished(&self) -> &str {
        let rubrics = self.wanted.rubrics;
        let words = rubrics.dictionary.vocabulary(rubrics.dictionary.fact(rubrics.product.commitment.fact));
        words.map_or("", |words| &words.words[usize::from(rubrics.product.wished)].word)
    }

    fn list(&mut self, list: ListId, key: &str, indent: usize) {
        let dictionary = self.wanted.dictionary();
        let fact = dictionary.list(list).fact;
        let line = format!("{:indent$}{key}:", "");
        let none = if dictionary.fact(fact).none == NoneMeans::Never { "" } else { " Or none" };
        self.lines.push(beside(&line, &format!("{}{none}", dictionary.fact(fact).ask)));
        let from = self.lines.len();
        self.block(Scope::Record(list), 0, indent + 4, "#");
        if let Some(first) = self.lines.get_mut(from) {
            first.replace_range(indent + 3..indent + 4, "-");
        }
        if list == self.wanted.rubrics.product.partners {
            self.prospects(indent);
        }
    }

    /// One more partner of each further sector, in a line of its own.
    fn prospects(&mut self, indent: usize) {
        let rubrics = self.wanted.rubrics;
        let dictionary = &rubrics.dictionary;
        let [name, sector, commitment] =
            [rubrics.product.partner_name, rubrics.product.sector, rubrics.product.commitment]
                .map(|fact| dictionary.fact(fact.fact));
        let wished = self.wished().to_owned();
        for other in rubrics.four_sectors.iter().skip(1) {
            let (name, sector, commitment) = (name.key(), sector.key(), commitment.key());
            let fields = format!("{name}: , {sector}: {}, {commitment}: {wished}", other.sector);
            self.lines.push(format!("#{:indent$}  - {{{fields}}}", ""));
        }
    }

    /// The question of a fact, and what answers it.
    fn asks(&self, id: FactId) -> String {
        let fact = self.wanted.dictionary().fact(id);
        format!("{} {}", fact.ask, self.answers(id, fact))
    }

    /// Every word that answers a fact; where it takes none, what kind of answer it takes, with an example.
    fn answers(&self, id: FactId, fact: &Fact) -> String {
        let none = if fact.none == NoneMeans::Never { "" } else { "; or none" };
        match (self.wanted.dictionary().vocabulary(fact), fact.kind, &fact.example) {
            (Some(vocabulary), kind, _) => {
                let words: Vec<&str> = vocabulary.texts().collect();
                let several = if matches!(kind, Kind::Words(_)) { "one or more of: " } else { "" };
                format!("{several}{}{none}", words.join(" | "))
            }
            (None, Kind::Text, Some(example)) => format!("Such as: {}{none}", example.trim_end_matches('.')),
            _ => self.tables.fact(id).answer.clone(),
        }
    }
}

/// A key with a comment beside it.
fn beside(key: &str, comment: &str) -> String {
    format!("{key:COMMENTS_AT$} # {comment}")
}
