//! Text as it is: UTF-8, UTF-16 that says so, or what older editors on Windows wrote.

use super::{MOST_TEXT, NoText};

/// The text of these bytes.
///
/// # Errors
/// They are no text, or too much of it.
pub(super) fn read(bytes: &[u8]) -> Result<String, NoText> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| windows_1252(bytes)),
    };
    let is_odd = |letter: char| letter.is_control() && !letter.is_whitespace();
    match text.len() {
        length if length > MOST_TEXT => Err(NoText::TooLarge),
        // Letters of control are the sign of something else than text.
        _ if text.chars().any(is_odd) => Err(NoText::OtherKind),
        _ => Ok(text.trim_start_matches('\u{feff}').to_owned()),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let decoded = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    decoded.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The letters that Windows-1252 has between those of ASCII and of Latin 1.
const BETWEEN: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => BETWEEN[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_usual_encodings_is_read_and_what_is_no_text_is_not() {
        let wide: Vec<u8> = "\u{feff}møte".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in ["møte".as_bytes(), "\u{feff}møte".as_bytes(), b"m\xf8te", &wide] {
            assert_eq!(read(bytes).as_deref(), Ok("møte"));
        }
        assert_eq!(read(b"\x93yes\x94 \x96 no").as_deref(), Ok("“yes” – no"));
        for bytes in [&b"PK\x03\x04\x00"[..], b"\x89PNG\r\n\x1a\n\x00", b"a\0b"] {
            assert_eq!(read(bytes), Err(NoText::OtherKind), "{bytes:?}");
        }
    }
}
