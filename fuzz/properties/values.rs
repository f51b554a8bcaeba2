//! Any text at any fact: read or refused; and what is read otherwise than typed is plain itself.

use quorate::document::{self, Limits, ProblemKind};
use quorate::proposal::{Fact, NoFolder, Proposal, Scope, bind};

use serde_json::Value;

use super::RUBRICS;

/// See above. The first two bytes say which fact.
///
/// # Panics
/// It does not hold.
pub fn holds(bytes: &[u8]) {
    let Some((number, value)) = super::numbered(bytes) else { return };
    let facts: Vec<&Fact> =
        RUBRICS.dictionary.facts().map(|(_, fact)| fact).filter(|fact| fact.scope == Scope::Root).collect();
    let fact = facts[usize::from(number) % facts.len()];
    let Some((proposal, _)) = read(fact, &Value::from(value)) else { return };
    for read_as in proposal.read_as() {
        // Several stand in a list, where each is one text, commas or not.
        let plain = match &read_as.plain[..] {
            [one] => Value::from(&**one),
            several => several.iter().map(|part| Value::from(&**part)).collect(),
        };
        let (again, good) = read(fact, &plain).expect("a plain form is a document");
        assert!(good && again.read_as().is_empty(), "{value:?} is read as {plain}");
    }
}

/// A proposal that says this at a fact, and whether it is a good one; nothing where it is no document.
fn read(fact: &Fact, value: &Value) -> Option<(Proposal, bool)> {
    let mut text = "quorate: 1\n".to_owned();
    for (depth, key) in fact.path.split('.').enumerate() {
        text += &format!("{:indent$}{key}:\n", "", indent = depth * 2);
    }
    let text = format!("{} {}\n", text.trim_end(), value);
    let stream = document::parse(&text, &Limits::default());
    let (proposal, problems) = bind(stream.documents.first()?, &RUBRICS.dictionary, &NoFolder);
    super::placed(&problems, &text);
    Some((proposal, !problems.iter().any(|problem| problem.kind == ProblemKind::Error)))
}
