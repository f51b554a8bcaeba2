//! Texts of strangers in Markdown: they read as they were typed, and do nothing.
//!
//! Two readers have to be kept quiet. CommonMark and its dialects know markup, and a backslash stops them. After them
//! GitHub and GitLab look through the finished text for names to notify and issues to link to; they see no backslash and
//! no entity any more, so a space of no width parts what they look for. `visible` shows such spaces where a stranger has
//! put them, so each that is in a report is ours.

use std::borrow::Cow;

use crate::text::visible;

/// A space of no width.
const GAP: &str = "&#8203;";

/// A text as it may stand in a line, in a cell or in a heading; never several lines.
pub fn escape(text: &str) -> String {
    let line = one_line(text);
    let line = line.trim();
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    for (at, character) in line.char_indices() {
        let (before, after) = (&line[..at], &line[at + character.len_utf8()..]);
        if ends_www(character, before) {
            out.push_str(GAP);
        }
        match character {
            // In a table a backslash before it would not be enough for every reader.
            '|' => out.push_str("&#124;"),
            _ if is_markup(character) || is_marker(character, before) => out.extend(['\\', character]),
            _ => out.push(character),
        }
        if begins_reference(character, before, after) {
            out.push_str(GAP);
        }
    }
    out
}

/// A text as code: an id, a path. It is escaped where it cannot be written as code.
pub fn code(text: &str) -> String {
    let line = one_line(text);
    let line = line.trim();
    if line.is_empty() || line.contains(['`', '|']) { escape(line) } else { format!("`{line}`") }
}

fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\t']) {
        return visible(text);
    }
    let line = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
    Cow::Owned(visible(&line).into_owned())
}

/// What is markup wherever it stands, for GitHub, GitLab or pandoc.
fn is_markup(character: char) -> bool {
    character.is_ascii_punctuation() && r"\`*_{}[]<>#~^$&=+".contains(character)
}

/// What is markup at the beginning: the marks of lists, lines under headings, the commands of GitLab.
fn is_marker(character: char, before: &str) -> bool {
    match character {
        '-' | ':' | '/' | '!' => before.is_empty(),
        // A number of a list has at most nine digits.
        '.' | ')' => matches!(before.len(), 1..=9) && before.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

/// The point of `www.`, with which a link begins.
fn ends_www(character: char, before: &str) -> bool {
    let www = before.len().checked_sub(3).and_then(|from| before.get(from..));
    character == '.' && www.is_some_and(|www| www.eq_ignore_ascii_case("www"))
}

/// Whether `character` and what follows make a name that is notified (`@name`), a link to an issue or the like (`#1`, `!1`,
/// `&1`, `GH-1`) or the address of a page (`https://`).
fn begins_reference(character: char, before: &str, after: &str) -> bool {
    let digit = after.starts_with(|c: char| c.is_ascii_digit());
    match character {
        '@' => after.starts_with(|c: char| !c.is_whitespace()),
        '#' | '!' | '&' => digit,
        '-' => {
            digit
                && before
                    .get(before.len().saturating_sub(2)..)
                    .is_some_and(|gh| gh.eq_ignore_ascii_case("gh"))
        }
        ':' => after.starts_with("//"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_where_it_is_markup() {
        assert_eq!(escape("a*b_c`d<e>[f](g)#h~i$j&k\\l"), r"a\*b\_c\`d\<e\>\[f\](g)\#h\~i\$j\&k\\l");
        assert_eq!(escape("{#i} ^2^ ==m== ++u++"), r"\{\#i\} \^2\^ \=\=m\=\= \+\+u\+\+");
        assert_eq!(escape("a | b"), "a &#124; b");
        for (text, escaped) in
            [("- a", r"\- a"), ("1. a", r"1\. a"), ("22) a", r"22\) a"), ("/close", r"\/close")]
        {
            assert_eq!(escape(text), escaped);
        }
        let plain = "St Anne's – 3.5 % (1. and 2.), a-b/c: yes! é 漢字";
        assert_eq!(escape(plain), plain, "what is no markup stays as it is");
    }

    #[test]
    fn nobody_is_notified_and_nothing_is_linked_to() {
        assert_eq!(escape("@octocat, a@b.c @ home"), "@&#8203;octocat, a@&#8203;b.c @ home");
        assert_eq!(
            escape("#1 o/r#2 !3 GH-4 gh-5 &6"),
            r"\#&#8203;1 o/r\#&#8203;2 !&#8203;3 GH-&#8203;4 gh-&#8203;5 \&&#8203;6"
        );
        assert_eq!(escape("https://a.b WWW.c.d"), "https:&#8203;//a.b WWW&#8203;.c.d");
    }

    #[test]
    fn a_text_is_one_line_and_hides_nothing() {
        assert_eq!(escape("  a\r\n# b\n\tc\x1b\u{202e} "), r"a \# b  c␛\\u\{202e\}");
    }

    #[test]
    fn code_is_code_unless_it_would_end_itself() {
        assert_eq!(code("goals/narrow"), "`goals/narrow`");
        assert_eq!(code("a`b"), r"a\`b");
        assert_eq!(code("a|b"), "a&#124;b");
        assert_eq!(code("a\nb"), "`a b`");
    }
}
