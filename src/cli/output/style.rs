//! How a report is drawn: the colours, characters and width that the reader's terminal can show.

use std::io::IsTerminal;

use crate::cli::{Color, Global};
use crate::report::style::Style;

/// Columns where there is no terminal to ask: what most terminals have.
const COLUMNS_OF_A_PIPE: usize = 80;

impl Global {
    /// The style of standard output.
    pub fn style(&self) -> Style {
        self.style_for(true)
    }

    /// The style of a table on standard output or, where it is not, in a file.
    pub fn style_for(&self, stdout: bool) -> Style {
        self.style_of(stdout && std::io::stdout().is_terminal())
    }

    /// The style of standard error.
    pub fn error_style(&self) -> Style {
        self.style_of(std::io::stderr().is_terminal())
    }

    fn style_of(&self, terminal: bool) -> Style {
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !is_set("NO_COLOR") && std::env::var("TERM").as_deref() != Ok("dumb"),
        };
        let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
        let width = columns
            .or_else(|| terminal_size::terminal_size().filter(|_| terminal).map(|(w, _)| usize::from(w.0)))
            .unwrap_or(COLUMNS_OF_A_PIPE);
        Style { color, unicode: terminal && locale_is_utf8(), width }
    }
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Whether the locale, by the variables that decide in this order, is one of UTF-8.
fn locale_is_utf8() -> bool {
    let deciding = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| is_set(name));
    let value = deciding.and_then(|name| std::env::var(name).ok()).unwrap_or_default().to_lowercase();
    value.contains("utf-8") || value.contains("utf8")
}
