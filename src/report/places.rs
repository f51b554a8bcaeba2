//! Places of facts in words.

use crate::assess::Assessment;
use crate::proposal::Route;

/// How many lines are named.
const MOST: usize = 3;

/// `line 31`, `lines 31, 40`: at most three, the first ones told of, in the order of the file.
pub fn lines(assessment: &Assessment, locations: &[Route]) -> String {
    let mut lines: Vec<u32> = Vec::new();
    for location in locations {
        let line = assessment.place_of(*location).line;
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let more = if lines.len() > MOST { " …" } else { "" };
    lines.truncate(MOST);
    lines.sort_unstable();
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let shown: Vec<String> = lines.iter().map(u32::to_string).collect();
    format!("{noun} {}{more}", shown.join(", "))
}
