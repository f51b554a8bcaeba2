//! Where a proposal comes from.

use std::collections::HashMap;

/// Where a proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path of its file, as reports write it.
    pub path: String,
    /// Its number in a stream of several documents, from 0.
    pub document: usize,
    /// What tells it from the other proposals of its file, whatever their order: its name, with a number where an earlier
    /// one has the same. `None` where its file holds no other.
    pub identity: Option<String>,
}

impl Source {
    /// The only proposal of a file.
    pub fn file(path: impl Into<String>) -> Source {
        Source { path: path.into(), document: 0, identity: None }
    }

    /// The path, and which document it is where it is not the first.
    pub fn label(&self) -> String {
        match self.document {
            0 => self.path.clone(),
            n => format!("{} (document {})", self.path, n + 1),
        }
    }

    /// What names the proposal from run to run.
    pub fn key(&self) -> String {
        match &self.identity {
            Some(identity) => format!("{}#{identity}", self.path),
            None => self.path.clone(),
        }
    }
}

/// Names that may be missing or the same, each with a number where an earlier one is: `City`, `City#2`, `?`, `?#2`.
#[derive(Debug, Default)]
pub struct DistinctNames(HashMap<String, usize>);

impl DistinctNames {
    /// Takes in the next name, and gives back what it is called among those before it.
    pub fn add(&mut self, name: Option<&str>) -> String {
        let name = name.map_or_else(|| "?".to_owned(), marked);
        let times = self.0.entry(name.clone()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name}#{times}") }
    }
}

/// A name with a backslash before each letter that has a meaning in a route, so that none can pass for another.
pub fn marked(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        if matches!(letter, '[' | ']' | '#' | '\\') || (letter == '?' && name == "?") {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_can_pass_for_another() {
        let names =
            [Some("City"), Some("City"), None, Some("City#2"), Some("?"), None, Some("City].x"), Some("a\\")];
        let expected = ["City", "City#2", "?", "City\\#2", "\\?", "?#2", "City\\].x", "a\\\\"];
        let mut distinct = DistinctNames::default();
        assert_eq!(names.map(|name| distinct.add(name)), expected);
    }
}
