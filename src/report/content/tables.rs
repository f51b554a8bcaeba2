//! What the rubrics say, once for a whole report: rules, facts, sources. Findings point to these by id.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::assess::Subject;
use crate::proposal::{Dictionary, Fact, FactId, Kind, NoneMeans};
use crate::rubric::{Citation, Criterion, Level, Pattern, Rubrics, SectorRule, Severity, Step};
use crate::text;

/// The texts of a set of rubrics, in the order of the rubrics.
#[derive(Debug)]
pub struct Tables<'r> {
    /// The rubrics themselves.
    pub rubrics: &'r Rubrics,
    /// Criteria, patterns and sectors.
    pub rules: Vec<Rule<'r>>,
    /// Every fact that a proposal can state.
    pub facts: Vec<FactText<'r>>,
    by_id: HashMap<&'r str, usize>,
}

/// What a criterion, a pattern or a missing sector says, whatever the proposal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Rule<'r> {
    /// Its id, such as `community/part`.
    pub id: &'r str,
    /// What it is.
    pub kind: RuleKind,
    /// What should hold; of a pattern what is wrong.
    pub title: &'r str,
    /// What is wrong where it is absent, and where it is weak or only hoped for.
    pub titles: Titles<'r>,
    /// What is asked of the proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<&'r str>,
    /// Id of its dimension, for a criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dimension: Option<&'r str>,
    /// It is one of the few criteria that make the score.
    pub core: bool,
    /// It can hold the verdict down by itself, in some case or in all.
    pub decisive: bool,
    /// It is a pattern that keeps the highest verdict back until it is known not to be there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub holds: bool,
    /// How many different documents make its point, for a criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// The stage from which it counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_from: Option<&'r str>,
    /// What each level of a criterion means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levels: Option<Meanings<'r>>,
    /// How bad it is at its worst.
    pub severity: Severity,
    /// Why it matters; of a sector what its absence exposes.
    pub why: &'r str,
    /// Why a pattern can be worse than usual.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_worse: Option<&'r str>,
    /// What to do next.
    pub next: &'r str,
    /// What that takes: hours, days, weeks or months.
    pub effort: &'r str,
    /// What to do from each level to the next, for a core criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<Steps<'r>>,
    /// Whom to look for, where a sector is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub look_for: Option<&'r str>,
    /// Ids of the points of the documents that it is drawn from.
    pub sources: &'r [String],
    /// What published studies say, for and against.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub research: Vec<Study<'r>>,
}

/// What a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleKind {
    /// One thing that should hold.
    Criterion,
    /// A risk where several facts meet.
    Risk,
    /// Two good things that pull apart.
    Tension,
    /// One of the four sectors at the table.
    Sector,
}

/// What is wrong, by level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Titles<'r> {
    /// Where nothing of it is there.
    pub absent: &'r str,
    /// Where something is there, and too little.
    pub weak: &'r str,
}

/// What each level of a criterion means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Meanings<'r> {
    /// Not there.
    pub absent: &'r str,
    /// There, and too little.
    pub weak: &'r str,
    /// Good enough to sign on.
    pub sound: &'r str,
    /// As good as the documents ask for.
    pub strong: &'r str,
}

/// What to do from each level to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Steps<'r> {
    /// From absent.
    pub to_weak: StepText<'r>,
    /// From weak.
    pub to_sound: StepText<'r>,
    /// From sound.
    pub to_strong: StepText<'r>,
}

/// Something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepText<'r> {
    /// What.
    pub next: &'r str,
    /// What that takes: hours, days, weeks or months.
    pub effort: &'r str,
}

impl StepText<'_> {
    /// What to do, and what that takes: `Ask … (takes weeks)`.
    pub fn says(&self) -> String {
        format!("{} (takes {})", self.next, self.effort)
    }
}

/// What a published study says of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Study<'r> {
    /// Its id.
    pub study: &'r str,
    /// It speaks for the rule, not against it.
    pub supports: bool,
    /// What it says.
    pub note: &'r str,
}

/// What a fact is, whatever the proposal says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactText<'r> {
    /// Its path, such as `community.part`: the key by which it is answered.
    pub fact: &'r str,
    /// What it is called in a sentence.
    pub label: &'r str,
    /// The question that asks for it.
    pub ask: &'r str,
    /// What answers the question: the words to choose from, or the kind of answer with an example.
    pub answer: String,
}

/// A point of a source document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceText<'r> {
    /// Its id.
    pub id: &'r str,
    /// What it says, in our own words.
    pub says: &'r str,
}

impl<'r> Tables<'r> {
    /// The texts of a set of rubrics.
    pub fn of(rubrics: &'r Rubrics) -> Tables<'r> {
        let criteria = rubrics.criteria.iter().map(|c| of_criterion(rubrics, c));
        let patterns = rubrics.patterns.iter().map(|p| of_pattern(rubrics, p));
        let sectors = rubrics.four_sectors.iter().map(|s| of_sector(rubrics, s));
        let rules: Vec<Rule> = criteria.chain(patterns).chain(sectors).collect();
        let facts = rubrics.dictionary.facts().map(|(_, fact)| of_fact(&rubrics.dictionary, fact)).collect();
        let by_id = rules.iter().enumerate().map(|(place, rule)| (rule.id, place)).collect();
        Tables { rubrics, rules, facts, by_id }
    }

    /// The rule about a subject.
    pub fn rule(&self, subject: Subject) -> &Rule<'r> {
        let (criteria, patterns) = (self.rubrics.criteria.len(), self.rubrics.patterns.len());
        &self.rules[match subject {
            Subject::Criterion(criterion) => usize::from(criterion),
            Subject::Pattern(pattern) => criteria + usize::from(pattern),
            Subject::Sector(sector) => criteria + patterns + usize::from(sector),
        }]
    }

    /// The place of a rule in the order of all, from 0.
    pub fn number_of(&self, rule: &Rule) -> usize {
        self.by_id.get(rule.id).copied().unwrap_or_default()
    }

    /// The texts of a fact.
    pub fn fact(&self, fact: FactId) -> &FactText<'r> {
        &self.facts[usize::from(fact.0)]
    }

    /// The points that a rule is drawn from. What a set of rubrics cites it declares: that is checked when it is loaded.
    pub fn sources(&self, rule: &Rule<'r>) -> Vec<SourceText<'r>> {
        let says = |id: &str| self.rubrics.sources.point(id).map_or("", |point| point.says.as_str());
        rule.sources.iter().map(|id| SourceText { id, says: says(id) }).collect()
    }
}

impl<'r> Rule<'r> {
    /// What is wrong at a level.
    pub fn title_at(&self, level: Level) -> &'r str {
        if level == Level::Absent { self.titles.absent } else { self.titles.weak }
    }

    /// What a level of a criterion means; empty for what has no levels.
    pub fn means(&self, level: Level) -> &'r str {
        self.levels.map_or("", |of| [of.absent, of.weak, of.sound, of.strong][level as usize])
    }

    /// What to do next, at the level that something has.
    pub fn step_at(&self, level: Level) -> StepText<'r> {
        match (self.steps, level) {
            (None, _) => StepText { next: self.next, effort: self.effort },
            (Some(steps), Level::Absent) => steps.to_weak,
            (Some(steps), Level::Weak) => steps.to_sound,
            (Some(steps), Level::Sound | Level::Strong) => steps.to_strong,
        }
    }

    /// The documents that it is drawn from, each once: `net-impact, pascal`.
    pub fn documents(&self) -> String {
        let mut documents: Vec<&str> = Vec::new();
        for point in self.sources {
            let document = point.split_once('/').map_or(point.as_str(), |(document, _)| document);
            if !documents.contains(&document) {
                documents.push(document);
            }
        }
        documents.join(", ")
    }

    /// The studies that speak against it, by their ids: a contradiction is shown, not hidden.
    pub fn studies_against(&self) -> Vec<&'r str> {
        self.research.iter().filter(|study| !study.supports).map(|study| study.study).collect()
    }
}

/// A rule stands in a report by its id.
pub(super) fn rule_id<S: Serializer>(rule: &Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.id)
}

/// Rules stand in a report by their ids.
pub(super) fn rule_ids<S: Serializer>(rules: &[&Rule], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rules.iter().map(|rule| rule.id))
}

fn of_criterion<'r>(rubrics: &'r Rubrics, criterion: &'r Criterion) -> Rule<'r> {
    let [absent, weak, sound, strong] = &criterion.means;
    Rule {
        question: Some(&criterion.question),
        dimension: Some(&rubrics.dimensions[criterion.dimension].id),
        core: criterion.is_core(),
        decisive: criterion.can_be_decisive(),
        steps: criterion.is_core().then(|| steps(rubrics, criterion)),
        weight: Some(criterion.weight),
        due_from: Some(&rubrics.scale.stages[criterion.due_from].word),
        levels: Some(Meanings { absent, weak, sound, strong }),
        research: studies(&criterion.research),
        ..plain(
            rubrics,
            RuleKind::Criterion,
            &criterion.id,
            &criterion.title,
            criterion.next_at(Level::Absent),
            &criterion.sources,
        )
    }
    .bad(
        criterion.risk.severity,
        &criterion.risk.why,
        [&criterion.risk.title, &criterion.risk.title_if_weak],
    )
}

fn steps<'r>(rubrics: &'r Rubrics, criterion: &'r Criterion) -> Steps<'r> {
    let text = |level: Level| {
        let step = criterion.next_at(level);
        StepText { next: &step.action, effort: &rubrics.scale.efforts[step.effort].word }
    };
    Steps { to_weak: text(Level::Absent), to_sound: text(Level::Weak), to_strong: text(Level::Sound) }
}

fn of_pattern<'r>(rubrics: &'r Rubrics, pattern: &'r Pattern) -> Rule<'r> {
    let kind = if pattern.tension { RuleKind::Tension } else { RuleKind::Risk };
    Rule {
        question: Some(&pattern.question),
        due_from: Some(&rubrics.scale.stages[pattern.due_from].word),
        holds: pattern.holds,
        why_worse: pattern.worse.as_ref().map(|worse| worse.why.as_str()),
        research: studies(&pattern.research),
        ..plain(rubrics, kind, &pattern.id, &pattern.title, &pattern.next, &pattern.sources)
    }
    .bad(pattern.severity, &pattern.why, [&pattern.title, &pattern.title])
}

fn of_sector<'r>(rubrics: &'r Rubrics, sector: &'r SectorRule) -> Rule<'r> {
    Rule {
        look_for: Some(&sector.look_for),
        ..plain(rubrics, RuleKind::Sector, &sector.id, &sector.sector, &sector.next, &sector.sources)
    }
    .bad(sector.severity, &sector.exposes, [&sector.title_if_missing, &sector.title_if_prospective])
}

/// A rule of which only the common part is filled in.
fn plain<'r>(
    rubrics: &'r Rubrics,
    kind: RuleKind,
    id: &'r str,
    title: &'r str,
    next: &'r Step,
    sources: &'r [String],
) -> Rule<'r> {
    Rule {
        id,
        kind,
        title,
        holds: false,
        titles: Titles { absent: title, weak: title },
        question: None,
        dimension: None,
        core: false,
        decisive: false,
        steps: None,
        weight: None,
        due_from: None,
        levels: None,
        severity: Severity::Low,
        why: "",
        why_worse: None,
        next: &next.action,
        effort: &rubrics.scale.efforts[next.effort].word,
        look_for: None,
        sources,
        research: Vec::new(),
    }
}

impl<'r> Rule<'r> {
    fn bad(self, severity: Severity, why: &'r str, [absent, weak]: [&'r str; 2]) -> Rule<'r> {
        Rule { severity, why, titles: Titles { absent, weak }, ..self }
    }
}

fn studies(citations: &[Citation]) -> Vec<Study<'_>> {
    citations.iter().map(|c| Study { study: &c.finding, supports: c.supports, note: &c.note }).collect()
}

fn of_fact<'r>(dictionary: &'r Dictionary, fact: &'r Fact) -> FactText<'r> {
    FactText { fact: &fact.path, label: &fact.label, ask: &fact.ask, answer: answer(dictionary, fact) }
}

/// More words than these are not listed.
const FEW_WORDS: usize = 8;

/// What answers a question: `told, consulted, works with us or decides with us; or none`.
fn answer(dictionary: &Dictionary, fact: &Fact) -> String {
    let example = fact.example.as_deref();
    let such_as = |kind: &str| {
        example
            .map_or_else(|| kind.to_owned(), |one| format!("{kind}, such as {}", one.trim_end_matches('.')))
    };
    let several = if matches!(fact.kind, Kind::Words(_)) { "one or more of " } else { "" };
    let kind = match (dictionary.vocabulary(fact), fact.kind) {
        (Some(vocabulary), _) if vocabulary.words.len() <= FEW_WORDS => {
            let words: Vec<String> = vocabulary.texts().map(str::to_owned).collect();
            format!("{several}{}", text::join(&words, "or"))
        }
        (Some(vocabulary), _) => such_as(&format!("{several}the words for {}", vocabulary.name)),
        (None, Kind::YesNo) => return "yes or no".to_owned(),
        (None, Kind::Text) => such_as("a sentence"),
        (None, Kind::Person) => such_as("a name"),
        (None, Kind::Number) => such_as("a number"),
        (None, Kind::Share) => such_as("a share"),
        (None, Kind::Money) => such_as("an amount with its currency"),
        (None, Kind::Date) => such_as("a date"),
        (None, Kind::Duration) => such_as("a length of time"),
        (None, Kind::Texts) => such_as("one or more items"),
        (None, Kind::People) => such_as("one or more names"),
        (None, Kind::Records(list)) => {
            return format!("a list with a block for each {}{}", dictionary.list(list).item, or_none(fact));
        }
        (None, Kind::Word(_) | Kind::Words(_)) => "a word".to_owned(),
    };
    kind + or_none(fact)
}

fn or_none(fact: &Fact) -> &'static str {
    if fact.none == NoneMeans::Never { "" } else { "; or none" }
}
