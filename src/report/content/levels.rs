//! What a criterion may come to, in words.

use crate::assess::Interval;
use crate::rubric::Level;

/// `weak`, `weak to strong`, or `open`.
pub(super) fn interval_words(interval: Interval) -> String {
    match (interval.low, interval.high) {
        (Level::Absent, Level::Strong) => "open".to_owned(),
        (low, high) if low == high => low.word().to_owned(),
        (low, high) => format!("{} to {}", low.word(), high.word()),
    }
}
