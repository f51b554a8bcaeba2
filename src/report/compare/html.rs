//! The comparison as a page of its own, in the style of the report to hand over.

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::Compared;
use super::story::Story;
use crate::assess::Assessment;
use crate::report::html::charts::Bar;
use crate::report::html::templates::Templates;
use crate::report::html::verdict::{as_shares, tone};

#[derive(Serialize)]
struct PageView {
    story: Story,
    tone: &'static str,
    /// The score before and after.
    bars: [Bar; 2],
    as_of: String,
    version: &'static str,
    digest: String,
}

/// The page of a comparison: everything that moved.
pub fn html(compared: &Compared) -> String {
    let (old, new) = (compared.comparison.old, compared.comparison.new);
    let bar = |of: &Assessment| Bar::new(&as_shares(&of.score), of.options.strict);
    let page = PageView {
        story: Story::of(compared),
        tone: tone(new.verdict, new.rubrics.scale.bands.len()),
        bars: [bar(old), bar(new)],
        as_of: new.options.as_of.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        digest: new.rubrics.digest().to_owned(),
    };
    Templates::new().render("compare.html", context! { page => Value::from(Serde(&page)) })
}
