//! The problems of one document: the first hundred errors and the first hundred warnings told, of the others only that
//! there are some.

use crate::document::{Limits, Problem, ProblemKind, Span};

/// Problems as they are found.
///
/// A file may have as many as it has values. Beyond those that are told none is even put into words. Warnings are counted
/// by themselves: however many they are, they take the place of no error and make no file a bad one.
#[derive(Default)]
pub(super) struct Told {
    problems: Vec<Problem>,
    errors: Room,
    warnings: Room,
}

/// The room for problems of one kind.
#[derive(Default)]
struct Room {
    taken: usize,
    /// Where the first stands that is not told.
    first_untold: Option<Span>,
}

impl Told {
    /// Whether a problem at this place is to be told; notes the place of the first that is not. Where it is, it takes its
    /// room: [`Told::push`] has to follow.
    pub fn has_room_for(&mut self, kind: ProblemKind, span: Span) -> bool {
        let room = match kind {
            ProblemKind::Error => &mut self.errors,
            ProblemKind::Warning => &mut self.warnings,
        };
        // As many as of the YAML itself.
        let has_room = room.taken < Limits::default().problems;
        if has_room {
            room.taken += 1;
        } else {
            room.first_untold.get_or_insert(span);
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
        problems.extend(
            self.warnings
                .first_untold
                .map(|span| Problem::warning(span, "there are more warnings from here on")),
        );
        problems.extend(self.errors.first_untold.map(|span| {
            Problem::error(span, "there are more problems from here on").help("fix those above first")
        }));
        problems
    }
}
