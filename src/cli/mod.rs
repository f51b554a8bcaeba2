//! The command line: clap types, and one file for each verb. Arguments in, an exit code out.

mod assess;
mod baseline;
mod check;
mod compare;
mod config;
mod cover;
mod environment;
mod explain;
mod files;
mod formats;
mod gates;
mod generate;
mod evaluating;
mod output;
mod proposals;
mod reading;
mod rubric;
mod schema;
mod settings;
mod sink;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::FalseyValueParser;
use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::proposal::PartialDate;

pub use output::{is_broken_pipe, report_error};

/// Tells whether a proposed collaboration between sectors is ready, before anyone signs.
#[derive(Debug, Parser)]
#[command(name = "quorate", version, about, long_about = LONG, after_help = AFTER, max_term_width = 100)]
#[command(
    subcommand_negates_reqs = true,
    subcommand_precedence_over_arg = true,
    arg_required_else_help = true
)]
pub struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    assess: assess::AssessArgs,
    #[command(flatten)]
    global: Global,
}

const LONG: &str = "\
Tells whether a proposed collaboration between sectors is ready, before anyone signs.

Reads a YAML description of the collaboration, scores it against rubrics drawn from five documents, and shows the \
risks, the sectors that are missing, what has not been said, and what to do next. It judges the readiness of a design \
as it is written. It is no forecast.";

const AFTER: &str = "\
Exit codes:
  0  fine
  1  a gate that you asked for failed
  2  bad input or usage
  3  nothing to assess

`quorate FILE` alone is `quorate assess FILE`.
Options that take effect in every run can stand in the environment: QUORATE_FAIL_ON=high is --fail-on high.";

#[derive(Debug, Subcommand)]
enum Verb {
    /// Assess proposals: verdict, risks, missing sectors, what to do next
    Assess(assess::AssessArgs),
    /// Check only whether files are well-formed proposals
    Check(check::CheckArgs),
    /// Compare two versions of a proposal: what moved
    Compare(compare::CompareArgs),
    /// Take the findings of today as known, so that only what is new or worse counts
    #[command(subcommand)]
    Baseline(baseline::BaselineVerb),
    /// Explain a criterion or a pattern: levels, why, sources, research, examples
    Explain(explain::ExplainArgs),
    /// Work on rubrics: list, check or test them
    #[command(subcommand)]
    Rubric(rubric::RubricVerb),
    /// Print a JSON Schema, for editors and consumers
    #[command(subcommand)]
    Schema(schema::SchemaVerb),
    /// Print the completions of a shell
    Completions(generate::CompletionsArgs),
    /// Print the manual page
    Man,
}

/// What every verb takes.
#[derive(Debug, Args)]
pub struct Global {
    /// Use the rubrics in DIR in place of the bundled ones
    #[arg(long, global = true, value_name = "DIR", env = "QUORATE_RUBRICS", hide_env = true)]
    rubrics: Option<PathBuf>,
    /// Use this configuration in place of the `.quorate.yaml` at or above the current folder
    #[arg(long, global = true, value_name = "FILE", env = "QUORATE_CONFIG", hide_env = true)]
    config: Option<PathBuf>,
    /// Use no configuration
    #[arg(long, global = true, env = "QUORATE_NO_CONFIG", hide_env = true, value_parser = FalseyValueParser::new())]
    no_config: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How a run ended, as the exit code that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All went well.
    Fine,
    /// There was nothing to assess.
    Nothing,
    /// A gate that the caller asked for failed.
    GateFailed,
    /// The input or the usage is bad.
    BadInput,
}

impl Outcome {
    /// The worse of two: bad input beats a failed gate, which beats nothing to assess.
    #[must_use]
    pub fn worse(self, other: Outcome) -> Outcome {
        self.max(other)
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Fine => 0,
            Outcome::GateFailed => 1,
            Outcome::BadInput => 2,
            Outcome::Nothing => 3,
        })
    }
}

impl Cli {
    /// Reads the command line and the environment.
    ///
    /// # Errors
    /// What is wrong with them, or that help or the version was asked for.
    pub fn read() -> Result<Cli, clap::Error> {
        let mut command = environment::without_empty(Cli::command());
        let matches = command.try_get_matches_from_mut(std::env::args_os())?;
        // An argument of `assess` before another verb would be passed over in silence; one from the environment is
        // meant for whatever verb takes it.
        let typed = |id: &clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
        let of_assess = assess::AssessArgs::augment_args(clap::Command::new("assess"));
        let misplaced = of_assess.get_arguments().any(|argument| typed(argument.get_id()));
        if matches.subcommand().is_some() && misplaced {
            let message = "paths and options of `assess` go behind the verb: quorate assess --strict FILE\n";
            return Err(command.error(clap::error::ErrorKind::ArgumentConflict, message));
        }
        Cli::from_arg_matches(&matches)
    }

    /// Does what was asked for.
    ///
    /// # Errors
    /// What could not be done and why, for a person.
    pub fn run(self) -> Result<Outcome> {
        let global = &self.global;
        environment::tell_of_unknown()?;
        match self.verb {
            None => {
                self.assess.refuse_misspelt_verb()?;
                assess::run(&self.assess, global)
            }
            Some(Verb::Assess(args)) => assess::run(&args, global),
            Some(Verb::Check(args)) => check::run(&args, global),
            Some(Verb::Compare(args)) => compare::run(&args, global),
            Some(Verb::Baseline(verb)) => baseline::run(&verb, global),
            Some(Verb::Explain(args)) => explain::run(&args, global),
            Some(Verb::Rubric(verb)) => rubric::run(&verb, global),
            Some(Verb::Schema(verb)) => schema::run(&verb, global),
            Some(Verb::Completions(args)) => generate::completions(&args),
            Some(Verb::Man) => generate::man(),
        }
    }
}

/// Reads `--as-of`.
fn parse_day(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text)
}

/// Today by the clock of this machine.
fn today() -> PartialDate {
    PartialDate::day(jiff::Zoned::now().date())
}
