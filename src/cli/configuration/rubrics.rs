//! The rubrics that a run judges by: bundled, or the files of a folder.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::cli::{Global, input, output};
use crate::document::FileProblem;
use crate::report::problems;
use crate::rubric::{RubricFile, Rubrics};

impl Global {
    /// The rubrics in a folder, or the bundled ones.
    pub fn rubrics_from(&self, folder: Option<&Path>) -> Result<Rubrics> {
        let Some(folder) = folder else { return Ok(Rubrics::bundled()) };
        let files = read_folder(folder)?;
        Rubrics::load(&files).or_else(|found| {
            self.show_file_problems(folder, &files, &found)?;
            bail!("the rubrics in {} cannot be used", folder.display())
        })
    }

    /// Prints problems of rubric files, file by file, to standard error.
    pub fn show_file_problems(
        &self,
        folder: &Path,
        files: &[RubricFile],
        found: &[FileProblem],
    ) -> Result<()> {
        for file in found.iter().map(|p| &p.path).collect::<std::collections::BTreeSet<_>>() {
            let text = files.iter().find(|f| f.name == *file).map_or("", |f| &f.text);
            let path = folder.join(file).display().to_string();
            let of_file: Vec<_> =
                found.iter().filter(|p| p.path == *file).map(|p| p.problem.clone()).collect();
            output::error_text(&problems::render(&path, text, &of_file, self.error_style()))?;
        }
        Ok(())
    }
}

/// The files of the examples of a folder of rubrics, or of the bundled ones; a set need not have any.
pub fn read_examples(folder: Option<&Path>) -> Result<Vec<RubricFile>> {
    let Some(folder) = folder.map(|folder| folder.join("examples")) else {
        return Ok(Rubrics::bundled_examples());
    };
    if folder.is_dir() { read_folder(&folder) } else { Ok(Vec::new()) }
}

/// Every YAML file of a folder of rubrics.
pub fn read_folder(folder: &Path) -> Result<Vec<RubricFile>> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder of rubrics {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "yaml") {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            // A pipe among them would hold the run for ever.
            if !path.is_file() {
                bail!("{}: it is no ordinary file", path.display());
            }
            let text =
                input::read_text(&path).map_err(|p| anyhow::anyhow!("{}: {}", path.display(), p.message))?;
            files.push(RubricFile { name: name.into(), text: text.into() });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}
