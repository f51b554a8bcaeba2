//! Copies of what is committed, to try something in that must not touch the work tree.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// A folder that goes away with its name.
#[derive(Debug)]
pub struct Copy {
    folder: PathBuf,
}

impl Copy {
    /// The last commit of the repository around `root`, under a name of its own.
    ///
    /// # Errors
    /// It cannot be cloned.
    pub fn of(root: &Path, name: &str) -> Result<Copy> {
        let folder = std::env::temp_dir().join(format!("quorate-{name}-{}", std::process::id()));
        let copy = Copy { folder };
        run(Command::new("git").arg("clone").arg("--quiet").arg(root).arg(&copy.folder))?;
        Ok(copy)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What cannot be removed is in the folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Runs a program to its end.
///
/// # Errors
/// It is not there, or fails.
pub fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} cannot be started"))?;
    if !status.success() {
        bail!("{name} ended with {status}: {command:?}");
    }
    Ok(())
}

/// Cargo of a toolchain, as a caller would start it: what this run was started with has no say.
pub fn cargo(toolchain: Option<&str>, folder: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(toolchain.map(|name| format!("+{name}"))).current_dir(folder);
    for variable in ["RUSTUP_TOOLCHAIN", "CARGO", "CARGO_TARGET_DIR"] {
        cargo.env_remove(variable);
    }
    cargo
}
