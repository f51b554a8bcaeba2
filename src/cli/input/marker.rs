//! Whether a file of a folder is a proposal: it has the key `quorate` at the top. Any file may lie in a folder, so none is a
//! mistake here; but one that only just is no proposal is told, since nobody may leave a check by a slip of the hand.

use std::collections::HashSet;

use crate::document::{self, Limits};
use crate::proposal::Dictionary;
use crate::text;

/// The key that marks a proposal.
const KEY: &str = "quorate";
/// So many keys of a proposal at the top of a file make it look like one, if the partners are among them.
const ALIKE: usize = 3;
/// The key without which nothing looks like a proposal.
const PARTNERS: &str = "partners";

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marker {
    /// That it is a proposal.
    There,
    /// Nearly that: why it is none, and may be meant as one.
    Nearly(String),
    /// Nothing.
    Missing,
}

impl Marker {
    /// What the bytes of a file say. Bytes that are no text say as much as can be read of them.
    pub fn of(bytes: &[u8], dictionary: &Dictionary) -> Marker {
        // Nearly every proposal begins so, and is read only once then.
        if bytes.starts_with(b"quorate: 1") {
            return Marker::There;
        }
        let decoded = document::decode(bytes.to_vec());
        let is_text = decoded.is_ok();
        let text = decoded.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned());
        if keys(&text).any(|(key, _)| key == KEY) || (is_text && has_key_inside(&text)) {
            return Marker::There;
        }
        let why = nearly(&text, dictionary).or_else(|| nearly_for_others(&text));
        why.map_or(Marker::Missing, Marker::Nearly)
    }

    /// What the first words of a file say that is not called a YAML file: its other lines are not looked at, for it may
    /// show a proposal and be none.
    pub fn of_first_words(bytes: &[u8]) -> Marker {
        let text = String::from_utf8_lossy(bytes);
        let is_comment = |line: &&str| line.starts_with(['#', '%']);
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        let first = lines.find(|line| !line.is_empty() && !is_comment(line) && *line != "---");
        // JSON opens its braces on a line of their own.
        let first = match first {
            Some("{") => lines.find(|line| !line.is_empty()),
            first => first,
        };
        match first.and_then(key_of) {
            Some((KEY, value)) if is_one(value) => Marker::There,
            _ => Marker::Missing,
        }
    }
}

/// The keys that begin a line, and what stands behind each on its line: in a block these are the keys at the top.
fn keys(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(['\n', '\r']).filter(|line| !line.starts_with([' ', '\t', '{', '?'])).filter_map(key_of)
}

/// The key that a line begins with, without its quotes and braces, and what stands behind it.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let line = line.strip_prefix("--- ").unwrap_or(line);
    let (key, value) = line.trim_start_matches(['{', ' ']).split_once(':')?;
    let key = key.trim_end();
    let unquoted = |mark: char| key.strip_prefix(mark)?.strip_suffix(mark);
    Some((unquoted('"').or_else(|| unquoted('\'')).unwrap_or(key), value))
}

/// Whether the key stands at the top in a way that no line shows: within braces, behind a tag, or further in.
fn has_key_inside(text: &str) -> bool {
    let is_key = |key: &str| key == KEY;
    // A letter of it may be written as an escape.
    (text.contains(KEY) || text.contains('\\'))
        && document::parse(text, &Limits::default())
            .documents
            .iter()
            .any(|document| document.root.entries().iter().any(|entry| is_key(&entry.key.text)))
}

/// Why a file may be meant as a proposal.
fn nearly(text: &str, dictionary: &Dictionary) -> Option<String> {
    let misspelt = |(key, value): &(&str, &str)| is_one(value) && is_like_the_key(key);
    // In braces, or behind the sign of a comment.
    let aside = text.lines().filter(|line| line.starts_with(['{', '#'])).filter_map(key_of);
    if let Some((key, _)) = keys(text).chain(aside).find(misspelt) {
        let key = text::shorten(key, 20);
        return Some(format!("it has `{key}: 1`; the first line of a proposal is `{KEY}: 1`"));
    }
    let of_a_proposal = |key: &&str| dictionary.facts().any(|(_, fact)| begins(&fact.path, key));
    // Each key once: a file may have the same one in each of its millions of lines.
    let mut seen: HashSet<&str> = HashSet::new();
    let once = keys(text).map(|(key, _)| key).filter(|key| seen.insert(key));
    let found: Vec<&str> = once.filter(of_a_proposal).collect();
    (found.len() >= ALIKE && found.contains(&PARTNERS)).then(|| {
        let first: Vec<String> = found.iter().take(ALIKE).map(|key| format!("`{key}`")).collect();
        format!("it has {} as a proposal has, and no line `{KEY}: 1`", text::join(&first, "and"))
    })
}

/// Why a file may be meant that other programs read in another way: as UTF-16 or UTF-32 without the mark that says so, or
/// with line ends that are none in YAML.
fn nearly_for_others(text: &str) -> Option<String> {
    const LINE_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains('\0') && !text.contains(LINE_ENDS) {
        return None;
    }
    let text = text.replace(['\0', '\u{feff}', '\u{fffd}'], "").replace(LINE_ENDS, "\n");
    keys(&text).any(|(key, value)| key == KEY && is_one(value)).then(|| {
        format!("it has `{KEY}: 1` in an encoding, or with line ends, that cannot be read; save it as UTF-8")
    })
}

fn begins(path: &str, block: &str) -> bool {
    path.strip_prefix(block).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn is_one(value: &str) -> bool {
    let value = value.split([',', '}', '#']).next().unwrap_or_default().trim();
    matches!(value.trim_matches(['"', '\'']), "1" | "v1" | "1.0")
}

fn is_like_the_key(key: &str) -> bool {
    let key = key.trim_start_matches(['#', ' ']).trim_end();
    !key.starts_with('-')
        && key.chars().count() <= KEY.len() + 2
        && (key.eq_ignore_ascii_case(KEY) || text::nearest(&key.to_lowercase(), [KEY]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::Rubrics;

    fn of(text: &str) -> Marker {
        Marker::of(text.as_bytes(), &Rubrics::bundled().dictionary)
    }

    #[test]
    fn a_proposal_is_marked_in_any_style_of_yaml() {
        for text in [
            "quorate: 1\n",
            "\u{feff}quorate: 1\n",
            "name: A\nquorate: 1\n",
            "\"quorate\": 1\nname: A\n",
            "'quorate' : 1\n",
            "quorate : 1\n",
            "{quorate: 1, name: A}\n",
            "{\n  \"quorate\": 1,\n  \"name\": \"A\"\n}\n",
            "--- {quorate: 1}\n",
            "---\n# first\nquorate: 1\n",
            "  quorate: 1\n  name: A\n",
            "!!map\nname: A\n? quorate\n: 1\n",
            "other: 1\n---\n{name: A, quorate: 1}\n",
            "name: A\rquorate: 1\r",
            "quorate: 2\n",
            "{\"\\u0071uorate\": 1, \"name\": \"A\"}\n",
            "\"qu\\x6frate\": 1\n",
            "!!str quorate: 1\n",
            "&a quorate: 1\n",
        ] {
            assert_eq!(of(text), Marker::There, "{text:?}");
        }
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend("quorate: 1\n".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(Marker::of(&utf16, &Rubrics::bundled().dictionary), Marker::There);
        let latin = [b"quorate: 1\nname: Caf".as_slice(), &[0xE9], b"\n"].concat();
        assert_eq!(
            Marker::of(&latin, &Rubrics::bundled().dictionary),
            Marker::There,
            "bad bytes hide nothing"
        );
    }

    #[test]
    fn a_slip_of_the_hand_is_told() {
        for (text, why) in [
            ("Quorate: 1\nname: A\n", "`Quorate: 1`"),
            ("qourate: 1\n", "`qourate: 1`"),
            ("quorat: \"1\" # marker\n", "`quorat: 1`"),
            ("qu\u{43e}rate: 1\n", "`qu\u{43e}rate: 1`"),
            ("{Quorate: 1, name: A}\n", "`Quorate: 1`"),
            ("# quorate: 1\nname: A\n", "`# quorate: 1`"),
            ("name: A\npartners: []\ngoals: []\n", "`name`, `partners` and `goals`"),
        ] {
            match of(text) {
                Marker::Nearly(told) => assert!(told.contains(why), "{text:?}: {told}"),
                other => panic!("{text:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_proposal_that_only_other_programs_can_read_is_told() {
        let text = "name: A\nquorate: 1\n";
        let utf16 = text.encode_utf16();
        let mut utf32: Vec<u8> = text.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
        let bare = utf32.clone();
        utf32.splice(0..0, [0xFF, 0xFE, 0, 0]);
        for bytes in [
            utf16.clone().flat_map(u16::to_le_bytes).collect(),
            utf16.flat_map(u16::to_be_bytes).collect(),
            utf32,
            bare,
            text.replace('\n', "\u{85}").into_bytes(),
            text.replace('\n', "\u{2028}").into_bytes(),
        ] {
            let told = Marker::of(&bytes, &Rubrics::bundled().dictionary);
            assert!(
                matches!(&told, Marker::Nearly(why) if why.contains("save it as UTF-8")),
                "{bytes:?}: {told:?}"
            );
        }
    }

    #[test]
    fn other_peoples_files_are_left_alone_whatever_their_bytes() {
        for text in [
            "",
            "name: ci\non: push\njobs: {a: {steps: [{uses: org/quorate@v1}]}}\n",
            "repos:\n  - quorate: 1\n",
            "- quorate: 1\n",
            "a: [b\nquorate\n",
            "text: |\n  quorate: 1\n",
            "version: 1\nname: x\n",
            "quota: 1\n",
        ] {
            assert_eq!(of(text), Marker::Missing, "{text:?}");
        }
        for bytes in [&b"name: Caf\xE9\n"[..], b"a: \0\n", b"\x89PNG\r\n", b"%PDF-1.7"] {
            assert_eq!(Marker::of(bytes, &Rubrics::bundled().dictionary), Marker::Missing);
        }
    }

    #[test]
    fn a_file_of_another_name_is_told_by_its_first_words_alone() {
        for text in ["quorate: 1\n", "---\n# x\nquorate: 1\n", "{\n \"quorate\": 1,\n", "{quorate: 1}"] {
            assert_eq!(Marker::of_first_words(text.as_bytes()), Marker::There, "{text:?}");
        }
        for text in
            ["# How to\n\n```yaml\nquorate: 1\n```\n", "{\"schema\": \"quorate/report/2\"}", "", "quorate 1"]
        {
            assert_eq!(Marker::of_first_words(text.as_bytes()), Marker::Missing, "{text:?}");
        }
    }
}
