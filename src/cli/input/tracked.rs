//! Which files git tracks: they are in the repository, whatever a `.gitignore` says of them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::cli::git::Git;

/// The files that git tracks, for each work tree that was asked for.
#[derive(Debug, Default)]
pub struct Tracked {
    trees: HashMap<PathBuf, Option<Vec<PathBuf>>>,
}

impl Tracked {
    /// The tracked files at or below `path`, as paths from there. Where git cannot be asked, all files there are taken for
    /// tracked: to look at one too many does no harm.
    pub fn below(&mut self, tree: &Path, path: &Path) -> Vec<PathBuf> {
        let files = self.trees.entry(tree.to_owned()).or_insert_with(|| Git::kept_in(tree));
        match files {
            Some(files) => {
                let inside = path.strip_prefix(tree).unwrap_or(path);
                files.iter().filter_map(|file| Some(file.strip_prefix(inside).ok()?.to_owned())).collect()
            }
            None => all_below(path),
        }
    }
}

fn all_below(path: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| Some(entry.path().strip_prefix(path).ok()?.to_owned())).collect()
}
