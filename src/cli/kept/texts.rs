//! Texts that stand in a file, read one at a time by whichever core needs one.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

use crate::policy::baseline::Stretch;

/// A file that was opened, and is read through that handle alone: what has its name later is another file.
#[derive(Debug)]
pub(super) struct Texts(Mutex<File>);

/// Where the entry of a proposal stands, and how many findings it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Where it stands.
    pub stretch: Stretch,
    /// How many findings it has.
    pub findings: usize,
}

impl Texts {
    /// Those that stand in this file.
    pub(super) fn of(file: File) -> Texts {
        Texts(Mutex::new(file))
    }

    /// One of them.
    ///
    /// # Errors
    /// It cannot be read, or the file is shorter now.
    pub(super) fn text(&self, stretch: Stretch) -> io::Result<String> {
        let length = usize::try_from(stretch.length).map_err(io::Error::other)?;
        let mut bytes = vec![0; length];
        // One that another thread has failed at is read from another place.
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(stretch.start))?;
        file.read_exact(&mut bytes)?;
        drop(file);
        String::from_utf8(bytes).map_err(io::Error::other)
    }
}
