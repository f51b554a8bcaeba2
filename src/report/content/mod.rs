//! What is said, once, in order: every report for people and for machines is made of these.
//!
//! A format lays out what it is given here. It chooses nothing, rounds nothing and words nothing: the same sentence, the
//! same count and the same order stand in every format. The types are serialized as they are: they are the report in JSON,
//! and what templates take.
//!
//! What a rule says (title, why, next step, sources) and what a fact asks stands once, in [`Tables`]; the rest points there.

mod asks;
mod comparison;
mod findings;
mod gates;
mod guidance;
mod head;
mod levels;
mod method;
mod moves;
mod places;
mod proposal;
mod questions;
mod quotes;
mod run;
mod scores;
mod sectors;
mod summary;
mod tables;

pub use asks::Ask;
pub use comparison::{
    ChangedFact, ComparisonReport, HOW_TO_READ, MovedCriterion, MovedFinding, MovedGroup, MovedLimit,
    MovedNumber, MovedSector, NOTHING_MOVED, Version,
};
pub use findings::{Because, Finding, Standing, WaivedNote};
pub use gates::{FailedGate, failure_words};
pub use guidance::{FormSection, FormText, GroundText, Guidance};
pub use head::{BY_EVIDENCE, BY_QUOTES, First, Holds, Ladder, Need, READINGS, Score, Tone, Verdict};
pub use method::{Method, RungText};
pub use moves::{Move, NOTHING_TO_RAISE};
pub use places::{Place, lines, lines_and_where, place_words};
pub use proposal::{Counts, NO_NAME, ProposalReport};
pub use questions::Question;
pub use quotes::{QUOTES_SAY, QuoteText, Quotes};
pub use run::{CANNOT_TELL, End, InputContent, NO_FORECAST, ONE_IN_FULL, ProblemContent, Run, Tool};
pub use scores::{CriterionScore, DimensionScore, Further, State};
pub use sectors::{NOBODY_NAMED, Partner, Sector};
pub use summary::{SectorLine, Summary, WORST_KEPT, Worst, WorstOfAll, tally, tally_verdicts, worst_of_all};
pub use tables::{FactText, Meanings, Rule, RuleKind, SourceText, StepText, Steps, Study, Tables, Titles};
