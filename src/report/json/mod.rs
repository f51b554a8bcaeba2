//! JSON: the contract for machines, `quorate/report/1`.
//!
//! Keys may be added within version 1; none is renamed, removed or given another meaning. A report of a thousand
//! proposals is tens of megabytes, nearly all of it texts of the rubrics: these are escaped once for a run, in
//! `texts.rs`, and copied from then on. That, and no more, is why the values are not written through serde.

mod texts;

use super::json_writer::{Writer, escaped};
use super::{End, FileProblem, Form, Part};
use crate::assess::{
    Assessment, CriterionResult, Finding, FindingKind, Readings, SectorView, Subject, Truth,
};
use crate::document::ProblemKind;
use crate::policy::{Evaluated, Disposition, Standing};
use crate::proposal::{FactId, Route, PartialDate};
use crate::rubric::Rubrics;
use texts::Texts;

/// The version of the contract.
pub const SCHEMA: &str = "quorate/report/1";

/// Its JSON Schema, draft 2020-12. It is kept by hand beside what writes reports: it is the promise, and a promise made
/// from the code would change with it.
pub const JSON_SCHEMA: &str = include_str!("schema.json");

/// Writes reports by one set of rubrics.
pub struct Json<'r> {
    rubrics: &'r Rubrics,
    as_of: PartialDate,
    texts: Texts,
}

impl<'r> Json<'r> {
    /// Prepares the texts of a set of rubrics.
    pub fn new(rubrics: &'r Rubrics, as_of: PartialDate) -> Json<'r> {
        Json { rubrics, as_of, texts: Texts::of(rubrics) }
    }

    /// One assessment.
    pub fn assessment(&self, evaluated: &Evaluated) -> String {
        // Most reports are of about this size; growing it step by step would copy it several times.
        let mut out = Writer::with_capacity(64 << 10);
        let path = escaped(&evaluated.source.path);
        let place_begins = format!("{{\"path\":{path},\"line\":");
        Piece { json: self, evaluated, a: &evaluated.assessment, path, place_begins }.write(&mut out);
        // One proposal a line: it can be searched by line, and a line-buffered output need not look for the line's end.
        out.join("\n");
        out.finish()
    }
}

impl Form for Json<'_> {
    fn head(&self) -> String {
        let mut out = Writer::default();
        out.open('{');
        out.text("schema", SCHEMA);
        tool(&mut out, self.rubrics);
        out.text("as_of", &self.as_of.to_string());
        out.key("assessments");
        out.open('[');
        out.join("\n");
        out.finish()
    }

    fn part(&self, evaluated: &Evaluated) -> Part {
        Part::Text(self.assessment(evaluated))
    }

    fn between(&self) -> &'static str {
        ","
    }

    fn finish(&self, _: Vec<Part>, end: &End) -> Vec<String> {
        let mut out = Writer::default();
        out.close(']');
        out.list("problems", &end.problems, write_problem);
        out.count("skipped", end.skipped);
        out.close('}');
        vec![out.finish() + "\n"]
    }
}

/// What made a report: the program, and a digest of the rubrics.
pub fn tool(out: &mut Writer, rubrics: &Rubrics) {
    out.object("tool", |out| {
        out.text("name", "quorate");
        out.text("version", env!("CARGO_PKG_VERSION"));
        out.text("rubrics", rubrics.digest());
    });
}

fn write_problem(out: &mut Writer, FileProblem { path, problem }: &FileProblem) {
    out.open('{');
    out.text("path", path);
    out.count("line", problem.span.line as usize);
    out.count("column", problem.span.column as usize);
    out.text(
        "kind",
        match problem.kind {
            ProblemKind::Error => "error",
            ProblemKind::Warning => "warning",
        },
    );
    out.text("message", &problem.message);
    out.text("expected", &problem.expected);
    out.optional_text("help", problem.help.as_deref());
    out.optional_text("fact", problem.fact.as_deref());
    out.close('}');
}

/// One assessment while it is written.
struct Piece<'a> {
    json: &'a Json<'a>,
    evaluated: &'a Evaluated<'a>,
    a: &'a Assessment<'a>,
    /// The path of the file, escaped.
    path: String,
    /// With it begins each of hundreds of places.
    place_begins: String,
}

impl Piece<'_> {
    fn write(&self, out: &mut Writer) {
        let a = self.a;
        let rubrics = self.json.rubrics;
        let band = |number: usize| rubrics.scale.bands[number].verdict.as_str();
        let dimension = |number: usize| rubrics.dimensions[number].id.as_str();
        let criterion = |number: usize| rubrics.criteria[number].id.as_str();
        out.open('{');
        out.object("source", |out| {
            out.raw("path", &self.path);
            out.count("document", self.evaluated.source.document);
        });
        out.optional_text("name", a.name());
        out.optional_text("summary", a.proposal.text(rubrics.product.summary));
        out.optional_text("problem", a.proposal.text(rubrics.product.problem));
        out.optional_text("place", a.place().as_deref());
        out.text("stage", a.stage_word());
        out.flag("stage_assumed", a.stage_assumed);
        out.flag("strict", a.options.strict);
        out.text("verdict", a.verdict_words());
        out.text("band", band(a.band));
        out.object("score", |out| {
            out.count("evidenced", a.score.evidenced as usize);
            out.count("claimed", a.score.claimed as usize);
            out.count("possible", a.score.possible as usize);
        });
        out.number("answered", a.answered);
        out.number("stability", a.stability);
        out.optional_text("weakest", a.weakest.map(dimension));
        out.optional_text("least_answered", a.least_answered.map(dimension));
        out.list("gates", &a.gates, |out, gate| {
            out.open('{');
            out.text("criterion", criterion(gate.criterion));
            out.text("title", &rubrics.criteria[gate.criterion].title);
            out.text("cap", band(gate.cap));
            out.flag("open", gate.open);
            out.flag("binding", gate.binding);
            out.close('}');
        });
        out.list("sectors", &a.sectors, |out, view| self.sector(out, view));
        out.list("dimensions", &a.dimensions, |out, d| {
            out.open('{');
            out.raw_members(&self.json.texts.dimensions[d.dimension]);
            match &d.score {
                Some(score) => out.object("score", |out| readings(out, score)),
                None => out.raw("score", "null"),
            }
            out.number("answered", d.answered);
            out.close('}');
        });
        out.list("criteria", &a.criteria, |out, result| self.criterion(out, result));
        out.list("findings", self.evaluated.findings(), |out, (finding, disposition)| {
            self.finding(out, finding, disposition)
        });
        out.list("strengths", &a.strengths, |out, number| out.item(criterion(*number)));
        out.list("moves", &a.moves, |out, step| {
            out.open('{');
            out.text("criterion", criterion(step.criterion));
            out.word("from", step.from.word());
            out.word("to", step.to.word());
            out.number("gain", step.gain);
            out.flag("lifts_gate", step.lifts_gate);
            out.raw_members(&self.json.texts.moves[step.criterion]);
            out.close('}');
        });
        out.list("failures", &self.evaluated.failures, |out, failure| {
            out.open('{');
            out.word("gate", failure.gate);
            out.text("by", &failure.text);
            out.count("line", failure.place.line as usize);
            out.count("column", failure.place.column as usize);
            out.close('}');
        });
        out.close('}');
    }

    fn sector(&self, out: &mut Writer, view: &SectorView) {
        out.open('{');
        out.word("status", view.status.word());
        out.list("partners", &view.partners, |out, partner| {
            let place = self.a.place_of(partner.location);
            out.open('{');
            out.text("name", &partner.name);
            out.optional_text("commitment", partner.commitment.as_deref());
            out.word("status", partner.status.word());
            out.count("line", place.line as usize);
            out.count("column", place.column as usize);
            out.close('}');
        });
        out.raw_members(&self.json.texts.sectors[view.rule]);
        out.close('}');
    }

    fn criterion(&self, out: &mut Writer, result: &CriterionResult) {
        out.open('{');
        out.raw_members(&self.json.texts.criteria[result.criterion]);
        out.object("level", |out| {
            out.word("low", result.claimed.low.word());
            out.word("high", result.claimed.high.word());
        });
        out.word("evidenced", result.evidenced.word());
        out.flag("due", result.due);
        match result.applies {
            Truth::Unknown => out.raw("applies", "null"),
            known => out.flag("applies", known == Truth::True),
        }
        out.flag("counts", result.counts);
        out.number("contribution", result.contribution);
        out.number("worth", result.worth);
        out.close('}');
    }

    fn finding(&self, out: &mut Writer, finding: &Finding, disposition: &Disposition) {
        let texts = &self.json.texts;
        out.open('{');
        out.word("kind", finding.kind.word());
        out.word("severity", finding.severity.word());
        if finding.declared != finding.severity {
            out.word("severity_by_rubrics", finding.declared.word());
        }
        out.word("standing", disposition.standing.word());
        standing(out, &disposition.standing);
        out.flag("fails", disposition.fails);
        out.text("title", finding.title(self.json.rubrics));
        out.raw_members(match finding.subject {
            Subject::Criterion(c) => &texts.criterion_findings[c],
            Subject::Pattern(p) => &texts.pattern_findings[p],
            Subject::Sector(s) => &texts.sector_findings[s],
        });
        if let Some(why) = finding.why_worse(self.json.rubrics) {
            out.text("why_worse", why);
        }
        out.list("because", &finding.reasons, |out, reason| out.item(&reason.text));
        if finding.kind == FindingKind::Question {
            out.list("ask", questions(&finding.facts), |out, fact| {
                out.raw_item(&texts.questions[fact.0 as usize])
            });
        }
        if !finding.folded.is_empty() {
            out.list("folds", &finding.folded, |out, c| out.item(&self.json.rubrics.criteria[*c].id));
        }
        out.list("places", &finding.facts, |out, location| self.place(out, *location));
        out.close('}');
    }

    fn place(&self, out: &mut Writer, location: Route) {
        let place = self.a.place_of(location);
        out.raw_item(&self.place_begins);
        out.join_count(place.line);
        out.join(",\"column\":");
        out.join_count(place.column);
        out.join(",\"fact\":\"");
        let path = &self.json.texts.paths[location.fact.0 as usize];
        out.join(&path.list);
        if let Some(record) = location.record {
            out.join("[");
            out.join_count(record);
            out.join("]");
        }
        out.join(&path.field);
        out.join("\"}");
    }
}

/// What there is to say beyond the word of a standing.
fn standing(out: &mut Writer, standing: &Standing) {
    match standing {
        Standing::Worse { how, .. } => out.text("worse", how),
        Standing::Waived(waived) => out.object("waived", |out| {
            out.text("reason", &waived.reason);
            out.optional_text("until", waived.until.map(|day| day.to_string()).as_deref());
            out.flag("in_proposal", waived.in_proposal);
        }),
        Standing::Counts | Standing::New | Standing::Known => {}
    }
}

fn readings(out: &mut Writer, score: &Readings<f64>) {
    out.number("evidenced", score.evidenced);
    out.number("claimed", score.claimed);
    out.number("possible", score.possible);
}

/// The facts to ask for, each once, whatever the record.
fn questions(facts: &[Route]) -> Vec<FactId> {
    let mut asked = Vec::new();
    for fact in facts {
        if !asked.contains(&fact.fact) {
            asked.push(fact.fact);
        }
    }
    asked
}
