//! What a team has decided about findings: gates, severities of its own, waivers, a baseline.
//!
//! It decides which findings count. The score, the levels and the verdict do not know of it (rule 21 of the scoring page).

mod baseline;
mod comments;
mod config;
mod gates;
mod judge;
mod paths;
mod schema;
mod waivers;

pub use baseline::{Baseline, Known, ProposalKey};
pub use comments::waivers as waivers_in_comments;
pub use config::{Config, Rules, rubrics_folder};
pub use gates::{Failure, Gates};
pub use judge::{Policy, Seen, WaiverUses};
pub use paths::PathPattern;
pub use schema::schema;
pub use waivers::{Reach, Waived, Waiver, WaiverUse};

use crate::assess::{Assessment, Finding, FindingKind, Subject};
use crate::proposal::Source;
use crate::rubric::Rubrics;

/// The id of everything that a finding can be about.
pub fn ids(rubrics: &Rubrics) -> impl Iterator<Item = &str> {
    let criteria = rubrics.criteria.iter().map(|c| c.id.as_str());
    let patterns = rubrics.patterns.iter().map(|p| p.id.as_str());
    criteria.chain(patterns).chain(rubrics.four_sectors.iter().map(|s| s.id.as_str()))
}

/// What a finding with this id is about.
pub fn subject(rubrics: &Rubrics, id: &str) -> Option<Subject> {
    let criterion = rubrics.criteria.iter().position(|c| c.id == id).map(Subject::Criterion);
    let pattern = || rubrics.patterns.iter().position(|p| p.id == id).map(Subject::Pattern);
    let sector = || rubrics.four_sectors.iter().position(|s| s.id == id).map(Subject::Sector);
    criterion.or_else(pattern).or_else(sector)
}

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
    /// It does: it is in the baseline, and has become worse since.
    Worse {
        /// In which way, for a reader.
        how: String,
        /// The facts that it did not rest on, records by their names.
        facts: Vec<String>,
    },
    /// It does not: it is in the baseline, and no worse since.
    Known,
    /// It does not: the team has waived it for a time.
    Waived(Waived),
}

/// How many findings are what to a baseline and to waivers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Census {
    /// Not in the baseline.
    pub new: usize,
    /// In the baseline, and worse since.
    pub worse: usize,
    /// In the baseline, and no worse.
    pub known: usize,
    /// Waived.
    pub waived: usize,
}

impl std::ops::AddAssign for Census {
    fn add_assign(&mut self, other: Census) {
        self.new += other.new;
        self.worse += other.worse;
        self.known += other.known;
        self.waived += other.waived;
    }
}

impl Standing {
    /// Whether the finding counts.
    pub fn counts(&self) -> bool {
        matches!(self, Standing::Counts | Standing::New | Standing::Worse { .. })
    }

    /// Its word in output for machines.
    pub fn word(&self) -> &'static str {
        match self {
            Standing::Counts => "counts",
            Standing::New => "new",
            Standing::Worse { .. } => "worse",
            Standing::Known => "known",
            Standing::Waived(_) => "waived",
        }
    }

    /// What a reader is told beside the finding; nothing where there is nothing to tell.
    pub fn note(&self) -> Option<String> {
        match self {
            Standing::Counts => None,
            Standing::New => Some("new: not in the baseline".to_owned()),
            Standing::Worse { how, .. } => Some(format!("worse than in the baseline: {how}")),
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

    /// How many findings have which standing.
    pub fn census(&self) -> Census {
        let mut census = Census::default();
        for ruling in &self.rulings {
            match ruling.standing {
                Standing::Counts => {}
                Standing::New => census.new += 1,
                Standing::Worse { .. } => census.worse += 1,
                Standing::Known => census.known += 1,
                Standing::Waived(_) => census.waived += 1,
            }
        }
        census
    }

    /// What names a finding among all findings of all proposals, whatever lines were added above it: the proposal, what
    /// the finding is about, and whether it is known or asked.
    pub fn key_of(&self, finding: &Finding) -> String {
        let kind = if finding.kind == FindingKind::Question { "?" } else { "" };
        format!("{}:{}{kind}", self.source.key(), finding.id(self.assessment.rubrics))
    }
}
