//! Which configuration a run has: the nearest one at or above where it starts, and those that it builds on by name.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::file::ConfigFile;
use crate::cli::Global;
use crate::cli::paths::CONFIGURATION;
use crate::policy;

/// What people call it by mistake: it would be passed over without a word.
const MISNAMED: [&str; 9] = [
    ".quorate.yml",
    ".quorate.YAML",
    ".quorate.YML",
    ".Quorate.yaml",
    ".quorate.json",
    ".quorate.toml",
    ".quorate.yaml.txt",
    "quorate.yaml",
    "quorate.yml",
];
/// Keys of which one stands in every configuration that sets something.
const KEYS: [&str; 10] = [
    "fail_on",
    "fail_under",
    "min_verdict",
    "require",
    "unknown",
    "strict",
    "baseline",
    "waivers",
    "paths",
    "extends",
];
/// So many may build on each other.
const MOST: usize = 8;

/// The configurations of a run: the nearest at or above the current folder or the one that is named, and then each that
/// the one before it builds on.
///
/// # Errors
/// One of them cannot be read, is wrong, is called by another name, or builds on itself.
pub fn chain(global: &Global) -> Result<Vec<ConfigFile>> {
    let first = match &global.config {
        _ if global.no_config => None,
        Some(path) => Some(path.clone()),
        None => nearest()?,
    };
    let mut files: Vec<ConfigFile> = Vec::new();
    let mut next = first;
    while let Some(path) = next.take() {
        let file = ConfigFile::read(&path, global)?;
        if files.iter().any(|before| before.is_same(&file)) {
            bail!("the configuration {} builds on itself", file.label);
        }
        if files.len() == MOST {
            bail!("more than {MOST} configurations build on each other: {} is one too many", file.label);
        }
        next = file.parent(global)?;
        files.push(file);
    }
    Ok(files)
}

/// The configuration at or above the current folder, as a path from there where that is short.
pub fn nearest() -> Result<Option<PathBuf>> {
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    let mut relative = PathBuf::new();
    for folder in here.ancestors() {
        refuse_misnamed(folder, &relative)?;
        if folder.join(CONFIGURATION).exists() {
            return Ok(Some(relative.join(CONFIGURATION)));
        }
        relative.push("..");
    }
    Ok(None)
}

fn refuse_misnamed(folder: &Path, relative: &Path) -> Result<()> {
    let right = fs::canonicalize(folder.join(CONFIGURATION)).ok();
    for name in MISNAMED {
        let path = folder.join(name);
        // Where case does not matter, it is the file itself.
        let is_other = path.is_file() && fs::canonicalize(&path).ok() != right;
        if is_other && (name.starts_with('.') || sets_something(&path)) {
            let shown = relative.join(name);
            bail!(
                "{} is not read: a configuration is called `{CONFIGURATION}`; rename it, or name it with --config",
                shown.display()
            );
        }
    }
    Ok(())
}

/// Whether a file without the dot is a configuration, and not a proposal or something else of that name.
fn sets_something(path: &Path) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    let sets = |line: &str| line.split_once(':').is_some_and(|(key, _)| KEYS.contains(&key));
    !text.lines().any(|line| line.starts_with("quorate:")) && text.lines().any(sets)
}

impl ConfigFile {
    /// The configuration that this one builds on.
    fn parent(&self, global: &Global) -> Result<Option<PathBuf>> {
        let Some((path, span)) = policy::extends(&self.document) else { return Ok(None) };
        let path = match self.folder == Path::new(".") {
            true => PathBuf::from(path),
            false => self.folder.join(path),
        };
        let file = if path.is_dir() { path.join(CONFIGURATION) } else { path };
        if !file.is_file() {
            let message = format!("there is no configuration {} to build on", file.display());
            let help = "name its folder or its file; the path begins at the folder of this file";
            self.refuse_at(span, message, help, global)?;
        }
        Ok(Some(file))
    }
}
