//! What the benchmarks read, and the floor under every run over it.

#[path = "../../tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::{fs, hint};

use quorate::document::{self, Document, Limits};
use quorate::rubric::Rubrics;
use rayon::prelude::*;
use support::generator::{Generator, Taste};

/// About 3 KB a file: a first full draft.
const DRAFT: Taste = Taste { stated: 42, denied: 4, evidenced: 20 };

/// Writes this many drafts into a folder, the same on every machine, and says how many bytes they are.
pub fn write(folder: &Path, files: usize) -> usize {
    fs::create_dir_all(folder).expect("a folder");
    let rubrics = Rubrics::bundled();
    let mut generator = Generator::new(&rubrics.dictionary, 7, DRAFT);
    let mut bytes = 0;
    for number in 0..files {
        let text = generator.proposal().text();
        bytes += text.len();
        fs::write(folder.join(format!("p{number:04}.yaml")), text).expect("written");
    }
    bytes
}

/// What the program cannot do without: every file read and parsed into its located tree, on all cores.
pub fn floor(folder: &Path) {
    let files = files_in(folder);
    let documents: usize = files.par_iter().map(|file| hint::black_box(parsed(file)).len()).sum();
    assert_eq!(documents, files.len());
}

/// The files of a folder, in no order.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
}

/// The documents of a file.
pub fn parsed(file: &Path) -> Vec<Document> {
    let text = document::decode(fs::read(file).expect("a file")).expect("UTF-8");
    document::parse(&text, &Limits::default()).documents
}
