//! One proposal, as every report tells of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::findings::findings;
use super::gates::failures;
use super::guidance::guidance;
use super::head::Teller;
use super::moves::moves;
use super::questions::questions;
use super::quotes::quotes;
use super::scores::{criteria, dimensions, short};
use super::sectors::sectors;
use super::{
    CriterionScore, DimensionScore, FailedGate, Finding, First, Guidance, Ladder, Move, Place, Question,
    Quotes, Rule, Score, Sector, Standing, Tables, Verdict,
};
use crate::assess::{Assessment, Subject};
use crate::policy::Evaluated;
use crate::rubric::{DimensionId, Severity};
use crate::text::{self, percent};

/// What is told of one proposal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProposalReport<'a> {
    #[serde(skip)]
    assessment: &'a Assessment<'a>,
    #[serde(skip)]
    key: String,
    /// The file, as reports write its path.
    pub path: &'a str,
    /// Its number in a file of several, from 0.
    pub document: usize,
    /// The path, and which document it is where it is not the first.
    #[serde(skip)]
    pub label: String,
    /// What it is called.
    pub name: Option<&'a str>,
    /// The same short, or that it has no name.
    #[serde(skip)]
    pub called: String,
    /// What it is, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<&'a str>,
    /// The problem that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<&'a str>,
    /// Where it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The stage by which criteria are due.
    pub stage: &'a str,
    /// The proposal does not state its stage.
    pub stage_assumed: bool,
    /// The stage in words: `no stage given: read as design`.
    #[serde(skip)]
    pub stage_says: String,
    /// As of when.
    #[serde(skip)]
    pub as_of: String,
    /// The verdict, and why.
    pub verdict: Verdict<'a>,
    /// The three readings of the score.
    pub score: Score,
    /// The share of the core, by weight, that is answered, 0 to 1.
    pub answered: f64,
    /// The same of all that is due.
    pub answered_of_all: f64,
    /// The share of trials with other weights in which the verdict holds, 0 to 1.
    pub stability: f64,
    /// The one thing to do first.
    pub first: Option<First<'a>>,
    /// What the next verdict needs.
    pub ladder: Ladder<'a>,
    /// The gates that it does not pass.
    pub failures: Vec<FailedGate<'a>>,
    /// The four sectors.
    pub sectors: Vec<Sector<'a>>,
    /// Whether it should be a collaboration, what the documents say of so many sectors, first steps and needs.
    pub guidance: Guidance<'a>,
    /// Risks, tensions, missing sectors and open questions, worst first.
    pub findings: Vec<Finding<'a>>,
    /// What to ask, most telling first; each once, however many findings hang on it.
    pub questions: Vec<Question<'a>>,
    /// Which known level to raise next, best first.
    pub moves: Vec<Move<'a>>,
    /// The criteria that are strong for certain, weightiest first.
    #[serde(serialize_with = "super::tables::rule_ids")]
    #[schemars(with = "Vec<String>")]
    pub strengths: Vec<&'a Rule<'a>>,
    /// The weakest dimension among those at least half answered.
    pub weakest: Option<&'a str>,
    /// The same in words.
    #[serde(skip)]
    pub weakest_says: Option<String>,
    /// The least answered dimension, where it is not fully answered.
    pub least_answered: Option<&'a str>,
    /// The same in words.
    #[serde(skip)]
    pub least_answered_says: Option<String>,
    /// The dimensions.
    pub dimensions: Vec<DimensionScore<'a>>,
    /// Every criterion.
    pub criteria: Vec<CriterionScore<'a>>,
    /// What of the evidence is quoted, where something is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Quotes<'a>>,
    /// How many findings there are of each sort.
    pub counts: Counts,
}

/// How many findings there are: the same numbers in every format. What a waiver or a baseline sets aside is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Counts {
    /// Risks and tensions that count.
    pub risks: usize,
    /// Those of them that are critical.
    pub critical: usize,
    /// Those that are high.
    pub high: usize,
    /// Those that are medium.
    pub medium: usize,
    /// Those that are low.
    pub low: usize,
    /// Missing sectors that count, those of which nobody has agreed yet too.
    pub sectors: usize,
    /// Open questions that count: risks that cannot be ruled out.
    pub questions: usize,
    /// Findings of any sort that are in the baseline and do not count.
    pub known: usize,
    /// Findings of any sort that are waived.
    pub waived: usize,
}

/// What a proposal without a name is called.
pub const NO_NAME: &str = "(no name)";
/// Longer names and places are shortened where people read them.
const LONGEST_NAME: usize = 90;

impl<'a> ProposalReport<'a> {
    /// What is told of an assessment and the decisions about it.
    pub fn of(evaluated: &'a Evaluated, tables: &'a Tables) -> ProposalReport<'a> {
        let assessment = &evaluated.assessment;
        let product = &assessment.rubrics.product;
        let teller = Teller { assessment, tables };
        let findings = findings(evaluated, tables);
        let dimension = |id: DimensionId| assessment.rubrics.dimensions[id].id.as_str();
        let strength = |criterion: &_| tables.rule(Subject::Criterion(*criterion));
        ProposalReport {
            assessment,
            key: evaluated.source.key(),
            path: &evaluated.source.path,
            document: evaluated.source.document,
            label: evaluated.source.label(),
            name: assessment.name(),
            called: called(assessment),
            summary: assessment.proposal.text(product.summary),
            problem: assessment.proposal.text(product.problem),
            place: assessment.place().map(|place| text::shorten_middle(&place, LONGEST_NAME)),
            stage: assessment.stage_word(),
            stage_assumed: assessment.stage_assumed,
            stage_says: stage_says(assessment),
            as_of: assessment.options.as_of.to_string(),
            verdict: teller.verdict(),
            score: assessment.score.into(),
            answered: short(assessment.answered),
            answered_of_all: short(assessment.answered_of_all),
            stability: short(assessment.stability),
            first: teller.first(&findings),
            ladder: teller.ladder(),
            failures: failures(evaluated),
            sectors: sectors(assessment, tables),
            guidance: guidance(assessment, tables),
            questions: questions(&findings, tables),
            counts: Counts::of(&findings),
            findings,
            moves: moves(assessment, tables),
            strengths: assessment.strengths.iter().map(strength).collect(),
            weakest: assessment.weakest.map(dimension),
            weakest_says: weakest_says(assessment),
            least_answered: assessment.least_answered.map(dimension),
            least_answered_says: least_answered_says(assessment),
            dimensions: dimensions(assessment),
            criteria: criteria(assessment, tables),
            quotes: quotes(assessment),
        }
    }

    /// `43 open questions; the answers to 40 would settle them`: one answer may settle several.
    pub fn questions_say(&self) -> String {
        let (open, asked) = (text::count(self.counts.questions, "open question"), self.questions.len());
        match self.counts.questions {
            0 => "none: all that is due was answered".to_owned(),
            all if all == asked => open,
            _ => format!("{open}; the answers to {asked} would settle them"),
        }
    }

    /// The risks and tensions that count, worst first; then those that are in the baseline.
    pub fn risks(&self) -> impl Iterator<Item = &Finding<'a>> {
        let of = |counts: bool| {
            self.findings.iter().filter(move |f| {
                f.is_risk() && f.standing != Standing::Waived && f.standing.counts() == counts
            })
        };
        of(true).chain(of(false))
    }

    /// `35 of 100 as stated (17 with evidence, at most 75); 46 % of the core answered`; what the verdict goes by first.
    pub fn score_says(&self) -> String {
        let Score { evidenced, claimed, possible } = self.score;
        let readings = match self.verdict.strict {
            true if self.verdict.quotes => {
                format!(
                    "{evidenced} of 100 by quotes that were found ({claimed} as stated, at most {possible})"
                )
            }
            true => format!("{evidenced} of 100 with evidence ({claimed} as stated, at most {possible})"),
            false => format!("{claimed} of 100 as stated ({evidenced} with evidence, at most {possible})"),
        };
        format!("{readings}; {} % of the core answered", percent(self.answered))
    }

    /// The finding about a rule that is no question, where there is one.
    pub fn known_about(&self, rule: &Rule) -> Option<&Finding<'a>> {
        self.findings.iter().find(|f| !f.is_question() && f.rule.id == rule.id)
    }

    /// What names the proposal from run to run.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What names a finding among all findings of all proposals, whatever lines were added above it.
    pub fn key_of(&self, finding: &Finding) -> String {
        let kind = if finding.is_question() { "?" } else { "" };
        format!("{}:{}{kind}", self.key, finding.rule.id)
    }

    /// The route of a fact, such as `partners[2].sector`: records are counted from 0.
    pub fn route(&self, place: &Place) -> String {
        self.assessment.route_of(place.route)
    }

    /// How many columns the key of a fact takes, where that is known.
    pub fn width(&self, place: &Place) -> Option<u32> {
        self.assessment.width_of(place.route)
    }

    /// The route of a fact with the name of its record, such as `partners[City of Riverside].sector`: it stays the same
    /// where records change places.
    pub fn named_route(&self, place: &Place) -> String {
        self.assessment.named_route_of(place.route)
    }

    /// What a waiver or a baseline has set aside.
    pub fn set_aside(&self) -> impl Iterator<Item = &Finding<'a>> {
        self.findings.iter().filter(|f| !f.standing.counts())
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.risks += other.risks;
        self.critical += other.critical;
        self.high += other.high;
        self.medium += other.medium;
        self.low += other.low;
        self.sectors += other.sectors;
        self.questions += other.questions;
        self.known += other.known;
        self.waived += other.waived;
    }
}

impl Counts {
    pub(super) fn of(findings: &[Finding]) -> Counts {
        let mut counts = Counts::default();
        for finding in findings {
            match finding.standing {
                Standing::Known => counts.known += 1,
                Standing::Waived => counts.waived += 1,
                _ if finding.is_question() => counts.questions += 1,
                _ if finding.is_risk() => counts.risk(finding.severity),
                _ => counts.sectors += 1,
            }
        }
        counts
    }

    fn risk(&mut self, severity: Severity) {
        self.risks += 1;
        match severity {
            Severity::Critical => self.critical += 1,
            Severity::High => self.high += 1,
            Severity::Medium => self.medium += 1,
            Severity::Low => self.low += 1,
        }
    }

    /// `13 risks (1 critical, 3 high), 43 open questions; 2 waived`.
    pub fn says(&self) -> String {
        let worst = [(self.critical, "critical"), (self.high, "high")];
        let worst: Vec<String> =
            worst.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
        let worst = if worst.is_empty() { String::new() } else { format!(" ({})", worst.join(", ")) };
        let aside = [(self.known, "in the baseline"), (self.waived, "waived")];
        let aside: String =
            aside.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("; {n} {what}")).collect();
        let (risks, questions) =
            (text::count(self.risks, "risk"), text::count(self.questions, "open question"));
        format!("{risks}{worst}, {questions}{aside}")
    }
}

pub(super) fn called(assessment: &Assessment) -> String {
    assessment.name().map_or_else(|| NO_NAME.to_owned(), |name| text::shorten_middle(name, LONGEST_NAME))
}

pub(super) fn stage_says(assessment: &Assessment) -> String {
    let stage = assessment.stage_word();
    if assessment.stage_assumed {
        format!("no stage given: read as {stage}")
    } else {
        format!("stage {stage}")
    }
}

fn weakest_says(assessment: &Assessment) -> Option<String> {
    let id = assessment.weakest?;
    let score = assessment.dimensions[id].score.as_ref()?;
    let title = &assessment.rubrics.dimensions[id].title;
    Some(format!("{title} ({} of 100), of those at least half answered", text::whole(score.claimed)))
}

fn least_answered_says(assessment: &Assessment) -> Option<String> {
    let id = assessment.least_answered?;
    let title = &assessment.rubrics.dimensions[id].title;
    Some(format!("{title} ({} % answered)", percent(assessment.dimensions[id].answered)))
}
