//! Findings: risks, tensions, open questions and missing sectors, worst first.

use std::cmp::{Ordering, Reverse};
use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use typed_index_collections::TiSlice;

use super::Options;
use super::each_once::EachOnce;
use super::evaluate::{Context, Reading};
use super::explain::{Explainer, Grounds, Reason};
use super::score::{CriterionResult, Interval};
use super::sectors::{SectorStatus, SectorView};
use super::subject::Subject;
use super::truth::Truth;
use crate::proposal::{Proposal, Route};
use crate::rubric::{
    Citation, Condition, CriterionId, Level, Pattern, PatternId, Rubrics, Severity, StageId, Step,
};

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

/// One thing that a reader should know, with its ground, its place and what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// What it is about.
    pub subject: Subject,
    /// How bad it is by the rubrics, or, for a question, how bad what it may hide.
    pub severity: Severity,
    /// The grounds: what the facts say.
    pub reasons: Vec<Reason>,
    /// The facts to show, most telling first; for a question, the facts that are missing. Never empty.
    pub facts: Vec<Route>,
    /// Every fact that is to blame, and none that is not: of several ways all, of records that help too little none. So
    /// they grow only where a proposal gets worse. Sorted, each once.
    pub blamed: Vec<Route>,
    /// The level that it is at: for a question the least that the answer may come to.
    pub level: Level,
    /// A pattern's second ground for being worse holds.
    pub worse: bool,
    /// The risks of criteria that this row takes in: they are findings again as soon as it does not hold.
    pub folded: Vec<Finding>,
    /// For a question: by how much the answer can move the score, 0 to 100.
    pub width: f64,
    /// For a question: it leaves a core criterion unanswered, or a sector.
    pub core: bool,
    /// How bad it would be, were an unknown ground for being worse to hold; else as bad as it is.
    pub severity_at_worst: Severity,
    /// Reports tell it: something speaks for it.
    pub shown: bool,
}

/// How many facts a finding shows.
const SHOWN: usize = 6;
/// How many of them may be of one field: a list of a hundred partners makes no hundred places.
const OF_ONE_FIELD: usize = 3;

/// Looks for findings in one proposal.
pub struct Finder<'a> {
    /// The rubrics.
    pub rubrics: &'a Rubrics,
    /// What was asked for.
    pub options: Options,
    /// The proposal.
    pub proposal: &'a Proposal,
    /// Its stage.
    pub stage: StageId,
}

impl Finder<'_> {
    /// All findings, worst first.
    pub fn findings(
        &self,
        criteria: &TiSlice<CriterionId, CriterionResult>,
        sectors: &[SectorView],
    ) -> Vec<Finding> {
        let mut risks: Vec<Finding> = criteria.iter().filter_map(|r| self.risk(r)).collect();
        let mut findings = Vec::with_capacity(criteria.len());
        let due = self.rubrics.patterns.iter_enumerated().filter(|(_, p)| p.due_from <= self.stage);
        for (id, pattern) in due {
            if let Some(mut finding) = self.pattern(id, pattern) {
                if finding.kind != FindingKind::Question {
                    self.fold(pattern, &mut finding, &risks);
                }
                findings.push(finding);
            }
        }
        let folded: HashSet<Subject> =
            findings.iter().flat_map(|f| f.folded.iter().map(|risk| risk.subject)).collect();
        risks.retain(|risk| !folded.contains(&risk.subject));
        findings.append(&mut risks);
        findings.extend(criteria.iter().filter_map(|r| self.question(r)));
        findings.extend(sectors.iter().filter_map(|view| self.sector(view)));
        // What holds the verdict before the rest, of questions the widest; the rest in the order of the rubrics, since the
        // sort is stable.
        let holds = |f: &Finding| match f.subject {
            Subject::Criterion(c) => criteria[c].decisive,
            Subject::Pattern(p) => self.rubrics.patterns[p].holds,
            Subject::Sector(_) => false,
        };
        findings.sort_by_cached_key(|f| {
            // No width is below zero, and so the bits of two stand in the order of the numbers.
            (rank(f.severity, f.kind), Reverse((holds(f), f.width.to_bits())))
        });
        findings
    }

    fn context(&self) -> Context<'_> {
        Context::new(self.proposal, Reading::Claimed, self.options.as_of)
    }

    fn explainer(&self) -> Explainer<'_> {
        Explainer::new(self.context(), &self.rubrics.dictionary)
    }

    /// Why a condition came out so: in the words of the rubric where it has some.
    fn grounds(&self, condition: &Condition, truth: Truth, because: Option<&str>) -> Grounds {
        match because {
            Some(because) => self.explainer().grounds_in_words(condition, truth, because),
            None => self.explainer().grounds(condition, truth),
        }
    }

    /// A criterion that is at most weak by known facts.
    fn risk(&self, result: &CriterionResult) -> Option<Finding> {
        let criterion = &self.rubrics.criteria[result.criterion];
        if !result.counts || result.claimed.high > Level::Weak {
            return None;
        }
        // What keeps it from being sound: a level up would not end the risk.
        let missing = &criterion.when[Level::Sound as usize - 1];
        let level = result.claimed.high;
        let finding = self.finding(FindingKind::Risk, Subject::Criterion(result.criterion));
        let severity = criterion.risk.severity.at(level);
        let grounds = self.grounds(missing, Truth::False, criterion.because_at(level));
        Some(self.grounded(Finding { severity, level, ..finding }, grounds, missing))
    }

    /// A criterion whose level depends on what is not said.
    fn question(&self, result: &CriterionResult) -> Option<Finding> {
        let criterion = &self.rubrics.criteria[result.criterion];
        if !result.counts || result.claimed.is_exact() {
            return None;
        }
        let Interval { low, high } = result.claimed;
        let mut open = EachOnce::default();
        // The lowest open level first: its facts decide most, and where they are many they are enough to show.
        let mut enough = None;
        match (&criterion.applies_when, result.applies) {
            (Some(condition), Truth::Unknown) => {
                self.explainer().open_facts(condition, &mut open);
            }
            _ => {
                for condition in &criterion.when[low as usize..high as usize] {
                    self.explainer().open_facts(condition, &mut open);
                    if open.len() >= OF_ONE_FIELD && enough.is_none() {
                        enough = Some(open.len());
                    }
                }
            }
        }
        let open = open.into_vec();
        let facts = self.most_telling(&open[..enough.unwrap_or(open.len())], &criterion.when[0]);
        let severity = match low {
            Level::Absent | Level::Weak => criterion.risk.severity.at(low),
            // A question between sound and strong hides no risk.
            Level::Sound | Level::Strong => Severity::Low,
        };
        let levels = f64::from(high.points() - low.points());
        let finding = self.finding(FindingKind::Question, Subject::Criterion(result.criterion));
        let width = result.worth * levels / 3.0;
        let core = result.scores && !result.claimed.is_answered();
        Some(Finding { severity, blamed: each_once(open, &facts), facts, level: low, width, core, ..finding })
    }

    /// A pattern that holds, or that may hold because at least one of its conditions does.
    fn pattern(&self, id: PatternId, pattern: &Pattern) -> Option<Finding> {
        let truth = self.context().is_there(pattern);
        // What keeps the highest verdict back is asked for wherever it is not ruled out.
        let is_told = || pattern.holds || self.has_true_part(&pattern.when);
        let (kind, shown) = match truth {
            Truth::True if pattern.tension => (FindingKind::Tension, true),
            Truth::True => (FindingKind::Risk, true),
            Truth::Unknown if is_told() => (FindingKind::Question, true),
            Truth::Unknown if self.options.unruled => (FindingKind::Question, false),
            _ => return None,
        };
        let is_worse = match &pattern.worse {
            Some(worse) => self.context().evaluate(&worse.when),
            None => Truth::False,
        };
        let worse = pattern.worse.as_ref().filter(|_| is_worse == Truth::True);
        let severity = pattern.severity_if(worse.is_some());
        let finding = Finding {
            severity,
            severity_at_worst: pattern.severity_if(is_worse != Truth::False),
            shown,
            ..self.finding(kind, Subject::Pattern(id))
        };
        if truth == Truth::Unknown {
            let mut open = EachOnce::default();
            self.explainer().open_facts(&pattern.when, &mut open);
            let open = open.into_vec();
            let facts = self.most_telling(&open, &pattern.when);
            return Some(Finding { blamed: each_once(open, &facts), facts, ..finding });
        }
        // What makes it worse is what makes it urgent.
        let mut grounds = Grounds::default();
        if let Some(worse) = worse {
            grounds.add(self.explainer().grounds(&worse.when, Truth::True));
        }
        grounds.add(self.grounds(&pattern.when, Truth::True, pattern.because.as_deref()));
        Some(self.grounded(Finding { worse: worse.is_some(), ..finding }, grounds, &pattern.when))
    }

    fn has_true_part(&self, condition: &Condition) -> bool {
        condition.parts().joined.iter().any(|part| self.context().evaluate(part) == Truth::True)
    }

    /// One cause is one row: the pattern takes in the risks of the criteria it names, and is as bad as the worst.
    fn fold(&self, pattern: &Pattern, finding: &mut Finding, risks: &[Finding]) {
        for risk in risks {
            let Subject::Criterion(criterion) = risk.subject else { continue };
            if pattern.folds.contains(&self.rubrics.criteria[criterion].id) {
                finding.severity = finding.severity.max(risk.severity);
                finding.folded.push(risk.clone());
            }
        }
    }

    /// How far the partners of a sector are, which nobody has said.
    fn commitments(&self, view: &SectorView) -> Vec<Route> {
        let fact = self.rubrics.product.commitment.fact;
        view.partners.iter().map(|partner| Route { fact, ..partner.route }).collect()
    }

    /// A sector that is not at the table, where those that are there are not enough; one step lower where somebody has
    /// asked it and it has not said no.
    fn sector(&self, view: &SectorView) -> Option<Finding> {
        let enough = self.rubrics.enough_sectors.as_ref();
        if enough.is_some_and(|enough| self.context().evaluate(enough) == Truth::True) {
            return None;
        }
        let rule = &self.rubrics.four_sectors[view.rule];
        let list =
            Route { fact: self.rubrics.dictionary.list(self.rubrics.product.partners).fact, record: None };
        let partners = || view.partners.iter().map(|p| p.route).collect();
        let (kind, level, facts) = match view.status {
            SectorStatus::Missing => (FindingKind::Sector, Level::Absent, vec![list]),
            SectorStatus::Declined | SectorStatus::Wished => (FindingKind::Sector, Level::Absent, partners()),
            SectorStatus::Prospective => (FindingKind::Sector, Level::Weak, partners()),
            SectorStatus::Uncommitted => (FindingKind::Question, Level::Absent, self.commitments(view)),
            SectorStatus::NotDeclared => (FindingKind::Question, Level::Absent, vec![list]),
            SectorStatus::Leading | SectorStatus::Partner => return None,
        };
        let finding = self.finding(kind, Subject::Sector(view.rule));
        let core = kind == FindingKind::Question;
        let blamed = each_once(Vec::new(), &facts);
        Some(Finding { severity: rule.severity.at(level), level, facts, blamed, core, ..finding })
    }

    fn finding(&self, kind: FindingKind, subject: Subject) -> Finding {
        Finding {
            kind,
            subject,
            severity: Severity::Low,
            reasons: Vec::new(),
            facts: Vec::new(),
            blamed: Vec::new(),
            level: Level::Absent,
            worse: false,
            folded: Vec::new(),
            width: 0.0,
            core: false,
            severity_at_worst: Severity::Low,
            shown: true,
        }
    }

    fn grounded(&self, finding: Finding, grounds: Grounds, condition: &Condition) -> Finding {
        let told: Vec<Route> = grounds.reasons.iter().flat_map(|r| r.facts.iter().copied()).collect();
        let facts = self.most_telling(&told, condition);
        Finding { reasons: grounds.reasons, blamed: each_once(grounds.blamed, &facts), facts, ..finding }
    }

    /// Each fact once, of each field a few records, and not too many in all; the first fact of the condition where there
    /// is none.
    fn most_telling(&self, all: &[Route], condition: &Condition) -> Vec<Route> {
        let mut facts: Vec<Route> = Vec::with_capacity(SHOWN);
        for fact in all {
            if facts.len() == SHOWN {
                break;
            }
            let of_field = facts.iter().filter(|f| f.fact == fact.fact).count();
            if of_field < OF_ONE_FIELD && !facts.contains(fact) {
                facts.push(*fact);
            }
        }
        if facts.is_empty() {
            let mut read = Vec::new();
            condition.facts(&|list| self.rubrics.dictionary.list(list).fact, &mut read);
            facts.extend(read.first().map(|fact| Route { fact: *fact, record: None }));
        }
        facts
    }
}

/// Facts sorted, each once; what is shown where there is none.
fn each_once(mut facts: Vec<Route>, shown: &[Route]) -> Vec<Route> {
    if facts.is_empty() {
        facts.extend_from_slice(shown);
    }
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// The order of findings: the worst first; of one severity risks, then tensions, sectors, questions.
pub fn worst_first(a: (Severity, FindingKind), b: (Severity, FindingKind)) -> Ordering {
    rank(a.0, a.1).cmp(&rank(b.0, b.1))
}

fn rank(severity: Severity, kind: FindingKind) -> (Reverse<Severity>, FindingKind) {
    (Reverse(severity), kind)
}

impl Finding {
    /// The id of the criterion, pattern or sector.
    pub fn id<'r>(&self, rubrics: &'r Rubrics) -> &'r str {
        self.subject.id(rubrics)
    }

    /// What is wrong, in a few words.
    pub fn title<'r>(&self, rubrics: &'r Rubrics) -> &'r str {
        match self.subject {
            Subject::Criterion(c) if self.level > Level::Absent => &rubrics.criteria[c].risk.title_if_weak,
            Subject::Criterion(c) => &rubrics.criteria[c].risk.title,
            Subject::Pattern(p) => &rubrics.patterns[p].title,
            Subject::Sector(s) if self.level > Level::Absent => &rubrics.four_sectors[s].title_if_prospective,
            Subject::Sector(s) => &rubrics.four_sectors[s].title_if_missing,
        }
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
            Subject::Criterion(c) => rubrics.criteria[c].next_at(self.level),
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
