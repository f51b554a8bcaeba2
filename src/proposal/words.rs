//! The words that mean yes, no or not known, once: the reader takes them from here and the schema makes its patterns of
//! them. Case, quotes and the amount of white space make no difference.

use crate::text::one_line;

/// What a whole value says by itself, whatever fact it is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Yes.
    Yes,
    /// No, or none.
    No,
    /// No for a question of yes or no and below every word of an ordered vocabulary; a text like any other elsewhere.
    NotYet,
    /// Not known, as if the key were left out.
    Unknown,
}

/// Every spelling that means something by itself, in lower case. The first of each meaning is the one to propose.
const SPELLINGS: &[(&str, Meaning)] = &[
    ("yes", Meaning::Yes),
    ("true", Meaning::Yes),
    ("no", Meaning::No),
    ("none", Meaning::No),
    ("false", Meaning::No),
    ("not yet", Meaning::NotYet),
    ("unknown", Meaning::Unknown),
    ("", Meaning::Unknown),
    ("~", Meaning::Unknown),
    ("?", Meaning::Unknown),
    ("-", Meaning::Unknown),
    ("null", Meaning::Unknown),
    ("n/a", Meaning::Unknown),
    ("tbd", Meaning::Unknown),
    ("tbc", Meaning::Unknown),
    ("xxx", Meaning::Unknown),
    ("todo", Meaning::Unknown),
    ("not known", Meaning::Unknown),
    ("don't know", Meaning::Unknown),
    ("don’t know", Meaning::Unknown),
    ("to be confirmed", Meaning::Unknown),
    ("to be decided", Meaning::Unknown),
    ("lorem ipsum", Meaning::Unknown),
    ("tba", Meaning::Unknown),
    ("n.a.", Meaning::Unknown),
    ("??", Meaning::Unknown),
    ("???", Meaning::Unknown),
    ("not sure", Meaning::Unknown),
    ("not known yet", Meaning::Unknown),
    ("not yet known", Meaning::Unknown),
    ("not decided", Meaning::Unknown),
    ("to be announced", Meaning::Unknown),
    ("to be determined", Meaning::Unknown),
    ("to be agreed", Meaning::Unknown),
];

/// In capitals this is a country before it is a denial, where a text is asked for.
pub(super) const NORWAY: &str = "NO";

/// What a whole value says by itself.
pub(super) fn meaning(text: &str) -> Option<Meaning> {
    // No spelling is as long, white space put into it included; most texts are longer.
    const LONGEST: usize = 40;
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let text = one_line(text);
    SPELLINGS.iter().find(|(word, _)| word.eq_ignore_ascii_case(&text)).map(|(_, meaning)| *meaning)
}

/// The spellings of a meaning, in lower case.
pub(super) fn spellings(of: Meaning) -> impl Iterator<Item = &'static str> {
    SPELLINGS.iter().filter(move |(_, meaning)| *meaning == of).map(|(word, _)| *word)
}

/// A regular expression for these words and nothing else, in any case and with any white space, for a JSON Schema.
pub(super) fn any_case<'a>(words: impl Iterator<Item = &'a str>) -> String {
    whole(&alternatives(words, any_case_of))
}

/// A regular expression for this word, in any case.
pub(super) fn in_any_case(word: &str) -> String {
    word.chars().map(any_case_of).collect()
}

fn any_case_of(character: char) -> String {
    match character {
        c if c.is_ascii_alphabetic() => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
        c => literal(c),
    }
}

/// A regular expression for these words and nothing else, as they are written but for white space.
pub(super) fn as_written<'a>(words: impl Iterator<Item = &'a str>) -> String {
    whole(&alternatives(words, literal))
}

/// A regular expression for the whole of a value, white space around it aside.
pub(super) fn whole(pattern: &str) -> String {
    format!(r"^\s*({pattern})\s*$")
}

fn alternatives<'a>(words: impl Iterator<Item = &'a str>, character: impl Fn(char) -> String) -> String {
    let pattern = |word: &str| word.chars().map(&character).collect::<String>();
    words.map(pattern).collect::<Vec<_>>().join("|")
}

fn literal(character: char) -> String {
    match character {
        ' ' => r"\s+".to_owned(),
        '?' | '.' | '*' | '+' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | '\\' => {
            format!("\\{character}")
        }
        c => c.to_string(),
    }
}

/// A word with the characters replaced that cannot be seen or told from others: what its writer thinks it is.
pub(super) fn as_seen(word: &str) -> String {
    let seen = word.chars().filter(|c| !is_invisible(*c)).map(|c| if is_hyphen(c) { '-' } else { c });
    one_line(&seen.collect::<String>()).into_owned()
}

/// What a person cannot see in a word that looks right: `a no-break space`.
pub(super) fn unseen(word: &str) -> String {
    let odd = |c: &char| is_invisible(*c) || is_hyphen(*c) || (c.is_whitespace() && *c != ' ');
    match word.chars().find(odd) {
        None => "a space too many".to_owned(),
        Some('\t') => "a tab".to_owned(),
        Some('\u{a0}' | '\u{202f}') => "a no-break space".to_owned(),
        Some('\u{ad}') => "a soft hyphen".to_owned(),
        Some(c) if is_hyphen(c) => format!("a hyphen of another kind (U+{:04X})", u32::from(c)),
        Some(c) => format!("a character that cannot be seen (U+{:04X})", u32::from(c)),
    }
}

pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2013}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_the_same_in_any_case_and_with_any_white_space() {
        for (meant, typed) in [
            (Meaning::Yes, ["yes", "YES", " True\n"]),
            (Meaning::No, ["No", "nOnE", "FALSE"]),
            (Meaning::NotYet, ["not yet", "Not  yet", "NOT\u{a0}YET"]),
            (Meaning::Unknown, ["Null", "", "To  be\tconfirmed"]),
        ] {
            for text in typed {
                assert_eq!(meaning(text), Some(meant), "{text:?}");
            }
        }
        for text in ["y", "on", "1", "no one", "none of these", "nil", "n a", "yes, we do"] {
            assert_eq!(meaning(text), None, "{text:?}");
        }
    }

    #[test]
    fn no_spelling_is_longer_than_what_is_looked_at() {
        for (word, meant) in SPELLINGS {
            assert_eq!(meaning(&word.replace(' ', &" ".repeat(8))), Some(*meant), "{word:?}");
            assert_eq!(word.to_lowercase(), *word);
        }
    }

    #[test]
    fn the_page_on_scoring_lists_every_spelling() {
        let page =
            include_str!("../../docs/scoring.md").split("### Words for yes").nth(1).expect("a section");
        let listed: Vec<&str> = page.lines().take_while(|line| !line.starts_with("##")).collect();
        let listed: Vec<&str> = listed.iter().flat_map(|line| line.split('`').skip(1).step_by(2)).collect();
        let not_listed = ["", "don’t know"];
        for (word, _) in SPELLINGS.iter().filter(|(word, _)| !not_listed.contains(word)) {
            assert!(listed.contains(word), "the page does not list {word:?}");
        }
        assert_eq!(listed.len(), SPELLINGS.len() - not_listed.len());
    }

    #[test]
    fn what_cannot_be_seen_in_a_word_is_named() {
        for (word, name) in [
            ("in\u{a0}talks", "a no-break space"),
            ("in  talks", "a space too many"),
            ("de\u{ad}sign", "a soft hyphen"),
            ("non\u{2011}profit", "a hyphen of another kind (U+2011)"),
            ("\u{200b}design", "a character that cannot be seen (U+200B)"),
        ] {
            assert_eq!(unseen(word), name);
            assert!(["in talks", "design", "non-profit"].contains(&as_seen(word).as_str()), "{word:?}");
        }
    }
}
