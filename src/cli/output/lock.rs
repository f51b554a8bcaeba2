//! One writer of a file at a time: what one has read and is about to write, no other writes in between.

use std::fs::{File, TryLockError};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result};

use super::error_text;
use crate::cli::paths::folder_of;

/// That nobody else writes a file; until this goes out of scope, or the process ends.
pub struct Lock {
    _held: File,
}

/// How long a writer waits before it says so.
const QUIET: Duration = Duration::from_secs(1);
/// How often it asks until then.
const ASKED_EVERY: Duration = Duration::from_millis(20);

impl Lock {
    /// Waits until nobody else writes the file. Nothing is left beside it: what is locked is its folder.
    ///
    /// # Errors
    /// The folder is not there, or nothing can be locked.
    pub fn of(file: &Path) -> Result<Lock> {
        let folder = folder_of(file);
        let held = locked_folder(folder, file).or_else(|_| locked_elsewhere(folder, file));
        Ok(Lock { _held: held.with_context(|| format!("cannot lock {}", file.display()))? })
    }
}

/// A folder can be locked where it can be opened: not on every system, and not on every file system.
fn locked_folder(folder: &Path, file: &Path) -> io::Result<File> {
    wait_for(File::open(folder)?, file)
}

/// A file of the system's folder for what is temporary, named by the folder that is meant.
fn locked_elsewhere(folder: &Path, file: &Path) -> io::Result<File> {
    let mut hasher = DefaultHasher::new();
    folder.canonicalize()?.hash(&mut hasher);
    let name = format!("quorate-{:016x}.lock", hasher.finish());
    let lock = File::options().create(true).append(true).open(std::env::temp_dir().join(name))?;
    wait_for(lock, file)
}

fn wait_for(lock: File, file: &Path) -> io::Result<File> {
    let mut waited = Duration::ZERO;
    while waited < QUIET {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) => sleep(ASKED_EVERY),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        waited += ASKED_EVERY;
    }
    // That nobody hears it is no reason not to go on.
    let _ = error_text(&format!("note: waiting for another run that writes beside {}\n", file.display()));
    lock.lock()?;
    Ok(lock)
}
