//! What stands in a cell: in one line, and never a formula.
//!
//! A spreadsheet takes a cell that begins with one of a few signs for a formula, whoever wrote it. The advice of OWASP is
//! to put a single quote before such a cell. No number of ours is negative, so no cell is spared. A spreadsheet that is set
//! to another separator than that of the sheet parts a cell at it, so what follows a semicolon is treated like a beginning,
//! and what follows a comma in a sheet of which it is not the separator. No cell has a tab.

use std::borrow::Cow;

use super::Separator;
use crate::text::{is_control, visible};

/// The signs that begin a formula, and their full-width forms, which some spreadsheets take for the same. A tab and a
/// carriage return, which do so too, do not get as far: the one becomes a space and the other a picture. A colon begins no
/// formula; where a row is printed into the log of a server of continuous integration, two of them begin a command.
const FORMULA: [char; 9] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', ':'];

/// A text as it may stand in a cell.
pub fn inert(text: &str, separator: Separator) -> Cow<'_, str> {
    if is_inert(text, separator) {
        return Cow::Borrowed(text);
    }
    let line = text.replace("\r\n", " ").replace(['\n', '\t'], " ");
    Cow::Owned(without_formulas(&visible(&line), separator))
}

/// Nearly every text is: looking it through is cheaper than writing it anew.
fn is_inert(text: &str, separator: Separator) -> bool {
    // Without an early end the compiler looks at many bytes at a time, and most texts are words in ASCII.
    let parts = if separator == Separator::Comma { b';' } else { b',' };
    let is_plain =
        |plain: bool, byte: u8| plain & (0x20..0x7f).contains(&byte) & (byte != b';') & (byte != parts);
    let begins_with_a_word = text.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric());
    if begins_with_a_word && text.bytes().fold(true, is_plain) {
        return true;
    }
    let mut begins = true;
    for character in text.chars() {
        if is_control(character) || begins && FORMULA.contains(&character) {
            return false;
        }
        begins = still_begins(begins, character, separator);
    }
    true
}

fn without_formulas(line: &str, separator: Separator) -> String {
    let mut out = String::with_capacity(line.len() + 2);
    let mut begins = true;
    for character in line.chars() {
        if begins && FORMULA.contains(&character) {
            out.push('\'');
        }
        begins = still_begins(begins, character, separator);
        out.push(character);
    }
    out
}

/// Whether a cell may begin behind this character: some spreadsheets take off spaces and quotes first.
fn still_begins(begins: bool, character: char, separator: Separator) -> bool {
    let parts = character == ';' || character == ',' && separator != Separator::Comma;
    parts || begins && (character == '"' || character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inert(text: &str) -> Cow<'_, str> {
        super::inert(text, Separator::Comma)
    }

    #[test]
    fn a_comma_is_a_beginning_only_where_it_is_not_the_separator() {
        for separator in [Separator::Semicolon, Separator::Tab] {
            assert_eq!(super::inert("a, =x; -y", separator), "a, '=x; '-y");
        }
        assert_eq!(inert("a, =x"), "a, =x", "it is quoted, and what reads it by commas sees one cell");
    }

    #[test]
    fn no_cell_begins_a_formula() {
        for sign in FORMULA {
            assert_eq!(inert(&format!("{sign}1+1")), format!("'{sign}1+1"));
            assert_eq!(inert(&format!("\t \"{sign}x")), format!("  \"'{sign}x"));
            assert_eq!(inert(&format!("a; {sign}x")), format!("a; '{sign}x"));
        }
        assert_eq!(inert("\r=1"), "␍=1", "a carriage return is a picture, and what follows it stands inside");
    }

    #[test]
    fn what_cannot_begin_a_formula_is_left_alone() {
        for text in ["non-profit", "a + b = c", "it's, \"quoted\"", "é 漢字", ""] {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn a_cell_is_one_line_and_hides_nothing() {
        assert_eq!(inert("a\nb\tc\r\nd"), "a b c d");
        assert_eq!(inert("\x1b[31m\u{202e}x"), "␛[31m\\u{202e}x");
    }
}
