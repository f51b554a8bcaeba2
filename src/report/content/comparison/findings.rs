//! The findings that moved between two versions.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::places::{Place, place_words};
use super::super::tables::rule_id;
use super::super::{Rule, Tables};
use super::Compared;
use crate::assess::{Assessment, Change, Comparison, Finding, FindingKind, FindingMove, FindingWay, Pair};
use crate::proposal::Route;
use crate::rubric::{Level, PatternId, Severity};
use crate::text::count;

/// How many facts of a finding are named that came or went.
const MOST_FACTS: usize = 3;

/// Findings that moved in the same way.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedGroup<'a> {
    /// The word of the way.
    pub way: &'static str,
    /// In which way, as a title.
    #[serde(skip)]
    pub title: &'static str,
    /// Worst first.
    pub findings: Vec<MovedFinding<'a>>,
}

/// A finding that moved.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedFinding<'a> {
    /// Its rule.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// What it is.
    pub kind: FindingKind,
    /// Its severity before, where it was there.
    pub old: Option<Severity>,
    /// Its severity after, where it is there.
    pub new: Option<Severity>,
    /// Its severity in words; before and after where it is another one.
    #[serde(skip)]
    pub severity_says: String,
    /// The last of the two.
    #[serde(skip)]
    pub severity: Severity,
    /// Which of the titles of its rule holds.
    pub level: Level,
    /// What is wrong.
    #[serde(skip)]
    pub title: &'a str,
    /// Its grounds, or what it asks, as sentences.
    pub because: String,
    /// Facts that it rests on besides, or no more; where else the same is told in the other version.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// The first fact it rests on: of what is gone in the old version, else in the new.
    pub place: Option<Place<'a>>,
    /// `path:line` of it.
    #[serde(skip)]
    pub place_says: String,
    /// What to do, where it asks for more than before.
    #[serde(skip)]
    pub next: Option<String>,
}

impl<'a> Compared<'_, 'a> {
    pub(super) fn groups(&self) -> Vec<MovedGroup<'a>> {
        let of = |way: FindingWay| {
            let moves = self.comparison.findings.iter().filter(|moved| moved.way == way);
            let findings: Vec<MovedFinding> = moves.map(|moved| self.finding(moved)).collect();
            (!findings.is_empty()).then_some(MovedGroup { way: way.words(), title: title(way), findings })
        };
        FindingWay::ALL.into_iter().filter_map(of).collect()
    }

    fn finding(&self, moved: &'a FindingMove<'a>) -> MovedFinding<'a> {
        let finding = moved.finding();
        let (assessment, source) = match moved.change {
            Change::Gone(_) => (self.comparison.old, self.sources.old),
            _ => (self.comparison.new, self.sources.new),
        };
        let rule = self.tables.rule(finding.subject);
        let (old, new) = match moved.change {
            Change::Gone(old) => (Some(old.severity), None),
            Change::New(new) => (None, Some(new.severity)),
            Change::Other(Pair { old, new }) => (Some(old.severity), Some(new.severity)),
        };
        let severity_says = match (old, new) {
            (Some(old), Some(new)) if old != new => format!("{} → {}", old.word(), new.word()),
            _ => finding.severity.word().to_owned(),
        };
        let place = finding.facts.first().map(|fact| Place::of(assessment, *fact));
        let line = place.as_ref().map_or(1, |place| place.line);
        let asks_more = matches!(moved.way, FindingWay::New | FindingWay::AnsweredAsRisk | FindingWay::Worse);
        MovedFinding {
            rule,
            kind: finding.kind,
            old,
            new,
            severity_says,
            severity: finding.severity,
            level: finding.level,
            title: rule.title_at(finding.level),
            because: self.because(finding),
            remarks: remarks(self.comparison, self.tables, moved),
            place_says: format!("{}:{line}", source.path),
            place,
            next: asks_more.then(|| rule.step_at(finding.level).says()),
        }
    }

    fn because(&self, finding: &Finding) -> String {
        if finding.kind == FindingKind::Question {
            let mut asked: Vec<&str> = Vec::new();
            for fact in &finding.facts {
                let ask = self.tables.fact(fact.fact).ask;
                if !asked.contains(&ask) {
                    asked.push(ask);
                }
            }
            return format!("Ask: {}", asked.join(" "));
        }
        let reasons: Vec<String> = finding.reasons.iter().map(|reason| format!("{}.", reason.text)).collect();
        reasons.join(" ")
    }
}

/// In which way findings moved, as a title.
pub(super) fn title(way: FindingWay) -> &'static str {
    match way {
        FindingWay::New => "New findings",
        FindingWay::AnsweredAsRisk => "Questions that were answered, and it is a risk",
        FindingWay::Worse => "Findings that are worse",
        FindingWay::NowUnknown => "Known before, and now unknown",
        FindingWay::Reopened => "Questions that are open again",
        FindingWay::Answered => "Questions that were answered",
        FindingWay::Gone => "Findings that are gone",
        FindingWay::Better => "Findings that are less severe",
        FindingWay::OtherFacts => "Findings that rest on other facts",
        FindingWay::ToldElsewhere => "Findings that are told elsewhere",
    }
}

/// What was answered, where else it is told, and which facts came and went.
pub(super) fn remarks(comparison: &Comparison, tables: &Tables, moved: &FindingMove) -> Vec<String> {
    let (old, new) = (comparison.old, comparison.new);
    let told = |lead: &str, assessment, routes: &[Route]| {
        (!routes.is_empty()).then(|| format!("{lead}: {}", named(tables, assessment, routes)))
    };
    let under = |lead: &str, pattern: Option<PatternId>| {
        let other_row = moved.under.old != moved.under.new;
        let pattern = pattern.filter(|_| other_row)?;
        Some(format!("{lead} told under {}", new.rubrics.patterns[pattern].id))
    };
    let remarks = [
        told("answered", new, &moved.answered),
        told("no longer said", old, &moved.unsaid),
        under("was", moved.under.old),
        under("now", moved.under.new),
        told("rests now on", new, &moved.facts_new),
        told("no more on", old, &moved.facts_gone),
    ];
    remarks.into_iter().flatten().collect()
}

/// Facts by name; of many the first, since all are in the finding itself.
fn named(tables: &Tables, assessment: &Assessment, routes: &[Route]) -> String {
    let shown = routes.iter().take(MOST_FACTS);
    let named: Vec<String> = shown.map(|route| place_words(tables, &Place::of(assessment, *route))).collect();
    match routes.len().saturating_sub(MOST_FACTS) {
        0 => named.join(", "),
        more => format!("{} and {}", named.join(", "), count(more, "more fact")),
    }
}
