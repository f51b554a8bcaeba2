//! Texts made to fit: broken at words, and what is too long cut where a reader is least disturbed.

use textwrap::{Options, WordSplitter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text in lines of at most so many columns, broken at words; a longer word is broken where it must.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(1)).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

/// At most so many of the lines of a text. What is too long ends with a sentence or a clause where that costs little, else with a
/// word; a sign tells that a sentence goes on.
pub fn cut(lines: &[String], width: usize, most: usize, sign: &str) -> Vec<String> {
    if lines.len() <= most {
        return lines.to_vec();
    }
    let kept = lines[..most].join(" ");
    let good_ends = [
        (end_of(&kept, &[". ", "? ", "! "]).filter(|end| *end * 2 >= kept.len()), ""),
        (
            end_of(&kept, &[", ", "; ", ": "]).map(|end| end - 1).filter(|end| *end * 4 >= kept.len() * 3),
            sign,
        ),
    ];
    for (end, sign) in good_ends {
        let lines = end.map(|end| wrapped(&format!("{}{sign}", &kept[..end]), width));
        if let Some(lines) = lines.filter(|lines| lines.len() <= most) {
            return lines;
        }
    }
    cut_at_a_word(&kept, width, most, sign)
}

/// Behind the last of these marks that has more behind it.
fn end_of(text: &str, marks: &[&str]) -> Option<usize> {
    marks.iter().filter_map(|mark| text.rfind(mark)).max().map(|at| at + 1)
}

fn cut_at_a_word(text: &str, width: usize, most: usize, sign: &str) -> Vec<String> {
    let mut kept = text;
    loop {
        let clean = kept.trim_end_matches([',', ';', ':', ' ', '(']);
        let lines = wrapped(&format!("{clean}{sign}"), width);
        match kept.rfind(' ') {
            Some(at) if lines.len() > most => kept = &kept[..at],
            _ if lines.len() > most => return vec![cut_end(kept, width, sign)],
            _ => return lines,
        }
    }
}

/// The beginning of a text in one line.
pub fn cut_end(text: &str, width: usize, sign: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    within(text, width.saturating_sub(sign.width())).trim_end().to_owned() + sign
}

/// The end of a text in one line: of a path it tells most.
pub fn cut_start(text: &str, width: usize, sign: &str) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let reversed: String = text.chars().rev().collect();
    let kept = within(&reversed, width.saturating_sub(sign.width()));
    sign.to_owned() + &kept.chars().rev().collect::<String>()
}

/// As much of the beginning of a text as fits.
fn within(text: &str, width: usize) -> &str {
    let mut taken = 0;
    for (at, character) in text.char_indices() {
        taken += character.width().unwrap_or(0);
        if taken > width {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_text(text: &str, width: usize, most: usize, sign: &str) -> Vec<String> {
        cut(&wrapped(text, width), width, most, sign)
    }

    #[test]
    fn what_fits_is_not_cut() {
        assert_eq!(cut_text("one two three", 9, 2, "…"), ["one two", "three"]);
        assert_eq!(cut_end("one", 3, "…"), "one");
        assert_eq!(cut_start("one", 3, "…"), "one");
    }

    #[test]
    fn a_long_text_is_cut_at_the_end_of_a_sentence_or_else_of_a_word() {
        assert_eq!(cut_text("Nobody has agreed. Three are needed.", 24, 1, "…"), ["Nobody has agreed."]);
        assert_eq!(
            cut_text("No. Three of the four are needed, at least.", 16, 2, "…"),
            ["No. Three of the", "four are needed…"]
        );
        assert_eq!(cut_text("Ask one good firm, and two.", 22, 1, "…"), ["Ask one good firm…"]);
        assert_eq!(cut_text("Ask one, two and three.", 12, 1, "…"), ["Ask one…"]);
        assert_eq!(cut_text("Ask one, two and three.", 12, 1, "..."), ["Ask one..."]);
    }

    #[test]
    fn a_word_that_fits_nowhere_is_cut_within() {
        for word in ["x".repeat(90), "漢字".repeat(40)] {
            for line in cut_text(&word, 20, 2, "…").iter().chain(&cut_text(&format!("a {word}"), 20, 1, "…"))
            {
                assert!(line.width() <= 20, "{line}");
            }
        }
    }

    #[test]
    fn of_a_path_the_end_is_kept() {
        assert_eq!(cut_start("a/long/way/to.yaml", 8, "…"), "…to.yaml");
        assert_eq!(cut_end("a long name", 7, "…"), "a long…");
    }
}
