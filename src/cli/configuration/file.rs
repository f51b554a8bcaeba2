//! The file of a configuration.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::cli::input::read_text;
use crate::cli::paths::folder_of;
use crate::cli::{Global, output};
use crate::document::{self, Document, Limits, Problem, ProblemKind, Problems, Span};
use crate::policy::Config;
use crate::report::problems;

/// The file of a configuration.
pub struct ConfigFile {
    /// Its path.
    pub path: PathBuf,
    /// Where it really lies.
    pub real: Option<PathBuf>,
    /// Its path as messages write it.
    pub label: String,
    /// Its text.
    pub text: String,
    /// The folder that its paths begin at.
    pub folder: PathBuf,
    pub(super) document: Document,
}

impl ConfigFile {
    /// Reads a configuration.
    ///
    /// # Errors
    /// It cannot be read, or is no YAML; what is wrong has been printed.
    pub fn read(path: &Path, global: &Global) -> Result<ConfigFile> {
        let label = path.display().to_string();
        let text = read_text(path).map_err(|p| anyhow::anyhow!("{label}: {}", p.message))?;
        let says_something = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        // A file in which everything is commented out is no mistake: it sets nothing.
        let sets = if text.lines().any(says_something) { text.as_str() } else { "{}" };
        let mut stream = document::parse(sets, &Limits::default());
        if stream.documents.len() > 1 {
            let place = stream.documents[1].root.span;
            stream
                .problems
                .push(Problem::error(place, "a configuration is one document, and this is a second"));
        }
        refuse(&label, &text, &stream.problems, global)?;
        match stream.documents.into_iter().next() {
            Some(document) => Ok(ConfigFile {
                path: path.to_owned(),
                real: fs::canonicalize(path).ok(),
                label,
                text,
                folder: folder_of(path).to_owned(),
                document,
            }),
            None => bail!("the configuration {label} cannot be used: there is no YAML in it"),
        }
    }

    /// Whether two are one file.
    pub fn is_same(&self, other: &ConfigFile) -> bool {
        self.real.is_some() && self.real == other.real
    }

    /// Ends the run because of something at a place.
    ///
    /// # Errors
    /// Always.
    pub fn refuse_at(&self, place: Span, message: String, help: &str, global: &Global) -> Result<()> {
        refuse(&self.label, &self.text, &[Problem::error(place, message).help(help)], global)
    }

    /// Prints what is wrong with what it sets, and ends the run where that is an error.
    ///
    /// # Errors
    /// Something of it is an error.
    pub fn refuse(&self, found: &[Problem], global: &Global) -> Result<()> {
        refuse(&self.label, &self.text, found, global)
    }

    /// Warns of paths that lead to nothing: a rule or a waiver for a file that was renamed is for no file. Gives back the
    /// places of those.
    pub fn look_for(&self, config: &Config, problems: &Problems) -> Vec<Span> {
        let mut leading_nowhere = Vec::new();
        for (pattern, span) in &config.named {
            // A pattern that ends in `**` is for files, and here those are folders.
            let pattern_of_files = pattern.pattern().trim_end_matches("**").trim_end_matches('/');
            let path = self.folder.join(pattern_of_files);
            let found = glob::glob(&path.to_string_lossy()).is_ok_and(|mut paths| paths.next().is_some());
            if !found {
                let message = format!("`{}` leads to nothing", pattern.text());
                let help = "check how it is written, and whether the file was renamed; paths begin at the folder of this file";
                problems.push(Problem::warning(*span, message).help(help));
                leading_nowhere.push(*span);
            }
        }
        leading_nowhere
    }
}

/// Prints what is wrong with a configuration, and ends the run where that is an error.
fn refuse(label: &str, text: &str, found: &[Problem], global: &Global) -> Result<()> {
    output::error_text(&problems::render(label, text, found, global.error_style()))?;
    if found.iter().any(|p| p.kind == ProblemKind::Error) {
        bail!("the configuration {label} cannot be used");
    }
    Ok(())
}
