//! How far a file was read, and where the entries in it end: serde tells it of no reader.

use std::cell::Cell;
use std::io::{self, Read};

/// The most that is read of one proposal. A reader that goes on would fill the memory.
const LARGEST_ENTRY: u64 = 256 << 20;

/// How far a file was read. Places are bytes from its beginning.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// How many bytes were read.
    pub(super) read: Cell<u64>,
    /// Where the first entry ends; 0 before.
    pub(super) first_end: Cell<u64>,
    /// Where the last entry ends that was read; 0 before.
    pub(super) last_end: Cell<u64>,
}

impl Progress {
    /// An entry was read to its end.
    pub(super) fn entry_ends(&self) {
        let end = self.read.get();
        self.last_end.set(end);
        if self.first_end.get() == 0 {
            self.first_end.set(end);
        }
    }
}

/// A reader that is asked for a byte at a time, as serde does, so that nothing is read ahead of what is parsed but one sign.
pub(super) struct Counted<'p, R> {
    pub(super) from: R,
    pub(super) progress: &'p Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let before = self.progress.read.get();
        if before - self.progress.last_end.get() > LARGEST_ENTRY {
            let most = LARGEST_ENTRY >> 20;
            return Err(io::Error::other(format!("it holds more than {most} MiB of one proposal")));
        }
        let one = bytes.len().min(1);
        let read = self.from.read(&mut bytes[..one])?;
        self.progress.read.set(before + read as u64);
        Ok(read)
    }
}
