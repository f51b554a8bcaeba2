//! What is wrong with the files of a run, on standard error.

use anyhow::Result;

use super::error_text;
use crate::cli::input::ReadFile;
use crate::document::Problem;
use crate::proposal::ReadAs;
use crate::report::problems::{ReadOtherwise, RunProblems, render};
use crate::report::style::Style;

/// Tells the problems of a run, file by file, and counts them at the end.
pub struct Problems {
    style: Style,
    run: RunProblems,
    read_as: ReadOtherwise,
    /// The file of the last problems that were told.
    last: Option<String>,
}

impl Problems {
    /// None so far.
    pub fn new(style: Style) -> Problems {
        Problems { style, run: RunProblems::default(), read_as: ReadOtherwise::default(), last: None }
    }

    /// Tells those of one file. Of many of one kind the first ones are told.
    pub fn tell(&mut self, file: &ReadFile) -> Result<()> {
        self.tell_of(&file.label, &file.text, &file.read_as, &file.problems)
    }

    /// Tells those of one document of a file, by the path and the text of the file.
    pub fn tell_of<'r>(
        &mut self,
        label: &str,
        text: &str,
        read_as: impl IntoIterator<Item = &'r ReadAs>,
        problems: &[Problem],
    ) -> Result<()> {
        read_as.into_iter().for_each(|read| self.read_as.take(read));
        if problems.is_empty() {
            return Ok(());
        }
        let shown = self.run.take(label, problems.to_vec());
        let told = render(label, text, &shown, self.style);
        if told.is_empty() {
            return Ok(());
        }
        // Between two problems of a file there is an empty line, also where they are told one after the other.
        let parted = if self.last.as_deref() == Some(label) { "\n" } else { "" };
        self.last = Some(label.to_owned());
        error_text(&format!("{parted}{told}"))
    }

    /// Tells one that was found outside of reading a file.
    pub fn tell_one(&mut self, label: &str, text: &str, problem: Problem) -> Result<()> {
        let shown = self.run.take(label, vec![problem]);
        self.last = None;
        error_text(&render(label, text, &shown, self.style))
    }

    /// Counts them, and says what came of the run.
    pub fn close(&self, outcome: &str) -> Result<()> {
        let closing = self.run.closing(outcome);
        let line = if closing.is_empty() { closing } else { closing + "\n" };
        error_text(&(self.read_as.says(self.style) + &self.run.rest(self.style) + &line))
    }
}
