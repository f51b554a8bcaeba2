//! Which files git tracks: they are in the repository, whatever a `.gitignore` says of them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The files that git tracks, for each work tree that was asked for.
#[derive(Debug, Default)]
pub struct Tracked {
    trees: HashMap<PathBuf, Option<Vec<PathBuf>>>,
}

impl Tracked {
    /// The tracked files at or below `path`, as paths from there. Where git cannot be asked, all files there are taken for
    /// tracked: to look at one too many does no harm.
    pub fn below(&mut self, tree: &Path, path: &Path) -> Vec<PathBuf> {
        let files = self.trees.entry(tree.to_owned()).or_insert_with(|| list(tree));
        match files {
            Some(files) => {
                let inside = path.strip_prefix(tree).unwrap_or(path);
                files.iter().filter_map(|file| Some(file.strip_prefix(inside).ok()?.to_owned())).collect()
            }
            None => all_below(path),
        }
    }
}

/// The files of the index, from the work tree.
fn list(tree: &Path) -> Option<Vec<PathBuf>> {
    let mut git = Command::new("git");
    // A repository must not be able to start a program of its own here.
    git.args(["-c", "core.fsmonitor=false", "ls-files", "-z", "--cached"]).current_dir(tree);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(variable);
    }
    let output = git.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let files = || output.stdout.split(|byte| *byte == 0).filter(|file| !file.is_empty()).map(path_of);
    output.status.success().then(|| files().collect())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

fn all_below(path: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| Some(entry.path().strip_prefix(path).ok()?.to_owned())).collect()
}
