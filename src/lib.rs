//! Tells whether a proposed collaboration between sectors is ready, before anyone signs.
//!
//! A proposal is a YAML file of facts. It is scored against rubrics: criteria with anchored levels, drawn from five
//! documents and kept as data. What is not said is unknown, never zero; every finding names the facts, the lines and
//! the sources that it rests on.
//!
//! The way of the data is one way: [`document`] reads bytes into a tree with places, [`proposal`] binds the tree to the
//! dictionary of facts, [`assess`] judges the facts by the [`rubric`], [`policy`] says which findings count for a team,
//! and [`report`] writes what was found.
//!
//! ```
//! use quorate::assess::{Options, assess};
//! use quorate::document::{self, Limits};
//! use quorate::policy::Evaluated;
//! use quorate::proposal::{NoFolder, PartialDate, Source, bind};
//! use quorate::report::style::Style;
//! use quorate::report::table;
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
//! let evaluated = Evaluated::plain(assessment, Source::file("riverside.yaml"));
//! println!("{}", table::one(&evaluated, &Style::default(), false));
//! # Ok::<(), quorate::proposal::Misread>(())
//! ```

pub mod assess;
pub mod authoring;
mod bundled;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod document;
pub mod policy;
pub mod proposal;
pub mod report;
pub mod rubric;
#[doc(hidden)]
pub mod text;

// The generator of proposals calls this crate by its name, wherever it is used.
#[cfg(test)]
extern crate self as quorate;
#[cfg(test)]
#[path = "../tests/support/generator.rs"]
mod generator;
