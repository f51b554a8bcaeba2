//! Gates as a caller names them on the command line, checked against the rubrics.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::policy::{Gates, Unknown};
use crate::rubric::{CriterionId, Level, Rubrics, RungId, Severity, StageId};
use crate::text;

/// Gates on the command line.
#[derive(Debug, Args)]
pub struct GateArgs {
    /// Fail where the score is lower (0 to 100; the evidenced score with --strict)
    #[arg(long, value_name = "SCORE", env = "QUORATE_FAIL_UNDER", hide_env = true, help_heading = "Gates", value_parser = clap::value_parser!(u32).range(0..=100))]
    fail_under: Option<u32>,
    /// Fail on a risk, tension or absent sector of this severity or a higher one
    #[arg(long, value_name = "SEVERITY", env = "QUORATE_FAIL_ON", hide_env = true, help_heading = "Gates")]
    fail_on: Option<SeverityArg>,
    /// Fail where a criterion is below a level, such as community/part=sound; may be repeated
    #[arg(
        long,
        value_name = "CRITERION=LEVEL",
        env = "QUORATE_REQUIRE",
        hide_env = true,
        help_heading = "Gates",
        value_delimiter = ','
    )]
    require: Vec<String>,
    /// Fail where the verdict is lower, such as "nearly ready"; undetermined is lower than all; `none` for no gate
    #[arg(
        long,
        value_name = "VERDICT",
        env = "QUORATE_MIN_VERDICT",
        hide_env = true,
        help_heading = "Gates"
    )]
    min_verdict: Option<String>,
    /// Fail where the stage is an earlier one, such as design: at an earlier stage less is asked; `none` for no gate
    #[arg(long, value_name = "STAGE", env = "QUORATE_LEAST_STAGE", hide_env = true, help_heading = "Gates")]
    least_stage: Option<String>,
    /// Which open questions count for --fail-on as the risk that they may hide; core by default
    #[arg(long, value_name = "WHAT", env = "QUORATE_UNKNOWN", hide_env = true, help_heading = "Gates")]
    unknown: Option<UnknownArg>,
}

/// A severity as a caller names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SeverityArg {
    /// Anything at all
    Low,
    /// Medium, high or critical
    Medium,
    /// High or critical
    High,
    /// Critical only
    Critical,
    /// Nothing, whatever the configuration says
    None,
}

/// What is not known, in a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnknownArg {
    /// Those about the core criteria and the four sectors
    Core,
    /// None: only what is known fails
    Passes,
    /// All, and every pattern that is not ruled out
    Fails,
}

impl UnknownArg {
    fn unknown(self) -> Unknown {
        match self {
            UnknownArg::Core => Unknown::Core,
            UnknownArg::Passes => Unknown::Passes,
            UnknownArg::Fails => Unknown::Fails,
        }
    }
}

impl SeverityArg {
    fn severity(self) -> Option<Severity> {
        match self {
            SeverityArg::Low => Some(Severity::Low),
            SeverityArg::Medium => Some(Severity::Medium),
            SeverityArg::High => Some(Severity::High),
            SeverityArg::Critical => Some(Severity::Critical),
            SeverityArg::None => None,
        }
    }
}

impl GateArgs {
    /// The gates, checked.
    ///
    /// # Errors
    /// A criterion, level or verdict that the rubrics do not have.
    pub fn check(&self, rubrics: &Rubrics) -> Result<Gates> {
        Ok(Gates {
            fail_under: self.fail_under,
            fail_on: self.fail_on.map(SeverityArg::severity),
            unknown: self.unknown.map(UnknownArg::unknown),
            require: self.require.iter().map(|text| requirement(text, rubrics)).collect::<Result<_>>()?,
            least_stage: self.least_stage.as_deref().map(|word| stage(word, rubrics)).transpose()?,
            min_verdict: self.min_verdict.as_deref().map(|word| verdict(word, rubrics)).transpose()?,
        })
    }
}

fn verdict(word: &str, rubrics: &Rubrics) -> Result<Option<RungId>> {
    if word == "none" {
        return Ok(None);
    }
    match rubrics.scale.ladder.position(|band| band.verdict == word) {
        Some(band) => Ok(Some(band)),
        None => {
            let verdicts = text::one_of(rubrics.scale.ladder.iter().map(|b| b.verdict.as_str()));
            bail!("--min-verdict: `{word}` is no verdict; expected {verdicts}")
        }
    }
}

fn stage(word: &str, rubrics: &Rubrics) -> Result<Option<StageId>> {
    if word == "none" {
        return Ok(None);
    }
    match rubrics.scale.stages.position(|stage| stage.word == word) {
        Some(stage) => Ok(Some(stage)),
        None => {
            let stages = text::one_of(rubrics.scale.stages.iter().map(|stage| stage.word.as_str()));
            bail!("--least-stage: `{word}` is no stage; expected {stages}")
        }
    }
}

fn requirement(text: &str, rubrics: &Rubrics) -> Result<(CriterionId, Level)> {
    let Some((id, word)) = text.split_once('=') else {
        bail!("--require: `{text}` has no level; write it as community/part=sound");
    };
    let ids = || rubrics.criteria.iter().map(|c| c.id.as_str());
    let Some(criterion) = rubrics.criteria.position(|c| c.id == id) else {
        let near =
            text::nearest(id, ids()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        bail!("--require: there is no criterion `{id}`{near}");
    };
    match Level::from_word(word) {
        Some(level) => Ok((criterion, level)),
        None => {
            bail!("--require: `{word}` is no level; expected {}", text::one_of(Level::ALL.map(Level::word)))
        }
    }
}
