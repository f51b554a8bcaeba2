//! The text of files that are quoted, for a whole run: each file is read once, whoever quotes it.

mod child;

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use self::child::serve;
use crate::quotes::readers::{Kind, MOST_BYTES};
use crate::quotes::{FileText, Folded, NoText, Texts};

/// What a file gave, once it was read.
type Read1 = Arc<OnceLock<Arc<Result<Folded, NoText>>>>;

/// The texts of a run.
#[derive(Default)]
pub struct FileTexts {
    read: Mutex<HashMap<PathBuf, Read1>>,
}

impl Texts for FileTexts {
    fn text(&self, file: &Path) -> Arc<Result<Folded, NoText>> {
        let cell = {
            // A thread that failed has left the map whole.
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            read.entry(file.to_owned()).or_default().clone()
        };
        // The map is free while a file is read: others go on with other files.
        cell.get_or_init(|| Arc::new(text_of(file).map(Folded::of))).clone()
    }
}

/// How much of a file shows of which kind it is.
const BEGINNING: usize = 8;

/// The text of a file, in a process of its own where reading it may fail.
fn text_of(path: &Path) -> Result<FileText, NoText> {
    let (file, kind) = open(path).map_err(|_| NoText::Broken)?;
    let kind = kind.ok_or(NoText::OtherKind)?;
    if file.metadata().is_ok_and(|metadata| metadata.len() > MOST_BYTES) {
        return Err(NoText::TooLarge);
    }
    if kind.is_risky() {
        return child::read(file, kind);
    }
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| NoText::Broken)?;
    kind.read(&bytes)
}

/// A file from its beginning, and its kind.
fn open(path: &Path) -> io::Result<(File, Option<Kind>)> {
    let mut file = File::open(path)?;
    let mut beginning = Vec::new();
    (&file).take(BEGINNING as u64).read_to_end(&mut beginning)?;
    file.rewind()?;
    Ok((file, Kind::of(path, &beginning)))
}
