//! JSON Schemas of what [`super::Fields`] reads: each stands for the method of the same name, and takes what that takes.

use serde_json::{Map, Value, json};

/// A text that says something. Nothing is taken for a number or a yes, so that these are texts too.
pub fn text(description: &str) -> Value {
    json!({"type": ["string", "number", "boolean"], "minLength": 1, "description": description})
}

/// `yes` or `no`, in any case.
pub fn yes_no(description: &str) -> Value {
    json!({
        "anyOf": [
            {"enum": [true, false, "yes", "no"]},
            {"type": "string", "pattern": "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"}
        ],
        "description": description
    })
}

/// A list of these.
pub fn list(items: Value, description: &str) -> Value {
    json!({"type": "array", "items": items, "description": description})
}

/// A block of these keys and no others, of which some have to be there.
pub fn block(required: &[&str], keys: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let keys: Map<String, Value> = keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    json!({"type": "object", "required": required, "additionalProperties": false, "properties": keys})
}
