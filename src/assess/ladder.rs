//! The ladder: all that each verdict needs, what of it is there, and the verdict that follows.

use super::Options;
use super::evaluate::{Context, Reading};
use super::score::{CriterionResult, Scored};
use super::subject::Subject;
use super::truth::Truth;
use crate::proposal::Proposal;
use crate::rubric::{CriterionId, Level, PatternId, Rubrics, RungId, StageId};

/// The answer to the main question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Too little was answered.
    Undetermined,
    /// A step of the ladder.
    Rung(RungId),
}

/// One thing that a verdict needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// So much of the core is answered; a share, as the scale says.
    Answered,
    /// Of a decisive criterion so much is known that it may be told from one of which nothing is known.
    Known(CriterionId),
    /// A score of 0 to 100.
    Score(u32),
    /// A level of a criterion.
    Level(CriterionId, Level),
    /// Evidence, other than addresses that nobody opened, under what makes a decisive criterion reach its level.
    Evidence(CriterionId),
    /// A pattern is known not to be there.
    Without(PatternId),
}

impl Need {
    /// The criterion or pattern that it is about, where it is about one.
    pub fn subject(self) -> Option<Subject> {
        match self {
            Need::Answered | Need::Score(_) => None,
            Need::Known(criterion) | Need::Level(criterion, _) | Need::Evidence(criterion) => {
                Some(Subject::Criterion(criterion))
            }
            Need::Without(pattern) => Some(Subject::Pattern(pattern)),
        }
    }
}

/// A need, and whether it is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// What is needed.
    pub need: Need,
    /// Whether it is met; unknown where an answer may meet it.
    pub met: Truth,
}

/// What a verdict is taken from.
#[derive(Clone, Copy)]
pub struct Climber<'a> {
    /// The rubrics.
    pub rubrics: &'a Rubrics,
    /// The proposal.
    pub proposal: &'a Proposal,
    /// What was asked for.
    pub options: Options,
    /// Its stage.
    pub stage: StageId,
    /// What its criteria come to.
    pub scored: &'a Scored,
}

/// How far a proposal gets by all needs but the score, which other weights move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// A decisive criterion is known to be absent: how much is answered makes no difference then.
    pub settled: bool,
    /// Of a decisive criterion nothing is known.
    pub blank: bool,
    /// The highest step whose other needs are met, and those of every step below.
    pub rung: RungId,
}

impl Reach {
    /// The verdict by a score of 0 to 100 and a share of the core that is answered.
    pub fn verdict(self, rubrics: &Rubrics, score: f64, answered: f64) -> Verdict {
        match self {
            Reach { settled: true, .. } => Verdict::Rung(RungId::from(0)),
            Reach { blank: true, .. } => Verdict::Undetermined,
            _ if is_too_little(rubrics, answered) => Verdict::Undetermined,
            Reach { rung, .. } => Verdict::Rung(rung.min(rubrics.scale.rung(score))),
        }
    }
}

/// Whether less is answered than a verdict takes. A share is a sum of fractions: two thirds are not less than two thirds.
pub(super) fn is_too_little(rubrics: &Rubrics, answered: f64) -> bool {
    answered + 1e-9 < rubrics.scale.undetermined_below
}

impl Climber<'_> {
    /// How far it gets by all needs but the score.
    pub fn reach(self) -> Reach {
        let decisive = || self.scored.criteria.iter().filter(|result| result.decisive);
        let rungs = self.rubrics.scale.ladder.keys();
        let is_met = |rung: &RungId| self.others(*rung).iter().all(|check| check.met == Truth::True);
        Reach {
            settled: decisive().any(|result| result.claimed.high == Level::Absent),
            blank: decisive().any(|result| result.for_verdict(self.options).is_blank()),
            rung: rungs.take_while(is_met).last().unwrap_or(RungId::from(0)),
        }
    }

    /// The verdict.
    pub fn verdict(self, reach: Reach) -> Verdict {
        let score = f64::from(self.scored.score.for_verdict(self.options));
        reach.verdict(self.rubrics, score, self.answered())
    }

    /// The share of the core that is answered in the reading from which the verdict is taken.
    fn answered(self) -> f64 {
        if !self.options.strict {
            return self.scored.answered;
        }
        let weight = |result: &CriterionResult| f64::from(self.rubrics.criteria[result.criterion].weight);
        let is_answered = |result: &&CriterionResult| result.for_verdict(self.options).is_answered();
        let all: f64 = self.scored.scoring().map(weight).sum();
        let answered: f64 = self.scored.scoring().filter(is_answered).map(weight).sum();
        if all > 0.0 { answered / all } else { 1.0 }
    }

    /// What the step above a verdict needs, met or not; at the top what the highest needs. Of *undetermined*: what a verdict
    /// needs at all.
    pub fn next(self, verdict: Verdict) -> (Option<RungId>, Vec<Check>) {
        let Verdict::Rung(rung) = verdict else { return (None, self.to_be_determined()) };
        let ladder = &self.rubrics.scale.ladder;
        let next = ladder.keys().find(|next| *next > rung);
        let shown = next.or(ladder.last_key()).unwrap_or(rung);
        (next, self.checks(shown))
    }

    fn to_be_determined(self) -> Vec<Check> {
        let enough = Truth::from(!is_too_little(self.rubrics, self.answered()));
        let blank = self.scored.criteria.iter().filter(|result| result.decisive);
        let blank = blank.filter(|result| result.for_verdict(self.options).is_blank());
        let blank = blank.map(|result| Check { need: Need::Known(result.criterion), met: Truth::Unknown });
        std::iter::once(Check { need: Need::Answered, met: enough }).chain(blank).collect()
    }

    /// All that a step needs.
    pub fn checks(self, rung: RungId) -> Vec<Check> {
        let least = self.rubrics.scale.ladder[rung].score;
        let score = self.scored.score;
        let met = match () {
            () if score.for_verdict(self.options) >= least => Truth::True,
            () if score.possible >= least => Truth::Unknown,
            () => Truth::False,
        };
        let mut checks = vec![Check { need: Need::Score(least), met }];
        checks.append(&mut self.others(rung));
        checks
    }

    /// All that a step needs beside the score.
    fn others(self, rung: RungId) -> Vec<Check> {
        let needs = &self.rubrics.scale.ladder[rung];
        let mut checks = Vec::new();
        for result in self.scored.scoring() {
            let least = if result.decisive { needs.decisive.max(needs.core) } else { needs.core };
            if least == Level::Absent {
                continue;
            }
            let level = result.for_verdict(self.options);
            let met = match () {
                () if level.low >= least => Truth::True,
                () if level.high >= least => Truth::Unknown,
                () => Truth::False,
            };
            // Of the many that must not be absent only those are told that are.
            if result.decisive || met != Truth::True {
                checks.push(Check { need: Need::Level(result.criterion, least), met });
            }
            if needs.evidence && result.decisive && met == Truth::True {
                let met = Truth::from(result.checked >= least);
                checks.push(Check { need: Need::Evidence(result.criterion), met });
            }
        }
        if needs.patterns {
            checks.extend(self.without());
        }
        checks
    }

    /// The patterns that keep the highest verdict back unless they are known not to be there.
    fn without(self) -> impl Iterator<Item = Check> {
        let claimed = Context::new(self.proposal, Reading::Claimed, self.options.as_of);
        let due =
            self.rubrics.patterns.iter_enumerated().filter(move |(_, p)| p.holds && p.due_from <= self.stage);
        due.map(move |(id, pattern)| Check { need: Need::Without(id), met: !claimed.is_there(pattern) })
    }
}
