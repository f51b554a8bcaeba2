//! Sentences about the records of a list.

use super::{blamed, why};

const PARTNERS: &str = "partners:\n\
    \x20 - {name: City of Riverside, sector: government, role: lead, commitment: signed, local: yes, committed_for: 3 years}\n\
    \x20 - {name: Night Kitchen, sector: non-profit, commitment: signed, local: yes, committed_for: 9 years}\n\
    \x20 - {name: Lind Foundation, sector: philanthropy, commitment: agreed, local: no, committed_for: 3 years}\n\
    \x20 - {sector: business, commitment: invited, local: yes}\n\
    staying: {horizon: 8 years}\n";

#[test]
fn records_are_counted_and_named() {
    assert_eq!(
        why(
            PARTNERS,
            "{count: {list: partners, where: {fact: partners.commitment, at_least: signed}, at_least: 1}}"
        ),
        ["Two of four partners have signed: City of Riverside and Night Kitchen"]
    );
    assert_eq!(
        why(
            PARTNERS,
            "{count: {list: partners, where: {fact: partners.commitment, at_least: invited}, at_least: 1}}"
        ),
        [
            "All four partners are at least invited: City of Riverside, Night Kitchen, Lind Foundation and one more"
        ]
    );
}

#[test]
fn nobody_is_told_with_what_can_stand_behind_the_noun() {
    let academia =
        "{all: [{fact: partners.sector, has: academia}, {fact: partners.commitment, at_least: agreed}]}";
    assert_eq!(
        why(PARTNERS, &format!("{{count: {{list: partners, where: {academia}, at_least: 1}}}}")),
        ["No partner from academia has agreed"]
    );
    assert_eq!(
        why(
            "partners: [{name: City, role: lead, commitment: agreed}]",
            "{count: {list: partners, where: {fact: partners.role, has: backbone}, at_least: 1}}"
        ),
        ["No partner has agreed and is the backbone"]
    );
}

#[test]
fn one_of_several_is_called_by_name() {
    assert_eq!(
        why(
            PARTNERS,
            "{count: {list: partners, where: {all: [{fact: partners.local, is: no}, {fact: partners.commitment, at_least: agreed}]}, at_least: 1}}"
        ),
        ["Lind Foundation is not rooted in the place and has agreed"]
    );
}

#[test]
fn too_few_or_too_many_records_are_told_with_how_many_there_should_be() {
    assert_eq!(
        why("goals: [{aim: a}, {aim: b}, {aim: c}]", "{count: {list: goals, at_most: 2}}"),
        ["Three goals are listed; there should be at most two"]
    );
    assert_eq!(
        why("funding: {sources: [{from: City}]}", "{count: {list: funding.sources, at_least: 2}}"),
        ["Only one source of money is listed; at least two are needed"]
    );
    assert_eq!(why("goals: none", "{count: {list: goals, at_least: 1}}"), ["No goal is listed"]);
    let dated = "{count: {list: milestones, where: {fact: milestones.due, stated: yes}, at_least: 3}}";
    assert_eq!(
        why("milestones: [{what: a, due: 2027}, {what: b}]", dated),
        ["At most two milestones have a date; at least three are needed"],
        "the second may have one"
    );
}

#[test]
fn a_share_that_is_too_small_names_those_that_fall_short() {
    assert_eq!(
        why(PARTNERS, "{every: {list: partners, holds: {fact: partners.commitment, at_least: agreed}}}"),
        ["One of four partners, the fourth partner, has not agreed; all should have"]
    );
    assert_eq!(
        why(
            PARTNERS,
            "{share: {list: partners, holds: {fact: partners.commitment, at_least: signed}, at_least: 75 %}}"
        ),
        [
            "Two of four partners, Lind Foundation and the fourth partner, have not signed; at least three quarters should have"
        ]
    );
    assert_eq!(
        why(PARTNERS, "{share: {list: partners, holds: {fact: partners.local, is: no}, at_least: 20 %}}"),
        ["One of three partners that have agreed is not rooted in the place: Lind Foundation"]
    );
}

#[test]
fn what_is_measured_is_told_of_the_few_that_reach_it() {
    let asked = "{share: {list: partners, where: {fact: partners.commitment, at_least: agreed}, \
        holds: {fact: partners.committed_for, at_least: {fact: staying.horizon}}, at_least: 50 %}}";
    assert_eq!(
        why(PARTNERS, asked),
        [
            "Only one of three partners that have agreed is committed for at least the horizon of eight years; \
          at least half should be"
        ]
    );
}

#[test]
fn a_record_that_lacks_several_things_has_all_of_them_told() {
    let every = "{every: {list: goals, holds: {all: [{fact: goals.measure, stated: yes}, {fact: goals.target, stated: yes}, {fact: goals.due, stated: yes}]}}}";
    assert_eq!(
        why(
            "goals: [{aim: Homes, measure: m, target: 1, due: 2029}, {aim: Jobs, measure: none, target: none, due: none}]",
            every
        ),
        ["One of two goals, “Jobs”, has no measure, no target and no date"]
    );
    assert_eq!(
        why(
            "goals: [{aim: Homes, measure: none, target: 1, due: 2029}, {aim: Jobs, measure: m, target: none, due: 2029}]",
            every
        ),
        ["Both goals fall short: “Homes” has no measure and “Jobs” has no target"]
    );
}

#[test]
fn sectors_that_have_agreed_are_named() {
    let asked = |at_least: u32| {
        format!(
            "{{distinct: {{of: partners.sector, among: [non-profit, government, business, philanthropy], \
             where: {{fact: partners.commitment, at_least: agreed}}, at_least: {at_least}}}}}"
        )
    };
    let wished = "partners: [{name: a, sector: business, commitment: wished}]";
    assert_eq!(why(wished, &asked(3)), ["No sector has agreed yet; three of the four are needed"]);
    assert_eq!(
        why(PARTNERS, &asked(4)),
        ["Only non-profit, government and philanthropy have agreed; all four sectors are needed"]
    );
    assert_eq!(why(PARTNERS, &asked(2)), ["Non-profit, government and philanthropy have agreed"]);
    assert_eq!(
        why(
            wished,
            "{distinct: {of: partners.sector, among: [business, philanthropy], where: {fact: partners.commitment, at_least: agreed}, at_most: 0}}"
        ),
        ["Neither business nor philanthropy has agreed"]
    );
}

#[test]
fn other_words_that_differ_are_told_of_all_records() {
    assert_eq!(
        why(
            "partners: [{name: a, commitment: agreed, brings: [money]}, {name: b, commitment: agreed, brings: [money]}]",
            "{distinct: {of: partners.brings, at_least: 2}}"
        ),
        ["What the partners bring is only money; at least two kinds are needed"]
    );
}

#[test]
fn what_no_record_covers_is_named() {
    let asked = "{covers: {all_of: problem.domains, by: partners.domains, at_least: 2/3}}";
    let partners = "partners: [{name: a, commitment: agreed, domains: [housing]}]\n";
    assert_eq!(
        why(&format!("{partners}problem: {{domains: [housing, health, food]}}"), asked),
        [
            "No partner that has agreed works in health or food; at least two thirds of the domains that the problem touches should have one"
        ]
    );
    assert_eq!(
        why(&format!("{partners}problem: {{domains: [housing]}}"), asked),
        ["Each of the domains that the problem touches has a partner"]
    );
}

#[test]
fn the_part_of_the_largest_giver_is_told() {
    let asked = "{largest_share: {list: funding.sources, of: funding.sources.amount, by: funding.sources.from, at_most: 60 %}}";
    assert_eq!(
        why("funding: {sources: [{from: a, amount: 90 EUR}, {from: b, amount: 10 EUR}]}", asked),
        ["More than 60 % of the money comes from one giver"]
    );
}

#[test]
fn a_long_name_is_cut_in_the_middle_and_keeps_its_place() {
    let long = "Directorate for Regional Development and Employment of the County of Lower Warta";
    let facts = format!(
        "partners: [{{name: {long}, commitment: wished}}, {{name: b, commitment: agreed}}, {{name: c, commitment: agreed}}]"
    );
    let asked = "{every: {list: partners, holds: {fact: partners.commitment, at_least: agreed}}}";
    let [told] = &why(&facts, asked)[..] else { panic!("one reason") };
    assert!(
        told.contains(long) && told.starts_with("One of three partners, "),
        "there is room for one: {told}"
    );
    let facts = format!(
        "partners: [{{name: {long}, commitment: wished}}, {{name: {long} II, commitment: wished}}, {{name: c, commitment: agreed}}]"
    );
    let [told] = &why(&facts, asked)[..] else { panic!("one reason") };
    assert!(
        told.starts_with("Two of three partners, Directorate for Regional…")
            && told.contains("Lower Warta II"),
        "{told}"
    );
}

#[test]
fn how_many_are_named_does_not_change_who_is_to_blame() {
    let partners: Vec<String> =
        (0..12).map(|n| format!("{{name: Partner {n}, commitment: wished}}")).collect();
    let facts = format!("partners: [{}, {{name: Last, commitment: agreed}}]", partners.join(", "));
    let asked = "{every: {list: partners, holds: {fact: partners.commitment, at_least: agreed}}}";
    assert_eq!(
        why(&facts, asked),
        [
            "Of 13 partners 12, Partner 0, Partner 1, Partner 2 and nine more, have not agreed; all should have"
        ]
    );
    let each: Vec<String> = (0..12).map(|n| format!("partners[{n}].commitment")).collect();
    assert_eq!(blamed(&facts, asked), each);
}
