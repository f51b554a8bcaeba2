//! How proposals are read: as of which day, and whether by evidence alone.

use clap::Args;
use clap::builder::BoolishValueParser;

use crate::policy::Config;
use crate::proposal::{Misread, PartialDate};

/// The arguments of every subcommand that gives a verdict.
#[derive(Debug, Args)]
pub struct ReadingArgs {
    /// Assess as of this day, such as 2026-11-30, in place of today
    #[arg(long, value_name = "DATE", env = "QUORATE_AS_OF", hide_env = true, value_parser = parse_day)]
    as_of: Option<PartialDate>,
    /// Give the verdict by facts that have evidence beside them
    #[arg(
        long,
        value_name = "YES|NO",
        env = "QUORATE_STRICT",
        hide_env = true,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "yes",
        value_parser = BoolishValueParser::new()
    )]
    strict: Option<bool>,
}

impl ReadingArgs {
    /// The day that is taken for today.
    pub fn as_of(&self) -> PartialDate {
        self.as_of.unwrap_or_else(today)
    }

    /// Whether the verdict is taken from the evidenced reading.
    pub fn strict(&self, config: &Config) -> bool {
        self.strict.or(config.strict).unwrap_or(false)
    }
}

/// Reads `--as-of`.
///
/// # Errors
/// What is wrong with the day.
pub fn parse_day(text: &str) -> Result<PartialDate, Misread> {
    PartialDate::parse(text)
}

/// Today by the clock of this machine.
pub fn today() -> PartialDate {
    PartialDate::day(jiff::Zoned::now().date())
}
