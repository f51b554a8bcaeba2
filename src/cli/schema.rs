//! `quorate schema`: JSON Schemas, for editors and consumers.

use anyhow::Result;
use clap::Subcommand;

use super::{Global, Outcome, output};
use crate::proposal;
use crate::report::json;

/// Which schema.
#[derive(Debug, Subcommand)]
pub enum SchemaVerb {
    /// The schema of a proposal, made from the dictionary of facts
    Proposal,
    /// The schema of a report in JSON, quorate/report/1
    Report,
}

/// Prints a schema.
pub fn run(verb: &SchemaVerb, global: &Global) -> Result<Outcome> {
    match verb {
        SchemaVerb::Proposal => {
            let schema = proposal::schema(&global.load_rubrics()?.dictionary);
            output::text(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
        }
        SchemaVerb::Report => output::text(json::JSON_SCHEMA)?,
    }
    Ok(Outcome::Fine)
}
