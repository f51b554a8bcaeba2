//! The JSON Schema of `.quorate.yaml`, for editors. The words come from the rubrics; that the keys are those that the
//! reader takes is held by a test.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::ids;
use super::strict::Strict;
use super::times::{length_pattern, zones};
use crate::document::shape::{text, yes_no};
use crate::proposal::{Dictionary, date_schema};
use crate::rubric::{Level, Rubrics, Severity};

/// The schema of the configuration.
pub fn schema(rubrics: &Rubrics) -> Value {
    let mut keys = Map::new();
    keys.extend(object(json!({
        "version": {"anyOf": [{"const": 1}, {"const": "1"}], "description": "The version of this file's form"},
        "extends": text("A configuration that this one builds on: its file, or the folder of its `.quorate.yaml`, from the folder of this file"),
        "rubrics": text("The folder of the rubrics, from the folder of this file"),
        "strict": strict(),
        "baseline": text("The baseline, from the folder of this file"),
        "comments_waive": yes_no("Comments in proposals may waive findings"),
        "waivers_longest": {
            "type": "string",
            "pattern": length_pattern(),
            "description": "How long a waiver may hold from the day of a run, such as `6 months`; one that holds longer, or has no last day, does not hold",
        },
        "timezone": {
            "enum": zones(),
            "description": "The zone by which a day is over, such as `Europe/Berlin`; that of the machine without",
        },
        "strict_input": yes_no("Fail where a path, a `match` or a waiver gives nothing, or a file is passed over that looks like a proposal"),
        "paths": {
            "type": "array",
            "description": "Rules for some of the proposals; of two entries that match, the later one holds",
            "items": entry(rubrics),
        },
        "waivers": {
            "type": "array",
            "description": "Findings that are let pass, with a reason and for a time; score and verdict do not know of them",
            "items": waiver(rubrics),
        },
    })));
    keys.extend(rules(rubrics));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of quorate",
        "type": "object",
        "additionalProperties": false,
        "properties": keys,
    })
}

/// What may stand for all proposals and for those of a path.
fn rules(rubrics: &Rubrics) -> Map<String, Value> {
    let severities = Severity::ALL.map(Severity::word);
    let levels = Level::ALL.map(Level::word);
    let criteria: Vec<&str> = rubrics.criteria.iter().map(|c| c.id.as_str()).collect();
    let stages = rubrics.scale.stages.iter().map(|stage| stage.word.as_str()).chain(["none"]);
    let verdicts = rubrics.scale.ladder.iter().map(|b| b.verdict.as_str()).chain(["none"]);
    object(json!({
        "fail_under": {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 100},
                {"type": "string", "pattern": r"^\+?0*(100|[0-9]{1,2})(\.0+)?$"}
            ],
            "description": "Fail where the score is lower",
        },
        "fail_on": {
            "enum": severities.iter().copied().chain(["none"]).collect::<Vec<_>>(),
            "description": "Fail on a risk, tension or absent sector of this severity or a higher one",
        },
        "min_verdict": {"enum": verdicts.collect::<Vec<_>>(), "description": "Fail where the verdict is lower"},
        "least_stage": {"enum": stages.collect::<Vec<_>>(), "description": "Fail where the stage is an earlier one: at an earlier stage less is asked"},
        "unknown": {"enum": ["core", "passes", "fails"], "default": "core", "description": "Which open questions fail as the risks would that they may hide: those about the core and the sectors, none, or all"},
        "require": {
            "type": "object",
            "description": "Fail where a criterion is below a level",
            "propertyNames": {"enum": criteria},
            "additionalProperties": {"enum": levels},
        },
        "severity": {
            "type": "object",
            "description": "How bad the risk of a criterion, pattern or sector is, in place of what the rubrics say; shown as such",
            "propertyNames": {"enum": ids(rubrics).collect::<Vec<_>>()},
            "additionalProperties": {"enum": severities},
        },
    }))
}

fn entry(rubrics: &Rubrics) -> Value {
    let mut keys = rules(rubrics);
    let pattern = "A file, a folder or a pattern such as `ideas/*.yaml`, from the folder of this file";
    keys.insert("match".to_owned(), path(pattern));
    json!({"type": "object", "required": ["match"], "additionalProperties": false, "properties": keys})
}

fn waiver(rubrics: &Rubrics) -> Value {
    let levels = Level::ALL.map(Level::word);
    let severities = Severity::ALL.map(Severity::word);
    let criteria: Vec<&str> = rubrics.criteria.iter().map(|c| c.id.as_str()).collect();
    json!({
        "type": "object",
        "required": ["criterion", "reason", "until"],
        "anyOf": [{"required": ["path"]}, {"required": ["fact"]}],
        "additionalProperties": false,
        // A criterion has a level, the others have a severity.
        "if": {"properties": {"criterion": {"enum": criteria}}},
        "then": {"not": {"required": ["severity"]}},
        "else": {"not": {"required": ["level"]}},
        "properties": {
            "criterion": {"enum": ids(rubrics).collect::<Vec<_>>(), "description": "One criterion, pattern or sector"},
            "path": path("A file, a folder or a pattern, from the folder of this file"),
            "fact": {
                "type": "string",
                "pattern": fact_pattern(&rubrics.dictionary),
                "description": "A fact or block that the finding rests on, such as partners[City of Riverside].delegate",
            },
            "proposal": text("The name of the proposal that it was given for; another one there is not waived"),
            "level": {"enum": levels, "description": "Of a criterion: the least level that it covers; `weak` without, so that what is absent or not known counts"},
            "severity": {"enum": severities, "description": "Of a pattern or sector: the worst severity that it covers; without, the one that the rubrics say"},
            "reason": text("Why it is let pass"),
            "until": date_schema("The last day on which it holds"),
        },
    })
}

/// Yes or no as everywhere, or that quotes alone count.
fn strict() -> Value {
    let mut value =
        yes_no("Give the verdict by facts that have evidence beside them, or by those that quotes speak for");
    if let Some(words) = value["anyOf"][0]["enum"].as_array_mut() {
        words.push(Strict::QUOTES.into());
    }
    value
}

/// A path from the folder of the file that does not lead out of it. That brackets and stars fit, no pattern can say.
fn path(description: &str) -> Value {
    let mut value = text(description);
    value["pattern"] = json!(r"^(?!\s*$|/)(?!([\s\S]*/)?\.\.(/|$))[^\\{]*$");
    value
}

/// A fact or a block, in which the name of a record may stand in brackets behind its list. A number is no name.
fn fact_pattern(dictionary: &Dictionary) -> String {
    let blocks =
        |path: &str| path.match_indices('.').map(|(end, _)| path[..end].to_owned()).collect::<Vec<_>>();
    let mut paths: BTreeSet<String> = dictionary.facts().flat_map(|(_, fact)| blocks(&fact.path)).collect();
    paths.extend(dictionary.facts().map(|(_, fact)| fact.path.clone()));
    let lists = dictionary.lists().iter().map(|list| dictionary.fact(list.fact).path.as_str());
    let of_records = lists.map(|list| {
        let inside: Vec<&str> =
            paths.iter().filter_map(|path| path.strip_prefix(list)?.strip_prefix('.')).collect();
        format!(r"{}\[(?![0-9]+\])[\s\S]*\](\.({}))?", literal(list), literal(&inside.join("|")))
    });
    let all: Vec<String> = paths.iter().map(|path| literal(path)).chain(of_records).collect();
    format!("^({})$", all.join("|"))
}

fn literal(path: &str) -> String {
    path.replace('.', r"\.")
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
