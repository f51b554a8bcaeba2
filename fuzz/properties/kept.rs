//! Any text as a baseline, and as a cover: it is read, or every problem has its place; and a baseline reads back as written.

use quorate::document::{self, Limits, Problems};
use quorate::policy::Baseline;
use quorate::report::cover::Cover;

/// See above.
///
/// # Panics
/// It does not hold.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Baseline::parse(text) {
        Ok(baseline) => assert_eq!(Baseline::parse(&baseline.text()), Ok(baseline)),
        Err(problem) => super::placed([&problem], text),
    }
    for document in &document::parse(text, &Limits::default()).documents {
        let problems = Problems::default();
        let _ = Cover::load(document, &problems);
        super::placed(&problems.into_sorted(), text);
    }
}
