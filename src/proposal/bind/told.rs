//! The problems of one document: the first hundred told, of the others only that there are some.

use crate::document::{Limits, Problem, Span};

/// Problems as they are found.
///
/// A file may have as many as it has values. Beyond those that are told none is even put into words.
pub(super) struct Told {
    problems: Vec<Problem>,
    /// How many are told, as many as of the YAML itself.
    most: usize,
    /// Where the first stands that is not told.
    first_untold: Option<Span>,
}

impl Default for Told {
    fn default() -> Told {
        Told { problems: Vec::new(), most: Limits::default().problems, first_untold: None }
    }
}

impl Told {
    /// Whether a problem at this place is to be told; notes the place of the first that is not.
    pub fn has_room_for(&mut self, span: Span) -> bool {
        let has_room = self.problems.len() < self.most;
        if !has_room {
            self.first_untold.get_or_insert(span);
        }
        has_room
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The number that the next problem will have in [`Told::get_mut`].
    pub fn next(&self) -> usize {
        self.problems.len()
    }

    /// A problem that was told, by its number.
    pub fn get_mut(&mut self, number: usize) -> Option<&mut Problem> {
        self.problems.get_mut(number)
    }

    /// All that are told, in the order of the file, and that there are more.
    pub fn into_sorted(self) -> Vec<Problem> {
        let mut problems = self.problems;
        problems.sort_by_key(|p| (p.span.line, p.span.column));
        problems.extend(self.first_untold.map(|span| {
            Problem::error(span, "there are more problems from here on").help("fix those above first")
        }));
        problems
    }
}
