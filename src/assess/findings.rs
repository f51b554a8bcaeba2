//! Findings: risks, tensions, open questions and missing sectors, worst first.

use super::evaluate::Context;
use super::explain::{Explainer, Reason};
use super::score::{CriterionResult, Scored};
use super::sectors::{SectorStatus, SectorView};
use super::truth::Truth;
use crate::proposal::Location;
use crate::rubric::{Condition, Criterion, Level, Pattern, Rubrics, Severity, Step};

/// What a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// One thing that a reader should know, with its ground, its place and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// What it is about.
    pub subject: Subject,
    /// How bad it is, or, for a question, how bad what it may hide.
    pub severity: Severity,
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

/// How many facts a finding points at, and how many records for each field: a list of a hundred partners makes no
/// hundred places.
const MOST_FACTS: usize = 6;
const MOST_RECORDS: usize = 3;

/// All findings, worst first.
pub fn findings(
    rubrics: &Rubrics,
    context: Context,
    scored: &Scored,
    sectors: &[SectorView],
    stage: usize,
) -> Vec<Finding> {
    let finder = Finder { rubrics, context, explainer: Explainer::new(context, &rubrics.dictionary) };
    let mut risks: Vec<Finding> = scored.criteria.iter().filter_map(|r| finder.risk(r)).collect();
    let mut findings = Vec::new();
    let due = rubrics.patterns.iter().enumerate().filter(|(_, p)| p.due_from <= stage);
    for (number, pattern) in due {
        if let Some(mut finding) = finder.pattern(number, pattern) {
            if finding.kind != FindingKind::Question {
                finder.fold(pattern, &mut finding, &risks);
            }
            findings.push(finding);
        }
    }
    let folded: Vec<usize> = findings.iter().flat_map(|f| f.folded.iter().copied()).collect();
    risks.retain(|f| !matches!(f.subject, Subject::Criterion(c) if folded.contains(&c)));
    findings.append(&mut risks);
    findings.extend(scored.criteria.iter().filter_map(|r| finder.question(r)));
    findings.extend(sectors.iter().filter_map(|view| finder.sector(view)));
    // Worst first, and what holds the verdict before the rest; of questions the widest; the rest in the order of the
    // rubrics, since the sort is stable.
    let decisive = |f: &Finding| matches!(f.subject, Subject::Criterion(c) if rubrics.criteria[c].decisive);
    findings.sort_by(|a, b| {
        (b.severity.cmp(&a.severity))
            .then(a.kind.cmp(&b.kind))
            .then(decisive(b).cmp(&decisive(a)))
            .then(b.width.total_cmp(&a.width))
    });
    findings
}

struct Finder<'a> {
    rubrics: &'a Rubrics,
    context: Context<'a>,
    explainer: Explainer<'a>,
}

impl Finder<'_> {
    /// A criterion that is at most weak by known facts.
    fn risk(&self, result: &CriterionResult) -> Option<Finding> {
        let criterion = &self.rubrics.criteria[result.criterion];
        if !result.counts || result.claimed.high > Level::Weak {
            return None;
        }
        let mut reasons = Vec::new();
        // What keeps it from being sound: a level up would not end the risk.
        let missing = &criterion.when[Level::Sound as usize - 1];
        self.explainer.reasons(missing, Truth::False, &mut reasons);
        let facts = self.facts_of(&reasons, missing);
        Some(Finding {
            kind: FindingKind::Risk,
            subject: Subject::Criterion(result.criterion),
            severity: severity_at(criterion, result.claimed.high),
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
            (Some(condition), Truth::Unknown) => self.explainer.open_facts(condition, &mut facts),
            _ => {
                let open = result.claimed.low as usize..result.claimed.high as usize;
                // The lowest open level first: its facts decide most, and where they are many they are enough.
                for condition in &criterion.when[open] {
                    if facts.len() < MOST_RECORDS {
                        self.explainer.open_facts(condition, &mut facts);
                    }
                }
            }
        }
        let facts = self.most_telling(facts, &criterion.when[0]);
        // A question between sound and strong hides no risk.
        let severity = match result.claimed.low {
            Level::Absent | Level::Weak => severity_at(criterion, result.claimed.low),
            _ => Severity::Low,
        };
        let levels = f64::from(result.claimed.high.points() - result.claimed.low.points());
        Some(Finding {
            kind: FindingKind::Question,
            subject: Subject::Criterion(result.criterion),
            severity,
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
        let truth = self.context.evaluate(&pattern.when);
        let kind = match truth {
            Truth::True if pattern.tension => FindingKind::Tension,
            Truth::True => FindingKind::Risk,
            Truth::Unknown if self.has_true_part(&pattern.when) => FindingKind::Question,
            _ => return None,
        };
        let worse = match &pattern.worse {
            Some(worse) if self.context.evaluate(&worse.when) == Truth::True => Some(worse),
            _ => None,
        };
        if truth == Truth::True {
            // What makes it worse is what makes it urgent.
            if let Some(worse) = worse {
                self.explainer.reasons(&worse.when, Truth::True, &mut reasons);
            }
            self.explainer.reasons(&pattern.when, Truth::True, &mut reasons);
            facts = self.facts_of(&reasons, &pattern.when);
        } else {
            self.explainer.open_facts(&pattern.when, &mut facts);
            facts = self.most_telling(facts, &pattern.when);
        }
        Some(Finding {
            kind,
            subject: Subject::Pattern(number),
            severity: worse.map_or(pattern.severity, |w| w.severity.max(pattern.severity)),
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
                inner.iter().any(|c| self.context.evaluate(c) == Truth::True)
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
            }
        }
    }

    /// A sector that is not at the table; one step lower where it is only hoped for.
    fn sector(&self, view: &SectorView) -> Option<Finding> {
        let rule = &self.rubrics.four_sectors[view.rule];
        let list =
            Location { fact: self.rubrics.dictionary.list(self.rubrics.product.partners).fact, record: None };
        let (severity, facts) = match view.status {
            SectorStatus::Missing => (rule.severity, vec![list]),
            SectorStatus::Prospective => {
                (rule.severity.lower(), view.partners.iter().map(|p| p.location).collect())
            }
            _ => return None,
        };
        Some(Finding {
            kind: FindingKind::Sector,
            subject: Subject::Sector(view.rule),
            severity,
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
        let mut facts: Vec<Location> = Vec::with_capacity(MOST_FACTS);
        for fact in all {
            let of_field = facts.iter().filter(|f| f.fact == fact.fact).count();
            if facts.len() < MOST_FACTS && of_field < MOST_RECORDS && !facts.contains(&fact) {
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

/// Full severity where a criterion is absent, one step lower where it is weak.
fn severity_at(criterion: &Criterion, level: Level) -> Severity {
    match level {
        Level::Absent => criterion.risk.severity,
        _ => criterion.risk.severity.lower(),
    }
}

impl Finding {
    /// The id of the criterion, pattern or sector.
    pub fn id<'r>(&self, rubrics: &'r Rubrics) -> &'r str {
        match self.subject {
            Subject::Criterion(c) => &rubrics.criteria[c].id,
            Subject::Pattern(p) => &rubrics.patterns[p].id,
            Subject::Sector(s) => &rubrics.four_sectors[s].id,
        }
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
}
