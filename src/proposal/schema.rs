//! The JSON Schema of a proposal, made from the dictionary, for editors and other checkers.
//!
//! It takes what the reader takes and refuses what the reader refuses: words and patterns come from beside the readers
//! of each kind. A schema sees values and no spelling, so it takes any number that YAML makes of `1e3` or `60.000`; and
//! it cannot see that a fraction such as 6/5 is above one.

use serde_json::{Map, Value, json};

use super::bind::{COMPLETE, NOTES, covered, takes_not_yet};
use super::date::{
    YEARS, date_pattern, duration_pattern, duration_within_pattern, exact_date_pattern, from_start_pattern,
};
use super::dictionary::{Child, Dictionary, Fact, FactId, Kind, ListId, NoneMeans, Scope, Vocabulary};
use super::loose::loose_words;
use super::number::{
    money_pattern, number_pattern, number_within_pattern, share_pattern, share_within_pattern,
};
use super::plain::{from_start_patterns, patterns};
use super::words::{self, Meaning, any_case, as_written, spellings};

/// The schema, JSON Schema draft 2020-12.
pub fn schema(dictionary: &Dictionary) -> Value {
    let mut properties = block(dictionary, Scope::Root, 0);
    properties.insert(NOTES.into(), reference("notes"));
    properties.insert(
        "quorate".into(),
        json!({"enum": [1, "1"], "description": "The version of the proposal format."}),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:quorate:proposal:1",
        "title": "A proposed collaboration between sectors",
        "type": "object",
        "required": ["quorate"],
        "properties": properties,
        "additionalProperties": false,
        "$defs": definitions(dictionary)
    })
}

/// A date as a file that is no proposal has it: in the plain form.
pub fn date_schema(description: &str) -> Value {
    let year = json!({"type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end()});
    json!({"anyOf": [{"type": "string", "pattern": exact_date_pattern()}, year], "description": description})
}

/// What many facts share: the vocabularies, and the ways in which people write each kind.
fn definitions(dictionary: &Dictionary) -> Value {
    let mut definitions = shared();
    for vocabulary in &dictionary.vocabularies {
        definitions[of_words(vocabulary)] = any_of(words_of(vocabulary));
        definitions[of_a_line(vocabulary)] = pattern(on_one_line(vocabulary));
    }
    let forms =
        |patterns: Vec<String>| json!({"anyOf": patterns.into_iter().map(pattern).collect::<Vec<_>>()});
    for (kind, name) in WRITTEN {
        definitions[name] = forms(patterns(kind));
    }
    definitions[FROM_START] = forms(from_start_patterns());
    definitions
}

/// What many facts share. The words that an editor should propose stand first, then every spelling that is read.
fn shared() -> Value {
    let spelt = |meaning| pattern(any_case(spellings(meaning)));
    let [pointer, single] = ["pointer", "single"].map(reference);
    json!({
        "unknown": {
            "description": "Not known yet.",
            "anyOf": [{"enum": [null, "unknown"]}, spelt(Meaning::Unknown)]
        },
        "denied": {
            "description": "No, or none.",
            "anyOf": [{"enum": [false, "no", "none"]}, spelt(Meaning::No), {"type": "array", "maxItems": 0}]
        },
        "yes": {"description": "Yes.", "anyOf": [{"enum": [true, "yes"]}, spelt(Meaning::Yes)]},
        "not-yet": {"description": "Not yet.", "anyOf": [spelt(Meaning::NotYet)]},
        "text": {
            "description": "A text; it cannot be yes or no.",
            "anyOf": [
                {"type": "number"},
                {
                    "type": "string",
                    "not": {"anyOf": [spelt(Meaning::Yes), spelt(Meaning::No), spelt(Meaning::Unknown)]}
                },
                pattern(as_written([words::NORWAY].into_iter()))
            ]
        },
        "notes": {
            "description": "Free text for whoever reads on. No rule reads it.",
            "anyOf": [single, {"type": "array", "items": single}]
        },
        "evidence": {
            "description": "Where the facts of this block are shown: files beside the proposal, or URLs.",
            "anyOf": [pointer, {"type": "array", "items": pointer}]
        },
        "pointer": {
            "anyOf": [
                {"$ref": "#/$defs/single"},
                {
                    "type": "object",
                    "properties": {
                        "file": {"$ref": "#/$defs/single"},
                        "url": {"$ref": "#/$defs/single"},
                        "page": {"$ref": "#/$defs/single"},
                        "date": {"$ref": "#/$defs/single"},
                        "note": {"$ref": "#/$defs/single"},
                        "quote": {
                            "description": "Words of the file, as they stand there; they are looked for.",
                            "type": ["string", "number", "boolean", "null"]
                        },
                        "for": {
                            "description": "The facts of this block that the quote speaks for.",
                            "anyOf": [
                                {"$ref": "#/$defs/single"},
                                {"type": "array", "items": {"$ref": "#/$defs/single"}}
                            ]
                        }
                    },
                    "dependentRequired": {"for": ["quote"]},
                    "anyOf": [{"required": ["file"]}, {"required": ["url"]}],
                    "additionalProperties": false
                }
            ]
        },
        "single": {"type": ["string", "number", "boolean", "null"]}
    })
}

/// The properties of a block.
fn block(dictionary: &Dictionary, scope: Scope, number: u16) -> Map<String, Value> {
    let mut properties = Map::new();
    for (key, child) in &dictionary.blocks(scope)[number as usize].children {
        let value = match child {
            Child::Block(inner) => {
                inner_block(block(dictionary, scope, *inner), evidence(dictionary, scope, *inner))
            }
            Child::Fact(id) => {
                let fact = dictionary.fact(*id);
                if let Kind::Records(_) = fact.kind {
                    properties.insert(format!("{key}{COMPLETE}"), complete(key));
                }
                described(any_of(answers(dictionary, fact)), dictionary, *id)
            }
        };
        properties.insert(key.clone(), value);
    }
    for (key, say) in retired(dictionary, scope, number) {
        let description = format!("Asked no more: {say}.");
        properties.entry(key).or_insert(json!({"deprecated": true, "description": description}));
    }
    properties
}

/// The keys of a block that proposals of an earlier dictionary may still have, each with what to write now.
fn retired(dictionary: &Dictionary, scope: Scope, block: u16) -> impl Iterator<Item = (String, &str)> {
    let around = dictionary.path_of(scope, block, "");
    dictionary.retired().filter_map(move |fact| {
        let inside = match around.as_str() {
            "" => fact.path.as_str(),
            around => fact.path.strip_prefix(around)?.strip_prefix('.')?,
        };
        Some((inside.split('.').next()?.to_owned(), fact.say.as_str()))
    })
}

fn inner_block(mut properties: Map<String, Value>, evidence: Value) -> Value {
    properties.insert("evidence".into(), evidence);
    properties.insert(NOTES.into(), reference("notes"));
    let block = json!({"type": "object", "properties": properties, "additionalProperties": false});
    any_of(vec![block, reference("unknown"), reference("denied")])
}

/// The evidence of a block: what all evidence is, and the facts of this block that a quote can speak for.
fn evidence(dictionary: &Dictionary, scope: Scope, block: u16) -> Value {
    let mut names: Vec<&str> = covered(dictionary, scope, block).flat_map(|(_, names)| names).collect();
    names.sort_unstable();
    names.dedup();
    let one = json!({"enum": names});
    let named = json!({"for": {"anyOf": [one, {"type": "array", "items": one}]}});
    json!({"$ref": "#/$defs/evidence", "properties": named, "items": {"properties": named}})
}

/// The key beside a list that says whether the list leaves nothing out.
fn complete(list: &str) -> Value {
    let no = pattern(any_case(spellings(Meaning::No)));
    json!({
        "description": format!("Whether the list `{list}` leaves nothing out; yes where it is not said."),
        "anyOf": [reference("yes"), {"enum": [false, "no"]}, no, reference("unknown")]
    })
}

/// What a fact takes, or that it is not known, or, where that is an answer, that there is none.
fn answers(dictionary: &Dictionary, fact: &Fact) -> Vec<Value> {
    let mut answers = given(dictionary, fact);
    answers.push(reference("unknown"));
    if fact.none != NoneMeans::Never {
        answers.push(reference("denied"));
        answers.extend(takes_not_yet(dictionary, fact).then(|| reference("not-yet")));
    }
    answers
}

/// The question, what helps to answer it, and the bounds: `check` doubts an answer beyond them and takes it, so they are
/// told and do not constrain.
fn described(mut schema: Value, dictionary: &Dictionary, id: FactId) -> Value {
    let fact = dictionary.fact(id);
    if let Value::Object(object) = &mut schema {
        let help = fact.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
        let bounds: Vec<String> =
            dictionary.bounds().of(id).map(|bound| bound.in_words(dictionary)).collect();
        let bounds = match bounds.is_empty() {
            true => String::new(),
            false => format!(" Expected: {}.", bounds.join(", ")),
        };
        object.insert("description".into(), json!(format!("{}{help}{bounds}", fact.ask)));
        if let Some(example) = &fact.example {
            object.insert("examples".into(), json!([example]));
        }
    }
    schema
}

/// The kinds that people write in more ways than the plain one, and where these ways stand.
const WRITTEN: [(Kind, &str); 6] = [
    (Kind::YesNo, "written-yes"),
    (Kind::Number, "written-number"),
    (Kind::Share, "written-share"),
    (Kind::Money, "written-money"),
    (Kind::Date, "written-date"),
    (Kind::Duration, "written-duration"),
];
/// More than every number that is read: what is beyond is infinite, or no number that anybody means.
const MOST: f64 = 1e30;
const FROM_START: &str = "from-start";

/// The ways in which a fact is given.
fn given(dictionary: &Dictionary, fact: &Fact) -> Vec<Value> {
    let mut ways = plainly_given(dictionary, fact);
    let written = WRITTEN.iter().find(|(kind, _)| *kind == fact.kind);
    ways.extend(written.map(|(_, name)| reference(name)));
    ways.extend((fact.kind == Kind::Date && !fact.origin).then(|| reference(FROM_START)));
    ways
}

/// The ways in which a fact is given in its plain form, and words by all their names.
fn plainly_given(dictionary: &Dictionary, fact: &Fact) -> Vec<Value> {
    let words = dictionary.vocabulary(fact);
    let vocabulary = || words.map(|words| vec![reference(&of_words(words))]).unwrap_or_default();
    match fact.kind {
        Kind::Text | Kind::Person => vec![reference("text")],
        Kind::YesNo => vec![reference("yes")],
        Kind::Number => {
            vec![
                json!({"type": "number", "minimum": -MOST, "maximum": MOST}),
                pattern(number_pattern()),
                pattern(number_within_pattern()),
            ]
        }
        Kind::Share => vec![
            json!({"type": "number", "minimum": 0, "maximum": 1}),
            pattern(share_pattern()),
            pattern(share_within_pattern()),
        ],
        Kind::Money => {
            vec![json!({"type": "number", "minimum": 0, "maximum": MOST}), pattern(money_pattern())]
        }
        Kind::Date => {
            let from = dictionary.origin().map(|origin| dictionary.fact(origin)).filter(|_| !fact.origin);
            let year = json!({"type": "integer", "minimum": YEARS.start(), "maximum": YEARS.end()});
            let dates = [date_pattern()].into_iter().chain(from.map(|start| from_start_pattern(start.key())));
            [year].into_iter().chain(dates.map(pattern)).collect()
        }
        Kind::Duration => vec![pattern(duration_pattern()), pattern(duration_within_pattern())],
        Kind::Word(_) => vocabulary(),
        Kind::Words(_) => {
            let mut ways = one_or_several(vocabulary());
            ways.extend(words.map(|words| reference(&of_a_line(words))));
            ways
        }
        Kind::Texts | Kind::People => one_or_several(vec![reference("text")]),
        Kind::Records(list) => vec![records(dictionary, list)],
    }
}

/// Where the words of a vocabulary stand.
fn of_words(vocabulary: &Vocabulary) -> String {
    format!("word-{}", vocabulary.name.replace(' ', "-"))
}

/// Where it stands how several of its words are written on a line.
fn of_a_line(vocabulary: &Vocabulary) -> String {
    format!("words-{}", vocabulary.name.replace(' ', "-"))
}

/// Each word with its meaning, and all of them once more with any white space.
fn words_of(vocabulary: &Vocabulary) -> Vec<Value> {
    let words = vocabulary.words.iter().map(|w| json!({"const": w.word, "description": w.means}));
    let [loose, _] = loose_words(vocabulary.names());
    words.chain([pattern(as_written(vocabulary.texts())), pattern(loose)]).collect()
}

/// Several words on one line.
fn on_one_line(vocabulary: &Vocabulary) -> String {
    let [_, several] = loose_words(vocabulary.names());
    several
}

/// One value or a list of several, of which some may not be known.
fn one_or_several(mut one: Vec<Value>) -> Vec<Value> {
    let items: Vec<Value> = one.iter().cloned().chain([reference("unknown")]).collect();
    one.push(json!({"type": "array", "items": any_of(items), "minItems": 1}));
    one
}

fn records(dictionary: &Dictionary, list: ListId) -> Value {
    let mut properties = block(dictionary, Scope::Record(list), 0);
    properties.insert("evidence".into(), evidence(dictionary, Scope::Record(list), 0));
    properties.insert(NOTES.into(), reference("notes"));
    let record = json!({"type": "object", "properties": properties, "additionalProperties": false});
    let name = dictionary.list(list).key.map(|key| given(dictionary, dictionary.fact(key)));
    let items: Vec<Value> =
        [record, reference("unknown")].into_iter().chain(name.into_iter().flatten()).collect();
    json!({"type": "array", "items": any_of(items), "minItems": 1})
}

fn any_of(schemas: Vec<Value>) -> Value {
    json!({"anyOf": schemas})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn pattern(pattern: String) -> Value {
    json!({"type": "string", "pattern": pattern})
}
