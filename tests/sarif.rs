//! Reports in SARIF: they keep to the schema of OASIS, explain each rule, and know a finding again.

#[path = "support/evaluated.rs"]
mod evaluated;
#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use program::{Ran, quorate, run};
use quorate::report::sarif::Sarif;
use quorate::rubric::Rubrics;
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Gates that fail by score, verdict, level and finding.
const GATES: [&str; 9] = [
    "--fail-under",
    "60",
    "--min-verdict",
    "ready",
    "--require",
    "community/part=strong",
    "--fail-on",
    "medium",
    "--unknown=fails",
];

fn assess(folder: &Path, arguments: &[&str]) -> Ran {
    run(quorate(&folder).args(["assess", "--as-of", "2026-11-22", "--format", "sarif"]).args(arguments))
}

/// The one run of a report.
fn run_of(ran: &Ran) -> Value {
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}", ran.err));
    assert_eq!(report["runs"].as_array().map(Vec::len), Some(1));
    report["runs"][0].clone()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("no list `{key}`"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text `{key}` in {value}"))
}

fn rules(run: &Value) -> &Vec<Value> {
    list(&run["tool"]["driver"], "rules")
}

/// Everything in it that the schema of OASIS has to complain of, formats such as addresses included.
fn complaints(report: &str) -> Vec<String> {
    let schema = fs::read_to_string(Path::new(ROOT).join("tests/schemas/sarif-schema-2.1.0.json"));
    let schema: Value = serde_json::from_str(&schema.expect("the schema")).expect("JSON");
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let report: Value = serde_json::from_str(report).expect("JSON");
    schema.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

#[test]
fn every_report_keeps_to_the_schema() {
    for (arguments, code) in [
        (&["examples/lake-hjelm-compact.yaml"][..], 0),
        (&["examples"], 2),
        (&["examples", "--strict"], 2),
        (&[&["examples"][..], &GATES[..]].concat(), 2),
        (&["examples/broken.yaml"], 2),
        (&["examples/evidence"], 3),
    ] {
        let ran = assess(Path::new(ROOT), arguments);
        assert_eq!((ran.code, complaints(&ran.out)), (code, Vec::<String>::new()), "{arguments:?}");
    }
}

#[test]
fn the_schema_is_one_that_refuses() {
    let ran = assess(Path::new(ROOT), &["examples/first-idea.yaml"]);
    for (right, wrong) in
        [("\"level\":\"warning\"", "\"level\":\"bad\""), ("\"startLine\":9,", "\"startLine\":0,")]
    {
        assert!(ran.out.contains(right) && !complaints(&ran.out.replace(right, wrong)).is_empty(), "{wrong}");
    }
}

#[test]
fn every_criterion_pattern_and_sector_is_a_rule_that_explains_itself() {
    let run = run_of(&assess(Path::new(ROOT), &["examples/first-idea.yaml"]));
    let ids: Vec<&str> = rules(&run).iter().map(|rule| text(rule, "id")).collect();
    let rubrics = Rubrics::bundled();
    let subjects = rubrics.criteria.iter().map(|c| c.id.as_str());
    let subjects = subjects.chain(rubrics.patterns.iter().map(|p| p.id.as_str()));
    let subjects = subjects.chain(rubrics.four_sectors.iter().map(|s| s.id.as_str()));
    let own = ["gate/fail-under", "gate/min-verdict", "gate/require", "input/problem"];
    assert_eq!(ids, subjects.chain(own).collect::<Vec<_>>());
    for rule in rules(&run) {
        for key in ["shortDescription", "fullDescription"] {
            let words = text(&rule[key], "text");
            // What is longer is cut on GitHub.
            assert!(!words.is_empty() && words.chars().count() <= 1024, "{key} of {rule}");
        }
        assert!(text(&rule["help"], "text").contains(": "), "{rule}");
        assert!(text(&rule["help"], "markdown").starts_with("**"), "{rule}");
        assert!(["error", "warning", "note"].contains(&text(&rule["defaultConfiguration"], "level")));
        assert!((1..=10).contains(&list(&rule["properties"], "tags").len()), "{rule}");
    }
    let part = rules(&run).iter().find(|rule| rule["id"] == "community/part").expect("a rule");
    let criterion = rubrics.criterion("community/part").expect("a criterion");
    for key in ["text", "markdown"] {
        let help = text(&part["help"], key);
        let steps = criterion.next.iter().map(|step| &step.action);
        let says = criterion.sources.iter().map(|id| &rubrics.sources.point(id).expect("a point").says);
        for words in criterion.means.iter().chain([&criterion.risk.why]).chain(steps).chain(says) {
            let plainly = help.replace('\\', "");
            assert!(plainly.contains(words.as_str()), "{words} is not in\n{help}");
        }
    }
}

#[test]
fn every_result_names_its_rule_and_one_place() {
    let run = run_of(&assess(Path::new(ROOT), &[&["examples"][..], &GATES[..]].concat()));
    assert!(list(&run, "results").len() > 100);
    let mut kinds = BTreeSet::new();
    for result in list(&run, "results") {
        let rule = &rules(&run)[result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!(result["ruleId"], rule["id"]);
        assert_eq!(list(result, "locations").len(), 1, "{result}");
        assert_eq!(result["suppressions"], Value::Array(Vec::new()), "nobody has waived it");
        assert_eq!(result.get("baselineState"), None, "no baseline is in use");
        kinds.insert(text(result, "ruleId").split('/').next().unwrap_or_default());
    }
    assert!(kinds.is_superset(&["gate", "input", "pattern", "community"].into()), "{kinds:?}");
}

#[test]
fn a_region_is_the_key_of_the_fact() {
    let run = run_of(&assess(Path::new(ROOT), &["examples/riverside-homes.yaml"]));
    let file = fs::read_to_string(Path::new(ROOT).join("examples/riverside-homes.yaml")).expect("a file");
    let mut keys = 0;
    for result in list(&run, "results") {
        let location = &result["locations"][0];
        let region = &location["physicalLocation"]["region"];
        let number = |key: &str| region[key].as_u64().map(|n| n as usize);
        let line = file.lines().nth(number("startLine").expect("a line") - 1).expect("the file has it");
        let Some(end) = number("endColumn") else { continue };
        let start = number("startColumn").expect("a column");
        let marked: String = line.chars().skip(start - 1).take(end - start).collect();
        let route = text(&location["logicalLocations"][0], "fullyQualifiedName");
        // An absent fact stands at the block around it.
        let innermost = |key: &str| key.split('[').next() == Some(marked.as_str());
        assert!(route.split('.').any(innermost), "{route} is marked at {marked:?} in {line}");
        keys += 1;
    }
    assert!(keys > 20, "{keys} regions are keys");
}

#[test]
fn what_fails_a_gate_is_an_error_and_the_rest_is_none() {
    let levels = |gates: &[&str], kind: &str| -> BTreeSet<String> {
        let run = run_of(&assess(Path::new(ROOT), &[&["examples/riverside-homes.yaml"][..], gates].concat()));
        let of_kind = list(&run, "results").iter().filter(|r| r["properties"]["kind"] == kind);
        of_kind.map(|r| format!("{} {}", text(&r["properties"], "severity"), text(r, "level"))).collect()
    };
    let set = |levels: &[&str]| levels.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    assert_eq!(levels(&[], "risk"), set(&["high warning", "medium note", "low note"]));
    assert_eq!(levels(&[], "question"), set(&["high note", "medium note", "low note"]));
    assert_eq!(levels(&["--fail-on=medium"], "risk"), set(&["high error", "medium error", "low note"]));
    assert_eq!(levels(&["--fail-on=medium", "--unknown=passes"], "question"), levels(&[], "question"));
    let fails = ["--fail-on=high", "--unknown=fails"];
    // A pattern of medium severity may turn out to be a high one: that fails too.
    assert_eq!(levels(&fails, "question"), set(&["high error", "medium error", "medium note", "low note"]));
}

#[test]
fn a_gate_without_a_finding_is_a_result_of_its_own() {
    let ran = assess(Path::new(ROOT), &["examples/riverside-homes.yaml", "--fail-under", "60"]);
    let run = run_of(&ran);
    let gates: Vec<&Value> =
        list(&run, "results").iter().filter(|r| r["ruleId"] == "gate/fail-under").collect();
    assert_eq!(gates.len(), 1);
    assert_eq!(gates[0]["level"], "error");
    assert_eq!(text(&gates[0]["message"], "text"), "Gate failed: the score is 53 (--fail-under 60).");
}

#[test]
fn a_file_that_cannot_be_read_is_a_result_and_the_run_was_no_success() {
    let good = run_of(&assess(Path::new(ROOT), &["examples/first-idea.yaml"]));
    assert_eq!(good["invocations"][0]["executionSuccessful"], true);
    let both = run_of(&assess(Path::new(ROOT), &["examples/first-idea.yaml", "examples/broken.yaml"]));
    assert_eq!(both["invocations"][0]["executionSuccessful"], false);
    let problems: Vec<&Value> =
        list(&both, "results").iter().filter(|result| result["ruleId"] == "input/problem").collect();
    let levels: BTreeSet<&str> = problems.iter().map(|problem| text(problem, "level")).collect();
    assert_eq!((problems.len() > 10, levels), (true, ["error", "warning"].into()));
    let misspelt = problems.iter().find(|problem| text(&problem["message"], "text").contains("`sumary`"));
    let region = &misspelt.expect("the misspelt key")["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&5.into(), &1.into()));
    assert_eq!(list(&both, "results").len() - problems.len(), list(&good, "results").len());
}

#[test]
fn lines_added_above_move_every_place_and_no_fingerprint() {
    let folder = tempfile::tempdir().expect("a folder");
    let proposal = fs::read_to_string(Path::new(ROOT).join("examples/first-idea.yaml")).expect("an example");
    let results = |text: &str| {
        fs::write(folder.path().join("p.yaml"), text).expect("written");
        let run = run_of(&assess(folder.path(), &["p.yaml"]));
        let prints: Vec<(String, u64)> = list(&run, "results")
            .iter()
            .map(|result| {
                let line = &result["locations"][0]["physicalLocation"]["region"]["startLine"];
                let print = text_of_print(result);
                (print, line.as_u64().expect("a line"))
            })
            .collect();
        prints
    };
    let (before, after) =
        (results(&proposal), results(&proposal.replacen("quorate: 1\n", "quorate: 1\n\n\n# More\n", 1)));
    let prints =
        |results: &[(String, u64)]| results.iter().map(|(print, _)| print.clone()).collect::<Vec<_>>();
    assert_eq!(prints(&before), prints(&after));
    assert_eq!(prints(&before).iter().collect::<BTreeSet<_>>().len(), before.len(), "each has its own");
    assert!(before.iter().zip(&after).any(|(before, after)| after.1 == before.1 + 3));
}

fn text_of_print(result: &Value) -> String {
    let print = text(&result["partialFingerprints"], "quorateFinding/v1");
    assert!(print.len() == 64 && print.bytes().all(|b| b.is_ascii_hexdigit()), "{print}");
    print.to_owned()
}

#[test]
fn what_a_team_has_decided_is_said_in_the_words_of_sarif() {
    let evaluated = evaluated::evaluated();
    let report = evaluated::rendered(Sarif::new(&evaluated::RUN, &evaluated::TABLES), &evaluated);
    assert_eq!(complaints(&report), Vec::<String>::new());
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let results = list(&report["runs"][0], "results");
    assert_eq!(results.len(), evaluated.dispositions.len());
    for (result, (_, disposition)) in results.iter().zip(evaluated.findings()) {
        let standing = text(&result["properties"], "standing");
        let state = match standing {
            "new" => Some("new"),
            "worse" => Some("updated"),
            "known" => Some("unchanged"),
            _ => None,
        };
        assert_eq!(result.get("baselineState").and_then(Value::as_str), state);
        assert_eq!(list(result, "suppressions").len(), usize::from(standing == "waived"));
        assert_eq!(result["level"] == "error", disposition.fails, "{result}");
    }
    let suppressions: BTreeSet<(&str, &str)> = (results.iter())
        .flat_map(|result| list(result, "suppressions"))
        .map(|suppression| (text(suppression, "kind"), text(suppression, "justification")))
        .collect();
    let reason = evaluated::REASON.replace('\n', "␊");
    let until = format!("{reason} (until 2026-11-22)");
    assert_eq!(suppressions, [("external", until.as_str()), ("inSource", reason.as_str())].into());
    let part = results.iter().find(|result| result["ruleId"] == "community/part").expect("a result");
    assert_eq!(part["properties"]["severity"], "low");
    assert_eq!(part["properties"]["severityByRubrics"], "high");
    assert!(text(&part["message"], "text").contains("set to low here, high by the rubrics"), "{part}");
}

#[test]
fn a_proposal_without_a_finding_has_no_result() {
    let mut evaluated = evaluated::evaluated();
    evaluated.assessment.findings.clear();
    let plain = quorate::policy::Evaluated::plain(evaluated.assessment, evaluated.source);
    let report = evaluated::rendered(Sarif::new(&evaluated::RUN, &evaluated::TABLES), &plain);
    assert_eq!(complaints(&report), Vec::<String>::new());
    let report: Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["runs"][0]["results"], Value::Array(Vec::new()));
}
