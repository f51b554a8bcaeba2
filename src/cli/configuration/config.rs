//! What a run is set to do: its configuration, put together from the files that build on each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::chain::chain;
use super::file::ConfigFile;
use crate::cli::Global;
use crate::cli::input::{Input, Intake, Root};
use crate::cli::paths::{CONFIGURATION, SeenFrom, with_slashes};
use crate::document::{FileProblem, Problem, Problems, Span};
use crate::policy::{self, Config, PathPattern};
use crate::report::content::Decision;
use crate::rubric::Rubrics;

/// What a baseline is called where nobody names it.
const BASELINE: &str = ".quorate-baseline.json";

/// The rubrics and the configuration of a run.
pub struct Setting {
    /// The rubrics to judge by.
    pub rubrics: Rubrics,
    /// Their folder; none where they are the bundled ones.
    pub rubrics_folder: Option<PathBuf>,
    /// What is set; nothing where there is no file. Its paths begin at `seen_from`.
    pub config: Config,
    /// The files, the nearest first; none where there is no configuration.
    pub files: Vec<ConfigFile>,
    /// The folder around all files of the configuration, to see proposals from.
    pub seen_from: Option<SeenFrom>,
    /// The folder that paths in reports begin at.
    pub root: Root,
    /// The baseline that the configuration names.
    baseline: Option<PathBuf>,
    /// For each waiver the number of the file that it stands in.
    waiver_files: Vec<usize>,
    /// The paths that it names, each with the number of its file and its place; those that lead to nothing left out.
    named: Vec<(usize, PathPattern, Span)>,
    /// Where the folder around all files really lies.
    base: PathBuf,
    /// The caller has said that there is none, and there is one.
    is_lifted: bool,
    /// The caller has named the file, or said that there is none.
    is_named: bool,
}

impl Global {
    /// The rubrics and the configuration of a run.
    ///
    /// # Errors
    /// One of them cannot be read or is wrong; what is wrong has been printed with its place.
    pub fn setting(&self) -> Result<Setting> {
        let files = chain(self)?;
        let rubrics_folder = self.folder_of_rubrics(&files);
        let rubrics = self.rubrics_from(rubrics_folder.as_deref())?;
        let base = base_of(&files);
        let root = Root::find(self.root.as_deref(), base.as_deref())?;
        let base = base.unwrap_or_default();
        let mut setting = Setting {
            rubrics,
            rubrics_folder,
            config: Config::default(),
            seen_from: (!files.is_empty()).then(|| SeenFrom::new(&base)),
            root,
            baseline: None,
            waiver_files: Vec::new(),
            named: Vec::new(),
            base,
            is_lifted: self.no_config && super::chain::nearest().is_ok_and(|found| found.is_some()),
            is_named: self.config.is_some() || self.no_config,
            files: Vec::new(),
        };
        for file in files {
            setting.build_on(file, self)?;
        }
        Ok(setting)
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
        Ok(self.folder_of_rubrics(&chain(self)?))
    }

    fn folder_of_rubrics(&self, files: &[ConfigFile]) -> Option<PathBuf> {
        let named = |file: &ConfigFile| Some(file.folder.join(policy::rubrics_folder(&file.document)?));
        self.rubrics.clone().or_else(|| files.iter().find_map(named))
    }
}

/// Where the folder around all files really lies; none where there is no file.
fn base_of(files: &[ConfigFile]) -> Option<PathBuf> {
    let real = |file: &ConfigFile| fs::canonicalize(&file.folder).unwrap_or_else(|_| file.folder.clone());
    let around = |base: PathBuf, folder: PathBuf| {
        base.ancestors().find(|above| folder.starts_with(above)).map_or(PathBuf::new(), Path::to_owned)
    };
    files.iter().map(real).reduce(around)
}

impl Setting {
    /// Takes in a file that those before it build on.
    fn build_on(&mut self, file: ConfigFile, global: &Global) -> Result<()> {
        let problems = Problems::default();
        let config = Config::load(&file.document, &self.rubrics, &problems);
        let nowhere = file.look_for(&config, &problems);
        file.refuse(&problems.into_sorted(), global)?;
        let number = self.files.len();
        self.waiver_files.extend(config.waivers.iter().map(|_| number));
        let named = || Some(file.folder.join(config.baseline.as_ref()?));
        self.baseline = self.baseline.take().or_else(named);
        let real = fs::canonicalize(&file.folder).unwrap_or_default();
        let below = with_slashes(real.strip_prefix(&self.base).unwrap_or(Path::new("")));
        let config = config.seen_from_above(&below);
        let leads = config.named.iter().filter(|(_, span)| !nowhere.contains(span));
        self.named.extend(leads.map(|(pattern, span)| (number, pattern.clone(), *span)));
        self.config = match number {
            0 => config,
            _ => std::mem::take(&mut self.config).over(config),
        };
        self.files.push(file);
        Ok(())
    }

    /// The file of the baseline: the one of the command line, or of the configuration.
    pub fn baseline_file(&self, named: Option<&PathBuf>) -> Option<PathBuf> {
        named.cloned().or_else(|| self.baseline.clone())
    }

    /// The file that a baseline is written to where nobody has named one.
    pub fn usual_baseline_file(&self) -> PathBuf {
        self.files.first().map_or(Path::new("."), |file| &file.folder).join(BASELINE)
    }

    /// The caller has said that there is no configuration, though there is one here.
    pub fn is_lifted(&self) -> bool {
        self.is_lifted
    }

    /// The files of the configuration.
    pub fn read_files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
    }

    /// The file that a waiver of the configuration stands in.
    pub fn file_of_waiver(&self, waiver: usize) -> &ConfigFile {
        &self.files[self.waiver_files[waiver]]
    }

    /// How the proposal of an input is called seen from the configuration, if there is one.
    pub fn seen_from_config(&self, input: &Input) -> Option<String> {
        Some(self.seen_from.as_ref()?.path(input.real.as_deref()?))
    }

    /// What is to be told of paths of the configuration that matched none of these proposals, though the run looked where
    /// they begin.
    pub fn unmatched(&self, intake: &Intake, proposals: &[String]) -> Vec<FileProblem> {
        let matches_none = |pattern: &PathPattern| !proposals.iter().any(|path| pattern.matches(path));
        let looked_at = |pattern: &PathPattern| intake.covers(&self.base.join(pattern.begins_at()));
        let unmatched =
            self.named.iter().filter(|(_, pattern, _)| looked_at(pattern) && matches_none(pattern));
        let told = |(file, pattern, span): &(usize, PathPattern, Span)| {
            let message = format!("`{}` matches no proposal of this run", pattern.text());
            let help = "check how it is written, and whether the proposals are where it says";
            let problem = Problem::warning(*span, message).topic("path-unmatched").help(help);
            FileProblem { path: self.files[*file].label.clone(), problem }
        };
        unmatched.map(told).collect()
    }

    /// What each path that it names matched of these files, and each waiver, of which it is said how many proposals it was
    /// for.
    pub fn gave(&self, files: &[String], waived: &BTreeMap<usize, usize>) -> Vec<Decision> {
        let of_file = |file: &ConfigFile| self.root.label(&file.path);
        let matched = |pattern: &PathPattern| files.iter().filter(|file| pattern.matches(file)).count();
        let paths = self.named.iter().map(|(file, pattern, span)| Decision {
            config: of_file(&self.files[*file]),
            line: span.line,
            about: pattern.text().to_owned(),
            gave: matched(pattern),
            waiver: false,
        });
        let waivers = self.config.waivers.iter().enumerate().map(|(number, waiver)| Decision {
            config: of_file(self.file_of_waiver(number)),
            line: waiver.span.line,
            about: waiver.id.clone(),
            gave: waived.get(&number).copied().unwrap_or_default(),
            waiver: true,
        });
        paths.chain(waivers).collect()
    }

    /// Configurations around the proposals, or above, that this run does not read: a run has one. Where the caller has
    /// said which one it is, the others are nobody's concern.
    pub fn not_read(&self, inputs: &[Input]) -> Vec<PathBuf> {
        if self.is_named {
            return Vec::new();
        }
        let here = std::env::current_dir().unwrap_or_default();
        let folders =
            inputs.iter().filter_map(|input| input.real.as_deref()?.parent()).chain([here.as_path()]);
        let mut ways: BTreeSet<&Path> = BTreeSet::new();
        for folder in folders {
            for above in folder.ancestors() {
                if !ways.insert(above) {
                    break;
                }
            }
        }
        let found = ways.into_iter().map(|folder| folder.join(CONFIGURATION)).filter(|path| path.is_file());
        found.filter(|path| !self.files.iter().any(|file| file.real.as_ref() == Some(path))).collect()
    }
}
