//! `quorate rubric`: list, check and test a set of rubrics.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::authoring::{Example, core_answers, examples, outcome, review, survivors, too_long, unread};
use crate::cli::configuration::{read_examples, read_folder};
use crate::cli::{Global, Outcome, output};
use crate::rubric::{Decisive, RubricFile, Rubrics};
use crate::text;

/// What to do with rubrics.
#[derive(Debug, Subcommand)]
pub enum RubricCommand {
    /// List dimensions, criteria and patterns
    List,
    /// Check a set of rubrics: conditions, citations, facts
    Check(SetArgs),
    /// Run the examples of a set of rubrics
    Test(TestArgs),
}

/// Which set of rubrics.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// The folder that holds the set; without, that of the configuration, or the bundled rubrics
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Arguments of `quorate rubric test`.
#[derive(Debug, Args)]
pub struct TestArgs {
    #[command(flatten)]
    set: SetArgs,
    /// Run only the examples of this criterion or pattern, or of this dimension
    #[arg(long, value_name = "ID")]
    only: Option<String>,
    /// Also alter every comparison and word and leave every part out, one at a time, and list what no example notices
    #[arg(long)]
    alter: bool,
}

/// Lists, checks or tests rubrics.
pub fn run(command: &RubricCommand, global: &Global) -> Result<Outcome> {
    match command {
        RubricCommand::List => list(global),
        RubricCommand::Check(args) => check(args, global),
        RubricCommand::Test(args) => test(args, global),
    }
}

fn list(global: &Global) -> Result<Outcome> {
    let rubrics = global.load_rubrics()?;
    let mut text = String::new();
    for (number, dimension) in rubrics.dimensions.iter_enumerated() {
        text += &format!("{} ({})\n  {}\n", dimension.title, dimension.id, dimension.question);
        for (_, criterion) in rubrics.criteria_of(number) {
            let core = if criterion.is_core() { ", core" } else { "" };
            let decisive = match criterion.decisive {
                Decisive::No => "",
                Decisive::Yes => ", decisive",
                Decisive::When(_) => ", decisive in some cases",
            };
            let stage = &rubrics.scale.stages[criterion.due_from].word;
            text += &format!(
                "  {:<28} {} (weight {}, from {stage}{core}{decisive})\n",
                criterion.id, criterion.title, criterion.weight
            );
        }
        text.push('\n');
    }
    text += "Patterns\n";
    for pattern in &rubrics.patterns {
        let kind = if pattern.tension { "tension" } else { "risk" };
        text += &format!("  {:<44} {} ({kind}, {})\n", pattern.id, pattern.title, pattern.severity.word());
    }
    output::text(&text)?;
    Ok(Outcome::Fine)
}

/// The files of a set, the files of its examples, and the folder that messages name.
fn files_of(args: &SetArgs, global: &Global) -> Result<(PathBuf, Vec<RubricFile>, Vec<RubricFile>)> {
    let folder = match &args.folder {
        Some(folder) => Some(folder.clone()),
        None => global.rubrics_folder()?,
    };
    let mut example_files = read_examples(folder.as_deref())?;
    let Some(folder) = folder else {
        return Ok((PathBuf::from("rubrics"), Rubrics::bundled_files(), example_files));
    };
    for file in &mut example_files {
        file.name = format!("examples/{}", file.name).into();
    }
    let files = read_folder(&folder)?;
    Ok((folder, files, example_files))
}

fn load(folder: &Path, files: &[RubricFile], global: &Global) -> Result<Option<Rubrics>> {
    match Rubrics::load(files) {
        Ok(rubrics) => Ok(Some(rubrics)),
        Err(found) => {
            global.show_file_problems(folder, files, &found)?;
            output::error_text(&format!(
                "{} in {}\n",
                text::count(found.len(), "problem"),
                folder.display()
            ))?;
            Ok(None)
        }
    }
}

fn check(args: &SetArgs, global: &Global) -> Result<Outcome> {
    let (folder, files, example_files) = files_of(args, global)?;
    let Some(rubrics) = load(&folder, &files, global)? else { return Ok(Outcome::BadInput) };
    let mut found = review(&rubrics);
    found.extend(unread(&rubrics, &files));
    let mut all_files = files;
    if let Err(of_examples) = examples(&rubrics, &example_files) {
        found.extend(of_examples);
        all_files.extend(example_files);
    }
    let warnings = too_long(&rubrics);
    if !warnings.is_empty() {
        global.show_file_problems(&folder, &all_files, &warnings)?;
    }
    if !found.is_empty() {
        global.show_file_problems(&folder, &all_files, &found)?;
        output::error_text(&format!("{} in {}\n", text::count(found.len(), "problem"), folder.display()))?;
        return Ok(Outcome::BadInput);
    }
    let counts = [
        text::count(rubrics.dictionary.facts().count(), "fact"),
        text::count(rubrics.dimensions.len(), "dimension"),
        format!("{} criteria", rubrics.criteria.len()),
        text::count(rubrics.patterns.len(), "pattern"),
    ];
    let core = rubrics.criteria.iter().filter(|criterion| criterion.is_core()).count();
    output::text(&format!(
        "{}: {}, no problems\n{core} criteria are core; of a proposal of four partners and two goals {} answer them\n",
        folder.display(),
        text::join(&counts, "and"),
        text::count(core_answers(&rubrics), "fact"),
    ))?;
    Ok(Outcome::Fine)
}

fn test(args: &TestArgs, global: &Global) -> Result<Outcome> {
    let (folder, files, example_files) = files_of(&args.set, global)?;
    let Some(rubrics) = load(&folder, &files, global)? else { return Ok(Outcome::BadInput) };
    let examples = match examples(&rubrics, &example_files) {
        Ok(examples) => examples,
        Err(found) => {
            global.show_file_problems(&folder, &example_files, &found)?;
            return Ok(Outcome::BadInput);
        }
    };
    let wanted =
        |id: &str| args.only.as_deref().is_none_or(|only| id == only || id.split('/').next() == Some(only));
    let examples: Vec<Example> = examples.into_iter().filter(|e| wanted(e.subject.id(&rubrics))).collect();
    if examples.is_empty() {
        output::error_text("there are no examples to run\n")?;
        return Ok(Outcome::Nothing);
    }
    let mut text = String::new();
    let mut failed = 0;
    for example in &examples {
        let outcome = outcome(&rubrics, example);
        if outcome != example.expected {
            failed += 1;
            let path = folder.join(&example.file);
            text += &format!(
                "{}:{}:{}: {} should be `{}`, and is `{}`\n",
                path.display(),
                example.span.line,
                example.span.column,
                example.subject.id(&rubrics),
                example.expected.words(),
                outcome.words()
            );
        }
    }
    let mut loose = Vec::new();
    if args.alter {
        loose = survivors(&rubrics, &examples);
        loose.retain(|(subject, _)| wanted(subject.id(&rubrics)));
        for (subject, what) in &loose {
            text += &format!("{}: no example notices {what}\n", subject.id(&rubrics));
        }
        text += &format!("{} that no example notices\n", text::count(loose.len(), "alteration"));
    }
    text += &format!("{}, {failed} failed\n", text::count(examples.len(), "example"));
    output::text(&text)?;
    Ok(if failed == 0 && loose.is_empty() { Outcome::Fine } else { Outcome::GateFailed })
}
