//! Where a proposal comes from.

/// Where a proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path of its file, as reports write it.
    pub path: String,
    /// Its number in a stream of several documents, from 0.
    pub document: usize,
    /// The file holds other proposals too.
    pub shared: bool,
}

impl Source {
    /// The only proposal of a file.
    pub fn file(path: impl Into<String>) -> Source {
        Source { path: path.into(), document: 0, shared: false }
    }

    /// The path, and which document it is where it is not the first.
    pub fn label(&self) -> String {
        match self.document {
            0 => self.path.clone(),
            n => format!("{} (document {})", self.path, n + 1),
        }
    }

    /// What names the proposal from run to run, whatever its place in its file: the path, and the name of the proposal
    /// where the file holds several.
    pub fn key(&self, name: Option<&str>) -> String {
        match name.filter(|_| self.shared) {
            Some(name) => format!("{}#{name}", self.path),
            None => self.path.clone(),
        }
    }
}
