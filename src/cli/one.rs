//! Reading the one proposal of a file, for subcommands that are about one.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};

use crate::cli::Global;
use crate::cli::configuration::Setting;
use crate::cli::input::{self, Read, ReadFile, Reader};
use crate::cli::output::Problems;
use crate::cli::texts::FileTexts;
use crate::document::Problem;
use crate::proposal::{Evidence, NoFolder, Proposal, Source};
use crate::text::count;

/// A proposal, and where it stands.
pub struct One {
    /// Its facts.
    pub proposal: Proposal,
    /// Where it stands.
    pub source: Source,
    /// The text of its file.
    pub text: Arc<String>,
}

/// Which subcommand reads, for its messages.
pub struct ReadOne<'a> {
    /// The subcommand: `compare`.
    pub command: &'static str,
    /// What did not happen where the file has errors: `nothing compared`.
    pub if_bad: &'static str,
    /// The rubrics and the configuration.
    pub setting: &'a Setting,
    /// What every subcommand takes.
    pub global: &'a Global,
}

impl ReadOne<'_> {
    /// Reads the one proposal of a file; `None` where it has errors, which have been printed.
    ///
    /// # Errors
    /// The file does not hold one proposal.
    pub fn read(&self, path: &Path) -> Result<Option<One>> {
        self.read_beside(path, &NoFolder)
    }

    /// The same, of one of two versions: evidence that is not beside it is looked for beside the other one.
    ///
    /// # Errors
    /// As of [`ReadOne::read`].
    pub fn read_beside(&self, path: &Path, other: &dyn Evidence) -> Result<Option<One>> {
        let command = self.command;
        let dictionary = &self.setting.rubrics.dictionary;
        let [input] = &input::find(&[path.to_owned()], None, &self.setting.root, dictionary).inputs[..]
        else {
            bail!(
                "{} gives several files; `quorate {command}` takes files with one proposal each",
                path.display()
            );
        };
        let texts = FileTexts::default();
        let Read::File(file) = self.reader(&texts).read_beside(input, other) else {
            bail!("{} is no proposal: it lacks the line `quorate: 1`", path.display());
        };
        self.only(file)
    }

    /// The same, of a text that stands in no file of today, and whose evidence is looked for here.
    ///
    /// # Errors
    /// As of [`ReadOne::read`].
    pub fn read_text(
        &self,
        label: String,
        text: Result<String, Problem>,
        evidence: &dyn Evidence,
    ) -> Result<Option<One>> {
        let texts = FileTexts::default();
        self.only(self.reader(&texts).read_text(label, text, evidence))
    }

    fn reader<'r>(&'r self, texts: &'r FileTexts) -> Reader<'r> {
        let comments_waive = self.setting.config.comments_may_waive();
        Reader { rubrics: &self.setting.rubrics, comments_waive, texts }
    }

    /// The one proposal of a file.
    fn only(&self, file: ReadFile) -> Result<Option<One>> {
        let command = self.command;
        let mut problems = Problems::new(self.global.error_style());
        problems.tell(&file)?;
        problems.close(if file.is_bad() { self.if_bad } else { "" })?;
        if file.is_bad() {
            return Ok(None);
        }
        let ReadFile { label, first, proposals, text, .. } = file;
        if proposals > 1 {
            let held = count(proposals, "proposal");
            bail!("{label} holds {held}; `quorate {command}` takes files with one each");
        }
        Ok(first.map(|read| One { source: Source::file(label), proposal: read.proposal, text }))
    }
}
