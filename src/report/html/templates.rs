//! The templates, and how values get into them: nothing of a proposal reaches the page unescaped.

use std::borrow::Cow;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;

use crate::report::limits::capital;
use crate::report::problems::visible;

/// Stands for the number of a proposal in the report until that is known: proposals are drawn on all cores, in any order.
/// [`visible`] escapes this letter, so no text of a stranger can hold it.
pub const NUMBER: char = '\u{2063}';

/// Stands for the proposals in the page around them, which is drawn apart: they are long, and many.
pub const PROPOSALS: char = '\u{2064}';

/// Embeds files of `templates/` under their names.
macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("templates/", $name)))),*]
    };
}

const TEMPLATES: &[(&str, &str)] = embed![
    "bar.html",
    "compare.html",
    "compare-numbers.html",
    "cover.html",
    "criteria.html",
    "dimensions.html",
    "finding.html",
    "head.html",
    "index.html",
    "key.html",
    "method.html",
    "moves.html",
    "page.html",
    "proposal.html",
    "questions.html",
    "risks.html",
    "seat.html",
    "sectors.html",
    "sources.html",
    "verdict.html",
];

/// The templates, compiled.
pub struct Templates(Environment<'static>);

impl Templates {
    /// Compiles them.
    pub fn new() -> Templates {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(write_value);
        let tight = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(tested(tight));
        for (name, text) in TEMPLATES {
            tested(environment.add_template(name, text));
        }
        environment.add_filter("capital", |text: &str| capital(text));
        environment.add_global("n", Value::from_safe_string(NUMBER.to_string()));
        environment.add_global("proposals", Value::from_safe_string(PROPOSALS.to_string()));
        environment
            .add_global("style", Value::from_safe_string(include_str!("templates/style.css").to_owned()));
        Templates(environment)
    }

    /// Fills in a template.
    pub fn render(&self, name: &str, values: impl Serialize) -> String {
        let template = tested(self.0.get_template(name));
        tested(template.render(Value::from(Serde(values))))
    }
}

/// Templates are part of the program, and tests render every one of them.
fn tested<T>(result: Result<T, Error>) -> T {
    result.unwrap_or_else(|error| unreachable!("the templates are tested: {error:#}"))
}

/// Writes a value: a text escaped, a number as it is. What was drawn before by a template goes in unchanged; a lack is a
/// mistake in the template.
fn write_value(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    match (value.kind(), value.as_str()) {
        (ValueKind::String, Some(drawn)) if value.is_safe() => Ok(out.write_str(drawn)?),
        (ValueKind::String, Some(text)) => Ok(out.write_str(&escaped(text))?),
        (ValueKind::Number, _) => Ok(write!(out, "{value}")?),
        (kind, _) => Err(Error::new(ErrorKind::InvalidOperation, format!("{kind} cannot be shown"))),
    }
}

/// A text as it may stand in HTML, between tags and between quotes: in one line, with control characters made visible.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let steers =
        |c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || crate::report::problems::is_control(c);
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let text = text.replace(['\n', '\t'], " ");
    let mut out = String::with_capacity(text.len() + 16);
    for letter in visible(&text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_leaves_neither_its_place_nor_its_line() {
        assert_eq!(escaped("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
        assert_eq!(escaped("a\nb\tc\u{202e}\x1b"), "a b c\\u{202e}␛");
        assert!(!escaped(&NUMBER.to_string()).contains(NUMBER));
        assert!(matches!(escaped("plain, é – 漢"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_lack_is_a_mistake_and_not_an_empty_text() {
        let mut environment = Environment::new();
        environment.set_formatter(write_value);
        let nothing: Option<&str> = None;
        assert!(environment.render_str("{{ x }}", minijinja::context! { x => nothing }).is_err());
        assert_eq!(
            environment.render_str("{{ x }}", minijinja::context! { x => "<" }).ok().as_deref(),
            Some("&lt;")
        );
    }
}
