//! The parser's places as ours.

use granit_parser::Marker;

use super::Span;

/// The byte offset of a mark. The parser gives it for every text that is wholly in memory.
pub(super) fn byte(mark: Marker) -> usize {
    mark.byte_offset().unwrap_or_default()
}

/// The place of an event.
pub(super) fn span(source: &granit_parser::Span) -> Span {
    range(source.start, source.end)
}

/// The place between two marks. Numbers fit: a text has at most `u32::MAX` bytes.
pub(super) fn range(start: Marker, end: Marker) -> Span {
    Span {
        start: byte(start) as u32,
        end: byte(end) as u32,
        line: start.line() as u32,
        column: start.col() as u32 + 1,
    }
}
