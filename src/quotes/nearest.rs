//! What in a text comes nearest to a quote that does not stand there: the longest run of words that both have.

use std::collections::HashMap;

use super::{FileText, Folded};
use crate::text;

/// The passage of a text that comes nearest to a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its words, on one line.
    pub text: String,
    /// Its page, counted from 0.
    pub page: usize,
}

/// A shorter run of words is no sign of anything.
const LEAST_WORDS: usize = 3;
/// Of a longer quote only the beginning is compared.
const MOST_WORDS: usize = 400;
/// A longer passage is cut.
const LONGEST: usize = 200;

/// The passage nearest to a quote, if there is one.
pub fn nearest(quote: &str, file: &FileText) -> Option<Passage> {
    let quoted: Vec<String> = quote.split_whitespace().take(MOST_WORDS).map(bare).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, word) in quoted.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
        places.entry(word).or_default().push(place);
    }
    let mut best: Option<Run> = None;
    let pages: Vec<String> = file.pages.iter().map(|page| joined(page)).collect();
    for (page, text) in pages.iter().enumerate() {
        // How long the run is that ends with a word of the quote at the word before.
        let mut before: Vec<(usize, usize)> = Vec::new();
        for (place, word) in text.split_whitespace().enumerate() {
            let here = places.get(bare(word).as_str()).map_or(&[][..], Vec::as_slice);
            let length = |at: usize| {
                let run = before.iter().find(|(end, _)| Some(*end) == at.checked_sub(1));
                (at, 1 + run.map_or(0, |(_, length)| *length))
            };
            before = here.iter().map(|at| length(*at)).collect();
            for (at, length) in &before {
                if best.as_ref().is_none_or(|best| *length > best.length) {
                    best = Some(Run { page, end: place, in_quote: *at, length: *length });
                }
            }
        }
    }
    let run = best.filter(|run| run.length >= LEAST_WORDS)?;
    Some(Passage { text: run.passage(&pages[run.page], quoted.len()), page: run.page })
}

/// Words that follow one another in a text and in a quote.
struct Run {
    page: usize,
    /// The last word in the text, and in the quote.
    end: usize,
    in_quote: usize,
    length: usize,
}

impl Run {
    /// The words of the text around it, as many as the quote has.
    fn passage(&self, text: &str, words: usize) -> String {
        let start = self.end.saturating_sub(self.in_quote);
        let words: Vec<&str> = text.split_whitespace().skip(start).take(words).collect();
        text::shorten(&words.join(" "), LONGEST)
    }
}

/// A text in which the words are whole again that a line has parted.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_soft = letter == '\u{ad}';
        if is_soft {
            out.truncate(out.trim_end().len());
        } else if !(matches!(letter, '-' | '\u{2010}') && out.ends_with(char::is_alphabetic)) {
            out.push(letter);
            continue;
        }
        let mut space = String::new();
        while let Some(white) = letters.next_if(|next| next.is_whitespace()) {
            space.push(white);
        }
        if !is_soft && !space.contains('\n') {
            out.push(letter);
            out.push_str(&space);
        }
    }
    out
}

/// A word as words are compared: folded, without the signs around it.
fn bare(word: &str) -> String {
    let mut folded = match word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        true => word.to_ascii_lowercase(),
        false => Folded::words(word),
    };
    folded.retain(char::is_alphanumeric);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(quote: &str, pages: &[&str]) -> Option<(String, usize)> {
        let pages = pages.iter().map(|page| (*page).to_owned()).collect();
        let text = FileText { pages, has_pages: true, mute: Vec::new() };
        nearest(quote, &text).map(|passage| (passage.text, passage.page))
    }

    #[test]
    fn the_longest_run_of_words_is_shown_with_as_many_words_as_the_quote_has() {
        let pages =
            ["The council pays for wood.", "In May “the council” pays forty thou-\nsand crowns, no more."];
        let expected = Some(("May “the council” pays forty thousand crowns, no".to_owned(), 1));
        assert_eq!(near("since the council pays forty thousand euros now", &pages), expected);
        assert_eq!(near("nothing of this kind", &pages), None);
        assert_eq!(near("the council", &pages), None, "two words are no sign");
        assert_eq!(near("", &pages), None);
    }

    #[test]
    fn words_that_a_line_has_parted_are_whole() {
        for (parted, whole) in [
            ("con-\nfidential", "confidential"),
            ("con \u{ad}\n fidential", "confidential"),
            ("con\u{ad}fidential", "confidential"),
            ("well-known", "well-known"),
            ("short- and long", "short- and long"),
            ("a - b", "a - b"),
            ("2024-\n2026", "2024-\n2026"),
        ] {
            assert_eq!(joined(parted), whole, "{parted:?}");
        }
    }
}
