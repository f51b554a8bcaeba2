//! `quorate completions` and `quorate man`: both from the same clap types as the command line itself.

use anyhow::{Result, bail};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Cli, Outcome, output};
use crate::text;

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

/// Arguments of `quorate man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The page of this subcommand; that of the program without
    #[arg(value_name = "SUBCOMMAND")]
    subcommand: Option<String>,
}

/// Prints a manual page.
pub fn man(args: &ManArgs) -> Result<Outcome> {
    let mut command = Cli::command();
    // Subcommands come to know what every one of them takes.
    command.build();
    let page = match &args.subcommand {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => found.clone().display_name(format!("quorate-{name}")),
            None => bail!("there is no subcommand `{}`; `quorate --help` lists them", text::visible(name)),
        },
    };
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page).render(&mut bytes)?;
    output::text(&String::from_utf8(bytes)?)?;
    Ok(Outcome::Fine)
}
