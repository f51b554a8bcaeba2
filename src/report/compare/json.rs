//! The comparison for machines: `quorate/compare/1`.
//!
//! Keys may be added within version 1; none is renamed, removed or given another meaning.

use super::Compared;
use crate::assess::{
    Assessment, Change, CriterionMove, CriterionResult, DimensionScore, Finding, FindingMove, Gate, Pair,
    Readings,
};
use crate::proposal::Source;
use crate::report::json::tool;
use crate::report::json_writer::Writer;
use crate::rubric::Rubrics;

/// The version of the contract.
pub const SCHEMA: &str = "quorate/compare/1";

/// The comparison as one object.
pub fn json(compared: &Compared) -> String {
    let comparison = compared.comparison;
    let rubrics = comparison.new.rubrics;
    let mut out = Writer::default();
    out.open('{');
    out.text("schema", SCHEMA);
    tool(&mut out, rubrics);
    out.text("as_of", &comparison.new.options.as_of.to_string());
    out.flag("strict", comparison.new.options.strict);
    out.flag("moved", !comparison.is_still());
    out.object("old", |out| version(out, comparison.old, &compared.old));
    out.object("new", |out| version(out, comparison.new, &compared.new));
    out.list("dimensions", &comparison.dimensions, |out, pair| dimension(out, rubrics, pair));
    out.list("criteria", &comparison.criteria, |out, moved| criterion(out, rubrics, moved));
    out.list("gates", &comparison.gates, |out, change| gate(out, rubrics, change));
    out.list("sectors", &comparison.sectors, |out, (rule, seats)| {
        out.open('{');
        out.text("sector", &rubrics.four_sectors[*rule].sector);
        out.word("old", seats.old.word());
        out.word("new", seats.new.word());
        out.close('}');
    });
    out.list("findings", &comparison.findings, |out, moved| finding(out, compared, moved));
    out.close('}');
    out.finish() + "\n"
}

fn version(out: &mut Writer, assessment: &Assessment, source: &Source) {
    out.text("path", &source.path);
    out.optional_text("name", assessment.name());
    out.text("stage", assessment.stage_word());
    out.flag("stage_assumed", assessment.stage_assumed);
    out.text("verdict", assessment.verdict_words());
    out.object("score", |out| {
        out.count("evidenced", assessment.score.evidenced as usize);
        out.count("claimed", assessment.score.claimed as usize);
        out.count("possible", assessment.score.possible as usize);
    });
    out.number("answered", assessment.answered);
}

fn dimension(out: &mut Writer, rubrics: &Rubrics, pair: &Pair<&DimensionScore>) {
    out.open('{');
    out.text("id", &rubrics.dimensions[pair.new.dimension].id);
    for (key, dimension) in [("old", pair.old), ("new", pair.new)] {
        out.object(key, |out| {
            match &dimension.score {
                Some(score) => out.object("score", |out| readings(out, score)),
                None => out.raw("score", "null"),
            }
            out.number("answered", dimension.answered);
        });
    }
    out.close('}');
}

fn criterion(out: &mut Writer, rubrics: &Rubrics, moved: &CriterionMove) {
    out.open('{');
    out.text("id", &rubrics.criteria[moved.results.new.criterion].id);
    out.word("way", moved.way.words());
    out.object("old", |out| level(out, moved.results.old));
    out.object("new", |out| level(out, moved.results.new));
    out.close('}');
}

fn gate(out: &mut Writer, rubrics: &Rubrics, change: &Change<&Gate>) {
    let (way, gate) = match change {
        Change::Gone(gate) => ("lifted", gate),
        Change::New(gate) => ("new", gate),
        Change::Other(pair) => ("changed", &pair.new),
    };
    out.open('{');
    out.text("criterion", &rubrics.criteria[gate.criterion].id);
    out.word("way", way);
    out.text("cap", &rubrics.scale.bands[gate.cap].verdict);
    out.flag("open", gate.open);
    out.close('}');
}

fn readings(out: &mut Writer, score: &Readings<f64>) {
    out.number("evidenced", score.evidenced);
    out.number("claimed", score.claimed);
    out.number("possible", score.possible);
}

fn level(out: &mut Writer, result: &CriterionResult) {
    out.flag("counts", result.counts);
    out.word("low", result.claimed.low.word());
    out.word("high", result.claimed.high.word());
    out.word("evidenced", result.evidenced.word());
}

fn finding(out: &mut Writer, compared: &Compared, moved: &FindingMove) {
    let finding = moved.finding();
    let (assessment, source) = match moved.change {
        Change::Gone(_) => (compared.comparison.old, &compared.old),
        _ => (compared.comparison.new, &compared.new),
    };
    let place = finding.facts.first().map(|fact| assessment.place_of(*fact));
    out.open('{');
    out.word("way", moved.words());
    out.word("kind", finding.kind.word());
    out.text("id", finding.id(assessment.rubrics));
    out.text("title", finding.title(assessment.rubrics));
    let severity = |finding: &Finding| finding.severity.word();
    let (old, new) = match moved.change {
        Change::Gone(old) => (Some(severity(old)), None),
        Change::New(new) => (None, Some(severity(new))),
        Change::Other(Pair { old, new }) => (Some(severity(old)), Some(severity(new))),
    };
    out.object("severity", |out| {
        out.optional_text("old", old);
        out.optional_text("new", new);
    });
    out.list("because", &finding.reasons, |out, reason| out.item(&reason.text));
    out.list("facts_new", &moved.facts_new, |out, route| out.item(route));
    out.list("facts_gone", &moved.facts_gone, |out, route| out.item(route));
    if let Some(place) = place {
        out.object("place", |out| {
            out.text("path", &source.path);
            out.count("line", place.line as usize);
            out.count("column", place.column as usize);
        });
    }
    out.close('}');
}
