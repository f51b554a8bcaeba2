//! Reading a tree whose shape is known: rubrics, scales, examples, configuration.
//!
//! Every problem is collected, none stops the reading: an author sees all of them in one run. That is why these
//! files are not read through serde, which reports the first problem only.

use std::cell::RefCell;

use super::{Node, Problem, Span, Value};
use crate::text;

/// Problems as they are found, shared by the readers of one file.
#[derive(Debug, Default)]
pub struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    /// Adds one.
    pub fn push(&self, problem: Problem) {
        self.0.borrow_mut().push(problem);
    }

    /// All of them, in the order of the file.
    pub fn into_sorted(self) -> Vec<Problem> {
        let mut problems = self.0.into_inner();
        problems.sort_by_key(|p| (p.span.line, p.span.column));
        problems
    }
}

/// The words for no and yes.
const YES_NO: [(&str, bool); 4] = [("no", false), ("yes", true), ("false", false), ("true", true)];

/// The keys of one mapping, taken one by one; [`Fields::finish`] reports the keys that nobody took.
pub struct Fields<'a, 'p> {
    node: &'a Node,
    what: &'static str,
    known: Vec<&'static str>,
    problems: &'p Problems,
}

impl<'a, 'p> Fields<'a, 'p> {
    /// Opens a mapping; anything else is a problem. `what` names it in messages: "a criterion".
    pub fn open(node: &'a Node, what: &'static str, problems: &'p Problems) -> Option<Fields<'a, 'p>> {
        if matches!(node.value, Value::Map(_)) {
            return Some(Fields { node, what, known: Vec::with_capacity(16), problems });
        }
        let found = node.describe();
        problems.push(
            Problem::error(node.span, format!("{what} is a block of keys, and this is {found}"))
                .expected("a block of keys"),
        );
        None
    }

    /// The place of the mapping.
    pub fn span(&self) -> Span {
        self.node.span
    }

    /// The value of a key that may be left out.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.node.get(key)
    }

    /// The value of a key that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<&'a Node> {
        let node = self.node(key);
        if node.is_none() {
            let message = format!("{} has no `{key}`", self.what);
            self.problems.push(Problem::error(self.node.span, message).expected(format!("a key `{key}`")));
        }
        node
    }

    /// A text that must be there; a problem and an empty text otherwise.
    pub fn text(&mut self, key: &'static str) -> &'a str {
        self.required(key).map_or("", |node| self.scalar(node, key))
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, key: &'static str) -> Option<&'a str> {
        self.node(key).map(|node| self.scalar(node, key))
    }

    fn scalar(&self, node: &'a Node, key: &str) -> &'a str {
        match node.text() {
            Some(text) if !text.is_empty() && !node.is_null() => text,
            Some(_) => {
                self.problems
                    .push(Problem::error(node.span, format!("`{key}` says nothing")).expected("a text"));
                ""
            }
            None => {
                let message = format!("`{key}` is a text, and this is {}", node.describe());
                self.problems.push(Problem::error(node.span, message).expected("a text"));
                ""
            }
        }
    }

    /// One of the words given; the first of them where the key is left out, wrong or, if `required`, missing.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)], required: bool) -> T {
        let node = if required { self.required(key) } else { self.node(key) };
        let Some(node) = node else { return words[0].1 };
        let text = node.text().unwrap_or_default();
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return *value;
        }
        let allowed = words.iter().map(|(word, _)| *word);
        self.problems.push(unknown_word(node.span, key, text, allowed));
        words[0].1
    }

    /// `yes` or `no` in any case, `no` where it is left out.
    pub fn yes_no(&mut self, key: &'static str) -> bool {
        let Some(node) = self.node(key) else { return false };
        let text = node.text().unwrap_or_default();
        let known = YES_NO.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
        if known.is_none() {
            self.problems.push(unknown_word(node.span, key, text, YES_NO.iter().map(|(word, _)| *word)));
        }
        known.is_some_and(|(_, yes)| *yes)
    }

    /// A number that must be there.
    pub fn number(&mut self, key: &'static str) -> f64 {
        let Some(node) = self.required(key) else { return 0.0 };
        match node.text().and_then(|t| t.parse::<f64>().ok()).filter(|n| n.is_finite()) {
            Some(number) => number,
            None => {
                self.problems
                    .push(Problem::error(node.span, format!("`{key}` is a number")).expected("a number"));
                0.0
            }
        }
    }

    /// The items of a list; none where the key is left out.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        let Some(node) = self.node(key) else { return &[] };
        match &node.value {
            Value::List(items) => items,
            _ => {
                let message = format!("`{key}` is a list, and this is {}", node.describe());
                self.problems.push(Problem::error(node.span, message).expected("a list"));
                &[]
            }
        }
    }

    /// The texts of a list.
    pub fn texts(&mut self, key: &'static str) -> Vec<(&'a str, Span)> {
        let items = self.list(key);
        items.iter().map(|item| (self.scalar(item, key), item.span)).collect()
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        for entry in self.node.entries() {
            if !self.known.contains(&&*entry.key.text) {
                let key = &entry.key;
                let mut problem =
                    Problem::error(key.span, format!("{} has no key `{}`", self.what, key.text))
                        .expected(format!("one of {}", text::one_of(self.known.iter().copied())));
                if let Some(near) = text::nearest(&key.text, self.known.iter().copied()) {
                    problem = problem.help(format!("did you mean `{near}`?"));
                }
                self.problems.push(problem);
            }
        }
    }
}

/// A word that is not among those allowed, with the nearest one proposed.
pub fn unknown_word<'a>(
    span: Span,
    what: &str,
    word: &str,
    allowed: impl Iterator<Item = &'a str> + Clone,
) -> Problem {
    let shown = text::shorten(word, 40);
    let problem = Problem::error(span, format!("`{shown}` is no word for {what}"))
        .expected(format!("one of {}", text::one_of(allowed.clone())));
    match text::nearest(word, allowed) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem,
    }
}
