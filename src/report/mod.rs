//! What was found, in the forms in which it leaves the program.

mod asks;
mod brief;
pub mod compare;
pub mod cover;
pub mod csv;
pub mod explain;
mod figures;
mod form;
pub mod github;
pub mod html;
pub mod json;
mod json_writer;
pub mod junit;
mod limits;
pub mod markdown;
mod places;
pub mod problems;
pub mod reference;
pub mod sarif;
mod seats;
mod sentences;
pub mod style;
pub mod summary;
pub mod table;

pub use form::{End, FileProblem, Form, Part};
