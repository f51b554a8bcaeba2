//! Reading a file of a baseline in one pass, an entry at a time: each is handed on and forgotten.

use std::fmt;
use std::io::{BufReader, Read, Seek};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::fault::{Fault, found, wrong};
use super::form::{Entry, SCHEMA};
use super::kept::{Kept, ProposalKey};
use super::progress::{Counted, Progress};
use crate::document::Span;

/// Where the entry of a proposal stands in a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// How many bytes stand before it.
    pub start: u64,
    /// How many bytes it has.
    pub length: u64,
}

/// Reads a baseline from its beginning to its end. `take` is given each proposal, and where it stands; it says whether the
/// proposal was not there before. Gives back the digest of the rubrics.
///
/// # Errors
/// It cannot be read, or something is wrong with it.
pub fn read(
    mut file: impl Read + Seek,
    mut take: impl FnMut(ProposalKey, Kept, Stretch) -> bool,
) -> Result<String, Fault> {
    file.rewind()?;
    let progress = Progress::default();
    let parsed = {
        let from = BufReader::with_capacity(64 << 10, &mut file);
        let mut json = serde_json::Deserializer::from_reader(Counted { from, progress: &progress });
        let whole = Whole { progress: &progress, take: &mut take };
        json.deserialize_map(whole).and_then(|head| json.end().map(|()| head))
    };
    let Head { schema, rubrics, twice } = parsed.map_err(|error| found(file, &progress, error))?;
    if schema != SCHEMA {
        let message = format!("this is no baseline of this version: its schema is `{schema}`");
        let problem = wrong(Span::FIRST_LINE, message).expected(format!("`{SCHEMA}`"));
        return Err(Fault::Malformed(problem));
    }
    match twice {
        Some(path) => {
            let message = format!("the baseline has `{path}` twice");
            Err(Fault::Malformed(wrong(Span::FIRST_LINE, message)))
        }
        None => Ok(rubrics),
    }
}

/// What a file says beside its proposals.
struct Head {
    schema: String,
    rubrics: String,
    /// The path of the first proposal that it has twice.
    twice: Option<String>,
}

/// The keys of a file.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Field {
    Schema,
    Rubrics,
    Proposals,
}

struct Whole<'r, F> {
    progress: &'r Progress,
    take: &'r mut F,
}

impl<'de, F: FnMut(ProposalKey, Kept, Stretch) -> bool> Visitor<'de> for Whole<'_, F> {
    type Value = Head;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a baseline")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head, A::Error> {
        let (mut schema, mut rubrics, mut proposals) = (None, None, None);
        while let Some(field) = map.next_key()? {
            match field {
                Field::Schema if schema.is_none() => schema = Some(map.next_value()?),
                Field::Rubrics if rubrics.is_none() => rubrics = Some(map.next_value()?),
                Field::Proposals if proposals.is_none() => {
                    let seed = Proposals { progress: self.progress, take: &mut *self.take };
                    proposals = Some(map.next_value_seed(seed)?);
                }
                _ => return Err(A::Error::custom("a key is there twice")),
            }
        }
        match (schema, rubrics, proposals) {
            (Some(schema), Some(rubrics), Some(twice)) => Ok(Head { schema, rubrics, twice }),
            _ => Err(A::Error::custom("a key is missing")),
        }
    }
}

/// The list of proposals; gives the path of the first that is there twice.
struct Proposals<'r, F> {
    progress: &'r Progress,
    take: &'r mut F,
}

impl<'de, F: FnMut(ProposalKey, Kept, Stretch) -> bool> DeserializeSeed<'de> for Proposals<'_, F> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Option<String>, D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(ProposalKey, Kept, Stretch) -> bool> Visitor<'de> for Proposals<'_, F> {
    type Value = Option<String>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a list of proposals")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<String>, A::Error> {
        let mut twice = None;
        while let Some((key, kept, stretch)) = list.next_element_seed(One(self.progress))? {
            let path = key.path.clone();
            if !(self.take)(key, kept, stretch) {
                twice.get_or_insert(path);
            }
        }
        Ok(twice)
    }
}

/// One proposal of the list.
struct One<'r>(&'r Progress);

impl<'de> DeserializeSeed<'de> for One<'_> {
    type Value = (ProposalKey, Kept, Stretch);

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        // That the list goes on was known when the first sign of the entry was seen.
        let start = self.0.read.get().saturating_sub(1);
        let (key, kept) = Entry::deserialize(json)?.into_kept();
        self.0.entry_ends();
        let stretch = Stretch { start, length: self.0.last_end.get() - start };
        Ok((key, kept, stretch))
    }
}
