//! `quorate schema`: JSON Schemas, for editors and consumers.

use anyhow::Result;
use clap::Subcommand;

use super::{Global, Outcome, output};
use crate::report::json;
use crate::{policy, proposal};

/// Which schema.
#[derive(Debug, Subcommand)]
pub enum SchemaVerb {
    /// The schema of a proposal, made from the dictionary of facts
    Proposal,
    /// The schema of the configuration, `.quorate.yaml`
    Config,
    /// The schema of a report in JSON, quorate/report/1
    Report,
}

/// Prints a schema.
pub fn run(verb: &SchemaVerb, global: &Global) -> Result<Outcome> {
    let schema = match verb {
        SchemaVerb::Report => {
            output::text(json::JSON_SCHEMA)?;
            return Ok(Outcome::Fine);
        }
        SchemaVerb::Proposal => proposal::schema(&global.load_rubrics()?.dictionary),
        SchemaVerb::Config => policy::schema(&global.load_rubrics()?),
    };
    output::text(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(Outcome::Fine)
}
