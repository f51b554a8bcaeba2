//! The comparison of two versions as a page of its own, in the style of the report.

use askama::Template;

use super::charts::Bar;
use super::{Closing, Opening, Setting, drawn, filters};
use crate::report::content::{ComparisonReport, MovedNumber, Version};

/// What moved.
#[derive(Template)]
#[template(path = "compare.html", config = "src/report/html/askama.toml")]
struct Moved<'a> {
    report: &'a ComparisonReport<'a>,
    detail: bool,
}

impl Moved<'_> {
    fn bar(&self, version: &Version) -> Bar {
        Bar::new(&version.score, false)
    }

    /// Numbers before and after, under the word of what they are of and the caption of their table.
    fn numbers(&self) -> [(&'static str, &'static str, &[MovedNumber]); 2] {
        [
            ("Score", "The score in its three readings, and what was answered", &self.report.figures),
            ("Dimension", "The dimensions that moved, each from 0 to 100", &self.report.dimensions),
        ]
    }
}

/// The page of a comparison: the facts that changed first, then everything that this moved.
pub fn page(setting: &Setting, report: &ComparisonReport) -> String {
    let title = format!("{}: what moved", report.called);
    let kicker = "What moved between two versions of a proposal";
    let opening = Opening::plain(setting, title, kicker, Vec::new());
    let moved = Moved { report, detail: setting.detail };
    drawn(&opening) + &drawn(&moved) + &drawn(&Closing::plain(setting))
}
