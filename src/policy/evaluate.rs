//! Putting decisions to an assessment: rules by path, waivers, baseline.

use super::config::{Config, Rules};
use super::gates::of_stage;
use super::severity::severity;
use super::waivers::{Waived, Waiver, WaiverUse, apply};
use super::{Evaluated, Failure, FailureKind, Gates, Kept, Known, Standing, Unknown};
use crate::assess::{Assessment, CriterionResult, Finding, Subject};
use crate::document::Problem;
use crate::proposal::{Route, Source};
use crate::rubric::{CriterionId, Level};

/// How many new facts of a finding are pointed at.
const MOST_NEW: usize = 6;

/// All that a team has decided for a run.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// The configuration; an empty one where there is none.
    pub config: Config,
    /// Gates of this run alone: they win over the configuration.
    pub gates: Gates,
}

/// What became of waivers with one proposal.
#[derive(Debug, Default)]
pub struct WaiverUses {
    /// Of those of the configuration that can be about it, by their numbers.
    pub configured: Vec<(usize, WaiverUse)>,
    /// What is to be told about those in its comments.
    pub in_proposal: Vec<Problem>,
}

impl Policy {
    /// What holds for the proposal at `path`, seen from the folder of the configuration.
    pub fn rules_for(&self, path: &str) -> Rules {
        let rules = self.config.rules_for(path);
        Rules { gates: self.gates.clone().over(&rules.gates), severities: rules.severities }
    }

    /// Lays the decisions beside an assessment. `path` is that of the proposal, seen from the folder of the configuration;
    /// `rules` are those that hold for it, `comments` the waivers in it. `before` is what the baseline in use keeps of it:
    /// nothing is kept of a proposal that the baseline does not know.
    pub fn evaluate<'a>(
        &self,
        assessment: Assessment<'a>,
        source: Source,
        rules: &Rules,
        path: &str,
        comments: &[Waiver],
        before: Option<&Kept>,
    ) -> (Evaluated<'a>, WaiverUses) {
        let configured: Vec<usize> =
            (0..self.config.waivers.len()).filter(|&w| self.config.waivers[w].reaches(path)).collect();
        let waivers: Vec<&Waiver> =
            configured.iter().map(|&w| &self.config.waivers[w]).chain(comments).collect();
        let (waived, uses) = apply(&assessment, &waivers, self.config.waivers_longest);
        let measured = before.map(|before| {
            let incomplete = assessment.incomplete_lists();
            Measured { before, incomplete, assessment: &assessment, rules }
        });
        let standing = |(finding, waived): (&Finding, Option<Waived>)| match (waived, &measured) {
            (Some(waived), _) => (Standing::Waived(waived), Vec::new()),
            (None, None) => (Standing::Counts, Vec::new()),
            (None, Some(measured)) => measured.standing(finding),
        };
        let standings = assessment.findings.iter().zip(waived).map(standing).collect();
        let (of_config, of_comments) = uses.split_at(configured.len());
        let uses = WaiverUses {
            configured: configured.iter().copied().zip(of_config.iter().copied()).collect(),
            in_proposal: comments.iter().zip(of_comments).filter_map(|(w, used)| w.problem(*used)).collect(),
        };
        let mut evaluated = Evaluated::new(assessment, source, standings, rules);
        let failures = beside_findings(&evaluated, rules, before);
        evaluated.failures.extend(failures);
        (evaluated, uses)
    }
}

/// What a proposal fails by that no finding tells: its stage went back, or, where evidence alone counts, what is claimed
/// is not shown.
fn beside_findings(evaluated: &Evaluated, rules: &Rules, before: Option<&Kept>) -> Vec<Failure> {
    let assessment = &evaluated.assessment;
    let rubrics = assessment.rubrics;
    let was = before.and_then(|kept| {
        let word = kept.stage.as_ref()?;
        rubrics.scale.stages.position(|stage| stage.word == *word)
    });
    let went_back = was.filter(|was| assessment.stage < *was);
    let went_back = went_back.map(|was| of_stage(assessment, FailureKind::StageWentBack { was }));
    let severity = |criterion: CriterionId, level: Level| {
        let set = rules.severities.iter().find(|(subject, _)| *subject == Subject::Criterion(criterion));
        set.map_or(rubrics.criteria[criterion].risk.severity, |(_, severity)| *severity).at(level)
    };
    let by_evidence = assessment.options.strict && rules.gates.unknown != Some(Unknown::Passes);
    let counts = |result: &CriterionResult| match before
        .and_then(|kept| kept.levels.get(&rubrics.criteria[result.criterion].id))
    {
        Some((.., shown)) => *shown >= Level::Sound,
        None => by_evidence,
    };
    let unevidenced = rules.gates.unevidenced(assessment, severity, counts);
    went_back.into_iter().chain(unevidenced).collect()
}

/// Findings of one proposal measured by a baseline.
struct Measured<'m, 'a> {
    before: &'m Kept,
    incomplete: Vec<String>,
    assessment: &'m Assessment<'a>,
    rules: &'m Rules,
}

impl Measured<'_, '_> {
    fn by_baseline(&self, finding: &Finding) -> Standing {
        let severity = severity(self.assessment.rubrics, finding, &self.rules.severities);
        let known = Known::of(self.assessment, finding, severity);
        self.before.standing(&self.incomplete, &known)
    }

    /// The standing of a finding, and those of its facts that are new.
    fn standing(&self, finding: &Finding) -> (Standing, Vec<Route>) {
        let standing = match self.by_baseline(finding) {
            Standing::Known => self.by_folded(finding),
            standing => standing,
        };
        let new_facts = match &standing {
            Standing::Worse { facts, .. } => {
                let is_new = |fact: &&Route| facts.contains(&self.assessment.named_route_of(**fact));
                finding.blamed.iter().filter(is_new).take(MOST_NEW).copied().collect()
            }
            _ => Vec::new(),
        };
        (standing, new_facts)
    }

    /// The standing of a known pattern: it counts where a risk that it takes in would count by itself.
    fn by_folded(&self, pattern: &Finding) -> Standing {
        for risk in &pattern.folded {
            let id = risk.id(self.assessment.rubrics);
            match self.by_baseline(risk) {
                Standing::New => {
                    let how = format!("it did not take in `{id}`");
                    return Standing::Worse { how, facts: Vec::new(), hidden: false };
                }
                Standing::Worse { how, facts, hidden } => {
                    let how = format!("of `{id}`, which it takes in, {how}");
                    return Standing::Worse { how, facts, hidden };
                }
                _ => {}
            }
        }
        Standing::Known
    }
}
