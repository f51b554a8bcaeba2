//! The form of the file: one line for each finding, so that a change of it can be read; one proposal is read or written at a
//! time.

use std::collections::BTreeMap;
use std::iter;

use serde::Deserialize;

use super::kept::{Kept, Known, ProposalKey};
use crate::rubric::Level;

/// The version of the file.
pub(super) const SCHEMA: &str = "quorate/baseline/1";

/// The file as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only what is wrong with it is asked for")]
pub(super) struct File {
    schema: String,
    rubrics: String,
    proposals: Vec<Entry>,
}

/// What stands in it of one proposal.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    path: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    incomplete: Vec<String>,
    #[serde(default)]
    stage: Option<String>,
    #[serde(default)]
    levels: BTreeMap<String, (Level, Level, Level)>,
    #[serde(default)]
    ruled_out: Vec<String>,
    findings: Vec<Known>,
}

impl Entry {
    /// The proposal, and what is kept of it.
    pub(super) fn into_kept(self) -> (ProposalKey, Kept) {
        let Entry { path, name, title, incomplete, stage, levels, ruled_out, mut findings } = self;
        findings.iter_mut().for_each(|known| known.facts.sort_unstable());
        (ProposalKey { path, name }, Kept { title, incomplete, stage, levels, ruled_out, findings })
    }
}

/// What stands in a file of one proposal, as [`entry_text`] writes it; nothing where it is something else.
pub fn parse_entry(text: &str) -> Option<(ProposalKey, Kept)> {
    serde_json::from_str(text).ok().map(Entry::into_kept)
}

/// What stands in a file of one proposal, from its first brace to its last.
pub fn entry_text(key: &ProposalKey, kept: &Kept) -> String {
    let Kept { title, incomplete, stage, levels, ruled_out, findings } = kept;
    let said = |key: &str, text: &Option<String>| {
        text.as_ref().map(|text| format!("      \"{key}\": {},\n", json(text))).unwrap_or_default()
    };
    let list = |key: &str, words: &[String]| {
        let words: Vec<String> = words.iter().map(|word| json(word)).collect();
        match words.is_empty() {
            true => String::new(),
            false => format!("      \"{key}\": [{}],\n", words.join(", ")),
        }
    };
    let levels = match levels.is_empty() {
        true => String::new(),
        false => format!("      \"levels\": {},\n", serde_json::to_string(levels).unwrap_or_default()),
    };
    let finding = |known| format!("        {}", serde_json::to_string::<Known>(known).unwrap_or_default());
    let findings: Vec<String> = findings.iter().map(finding).collect();
    let findings = match findings.is_empty() {
        true => String::new(),
        false => format!("\n{}\n      ", findings.join(",\n")),
    };
    [
        format!("{{\n      \"path\": {},\n", json(&key.path)),
        said("name", &key.name),
        said("title", title),
        said("stage", stage),
        list("incomplete", incomplete),
        levels,
        list("ruled_out", ruled_out),
        format!("      \"findings\": [{findings}]\n    }}"),
    ]
    .concat()
}

/// The text of a file, piece by piece: so much of each proposal as [`entry_text`] gives, in the order of their keys.
pub fn pieces<E>(
    rubrics: &str,
    entries: impl ExactSizeIterator<Item = Result<String, E>>,
) -> impl Iterator<Item = Result<String, E>> {
    let begin =
        format!("{{\n  \"schema\": {},\n  \"rubrics\": {},\n  \"proposals\": [", json(SCHEMA), json(rubrics));
    let end = if entries.len() == 0 { "]\n}\n" } else { "\n  ]\n}\n" };
    let entries = entries.enumerate().map(|(number, entry)| {
        let before = if number == 0 { "" } else { "," };
        Ok(format!("{before}\n    {}", entry?))
    });
    iter::once(Ok(begin)).chain(entries).chain(iter::once(Ok(end.to_owned())))
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
