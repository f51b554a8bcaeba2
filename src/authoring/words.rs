//! Parts of a condition in the words in which a rubric writes them: facts by their paths.

use crate::proposal::{Dictionary, FactId};
use crate::rubric::{Condition, Operand, Threshold};
use crate::text;

/// What a condition measures: `partners`, `partners.sector`, `timing.start and goals.due`.
pub(super) fn measured(condition: &Condition, dictionary: &Dictionary) -> String {
    let parts = condition.parts();
    let path = |fact: FactId| dictionary.fact(fact).path.clone();
    let facts =
        parts.tested.into_iter().chain(parts.fields.into_iter().flatten()).map(|fact| path(fact.fact));
    let ends = parts.ends.into_iter().flatten().map(|end| operand(end, dictionary));
    let named: Vec<String> = facts.chain(ends).collect();
    match parts.list {
        Some(list) if named.is_empty() => path(dictionary.list(list).fact),
        _ => text::join(&named, "and"),
    }
}

/// `at least 3`.
pub(super) fn comparison(by: &Threshold, dictionary: &Dictionary) -> String {
    format!("{} {}", by.op.words(), operand(&by.right, dictionary))
}

/// `3`, `agreed`, `timing.start plus 6 months`.
pub(super) fn operand(side: &Operand, dictionary: &Dictionary) -> String {
    match side {
        Operand::Literal(quantity) => quantity.words(dictionary),
        Operand::Fact(fact) => dictionary.fact(fact.fact).path.clone(),
        Operand::AsOf => "today".to_owned(),
        Operand::Plus(a, b) => format!("{} plus {}", operand(a, dictionary), operand(b, dictionary)),
        Operand::Times(a, factor) => format!("{} times {}", text::number(*factor), operand(a, dictionary)),
    }
}
