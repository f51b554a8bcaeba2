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
//! after gzip. A draft has some 60 findings; so a check of more than about 400 proposals is better run by folder.

mod rules;
mod text;

use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::json_writer::Writer;
use super::sentences::{sentences, title};
use super::{End, FileProblem, Form, Part};
use crate::assess::{Finding, FindingKind};
use crate::document::{ProblemKind, Problem, Span};
use crate::policy::{Failure, Evaluated, Disposition, Standing};
use crate::proposal::{Route, PartialDate};
use crate::report::problems::visible;
use crate::rubric::Rubrics;
use text::{artifact, plain};

/// The schema that the report keeps to.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes reports by one set of rubrics.
pub struct Sarif<'r> {
    rubrics: &'r Rubrics,
    as_of: PartialDate,
    /// Some part holds a result, so that what follows takes a comma.
    has_results: AtomicBool,
}

impl<'r> Sarif<'r> {
    /// A report by a set of rubrics.
    pub fn new(rubrics: &'r Rubrics, as_of: PartialDate) -> Sarif<'r> {
        Sarif { rubrics, as_of, has_results: AtomicBool::new(false) }
    }
}

impl Form for Sarif<'_> {
    fn head(&self) -> String {
        let mut out = Writer::default();
        out.open('{');
        out.text("$schema", SCHEMA);
        out.text("version", "2.1.0");
        out.key("runs");
        out.open('[');
        out.open('{');
        out.object("tool", |out| {
            out.object("driver", |out| {
                out.text("name", "quorate");
                out.text("version", env!("CARGO_PKG_VERSION"));
                out.text("semanticVersion", env!("CARGO_PKG_VERSION"));
                rules::write(out, self.rubrics);
            });
        });
        out.word("columnKind", "unicodeCodePoints");
        out.object("properties", |out| {
            out.text("asOf", &self.as_of.to_string());
            out.text("rubrics", self.rubrics.digest());
        });
        out.key("results");
        out.open('[');
        out.join("\n");
        out.finish()
    }

    fn part(&self, evaluated: &Evaluated) -> Part {
        // Most parts are of about this size; growing step by step would copy them several times.
        let mut out = Writer::with_capacity(128 << 10);
        let piece = Piece { rubrics: self.rubrics, evaluated, artifact: artifact(&evaluated.source.path) };
        for failure in &evaluated.failures {
            piece.failure(&mut out, failure);
        }
        for (finding, disposition) in evaluated.findings() {
            piece.finding(&mut out, finding, disposition);
        }
        let text = out.finish();
        if !text.is_empty() {
            self.has_results.store(true, Ordering::Relaxed);
        }
        Part::Text(text)
    }

    fn between(&self) -> &'static str {
        ",\n"
    }

    fn finish(&self, _: Vec<Part>, end: &End) -> Vec<String> {
        let mut out = Writer::default();
        if !end.problems.is_empty() && self.has_results.load(Ordering::Relaxed) {
            out.join(self.between());
        }
        for problem in &end.problems {
            self.problem(&mut out, problem);
        }
        out.join("\n");
        out.close(']');
        out.list("invocations", [end], |out, end| {
            out.open('{');
            let bad = end.problems.iter().any(|p| p.problem.kind == ProblemKind::Error);
            out.flag("executionSuccessful", !bad);
            out.close('}');
        });
        out.close('}');
        out.close(']');
        out.close('}');
        vec![out.finish() + "\n"]
    }
}

impl Sarif<'_> {
    /// A result about a file.
    fn problem(&self, out: &mut Writer, FileProblem { path, problem }: &FileProblem) {
        let artifact = artifact(path);
        out.open('{');
        rule(out, rules::INPUT, rules::subjects(self.rubrics) + rules::GATES.len());
        out.word("level", if problem.kind == ProblemKind::Error { "error" } else { "warning" });
        message(out, &said(problem));
        out.list("locations", [problem.span], |out, span| {
            out.open('{');
            physical(out, &artifact, span, None);
            if let Some(route) = &problem.fact {
                logical(out, route);
            }
            out.close('}');
        });
        out.list("relatedLocations", &problem.related, |out, (span, what)| {
            out.open('{');
            physical(out, &artifact, *span, None);
            message(out, what);
            out.close('}');
        });
        fingerprint(out, &format!("{path}:{}:{}", rules::INPUT, problem.message));
        out.raw("suppressions", "[]");
        out.close('}');
    }
}

/// What is wrong, what was expected, and what to do.
fn said(problem: &Problem) -> String {
    let mut said = format!("{}.", problem.message);
    if !problem.expected.is_empty() {
        said += &format!(" Expected {}.", problem.expected);
    }
    if let Some(help) = &problem.help {
        said += &format!(" Help: {help}.");
    }
    said
}

/// The results of one proposal while they are written.
struct Piece<'a> {
    rubrics: &'a Rubrics,
    evaluated: &'a Evaluated<'a>,
    /// Members of each `artifactLocation`.
    artifact: String,
}

impl Piece<'_> {
    /// A gate that is not passed. What `fail-on` fails by is told by the findings, which are errors then.
    fn failure(&self, out: &mut Writer, failure: &Failure) {
        let Some(gate) = rules::GATES.iter().position(|(gate, _)| *gate == failure.gate) else { return };
        let id = format!("gate/{}", failure.gate);
        out.open('{');
        rule(out, &id, rules::subjects(self.rubrics) + gate);
        out.word("level", "error");
        message(out, &format!("Gate failed: {}.", failure.text));
        out.list("locations", [failure.place], |out, place| {
            out.open('{');
            physical(out, &self.artifact, place, None);
            out.close('}');
        });
        let subject = failure.subject.map_or("", |subject| subject.id(self.rubrics));
        let proposal = self.evaluated.source.key();
        fingerprint(out, &format!("{proposal}:{id}:{subject}"));
        out.raw("suppressions", "[]");
        out.close('}');
    }

    fn finding(&self, out: &mut Writer, finding: &Finding, disposition: &Disposition) {
        out.open('{');
        rule(out, finding.id(self.rubrics), rules::number_of(self.rubrics, finding.subject));
        out.word("level", level(finding, disposition));
        let sentences = sentences(self.evaluated, finding, disposition).join(" ");
        message(out, &format!("{}. {sentences}", title(finding, self.rubrics)));
        // A result has one place; the other facts are beside it.
        let (first, others) = finding.facts.split_at(finding.facts.len().min(1));
        out.list("locations", first, |out, fact| self.location(out, *fact));
        if !others.is_empty() {
            out.list("relatedLocations", others, |out, fact| self.location(out, *fact));
        }
        fingerprint(out, &self.evaluated.key_of(finding));
        suppressions(out, &disposition.standing);
        baseline_state(out, &disposition.standing);
        out.object("properties", |out| self.properties(out, finding, disposition));
        out.close('}');
    }

    fn location(&self, out: &mut Writer, fact: Route) {
        let assessment = &self.evaluated.assessment;
        out.open('{');
        physical(out, &self.artifact, assessment.place_of(fact), assessment.width_of(fact));
        logical(out, &assessment.route_of(fact));
        out.close('}');
    }

    fn properties(&self, out: &mut Writer, finding: &Finding, disposition: &Disposition) {
        out.word("kind", finding.kind.word());
        out.word("severity", finding.severity.word());
        if finding.declared != finding.severity {
            out.word("severityByRubrics", finding.declared.word());
        }
        out.word("standing", disposition.standing.word());
        out.count("document", self.evaluated.source.document);
        if !finding.folded.is_empty() {
            out.list("folds", &finding.folded, |out, c| out.item(&self.rubrics.criteria[*c].id));
        }
    }
}

/// How grave a result is; see the head of this file.
fn level(finding: &Finding, disposition: &Disposition) -> &'static str {
    match finding.kind {
        _ if disposition.fails => "error",
        FindingKind::Question => "note",
        _ => rules::level_of(finding.severity),
    }
}

fn rule(out: &mut Writer, id: &str, number: usize) {
    out.text("ruleId", id);
    out.count("ruleIndex", number);
}

fn message(out: &mut Writer, text: &str) {
    out.object("message", |out| out.text("text", &plain(text)));
}

/// A place in a file. Without a width it goes on to the end of the line.
fn physical(out: &mut Writer, artifact: &str, place: Span, width: Option<u32>) {
    out.object("physicalLocation", |out| {
        out.object("artifactLocation", |out| out.raw_members(artifact));
        out.object("region", |out| {
            out.count("startLine", place.line as usize);
            out.count("startColumn", place.column as usize);
            if let Some(width) = width {
                out.count("endLine", place.line as usize);
                out.count("endColumn", (place.column + width) as usize);
            }
        });
    });
}

/// The fact at a place.
fn logical(out: &mut Writer, route: &str) {
    out.list("logicalLocations", [route], |out, route| {
        out.open('{');
        out.text("fullyQualifiedName", route);
        out.close('}');
    });
}

fn fingerprint(out: &mut Writer, key: &str) {
    let mut hex = [0; 64];
    for (byte, pair) in Sha256::digest(key).iter().zip(hex.chunks_exact_mut(2)) {
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 0xf)]);
    }
    let hex = std::str::from_utf8(&hex).unwrap_or_default();
    out.object("partialFingerprints", |out| out.word("quorateFinding/v1", hex));
}

fn digit(value: u8) -> u8 {
    b"0123456789abcdef"[usize::from(value)]
}

/// Nobody has suppressed it, or a waiver has. Where one result says so all have to, so all do.
fn suppressions(out: &mut Writer, standing: &Standing) {
    let waived = match standing {
        Standing::Waived(waived) => Some(waived),
        _ => None,
    };
    out.list("suppressions", waived, |out, waived| {
        out.open('{');
        out.word("kind", if waived.in_proposal { "inSource" } else { "external" });
        out.word("status", "accepted");
        let until = waived.until.map(|day| format!(" (until {day})")).unwrap_or_default();
        out.text("justification", &visible(&format!("{}{until}", waived.reason)));
        out.close('}');
    });
}

/// How it compares with the baseline, where one is in use.
fn baseline_state(out: &mut Writer, standing: &Standing) {
    let state = match standing {
        Standing::New => "new",
        Standing::Worse { .. } => "updated",
        Standing::Known => "unchanged",
        Standing::Counts | Standing::Waived(_) => return,
    };
    out.word("baselineState", state);
}
