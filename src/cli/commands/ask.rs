//! `quorate ask`: the open questions as a letter to the applicant, or to one partner.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use clap::Args;

use crate::assess::{Assessment, Options, assess};
use crate::cli::arguments::{Answering, ReadingArgs, WantedAnswer};
use crate::cli::one::ReadOne;
use crate::cli::{Global, Outcome};
use crate::proposal::fold_name;
use crate::report::content::{Letter, LetterFor, Run, Tables};
use crate::text;

/// The version of the contract of a letter in JSON.
const LETTER: &str = "quorate/letter/1";

/// Arguments of `quorate ask`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate ask proposal.yaml                              the letter, to read or to send
  quorate ask proposal.yaml --partner 'City of Riverside'   only what this partner can answer
  quorate ask proposal.yaml --format html=letter.html    a page to hand over")]
pub struct AskArgs {
    /// A file with one proposal, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Ask only what this partner can answer
    #[arg(long, value_name = "NAME")]
    partner: Option<String>,
    /// Ask about further checks too, which move no number
    #[arg(long)]
    all: bool,
    /// In which format: text, markdown, html or json; into a file with html=letter.html; may be repeated
    #[arg(long, value_name = "FORMAT[=FILE]", value_delimiter = ',', default_value = "text")]
    format: Vec<WantedAnswer>,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Writes the letter.
pub fn run(args: &AskArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let reading = ReadOne { command: "ask", if_bad: "no letter written", setting: &setting, global };
    let Some(one) = reading.read(&args.file)? else { return Ok(Outcome::BadInput) };
    let as_of = args.reading.as_of(&setting.config)?;
    // Which facts settle the verdict is a question about the facts as stated: evidence is asked for in the letter itself.
    let options = Options { fewest: true, ..Options::new(as_of) };
    let assessment = assess(&setting.rubrics, &one.proposal, options);
    let partner = args.partner.as_deref().map(|name| partner(&assessment, name)).transpose()?;
    let tables = Tables::of(&setting.rubrics);
    let to =
        LetterFor { all: args.all, partner: partner.as_ref().map(|(number, name)| (*number, name.as_str())) };
    let letter = Letter::of(&assessment, &tables, &one.source.path, to);
    let run = Run::new(&setting.rubrics, as_of);
    let answering = Answering { run: &run, tables: &tables, global };
    let read: [&Path; 1] = [&args.file];
    answering.write(&args.format, &read, &letter.sheet(), (LETTER, &letter))?;
    Ok(Outcome::Fine)
}

/// The partner of this name: its number in the list, and its name as the file writes it.
fn partner(assessment: &Assessment, name: &str) -> Result<(u32, String)> {
    let rubrics = assessment.rubrics;
    let list = rubrics.product.partners;
    let records = assessment.proposal.records(list).records.iter();
    let names: Vec<Option<String>> =
        records.map(|record| assessment.proposal.record_name(&rubrics.dictionary, list, record)).collect();
    let found = names
        .iter()
        .position(|known| known.as_ref().is_some_and(|known| fold_name(known) == fold_name(name)));
    if let Some(number) = found {
        return Ok((number as u32, names[number].clone().unwrap_or_default()));
    }
    let known: Vec<&str> = names.iter().flatten().map(String::as_str).collect();
    let near = text::nearest(name, known.iter().copied());
    let help = match near {
        Some(near) => format!("did you mean `{}`?", text::visible(near)),
        None if known.is_empty() => "the proposal names no partner".to_owned(),
        None => format!("its partners are {}", text::visible(&known.join(", "))),
    };
    Err(anyhow!("--partner: no partner is called `{}`; {help}", text::visible(name)))
}
