//! Line and column of a byte offset, for the few places that the parser does not give.

use super::Span;

/// The place of the bytes from `start` to `end`, found by counting from the beginning of the text.
///
/// Lines end with LF, CR LF or CR, as YAML has it.
pub(super) fn at(text: &str, start: usize, end: usize) -> Span {
    near(text, Span::FIRST_LINE, start, end)
}

/// The same, found by counting from a place that is known: a file with many problems is not counted through for each.
pub(super) fn near(text: &str, known: Span, start: usize, end: usize) -> Span {
    let from = known.start as usize;
    let line = match start.checked_sub(from) {
        Some(_) => known.line + breaks(&text[from..start]),
        None => known.line - breaks(&text[start..from]),
    };
    let line_start = text.as_bytes()[..start].iter().rposition(|b| is_break(*b)).map_or(0, |i| i + 1);
    // A byte order mark before the first letter of a line is no letter; the parser has it so too.
    let column = 1 + text[line_start..start].trim_start_matches('\u{feff}').chars().count();
    Span { start: start as u32, end: end as u32, line, column: column as u32 }
}

/// The line in which `offset` stands, without its line break: first byte, and first byte after.
pub(super) fn line_around(text: &str, offset: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let start = bytes[..offset].iter().rposition(|b| is_break(*b)).map_or(0, |i| i + 1);
    let end = bytes[offset..].iter().position(|b| is_break(*b)).map_or(bytes.len(), |i| offset + i);
    (start, end)
}

#[cfg(test)]
thread_local! {
    /// How many bytes were looked through to find places, for tests that count work.
    pub(super) static LOOKED_THROUGH: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many lines end in a text.
pub(super) fn breaks(text: &str) -> u32 {
    let bytes = text.as_bytes();
    #[cfg(test)]
    LOOKED_THROUGH.set(LOOKED_THROUGH.get() + bytes.len());
    let pairs = bytes.iter().zip(bytes.iter().skip(1)).filter(|pair| *pair == (&b'\r', &b'\n')).count();
    (count(bytes, b'\n') + count(bytes, b'\r') - pairs) as u32
}

fn count(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().filter(|b| **b == wanted).count()
}

fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}
