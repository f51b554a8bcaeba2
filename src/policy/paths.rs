//! Which proposals a setting or a waiver is for: a file, a folder, a pattern such as `ideas/**/*.yaml`.

use glob::{MatchOptions, Pattern};

/// Paths below the folder of the configuration, with `/` between their parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern {
    text: String,
    pattern: Pattern,
}

/// `*` stays within a folder, as people know it from their shell.
const LIKE_A_SHELL: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// All that a folder holds.
const ALL: &str = "**";

/// Why a text is no pattern of paths.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathPatternError {
    /// Nothing is written.
    #[error("a path is empty; `**` stands for all")]
    Empty,
    /// It is absolute, or goes up.
    #[error("`{0}` leads out of the folder of the configuration")]
    LeadsOut(String),
    /// Its folders are parted as on Windows.
    #[error("`{0}` has backslashes between its folders; write `/`")]
    Backslash(String),
    /// Braces stand for nothing here.
    #[error("`{0}` has braces, which stand for nothing here; write an entry for each")]
    Braces(String),
    /// A bracket is left open, or a star stands where it cannot.
    #[error("`{text}` is no pattern: {why}")]
    NoPattern {
        /// What is written.
        text: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

impl PathPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<PathPattern, PathPatternError> {
        if text.trim().is_empty() {
            return Err(PathPatternError::Empty);
        }
        if text.contains('\\') {
            return Err(PathPatternError::Backslash(text.to_owned()));
        }
        if text.contains('{') {
            return Err(PathPatternError::Braces(text.to_owned()));
        }
        if text.starts_with('/') || text.split('/').any(|part| part == "..") {
            return Err(PathPatternError::LeadsOut(text.to_owned()));
        }
        let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
        // `.` is the folder itself, and all in it.
        let path = if parts.is_empty() { ALL.to_owned() } else { parts.join("/") };
        PathPattern::of(text, &path)
    }

    fn of(text: &str, path: &str) -> Result<PathPattern, PathPatternError> {
        let pattern = Pattern::new(path)
            .map_err(|error| PathPatternError::NoPattern { text: text.to_owned(), why: error.msg })?;
        Ok(PathPattern { text: text.to_owned(), pattern })
    }

    /// All that lies in the folder.
    ///
    /// # Panics
    /// Never: `**` is a pattern.
    pub fn all() -> PathPattern {
        PathPattern::of(ALL, ALL).unwrap_or_else(|why| unreachable!("{why}"))
    }

    /// The same, seen from a folder above: `folder` leads from there to the one that it began at.
    #[must_use]
    pub fn seen_from_above(self, folder: &str) -> PathPattern {
        if folder.is_empty() {
            return self;
        }
        let path = format!("{}/{}", Pattern::escape(folder), self.pattern.as_str());
        PathPattern::of(&self.text, &path).unwrap_or(self)
    }

    /// The folder, or the file, that it begins at: what stands before the first sign that stands for others.
    pub fn begins_at(&self) -> String {
        let is_plain = |part: &&str| !part.contains(['*', '?', '[']);
        self.pattern.as_str().split('/').take_while(is_plain).collect::<Vec<_>>().join("/")
    }

    /// The pattern in its shortest form, from the folder that it begins at.
    pub fn pattern(&self) -> &str {
        self.pattern.as_str()
    }

    /// Whether it is for the file at `path`: by itself, or by a folder around it.
    pub fn matches(&self, path: &str) -> bool {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        ends.into_iter().any(|end| self.pattern.matches_with(&path[..end], LIKE_A_SHELL))
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        PathPattern::parse(pattern).expect("a pattern").matches(path)
    }

    #[test]
    fn a_file_a_folder_and_a_pattern_match_as_in_a_shell() {
        assert!(matches("ideas/a.yaml", "ideas/a.yaml"));
        assert!(matches("ideas", "ideas/sub/a.yaml") && matches("./ideas/", "ideas/a.yaml"));
        assert!(!matches("ideas", "ideas.yaml") && !matches("ideas", "final/ideas.yaml"));
        assert!(matches("*/drafts", "a/drafts/x.yaml") && !matches("*.yaml", "a/x.yaml"));
        assert!(matches("**", "a/x.yaml") && matches("**/x.yaml", "a/b/x.yaml"));
    }

    #[test]
    fn the_folder_itself_is_all_that_is_in_it() {
        for pattern in [".", "./", "././", "**", "./**", "**/", ".//"] {
            assert!(matches(pattern, "a.yaml") && matches(pattern, "a/b/.x.yaml"), "{pattern}");
        }
        for pattern in
            ["ideas", "./ideas", "ideas/", "ideas/.", ".//ideas//", "ideas/**", "ideas/**/", "ideas/*"]
        {
            assert!(matches(pattern, "ideas/a.yaml") && matches(pattern, "ideas/b/a.yaml"), "{pattern}");
            assert!(!matches(pattern, "other/a.yaml"), "{pattern}");
        }
    }

    #[test]
    fn seen_from_above_a_pattern_is_for_the_same_files() {
        let seen =
            |text: &str, folder: &str| PathPattern::parse(text).expect("a pattern").seen_from_above(folder);
        assert!(seen("*.yaml", "team [b]").matches("team [b]/a.yaml"));
        assert!(!seen("*.yaml", "team").matches("a.yaml") && !seen(".", "team").matches("other/a.yaml"));
        assert_eq!(seen("ideas/*/x", "team").begins_at(), "team/ideas");
    }

    #[test]
    fn a_path_that_leads_out_is_refused() {
        for text in ["", " ", "/etc", "../a", "a/../../b", "a[", "a\\b", "*.{yaml,yml}"] {
            assert!(PathPattern::parse(text).is_err(), "{text}");
        }
    }
}
