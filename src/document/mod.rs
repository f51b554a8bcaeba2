//! Bytes to a tree of values, each with its place.
//!
//! A [`Document`] is what YAML says and nothing more: no fact is read here, no word is taken for
//! yes or no. Every key and every value keeps the line and column at which it stands.

mod decode;
mod limits;
mod mark;
mod parse;
mod place;
mod problem;
mod question;
mod reader;
#[doc(hidden)]
pub mod shape;
mod syntax;
#[cfg(test)]
mod tests;
mod tree;

#[doc(hidden)]
pub use decode::decode;
pub use limits::Limits;
pub use parse::{Stream, parse};
pub use problem::{FileProblem, Problem, ProblemKind};
#[doc(hidden)]
pub use reader::{Fields, Problems, unknown_word};
pub use tree::{Comment, Document, Entry, Key, Node, Scalar, Span, Value};
