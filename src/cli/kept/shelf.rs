//! What a run has found of proposals, until all are known and can be written in their order.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::texts::{Spot, Texts};
use crate::cli::output::{cannot_write, nameless_beside};
use crate::policy::baseline::Stretch;

/// Texts of proposals in a file without a name, beside the baseline that is to be written: where that has room, they have.
#[derive(Debug)]
pub struct Shelf {
    beside: PathBuf,
    file: Option<File>,
    length: u64,
}

impl Shelf {
    /// An empty one. There is no file until something is put on it.
    pub fn beside(path: &Path) -> Shelf {
        Shelf { beside: path.to_owned(), file: None, length: 0 }
    }

    /// Puts the text of a proposal with so many findings on it.
    ///
    /// # Errors
    /// It cannot be written there.
    pub fn put(&mut self, text: &str, findings: usize) -> Result<Spot> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(nameless_beside(&self.beside)?),
        };
        file.write_all(text.as_bytes()).map_err(|error| cannot_write(&self.beside, &error))?;
        let stretch = Stretch { start: self.length, length: text.len() as u64 };
        self.length += stretch.length;
        Ok(Spot { stretch, findings })
    }

    /// All that was put on it, to be read.
    pub(super) fn full(self) -> Full {
        Full { beside: self.beside, texts: self.file.map(Texts::of) }
    }
}

/// A shelf that nothing more is put on.
pub(super) struct Full {
    beside: PathBuf,
    texts: Option<Texts>,
}

impl Full {
    /// A text that was put on it.
    ///
    /// # Errors
    /// It cannot be read again.
    pub(super) fn text(&self, spot: Spot) -> Result<String> {
        let text = match &self.texts {
            Some(texts) => texts.text(spot.stretch),
            None => Err(io::ErrorKind::NotFound.into()),
        };
        text.with_context(|| format!("cannot read again what is to be written to {}", self.beside.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_on_a_shelf_is_taken_from_it_in_any_order_and_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut shelf = Shelf::beside(&folder.path().join("b.json"));
        let spots: Vec<(Spot, String)> = (0..100)
            .map(|number| {
                let text = format!("é{number}").repeat(number);
                (shelf.put(&text, number).expect("put"), text)
            })
            .collect();
        let full = shelf.full();
        for (spot, text) in spots.iter().rev() {
            assert_eq!(full.text(*spot).expect("a text"), *text);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
    }
}
