//! Proposals as trees that can be altered: read from files, with answers taken away, replaced or added.

#![allow(dead_code, reason = "each test uses its part")]

use quorate::document::{Node, Value};

use super::generator::Yaml;

/// What a file holds, every scalar in quotes where it needs them.
pub fn tree(node: &Node) -> Yaml {
    match &node.value {
        Value::Scalar(scalar) => Yaml::Scalar(match scalar.text.contains(['"', '\\', '\n']) {
            true => format!("'{}'", scalar.text.replace('\'', "''").replace('\n', " ")),
            false if scalar.text.is_empty() => String::new(),
            false => format!("\"{}\"", scalar.text),
        }),
        Value::List(items) => Yaml::List(items.iter().map(tree).collect()),
        Value::Map(entries) => {
            Yaml::Map(entries.iter().map(|entry| (entry.key.text.to_string(), tree(&entry.value))).collect())
        }
    }
}

/// Every scalar that can be taken away, as the keys and numbers that lead to it.
pub fn scalars(yaml: &Yaml) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    collect_scalars(yaml, &mut Vec::new(), &mut found);
    found
}

fn collect_scalars(yaml: &Yaml, route: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    let children: Vec<(Option<&String>, &Yaml)> = match yaml {
        Yaml::Scalar(_) => return,
        Yaml::List(items) => items.iter().map(|item| (None, item)).collect(),
        Yaml::Map(entries) => entries.iter().map(|(key, value)| (Some(key), value)).collect(),
    };
    for (number, (key, value)) in children.into_iter().enumerate() {
        route.push(number);
        // The stage decides what is due, whether a list is complete is no answer, and marker and evidence are no facts.
        let apart = |key: &String| {
            ["quorate", "stage", "evidence"].contains(&key.as_str()) || key.ends_with("_complete")
        };
        let is_answer = match value {
            Yaml::Scalar(_) => true,
            Yaml::List(items) => {
                !items.is_empty() && items.iter().all(|item| matches!(item, Yaml::Scalar(_)))
            }
            Yaml::Map(_) => false,
        };
        if key.is_some_and(|key| !apart(key)) && is_answer {
            found.push(route.clone());
        }
        collect_scalars(value, route, found);
        route.pop();
    }
}

/// Takes what stands at the end of a route away, with its key.
pub fn remove(yaml: &mut Yaml, route: &[usize]) {
    match (yaml, route) {
        (Yaml::Map(entries), [last]) => {
            entries.remove(*last);
        }
        (Yaml::Map(entries), [first, rest @ ..]) => remove(&mut entries[*first].1, rest),
        (Yaml::List(items), [first, rest @ ..]) => remove(&mut items[*first], rest),
        _ => {}
    }
}

/// What stands at the end of a route.
pub fn at<'y>(yaml: &'y mut Yaml, route: &[usize]) -> Option<&'y mut Yaml> {
    match (yaml, route) {
        (yaml, []) => Some(yaml),
        (Yaml::Map(entries), [first, rest @ ..]) => at(&mut entries.get_mut(*first)?.1, rest),
        (Yaml::List(items), [first, rest @ ..]) => at(items.get_mut(*first)?, rest),
        (Yaml::Scalar(_), _) => None,
    }
}

/// What stands at a path of keys such as `partners`.
pub fn at_path<'y>(yaml: &'y mut Yaml, path: &[&str]) -> Option<&'y mut Yaml> {
    match (yaml, path) {
        (yaml, []) => Some(yaml),
        (Yaml::Map(entries), [first, rest @ ..]) => {
            at_path(&mut entries.iter_mut().find(|(key, _)| key == first)?.1, rest)
        }
        _ => None,
    }
}

/// Puts a value at a path of keys, with the blocks that lead there.
pub fn put(yaml: &mut Yaml, path: &[&str], value: Yaml) {
    let (Yaml::Map(entries), [first, rest @ ..]) = (yaml, path) else { return };
    let place = entries.iter().position(|(key, _)| key == first);
    let place = place.unwrap_or_else(|| {
        entries.push(((*first).to_owned(), Yaml::Map(Vec::new())));
        entries.len() - 1
    });
    if rest.is_empty() {
        entries[place].1 = value;
    } else {
        if !matches!(entries[place].1, Yaml::Map(_)) {
            entries[place].1 = Yaml::Map(Vec::new());
        }
        put(&mut entries[place].1, rest, value);
    }
}
