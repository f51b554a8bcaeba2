//! The plain form of a file: what was read otherwise than it is typed, written as it was read.
//!
//! The bytes of a value are replaced and nothing else is touched. A library that edits YAML finds a value by its route; here
//! its bytes are known already, and the same value may stand behind several routes by an alias.

use similar::TextDiff;

use super::input::ReadFile;
use crate::document::{self, Limits, ProblemKind};
use crate::proposal::{NoFolder, Pair, Proposal, SameRecords, bind, changes};
use crate::rubric::Rubrics;

/// The text of a file with every value in its plain form; nothing where that would be read as anything else than before.
pub fn fixed(file: &ReadFile, rubrics: &Rubrics) -> Option<String> {
    let mut values: Vec<(usize, usize, String)> = file
        .read_as()
        .map(|read| {
            let plain: Vec<String> = read.plain.iter().map(|plain| written(plain)).collect();
            let plain = match &plain[..] {
                [one] => one.clone(),
                several => format!("[{}]", several.join(", ")),
            };
            (read.span.start as usize, read.span.end as usize, plain)
        })
        .collect();
    values.sort();
    values.dedup();
    let mut text = String::with_capacity(file.text.len());
    let mut from = 0;
    for (start, end, plain) in values {
        text += file.text.get(from..start)?;
        text += &plain;
        from = end;
    }
    text += file.text.get(from..)?;
    is_the_same(&file.text, &text, rubrics).then_some(text)
}

/// A value as it stands in YAML: in quotes where it would else be read as something else.
fn written(plain: &str) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || " -+./%$_".contains(c);
    let begins_safely = plain.starts_with(|c: char| c.is_alphanumeric());
    match begins_safely && plain.chars().all(is_safe) && !plain.contains(" -") {
        true => plain.to_owned(),
        // What JSON quotes, YAML reads.
        false => serde_json::Value::from(plain).to_string(),
    }
}

/// Whether two texts say the same, and the second says it plainly.
fn is_the_same(before: &str, after: &str, rubrics: &Rubrics) -> bool {
    let (Some(old), Some(new)) = (proposals(before, rubrics), proposals(after, rubrics)) else {
        return false;
    };
    let same = |(old, new): (&Proposal, &Proposal)| {
        let pair = Pair { old, new };
        changes(&rubrics.dictionary, pair, &SameRecords::of(&rubrics.dictionary, pair)).is_empty()
            && new.read_as().is_empty()
    };
    old.len() == new.len() && old.iter().zip(&new).all(same)
}

/// The proposals of a text; nothing where something in it is an error.
fn proposals(text: &str, rubrics: &Rubrics) -> Option<Vec<Proposal>> {
    let stream = document::parse(text, &Limits::default());
    let is_error = |kind| kind == ProblemKind::Error;
    if stream.problems.iter().any(|problem| is_error(problem.kind)) {
        return None;
    }
    let bound = stream.documents.iter().map(|document| {
        let (proposal, problems) = bind(document, &rubrics.dictionary, &NoFolder);
        (!problems.iter().any(|problem| is_error(problem.kind))).then_some(proposal)
    });
    bound.collect()
}

/// What changes in a file, as `diff -u` has it.
pub fn difference(label: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let shown = diff.unified_diff().header(label, label).to_string();
    shown.lines().map(|line| format!("{}\n", crate::text::visible(line))).collect()
}
