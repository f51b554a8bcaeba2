//! Reports in JUnit XML: they read back, their counts are right, and a case fails exactly where a gate fails.

#[path = "support/evaluated.rs"]
mod evaluated;
#[path = "support/program.rs"]
mod program;
#[path = "support/xml.rs"]
mod xml;

use program::{quorate, run};
use quorate::policy::Standing;
use quorate::report::junit::Junit;
use xml::{Element, read};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const RIVERSIDE: &str = "examples/riverside-homes.yaml";

/// The root of a report, with the exit code.
fn assess(arguments: &[&str]) -> (Element, i32) {
    let mut command = quorate(&ROOT);
    command.args(["assess", "--as-of", "2026-11-22", "--format", "junit"]).args(arguments);
    let ran = run(&mut command);
    let root = read(&ran.out);
    assert_eq!(root.name, "testsuites", "{}", ran.err);
    (root, ran.code)
}

/// How a case came out: the name of the only element in it.
fn came_out(case: &Element) -> &str {
    assert_eq!(case.children.len(), 1, "{case:?}");
    &case.children[0].name
}

fn cases(suite: &Element) -> impl Iterator<Item = &Element> {
    suite.children.iter().filter(|child| child.name == "testcase")
}

#[test]
fn the_counts_of_every_suite_are_those_of_its_cases() {
    let gates = ["--fail-under", "60", "--fail-on", "high", "--require", "community/part=strong"];
    for arguments in [&["examples"][..], &[&["examples"][..], &gates].concat(), &["examples/broken.yaml"]] {
        let (root, _) = assess(arguments);
        assert!(!root.children.is_empty());
        for suite in &root.children {
            let count = |outcome: &str| cases(suite).filter(|case| came_out(case) == outcome).count();
            let counted = [cases(suite).count(), count("failure"), count("error"), count("skipped")];
            let stated =
                ["tests", "failures", "errors", "skipped"].map(|key| suite.attribute(key).to_owned());
            assert_eq!(stated, counted.map(|number| number.to_string()));
            assert!(counted[0] > 0, "no suite is empty");
            for case in cases(suite) {
                assert_eq!(case.attribute("classname"), suite.attribute("name"));
            }
        }
    }
}

#[test]
fn a_case_fails_exactly_where_a_gate_fails() {
    // In this one nothing critical is known, and much may be.
    let open = "examples/hundred-thousand-homes.yaml";
    for (file, gates, code) in [
        (RIVERSIDE, &[][..], 0),
        (RIVERSIDE, &["--fail-on", "critical"], 0),
        (RIVERSIDE, &["--fail-on", "high"], 1),
        (open, &["--fail-on", "critical", "--unknown", "passes"], 0),
        (open, &["--fail-on", "critical"], 1),
        (open, &["--fail-on", "critical", "--unknown", "fails"], 1),
        (RIVERSIDE, &["--fail-under", "60"], 1),
        (RIVERSIDE, &["--min-verdict", "ready"], 1),
        (RIVERSIDE, &["--require", "community/part=sound"], 1),
    ] {
        let (root, exit) = assess(&[&[file][..], gates].concat());
        let suite = &root.children[0];
        assert_eq!(exit, code, "{file} {gates:?}");
        assert_eq!(cases(suite).any(|case| came_out(case) == "failure"), code == 1, "{file} {gates:?}");
        let gates_passed = cases(suite).any(|case| case.attribute("name") == "gates");
        assert_eq!(gates_passed, code == 0, "{file} {gates:?}");
    }
}

#[test]
fn a_failure_says_what_why_where_and_what_to_do() {
    let (root, _) = assess(&[RIVERSIDE, "--fail-on", "high"]);
    let name = "risk community/part: The people concerned do not shape it, or nobody speaks for them";
    let case = cases(&root.children[0]).find(|case| case.attribute("name") == name).expect("a case");
    let failure = &case.children[0];
    assert_eq!(failure.attribute("type"), "high");
    assert_eq!(
        failure.attribute("message"),
        "The people concerned do not shape it, or nobody speaks for them"
    );
    let lines: Vec<&str> = failure.text.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "high risk",
            "The community is only consulted; it should at least work with the partners. No representative was chosen by an open call or the people themselves."
        ]
    );
    assert!(lines[2].starts_with("Do: Put out an open call for two people"), "{lines:?}");
    let places =
        [format!("{RIVERSIDE}:111:3: community.part"), format!("{RIVERSIDE}:112:3: community.voice")];
    assert_eq!(lines[3..], places);
}

#[test]
fn a_gate_without_a_finding_is_a_case_of_its_own() {
    let (root, _) = assess(&[RIVERSIDE, "--fail-under", "60", "--require", "community/part=sound"]);
    let failed: Vec<(&str, &str)> = cases(&root.children[0])
        .filter(|case| came_out(case) == "failure")
        .map(|case| (case.attribute("name"), case.children[0].attribute("message")))
        .collect();
    let expected = [
        ("gate fail-under", "the score is 53 (--fail-under 60)"),
        ("gate require community/part", "community/part is weak (--require community/part=sound)"),
    ];
    assert_eq!(failed, expected);
}

#[test]
fn what_does_not_count_is_skipped_and_says_why() {
    let evaluated = evaluated::evaluated();
    let root = read(&evaluated::rendered(Junit::new(&evaluated::TABLES), &evaluated));
    let outcomes: Vec<&Element> = cases(&root.children[0]).map(|case| &case.children[0]).collect();
    for (outcome, (_, disposition)) in outcomes.iter().zip(evaluated.findings()) {
        assert_eq!(outcome.name == "failure", disposition.fails);
        match &disposition.standing {
            Standing::Known => assert_eq!(outcome.attribute("message"), "in the baseline, does not count"),
            Standing::Waived(_) => assert!(outcome.attribute("message").starts_with("waived"), "{outcome:?}"),
            _ => continue,
        }
        assert_eq!(outcome.name, "skipped");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_a_suite_of_errors() {
    let (root, code) = assess(&[RIVERSIDE, "examples/broken.yaml"]);
    assert_eq!(code, 2);
    let [good, bad] = &root.children[..] else { panic!("two suites") };
    assert_eq!((good.attribute("name"), good.attribute("errors")), (RIVERSIDE, "0"));
    assert_eq!(bad.attribute("file"), "examples/broken.yaml");
    let misspelt = cases(bad).find(|case| case.attribute("name").contains("`sumary`")).expect("a case");
    assert_eq!(came_out(misspelt), "error");
    assert!(misspelt.children[0].text.starts_with("examples/broken.yaml:5:1: error: "), "{misspelt:?}");
    assert!(misspelt.children[0].text.ends_with("Help: did you mean `summary`?"), "{misspelt:?}");
}
