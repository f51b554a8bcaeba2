//! For those who write rubrics: examples as tests, altered conditions, levels out of reach, a review of the whole set.

mod core;
mod examples;
mod mutants;
mod outcomes;
mod placed;
mod reach;
mod review;
mod survivors;
mod wording;
mod words;

pub use self::core::{core_answers, core_facts, never_settled};
pub use examples::{Example, Expected, examples, outcome};
pub use mutants::mutants;
pub use review::{review, unread};
pub use survivors::survivors;
pub use wording::too_long;
