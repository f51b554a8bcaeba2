//! For those who write rubrics: examples as tests, altered conditions, levels out of reach, a review of the whole set.

mod examples;
mod mutate;
mod reach;
mod review;

pub use examples::{Example, Expected, Subject};
pub use mutate::{mutants, survivors};
pub use review::review;
