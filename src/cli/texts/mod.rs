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
type Once = Arc<OnceLock<Arc<Result<Folded, NoText>>>>;

/// The texts of a run.
#[derive(Default)]
pub struct FileTexts {
    read: Mutex<HashMap<PathBuf, Once>>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_is_read_once_in_a_run() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("minutes.txt");
        std::fs::write(&path, "All agreed.").expect("written");
        let texts = FileTexts::default();
        let first = texts.text(&path);
        std::fs::write(&path, "None agreed.").expect("written");
        assert!(Arc::ptr_eq(&first, &texts.text(&path)));
        assert_eq!(first.as_ref().as_ref().map(Folded::letters), Ok("allagreed."));
        assert_eq!(texts.text(&folder.path().join("none")).as_ref().as_ref().err(), Some(&NoText::Broken));
    }

    #[test]
    fn a_file_that_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("long.txt");
        let file = File::create(&path).expect("a file");
        file.set_len(MOST_BYTES + 1).expect("a length");
        assert_eq!(text_of(&path), Err(NoText::TooLarge));
    }
}
