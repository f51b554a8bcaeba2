//! Any texts in the place of answers, written plainly: the file says the same as before, and is not written twice.

use quorate::cli::plain_form;
use quorate::document::{self, Limits, ProblemKind};
use quorate::proposal::{NoFolder, ReadAs, bind};

use super::RUBRICS;
use super::reports::altered;

/// See above. The input is read as that of `reports`.
///
/// # Panics
/// It does not hold.
pub fn holds(bytes: &[u8]) {
    let Some(text) = altered(bytes) else { return };
    let Some(values) = read_as(&text) else { return };
    if let Some(plain) = plain_form(&text, &values, &RUBRICS) {
        let again = read_as(&plain).expect("what is plain is good");
        assert!(again.is_empty(), "{plain}");
        assert_eq!(plain_form(&plain, &again, &RUBRICS).as_deref(), Some(&*plain));
    }
}

/// What is read otherwise than it is typed; nothing where something is an error.
fn read_as(text: &str) -> Option<Vec<ReadAs>> {
    let stream = document::parse(text, &Limits::default());
    let mut all = Vec::new();
    for document in &stream.documents {
        let (proposal, problems) = bind(document, &RUBRICS.dictionary, &NoFolder);
        if problems.iter().any(|problem| problem.kind == ProblemKind::Error) {
            return None;
        }
        all.extend(proposal.read_as().iter().cloned());
    }
    stream.problems.is_empty().then_some(all)
}
