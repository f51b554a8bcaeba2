//! What a verdict rests on: all that is stated, what has evidence, or what a quote speaks for.

use crate::assess::Options;

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strict {
    /// All that is stated.
    #[default]
    No,
    /// Facts that have evidence beside them.
    Evidence,
    /// Facts that are named by a quote that was found.
    Quotes,
}

impl Strict {
    /// How each is written in a configuration.
    pub const WORDS: [(&str, Strict); 5] = [
        ("no", Strict::No),
        ("yes", Strict::Evidence),
        ("false", Strict::No),
        ("true", Strict::Evidence),
        (Strict::QUOTES, Strict::Quotes),
    ];
    /// The word that is neither yes nor no.
    pub const QUOTES: &str = "quotes";

    /// The same options, with a verdict that rests on this.
    #[must_use]
    pub fn set(self, options: Options) -> Options {
        Options { strict: self != Strict::No, quotes: self == Strict::Quotes, ..options }
    }
}
