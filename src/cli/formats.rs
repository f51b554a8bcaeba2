//! The forms of a report, as a caller names them: `table`, `sarif=out.sarif`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;

use super::Global;
use crate::proposal::PartialDate;
use crate::report::cover::Cover;
use crate::report::github::Github;
use crate::report::html::Html;
use crate::report::json::Json;
use crate::report::junit::Junit;
use crate::report::markdown::Markdown;
use crate::report::sarif::Sarif;
use crate::report::table::Table;
use crate::report::{Form, csv};
use crate::rubric::Rubrics;
use crate::text;

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A screen for a person
    Table,
    /// A document to hand over
    Html,
    /// A comment on a pull request, or a document
    Markdown,
    /// A spreadsheet, a row for each finding
    Csv,
    /// A spreadsheet, a row for each proposal
    CsvScores,
    /// The contract for machines, quorate/report/1
    Json,
    /// Results of checks, for those who collect them
    Sarif,
    /// Test suites and cases, for servers that show tests
    Junit,
    /// Workflow commands, for annotations in GitHub
    Github,
}

/// A form, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted<F = Format> {
    /// The form.
    pub format: F,
    /// The file it is written to; standard output without.
    pub file: Option<PathBuf>,
}

impl<F: ValueEnum> FromStr for Wanted<F> {
    type Err = String;

    fn from_str(text: &str) -> Result<Wanted<F>, String> {
        let (word, file) = match text.split_once('=') {
            Some((_, "")) => return Err("there is no file behind the `=`".to_owned()),
            // As in `quorate assess -`.
            Some((word, "-")) => (word, None),
            Some((word, file)) => (word, Some(PathBuf::from(file))),
            None => (text, None),
        };
        match F::from_str(word, false) {
            Ok(format) => Ok(Wanted { format, file }),
            Err(_) => {
                let words = || F::value_variants().iter().filter_map(ValueEnum::to_possible_value);
                let names: Vec<String> = words().map(|word| word.get_name().to_owned()).collect();
                let names = || names.iter().map(String::as_str);
                let near = text::nearest(word, names());
                let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
                Err(format!("`{word}` is no form of a report; expected {}{near}", text::one_of(names())))
            }
        }
    }
}

/// What the forms are made from.
pub struct Making<'a> {
    /// The rubrics.
    pub rubrics: &'a Rubrics,
    /// As of when.
    pub as_of: PartialDate,
    /// Everything, and not only the first of each.
    pub detail: bool,
    /// The cover of a report to hand over.
    pub cover: Option<Cover>,
    /// Colours and width.
    pub global: &'a Global,
}

impl Wanted {
    /// The form itself.
    pub fn form<'a>(&self, making: &Making<'a>) -> Box<dyn Form + 'a> {
        match self.format {
            Format::Table => {
                let style = making.global.style_for(self.file.is_none());
                Box::new(Table::new(style, making.detail))
            }
            Format::Html => Box::new(Html::new(making.rubrics, making.as_of, making.cover.clone())),
            Format::Json => Box::new(Json::new(making.rubrics, making.as_of)),
            Format::Junit => Box::new(Junit),
            Format::Github => Box::new(Github),
            Format::Sarif => Box::new(Sarif::new(making.rubrics, making.as_of)),
            Format::Markdown => Box::new(Markdown::new(making.rubrics, making.as_of, making.detail)),
            Format::Csv => Box::new(csv::Findings),
            Format::CsvScores => Box::new(csv::Scores::new(making.rubrics)),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_help_names_every_form() {
        let help = crate::cli::Cli::command().render_help().to_string();
        for form in Format::value_variants() {
            let name = form.to_possible_value().expect("a name").get_name().to_owned();
            assert!(help.contains(&name), "{name}");
        }
    }

    #[test]
    fn a_form_may_name_its_file_and_a_misspelt_one_finds_its_neighbour() {
        let wanted: Wanted = "json=a=b.json".parse().expect("a form");
        assert_eq!(wanted, Wanted { format: Format::Json, file: Some(PathBuf::from("a=b.json")) });
        assert_eq!("table".parse::<Wanted>().expect("a form").file, None);
        assert!("jsom".parse::<Wanted>().expect_err("no form").contains("did you mean `json`?"));
        assert!("json=".parse::<Wanted>().is_err());
    }
}
