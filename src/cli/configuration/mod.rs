//! What a run is set to do: its configuration, its rubrics, the environment.

mod chain;
mod config;
mod environment;
mod file;
mod rubrics;

pub use config::Setting;
pub use environment::{tell_of_unknown, without_empty};
pub use file::ConfigFile;
pub use rubrics::{read_examples, read_folder};
