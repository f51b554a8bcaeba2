//! What a run looked at, told when it ends: its configuration, what each path gave, and what was passed over and why.

use std::path::Path;

use anyhow::Result;
use clap::Args;
use clap::builder::FalseyValueParser;

use super::configuration::Setting;
use super::day::Day;
use super::input::{Input, Intake};
use super::output::{self, Problems};
use super::paths::SeenFrom;
use crate::document::{FileProblem, ProblemKind};
use crate::report::content::Decision;
use crate::text::{join, visible};

/// Arguments of every subcommand that looks through folders.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Fail where a path, a `match` or a waiver gives nothing, or a file is passed over that looks like a proposal
    #[arg(long, env = "QUORATE_STRICT_INPUT", hide_env = true, value_parser = FalseyValueParser::new())]
    strict_input: bool,
}

impl InputArgs {
    /// Whether a run fails where something was passed over that was meant to be checked.
    pub fn is_strict(&self, setting: &Setting) -> bool {
        self.strict_input || setting.config.strict_input.unwrap_or_default()
    }
}

/// What is to be told of paths that gave nothing, and of files that may have been meant. Under `strict` each is an error.
pub fn strictly(strict: bool, found: Vec<FileProblem>) -> Vec<FileProblem> {
    let harder = |mut told: FileProblem| {
        if strict {
            told.problem.kind = ProblemKind::Error;
        }
        told
    };
    found.into_iter().map(harder).collect()
}

/// Tells problems of files that have no text to show.
///
/// # Errors
/// Standard error cannot be written to.
pub fn tell_problems(problems: &mut Problems, setting: &Setting, found: &[FileProblem]) -> Result<()> {
    for FileProblem { path, problem } in found {
        let text = setting.files.iter().find(|file| file.label == *path).map_or("", |file| &file.text);
        problems.tell_one(path, text, problem.clone())?;
    }
    Ok(())
}

/// Says which configuration was read and what each path gave; nothing where one file was named and there is no
/// configuration.
///
/// # Errors
/// Standard error cannot be written to.
pub fn tell(setting: &Setting, inputs: &[Input], intake: &Intake) -> Result<()> {
    let configuration = configuration(setting, inputs);
    for line in configuration.into_iter().chain(intake.says()) {
        output::error_text(&format!("note: {}\n", visible(&line)))?;
    }
    Ok(())
}

/// So many paths and waivers of a configuration are told one by one.
const MOST_DECISIONS: usize = 8;

/// Says what each path of the configuration, and each waiver, gave.
///
/// # Errors
/// Standard error cannot be written to.
pub fn tell_of_decisions(decisions: &[Decision]) -> Result<()> {
    let told = decisions.iter().take(MOST_DECISIONS).map(Decision::says);
    let more = decisions.len().saturating_sub(MOST_DECISIONS);
    let more = (more > 0).then(|| format!("{more} more"));
    let told: Vec<String> = told.chain(more).collect();
    match told.is_empty() {
        true => Ok(()),
        false => output::error_text(&format!("note: of the configuration: {}\n", visible(&told.join("; ")))),
    }
}

/// Says which day it is, where waivers hold until a day.
///
/// # Errors
/// Standard error cannot be written to.
pub fn tell_of_day(setting: &Setting, day: &Day) -> Result<()> {
    if setting.config.waivers.is_empty() && setting.config.timezone.is_none() {
        return Ok(());
    }
    output::error_text(&format!("note: {}\n", day.says()))
}

fn configuration(setting: &Setting, inputs: &[Input]) -> Option<String> {
    let here = SeenFrom::new(Path::new("."));
    let quoted = |label: String| format!("`{label}`");
    let not_read: Vec<String> = setting.not_read(inputs).iter().map(|path| quoted(here.path(path))).collect();
    let mut labels = setting.files.iter().map(|file| file.label.clone());
    let read = labels.next().map(|first| {
        let parents: Vec<String> = labels.map(quoted).collect();
        match parents.is_empty() {
            true => format!("configuration `{first}`"),
            false => format!("configuration `{first}`, which builds on {}", join(&parents, "and")),
        }
    });
    if setting.is_lifted() {
        return Some("no configuration: --no-config".to_owned());
    }
    let (none, help) = ("no configuration", "a run has one; `extends:` builds on another by name");
    match not_read.is_empty() {
        true => read,
        false => {
            let read = read.unwrap_or_else(|| none.to_owned());
            Some(format!("{read}; not read: {} ({help})", join(&not_read, "and")))
        }
    }
}
