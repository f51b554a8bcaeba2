//! What of a report has to wait until all proposals are known: in memory while it is little, and in a file without a name
//! when it is much. So a report takes the memory of one proposal, however many there are.

use std::env;
use std::io::{self, BufWriter, Read, Seek, Write};

use tempfile::SpooledTempFile;

/// Up to so many bytes of a pile are held in memory: no report of a few proposals goes to the disk.
const IN_MEMORY: usize = 1 << 20;
/// So many bytes are moved at a time.
const AT_ONCE: usize = 64 << 10;

/// Texts that wait, by the numbers of their piles.
#[derive(Debug, Default)]
pub struct Piles(Vec<BufWriter<SpooledTempFile>>);

impl Piles {
    /// Puts a text on a pile.
    ///
    /// # Errors
    /// There is no room for it, which is told with the folder.
    pub fn keep(&mut self, pile: usize, text: &str) -> io::Result<()> {
        while self.0.len() <= pile {
            self.0.push(BufWriter::with_capacity(AT_ONCE, SpooledTempFile::new(IN_MEMORY)));
        }
        self.0[pile].write_all(text.as_bytes()).map_err(|error| cannot(&error))
    }

    /// Hands on what is on a pile, piece by piece; it is empty then.
    ///
    /// # Errors
    /// It cannot be read again, or not be handed on.
    pub fn take(&mut self, pile: usize, mut to: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let Some(kept) = self.0.get_mut(pile) else { return Ok(()) };
        kept.rewind().map_err(|error| cannot(&error))?;
        let mut bytes = vec![0; AT_ONCE];
        loop {
            match kept.get_mut().read(&mut bytes).map_err(|error| cannot(&error))? {
                0 => break,
                read => to(&bytes[..read])?,
            }
        }
        self.0[pile] = BufWriter::with_capacity(AT_ONCE, SpooledTempFile::new(IN_MEMORY));
        Ok(())
    }
}

fn cannot(error: &io::Error) -> io::Error {
    let folder = env::temp_dir();
    let why = match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => error.to_string(),
    };
    let message =
        format!("a long report waits in the folder of temporary files, {}: {why}", folder.display());
    io::Error::other(message + "; name another folder in TMPDIR")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_in_order_pile_by_pile_however_much_it_is() {
        let mut piles = Piles::default();
        let line = |number: usize| format!("{number} {}\n", "x".repeat(999));
        for number in 0..3000 {
            piles.keep(number % 2, &line(number)).expect("kept");
        }
        for pile in [1, 0, 7] {
            let mut taken = Vec::new();
            piles.take(pile, |bytes| taken.write_all(bytes)).expect("taken");
            let expected: String = (0..3000).filter(|number| number % 2 == pile).map(line).collect();
            assert!(taken == expected.as_bytes(), "pile {pile}");
            piles.take(pile, |_| panic!("an empty pile")).expect("nothing is left");
        }
    }
}
