//! The keys of `.quorate.yaml`.

use quorate::policy;
use quorate::rubric::Rubrics;
use quorate::text;

use super::markdown::row;

/// The keys of `.quorate.yaml` as a table, from its schema.
pub fn keys(rubrics: &Rubrics) -> String {
    let schema = policy::schema(rubrics);
    let waiver = &schema["properties"]["waivers"]["items"]["properties"];
    let mut table = "| key | value | means |\n| --- | --- | --- |\n".to_owned();
    for (prefix, keys) in [("", &schema["properties"]), ("waivers[].", waiver)] {
        for (key, value) in keys.as_object().into_iter().flatten() {
            let means = value["description"].as_str().unwrap_or_default();
            table += &row([format!("`{prefix}{key}`"), allowed(value), means.to_owned()]);
        }
    }
    table
}

/// What a key of a schema takes, in words.
fn allowed(schema: &serde_json::Value) -> String {
    /// More than these are not listed.
    const FEW: usize = 8;
    const AN_ID: &str = "community/part";
    let words = |value: &serde_json::Value| match value.as_str() {
        Some(word) => format!("`{word}`"),
        None => format!("`{value}`"),
    };
    // The first way to write it is the one to propose.
    let schema = if schema["anyOf"].is_array() { &schema["anyOf"][0] } else { schema };
    match (&schema["enum"], schema["type"].as_str()) {
        (serde_json::Value::Array(all), _) if all.len() <= FEW => {
            text::join(&all.iter().map(words).collect::<Vec<_>>(), "or")
        }
        (serde_json::Value::Array(all), _) if all.iter().any(|id| id == AN_ID) => {
            format!("an id, such as `{AN_ID}`")
        }
        (serde_json::Value::Array(all), _) => {
            format!("one of {} names, such as {}", all.len(), words(&all[0]))
        }
        (_, Some("object")) => {
            let values = allowed(&schema["additionalProperties"]);
            format!("ids, each with {values}")
        }
        (_, Some("integer")) => format!("{} to {}", schema["minimum"], schema["maximum"]),
        (_, Some("array")) => "a list".to_owned(),
        (_, Some(_)) => "a text".to_owned(),
        (_, None) if schema["type"].is_array() => "a text".to_owned(),
        (_, None) => words(&schema["const"]),
    }
}
