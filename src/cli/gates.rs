//! Gates: what a caller asks of every proposal, and which of it a proposal does not meet.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::assess::{Assessment, FindingKind, Verdict};
use crate::rubric::{Level, Rubrics, Severity};
use crate::wording;

/// Gates on the command line.
#[derive(Debug, Args)]
pub struct GateArgs {
    /// Fail where the score is lower (0 to 100; the evidenced score with --strict)
    #[arg(long, value_name = "SCORE", value_parser = clap::value_parser!(u32).range(0..=100), help_heading = "Gates")]
    fail_under: Option<u32>,
    /// Fail on a risk, tension or absent sector of this severity or a higher one
    #[arg(long, value_name = "SEVERITY", help_heading = "Gates")]
    fail_on: Option<SeverityArg>,
    /// Fail where a criterion is below a level, such as community/part=sound; may be repeated
    #[arg(long, value_name = "CRITERION=LEVEL", help_heading = "Gates")]
    require: Vec<String>,
    /// Fail where the verdict is lower, such as "nearly ready"; undetermined is lower than all
    #[arg(long, value_name = "VERDICT", help_heading = "Gates")]
    min_verdict: Option<String>,
    /// What an open question does to --fail-on: the risk that it may hide counts, or it does not
    #[arg(long, value_name = "WHAT", default_value = "passes", help_heading = "Gates")]
    unknown: UnknownArg,
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
}

/// What is not known, in a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnknownArg {
    /// Only what is known fails
    Passes,
    /// What may be hidden fails too
    Fails,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Severity {
        match severity {
            SeverityArg::Low => Severity::Low,
            SeverityArg::Medium => Severity::Medium,
            SeverityArg::High => Severity::High,
            SeverityArg::Critical => Severity::Critical,
        }
    }
}

/// The gates of a run, checked against its rubrics.
pub struct Gates {
    fail_under: Option<u32>,
    fail_on: Option<Severity>,
    unknown_fails: bool,
    /// Number of the criterion, and the level asked for.
    require: Vec<(usize, Level)>,
    /// Number of the band.
    min_verdict: Option<usize>,
}

impl GateArgs {
    /// Whether any gate is asked for.
    pub fn is_used(&self) -> bool {
        let asked = self.fail_under.is_some() || self.fail_on.is_some() || self.min_verdict.is_some();
        asked || !self.require.is_empty() || self.unknown == UnknownArg::Fails
    }

    /// The gates, checked.
    ///
    /// # Errors
    /// A criterion, level or verdict that the rubrics do not have.
    pub fn check(&self, rubrics: &Rubrics) -> Result<Gates> {
        let min_verdict = match &self.min_verdict {
            None => None,
            Some(word) => match rubrics.scale.bands.iter().position(|band| band.verdict == *word) {
                Some(band) => Some(band),
                None => {
                    let verdicts = wording::one_of(rubrics.scale.bands.iter().map(|b| b.verdict.as_str()));
                    bail!("--min-verdict: `{word}` is no verdict; expected {verdicts}");
                }
            },
        };
        let require = self.require.iter().map(|text| requirement(text, rubrics)).collect::<Result<_>>()?;
        Ok(Gates {
            fail_under: self.fail_under,
            fail_on: self.fail_on.map(Severity::from),
            unknown_fails: self.unknown == UnknownArg::Fails,
            require,
            min_verdict,
        })
    }
}

fn requirement(text: &str, rubrics: &Rubrics) -> Result<(usize, Level)> {
    let Some((id, word)) = text.split_once('=') else {
        bail!("--require: `{text}` has no level; write it as community/part=sound");
    };
    let ids = || rubrics.criteria.iter().map(|c| c.id.as_str());
    let Some(number) = ids().position(|known| known == id) else {
        let near =
            wording::nearest(id, ids()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        bail!("--require: there is no criterion `{id}`{near}");
    };
    match Level::from_word(word) {
        Some(level) => Ok((number, level)),
        None => {
            bail!(
                "--require: `{word}` is no level; expected {}",
                wording::one_of(Level::ALL.map(Level::word))
            )
        }
    }
}

impl Gates {
    /// What a proposal does not meet, a sentence for each gate.
    pub fn failures(&self, assessment: &Assessment) -> Vec<String> {
        let checks = [self.score(assessment), self.verdict(assessment), self.findings(assessment)];
        let required = self.require.iter().map(|(criterion, level)| required(assessment, *criterion, *level));
        checks.into_iter().chain(required).flatten().collect()
    }

    fn score(&self, assessment: &Assessment) -> Option<String> {
        let least = self.fail_under?;
        let score = assessment.score.for_verdict(assessment.options);
        (score < least).then(|| format!("the score is {score} (--fail-under {least})"))
    }

    fn verdict(&self, assessment: &Assessment) -> Option<String> {
        let least = self.min_verdict?;
        let reached = matches!(assessment.verdict, Verdict::Band(band) if band >= least);
        let asked = &assessment.rubrics.scale.bands[least].verdict;
        (!reached)
            .then(|| format!("the verdict is {} (--min-verdict \"{asked}\")", assessment.verdict_words()))
    }

    fn findings(&self, assessment: &Assessment) -> Option<String> {
        let least = self.fail_on?;
        let counts = |kind: FindingKind| kind != FindingKind::Question || self.unknown_fails;
        let mut failing = assessment.findings.iter().filter(|f| f.severity >= least && counts(f.kind));
        let worst = failing.next()?;
        let more = match failing.count() {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        let unknown = if self.unknown_fails { " --unknown fails" } else { "" };
        Some(format!(
            "{} {}: {} ({}){more} (--fail-on {}{unknown})",
            worst.severity.word(),
            worst.kind.word(),
            worst.title(assessment.rubrics),
            worst.id(assessment.rubrics),
            least.word()
        ))
    }
}

/// A level that is not reached for certain fails: hiding does not pay. A criterion that does not count is not asked for.
fn required(assessment: &Assessment, criterion: usize, level: Level) -> Option<String> {
    let result = &assessment.criteria[criterion];
    let low = result.for_verdict(assessment.options);
    if !result.counts || low >= level {
        return None;
    }
    let id = &assessment.rubrics.criteria[criterion].id;
    let open = if result.claimed.high >= level { ", as far as is known" } else { "" };
    Some(format!("{id} is {}{open} (--require {id}={})", low.word(), level.word()))
}
