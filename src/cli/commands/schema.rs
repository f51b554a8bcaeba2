//! `quorate schema`: JSON Schemas, for editors and consumers.

use anyhow::Result;
use clap::Subcommand;

use crate::cli::{Global, Outcome, output};
use crate::report::json;
use crate::{policy, proposal};

/// Which schema.
#[derive(Debug, Subcommand)]
pub enum SchemaCommand {
    /// The schema of a proposal, made from the dictionary of facts
    Proposal,
    /// The schema of the configuration, `.quorate.yaml`
    Config,
    /// The schema of a report in JSON, quorate/report/2
    Report,
    /// The schema of a comparison in JSON, quorate/compare/2
    Comparison,
    /// The schema of an agreement in JSON, quorate/agree/1
    Agreement,
}

/// Prints a schema.
pub fn run(command: &SchemaCommand, global: &Global) -> Result<Outcome> {
    let schema = match command {
        SchemaCommand::Report => json::report_schema().into(),
        SchemaCommand::Comparison => json::comparison_schema().into(),
        SchemaCommand::Agreement => json::agreement_schema().into(),
        SchemaCommand::Proposal => proposal::schema(&global.load_rubrics()?.dictionary),
        SchemaCommand::Config => policy::schema(&global.load_rubrics()?),
    };
    output::text(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(Outcome::Fine)
}
