//! Arguments that several subcommands take.

mod format;
mod gates;
mod reading;
mod stdin;

pub use format::{Making, OutputFormat, Wanted, write_each};
pub use gates::GateArgs;
pub use reading::{ReadingArgs, parse_day, today};
pub use stdin::StdinArgs;
