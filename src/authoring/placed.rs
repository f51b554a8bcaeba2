//! Where a problem of a rule stands.

use crate::document::{FileProblem, Problem};
use crate::rubric::file_of;

/// A problem of a criterion or pattern, with the file that it stands in.
pub(super) fn placed(id: &str, problem: Problem) -> FileProblem {
    FileProblem { path: file_of(id), problem }
}
