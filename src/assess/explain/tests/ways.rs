//! What is told of several conditions.

use super::{blamed, why};

#[test]
fn of_several_ways_those_that_lack_least_are_told_and_none_is_said_to_be_needed() {
    let asked = "{any: [{fact: community.asked_for_it, is: yes}, {fact: community.buy_in, at_least: supported}, \
        {all: [{fact: aim.set_by, is: all partners}, {fact: approach.stance, is: open}]}]}";
    let facts = "community: {asked_for_it: no, buy_in: presented}\naim: {set_by: one partner}\napproach: {stance: fixed}\n";
    assert_eq!(why(facts, asked), ["The community has not asked for it", "The community was shown the plan"]);
    let everything = ["community.asked_for_it", "community.buy_in", "aim.set_by", "approach.stance"];
    assert_eq!(blamed(facts, asked), everything);
}

#[test]
fn a_fact_is_told_once() {
    let asked = "{any: [{fact: timing.start_up, at_least: 6 months}, {all: [{fact: timing.start_up, at_least: 3 months}, {count: {list: partners, at_least: 1}}]}]}";
    assert_eq!(
        why("timing: {start_up: 3 weeks}\npartners: [{name: a}]", asked),
        [
            "The time set aside to bring the sectors together is only three weeks; it should be at least six months"
        ]
    );
}

#[test]
fn that_there_is_none_would_do_is_not_told_where_there_is_one() {
    let asked = "{any: [{fact: public_body.compliance.procurement, is: settled}, {fact: public_body.compliance.procurement, denied: yes}]}";
    assert_eq!(
        why("public_body: {compliance: {procurement: open}}", asked),
        ["The procurement route is only open; it should be settled"]
    );
}

#[test]
fn what_should_not_be_so_needs_nothing() {
    assert_eq!(
        why("aim: {ambition: system}", "{none_of: [{fact: aim.ambition, is: system}]}"),
        ["The ambition is the change of a system"]
    );
    assert_eq!(
        why("aim: {ambition: project}", "{none_of: [{fact: aim.ambition, is: system}]}"),
        ["The ambition is only a project"]
    );
}
