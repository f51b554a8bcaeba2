//! The folder that paths in reports begin at, so that a run tells the same from everywhere: no report holds a machine's own path.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::cli::paths::{folder_of, with_slashes};

/// The folder that paths in reports begin at.
#[derive(Debug, Clone)]
pub struct Root {
    folder: PathBuf,
}

/// Paths of one run as reports write them.
#[derive(Debug)]
pub struct Labels<'r> {
    root: &'r Root,
    /// The real path of each folder that was met: a thousand files of one folder are looked up once.
    folders: HashMap<PathBuf, PathBuf>,
    /// The files outside the root that have a name.
    outside: HashMap<String, Vec<PathBuf>>,
}

impl Root {
    /// The folder that is named, else the work tree around the current folder, else the folder of the configuration, else
    /// the current folder.
    ///
    /// # Errors
    /// The folder that is named is not there, or the current one cannot be found.
    pub fn find(named: Option<&Path>, configuration: Option<&Path>) -> Result<Root> {
        let here = std::env::current_dir().context("the current folder cannot be found")?;
        let real = |folder: &Path| {
            fs::canonicalize(folder)
                .with_context(|| format!("--root: there is no folder {}", folder.display()))
        };
        let folder = match (named, work_tree(&here)) {
            (Some(named), _) => real(named)?,
            (None, Some(tree)) => real(tree)?,
            (None, None) => real(configuration.unwrap_or(&here))?,
        };
        Ok(Root { folder })
    }

    /// Whether a file that really lies here is in it.
    pub fn holds(&self, real: &Path) -> bool {
        real.starts_with(&self.folder)
    }

    /// The path of one file as reports write it.
    pub fn label(&self, file: &Path) -> String {
        Labels::new(self).of(file).1
    }
}

/// The work tree of git around a folder.
fn work_tree(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

impl<'r> Labels<'r> {
    /// No path was met yet.
    pub fn new(root: &'r Root) -> Labels<'r> {
        Labels { root, folders: HashMap::new(), outside: HashMap::new() }
    }

    /// Where a file really lies, and its path from the root; of a file outside the root its name alone, with a number where
    /// an earlier one has the same.
    pub fn of(&mut self, file: &Path) -> (PathBuf, String) {
        let parent = folder_of(file);
        if !self.folders.contains_key(parent) {
            let real = fs::canonicalize(parent).unwrap_or_else(|_| parent.to_owned());
            self.folders.insert(parent.to_owned(), real);
        }
        let Some(name) = file.file_name() else { return (file.to_owned(), with_slashes(file)) };
        let real = self.folders[parent].join(name);
        let label = match real.strip_prefix(&self.root.folder) {
            Ok(inside) => with_slashes(inside),
            Err(_) => self.outside(&name.to_string_lossy(), &real),
        };
        (real, label)
    }

    fn outside(&mut self, name: &str, real: &Path) -> String {
        let namesakes = self.outside.entry(name.to_owned()).or_default();
        let number = namesakes.iter().position(|known| known == real).unwrap_or_else(|| {
            namesakes.push(real.to_owned());
            namesakes.len() - 1
        });
        if number == 0 { name.to_owned() } else { format!("{name} ({})", number + 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_begin_at_the_root_and_outside_it_only_names_are_told() {
        let (inside, outside) =
            (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(inside.path().join("a/b")).expect("folders");
        let root = Root::find(Some(inside.path()), None).expect("a root");
        let mut labels = Labels::new(&root);
        assert_eq!(labels.of(&inside.path().join("a/b/../b/p.yaml")).1, "a/b/p.yaml");
        assert_eq!(labels.of(&outside.path().join("p.yaml")).1, "p.yaml");
        fs::create_dir(outside.path().join("x")).expect("a folder");
        assert_eq!(labels.of(&outside.path().join("x/p.yaml")).1, "p.yaml (2)");
        assert_eq!(labels.of(&outside.path().join("x/../p.yaml")).1, "p.yaml", "the same as before");
    }
}
