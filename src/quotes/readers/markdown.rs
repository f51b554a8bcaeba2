//! Markdown without its marks, line by line: what a reader sees of emphasis, code, headings, links and lists.

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
            ']' => skip_target(line, at + 1, &mut letters),
            _ => out.push(letter),
        }
        before = letter;
    }
}

/// Passes over where a link leads to, behind its text.
fn skip_target(line: &str, from: usize, letters: &mut std::iter::Peekable<std::str::CharIndices>) {
    let close = match line[from..].chars().next() {
        Some('(') => ')',
        Some('[') => ']',
        _ => return,
    };
    let near = line.as_bytes()[from..].iter().take(LONGEST_TARGET);
    if let Some(end) = near.clone().position(|byte| char::from(*byte) == close).map(|end| from + end) {
        while letters.next_if(|(at, _)| *at <= end).is_some() {}
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
        ] {
            assert_eq!(read(marked), format!("{plain}\n"), "{marked}");
        }
    }
}
