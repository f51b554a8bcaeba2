//! Where the text on standard input stands.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;

use crate::cli::input::STDIN;

/// The argument of every subcommand that reads one proposal from standard input and looks at its evidence.
#[derive(Debug, Args)]
pub struct StdinArgs {
    /// Take the text on standard input for that of this file, which need not be there: evidence is looked for beside it
    #[arg(long, value_name = "PATH")]
    stdin_path: Option<PathBuf>,
}

impl StdinArgs {
    /// Where the text on standard input stands, if that is said.
    ///
    /// # Errors
    /// Nothing is read from standard input, or what is named is a folder.
    pub fn path(&self, paths: &[PathBuf]) -> Result<Option<&Path>> {
        let Some(path) = self.stdin_path.as_deref() else { return Ok(None) };
        if !paths.iter().any(|path| path.as_os_str() == STDIN) {
            bail!("--stdin-path says where the text of `-` stands, and `-` is not among the paths");
        }
        if path.is_dir() || path.file_name().is_none() {
            bail!("--stdin-path: {} is a folder; name the file that the text stands in", path.display());
        }
        Ok(Some(path))
    }
}
