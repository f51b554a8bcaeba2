//! What a run is set to do: its configuration, its rubrics, the environment.

mod config;
mod environment;
mod rubrics;

pub use config::{Setting, read_baseline};
pub use environment::{tell_of_unknown, without_empty};
pub use rubrics::{read_examples, read_folder};
