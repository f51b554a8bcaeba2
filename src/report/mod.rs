//! What was found, in the forms in which it leaves the program.

pub mod explain;
mod form;
pub mod json;
pub mod problems;
pub mod reference;
pub mod style;
pub mod summary;
pub mod table;

pub use form::{End, FileProblem, Form, Part};
