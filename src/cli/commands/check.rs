//! `quorate check`: only whether files are well-formed proposals.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::arguments::StdinArgs;
use crate::cli::cores::{BATCH, on_all_cores};
use crate::cli::input::{self, Read, Reader};
use crate::cli::output::Problems;
use crate::cli::texts::FileTexts;
use crate::cli::{Global, Outcome, output};
use crate::text;

/// Arguments of `quorate check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files, folders, or `-` for standard input; the current folder without
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    stdin: StdinArgs,
}

/// Checks proposals and says how many are well formed.
pub fn run(args: &CheckArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let stdin_path = args.stdin.path(paths)?;
    let comments_waive = setting.config.comments_waive;
    let texts = FileTexts::default();
    let reader = Reader { rubrics: &setting.rubrics, comments_waive, texts: &texts };
    let mut problems = Problems::new(global.error_style());
    let (mut good, mut bad, mut skipped) = (0, 0, 0);
    for batch in input::find(paths, stdin_path, &setting.root).chunks(BATCH) {
        for read in on_all_cores(batch, |input| reader.read(input)) {
            match read {
                Read::NoProposal => skipped += 1,
                Read::File(file) => {
                    problems.tell(&file)?;
                    good += file.proposals.len();
                    bad += usize::from(file.is_bad());
                }
            }
        }
    }
    problems.close("")?;
    output::text(&format!(
        "{}, {bad} {} with errors{}\n",
        text::count(good, "good proposal"),
        file_or_files(bad),
        no_proposals(skipped)
    ))?;
    if good + bad == 0 {
        output::error_text(
            "nothing to check: a proposal is a YAML file with `quorate: 1` at the beginning of a line\n",
        )?;
    }
    Ok(match (good, bad) {
        (_, 1..) => Outcome::BadInput,
        (0, 0) => Outcome::Nothing,
        _ => Outcome::Fine,
    })
}

fn file_or_files(number: usize) -> &'static str {
    if number == 1 { "file" } else { "files" }
}

fn no_proposals(skipped: usize) -> String {
    match skipped {
        0 => String::new(),
        n => format!(", {} skipped without `quorate: 1`", text::count(n, "YAML file")),
    }
}
