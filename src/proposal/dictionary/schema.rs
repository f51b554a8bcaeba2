//! The JSON Schema of a dictionary, `facts.yaml`: its keys and the words that they take. That paths fit together, that no
//! fact is there twice and that a bound is of the kind of its fact, no schema can say: `rubric check` does.

use serde_json::{Value, json};

use super::{KINDS, NAMES, NONE_MEANS};
use crate::document::shape::{block, list, text, yes_no};

/// The schema.
pub fn dictionary_schema() -> Value {
    let lists = [
        ("vocabularies", list(vocabulary(), "The words that facts take")),
        ("facts", list(fact(), "Every fact that a proposal can state")),
        ("retired", list(retired(), "What is asked no more, and what to write now")),
        ("bounds", list(bound(), "What an answer can hardly be")),
        ("unbounded", list(unbounded(), "Why a fact has no bounds")),
    ];
    let mut schema = block(&[], lists);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "A dictionary of facts for quorate".into();
    schema
}

fn vocabulary() -> Value {
    let word = block(
        &["word", "means"],
        [
            ("word", text("As it is written in a proposal")),
            ("means", text("What it means")),
            ("also", list(text("Another word for it"), "Other words that people use for it")),
            ("says", text("What is said of whatever has it, verb first")),
        ],
    );
    let unclear = block(
        &["word"],
        [
            ("word", text("A word that may mean several")),
            ("may_be", list(text("A word of the vocabulary"), "The words that it may mean")),
        ],
    );
    block(
        &["name"],
        [
            ("name", text("Its name")),
            ("ordered", yes_no("Its words go from least to most")),
            ("words", list(word, "At most 64")),
            ("unclear", list(unclear, "Words that are answered with all that they may mean")),
        ],
    )
}

fn fact() -> Value {
    block(
        &["path", "kind", "label", "ask"],
        [
            ("path", text("Where it stands in a proposal")),
            ("kind", one_of(KINDS.iter().map(|(word, _)| *word), "What kind of answer it takes")),
            ("words", json!({"description": "The vocabulary, of a fact that takes words"})),
            ("item", text("Of a list: the noun for one record")),
            ("key", text("Of a list: the field that a plain text fills")),
            ("quoted", yes_no("Of a list: what its records are called is a sentence and no name")),
            ("none", one_of(NONE_MEANS.iter().map(|(word, _)| *word), "What the answer `none` says")),
            ("evident_below", json!({"description": "Below this word an answer needs no evidence"})),
            ("label", text("A noun phrase for sentences")),
            ("ask", text("The question that asks for it")),
            ("help", text("What else helps to answer")),
            ("example", text("An answer, as it would be typed")),
            ("self_evident", yes_no("It needs no evidence")),
            ("mostly_one", yes_no("It takes several words, and nearly always has one")),
            ("for_readers", yes_no("No rule reads it")),
            ("names", one_of(NAMES.iter().map(|(word, _)| *word), "Whether it is the name of somebody")),
            ("origin", yes_no("Other dates are said from it")),
            ("counted_in", json!({"description": "The text that may lead with this number"})),
            ("subject", text("What the sentence is about")),
            ("says", text("What is said of it, verb first")),
            ("lacks", text("What is true where the answer is `none`")),
            ("behind", text("What can be put behind the noun")),
            ("ends", text("What ends when this length of time has gone by")),
        ],
    )
}

fn retired() -> Value {
    block(&["path", "say"], [("path", text("Its path")), ("say", text("What to write now"))])
}

fn bound() -> Value {
    let other = block(&["fact"], [("fact", text("A fact of the same record, or of the proposal itself"))]);
    let value = json!({"type": ["string", "number"], "minLength": 1});
    let mark = |what: &str| json!({"anyOf": [value, other], "description": what});
    let mut bound = block(
        &["of", "odd", "do"],
        [
            ("of", list(text("The path of a fact"), "The facts")),
            ("at_least", mark("As much as this, or as late, or more")),
            ("at_most", mark("As much as this, or as early, or less")),
            ("differs_from", other.clone()),
            ("whole", yes_no("A whole number")),
            ("odd", text("Why an answer beyond is odd")),
            ("do", text("What to do")),
        ],
    );
    let keys = ["at_least", "at_most", "differs_from", "whole"];
    bound["anyOf"] = keys.iter().map(|key| json!({"required": [key]})).collect();
    bound
}

fn unbounded() -> Value {
    let because = ("because", text("Why they have no bounds"));
    block(&["of", "because"], [("of", list(text("The path of a fact"), "The facts")), because])
}

fn one_of<'w>(words: impl Iterator<Item = &'w str>, description: &str) -> Value {
    json!({"enum": words.collect::<Vec<_>>(), "description": description})
}
