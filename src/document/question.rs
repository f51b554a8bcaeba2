//! A lone `?` or `-`: the way people write "not known yet", and in YAML the sign of a key that is a block and of an item.
//!
//! `name: ?` and `name: -` are no YAML. Where a text does not parse and holds such a sign, it is read once more with
//! `~`, which means the same and is as long, so that every place stays where it was.

use std::borrow::Cow;

/// The text with each lone `?` or `-` at the end of a line replaced by `~`; `None` where there is none.
pub(super) fn without_lone_signs(text: &str) -> Option<String> {
    let lines: Vec<Cow<str>> = text.split_inclusive('\n').map(without_one).collect();
    lines.iter().any(|line| matches!(line, Cow::Owned(_))).then(|| lines.concat())
}

/// `key: ?`, `key: -` and `- ?`, with nothing but a comment behind.
fn without_one(line: &str) -> Cow<'_, str> {
    let said = line.find(" #").map_or(line, |comment| &line[..comment]).trim_end();
    match said.strip_suffix(['?', '-']) {
        Some(before) if before.ends_with(": ") || (said.ends_with('?') && before.trim_start() == "- ") => {
            let at = before.len();
            Cow::Owned(format!("{}~{}", &line[..at], &line[at + 1..]))
        }
        _ => Cow::Borrowed(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_sign_alone_is_replaced() {
        let text = "name: ?\nwhat: is it so?\nlist:\n  - ?  # who?\n  - a: ?\r\n  - b: -\n  - -\n";
        let read = without_lone_signs(text).expect("some were replaced");
        assert_eq!(read, "name: ~\nwhat: is it so?\nlist:\n  - ~  # who?\n  - a: ~\r\n  - b: ~\n  - -\n");
        assert_eq!(without_lone_signs("a: b?\nc: d -\n"), None);
    }
}
