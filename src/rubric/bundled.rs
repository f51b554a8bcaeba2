//! The rubrics that come with the program, embedded in the binary.

use super::{RubricFile, Rubrics};

/// Embeds files of `rubrics/` under their names.
macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../rubrics/", $name)))),*]
    };
}

/// What an assessment reads.
const FILES: &[(&str, &str)] = embed![
    "facts.yaml",
    "scale.yaml",
    "sources.yaml",
    "four-sectors.yaml",
    "sectors.yaml",
    "rationale.yaml",
    "goals.yaml",
    "trust.yaml",
    "community.yaml",
    "context.yaml",
    "public.yaml",
    "coordination.yaml",
    "learning.yaml",
    "staying.yaml",
    "patterns.yaml",
];

/// What only the tests of the rubrics and `explain` read.
const EXAMPLES: &[(&str, &str)] = embed![
    "examples/sectors.yaml",
    "examples/rationale.yaml",
    "examples/goals.yaml",
    "examples/trust.yaml",
    "examples/community.yaml",
    "examples/context.yaml",
    "examples/public.yaml",
    "examples/coordination.yaml",
    "examples/learning.yaml",
    "examples/staying.yaml",
    "examples/patterns.yaml",
];

fn files(embedded: &[(&'static str, &'static str)]) -> Vec<RubricFile> {
    embedded.iter().map(|(name, text)| RubricFile { name: (*name).into(), text: (*text).into() }).collect()
}

impl Rubrics {
    /// The rubrics that come with the program.
    ///
    /// # Panics
    /// Never in a released program: a test loads them.
    pub fn bundled() -> Rubrics {
        match Rubrics::load(files(FILES)) {
            Ok(rubrics) => rubrics,
            Err(problems) => {
                let first = problems
                    .first()
                    .map(|p| format!("{}:{}: {}", p.path, p.problem.span.line, p.problem.message));
                unreachable!("the bundled rubrics are tested to load: {first:?}")
            }
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
