//! What each path of a run gave, and what was passed over and why: what was meant to be checked is checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use crate::document::{FileProblem, Problem, Span};
use crate::report::content::{InputContent, PassedOver};
use crate::text::{count, join};

/// `*` stays within a folder, as in the search for the files.
const LIKE_A_SHELL: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// Why a file is passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nothing in it says that it is a proposal.
    NoMarker,
    /// It may be meant as a proposal, and is none.
    Nearly,
    /// Its name, or that of a folder around it, begins with a dot.
    Hidden,
    /// It is a link.
    Link,
    /// It is marked as a proposal, and is not called a YAML file.
    OtherName,
    /// It is no regular file.
    NoFile,
    /// Git ignores it.
    Ignored,
    /// It was asked for, and is there no more.
    Gone,
    /// It is as it was in the revision that was named.
    Unchanged,
    /// It was listed, and is no YAML file.
    NoYaml,
}

impl Why {
    /// The word for it in a report.
    fn word(self) -> &'static str {
        match self {
            Why::NoMarker => "no-marker",
            Why::Nearly => "near-miss",
            Why::Hidden => "hidden",
            Why::Link => "link",
            Why::OtherName => "name",
            Why::NoFile => "no-file",
            Why::Ignored => "ignored",
            Why::Gone => "gone",
            Why::Unchanged => "unchanged",
            Why::NoYaml => "no-yaml",
        }
    }

    /// So many of them, in words.
    fn counted(self, files: usize) -> String {
        match self {
            Why::NoMarker => format!("{} without `quorate: 1`", count(files, "YAML file")),
            Why::Nearly => format!("{} nearly marked", count(files, "YAML file")),
            Why::Hidden => count(files, "hidden file"),
            Why::Link => count(files, "link"),
            Why::OtherName => format!("{} not called `.yaml`", count(files, "proposal")),
            Why::NoFile => format!(
                "{files} that {} no regular {}",
                verb(files),
                if files == 1 { "file" } else { "files" }
            ),
            Why::Ignored => format!("{files} ignored by git"),
            Why::Gone => format!("{files} that {} not there", verb(files)),
            Why::Unchanged => count(files, "unchanged proposal file"),
            Why::NoYaml => format!("{files} that {} no YAML", verb(files)),
        }
    }
}

fn verb(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}

/// What all paths of a run gave.
#[derive(Debug, Default)]
pub struct Intake {
    given: Vec<Given>,
    /// Files that are passed over, and by all signs are meant to be checked.
    told: Vec<FileProblem>,
}

/// What one path gave.
#[derive(Debug)]
pub struct Given {
    path: String,
    reach: Reach,
    proposals: usize,
    /// Its files that were read, bad ones among them, and those that an earlier path has given already.
    files: usize,
    passed_over: BTreeMap<Why, usize>,
}

/// How far a path reaches.
#[derive(Debug, Clone)]
pub enum Reach {
    /// Standard input.
    Stdin,
    /// This file, where it really lies.
    File(PathBuf),
    /// All in this folder, where it really lies.
    Folder(PathBuf),
    /// What is called so, from the folder that really lies there.
    Pattern(PathBuf, Pattern),
    /// The files of a list, which may hold none.
    List,
}

impl Reach {
    fn covers(&self, real: &Path) -> bool {
        match self {
            Reach::Stdin | Reach::List => false,
            Reach::File(file) => file == real,
            Reach::Folder(folder) => real.starts_with(folder),
            Reach::Pattern(folder, pattern) => real.strip_prefix(folder).is_ok_and(|inside| {
                inside.ancestors().any(|part| pattern.matches_path_with(part, LIKE_A_SHELL))
            }),
        }
    }

    /// Whether it names one file.
    fn is_file(&self) -> bool {
        matches!(self, Reach::Stdin | Reach::File(_))
    }
}

impl Intake {
    /// Takes in a path; what it gives is told later by its number.
    pub fn give(&mut self, path: &Path, reach: Reach) -> usize {
        let path = path.display().to_string();
        self.given.push(Given { path, reach, proposals: 0, files: 0, passed_over: BTreeMap::new() });
        self.given.len() - 1
    }

    /// A file of a path is read, or was read before.
    pub fn file(&mut self, given: usize) {
        self.given[given].files += 1;
    }

    /// A file of a path held so many proposals.
    pub fn proposals(&mut self, given: usize, proposals: usize) {
        self.given[given].proposals += proposals;
    }

    /// A file of a path is passed over.
    pub fn pass_over(&mut self, given: usize, why: Why) {
        *self.given[given].passed_over.entry(why).or_default() += 1;
    }

    /// So many files of a path are passed over, for one reason.
    pub fn pass_over_all(&mut self, given: usize, why: Why, files: usize) {
        if files > 0 {
            *self.given[given].passed_over.entry(why).or_default() += files;
        }
    }

    /// A file is there no more, which lay where some path reaches.
    pub fn gone(&mut self, real: &Path) {
        if let Some(given) = self.given.iter().position(|given| given.reach.covers(real)) {
            self.pass_over(given, Why::Gone);
        }
    }

    /// Whether something was passed over for one of these reasons.
    pub fn has_passed_over(&self, reasons: &[Why]) -> bool {
        self.given.iter().any(|given| reasons.iter().any(|why| given.passed_over.contains_key(why)))
    }

    /// A file that was read is no proposal after all; `nearly` is its path, and why it may be meant as one.
    pub fn no_proposal(&mut self, given: usize, nearly: Option<(String, String)>) {
        self.given[given].files -= 1;
        match nearly {
            None => self.pass_over(given, Why::NoMarker),
            Some((label, why)) => {
                self.pass_over(given, Why::Nearly);
                let message = format!("this file was passed over: {why}");
                self.tell(&label, message, "write that line if it is a proposal");
            }
        }
    }

    /// Tells of a file that is passed over and may be meant to be checked.
    pub fn tell(&mut self, label: &str, message: String, help: &str) {
        let problem = Problem::warning(Span::FIRST_LINE, message).topic("passed-over").help(help);
        self.told.push(FileProblem { path: label.into(), problem });
    }

    /// Whether some path reaches a file or folder, which really lies there.
    pub fn covers(&self, real: &Path) -> bool {
        self.given.iter().any(|given| given.reach.covers(real))
    }

    /// What is to be told of files that are passed over, and of paths that gave nothing.
    pub fn problems(&self) -> Vec<FileProblem> {
        let may_be_empty = |given: &&Given| matches!(given.reach, Reach::List);
        let gave_nothing = self.given.iter().filter(|given| given.proposals + given.files == 0);
        let gave_nothing = gave_nothing.filter(|given| !may_be_empty(given));
        let nothing = |given: &Given| {
            let message = format!("`{}` gave no proposal", given.path);
            let help = "check the path; a proposal is a YAML file with the line `quorate: 1`";
            let problem = Problem::warning(Span::FIRST_LINE, message).topic("gave-nothing").help(help);
            FileProblem { path: given.path.as_str().into(), problem }
        };
        self.told.iter().cloned().chain(gave_nothing.map(nothing)).collect()
    }

    /// What each path gave, in a report.
    pub fn content(&self) -> Vec<InputContent> {
        let passed = |(why, files): (&Why, &usize)| PassedOver { why: why.word(), files: *files };
        let content = |given: &Given| InputContent {
            given: given.path.clone(),
            proposals: given.proposals,
            skipped: given.passed_over.values().sum(),
            passed_over: given.passed_over.iter().map(passed).collect(),
        };
        self.given.iter().map(content).collect()
    }

    /// A line for each of the first paths that are no plain file: what it gave, and what was passed over.
    pub fn says(&self) -> Vec<String> {
        let to_tell = |given: &&Given| !given.reach.is_file() || !given.passed_over.is_empty();
        let lines: Vec<String> = self.given.iter().filter(to_tell).map(Given::says).collect();
        let more = lines.len().saturating_sub(MOST_LINES);
        let rest = (more > 0).then(|| format!("and {}", count(more, "more path")));
        lines.into_iter().take(MOST_LINES).chain(rest).collect()
    }
}

/// So many paths are told one by one.
const MOST_LINES: usize = 10;

impl Given {
    fn says(&self) -> String {
        let proposals = count(self.proposals, "proposal");
        let passed: Vec<String> = self.passed_over.iter().map(|(why, files)| why.counted(*files)).collect();
        match passed.is_empty() {
            true => format!("{}: {proposals}", self.path),
            false => format!("{}: {proposals}; passed over: {}", self.path, join(&passed, "and")),
        }
    }
}
