//! The JSON Schema of a proposal, made from the dictionary, for editors and other checkers.
//!
//! It is as strict as the dictionary where JSON Schema can say it (keys, words, shapes) and lenient where it cannot
//! (numbers and dates may be written in several ways).

use serde_json::{Map, Value, json};

use super::dictionary::{Child, Dictionary, Fact, Kind, ListId, NoneMeans, Scope};

/// The schema, JSON Schema draft 2020-12.
pub fn schema(dictionary: &Dictionary) -> Value {
    let mut properties = block(dictionary, Scope::Root, 0);
    properties
        .insert("quorate".into(), json!({"const": 1, "description": "The version of the proposal format."}));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:quorate:proposal:1",
        "title": "A proposed collaboration between sectors",
        "type": "object",
        "required": ["quorate"],
        "properties": properties,
        "additionalProperties": false,
        "$defs": {
            "unknown": {"description": "Not known yet.", "enum": [null, "?", "tbd", "TBD", "unknown", "Unknown", ""]},
            "denied": {"description": "No, or none.", "enum": [false, "no", "No", "none", "None"]},
            "evidence": {
                "description": "Where the facts of this block are shown: files beside the proposal, or URLs.",
                "anyOf": [
                    {"$ref": "#/$defs/pointer"},
                    {"type": "array", "items": {"$ref": "#/$defs/pointer"}}
                ]
            },
            "pointer": {
                "anyOf": [
                    {"type": ["string", "null"]},
                    {
                        "type": "object",
                        "properties": {
                            "file": {"type": "string"},
                            "url": {"type": "string"},
                            "page": {"type": ["string", "integer"]},
                            "date": {"type": ["string", "integer"]},
                            "note": {"type": "string"}
                        },
                        "anyOf": [{"required": ["file"]}, {"required": ["url"]}],
                        "additionalProperties": false
                    }
                ]
            }
        }
    })
}

/// The properties of a block.
fn block(dictionary: &Dictionary, scope: Scope, number: u16) -> Map<String, Value> {
    let mut properties = Map::new();
    for (key, child) in &dictionary.blocks(scope)[number as usize].children {
        let value = match child {
            Child::Block(inner) => {
                let mut properties = block(dictionary, scope, *inner);
                properties.insert("evidence".into(), json!({"$ref": "#/$defs/evidence"}));
                or_nothing(
                    json!({"type": "object", "properties": properties, "additionalProperties": false}),
                    true,
                )
            }
            Child::Fact(id) => {
                let fact = dictionary.fact(*id);
                if let Kind::Records(_) = fact.kind {
                    let complete = json!({
                        "description": format!("Whether the list `{key}` leaves nothing out; yes where it is not said."),
                        "enum": [true, false, "yes", "no"]
                    });
                    properties.insert(format!("{key}_complete"), complete);
                }
                described(or_nothing(of_kind(dictionary, fact), fact.none != NoneMeans::Never), fact)
            }
        };
        properties.insert(key.clone(), value);
    }
    properties
}

/// What a fact takes, or that it is not known, or, where that is an answer, that there is none.
fn or_nothing(schema: Value, deniable: bool) -> Value {
    let mut any = vec![schema, json!({"$ref": "#/$defs/unknown"})];
    if deniable {
        any.push(json!({"$ref": "#/$defs/denied"}));
    }
    json!({"anyOf": any})
}

fn described(mut schema: Value, fact: &Fact) -> Value {
    if let Value::Object(object) = &mut schema {
        let help = fact.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
        object.insert("description".into(), json!(format!("{}{help}", fact.ask)));
        if let Some(example) = &fact.example {
            object.insert("examples".into(), json!([example]));
        }
    }
    schema
}

fn of_kind(dictionary: &Dictionary, fact: &Fact) -> Value {
    let words = || {
        let vocabulary = dictionary.vocabulary(fact);
        let words = vocabulary.map(|v| {
            v.words.iter().map(|w| json!({"const": w.word, "description": w.means})).collect::<Vec<_>>()
        });
        json!({"oneOf": words.unwrap_or_default()})
    };
    let one_or_several = |one: Value| json!({"anyOf": [one, {"type": "array", "items": one}]});
    match fact.kind {
        Kind::Text | Kind::Person => json!({"type": ["string", "number"]}),
        Kind::YesNo => json!({"enum": [true, false, "yes", "no", "true", "false", "Yes", "No"]}),
        Kind::Number => {
            json!({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9][0-9,._  ]*( ?%)?$"}]})
        }
        Kind::Share => {
            json!({"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "pattern": r"^[0-9.]+ ?%?$"}]})
        }
        Kind::Money => {
            json!({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^([A-Z]{3} )?[0-9][0-9,._ ]*( [A-Z]{3})?$"}]})
        }
        Kind::Date => {
            json!({"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}]})
        }
        Kind::Duration => {
            json!({"type": "string", "pattern": r"^[0-9.]+ (years?|months?|weeks?|days?)( [0-9.]+ (years?|months?|weeks?|days?))*$"})
        }
        Kind::Word(_) => words(),
        Kind::Words(_) => one_or_several(words()),
        Kind::Texts | Kind::People => one_or_several(json!({"type": ["string", "number"]})),
        Kind::Records(list) => records(dictionary, list),
    }
}

fn records(dictionary: &Dictionary, list: ListId) -> Value {
    let mut properties = block(dictionary, Scope::Record(list), 0);
    properties.insert("evidence".into(), json!({"$ref": "#/$defs/evidence"}));
    let record = json!({"type": "object", "properties": properties, "additionalProperties": false});
    let item = match dictionary.list(list).key {
        Some(_) => json!({"anyOf": [record, {"type": "string"}]}),
        None => record,
    };
    json!({"type": "array", "items": item})
}
