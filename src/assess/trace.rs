//! How a condition came out, part by part: for whoever asks how a proposal got its level.

use super::each_once::EachOnce;
use super::evaluate::{Context, Reading};
use super::explain::{Explainer, Reason};
use super::truth::Truth;
use super::{Assessment, Subject};
use crate::proposal::{Kind, ListId, Route, Scope};
use crate::rubric::Condition;

/// A condition, and how it came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// What it asks, as a phrase; of one that joins others, how it joins them.
    pub says: String,
    /// How it came out as claimed.
    pub truth: Truth,
    /// Why, where it is known.
    pub reasons: Vec<Reason>,
    /// The facts that are missing, where it is not.
    pub open: Vec<Route>,
    /// The conditions that it joins.
    pub parts: Vec<Trace>,
}

impl Trace {
    /// The parts at the ends that did not come out true, in the order of the condition.
    pub fn wanting(&self) -> Vec<&Trace> {
        match (self.truth, self.parts.is_empty()) {
            (Truth::True, _) => Vec::new(),
            (_, true) => vec![self],
            (_, false) => self.parts.iter().flat_map(Trace::wanting).collect(),
        }
    }
}

impl Assessment<'_> {
    /// How a condition came out over this proposal, by the facts as stated.
    pub fn trace(&self, condition: &Condition) -> Trace {
        trace(self.explainer(), condition)
    }

    /// The same of what nobody wants to hold: what falls short of it is told without what it would need.
    pub fn trace_unwanted(&self, condition: &Condition) -> Trace {
        trace(self.explainer().without_needs(), condition)
    }

    fn explainer(&self) -> Explainer<'_> {
        let context = Context::new(self.proposal, Reading::Claimed, self.options.as_of);
        Explainer::new(context, &self.rubrics.dictionary)
    }

    /// Every fact that something reads, in the order of the dictionary: of the proposal itself, and of each record of a
    /// list. A sector reads who its partners are.
    pub fn facts_read_by(&self, subject: Subject) -> Vec<Route> {
        let rubrics = self.rubrics;
        let facts = match subject {
            Subject::Criterion(criterion) => rubrics.facts_read(rubrics.criteria[criterion].conditions()),
            Subject::Pattern(pattern) => rubrics.facts_read(rubrics.patterns[pattern].conditions()),
            Subject::Sector(_) => {
                [rubrics.product.sector, rubrics.product.commitment].map(|fact| fact.fact).into()
            }
        };
        facts.into_iter().flat_map(|fact| self.routes_of(rubrics.dictionary.reference(fact))).collect()
    }

    /// A fact of the proposal itself, or the same fact of each record of its list. A list whose fields are looked at is
    /// not named beside them.
    pub fn routes_of(&self, fact: crate::proposal::FactRef) -> Vec<Route> {
        let records = |list: ListId| 0..self.proposal.records(list).records.len() as u32;
        match (fact.scope, self.rubrics.dictionary.fact(fact.fact).kind) {
            (Scope::Record(list), _) => {
                records(list).map(|record| Route { fact: fact.fact, record: Some(record) }).collect()
            }
            (Scope::Root, Kind::Records(list)) if !records(list).is_empty() => Vec::new(),
            (Scope::Root, _) => vec![Route { fact: fact.fact, record: None }],
        }
    }
}

fn trace(explainer: Explainer, condition: &Condition) -> Trace {
    let truth = explainer.context.evaluate(condition);
    let (says, joined) = match condition {
        Condition::All(joined) => ("all of these", joined.as_slice()),
        Condition::Any(joined) => ("at least one of these", joined.as_slice()),
        Condition::NoneOf(joined) => ("none of these", joined.as_slice()),
        Condition::AnsweredBy(ways) => ("the first of these that is answered", ways.as_slice()),
        _ => ("", [].as_slice()),
    };
    if let [only] = joined
        && !matches!(condition, Condition::NoneOf(_))
    {
        return trace(explainer, only);
    }
    if !joined.is_empty() {
        let parts = joined.iter().map(|part| trace(explainer, part)).collect();
        return Trace { says: says.to_owned(), truth, reasons: Vec::new(), open: Vec::new(), parts };
    }
    let mut open = EachOnce::default();
    let reasons = match truth {
        Truth::Unknown => {
            explainer.open_facts(condition, &mut open);
            Vec::new()
        }
        Truth::True | Truth::False => explainer.grounds(condition, truth).reasons,
    };
    Trace { says: explainer.words(condition), truth, reasons, open: open.into_vec(), parts: Vec::new() }
}
