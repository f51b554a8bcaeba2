//! Which proposals have changed since a commit: they themselves, or what they point to as evidence.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::files::{Found, Input, read_bytes};
use super::intake::Why;
use super::marker::Marker;
use super::walk::is_yaml;
use crate::cli::cores::on_all_cores;
use crate::cli::git::{Changes, Git};
use crate::cli::paths::{folder_of, place_of};
use crate::document::{self, Limits};
use crate::proposal::{Dictionary, NoFolder, bind};

/// What has changed since a commit.
pub struct Since {
    /// The revision that was named.
    pub revision: String,
    /// What everything is judged by has changed too: a file of it.
    pub rules_changed: Option<PathBuf>,
    changes: Changes,
}

impl Since {
    /// What has changed since the work tree left a revision. Every proposal is judged by these files, and by what is in
    /// the folder of rubrics.
    ///
    /// # Errors
    /// Git cannot be asked, or does not know.
    pub fn of(revision: &str, rules: &[&Path], rubrics: Option<&Path>) -> Result<Since> {
        let git = Git::here("--changed-since")?;
        let changes = git.changes_since(revision)?;
        let differs = |path: &Path| changes.changed.contains(path) || changes.deleted.contains(path);
        let rule = rules.iter().find(|rule| really(rule).iter().any(|path| differs(path)));
        let rubric = rubrics.filter(|folder| {
            let folder = fs::canonicalize(folder).unwrap_or_else(|_| (*folder).to_owned());
            changes.changed.iter().chain(&changes.deleted).any(|path| path.starts_with(&folder))
        });
        let rules_changed = rule.copied().or(rubric).map(Path::to_owned);
        Ok(Since { revision: revision.to_owned(), rules_changed, changes })
    }

    /// Takes out of what was found what has not changed, and counts it, with the YAML files that are gone.
    pub fn narrow(&self, found: &mut Found, dictionary: &Dictionary) {
        let concerned = on_all_cores(found.inputs.iter().collect(), |input| self.concerns(input, dictionary));
        let mut concerned = concerned.into_iter();
        let Found { inputs, intake } = found;
        inputs.retain(|input| {
            let is_concerned = concerned.next().unwrap_or(true);
            if !is_concerned {
                intake.pass_over(input.given, Why::Unchanged);
            }
            is_concerned
        });
        let mut gone: Vec<&PathBuf> = self.changes.deleted.iter().filter(|path| is_yaml(path)).collect();
        gone.sort();
        gone.into_iter().for_each(|path| intake.gone(path));
    }

    /// Whether an input has to be looked at.
    fn concerns(&self, input: &Input, dictionary: &Dictionary) -> bool {
        let Some(path) = input.source.path() else { return true };
        if self.rules_changed.is_some() || self.has_changed(path) {
            return true;
        }
        let Ok(bytes) = read_bytes(path) else { return true };
        // What is no proposal is counted as such.
        Marker::of(&bytes, dictionary) != Marker::There
            || document::decode(bytes).is_ok_and(|text| self.evidence_has_changed(path, &text, dictionary))
    }

    fn evidence_has_changed(&self, proposal: &Path, text: &str, dictionary: &Dictionary) -> bool {
        let stream = document::parse(text, &Limits::default());
        stream.documents.iter().any(|document| {
            let (proposal_of, _) = bind(document, dictionary, &NoFolder);
            let mut files = proposal_of.pointers().iter().map(|pointer| pointer.file());
            files.any(|file| !file.contains("://") && self.has_changed(&folder_of(proposal).join(file)))
        })
    }

    fn has_changed(&self, file: &Path) -> bool {
        really(file).iter().any(|path| self.changes.concern(path))
    }
}

/// Where a file lies, which may be gone; where it is a link, also what it leads to.
fn really(file: &Path) -> Vec<PathBuf> {
    fs::canonicalize(file).into_iter().chain([place_of(file)]).collect()
}
