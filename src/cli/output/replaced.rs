//! Earlier reports that a run replaces. One of them may be the evidence of a proposal that the run reads: then it stays.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::paths::folder_of;
use crate::proposal::Proposal;

/// The files that are there and are to be replaced, where they really lie.
#[derive(Debug, Default)]
pub struct Replaced(Vec<PathBuf>);

impl Replaced {
    /// Those of the files that reports are wanted in that are there.
    pub fn among<'p>(files: impl Iterator<Item = &'p Path>) -> Replaced {
        Replaced(files.filter_map(|file| fs::canonicalize(file).ok()).filter(|file| file.is_file()).collect())
    }

    /// The first of them that is evidence of a proposal in this file, as the proposal names it.
    pub fn evidence_of<'p>(&self, file: &Path, proposal: &'p Proposal) -> Option<&'p str> {
        if self.0.is_empty() {
            return None;
        }
        let is_replaced = |named: &&str| {
            let path = folder_of(file).join(named);
            // Of a thousand files only those that may be meant are looked up.
            self.0.iter().any(|replaced| replaced.file_name() == path.file_name())
                && fs::canonicalize(&path).is_ok_and(|path| self.0.contains(&path))
        };
        proposal.pointers().iter().map(|pointer| pointer.file()).find(is_replaced)
    }
}
