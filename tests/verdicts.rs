//! The laws of the verdict: hiding does not pay, listing costs nothing, and the fewest facts settle it. They are tried on
//! the examples, on the proposals that were judged by hand, and on generated ones of which each verdict makes a tenth.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use quorate::assess::{Assessment, CriterionResult, FindingKind, Options, Truth, Verdict, assess};
use quorate::document::{self, Limits};
use quorate::policy::{Gates, Standing, Unknown};
use quorate::proposal::{
    Evidence, EvidenceState, Fact, FactId, NoneMeans, PartialDate, Proposal, Scope, bind,
};
use quorate::rubric::{Level, Rubrics, Severity};
use rand_core::Rng;
use rand_pcg::Pcg64Mcg;
use support::answers::answer;
use support::edit::{at_path, put, remove, scalars, tree};
use support::generator::{Generator, Taste, Yaml};

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

/// Every file that is named as evidence is there.
struct AllThere;

impl Evidence for AllThere {
    fn look(&self, _: &str) -> EvidenceState {
        EvidenceState::Holds
    }
}

fn options() -> Options {
    let today = PartialDate::parse("2026-11-26").expect("a date");
    Options { unruled: true, fewest: true, ..Options::new(today) }
}

fn bound(yaml: &Yaml) -> Proposal {
    let text = yaml.text();
    let stream = document::parse(&text, &Limits::default());
    assert_eq!(stream.problems, [], "{text}");
    bind(&stream.documents[0], &RUBRICS.dictionary, &AllThere).0
}

fn folder(name: &str) -> Vec<(String, Yaml)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "yaml") && !file.ends_with("broken.yaml"));
    files.sort();
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a file");
        (file.display().to_string(), tree(&document::parse(&text, &Limits::default()).documents[0].root))
    };
    files.into_iter().map(read).collect()
}

/// The examples, and the proposals judged by hand.
static BASES: LazyLock<Vec<(String, Yaml)>> =
    LazyLock::new(|| [folder("examples"), folder("tests/judgement")].concat());

/// A base with some of its answers taken away, some turned into `none`, and evidence beside some of its blocks.
fn altered(seed: u64) -> Yaml {
    let mut random = Pcg64Mcg::new(u128::from(seed) + 7);
    let mut below = |bound: usize| (random.next_u64() % bound.max(1) as u64) as usize;
    // Two in five begin from a good one: taking away and denying makes bad ones of itself.
    let is_good = |name: &str| {
        ["good-", "breakfast", "night-clinic", "lake-hjelm"].iter().any(|part| name.contains(part))
    };
    let good: Vec<&(String, Yaml)> = BASES.iter().filter(|(name, _)| is_good(name)).collect();
    let (_, base) = if below(5) < 2 { good[below(good.len())] } else { &BASES[below(BASES.len())] };
    let mut yaml = base.clone();
    let (gone, denied, proven) =
        ([0, 0, 1, 4, 50][below(5)], [0, 0, 1, 4, 20][below(5)], [0, 100, 100][below(3)]);
    let mut routes = scalars(&yaml);
    // From the end, so that what is taken away moves nothing that is still to come.
    routes.reverse();
    for route in routes {
        if below(100) < gone {
            remove(&mut yaml, &route);
        } else if below(100) < denied
            && let Some(answer) = support::edit::at(&mut yaml, &route)
        {
            *answer = Yaml::Scalar("none".to_owned());
        }
    }
    if proven > 0 {
        prove(&mut yaml, true);
    }
    yaml
}

fn prove(yaml: &mut Yaml, is_root: bool) {
    match yaml {
        Yaml::Scalar(_) => {}
        Yaml::List(items) => items.iter_mut().for_each(|item| prove(item, false)),
        Yaml::Map(entries) => {
            entries
                .iter_mut()
                .filter(|(key, _)| key != "evidence")
                .for_each(|(_, value)| prove(value, false));
            if !is_root && !entries.is_empty() && entries.iter().all(|(key, _)| key != "evidence") {
                entries.push(("evidence".to_owned(), Yaml::Scalar("minutes.pdf".to_owned())));
            }
        }
    }
}

/// The severities from which on the gate fails that counts all that is unknown.
fn failing(assessment: &Assessment) -> Vec<bool> {
    let fails = |severity: Severity| {
        let gates =
            Gates { fail_on: Some(Some(severity)), unknown: Some(Unknown::Fails), ..Gates::default() };
        assessment.findings.iter().any(|f| gates.fail(f, f.severity, &Standing::Counts))
    };
    [Severity::Low, Severity::Medium, Severity::High, Severity::Critical].map(fails).to_vec()
}

/// What must not get better when an answer is taken away.
fn assert_no_better(full: &Assessment, less: &Assessment, told: &str) {
    assert!(
        less.score.claimed <= full.score.claimed,
        "{told}: {} → {}",
        full.score.claimed,
        less.score.claimed
    );
    assert!(less.verdict <= full.verdict, "{told}: {:?} → {:?}", full.verdict, less.verdict);
    for (before, after) in failing(full).into_iter().zip(failing(less)) {
        assert!(after || !before, "{told}: a gate that failed is passed");
    }
}

#[test]
fn taking_any_one_answer_away_pays_nowhere() {
    for (name, yaml) in BASES.iter() {
        let full = bound(yaml);
        let full = assess(&RUBRICS, &full, options());
        for route in scalars(yaml) {
            let mut less = yaml.clone();
            remove(&mut less, &route);
            let less = bound(&less);
            assert_no_better(&full, &assess(&RUBRICS, &less, options()), &format!("{name} {route:?}"));
        }
    }
}

#[test]
fn each_verdict_makes_a_tenth_of_what_is_generated() {
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for seed in 0..400 {
        let proposal = bound(&altered(seed));
        *verdicts.entry(assess(&RUBRICS, &proposal, options()).verdict).or_default() += 1;
    }
    assert_eq!(verdicts.len(), RUBRICS.scale.ladder.len() + 1, "{verdicts:?}");
    assert!(verdicts.values().all(|count| *count >= 40), "{verdicts:?}");
}

/// A record of a list that says all that a record can say: what it leaves open would be open questions more.
fn record(list: &str, seed: u64) -> Yaml {
    let taste = Taste { stated: 100, denied: 3, evidenced: 20 };
    let mut made = Generator::new(&RUBRICS.dictionary, seed, taste).proposal();
    let path: Vec<&str> = list.split('.').collect();
    match at_path(&mut made, &path) {
        Some(Yaml::List(items)) if !items.is_empty() => items.remove(0),
        _ => Yaml::Map(Vec::new()),
    }
}

/// Adds a record to a list that is given.
fn add(yaml: &mut Yaml, list: &str, entry: Yaml) -> bool {
    let path: Vec<&str> = list.split('.').collect();
    match at_path(yaml, &path) {
        Some(Yaml::List(items)) => {
            items.push(entry);
            true
        }
        _ => false,
    }
}

const BELOW_AGREED: [&str; 5] = ["opposed", "declined", "wished", "invited", "in talks"];
/// Lists of which one more record tells more of the case, and makes it no worse.
const LISTED: [&str; 5] =
    ["partners", "problem.causes", "problem.earlier_efforts", "problem.other_efforts", "problem.needs"];

/// Answers a fact with `none` wherever it can stand, or leaves it unknown there.
fn say_everywhere(yaml: &mut Yaml, fact: FactId, answer: &str) {
    let dictionary = &RUBRICS.dictionary;
    let path: Vec<&str> = dictionary.fact(fact).path.split('.').collect();
    let answer = || Yaml::Scalar(answer.to_owned());
    let Scope::Record(list) = dictionary.reference(fact).scope else { return put(yaml, &path, answer()) };
    let depth = dictionary.fact(dictionary.list(list).fact).path.split('.').count();
    let Some(Yaml::List(records)) = at_path(yaml, &path[..depth]) else { return };
    records.iter_mut().for_each(|record| put(record, &path[depth..], answer()));
}

/// What lacks there is the reason, which was denied too.
const LACKS_A_REASON: (&str, &str) = ("funding.outcome_share", "coordination/outcome-money");

// Rule 18: `none` where the dictionary says that there is nothing to handle is never a lack.
#[test]
fn that_there_is_nothing_to_handle_is_no_worse_than_silence() {
    let nothing_to_handle = |(_, fact): &(FactId, &Fact)| fact.none == NoneMeans::NothingToHandle;
    let mut worse = BTreeMap::new();
    for (file, base) in BASES.iter() {
        for (id, fact) in RUBRICS.dictionary.facts().filter(nothing_to_handle) {
            let [silent, denied] = ["unknown", "none"].map(|answer| {
                let mut yaml = base.clone();
                say_everywhere(&mut yaml, id, answer);
                bound(&yaml)
            });
            let [silent, denied] = [&silent, &denied].map(|proposal| assess(&RUBRICS, proposal, options()));
            for (silent, denied) in silent.criteria.iter().zip(&denied.criteria) {
                let lacks = |result: &CriterionResult| {
                    result.applies != Truth::False && result.claimed.high <= Level::Weak
                };
                if lacks(denied) && !lacks(silent) && silent.applies != Truth::False {
                    worse.insert((fact.path.clone(), &RUBRICS.criteria[denied.criterion].id), file);
                }
            }
        }
    }
    worse.retain(|(fact, criterion), _| (fact.as_str(), criterion.as_str()) != LACKS_A_REASON);
    assert_eq!(worse, BTreeMap::new());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn taking_two_answers_away_pays_nowhere(seed: u64, one: prop::sample::Index, two: prop::sample::Index) {
        let full = altered(seed);
        let routes = scalars(&full);
        prop_assume!(routes.len() > 2);
        let mut picked = [one.index(routes.len()), two.index(routes.len())];
        picked.sort_unstable();
        let mut less = full.clone();
        remove(&mut less, &routes[picked[1]]);
        if picked[0] != picked[1] && !routes[picked[1]].starts_with(&routes[picked[0]]) {
            remove(&mut less, &routes[picked[0]]);
        }
        let (full, less) = (bound(&full), bound(&less));
        assert_no_better(&assess(&RUBRICS, &full, options()), &assess(&RUBRICS, &less, options()), "");
    }

    #[test]
    fn listing_more_costs_nothing(seed: u64, which in 0..LISTED.len(), word in 0..BELOW_AGREED.len(), made: u64) {
        let list = LISTED[which];
        let mut more = altered(seed);
        let before = bound(&more);
        let mut entry = record(list, made);
        if list == "partners" {
            put(&mut entry, &["commitment"], Yaml::Scalar(BELOW_AGREED[word].to_owned()));
        }
        prop_assume!(add(&mut more, list, entry));
        let after = bound(&more);
        let (before, after) = (assess(&RUBRICS, &before, options()), assess(&RUBRICS, &after, options()));
        for (before, after) in before.criteria.iter().zip(&after.criteria) {
            let id = &RUBRICS.criteria[before.criterion].id;
            prop_assert!(after.claimed.low >= before.claimed.low, "{id}: {before:?} {after:?}");
            prop_assert!(after.claimed.high >= before.claimed.high, "{id}: {before:?} {after:?}");
            prop_assert!(after.evidenced >= before.evidenced, "{id}: {before:?} {after:?}");
        }
        let (old, new) = (before.score, after.score);
        prop_assert!(new.claimed >= old.claimed && new.evidenced >= old.evidenced && new.possible >= old.possible);
        prop_assert!(after.answered >= before.answered && after.verdict >= before.verdict);
    }

    #[test]
    fn the_fewest_facts_settle_the_verdict_whatever_they_are(seed: u64, made: u64) {
        let mut yaml = altered(seed);
        let open = bound(&yaml);
        let open = assess(&RUBRICS, &open, options());
        prop_assume!(open.verdict == Verdict::Undetermined);
        let fewest = open.fewest.clone().expect("the verdict can be settled");
        let open_before: Vec<_> = (open.criteria.iter())
            .filter(|result| result.scores && !result.claimed.is_answered())
            .map(|result| (&RUBRICS.criteria[result.criterion].id, result.claimed, result.applies))
            .collect();
        let open_before = (open_before, open.answered);
        let taste = Taste { stated: 100, denied: 12, evidenced: 0 };
        let mut answers = Generator::new(&RUBRICS.dictionary, made, taste).exact();
        for fact in &fewest {
            answer(&mut answers, &mut yaml, *fact);
        }
        let settled = bound(&yaml);
        let settled = assess(&RUBRICS, &settled, options());
        let asked: Vec<&str> = fewest.iter().map(|fact| RUBRICS.dictionary.fact(*fact).path.as_str()).collect();
        let open: Vec<_> = (settled.criteria.iter())
            .filter(|result| result.scores && !result.claimed.is_answered())
            .map(|result| (&RUBRICS.criteria[result.criterion].id, result.claimed, result.applies))
            .collect();
        let answered = (open_before.clone(), settled.answered);
        prop_assert!(settled.verdict != Verdict::Undetermined, "{asked:?}\n{open:?} {answered:?}\n{}", yaml.text());
    }

    #[test]
    fn a_question_about_the_core_fails_the_gate_as_the_risk_would(seed: u64) {
        let proposal = bound(&altered(seed));
        let assessment = assess(&RUBRICS, &proposal, options());
        let gates = Gates { fail_on: Some(Some(Severity::Low)), ..Gates::default() };
        for finding in assessment.findings.iter().filter(|f| f.kind == FindingKind::Question && f.core) {
            prop_assert!(gates.fail(finding, finding.severity, &Standing::Counts));
        }
    }
}
