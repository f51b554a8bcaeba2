//! Findings: risks, tensions, missing sectors and open questions, worst first.

use schemars::JsonSchema;
use serde::Serialize;

use super::asks::asks;
use super::places::line_words;
use super::tables::{rule_id, rule_ids};
use super::{Ask, Place, Rule, StepText, Tables};
use crate::assess::{self, Assessment, Check, FindingKind, Reason, Subject, Truth};
use crate::policy::{self, Disposition, Evaluated};
use crate::rubric::{Level, Severity};
use crate::text;

/// One thing that a reader should know.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding<'a> {
    /// The rule that it is about: title, why it matters, what to do next, sources and research stand there.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// What it is.
    pub kind: FindingKind,
    /// How bad it is here; of a question how bad what it may hide.
    pub severity: Severity,
    /// How bad it is by the rubrics, where the team has set it otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity_by_rubrics: Option<Severity>,
    /// Which of the titles of its rule holds: that of what is absent, where nothing else is said.
    #[serde(skip_serializing_if = "is_absent")]
    pub level: Level,
    /// What is wrong, in a few words.
    #[serde(skip)]
    pub title: &'a str,
    /// Whether it counts, and if not, why not.
    #[serde(skip_serializing_if = "Standing::is_plain")]
    pub standing: Standing,
    /// What a reader is told of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who waived it, why and until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waived: Option<WaivedNote>,
    /// The gate on severity fails by it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fails: bool,
    /// It holds the verdict down.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub limits: bool,
    /// What makes the pattern worse than usual holds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub worse: bool,
    /// What the facts say: sentences without a full stop.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Because<'a>>,
    /// The rules whose own findings it takes in.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "rule_ids")]
    #[schemars(with = "Vec<String>")]
    pub takes_in: Vec<&'a Rule<'a>>,
    /// The facts it rests on, most telling first; of a question the facts that are missing. Never empty.
    pub places: Vec<Place<'a>>,
}

/// One ground of a finding.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Because<'a> {
    /// What the facts say.
    pub says: &'a str,
    /// The lines where they are said, the most telling first; none where the file says nothing of them.
    #[serde(skip)]
    said_at: Vec<u32>,
}

impl Because<'_> {
    /// The lines where they stand, in words.
    pub fn lines(&self) -> String {
        line_words(self.said_at.iter().copied())
    }
}

/// Whether a finding counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It does: no waiver speaks for it, and no baseline is in use.
    Counts,
    /// It does: it is not in the baseline.
    New,
    /// It does: it is in the baseline, and has become worse since.
    Worse,
    /// It does not: it is in the baseline, and no worse since.
    Known,
    /// It does not: the team has waived it for a time.
    Waived,
}

/// What is told of a waiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WaivedNote {
    /// Why.
    pub reason: String,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// By a comment in the proposal, not by the configuration.
    pub in_proposal: bool,
}

impl WaivedNote {
    /// `the reason (until 2027-03-31)`.
    pub fn justification(&self) -> String {
        let until = self.until.as_ref().map(|day| format!(" (until {day})")).unwrap_or_default();
        format!("{}{until}", self.reason)
    }
}

impl Standing {
    /// Whether the finding counts.
    pub fn counts(self) -> bool {
        matches!(self, Standing::Counts | Standing::New | Standing::Worse)
    }

    /// Whether there is nothing to tell.
    pub fn is_plain(&self) -> bool {
        *self == Standing::Counts
    }

    /// The same in few words, for people; nothing where there is nothing to tell.
    pub fn in_few_words(self) -> Option<&'static str> {
        match self {
            Standing::Counts => None,
            Standing::New => Some("new"),
            Standing::Worse => Some("worse than before"),
            Standing::Known => Some("in the baseline"),
            Standing::Waived => Some("waived"),
        }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Counts => "counts",
            Standing::New => "new",
            Standing::Worse => "worse",
            Standing::Known => "known",
            Standing::Waived => "waived",
        }
    }
}

impl<'a> Finding<'a> {
    /// A risk or a tension: neither a sector, which has a table of its own, nor a question.
    pub fn is_risk(&self) -> bool {
        matches!(self.kind, FindingKind::Risk | FindingKind::Tension)
    }

    /// An open question.
    pub fn is_question(&self) -> bool {
        self.kind == FindingKind::Question
    }

    /// What to do next, from the level that it is at.
    pub fn step(&self) -> StepText<'a> {
        self.rule.step_at(self.level)
    }

    /// Why it matters; and why it is worse than usual, where it is.
    pub fn why(&self) -> String {
        match self.rule.why_worse {
            Some(worse) if self.worse => format!("{} {worse}", self.rule.why),
            _ => self.rule.why.to_owned(),
        }
    }

    /// What the facts say and where, the most telling first; nothing where there is nothing to say.
    pub fn reasons(&self) -> Option<String> {
        let says = |because: &Because| format!("{} ({}).", because.says, because.lines());
        let all: Vec<String> = self.because.iter().map(says).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// `high risk`, `medium tension`.
    pub fn headline(&self) -> String {
        format!("{} {}", self.severity.word(), self.kind_words())
    }

    /// That the team has set another severity than the rubrics; nothing where it has not.
    pub fn severity_says(&self) -> Option<String> {
        let declared = self.severity_by_rubrics?;
        Some(format!("set to {} here, {} by the rubrics", self.severity.word(), declared.word()))
    }

    /// What it is, for people.
    pub fn kind_words(&self) -> &'static str {
        match self.kind {
            FindingKind::Risk => "risk",
            FindingKind::Tension => "tension",
            FindingKind::Sector => "missing sector",
            FindingKind::Question => "open question",
        }
    }

    /// What it is in a few words that stand alone; of a question what it may hide.
    pub fn stands_alone(&self) -> String {
        if self.is_question() {
            format!("Cannot be ruled out: {}", self.title)
        } else {
            self.title.to_owned()
        }
    }

    /// The grounds as one text: `The community is told. It should at least work with the partners.`
    pub fn grounds(&self) -> String {
        self.because.iter().map(|ground| format!("{}.", ground.says)).collect::<Vec<_>>().join(" ")
    }

    /// What it asks, each question a sentence; nothing where it asks nothing.
    pub fn asks(&self, tables: &Tables) -> Vec<String> {
        let asks = if self.is_question() { asks(&self.places, tables) } else { Vec::new() };
        asks.iter().map(Ask::says).collect()
    }

    /// What there is to say beyond the title: the grounds, whether it counts, and what to do next.
    pub fn sentences(&self, tables: &Tables) -> Vec<String> {
        let grounds = if self.is_question() {
            format!("Ask: {}", self.asks(tables).join(" "))
        } else if self.because.is_empty() {
            // A sector has no other ground than what its absence exposes.
            self.rule.why.to_owned()
        } else {
            self.grounds()
        };
        let mut sentences = vec![grounds];
        sentences.extend(self.rule.why_worse.filter(|_| self.worse).map(str::to_owned));
        sentences.extend(self.severity_says().map(|says| format!("Severity: {says}.")));
        sentences.extend(self.note.as_ref().map(|note| format!("{}.", text::capital(note))));
        sentences.push(format!("Do: {}", self.step().says()));
        sentences
    }
}

/// The findings of a proposal, worst first.
pub(super) fn findings<'a>(evaluated: &'a Evaluated, tables: &'a Tables) -> Vec<Finding<'a>> {
    let shown = evaluated.findings().filter(|(finding, _)| finding.shown);
    shown.map(|(finding, made_of_it)| of(evaluated, tables, finding, made_of_it)).collect()
}

fn of<'a>(
    evaluated: &'a Evaluated,
    tables: &'a Tables,
    finding: &'a assess::Finding,
    disposition: &'a Disposition,
) -> Finding<'a> {
    let assessment = &evaluated.assessment;
    let rule = tables.rule(finding.subject);
    let limits = |subject: Subject| {
        let waits_for = |check: &Check| check.met != Truth::True && check.need.subject() == Some(subject);
        assessment.checks.iter().any(waits_for)
    };
    let facts = evaluated.facts_of(finding, disposition);
    Finding {
        rule,
        kind: finding.kind,
        severity: disposition.severity,
        severity_by_rubrics: (finding.severity != disposition.severity).then_some(finding.severity),
        level: finding.level,
        title: rule.title_at(finding.level),
        standing: standing(&disposition.standing),
        note: note(&disposition.standing),
        waived: waived(&disposition.standing),
        fails: disposition.fails,
        limits: limits(finding.subject) || finding.folded.iter().any(|risk| limits(risk.subject)),
        worse: finding.worse,
        because: finding.reasons.iter().map(|reason| because(assessment, reason)).collect(),
        takes_in: finding.folded.iter().map(|risk| tables.rule(risk.subject)).collect(),
        places: facts.iter().map(|fact| Place::of(assessment, *fact)).collect(),
    }
}

fn because<'a>(assessment: &Assessment, reason: &'a Reason) -> Because<'a> {
    let said = reason.facts.iter().copied().filter(|fact| assessment.is_said(*fact));
    Because { says: &reason.text, said_at: said.map(|fact| assessment.place_of(fact).line).collect() }
}

fn is_absent(level: &Level) -> bool {
    *level == Level::Absent
}

fn standing(standing: &policy::Standing) -> Standing {
    match standing {
        policy::Standing::Counts => Standing::Counts,
        policy::Standing::New => Standing::New,
        policy::Standing::Worse { .. } => Standing::Worse,
        policy::Standing::Known => Standing::Known,
        policy::Standing::Waived(_) => Standing::Waived,
    }
}

/// What a reader is told of a standing; nothing where there is nothing to tell.
fn note(standing: &policy::Standing) -> Option<String> {
    match standing {
        policy::Standing::Counts => None,
        policy::Standing::New => Some("new: not in the baseline".to_owned()),
        policy::Standing::Worse { how, .. } => Some(format!("worse than in the baseline: {how}")),
        policy::Standing::Known => Some("in the baseline, does not count".to_owned()),
        policy::Standing::Waived(waived) => {
            let until = waived.until.map(|day| format!(" until {day}")).unwrap_or_default();
            Some(format!("waived{until}: {}", waived.reason))
        }
    }
}

fn waived(standing: &policy::Standing) -> Option<WaivedNote> {
    let policy::Standing::Waived(waived) = standing else { return None };
    Some(WaivedNote {
        reason: waived.reason.clone(),
        until: waived.until.map(|day| day.to_string()),
        in_proposal: waived.in_proposal,
    })
}
