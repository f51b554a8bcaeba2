//! Finding and reading proposals: files, folders, globs, standard input.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use glob::Pattern;

use super::intake::{Intake, Reach, Why};
use super::marker::Marker;
use super::reading;
use super::root::{Labels, Root};
use super::walk::{Met, is_yaml, walk};
use crate::document::{self, Limits, Problem, Span};
use crate::proposal::Dictionary;

/// What is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it comes from.
    pub source: InputSource,
    /// Its path as reports write it.
    pub label: String,
    /// Where it really lies; of a text on standard input where it is said to stand, if that is said.
    pub real: Option<PathBuf>,
    /// Which of the paths of the command line gave it, from 0.
    pub given: usize,
}

/// Where a proposal comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputSource {
    /// Standard input: a text that stands at this path, if one is named.
    Stdin(Option<PathBuf>),
    /// A file that was named: it has to be a proposal.
    Named(PathBuf),
    /// A file found in a folder: it is passed over where it is not marked as a proposal.
    Found(PathBuf),
    /// A path that cannot be read, and why.
    Unreadable(PathBuf, String),
}

impl InputSource {
    /// The path, where there is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            InputSource::Stdin(path) => path.as_deref(),
            InputSource::Named(path) | InputSource::Found(path) | InputSource::Unreadable(path, _) => {
                Some(path)
            }
        }
    }
}

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// All inputs behind the paths given, and what was passed over on the way.
pub struct Found {
    /// Each once, folders walked in the order of names.
    pub inputs: Vec<Input>,
    /// What each path gave.
    pub intake: Intake,
}

/// All inputs behind the paths given. The text on standard input stands at `stdin_path`, if that is said.
pub fn find(paths: &[PathBuf], stdin_path: Option<&Path>, root: &Root, dictionary: &Dictionary) -> Found {
    let mut finder = Finder {
        labels: Labels::new(root),
        dictionary,
        inputs: Vec::new(),
        seen: HashSet::new(),
        links: Vec::new(),
        intake: Intake::default(),
    };
    for path in paths {
        finder.find(path, stdin_path);
    }
    finder.finish()
}

struct Finder<'a> {
    labels: Labels<'a>,
    dictionary: &'a Dictionary,
    inputs: Vec<Input>,
    /// Where the inputs really lie.
    seen: HashSet<PathBuf>,
    /// Links to proposals: to where, and how reports write them.
    links: Vec<(PathBuf, String)>,
    intake: Intake,
}

impl Finder<'_> {
    fn find(&mut self, path: &Path, stdin_path: Option<&Path>) {
        if path.as_os_str() == STDIN {
            let given = self.intake.give(path, Reach::Stdin);
            self.take(InputSource::Stdin(stdin_path.map(Path::to_owned)), given);
        } else if path.is_dir() {
            let given = self.intake.give(path, Reach::Folder(fs::canonicalize(path).unwrap_or_default()));
            self.walk(path, given);
        } else if !path.exists() && is_pattern(path) {
            self.expand(path);
        } else {
            let (real, _) = self.labels.of(path);
            let given = self.intake.give(path, Reach::File(real));
            self.take(InputSource::Named(path.to_owned()), given);
        }
    }

    /// A pattern that the shell has left as it is, because it was quoted or because the shell expands none.
    fn expand(&mut self, pattern: &Path) {
        let (folder, rest) = parted(pattern);
        let folder = fs::canonicalize(folder).unwrap_or_default();
        let reach = Pattern::new(&rest.to_string_lossy()).map(|rest| Reach::Pattern(folder, rest));
        let given = self.intake.give(pattern, reach.unwrap_or_else(|_| Reach::File(pattern.to_owned())));
        let unreadable = |path: &Path, why: String| InputSource::Unreadable(path.to_owned(), why);
        // `p/**` is all in `p`: to the search the last sign stands for folders below it alone.
        let text = pattern.to_string_lossy();
        let text = match text.strip_suffix("**") {
            Some("" | "./") => ".",
            Some(folder) if folder.ends_with('/') => folder,
            _ => &text,
        };
        let found = match glob::glob(text) {
            Ok(found) => found,
            Err(error) => return self.take(unreadable(pattern, error.to_string()), given),
        };
        let mut any = false;
        for path in found {
            any = true;
            match path {
                Ok(path) if path.is_dir() => self.walk(&path, given),
                Ok(path) if is_yaml(&path) => self.take(InputSource::Found(path), given),
                Ok(path) => self.look_at_other(&path, given),
                Err(error) => self.take(unreadable(error.path(), reason(error.error())), given),
            }
        }
        if !any {
            self.take(unreadable(pattern, "no file has a name like this".to_owned()), given);
        }
    }

    fn walk(&mut self, folder: &Path, given: usize) {
        for met in walk(folder) {
            match met {
                Met::Yaml(path) => self.take(InputSource::Found(path), given),
                Met::Unreadable(path, error) => {
                    let why = error.io_error().map_or_else(|| error.to_string(), reason);
                    self.take(InputSource::Unreadable(path, why), given);
                }
                Met::Other(path) => self.look_at_other(&path, given),
                Met::PassedOver(path, why) => self.pass_over(&path, why, given),
            }
        }
    }

    fn take(&mut self, source: InputSource, given: usize) {
        self.intake.file(given);
        let (real, label) = match source.path() {
            None => (None, "<stdin>".to_owned()),
            Some(path) => {
                let (real, label) = self.labels.of(path);
                (Some(real), label)
            }
        };
        if real.as_ref().is_none_or(|real| self.seen.insert(real.clone())) {
            self.inputs.push(Input { source, label, real, given });
        }
    }

    /// A file that is not called a YAML file may still be a proposal, put aside under another name.
    fn look_at_other(&mut self, path: &Path, given: usize) {
        let begins = |path: &Path| {
            let file = reading::open_ordinary(path)?;
            reading::read_limited(file, 0, FIRST_WORDS)
        };
        if begins(path).is_ok_and(|bytes| Marker::of_first_words(&bytes) == Marker::There) {
            self.intake.pass_over(given, Why::OtherName);
            let label = self.labels.of(path).1;
            let message = "this proposal was passed over: its name does not end in `.yaml`".to_owned();
            self.intake.tell(&label, message, "rename it, or name it on the command line");
        }
    }

    fn pass_over(&mut self, path: &Path, why: Why, given: usize) {
        self.intake.pass_over(given, why);
        if why == Why::Ignored || !path.is_file() || !self.may_be_meant(path) {
            return;
        }
        let label = self.labels.of(path).1;
        match why {
            Why::Link => self.links.push((fs::canonicalize(path).unwrap_or_default(), label)),
            _ => {
                let message = "this proposal was passed over: a name on the way to it begins with a dot";
                self.intake.tell(&label, message.to_owned(), "rename it, or name it on the command line");
            }
        }
    }

    fn may_be_meant(&self, path: &Path) -> bool {
        read_bytes(path).is_ok_and(|bytes| Marker::of(&bytes, self.dictionary) != Marker::Missing)
    }

    fn finish(mut self) -> Found {
        for (to, label) in std::mem::take(&mut self.links) {
            if !self.seen.contains(&to) {
                let message = "this link to a proposal was passed over".to_owned();
                self.intake.tell(&label, message, "name the file that it leads to, or put the file here");
            }
        }
        Found { inputs: self.inputs, intake: self.intake }
    }
}

/// How much is read of a file that is not called a YAML file.
const FIRST_WORDS: u64 = 4096;

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// A pattern, parted into the folder that it begins at and the rest.
fn parted(pattern: &Path) -> (PathBuf, PathBuf) {
    let mut parts = pattern.components().peekable();
    let mut folder = PathBuf::new();
    while let Some(part) = parts.next_if(|part| !is_pattern(Path::new(part.as_os_str()))) {
        folder.push(part);
    }
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    (folder, parts.collect())
}

/// The bytes of a file, of at most one more than a proposal may have.
///
/// # Errors
/// It cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |error: io::Error| {
        Problem::error(Span::FIRST_LINE, format!("this file cannot be read: {}", reason(&error)))
            .help("check the path, and whether you may read it")
    };
    let file = reading::open(path).map_err(unreadable)?;
    let size = file.metadata().map(|m| m.len()).unwrap_or(0);
    reading::read_limited(file, size, Limits::default().bytes as u64).map_err(unreadable)
}

/// The text of a file, of at most the size that a proposal may have.
pub fn read_text(path: &Path) -> Result<String, Problem> {
    read_bytes(path).and_then(document::decode)
}

/// The text on standard input.
pub fn read_stdin() -> Result<String, Problem> {
    reading::read_limited(io::stdin().lock(), 0, Limits::default().bytes as u64)
        .map_err(|error| {
            Problem::error(Span::FIRST_LINE, format!("standard input cannot be read: {}", reason(&error)))
        })
        .and_then(document::decode)
}

/// Why the system refused, without the number of its error.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}
