//! How proposals are read: as of which day, and whether by evidence or quotes alone.

use std::ffi::OsStr;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::builder::{BoolishValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Args, Command, Error};

use crate::cli::day::Day;
use crate::policy::{Config, Strict};
use crate::proposal::{Misread, PartialDate};

/// The arguments of every subcommand that gives a verdict.
#[derive(Debug, Args)]
pub struct ReadingArgs {
    /// Assess as of this day, such as 2026-11-30, in place of today
    #[arg(long, value_name = "DATE", env = "QUORATE_AS_OF", hide_env = true, value_parser = parse_day)]
    as_of: Option<PartialDate>,
    /// Give the verdict by facts that have evidence beside them; with --strict=quotes by those that a found quote speaks for
    #[arg(
        long,
        value_name = "HOW",
        env = "QUORATE_STRICT",
        hide_env = true,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "yes",
        value_parser = StrictParser
    )]
    strict: Option<Strict>,
}

impl ReadingArgs {
    /// The day of the run.
    ///
    /// # Errors
    /// `TZ` names no time zone.
    pub fn day(&self, config: &Config) -> Result<Day> {
        Day::find(self.as_of, config)
    }

    /// The day that is taken for today.
    ///
    /// # Errors
    /// As of [`ReadingArgs::day`].
    pub fn as_of(&self, config: &Config) -> Result<PartialDate> {
        Ok(self.day(config)?.date)
    }

    /// Refuses `--strict quotes FILE`, which would be read as a file called `quotes`.
    ///
    /// # Errors
    /// Quotes were asked for so.
    pub fn refuse_parted_strict(&self, paths: &[PathBuf]) -> Result<()> {
        let is_word = |path: &PathBuf| path.as_os_str() == QUOTES && !path.exists();
        if self.strict.is_some() && paths.iter().any(is_word) {
            bail!("there is no file `{QUOTES}`; that quotes alone count is written --strict={QUOTES}");
        }
        Ok(())
    }

    /// What the verdict rests on.
    pub fn strict(&self, config: &Config) -> Strict {
        self.strict.or(config.strict).unwrap_or_default()
    }
}

/// The words that `--strict` proposes.
const WORDS: [&str; 3] = ["yes", "no", QUOTES];
/// The one that counts quotes alone.
const QUOTES: &str = "quotes";

/// Reads `--strict`: yes and no in all their spellings, or `quotes`.
#[derive(Clone)]
struct StrictParser;

impl TypedValueParser for StrictParser {
    type Value = Strict;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<Strict, Error> {
        if value.eq_ignore_ascii_case(QUOTES) {
            return Ok(Strict::Quotes);
        }
        match BoolishValueParser::new().parse_ref(command, argument, value) {
            Ok(true) => Ok(Strict::Evidence),
            Ok(false) => Ok(Strict::No),
            // It speaks of yes and no alone: clap's own words for a value that is none of several name all three.
            Err(_) => {
                PossibleValuesParser::new(WORDS).parse_ref(command, argument, value).map(|_| Strict::No)
            }
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(WORDS.into_iter().map(PossibleValue::new)))
    }
}

/// Reads `--as-of`.
///
/// # Errors
/// What is wrong with the day.
pub fn parse_day(text: &str) -> Result<PartialDate, Misread> {
    PartialDate::parse(text)
}
