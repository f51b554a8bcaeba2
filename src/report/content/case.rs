//! How one proposal came to its level: each condition with its truth, the facts with their places, what would change it.

use schemars::JsonSchema;
use serde::Serialize;

use super::asks::asks;
use super::places::{line_words, place_words};
use super::scores::CriterionScore;
use super::sectors::sectors;
use super::{Ask, Place, Tables};
use crate::assess::{Assessment, FindingKind, Subject, Trace, Truth};
use crate::proposal::{FactId, Pointer, Route};
use crate::rubric::{Condition, CriterionId, Level, PatternId, SectorId};
use crate::text;

/// How a proposal came to its level.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Case<'a> {
    /// The file, as reports write it.
    pub file: &'a str,
    /// What it is called.
    pub name: Option<&'a str>,
    /// What it comes to: `weak`, `absent to strong`, `does not apply`, `it is there`.
    pub comes_to: String,
    /// What follows from that, in sentences.
    pub says: Vec<String>,
    /// The conditions, each with its truth.
    pub conditions: Vec<Tested<'a>>,
    /// What the file says of each fact that is read, record by record.
    pub facts: Vec<FactCase<'a>>,
    /// What it lacks to come out better, and whom to ask what.
    pub lacks: Vec<String>,
    /// What lacks leads to: `sound`; nothing where it cannot come out better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_reach: Option<&'static str>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A condition that was put to the proposal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Tested<'a> {
    /// What hangs on it: a level, `applies`, `decisive`, `when`, `unless`, `worse`.
    pub what: &'static str,
    /// What that means, where a rule says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<&'a str>,
    /// The condition.
    pub condition: ConditionCase,
}

/// A condition, and how it came out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ConditionCase {
    /// What it asks.
    pub asks: String,
    /// Whether it holds; nothing where that is not known.
    pub holds: Option<bool>,
    /// Why, with lines; where it is not known, what to ask.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
    /// The conditions that it joins.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ConditionCase>,
}

/// What a file says of a fact.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FactCase<'a> {
    /// Where.
    #[serde(flatten)]
    pub place: Place<'a>,
    /// What the fact is called: `City of Riverside: the commitment`.
    pub label: String,
    /// What is said.
    pub says: String,
    /// The evidence that stands beside it, with page and quote where they are given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

impl ConditionCase {
    /// Whether it holds, in a word.
    pub fn truth(&self) -> &'static str {
        match self.holds {
            Some(true) => "holds",
            Some(false) => "fails",
            None => "open",
        }
    }
}

impl FactCase<'_> {
    /// Where it is said and what stands beside it: `line 31; evidence: minutes.pdf, page 4`.
    pub fn where_said(&self) -> String {
        let line = line_words(self.place.is_said().then_some(self.place.line));
        match self.evidence.is_empty() {
            true => line,
            false => format!("{line}; evidence: {}", self.evidence.join(", ")),
        }
    }
}

/// Makes cases of one assessment.
#[derive(Clone, Copy)]
pub struct Cases<'a> {
    /// The assessment.
    pub assessment: &'a Assessment<'a>,
    /// The texts of its rubrics.
    pub tables: &'a Tables<'a>,
    /// The file, as reports write it.
    pub file: &'a str,
}

impl<'a> Cases<'a> {
    /// How a criterion, a pattern or a sector came out.
    pub fn of(self, subject: Subject) -> Case<'a> {
        let facts = self.facts(self.assessment.facts_read_by(subject));
        match subject {
            Subject::Criterion(number) => Case { facts, ..self.criterion(number) },
            Subject::Pattern(number) => Case { facts, ..self.pattern(number) },
            Subject::Sector(number) => Case { facts, ..self.sector(number) },
        }
    }

    /// What the file says of a fact.
    pub fn of_fact(self, fact: FactId) -> Case<'a> {
        let routes = self.assessment.routes_of(self.assessment.rubrics.dictionary.reference(fact));
        let facts = self.facts(routes);
        let said = facts.iter().filter(|fact| fact.place.is_said()).count();
        let comes_to = match (said, facts.len()) {
            (0, _) => "not said".to_owned(),
            (said, all) if said == all => "said".to_owned(),
            (said, all) => format!("said in {said} of {all}"),
        };
        Case { facts, ..self.plain(comes_to) }
    }

    /// What is due at a stage, and what it comes to.
    pub fn of_stage(self, stage: crate::rubric::StageId) -> Case<'a> {
        let is_own = self.assessment.stage == stage;
        let due = self
            .assessment
            .criteria
            .iter()
            .filter(|result| self.assessment.rubrics.criteria[result.criterion].due_from == stage);
        let line = |result| {
            let score = CriterionScore::of(result, self.tables);
            format!("{}: {}", score.rule.id, score.says())
        };
        let comes_to = match (is_own, self.assessment.stage_assumed) {
            (true, true) => "the proposal names no stage, and is read as at this one",
            (true, false) => "the proposal is at this stage",
            (false, _) => "the proposal is at another stage",
        };
        Case { says: due.map(line).collect(), ..self.plain(comes_to.to_owned()) }
    }

    fn plain(self, comes_to: String) -> Case<'a> {
        Case {
            file: self.file,
            name: self.assessment.name(),
            comes_to,
            says: Vec::new(),
            conditions: Vec::new(),
            facts: Vec::new(),
            lacks: Vec::new(),
            to_reach: None,
            next: None,
        }
    }

    fn criterion(self, number: CriterionId) -> Case<'a> {
        let criterion = &self.assessment.rubrics.criteria[number];
        let result = &self.assessment.criteria[number];
        let score = CriterionScore::of(result, self.tables);
        let mut conditions = Vec::new();
        conditions.extend(criterion.applies_when.as_ref().map(|when| self.tested("applies", None, when)));
        if let crate::rubric::Decisive::When(case) = &criterion.decisive {
            conditions.push(self.tested("decisive", None, case));
        }
        for level in Level::ALL[1..].iter().rev() {
            let condition = &criterion.when[*level as usize - 1];
            conditions.push(self.tested(level.word(), Some(criterion.means(*level)), condition));
        }
        let mut says = Vec::new();
        if score.state.counts() && criterion.is_core() {
            says.push(format!(
                "It brings {:.1} of the {:.1} points of the score that it would bring at strong.",
                score.points, score.worth
            ));
        }
        if score.decisive {
            says.push("The verdict waits for it here: it is decisive.".to_owned());
        }
        let low = result.claimed.low;
        let to = Level::ALL.get(low as usize + 1).copied().filter(|_| score.state.counts());
        let lacks = to.map(|to| self.lacks(&criterion.when[to as usize - 1])).unwrap_or_default();
        let step = to.map(|_| self.tables.rule(Subject::Criterion(number)).step_at(low));
        Case {
            says,
            conditions,
            lacks,
            to_reach: to.map(Level::word),
            next: step.map(|step| step.says()),
            ..self.plain(match result.claimed.low == Level::Absent && result.claimed.high == Level::Strong {
                true if score.state.counts() => "open: nothing settles it yet".to_owned(),
                _ => score.says(),
            })
        }
    }

    fn pattern(self, number: PatternId) -> Case<'a> {
        let pattern = &self.assessment.rubrics.patterns[number];
        let mut conditions = vec![self.unwanted("when", None, &pattern.when)];
        conditions.extend(pattern.unless.as_ref().map(|unless| self.unwanted("unless", None, unless)));
        let worse = pattern.worse.as_ref();
        conditions.extend(worse.map(|worse| self.unwanted("worse", Some(&worse.why), &worse.when)));
        let found =
            self.assessment.findings.iter().find(|finding| finding.subject == Subject::Pattern(number));
        let due = pattern.due_from <= self.assessment.stage;
        let comes_to = match (due, found.map(|finding| finding.kind), conditions[0].condition.holds) {
            (false, ..) => "not looked for at this stage",
            (_, Some(FindingKind::Question), _) | (_, None, None) => "it cannot be ruled out",
            (_, Some(_), _) => "it is there",
            (_, None, _) => "it is not there",
        };
        let step = self.tables.rule(Subject::Pattern(number)).step_at(Level::Absent);
        let there = found.is_some_and(|finding| finding.kind != FindingKind::Question);
        let open: Vec<String> = conditions
            .iter()
            .filter(|tested| tested.what == "when")
            .flat_map(|t| t.condition.open())
            .collect();
        Case { conditions, lacks: open, next: there.then(|| step.says()), ..self.plain(comes_to.to_owned()) }
    }

    fn sector(self, number: SectorId) -> Case<'a> {
        let sectors = sectors(self.assessment, self.tables);
        let rule = self.tables.rule(Subject::Sector(number));
        let sector = sectors.iter().find(|sector| sector.rule.id == rule.id);
        let comes_to = sector.map_or("not declared", |sector| sector.says);
        let who = sector
            .filter(|sector| !sector.partners.is_empty())
            .map(|sector| format!("{}.", text::capital(&sector.who(usize::MAX))));
        let missing = sector.is_some_and(|sector| !sector.is_there());
        Case {
            says: who.into_iter().collect(),
            next: missing.then(|| rule.step_at(Level::Absent).says()),
            ..self.plain(comes_to.to_owned())
        }
    }

    fn tested(self, what: &'static str, means: Option<&'a str>, condition: &Condition) -> Tested<'a> {
        Tested { what, means, condition: self.condition(&self.assessment.trace(condition)) }
    }

    /// The same of what makes a risk: nobody wants it to hold.
    fn unwanted(self, what: &'static str, means: Option<&'a str>, condition: &Condition) -> Tested<'a> {
        Tested { what, means, condition: self.condition(&self.assessment.trace_unwanted(condition)) }
    }

    fn condition(self, trace: &Trace) -> ConditionCase {
        ConditionCase {
            asks: trace.says.clone(),
            holds: match trace.truth {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Unknown => None,
            },
            because: self.because(trace),
            parts: trace.parts.iter().map(|part| self.condition(part)).collect(),
        }
    }

    /// Why a condition came out so, or what to ask.
    fn because(self, trace: &Trace) -> Vec<String> {
        let reasons = trace.reasons.iter().map(|reason| {
            let said = reason.facts.iter().filter(|fact| self.assessment.is_said(**fact));
            format!("{} ({})", reason.text, line_words(said.map(|fact| self.assessment.place_of(*fact).line)))
        });
        let open: Vec<Place> = trace.open.iter().map(|route| Place::of(self.assessment, *route)).collect();
        let asked = asks(&open, self.tables);
        let asked = asked.iter().map(|ask: &Ask| format!("Ask: {} ({})", ask.says(), ask.fact.answer));
        reasons.chain(asked).collect()
    }

    /// What a condition lacks to hold, each once.
    pub(super) fn lacks(self, condition: &Condition) -> Vec<String> {
        let trace = self.assessment.trace(condition);
        let mut lacks: Vec<String> = Vec::new();
        for says in trace.wanting().into_iter().flat_map(|part| self.because(part)) {
            if !lacks.contains(&says) {
                lacks.push(says);
            }
        }
        lacks
    }

    fn facts(self, routes: Vec<Route>) -> Vec<FactCase<'a>> {
        routes.into_iter().map(|route| self.fact(route)).collect()
    }

    fn fact(self, route: Route) -> FactCase<'a> {
        let dictionary = &self.assessment.rubrics.dictionary;
        let place = Place::of(self.assessment, route);
        let answer = self.assessment.proposal.answer_at(dictionary, route);
        let evidence = match place.is_said() {
            true => self.assessment.proposal.evidence_of(dictionary, route).map(pointer_words).collect(),
            false => Vec::new(),
        };
        FactCase {
            label: place_words(self.tables, &place),
            says: dictionary.say(dictionary.fact(route.fact), answer),
            evidence,
            place,
        }
    }
}

impl ConditionCase {
    /// What is asked by the parts at its ends that are open, each once.
    fn open(&self) -> Vec<String> {
        let mut asked: Vec<String> = Vec::new();
        let own = if self.holds.is_none() { self.because.clone() } else { Vec::new() };
        for says in own.into_iter().chain(self.parts.iter().flat_map(ConditionCase::open)) {
            if !asked.contains(&says) {
                asked.push(says);
            }
        }
        asked
    }
}

/// A pointer in words: `minutes.pdf, page 4, “…”`.
fn pointer_words(pointer: &Pointer) -> String {
    let detail = |(key, text): &(Box<str>, Box<str>)| match &**key {
        "quote" => format!("“{}”", text::shorten(text, 120)),
        key => format!("{key} {text}"),
    };
    let details = pointer.details.iter().map(detail);
    [pointer.target.to_string()].into_iter().chain(details).collect::<Vec<_>>().join(", ")
}
