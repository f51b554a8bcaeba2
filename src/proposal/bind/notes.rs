//! Notes: free text beside facts, which no rule reads.

use super::Binder;
use crate::document::{Entry, Node, Problem, Value};
use crate::proposal::words::{Meaning, meaning};
use crate::proposal::{BlockRoute, Note};

/// The key of notes, in every block and record.
pub(in crate::proposal) const NOTES: &str = "notes";

impl Binder<'_> {
    /// Keeps the notes of a block: a text, or a list of texts. A line left blank is none.
    pub(super) fn note(&mut self, entry: &Entry, at: BlockRoute) {
        let items: &[Node] = match &entry.value.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(&entry.value),
        };
        for item in items {
            match item.text() {
                Some(text) if meaning(text) == Some(Meaning::Unknown) => {}
                Some(text) => self.notes.push(Note { at, text: text.into(), span: item.span }),
                None => self.tell(item.span, NOTES, || {
                    let message = format!("`{NOTES}` is a text, and this is {}", item.describe());
                    Problem::error(item.span, message)
                        .expected("a text or a list of texts")
                        .help("put it in quotes, or behind `|` on lines of its own")
                }),
            }
        }
    }
}
