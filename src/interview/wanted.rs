//! Which facts a template asks for.

use std::collections::BTreeSet;

use crate::authoring::core_facts;
use crate::proposal::{Child, Dictionary, FactId, Kind, ListId, Scope};
use crate::rubric::{Rubrics, StageId};

/// The facts that a template asks for.
pub struct Wanted<'a> {
    /// The rubrics that read them.
    pub rubrics: &'a Rubrics,
    facts: BTreeSet<FactId>,
}

impl<'a> Wanted<'a> {
    /// The facts that answer the core, and the few by which a proposal is called and placed.
    pub fn core(rubrics: &'a Rubrics) -> Wanted<'a> {
        Wanted { rubrics, facts: core_facts(rubrics) }.with_head()
    }

    /// Every fact of the dictionary.
    pub fn all(rubrics: &'a Rubrics) -> Wanted<'a> {
        Wanted { rubrics, facts: rubrics.dictionary.facts().map(|(id, _)| id).collect() }
    }

    /// Of these facts those that something reads which is due at a stage.
    #[must_use]
    pub fn due_at(mut self, stage: StageId) -> Wanted<'a> {
        let rubrics = self.rubrics;
        let criteria = rubrics.criteria.iter().filter(|criterion| criterion.due_from <= stage);
        let mut read: BTreeSet<FactId> =
            criteria.flat_map(|criterion| rubrics.facts_read(criterion.conditions())).collect();
        let patterns = rubrics.patterns.iter().filter(|pattern| pattern.due_from <= stage);
        read.extend(patterns.flat_map(|pattern| rubrics.facts_read(pattern.conditions())));
        self.facts.retain(|fact| read.contains(fact));
        self.with_head()
    }

    fn with_head(mut self) -> Wanted<'a> {
        let product = &self.rubrics.product;
        self.facts.extend([product.name, product.stage, product.place, product.partner_name].map(|f| f.fact));
        self
    }

    /// Whether a fact is asked for: itself, or, of a list, any field of its records. The field by which a record is
    /// called comes with each of its fields.
    pub fn has(&self, fact: FactId) -> bool {
        let dictionary = self.dictionary();
        match (dictionary.fact(fact).kind, dictionary.fact(fact).scope) {
            _ if self.facts.contains(&fact) => true,
            (Kind::Records(list), _) => self.has_field_of(list),
            (_, Scope::Record(list)) => {
                let list_itself = self.facts.contains(&dictionary.list(list).fact);
                dictionary.list(list).key == Some(fact) && (list_itself || self.has_field_of(list))
            }
            _ => false,
        }
    }

    /// Whether something that stands under a key is asked for.
    pub fn has_under(&self, scope: Scope, child: Child) -> bool {
        match child {
            Child::Fact(fact) => self.has(fact),
            Child::Block(block) => {
                let children = &self.dictionary().blocks(scope)[usize::from(block)].children;
                children.iter().any(|(_, child)| self.has_under(scope, *child))
            }
        }
    }

    /// The dictionary that declares them.
    pub fn dictionary(&self) -> &'a Dictionary {
        &self.rubrics.dictionary
    }

    fn has_field_of(&self, list: ListId) -> bool {
        self.dictionary().list(list).fields.iter().any(|field| self.facts.contains(field))
    }
}
