//! How a sentence speaks of a fact, where its label alone would not make a sentence.

use serde::{Deserialize, Serialize};

use crate::document::{Fields, Problem, Problems};

/// What the dictionary gives a sentence about a fact. All of it may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrases {
    /// What the sentence is about, `the community`, where that is not the label. Of a fact of a record, whose sentence
    /// is about the record: what stands for the fact over all records.
    pub subject: Option<String>,
    /// What is said of it, verb first: `gets {}`, `has agreed to the aim`. For the braces see [`Braces`].
    pub says: Option<String>,
    /// The statement that is true where the answer is `none`.
    pub lacks: Option<String>,
    /// Of a fact of a record: what can be put behind the noun instead, `from {}`.
    pub behind: Option<String>,
    /// Of a length of time: what ends when it has gone by.
    pub ends: Option<String>,
}

/// What stands in place of the braces of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Braces<'a> {
    /// `{}`: the answer.
    Answer,
    /// `{when}`: a date with its `on` or `in`.
    When,
    /// `{staff day}`: a number and this noun.
    Noun(&'a str),
}

impl<'a> From<&'a str> for Braces<'a> {
    /// From what is written between the braces.
    fn from(inner: &'a str) -> Braces<'a> {
        match inner {
            "" => Braces::Answer,
            "when" => Braces::When,
            noun => Braces::Noun(noun),
        }
    }
}

impl Phrases {
    /// Reads them from the keys of a fact.
    pub(super) fn read(fields: &mut Fields, problems: &Problems) -> Phrases {
        let phrases = Phrases {
            subject: fields.optional_text("subject").map(str::to_owned),
            says: fields.optional_text("says").map(str::to_owned),
            lacks: fields.optional_text("lacks").map(str::to_owned),
            behind: fields.optional_text("behind").map(str::to_owned),
            ends: fields.optional_text("ends").map(str::to_owned),
        };
        for (key, phrase) in [("says", &phrases.says), ("behind", &phrases.behind)] {
            let braces = phrase.as_deref().map_or(0, |phrase| phrase.matches(['{', '}']).count());
            if braces != 0 && braces != 2 {
                problems.push(
                    Problem::error(
                        fields.span(),
                        format!("`{key}` has more or less than one pair of braces"),
                    )
                    .expected("`{}` where the answer stands, `{when}` for a date, `{noun}` for a number"),
                );
            }
        }
        phrases
    }

    /// What is said of the fact with its answer in place.
    pub fn with_answer(&self) -> Option<&str> {
        self.says.as_deref().filter(|says| says.contains('{'))
    }

    /// The noun that is counted where the answer stands.
    pub fn noun(&self) -> Option<&str> {
        let (_, inner) = self.says.as_deref()?.split_once('{')?;
        match Braces::from(inner.split_once('}')?.0) {
            Braces::Noun(noun) => Some(noun),
            Braces::Answer | Braces::When => None,
        }
    }

    /// What is said of the fact without its answer.
    pub fn without_answer(&self) -> Option<&str> {
        self.says.as_deref().filter(|says| !says.contains('{'))
    }
}
