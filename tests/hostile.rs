//! Text of strangers in every field, in names of files and in what is wrong with them: inert in every format for machines.

#[path = "support/evaluated.rs"]
mod evaluated;
#[path = "support/generator.rs"]
mod generator;
#[path = "support/program.rs"]
mod program;
#[path = "support/xml.rs"]
mod xml;

use std::collections::BTreeSet;
use std::fs;

use generator::{Generator, Taste};
use program::{Ran, quorate, run};
use quorate::report::github::Github;
use quorate::report::junit::Junit;
use quorate::report::problems::{is_control, visible};
use quorate::report::sarif::Sarif;
use serde_json::Value;
use tempfile::TempDir;
use xml::Element;

/// As they are written in YAML.
const HOSTILE: &[&str] = &[
    r#""<script>alert(1)</script>""#,
    r#""[see](javascript:alert(1)) and ](javascript:x)""#,
    r#""=HYPERLINK(\"http://example.org\")""#,
    r#""::error file=x,line=1::owned""#,
    r#""a\n::error::b\r\n::stop-commands::c""#,
    r#""a%0A::error::b""#,
    r###""##[error]d :::warning::e""###,
    r#""\e[31mred \x9b2J \x01 \x7f""#,
    r#""\u202Ereversed \u2066 \u2028 \u200b""#,
    r#""]]><testcase name='x'/>&lt;&amp;""#,
    r#""{0} {{1}} \\[x](1)""#,
    r#""\uFFFE \uFFFF""#,
];

/// What a name of a file may be where names may be anything.
const NAME: &str = if cfg!(unix) { "a,b=[x](y)::error::<&'\"> %0A\u{202e}.yaml" } else { "a,b=[x](y).yaml" };

/// A folder with proposals in which every text is hostile, and one file that is broken in hostile words.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let taste = Taste { stated: 90, denied: 5, evidenced: 0 };
    let mut generator = Generator::new(&evaluated::RUBRICS.dictionary, 11, taste);
    (generator.texts, generator.names) = (HOSTILE, HOSTILE);
    let names = (0..8).map(|number| format!("p{number}.yaml")).chain([NAME.to_owned()]);
    for name in names {
        fs::write(folder.path().join(name), generator.proposal().text()).expect("written");
    }
    let keys: String = HOSTILE.iter().map(|word| format!("{word}: 1\n")).collect();
    let values: String = HOSTILE.iter().map(|word| format!("  - {{name: x, sector: {word}}}\n")).collect();
    fs::write(folder.path().join("z.yaml"), format!("quorate: 1\n{keys}partners:\n{values}"))
        .expect("written");
    folder
}

/// The report on the folder, with gates that fail.
fn report(folder: &TempDir, format: &str) -> String {
    let ran = assessed(folder, format, ".");
    assert_eq!(ran.code, 2, "one file is broken on purpose: {}", ran.err);
    ran.out
}

fn assessed(folder: &TempDir, format: &str, path: &str) -> Ran {
    let gates = ["--fail-under=99", "--fail-on=medium", "--require=community/part=strong"];
    let arguments = ["assess", "--as-of", "2026-11-22", "--format", format, path];
    run(quorate(folder).args(arguments).args(gates))
}

#[track_caller]
fn assert_no_controls(text: &str) {
    assert_eq!(text.chars().find(|c| *c != '\n' && is_control(*c)), None, "{text:?}");
}

#[test]
fn the_folder_is_as_hostile_as_it_looks() {
    let report: Value = serde_json::from_str(&report(&folder(), "json")).expect("JSON");
    let assessments = report["assessments"].as_array().expect("a list");
    assert_eq!(assessments.len(), 9, "{}", report["problems"]);
    let said = report.to_string();
    for words in
        ["<script>", "](javascript:", "=HYPERLINK(", "::error::", "\\u001b[", "\u{202e}", "]]>", "{0}"]
    {
        assert!(said.contains(words), "{words}");
    }
}

/// Every text under `message`, wherever it stands.
fn messages<'a>(value: &'a Value, into: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| match member["text"].as_str() {
            Some(text) if key == "message" => into.push(text),
            _ => messages(member, into),
        }),
        Value::Array(items) => items.iter().for_each(|item| messages(item, into)),
        _ => {}
    }
}

/// A message as a viewer shows it. Nothing in it is a link or a placeholder.
#[track_caller]
fn shown(message: &str) -> String {
    let mut letters = message.chars();
    let mut out = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            '{' | '}' => {
                assert_eq!(letters.next(), Some(letter), "a placeholder in {message}");
                out.push(letter);
            }
            _ => {
                assert!(letter != '[' && letter != ']', "a link in {message}");
                out.push(letter);
            }
        }
    }
    out
}

#[test]
fn sarif_shows_it_as_text() {
    let report: Value = serde_json::from_str(&report(&folder(), "sarif")).expect("JSON");
    let results = &report["runs"][0]["results"];
    let mut found = Vec::new();
    messages(results, &mut found);
    assert!(found.len() > 100);
    let all: String = found.iter().map(|message| shown(message)).collect();
    assert_no_controls(&all);
    for words in ["<script>", "[see](javascript:", "::error::b", "␛[31m", "]]>"] {
        assert!(all.contains(words), "{words} is not said at all");
    }
    let addresses: BTreeSet<&str> = (results.as_array().expect("a list").iter())
        .filter_map(|r| r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str())
        .collect();
    let harmless = |c: char| c.is_ascii_alphanumeric() || "-._~%".contains(c);
    assert_eq!(addresses.len(), 10);
    assert!(addresses.iter().all(|address| address.chars().all(harmless)), "{addresses:?}");
}

#[test]
fn sarif_has_nothing_of_a_proposal_in_its_rules() {
    let rules = |report: &str| {
        let report: Value = serde_json::from_str(report).expect("JSON");
        report["runs"][0]["tool"].clone()
    };
    let harmless =
        evaluated::rendered(Sarif::new(&evaluated::RUN, &evaluated::TABLES), &evaluated::evaluated());
    assert_eq!(rules(&report(&folder(), "sarif")), rules(&harmless));
}

/// Every element under one, itself among them.
fn all<'a>(element: &'a Element, into: &mut Vec<&'a Element>) {
    into.push(element);
    element.children.iter().for_each(|child| all(child, into));
}

#[test]
fn junit_shows_it_as_text() {
    let root = xml::read(&report(&folder(), "junit"));
    let mut elements = Vec::new();
    all(&root, &mut elements);
    let names: BTreeSet<&str> = elements.iter().map(|element| element.name.as_str()).collect();
    let known = ["testsuites", "testsuite", "properties", "property", "testcase"];
    let known = [&known[..], &["failure", "error", "skipped", "system-out"]].concat();
    assert_eq!(names, known.into_iter().collect());
    for element in &elements {
        assert_no_controls(&element.text);
        element.attributes.iter().for_each(|(_, value)| assert_no_controls(value));
    }
    let said: String = elements.iter().map(|element| element.text.as_str()).collect();
    for words in ["<script>", "]]><testcase name='x'/>&lt;", "::error::b", "␛[31m", "\\u{fffe}"] {
        assert!(said.contains(words), "{words} is not said at all");
    }
    let files: BTreeSet<&str> = root.children.iter().map(|suite| suite.attribute("file")).collect();
    assert_eq!(files.len(), 10);
    assert!(files.contains(&*visible(NAME)), "{files:?}");
}

#[test]
fn github_takes_no_command_from_it() {
    let folder = folder();
    // Of each run only the worst are shown.
    let of_each = (0..8).map(|number| assessed(&folder, "github", &format!("p{number}.yaml")).out);
    let report: String = of_each.chain([report(&folder, "github")]).collect();
    assert_no_controls(&report);
    for words in ["\\u{202e}", "]]>", "%250A::error::b"] {
        assert!(report.contains(words), "{words} is not said at all");
    }
    for line in report.lines() {
        let (head, _) = line[2..].split_once("::").expect("a command");
        let (command, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let keys: Vec<&str> = properties.split(',').filter_map(|pair| pair.split('=').next()).collect();
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        let of_the_rest = keys == ["title"] && head.contains(" more are not shown here");
        assert!(of_the_rest || keys == known || keys == [&known[..4], &known[5..]].concat(), "{line}");
    }
}

#[test]
fn a_reason_for_a_waiver_is_as_inert() {
    let evaluated = evaluated::evaluated();
    let root = xml::read(&evaluated::rendered(Junit::new(&evaluated::TABLES), &evaluated));
    let mut elements = Vec::new();
    all(&root, &mut elements);
    assert!(elements.iter().any(|e| e.text.contains("[here](javascript:x) ]]>␊::error::")));
    let commands = evaluated::rendered(Github::new(&evaluated::TABLES), &evaluated);
    let is_command = |line: &str| line.starts_with("::") && line.contains(" file=");
    let lines: Vec<&str> = commands.lines().collect();
    assert!(lines.iter().rev().skip(1).all(|line| is_command(line)), "{commands}");
    for aside in ["aived", "n the baseline, does not count", "javascript"] {
        assert!(!commands.contains(aside), "what does not count is left out: {commands}");
    }
}

#[test]
fn a_screen_in_a_log_is_no_command() {
    let folder = folder();
    // Which texts the others have is left to chance; the name of this one is shown for certain.
    let named = "quorate: 1\nname: \"::error file=a,line=1::x ##[error]y\"\n";
    fs::write(folder.path().join("named.yaml"), named).expect("written");
    for (paths, is_named) in [("named.yaml", true), ("p0.yaml", false), (".", true)] {
        let mut command = quorate(&folder);
        let ran = run(command.args(["assess", "--as-of", "2026-11-22", "--detail", paths]));
        assert!(ran.out.contains(": :error") || !is_named, "it is said: {}", ran.out);
        for line in ran.out.lines() {
            assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{line}");
        }
    }
}
