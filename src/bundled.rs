//! The rubrics that come with the program. `build.rs` has read, checked and compiled them: a start only decodes them.

use crate::rubric::{RubricFile, Rubrics};

/// The rubrics as `build.rs` wrote them.
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rubrics.bin"));

/// What an assessment is made by, as its authors wrote it.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// What only the tests of the rubrics and `explain` read.
const EXAMPLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

impl Rubrics {
    /// The rubrics that come with the program.
    ///
    /// # Panics
    /// Never: what is decoded here was encoded by the same types when the program was built.
    pub fn bundled() -> Rubrics {
        match postcard::from_bytes(COMPILED) {
            Ok(rubrics) => rubrics,
            Err(why) => unreachable!("the rubrics were encoded by the same types: {why}"),
        }
    }

    /// The files of the bundled rubrics, without their examples.
    pub fn bundled_files() -> Vec<RubricFile> {
        files(FILES)
    }

    /// The examples that test the bundled rubrics.
    pub fn bundled_examples() -> Vec<RubricFile> {
        files(EXAMPLES)
    }
}

fn files(embedded: &[(&'static str, &'static str)]) -> Vec<RubricFile> {
    embedded.iter().map(|(name, text)| RubricFile { name: (*name).into(), text: (*text).into() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(files: &[RubricFile]) -> Rubrics {
        Rubrics::load(files).expect("the bundled rubrics load")
    }

    #[test]
    fn what_a_start_decodes_is_what_the_files_say() {
        let (decoded, loaded) = (Rubrics::bundled(), loaded(&Rubrics::bundled_files()));
        // Compared as text, and not by `assert_eq`: the two would fill a thousand screens.
        assert!(format!("{decoded:?}") == format!("{loaded:?}"), "`rubrics.bin` is not what the files say");
    }

    #[test]
    fn every_file_is_part_of_the_set() {
        let common = [
            "facts.yaml",
            "four-sectors.yaml",
            "guidance.yaml",
            "patterns.yaml",
            "scale.yaml",
            "sources.yaml",
        ];
        let dimensions = Rubrics::bundled().dimensions.into_iter().map(|d| format!("{}.yaml", d.id));
        let mut wanted: Vec<String> = dimensions.chain(common.map(str::to_owned)).collect();
        wanted.sort_unstable();
        assert_eq!(FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn the_digest_tells_texts_apart_and_not_the_order_of_the_files() {
        let digest = Rubrics::bundled().digest().to_owned();
        let mut files = Rubrics::bundled_files();
        files.reverse();
        assert_eq!(loaded(&files).digest(), digest);
        files[0].text.to_mut().push_str("# one more comment\n");
        assert_ne!(loaded(&files).digest(), digest);
    }
}
