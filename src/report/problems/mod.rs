//! Problems of files as people read them: each drawn with the line it is in, and a run's worth of them kept short.

mod draw;
mod read_as;
mod run;

pub use super::style::Style;
pub use crate::text::{is_control, visible};
pub use draw::{one_line, render};
pub use read_as::ReadOtherwise;
pub use run::{RunProblems, closing};
