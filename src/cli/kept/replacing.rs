//! Writing a baseline in the place of the one before, a proposal at a time.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, anyhow};

use super::file::KeptFile;
use super::shelf::Shelf;
use super::texts::Spot;
use crate::cli::output::write_pieces;
use crate::policy::ProposalKey;
use crate::policy::baseline::{entry_text, pieces};

/// Where it stands what is to be kept of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// In the baseline that there is.
    Before,
    /// On the shelf.
    Shelf(Spot),
}

/// Writes a baseline of these proposals.
///
/// # Errors
/// It cannot be written, or what is to stand in it cannot be read again: what was there stays.
pub fn replace(
    path: &Path,
    rubrics: &str,
    proposals: BTreeMap<ProposalKey, Origin>,
    before: KeptFile,
    shelf: Shelf,
) -> Result<()> {
    let shelf = shelf.full();
    let entries = proposals.into_iter().map(move |(key, origin)| match origin {
        Origin::Shelf(spot) => shelf.text(spot),
        Origin::Before => {
            let kept = before.kept(&key)?;
            let kept = kept.ok_or_else(|| anyhow!("`{}` is not in the baseline", key.path))?;
            Ok(entry_text(&key, &kept))
        }
    });
    // With the last piece what was read is closed: not every system replaces a file that is open.
    write_pieces(path, pieces(rubrics, entries))
}
