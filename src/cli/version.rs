//! A version of a proposal: a file, or what git has of one.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::git::{AtRevision, Git, revision_and_path};
use super::input::STDIN;
use crate::document::{self, Limits, Problem, Span};
use crate::proposal::{Evidence, EvidenceState, MOST_LOOKED_AT, NoFolder, worth_of};

/// A version of a proposal.
pub enum Version {
    /// A file, or standard input.
    File(PathBuf),
    /// A file as it was.
    Revision(Git, AtRevision),
}

impl Version {
    /// What is meant by a path: a file that is there, whatever it is called; else `REV:PATH`, as git has it.
    ///
    /// # Errors
    /// Git does not have it, or cannot be asked.
    pub fn of(written: &Path) -> Result<Version> {
        let Some((revision, path)) = revision_and_path(written) else {
            return Ok(Version::File(written.to_owned()));
        };
        let git = Git::here(&format!("`{}`", written.display()))?;
        let file = git.file(revision, path)?;
        Ok(Version::Revision(git, file))
    }

    /// The file of today that a revision names.
    ///
    /// # Errors
    /// It is none of a revision.
    pub fn today(&self) -> Result<Version> {
        match self {
            Version::Revision(git, file) => Ok(Version::File(git.in_tree(file))),
            Version::File(path) => bail!(
                "{} is one version; name the other, or name a commit: HEAD:{0} compares with what is committed",
                path.display()
            ),
        }
    }

    /// The path of the file; none of a revision.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Version::File(path) => Some(path),
            Version::Revision(..) => None,
        }
    }

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path() == Some(Path::new(STDIN))
    }

    /// Whether it is what git has.
    pub fn is_revision(&self) -> bool {
        matches!(self, Version::Revision(..))
    }

    /// The text of what git has, of at most the size that a proposal may have.
    ///
    /// # Errors
    /// Git cannot be asked, or it is no text.
    pub fn text(git: &Git, file: &AtRevision) -> Result<String, Problem> {
        let unreadable = |why: String| Problem::error(Span::FIRST_LINE, why);
        // One byte more than is allowed, so that the parser can refuse the size.
        match git.bytes(file, Limits::default().bytes as u64 + 1) {
            Ok(Some(bytes)) => document::decode(bytes),
            Ok(None) => Err(unreadable("git does not give this file".to_owned())),
            Err(error) => Err(unreadable(format!("git cannot be asked for this file: {error}"))),
        }
    }
}

/// Evidence of what git has: beside it in its revision, else where it would lie today, else beside the other version.
pub struct Beside<'a> {
    /// The repository.
    pub git: &'a Git,
    /// The proposal.
    pub file: &'a AtRevision,
    /// Beside the proposal of today: evidence that git does not keep.
    pub today: &'a dyn Evidence,
    /// Beside the other version.
    pub other: &'a dyn Evidence,
}

impl Evidence for Beside<'_> {
    fn look(&self, pointer: &str) -> EvidenceState {
        let written = NoFolder.look(pointer);
        if written != EvidenceState::Unseen {
            return written;
        }
        let path = pointer.split_once('#').map_or(pointer, |(path, _)| path);
        let beside = self.git.beside(self.file, path);
        if beside.as_ref() == Some(self.file) {
            return EvidenceState::Itself;
        }
        let beginning = beside.and_then(|file| self.git.bytes(&file, MOST_LOOKED_AT).ok().flatten());
        match (beginning, self.today.look(pointer)) {
            (Some(bytes), _) => worth_of(&bytes),
            (None, EvidenceState::Missing) => self.other.look(pointer),
            (None, today) => today,
        }
    }

    /// A quote is looked for in the file of today.
    fn file(&self, pointer: &str) -> Option<PathBuf> {
        self.today.file(pointer).or_else(|| self.other.file(pointer))
    }
}
