//! One file for each subcommand: arguments in, an exit code out.

pub mod agree;
pub mod ask;
pub mod assess;
pub mod baseline;
pub mod check;
pub mod compare;
pub mod explain;
pub mod generate;
pub mod init;
pub mod interview;
pub mod plan;
pub mod prompt;
pub mod rubric;
pub mod schema;
