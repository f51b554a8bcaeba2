//! The rules of `docs/scoring.md`, one by one: each test fails without its rule.

use std::sync::LazyLock;

use quorate::assess::Truth::{False, True, Unknown};
use quorate::assess::{
    Assessment, Context, FindingKind, Need, Options, Reading, SectorStatus, Subject, Truth, Verdict, assess,
};
use quorate::document::{self, Document, Limits, Problem, ProblemKind, Problems};
use quorate::proposal::{Evidence, EvidenceState, NoFolder, PartialDate, Proposal, bind};
use quorate::rubric::{Level, Rubrics, RungId, Severity, compile};

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

fn today() -> PartialDate {
    PartialDate::parse("2026-11-22").expect("a date")
}

fn document(text: &str) -> Document {
    let mut stream = document::parse(text, &Limits::default());
    assert_eq!(stream.problems, [], "{text}");
    stream.documents.remove(0)
}

fn bound(facts: &str, evidence: &dyn Evidence) -> (Proposal, Vec<Problem>) {
    bind(&document(&format!("quorate: 1\n{facts}")), &RUBRICS.dictionary, evidence)
}

fn proposal(facts: &str) -> Proposal {
    let (proposal, problems) = bound(facts, &NoFolder);
    assert!(problems.iter().all(|p| p.kind == ProblemKind::Warning), "{facts}\n{problems:?}");
    proposal
}

fn read(facts: &str, condition: &str, reading: Reading) -> Truth {
    let problems = Problems::default();
    let compiled = compile(&document(condition).root, &RUBRICS.dictionary, &problems);
    assert_eq!(problems.into_sorted(), [], "{condition}");
    let proposal = proposal(facts);
    Context::new(&proposal, reading, today()).evaluate(&compiled.expect("it compiles"))
}

fn truth(facts: &str, condition: &str) -> Truth {
    read(facts, condition, Reading::Claimed)
}

fn proven(facts: &str, condition: &str) -> Truth {
    read(facts, condition, Reading::Evidenced)
}

/// Assesses facts; the proposal lives as long as the test run.
fn assessed(facts: &str) -> Assessment<'static> {
    let proposal = Box::leak(Box::new(proposal(facts)));
    assess(&RUBRICS, proposal, Options::new(today()))
}

fn level_of(assessment: &Assessment, id: &str) -> (Level, Level) {
    let criterion = RUBRICS.criteria.position(|c| c.id == id).expect("a criterion");
    let interval = assessment.criteria[criterion].claimed;
    (interval.low, interval.high)
}

fn finding(assessment: &Assessment, id: &str, kind: FindingKind) -> Option<Severity> {
    assessment.findings.iter().find(|f| f.kind == kind && f.id(&RUBRICS) == id).map(|f| f.severity)
}

// ---- facts

#[test]
fn a_denied_number_is_zero() {
    assert_eq!(
        truth("governance: {backbone: {staff: none}}", "{fact: governance.backbone.staff, at_most: 0}"),
        True
    );
    assert_eq!(
        truth("governance: {backbone: {staff: none}}", "{fact: governance.backbone.staff, more_than: 0}"),
        False
    );
}

#[test]
fn a_denied_word_is_below_every_word() {
    assert_eq!(truth("community: {part: none}", "{fact: community.part, at_least: told}"), False);
    assert_eq!(truth("community: {part: none}", "{fact: community.part, less_than: told}"), True);
}

#[test]
fn a_denied_text_is_not_stated_and_a_denied_list_is_empty() {
    assert_eq!(truth("rationale: {gain: none}", "{fact: rationale.gain, stated: yes}"), False);
    assert_eq!(truth("goals: none", "{count: {list: goals, at_most: 0}}"), True);
    assert_eq!(truth("goals: []", "{count: {list: goals, at_most: 0}}"), True);
}

#[test]
fn a_comparison_with_a_denied_date_is_false_whatever_the_other_side() {
    for op in ["at_least", "at_most", "more_than", "less_than"] {
        let condition = format!("{{fact: staying.exit.by, {op}: {{fact: timing.start}}}}");
        assert_eq!(truth("staying: {exit: {by: none}}\ntiming: {start: 2027}", &condition), False, "{op}");
        assert_eq!(truth("staying: {exit: {by: none}}", &condition), False, "{op}");
    }
}

#[test]
fn a_denied_block_denies_all_under_it() {
    for fact in ["name", "staff", "funded_until", "authority"] {
        assert_eq!(
            truth(
                "governance: {backbone: none}",
                &format!("{{fact: governance.backbone.{fact}, denied: yes}}")
            ),
            True
        );
    }
}

#[test]
fn words_for_not_known_are_unknown_and_words_for_no_deny_quoted_or_not() {
    let stated =
        |gain: &str| truth(&format!("rationale:\n  gain: {gain}\n"), "{fact: rationale.gain, stated: yes}");
    for unknown in ["~", "?", "tbd", "TBC", "unknown", "n/a", "Null", "to be confirmed", ""] {
        assert_eq!(stated(unknown), Unknown, "{unknown}");
        assert_eq!(stated(&format!("\"{unknown}\"")), Unknown, "{unknown} in quotes");
    }
    for denied in ["no", "none", "\"none\"", "'No'"] {
        assert_eq!(stated(denied), False, "{denied}");
    }
    assert_eq!(proposal("place: {country: NO}").text(RUBRICS.product.country), Some("NO"), "Norway");
}

#[test]
fn not_yet_is_no_and_below_every_word_and_a_text_like_any_other() {
    let decides =
        "{count: {list: partners, where: {fact: partners.delegate.decides, denied: yes}, at_least: 1}}";
    assert_eq!(
        truth("partners: [{name: A, commitment: agreed, delegate: {decides: not yet}}]", decides),
        True
    );
    assert_eq!(truth("community: {part: not yet}", "{fact: community.part, less_than: told}"), True);
    assert_eq!(truth("rationale: {gain: not yet}", "{fact: rationale.gain, stated: yes}"), True);
}

#[test]
fn yes_where_a_text_is_asked_for_is_an_error() {
    for yes in ["yes", "\"yes\"", "True"] {
        let (_, problems) = bound(&format!("rationale: {{gain: {yes}}}"), &NoFolder);
        assert_eq!(problems.len(), 1, "{yes}");
        assert!(problems[0].expected.contains("a text"), "{problems:?}");
    }
}

#[test]
fn an_empty_block_is_unknown() {
    assert_eq!(truth("community: {}", "{fact: community.part, denied: yes}"), Unknown);
}

#[test]
fn a_list_is_complete_unless_it_says_otherwise() {
    let business = "{count: {list: partners, where: {fact: partners.sector, has: business}, at_least: 1}}";
    assert_eq!(truth("partners: [{sector: government}]", business), False);
    assert_eq!(truth("partners: [{sector: government}]\npartners_complete: no", business), Unknown);
    let at_most_one = "{count: {list: partners, at_most: 1}}";
    assert_eq!(truth("partners: [{sector: government}]", at_most_one), True);
    assert_eq!(truth("partners: [{sector: government}]\npartners_complete: no", at_most_one), Unknown);
}

#[test]
fn a_record_of_unknown_fields_counts_in_the_upper_bound_only() {
    let signed = |n: u8| {
        format!(
            "{{count: {{list: partners, where: {{fact: partners.commitment, is: signed}}, at_least: {n}}}}}"
        )
    };
    let two = "partners: [{commitment: signed}, {name: B}]";
    assert_eq!(
        [truth(two, &signed(1)), truth(two, &signed(2)), truth(two, &signed(3))],
        [True, Unknown, False]
    );
}

#[test]
fn a_share_and_every_over_an_empty_list_are_false() {
    let signed = "holds: {fact: partners.commitment, is: signed}";
    assert_eq!(truth("partners: none", &format!("{{every: {{list: partners, {signed}}}}}")), False);
    assert_eq!(
        truth("partners: none", &format!("{{share: {{list: partners, {signed}, at_most: 100 %}}}}")),
        False
    );
    let none_in_question = "where: {fact: partners.sector, has: business}";
    assert_eq!(
        truth(
            "partners: [{sector: government}]",
            &format!("{{every: {{list: partners, {none_in_question}, {signed}}}}}")
        ),
        False
    );
}

// ---- evidence

const URL: &str = "evidence: https://example.org/minutes";

#[test]
fn evidence_covers_its_block_and_the_blocks_inside_and_no_other() {
    let part = "{fact: community.part, is: leads}";
    assert_eq!(proven(&format!("community: {{part: leads, {URL}}}"), part), True);
    assert_eq!(proven("community: {part: leads}", part), Unknown);
    let nested = format!("governance: {{backbone: {{staff: 2}}, {URL}}}");
    assert_eq!(proven(&nested, "{fact: governance.backbone.staff, at_least: 1}"), True);
}

#[test]
fn evidence_of_a_block_does_not_reach_the_records_of_a_list_in_it() {
    let given = format!("community: {{voice: [{{chosen_by: partners}}], {URL}}}");
    let condition = "{count: {list: community.voice, where: {fact: community.voice.chosen_by, is: partners}, at_least: 1}}";
    assert_eq!((truth(&given, condition), proven(&given, condition)), (True, Unknown));
}

#[test]
fn a_record_without_evidence_stays_as_a_maybe() {
    let given = format!("partners: [{{sector: government, {URL}}}, {{sector: business}}]");
    let business = "{count: {list: partners, where: {fact: partners.sector, has: business}, at_least: 1}}";
    assert_eq!(proven(&given, business), Unknown, "it is not dropped");
    assert_eq!(proven(&given, "{count: {list: partners, at_most: 2}}"), True);
    assert_eq!(proven(&given, "{count: {list: partners, at_most: 1}}"), Unknown);
}

#[test]
fn evidence_is_not_allowed_at_the_root_and_name_and_stage_need_none() {
    let (_, problems) = bound("evidence: https://example.org", &NoFolder);
    assert_eq!(problems.len(), 1);
    assert_eq!(proven("stage: design", "{fact: stage, is: design}"), True);
}

#[test]
fn missing_or_empty_evidence_proves_nothing_and_on_standard_input_no_file_does() {
    struct Fixed(EvidenceState);
    impl Evidence for Fixed {
        fn look(&self, _: &str) -> EvidenceState {
            self.0
        }
    }
    let of = |state| {
        let (proposal, problems) = bound("community: {part: leads, evidence: a.pdf}", &Fixed(state));
        let fact = RUBRICS.dictionary.reference(RUBRICS.dictionary.find("community.part").expect("a fact"));
        (proposal.slot(fact).evidenced, problems.len())
    };
    assert_eq!(of(EvidenceState::Holds), (true, 0));
    assert_eq!(of(EvidenceState::Missing), (false, 1));
    assert_eq!(of(EvidenceState::Empty), (false, 1));
    assert_eq!(of(EvidenceState::Unseen), (false, 0));
}

// ---- conditions

#[test]
fn dates_compare_at_the_coarser_precision_and_are_unknown_where_that_does_not_decide() {
    let before_election = "{fact: timing.start, less_than: {fact: public_body.next_election}}";
    let given =
        |start, election| format!("timing: {{start: {start}}}\npublic_body: {{next_election: {election}}}");
    assert_eq!(truth(&given("2027", "2028-05"), before_election), True);
    assert_eq!(truth(&given("2028", "2028-05"), before_election), Unknown);
    assert_eq!(truth(&given("2029-01-01", "2028-05"), before_election), False);
}

#[test]
fn a_partner_may_have_two_sectors() {
    let both = "{distinct: {of: partners.sector, among: [government, business], at_least: 2}}";
    assert_eq!(truth("partners: [{sector: [government, business], commitment: agreed}]", both), True);
    // Where each sector needs a body of its own, one that has two stands for one of them.
    let own = "{distinct: {of: partners.sector, among: [government, business], own: yes, at_least: 2}}";
    assert_eq!(
        truth("partners: [{name: A, sector: [government, business], commitment: agreed}]", own),
        False
    );
    let beside = "{name: B, sector: business, commitment: agreed}";
    assert_eq!(
        truth(
            &format!("partners: [{{name: A, sector: [government, business], commitment: agreed}}, {beside}]"),
            own
        ),
        True
    );
}

#[test]
fn a_count_of_different_words_counts_each_record_of_unknown_value_once_up_to_among() {
    let of_four = |n: u8| {
        format!(
            "{{distinct: {{of: partners.sector, among: [non-profit, government, business, philanthropy], at_least: {n}}}}}"
        )
    };
    let three = "partners: [{sector: government, commitment: agreed}, {sector: government, commitment: agreed}, {name: C, commitment: agreed}]";
    assert_eq!([1, 2, 3].map(|n| truth(three, &of_four(n))), [True, Unknown, False]);
    let many = "partners: [{name: A}, {name: B}, {name: C}, {name: D}, {name: E}]";
    assert_eq!([truth(many, &of_four(4)), truth(many, &of_four(5))], [Unknown, False]);
}

#[test]
fn covers_asks_for_every_word_and_takes_an_unknown_list_for_any() {
    let covers = "{covers: {all_of: problem.domains, by: partners.domains}}";
    let problem = "problem: {domains: [housing, health]}\n";
    assert_eq!(
        truth(
            &format!(
                "{problem}partners: [{{domains: [housing], commitment: agreed}}, {{domains: [health, food], commitment: agreed}}]"
            ),
            covers
        ),
        True
    );
    assert_eq!(
        truth(&format!("{problem}partners: [{{domains: [housing], commitment: agreed}}]"), covers),
        False
    );
    assert_eq!(
        truth(
            &format!("{problem}partners: [{{domains: [housing], commitment: agreed}}, {{name: B}}]"),
            covers
        ),
        Unknown
    );
}

#[test]
fn the_largest_share_is_unknown_where_currencies_differ_or_an_amount_is_missing() {
    let share = "{largest_share: {list: funding.sources, of: funding.sources.amount, by: funding.sources.from, at_most: 60 %}}";
    let given = |sources: &str| format!("funding: {{sources: [{sources}]}}");
    assert_eq!(truth(&given("{from: A, amount: 50 EUR}, {from: B, amount: 50 EUR}"), share), True);
    assert_eq!(
        truth(
            &given("{from: A, amount: 50 EUR}, {from: A, amount: 50 EUR}, {from: B, amount: 10 EUR}"),
            share
        ),
        False
    );
    let twice =
        given("{from: Lind, amount: 50 EUR}, {from: The  LIND, amount: 50 EUR}, {from: B, amount: 10 EUR}");
    assert_eq!(truth(&twice, share), False, "one giver, however the name is typed");
    assert_eq!(truth(&given("{from: A, amount: 50 EUR}, {from: B, amount: 50 USD}"), share), Unknown);
    assert_eq!(truth(&given("{from: A, amount: 50 EUR}, {from: B}"), share), Unknown);
}

#[test]
fn a_fact_of_the_same_record_can_stand_on_the_right() {
    let staffed = "{every: {list: partners, holds: {fact: partners.other_partnerships, less_than: {fact: partners.staff_days}}}}";
    assert_eq!(
        truth(
            "partners: [{other_partnerships: 2, staff_days: 3, commitment: agreed}, {other_partnerships: none, staff_days: 1, commitment: agreed}]",
            staffed
        ),
        True
    );
    assert_eq!(
        truth("partners: [{other_partnerships: 3, staff_days: 3, commitment: agreed}]", staffed),
        False
    );
    assert_eq!(truth("partners: [{other_partnerships: 3, commitment: agreed}]", staffed), Unknown);
}

#[test]
fn dates_take_a_length_of_time_and_the_time_between_them_can_be_asked() {
    let within_horizon =
        "{fact: staying.exit.by, at_most: {fact: timing.start, plus: {fact: staying.horizon}}}";
    let given = |by| format!("timing: {{start: 2027-03}}\nstaying: {{horizon: 2 years, exit: {{by: {by}}}}}");
    assert_eq!(truth(&given("2029-03"), within_horizon), True);
    assert_eq!(truth(&given("2029-04"), within_horizon), False);
    let between = "{between: {from: timing.start, to: staying.exit.by, at_most: 1 year}}";
    assert_eq!(truth(&given("2028-03"), between), True);
    assert_eq!(truth(&given("2028-04"), between), False);
}

// ---- levels, verdict

#[test]
fn a_criterion_that_may_not_apply_is_open_and_one_that_does_not_is_out_of_the_count() {
    let of = |facts: &str| {
        let assessment = assessed(facts);
        let criterion = RUBRICS.criteria.position(|c| c.id == "rationale/why-business").expect("a criterion");
        (assessment.criteria[criterion].counts, level_of(&assessment, "rationale/why-business"))
    };
    assert_eq!(of("partners: [{sector: government}]"), (false, of("partners: [{sector: government}]").1));
    assert_eq!(of("partners: [{name: A}]"), (true, (Level::Absent, Level::Strong)));
}

#[test]
fn a_pattern_is_a_question_only_where_one_of_its_conditions_is_true() {
    let id = "pattern/no-teeth";
    assert_eq!(finding(&assessed("name: A"), id, FindingKind::Question), None);
    assert!(finding(&assessed("governance: {shared_activities: 3}"), id, FindingKind::Question).is_some());
    let both = assessed("governance: {shared_activities: 3, on_non_delivery: none}");
    assert!(finding(&both, id, FindingKind::Risk).is_some());
}

#[test]
fn one_cause_is_one_row() {
    let assessment = assessed("governance: {shared_activities: 3, on_non_delivery: none}");
    let row = assessment.findings.iter().find(|f| f.id(&RUBRICS) == "pattern/no-teeth").expect("the pattern");
    let folded: Vec<&str> = row.folded.iter().map(|risk| risk.id(&RUBRICS)).collect();
    assert_eq!(folded, ["coordination/teeth"]);
    assert_eq!(finding(&assessment, "coordination/teeth", FindingKind::Risk), None);
    assert!(row.severity >= RUBRICS.criterion("coordination/teeth").expect("a criterion").risk.severity);
}

#[test]
fn a_known_absent_decisive_criterion_beats_undetermined_and_undetermined_beats_the_rest() {
    let absent = assessed("community: {part: none}");
    assert!(absent.answered < 0.5);
    assert_eq!(absent.verdict, Verdict::Rung(RungId::from(0)));
    assert_eq!(assessed("community: {part: consulted, voice: none}").verdict, Verdict::Undetermined);
    assert_eq!(assessed("name: A").verdict, Verdict::Undetermined);
}

#[test]
fn without_a_verdict_the_report_names_the_decisive_criteria_of_which_nothing_is_known() {
    let assessment = assessed("community: {part: consulted, voice: none}");
    let known = |id: &str| {
        let criterion = RUBRICS.criteria.position(|c| c.id == id).expect("a criterion");
        assessment.checks.iter().any(|check| check.need == Need::Known(criterion))
    };
    assert_eq!(assessment.verdict, Verdict::Undetermined);
    assert!(known("goals/narrow"), "nothing is known of it");
    assert!(!known("community/part"), "that they are told is known");
}

#[test]
fn a_risk_is_full_at_absent_and_one_step_lower_at_weak() {
    assert_eq!(
        finding(&assessed("community: {part: none}"), "community/part", FindingKind::Risk),
        Some(Severity::Critical)
    );
    assert_eq!(
        finding(&assessed("community: {part: consulted, voice: none}"), "community/part", FindingKind::Risk),
        Some(Severity::High)
    );
    let strong = assessed(
        "community: {part: leads, voice: [{who: A, chosen_by: the people themselves}], seats: 3}\ngovernance: {seats: 5}",
    );
    assert_eq!(finding(&strong, "community/part", FindingKind::Risk), None);
}

#[test]
fn an_unknown_is_a_question_and_no_risk() {
    let assessment = assessed("name: A");
    assert_eq!(finding(&assessment, "community/part", FindingKind::Question), Some(Severity::Critical));
    assert!(
        assessment.findings.iter().all(|f| f.kind == FindingKind::Question),
        "nothing said, nothing known to be wrong"
    );
    assert_eq!((assessment.score.claimed, assessment.score.possible), (0, 100));
}

#[test]
fn absent_to_weak_is_both_a_risk_and_a_question() {
    // One partner agreed and one of unknown commitment, of one sector: absent or weak, never more.
    let assessment = assessed(
        "aim: {ambition: system}\npartners: [{name: A, sector: government, commitment: agreed}, {name: B, sector: business}]",
    );
    assert_eq!(level_of(&assessment, "sectors/four"), (Level::Absent, Level::Weak));
    assert_eq!(finding(&assessment, "sectors/four", FindingKind::Question), Some(Severity::High));
    let risk = assessment.findings.iter().find(|f| {
        f.kind == FindingKind::Risk
            && matches!(f.subject, Subject::Criterion(c) if RUBRICS.criteria[c].id == "sectors/four")
    });
    assert_eq!(risk.map(|f| f.severity), Some(Severity::Medium));
}

#[test]
fn a_criterion_counts_from_the_stage_at_which_it_is_due_and_an_unknown_stage_is_design() {
    let due = |facts: &str, id: &str| {
        let assessment = assessed(facts);
        assessment.criteria.iter().any(|r| RUBRICS.criteria[r.criterion].id == id && r.due)
    };
    assert!(!due("stage: diagnosis", "coordination/backbone"));
    assert!(due("stage: design", "coordination/backbone"));
    assert!(due("name: A", "coordination/backbone"));
    assert!(!due("name: A", "learning/evaluation"));
    assert!(assessed("name: A").stage_assumed);
}

#[test]
fn sectors_are_leading_partner_prospective_missing_or_not_declared() {
    let status = |facts: &str, sector: &str| {
        let assessment = assessed(facts);
        let found = assessment.sectors.iter().find(|v| RUBRICS.four_sectors[v.rule].sector == sector);
        found.expect("one of the four").status
    };
    let one = |partner: &str| status(&format!("partners: [{{sector: business, {partner}}}]"), "business");
    assert_eq!(one("role: lead, commitment: agreed"), SectorStatus::Leading);
    assert_eq!(one("delegate: {decides: yes}, commitment: signed"), SectorStatus::Leading);
    assert_eq!(one("role: lead"), SectorStatus::Uncommitted, "its commitment is not stated");
    assert_eq!(one("commitment: signed"), SectorStatus::Partner);
    assert_eq!(one("role: lead, commitment: in talks"), SectorStatus::Prospective);
    assert_eq!(one("commitment: bound by law"), SectorStatus::Partner);
    assert_eq!(one("commitment: wished"), SectorStatus::Wished);
    assert_eq!(one("commitment: declined"), SectorStatus::Declined);
    assert_eq!(status("partners: [{sector: business}]", "government"), SectorStatus::Missing);
    assert_eq!(
        status("partners: [{sector: business}]\npartners_complete: no", "government"),
        SectorStatus::NotDeclared
    );
    assert_eq!(status("partners: [{sector: business}, {name: B}]", "government"), SectorStatus::NotDeclared);
    assert_eq!(status("name: A", "government"), SectorStatus::NotDeclared);
}

#[test]
fn the_weakest_dimension_is_sought_among_those_at_least_half_answered() {
    let assessment = assessed("name: A");
    assert_eq!(assessment.weakest, None, "nothing is half answered");
    assert!(assessment.least_answered.is_some());
}

#[test]
fn moves_raise_known_levels_and_those_that_lift_a_limit_come_first() {
    let assessment = assessed("community: {part: consulted, voice: none}\ntrust: {credit: none}");
    let moved: Vec<&str> =
        assessment.moves.iter().map(|m| RUBRICS.criteria[m.criterion].id.as_str()).collect();
    assert_eq!(moved, ["community/part", "trust/credit"]);
    assert!(
        assessment.moves[0].gain > 0.0 && assessment.moves[1].gain == 0.0,
        "a further check moves no number"
    );
}

#[test]
fn an_absent_fact_stands_at_the_key_of_its_innermost_given_block_or_else_at_the_name() {
    let assessment = assessed("name: A\ngovernance:\n  backbone:\n    name: Office\n");
    let line = |path: &str| {
        let fact = RUBRICS.dictionary.find(path).expect("a fact");
        assessment.place_of(quorate::proposal::Route { fact, record: None }).line
    };
    assert_eq!(line("governance.backbone.staff"), 4);
    assert_eq!(line("governance.decisions"), 3);
    assert_eq!(line("community.part"), 2, "the name");
    assert_eq!(line("governance.backbone.name"), 5);
}
