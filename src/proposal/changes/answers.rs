//! When two answers mean the same.

use std::hash::{Hash, Hasher};

use crate::proposal::{Answer, Datum};

/// Whether two answers to one fact mean the same.
pub fn is_same(old: &Answer, new: &Answer) -> bool {
    match (old, new) {
        (Answer::Given(Datum::Text(old)), Answer::Given(Datum::Text(new))) => same_text(old, new),
        (Answer::Given(Datum::Texts(old)), Answer::Given(Datum::Texts(new))) => same_texts(old, new),
        _ => old == new,
    }
}

/// A text may be broken into other lines.
fn same_text(old: &str, new: &str) -> bool {
    old == new || old.split_whitespace().eq(new.split_whitespace())
}

/// The texts of a list have no order.
fn same_texts(old: &[Box<str>], new: &[Box<str>]) -> bool {
    old == new || (old.len() == new.len() && sorted(old) == sorted(new))
}

fn sorted(texts: &[Box<str>]) -> Vec<Vec<&str>> {
    let mut texts: Vec<Vec<&str>> = texts.iter().map(|text| text.split_whitespace().collect()).collect();
    texts.sort_unstable();
    texts
}

/// Puts into a hash what an answer means: answers that mean the same put in the same.
pub(super) fn hash_meaning(answer: &Answer, hasher: &mut impl Hasher) {
    match answer {
        Answer::Given(Datum::Text(text)) => text.split_whitespace().for_each(|word| word.hash(hasher)),
        Answer::Given(Datum::Texts(texts)) => sorted(texts).hash(hasher),
        // Numbers cannot be hashed, and each is written in one way.
        _ => format!("{answer:?}").hash(hasher),
    }
}
