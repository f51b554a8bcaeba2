use std::path::Path;
use std::sync::LazyLock;

use super::*;
use crate::assess::{FindingKind, Options, assess};
use crate::document::{self, Limits, ProblemKind};
use crate::proposal::{BesideEither, Evidence, FactWay, Folder, NoFolder, PartialDate, bind};
use crate::rubric::Rubrics;

pub(super) static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

const RIVERSIDE: &str = include_str!("../../../examples/riverside-homes.yaml");

/// The folder where the evidence of the examples lies.
fn examples() -> Folder {
    Folder::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/riverside-homes.yaml"))
}

/// A folder where none of it lies.
fn elsewhere() -> Folder {
    Folder::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/riverside-homes.yaml"))
}

pub(super) fn bound(text: &str, evidence: &dyn Evidence) -> Proposal {
    let stream = document::parse(text, &Limits::default());
    assert_eq!(stream.problems, [], "{text}");
    let (proposal, problems) = bind(&stream.documents[0], &RUBRICS.dictionary, evidence);
    assert!(problems.iter().all(|p| p.kind == ProblemKind::Warning), "{text}\n{problems:?}");
    proposal
}

pub(super) fn assessed(proposal: &Proposal, strict: bool) -> Assessment<'_> {
    let options = Options::new(PartialDate::parse("2026-11-22").expect("a date"));
    assess(&RUBRICS, proposal, Options { strict, ..options })
}

/// Compares two versions, each with its evidence, and looks at what moved.
fn comparing_in<T>(
    old: (&str, &dyn Evidence),
    new: (&str, &dyn Evidence),
    strict: bool,
    look: impl FnOnce(&Comparison) -> T,
) -> T {
    let (old, new) = (bound(old.0, old.1), bound(new.0, new.1));
    let (old, new) = (assessed(&old, strict), assessed(&new, strict));
    look(&Comparison::of(&old, &new))
}

pub(super) fn comparing<T>(old: &str, new: &str, look: impl FnOnce(&Comparison) -> T) -> T {
    comparing_in((old, &NoFolder), (new, &NoFolder), false, look)
}

/// The ways in which what concerns a criterion, pattern or sector moved, with the kind of finding that it is.
fn ways(comparison: &Comparison, id: &str) -> Vec<(FindingWay, FindingKind)> {
    let of_id = comparison.findings.iter().filter(|moved| moved.finding().id(&RUBRICS) == id);
    of_id.map(|moved| (moved.way, moved.finding().kind)).collect()
}

fn named(assessment: &Assessment, routes: &[crate::proposal::Route]) -> Vec<String> {
    routes.iter().map(|route| assessment.named_route_of(*route)).collect()
}

fn way_of(comparison: &Comparison, id: &str) -> Option<Way> {
    let of_id = |moved: &&CriterionMove| RUBRICS.criteria[moved.results.new.criterion].id == id;
    comparison.criteria.iter().find(of_id).map(|moved| moved.way)
}

fn replaced(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replace(old, new)
}

// ---- facts

#[test]
fn what_moves_no_level_is_a_change_all_the_same() {
    let goal = |population: &str, target: &str| {
        format!(
            "quorate: 1\ngoals:\n  - {{aim: Walk safely, place: Eastfield, population: {population}, \
             measure: walkers, baseline: 40, target: {target}, due: 2028-06}}\n"
        )
    };
    comparing(&goal("children under 12", "150"), &goal("children of one family", "41"), |comparison| {
        let ways: Vec<FactWay> = comparison.facts.iter().map(|change| change.way()).collect();
        assert_eq!(ways, [FactWay::OtherAnswer; 2]);
        assert!(comparison.criteria.is_empty() && comparison.findings.is_empty());
        assert!(!comparison.is_still());
    });
}

// ---- evidence that lies elsewhere

#[test]
fn a_copy_that_lies_away_from_its_evidence_moves_nothing() {
    let (here, away) = (examples(), elsewhere());
    let places: [&dyn Evidence; 2] = [&away, &NoFolder];
    for place in places {
        for strict in [false, true] {
            comparing_in((RIVERSIDE, place), (RIVERSIDE, &here), strict, |comparison| {
                assert_ne!(comparison.old.score.evidenced, comparison.new.score.evidenced);
                assert_eq!((comparison.unseen.old.len() > 3, comparison.unseen.new.len()), (true, 0));
                assert!(!comparison.compares_evidence());
                assert_eq!(comparison.compares_verdicts(), !strict);
                assert!(comparison.is_still());
            });
            comparing_in((RIVERSIDE, &here), (RIVERSIDE, place), strict, |back| assert!(back.is_still()));
        }
    }
}

#[test]
fn what_a_copy_says_otherwise_is_told_wherever_it_lies() {
    let new = replaced(RIVERSIDE, "credit: spoken", "credit: written");
    comparing_in((RIVERSIDE, &NoFolder), (&new, &examples()), false, |comparison| {
        assert_eq!(comparison.facts.len(), 1);
        assert_eq!(way_of(comparison, "trust/credit"), Some(Way::Better));
        let ways: Vec<Way> = comparison.criteria.iter().map(|moved| moved.way).collect();
        assert!(!ways.contains(&Way::MoreEvidence), "{ways:?}");
    });
}

#[test]
fn a_copy_whose_evidence_is_looked_for_beside_the_other_is_compared_in_full() {
    let (here, away) = (examples(), elsewhere());
    let old = BesideEither { own: &away, other: &here };
    comparing_in((RIVERSIDE, &old), (RIVERSIDE, &here), true, |comparison| {
        assert!(comparison.compares_evidence() && comparison.is_still());
        assert_eq!(comparison.old.score, comparison.new.score);
    });
    let new = replaced(RIVERSIDE, "    evidence: evidence/riverside/night-count-2026.txt\n", "");
    comparing_in((RIVERSIDE, &old), (&new, &here), false, |comparison| {
        let ways: Vec<FactWay> = comparison.facts.iter().map(|change| change.way()).collect();
        assert_eq!(ways, [FactWay::EvidenceRemoved]);
    });
}

#[test]
fn in_one_folder_evidence_that_comes_or_goes_is_a_move() {
    let here = examples();
    let listening = "evidence/riverside/listening-notes.txt";
    for gone in ["", "  evidence: evidence/riverside/nowhere.txt\n"] {
        let new = replaced(RIVERSIDE, &format!("  evidence: {listening}\n"), gone);
        comparing_in((RIVERSIDE, &here), (&new, &here), false, |comparison| {
            assert!(comparison.compares_evidence());
            let way = if gone.is_empty() { FactWay::EvidenceRemoved } else { FactWay::OtherEvidence };
            assert_eq!(comparison.facts.iter().map(|c| c.way()).collect::<Vec<_>>(), [way]);
            assert!(comparison.criteria.iter().any(|moved| moved.way == Way::LessEvidence));
        });
        comparing_in((&new, &here), (RIVERSIDE, &here), false, |back| {
            assert!(back.criteria.iter().all(|moved| moved.way == Way::MoreEvidence));
        });
    }
}

// ---- questions and answers

const PART: &str = "community/part";

const DECIDING: &str = "governance: {seats: 9}\n";

fn community(part: &str) -> String {
    format!("quorate: 1\nname: Kitchens\ncommunity: {{{part}}}\n")
}

#[test]
fn an_answered_question_is_answered_and_not_gone_beside_a_new_risk() {
    let (unknown, good, bad) = (
        community("buy_in: none, voice: [{who: X, chosen_by: the people themselves}], seats: 4"),
        community("buy_in: none, voice: [{who: X, chosen_by: the people themselves}], seats: 4, part: leads")
            + DECIDING,
        community("buy_in: none, voice: [{who: X, chosen_by: the people themselves}], seats: 4, part: told"),
    );
    let moved = |old: &str, new: &str| comparing(old, new, |comparison| ways(comparison, PART));
    assert_eq!(moved(&unknown, &good), [(FindingWay::Answered, FindingKind::Question)]);
    assert_eq!(moved(&good, &unknown), [(FindingWay::Reopened, FindingKind::Question)]);
    assert_eq!(moved(&unknown, &bad), [(FindingWay::AnsweredAsRisk, FindingKind::Risk)]);
    assert_eq!(moved(&bad, &unknown), [(FindingWay::NowUnknown, FindingKind::Question)]);
    assert_eq!(moved(&good, &bad), [(FindingWay::New, FindingKind::Risk)]);
    assert_eq!(moved(&bad, &good), [(FindingWay::Gone, FindingKind::Risk)]);
}

#[test]
fn an_answer_names_the_facts_that_were_answered() {
    let (unknown, bad) = (community(""), community("part: told"));
    let found = |comparison: &Comparison, way: FindingWay| {
        let moved =
            comparison.findings.iter().find(|moved| moved.way == way && moved.finding().id(&RUBRICS) == PART);
        let moved = moved.expect("it moved").clone();
        let names = (named(comparison.new, &moved.answered), named(comparison.old, &moved.unsaid));
        (matches!(moved.change, Change::Other(_)), names)
    };
    let part = vec!["community.part".to_owned()];
    comparing(&unknown, &bad, |comparison| {
        assert_eq!(found(comparison, FindingWay::AnsweredAsRisk), (true, (part.clone(), vec![])));
    });
    comparing(&bad, &unknown, |comparison| {
        assert_eq!(found(comparison, FindingWay::NowUnknown), (true, (vec![], part.clone())));
    });
}

#[test]
fn a_question_that_is_not_asked_any_more_is_not_called_answered() {
    let at = |stage: &str| format!("quorate: 1\nname: Kitchens\nstage: {stage}\n");
    comparing(&at("implementation"), &at("diagnosis"), |comparison| {
        let ways: Vec<FindingWay> = comparison.findings.iter().map(|moved| moved.way).collect();
        assert!(!ways.is_empty());
        assert!(ways.iter().all(|way| *way == FindingWay::Gone), "{ways:?}");
        assert_eq!(comparison.facts.len(), 1);
    });
    let partners = |rest: &str| {
        format!("quorate: 1\npartners:\n  - {{name: A, sector: government, commitment: signed}}\n{rest}")
    };
    let unsaid = partners("  - {name: B, sector: business}\n");
    comparing(&unsaid, &partners(""), |comparison| {
        let answered = comparison.findings.iter().find(|moved| moved.way == FindingWay::Answered);
        assert!(answered.is_none(), "nobody said what B has promised: {answered:?}");
    });
}

#[test]
fn a_sector_that_nobody_can_tell_is_unknown_and_not_gone() {
    let partners = "partners: [{name: A, sector: government, commitment: signed}]\n";
    let complete = format!("quorate: 1\n{partners}");
    let incomplete = format!("quorate: 1\npartners_complete: no\n{partners}");
    let business = "sector/business";
    comparing(&complete, &incomplete, |comparison| {
        assert_eq!(ways(comparison, business), [(FindingWay::NowUnknown, FindingKind::Question)]);
        assert_eq!(comparison.facts[0].way(), FactWay::NowIncomplete);
    });
    comparing(&incomplete, &complete, |comparison| {
        assert_eq!(ways(comparison, business), [(FindingWay::AnsweredAsRisk, FindingKind::Sector)]);
    });
}

// ---- findings and the records and patterns that they rest on

const TWO_SECTORS: &str = "pattern/two-sectors-and-an-election";

fn government_and(sector: &str) -> String {
    format!(
        "quorate: 1\nstage: design\naim: {{ambition: system}}\ntiming: {{start: 2027-03}}\nstaying: {{horizon: 5 years}}\n\
         public_body: {{next_election: 2028-11, change_plan: written}}\n\
         partners:\n  - {{name: A, sector: government, commitment: signed}}\n\
         \x20 - {{name: B, sector: {sector}, commitment: signed}}\n"
    )
}

#[test]
fn a_risk_that_a_pattern_takes_in_is_told_elsewhere() {
    let four = "sectors/four";
    comparing(&government_and("business"), &government_and("non-profit"), |comparison| {
        let moved = comparison.findings.iter().find(|moved| moved.finding().id(&RUBRICS) == four);
        let moved = moved.expect("it lost its row");
        assert_eq!(moved.way, FindingWay::ToldElsewhere);
        let under = moved.under.new.map(|pattern| RUBRICS.patterns[pattern].id.as_str());
        assert_eq!((moved.under.old, under), (None, Some(TWO_SECTORS)));
        assert_eq!(ways(comparison, TWO_SECTORS), [(FindingWay::New, FindingKind::Risk)]);
    });
    comparing(&government_and("non-profit"), &government_and("business"), |comparison| {
        assert_eq!(ways(comparison, four), [(FindingWay::ToldElsewhere, FindingKind::Risk)]);
        assert_eq!(ways(comparison, TWO_SECTORS), [(FindingWay::Gone, FindingKind::Risk)]);
    });
    // A row that comes or goes tells of what it takes in.
    let alone = "quorate: 1\nstage: design\npublic_body: {next_election: 2028-11}\naim: {ambition: system}\npartners:\n  - \
                 {name: A, sector: government, commitment: signed}\n";
    comparing(alone, &government_and("non-profit"), |comparison| {
        assert_eq!(ways(comparison, four), [(FindingWay::Better, FindingKind::Risk)]);
    });
    let unknown = "quorate: 1\nstage: design\n";
    comparing(unknown, &government_and("non-profit"), |comparison| {
        assert_eq!(ways(comparison, four), [(FindingWay::AnsweredAsRisk, FindingKind::Risk)]);
    });
}

#[test]
fn partners_may_change_places_and_names() {
    let partner = |name: &str, commitment: &str| {
        format!("  - {{name: {name}, sector: business, level: local, commitment: {commitment}}}\n")
    };
    let head = "quorate: 1\npartners:\n";
    let (a, b) = (partner("A", "wished"), partner("B", "wished"));
    let old = format!("{head}{a}{b}");
    assert!(comparing(&old, &format!("{head}{b}{a}"), |comparison| comparison.is_still()));
    comparing(&old, &format!("{head}{a}{}", partner("C", "wished")), |comparison| {
        assert_eq!(comparison.facts.iter().map(|c| c.way()).collect::<Vec<_>>(), [FactWay::OtherAnswer]);
        assert!(comparison.findings.is_empty(), "another name is another fact and no other risk");
    });
    comparing(&old, &format!("{head}{a}{b}{}", partner("C", "wished")), |comparison| {
        let new: Vec<String> =
            comparison.findings.iter().flat_map(|moved| named(comparison.new, &moved.facts_new)).collect();
        assert!(new.contains(&"partners[C]".to_owned()), "{new:?}");
        assert!(!new.contains(&"partners[A]".to_owned()), "{new:?}");
    });
}

#[test]
fn of_two_partners_with_one_name_the_one_that_changed_is_blamed() {
    let partners = |second: &str| {
        format!(
            "quorate: 1\naim: {{statement: Bread for all}}\npartners:\n\
             \x20 - {{name: A, sector: business, commitment: signed, agrees_aim: no}}\n\
             \x20 - {{name: A, sector: government, commitment: signed, agrees_aim: {second}}}\n"
        )
    };
    comparing(&partners("yes"), &partners("no"), |comparison| {
        let moved = comparison.findings.iter().find(|moved| moved.finding().id(&RUBRICS) == "goals/one-aim");
        let records: Vec<Option<u32>> =
            moved.expect("it moved").facts_new.iter().map(|route| route.record).collect();
        assert!(records.contains(&Some(1)), "{records:?}");
    });
}

#[test]
fn each_way_of_moving_is_told() {
    let old = include_str!("../../../tests/cmd/compare.in/old.yaml");
    let new = include_str!("../../../tests/cmd/compare.in/new.yaml");
    comparing(old, new, |comparison| {
        use FindingKind::{Question, Risk, Sector};
        for (id, way, kind) in [
            ("community/part", FindingWay::Gone, Risk),
            ("public/owns-problem", FindingWay::New, Risk),
            ("public/support", FindingWay::Reopened, Question),
            ("sectors/delegates", FindingWay::Worse, Question),
            ("sector/business", FindingWay::Better, Sector),
            ("coordination/parts", FindingWay::OtherFacts, Question),
        ] {
            assert!(ways(comparison, id).contains(&(way, kind)), "{id}: {:?}", ways(comparison, id));
        }
        assert_eq!(way_of(comparison, "community/part"), Some(Way::Better));
        assert_eq!(way_of(comparison, "sectors/delegates"), Some(Way::Worse));
        assert_eq!(way_of(comparison, "public/owns-problem"), Some(Way::CountsNow));
        assert_eq!(way_of(comparison, "public/support"), Some(Way::CountsNow));
        assert_eq!(way_of(comparison, "community/buy-in"), Some(Way::NowUnknown));
        assert_eq!(way_of(comparison, "goals/narrow"), None);
    });
}
