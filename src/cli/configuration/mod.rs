//! What a run is set to do: its configuration, its rubrics, the environment.

mod config;
mod environment;
mod rubrics;

pub use config::{Setting, folder_of, read_baseline, seen_from};
pub use environment::{tell_of_unknown, without_empty};
pub use rubrics::read_folder;
