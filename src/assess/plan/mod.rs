//! The least effort that reaches a verdict: which criteria to raise to which level, and in which order.
//!
//! It is exact over levels: each transition at the effort that the rubrics name for it, all that the ladder needs, evidence
//! included. That a step may raise two criteria at once is not counted: the effort is an upper bound.

mod order;
mod search;

use super::Assessment;
use super::evaluate::{Context, Reading};
use super::ladder::Verdict;
use super::score::CriterionResult;
use super::truth::Truth;
use crate::rubric::{CriterionId, Level, PatternId, Rubrics, RungId};
use crate::text::whole;
use search::{Choice, Item, Table};

/// What it takes to reach a verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The verdict that is reached.
    pub verdict: RungId,
    /// The criteria to raise, in the order in which to go about it.
    pub raises: Vec<Raise>,
    /// The decisive criteria that also need evidence under them, in the order of the rubrics.
    pub evidence: Vec<CriterionId>,
    /// The patterns that have to be gone, and whether they are known to be there.
    pub patterns: Vec<(PatternId, Truth)>,
    /// Working days in all, as the scale has it.
    pub days: f64,
    /// The score that is reached, 0 to 100.
    pub score: u32,
}

/// A criterion to raise.
#[derive(Debug, Clone, PartialEq)]
pub struct Raise {
    /// Which one.
    pub criterion: CriterionId,
    /// The least level that it has for certain.
    pub from: Level,
    /// The level that it is raised to.
    pub to: Level,
    /// Working days.
    pub days: f64,
    /// The ladder needs its level; without that, it is raised for the score.
    pub held: bool,
    /// The level that it may turn out to have once what is open is answered: work that an answer may save.
    pub may_be: Level,
}

/// Why a verdict cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OutOfReach {
    /// No criterion counts, so that there is no score.
    NothingCounts,
    /// Evidence cannot be looked at: the text came without a place beside which files could lie.
    EvidenceUnseen,
    /// It takes more working days than there are.
    TooDear(f64),
}

/// The least effort that reaches a verdict. Nothing is to be done where it is reached already.
///
/// # Errors
/// It cannot be reached, and why.
pub fn plan(assessment: &Assessment, to: RungId) -> Result<Plan, OutOfReach> {
    let planner = Planner::new(assessment);
    if planner.items(to).is_empty() {
        return Err(OutOfReach::NothingCounts);
    }
    if planner.needs_evidence(to) && assessment.evidence_is_unseen() {
        return Err(OutOfReach::EvidenceUnseen);
    }
    let items = planner.items(to);
    let choice = Table::new(&items).cheapest(planner.points_for(to)).ok_or(OutOfReach::NothingCounts)?;
    Ok(planner.plan(to, &choice))
}

/// The most that so many working days buy: the highest verdict, and with what is left over the most points.
pub fn plan_within(assessment: &Assessment, days: f64) -> Option<Plan> {
    let planner = Planner::new(assessment);
    let budget = thousandths(days);
    let rungs = assessment.rubrics.scale.ladder.keys().rev();
    let affordable =
        rungs.filter_map(|to| plan(assessment, to).ok()).find(|plan| thousandths(plan.days) <= budget)?;
    let to = affordable.verdict;
    let items = planner.items(to);
    let table = Table::new(&items);
    let left = budget - planner.price_beside_levels(to);
    Some(planner.plan(to, &table.most(left)?))
}

fn thousandths(days: f64) -> u64 {
    (days * 1_000.0).round() as u64
}

struct Planner<'a> {
    assessment: &'a Assessment<'a>,
    rubrics: &'a Rubrics,
    scoring: Vec<&'a CriterionResult>,
    /// The weight of all that counts.
    weight: u32,
}

impl<'a> Planner<'a> {
    fn new(assessment: &'a Assessment<'a>) -> Planner<'a> {
        let rubrics = assessment.rubrics;
        let scoring: Vec<&CriterionResult> = super::score::of_core(&assessment.criteria).collect();
        let weight = scoring.iter().map(|result| rubrics.criteria[result.criterion].weight).sum();
        Planner { assessment, rubrics, scoring, weight }
    }

    /// All the steps of the ladder up to a verdict.
    fn rungs(&self, to: RungId) -> impl Iterator<Item = &'a crate::rubric::Rung> {
        self.rubrics.scale.ladder.iter_enumerated().filter(move |(rung, _)| *rung <= to).map(|(_, rung)| rung)
    }

    fn needs_evidence(&self, to: RungId) -> bool {
        self.rungs(to).any(|rung| rung.evidence)
    }

    /// The least points that give the score that a verdict needs.
    fn points_for(&self, to: RungId) -> u32 {
        let least = self.rungs(to).map(|rung| rung.score).max().unwrap_or(0);
        let most = self.weight * 3;
        (0..=most).find(|points| self.score(*points) >= least).unwrap_or(most)
    }

    fn score(&self, points: u32) -> u32 {
        whole(f64::from(points) / (f64::from(self.weight) * 3.0) * 100.0)
    }

    /// The level that a verdict needs of a criterion.
    fn needed(&self, to: RungId, result: &CriterionResult) -> Level {
        let of = |rung: &crate::rubric::Rung| {
            if result.decisive { rung.decisive.max(rung.core) } else { rung.core }
        };
        self.rungs(to).map(of).max().unwrap_or(Level::Absent)
    }

    /// The level that a criterion has for certain in the reading from which the verdict is taken.
    fn has(&self, result: &CriterionResult) -> Level {
        result.for_verdict(self.assessment.options).low
    }

    fn items(&self, to: RungId) -> Vec<Item> {
        let item = |result: &&CriterionResult| Item {
            weight: self.rubrics.criteria[result.criterion].weight,
            least: self.needed(to, result).max(self.has(result)),
            price: Level::ALL.map(|level| self.price(result, level)),
        };
        self.scoring.iter().map(item).collect()
    }

    /// What it costs to bring a criterion to a level: each step at its own effort, beginning with what is claimed; where
    /// evidence alone counts, evidence once.
    fn price(&self, result: &CriterionResult, to: Level) -> u64 {
        let has = self.has(result);
        if to <= has {
            return 0;
        }
        let criterion = &self.rubrics.criteria[result.criterion];
        let first = has.max(result.claimed.low) as usize;
        let steps = Level::ALL[first..(to as usize).max(first)].iter();
        let days: f64 =
            steps.map(|level| self.rubrics.scale.efforts[criterion.next_at(*level).effort].days).sum();
        let evidence = if self.assessment.options.strict { self.evidence_days() } else { 0.0 };
        thousandths(days + evidence)
    }

    fn evidence_days(&self) -> f64 {
        self.rubrics.scale.efforts[self.rubrics.scale.evidence_effort].days
    }

    /// The decisive criteria under which a verdict needs evidence that is not there. Where evidence alone counts it is in
    /// the price of each level, for what is raised.
    fn evidence(&self, to: RungId) -> Vec<CriterionId> {
        if !self.needs_evidence(to) {
            return Vec::new();
        }
        let lacks = |result: &&&CriterionResult| {
            let needed = self.needed(to, result);
            let is_priced = self.assessment.options.strict && self.has(result) < needed;
            result.decisive && result.checked < needed && !is_priced
        };
        self.scoring.iter().filter(lacks).map(|result| result.criterion).collect()
    }

    /// The patterns that a verdict needs gone and that are there, or may be.
    fn patterns(&self, to: RungId) -> Vec<(PatternId, Truth)> {
        if !self.rungs(to).any(|rung| rung.patterns) {
            return Vec::new();
        }
        let context = Context::new(self.assessment.proposal, Reading::Claimed, self.assessment.options.as_of);
        let due = self.rubrics.patterns.iter_enumerated();
        let due = due.filter(|(_, pattern)| pattern.holds && pattern.due_from <= self.assessment.stage);
        due.map(|(id, pattern)| (id, context.is_there(pattern)))
            .filter(|(_, truth)| *truth != Truth::False)
            .collect()
    }

    /// What evidence and patterns cost, whatever is raised.
    fn price_beside_levels(&self, to: RungId) -> u64 {
        let step =
            |pattern: PatternId| self.rubrics.scale.efforts[self.rubrics.patterns[pattern].next.effort].days;
        let patterns: f64 = self.patterns(to).into_iter().map(|(pattern, _)| step(pattern)).sum();
        thousandths(patterns + self.evidence_days() * self.evidence(to).len() as f64)
    }

    fn plan(&self, to: RungId, choice: &Choice) -> Plan {
        let raised =
            self.scoring.iter().zip(&choice.levels).filter(|(result, level)| **level > self.has(result));
        let raise = |(result, level): (&&CriterionResult, &Level)| Raise {
            criterion: result.criterion,
            from: self.has(result),
            to: *level,
            days: self.price(result, *level) as f64 / 1_000.0,
            held: self.has(result) < self.needed(to, result),
            may_be: result.claimed.high.min(*level),
        };
        Plan {
            verdict: to,
            raises: order::ordered(self.rubrics, raised.map(raise).collect()),
            evidence: self.evidence(to),
            patterns: self.patterns(to),
            days: (choice.price + self.price_beside_levels(to)) as f64 / 1_000.0,
            score: self.score(choice.points),
        }
    }
}

impl Assessment<'_> {
    /// Whether the proposal has that verdict or a better one.
    pub fn has_reached(&self, rung: RungId) -> bool {
        matches!(self.verdict, Verdict::Rung(has) if has >= rung)
    }
}

#[cfg(test)]
mod tests;
