//! What a team has decided about findings: gates, severities of its own, waivers, a baseline.
//!
//! It lays dispositions beside the findings: which count, and why not. It never edits an assessment. The score, the levels and the verdict do not know of it (rule 21 of the scoring page).

#[doc(hidden)]
pub mod baseline;
mod comments;
mod config;
mod evaluate;
mod gates;
mod moves;
mod paths;
mod schema;
mod severity;
mod strict;
mod times;
mod waivers;

#[doc(inline)]
pub use baseline::{Baseline, ProposalKey};
#[doc(hidden)]
pub use baseline::{Kept, Known};
pub use comments::waivers as waivers_in_comments;
pub use config::{Config, Rules};
#[doc(hidden)]
pub use config::{extends, rubrics_folder};
pub use evaluate::Policy;
#[doc(hidden)]
pub use evaluate::WaiverUses;
pub use gates::{Failure, FailureKind, Gates, Unknown, Unmeasured, Why};
#[doc(hidden)]
pub use moves::{Face, Move, moves};
pub use paths::PathPattern;
pub use schema::schema;
pub use strict::Strict;
pub use waivers::{Waived, Waiver};
#[doc(hidden)]
pub use waivers::{WaiverScope, WaiverUse};

use severity::severity;

use crate::assess::{Assessment, Finding, worst_first};
use crate::proposal::{Route, Source};
use crate::rubric::{Rubrics, Severity};

/// The id of everything that a finding can be about.
pub fn ids(rubrics: &Rubrics) -> impl Iterator<Item = &str> {
    let criteria = rubrics.criteria.iter().map(|c| c.id.as_str());
    let patterns = rubrics.patterns.iter().map(|p| p.id.as_str());
    criteria.chain(patterns).chain(rubrics.four_sectors.iter().map(|s| s.id.as_str()))
}

/// An assessment, and beside it what a team's decisions make of its findings.
pub struct Evaluated<'a> {
    /// What the rubrics say.
    pub assessment: Assessment<'a>,
    /// Where the proposal stands.
    pub source: Source,
    /// What is made of each finding, in the order of the assessment.
    pub dispositions: Vec<Disposition>,
    /// The gates that the proposal does not pass.
    pub failures: Vec<Failure>,
    /// What is required and cannot be measured.
    pub unmeasured: Vec<Unmeasured>,
    /// The findings by their places in the assessment, worst first by the severities that hold here.
    order: Vec<usize>,
}

/// What is made of one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposition {
    /// Whether it counts, and if not, why not.
    pub standing: Standing,
    /// How bad it is here: as the rubrics have it, or as the team has set it.
    pub severity: Severity,
    /// The facts that it did not rest on when the baseline was made: a reader looks for the line that changed.
    pub new_facts: Vec<Route>,
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
        /// It is an open question about what was known: that counts whatever questions pass.
        hidden: bool,
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
}

impl<'a> Evaluated<'a> {
    /// Lays decisions beside an assessment, where `standings` says of each finding whether it counts, and which of its
    /// facts are new.
    pub fn new(
        assessment: Assessment<'a>,
        source: Source,
        standings: Vec<(Standing, Vec<Route>)>,
        rules: &Rules,
    ) -> Evaluated<'a> {
        let lay = |(finding, (standing, new_facts)): (&Finding, (Standing, Vec<Route>))| {
            let severity = severity(assessment.rubrics, finding, &rules.severities);
            let fails = rules.gates.fail(finding, severity, &standing);
            Disposition { standing, severity, new_facts, fails }
        };
        let dispositions: Vec<Disposition> = assessment.findings.iter().zip(standings).map(lay).collect();
        let mut order: Vec<usize> = (0..dispositions.len()).collect();
        if !rules.severities.is_empty() {
            let by = |at: usize| (dispositions[at].severity, assessment.findings[at].kind);
            order.sort_by(|a, b| worst_first(by(*a), by(*b)));
        }
        let unmeasured = rules.gates.unmeasured(&assessment);
        let mut evaluated =
            Evaluated { assessment, source, dispositions, failures: Vec::new(), unmeasured, order };
        evaluated.failures = rules.gates.failures(&evaluated);
        evaluated
    }

    /// An assessment about which nobody has decided anything.
    pub fn plain(assessment: Assessment<'a>, source: Source) -> Evaluated<'a> {
        let standings = vec![(Standing::Counts, Vec::new()); assessment.findings.len()];
        Evaluated::new(assessment, source, standings, &Rules::default())
    }

    /// Each finding with what is made of it, worst first.
    pub fn findings(&self) -> impl Iterator<Item = (&Finding, &Disposition)> {
        self.order.iter().map(|&at| (&self.assessment.findings[at], &self.dispositions[at]))
    }

    /// The facts of a finding to show: those that are new to a baseline, then the most telling.
    pub fn facts_of<'f>(&self, finding: &'f Finding, disposition: &'f Disposition) -> Vec<Route> {
        let shown = finding.facts.iter().filter(|fact| !disposition.new_facts.contains(fact));
        let most = finding.facts.len().max(disposition.new_facts.len());
        disposition.new_facts.iter().chain(shown).copied().take(most).collect()
    }

    /// How many findings have which standing.
    pub fn census(&self) -> Census {
        let mut census = Census::default();
        for disposition in &self.dispositions {
            match disposition.standing {
                Standing::Counts => {}
                Standing::New => census.new += 1,
                Standing::Worse { .. } => census.worse += 1,
                Standing::Known => census.known += 1,
                Standing::Waived(_) => census.waived += 1,
            }
        }
        census
    }
}
