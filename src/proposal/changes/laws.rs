//! What holds for any two versions.

use proptest::prelude::*;

use super::tests::{DICTIONARY, bound, lines};
use super::*;
use crate::generator::{Generator, Taste, Yaml};

/// A version of a proposal: facts left out, records turned around.
fn version(yaml: &Yaml, left_out: u64, turned: bool) -> Yaml {
    match yaml {
        Yaml::Scalar(_) => yaml.clone(),
        Yaml::List(items) => {
            let mut items: Vec<Yaml> = items.iter().map(|item| version(item, left_out, turned)).collect();
            if turned {
                items.reverse();
            }
            Yaml::List(items)
        }
        Yaml::Map(entries) => {
            let kept =
                |(number, _): &(usize, &(String, Yaml))| !(*number as u64 + left_out).is_multiple_of(5);
            let keep = |(number, (key, value)): (usize, &(String, Yaml))| {
                (key.clone(), version(value, left_out + number as u64, turned))
            };
            let entries = entries.iter().enumerate();
            Yaml::Map(entries.filter(|entry| entry.1.0 == "quorate" || kept(entry)).map(keep).collect())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_way_back_mirrors_the_way(seed: u64, stated in 5u64..95, left_out in (0u64..5, 0u64..5), turned: bool) {
        let taste = Taste { stated, denied: 15, evidenced: 40 };
        let whole = Generator::new(&DICTIONARY, seed, taste).proposal();
        let (old, new) = (version(&whole, left_out.0, false), version(&whole, left_out.1, turned));
        let (old, new) = (bound(&old.text()), bound(&new.text()));
        let there = Pair { old: &old, new: &new };
        let forth = changes(&DICTIONARY, there, &SameRecords::of(&DICTIONARY, there));
        let back = changes(&DICTIONARY, there.swapped(), &SameRecords::of(&DICTIONARY, there.swapped()));
        let key = |change: &FactChange| format!("{change:?}");
        let mut mirrored: Vec<String> = back.iter().map(|change| key(&mirrored(change))).collect();
        let mut forth: Vec<String> = forth.iter().map(key).collect();
        mirrored.sort();
        forth.sort();
        prop_assert_eq!(forth, mirrored);
    }

    #[test]
    fn a_proposal_beside_itself_says_the_same(seed: u64, stated in 5u64..95, turned: bool) {
        let taste = Taste { stated, denied: 15, evidenced: 40 };
        let whole = Generator::new(&DICTIONARY, seed, taste).proposal();
        let (old, new) = (bound(&whole.text()), bound(&version_of_itself(&whole, turned).text()));
        prop_assert_eq!(lines(&old, &new), Vec::<String>::new());
    }
}

/// The same proposal, with its records turned around.
fn version_of_itself(yaml: &Yaml, turned: bool) -> Yaml {
    match yaml {
        Yaml::List(items) if turned => Yaml::List(items.iter().rev().cloned().collect()),
        Yaml::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.clone(), version_of_itself(value, turned)));
            Yaml::Map(entries.collect())
        }
        other => other.clone(),
    }
}

fn other_version(version: Version) -> Version {
    match version {
        Version::Old => Version::New,
        Version::New => Version::Old,
    }
}

/// The same change, seen from the other end.
fn mirrored<'a>(change: &FactChange<'a>) -> FactChange<'a> {
    match change.clone() {
        FactChange::Answer(change) => FactChange::Answer(AnswerChange {
            routes: change.routes.swapped(),
            answers: change.answers.swapped(),
            records: change.records.swapped(),
            spans: change.spans.swapped(),
        }),
        FactChange::Record(change) => {
            FactChange::Record(RecordChange { version: other_version(change.version), ..change })
        }
        FactChange::Complete(change) => FactChange::Complete(CompleteChange {
            list: change.list,
            complete: change.complete.swapped(),
            spans: change.spans.swapped(),
        }),
        FactChange::Block(change) => FactChange::Block(BlockChange {
            denied_in: other_version(change.denied_in),
            at: change.at.swapped(),
            spans: change.spans.swapped(),
        }),
        FactChange::Evidence(change) => FactChange::Evidence(EvidenceChange {
            at: change.at.swapped(),
            pointers: change.pointers.swapped(),
            spans: change.spans.swapped(),
        }),
    }
}
