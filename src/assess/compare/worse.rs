//! In which ways the new version is worse than the old one: what a check of a change may fail on.

use std::collections::{HashMap, HashSet};

use super::{Comparison, CriterionMove, FindingMove, FindingWay, Way};
use crate::assess::subject::Subject;
use crate::proposal::{
    BlockChange, Dictionary, FactChange, FactId, FactWay, Pair, RecordChange, Scope, Version,
};

/// A way in which the new version is worse.
#[derive(Debug, Clone, PartialEq)]
pub enum Worse<'c, 'a> {
    /// Its verdict is a lower step of the ladder.
    Verdict,
    /// Its stage is an earlier one, at which less is due.
    Stage,
    /// Its score by what is stated is lower.
    Claimed,
    /// Its score by what has evidence is lower.
    Evidenced,
    /// A finding is new, worse, or rests on more than before.
    Finding(&'c FindingMove<'a>),
    /// A criterion without such a finding is lower, less certain, or has less evidence.
    Criterion(&'c CriterionMove<'a>),
    /// Something that was said is said no more: the number of the change among those of the comparison.
    Fact(usize),
}

impl<'a> Comparison<'a> {
    /// In which ways the new version is worse, the gravest first; none where it is as good as the old one or better.
    pub fn worse(&self) -> Vec<Worse<'_, 'a>> {
        let (old, new) = (self.old, self.new);
        let mut ways = Vec::new();
        let mut add = |is_so: bool, way| ways.extend(is_so.then_some(way));
        add(self.compares_verdicts() && new.verdict < old.verdict, Worse::Verdict);
        add(new.stage < old.stage, Worse::Stage);
        add(new.score.claimed < old.score.claimed, Worse::Claimed);
        add(self.compares_evidence() && new.score.evidenced < old.score.evidenced, Worse::Evidenced);
        let findings: Vec<_> = self.findings.iter().filter(|moved| is_worse(moved)).collect();
        let told = |moved: &CriterionMove| {
            let criterion = Subject::Criterion(moved.results.new.criterion);
            findings.iter().any(|finding| finding.finding().subject == criterion)
        };
        let is_lower =
            |way| matches!(way, Way::Worse | Way::NowUnknown | Way::LessCertain | Way::LessEvidence);
        let criteria = self.criteria.iter().filter(|moved| is_lower(moved.way) && !told(moved));
        let context = Context::of(&self.facts, &new.rubrics.dictionary);
        let facts = self.facts.iter().enumerate().filter(|(_, change)| context.is_taken_out(change));
        ways.extend(findings.iter().map(|moved| Worse::Finding(moved)));
        ways.extend(criteria.map(Worse::Criterion));
        ways.extend(facts.map(|(number, _)| Worse::Fact(number)));
        ways
    }
}

/// What tells of a change, beside the change itself, whether something is lost by it: gone over once, since a proposal may
/// have thousands of records.
#[derive(Default)]
struct Context {
    /// The blocks of which a fact was none and has an answer now.
    spelt_out: HashSet<(Scope, u16)>,
    /// For each list, how many records are only in one version.
    only_in: HashMap<FactId, Pair<usize>>,
}

impl Context {
    fn of(changes: &[FactChange], dictionary: &Dictionary) -> Context {
        let mut context = Context::default();
        for change in changes {
            match change {
                FactChange::Answer(answer) if answer.way() == FactWay::NoneNoMore => {
                    let fact = dictionary.fact(answer.routes.old.fact);
                    context.spelt_out.insert((fact.scope, fact.block));
                }
                FactChange::Record(record) => {
                    let only_in = context.only_in.entry(record.route.fact).or_default();
                    match record.version {
                        Version::Old => only_in.old += 1,
                        Version::New => only_in.new += 1,
                    }
                }
                _ => {}
            }
        }
        context
    }

    /// Whether something was said that is said no more.
    fn is_taken_out(&self, change: &FactChange) -> bool {
        match change.way() {
            FactWay::NowUnknown
            | FactWay::NoneNowUnknown
            | FactWay::NowIncomplete
            | FactWay::EvidenceRemoved => true,
            _ => match change {
                FactChange::Record(change) => change.version == Version::Old && !self.is_replaced(change),
                FactChange::Block(change) => change.denied_in == Version::Old && !self.is_spelt_out(change),
                _ => false,
            },
        }
    }

    /// Whether a block that was none at once is now told fact by fact, so that more is said than before.
    fn is_spelt_out(&self, change: &BlockChange) -> bool {
        self.spelt_out.contains(&(change.at.old.scope, change.at.old.block))
    }

    /// Whether as many records have come into the list of a removed one as have gone.
    fn is_replaced(&self, removed: &RecordChange) -> bool {
        self.only_in.get(&removed.route.fact).is_some_and(|only_in| only_in.new >= only_in.old)
    }
}

fn is_worse(moved: &FindingMove) -> bool {
    match moved.way {
        FindingWay::New
        | FindingWay::AnsweredAsRisk
        | FindingWay::Worse
        | FindingWay::NowUnknown
        | FindingWay::Reopened => true,
        FindingWay::OtherFacts => !moved.facts_new.is_empty(),
        FindingWay::Answered | FindingWay::Gone | FindingWay::Better | FindingWay::ToldElsewhere => false,
    }
}
