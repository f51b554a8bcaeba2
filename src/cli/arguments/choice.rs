//! Which of the proposals behind the paths a run looks at: all, those that have changed, those of a list.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::cli::configuration::Setting;
use crate::cli::input::{Found, Intake, Listed, Since, Why};
use crate::cli::output;
use crate::text::visible;

/// What a check of a change chooses by.
#[derive(Debug, Args)]
pub struct ChoiceArgs {
    /// Look only at what has changed since the work tree left REV, such as origin/main
    ///
    /// A proposal has changed where it is new or says something else, or its evidence does; uncommitted changes count.
    /// Everything is looked at where the configuration, the baseline or the rubrics have changed. Without PATH: below the
    /// current folder.
    #[arg(long, value_name = "REV", help_heading = "Which proposals")]
    changed_since: Option<String>,
    /// Look at the files that are listed in FILE, or on standard input with `-`
    ///
    /// One a line, or parted by NUL. Files that are gone, are no YAML or have no `quorate: 1` are passed over and counted.
    #[arg(long, value_name = "FILE", help_heading = "Which proposals")]
    files_from: Option<PathBuf>,
}

/// What was chosen.
pub struct Chosen {
    /// The paths to look behind.
    pub paths: Vec<PathBuf>,
    /// The files of a list, and what it was called.
    pub listed: Option<(Listed, String)>,
    /// What has changed.
    pub since: Option<Since>,
}

impl ChoiceArgs {
    /// What a run looks at, where these paths were given.
    ///
    /// # Errors
    /// A list cannot be read, or git does not know what has changed.
    pub fn choose(&self, paths: &[PathBuf], baseline: Option<&Path>, setting: &Setting) -> Result<Chosen> {
        let listed = match &self.files_from {
            Some(list) => Some((Listed::read(list, paths)?, format!("--files-from {}", list.display()))),
            None => None,
        };
        let rules: Vec<&Path> = setting.read_files().chain(baseline).collect();
        let rubrics = setting.rubrics_folder.as_deref();
        let since = self.changed_since.as_deref().map(|revision| Since::of(revision, &rules, rubrics));
        let here = || vec![PathBuf::from(".")];
        let paths = if paths.is_empty() && listed.is_none() { here() } else { paths.to_vec() };
        Ok(Chosen { paths, listed, since: since.transpose()? })
    }
}

impl Chosen {
    /// What was chosen of what stands behind the paths, with the files of the list.
    pub fn of(&self, mut found: Found, setting: &Setting) -> Found {
        if let Some((listed, called)) = &self.listed {
            listed.add_to(&mut found, called, &setting.root);
        }
        if let Some(since) = &self.since {
            since.narrow(&mut found, &setting.rubrics.dictionary);
        }
        found
    }

    /// Whether everything behind the paths is looked at, so that what is not found is not there.
    pub fn looks_at_all(&self) -> bool {
        self.since.is_none()
    }

    /// Whether a run that finds nothing to look at may have been meant to.
    pub fn may_be_none(&self, intake: &Intake) -> bool {
        let nothing_new = self.since.is_some() && intake.has_passed_over(&[Why::Unchanged, Why::Gone]);
        nothing_new || self.listed.is_some()
    }

    /// Says on standard error why all is looked at where what has changed was asked for.
    ///
    /// # Errors
    /// Nothing can be said there.
    pub fn tell(&self) -> Result<()> {
        let Some(since) = &self.since else { return Ok(()) };
        let Some(rules) = &since.rules_changed else { return Ok(()) };
        let told =
            format!("{} has changed since {}, so everything is looked at", rules.display(), since.revision);
        output::error_text(&format!("note: {}\n", visible(&told)))
    }
}
