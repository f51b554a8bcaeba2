//! Any bytes: decoded, parsed, and what is wrong with them drawn. Every place lies in the text.

use quorate::document::{self, Limits, Node, Span, Value};
use quorate::report::problems;
use quorate::report::style::Style;

/// See above.
///
/// # Panics
/// It does not hold.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = document::decode(bytes.to_vec()) else { return };
    let stream = document::parse(&text, &Limits::default());
    assert!(
        !stream.documents.is_empty() || !stream.problems.is_empty(),
        "nothing was read and nothing is wrong"
    );
    for document in &stream.documents {
        within(&document.root, &text);
    }
    for problem in &stream.problems {
        lies_in(problem.span, &text);
    }
    super::harmless(&problems::render("p.yaml", &text, &stream.problems, Style::default()));
}

fn within(node: &Node, text: &str) {
    lies_in(node.span, text);
    match &node.value {
        Value::Scalar(_) => {}
        Value::List(items) => items.iter().for_each(|item| within(item, text)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            lies_in(entry.key.span, text);
            within(&entry.value, text);
        }),
    }
}

fn lies_in(span: Span, text: &str) {
    assert!(span.start <= span.end && span.end as usize <= text.len(), "{span:?} of {}", text.len());
    assert!(
        text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize),
        "{span:?}"
    );
    assert!(span.line >= 1 && span.column >= 1, "{span:?}");
}
