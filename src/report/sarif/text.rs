//! Texts and paths as SARIF wants them.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::MAIN_SEPARATOR;

use serde::Serialize;

use crate::text::visible;

/// A plain text message. Brackets would make a link of `[text](address)`, and braces a placeholder of `{0}`; a
/// backslash is doubled so that none from a proposal takes the meaning from ours.
pub fn plain(text: &str) -> Cow<'_, str> {
    // Most texts have nothing of the kind.
    let special = |byte| matches!(byte, b'\\' | b'[' | b']' | b'{' | b'}');
    match visible(text) {
        text if !text.bytes().fold(false, |found, byte| found | special(byte)) => text,
        text => Cow::Owned(escape(&text, &['\\', '[', ']'])),
    }
}

/// A text inside Markdown, which means nothing to it.
pub fn markdown(text: &str) -> String {
    escape(&visible(text), &['\\', '[', ']', '(', ')', '<', '>', '`', '*', '_', '~', '#', '|', '!', '&'])
}

/// Braces are doubled in every message; characters with a meaning take a backslash.
fn escape(text: &str, special: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if special.contains(&character) {
            out.push('\\');
        } else if character == '{' || character == '}' {
            out.push(character);
        }
        out.push(character);
    }
    out
}

/// The address of a file. A relative path is relative to the root of the sources, as viewers know it by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl ArtifactLocation {
    /// The address of a file by its path.
    pub fn of(path: &str) -> ArtifactLocation {
        let path = if MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() };
        let has_drive = path.as_bytes().get(1..3) == Some(b":/") && path.as_bytes()[0].is_ascii_alphabetic();
        let (uri, uri_base_id) = match (path.starts_with('/'), has_drive) {
            (true, _) => (format!("file://{}", percent_encoded(&path)), None),
            (_, true) => (format!("file:///{}:{}", &path[..1], percent_encoded(&path[2..])), None),
            _ => (percent_encoded(&path), Some("%SRCROOT%")),
        };
        ArtifactLocation { uri, uri_base_id }
    }
}

/// What is neither a letter, a digit nor harmless, byte by byte as `%20`.
fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            // Writing to a text cannot fail.
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_a_proposal_makes_a_link_or_a_placeholder() {
        assert_eq!(plain("[x](javascript:y) {0} \\[z](1)"), "\\[x\\](javascript:y) {{0}} \\\\\\[z\\](1)");
        assert_eq!(plain("a\u{1b}[2J\u{202e}\n"), r"a␛\[2J\\u{{202e}}␊");
    }

    #[test]
    fn no_text_means_anything_to_markdown() {
        assert_eq!(markdown("<b> *x* `y` [z](w)"), "\\<b\\> \\*x\\* \\`y\\` \\[z\\]\\(w\\)");
    }

    #[test]
    fn paths_become_addresses() {
        let relative = |uri: &str| ArtifactLocation { uri: uri.to_owned(), uri_base_id: Some("%SRCROOT%") };
        let absolute = |uri: &str| ArtifactLocation { uri: uri.to_owned(), uri_base_id: None };
        let of = ArtifactLocation::of;
        assert_eq!(of("a b/ü#?.yaml"), relative("a%20b/%C3%BC%23%3F.yaml"));
        assert_eq!(of("javascript:x"), relative("javascript%3Ax"));
        assert_eq!(of("a\"%\u{1b}"), relative("a%22%25%1B"));
        assert_eq!(of("/a/b c.yaml"), absolute("file:///a/b%20c.yaml"));
        assert_eq!(of("C:/a.yaml"), absolute("file:///C:/a.yaml"));
    }
}
