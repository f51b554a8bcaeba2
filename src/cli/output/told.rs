//! What is wrong with the files of a run, kept for its reports: in memory while it is little, else in a file without a name.

use std::cell::RefCell;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use serde::{Deserialize, Serialize};
use tempfile::SpooledTempFile;

use crate::document::{FileProblem, Problem, ProblemKind, Span};
use crate::report::content::FileProblems;

/// Up to so many bytes are held in memory.
const IN_MEMORY: usize = 1 << 20;

/// What is wrong with files, in the order in which it was told.
#[derive(Debug)]
pub struct ToldProblems {
    errors: usize,
    warnings: usize,
    kept: RefCell<BufWriter<SpooledTempFile>>,
}

/// A problem as it is kept.
#[derive(Serialize, Deserialize)]
struct Row {
    path: String,
    is_error: bool,
    message: String,
    span: Span,
    expected: String,
    help: Option<String>,
    fact: Option<String>,
    related: Option<(Span, String)>,
}

impl Default for ToldProblems {
    fn default() -> ToldProblems {
        let kept = RefCell::new(BufWriter::new(SpooledTempFile::new(IN_MEMORY)));
        ToldProblems { errors: 0, warnings: 0, kept }
    }
}

impl ToldProblems {
    /// Takes in the next.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn add(&mut self, path: &str, problem: Problem) -> io::Result<()> {
        let Problem { kind, topic: _, message, span, expected, help, fact, related } = problem;
        let is_error = kind == ProblemKind::Error;
        *(if is_error { &mut self.errors } else { &mut self.warnings }) += 1;
        let row = Row { path: path.to_owned(), is_error, message, span, expected, help, fact, related };
        let bytes = postcard::to_allocvec(&row).map_err(io::Error::other)?;
        let kept = self.kept.get_mut();
        kept.write_all(&(bytes.len() as u64).to_le_bytes())?;
        kept.write_all(&bytes)
    }
}

impl FileProblems for ToldProblems {
    fn each(&self, tell: &mut dyn FnMut(&FileProblem) -> io::Result<()>) -> io::Result<()> {
        let mut kept = self.kept.borrow_mut();
        kept.rewind()?;
        let mut reader = BufReader::new(kept.get_mut());
        let mut bytes = Vec::new();
        for _ in 0..self.errors + self.warnings {
            let mut length = [0; 8];
            reader.read_exact(&mut length)?;
            bytes.resize(u64::from_le_bytes(length) as usize, 0);
            reader.read_exact(&mut bytes)?;
            let Row { path, is_error, message, span, expected, help, fact, related } =
                postcard::from_bytes(&bytes).map_err(io::Error::other)?;
            let kind = if is_error { ProblemKind::Error } else { ProblemKind::Warning };
            let problem = Problem { kind, topic: None, message, span, expected, help, fact, related };
            tell(&FileProblem { path, problem })?;
        }
        Ok(())
    }

    fn number(&self, kind: ProblemKind) -> usize {
        match kind {
            ProblemKind::Error => self.errors,
            ProblemKind::Warning => self.warnings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_is_told_again_however_often_and_however_much_it_is() {
        let problem = |number: u32| {
            let span = Span { line: number, ..Span::FIRST_LINE };
            let problem = Problem::warning(span, "x".repeat(2000)).help("h").fact("a.b").expected("e");
            if number.is_multiple_of(3) {
                Problem::error(span, "broken").related(span, "there")
            } else {
                problem
            }
        };
        let mut told = ToldProblems::default();
        (0..1000).for_each(|number| told.add("a.yaml", problem(number)).expect("kept"));
        assert_eq!((told.number(ProblemKind::Error), told.number(ProblemKind::Warning)), (334, 666));
        for _ in 0..2 {
            let mut number = 0;
            told.each(&mut |of_file| {
                assert_eq!((of_file.path.as_str(), &of_file.problem), ("a.yaml", &problem(number)));
                number += 1;
                Ok(())
            })
            .expect("told");
            assert_eq!(number, 1000);
        }
    }
}
