//! Finding and reading proposals: files, folders, globs, standard input.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::root::{Labels, Root};

use crate::document::{self, Limits, Problem, Span};

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

/// All inputs behind the paths given, each once, folders walked in the order of names, git-ignored files left out. The
/// text on standard input stands at `stdin_path`, if that is said.
pub fn find(paths: &[PathBuf], stdin_path: Option<&Path>, root: &Root) -> Vec<Input> {
    let mut labels = Labels::new(root);
    let mut inputs = Vec::new();
    let mut seen = HashSet::new();
    for (given, path) in paths.iter().enumerate() {
        for source in behind(path, stdin_path) {
            let (real, label) = match source.path() {
                None => (None, "<stdin>".to_owned()),
                Some(path) => {
                    let (real, label) = labels.of(path);
                    (Some(real), label)
                }
            };
            if real.as_ref().is_none_or(|real| seen.insert(real.clone())) {
                inputs.push(Input { source, label, real, given });
            }
        }
    }
    inputs
}

fn behind(path: &Path, stdin_path: Option<&Path>) -> Vec<InputSource> {
    let mut sources = Vec::new();
    if path.as_os_str() == STDIN {
        sources.push(InputSource::Stdin(stdin_path.map(Path::to_owned)));
    } else if path.is_dir() {
        walk(path, &mut sources);
    } else if !path.exists() && path.to_string_lossy().contains(['*', '?', '[']) {
        expand(path, &mut sources);
    } else {
        sources.push(InputSource::Named(path.to_owned()));
    }
    sources
}

/// A pattern that the shell has left as it is, because it was quoted or because the shell expands none.
fn expand(pattern: &Path, inputs: &mut Vec<InputSource>) {
    let before = inputs.len();
    let unreadable = |why: String| InputSource::Unreadable(pattern.to_owned(), why);
    match glob::glob(&pattern.to_string_lossy()) {
        Ok(paths) => inputs
            .extend(paths.map(|path| path.map_or_else(|e| unreadable(e.to_string()), InputSource::Named))),
        Err(error) => inputs.push(unreadable(error.to_string())),
    }
    if inputs.len() == before {
        inputs.push(unreadable("no file has a name like this".to_owned()));
    }
}

fn walk(folder: &Path, inputs: &mut Vec<InputSource>) {
    let walk = WalkBuilder::new(folder).sort_by_file_name(std::ffi::OsStr::cmp).require_git(false).build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|t| t.is_file());
                let is_yaml = entry.path().extension().is_some_and(|e| e == "yaml" || e == "yml");
                if is_file && is_yaml {
                    inputs.push(InputSource::Found(entry.into_path()));
                }
            }
            Err(error) => inputs.push(InputSource::Unreadable(folder.to_owned(), error.to_string())),
        }
    }
}

/// The text of a file, of at most the size that a proposal may have.
pub fn read_text(path: &Path) -> Result<String, Problem> {
    let unreadable = |error: io::Error| {
        Problem::error(Span::FIRST_LINE, format!("this file cannot be read: {}", reason(&error)))
            .help("check the path, and whether you may read it")
    };
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map(|m| m.len()).unwrap_or(0);
    read_limited(file, size).map_err(unreadable).and_then(document::decode)
}

/// The text on standard input.
pub fn read_stdin() -> Result<String, Problem> {
    read_limited(io::stdin().lock(), 0)
        .map_err(|error| {
            Problem::error(Span::FIRST_LINE, format!("standard input cannot be read: {}", reason(&error)))
        })
        .and_then(document::decode)
}

/// Reads one byte more than is allowed, so that the parser can refuse the size; never more than that.
fn read_limited(reader: impl Read, size: u64) -> io::Result<Vec<u8>> {
    let most = Limits::default().bytes as u64 + 1;
    let mut bytes = Vec::with_capacity(size.min(most) as usize + 1);
    reader.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
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

/// Whether a text has the marker of a proposal at the beginning of some line.
pub fn is_marked(text: &str) -> bool {
    text.starts_with("quorate:") || text.contains("\nquorate:") || text.contains("\rquorate:")
}
