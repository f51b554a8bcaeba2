//! The configuration of a run: the one `.quorate.yaml` at or above where the run starts, or the one that is named.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::cli::input::{Root, read_text};
use crate::cli::paths::{SeenFrom, folder_of};
use crate::cli::{Global, output};
use crate::document::{self, Document, Limits, Problem, ProblemKind, Problems};
use crate::policy::{self, Baseline, Config};
use crate::report::problems;
use crate::rubric::Rubrics;

/// What it is called where nobody names it.
const NAME: &str = ".quorate.yaml";
/// What a baseline is called where nobody names it.
const BASELINE: &str = ".quorate-baseline.json";

/// The rubrics and the configuration of a run.
pub struct Setting {
    /// The rubrics to judge by.
    pub rubrics: Rubrics,
    /// What is set; nothing where there is no file.
    pub config: Config,
    /// The file, where there is one.
    pub file: Option<ConfigFile>,
    /// The folder that paths in reports begin at.
    pub root: Root,
}

/// The file of a configuration.
pub struct ConfigFile {
    /// Its path.
    pub path: PathBuf,
    /// The same as messages write it.
    pub label: String,
    /// Its text.
    pub text: String,
    /// The folder that its paths begin at.
    pub folder: PathBuf,
    /// The same, to see proposals from.
    pub seen_from: SeenFrom,
    document: Document,
}

impl Global {
    /// The rubrics and the configuration of a run.
    ///
    /// # Errors
    /// One of them cannot be read or is wrong; what is wrong has been printed with its place.
    pub fn setting(&self) -> Result<Setting> {
        let file = self.config_file()?;
        let rubrics = self.rubrics_from(self.folder_of_rubrics(file.as_ref()).as_deref())?;
        let root = Root::find(self.root.as_deref(), file.as_ref().map(|file| file.folder.as_path()))?;
        let Some(file) = file else {
            return Ok(Setting { rubrics, config: Config::default(), file: None, root });
        };
        let problems = Problems::default();
        let config = Config::load(&file.document, &rubrics, &problems);
        file.look_for(&config, &problems);
        refuse(&file.label, &file.text, &problems.into_sorted(), self)?;
        Ok(Setting { rubrics, config, file: Some(file), root })
    }

    /// The rubrics to judge by: those of the command line, of the configuration, or the bundled ones.
    ///
    /// # Errors
    /// As of [`Global::setting`].
    pub fn load_rubrics(&self) -> Result<Rubrics> {
        self.rubrics_from(self.rubrics_folder()?.as_deref())
    }

    /// The folder of the rubrics to judge by: that of the command line or of the configuration; none for the bundled ones.
    ///
    /// # Errors
    /// The configuration cannot be read.
    pub fn rubrics_folder(&self) -> Result<Option<PathBuf>> {
        Ok(self.folder_of_rubrics(self.config_file()?.as_ref()))
    }

    fn folder_of_rubrics(&self, file: Option<&ConfigFile>) -> Option<PathBuf> {
        let configured =
            || file.and_then(|file| Some(file.folder.join(policy::rubrics_folder(&file.document)?)));
        self.rubrics.clone().or_else(configured)
    }

    fn config_file(&self) -> Result<Option<ConfigFile>> {
        let path = match &self.config {
            _ if self.no_config => None,
            Some(path) => Some(path.clone()),
            None => nearest()?,
        };
        path.map(|path| ConfigFile::read(&path, self)).transpose()
    }
}

/// The configuration at or above the current folder, as a path from there where that is short.
fn nearest() -> Result<Option<PathBuf>> {
    let here = std::env::current_dir().context("the current folder cannot be found")?;
    let mut relative = PathBuf::new();
    for folder in here.ancestors() {
        if folder.join(NAME).exists() {
            return Ok(Some(relative.join(NAME)));
        }
        relative.push("..");
    }
    Ok(None)
}

impl ConfigFile {
    /// Warns of paths that lead to nothing: a rule or a waiver for a file that was renamed is for no file.
    fn look_for(&self, config: &Config, problems: &Problems) {
        for (pattern, span) in &config.named {
            let path = self.folder.join(pattern.text());
            let found = glob::glob(&path.to_string_lossy()).is_ok_and(|mut paths| paths.next().is_some());
            if !found {
                let message = format!("`{}` leads to nothing", pattern.text());
                let help = "check how it is written, and whether the file was renamed; paths begin at the folder of this file";
                problems.push(Problem::warning(*span, message).help(help));
            }
        }
    }

    fn read(path: &Path, global: &Global) -> Result<ConfigFile> {
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
        let folder = folder_of(path).to_owned();
        refuse(&label, &text, &stream.problems, global)?;
        match stream.documents.into_iter().next() {
            Some(document) => {
                let seen_from = SeenFrom::new(&folder);
                Ok(ConfigFile { path: path.to_owned(), label, text, folder, seen_from, document })
            }
            None => bail!("the configuration {label} cannot be used: there is no YAML in it"),
        }
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

impl Setting {
    /// The file of the baseline: the one of the command line, or of the configuration.
    pub fn baseline_file(&self, named: Option<&PathBuf>) -> Option<PathBuf> {
        let configured = || Some(self.folder().join(self.config.baseline.as_ref()?));
        named.cloned().or_else(configured)
    }

    /// The file that a baseline is written to where nobody has named one.
    pub fn usual_baseline_file(&self) -> PathBuf {
        self.folder().join(BASELINE)
    }

    /// The file of the configuration, where there is one.
    pub fn read_files(&self) -> Option<&Path> {
        self.file.as_ref().map(|file| file.path.as_path())
    }

    /// The folder that paths in the configuration begin at; the current one where there is none.
    pub fn folder(&self) -> &Path {
        self.file.as_ref().map_or(Path::new("."), |file| &file.folder)
    }
}

/// Reads a baseline.
///
/// # Errors
/// It is not there, or malformed; where, has been printed.
pub fn read_baseline(path: &Path, global: &Global) -> Result<Baseline> {
    let label = path.display();
    let text = fs::read_to_string(path)
        .with_context(|| format!("cannot read the baseline {label}; `quorate baseline write` makes one"))?;
    match Baseline::parse(&text) {
        Ok(baseline) => Ok(baseline),
        Err(problem) => {
            let shown = problems::render(&label.to_string(), &text, &[problem], global.error_style());
            output::error_text(&shown)?;
            bail!("the baseline {label} cannot be used")
        }
    }
}
