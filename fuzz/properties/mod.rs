//! What holds of any input, whatever its bytes. The fuzz targets look for an input of which it does not; the tests run the
//! same on the corpora, and on what a fixed seed makes of them.

pub mod decisions;
pub mod document;
pub mod fix;
pub mod kept;
pub mod quotes;
pub mod reports;
pub mod rubric;
pub mod values;

use std::sync::LazyLock;

use quorate::document::Problem;
use quorate::rubric::Rubrics;

/// The bundled rubrics.
pub static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

/// A property: it panics where it does not hold of an input.
#[allow(dead_code, reason = "a target has one")]
pub type Holds = fn(&[u8]);

/// Each property by the name of its target and corpus.
#[allow(dead_code, reason = "a target has one")]
pub const ALL: [(&str, Holds); 8] = [
    ("decisions", decisions::holds),
    ("document", document::holds),
    ("fix", fix::holds),
    ("kept", kept::holds),
    ("quotes", quotes::holds),
    ("reports", reports::holds),
    ("rubric", rubric::holds),
    ("values", values::holds),
];

/// The text of an input, and a number in front of it.
fn numbered(bytes: &[u8]) -> Option<(u16, &str)> {
    let (number, text) = bytes.split_first_chunk::<2>()?;
    Some((u16::from_le_bytes(*number), std::str::from_utf8(text).ok()?))
}

/// Every problem says something, and its place lies in the text.
fn placed<'p>(problems: impl IntoIterator<Item = &'p Problem>, text: &str) {
    for problem in problems {
        assert!(problem.span.line >= 1 && !problem.message.is_empty(), "{problem:?}");
        assert!(problem.span.start as usize <= text.len(), "{problem:?}");
    }
}

/// Nothing in a text steers a terminal.
fn harmless(shown: &str) {
    assert!(!shown.contains(|letter: char| letter.is_control() && letter != '\n'), "{shown:?}");
}
