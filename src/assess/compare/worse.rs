//! In which ways the new version is worse than the old one: what a check of a change may fail on.

use super::{Comparison, CriterionMove, FindingMove, FindingWay, Way};
use crate::assess::subject::Subject;
use crate::proposal::{BlockChange, FactChange, FactWay, RecordChange, Version};

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
        let facts = self.facts.iter().enumerate().filter(|(_, change)| self.is_taken_out(change));
        ways.extend(findings.iter().map(|moved| Worse::Finding(moved)));
        ways.extend(criteria.map(Worse::Criterion));
        ways.extend(facts.map(|(number, _)| Worse::Fact(number)));
        ways
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
        let block = change.at.old;
        let in_block = |change: &FactChange| match change {
            FactChange::Answer(answer) => {
                let fact = self.new.rubrics.dictionary.fact(answer.routes.old.fact);
                (fact.scope, fact.block) == (block.scope, block.block) && answer.way() == FactWay::NoneNoMore
            }
            _ => false,
        };
        self.facts.iter().any(in_block)
    }

    /// Whether as many records have come into the list of a removed one as have gone.
    fn is_replaced(&self, removed: &RecordChange) -> bool {
        let in_version = |version: Version| {
            let same = |change: &&FactChange| {
                matches!(change, FactChange::Record(record)
                    if record.version == version && record.route.fact == removed.route.fact)
            };
            self.facts.iter().filter(same).count()
        };
        in_version(Version::New) >= in_version(Version::Old)
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
