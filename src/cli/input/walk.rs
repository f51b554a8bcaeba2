//! Everything in a folder, in the order of names: what may be a proposal, and what is passed over and why.
//!
//! A run gives the same on every machine, so the ignore files of other tools and a user's own play no part. In a work tree of
//! git its `.gitignore` files count; what git tracks is in the repository all the same, and is looked at.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::Gitignore;
use walkdir::{DirEntry, WalkDir};

use super::intake::Why;
use super::tracked::Tracked;
use crate::cli::paths::CONFIGURATION;

/// Something that a folder holds.
#[derive(Debug)]
pub enum Met {
    /// A file that is called a YAML file.
    Yaml(PathBuf),
    /// A file of another name.
    Other(PathBuf),
    /// A file or folder that is passed over.
    PassedOver(PathBuf, Why),
    /// What cannot be looked at, and why.
    Unreadable(PathBuf, walkdir::Error),
}

/// All that a folder holds.
pub fn walk(folder: &Path) -> Vec<Met> {
    let mut walker = Walker { ignoring: Ignoring::around(folder), met: Vec::new() };
    let mut entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let descend = match entry {
            Ok(entry) => walker.meet(folder, entry),
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                walker.met.push(Met::Unreadable(path, error));
                true
            }
        };
        if !descend {
            entries.skip_current_dir();
        }
    }
    walker.met
}

/// Whether a name is that of a YAML file, in any case.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"))
}

struct Walker {
    ignoring: Ignoring,
    met: Vec<Met>,
}

impl Walker {
    /// Takes in an entry; `false` for a folder that is not walked through.
    fn meet(&mut self, folder: &Path, entry: DirEntry) -> bool {
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
        let kind = entry.file_type();
        if kind.is_dir() && entry.file_name() == ".git" {
            return false;
        }
        self.ignoring.leave(entry.depth());
        if entry.depth() > 0 && self.ignoring.ignores(&inside, kind.is_dir()) {
            return self.meet_ignored(entry, &inside);
        }
        if kind.is_dir() {
            self.ignoring.enter(&inside);
            return true;
        }
        let met = match (is_yaml(entry.path()), kind.is_file(), kind.is_symlink()) {
            _ if entry.file_name() == CONFIGURATION => None,
            (true, true, _) if is_hidden(&inside) => Some(Why::Hidden),
            (true, true, _) => {
                self.met.push(Met::Yaml(entry.into_path()));
                return true;
            }
            (true, false, true) => Some(Why::Link),
            (false, _, true) if entry.path().is_dir() => Some(Why::Link),
            (true, false, false) => Some(Why::NoFile),
            (false, true, _) => {
                self.met.push(Met::Other(entry.into_path()));
                return true;
            }
            _ => None,
        };
        if let Some(why) = met {
            self.met.push(Met::PassedOver(entry.into_path(), why));
        }
        true
    }

    /// Takes in what git ignores, and what it tracks all the same.
    fn meet_ignored(&mut self, entry: DirEntry, inside: &Path) -> bool {
        let tracked = self.ignoring.tracked_below(inside);
        let is_folder = entry.file_type().is_dir();
        let path = entry.into_path();
        let is_tracked = tracked.iter().any(|below| below.as_os_str().is_empty());
        if is_tracked && is_yaml(&path) {
            self.met.push(Met::Yaml(path));
            return true;
        }
        let below = tracked.into_iter().map(|below| path.join(below)).filter(|file| is_yaml(file));
        let below: Vec<Met> = below.filter(|file| file.is_file()).map(Met::Yaml).collect();
        if is_folder || is_yaml(&path) {
            self.met.push(Met::PassedOver(path, Why::Ignored));
        }
        self.met.extend(below);
        !is_folder
    }
}

fn is_hidden(inside: &Path) -> bool {
    inside.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
}

/// What git ignores on the way through a folder.
struct Ignoring {
    /// Where the folder really lies.
    folder: PathBuf,
    /// The rules that hold in the folder itself, from above, and then of each folder on the way to where the walk is.
    rules: Vec<Rules>,
    /// How many of them come from above the folder, and from itself.
    above: usize,
    tracked: Tracked,
}

/// The rules of one folder.
struct Rules {
    /// The folder that a work tree begins at, if one does here.
    tree: Option<PathBuf>,
    rules: Gitignore,
}

impl Rules {
    fn of(folder: &Path) -> Rules {
        let tree = folder.join(".git").exists().then(|| folder.to_owned());
        // What of the file cannot be read ignores nothing.
        let (rules, _) = Gitignore::new(folder.join(".gitignore"));
        Rules { tree, rules }
    }
}

impl Ignoring {
    fn around(folder: &Path) -> Ignoring {
        let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let mut rules: Vec<Rules> = Vec::new();
        // From the folder up to where its work tree begins.
        for above in folder.ancestors().skip(1) {
            rules.push(Rules::of(above));
            if rules.last().is_some_and(|rules| rules.tree.is_some()) {
                break;
            }
        }
        rules.reverse();
        Ignoring { folder, above: rules.len(), rules, tracked: Tracked::default() }
    }

    /// Comes to an entry that lies so deep: the rules of folders beside the way are no more.
    fn leave(&mut self, depth: usize) {
        self.rules.truncate(self.above + depth);
    }

    fn enter(&mut self, inside: &Path) {
        self.rules.push(Rules::of(&self.folder.join(inside)));
    }

    fn tree(&self) -> Option<&Path> {
        self.rules.iter().rev().find_map(|rules| rules.tree.as_deref())
    }

    /// Whether the rules of the work tree ignore a file or folder, the nearest rules first. Outside one nothing is ignored.
    fn ignores(&self, inside: &Path, is_dir: bool) -> bool {
        let path = self.folder.join(inside);
        if self.tree().is_none() {
            return false;
        }
        for Rules { tree, rules } in self.rules.iter().rev() {
            match rules.matched(&path, is_dir) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None if tree.is_some() => return false,
                Match::None => {}
            }
        }
        false
    }

    /// What git tracks at or below an ignored path, from there.
    fn tracked_below(&mut self, inside: &Path) -> Vec<PathBuf> {
        let path = self.folder.join(inside);
        match self.tree().map(Path::to_owned) {
            Some(tree) => self.tracked.below(&tree, &path),
            None => Vec::new(),
        }
    }
}
