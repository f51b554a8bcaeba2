//! What a template asks for and a file does not say, put into that file. Nothing that stands there is changed.

use super::Wanted;
use super::template::Writer;
use crate::document::{Document, Entry, Node, Value};
use crate::proposal::{Child, Kind, Scope};
use crate::report::content::Tables;

/// A file with the keys that it lacked.
pub struct Completed {
    /// The text of the file.
    pub text: String,
    /// How many keys and lists were added.
    pub added: usize,
}

/// Adds to a file of one proposal the keys that are wanted and not there, each to the block in which it belongs. A block
/// in braces takes them without the questions: there is no room for comments.
pub fn complete(text: &str, document: &Document, wanted: &Wanted, tables: &Tables) -> Completed {
    let mut completer = Completer { text, wanted, tables, additions: Vec::new() };
    completer.block(&document.root, Scope::Root, 0);
    let added = completer.additions.iter().map(|addition| addition.keys).sum();
    let mut additions = completer.additions;
    additions.sort_by_key(|addition| addition.at);
    let mut completed = String::with_capacity(text.len() + 4096);
    let mut from = 0;
    for addition in &additions {
        completed += &text[from..addition.at];
        completed += &addition.text;
        from = addition.at;
    }
    Completed { text: completed + &text[from..], added }
}

/// A text that is put in before a byte of the file.
struct Addition {
    at: usize,
    text: String,
    keys: usize,
}

struct Completer<'a> {
    text: &'a str,
    wanted: &'a Wanted<'a>,
    tables: &'a Tables<'a>,
    additions: Vec<Addition>,
}

impl Completer<'_> {
    /// Completes what stands in a block, and adds what does not. A block that is denied or unknown as a whole stays so.
    fn block(&mut self, node: &Node, scope: Scope, block: u16) {
        let Value::Map(entries) = &node.value else { return };
        let children = &self.wanted.dictionary().blocks(scope)[usize::from(block)].children;
        let mut missing = Vec::new();
        for (key, child) in children.iter().filter(|(_, child)| self.wanted.has_under(scope, *child)) {
            match entries.iter().find(|entry| *entry.key.text == **key) {
                Some(entry) => self.inside(entry, scope, *child),
                None => missing.push((key.as_str(), *child)),
            }
        }
        if missing.is_empty() {
            return;
        }
        let in_braces = self.text.as_bytes().get(node.span.start as usize) == Some(&b'{');
        let addition =
            if in_braces { self.in_braces(node, &missing) } else { self.lines(entries, scope, &missing) };
        self.additions.extend(addition);
    }

    /// Completes what stands under a key that is there.
    fn inside(&mut self, entry: &Entry, scope: Scope, child: Child) {
        match child {
            Child::Block(inner) => self.block(&entry.value, scope, inner),
            Child::Fact(fact) => {
                let Kind::Records(list) = self.wanted.dictionary().fact(fact).kind else { return };
                let Value::List(records) = &entry.value.value else { return };
                records.iter().for_each(|record| self.block(record, Scope::Record(list), 0));
            }
        }
    }

    /// The missing keys on lines of their own, behind the last key of the block.
    fn lines(&self, entries: &[Entry], scope: Scope, missing: &[(&str, Child)]) -> Option<Addition> {
        let first = entries.first()?;
        let mut writer = Writer { wanted: self.wanted, tables: self.tables, stage: None, lines: Vec::new() };
        let indent = first.key.span.column as usize - 1;
        for (key, child) in missing {
            writer.key(scope, key, *child, indent, "");
        }
        let last = entries.iter().map(|entry| end_of(&entry.value).max(entry.key.span.end)).max()? as usize;
        let at = self.text[last..].find('\n').map_or(self.text.len(), |line| last + line + 1);
        // What ends with a line break of its own, as a block of text does, needs no further one.
        let at = if last > 0 && self.text.as_bytes()[last - 1] == b'\n' { last } else { at };
        let before = if self.text[..at].ends_with('\n') { "" } else { "\n" };
        let text = format!("{before}{}\n", writer.lines.join("\n"));
        Some(Addition { at, text, keys: missing.len() })
    }

    /// The missing keys of a block in braces, without values. A block or list within it is left to whoever writes it.
    fn in_braces(&self, node: &Node, missing: &[(&str, Child)]) -> Option<Addition> {
        let is_plain = |child: &Child| match child {
            Child::Fact(fact) => !matches!(self.wanted.dictionary().fact(*fact).kind, Kind::Records(_)),
            Child::Block(_) => false,
        };
        let keys: Vec<&str> =
            missing.iter().filter(|(_, child)| is_plain(child)).map(|(key, _)| *key).collect();
        let last =
            node.entries().iter().map(|entry| end_of(&entry.value).max(entry.key.span.end)).max()? as usize;
        let at = last + self.text[last..].find([',', '}'])?;
        let text: String = keys.iter().map(|key| format!(", {key}: ")).collect();
        (!keys.is_empty()).then_some(Addition { at, text, keys: keys.len() })
    }
}

/// The first byte behind a value.
fn end_of(node: &Node) -> u32 {
    match &node.value {
        Value::Scalar(_) => node.span.end,
        Value::List(items) => items.iter().map(end_of).max().unwrap_or(node.span.end).max(node.span.end),
        Value::Map(entries) => {
            let ends = entries.iter().map(|entry| end_of(&entry.value).max(entry.key.span.end));
            ends.max().unwrap_or(node.span.end).max(node.span.end)
        }
    }
}
