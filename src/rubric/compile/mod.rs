//! From a node of a rubric file to a [`Condition`]: every path, word and comparison is checked against the dictionary.

mod fact;
mod list;
mod value;

use super::condition::Condition;
use super::product::takes_part;
use crate::document::{Node, Problem, Problems, Span, Value};
use crate::proposal::{Dictionary, FactId, FactRef, ListId, Scope};
use crate::text;

/// Compiles what stands under the key of one kind of condition.
type Compile = fn(Compiler, &Node) -> Option<Condition>;

/// The kinds of condition by the key that tells them, beside `fact`, which has a second key beside it.
const KINDS: &[(&str, Compile)] = &[
    ("count", |compiler, node| compiler.count(node)),
    ("share", |compiler, node| compiler.share(node)),
    ("every", |compiler, node| compiler.every(node)),
    ("distinct", |compiler, node| compiler.distinct(node)),
    ("covers", |compiler, node| compiler.covers(node)),
    ("largest_share", |compiler, node| compiler.largest_share(node)),
    ("between", |compiler, node| compiler.between(node)),
    ("all", |compiler, node| compiler.several(node).map(Condition::All)),
    ("any", |compiler, node| compiler.several(node).map(Condition::Any)),
    ("none_of", |compiler, node| compiler.several(node).map(Condition::NoneOf)),
    ("answered_by", |compiler, node| compiler.several(node).map(Condition::AnsweredBy)),
];

/// Compiles the condition at a node. `None` where something is wrong; what, is among the problems.
pub fn compile(node: &Node, dictionary: &Dictionary, problems: &Problems) -> Option<Condition> {
    Compiler { dictionary, problems, list: None }.condition(node)
}

/// The same of a condition over one record of a list.
pub fn compile_within(
    list: ListId,
    node: &Node,
    dictionary: &Dictionary,
    problems: &Problems,
) -> Option<Condition> {
    Compiler { dictionary, problems, list: Some(list) }.condition(node)
}

#[derive(Clone, Copy)]
struct Compiler<'a> {
    dictionary: &'a Dictionary,
    problems: &'a Problems,
    /// The list whose records are being looked at, inside `where` and `holds`.
    list: Option<ListId>,
}

impl<'a> Compiler<'a> {
    fn condition(self, node: &Node) -> Option<Condition> {
        if let Some(path) = node.get("fact") {
            return self.fact_test(node, path);
        }
        let kind_of = |key: &str| KINDS.iter().find(|(word, _)| *word == key);
        let found = node.entries().iter().find_map(|entry| Some((entry, kind_of(&entry.key.text)?)));
        let Some((entry, (kind, compile))) = found else {
            let kinds = ["fact"].into_iter().chain(KINDS.iter().map(|(word, _)| *word));
            let expected = format!("a key such as {}", text::one_of(kinds));
            self.error(node.span, "this is no condition", expected);
            return None;
        };
        if let Some(other) = node.entries().iter().find(|other| other.key.text != entry.key.text) {
            let message = format!("`{}` cannot stand beside `{kind}`", other.key.text);
            self.error(other.key.span, message, "one condition");
            return None;
        }
        compile(self, &entry.value)
    }

    fn several(self, node: &Node) -> Option<Vec<Condition>> {
        match &node.value {
            Value::List(items) if !items.is_empty() => {
                // Each is compiled before one that is wrong ends it: the author sees the problems of all.
                let compiled: Vec<Option<Condition>> =
                    items.iter().map(|item| self.condition(item)).collect();
                compiled.into_iter().collect()
            }
            _ => {
                self.error(node.span, "a list of conditions is expected here", "a list that is not empty");
                None
            }
        }
    }

    fn fact(self, node: &Node) -> Option<FactRef> {
        let path = node.text().unwrap_or_default();
        let Some(id) = self.dictionary.find(path) else {
            self.unknown_fact(path, node.span);
            return None;
        };
        let fact = self.dictionary.reference(id);
        if let Scope::Record(list) = fact.scope
            && self.list != Some(list)
        {
            let list = &self.dictionary.fact(self.dictionary.list(list).fact).path;
            self.error(
                node.span,
                format!("`{path}` belongs to each record of `{list}`"),
                format!("it inside a count, share or every over `{list}`"),
            );
            return None;
        }
        Some(fact)
    }

    fn unknown_fact(self, path: &str, span: Span) {
        let message = format!("the dictionary has no fact `{}`", text::shorten(path, 60));
        let problem = Problem::error(span, message).expected("a path of facts.yaml");
        self.problems.push(match self.dictionary.nearest_path(path) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem,
        });
    }

    /// The same compiler, inside the records of a list.
    fn inside(self, list: ListId) -> Compiler<'a> {
        Compiler { list: Some(list), ..self }
    }

    /// How far a partner is, and the condition that it has agreed; `None` inside any other list.
    fn firm(self) -> Option<(FactId, Condition)> {
        let (commitment, takes_part) = takes_part(self.dictionary)?;
        let Scope::Record(list) = commitment.scope else { return None };
        (self.list == Some(list)).then_some((commitment.fact, takes_part))
    }

    fn error(self, span: Span, message: impl Into<String>, expected: impl Into<String>) {
        self.problems.push(Problem::error(span, message).expected(expected));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::document::{Limits, parse};
    use crate::rubric::Rubrics;

    static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

    /// The message about a condition that has one thing wrong with it.
    #[track_caller]
    fn refused(text: &str) -> String {
        let problems = Problems::default();
        let stream = parse(text, &Limits::default());
        let condition = compile(&stream.documents[0].root, &RUBRICS.dictionary, &problems);
        assert_eq!(condition, None, "{text}");
        let problems = problems.into_sorted();
        let [problem] = &problems[..] else { panic!("{text}: {problems:#?}") };
        problem.message.clone()
    }

    #[test]
    fn what_would_have_no_effect_is_refused() {
        let every = "{every: {list: partners, holds: {fact: partners.name, stated: yes}, at_least: 2}}";
        assert_eq!(refused(every), "`every` asks for all records");
        assert_eq!(refused("{fact: stage, is: []}"), "no word is asked for");
        assert_eq!(
            refused("{distinct: {of: partners.sector, among: [], at_least: 2}}"),
            "no word is asked for"
        );
        assert_eq!(refused("{all: []}"), "a list of conditions is expected here");
        assert_eq!(
            refused("{count: {list: partners, at_least: 2, at_most: 3}}"),
            "one comparison is enough here"
        );
    }

    #[test]
    fn only_like_is_compared_with_like() {
        assert_eq!(
            refused("{fact: staying.horizon, at_least: as_of}"),
            "a length of time is written 8 years, 18 months, 2 weeks or 10 days"
        );
        assert_eq!(refused("{fact: staying.horizon, at_least: {fact: as_of}}"), "`as_of` is a date");
        assert_eq!(
            refused("{fact: staying.horizon, at_least: {fact: timing.start}}"),
            "these two cannot be compared"
        );
        assert_eq!(refused("{fact: name, at_least: 2}"), "`name` cannot be compared");
        assert_eq!(
            refused("{between: {from: name, to: as_of, at_least: 1 year}}"),
            "`name` cannot be compared"
        );
    }

    #[test]
    fn a_fact_of_records_stands_inside_a_condition_over_them() {
        assert_eq!(
            refused("{fact: partners.sector, has: government}"),
            "`partners.sector` belongs to each record of `partners`"
        );
        let beside = "{count: {list: goals, where: {fact: partners.sector, has: business}, at_least: 1}}";
        assert_eq!(refused(beside), "`partners.sector` belongs to each record of `partners`");
        assert_eq!(refused("{distinct: {of: name, at_least: 1}}"), "`name` is no field of records");
    }
}
