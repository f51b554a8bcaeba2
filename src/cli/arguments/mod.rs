//! Arguments that several subcommands take.

mod answer;
mod choice;
mod format;
mod gates;
mod reading;
mod stdin;

pub use answer::{Answering, WantedAnswer};
pub use choice::{ChoiceArgs, Chosen};
pub use format::{Making, OutputFormat, Wanted, refuse_unheeded, write_each};
pub use gates::GateArgs;
pub use reading::{ReadingArgs, parse_day};
pub use stdin::StdinArgs;
