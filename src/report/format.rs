//! What every format has in common: parts made proposal by proposal on all cores, and put together in order.

use std::io;

use super::content::{AgreementReport, ComparisonReport, End, ProposalReport};

/// A way in which what is said leaves the program. It lays out, and chooses nothing.
pub trait Format: Sync {
    /// What it makes of one proposal, on any core.
    type Part: Send + 'static;

    /// What stands before the proposals.
    ///
    /// # Errors
    /// The report cannot be written.
    fn begin(&self, _out: &mut dyn Output) -> io::Result<()> {
        Ok(())
    }

    /// The part of one proposal.
    fn part(&self, report: &ProposalReport) -> Self::Part;

    /// Takes the next part, in the order of the files: writes it, or puts it on a pile until all are known.
    ///
    /// # Errors
    /// The report cannot be written.
    fn add(&mut self, part: Self::Part, out: &mut dyn Output) -> io::Result<()>;

    /// What stands after the proposals.
    ///
    /// # Errors
    /// The report cannot be written.
    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()>;

    /// Once it has ended: that a server will not take all of it, or not show it; nothing where there is nothing to say.
    fn too_much(&self) -> Option<String> {
        None
    }

    /// The report of a comparison; nothing where the format has none.
    fn comparison(&self, _comparison: &ComparisonReport) -> Option<String> {
        None
    }

    /// The report of how far raters agree; nothing where the format has none.
    fn agreement(&self, _agreement: &AgreementReport) -> Option<String> {
        None
    }
}

/// Where a report goes.
///
/// A report of many proposals is never held in memory: what has to wait until all of them are known, since it stands behind
/// something that tells of all, is put on a pile and laid out at the end.
pub trait Output {
    /// Adds to the report.
    ///
    /// # Errors
    /// It cannot be written.
    fn write(&mut self, text: &str) -> io::Result<()>;

    /// Puts a text on a pile; piles are numbered from 0.
    ///
    /// # Errors
    /// It cannot be kept.
    fn keep(&mut self, pile: usize, text: &str) -> io::Result<()>;

    /// Adds to the report what is on a pile, in the order in which it came there. The pile is empty then.
    ///
    /// # Errors
    /// It cannot be written.
    fn lay_out(&mut self, pile: usize) -> io::Result<()>;

    /// Adds a file of its own, for a report that is a folder; it is there whole or not at all.
    ///
    /// # Errors
    /// It cannot be written, or the report is one file.
    fn file(&mut self, name: &str, text: &str) -> io::Result<()>;
}

/// A report in memory.
#[derive(Debug, Default)]
pub struct InMemory {
    /// What is written so far.
    pub text: String,
    piles: Vec<String>,
}

impl Output for InMemory {
    fn write(&mut self, text: &str) -> io::Result<()> {
        self.text.push_str(text);
        Ok(())
    }

    fn keep(&mut self, pile: usize, text: &str) -> io::Result<()> {
        if self.piles.len() <= pile {
            self.piles.resize(pile + 1, String::new());
        }
        self.piles[pile].push_str(text);
        Ok(())
    }

    fn lay_out(&mut self, pile: usize) -> io::Result<()> {
        let kept = self.piles.get_mut(pile).map(std::mem::take).unwrap_or_default();
        self.write(&kept)
    }

    fn file(&mut self, name: &str, _text: &str) -> io::Result<()> {
        Err(io::Error::new(io::ErrorKind::Unsupported, format!("one text has no place for a file `{name}`")))
    }
}

/// The report of some proposals as a text.
///
/// # Errors
/// The format makes a folder of files.
pub fn text_of<F: Format>(mut format: F, reports: &[ProposalReport], end: &End) -> io::Result<String> {
    let mut out = InMemory::default();
    format.begin(&mut out)?;
    for report in reports {
        let part = format.part(report);
        format.add(part, &mut out)?;
    }
    format.end(end, &mut out)?;
    Ok(out.text)
}
