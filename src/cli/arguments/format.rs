//! The formats of a report, as a caller names them: `table`, `sarif=out.sarif`, `html=report/`.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::cli::Global;
use crate::cli::output::{Destination, Sink, Writer, is_folder};
use crate::report::content::{Run, Tables};
use crate::report::cover::Cover;
use crate::report::csv::{self, Separator};
use crate::report::github::Github;
use crate::report::html::{self, Html, HtmlFolder};
use crate::report::json::Json;
use crate::report::junit::Junit;
use crate::report::markdown::{Markdown, MarkdownSummary};
use crate::report::sarif::Sarif;
use crate::report::terminal::Terminal;
use crate::text;

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// A screen for a person
    Table,
    /// A document to hand over; html=FOLDER/ writes a page for each proposal
    Html,
    /// A comment on a pull request, or a document
    Markdown,
    /// A spreadsheet, a row for each finding
    Csv,
    /// A spreadsheet, a row for each proposal
    CsvScores,
    /// The contract for machines, quorate/report/2
    Json,
    /// Results of checks, for those who collect them
    Sarif,
    /// Test suites and cases, for servers that show tests
    Junit,
    /// Workflow commands, for annotations in GitHub
    Github,
}

/// A format, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The format.
    pub format: OutputFormat,
    /// The file it is written to; standard output without.
    pub file: Option<PathBuf>,
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Wanted, String> {
        let (format, file) = format_and_file(text, "a report")?;
        Ok(Wanted { format, file })
    }
}

/// Reads a format and the file that it goes to, such as `sarif=out.sarif`; `of` is what it is a format of.
///
/// # Errors
/// There is no such format, or no file behind the `=`.
pub fn format_and_file<F: ValueEnum>(text: &str, of: &str) -> Result<(F, Option<PathBuf>), String> {
    let (word, file) = match text.split_once('=') {
        Some((_, "")) => return Err("there is no file behind the `=`".to_owned()),
        // As in `quorate assess -`.
        Some((word, "-")) => (word, None),
        Some((word, file)) => (word, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = F::from_str(word, false).map_err(|_| {
        let words = F::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names: Vec<String> = words.map(|word| word.get_name().to_owned()).collect();
        let names = || names.iter().map(String::as_str);
        let near = text::nearest(word, names());
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        format!("`{word}` is no format of {of}; expected {}{near}", text::one_of(names()))
    })?;
    Ok((format, file))
}

/// What reports are made from.
pub struct Making<'a> {
    /// What is known of the run.
    pub run: &'a Run<'a>,
    /// What the rubrics say.
    pub tables: &'a Tables<'a>,
    /// Everything, and not only the first of each.
    pub detail: bool,
    /// Only what fails and what is new, where a format has a summary.
    pub summary: bool,
    /// What parts the cells of a sheet.
    pub separator: Separator,
    /// The cover of a report to hand over.
    pub cover: Option<Cover>,
    /// Colours and width.
    pub global: &'a Global,
}

impl<'a> Making<'a> {
    /// A report in which nothing is left out, without a cover.
    pub fn in_full(run: &'a Run<'a>, tables: &'a Tables<'a>, detail: bool, global: &'a Global) -> Making<'a> {
        Making { run, tables, detail, summary: false, separator: Separator::default(), cover: None, global }
    }

    fn html(&self) -> html::Setting<'a> {
        html::Setting { run: self.run, tables: self.tables, detail: self.detail, cover: self.cover.clone() }
    }
}

impl Wanted {
    /// The word of the format.
    pub fn word(&self) -> String {
        self.format.to_possible_value().map_or_else(String::new, |word| word.get_name().to_owned())
    }

    /// Opens the place that the report goes to, before any work is done.
    ///
    /// # Errors
    /// The file cannot be written there.
    pub fn open<'a>(&self, making: &Making<'a>) -> Result<Box<dyn Sink + 'a>> {
        let Making { run, tables, separator, .. } = *making;
        if let Some(folder) = self.file.as_deref().filter(|file| is_folder(file))
            && self.format != OutputFormat::Html
        {
            bail!("cannot write {}: {} is one file, and this is a folder", folder.display(), self.word());
        }
        let out = Destination::for_report(self.file.as_deref())?;
        Ok(match self.format {
            OutputFormat::Json => Writer::boxed(Json::new(run, tables), out),
            OutputFormat::Csv => Writer::boxed(csv::Findings::new(tables).parted_by(separator), out),
            OutputFormat::CsvScores => Writer::boxed(csv::Scores::new(tables).parted_by(separator), out),
            OutputFormat::Sarif => Writer::boxed(Sarif::new(run, tables), out),
            OutputFormat::Junit => Writer::boxed(Junit::new(tables), out),
            OutputFormat::Github => Writer::boxed(Github::new(tables), out),
            OutputFormat::Markdown if making.summary => Writer::boxed(MarkdownSummary::new(run), out),
            OutputFormat::Markdown => Writer::boxed(Markdown::new(run, tables, making.detail), out),
            OutputFormat::Table => {
                let style = making.global.style_for(self.file.is_none());
                Writer::boxed(Terminal::new(style, making.detail), out)
            }
            OutputFormat::Html if out.is_folder() => Writer::boxed(HtmlFolder::new(making.html()), out),
            OutputFormat::Html => Writer::boxed(Html::new(making.html()), out),
        })
    }
}

/// Refuses an option that none of the formats heeds.
///
/// # Errors
/// `is_given`, and none of `wanted` is one of `heeding`.
pub fn refuse_unheeded(
    option: &str,
    is_given: bool,
    wanted: &[Wanted],
    heeding: &[OutputFormat],
) -> Result<()> {
    if !is_given || wanted.iter().any(|wanted| heeding.contains(&wanted.format)) {
        return Ok(());
    }
    let words = heeding.iter().filter_map(ValueEnum::to_possible_value);
    let words: Vec<String> = words.map(|word| format!("--format {}", word.get_name())).collect();
    bail!("{option} changes nothing here: it goes with {}", text::join(&words, "or"));
}

/// Writes one text in each format that is wanted.
///
/// # Errors
/// It cannot be written, or a format does not have `what` is to be written.
pub fn write_each<'s>(
    wanted: &[Wanted],
    sinks: Vec<Box<dyn Sink + 's>>,
    what: &str,
    write: impl Fn(Box<dyn Sink + 's>) -> Result<bool>,
) -> Result<()> {
    // Files first: that nobody reads standard output to its end is no reason not to write them.
    let (to_files, to_stdout): (Vec<_>, Vec<_>) =
        wanted.iter().zip(sinks).partition(|(_, sink)| sink.is_file());
    for (wanted, sink) in to_files.into_iter().chain(to_stdout) {
        if !write(sink)? {
            bail!("--format: {} has no {what}; table, markdown, html and json have", wanted.word());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_help_names_every_format() {
        let help = crate::cli::Cli::command().render_help().to_string();
        for format in OutputFormat::value_variants() {
            let name = format.to_possible_value().expect("a name").get_name().to_owned();
            assert!(help.contains(&name), "{name}");
        }
    }

    #[test]
    fn a_format_may_name_its_file_and_a_misspelt_one_finds_its_neighbour() {
        let wanted: Wanted = "json=a=b.json".parse::<Wanted>().expect("a format");
        assert_eq!(wanted, Wanted { format: OutputFormat::Json, file: Some(PathBuf::from("a=b.json")) });
        assert_eq!("table".parse::<Wanted>().expect("a format").file, None);
        assert!("jsom".parse::<Wanted>().expect_err("no format").contains("did you mean `json`?"));
        assert!("json=".parse::<Wanted>().is_err());
    }
}
