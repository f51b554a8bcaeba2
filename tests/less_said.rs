//! Who says less passes no more: gates hold when answers, stages and evidence are taken away, and a waiver holds for what
//! somebody has looked at (rules 16, 17 and 21).

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Ran, quorate, run};
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("written");
}

fn assess(folder: &TempDir, arguments: &[&str]) -> Ran {
    let usual = ["assess", "p.yaml", "--as-of", "2026-11-22", "--format", "csv"];
    run(quorate(folder).args(usual).args(arguments))
}

/// Standard error in one line, however it was wrapped.
fn told(ran: &Ran) -> String {
    ran.err.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn example(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join("examples").join(name)).expect("an example")
}

fn consulted(part: &str) -> String {
    format!("quorate: 1\nname: Riverside\nstage: design\ncommunity: {{part: {part}}}\n")
}

/// The standing of the findings about a criterion, and how the run ended.
fn standing(folder: &TempDir, id: &str, arguments: &[&str]) -> (String, Ran) {
    let ran = assess(folder, arguments);
    let row = ran.out.lines().find(|row| row.contains(&format!(",{id},"))).unwrap_or_default();
    let words = ["waived", "known", "worse", "new", "counts"];
    let word = words.into_iter().find(|word| row.split(',').any(|cell| cell == *word));
    (word.unwrap_or_default().to_owned(), ran)
}

const WAIVER: &str = "fail_on: high\nwaivers:\n  - criterion: community/part\n    path: p.yaml\n    reason: the board decides in January\n    until: 2027-01-31\n";

#[test]
fn a_waiver_holds_for_the_level_that_it_was_given_for() {
    let folder = folder(&[(".quorate.yaml", WAIVER)]);
    let of = |part: &str| {
        write(folder.path(), "p.yaml", &consulted(part));
        standing(&folder, "community/part", &[])
    };
    assert_eq!(of("consulted").0, "waived");
    for worse in ["none", "unknown"] {
        let (word, ran) = of(worse);
        assert_eq!(word, "counts", "{worse}");
        assert!(
            told(&ran).contains("the waiver of `community/part` does not hold: it was given for weak"),
            "{}",
            ran.err
        );
    }
    write(folder.path(), ".quorate.yaml", &format!("{WAIVER}    level: absent\n"));
    for part in ["consulted", "none", "unknown"] {
        assert_eq!(of(part).0, "waived", "{part}");
    }
}

#[test]
fn a_waiver_holds_for_the_proposal_that_it_names() {
    let folder = folder(&[(".quorate.yaml", &format!("{WAIVER}    proposal: the  RIVERSIDE\n"))]);
    write(folder.path(), "p.yaml", &consulted("consulted"));
    assert_eq!(standing(&folder, "community/part", &[]).0, "waived", "names are compared folded");
    write(folder.path(), "p.yaml", &consulted("consulted").replace("Riverside", "Hillside"));
    let (word, ran) = standing(&folder, "community/part", &[]);
    assert_eq!(word, "counts");
    assert!(
        told(&ran).contains("was given for the proposal `the RIVERSIDE`, and there is another one"),
        "{}",
        ran.err
    );
}

#[test]
fn a_waiver_of_a_sector_holds_for_its_severity() {
    let partners = |commitment: &str| {
        format!(
            "quorate: 1\nname: A\npartners:\n  - {{name: City, sector: government, commitment: signed}}\n  - {{name: Firm, sector: business, commitment: {commitment}}}\n"
        )
    };
    let waiver = "waivers:\n  - {criterion: sector/business, path: p.yaml, severity: low, reason: x, until: 2027-01-31}\n";
    let folder = folder(&[(".quorate.yaml", waiver)]);
    let of = |commitment: &str| {
        write(folder.path(), "p.yaml", &partners(commitment));
        standing(&folder, "sector/business", &[])
    };
    let (asked, ran) = of("in talks");
    let (declined, _) = of("declined");
    let severity =
        |ran: &Ran| ran.out.lines().find(|row| row.contains(",sector/business,")).map(str::to_owned);
    assert!(severity(&ran).is_some(), "{}", ran.out);
    assert_ne!((asked.as_str(), declined.as_str()), ("waived", "waived"), "what was looked at was less bad");
}

#[test]
fn the_longest_time_of_a_waiver_can_be_set() {
    let folder = folder(&[("p.yaml", &consulted("consulted"))]);
    for (longest, word) in
        [("3 months", "waived"), ("70 days", "waived"), ("2 months", "counts"), ("1 week", "counts")]
    {
        write(folder.path(), ".quorate.yaml", &format!("waivers_longest: {longest}\n{WAIVER}"));
        let (standing, ran) = standing(&folder, "community/part", &[]);
        assert_eq!(standing, word, "{longest}");
        assert_eq!(
            told(&ran).contains("longer than a waiver may"),
            word == "counts",
            "{longest}: {}",
            ran.err
        );
    }
    write(folder.path(), ".quorate.yaml", "fail_on: high\ncomments_waive: yes\nwaivers_longest: 1 year\n");
    let comment =
        "quorate: 1\nname: A\ncommunity:\n  part: consulted # quorate: waive community/part: for ever\n";
    write(folder.path(), "p.yaml", comment);
    let (word, ran) = standing(&folder, "community/part", &[]);
    assert_eq!(word, "counts");
    assert!(told(&ran).contains("has no last day, and a waiver has to have one"), "{}", ran.err);
}

#[test]
fn a_comment_waives_at_the_level_that_it_says() {
    let folder = folder(&[(".quorate.yaml", "comments_waive: yes\n")]);
    for (at, word) in [("", "counts"), (" at absent", "waived"), (" at weak", "counts")] {
        let text = format!(
            "quorate: 1\nname: A\ncommunity:\n  part: none # quorate: waive community/part{at} until 2027-01-31: asked\n"
        );
        write(folder.path(), "p.yaml", &text);
        assert_eq!(standing(&folder, "community/part", &[]).0, word, "{at}");
    }
    let text =
        "quorate: 1\nname: A\ncommunity:\n  part: none # quorate: waive community/part at good: asked\n";
    write(folder.path(), "p.yaml", text);
    let ran = assess(&folder, &[]);
    assert_eq!(ran.code, 2);
    assert!(told(&ran).contains("`good` is no level of a criterion"), "{}", ran.err);
}

#[test]
fn the_day_is_that_of_the_zone_and_is_told() {
    let folder = folder(&[("p.yaml", &consulted("consulted"))]);
    let run_in = |config: &str, zone: Option<&str>| {
        write(folder.path(), ".quorate.yaml", &format!("{config}{WAIVER}"));
        let mut command = quorate(&folder);
        match zone {
            Some(zone) => command.env("TZ", zone),
            None => command.env_remove("TZ"),
        };
        run(command.args(["assess", "p.yaml", "--format", "json"]))
    };
    let east = run_in("timezone: Pacific/Kiritimati\n", Some("UTC"));
    let west = run_in("timezone: Pacific/Niue\n", None);
    assert!(
        east.err.contains("by Pacific/Kiritimati") && west.err.contains("by Pacific/Niue"),
        "{}",
        east.err
    );
    let day = |ran: &Ran| {
        let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        report["as_of"].as_str().expect("a day").to_owned()
    };
    assert!(day(&east) > day(&west), "25 hours lie between them: {} {}", day(&east), day(&west));
    for (config, zone) in [("timezone: Mars/Olympus\n", None), ("", Some("Mars/Olympus"))] {
        let ran = run_in(config, zone);
        assert_eq!(ran.code, 2, "{config}{zone:?}: {}", ran.err);
        assert!(ran.err.contains("time zone") && ran.err.contains("Mars/Olympus"), "{}", ran.err);
    }
    let ran = assess(&folder, &["--no-config"]);
    assert!(ran.err.contains("note: no configuration: --no-config"), "{}", ran.err);
}

#[test]
fn what_is_required_and_not_due_is_an_error_and_what_does_not_apply_holds_and_says_so() {
    let folder = folder(&[("p.yaml", &example("san-isidro-health-circle.yaml"))]);
    let require = ["--require", "public/support-budget=absent"];
    assert_eq!(assess(&folder, &require).code, 0);
    let early = example("san-isidro-health-circle.yaml").replace("stage: assessment", "stage: diagnosis");
    write(folder.path(), "p.yaml", &early);
    let ran = assess(&folder, &require);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let line = early.lines().position(|line| line.starts_with("stage:")).expect("a stage") + 1;
    assert!(told(&ran).contains("is required, and is not due at the stage diagnosis"), "{}", ran.err);
    assert!(ran.err.contains(&format!("--> p.yaml:{line}:")), "{}", ran.err);
    // Nobody from business takes part, so that no reason for one is asked.
    write(folder.path(), "p.yaml", &example("riverside-homes.yaml"));
    let ran = assess(&folder, &["--require", "rationale/why-business=strong"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let note = "note: `rationale/why-business` is required, and does not apply to 1 proposal";
    assert!(ran.err.contains(note), "{}", ran.err);
}

#[test]
fn a_least_stage_fails_an_earlier_one() {
    let folder = folder(&[("p.yaml", &consulted("consulted"))]);
    for (stage, least, code) in [
        ("stage: design\n", "design", 0),
        ("stage: assessment\n", "design", 0),
        ("stage: diagnosis\n", "design", 1),
        // What is not said is taken for design.
        ("", "design", 0),
        ("", "implementation", 1),
        ("stage: diagnosis\n", "none", 0),
    ] {
        write(folder.path(), "p.yaml", &consulted("consulted").replace("stage: design\n", stage));
        let ran = assess(&folder, &["--least-stage", least]);
        assert_eq!(ran.code, code, "{stage}{least}: {}", ran.err);
        assert_eq!(ran.err.contains(&format!("(--least-stage {least})")), code == 1, "{}", ran.err);
        write(folder.path(), ".quorate.yaml", &format!("least_stage: {least}\n"));
        assert_eq!(assess(&folder, &[]).code, code, "{stage}{least}");
        fs::remove_file(folder.path().join(".quorate.yaml")).expect("removed");
    }
    let ran = assess(&folder, &["--least-stage", "dream"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("expected `diagnosis`"), "{}", ran.err);
}

#[test]
fn with_a_baseline_what_was_known_good_and_is_hidden_counts_even_where_questions_pass() {
    let full = example("lake-hjelm-compact.yaml");
    let folder = folder(&[("p.yaml", &full)]);
    let evidence = Path::new(ROOT).join("examples/evidence");
    assert!(evidence.is_dir());
    let write_baseline = ["baseline", "write", "p.yaml", "--baseline", "b.json", "--as-of", "2026-11-22"];
    assert_eq!(run(quorate(&folder).args(write_baseline)).code, 0);
    let gates = ["--baseline", "b.json", "--fail-on", "low", "--unknown", "passes"];
    assert_eq!(assess(&folder, &gates).code, 0, "nothing has changed");
    let cut: String = full
        .lines()
        .filter(|l| l.starts_with("quorate") || l.starts_with("name"))
        .map(|l| format!("{l}\n"))
        .collect();
    write(folder.path(), "p.yaml", &cut);
    let ran = assess(&folder, &gates);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("worse") && ran.out.contains("the level was"), "{}", ran.out);
}

#[test]
fn with_a_baseline_an_earlier_stage_fails() {
    let late = example("san-isidro-health-circle.yaml");
    let folder = folder(&[("p.yaml", &late)]);
    let write_baseline = ["baseline", "write", "p.yaml", "--baseline", "b.json", "--as-of", "2026-11-22"];
    assert_eq!(run(quorate(&folder).args(write_baseline)).code, 0);
    write(folder.path(), "p.yaml", &late.replace("stage: assessment", "stage: diagnosis"));
    let ran = assess(&folder, &["--baseline", "b.json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("the stage is diagnosis and was assessment in the baseline"), "{}", ran.err);
    write(folder.path(), "p.yaml", &late);
    assert_eq!(assess(&folder, &["--baseline", "b.json"]).code, 0);
}

#[test]
fn strict_holds_for_every_gate() {
    // The files that it points to are not there.
    let folder = folder(&[("p.yaml", &example("lake-hjelm-compact.yaml"))]);
    let fails = |gate: &[&str]| {
        let strict = assess(&folder, &[gate, &["--strict"]].concat());
        (assess(&folder, gate).code, strict.code, strict.err)
    };
    for gate in [
        &["--fail-under", "40"][..],
        &["--min-verdict", "emerging"],
        &["--require", "sectors/four=sound"],
        &["--fail-on", "high"],
    ] {
        let (claimed, shown, err) = fails(gate);
        assert_eq!((claimed, shown), (0, 1), "{gate:?}: {err}");
    }
    assert_eq!(
        fails(&["--fail-on", "high", "--unknown", "passes"]).1,
        0,
        "questions pass where somebody said so"
    );
}

#[test]
fn a_list_that_is_not_complete_leaves_a_question_about_each_absent_sector() {
    let text = |complete: &str| {
        format!(
            "quorate: 1\nname: A\n{complete}partners:\n  - {{name: City, sector: government, commitment: signed}}\n"
        )
    };
    let folder = folder(&[("p.yaml", &text(""))]);
    let severity = |complete: &str| {
        write(folder.path(), "p.yaml", &text(complete));
        let ran = assess(&folder, &["--fail-on", "low"]);
        let row =
            ran.out.lines().find(|row| row.contains(",sector/business,")).unwrap_or_default().to_owned();
        let severity =
            ["critical", "high", "medium", "low"].into_iter().find(|word| row.contains(&format!(",{word},")));
        (severity.map(str::to_owned), row.contains(",yes"), ran.code)
    };
    let (missing, fails, _) = severity("");
    assert!(missing.is_some() && fails);
    assert_eq!(
        severity("partners_complete: no\n"),
        (missing, true, 1),
        "a question as bad as what it may hide"
    );
}

#[test]
fn with_a_baseline_evidence_that_is_taken_away_counts_even_where_questions_pass() {
    let folder = folder(&[("p.yaml", &example("lake-hjelm-compact.yaml"))]);
    let from = Path::new(ROOT).join("examples/evidence/hjelm");
    let to = folder.path().join("evidence/hjelm");
    fs::create_dir_all(&to).expect("a folder");
    for file in fs::read_dir(&from).expect("evidence").map(|file| file.expect("an entry").path()) {
        fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("copied");
    }
    let write_baseline = ["baseline", "write", "p.yaml", "--baseline", "b.json", "--as-of", "2026-11-22"];
    assert_eq!(run(quorate(&folder).args(write_baseline)).code, 0);
    let gates = ["--baseline", "b.json", "--fail-on", "low", "--unknown", "passes"];
    assert_eq!(assess(&folder, &gates).code, 0, "nothing has changed");
    fs::remove_dir_all(&to).expect("removed");
    let ran = assess(&folder, &gates);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("is claimed, and evidence does not carry it and"), "{}", ran.err);
}

#[test]
fn with_a_baseline_what_was_ruled_out_and_is_open_again_counts() {
    let full = example("lake-hjelm-compact.yaml");
    let folder = folder(&[("p.yaml", &full)]);
    let write_baseline = ["baseline", "write", "p.yaml", "--baseline", "b.json", "--as-of", "2026-11-22"];
    assert_eq!(run(quorate(&folder).args(write_baseline)).code, 0);
    let gates = ["--baseline", "b.json", "--fail-on", "low", "--unknown", "passes"];
    for (given, id) in [
        ("    related_to: none\n", "pattern/"),
        ("  related: no\n", "pattern/"),
        ("    local: yes\n", "staying/exit"),
    ] {
        assert!(full.contains(given), "{given}");
        write(folder.path(), "p.yaml", &full.replacen(given, "", 1));
        let ran = assess(&folder, &gates);
        assert_eq!(ran.code, 1, "{given}: {}", ran.err);
        let row = ran.out.lines().find(|row| row.contains(id) && row.contains("it was ruled out"));
        assert!(row.is_some(), "{given}: {}", ran.out);
    }
}
