//! Markdown without its marks, line by line: what a reader sees of emphasis, code, headings, links and lists.

use std::iter::Peekable;
use std::str::CharIndices;

/// A longer address is none: a line may hold as many beginnings of links as it has letters.
const LONGEST_TARGET: usize = 2_000;

/// The text without marks.
pub(super) fn read(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        // A quoted line and a heading; what begins an item of a list stays, as a dash stays where somebody quotes two items.
        let line = line.trim_start_matches([' ', '\t', '>', '#']);
        push_inline(&mut out, line);
        out.push('\n');
    }
    out
}

/// Adds a line without the marks inside it.
fn push_inline(out: &mut String, line: &str) {
    let mut letters = line.char_indices().peekable();
    let mut before = ' ';
    let mut barren = 0;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match letter {
            '\\' if next.is_some_and(|next| next.is_ascii_punctuation()) => {
                out.extend(next);
                letters.next();
            }
            '*' | '`' => {}
            '~' if next == Some('~') || before == '~' => {}
            // Within a word it is a letter.
            '_' if !(before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)) => {}
            '[' => {}
            '!' if next == Some('[') => {}
            ']' => skip_target(line, at + 1, &mut letters, &mut barren),
            _ => out.push(letter),
        }
        before = letter;
    }
}

/// Passes over where a link leads to, behind its text. Before `barren` no address ends.
fn skip_target(line: &str, from: usize, letters: &mut Peekable<CharIndices>, barren: &mut usize) {
    let close = match line[from..].chars().next() {
        Some('(') => b')',
        Some('[') => b']',
        _ => return,
    };
    let last = line.len().min(from + LONGEST_TARGET);
    // A line of nothing but beginnings is gone through once. What ends with `]` ends at the next beginning at the latest.
    let first = if close == b')' { from.max(*barren).min(last) } else { from };
    match line.as_bytes()[first..last].iter().position(|byte| *byte == close) {
        Some(end) => while letters.next_if(|(at, _)| *at <= first + end).is_some() {},
        None if close == b')' => *barren = last,
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_aside_and_letters_stay() {
        for (marked, plain) in [
            ("**Five** points, _agreed_ by `all`", "Five points, agreed by all"),
            ("## A heading", "A heading"),
            ("> quoted", "quoted"),
            ("see [the minutes](minutes.pdf) of [May][1]", "see the minutes of May"),
            ("![a plan](x.png) here", "a plan here"),
            ("snake_case and 2 \\* 3", "snake_case and 2 * 3"),
            ("~~not~~ agreed ~ about", "not agreed ~ about"),
            ("a [note] and an open ](", "a note and an open ("),
            ("one ](a) two ](b", "one  two (b"),
        ] {
            assert_eq!(read(marked), format!("{plain}\n"), "{marked}");
        }
    }
}
