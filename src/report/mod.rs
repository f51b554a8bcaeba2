//! What was found, in the forms in which it leaves the program.

pub mod explain;
pub mod json;
pub mod problems;
pub mod reference;
pub mod style;
pub mod summary;
pub mod table;

/// Where an assessed proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path of its file, as reports write it.
    pub path: String,
    /// Its number in a stream of several documents, from 0.
    pub document: usize,
}

impl Source {
    /// The path, and which document it is where it is not the first.
    pub fn label(&self) -> String {
        match self.document {
            0 => self.path.clone(),
            n => format!("{} (document {})", self.path, n + 1),
        }
    }
}
