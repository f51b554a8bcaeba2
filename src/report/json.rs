//! JSON: the contract for machines, `quorate/report/1`.
//!
//! Keys may be added within version 1; none is renamed, removed or given another meaning.

use serde::Serialize;

use super::Source;
use crate::assess::{Assessment, Finding, FindingKind, Readings, Subject};
use crate::document::{Gravity, Problem};
use crate::proposal::{Location, PartialDate};
use crate::rubric::Rubrics;

/// The version of the contract.
pub const SCHEMA: &str = "quorate/report/1";

/// What stands before the assessments.
pub fn head(rubrics: &Rubrics, as_of: PartialDate) -> String {
    let tool = Tool { name: "quorate", version: env!("CARGO_PKG_VERSION"), rubrics: rubrics.digest() };
    format!(
        "{{\"schema\":{},\"tool\":{},\"as_of\":{},\"assessments\":[",
        text(SCHEMA),
        serialized(&tool),
        text(&as_of.to_string())
    )
}

/// One assessment.
pub fn assessment(assessment: &Assessment, source: &Source) -> String {
    serialized(&AssessmentView::new(assessment, source))
}

/// What stands after the assessments: problems of the files, and how many files were no proposals.
pub fn tail<'a>(problems: impl Iterator<Item = (&'a str, &'a Problem)>, skipped: usize) -> String {
    let problems: Vec<ProblemView> = problems.map(|(path, problem)| ProblemView::new(path, problem)).collect();
    format!("],\"problems\":{},\"skipped\":{skipped}}}\n", serialized(&problems))
}

fn text(text: &str) -> String {
    serialized(text)
}

/// Our own types hold texts, numbers, lists and structs: nothing that JSON cannot say.
fn serialized<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| unreachable!("a report is plain data: {error}"))
}

/// The program that made a report.
#[derive(Debug, Serialize)]
struct Tool<'a> {
    name: &'a str,
    version: &'a str,
    /// Digest of the rubrics.
    rubrics: &'a str,
}

#[derive(Serialize)]
struct AssessmentView<'a> {
    source: SourceView<'a>,
    name: Option<&'a str>,
    summary: Option<&'a str>,
    problem: Option<&'a str>,
    place: Option<String>,
    stage: &'a str,
    stage_assumed: bool,
    strict: bool,
    verdict: &'a str,
    band: &'a str,
    score: Readings<u32>,
    answered: f64,
    stability: f64,
    weakest: Option<&'a str>,
    least_answered: Option<&'a str>,
    gates: Vec<GateView<'a>>,
    sectors: Vec<SectorView<'a>>,
    dimensions: Vec<DimensionView<'a>>,
    criteria: Vec<CriterionView<'a>>,
    findings: Vec<FindingView<'a>>,
    strengths: Vec<&'a str>,
    moves: Vec<MoveView<'a>>,
}

#[derive(Serialize)]
struct SourceView<'a> {
    path: &'a str,
    document: usize,
}

#[derive(Serialize)]
struct GateView<'a> {
    criterion: &'a str,
    title: &'a str,
    cap: &'a str,
    open: bool,
    binding: bool,
}

#[derive(Serialize)]
struct SectorView<'a> {
    sector: &'a str,
    status: &'static str,
    partners: Vec<PartnerView<'a>>,
    exposes: &'a str,
    look_for: &'a str,
    sources: &'a [String],
}

#[derive(Serialize)]
struct PartnerView<'a> {
    name: &'a str,
    commitment: Option<&'a str>,
    status: &'static str,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct DimensionView<'a> {
    id: &'a str,
    title: &'a str,
    score: Option<Readings<f64>>,
    answered: f64,
    weight: f64,
}

#[derive(Serialize)]
struct CriterionView<'a> {
    id: &'a str,
    title: &'a str,
    level: LevelView,
    evidenced: &'static str,
    due: bool,
    applies: Option<bool>,
    counts: bool,
    decisive: bool,
    weight: u32,
    contribution: f64,
    worth: f64,
}

#[derive(Serialize)]
struct LevelView {
    low: &'static str,
    high: &'static str,
}

#[derive(Serialize)]
struct FindingView<'a> {
    id: &'a str,
    kind: &'static str,
    severity: &'static str,
    title: &'a str,
    why: &'a str,
    because: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ask: Vec<&'a str>,
    next: &'a str,
    effort: &'a str,
    sources: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    folds: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    research: Vec<ResearchView<'a>>,
    places: Vec<PlaceView<'a>>,
}

#[derive(Serialize)]
struct ResearchView<'a> {
    finding: &'a str,
    stance: &'static str,
    note: &'a str,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    fact: String,
}

#[derive(Serialize)]
struct MoveView<'a> {
    criterion: &'a str,
    from: &'static str,
    to: &'static str,
    gain: f64,
    #[serde(rename = "do")]
    action: &'a str,
    effort: &'a str,
    lifts_gate: bool,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    kind: &'static str,
    message: &'a str,
    expected: &'a str,
    help: Option<&'a str>,
    fact: Option<&'a str>,
}

impl<'a> ProblemView<'a> {
    fn new(path: &'a str, problem: &'a Problem) -> ProblemView<'a> {
        ProblemView {
            path,
            line: problem.span.line,
            column: problem.span.column,
            kind: match problem.gravity {
                Gravity::Error => "error",
                Gravity::Warning => "warning",
            },
            message: &problem.message,
            expected: &problem.expected,
            help: problem.help.as_deref(),
            fact: problem.fact.as_deref(),
        }
    }
}

impl<'a> AssessmentView<'a> {
    fn new(a: &'a Assessment, source: &'a Source) -> AssessmentView<'a> {
        let rubrics = a.rubrics;
        let band = |number: usize| rubrics.scale.bands[number].verdict.as_str();
        let dimension = |number: usize| rubrics.dimensions[number].id.as_str();
        let id = |number: usize| rubrics.criteria[number].id.as_str();
        AssessmentView {
            source: SourceView { path: &source.path, document: source.document },
            name: a.name(),
            summary: a.proposal.text(rubrics.product.summary),
            problem: a.proposal.text(rubrics.product.problem),
            place: a.place(),
            stage: a.stage_word(),
            stage_assumed: a.stage_assumed,
            strict: a.options.strict,
            verdict: a.verdict_words(),
            band: band(a.band),
            score: a.score,
            answered: round(a.answered, 4),
            stability: round(a.stability, 4),
            weakest: a.weakest.map(dimension),
            least_answered: a.least_answered.map(dimension),
            gates: a
                .gates
                .iter()
                .map(|gate| GateView {
                    criterion: id(gate.criterion),
                    title: &rubrics.criteria[gate.criterion].title,
                    cap: band(gate.cap),
                    open: gate.open,
                    binding: gate.binding,
                })
                .collect(),
            sectors: a.sectors.iter().map(|view| sector(a, view)).collect(),
            dimensions: a
                .dimensions
                .iter()
                .map(|d| DimensionView {
                    id: dimension(d.dimension),
                    title: &rubrics.dimensions[d.dimension].title,
                    score: d.score.map(|s| Readings {
                        evidenced: round(s.evidenced, 2),
                        claimed: round(s.claimed, 2),
                        possible: round(s.possible, 2),
                    }),
                    answered: round(d.answered, 4),
                    weight: rubrics.dimensions[d.dimension].weight,
                })
                .collect(),
            criteria: a.criteria.iter().map(|result| criterion(a, result)).collect(),
            findings: a.findings.iter().map(|f| finding(a, f, source)).collect(),
            strengths: a.strengths.iter().copied().map(id).collect(),
            moves: a
                .moves
                .iter()
                .map(|m| {
                    let next = &rubrics.criteria[m.criterion].next;
                    MoveView {
                        criterion: id(m.criterion),
                        from: m.from.word(),
                        to: m.to.word(),
                        gain: round(m.gain, 2),
                        action: &next.action,
                        effort: &rubrics.scale.efforts[next.effort].word,
                        lifts_gate: m.lifts_gate,
                    }
                })
                .collect(),
        }
    }
}

fn sector<'a>(a: &'a Assessment, view: &'a crate::assess::SectorView) -> SectorView<'a> {
    let rule = &a.rubrics.four_sectors[view.rule];
    let partner = |p: &'a crate::assess::PartnerView| {
        let place = a.place_of(p.location);
        PartnerView {
            name: &p.name,
            commitment: p.commitment.as_deref(),
            status: p.status.word(),
            line: place.line,
            column: place.column,
        }
    };
    SectorView {
        sector: &rule.sector,
        status: view.status.word(),
        partners: view.partners.iter().map(partner).collect(),
        exposes: &rule.exposes,
        look_for: &rule.look_for,
        sources: &rule.sources,
    }
}

fn criterion<'a>(a: &'a Assessment, result: &crate::assess::CriterionResult) -> CriterionView<'a> {
    let criterion = &a.rubrics.criteria[result.criterion];
    CriterionView {
        id: &criterion.id,
        title: &criterion.title,
        level: LevelView { low: result.claimed.low.word(), high: result.claimed.high.word() },
        evidenced: result.evidenced.word(),
        due: result.due,
        applies: match result.applies {
            crate::assess::Truth::True => Some(true),
            crate::assess::Truth::False => Some(false),
            crate::assess::Truth::Unknown => None,
        },
        counts: result.counts,
        decisive: criterion.decisive,
        weight: criterion.weight,
        contribution: round(result.contribution, 4),
        worth: round(result.worth, 4),
    }
}

fn finding<'a>(a: &'a Assessment, finding: &'a Finding, source: &'a Source) -> FindingView<'a> {
    let rubrics = a.rubrics;
    let research = match finding.subject {
        Subject::Criterion(c) => rubrics.criteria[c].research.as_slice(),
        Subject::Pattern(p) => &rubrics.patterns[p].research,
        Subject::Sector(_) => &[],
    };
    let next = finding.next(rubrics);
    FindingView {
        id: finding.id(rubrics),
        kind: finding.kind.word(),
        severity: finding.severity.word(),
        title: finding.title(rubrics),
        why: finding.why(rubrics),
        because: finding.reasons.iter().map(|r| r.text.as_str()).collect(),
        ask: if finding.kind == FindingKind::Question { asks(a, &finding.facts) } else { Vec::new() },
        next: &next.action,
        effort: &rubrics.scale.efforts[next.effort].word,
        sources: finding.sources(rubrics),
        folds: finding.folded.iter().map(|c| rubrics.criteria[*c].id.as_str()).collect(),
        research: research
            .iter()
            .map(|c| ResearchView {
                finding: &c.finding,
                stance: if c.supports { "for" } else { "against" },
                note: &c.note,
            })
            .collect(),
        places: finding.facts.iter().map(|fact| place(a, *fact, source)).collect(),
    }
}

fn place<'a>(a: &Assessment, location: Location, source: &'a Source) -> PlaceView<'a> {
    let span = a.place_of(location);
    PlaceView { path: &source.path, line: span.line, column: span.column, fact: a.route_of(location) }
}

/// The questions that the dictionary asks for the facts, each once.
fn asks<'a>(a: &'a Assessment, facts: &[Location]) -> Vec<&'a str> {
    let mut asks: Vec<&str> = Vec::new();
    for fact in facts {
        let ask = a.rubrics.dictionary.fact(fact.fact).ask.as_str();
        if !asks.contains(&ask) {
            asks.push(ask);
        }
    }
    asks
}

/// So many decimals: what lies beyond is noise of the arithmetic.
fn round(value: f64, decimals: i32) -> f64 {
    let factor = 10f64.powi(decimals);
    (value * factor).round() / factor
}
