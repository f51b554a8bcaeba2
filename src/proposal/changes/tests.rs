use std::sync::LazyLock;

use super::*;
use crate::document::{self, Limits, Problems};
use crate::proposal::{Evidence, EvidenceState, NoFolder, bind};

pub(super) static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let stream = document::parse(include_str!("../../../rubrics/facts.yaml"), &Limits::default());
    let problems = Problems::default();
    let dictionary = Dictionary::load(&stream.documents[0], &problems);
    assert_eq!(problems.into_sorted(), []);
    dictionary
});

pub(super) fn bound(text: &str) -> Proposal {
    bound_with(text, &NoFolder)
}

fn bound_with(text: &str, evidence: &dyn Evidence) -> Proposal {
    let stream = document::parse(text, &Limits::default());
    assert_eq!(stream.problems, [], "{text}");
    let (proposal, problems) = bind(&stream.documents[0], &DICTIONARY, evidence);
    assert!(problems.iter().all(|p| p.kind == document::ProblemKind::Warning), "{text}\n{problems:?}");
    proposal
}

/// A change in a line: its way, what changed, the answers and the lines.
fn line(versions: Pair<&Proposal>, change: &FactChange) -> String {
    let lines = change.spans().map(|span| span.map_or("-".to_owned(), |span| span.line.to_string()));
    let (what, said) = match change {
        FactChange::Answer(change) => {
            let words = change.words(&DICTIONARY);
            let route = versions.new.named_route(&DICTIONARY, change.routes.new);
            (route, format!(" {} -> {}", words.old, words.new))
        }
        FactChange::Record(change) => {
            (versions.of(change.version).named_route(&DICTIONARY, change.route), String::new())
        }
        FactChange::Complete(change) => {
            (DICTIONARY.fact(DICTIONARY.list(change.list).fact).path.clone(), String::new())
        }
        FactChange::Block(change) => {
            (versions.new.named_block_route(&DICTIONARY, change.at.new), String::new())
        }
        FactChange::Evidence(change) => {
            let targets = change.pointers.as_ref().map(|pointers| {
                pointers.iter().map(|pointer| pointer.target.to_string()).collect::<Vec<_>>().join("+")
            });
            let route = versions.new.named_block_route(&DICTIONARY, change.at.new);
            (route, format!(" {} -> {}", targets.old, targets.new))
        }
    };
    format!("{} {what}:{said} @{},{}", change.way().word(), lines.old, lines.new)
}

pub(super) fn lines(old: &Proposal, new: &Proposal) -> Vec<String> {
    let versions = Pair { old, new };
    let same = SameRecords::of(&DICTIONARY, versions);
    changes(&DICTIONARY, versions, &same).iter().map(|change| line(versions, change)).collect()
}

/// What changed between two texts, each after the line that marks them.
fn told(old: &str, new: &str) -> Vec<String> {
    let marked = |text: &str| bound(&format!("quorate: 1\n{text}"));
    lines(&marked(old), &marked(new))
}

#[test]
fn a_fact_that_no_score_reads_is_told_all_the_same() {
    let goal = |population: &str, target: &str| {
        format!(
            "goals:\n  - aim: Children walk to school safely\n    population: {population}\n    target: {target}\n"
        )
    };
    let told = told(&goal("children under 12", "150"), &goal("children of one family", "41"));
    let goal = "goals[Children walk to school safely]";
    assert_eq!(
        told,
        [
            format!("other_answer {goal}.population: “children under 12” -> “children of one family” @4,4"),
            format!("other_answer {goal}.target: 150 -> 41 @5,5"),
        ]
    );
}

#[test]
fn given_denied_and_unknown_are_told_apart() {
    let election = |answer: &str| format!("public_body:\n  ownership: problem\n{answer}");
    let (unknown, none) = (election(""), election("  next_election: none\n"));
    let (given, other) = (election("  next_election: 2027-11\n"), election("  next_election: 2028\n"));
    let between = |old, new| told(old, new).concat();
    let fact = "public_body.next_election";
    assert_eq!(between(&unknown, &given), format!("answered {fact}: not stated -> November 2027 @2,4"));
    assert_eq!(between(&unknown, &none), format!("answered_none {fact}: not stated -> none @2,4"));
    assert_eq!(between(&given, &unknown), format!("now_unknown {fact}: November 2027 -> not stated @4,2"));
    assert_eq!(between(&none, &unknown), format!("none_now_unknown {fact}: none -> not stated @4,2"));
    assert_eq!(between(&given, &none), format!("now_none {fact}: November 2027 -> none @4,4"));
    assert_eq!(between(&none, &given), format!("none_no_more {fact}: none -> November 2027 @4,4"));
    assert_eq!(between(&given, &other), format!("other_answer {fact}: November 2027 -> 2028 @4,4"));
    assert_eq!(
        told("stage: design\n", "stage: assessment\n"),
        ["other_answer stage: design -> assessment @2,2"]
    );
}

#[test]
fn what_is_only_written_otherwise_is_no_change() {
    for (old, new) in [
        (
            "problem: {statement: Two hundred cross}\n",
            "problem:\n  statement: >\n    Two hundred\n    cross\n",
        ),
        ("problem: {domains: [housing, health]}\n", "problem: {domains: [health, housing]}\n"),
        ("approach: {interventions: [A, B b]}\n", "approach: {interventions: [B  b, A]}\n"),
        ("goals: [{aim: A, target: 1200}]\n", "goals: [{target: \"1,200\", aim: A}]\n"),
        ("goals: [A]\n", "goals:\n  - aim: A\n"),
        ("staying: {horizon: 24 months}\n", "staying: {horizon: 2 years}\n"),
        ("name: tbd\n", ""),
        ("partners: [A]\n", "partners: [A]\npartners_complete: yes\n"),
        ("partners: none\n", "partners: []\n"),
        ("public_body: {next_election: none}\n", "public_body: {next_election: no}\n"),
    ] {
        assert_eq!(told(old, new), Vec::<String>::new(), "{old}{new}");
    }
}

#[test]
fn the_words_of_two_answers_always_differ() {
    let lead = "a ".repeat(60);
    let text = |end: &str| format!("problem: {{statement: {lead}{end}}}\n");
    let texts = |end: &str| format!("approach: {{interventions: [first, {lead}{end}, last]}}\n");
    let target = |number: &str| format!("goals: [{{aim: A, target: {number}}}]\n");
    let share = |share: &str| format!("funding: {{outcome_share: {share}}}\n");
    let money = |money: &str| format!("measurement: {{evaluation: {{budget: {money}}}}}\n");
    for (old, new, words) in [
        (text("lake"), text("river"), "“…a a a a a a a a lake” -> “…a a a a a a a a river”"),
        (
            texts("lake"),
            texts("river"),
            "…a a a a a a a a lake; first; last -> …a a a a a a a a river; first; last",
        ),
        (target("0.001"), target("0.002"), "0.001 -> 0.002"),
        (share("0.12345"), share("0.12346"), "12.345 % -> 12.346 %"),
        (money("1.0011 EUR"), money("1.0012 EUR"), "1.0011 EUR -> 1.0012 EUR"),
    ] {
        let told = told(&old, &new).concat();
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn records_are_the_same_by_name_wherever_they_stand() {
    let (a, b) = ("  - {name: City of Elm, local: yes}\n", "  - {name: Readers, local: no}\n");
    let swapped = told(&format!("partners:\n{a}{b}"), &format!("partners:\n{b}{a}"));
    assert_eq!(swapped, Vec::<String>::new());
    let b_too = "  - {name: \"readers \", local: yes}\n";
    assert_eq!(
        told(&format!("partners:\n{a}{b}"), &format!("partners:\n{b_too}{a}")),
        [
            "other_answer partners[readers ].name: “Readers” -> “readers” @4,3",
            "none_no_more partners[readers ].local: no -> yes @4,3",
        ]
    );
}

#[test]
fn records_come_in_the_order_of_the_new_version_and_those_that_are_gone_after_them() {
    let old = "partners: [{name: A, local: yes}, {name: B, local: yes}, {name: C}]\n";
    let new = "partners:\n  - {name: D}\n  - {name: B, local: no}\n  - {name: A, local: no}\nname: N\n";
    assert_eq!(
        told(old, new),
        [
            "answered name: not stated -> “N” @1,6",
            "record_added partners[D]: @-,3",
            "now_none partners[B].local: yes -> no @2,4",
            "now_none partners[A].local: yes -> no @2,5",
            "record_removed partners[C]: @2,-",
        ]
    );
}

#[test]
fn of_two_records_with_one_name_the_one_that_changed_is_told() {
    let goals = |targets: &[u32]| {
        let goal = |target: &u32| format!("  - {{aim: Fewer nights outside, target: {target}}}\n");
        format!("goals:\n{}", targets.iter().map(goal).collect::<String>())
    };
    let aim = "goals[Fewer nights outside]";
    assert_eq!(
        told(&goals(&[150, 90]), &goals(&[150, 41])),
        [format!("other_answer {aim}.target: 90 -> 41 @4,4")]
    );
    assert_eq!(told(&goals(&[150, 90]), &goals(&[90])), [format!("record_removed {aim}: @3,-")]);
    assert_eq!(told(&goals(&[150, 90]), &goals(&[90, 150])), Vec::<String>::new());
    assert_eq!(
        told(&goals(&[150, 90]), &goals(&[41, 150])),
        [format!("other_answer {aim}.target: 90 -> 41 @4,3")]
    );
    assert_eq!(told(&goals(&[150]), &goals(&[150, 150])), [format!("record_added {aim}: @-,4")]);
}

#[test]
fn records_without_a_name_are_the_same_where_they_say_the_same() {
    let sources = |sources: &str| format!("funding:\n  sources:\n{sources}");
    let (a, b) = ("    - {kind: grant, amount: 10 EUR}\n", "    - {kind: fees, amount: 20 EUR}\n");
    let b_too = "    - {kind: fees, amount: 30 EUR}\n";
    assert_eq!(told(&sources(&format!("{a}{b}")), &sources(b)), ["record_removed funding.sources[?]: @4,-"]);
    assert_eq!(
        told(&sources(&format!("{a}{b}")), &sources(&format!("{b_too}{a}"))),
        ["other_answer funding.sources[?].amount: 20 EUR -> 30 EUR @5,4"]
    );
}

#[test]
fn a_record_in_its_place_that_says_mostly_the_same_was_renamed() {
    let partner = |name: &str, rest: &str| format!("  - {{name: {name}, {rest}}}\n");
    let list = |partners: &[String]| format!("partners:\n{}", partners.concat());
    let elm = partner("City of Elm", "local: yes");
    let firm = "sector: business, commitment: wished, local: yes";
    let old = list(&[elm.clone(), partner("Axle", firm)]);
    let renamed = "other_answer partners[Axle Ltd].name: “Axle” -> “Axle Ltd”";
    assert_eq!(told(&old, &list(&[elm.clone(), partner("Axle Ltd", firm)])), [format!("{renamed} @4,4")]);
    let new = partner("Oak", "sector: business");
    assert_eq!(
        told(
            &old,
            &list(&[
                new,
                elm.clone(),
                partner("Axle Ltd", "sector: business, commitment: agreed, local: yes")
            ])
        ),
        [
            "record_added partners[Oak]: @-,3".to_owned(),
            format!("{renamed} @4,5"),
            "other_answer partners[Axle Ltd].commitment: wished -> agreed @4,5".to_owned(),
        ]
    );
    let gone_and_new = ["record_added partners[Axle Ltd]: @-,4", "record_removed partners[Axle]: @4,-"];
    // Half is not most; and a name alone says nothing of who it is.
    assert_eq!(
        told(
            &list(&[elm.clone(), partner("Axle", "local: yes, part: this")]),
            &list(&[elm.clone(), partner("Axle Ltd", "local: yes, part: that")])
        ),
        gone_and_new
    );
    assert_eq!(told("partners: [Axle]\n", "partners: [Axle Ltd]\n").len(), 2);
    // In another place it is another one.
    let moved = list(&[partner("Axle Ltd", firm), elm.clone()]);
    assert_eq!(
        told(&old, &moved),
        ["record_added partners[Axle Ltd]: @-,3", "record_removed partners[Axle]: @4,-"]
    );
    let named = told("goals: [{target: 3, baseline: 0}]\n", "goals: [{aim: A, target: 3, baseline: 0}]\n");
    assert_eq!(named, ["answered goals[A].aim: not stated -> “A” @2,2"]);
}

#[test]
fn a_block_that_is_denied_at_once_is_told_once() {
    let old = "staying:\n  exit:\n    plan: agreed\n    by: none\n";
    let new = "staying:\n  horizon: 3 years\n  exit: none\n";
    let block = "staying.exit";
    assert_eq!(
        told(old, new),
        [
            "answered staying.horizon: not stated -> 3 years @2,3".to_owned(),
            format!("block_denied {block}: @3,4"),
            format!("now_none {block}.plan: agreed -> none @4,4"),
        ]
    );
    assert_eq!(
        told(new, old),
        [
            "now_unknown staying.horizon: 3 years -> not stated @3,2".to_owned(),
            format!("block_denied_no_more {block}: @4,3"),
            format!("none_no_more {block}.plan: none -> agreed @4,4"),
        ]
    );
    // All of it was denied already, and what is around it is denied now.
    assert_eq!(
        told("staying: {exit: none}\n", "staying: none\n"),
        ["block_denied staying: @2,2"],
        "of the rest of the block nothing was known"
    );
    let delegate = |delegate: &str| format!("partners:\n  - {{name: A, delegate: {delegate}}}\n");
    assert_eq!(
        told(&delegate("{name: B}"), &delegate("none")),
        ["block_denied partners[A].delegate: @3,3", "now_none partners[A].delegate.name: “B” -> none @3,3"]
    );
}

#[test]
fn a_list_that_was_emptied_tells_who_is_gone() {
    let old = "partners: [{name: A}, {name: B}]\n";
    let gone = ["record_removed partners[A]: @2,-", "record_removed partners[B]: @2,-"];
    let emptied = told(old, "partners: none\n");
    assert_eq!(emptied[0], "now_none partners: 2 partners -> none @2,2");
    assert_eq!(emptied[1..], gone);
    let unknown = told(old, "name: N\n");
    assert_eq!(unknown[1], "now_unknown partners: 2 partners -> not stated @2,1");
    assert_eq!(unknown[2..], gone);
}

#[test]
fn a_list_that_is_complete_no_more_is_told() {
    let old = "partners: [A]\n";
    assert_eq!(told(old, "partners_complete: no\npartners: [A]\n"), ["now_incomplete partners: @2,2"]);
    let new = "partners: [A]\npartners_complete: yes\n";
    assert_eq!(told("partners_complete: no\npartners: [A]\n", new), ["now_complete partners: @2,3"]);
}

#[test]
fn evidence_is_told_by_block_and_by_record() {
    let old = "\
trust: {credit: spoken, evidence: minutes.txt}
partners:
  - {name: A, commitment: agreed, evidence: [a.txt, b.txt]}
  - {name: B, commitment: agreed, delegate: {name: C, evidence: {file: c.txt, page: 3}}}
";
    let new = "\
trust: {credit: spoken}
partners:
  - {name: A, commitment: agreed, evidence: [b.txt, \"https://example.org\", a.txt]}
  - {name: B, commitment: agreed, delegate: {name: C, evidence: {page: 4, file: c.txt}}, evidence: c.txt}
";
    assert_eq!(
        told(old, new),
        [
            "other_evidence partners[A]: a.txt+b.txt -> b.txt+https://example.org+a.txt @4,4",
            "evidence_added partners[B]:  -> c.txt @5,5",
            "other_evidence partners[B].delegate: c.txt -> c.txt @5,5",
            "evidence_removed trust: minutes.txt ->  @2,2",
        ]
    );
    assert_eq!(told(old, old), Vec::<String>::new());
}

#[test]
fn whether_the_evidence_is_there_is_no_fact() {
    struct Nowhere;
    impl Evidence for Nowhere {
        fn look(&self, _: &str) -> EvidenceState {
            EvidenceState::Missing
        }
    }
    let text = "quorate: 1\ntrust: {credit: spoken, evidence: minutes.txt}\n";
    let (old, new) = (bound_with(text, &Nowhere), bound_with(text, &NoFolder));
    assert_eq!(lines(&old, &new), Vec::<String>::new());
    assert_eq!(
        [old.pointers()[0].state, new.pointers()[0].state],
        [EvidenceState::Missing, EvidenceState::Unseen]
    );
}

/// Were each record looked for among all others, this would take minutes.
#[test]
fn thousands_of_records_are_matched_in_one_pass() {
    const MANY: usize = 20_000;
    let partners = |names: &mut dyn Iterator<Item = String>| {
        format!("partners:\n{}", names.map(|name| format!("  - {{name: {name}}}\n")).collect::<String>())
    };
    let named = |number| format!("N{number}");
    let forwards = partners(&mut (0..MANY).map(named));
    assert_eq!(told(&forwards, &partners(&mut (0..MANY).rev().map(named))).len(), 0);
    assert_eq!(told(&forwards, &partners(&mut (MANY..2 * MANY).map(named))).len(), 2 * MANY);
    let alike = |number| partners(&mut (0..number).map(|_| "N".to_owned()));
    assert_eq!(told(&alike(MANY), &alike(MANY / 2)).len(), MANY / 2);
    let nameless = |field: &str| format!("goals:\n{}", format!("  - {{{field}}}\n").repeat(MANY));
    assert_eq!(told(&nameless("target: 1"), &nameless("target: 2")).len(), MANY);
}
