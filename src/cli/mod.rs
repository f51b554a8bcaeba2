//! The command line: arguments in, an exit code out. One file for each subcommand stands in `commands/`.

mod arguments;
mod commands;
mod configuration;
mod cores;
mod day;
mod evaluating;
mod fixing;
mod git;
mod input;
mod kept;
mod looked_at;
mod moved;
mod one;
mod output;
mod paths;
mod texts;
mod version;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::FalseyValueParser;
use clap::parser::ValueSource;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use commands::{
    agree, ask, assess, baseline, check, compare, explain, generate, init, interview, plan, prompt, rubric,
    schema,
};

pub use fixing::fixed as plain_form;
pub use output::{is_broken_pipe, report_error};
pub use texts::serve as serve_text;

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
    command: Option<Command>,
    #[command(flatten)]
    assess: assess::AssessArgs,
    #[command(flatten)]
    global: Global,
}

const LONG: &str = "\
Tells whether a proposed collaboration between sectors is ready, before anyone signs.

Reads a YAML description of the collaboration, scores it against rubrics, and shows the risks, the sectors \
that are missing, what has not been said, and what to do next. It judges the readiness of a design as it is written. \
It shows what of a careful design is written down; it is no forecast.";

const AFTER: &str = "\
Exit codes:
  0  fine
  1  a gate that you asked for failed
  2  bad input or usage
  3  nothing to assess

`quorate FILE` alone is `quorate assess FILE`.
Options that take effect in every run can stand in the environment: QUORATE_FAIL_ON=high is --fail-on high.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Print a template to fill in, or write it to a new file
    Init(init::InitArgs),
    /// Fill in a proposal in a conversation, and see where the verdict stands
    Interview(interview::InterviewArgs),
    /// Print an instruction with which an assistant turns prose into a proposal with quotes
    Prompt(prompt::PromptArgs),
    /// Write the open questions as a letter to the applicant, or to one partner
    Ask(ask::AskArgs),
    /// Assess proposals: verdict, risks, missing sectors, what to do next
    Assess(assess::AssessArgs),
    /// Check only whether files are well-formed proposals
    Check(check::CheckArgs),
    /// Compare two versions of a proposal: what moved
    Compare(compare::CompareArgs),
    /// Plan the least effort that reaches a verdict, or the most that an effort buys
    Plan(plan::PlanArgs),
    /// Tell how far the files of several people on one proposal agree
    Agree(agree::AgreeArgs),
    /// Take the findings of today as known, so that only what is new or worse counts
    #[command(subcommand)]
    Baseline(baseline::BaselineCommand),
    /// Explain a criterion or a pattern: levels, why, sources, research, examples
    Explain(explain::ExplainArgs),
    /// Work on rubrics: list, check or test them
    #[command(subcommand)]
    Rubric(rubric::RubricCommand),
    /// Print a JSON Schema, for editors and consumers
    #[command(subcommand)]
    Schema(schema::SchemaCommand),
    /// Print the completions of a shell
    Completions(generate::CompletionsArgs),
    /// Print the manual page, of the program or of a subcommand
    Man(generate::ManArgs),
}

/// What every subcommand takes.
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
    /// Begin the paths in reports at this folder, in place of the work tree or the folder of the configuration
    #[arg(long, global = true, value_name = "DIR", env = "QUORATE_ROOT", hide_env = true)]
    root: Option<PathBuf>,
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
        let mut command = configuration::without_empty(Cli::command());
        let matches = command.try_get_matches_from_mut(std::env::args_os())?;
        // An argument of `assess` before another subcommand would be passed over in silence; one from the environment is
        // meant for whatever subcommand takes it.
        let typed = |id: &clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
        let of_assess = assess::AssessArgs::augment_args(clap::Command::new("assess"));
        let misplaced = of_assess.get_arguments().any(|argument| typed(argument.get_id()));
        if matches.subcommand().is_some() && misplaced {
            let message =
                "paths and options of `assess` go behind the subcommand: quorate assess --strict FILE\n";
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
        configuration::tell_of_unknown()?;
        match self.command {
            None => {
                self.assess.refuse_misspelt_subcommand()?;
                assess::run(&self.assess, global)
            }
            Some(Command::Init(args)) => init::run(&args, global),
            Some(Command::Interview(args)) => interview::run(&args, global),
            Some(Command::Prompt(args)) => prompt::run(&args, global),
            Some(Command::Ask(args)) => ask::run(&args, global),
            Some(Command::Assess(args)) => assess::run(&args, global),
            Some(Command::Check(args)) => check::run(&args, global),
            Some(Command::Compare(args)) => compare::run(&args, global),
            Some(Command::Plan(args)) => plan::run(&args, global),
            Some(Command::Agree(args)) => agree::run(&args, global),
            Some(Command::Baseline(command)) => baseline::run(&command, global),
            Some(Command::Explain(args)) => explain::run(&args, global),
            Some(Command::Rubric(command)) => rubric::run(&command, global),
            Some(Command::Schema(command)) => schema::run(&command, global),
            Some(Command::Completions(args)) => generate::completions(&args),
            Some(Command::Man(args)) => generate::man(&args),
        }
    }
}
