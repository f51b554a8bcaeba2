//! Gates: what a caller asks for fails a run with exit code 1, and says which gate and by what.

#[path = "support/program.rs"]
mod program;

use program::{quorate, run};

const RIVERSIDE: &str = "examples/riverside-homes.yaml";
const STRONG: &str = "examples/lake-hjelm-compact.yaml";

/// Runs `assess` with gates on an example; the exit code and what was said of gates.
fn gated(file: &str, gates: &[&str]) -> (i32, String) {
    let ran =
        run(quorate(&env!("CARGO_MANIFEST_DIR")).args(["assess", file, "--as-of", "2026-11-22"]).args(gates));
    (ran.code, ran.err)
}

#[test]
fn without_a_gate_nothing_fails() {
    assert_eq!(gated(RIVERSIDE, &[]), (0, String::new()));
}

#[test]
fn a_score_below_the_gate_fails_and_is_named() {
    let (code, said) = gated(RIVERSIDE, &["--fail-under", "60"]);
    assert_eq!(code, 1);
    assert_eq!(said, "gate failed: examples/riverside-homes.yaml: the score is 53 (--fail-under 60)\n");
    assert_eq!(gated(RIVERSIDE, &["--fail-under", "53"]).0, 0, "the rounded score is compared");
    assert_eq!(
        gated(RIVERSIDE, &["--fail-under", "53", "--strict"]).0,
        1,
        "the evidenced score with --strict"
    );
}

#[test]
fn a_failed_gate_takes_nothing_from_the_report() {
    let assess = |gates: &[&str]| {
        run(quorate(&env!("CARGO_MANIFEST_DIR"))
            .args(["assess", RIVERSIDE, "--as-of", "2026-11-22"])
            .args(gates))
        .out
    };
    assert!(assess(&[]).contains("EMERGING"));
    assert_eq!(assess(&["--fail-under", "60"]), assess(&[]));
}

#[test]
fn a_severe_risk_fails_and_a_question_only_where_unknown_fails() {
    assert_eq!(gated(RIVERSIDE, &["--fail-on", "critical"]).0, 0);
    let (code, said) = gated(RIVERSIDE, &["--fail-on", "high"]);
    assert_eq!(code, 1);
    assert!(
        said.contains(
            "high risk: The people concerned do not shape it, or nobody speaks for them (community/part)"
        ),
        "{said}"
    );
    let little_said = "examples/hundred-thousand-homes.yaml";
    assert_eq!(gated(little_said, &["--fail-on", "critical", "--unknown", "passes"]).0, 0);
    assert_eq!(gated(little_said, &["--fail-on", "critical"]).0, 1, "what the core asks may not be left out");
    assert_eq!(gated(little_said, &["--fail-on", "critical", "--unknown", "fails"]).0, 1);
}

#[test]
fn a_required_level_fails_where_it_is_not_reached_for_certain() {
    let (code, said) = gated(RIVERSIDE, &["--require", "community/part=sound"]);
    assert_eq!(code, 1);
    assert!(said.contains("community/part is weak (--require community/part=sound)"), "{said}");
    let (code, said) = gated(RIVERSIDE, &["--require", "goals/narrow=sound"]);
    assert_eq!(code, 1, "hiding does not pay");
    assert!(said.contains("as far as is known"), "{said}");
    assert_eq!(gated(STRONG, &["--require", "community/part=sound", "--require", "goals/narrow=sound"]).0, 0);
}

#[test]
fn a_verdict_below_the_gate_fails_and_undetermined_is_below_all() {
    assert_eq!(gated(RIVERSIDE, &["--min-verdict", "emerging"]).0, 0);
    assert_eq!(gated(RIVERSIDE, &["--min-verdict", "nearly ready"]).0, 1);
    assert_eq!(gated("examples/healthy-futures-canada.yaml", &["--min-verdict", "not ready"]).0, 1);
    assert_eq!(gated(STRONG, &["--min-verdict", "ready"]).0, 0);
}

#[test]
fn gates_fail_alike_in_every_format_and_bad_input_beats_them() {
    assert_eq!(gated(RIVERSIDE, &["--fail-under", "60", "--format", "json"]).0, 1);
    assert_eq!(gated(RIVERSIDE, &["--fail-under", "60", "examples/broken.yaml"]).0, 2);
}

#[test]
fn a_gate_that_the_rubrics_do_not_know_is_a_mistake_in_usage() {
    for (gate, words) in [
        (["--require", "community/prat=sound"], "did you mean `community/part`?"),
        (["--require", "community/part=good"], "`good` is no level"),
        (["--require", "community/part"], "has no level"),
        (["--min-verdict", "nearly"], "is no verdict"),
        (["--fail-under", "101"], "101"),
        (["--fail-on", "huge"], "huge"),
    ] {
        let (code, said) = gated(RIVERSIDE, &gate);
        assert_eq!(code, 2, "{gate:?}");
        assert!(said.contains(words), "{gate:?}: {said}");
    }
}
