//! Files that a baseline knows by another name: found by what they say, and told with the command that follows them.

use std::path::Path;

use anyhow::Result;

use super::kept::KeptFile;
use super::output;
use crate::policy::{Evaluated, Face, Kept, Move, ProposalKey, Rules, moves};
use crate::text::{count, visible};

/// What a run with a baseline keeps in mind to tell of files with other names.
pub struct Strangers<'b> {
    baseline: Option<&'b KeptFile>,
    gone: Vec<(ProposalKey, Face)>,
}

impl<'b> Strangers<'b> {
    /// For a run with this baseline in this folder, if there is one.
    ///
    /// # Errors
    /// The baseline cannot be read again.
    pub fn new(baseline: Option<(&'b KeptFile, &Path)>) -> Result<Strangers<'b>> {
        let gone = baseline.map(|(baseline, folder)| gone(baseline, folder)).transpose()?.unwrap_or_default();
        Ok(Strangers { baseline: baseline.map(|(baseline, _)| baseline), gone })
    }

    /// What a proposal is known again by, where the baseline does not know it and may know it by another name.
    pub fn face(
        &self,
        evaluated: &Evaluated,
        rules: &Rules,
        key: &ProposalKey,
    ) -> Option<(ProposalKey, Face)> {
        let baseline = self.baseline.filter(|_| !self.gone.is_empty())?;
        let is_new = !baseline.knows(key);
        is_new.then(|| (key.clone(), Face::of(&Kept::of(evaluated, rules))))
    }

    /// Says which of these proposals the baseline knows by another name.
    ///
    /// # Errors
    /// Nothing can be said.
    pub fn tell(&self, new: &[(ProposalKey, Face)]) -> Result<()> {
        tell_of_moves(&moves(&self.gone, new))
    }
}

/// The proposals of a baseline whose file is gone.
///
/// # Errors
/// The baseline cannot be read again.
pub fn gone(baseline: &KeptFile, folder: &Path) -> Result<Vec<(ProposalKey, Face)>> {
    let mut there = There::below(folder);
    let mut found = Vec::new();
    for key in baseline.keys().filter(|key| !there.is(&key.path)) {
        found.extend(baseline.kept(key)?.map(|kept| (key.clone(), Face::of(&kept))));
    }
    Ok(found)
}

/// Which files are there; of thousands of proposals of one file it is looked for once.
pub struct There<'f> {
    folder: &'f Path,
    last: Option<(String, bool)>,
}

impl There<'_> {
    /// Files by their paths from this folder.
    pub fn below(folder: &Path) -> There<'_> {
        There { folder, last: None }
    }

    /// Whether a file is there.
    pub fn is(&mut self, path: &str) -> bool {
        match &self.last {
            Some((last, is_there)) if last == path => *is_there,
            _ => {
                let is_there = self.folder.join(path).exists();
                self.last = Some((path.to_owned(), is_there));
                is_there
            }
        }
    }
}

/// So many are told one by one.
const MOST_TOLD: usize = 5;

/// Says with which command a baseline follows files to their new names.
///
/// # Errors
/// Nothing can be said.
pub fn tell_of_moves(moves: &[Move]) -> Result<()> {
    let mut told: Vec<(&str, &str)> =
        moves.iter().map(|moved| (moved.from.path.as_str(), moved.to.path.as_str())).collect();
    told.dedup();
    for (old, new) in told.iter().take(MOST_TOLD) {
        let seems = format!("{new} seems to be {old}, which the baseline knows and which is gone");
        let command = format!("quorate baseline rename {} {}", quoted(old), quoted(new));
        output::error_text(&format!("note: {}; if so: {}\n", visible(&seems), visible(&command)))?;
    }
    match told.len().saturating_sub(MOST_TOLD) {
        0 => Ok(()),
        more => output::error_text(&format!("note: so {} more with other names\n", are(more))),
    }
}

fn are(number: usize) -> String {
    let files = count(number, "file");
    if number == 1 { format!("seems {files}") } else { format!("seem {files}") }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+@%".contains(letter);
    match path.chars().all(is_plain) && !path.starts_with('-') {
        true => path.to_owned(),
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_a_command_is_one_word_for_a_shell() {
        for (path, word) in [
            ("a/b-1.yaml", "a/b-1.yaml"),
            ("a b.yaml", "'a b.yaml'"),
            ("$(rm x).yaml", "'$(rm x).yaml'"),
            ("it's.yaml", "'it'\\''s.yaml'"),
        ] {
            assert_eq!(quoted(path), word);
        }
    }
}
