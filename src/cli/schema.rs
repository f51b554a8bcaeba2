//! `quorate schema`: JSON Schemas, for editors and consumers.

use anyhow::Result;
use clap::Subcommand;

use super::{Global, Outcome, output};
use crate::{policy, proposal};

/// Which schema.
#[derive(Debug, Subcommand)]
pub enum SchemaVerb {
    /// The schema of a proposal, made from the dictionary of facts
    Proposal,
    /// The schema of the configuration, `.quorate.yaml`
    Config,
}

/// Prints a schema.
pub fn run(verb: &SchemaVerb, global: &Global) -> Result<Outcome> {
    let rubrics = global.load_rubrics()?;
    let schema = match verb {
        SchemaVerb::Proposal => proposal::schema(&rubrics.dictionary),
        SchemaVerb::Config => policy::schema(&rubrics),
    };
    output::text(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(Outcome::Fine)
}
