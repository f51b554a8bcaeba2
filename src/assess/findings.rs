//! Findings: risks, tensions, open questions and missing sectors, worst first.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Options;
use super::evaluate::{Context, Reading};
use super::explain::{Caps, Explainer, Reason};
use super::score::CriterionResult;
use super::sectors::{SectorStatus, SectorView};
use super::truth::Truth;
use crate::proposal::{Location, Proposal};
use crate::rubric::{Citation, Condition, Level, Pattern, Rubrics, Severity, Step};

/// What a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FindingKind {
    /// A criterion at a low level by known facts, or a pattern that holds.
    Risk,
    /// Two good things that pull apart.
    Tension,
    /// One of the four sectors is not at the table.
    Sector,
    /// An unknown on which a level or a pattern depends.
    Question,
}

impl FindingKind {
    /// All of them.
    pub const ALL: [FindingKind; 4] =
        [FindingKind::Risk, FindingKind::Tension, FindingKind::Sector, FindingKind::Question];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            FindingKind::Risk => "risk",
            FindingKind::Tension => "tension",
            FindingKind::Sector => "sector",
            FindingKind::Question => "question",
        }
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The criterion with this number.
    Criterion(usize),
    /// The pattern with this number.
    Pattern(usize),
    /// The sector rule with this number.
    Sector(usize),
}

impl Subject {
    /// Its id.
    pub fn id(self, rubrics: &Rubrics) -> &str {
        match self {
            Subject::Criterion(c) => &rubrics.criteria[c].id,
            Subject::Pattern(p) => &rubrics.patterns[p].id,
            Subject::Sector(s) => &rubrics.four_sectors[s].id,
        }
    }
}

/// One thing that a reader should know, with its ground, its place and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// What it is about.
    pub subject: Subject,
    /// How bad it is, or, for a question, how bad what it may hide.
    pub severity: Severity,
    /// The same by the rubrics alone: another one where a team has set its own.
    pub declared: Severity,
    /// The grounds: what the facts say.
    pub reasons: Vec<Reason>,
    /// The facts it rests on; for a question, the facts that are missing. Never empty.
    pub facts: Vec<Location>,
    /// It is about a criterion that is not absent, but weak or better.
    pub at_weak: bool,
    /// A pattern's second ground for being worse holds.
    pub worse: bool,
    /// Numbers of the criteria whose risks this row takes in.
    pub folded: Vec<usize>,
    /// For a question: by how much the answer can move the score, 0 to 100.
    pub width: f64,
}

/// Looks for findings in one proposal.
pub struct Finder<'a> {
    /// The rubrics.
    pub rubrics: &'a Rubrics,
    /// What was asked for.
    pub options: Options<'a>,
    /// The proposal.
    pub proposal: &'a Proposal,
    /// Number of its stage.
    pub stage: usize,
    /// How many of the facts a finding points at.
    pub caps: Caps,
}

/// A severity as it holds, and as the rubrics alone have it.
#[derive(Debug, Clone, Copy)]
struct Weight {
    held: Severity,
    declared: Severity,
}

impl Weight {
    fn lower(self) -> Weight {
        Weight { held: self.held.lower(), declared: self.declared.lower() }
    }

    /// Full severity where a criterion is absent, one step lower where it is weak.
    fn at(self, level: Level) -> Weight {
        if level == Level::Absent { self } else { self.lower() }
    }
}

impl Finder<'_> {
    /// All findings, worst first.
    pub fn findings(&self, criteria: &[CriterionResult], sectors: &[SectorView]) -> Vec<Finding> {
        let mut risks: Vec<Finding> = criteria.iter().filter_map(|r| self.risk(r)).collect();
        let mut findings = Vec::new();
        let due = self.rubrics.patterns.iter().enumerate().filter(|(_, p)| p.due_from <= self.stage);
        for (number, pattern) in due {
            if let Some(mut finding) = self.pattern(number, pattern) {
                if finding.kind != FindingKind::Question {
                    self.fold(pattern, &mut finding, &risks);
                }
                findings.push(finding);
            }
        }
        let folded: Vec<usize> = findings.iter().flat_map(|f| f.folded.iter().copied()).collect();
        risks.retain(|f| !matches!(f.subject, Subject::Criterion(c) if folded.contains(&c)));
        findings.append(&mut risks);
        findings.extend(criteria.iter().filter_map(|r| self.question(r)));
        findings.extend(sectors.iter().filter_map(|view| self.sector(view)));
        // Worst first, and what holds the verdict before the rest; of questions the widest; the rest in the order of the
        // rubrics, since the sort is stable.
        let decisive =
            |f: &Finding| matches!(f.subject, Subject::Criterion(c) if self.rubrics.criteria[c].decisive);
        findings.sort_by(|a, b| {
            (b.severity.cmp(&a.severity))
                .then(a.kind.cmp(&b.kind))
                .then(decisive(b).cmp(&decisive(a)))
                .then(b.width.total_cmp(&a.width))
        });
        findings
    }

    fn context(&self) -> Context<'_> {
        Context::new(self.proposal, Reading::Claimed, self.options.as_of)
    }

    fn explainer(&self) -> Explainer<'_> {
        Explainer::new(self.context(), &self.rubrics.dictionary).with_caps(self.caps)
    }

    /// How much a subject weighs, where the rubrics say `declared`.
    fn weight(&self, subject: Subject, declared: Severity) -> Weight {
        let set = self.options.severities.iter().find(|(of, _)| *of == subject);
        Weight { held: set.map_or(declared, |(_, severity)| *severity), declared }
    }

    /// A criterion that is at most weak by known facts.
    pub fn risk(&self, result: &CriterionResult) -> Option<Finding> {
        let criterion = &self.rubrics.criteria[result.criterion];
        if !result.counts || result.claimed.high > Level::Weak {
            return None;
        }
        let mut reasons = Vec::new();
        // What keeps it from being sound: a level up would not end the risk.
        let missing = &criterion.when[Level::Sound as usize - 1];
        self.explainer().reasons(missing, Truth::False, &mut reasons);
        let facts = self.facts_of(&reasons, missing);
        let subject = Subject::Criterion(result.criterion);
        let weight = self.weight(subject, criterion.risk.severity).at(result.claimed.high);
        Some(Finding {
            kind: FindingKind::Risk,
            subject,
            severity: weight.held,
            declared: weight.declared,
            reasons,
            facts,
            at_weak: result.claimed.high > Level::Absent,
            worse: false,
            folded: Vec::new(),
            width: 0.0,
        })
    }

    /// A criterion whose level depends on what is not said.
    fn question(&self, result: &CriterionResult) -> Option<Finding> {
        let criterion = &self.rubrics.criteria[result.criterion];
        if !result.counts || result.claimed.is_answered() {
            return None;
        }
        let mut facts = Vec::new();
        match (&criterion.applies_when, result.applies) {
            (Some(condition), Truth::Unknown) => self.explainer().open_facts(condition, &mut facts),
            _ => {
                let open = result.claimed.low as usize..result.claimed.high as usize;
                // The lowest open level first: its facts decide most, and where they are many they are enough.
                for condition in &criterion.when[open] {
                    if facts.len() < self.caps.of_field {
                        self.explainer().open_facts(condition, &mut facts);
                    }
                }
            }
        }
        let facts = self.most_telling(facts, &criterion.when[0]);
        // A question between sound and strong hides no risk.
        let subject = Subject::Criterion(result.criterion);
        let weight = match result.claimed.low {
            low @ (Level::Absent | Level::Weak) => self.weight(subject, criterion.risk.severity).at(low),
            _ => Weight { held: Severity::Low, declared: Severity::Low },
        };
        let levels = f64::from(result.claimed.high.points() - result.claimed.low.points());
        Some(Finding {
            kind: FindingKind::Question,
            subject,
            severity: weight.held,
            declared: weight.declared,
            reasons: Vec::new(),
            facts,
            at_weak: result.claimed.low > Level::Absent,
            worse: false,
            folded: Vec::new(),
            width: result.worth * levels / 3.0,
        })
    }

    /// A pattern that holds, or that may hold because at least one of its conditions does.
    fn pattern(&self, number: usize, pattern: &Pattern) -> Option<Finding> {
        let mut reasons = Vec::new();
        let mut facts = Vec::new();
        let truth = self.context().evaluate(&pattern.when);
        let kind = match truth {
            Truth::True if pattern.tension => FindingKind::Tension,
            Truth::True => FindingKind::Risk,
            Truth::Unknown if self.has_true_part(&pattern.when) => FindingKind::Question,
            _ => return None,
        };
        let worse = match &pattern.worse {
            Some(worse) if self.context().evaluate(&worse.when) == Truth::True => Some(worse),
            _ => None,
        };
        if truth == Truth::True {
            // What makes it worse is what makes it urgent.
            if let Some(worse) = worse {
                self.explainer().reasons(&worse.when, Truth::True, &mut reasons);
            }
            self.explainer().reasons(&pattern.when, Truth::True, &mut reasons);
            facts = self.facts_of(&reasons, &pattern.when);
        } else {
            self.explainer().open_facts(&pattern.when, &mut facts);
            facts = self.most_telling(facts, &pattern.when);
        }
        let subject = Subject::Pattern(number);
        let weight =
            self.weight(subject, worse.map_or(pattern.severity, |w| w.severity.max(pattern.severity)));
        Some(Finding {
            kind,
            subject,
            severity: weight.held,
            declared: weight.declared,
            reasons,
            facts,
            at_weak: false,
            worse: worse.is_some() && truth == Truth::True,
            folded: Vec::new(),
            width: 0.0,
        })
    }

    fn has_true_part(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(inner) | Condition::Any(inner) => {
                inner.iter().any(|c| self.context().evaluate(c) == Truth::True)
            }
            _ => false,
        }
    }

    /// One cause is one row: the pattern takes in the risks of the criteria it names, and is as bad as the worst.
    fn fold(&self, pattern: &Pattern, finding: &mut Finding, risks: &[Finding]) {
        for risk in risks {
            let Subject::Criterion(number) = risk.subject else { continue };
            if pattern.folds.contains(&self.rubrics.criteria[number].id) {
                finding.folded.push(number);
                finding.severity = finding.severity.max(risk.severity);
                finding.declared = finding.declared.max(risk.declared);
            }
        }
    }

    /// A sector that is not at the table; one step lower where it is only hoped for.
    fn sector(&self, view: &SectorView) -> Option<Finding> {
        let rule = &self.rubrics.four_sectors[view.rule];
        let list =
            Location { fact: self.rubrics.dictionary.list(self.rubrics.product.partners).fact, record: None };
        let subject = Subject::Sector(view.rule);
        let weight = self.weight(subject, rule.severity);
        let (weight, facts) = match view.status {
            SectorStatus::Missing => (weight, vec![list]),
            SectorStatus::Prospective => (weight.lower(), view.partners.iter().map(|p| p.location).collect()),
            _ => return None,
        };
        Some(Finding {
            kind: FindingKind::Sector,
            subject,
            severity: weight.held,
            declared: weight.declared,
            reasons: Vec::new(),
            facts,
            at_weak: false,
            worse: false,
            folded: Vec::new(),
            width: 0.0,
        })
    }

    /// The facts of the grounds.
    fn facts_of(&self, reasons: &[Reason], condition: &Condition) -> Vec<Location> {
        self.most_telling(reasons.iter().flat_map(|r| r.facts.iter().copied()).collect(), condition)
    }

    /// Each fact once, of each field a few records, and not too many in all; the first fact of the condition where there
    /// is none.
    fn most_telling(&self, all: Vec<Location>, condition: &Condition) -> Vec<Location> {
        let mut facts: Vec<Location> = Vec::with_capacity(Caps::SHOWN.facts);
        if self.caps.to_blame {
            // Of thousands of records none is looked for in all the others.
            let mut seen = HashSet::with_capacity(all.len());
            facts.extend(all.iter().filter(|fact| seen.insert(**fact)));
        }
        for fact in if self.caps.to_blame { Vec::new() } else { all } {
            let of_field = facts.iter().filter(|f| f.fact == fact.fact).count();
            if facts.len() < self.caps.facts && of_field < self.caps.of_field && !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        if facts.is_empty() {
            let mut read = Vec::new();
            condition.facts(&|list| self.rubrics.dictionary.list(list).fact, &mut read);
            facts.extend(read.first().map(|fact| Location { fact: *fact, record: None }));
        }
        facts
    }
}

impl Finding {
    /// The id of the criterion, pattern or sector.
    pub fn id<'r>(&self, rubrics: &'r Rubrics) -> &'r str {
        self.subject.id(rubrics)
    }

    /// What is wrong, in a few words.
    pub fn title<'r>(&self, rubrics: &'r Rubrics) -> &'r str {
        match self.subject {
            Subject::Criterion(c) if self.at_weak => &rubrics.criteria[c].risk.title_if_weak,
            Subject::Criterion(c) => &rubrics.criteria[c].risk.title,
            Subject::Pattern(p) => &rubrics.patterns[p].title,
            Subject::Sector(s) if self.is_prospective() => &rubrics.four_sectors[s].title_if_prospective,
            Subject::Sector(s) => &rubrics.four_sectors[s].title_if_missing,
        }
    }

    fn is_prospective(&self) -> bool {
        self.facts.iter().any(|f| f.record.is_some())
    }

    /// Why it matters.
    pub fn why<'r>(&self, rubrics: &'r Rubrics) -> &'r str {
        match self.subject {
            Subject::Criterion(c) => &rubrics.criteria[c].risk.why,
            Subject::Pattern(p) => &rubrics.patterns[p].why,
            Subject::Sector(s) => &rubrics.four_sectors[s].exposes,
        }
    }

    /// Why it is worse than usual, where it is.
    pub fn why_worse<'r>(&self, rubrics: &'r Rubrics) -> Option<&'r str> {
        match self.subject {
            Subject::Pattern(p) if self.worse => {
                rubrics.patterns[p].worse.as_ref().map(|worse| worse.why.as_str())
            }
            _ => None,
        }
    }

    /// What to do next.
    pub fn next<'r>(&self, rubrics: &'r Rubrics) -> &'r Step {
        match self.subject {
            Subject::Criterion(c) => &rubrics.criteria[c].next,
            Subject::Pattern(p) => &rubrics.patterns[p].next,
            Subject::Sector(s) => &rubrics.four_sectors[s].next,
        }
    }

    /// The points of the sources that it rests on.
    pub fn sources<'r>(&self, rubrics: &'r Rubrics) -> &'r [String] {
        match self.subject {
            Subject::Criterion(c) => &rubrics.criteria[c].sources,
            Subject::Pattern(p) => &rubrics.patterns[p].sources,
            Subject::Sector(s) => &rubrics.four_sectors[s].sources,
        }
    }

    /// What research says for or against it.
    pub fn research<'r>(&self, rubrics: &'r Rubrics) -> &'r [Citation] {
        match self.subject {
            Subject::Criterion(c) => &rubrics.criteria[c].research,
            Subject::Pattern(p) => &rubrics.patterns[p].research,
            Subject::Sector(_) => &[],
        }
    }
}
