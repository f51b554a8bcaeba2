//! The laws that hold for every proposal, tried on generated ones.

#[path = "support/evaluated.rs"]
mod evaluated;
mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use evaluated::{RUN, TABLES, rendered};
use proptest::prelude::*;
use quorate::assess::{Assessment, Options, Subject, assess};
use quorate::document::{self, Limits, ProblemKind};
use quorate::policy::{Baseline, Evaluated, Kept, Known, ProposalKey, Rules, Standing};
use quorate::proposal::{NoFolder, PartialDate, Proposal, Source, bind};
use quorate::report::json::Json;
use quorate::rubric::{Condition, Rubrics, Severity};
use support::edit::{at_path, remove, scalars};
use support::generator::{Generator, Taste, Yaml};

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

fn options() -> Options {
    Options::new(PartialDate::parse("2026-11-22").expect("a date"))
}

fn proposal(yaml: &Yaml) -> Proposal {
    let text = yaml.text();
    let stream = document::parse(&text, &Limits::default());
    assert_eq!(stream.problems, [], "the generator writes YAML:\n{text}");
    let (proposal, problems) = bind(&stream.documents[0], &RUBRICS.dictionary, &NoFolder);
    assert!(
        problems.iter().all(|p| p.kind == ProblemKind::Warning),
        "it writes proposals:\n{text}\n{problems:?}"
    );
    proposal
}

fn generated(seed: u64, taste: Taste) -> Yaml {
    Generator::new(&RUBRICS.dictionary, seed, taste).proposal()
}

fn taste() -> impl Strategy<Value = Taste> {
    (10u64..95, 0u64..25, 0u64..90).prop_map(|(stated, denied, evidenced)| Taste {
        stated,
        denied,
        evidenced,
    })
}

fn summary(assessment: &Assessment) -> String {
    let findings: Vec<_> =
        assessment.findings.iter().map(|f| (f.id(&RUBRICS), f.kind, f.severity, f.folded.clone())).collect();
    format!(
        "{:?} {:?} {} {:?} {:?} {findings:?}",
        assessment.verdict, assessment.score, assessment.stability, assessment.checks, assessment.criteria
    )
}

/// Turns the order of all keys around.
fn reverse_keys(yaml: &mut Yaml) {
    match yaml {
        Yaml::Scalar(_) => {}
        Yaml::List(items) => items.iter_mut().for_each(reverse_keys),
        Yaml::Map(entries) => {
            entries.reverse();
            entries.iter_mut().for_each(|(_, value)| reverse_keys(value));
        }
    }
}

/// Turns the order of all records around.
fn reverse_records(yaml: &mut Yaml) {
    match yaml {
        Yaml::Scalar(_) => {}
        Yaml::List(items) => {
            items.reverse();
            items.iter_mut().for_each(reverse_records);
        }
        Yaml::Map(entries) => entries.iter_mut().for_each(|(_, value)| reverse_records(value)),
    }
}

/// Whether no two partners have the same name.
fn all_differ(yaml: &Yaml) -> bool {
    let mut yaml = yaml.clone();
    let Some(Yaml::List(partners)) = at_path(&mut yaml, &["partners"]) else { return true };
    let names: Vec<String> = partners
        .iter_mut()
        .filter_map(|partner| at_path(partner, &["name"]))
        .map(|name| name.text())
        .collect();
    names.iter().collect::<BTreeSet<_>>().len() == names.len()
}

fn key() -> ProposalKey {
    ProposalKey { path: "p.yaml".to_owned(), name: None }
}

/// A baseline that was written of a proposal.
fn baseline(assessment: &Assessment) -> Baseline {
    let evaluated = Evaluated::plain(assessment.clone(), Source::file("p.yaml"));
    let proposals = [(key(), Kept::of(&evaluated, &Rules::default()))].into_iter().collect();
    Baseline { rubrics: RUBRICS.digest().to_owned(), proposals }
}

/// The findings that count against a baseline.
fn counting(baseline: &Baseline, assessment: &Assessment) -> Vec<(Known, Standing)> {
    let evaluated = assessment.findings.iter().map(|finding| {
        let known = Known::of(assessment, finding, finding.severity);
        let standing = baseline.standing(&key(), &assessment.incomplete_lists(), &known);
        (known, standing)
    });
    evaluated.filter(|(_, standing)| standing.counts()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn evidenced_is_at_most_claimed_and_claimed_at_most_possible(seed: u64, taste in taste()) {
        let proposal = proposal(&generated(seed, taste));
        let assessment = assess(&RUBRICS, &proposal, options());
        let score = assessment.score;
        prop_assert!(score.evidenced <= score.claimed && score.claimed <= score.possible, "{score:?}");
        for result in &assessment.criteria {
            let id = &RUBRICS.criteria[result.criterion].id;
            prop_assert!(result.evidenced <= result.claimed.low, "{id}: {result:?}");
            prop_assert!(result.claimed.low <= result.claimed.high, "{id}: {result:?}");
        }
    }

    #[test]
    fn saying_less_never_raises_low_and_never_lowers_high(seed: u64, taste in taste(), which: prop::sample::Index) {
        let full = generated(seed, taste);
        let scalars = scalars(&full);
        prop_assume!(!scalars.is_empty());
        let mut less = full.clone();
        remove(&mut less, &scalars[which.index(scalars.len())]);
        let (full, less) = (proposal(&full), proposal(&less));
        let (before, after) = (assess(&RUBRICS, &full, options()), assess(&RUBRICS, &less, options()));
        for (before, after) in before.criteria.iter().zip(&after.criteria) {
            let id = &RUBRICS.criteria[before.criterion].id;
            prop_assert!(after.claimed.low <= before.claimed.low, "{id}: {before:?} {after:?}");
            // Of several ways to say the same one that is taken away may have stood against another: then it stands alone.
            let in_several_ways = |c: &Condition| format!("{c:?}").contains("AnsweredBy");
            if !RUBRICS.criteria[before.criterion].when.iter().any(in_several_ways) {
                prop_assert!(after.claimed.high >= before.claimed.high, "{id}: {before:?} {after:?}");
            }
            prop_assert!(after.evidenced <= before.evidenced, "{id}: {before:?} {after:?}");
        }
        prop_assert!(after.score.claimed <= before.score.claimed);
    }

    #[test]
    fn the_order_of_keys_changes_nothing(seed: u64, taste in taste()) {
        let mut yaml = generated(seed, taste);
        let before = proposal(&yaml);
        reverse_keys(&mut yaml);
        let after = proposal(&yaml);
        let (before, after) = (assess(&RUBRICS, &before, options()), assess(&RUBRICS, &after, options()));
        prop_assert_eq!(summary(&before), summary(&after));
    }

    #[test]
    fn the_same_proposal_gives_the_same_bytes(seed: u64, taste in taste()) {
        let proposal = proposal(&generated(seed, taste));
        let report = || {
            let evaluated = Evaluated::plain(assess(&RUBRICS, &proposal, options()), Source::file("p.yaml"));
            rendered(Json::new(&RUN, &TABLES), &evaluated)
        };
        prop_assert_eq!(report(), report());
    }

    #[test]
    fn every_number_walks_back(seed: u64, taste in taste()) {
        let proposal = proposal(&generated(seed, taste));
        let assessment = assess(&RUBRICS, &proposal, options());
        let sum: f64 = assessment.criteria.iter().map(|c| c.contribution).sum();
        prop_assert_eq!((sum + 1e-6).floor() as u32, assessment.score.claimed, "the contributions add up to the score");
        for finding in &assessment.findings {
            let id = finding.id(&RUBRICS);
            prop_assert!(!finding.facts.is_empty(), "{} has a place", id);
            prop_assert!(!finding.sources(&RUBRICS).is_empty(), "{} has a source", id);
            prop_assert!(finding.facts.iter().all(|f| assessment.place_of(*f).line >= 1));
        }
    }

    #[test]
    fn against_its_own_baseline_nothing_counts_whatever_the_order_of_its_records(seed: u64, taste in taste()) {
        let mut yaml = generated(seed, taste);
        // Of two partners of one name the first holds: which that is depends on their order.
        prop_assume!(all_differ(&yaml));
        let before = proposal(&yaml);
        let baseline = baseline(&assess(&RUBRICS, &before, options()));
        prop_assert_eq!(Baseline::parse(&baseline.text()), Ok(baseline.clone()));
        reverse_keys(&mut yaml);
        reverse_records(&mut yaml);
        let after = proposal(&yaml);
        prop_assert_eq!(counting(&baseline, &assess(&RUBRICS, &after, options())), []);
    }

    #[test]
    fn every_finding_has_a_complete_account(seed: u64, taste in taste()) {
        let proposal = proposal(&generated(seed, taste));
        let assessment = assess(&RUBRICS, &proposal, options());
        prop_assert!(assessment.findings.iter().all(|finding| !finding.blamed.is_empty()));
    }

    #[test]
    fn a_set_severity_moves_no_number(seed: u64, taste in taste(), which: prop::sample::Index) {
        let proposal = proposal(&generated(seed, taste));
        let plain = assess(&RUBRICS, &proposal, options());
        let set = vec![(Subject::Criterion(which.index(RUBRICS.criteria.len()).into()), Severity::Low)];
        let rules = Rules { severities: set, ..Rules::default() };
        let standings = vec![(Standing::Counts, Vec::new()); plain.findings.len()];
        let set = Evaluated::new(plain.clone(), Source::file("p.yaml"), standings, &rules);
        // A decision lies beside an assessment, and the assessment is as it was.
        prop_assert_eq!(summary(&plain), summary(&set.assessment));
        prop_assert_eq!(set.findings().count(), plain.findings.len());
        prop_assert!(set.findings().map(|(_, d)| std::cmp::Reverse(d.severity)).is_sorted());
    }
}
