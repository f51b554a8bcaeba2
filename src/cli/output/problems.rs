//! What is wrong with the files of a run, on standard error.

use anyhow::Result;

use super::error_text;
use crate::cli::input::ReadFile;
use crate::document::Problem;
use crate::report::problems::{ReadOtherwise, RunProblems, render};
use crate::report::style::Style;

/// Tells the problems of a run, file by file, and counts them at the end.
pub struct Problems {
    style: Style,
    run: RunProblems,
    read_as: ReadOtherwise,
}

impl Problems {
    /// None so far.
    pub fn new(style: Style) -> Problems {
        Problems { style, run: RunProblems::default(), read_as: ReadOtherwise::default() }
    }

    /// Tells those of one file. Of many of one kind the first ones are told.
    pub fn tell(&mut self, file: &ReadFile) -> Result<()> {
        file.read_as().for_each(|read| self.read_as.take(read));
        if file.problems.is_empty() {
            return Ok(());
        }
        let shown = self.run.take(&file.label, file.problems.clone());
        error_text(&render(&file.label, &file.text, &shown, self.style))
    }

    /// Tells one that was found outside of reading a file.
    pub fn tell_one(&mut self, label: &str, text: &str, problem: Problem) -> Result<()> {
        let shown = self.run.take(label, vec![problem]);
        error_text(&render(label, text, &shown, self.style))
    }

    /// Counts them, and says what came of the run.
    pub fn close(&self, outcome: &str) -> Result<()> {
        let closing = self.run.closing(outcome);
        let line = if closing.is_empty() { closing } else { closing + "\n" };
        error_text(&(self.read_as.says(self.style) + &self.run.rest(self.style) + &line))
    }
}
