//! `quorate plan`: the least effort that reaches a verdict, or the most that an effort buys.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::Args;

use crate::assess::{Options, OutOfReach, assess, plan, plan_within};
use crate::cli::arguments::{Answering, ReadingArgs, WantedAnswer};
use crate::cli::one::ReadOne;
use crate::cli::{Global, Outcome};
use crate::report::content::{Planner, Run, Tables};
use crate::rubric::{Rubrics, RungId};
use crate::text;

/// The version of the contract of a plan in JSON.
const PLAN: &str = "quorate/plan/1";

/// Arguments of `quorate plan`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate plan proposal.yaml --to ready             the least effort that makes it ready
  quorate plan proposal.yaml --within '6 weeks'     the most that six weeks of work buy
  quorate plan proposal.yaml --to 'nearly ready' --format markdown=ticket.md

A verdict that cannot be reached ends with 1. A week has 5 working days, a month 20.")]
pub struct PlanArgs {
    /// A file with one proposal, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The verdict to reach: emerging, nearly ready or ready; the next one without
    #[arg(long, value_name = "VERDICT")]
    to: Option<String>,
    /// The working time that there is, such as `30 days`, `6 weeks` or `2 months`
    #[arg(long, value_name = "EFFORT", value_parser = parse_effort)]
    within: Option<f64>,
    /// In which format: text, markdown, html or json; into a file with markdown=plan.md; may be repeated
    #[arg(long, value_name = "FORMAT[=FILE]", value_delimiter = ',', default_value = "text")]
    format: Vec<WantedAnswer>,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// Makes a plan.
pub fn run(args: &PlanArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let rubrics = &setting.rubrics;
    let wanted = args.to.as_deref().map(|word| verdict_of(rubrics, word)).transpose()?;
    let reading = ReadOne { command: "plan", if_bad: "nothing planned", setting: &setting, global };
    let Some(one) = reading.read(&args.file)? else { return Ok(Outcome::BadInput) };
    let as_of = args.reading.as_of(&setting.config)?;
    let strict = args.reading.strict(&setting.config);
    let options = Options { fewest: true, ..Options::new(as_of) };
    let assessment = assess(rubrics, &one.proposal, strict.set(options));
    let tables = Tables::of(rubrics);
    let planner = Planner { assessment: &assessment, tables: &tables, file: &one.source.path };
    // Without a verdict to reach it is the next one, or the lowest that asks for anything.
    let next = assessment
        .next_rung
        .or(rubrics.scale.ladder.keys().nth(1))
        .filter(|next| !assessment.has_reached(*next));
    let top = rubrics.scale.ladder.last_key().unwrap_or(RungId::from(0));
    let report = match (wanted, args.within) {
        (None, Some(days)) => match plan_within(&assessment, days) {
            Some(found) => planner.found(&found),
            None => planner.out_of_reach(next.unwrap_or(top), OutOfReach::NothingCounts),
        },
        (wanted, within) => {
            let to = wanted.or(next).unwrap_or(top);
            match plan(&assessment, to) {
                Ok(found) if within.is_some_and(|days| found.days > days) => {
                    planner.out_of_reach(to, OutOfReach::TooDear(found.days))
                }
                Ok(found) => planner.found(&found),
                Err(why) => planner.out_of_reach(to, why),
            }
        }
    };
    let run = Run::new(rubrics, as_of);
    let answering = Answering { run: &run, tables: &tables, global };
    let read: [&Path; 1] = [&args.file];
    answering.write(&args.format, &read, &report.sheet(), (PLAN, &report))?;
    Ok(if report.reached { Outcome::Fine } else { Outcome::GateFailed })
}

fn verdict_of(rubrics: &Rubrics, word: &str) -> Result<RungId> {
    let ladder = &rubrics.scale.ladder;
    let plain = word.trim().to_lowercase().replace(['-', '_'], " ");
    let found = ladder.iter().position(|rung| rung.verdict == plain).map(RungId::from);
    let words = text::one_of(ladder.iter().map(|rung| rung.verdict.as_str()));
    match found {
        None => Err(anyhow!("--to: `{}` is no verdict; it is one of {words}", text::visible(word))),
        Some(lowest) if usize::from(lowest) == 0 => {
            bail!("--to: `{plain}` asks for nothing; name a higher verdict")
        }
        Some(rung) => Ok(rung),
    }
}

/// Reads `30 days`, `6 weeks`, `2 months` as working days.
fn parse_effort(text: &str) -> Result<f64, String> {
    const UNITS: [(&str, f64); 4] = [("hour", 1.0 / 8.0), ("day", 1.0), ("week", 5.0), ("month", 20.0)];
    let wrong = || {
        format!(
            "`{}` is no working time; write it as `30 days`, `6 weeks` or `2 months`",
            text::visible(text)
        )
    };
    let text = text.trim();
    let at = text.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(wrong)?;
    let (number, unit) = text.split_at(at);
    let number: f64 = number.parse().map_err(|_| wrong())?;
    let unit = unit.trim().to_lowercase();
    let days = UNITS.iter().find(|(word, _)| unit.trim_end_matches('s') == *word).ok_or_else(wrong)?.1;
    let all = number * days;
    if all.is_finite() && all < 1e6 { Ok(all) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_time_is_read_in_its_units_and_nothing_else_is() {
        let read = ["30 days", "1 day", "6 weeks", "2months", "4 hours", "0.5 weeks"].map(parse_effort);
        assert_eq!(read, [30.0, 1.0, 30.0, 40.0, 0.5, 2.5].map(Ok));
        for wrong in
            ["", "weeks", "6", "six weeks", "6 years", "1e9 days", "-3 days", "99999999999999999999 days"]
        {
            assert!(parse_effort(wrong).is_err(), "{wrong}");
        }
    }
}
