//! Words of a vocabulary as people write them: in any case, with another hyphen or none, in the plural, by another name.

use regex::Regex;

/// What may stand around a value and says nothing: white space, what cannot be seen, and quotes of any kind.
pub(super) const AROUND: &str = "[\\s\u{200b}\u{2060}\u{feff}\u{ad}“”„‘’«»\"']*";

/// The words of a vocabulary, ready to be found however they are written.
#[derive(Debug, Clone)]
pub struct Loose {
    /// A word that is the whole of a value; the group that took part is the number of the word.
    whole: Regex,
    /// The same at the beginning of a list, with what parts it from the next.
    first: Regex,
}

impl Loose {
    /// Those of a vocabulary: for each word all its names.
    pub fn new<'n>(words: impl Iterator<Item = Vec<&'n str>>) -> Loose {
        let groups: Vec<String> = words.map(|names| format!("({})", ways(&names))).collect();
        let compile = |pattern: String| {
            Regex::new(&pattern).unwrap_or_else(|error| unreachable!("a pattern of ours: {error}"))
        };
        Loose {
            whole: compile(format!("^{AROUND}(?:{}){AROUND}\\.?\\s*$", groups.join("|"))),
            first: compile(format!("^{BULLET}(?:{})(?:{BETWEEN}|\\.?\\s*$)", groups.join("|"))),
        }
    }

    /// The number of the word that a value is.
    pub fn one(&self, text: &str) -> Option<u8> {
        let found = self.whole.captures(text)?;
        (1..found.len()).find(|group| found.get(*group).is_some()).map(|group| group as u8 - 1)
    }

    /// The numbers of the words in a list on one line; nothing where one of its parts is no word.
    pub fn several(&self, text: &str) -> Option<Vec<u8>> {
        let mut rest = text.trim();
        let mut words = Vec::new();
        while !rest.is_empty() {
            let found = self.first.captures(rest)?;
            words.push((1..found.len()).find(|group| found.get(*group).is_some())? as u8 - 1);
            rest = &rest[found.get(0)?.end()..];
        }
        (words.len() > 1).then_some(words)
    }
}

/// What may stand before a part of a list that was pasted.
const BULLET: &str = r"\s*(?:[•·*–‣◦-]\s+)?";
/// What parts one word from the next.
const BETWEEN: &str = r"\s*[,;/&+•·‣◦|]\s*(?:and\s+)?|\s+and\s+|\s*\n\s*";

/// The patterns of a word, and of several on a line, for a JSON Schema.
pub(super) fn loose_words<'n>(words: impl Iterator<Item = Vec<&'n str>>) -> [String; 2] {
    let all: Vec<String> = words.map(|names| ways(&names)).collect();
    let one = all.join("|");
    [
        format!("^{AROUND}({one}){AROUND}\\.?\\s*$"),
        format!(r"^{BULLET}({one})(({BETWEEN}){BULLET}({one}))+\.?\s*$"),
    ]
}

/// All ways to write a word: by each of its names, in the plural too.
fn ways(names: &[&str]) -> String {
    names.iter().map(|name| one_way(name)).collect::<Vec<_>>().join("|")
}

fn one_way(name: &str) -> String {
    let mut pattern = String::new();
    for character in name.chars() {
        match character {
            ' ' | '-' => pattern.push_str(r"[\s_‐‑‒–-]*"),
            '.' | '+' | '(' | ')' | '/' => pattern.extend(['\\', character]),
            c => pattern.extend(c.to_lowercase()),
        }
    }
    let plural = match pattern.strip_suffix('y') {
        Some(stem) => format!("{stem}(?:y|ies)"),
        None => format!("{pattern}(?:e?s)?"),
    };
    any_case(&plural)
}

/// A pattern whose letters are taken in any case. Letters behind a backslash, and those in the name of a group, stay.
pub(super) fn any_case(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 3);
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                out.push('\\');
                out.extend(characters.next());
            }
            c if c.is_ascii_lowercase() => out.extend(['[', c.to_ascii_uppercase(), c, ']']),
            c => out.push(c),
        }
    }
    out
}
