//! The assessment: levels, score, gates, risks, sectors, moves. Pure functions of a proposal and the rubrics.

mod bounds;
mod compare;
mod each_once;
mod evaluate;
mod explain;
mod fewest;
mod findings;
mod guidance;
mod ladder;
mod moves;
mod plan;
mod records;
mod score;
mod sectors;
mod stability;
mod subject;
mod trace;
mod truth;
mod variety;
mod wanted;

pub use compare::{Change, Comparison, CriterionMove, FindingMove, FindingWay, Way, Worse};
#[doc(hidden)]
pub use evaluate::{Context, Reading};
pub use explain::Reason;
#[doc(hidden)]
pub use explain::{Explainer, Grounds};
#[doc(hidden)]
pub use findings::worst_first;
pub use findings::{Finding, FindingKind};
pub use guidance::{FormView, NeedView};
pub use ladder::{Check, Need, Verdict};
pub use moves::Move;
pub use plan::{OutOfReach, Plan, Raise, plan, plan_within};
#[doc(hidden)]
pub use score::interval;
pub use score::{CriterionResult, DimensionScore, Further, Interval, Readings};
pub use sectors::{PartnerView, SectorStatus, SectorView};
pub use subject::Subject;
pub use trace::Trace;
#[doc(hidden)]
pub use truth::Truth;

pub use crate::proposal::Pair;

use typed_index_collections::{TiSlice, TiVec};

use crate::document::Span;
use crate::proposal::{Answer, Datum, EvidenceKind, FactId, PartialDate, Proposal, Route};
use crate::rubric::{CriterionId, DimensionId, Remark, Rubrics, RungId, StageId};

/// What an assessment is asked for beside the proposal itself.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Today.
    pub as_of: PartialDate,
    /// The verdict is taken from the evidenced reading.
    pub strict: bool,
    /// The evidenced reading counts only facts for which a quote speaks that was found, and those that need no evidence.
    pub quotes: bool,
    /// Patterns that nothing speaks for are findings too, where they are not ruled out: gates may fail by them, and no
    /// report shows them.
    pub unruled: bool,
    /// Where there is no verdict, the fewest facts that settle it are looked for.
    pub fewest: bool,
}

impl Options {
    /// Nothing special is asked for.
    #[must_use]
    pub fn new(as_of: PartialDate) -> Options {
        Options { as_of, strict: false, quotes: false, unruled: false, fewest: false }
    }
}

/// What the rubrics say of one proposal.
#[derive(Debug, Clone)]
pub struct Assessment<'a> {
    /// The proposal that was assessed.
    pub proposal: &'a Proposal,
    /// The rubrics by which.
    pub rubrics: &'a Rubrics,
    /// As of when, and by which reading.
    pub options: Options,
    /// The stage by which criteria are due.
    pub stage: StageId,
    /// The proposal does not state its stage.
    pub stage_assumed: bool,
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict by the score alone.
    pub by_score: RungId,
    /// The step of the ladder above the verdict; none at the top, and none where there is no verdict.
    pub next_rung: Option<RungId>,
    /// What that step needs, met or not; at the top what the highest verdict needs; where there is no verdict, what one
    /// needs at all.
    pub checks: Vec<Check>,
    /// Where there is no verdict, the fewest facts that settle it if they are answered exactly, whatever the answers; each
    /// stands for all records of its list. `None` where they were not asked for, and where evidence alone counts.
    pub fewest: Option<Vec<FactId>>,
    /// The score, 0 to 100, rounded down.
    pub score: Readings<u32>,
    /// Share of the core that was answered, by weight, 0 to 1.
    pub answered: f64,
    /// Share of all that is due that was answered, by weight, 0 to 1.
    pub answered_of_all: f64,
    /// Share of draws in which the verdict holds.
    pub stability: f64,
    /// The four sectors.
    pub sectors: Vec<SectorView>,
    /// The forms of working together or apart, with what speaks for and against each.
    pub forms: Vec<FormView<'a>>,
    /// What the documents say of so many sectors; `None` where the number is not known.
    pub number_of_sectors: Option<&'a Remark>,
    /// The needs that the proposal lists.
    pub needs: Vec<NeedView>,
    /// The dimensions, in the order of the scale.
    pub dimensions: TiVec<DimensionId, DimensionScore>,
    /// Every criterion, in the order of the rubrics.
    pub criteria: TiVec<CriterionId, CriterionResult>,
    /// Risks, tensions, open questions and missing sectors, worst first.
    pub findings: Vec<Finding>,
    /// The criteria that are strong for certain, weightiest first.
    pub strengths: Vec<CriterionId>,
    /// What to raise next: what the next step of the ladder waits for, then where the risk is worst.
    pub moves: Vec<Move>,
    /// The weakest dimension among those at least half answered.
    pub weakest: Option<DimensionId>,
    /// The least answered dimension, where it is not fully answered.
    pub least_answered: Option<DimensionId>,
}

/// Assesses one proposal.
pub fn assess<'a>(rubrics: &'a Rubrics, proposal: &'a Proposal, options: Options) -> Assessment<'a> {
    let claimed = Context::new(proposal, Reading::Claimed, options.as_of);
    let stated = match claimed.answer(rubrics.product.stage) {
        Answer::Given(Datum::Word(word)) => Some(StageId::from(usize::from(*word))),
        _ => None,
    };
    let stage = stated.unwrap_or(rubrics.scale.stage_if_unknown);
    let results = score::results(rubrics, proposal, options, stage);
    let scored = score::score(rubrics, results);
    let climber = ladder::Climber { rubrics, proposal, options, stage, scored: &scored };
    let reach = climber.reach();
    let verdict = climber.verdict(reach);
    let (next_rung, checks) = climber.next(verdict);
    let is_asked = options.fewest && !options.strict && verdict == Verdict::Undetermined;
    let fewest = if is_asked { fewest::fewest(rubrics, claimed, &scored) } else { None };
    let stability = stability::stability(rubrics, &scored, reach, verdict, options);
    let sectors = sectors::sectors(rubrics, claimed);
    let finder = findings::Finder { rubrics, options, proposal, stage };
    let findings = finder.findings(&scored.criteria, &sectors);
    let moves = moves::moves(rubrics, &scored, &checks);
    let strengths = strengths(rubrics, &scored.criteria);
    Assessment {
        proposal,
        rubrics,
        options,
        stage,
        stage_assumed: stated.is_none(),
        verdict,
        by_score: rubrics.scale.rung(f64::from(scored.score.for_verdict(options))),
        next_rung,
        checks,
        fewest,
        score: scored.score,
        answered: scored.answered,
        answered_of_all: scored.answered_of_all,
        stability,
        weakest: scored.weakest(),
        least_answered: scored.least_answered(),
        sectors,
        forms: guidance::forms(rubrics, claimed),
        number_of_sectors: guidance::number(rubrics, claimed),
        needs: guidance::needs(rubrics, claimed),
        dimensions: scored.dimensions,
        criteria: scored.criteria,
        findings,
        strengths,
        moves,
    }
}

fn strengths(rubrics: &Rubrics, criteria: &TiSlice<CriterionId, CriterionResult>) -> Vec<CriterionId> {
    let strong = |r: &&CriterionResult| r.counts && r.claimed.low == crate::rubric::Level::Strong;
    let mut strengths: Vec<CriterionId> = criteria.iter().filter(strong).map(|r| r.criterion).collect();
    strengths.sort_by_key(|&c| {
        let criterion = &rubrics.criteria[c];
        (std::cmp::Reverse((criteria[c].decisive, criteria[c].scores, criterion.weight)), c)
    });
    strengths
}

impl Assessment<'_> {
    /// Whether a file is named as evidence that could not be looked for: the text came without a place.
    pub fn evidence_is_unseen(&self) -> bool {
        self.proposal.pointers().iter().any(|pointer| pointer.kind() == Some(EvidenceKind::NotLookedAt))
    }

    /// What the collaboration is called.
    pub fn name(&self) -> Option<&str> {
        self.proposal.text(self.rubrics.product.name)
    }

    /// Where it happens.
    pub fn place(&self) -> Option<String> {
        let place = self.proposal.text(self.rubrics.product.place);
        let country = self.proposal.text(self.rubrics.product.country);
        match (place, country) {
            (Some(place), Some(country)) if place != country => Some(format!("{place}, {country}")),
            (place, country) => place.or(country).map(str::to_owned),
        }
    }

    /// The word of the stage.
    pub fn stage_word(&self) -> &str {
        &self.rubrics.scale.stages[self.stage].word
    }

    /// The words of the verdict.
    pub fn verdict_words(&self) -> &str {
        match self.verdict {
            Verdict::Undetermined => "undetermined",
            Verdict::Rung(rung) => &self.rubrics.scale.ladder[rung].verdict,
        }
    }

    /// Where a fact stands; where it is absent, the innermost block around it that is there, else the name.
    pub fn place_of(&self, route: Route) -> Span {
        let dictionary = &self.rubrics.dictionary;
        let place = self.proposal.place(dictionary, route);
        match self.proposal.slot(self.rubrics.product.name).key {
            Some(name) if place == Span::FIRST_LINE => name,
            _ => place,
        }
    }

    /// Whether the file says something of a fact.
    pub fn is_said(&self, route: Route) -> bool {
        self.proposal.is_said(&self.rubrics.dictionary, route)
    }

    /// How many columns the place of a fact takes, where that is known: see [`Proposal::width`].
    pub fn width_of(&self, route: Route) -> Option<u32> {
        self.proposal.width(&self.rubrics.dictionary, route)
    }

    /// The route of a fact, such as `partners[2].sector`.
    pub fn route_of(&self, route: Route) -> String {
        self.proposal.route(&self.rubrics.dictionary, route)
    }

    /// Whether no other record of its list has the name of the record of a fact.
    pub fn is_told_apart(&self, route: Route) -> bool {
        self.proposal.is_told_apart(&self.rubrics.dictionary, route)
    }

    /// The lists of which the proposal says that they are not complete, by their paths, in the order of the dictionary.
    pub fn incomplete_lists(&self) -> Vec<String> {
        let dictionary = &self.rubrics.dictionary;
        let lists = dictionary.lists().iter_enumerated();
        let incomplete = lists.filter(|(list, _)| !self.proposal.records(*list).complete);
        incomplete.map(|(_, list)| dictionary.fact(list.fact).path.clone()).collect()
    }

    /// The route of a fact with the name of its record, such as `partners[City of Riverside].sector`.
    pub fn named_route_of(&self, route: Route) -> String {
        self.proposal.named_route(&self.rubrics.dictionary, route)
    }
}
