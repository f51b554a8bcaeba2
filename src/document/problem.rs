//! What is wrong with a file, and where.

use super::Span;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemKind {
    /// Worth knowing; the file can be used.
    Warning,
    /// The file cannot be used until it is fixed.
    Error,
}

/// One thing that is wrong with a file: what, where, what was expected, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Error or warning.
    pub kind: ProblemKind,
    /// What it is about, the same for problems that differ only in names: a run with many such warnings folds them.
    pub topic: Option<&'static str>,
    /// What is wrong, in one line that can be read without the snippet.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What was expected there, shown beside the place. May be empty.
    pub expected: String,
    /// What to do about it, where there is something to say.
    pub help: Option<String>,
    /// The route of the fact concerned, such as `partners[2].sector`.
    pub fact: Option<String>,
    /// A second place that matters (the first of two equal keys) and what it is.
    pub related: Option<(Span, String)>,
}

/// A problem, and the file that has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileProblem {
    /// The path of the file as reports write it, or its name within a set.
    pub path: String,
    /// What is wrong.
    pub problem: Problem,
}

impl Problem {
    /// An error at a place.
    pub fn error(span: Span, message: impl Into<String>) -> Problem {
        Problem {
            kind: ProblemKind::Error,
            topic: None,
            message: message.into(),
            span,
            expected: String::new(),
            help: None,
            fact: None,
            related: None,
        }
    }

    /// A warning at a place.
    pub fn warning(span: Span, message: impl Into<String>) -> Problem {
        Problem { kind: ProblemKind::Warning, ..Problem::error(span, message) }
    }

    /// Says what it is about: `evidence-missing`.
    pub fn topic(mut self, topic: &'static str) -> Problem {
        self.topic = Some(topic);
        self
    }

    /// Says what was expected.
    pub fn expected(mut self, expected: impl Into<String>) -> Problem {
        self.expected = expected.into();
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// Names the fact.
    pub fn fact(mut self, route: impl Into<String>) -> Problem {
        self.fact = Some(route.into());
        self
    }

    /// Points at a second place.
    pub fn related(mut self, span: Span, what: impl Into<String>) -> Problem {
        self.related = Some((span, what.into()));
        self
    }
}
