//! Bytes to text: UTF-8, or UTF-16 that says so; anything else is refused with its place.

// A problem is large because it says much; at most one is made for a file.

use super::{Problem, Span, place};

const SAVE_AS_UTF8: &str = "save the file as UTF-8";

/// Turns the bytes of a file into text.
///
/// UTF-8 with or without a byte order mark, and UTF-16 with one. The mark is taken off: places count from the
/// first letter after it.
///
/// # Errors
/// A problem at the first byte that is not text: a NUL, a byte that is not UTF-8, half a UTF-16 pair, or the
/// beginning of a PDF or an Office file. Its span is an offset into the text before it.
pub fn decode(bytes: Vec<u8>) -> Result<String, Problem> {
    match bytes.as_slice() {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            Err(Problem::error(Span::FIRST_LINE, "the file is in UTF-32, which is not read")
                .help(SAVE_AS_UTF8))
        }
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(mut bytes: Vec<u8>) -> Result<String, Problem> {
    if let Some(problem) = other_format(&bytes) {
        return Err(problem);
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => no_nul(text),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let bad = error.as_bytes()[good];
            // The valid part is text by the word of the error itself; an empty one would only lose the place.
            let before = std::str::from_utf8(&error.as_bytes()[..good]).unwrap_or_default();
            if let Some(nul) = before.find('\0') {
                return Err(binary(before, nul));
            }
            let message = format!("the byte 0x{bad:02X} here is not UTF-8");
            let help =
                "save the file as UTF-8; it may have been written in an older encoding such as Windows-1252";
            Err(Problem::error(place::at(before, before.len(), before.len()), message).help(help))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Problem> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match decoded {
            Ok(letter) => text.push(letter),
            Err(_) => return Err(half_letter(&text)),
        }
    }
    if !rest.is_empty() {
        return Err(half_letter(&text));
    }
    no_nul(text)
}

fn half_letter(before: &str) -> Problem {
    let span = place::at(before, before.len(), before.len());
    Problem::error(span, "half of a UTF-16 letter is missing here").help(SAVE_AS_UTF8)
}

fn no_nul(text: String) -> Result<String, Problem> {
    match text.find('\0') {
        Some(nul) => Err(binary(&text, nul)),
        None => Ok(text),
    }
}

fn binary(text: &str, nul: usize) -> Problem {
    Problem::error(place::at(text, nul, nul), "a NUL byte is here: this is not a text file")
        .help("give a file written as plain text in YAML")
}

/// Formats that people take for text, and UTF-16 that does not say so.
fn other_format(bytes: &[u8]) -> Option<Problem> {
    let problem = |message: &str, help: &str| Some(Problem::error(Span::FIRST_LINE, message).help(help));
    if bytes.starts_with(b"%PDF-") {
        return problem("this is a PDF, not a YAML file", "write the proposal as plain text in YAML");
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return problem(
            "this is a Word, Excel or zip file, not a YAML file",
            "write the proposal as plain text in YAML",
        );
    }
    // English and most of Europe in UTF-16 has a zero in every second byte; real UTF-8 has none at all.
    let (pairs, _) = bytes[..bytes.len().min(64)].as_chunks::<2>();
    let every_second_is_zero =
        |side: usize| pairs.len() >= 2 && pairs.iter().all(|pair| pair[side] == 0 && pair[1 - side] != 0);
    if every_second_is_zero(0) || every_second_is_zero(1) {
        return problem("the file is in UTF-16 and lacks the mark that says so", SAVE_AS_UTF8);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> (u32, u32, String) {
        let problem = decode(bytes.to_vec()).expect_err("these bytes are no text");
        (problem.span.line, problem.span.column, problem.message)
    }

    #[test]
    fn the_same_text_comes_out_of_every_encoding() {
        let text = "naïve: 𝄞 yes\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(text.into()).unwrap(), text);
        assert_eq!(decode([b"\xEF\xBB\xBF", text.as_bytes()].concat()).unwrap(), text);
        assert_eq!(decode([b"\xFF\xFE", &le[..]].concat()).unwrap(), text);
        assert_eq!(decode([b"\xFE\xFF", &be[..]].concat()).unwrap(), text);
        assert_eq!(decode(Vec::new()).unwrap(), "");
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_named_at_its_line_and_column_in_letters() {
        let message = "the byte 0xE9 here is not UTF-8".to_string();
        assert_eq!(refused(b"a: 1\r\nb: \xC3\xA9t\xE9\n"), (2, 6, message));
        // Cut in the middle of a letter.
        assert_eq!(refused(b"caf\xC3").1, 4);
    }

    #[test]
    fn what_is_no_text_is_refused_at_its_place() {
        assert_eq!(refused(b"a: 1\nb\0: 2").0, 2);
        assert_eq!(refused(b"a: 1\nb\0: 2").1, 2);
        assert_eq!(refused(b"a\0\xFF").1, 2, "a NUL before the bad byte is the better explanation");
        assert!(refused(b"%PDF-1.7\n\x80").2.contains("PDF"));
        assert!(refused(b"PK\x03\x04\x14\0").2.contains("Word"));
        assert!(refused(b"\xFF\xFE\0\0a\0\0\0").2.contains("UTF-32"));
    }

    #[test]
    fn utf16_is_refused_without_its_mark_or_with_half_a_letter() {
        assert!(refused(b"a\0:\0 \x001\0").2.contains("UTF-16"));
        assert!(refused(b"\0a\0:\0 \x001").2.contains("UTF-16"));
        assert_eq!(refused(b"\xFF\xFEa\0\n\0b\0c").0, 2);
        assert_eq!(refused(b"\xFF\xFEa\0\x00\xD8b\0").1, 2, "a lone surrogate");
    }
}
