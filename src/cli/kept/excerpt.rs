//! The lines around a place of a file that is too large to be in memory.

use std::io::{self, Read, Seek, SeekFrom};

use crate::document::Span;

/// So much is read before the place and behind it: more than is shown of a line.
const AROUND: u64 = 64 << 10;

/// What stands around a place, and the place in it; its line and column stay those of the file. Empty where it is no text.
///
/// # Errors
/// It cannot be read.
pub(super) fn around(mut file: impl Read + Seek, place: Span) -> io::Result<(String, Span)> {
    let begin = u64::from(place.start).saturating_sub(AROUND);
    file.seek(SeekFrom::Start(begin))?;
    let mut bytes = Vec::new();
    file.take(2 * AROUND).read_to_end(&mut bytes)?;
    // The first letter may have begun before, and the last may end behind.
    let first = bytes.iter().position(|byte| byte & 0xC0 != 0x80).unwrap_or(0);
    let text = String::from_utf8_lossy(&bytes[first..]).into_owned();
    let before = begin as u32 + first as u32;
    let (start, end) = (place.start.saturating_sub(before), place.end.saturating_sub(before));
    Ok((text, Span { start, end, ..place }))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_place_stays_at_its_letter_however_far_into_the_file_it_is() {
        for before in ["", "a\n", "é\n", &"é".repeat(70_000), &"x\n".repeat(100_000)] {
            let text = format!("{before}HERE{}", "ü".repeat(90_000));
            let start = before.len() as u32;
            let place = Span { start, end: start + 4, line: 7, column: 3 };
            let (text, placed) = around(Cursor::new(text), place).expect("a text");
            assert_eq!(&text[placed.start as usize..placed.end as usize], "HERE");
            assert_eq!((placed.line, placed.column), (7, 3));
        }
    }
}
