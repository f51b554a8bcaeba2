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

/// Why a text is no pattern of paths.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathPatternError {
    /// Nothing is written.
    #[error("a path is empty; `**` stands for all")]
    Empty,
    /// It is absolute, or goes up.
    #[error("`{0}` leads out of the folder of the configuration")]
    LeadsOut(String),
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
        let text = text.trim_start_matches("./").trim_end_matches('/');
        if text.is_empty() {
            return Err(PathPatternError::Empty);
        }
        if text.starts_with('/') || text.split('/').any(|part| part == "..") {
            return Err(PathPatternError::LeadsOut(text.to_owned()));
        }
        let pattern = Pattern::new(text)
            .map_err(|error| PathPatternError::NoPattern { text: text.to_owned(), why: error.msg })?;
        Ok(PathPattern { text: text.to_owned(), pattern })
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
    fn a_path_that_leads_out_is_refused() {
        for text in ["", "/etc", "../a", "a/../../b", "a[", "./"] {
            assert!(PathPattern::parse(text).is_err(), "{text}");
        }
    }
}
