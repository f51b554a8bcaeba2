//! What a team has decided about findings: gates, severities of its own, waivers, a baseline.
//!
//! It decides which findings count. The score, the levels and the verdict do not know of it (rule 21 of the scoring page).

pub mod gates;
pub mod waivers;

pub use gates::{Failure, Gates};
pub use waivers::{Waived, Waiver};

use crate::assess::{Assessment, Finding, FindingKind};
use crate::proposal::Source;

/// An assessment, and what the team's decisions make of its findings.
pub struct Judged<'a> {
    /// What the rubrics say.
    pub assessment: Assessment<'a>,
    /// Where the proposal stands.
    pub source: Source,
    /// What is made of each finding, in the order of the assessment.
    pub rulings: Vec<Ruling>,
    /// The gates that the proposal does not pass.
    pub failures: Vec<Failure>,
}

/// What is made of one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Whether it counts, and if not, why not.
    pub standing: Standing,
    /// The gate on severity fails by it.
    pub fails: bool,
}

/// Whether a finding counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It does: no waiver speaks for it, and no baseline is in use.
    Counts,
    /// It does: it is not in the baseline.
    New,
    /// It does: it is in the baseline, and has become worse since; in which way.
    Worse(String),
    /// It does not: it is in the baseline, and no worse since.
    Known,
    /// It does not: the team has waived it for a time.
    Waived(Waived),
}

impl Standing {
    /// Whether the finding counts.
    pub fn counts(&self) -> bool {
        matches!(self, Standing::Counts | Standing::New | Standing::Worse(_))
    }

    /// Its word in output for machines.
    pub fn word(&self) -> &'static str {
        match self {
            Standing::Counts => "counts",
            Standing::New => "new",
            Standing::Worse(_) => "worse",
            Standing::Known => "known",
            Standing::Waived(_) => "waived",
        }
    }

    /// What a reader is told beside the finding; nothing where there is nothing to tell.
    pub fn note(&self) -> Option<String> {
        match self {
            Standing::Counts => None,
            Standing::New => Some("new: not in the baseline".to_owned()),
            Standing::Worse(how) => Some(format!("worse than in the baseline: {how}")),
            Standing::Known => Some("in the baseline, does not count".to_owned()),
            Standing::Waived(waived) => Some(waived.note()),
        }
    }
}

impl<'a> Judged<'a> {
    /// Judges an assessment by gates, where `standings` says of each finding whether it counts.
    pub fn new(
        assessment: Assessment<'a>,
        source: Source,
        standings: Vec<Standing>,
        gates: &Gates,
    ) -> Judged<'a> {
        let rulings: Vec<Ruling> = (assessment.findings.iter().zip(standings))
            .map(|(finding, standing)| Ruling { fails: gates.fail(finding, &standing), standing })
            .collect();
        let failures = gates.failures(&assessment, &rulings);
        Judged { assessment, source, rulings, failures }
    }

    /// An assessment about which nobody has decided anything.
    pub fn plain(assessment: Assessment<'a>, source: Source) -> Judged<'a> {
        let standings = vec![Standing::Counts; assessment.findings.len()];
        Judged::new(assessment, source, standings, &Gates::default())
    }

    /// Each finding with what is made of it, worst first.
    pub fn findings(&self) -> impl Iterator<Item = (&Finding, &Ruling)> {
        self.assessment.findings.iter().zip(&self.rulings)
    }

    /// How many findings a baseline or a waiver keeps from counting: known, waived.
    pub fn set_aside(&self) -> (usize, usize) {
        let is = |test: fn(&Standing) -> bool| self.rulings.iter().filter(|r| test(&r.standing)).count();
        (is(|s| *s == Standing::Known), is(|s| matches!(s, Standing::Waived(_))))
    }

    /// What names a finding among all findings of all proposals, whatever lines were added above it: the proposal, what
    /// the finding is about, and whether it is known or asked.
    pub fn key_of(&self, finding: &Finding) -> String {
        let kind = if finding.kind == FindingKind::Question { "?" } else { "" };
        format!("{}:{}{kind}", self.source.key(self.assessment.name()), finding.id(self.assessment.rubrics))
    }
}
