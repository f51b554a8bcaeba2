//! What is told of a condition, on the way to its grounds.

use super::{Explainer, Grounds, LONGEST, Reason, Wanted};
use crate::proposal::Route;
use crate::text;

/// What decided, as it is found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub told: Vec<Told>,
    pub blamed: Vec<Route>,
}

/// What is told of one condition.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// What is, as a statement that begins with a small letter.
    pub is: String,
    /// What is needed instead; empty where that goes without saying.
    pub needed: String,
    pub facts: Vec<Route>,
}

impl Told {
    /// Nothing yet, with room for a sentence.
    pub fn empty() -> Told {
        Told { is: String::with_capacity(112), ..Told::default() }
    }

    /// The sentence.
    fn into_reason(self) -> Reason {
        let mut text = capital(self.is);
        if !self.needed.is_empty() && text.len() + self.needed.len() + 2 <= LONGEST {
            text.push_str("; ");
            text.push_str(&self.needed);
        }
        // Labels and answers are as long as somebody wrote them.
        if text.len() > LONGEST && text.chars().count() > LONGEST {
            text = text::shorten(&text, LONGEST);
        }
        // A name may end with a full stop: the sentence does not.
        text.truncate(text.trim_end_matches('.').len());
        Reason { text, facts: self.facts }
    }
}

/// With a capital, in place where that can be.
fn capital(mut text: String) -> String {
    match text.as_bytes().first() {
        Some(byte) if byte.is_ascii() => {
            text[..1].make_ascii_uppercase();
            text
        }
        _ => text::capital(&text),
    }
}

impl Found {
    pub fn into_grounds(self) -> Grounds {
        let mut reasons: Vec<Reason> = Vec::with_capacity(self.told.len());
        for told in self.told {
            let reason = told.into_reason();
            if reasons.iter().all(|known| known.text != reason.text) {
                reasons.push(reason);
            }
        }
        Grounds { reasons, blamed: self.blamed }
    }
}

impl Explainer<'_> {
    /// Adds what is told, as far as it is wanted. No text is made that nobody reads.
    pub(super) fn tell(self, found: &mut Found, facts: Vec<Route>, words: impl FnOnce() -> Told) {
        match self.wanted {
            Wanted::Blame => {}
            Wanted::Facts => found.told.push(Told { facts, ..Told::default() }),
            Wanted::Sentences => {
                let mut told = words();
                if !self.with_need {
                    told.needed.clear();
                }
                found.told.push(Told { facts, ..told });
            }
        }
    }
}
