//! How reports for people are drawn.

/// Colours, letters and width that the reader's terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub color: bool,
    /// With lines, bars and punctuation of Unicode; in ASCII otherwise.
    pub unicode: bool,
    /// Width of the terminal in columns.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Style {
        Style { color: false, unicode: false, width: 100 }
    }
}
