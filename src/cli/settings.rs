//! What a run knows of its surroundings: rubrics, colours, width of the terminal.

use std::fs;
use std::io::IsTerminal;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{Color, Global};
use crate::report::problems;
use crate::report::style::Style;
use crate::rubric::{FileProblem, RubricFile, Rubrics};

/// Columns where there is no terminal to ask.
const COLUMNS_OF_A_PIPE: usize = 100;

impl Global {
    /// The rubrics in a folder.
    pub fn rubrics_in(&self, folder: &Path) -> Result<Rubrics> {
        let files = read_folder(folder)?;
        Rubrics::load(files.clone()).or_else(|found| {
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
            super::output::error_text(&problems::render(&path, text, &of_file, self.error_style()))?;
        }
        Ok(())
    }

    /// The style of standard output.
    pub fn style(&self) -> Style {
        self.style_for(true)
    }

    /// The style of a table on standard output or, where it is not, in a file.
    pub fn style_for(&self, stdout: bool) -> Style {
        self.style_of(stdout && std::io::stdout().is_terminal())
    }

    /// The style of standard error.
    pub fn error_style(&self) -> Style {
        self.style_of(std::io::stderr().is_terminal())
    }

    fn style_of(&self, terminal: bool) -> Style {
        let color = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && !is_set("NO_COLOR") && std::env::var("TERM").as_deref() != Ok("dumb"),
        };
        let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
        let width = columns
            .or_else(|| terminal_size::terminal_size().filter(|_| terminal).map(|(w, _)| usize::from(w.0)))
            .unwrap_or(COLUMNS_OF_A_PIPE);
        Style { color, unicode: terminal && locale_is_utf8(), width }
    }
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
            let text = super::files::read_text(&path)
                .map_err(|p| anyhow::anyhow!("{}: {}", path.display(), p.message))?;
            files.push(RubricFile { name: name.into(), text: text.into() });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Whether the locale, by the variables that decide in this order, is one of UTF-8.
fn locale_is_utf8() -> bool {
    let deciding = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| is_set(name));
    let value = deciding.and_then(|name| std::env::var(name).ok()).unwrap_or_default().to_lowercase();
    value.contains("utf-8") || value.contains("utf8")
}
