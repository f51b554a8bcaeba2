//! Any text as one file of the bundled set: the set loads, or every problem has its place. The first byte says which file.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quorate::authoring::review;
use quorate::rubric::{RubricFile, Rubrics};

static FILES: LazyLock<Vec<RubricFile>> = LazyLock::new(Rubrics::bundled_files);

fuzz_target!(|input: (u8, &str)| {
    let (which, text) = input;
    let mut files = FILES.clone();
    let which = usize::from(which) % files.len();
    files[which].text = text.to_owned().into();
    match Rubrics::load(&files) {
        Ok(rubrics) => drop(review(&rubrics)),
        Err(found) => {
            assert!(!found.is_empty(), "refused without a reason");
            assert!(
                found.iter().all(|p| p.problem.span.line >= 1 && !p.problem.message.is_empty()),
                "{found:?}"
            );
        }
    }
});
