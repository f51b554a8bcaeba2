//! Proposals from texts that are known to be good.

use std::sync::LazyLock;

use quorate::document::{self, Limits, ProblemKind};
use quorate::proposal::{NoFolder, Proposal, bind};
use quorate::rubric::Rubrics;

/// The bundled rubrics.
pub static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

/// The one proposal of a text that has no error.
#[allow(dead_code, reason = "not every test needs one")]
#[track_caller]
pub fn bound(text: &str) -> Proposal {
    let stream = document::parse(text, &Limits::default());
    assert_eq!(stream.problems, [], "{text}");
    let (proposal, problems) = bind(&stream.documents[0], &RUBRICS.dictionary, &NoFolder);
    assert!(problems.iter().all(|p| p.kind == ProblemKind::Warning), "{text}\n{problems:?}");
    proposal
}
