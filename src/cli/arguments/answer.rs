//! The formats of an answer that is no report of findings: a letter, a plan. `text`, `markdown`, `html=letter.html`, `json`.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::{Result, bail};
use clap::ValueEnum;
use serde::Serialize;

use super::format::format_and_file;
use crate::cli::output::{Destination, check_outputs};
use crate::cli::{Global, output};
use crate::report::content::{Run, Sheet, Tables};
use crate::report::{html, json, sheet};

/// The format of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// Plain text, for a screen or a message
    #[value(alias = "table")]
    Text,
    /// For a ticket, or a document
    Markdown,
    /// A page to hand over
    Html,
    /// For machines
    Json,
}

/// A format, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedAnswer {
    format: AnswerFormat,
    file: Option<PathBuf>,
}

impl FromStr for WantedAnswer {
    type Err = String;

    fn from_str(text: &str) -> Result<WantedAnswer, String> {
        let (format, file) = format_and_file(text, "this answer")?;
        Ok(WantedAnswer { format, file })
    }
}

/// What answers are made from.
pub struct Answering<'a> {
    /// What is known of the run.
    pub run: &'a Run<'a>,
    /// What the rubrics say.
    pub tables: &'a Tables<'a>,
    /// Colours and width.
    pub global: &'a Global,
}

impl Answering<'_> {
    /// Writes an answer in each of the formats, whole or not at all.
    ///
    /// # Errors
    /// Two go to one place, one goes over a file that is read, or one cannot be written.
    pub fn write(
        &self,
        wanted: &[WantedAnswer],
        read: &[&Path],
        answer: &Sheet,
        machine: (&'static str, &impl Serialize),
    ) -> Result<()> {
        check_outputs(wanted.iter().map(|wanted| wanted.file.as_deref()), read.iter().copied())?;
        let (files, streams): (Vec<_>, Vec<_>) = wanted.iter().partition(|wanted| wanted.file.is_some());
        for WantedAnswer { format, file } in files.into_iter().chain(streams) {
            let text = match format {
                AnswerFormat::Text => sheet::text(answer, &self.global.style_for(file.is_none())),
                AnswerFormat::Markdown => sheet::markdown(answer),
                AnswerFormat::Html => sheet::html(answer, &self.html()),
                AnswerFormat::Json => json::answer(machine.0, machine.1),
            };
            match file {
                None => output::text(&text)?,
                Some(file) => {
                    let mut out = Destination::for_report(Some(file))?;
                    if out.is_folder() {
                        bail!(
                            "cannot write {}: this answer is one file, and this is a folder",
                            file.display()
                        );
                    }
                    out.write(text.as_bytes())?;
                    out.finish()?;
                }
            }
        }
        Ok(())
    }

    fn html(&self) -> html::Setting<'_> {
        html::Setting { run: self.run, tables: self.tables, detail: false, cover: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_may_name_its_file_and_a_misspelt_one_finds_its_neighbour() {
        let wanted: WantedAnswer = "html=letter.html".parse().expect("a format");
        assert_eq!(wanted.file, Some(PathBuf::from("letter.html")));
        assert_eq!("table".parse::<WantedAnswer>().expect("a format").format, AnswerFormat::Text);
        assert!("markdow".parse::<WantedAnswer>().expect_err("none").contains("did you mean `markdown`?"));
    }
}
