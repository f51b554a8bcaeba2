//! What is generated, and where it stands.

mod configuration;
mod facts;
mod markdown;
mod rubrics;
mod screen;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use quorate::authoring;
use quorate::rubric::Rubrics;

/// The first line of a page that is generated as a whole.
const NOTICE: &str = "<!-- Generated from rubrics/. Renew with: cargo xtask docs -->\n\n";

/// A page, or a part of one, as it should be.
pub struct Page {
    /// Its path from the root of the repository.
    pub path: &'static str,
    /// The name of the part between its markers; without, the whole page.
    part: Option<&'static str>,
    /// What should stand there.
    wanted: String,
}

/// Everything that is generated.
///
/// # Errors
/// The bundled examples, or the proposal that a screen is shown of, cannot be read.
pub fn all(root: &Path) -> Result<Vec<Page>> {
    let rubrics = Rubrics::bundled();
    let examples = authoring::examples(&rubrics, &Rubrics::bundled_examples())
        .map_err(|problems| anyhow::anyhow!("the examples do not load: {problems:?}"))?;
    let whole = |path, wanted| Page { path, part: None, wanted };
    let part = |path, name, wanted| Page { path, part: Some(name), wanted };
    Ok(vec![
        whole("docs/facts.md", facts::page(&rubrics)),
        whole("docs/rubrics.md", rubrics::page(&rubrics, &examples)),
        part("docs/configuration.md", "keys", format!("\n{}\n", configuration::keys(&rubrics))),
        part("README.md", "screen", format!("```text\n{}```\n", screen::of_the_readme(root, &rubrics)?)),
    ])
}

impl Page {
    /// The text of the file as it should be, where the file is as given.
    fn renewed(&self, there: &str) -> Result<String> {
        let Some(part) = self.part else { return Ok(self.wanted.clone()) };
        let (begin, end) = (format!("<!-- {part}: generated -->\n"), format!("<!-- end of {part} -->"));
        let halves = there.split_once(&begin).and_then(|(head, rest)| Some((head, rest.split_once(&end)?.1)));
        let Some((head, tail)) = halves else {
            bail!("{} has no part between `{}` and `{end}`", self.path, begin.trim_end());
        };
        Ok(format!("{head}{begin}{}{end}{tail}", self.wanted))
    }

    /// Whether the file says what it should.
    ///
    /// # Errors
    /// It cannot be read, or lacks the markers of the part.
    pub fn is_fresh(&self, root: &Path) -> Result<bool> {
        let there = self.read(root)?;
        Ok(self.renewed(&there)? == there)
    }

    /// Writes what the file should say.
    ///
    /// # Errors
    /// As of [`Page::is_fresh`], or it cannot be written.
    pub fn renew(&self, root: &Path) -> Result<()> {
        let renewed = self.renewed(&self.read(root)?)?;
        fs::write(root.join(self.path), renewed).with_context(|| format!("cannot write {}", self.path))
    }

    fn read(&self, root: &Path) -> Result<String> {
        match fs::read_to_string(root.join(self.path)) {
            Ok(text) => Ok(text),
            Err(_) if self.part.is_none() => Ok(String::new()),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", self.path)),
        }
    }
}
