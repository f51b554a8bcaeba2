//! The screen that the README shows.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use quorate::assess::{Options, assess};
use quorate::document::{self, Limits};
use quorate::policy::Evaluated;
use quorate::proposal::{Folder, PartialDate, Source, bind};
use quorate::report::content::{End, ProposalReport, Tables};
use quorate::report::style::Style;
use quorate::report::terminal::Terminal;
use quorate::report::text_of;
use quorate::rubric::Rubrics;

/// The proposal that the README shows.
const PROPOSAL: &str = "examples/riverside-homes.yaml";
/// The day on which.
const DAY: &str = "2026-11-22";

/// The screen at 80 columns.
///
/// # Errors
/// The example cannot be read.
pub fn of_the_readme(root: &Path, rubrics: &Rubrics) -> Result<String> {
    let file = root.join(PROPOSAL);
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {PROPOSAL}"))?;
    let stream = document::parse(&text, &Limits::default());
    let [document] = &stream.documents[..] else { bail!("{PROPOSAL} is not one document") };
    let (proposal, _) = bind(document, &rubrics.dictionary, &Folder::of(&file));
    let day = PartialDate::parse(DAY).map_err(|why| anyhow::anyhow!("{why}"))?;
    let evaluated = Evaluated::plain(assess(rubrics, &proposal, Options::new(day)), Source::file(PROPOSAL));
    let tables = Tables::of(rubrics);
    let style = Style { color: false, unicode: true, width: 80 };
    let reports = [ProposalReport::of(&evaluated, &tables)];
    Ok(text_of(Terminal::new(style, false), &reports, &End::default())?)
}
