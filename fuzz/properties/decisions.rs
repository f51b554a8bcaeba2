//! Any text as what a team decides: a configuration, waivers in comments. It is read, or every problem has its place.

use quorate::document::{self, Limits, Problems};
use quorate::policy::{Config, waivers_in_comments};

use super::RUBRICS;

/// See above.
///
/// # Panics
/// It does not hold.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for document in &document::parse(text, &Limits::default()).documents {
        let problems = Problems::default();
        let config = Config::load(document, &RUBRICS, &problems);
        let below = config.rules_for("b.yaml");
        let from_above = config.seen_from_above("a");
        assert_eq!(
            from_above.rules_for("a/b.yaml"),
            below,
            "a rule is for the same files, wherever it is seen from"
        );
        super::placed(&problems.into_sorted(), text);
        super::placed(&waivers_in_comments(document, text, &RUBRICS, true).1, text);
    }
}
