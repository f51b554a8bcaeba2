//! What is said, once, in order: every report for people and for machines is made of these.
//!
//! A format lays out what it is given here. It chooses nothing, rounds nothing and words nothing: the same sentence, the
//! same count and the same order stand in every format. The types are serialized as they are: they are the report in JSON,
//! and what templates take.
//!
//! What a rule says (title, why, next step, sources) and what a fact asks stands once, in [`Tables`]; the rest points there.

mod agreement;
mod asks;
mod brief;
mod case;
mod comparison;
mod findings;
mod gates;
mod guidance;
mod head;
mod letter;
mod levels;
mod method;
mod moves;
mod places;
mod plan;
mod proposal;
mod questions;
mod quotes;
mod run;
mod scores;
mod sectors;
mod sheet;
mod summary;
mod tables;

pub use agreement::{
    Agreed, AgreementFigure, AgreementReport, ApartFact, ApartValue, Disagreement, HOW_TO_READ_AGREEMENT,
    LevelText, NO_DISAGREEMENT, NO_FACT_APART, RatedCriterion, RatedProposal, RaterSector, RaterSectors,
    RaterText, SectorsApart,
};
pub use asks::Ask;
pub use brief::{Brief, BriefFinding};
pub use case::{Case, Cases, ConditionCase, FactCase, Tested};
pub use comparison::{
    ChangedFact, ComparisonReport, HOW_TO_READ, MovedCriterion, MovedFinding, MovedGroup, MovedLimit,
    MovedNumber, MovedSector, NOTHING_MOVED, Version,
};
pub use findings::{Because, Finding, Standing, WaivedNote};
pub use gates::{FailedGate, failure_words};
pub use guidance::{FormSection, FormText, GroundText, Guidance};
pub use head::{BY_EVIDENCE, BY_QUOTES, First, Holds, Ladder, Need, READINGS, Score, Tone, Verdict};
pub use letter::{Letter, LetterFor, LetterQuestion};
pub use method::{Method, RungText};
pub use moves::{Move, NOTHING_TO_RAISE};
pub use places::{Place, lines, lines_and_where, place_words};
pub use plan::{PlanQuestion, PlanReport, PlanStep, Planner};
pub use proposal::{Counts, NO_NAME, ProposalReport};
pub use questions::Question;
pub use quotes::{QUOTES_SAY, QuoteText, Quotes};
pub use run::{
    CANNOT_TELL, Decision, End, FileProblems, InputContent, NO_FORECAST, ONE_IN_FULL, PassedOver,
    ProblemContent, Run, Tool,
};
pub use scores::{CriterionScore, DimensionScore, Further, State};
pub use sectors::{NOBODY_NAMED, Partner, Sector};
pub use sheet::{Block, Marks, Point, Sheet};
pub use summary::{Overview, PLACES_KEPT, SectorLine, Summary, WORST_KEPT, Worst, WorstOfAll};
pub use tables::{FactText, Meanings, Rule, RuleKind, SourceText, StepText, Steps, Study, Tables, Titles};
