//! The plain form of a file: what was read otherwise than it is typed, written as it was read.
//!
//! The bytes of a value are replaced and nothing else is touched. A library that edits YAML finds a value by its route; here
//! its bytes are known already, and the same value may stand behind several routes by an alias.

use similar::TextDiff;

use crate::document::{self, Document, Limits, Problem, ProblemKind};
use crate::proposal::{NoFolder, Pair, ReadAs, SameRecords, bind, changes};
use crate::rubric::Rubrics;

/// The text of a file with every value in its plain form; nothing where that would be read as anything else than before.
pub fn fixed(before: &str, read_as: &[ReadAs], rubrics: &Rubrics) -> Option<String> {
    let mut values: Vec<(usize, usize, String)> = read_as
        .iter()
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
    let mut text = String::with_capacity(before.len());
    let mut from = 0;
    for (start, end, plain) in values {
        text += before.get(from..start)?;
        text += &plain;
        from = end;
    }
    text += before.get(from..)?;
    is_the_same(before, &text, rubrics).then_some(text)
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

/// Whether two texts say the same, and the second says it plainly. Looked at document by document: of a long file no more
/// than one is held.
fn is_the_same(before: &str, after: &str, rubrics: &Rubrics) -> bool {
    let is_error = |problem: &Problem| problem.kind == ProblemKind::Error;
    let streams = [before, after].map(|text| document::parse(text, &Limits::default()));
    if streams.iter().any(|stream| stream.problems.iter().any(is_error)) {
        return false;
    }
    let [old, new] = streams.map(|stream| stream.documents);
    let bound = |document: &Document| {
        let (proposal, problems) = bind(document, &rubrics.dictionary, &NoFolder);
        (!problems.iter().any(is_error)).then_some(proposal)
    };
    let same = |(old, new): (Document, Document)| {
        let (Some(old), Some(new)) = (bound(&old), bound(&new)) else { return false };
        let pair = Pair { old: &old, new: &new };
        changes(&rubrics.dictionary, pair, &SameRecords::of(&rubrics.dictionary, pair)).is_empty()
            && new.read_as().is_empty()
    };
    old.len() == new.len() && old.into_iter().zip(new).all(same)
}

/// What changes in a file, as `diff -u` has it.
pub fn difference(label: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let shown = diff.unified_diff().header(label, label).to_string();
    shown.lines().map(|line| format!("{}\n", crate::text::visible(line))).collect()
}
