//! `quorate prompt`: one instruction with which any assistant turns a proposal in prose into a file with quotes.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::cli::{Global, Outcome, output};
use crate::interview::{PROMPT, Wanted, prompt};
use crate::report::content::Tables;
use crate::report::json;

/// Arguments of `quorate prompt`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate prompt --file proposal.pdf > prompt.md    give prompt.md and proposal.pdf to an assistant,
                                                    and save its answer beside them as proposal.yaml
  quorate check proposal.yaml --quotes              look whether its quotes stand there, and which facts have none
  quorate assess proposal.yaml --strict=quotes      count only what a quote speaks for

A true quote under a false fact passes: read the quotes beside the facts (quorate assess --detail).")]
pub struct PromptArgs {
    /// The file that holds the prose, as the quotes are to name it
    #[arg(long, value_name = "NAME", default_value = "proposal.txt")]
    file: String,
    /// Ask for every fact, and not only for those of the core
    #[arg(long)]
    all: bool,
    /// In which format to answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: PromptFormat,
}

/// In which format an instruction is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PromptFormat {
    /// The instruction itself
    Text,
    /// The same in an answer for machines
    Json,
}

/// Prints the instruction.
pub fn run(args: &PromptArgs, global: &Global) -> Result<Outcome> {
    let rubrics = global.load_rubrics()?;
    let wanted = if args.all { Wanted::all(&rubrics) } else { Wanted::core(&rubrics) };
    let made = prompt(&wanted, &Tables::of(&rubrics), &args.file);
    output::text(&match args.format {
        PromptFormat::Text => made.text,
        PromptFormat::Json => json::answer(PROMPT, made),
    })?;
    Ok(Outcome::Fine)
}
