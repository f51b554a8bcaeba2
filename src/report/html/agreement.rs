//! How far raters agree, as a page of its own in the style of the report.

use askama::Template;

use super::{Closing, Opening, Setting, drawn, filters};
use crate::report::content::AgreementReport;

/// How far raters agree.
#[derive(Template)]
#[template(path = "agree.html", config = "src/report/html/askama.toml")]
struct Agreed<'a> {
    report: &'a AgreementReport<'a>,
    detail: bool,
}

/// The page: figures first, then where raters are furthest apart, then all levels.
pub fn page(setting: &Setting, report: &AgreementReport) -> String {
    let title = format!("{}: how far raters agree", report.called);
    let kicker = "How far the files of several people agree";
    let opening = Opening::plain(setting, title, kicker, Vec::new());
    let agreed = Agreed { report, detail: setting.detail };
    drawn(&opening) + &drawn(&agreed) + &drawn(&Closing::plain(setting))
}
