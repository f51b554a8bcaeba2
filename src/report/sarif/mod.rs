//! SARIF 2.1.0, for those who collect results of checks: one run, one rule for each criterion, pattern and sector, one
//! result for each finding.
//!
//! **Levels.** What fails a gate is an `error`. Else a critical or high risk is a `warning`; the rest, and every open
//! question, is a `note`. The kind is always `fail`, its default: SARIF has `open` for what could not be decided, but then
//! allows no level, and viewers leave out what has none.
//!
//! **Sameness.** `partialFingerprints` come from what names a finding from run to run, and no line number goes into them.
//! GitHub computes a `primaryLocationLineHash` of its own, and complains of one that differs, so there is none.
//!
//! **Success.** `executionSuccessful` is false where a file could not be assessed: the run ends with an exit code that
//! denotes failure, and its results are not all there are. The results of the other files stand.
//!
//! **Limits.** GitHub takes 25,000 results a run and shows 5,000 of them, the gravest first, and files of a few megabytes
//! after gzip. A draft has some 60 findings; so a check of more than about 400 proposals is better run by folder, and a run
//! beyond either limit says so.

mod rules;
mod text;

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};

use self::rules::{Descriptor, Level, Message};
use self::text::ArtifactLocation;
use super::content::{
    End, FailedGate, Finding, Place, ProblemContent, ProposalReport, Run, Standing, Tables,
};
use super::{Format, Output, json};
use crate::text::visible;

/// The schema that the report keeps to.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The format `sarif`.
pub struct Sarif<'r> {
    run: &'r Run<'r>,
    tables: &'r Tables<'r>,
    /// How many results are written; what follows one takes a comma.
    results: usize,
}

/// How many results of a run GitHub shows.
const SHOWN: usize = 5_000;
/// How many it takes; it refuses a run with more.
const TAKEN: usize = 25_000;

/// All but the results and what follows them.
#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Head<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    tool: Tool,
    column_kind: &'static str,
    properties: RunProperties<'a>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties<'a> {
    as_of: &'a str,
    rubrics: &'a str,
}

/// What follows the results.
#[derive(Serialize)]
struct Tail {
    invocations: [Invocation; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
}

/// One result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: Cow<'a, str>,
    rule_index: usize,
    level: Level,
    message: Message,
    locations: Vec<SarifLocation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<SarifLocation<'a>>,
    partial_fingerprints: Fingerprints,
    /// Nobody has suppressed it, or a waiver has. Where one result says so all have to, so all do.
    suppressions: Vec<Suppression>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation<'a> {
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: &'a ArtifactLocation,
    region: Region,
}

/// A place in a file. Without an end it goes on to the end of the line.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

/// The fact at a place.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: Cow<'a, str>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "quorateFinding/v1")]
    finding: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties<'a> {
    kind: &'static str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity_by_rubrics: Option<&'static str>,
    standing: &'static str,
    document: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    folds: Vec<&'a str>,
}

impl<'r> Sarif<'r> {
    /// A report of a run by these rubrics.
    pub fn new(run: &'r Run<'r>, tables: &'r Tables<'r>) -> Sarif<'r> {
        Sarif { run, tables, results: 0 }
    }

    fn write(&mut self, Results { text, number }: &Results, out: &mut dyn Output) -> io::Result<()> {
        if *number == 0 {
            return Ok(());
        }
        if self.results > 0 {
            out.write(",\n")?;
        }
        self.results += number;
        out.write(text)
    }

    /// A gate that is not passed. What `fail-on` fails by is told by the findings, which are errors then.
    fn of_failure<'a>(
        &self,
        report: &ProposalReport<'a>,
        failure: &FailedGate<'a>,
        artifact: &'a ArtifactLocation,
    ) -> Option<SarifResult<'a>> {
        let gate = rules::GATES.iter().position(|(gate, _)| *gate == failure.gate)?;
        let id = format!("gate/{}", failure.gate);
        let key = format!("{}:{id}:{}", report.key(), failure.rule.unwrap_or_default());
        Some(SarifResult {
            rule_index: self.tables.rules.len() + gate,
            locations: vec![location(artifact, failure.line, failure.column, None)],
            ..result(id.into(), Level::Error, &format!("Gate failed: {}.", failure.says), &key)
        })
    }

    fn of_finding<'a>(
        &self,
        report: &ProposalReport,
        finding: &'a Finding<'a>,
        artifact: &'a ArtifactLocation,
    ) -> SarifResult<'a> {
        let said = format!("{}. {}", finding.stands_alone(), finding.sentences(self.tables).join(" "));
        // A result has one place; the other facts are beside it.
        let (first, others) = finding.places.split_at(finding.places.len().min(1));
        SarifResult {
            rule_index: self.tables.number_of(finding.rule),
            locations: first.iter().map(|place| of_place(report, place, artifact)).collect(),
            related_locations: others.iter().map(|place| of_place(report, place, artifact)).collect(),
            suppressions: suppressions(finding),
            baseline_state: baseline_state(finding.standing),
            properties: Some(Properties {
                kind: finding.kind.word(),
                severity: finding.severity.word(),
                severity_by_rubrics: finding.severity_by_rubrics.map(|severity| severity.word()),
                standing: finding.standing.word(),
                document: report.document,
                folds: finding.takes_in.iter().map(|rule| rule.id).collect(),
            }),
            ..result(finding.rule.id.into(), level(finding), &said, &report.key_of(finding))
        }
    }

    fn of_problem<'a>(
        &self,
        problem: &'a ProblemContent<'a>,
        artifact: &'a ArtifactLocation,
    ) -> SarifResult<'a> {
        let level = if problem.is_error { Level::Error } else { Level::Warning };
        let said = problem.closed_sentences();
        let mut place = location(artifact, problem.line, problem.column, None);
        place
            .logical_locations
            .extend(problem.fact.map(|route| LogicalLocation { fully_qualified_name: route.into() }));
        let related = problem.related.map(|(line, column, what)| SarifLocation {
            message: Some(Message::plain(what)),
            ..location(artifact, line, column, None)
        });
        let key = format!("{}:{}:{}", problem.path, rules::INPUT, problem.message);
        SarifResult {
            rule_index: self.tables.rules.len() + rules::GATES.len(),
            locations: vec![place],
            related_locations: related.into_iter().collect(),
            ..result(rules::INPUT.into(), level, &said.join(" "), &key)
        }
    }
}

/// Results of one proposal, as they are written.
pub struct Results {
    text: String,
    number: usize,
}

impl Results {
    fn of(results: &[SarifResult]) -> Results {
        Results { text: json::members(results), number: results.len() }
    }
}

/// What GitHub makes of so many results; nothing where it shows them all.
fn too_much(results: usize) -> Option<String> {
    let does = match results {
        few if few <= SHOWN => return None,
        some if some <= TAKEN => "shows the 5,000 gravest",
        _ => "refuses a file with more than 25,000",
    };
    Some(format!(
        "sarif: {results} results, and GitHub {does}: check folder by folder, with a category for each"
    ))
}

impl Format for Sarif<'_> {
    type Part = Results;

    fn begin(&self, out: &mut dyn Output) -> io::Result<()> {
        let version = self.run.tool.version;
        let driver =
            Driver { name: "quorate", version, semantic_version: version, rules: rules::all(self.tables) };
        let head = Head {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            properties: RunProperties { as_of: &self.run.as_of, rubrics: self.run.tool.rubrics },
        };
        let log = json::written(&Log { schema: SCHEMA, version: "2.1.0", runs: [head] });
        // The run goes on with its results.
        out.write(log.strip_suffix("}]}").unwrap_or(&log))?;
        out.write(",\"results\":[\n")
    }

    fn part(&self, report: &ProposalReport) -> Results {
        let artifact = ArtifactLocation::of(report.path);
        let failures =
            report.failures.iter().filter_map(|failure| self.of_failure(report, failure, &artifact));
        let findings = report.findings.iter().map(|finding| self.of_finding(report, finding, &artifact));
        Results::of(&failures.chain(findings).collect::<Vec<_>>())
    }

    fn add(&mut self, part: Results, out: &mut dyn Output) -> io::Result<()> {
        self.write(&part, out)
    }

    fn too_much(&self) -> Option<String> {
        too_much(self.results)
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        end.each_problem(|problem| {
            let artifact = ArtifactLocation::of(problem.path);
            let result = Results::of(&[self.of_problem(problem, &artifact)]);
            self.write(&result, out)
        })?;
        let execution_successful = end.errors() == 0;
        let tail = json::written(&Tail { invocations: [Invocation { execution_successful }] });
        out.write("\n],")?;
        out.write(tail.strip_prefix('{').unwrap_or(&tail))?;
        out.write("]}\n")
    }
}

/// A result of which the rest is filled in.
fn result<'a>(rule_id: Cow<'a, str>, level: Level, said: &str, key: &str) -> SarifResult<'a> {
    SarifResult {
        rule_id,
        rule_index: 0,
        level,
        message: Message::plain(said),
        locations: Vec::new(),
        related_locations: Vec::new(),
        partial_fingerprints: Fingerprints { finding: hex(Sha256::digest(key).as_slice()) },
        suppressions: Vec::new(),
        baseline_state: None,
        properties: None,
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let pair = |byte: &u8| [byte >> 4, byte & 0xf].map(|half| char::from(DIGITS[usize::from(half)]));
    bytes.iter().flat_map(pair).collect()
}

/// How much a result weighs; see the head of this file.
fn level(finding: &Finding) -> Level {
    if finding.fails {
        Level::Error
    } else if finding.is_question() {
        Level::Note
    } else {
        Level::of(finding.severity)
    }
}

fn of_place<'a>(report: &ProposalReport, place: &Place, artifact: &'a ArtifactLocation) -> SarifLocation<'a> {
    let mut location = location(artifact, place.line, place.column, report.width(place));
    location.logical_locations.push(LogicalLocation { fully_qualified_name: report.route(place).into() });
    location
}

fn location(artifact: &ArtifactLocation, line: u32, column: u32, width: Option<u32>) -> SarifLocation<'_> {
    let region = Region {
        start_line: line,
        start_column: column,
        end_line: width.map(|_| line),
        end_column: width.map(|width| column + width),
    };
    SarifLocation {
        physical_location: PhysicalLocation { artifact_location: artifact, region },
        logical_locations: Vec::new(),
        message: None,
    }
}

fn suppressions(finding: &Finding) -> Vec<Suppression> {
    let of = |waived: &super::content::WaivedNote| Suppression {
        kind: if waived.in_proposal { "inSource" } else { "external" },
        status: "accepted",
        justification: visible(&waived.justification()).into_owned(),
    };
    finding.waived.iter().map(of).collect()
}

/// How it compares with the baseline, where one is in use.
fn baseline_state(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::New => Some("new"),
        Standing::Worse => Some("updated"),
        Standing::Known => Some("unchanged"),
        Standing::Counts | Standing::Waived => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_what_a_server_shows_or_takes_it_is_said() {
        assert_eq!(too_much(5_000), None);
        assert!(
            too_much(5_001)
                .is_some_and(|says| says.contains("5001 results, and GitHub shows the 5,000 gravest"))
        );
        assert!(too_much(25_000).is_some_and(|says| says.contains("shows")));
        assert!(too_much(25_001).is_some_and(|says| says.contains("refuses a file with more than 25,000")));
    }
}
