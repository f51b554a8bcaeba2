//! Reading the cover of a report, and its logo.

use std::io;
use std::path::Path;

use anyhow::{Result, bail};

use super::{files, reading};
use crate::cli::arguments::{OutputFormat, Wanted};
use crate::cli::{Global, output};
use crate::document::{self, Limits, Problem, ProblemKind, Problems};
use crate::report::cover::{Cover, LARGEST_LOGO, Logo, LogoFile};
use crate::report::problems;

/// The cover of the reports that are wanted, where one is given; its logo is looked for from its folder.
///
/// # Errors
/// No report has a cover, or this one cannot be used; what is wrong with it has been printed.
pub fn find(path: Option<&Path>, wanted: &[Wanted], global: &Global) -> Result<Option<Cover>> {
    let Some(path) = path else { return Ok(None) };
    if !wanted.iter().any(|wanted| wanted.format == OutputFormat::Html) {
        bail!("--cover goes with a report to hand over: --format html=report.html");
    }
    let text = files::read_text(path).map_err(|p| anyhow::anyhow!("{}: {}", path.display(), p.message))?;
    let (cover, problems) = load(&text, path.parent().unwrap_or(Path::new("")));
    let label = path.display().to_string();
    output::error_text(&problems::render(&label, &text, &problems, global.error_style()))?;
    if problems.iter().any(|p| p.kind == ProblemKind::Error) {
        bail!("the cover {label} cannot be used");
    }
    Ok(Some(cover))
}

fn load(text: &str, folder: &Path) -> (Cover, Vec<Problem>) {
    let mut stream = document::parse(text, &Limits::default());
    let found = Problems::default();
    let mut cover =
        stream.documents.first().map(|document| Cover::load(document, &found)).unwrap_or_default();
    if let Some(file) = &cover.logo {
        match read_logo(file, folder) {
            Ok(logo) => cover.picture = Some(logo),
            Err(problem) => found.push(problem),
        }
    }
    stream.problems.extend(found.into_sorted());
    (cover, stream.problems)
}

fn read_logo(file: &LogoFile, folder: &Path) -> Result<Logo, Problem> {
    let opened = reading::open_ordinary(&folder.join(&file.path));
    let bytes = opened.and_then(|opened| reading::read_limited(opened, 0, LARGEST_LOGO as u64));
    let unreadable = |error: io::Error| {
        let message = format!("the logo `{}` cannot be read: {}", file.path, files::reason(&error));
        Problem::error(file.span, message).help("its path begins at the folder of the cover")
    };
    Logo::check(file, bytes.map_err(unreadable)?)
}
