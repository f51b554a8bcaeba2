//! The baseline that there is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::excerpt::around;
use super::texts::{Spot, Texts};
use crate::cli::input::reading;
use crate::cli::{Global, output};
use crate::document::Problem;
use crate::policy::ProposalKey;
use crate::policy::baseline::{Fault, Kept, parse_entry, read, renamed};
use crate::report::problems;

/// The largest baseline: that of some ninety thousand proposals of which nothing is known.
const LARGEST: u64 = 1 << 30;

/// A baseline in a file, of which each proposal is read when it is asked for.
#[derive(Debug, Default)]
pub struct KeptFile {
    /// The digest of the rubrics by which it was made.
    pub rubrics: String,
    label: String,
    entries: BTreeMap<ProposalKey, Place>,
    /// None where there is no file yet.
    texts: Option<Texts>,
}

/// Where an entry stands.
#[derive(Debug)]
struct Place {
    spot: Spot,
    /// The key that stands there, where the proposal has another one now.
    was: Option<ProposalKey>,
}

impl KeptFile {
    /// Opens a baseline, and looks through all of it.
    ///
    /// # Errors
    /// It is not there, or malformed; where, has been printed.
    pub fn open(path: &Path, global: &Global) -> Result<KeptFile> {
        let label = path.display().to_string();
        let cannot = || format!("cannot read the baseline {label}; `quorate baseline write` makes one");
        let file = open(path).with_context(cannot)?;
        match KeptFile::of(&file, label.clone()) {
            Ok(kept) => Ok(KeptFile { texts: Some(Texts::of(file)), ..kept }),
            Err(Fault::Unreadable(error)) => Err(error).with_context(cannot),
            Err(Fault::Malformed(problem)) => {
                let (text, span) = around(&file, problem.span).with_context(cannot)?;
                let shown =
                    problems::render(&label, &text, &[Problem { span, ..problem }], global.error_style());
                output::error_text(&shown)?;
                bail!("the baseline {label} cannot be used")
            }
        }
    }

    fn of(file: &File, label: String) -> Result<KeptFile, Fault> {
        let mut entries = BTreeMap::new();
        let rubrics = read(file, |key, kept, stretch| {
            let spot = Spot { stretch, findings: kept.findings.len() };
            entries.insert(key, Place { spot, was: None }).is_none()
        })?;
        Ok(KeptFile { rubrics, label, entries, texts: None })
    }

    /// The proposals that it knows, in order.
    pub fn keys(&self) -> impl Iterator<Item = &ProposalKey> + Clone {
        self.entries.keys()
    }

    /// Whether it knows a proposal.
    pub fn knows(&self, key: &ProposalKey) -> bool {
        self.entries.contains_key(key)
    }

    /// How many findings it keeps of a proposal.
    pub fn findings_of(&self, key: &ProposalKey) -> usize {
        self.entries.get(key).map_or(0, |place| place.spot.findings)
    }

    /// How many findings it keeps.
    pub fn findings(&self) -> usize {
        self.entries.values().map(|place| place.spot.findings).sum()
    }

    /// What it keeps of a proposal, if it knows it.
    ///
    /// # Errors
    /// It cannot be read again, or something else stands there now.
    pub fn kept(&self, key: &ProposalKey) -> Result<Option<Kept>> {
        let Some((place, texts)) = self.entries.get(key).zip(self.texts.as_ref()) else { return Ok(None) };
        let text = texts.text(place.spot.stretch);
        let text = text.with_context(|| format!("cannot read the baseline {} again", self.label))?;
        match parse_entry(&text) {
            Some((stands, kept)) if stands == *place.was.as_ref().unwrap_or(key) => Ok(Some(kept)),
            _ => Err(anyhow!("the baseline {} has changed while it was read: try again", self.label)),
        }
    }

    /// Gives a proposal another key.
    pub fn move_to(&mut self, from: &ProposalKey, to: ProposalKey) {
        if let Some(place) = self.entries.remove(from) {
            let was = place.was.unwrap_or_else(|| from.clone());
            self.entries.insert(to, Place { was: Some(was), ..place });
        }
    }

    /// Gives the proposals of a file, or of all files of a folder, another path; gives back how many there were.
    ///
    /// # Errors
    /// The path of a proposal that is there already: nothing was changed.
    pub fn rename(&mut self, old: &str, new: &str) -> Result<usize, String> {
        let moves = renamed(self.keys(), old, new)?;
        let number = moves.len();
        let taken_out: Vec<(ProposalKey, Place)> = moves
            .into_iter()
            .filter_map(|(from, to)| {
                let place = self.entries.remove(&from)?;
                let was = place.was.unwrap_or(from);
                Some((to, Place { was: Some(was), ..place }))
            })
            .collect();
        self.entries.extend(taken_out);
        Ok(number)
    }
}

/// Opens an ordinary file of a size that a baseline may have. Of what is too large nothing is read.
fn open(path: &Path) -> io::Result<File> {
    let file = reading::open_ordinary(path)?;
    match file.metadata()?.len() {
        ..=LARGEST => Ok(file),
        _ => {
            let most = LARGEST >> 30;
            Err(io::Error::other(format!("it is larger than {most} GiB, the most that a baseline may have")))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::policy::baseline::{entry_text, pieces};

    fn key(path: &str) -> ProposalKey {
        ProposalKey { path: path.to_owned(), name: None }
    }

    /// A baseline of these paths, the title of each its own path.
    fn text(paths: &[&str]) -> String {
        let kept = |path: &str| Kept { title: Some(path.to_owned()), ..Kept::default() };
        let entries = paths.iter().map(|path| Ok::<_, ()>(entry_text(&key(path), &kept(path))));
        pieces("0123", entries).map(|piece| piece.expect("a piece")).collect()
    }

    /// The baseline that a file holds.
    fn opened(path: &Path) -> KeptFile {
        let file = open(path).expect("a file");
        let kept = KeptFile::of(&file, "b.json".to_owned()).expect("a baseline");
        KeptFile { texts: Some(Texts::of(file)), ..kept }
    }

    fn titles(kept: &KeptFile) -> Vec<(String, String)> {
        let title = |key| kept.kept(key).expect("read").expect("known").title.expect("a title");
        kept.keys().map(|key| (key.path.clone(), title(key))).collect()
    }

    #[test]
    fn what_is_kept_goes_with_the_proposal_to_its_other_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("b.json");
        fs::write(&path, text(&["a/a.yaml", "a/a/a.yaml", "b.yaml"])).expect("written");
        let mut kept = opened(&path);
        assert_eq!(kept.rename("a", "a/a"), Ok(2));
        kept.move_to(&key("a/a/a.yaml"), key("c.yaml"));
        let told = [("a/a/a/a.yaml", "a/a/a.yaml"), ("b.yaml", "b.yaml"), ("c.yaml", "a/a.yaml")];
        assert_eq!(titles(&kept), told.map(|(path, title)| (path.to_owned(), title.to_owned())));
        assert_eq!(kept.rename("b.yaml", "c.yaml"), Err("c.yaml".to_owned()));
    }

    #[test]
    fn a_file_that_takes_its_name_is_not_read_and_one_that_is_written_over_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("b.json"), folder.path().join("other"));
        fs::write(&path, text(&["a.yaml", "b.yaml"])).expect("written");
        let kept = opened(&path);
        fs::write(&other, "other").expect("written");
        fs::rename(&other, &path).expect("renamed");
        assert_eq!(titles(&kept).len(), 2);
        fs::write(&path, text(&["a.yaml", "b.yaml"])).expect("written");
        for changed in [text(&["c.yaml", "d.yaml"]), String::new(), "x".repeat(1000)] {
            fs::write(&path, text(&["a.yaml", "b.yaml"])).expect("written");
            let kept = opened(&path);
            fs::write(&path, changed).expect("written");
            assert!(kept.kept(&key("b.yaml")).is_err());
        }
    }
}
