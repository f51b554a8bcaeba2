//! Adopting `quorate` on a pile of proposals: configuration, baseline, waivers, from the first day to the last.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::{Ran, quorate, run};
use tempfile::TempDir;

const TODAY: &str = "2026-11-22";
const EXAMPLES: [&str; 3] = ["riverside-homes", "kiboro-youth-jobs", "first-idea"];

/// A repository with three proposals: two final, one a first idea.
fn repository(config: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for (name, into) in EXAMPLES.iter().zip(["final", "final", "ideas"]) {
        fs::create_dir_all(folder.path().join(into)).expect("a folder");
        let file = format!("{name}.yaml");
        fs::copy(examples.join(&file), folder.path().join(into).join(&file)).expect("copied");
    }
    write(&folder, ".quorate.yaml", config);
    folder
}

fn write(folder: &TempDir, file: &str, text: &str) {
    fs::write(folder.path().join(file), text).expect("written");
}

fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).expect("a text")
}

fn edit(folder: &TempDir, file: &str, from: &str, to: &str) {
    let text = read(folder, file);
    assert!(text.contains(from), "{file} has no {from}");
    write(folder, file, &text.replacen(from, to, 1));
}

fn assess(folder: &TempDir, arguments: &[&str]) -> Ran {
    run(quorate(folder).args(["assess", ".", "--as-of", TODAY]).args(arguments))
}

/// The lines on standard error that a check prints about gates and waivers, without warnings about evidence.
fn said(ran: &Ran) -> Vec<&str> {
    let lines = ran.err.lines().filter(|line| !line.starts_with("note: "));
    lines.filter(|line| line.starts_with("gate failed") || line.contains("waiver")).collect()
}

fn findings(ran: &Ran, path: &str) -> Vec<serde_json::Value> {
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let assessments = report["assessments"].as_array().expect("a list");
    let one = assessments.iter().find(|a| a["path"] == path).expect("an assessment");
    one["findings"].as_array().expect("a list").clone()
}

/// Whether a finding counts; without a word it does.
fn standing(finding: &serde_json::Value) -> String {
    finding["standing"].as_str().unwrap_or("counts").to_owned()
}

#[test]
fn a_pile_is_adopted_worsens_is_waived_and_the_waiver_runs_out() {
    let repository = repository("fail_on: medium\n");
    let riverside = "final/riverside-homes.yaml";
    assert_eq!(assess(&repository, &[]).code, 1, "the pile as it is does not pass");

    // Adopted: what is there is known.
    let wrote = run(quorate(&repository).args(["baseline", "write", "--as-of", TODAY]));
    assert_eq!(wrote.code, 0, "{}", wrote.err);
    assert!(wrote.out.contains("of 3 proposals no longer count"), "{}", wrote.out);
    write(&repository, ".quorate.yaml", "fail_on: medium\nbaseline: .quorate-baseline.json\n");
    let adopted = assess(&repository, &[]);
    assert_eq!((adopted.code, said(&adopted)), (0, vec![]));

    // Lines move, partners change places, and nothing is new.
    edit(&repository, riverside, "quorate: 1\n", "quorate: 1\n\n# a comment\n\n");
    assert_eq!(assess(&repository, &[]).code, 0);

    // Worse: the check fails, at the line.
    edit(&repository, riverside, "part: consulted", "part: none");
    let line =
        read(&repository, riverside).lines().position(|l| l.contains("part: none")).expect("it is there") + 1;
    let worse = assess(&repository, &[]);
    assert_eq!(worse.code, 1);
    let expected = format!(
        "gate failed: {riverside}:{line}:3: critical risk: The people concerned have no part in it (community/part) (--fail-on medium)"
    );
    assert_eq!(said(&worse), [expected]);
    let json = assess(&repository, &["--format", "json"]);
    let failing: Vec<_> = findings(&json, riverside).into_iter().filter(|f| f["fails"] == true).collect();
    assert_eq!(failing.len(), 1);
    assert_eq!((&failing[0]["rule"], &failing[0]["standing"]), (&"community/part".into(), &"worse".into()));
    assert_eq!(failing[0]["note"], "worse than in the baseline: the severity was high; the level was weak");

    // Waived: it passes, and says so. The score does not know of it.
    let waiver = format!(
        "waivers:\n  - {{criterion: community/part, path: {riverside}, level: absent, reason: The board decides in January, until: 2027-01-31}}\n"
    );
    write(
        &repository,
        ".quorate.yaml",
        &format!("fail_on: medium\nbaseline: .quorate-baseline.json\n{waiver}"),
    );
    let waived = run(quorate(&repository).args(["assess", riverside, "--as-of", TODAY]));
    assert_eq!((waived.code, said(&waived)), (0, vec![]));
    let words = waived.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("waived until 2027-01-31: The board decides in January"), "{}", waived.out);
    assert!(waived.out.trim_end().ends_with("; 1 waived"), "counted apart: {}", waived.out);
    assert!(waived.out.contains("NOT READY"), "the verdict does not know of waivers");

    // Expired: it fails again, and says why.
    let later = run(quorate(&repository).args(["assess", riverside, "--as-of", "2027-02-01"]));
    assert_eq!(later.code, 1);
    let told = "warning: the waiver of `community/part` has run out: its last day was 2027-01-31";
    assert_eq!(said(&later).first(), Some(&told), "{}", later.err);
    assert_eq!(
        run(quorate(&repository).args(["assess", riverside, "--as-of", "2027-01-31"])).code,
        0,
        "its last day"
    );
}

#[test]
fn a_new_partner_with_an_old_fault_is_worse_and_a_mended_one_is_not() {
    let repository = repository("fail_on: low\nbaseline: .quorate-baseline.json\n");
    let file = "final/p.yaml";
    let partner = |name: &str, decides: &str| {
        format!(
            "  - {{name: {name}, sector: government, commitment: signed, delegate: {{name: X, decides: {decides}}}}}\n"
        )
    };
    let pile = |partners: &[String]| {
        format!("quorate: 1\nname: P\nstage: implementation\npartners:\n{}", partners.concat())
    };
    let names = ["A", "B", "C", "D", "E"];
    let faulty: Vec<String> = names.iter().map(|name| partner(name, "no")).collect();
    write(&repository, file, &pile(&faulty));
    assert_eq!(run(quorate(&repository).args(["baseline", "write", "--as-of", TODAY])).code, 0);

    let check = || assess(&repository, &["--format", "json"]);
    let delegates = |ran: &Ran| {
        let all = findings(ran, file);
        all.into_iter().find(|f| f["rule"] == "sectors/delegates").expect("the finding")
    };
    // A finding names three of five records. That the first is mended brings the fourth into view, and it is no news.
    let mut mended = faulty.clone();
    mended[0] = partner("A", "yes");
    write(&repository, file, &pile(&mended));
    assert_eq!(delegates(&check())["standing"], "known");
    let reversed: Vec<String> = faulty.iter().rev().cloned().collect();
    write(&repository, file, &pile(&reversed));
    assert_eq!(delegates(&check())["standing"], "known", "records are known by their names");
    let more: Vec<String> = faulty.iter().cloned().chain([partner("F", "no")]).collect();
    write(&repository, file, &pile(&more));
    let worse = delegates(&check());
    assert_eq!(worse["standing"], "worse");
    assert!(worse["note"].as_str().is_some_and(|how| how.contains("partners[F]")), "{worse}");
}

#[test]
fn an_update_takes_out_what_is_mended_and_lets_nothing_new_in() {
    let repository = repository("fail_on: low\nbaseline: .quorate-baseline.json\n");
    let riverside = "final/riverside-homes.yaml";
    let baseline =
        |subcommand: &str| run(quorate(&repository).args(["baseline", subcommand, "--as-of", TODAY]));
    assert_eq!(baseline("write").code, 0);
    let before = read(&repository, ".quorate-baseline.json");
    assert_eq!(baseline("update").code, 0);
    assert_eq!(read(&repository, ".quorate-baseline.json"), before, "nothing has changed");
    edit(&repository, riverside, "part: consulted", "part: none");
    let ran = baseline("update");
    assert!(ran.out.contains("new or worse not taken in"), "{}", ran.out);
    assert_eq!(assess(&repository, &[]).code, 1, "what is worse still counts");
    edit(&repository, riverside, "part: none", "part: decides with us");
    edit(&repository, riverside, "chosen_by: partners", "chosen_by: open call");
    assert_eq!(baseline("update").code, 0);
    let after = read(&repository, ".quorate-baseline.json");
    let mine = |text: &str| {
        let of_riverside = text.split(riverside).nth(1).expect("it is there");
        of_riverside
            .split("\"path\"")
            .next()
            .expect("a part")
            .matches("\"community/part\",\"kind\":\"risk\"")
            .count()
    };
    assert_eq!((mine(&before), mine(&after)), (1, 0));
    edit(&repository, riverside, "part: decides with us", "part: consulted");
    assert_eq!(assess(&repository, &[]).code, 1, "mended once, it counts when it comes back");
}

#[test]
fn a_folder_of_first_ideas_is_held_to_less_and_flags_win() {
    let repository = repository("fail_under: 40\npaths:\n  - {match: ideas, fail_under: 0}\n");
    let failed = |arguments: &[&str]| {
        let ran = assess(&repository, arguments);
        (ran.code, ran.err.contains("gate failed: ideas/first-idea.yaml"))
    };
    assert_eq!(failed(&[]), (1, false), "kiboro fails, the idea does not");
    assert_eq!(failed(&["--fail-under", "99"]), (1, true), "a flag wins over the file");
    assert_eq!(failed(&["--fail-under", "0"]), (0, false));
    assert_eq!(failed(&["--no-config"]), (0, false));
    let mut by_environment = quorate(&repository);
    by_environment.args(["assess", ".", "--as-of", TODAY]).env("QUORATE_FAIL_UNDER", "0");
    assert_eq!(run(&mut by_environment).code, 0, "the environment wins over the file");
    by_environment.args(["--fail-under", "99"]);
    assert_eq!(run(&mut by_environment).code, 1, "a flag wins over the environment");
    let below =
        run(quorate(&repository.path().join("final")).args(["assess", "../ideas", ".", "--as-of", TODAY]));
    assert_eq!(below.code, 1, "the configuration is found above");
    assert!(!below.err.contains("gate failed: ../ideas"), "paths begin at the configuration: {}", below.err);
}

#[test]
fn a_severity_set_by_the_team_is_shown_as_such() {
    let repository = repository("severity: {community/part: low, sector/business: critical}\n");
    let ran = assess(&repository, &["--format", "json"]);
    let all = findings(&ran, "final/riverside-homes.yaml");
    let part = all.iter().find(|f| f["rule"] == "community/part" && f["kind"] == "risk").expect("the risk");
    assert_eq!((&part["severity"], &part["severity_by_rubrics"]), (&"low".into(), &"high".into()));
    let screen = run(quorate(&repository).args(["assess", "final/riverside-homes.yaml", "--detail"])).out;
    let words = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("set to low here, high by the rubrics"), "{screen}");
    let unset = all.iter().find(|f| f["rule"] == "staying/horizon").expect("a finding");
    assert_eq!(unset.get("severity_by_rubrics"), None);
}

#[test]
fn a_waiver_of_a_fact_holds_for_its_record_and_not_for_the_next() {
    let config = |facts: &str| format!("fail_on: low\nwaivers:\n{facts}");
    let waiver = |fact: &str| {
        format!(
            "  - {{criterion: sectors/delegates, fact: '{fact}', level: absent, reason: known, until: 2027-06}}\n"
        )
    };
    let repository = repository("");
    let partner = |name: &str| {
        format!(
            "  - {{name: '{name}', sector: government, commitment: signed, delegate: {{name: X, decides: no}}}}\n"
        )
    };
    write(
        &repository,
        "p.yaml",
        &format!("quorate: 1\nname: P\npartners:\n{}{}", partner("A [1]"), partner("B")),
    );
    let standing_by = |facts: &str| {
        write(&repository, ".quorate.yaml", &config(facts));
        let ran = run(quorate(&repository).args(["assess", "p.yaml", "--format", "json", "--as-of", TODAY]));
        let finding = findings(&ran, "p.yaml")
            .into_iter()
            .find(|f| f["rule"] == "sectors/delegates" && f["kind"] == "risk");
        (standing(&finding.expect("the risk")), ran.err)
    };
    let (one, told) = standing_by(&waiver("partners[A \\[1\\]].delegate"));
    assert_eq!(one, "counts");
    assert!(told.contains("does not cover all of the finding"), "{told}");
    let both = waiver("partners[A \\[1\\]].delegate") + &waiver("partners[B]");
    assert_eq!(standing_by(&both).0, "waived");
    assert_eq!(standing_by(&waiver("partners.delegate.decides")).0, "waived", "the whole list");
    let (none, told) = standing_by(&waiver("goals"));
    assert_eq!(none, "counts");
    assert!(told.contains("matches no finding"), "{told}");
}

#[test]
fn a_comment_waives_only_where_the_configuration_lets_it() {
    let repository = repository("fail_on: critical\n");
    let comment =
        "part: none # quorate: waive community/part at absent until 2027-01-31: asked for next week";
    edit(&repository, "final/riverside-homes.yaml", "part: consulted", comment);
    let check =
        |day: &str| run(quorate(&repository).args(["assess", "final/riverside-homes.yaml", "--as-of", day]));
    let ran = check(TODAY);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("this comment waives nothing"), "{}", ran.err);
    write(&repository, ".quorate.yaml", "fail_on: critical\ncomments_waive: yes\n");
    let ran = check(TODAY);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let words = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("waived until 2027-01-31: asked for next week"), "{}", ran.out);
    let expired = check("2027-03-01");
    assert_eq!(expired.code, 1);
    assert!(expired.err.contains("has run out"), "{}", expired.err);
}

/// A proposal in which a pattern takes in a decisive criterion.
const FOLDING: &str = "\
quorate: 1
name: P
partners:
  - {name: City, sector: government, level: local, commitment: signed}
community: {part: consulted, who_gains: the poor}
";

fn standing_of(folder: &TempDir, file: &str, id: &str) -> Option<(String, String)> {
    let ran = run(quorate(folder).args(["assess", file, "--format", "json", "--as-of", TODAY]));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let found = findings(&ran, file).into_iter().find(|f| f["rule"] == id && f["kind"] != "question");
    found.map(|f| (standing(&f), text(&f["note"])))
}

/// What is told of a finding that is in the baseline.
fn known() -> (String, String) {
    ("known".to_owned(), "in the baseline, does not count".to_owned())
}

#[test]
fn what_a_pattern_takes_in_is_known_with_it_and_can_become_worse_in_it() {
    let repository = repository("fail_on: low\nbaseline: .quorate-baseline.json\n");
    write(&repository, "p.yaml", FOLDING);
    let pattern = "pattern/equity-without-a-voice";
    assert_eq!(run(quorate(&repository).args(["baseline", "write", "--as-of", TODAY])).code, 0);
    assert_eq!(standing_of(&repository, "p.yaml", pattern), Some(known()));
    edit(&repository, "p.yaml", "part: consulted", "part: none");
    let (standing, how) = standing_of(&repository, "p.yaml", pattern).expect("the pattern");
    assert_eq!(standing, "worse");
    assert!(how.contains("severity was") || how.contains("of `community/part`"), "{how}");
    write(&repository, "p.yaml", &FOLDING.replace(", who_gains: the poor", ", who_gains: none"));
    assert_eq!(standing_of(&repository, "p.yaml", pattern), None, "mended");
    let part = standing_of(&repository, "p.yaml", "community/part");
    assert_eq!(part, Some(known()), "it was known inside the pattern");
}

#[test]
fn a_waiver_of_a_pattern_is_none_of_the_criteria_that_it_takes_in() {
    let waiver = |id: &str| format!("  - {{criterion: {id}, path: p.yaml, reason: known, until: 2027-06}}\n");
    let repository = repository("");
    write(&repository, "p.yaml", FOLDING);
    let pattern = "pattern/equity-without-a-voice";
    let standing = |waivers: &[&str]| {
        let all: String = waivers.iter().map(|id| waiver(id)).collect();
        write(&repository, ".quorate.yaml", &format!("waivers:\n{all}"));
        standing_of(&repository, "p.yaml", pattern).expect("the pattern").0
    };
    assert_eq!(standing(&[pattern]), "counts");
    assert_eq!(standing(&["community/part"]), "counts");
    assert_eq!(standing(&[pattern, "community/part"]), "waived");
}

#[test]
fn a_waiver_of_a_fact_of_the_proposal_itself_holds() {
    let repository = repository(
        "waivers: [{criterion: public/support, fact: public_body, level: absent, reason: x, until: 2027-06}]\n",
    );
    write(
        &repository,
        "p.yaml",
        "quorate: 1\nname: P\npartners: [{name: C, sector: business}]\npublic_body: {support: none}\n",
    );
    let standing = standing_of(&repository, "p.yaml", "public/support");
    assert!(standing.is_none_or(|(standing, _)| standing == "waived"));
    write(
        &repository,
        "p.yaml",
        "quorate: 1\nname: P\npartners: [{name: C, sector: government, level: national, commitment: agreed}]\npublic_body: {support: none, support_budget: 5000 EUR}\n",
    );
    let (standing, _) = standing_of(&repository, "p.yaml", "public/support").expect("the risk");
    assert_eq!(standing, "waived");
}

#[test]
fn nobody_takes_the_waiver_of_another_by_its_name() {
    let config = "waivers: [{criterion: sectors/delegates, fact: 'partners[City]', level: absent, reason: x, until: 2027-06}]\n";
    let repository = repository(config);
    let partner = |name: &str| {
        format!(
            "  - {{name: '{name}', sector: government, commitment: signed, delegate: {{name: X, decides: no}}}}\n"
        )
    };
    let standing = |other: Option<&str>| {
        let others: String = other.map(partner).unwrap_or_default();
        write(&repository, "p.yaml", &format!("quorate: 1\nname: P\npartners:\n{}{others}", partner("City")));
        standing_of(&repository, "p.yaml", "sectors/delegates").expect("the risk").0
    };
    assert_eq!(standing(None), "waived");
    for stranger in ["Trust", "City].x", "City", "City#2", "City]"] {
        assert_eq!(standing(Some(stranger)), "counts", "{stranger}");
    }
}

#[test]
fn proposals_of_one_file_are_told_apart_even_by_one_name() {
    let repository = repository("fail_on: low\nbaseline: .quorate-baseline.json\n");
    let one = "quorate: 1\nname: A\ncommunity: {part: none}\n";
    let check =
        || run(quorate(&repository).args(["assess", "p.yaml", "--as-of", TODAY, "--format", "sarif"]));
    let fingerprints = |ran: &Ran| {
        let all: Vec<&str> =
            ran.out.split("quorateFinding/v1\":\"").skip(1).map(|rest| &rest[..64]).collect();
        let distinct: std::collections::BTreeSet<&str> = all.iter().copied().collect();
        (all.len(), distinct.len())
    };
    write(&repository, "p.yaml", &format!("{one}---\n{}", one.replace("part: none", "part: leads")));
    assert_eq!(run(quorate(&repository).args(["baseline", "write", "p.yaml", "--as-of", TODAY])).code, 0);
    let ran = check();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let (all, distinct) = fingerprints(&ran);
    assert_eq!(all, distinct);
    let third = read(&repository, "p.yaml") + "---\n" + one;
    write(&repository, "p.yaml", &third);
    assert_eq!(check().code, 1, "a third of the same name is new");
    write(&repository, "p.yaml", &format!("{one}---\nquorate: 1\nname: yes\n"));
    let ran = check();
    assert_eq!(ran.code, 2);
    assert!(!ran.out.contains("\"baselineState\":\"new\""), "a broken neighbour changes no name");
}

#[test]
fn a_baseline_of_a_part_keeps_the_rest_and_forgets_what_is_gone() {
    let repository = repository("fail_on: low\nbaseline: .quorate-baseline.json\n");
    let baseline = |arguments: &[&str]| {
        run(quorate(&repository).arg("baseline").args(arguments).args(["--as-of", TODAY]))
    };
    let paths = || {
        let text = read(&repository, ".quorate-baseline.json");
        EXAMPLES.iter().filter(|name| text.contains(&format!("/{name}.yaml\""))).count()
    };
    assert_eq!(baseline(&["write"]).code, 0);
    assert_eq!(paths(), 3);
    assert_eq!(baseline(&["write", "ideas"]).code, 0);
    assert_eq!(paths(), 3, "what was not looked at stays");
    fs::remove_file(repository.path().join("final/riverside-homes.yaml")).expect("removed");
    assert_eq!(baseline(&["update"]).code, 0);
    assert_eq!(paths(), 2, "a file that is gone is forgotten");
    let proposal = read(&repository, "ideas/first-idea.yaml");
    let ran = baseline(&["write", "--baseline", "ideas/first-idea.yaml"]);
    assert_eq!(ran.code, 2, "what is no baseline is not written over");
    assert_eq!(read(&repository, "ideas/first-idea.yaml"), proposal);
}

#[test]
fn what_is_waived_is_left_out_of_a_baseline_and_counts_when_the_waiver_has_run_out() {
    let waiver = "waivers: [{criterion: community/part, path: final, reason: x, until: 2027-01-31}]\n";
    let repository = repository(&format!("fail_on: high\nbaseline: .quorate-baseline.json\n{waiver}"));
    assert_eq!(run(quorate(&repository).args(["baseline", "write", "--as-of", TODAY])).code, 0);
    assert_eq!(assess(&repository, &[]).code, 0);
    let later = run(quorate(&repository).args(["assess", ".", "--as-of", "2027-02-01"]));
    assert_eq!(later.code, 1, "{}", later.err);
}

// ---- what other people's CI reads

/// A file of this repository, read as YAML.
fn yaml(path: &str) -> serde_yaml::Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path);
    serde_yaml::from_str(&text).expect(path)
}

fn text<'y>(value: &'y serde_yaml::Value, key: &str) -> &'y str {
    value[key].as_str().unwrap_or_default()
}

/// The hooks for pre-commit, by their ids.
fn hook(id: &str) -> serde_yaml::Value {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_sequence().expect("a list");
    hooks.iter().find(|hook| text(hook, "id") == id).expect(id).clone()
}

/// Runs a hook as pre-commit would, in a folder.
fn run_hook(id: &str, folder: &TempDir) -> Ran {
    let hook = hook(id);
    let args = hook["args"].as_sequence().cloned().unwrap_or_default();
    let args = args.iter().map(|argument| argument.as_str().expect("a word"));
    let words: Vec<&str> = text(&hook, "entry").split(' ').skip(1).chain(args).collect();
    run(quorate(folder).args(words))
}

#[test]
fn a_hook_runs_whatever_a_commit_changes_and_whatever_it_takes_out() {
    for id in ["quorate-check", "quorate-assess"] {
        let hook = hook(id);
        // A pattern or a type decides by what a commit names, and a file that is taken out is never named.
        assert_eq!(hook["always_run"].as_bool(), Some(true), "{id}");
        for narrowing in ["files", "exclude", "types", "types_or", "exclude_types"] {
            assert!(hook.get(narrowing).is_none(), "{id} has {narrowing}");
        }
        assert_eq!(hook["pass_filenames"].as_bool(), Some(false), "{id}");
    }
    let ours = yaml("examples/ci/.pre-commit-config.yaml");
    for hook in ours["repos"][0]["hooks"].as_sequence().expect("a list") {
        assert!(hook.get("files").is_none() && hook.get("always_run").is_none(), "{hook:?}");
    }
}

#[test]
fn a_hook_fails_by_configuration_baseline_and_evidence_where_no_proposal_changed() {
    let repository = repository("fail_on: medium\nbaseline: .quorate-baseline.json\n");
    let wrote = run(quorate(&repository).args(["baseline", "write"]));
    assert_eq!(wrote.code, 0, "{}", wrote.err);
    let passes = || run_hook("quorate-assess", &repository).code;
    assert_eq!(passes(), 0);
    let config = read(&repository, ".quorate.yaml");
    write(&repository, ".quorate.yaml", &format!("{config}fail_under: 99\n"));
    assert_eq!(passes(), 1, "a higher gate");
    write(&repository, ".quorate.yaml", &config);
    let baseline = read(&repository, ".quorate-baseline.json");
    edit(&repository, ".quorate-baseline.json", "\"severity\":\"high\"", "\"severity\":\"low\"");
    assert_eq!(passes(), 1, "a baseline that knows less");
    fs::remove_file(repository.path().join(".quorate-baseline.json")).expect("removed");
    assert_eq!(passes(), 2, "a baseline that is gone");
    write(&repository, ".quorate-baseline.json", &baseline);
    // Evidence, changed and taken out.
    let quoting = "quorate: 1\nname: Q\ncommunity: {part: leads, evidence: [{file: m.txt, quote: they lead it, for: [community.part]}]}\n";
    write(&repository, "q.yaml", quoting);
    write(&repository, "m.txt", "We met, and they lead it.\n");
    let wrote = run(quorate(&repository).args(["baseline", "write"]));
    assert_eq!(wrote.code, 0, "{}", wrote.err);
    assert_eq!((passes(), run_hook("quorate-check", &repository).code), (0, 0));
    write(&repository, "m.txt", "We met.\n");
    assert_eq!((passes(), run_hook("quorate-check", &repository).code), (2, 2), "the quote is gone");
    fs::remove_file(repository.path().join("m.txt")).expect("removed");
    let ran = run_hook("quorate-check", &repository);
    assert!(ran.err.contains("m.txt"), "{}", ran.err);
}

/// The steps of the action, by their names.
fn step(name: &str) -> serde_yaml::Value {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_sequence().expect("steps").clone();
    steps.into_iter().find(|step| text(step, "name") == name).expect(name)
}

/// Runs the script that assesses, as a runner would; gives its exit code, its outputs and the page of the run.
#[cfg(unix)]
fn run_action(repository: &TempDir, summary: &str, arguments: &str) -> (Ran, String, String) {
    let runner = tempfile::tempdir().expect("a folder");
    let file = |name: &str| runner.path().join(name);
    let mut bash = std::process::Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", text(&step("Assess"), "run")]);
    bash.current_dir(repository.path()).env("PROGRAM", env!("CARGO_BIN_EXE_quorate"));
    bash.envs([("PATHS", "."), ("ARGUMENTS", arguments), ("SARIF", "out.sarif"), ("SUMMARY", summary)]);
    bash.envs([("RUNNER_TEMP", runner.path()), ("GITHUB_OUTPUT", &file("output"))]);
    let ran = run(bash.env("GITHUB_STEP_SUMMARY", file("page")));
    let written = |name: &str| fs::read_to_string(file(name)).unwrap_or_default();
    (ran, written("output"), written("page"))
}

#[cfg(unix)]
#[test]
fn the_action_shows_what_fails_on_the_page_of_the_run_however_many_there_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = "quorate: 1\nname: P\npartners: [{name: City, sector: government}]\n---\n";
    write(&folder, "many.yaml", one.repeat(60).trim_end_matches("---\n"));
    let (ran, outputs, page) = run_action(&folder, "true", "--fail-on=high\n--as-of=2026-11-22\n--detail");
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(page.starts_with("# 60 of 60 proposals fail\n") && page.ends_with("\n60 of 60 fail\n"), "{page}");
    assert!(page.len() < 60_000, "{}", page.len());
    assert!(outputs.contains("exit-code=1\nsarif-written=true\nsummary-file=/"), "{outputs}");
    assert!(ran.out.lines().count() <= 30 && ran.out.contains(" more are not shown here"), "{}", ran.out);
    let (ran, outputs, page) = run_action(&folder, "false", "--as-of=2026-11-22");
    assert_eq!((ran.code, page.as_str()), (0, ""));
    assert!(outputs.contains("\nsummary-file=/"), "a comment needs no page: {outputs}");
}

#[test]
fn the_action_names_its_upload_and_keeps_a_build_of_all_that_it_is_built_from() {
    assert_eq!(text(&step("Upload SARIF")["with"], "category"), "${{ inputs.category }}");
    assert_eq!(text(&yaml("action.yml")["inputs"]["category"], "default"), "quorate");
    let look = step("Look for quorate");
    for source in ["Cargo.toml", "Cargo.lock", "build.rs", "src", "rubrics"] {
        assert!(
            text(&look, "run").contains(&format!(" {source} ")),
            "{source} has no say in the name of a build"
        );
    }
    // It is kept before the gates can fail.
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_sequence().expect("steps");
    let at = |name: &str| steps.iter().position(|step| text(step, "name") == name).expect(name);
    assert!(at("Install quorate") < at("Keep the build") && at("Keep the build") < at("Assess"));
    let (fetch, keep) = (step("Fetch an earlier build"), step("Keep the build"));
    assert_eq!(
        (&fetch["with"]["key"], &fetch["with"]["path"]),
        (&keep["with"]["key"], &keep["with"]["path"])
    );
}

#[test]
fn a_comment_is_posted_only_where_no_stranger_can_use_it() {
    let workflow = yaml("examples/ci/.github/workflows/quorate.yml");
    let steps = workflow["jobs"]["assess"]["steps"].as_sequence().expect("steps");
    let comment = steps.iter().find(|step| text(step, "name") == "Comment").expect("the step");
    assert!(text(comment, "if").contains("github.event.pull_request.head.repo.fork == false"));
    assert!(!text(comment, "run").contains("${{"), "no text runs as code");
    assert!(text(comment, "run").contains("--body-file \"$SUMMARY\""));
    let all =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml")).expect("the action");
    assert!(!all.contains("gh pr comment"), "the action itself posts nothing");
}

#[test]
fn the_example_of_owners_names_what_decides() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/ci");
    let owners = fs::read_to_string(root.join(".github/CODEOWNERS")).expect("the owners");
    let owned: Vec<&str> = owners
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_whitespace().next().expect("a pattern"))
        .collect();
    let config = yaml("examples/ci/.quorate.yaml");
    let baseline = text(&config, "baseline");
    assert!(owned.contains(&".quorate.yaml") && owned.contains(&"/.github/"), "{owned:?}");
    let covers = |pattern: &&str| {
        let (before, after) = pattern.split_once('*').unwrap_or((pattern, ""));
        baseline.starts_with(before) && baseline.ends_with(after)
    };
    assert!(owned.iter().any(covers), "the baseline {baseline} has no owner: {owned:?}");
}
