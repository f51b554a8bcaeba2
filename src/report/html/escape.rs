//! How texts get into a page: escaped, in one line, with control characters made visible. The templates have no other way.

use std::borrow::Cow;
use std::fmt::{self, Write};

use askama::filters::Escaper;

use crate::text::{is_control, visible};

/// The escaper of every template, named in `askama.toml`.
#[derive(Debug, Clone, Copy)]
pub struct OnPage;

impl Escaper for OnPage {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        dest.write_str(&escaped(text))
    }
}

/// A text as it may stand in HTML, between tags and between quotes: in one line, with control characters made visible.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let steers = |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_control(c);
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let text = text.replace(['\n', '\t'], " ");
    let mut out = String::with_capacity(text.len() + 16);
    for character in visible(&text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// What templates may do with a value besides showing it.
pub mod filters {
    use askama::{Result, Values};

    /// With a capital.
    ///
    /// # Errors
    /// None.
    #[askama::filter_fn]
    pub fn capital(text: impl AsRef<str>, _: &dyn Values) -> Result<String> {
        Ok(crate::text::capital(text.as_ref()))
    }

    /// A long text of a stranger, cut.
    ///
    /// # Errors
    /// None.
    #[askama::filter_fn]
    pub fn cut(text: impl AsRef<str>, _: &dyn Values) -> Result<String> {
        Ok(crate::text::shorten(text.as_ref(), 600))
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::*;

    #[derive(Template)]
    #[template(
        source = "<b title=\"{{ x }}\">{{ x }}</b>{{ n }}",
        ext = "html",
        config = "src/report/html/askama.toml"
    )]
    struct Shown {
        x: &'static str,
        n: f64,
    }

    #[test]
    fn a_text_leaves_neither_its_place_nor_its_line() {
        assert_eq!(escaped("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
        assert_eq!(escaped("a\nb\tc\u{202e}\x1b"), "a b c\\u{202e}␛");
        assert!(matches!(escaped("plain, é – 漢"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_template_escapes_every_value() {
        let shown = Shown { x: "<\">\u{202e}\n", n: 2.5 }.render().expect("a page");
        assert_eq!(shown, "<b title=\"&lt;&quot;&gt;\\u{202e} \">&lt;&quot;&gt;\\u{202e} </b>2.5");
    }

    #[test]
    fn no_template_lets_a_value_through_as_it_is() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/html/templates");
        for file in std::fs::read_dir(folder).expect("the templates") {
            let path = file.expect("a template").path();
            let text = std::fs::read_to_string(&path).expect("a text");
            for never in ["|safe", "| safe", "|escape", "|e(", "autoescape"] {
                assert!(!text.contains(never), "{never} in {}", path.display());
            }
        }
    }
}
