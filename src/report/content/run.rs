//! What is told of a run as a whole: by what it was made, what was read, what is wrong with files, what it cannot tell.

use std::fmt;
use std::io;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::{FileProblem, ProblemKind};
use crate::proposal::PartialDate;
use crate::rubric::Rubrics;
use crate::text;

/// What every report cannot tell.
pub const CANNOT_TELL: &str = "It shows what of a careful design is written down, and what is not. Tested on 33 ordinary \
                               partnerships, the score did not tell how they ended: it is no forecast. What was not said counts \
                               as unknown, not as no.";

/// The same in short, for a last line.
pub const NO_FORECAST: &str =
    "It shows what is written down; tested, the score did not tell how partnerships end.";

/// What is known before the first proposal is read.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Run<'a> {
    /// What made the report.
    pub tool: Tool<'a>,
    /// Today, as the caller says.
    pub as_of: String,
}

/// What made a report: the program, and the rubrics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tool<'a> {
    /// The program.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// A digest of the rubrics, by which two sets can be told apart.
    pub rubrics: &'a str,
}

/// Everything that is wrong with files, in the order of the files. A run over many files may have more of them than memory
/// should hold, so they are told one by one.
pub trait FileProblems: fmt::Debug {
    /// Tells each.
    ///
    /// # Errors
    /// They cannot be read where they are kept, or `tell` fails.
    fn each(&self, tell: &mut dyn FnMut(&FileProblem) -> io::Result<()>) -> io::Result<()>;

    /// How many there are of a kind.
    fn number(&self, kind: ProblemKind) -> usize;
}

impl FileProblems for Vec<FileProblem> {
    fn each(&self, tell: &mut dyn FnMut(&FileProblem) -> io::Result<()>) -> io::Result<()> {
        self.iter().try_for_each(tell)
    }

    fn number(&self, kind: ProblemKind) -> usize {
        self.iter().filter(|of_file| of_file.problem.kind == kind).count()
    }
}

/// What is known at the end of a run.
#[derive(Debug)]
pub struct End {
    /// Everything that is wrong with files.
    pub problems: Box<dyn FileProblems>,
    /// The configuration that was read, where there was one.
    pub config: Option<String>,
    /// The configurations that it builds on, the nearest first.
    pub extends: Vec<String>,
    /// Configurations beside or above the proposals that were not read.
    pub configs_not_read: Vec<String>,
    /// What each path, folder and pattern of the command line gave.
    pub inputs: Vec<InputContent>,
    /// What each path of the configuration, and each waiver, gave.
    pub decisions: Vec<Decision>,
}

/// A path of the configuration, or a waiver in it, and what it gave in a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Decision {
    /// The file that it stands in.
    pub config: String,
    /// The line.
    pub line: u32,
    /// The path, as it is written there, or the id of what is waived.
    pub about: String,
    /// How many files of proposals the path matched; for a waiver, how many proposals have findings that it waives.
    pub gave: usize,
    /// It is a waiver.
    pub waiver: bool,
}

impl Decision {
    /// What it gave, in words.
    pub fn says(&self) -> String {
        match self.waiver {
            false => format!("`{}`: {}", self.about, text::count(self.gave, "file")),
            true => format!("waiver of `{}`: {}", self.about, text::count(self.gave, "proposal")),
        }
    }
}

/// What a path of the command line gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InputContent {
    /// The path as it was given.
    pub given: String,
    /// How many proposals it gave.
    pub proposals: usize,
    /// How many of its files were passed over.
    pub skipped: usize,
    /// The same, by the reason.
    pub passed_over: Vec<PassedOver>,
}

/// How many files were passed over for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PassedOver {
    /// The reason: `no-marker`, `near-miss`, `hidden`, `link`, `name`, `no-file`, `ignored`, `gone`, `unchanged`
    /// or `no-yaml`.
    pub why: &'static str,
    /// How many files.
    pub files: usize,
}

/// Something that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemContent<'a> {
    /// The file.
    pub path: &'a str,
    /// The line, from 1.
    pub line: u32,
    /// The column in code points, from 1.
    pub column: u32,
    /// Error or warning.
    pub kind: &'static str,
    /// What is wrong.
    pub message: &'a str,
    /// What was expected there.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub expected: &'a str,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<&'a str>,
    /// The route of the fact concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<&'a str>,
    /// It keeps the file from being assessed.
    #[serde(skip)]
    pub is_error: bool,
    /// A second place that matters, by line and column, and what it is.
    #[serde(skip)]
    pub related: Option<(u32, u32, &'a str)>,
}

impl<'a> Run<'a> {
    /// A run by a set of rubrics, as of a day.
    pub fn new(rubrics: &'a Rubrics, as_of: PartialDate) -> Run<'a> {
        let tool = Tool { name: "quorate", version: env!("CARGO_PKG_VERSION"), rubrics: rubrics.digest() };
        Run { tool, as_of: as_of.to_string() }
    }

    /// `quorate 0.2.0, as of 2026-11-22, rubrics 0123456789abcdef`.
    pub fn made_by(&self) -> String {
        format!("quorate {}, as of {}, rubrics {}", self.tool.version, self.as_of, self.tool.rubrics)
    }
}

impl Default for End {
    fn default() -> End {
        End {
            problems: Box::new(Vec::new()),
            config: None,
            extends: Vec::new(),
            configs_not_read: Vec::new(),
            inputs: Vec::new(),
            decisions: Vec::new(),
        }
    }
}

impl End {
    /// Tells everything that is wrong with files, in words.
    ///
    /// # Errors
    /// As of [`FileProblems::each`].
    pub fn each_problem(&self, mut tell: impl FnMut(&ProblemContent) -> io::Result<()>) -> io::Result<()> {
        self.problems.each(&mut |problem| tell(&ProblemContent::of(problem)))
    }

    /// How many errors there are in files.
    pub fn errors(&self) -> usize {
        self.problems.number(ProblemKind::Error)
    }

    /// How many warnings there are about files.
    pub fn warnings(&self) -> usize {
        self.problems.number(ProblemKind::Warning)
    }

    /// Whether something is wrong with files.
    pub fn has_problems(&self) -> bool {
        self.errors() + self.warnings() > 0
    }

    /// How many files of folders were no proposals.
    pub fn skipped(&self) -> usize {
        self.inputs.iter().map(|input| input.skipped).sum()
    }

    /// How many YAML files were passed over, in a sentence; nothing where none was.
    pub fn skipped_says(&self) -> Option<String> {
        let skipped = self.skipped();
        let files = text::count(skipped, "file");
        let verb = if skipped == 1 { "was" } else { "were" };
        (skipped > 0).then(|| format!("{files} {verb} passed over"))
    }
}

impl<'a> ProblemContent<'a> {
    /// A problem of a file.
    pub fn of(FileProblem { path, problem }: &'a FileProblem) -> ProblemContent<'a> {
        ProblemContent {
            path,
            line: problem.span.line,
            column: problem.span.column,
            kind: match problem.kind {
                ProblemKind::Error => "error",
                ProblemKind::Warning => "warning",
            },
            message: &problem.message,
            expected: &problem.expected,
            help: problem.help.as_deref(),
            fact: problem.fact.as_deref(),
            is_error: problem.kind == ProblemKind::Error,
            related: problem.related.as_ref().map(|(span, what)| (span.line, span.column, what.as_str())),
        }
    }

    /// The same with a mark at the end of each: what asks has one.
    pub fn closed_sentences(&self) -> Vec<String> {
        let closed = |sentence: String| if sentence.ends_with('?') { sentence } else { sentence + "." };
        self.sentences().into_iter().map(closed).collect()
    }

    /// What is wrong, what was expected, and what to do, each a sentence.
    pub fn sentences(&self) -> Vec<String> {
        let expected = (!self.expected.is_empty()).then(|| format!("Expected {}", self.expected));
        let help = self.help.map(|help| format!("Help: {help}"));
        [Some(text::capital(self.message)), expected, help].into_iter().flatten().collect()
    }
}

/// What closes a run over many proposals.
pub const ONE_IN_FULL: &str = "`quorate assess FILE` shows one of them in full.";
