//! `quorate completions` and `quorate man`: both from the same clap types as the command line itself.

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Cli, Outcome, output};

/// Arguments of `quorate completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Prints the completions of a shell.
pub fn completions(args: &CompletionsArgs) -> Result<Outcome> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "quorate", &mut text);
    output::text(&String::from_utf8(text)?)?;
    Ok(Outcome::Fine)
}

/// Prints the manual page.
pub fn man() -> Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    output::text(&String::from_utf8(page)?)?;
    Ok(Outcome::Fine)
}
