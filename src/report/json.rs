//! JSON: the contract for machines, `quorate/report/2`, `quorate/compare/2` and `quorate/agree/1`.
//!
//! The types of [`super::content`] are written as they are: tables first, counts last, a proposal a line. The schema is made
//! from the same types.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema, json_schema};
use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

use super::content::{
    AgreementReport, ComparisonReport, Counts, Decision, End, FactText, InputContent, ProblemContent,
    ProposalReport, Rule, Run, Tables,
};
use super::{Format, Output};
use crate::assess::{FindingKind, SectorStatus};
use crate::rubric::{Level, Severity};
use crate::text::is_control;

/// The version of the contract of a report.
pub const REPORT: &str = "quorate/report/2";
/// The version of the contract of a comparison.
pub const COMPARISON: &str = "quorate/compare/2";
/// The version of the contract of an agreement.
pub const AGREEMENT: &str = "quorate/agree/1";

/// Most proposals take about so much; growing step by step would copy them several times.
const USUAL_LENGTH: usize = 32 << 10;

/// The format `json`.
pub struct Json<'r> {
    run: &'r Run<'r>,
    tables: &'r Tables<'r>,
    counts: RunCounts,
}

/// What stands in the tail where nothing is wrong.
const NO_PROBLEMS: &str = "\"problems\":[]";

/// A report in JSON.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "A report of quorate")]
struct Report<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    /// One for each proposal, in the order of the files.
    assessments: Vec<ProposalReport<'a>>,
    #[serde(flatten)]
    tail: Tail<'a>,
}

/// What stands before the proposals.
#[derive(Serialize, JsonSchema)]
struct Head<'a> {
    /// The version of the contract.
    schema: &'static str,
    #[serde(flatten)]
    run: &'a Run<'a>,
    /// What criteria, patterns and sectors say, by id.
    #[serde(serialize_with = "by_id")]
    #[schemars(with = "std::collections::BTreeMap<String, Rule>")]
    rules: Vec<&'a Rule<'a>>,
    /// What facts ask, by path.
    #[serde(serialize_with = "by_path")]
    #[schemars(with = "std::collections::BTreeMap<String, FactText>")]
    facts: &'a [FactText<'a>],
}

/// What stands after them.
#[derive(Serialize, JsonSchema)]
struct Tail<'a> {
    /// The configuration that was read.
    config: Option<&'a str>,
    /// The configurations that it builds on, the nearest first.
    extends: &'a [String],
    /// Configurations beside or above the proposals that were not read.
    configs_not_read: &'a [String],
    /// What each path of the command line gave.
    inputs: &'a [InputContent],
    /// What each path of the configuration, and each waiver in it, gave.
    decisions: &'a [Decision],
    /// What is wrong with files.
    problems: Vec<ProblemContent<'a>>,
    /// How many files of folders were no proposals.
    skipped: usize,
    /// Over all proposals.
    counts: RunCounts,
}

/// How much a report holds.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
struct RunCounts {
    /// Proposals that were assessed.
    proposals: usize,
    /// Proposals that do not pass a gate.
    failed: usize,
    #[serde(flatten)]
    findings: Counts,
}

/// A comparison in JSON.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "A comparison of quorate")]
struct Compared<'a> {
    /// The version of the contract.
    schema: &'static str,
    #[serde(flatten)]
    run: &'a Run<'a>,
    /// What the criteria, patterns and sectors that moved say, by id.
    #[serde(serialize_with = "by_id")]
    #[schemars(with = "std::collections::BTreeMap<String, Rule>")]
    rules: Vec<&'a Rule<'a>>,
    #[serde(flatten)]
    comparison: &'a ComparisonReport<'a>,
}

/// How far raters agree, in JSON.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "An agreement of quorate")]
struct Agreed<'a> {
    /// The version of the contract.
    schema: &'static str,
    #[serde(flatten)]
    run: &'a Run<'a>,
    /// What the criteria that count for some rater say, by id.
    #[serde(serialize_with = "by_id")]
    #[schemars(with = "std::collections::BTreeMap<String, Rule>")]
    rules: Vec<&'a Rule<'a>>,
    #[serde(flatten)]
    agreement: &'a AgreementReport<'a>,
}

/// The schema of a report, JSON Schema draft 2020-12.
pub fn report_schema() -> Schema {
    schema_of::<Report>()
}

/// The schema of a comparison.
pub fn comparison_schema() -> Schema {
    schema_of::<Compared>()
}

/// The answer of a subcommand that makes no report of findings.
#[derive(Serialize, JsonSchema)]
struct Answer<T> {
    /// The version of the contract.
    schema: &'static str,
    #[serde(flatten)]
    answer: T,
}

/// An answer in JSON, under the version of its contract.
pub fn answer(schema: &'static str, answer: impl Serialize) -> String {
    written(&Answer { schema, answer }) + "\n"
}

/// The schema of such an answer.
pub fn answer_schema<T: JsonSchema>() -> Schema {
    schema_of::<Answer<T>>()
}

/// The schema of an agreement.
pub fn agreement_schema() -> Schema {
    schema_of::<Agreed>()
}

/// The schema of what is written: what is left out at times is not required.
fn schema_of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

impl<'r> Json<'r> {
    /// A report of a run by these rubrics.
    pub fn new(run: &'r Run<'r>, tables: &'r Tables<'r>) -> Json<'r> {
        Json { run, tables, counts: RunCounts::default() }
    }

    /// Some rules, each once, in the order of the rubrics.
    fn those<'x>(&self, some: impl Iterator<Item = &'x Rule<'x>>) -> Vec<&'r Rule<'r>> {
        let ids: BTreeSet<&str> = some.map(|rule| rule.id).collect();
        self.tables.rules.iter().filter(|rule| ids.contains(rule.id)).collect()
    }
}

impl Format for Json<'_> {
    type Part = (String, RunCountsOfOne);

    fn begin(&self, out: &mut dyn Output) -> io::Result<()> {
        let rules = self.tables.rules.iter().collect();
        let head = Head { schema: REPORT, run: self.run, rules, facts: &self.tables.facts };
        let head = written(&head);
        // The object goes on with the proposals.
        out.write(head.strip_suffix('}').unwrap_or(&head))?;
        out.write(",\"assessments\":[\n")
    }

    fn part(&self, report: &ProposalReport) -> Self::Part {
        (written(report), RunCountsOfOne { failed: !report.failures.is_empty(), findings: report.counts })
    }

    fn add(&mut self, (text, counts): Self::Part, out: &mut dyn Output) -> io::Result<()> {
        if self.counts.proposals > 0 {
            out.write(",\n")?;
        }
        self.counts.proposals += 1;
        self.counts.failed += usize::from(counts.failed);
        self.counts.findings += counts.findings;
        out.write(&text)
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        let tail = written(&Tail {
            config: end.config.as_deref(),
            extends: &end.extends,
            configs_not_read: &end.configs_not_read,
            inputs: &end.inputs,
            decisions: &end.decisions,
            problems: Vec::new(),
            skipped: end.skipped(),
            counts: self.counts,
        });
        let tail = tail.strip_prefix('{').unwrap_or(&tail);
        // They are written one by one. Within a text these quotes would have a backslash before them.
        let (before, after) = tail.split_once(NO_PROBLEMS).unwrap_or((tail, ""));
        out.write("\n],")?;
        out.write(before)?;
        out.write(NO_PROBLEMS.trim_end_matches(']'))?;
        let mut first = true;
        end.each_problem(|problem| {
            let comma = if std::mem::take(&mut first) { "" } else { "," };
            out.write(&format!("{comma}{}", written(problem)))
        })?;
        out.write("]")?;
        out.write(after)?;
        out.write("\n")
    }

    fn comparison(&self, comparison: &ComparisonReport) -> Option<String> {
        let rules = self.those(comparison.rules());
        Some(written(&Compared { schema: COMPARISON, run: self.run, rules, comparison }) + "\n")
    }

    fn agreement(&self, agreement: &AgreementReport) -> Option<String> {
        let rules = self.those(agreement.rules());
        Some(written(&Agreed { schema: AGREEMENT, run: self.run, rules, agreement }) + "\n")
    }
}

/// What one proposal adds to the counts.
#[derive(Debug, Clone, Copy)]
pub struct RunCountsOfOne {
    failed: bool,
    findings: Counts,
}

/// The schemas of words that rooms below the reports know, which have no need of schemas themselves.
macro_rules! words {
    ($($of:ident: $description:literal),*) => {$(
        impl JsonSchema for $of {
            fn schema_name() -> Cow<'static, str> {
                stringify!($of).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"description": $description, "enum": $of::ALL.map($of::word)})
            }
        }
    )*};
}

words! {
    Level: "How far a criterion is met, from least to most.",
    Severity: "How bad a risk is, from least to most.",
    FindingKind: "What a finding is.",
    SectorStatus: "How a sector is represented, the firmest first."
}

fn by_id<S: Serializer>(rules: &[&Rule], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(rules.iter().map(|rule| (rule.id, rule)))
}

fn by_path<S: Serializer>(facts: &[FactText], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(facts.iter().map(|fact| (fact.fact, fact)))
}

/// A value as JSON, which is safe on a terminal too.
pub(super) fn written(value: &impl Serialize) -> String {
    members([value])
}

/// Values as members of a list, a line each.
pub(super) fn members(values: impl IntoIterator<Item = impl Serialize>) -> String {
    let mut bytes = Vec::with_capacity(USUAL_LENGTH);
    for (number, value) in values.into_iter().enumerate() {
        if number > 0 {
            bytes.extend_from_slice(b",\n");
        }
        let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Safe);
        value
            .serialize(&mut serializer)
            .unwrap_or_else(|error| unreachable!("memory takes any text: {error}"));
    }
    String::from_utf8(bytes).unwrap_or_else(|error| unreachable!("JSON is UTF-8: {error}"))
}

/// JSON has to be safe on a terminal too: what steers one is escaped, beyond what JSON itself asks for.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if fragment.bytes().fold(true, |plain, byte| plain & (byte < 0x7f)) {
            return out.write_all(fragment.as_bytes());
        }
        for character in fragment.chars() {
            match is_control(character) {
                // All of these lie in the first plane of Unicode, so that four digits are enough.
                true => write!(out, "\\u{:04x}", u32::from(character))?,
                false => out.write_all(character.encode_utf8(&mut [0; 4]).as_bytes())?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_reads_back() {
        let text = "say \"so\"\n\u{1b}\u{7f}\u{9b}\u{202e}é\\";
        let json = written(&text);
        assert!(json.chars().all(|c| !is_control(c)), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }
}
