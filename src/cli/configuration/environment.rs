//! The environment: options that stand in it, and what stands in it by mistake.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;

use anyhow::Result;
use clap::builder::{OsStr, Resettable};
use clap::{Arg, Command, CommandFactory};

use crate::cli::{Cli, output};
use crate::text;

/// What the names of our variables begin with.
const OURS: &str = "QUORATE_";

/// The same command, in which a variable that is set to nothing counts as not set: servers of continuous integration set
/// a variable to nothing where nobody has given it a value.
pub fn without_empty(command: Command) -> Command {
    let is_empty = |arg: &Arg| arg.get_env().and_then(env::var_os).is_some_and(|value| value.is_empty());
    command
        .mut_args(|arg| if is_empty(&arg) { arg.env(Resettable::<OsStr>::Reset) } else { arg })
        .mut_subcommands(without_empty)
}

/// Says which of our variables no option reads: a misspelt gate is no gate.
pub fn tell_of_unknown() -> Result<()> {
    let ours = |name: OsString| name.into_string().ok().filter(|name| name.starts_with(OURS));
    let set: BTreeSet<String> = env::vars_os().filter_map(|(name, _)| ours(name)).collect();
    if set.is_empty() {
        // Most runs: all subcommands and their options are not put together once more.
        return Ok(());
    }
    let mut known = BTreeSet::new();
    collect(&Cli::command(), &mut known);
    for name in &set {
        if !known.contains(name) {
            let near = text::nearest(name, known.iter().map(String::as_str));
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            output::error_text(&format!("warning: no option reads the variable `{name}`{near}\n"))?;
        }
    }
    Ok(())
}

fn collect(command: &Command, known: &mut BTreeSet<String>) {
    let names = command.get_arguments().filter_map(Arg::get_env);
    known.extend(names.map(|name| name.to_string_lossy().into_owned()));
    command.get_subcommands().for_each(|subcommand| collect(subcommand, known));
}
