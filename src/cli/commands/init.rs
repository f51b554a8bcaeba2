//! `quorate init`: a template to fill in, or what is missing in a file that is begun.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};

use crate::cli::one::ReadOne;
use crate::cli::output::write_new_file;
use crate::cli::{Global, Outcome, output};
use crate::document::{self, Limits};
use crate::interview::{TEMPLATE, TemplateText, Wanted, complete, template};
use crate::report::content::Tables;
use crate::report::json;
use crate::rubric::{Rubrics, StageId};
use crate::text;

/// Arguments of `quorate init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate init proposal.yaml             a new file with the facts of the core
  quorate init --all --stage diagnosis   print all that a first idea is asked
  quorate init --from old.yaml new.yaml  the old file, and what it does not say yet")]
pub struct InitArgs {
    /// The file to write, which must not be there yet; printed without
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Ask for every fact, and not only for those of the core
    #[arg(long)]
    all: bool,
    /// Ask only for what is due at this stage: diagnosis, design, implementation or assessment
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Take this proposal, and add what it does not say; it is not changed itself
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// In which format to answer
    #[arg(long, value_name = "FORMAT", default_value = "yaml")]
    format: TemplateFormat,
}

/// In which format a template is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TemplateFormat {
    /// The file itself
    Yaml,
    /// The same in an answer for machines
    Json,
}

/// Prints or writes a template.
pub fn run(args: &InitArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let rubrics = &setting.rubrics;
    let stage = args.stage.as_deref().map(|word| stage_of(rubrics, word)).transpose()?;
    let wanted = if args.all { Wanted::all(rubrics) } else { Wanted::core(rubrics) };
    let wanted = match stage {
        Some(stage) => wanted.due_at(stage),
        None => wanted,
    };
    let tables = Tables::of(rubrics);
    let (text, added) = match &args.from {
        None => (template(&wanted, &tables, stage), None),
        Some(path) => {
            let reading = ReadOne { command: "init", if_bad: "nothing added", setting: &setting, global };
            let Some(one) = reading.read(path)? else { return Ok(Outcome::BadInput) };
            let (text, added) = completed(&one.text, &wanted, &tables, path)?;
            (text, Some(added))
        }
    };
    if let Some(file) = &args.file {
        write_new_file(file, &text)?;
    }
    let file = args.file.as_ref().map(|file| file.display().to_string());
    let said = match (args.format, &file) {
        (TemplateFormat::Json, _) => json::answer(TEMPLATE, TemplateText { text, added, file }),
        (TemplateFormat::Yaml, None) => text,
        (TemplateFormat::Yaml, Some(file)) => written(file, added),
    };
    output::text(&said)?;
    Ok(Outcome::Fine)
}

fn written(file: &str, added: Option<usize>) -> String {
    let what = match added {
        None => format!("wrote {file}"),
        Some(added) => format!("wrote {file}: {} added", text::count(added, "key")),
    };
    format!("{what}\nfill in what you know, then: quorate {file}\n")
}

/// A file with what it lacks; what it says is the same as before, which is looked at.
fn completed(before: &str, wanted: &Wanted, tables: &Tables, path: &Path) -> Result<(String, usize)> {
    let limits = Limits::default();
    let stream = document::parse(before, &limits);
    let [document] = &stream.documents[..] else {
        bail!("{} holds several documents; `quorate init --from` takes a file with one", path.display());
    };
    let completed = complete(before, document, wanted, tables);
    let after = document::parse(&completed.text, &limits);
    if !after.problems.is_empty() || after.documents.len() != 1 {
        return Err(anyhow!(
            "{} is written in a way to which nothing can be added: write its blocks on lines of their own",
            path.display()
        ));
    }
    Ok((completed.text, completed.added))
}

fn stage_of(rubrics: &Rubrics, word: &str) -> Result<StageId> {
    let stages = &rubrics.scale.stages;
    stages.iter().position(|stage| stage.word == word).map(StageId::from).ok_or_else(|| {
        let words = text::one_of(stages.iter().map(|stage| stage.word.as_str()));
        anyhow!("--stage: `{}` is no stage; it is one of {words}", text::visible(word))
    })
}
