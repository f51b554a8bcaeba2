//! What a run has read otherwise than it is typed, told once at its end.

use std::collections::HashMap;

use super::Style;
use super::draw::{NARROWEST, wrapped};
use crate::proposal::ReadAs;
use crate::text;

/// So many are told; the rest is counted.
const TOLD: usize = 8;
/// Longer texts are cut.
const LONGEST: usize = 40;

/// Values that were read otherwise than they are typed, each once with how often.
#[derive(Debug, Default)]
pub struct ReadOtherwise {
    values: Vec<(Box<str>, Vec<Box<str>>, usize)>,
    /// Where each of them stands: there may be thousands.
    at: HashMap<(Box<str>, Vec<Box<str>>), usize>,
}

impl ReadOtherwise {
    /// Takes in one.
    pub fn take(&mut self, read: &ReadAs) {
        let at = *self.at.entry((read.typed.clone(), read.plain.clone())).or_insert_with(|| {
            self.values.push((read.typed.clone(), read.plain.clone(), 0));
            self.values.len() - 1
        });
        self.values[at].2 += 1;
    }

    /// All of them in a paragraph; empty where there are none.
    pub fn says(&self, style: Style) -> String {
        if self.values.is_empty() {
            return String::new();
        }
        let shown = |text: &str| text::visible(&text::shorten(&text::one_line(text), LONGEST)).into_owned();
        let one = |(typed, plain, times): &(Box<str>, Vec<Box<str>>, usize)| {
            let plain: Vec<String> = plain.iter().map(|plain| format!("`{}`", shown(plain))).collect();
            let times = if *times == 1 { String::new() } else { format!(" ({times} times)") };
            format!("`{}` as {}{times}", shown(typed), text::join(&plain, "and"))
        };
        let told: Vec<String> = self.values.iter().take(TOLD).map(one).collect();
        let more = match self.values.len().saturating_sub(TOLD) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let says = format!("read {}{more}. `quorate check --fix` writes it so.", told.join("; "));
        wrapped(&says, style.width.max(NARROWEST)) + "\n"
    }
}
