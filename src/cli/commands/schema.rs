//! `quorate schema`: JSON Schemas, for editors and consumers.

use anyhow::Result;
use clap::Subcommand;

use crate::cli::commands::interview;
use crate::cli::{Global, Outcome, output};
use crate::interview::{PromptText, TemplateText};
use crate::report::content::{Letter, PlanReport};
use crate::report::explain::Explained;
use crate::report::{cover, json};
use crate::{policy, proposal};

/// Which schema.
#[derive(Debug, Subcommand)]
pub enum SchemaCommand {
    /// The schema of a proposal, made from the dictionary of facts
    Proposal,
    /// The schema of the configuration, `.quorate.yaml`
    Config,
    /// The schema of a dictionary of facts, the `facts.yaml` of a set of rubrics
    Facts,
    /// The schema of the cover of a report, for `--cover`
    Cover,
    /// The schema of a report in JSON, quorate/report/2
    Report,
    /// The schema of a comparison in JSON, quorate/compare/2
    Comparison,
    /// The schema of a template in JSON, quorate/template/1
    Template,
    /// The schema of a letter in JSON, quorate/letter/1
    Letter,
    /// The schema of a plan in JSON, quorate/plan/1
    Plan,
    /// The schema of what an interview tells in JSON, quorate/interview/1
    Interview,
    /// The schema of an instruction in JSON, quorate/prompt/1
    Prompt,
    /// The schema of an explanation in JSON, quorate/explanation/1
    Explanation,
    /// The schema of an agreement in JSON, quorate/agree/1
    Agreement,
}

/// Prints a schema.
pub fn run(command: &SchemaCommand, global: &Global) -> Result<Outcome> {
    let schema = match command {
        SchemaCommand::Report => json::report_schema().into(),
        SchemaCommand::Comparison => json::comparison_schema().into(),
        SchemaCommand::Template => json::answer_schema::<TemplateText>().into(),
        SchemaCommand::Letter => json::answer_schema::<Letter>().into(),
        SchemaCommand::Plan => json::answer_schema::<PlanReport>().into(),
        SchemaCommand::Interview => json::answer_schema::<interview::Came>().into(),
        SchemaCommand::Prompt => json::answer_schema::<PromptText>().into(),
        SchemaCommand::Explanation => json::answer_schema::<Explained>().into(),
        SchemaCommand::Agreement => json::agreement_schema().into(),
        SchemaCommand::Proposal => proposal::schema(&global.load_rubrics()?.dictionary),
        SchemaCommand::Facts => proposal::dictionary_schema(),
        SchemaCommand::Cover => cover::schema(),
        SchemaCommand::Config => policy::schema(&global.load_rubrics()?),
    };
    output::text(&format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    Ok(Outcome::Fine)
}
