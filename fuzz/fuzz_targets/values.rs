//! Any text at any fact: read or refused, never a crash; and what is read otherwise than typed is plain itself.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quorate::document::{self, Limits, ProblemKind};
use quorate::proposal::{Fact, NoFolder, Proposal, Scope, bind};
use quorate::rubric::Rubrics;

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

fuzz_target!(|input: (u16, String)| {
    let facts: Vec<&Fact> =
        RUBRICS.dictionary.facts().map(|(_, fact)| fact).filter(|fact| fact.scope == Scope::Root).collect();
    let fact = facts[usize::from(input.0) % facts.len()];
    let Some((proposal, _)) = read(fact, &input.1) else { return };
    for read_as in proposal.read_as() {
        for plain in &read_as.plain {
            let (again, good) = read(fact, plain).expect("a plain form is a document");
            assert!(good && again.read_as().is_empty(), "{:?} is read as {plain:?}", input.1);
        }
    }
});

/// A proposal that says this at a fact, and whether it is a good one; nothing where it is no document.
fn read(fact: &Fact, value: &str) -> Option<(Proposal, bool)> {
    let mut text = "quorate: 1\n".to_owned();
    for (depth, key) in fact.path.split('.').enumerate() {
        text += &format!("{:indent$}{key}:\n", "", indent = depth * 2);
    }
    let text = format!("{} {}\n", text.trim_end(), serde_json::Value::from(value));
    let stream = document::parse(&text, &Limits::default());
    let (proposal, problems) = bind(stream.documents.first()?, &RUBRICS.dictionary, &NoFolder);
    Some((proposal, !problems.iter().any(|problem| problem.kind == ProblemKind::Error)))
}
