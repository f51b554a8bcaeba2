//! What was found, in the forms in which it leaves the program.

mod asks;
pub mod explain;
mod figures;
mod form;
pub mod json;
mod limits;
pub mod problems;
pub mod reference;
mod seats;
pub mod style;
pub mod summary;
pub mod table;

pub use form::{End, FileProblem, Form, Part};
