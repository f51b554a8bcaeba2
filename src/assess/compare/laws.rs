//! What holds for any two versions.

use proptest::prelude::*;

use super::tests::{RUBRICS, assessed, bound, comparing};
use super::*;
use crate::assess::Finding;
use crate::generator::{Generator, Taste};
use crate::proposal::{FactWay, NoFolder};

/// The way back.
fn mirrored(way: Way) -> Way {
    match way {
        Way::Worse => Way::Better,
        Way::Better => Way::Worse,
        Way::NowUnknown => Way::NowKnown,
        Way::NowKnown => Way::NowUnknown,
        Way::LessCertain => Way::MoreCertain,
        Way::MoreCertain => Way::LessCertain,
        Way::LessEvidence => Way::MoreEvidence,
        Way::MoreEvidence => Way::LessEvidence,
        Way::CountsNoMore => Way::CountsNow,
        Way::CountsNow => Way::CountsNoMore,
    }
}

fn finding_mirrored(way: FindingWay) -> FindingWay {
    match way {
        FindingWay::New => FindingWay::Gone,
        FindingWay::Gone => FindingWay::New,
        FindingWay::Worse => FindingWay::Better,
        FindingWay::Better => FindingWay::Worse,
        FindingWay::AnsweredAsRisk => FindingWay::NowUnknown,
        FindingWay::NowUnknown => FindingWay::AnsweredAsRisk,
        FindingWay::Answered => FindingWay::Reopened,
        FindingWay::Reopened => FindingWay::Answered,
        FindingWay::OtherFacts => FindingWay::OtherFacts,
        FindingWay::ToldElsewhere => FindingWay::ToldElsewhere,
    }
}

fn change_mirrored<T>(change: Change<T>) -> Change<T> {
    match change {
        Change::Gone(one) => Change::New(one),
        Change::New(one) => Change::Gone(one),
        Change::Other(pair) => Change::Other(pair.swapped()),
    }
}

fn finding_move_mirrored<'a>(moved: &FindingMove<'a>) -> FindingMove<'a> {
    let moved = moved.clone();
    FindingMove {
        change: change_mirrored(moved.change),
        way: finding_mirrored(moved.way),
        under: moved.under.swapped(),
        answered: moved.unsaid,
        unsaid: moved.answered,
        facts_gone: moved.facts_new,
        facts_new: moved.facts_gone,
    }
}

/// Whatever their order, in words that say all of each.
fn sorted<T: std::fmt::Debug>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    let mut all: Vec<String> = all.into_iter().map(|one| format!("{one:?}")).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_way_back_is_the_mirror_of_the_way(seeds: (u64, u64), stated in (5u64..95, 5u64..95)) {
        let text = |seed, stated| {
            let taste = Taste { stated, denied: 15, evidenced: 40 };
            Generator::new(&RUBRICS.dictionary, seed, taste).proposal().text()
        };
        let (old, new) =
            (bound(&text(seeds.0, stated.0), &NoFolder), bound(&text(seeds.1, stated.1), &NoFolder));
        let (old, new) = (assessed(&old, false), assessed(&new, false));
        let (there, back) = (Comparison::of(&old, &new), Comparison::of(&new, &old));
        prop_assert_eq!(there.facts.len(), back.facts.len());
        prop_assert_eq!(sorted(&there.findings), sorted(back.findings.iter().map(finding_move_mirrored)));
        prop_assert_eq!(sorted(&there.waits), sorted(back.waits.iter().copied().map(change_mirrored)));
        prop_assert_eq!(there.criteria.len(), back.criteria.len());
        for (there, back) in there.criteria.iter().zip(&back.criteria) {
            prop_assert_eq!(mirrored(there.way), back.way, "{:?}", there.results);
        }
        let swapped = back.sectors.iter().map(|(rule, statuses)| (*rule, statuses.swapped()));
        prop_assert_eq!(sorted(&there.sectors), sorted(swapped));
        prop_assert_eq!(there.dimensions.len(), back.dimensions.len());
    }

    #[test]
    fn what_is_said_no_more_is_worse(seeds: (u64, u64), stated in (5u64..95, 5u64..95)) {
        let text = |seed, stated| {
            let taste = Taste { stated, denied: 15, evidenced: 40 };
            Generator::new(&RUBRICS.dictionary, seed, taste).proposal().text()
        };
        let (old, new) =
            (bound(&text(seeds.0, stated.0), &NoFolder), bound(&text(seeds.1, stated.1), &NoFolder));
        let (old, new) = (assessed(&old, false), assessed(&new, false));
        let comparison = Comparison::of(&old, &new);
        let gone = comparison.facts.iter().filter(|change| {
            matches!(change.way(), FactWay::NowUnknown | FactWay::NoneNowUnknown | FactWay::EvidenceRemoved)
        });
        let told = comparison.worse().into_iter().filter(|way| matches!(way, Worse::Fact(_))).count();
        prop_assert!(told >= gone.count());
        prop_assert!(comparison.worse().is_empty() || !comparison.is_still());
    }

    #[test]
    fn every_finding_that_came_or_went_is_told(seeds: (u64, u64), stated in (5u64..95, 5u64..95)) {
        let text = |seed, stated| {
            let taste = Taste { stated, denied: 15, evidenced: 40 };
            Generator::new(&RUBRICS.dictionary, seed, taste).proposal().text()
        };
        let (old, new) =
            (bound(&text(seeds.0, stated.0), &NoFolder), bound(&text(seeds.1, stated.1), &NoFolder));
        let (old, new) = (assessed(&old, false), assessed(&new, false));
        let comparison = Comparison::of(&old, &new);
        let is_told = |finding: &Finding| comparison.findings.iter().any(|moved| match moved.change {
            Change::Gone(one) | Change::New(one) => one == finding,
            Change::Other(pair) => pair.old == finding || pair.new == finding,
        });
        let about = |finding: &Finding| (finding.subject, finding.kind);
        for (own, other) in [(&old, &new), (&new, &old)] {
            for finding in &own.findings {
                let stays = other.findings.iter().any(|there| about(there) == about(finding));
                let becomes_folded = other.findings.iter().any(|there| {
                    there.folded.iter().any(|folded| about(folded) == about(finding))
                });
                prop_assert!(stays || becomes_folded || is_told(finding), "{}", finding.id(&RUBRICS));
            }
        }
    }

    #[test]
    fn a_proposal_beside_itself_is_still(seed: u64, stated in 5u64..95) {
        let taste = Taste { stated, denied: 15, evidenced: 40 };
        let text = Generator::new(&RUBRICS.dictionary, seed, taste).proposal().text();
        let further_down = format!("# A line more.\n\n{text}");
        let same = |comparison: &Comparison| comparison.is_still() && comparison.worse().is_empty();
        prop_assert!(comparing(&text, &further_down, same));
    }
}
