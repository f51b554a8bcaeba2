//! Tells whether a proposed collaboration between sectors is ready, before anyone signs.
//!
//! A proposal is a YAML file of facts. It is scored against rubrics: criteria with anchored levels, drawn from five
//! documents and kept as data. What is not said is unknown, never zero; every finding names the facts, the lines and
//! the sources that it rests on.
//!
//! The way of the data is one way, a module for each step:
//!
//! 1. [`document`] reads bytes into a tree in which every value has its place.
//! 2. [`proposal`] binds the tree to the dictionary of facts, and names everything that is wrong with it.
//!    [`quotes`] looks for the words that it quotes from files.
//! 3. [`rubric`] holds what is asked of a proposal; [`rubric::Rubrics::bundled`] comes with the program.
//! 4. [`mod@assess`] finds the level of each criterion, the score, the verdict and the findings.
//! 5. [`policy`] lays beside them what a team has decided: gates, waivers, a baseline.
//! 6. [`report`] says what was found, once, and lays it out in the format that is asked for.
//!
//! [`agreement`] tells how far the files of several people on one proposal agree. [`authoring`] is for those who write rubrics of their own. Without the feature `cli` there is no command line, and
//! none of the crates that it stands on.
//!
//! ```
//! use quorate::assess::{Options, assess};
//! use quorate::document::{self, Limits};
//! use quorate::policy::Evaluated;
//! use quorate::proposal::{NoFolder, PartialDate, Source, bind};
//! use quorate::report::content::{End, ProposalReport, Tables};
//! use quorate::report::style::Style;
//! use quorate::report::terminal::Terminal;
//! use quorate::report::text_of;
//! use quorate::rubric::Rubrics;
//!
//! let text = "\
//! quorate: 1
//! name: Riverside Homes
//! stage: diagnosis
//! partners:
//!   - {name: City of Riverside, sector: government, commitment: signed}
//!   - {name: Night Kitchen, sector: non-profit, commitment: agreed}
//! community: {part: none}
//! ";
//! let rubrics = Rubrics::bundled();
//! let stream = document::parse(text, &Limits::default());
//! assert!(stream.problems.is_empty());
//! let (proposal, problems) = bind(&stream.documents[0], &rubrics.dictionary, &NoFolder);
//! assert!(problems.is_empty());
//!
//! let as_of = PartialDate::parse("2026-11-22")?;
//! let assessment = assess(&rubrics, &proposal, Options::new(as_of));
//! // The people who have the problem have no part in it: that is decisive, and known.
//! assert_eq!(assessment.verdict_words(), "not ready");
//!
//! let evaluated = Evaluated::plain(assessment, Source::file("riverside.yaml"));
//! let tables = Tables::of(&rubrics);
//! let report = ProposalReport::of(&evaluated, &tables);
//! let screen = text_of(Terminal::new(Style::default(), false), &[report], &End::default())?;
//! assert!(screen.contains("NOT READY"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod agreement;
pub mod assess;
pub mod authoring;
mod bundled;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod document;
#[cfg(feature = "cli")]
pub mod interview;
pub mod policy;
pub mod proposal;
pub mod quotes;
pub mod report;
pub mod rubric;
#[doc(hidden)]
pub mod text;

pub use assess::{Assessment, assess};
pub use proposal::Proposal;
pub use rubric::Rubrics;

// The generator of proposals calls this crate by its name, wherever it is used.
#[cfg(test)]
extern crate self as quorate;
#[cfg(test)]
#[path = "../tests/support/generator.rs"]
mod generator;
