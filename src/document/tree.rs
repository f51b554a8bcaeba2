//! The tree: nodes, keys and their places.

use serde::{Deserialize, Serialize};

/// Where something stands in a file.
///
/// `line` and `column` count from 1, columns in code points. `start` and `end` are byte offsets
/// into the decoded text, `end` being the first byte after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after.
    pub end: u32,
    /// Line, from 1.
    pub line: u32,
    /// Column in code points, from 1.
    pub column: u32,
}

impl Span {
    /// The place of a whole file about which nothing narrower can be said: line 1, column 1.
    pub const FIRST_LINE: Span = Span { start: 0, end: 0, line: 1, column: 1 };
}

/// One YAML document: its content, and where in the stream it stood.
#[derive(Debug, Clone)]
pub struct Document {
    /// The content. An empty document has an empty plain scalar here.
    pub root: Node,
    /// Number of the document in its stream, from 0.
    pub index: usize,
    /// Comments in the order in which they stand.
    pub comments: Vec<Comment>,
}

/// A comment, without its `#` and the white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// What it says.
    pub text: Box<str>,
    /// Where its `#` stands.
    pub span: Span,
}

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Where.
    pub span: Span,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// A text, a number, a word, or nothing at all.
    Scalar(Scalar),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file. No two keys are equal.
    Map(Vec<Entry>),
}

/// A scalar as it was written: nothing is taken for a number or a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text after quotes, escapes and folding are undone.
    pub text: Box<str>,
    /// Written without quotes and not as a block (`|`, `>`): only then can it be nothing, or a sign of YAML.
    pub plain: bool,
}

/// A key of a mapping and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// The value.
    pub value: Node,
}

/// A key with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key's text.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// The value under `key`, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|e| &*e.key.text == key).map(|e| &e.value)
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// Whether this is nothing to YAML: left empty, `~` or `null`, without quotes.
    pub fn is_null(&self) -> bool {
        let is_null = |text: &str| ["", "~", "null", "Null", "NULL"].contains(&text);
        matches!(&self.value, Value::Scalar(scalar) if scalar.plain && is_null(&scalar.text))
    }

    /// What a person would call this: for messages.
    pub fn describe(&self) -> &'static str {
        match &self.value {
            Value::Scalar(s) if s.plain && s.text.is_empty() => "nothing",
            Value::Scalar(_) => "a single value",
            Value::List(_) => "a list",
            Value::Map(_) => "a block of keys",
        }
    }
}
