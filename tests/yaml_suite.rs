//! The cases of the YAML test suite: each is read without a panic, every place lies inside the text, and what is read is what
//! the suite says. What this reader refuses though it is YAML, or takes though it is none, stands in a table with its reason;
//! so does where `yaml_serde`, the reader of the other tests, differs from the suite and from us.

use std::collections::{BTreeMap, HashMap};

use quorate::document::{self, Limits, Node, ProblemKind, Span, Stream, Value};
use serde::Deserialize;

/// A case of the suite.
#[derive(Deserialize)]
struct Case {
    id: String,
    yaml: String,
    /// The events that a parser gives.
    tree: String,
    /// It is no YAML.
    #[serde(default)]
    fail: bool,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("yaml-suite/cases.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).expect("a case")).collect()
}

/// A value without its places, and without its style.
#[derive(Debug, Clone, PartialEq)]
enum Plain {
    Scalar(String),
    List(Vec<Plain>),
    Map(Vec<(Plain, Plain)>),
}

/// What we read.
fn ours(node: &Node) -> Plain {
    match &node.value {
        Value::Scalar(scalar) => Plain::Scalar(scalar.text.to_string()),
        Value::List(items) => Plain::List(items.iter().map(ours).collect()),
        Value::Map(entries) => Plain::Map(
            (entries.iter())
                .map(|entry| (Plain::Scalar(entry.key.text.to_string()), ours(&entry.value)))
                .collect(),
        ),
    }
}

/// The documents that the events of a case make, each alias replaced by what it stands for.
fn theirs(tree: &str) -> Vec<Plain> {
    let mut documents = Vec::new();
    let mut anchors = HashMap::new();
    let mut lines = tree.lines().map(str::trim_start).peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("+DOC") {
            anchors.clear();
            documents.push(value(lines.next().expect("a value"), &mut lines, &mut anchors));
        }
    }
    documents
}

fn value<'t>(
    line: &'t str,
    lines: &mut std::iter::Peekable<impl Iterator<Item = &'t str>>,
    anchors: &mut HashMap<String, Plain>,
) -> Plain {
    if let Some(name) = line.strip_prefix("=ALI *") {
        return anchors.get(name).cloned().expect("an anchor");
    }
    let (kind, mut rest) = line.split_at(4);
    rest = rest.trim_start();
    for flow in ["[]", "{}"] {
        rest = rest.strip_prefix(flow).unwrap_or(rest).trim_start();
    }
    let mut anchor = None;
    if let Some(named) = rest.strip_prefix('&') {
        let (name, behind) = named.split_once(' ').unwrap_or((named, ""));
        (anchor, rest) = (Some(name.to_owned()), behind);
    }
    if rest.starts_with('<') {
        rest = rest.split_once("> ").map_or("", |(_, behind)| behind);
    }
    let mut until = |end: &str| {
        let mut items = Vec::new();
        loop {
            match lines.next().expect("an end") {
                line if line == end => return items,
                line => items.push(value(line, lines, anchors)),
            }
        }
    };
    let value = match kind {
        "=VAL" => Plain::Scalar(unescaped(rest.get(1..).unwrap_or_default())),
        "+SEQ" => Plain::List(until("-SEQ")),
        _ => {
            let mut items = until("-MAP").into_iter();
            let mut entries = Vec::new();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                entries.push((key, value));
            }
            Plain::Map(entries)
        }
    };
    if let Some(anchor) = anchor {
        anchors.insert(anchor, value.clone());
    }
    value
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match (c, c == '\\') {
            (_, true) => out.push(match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some('b') => '\u{8}',
                Some(other) => other,
                None => '\\',
            }),
            (c, false) => out.push(c),
        }
    }
    out
}

fn assert_inside(text: &str, span: Span, what: &str, id: &str) {
    let lines: Vec<&str> = text.split('\n').collect();
    let is_inside = span.start <= span.end && span.end as usize <= text.len();
    assert!(is_inside, "{id}: {what}: {span:?} of {} bytes", text.len());
    assert!(
        text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize),
        "{id}: {what}"
    );
    let line = lines.get(span.line as usize - 1);
    let columns = line.map(|line| line.chars().count() + 1);
    assert!(
        columns.is_some_and(|columns| (1..=columns).contains(&(span.column as usize))),
        "{id}: {what}: {span:?}"
    );
}

fn assert_nodes_inside(text: &str, node: &Node, id: &str) {
    assert_inside(text, node.span, "a value", id);
    match &node.value {
        Value::Scalar(_) => {}
        Value::List(items) => items.iter().for_each(|item| assert_nodes_inside(text, item, id)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            assert_inside(text, entry.key.span, "a key", id);
            assert_nodes_inside(text, &entry.value, id);
        }),
    }
}

fn read(yaml: &str) -> Stream {
    document::parse(yaml, &Limits::default())
}

#[test]
fn every_place_lies_inside_the_text() {
    for case in cases() {
        let stream = read(&case.yaml);
        stream
            .documents
            .iter()
            .for_each(|document| assert_nodes_inside(&case.yaml, &document.root, &case.id));
        for problem in &stream.problems {
            assert_inside(&case.yaml, problem.span, &problem.message, &case.id);
        }
    }
}

#[test]
fn every_beginning_of_a_case_is_read_with_places_inside_it() {
    for case in cases() {
        let ends = case.yaml.char_indices().map(|(end, _)| end);
        for end in ends {
            // Also as it is on Windows, and with a byte order mark.
            let begun = &case.yaml[..end];
            for text in [begun.to_owned(), begun.replace('\n', "\r\n"), format!("\u{feff}{begun}")] {
                let stream = read(&text);
                stream
                    .documents
                    .iter()
                    .for_each(|document| assert_nodes_inside(&text, &document.root, &case.id));
                for problem in &stream.problems {
                    assert_inside(&text, problem.span, &problem.message, &case.id);
                }
            }
        }
    }
}

/// The first error of a text, if it has one.
fn error(stream: &Stream) -> Option<&str> {
    stream.problems.iter().find(|problem| problem.kind == ProblemKind::Error).map(|problem| &*problem.message)
}

/// What is refused though it is YAML: what the message says, in how many cases, and why.
const REFUSED: &[(&str, usize, &str)] = &[
    ("a key is missing before this colon", 13, "a proposal has no keys of nothing: a word was forgotten"),
    ("cannot be a key", 14, "the keys of a proposal are words of the dictionary"),
    ("has no meaning here", 16, "a tag would change what a value is, and no schema sees it"),
    ("the file is empty", 5, "nothing to assess is an error"),
];

/// What is taken though it is no YAML, and why.
const TAKEN: &[(&str, &str)] =
    &[("9C9N", "a list in brackets goes on at the margin: nothing in it can be meant otherwise")];

#[test]
fn what_is_read_is_what_the_suite_says_and_what_is_refused_is_listed() {
    let (mut apart, mut refused, mut taken) = (Vec::new(), BTreeMap::new(), Vec::new());
    for case in cases() {
        let stream = read(&case.yaml);
        match (error(&stream), case.fail) {
            (Some(_), true) => {}
            (Some(message), false) => match REFUSED.iter().find(|(part, ..)| message.contains(part)) {
                Some((part, ..)) => *refused.entry(*part).or_insert(0) += 1,
                None => apart.push(format!("{}: refused: {message}", case.id)),
            },
            (None, true) => taken.push(case.id),
            (None, false) => {
                let read: Vec<Plain> = stream.documents.iter().map(|document| ours(&document.root)).collect();
                let said = theirs(&case.tree);
                if read != said {
                    apart.push(format!("{}: read as {read:?}, not {said:?}", case.id));
                }
            }
        }
    }
    assert!(apart.is_empty(), "{}", apart.join("\n"));
    assert_eq!(refused, REFUSED.iter().map(|(part, times, _)| (*part, *times)).collect());
    assert_eq!(taken, TAKEN.iter().map(|(id, _)| *id).collect::<Vec<_>>());
}

/// Whether the second reader has the same value, its numbers and words for yes, no and nothing aside: we keep the text.
fn is_alike(ours: &Plain, theirs: &serde_yaml::Value) -> bool {
    use serde_yaml::Value as Their;
    match (ours, theirs) {
        (Plain::Scalar(text), Their::String(said)) => text == said,
        (Plain::Scalar(_), Their::Null | Their::Bool(_) | Their::Number(_)) => true,
        (Plain::List(items), Their::Sequence(said)) => {
            items.len() == said.len() && items.iter().zip(said).all(|(one, said)| is_alike(one, said))
        }
        (Plain::Map(entries), Their::Mapping(said)) => {
            entries.len() == said.len()
                && (entries.iter().zip(said))
                    .all(|((key, one), (said_key, said))| is_alike(key, said_key) && is_alike(one, said))
        }
        _ => false,
    }
}

/// Where the second reader differs from us: what is said of it, in how many cases, and why. In each the suite is with us.
/// `libyaml`, on which it stands, reads YAML 1.1.
const SECOND_READER: &[(&str, usize, &str)] = &[
    ("it takes what is no YAML", 15, "it is lax about comments and markers in the middle of a value"),
    ("directive", 5, "it knows the directives of YAML 1.1 alone"),
    ("incompatible YAML document", 1, "it refuses a document that says it is of another version"),
    ("tab", 5, "it takes no tab where YAML 1.2 does"),
    ("cannot start any token", 7, "it takes no tab between tokens"),
    ("flow", 13, "it reads a colon or a question mark in brackets as YAML 1.1 has it"),
    ("':'", 1, "it takes no colon at the beginning of a plain text"),
    ("mapping values", 1, "it takes no colon in the name of an anchor"),
    ("scanning an anchor", 2, "it takes letters of ASCII alone in the name of an anchor"),
    ("<document start>", 4, "it takes no comment or marker there"),
    ("TaggedValue", 4, "it keeps the tag `!`, which only says that a value is a text"),
    ("it reads", 5, "a question mark, an anchor or the end of a block text is read as YAML 1.1 has it"),
];

#[test]
fn where_the_second_reader_differs_the_suite_is_with_us() {
    let (mut apart, mut known) = (Vec::new(), BTreeMap::new());
    for case in cases() {
        let stream = read(&case.yaml);
        let documents: Result<Vec<serde_yaml::Value>, _> =
            serde_yaml::Deserializer::from_str(&case.yaml).map(serde_yaml::Value::deserialize).collect();
        let difference = match (error(&stream), documents) {
            (Some(_), Err(_)) => continue,
            (Some(_), Ok(_)) if !case.fail => continue,
            (Some(_), Ok(_)) => "it takes what is no YAML".to_owned(),
            (None, Err(why)) => format!("it refuses: {why}"),
            (None, Ok(said)) => {
                let read: Vec<Plain> = stream.documents.iter().map(|document| ours(&document.root)).collect();
                let is_same =
                    read.len() == said.len() && read.iter().zip(&said).all(|(one, said)| is_alike(one, said));
                if is_same {
                    continue;
                }
                format!("it reads {said:?}, we read {read:?}")
            }
        };
        match SECOND_READER.iter().find(|(part, ..)| difference.contains(part)) {
            Some((part, ..)) => *known.entry(*part).or_insert(0) += 1,
            None => apart.push(format!("{}: {difference}", case.id)),
        }
    }
    assert!(apart.is_empty(), "{}", apart.join("\n"));
    assert_eq!(known, SECOND_READER.iter().map(|(part, times, _)| (*part, *times)).collect());
}
