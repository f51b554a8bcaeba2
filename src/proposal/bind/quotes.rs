//! Quotes beside evidence: the words, and the facts that they speak for.

use super::Binder;
use crate::document::{Node, Problem, Value};
use crate::proposal::dictionary::{Dictionary, Scope};
use crate::proposal::words::{Meaning, meaning};
use crate::proposal::{BlockRoute, FactId, Quote, QuoteState};
use crate::text;

/// The key that names the facts that a quote speaks for.
pub(super) const SPEAKS_FOR: &str = "for";

impl Binder<'_> {
    /// The quote of a piece of evidence. One that is left blank, to be filled in later, is none.
    pub(super) fn quote_of(&mut self, item: &Node, at: BlockRoute) -> Option<Quote> {
        let quote = item.get("quote").and_then(|node| Some((node.text()?, node.span)));
        let quote = quote.filter(|(text, _)| meaning(text) != Some(Meaning::Unknown));
        let named = item.get(SPEAKS_FOR);
        let speaks_for = named.map(|node| self.facts_named(node, at)).unwrap_or_default();
        match (quote, named) {
            (Some((text, span)), _) => {
                Some(Quote { text: text.into(), span, speaks_for, state: QuoteState::default() })
            }
            (None, Some(named)) if item.get("quote").is_none() => {
                self.tell(named.span, "evidence", || {
                    Problem::error(
                        named.span,
                        "`for` names the facts that a quote speaks for, and there is none",
                    )
                    .expected("a `quote` beside it")
                    .help("without a quote evidence speaks for its whole block")
                });
                None
            }
            (None, _) => None,
        }
    }

    /// The facts that `for` names; what is none of the block is told.
    fn facts_named(&mut self, node: &Node, at: BlockRoute) -> Vec<FactId> {
        let items: &[Node] = match &node.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(node),
        };
        let mut facts = Vec::new();
        for item in items {
            let Some(named) = item.text() else {
                let found = item.describe();
                self.tell(item.span, "evidence", || {
                    Problem::error(item.span, format!("`for` names facts, and this is {found}"))
                        .expected("the name of a fact, or a list of names")
                });
                continue;
            };
            let mut covered = covered(self.dictionary, at.scope, at.block);
            match covered.find(|(_, names)| names.contains(&named)).map(|(fact, _)| fact) {
                Some(fact) if !facts.contains(&fact) => facts.push(fact),
                Some(_) => {}
                None => {
                    let dictionary = self.dictionary;
                    self.tell(item.span, "evidence", || not_covered(dictionary, at, item, named));
                }
            }
        }
        facts
    }
}

/// The facts that evidence in a block speaks for: those of the block and of the blocks inside it. Each by its whole path,
/// and by its path from the block on.
pub(in crate::proposal) fn covered(
    dictionary: &Dictionary,
    scope: Scope,
    block: u16,
) -> impl Iterator<Item = (FactId, [&str; 2])> {
    let blocks = dictionary.blocks(scope);
    let is_inside = move |mut inner: u16| {
        while inner != block && inner != 0 {
            inner = blocks[inner as usize].parent;
        }
        inner == block
    };
    let around = dictionary.path_of(scope, block, "");
    let facts = dictionary.facts().filter(move |(_, fact)| fact.scope == scope && is_inside(fact.block));
    facts.map(move |(id, fact)| {
        let inside = fact.path.strip_prefix(around.as_str()).unwrap_or(&fact.path);
        (id, [fact.path.as_str(), inside.trim_start_matches('.')])
    })
}

fn not_covered(dictionary: &Dictionary, at: BlockRoute, item: &Node, named: &str) -> Problem {
    let around = dictionary.path_of(at.scope, at.block, "");
    let shown = text::shorten(named, 60);
    let inside = || covered(dictionary, at.scope, at.block).map(|(_, [_, inside])| inside);
    let whole = || covered(dictionary, at.scope, at.block).map(|(_, [whole, _])| whole);
    let near = text::nearest(named, inside()).or_else(|| text::nearest(named, whole()));
    let is_elsewhere = dictionary.find(named).is_some();
    let message = match is_elsewhere {
        true => format!("`{shown}` is no fact of `{around}`, which this evidence stands in"),
        false => format!("there is no fact `{shown}` in `{around}`"),
    };
    let problem = Problem::error(item.span, message).expected(format!("a fact of `{around}`"));
    match near {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None if is_elsewhere => problem.help("put the evidence into the block that has the fact"),
        None => problem.help(format!("its facts are such as {}", text::one_of(inside().take(8)))),
    }
}
