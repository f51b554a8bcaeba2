//! A document as a page, in the style of the report.

use askama::Template;

use crate::report::content::{Block, Marks, Sheet};
use crate::report::html::page::{Closing, Opening};
use crate::report::html::{Setting, drawn};

/// What stands between the beginning of a page and its end.
#[derive(Template)]
#[template(path = "sheet.html", config = "src/report/html/askama.toml")]
struct Body<'a> {
    sheet: &'a Sheet,
}

/// A document as a page that needs nothing beside itself.
pub fn html(sheet: &Sheet, setting: &Setting) -> String {
    let opening = Opening::plain(setting, sheet.title.clone(), sheet.kicker, Vec::new());
    drawn(&opening) + &drawn(&Body { sheet }) + &drawn(&Closing::plain(setting))
}
