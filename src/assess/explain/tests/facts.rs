//! Sentences about one fact.

use super::{why, words};

#[test]
fn an_ordered_word_is_told_with_what_it_should_at_least_be() {
    let asked = "{fact: community.part, at_least: works with us}";
    let needed = "it should at least work with the partners";
    assert_eq!(why("community: {part: told}", asked), [format!("The community is only told; {needed}")]);
    assert_eq!(why("community: {part: none}", asked), [format!("The community has no part in it; {needed}")]);
    assert_eq!(why("community: {part: leads}", asked), ["The community leads"]);
}

#[test]
fn the_highest_word_is_asked_for_without_at_least() {
    assert_eq!(
        why("measurement: {data_agreement: drafted}", "{fact: measurement.data_agreement, at_least: signed}"),
        ["The data agreement is only drafted; it should be signed"]
    );
}

#[test]
fn where_there_is_nothing_a_thing_is_needed() {
    let asked = "{fact: staying.exit.plan, at_least: draft}";
    assert_eq!(
        why("staying: {exit: {plan: idea}}", asked),
        ["The plan for outside partners to leave is only an idea; it should at least be a draft"]
    );
    assert_eq!(
        why("staying: {exit: none}", asked),
        ["There is no plan for outside partners to leave; at least a draft is needed"]
    );
}

#[test]
fn a_phrase_of_the_dictionary_takes_the_answer_in() {
    assert_eq!(
        why("aim: {set_by: one partner}", "{fact: aim.set_by, at_least: all partners}"),
        ["The agenda was set by only one partner; it should have been set by at least all partners"]
    );
    assert_eq!(
        why("public_body: {ownership: service}", "{fact: public_body.ownership, is: problem}"),
        ["The public body owns only a service; it should own the problem"]
    );
}

#[test]
fn yes_and_no_are_a_statement_and_its_contrary() {
    let asked = "{fact: community.asked_for_it, is: yes}";
    assert_eq!(why("community: {asked_for_it: yes}", asked), ["The community has asked for it"]);
    assert_eq!(why("community: {asked_for_it: no}", asked), ["The community has not asked for it"]);
    assert_eq!(
        why(
            "approach: {treats_people_differently: yes}",
            "{fact: approach.treats_people_differently, is: yes}"
        ),
        ["Some people are served and others not"]
    );
}

#[test]
fn what_is_answered_with_none_is_lacking() {
    assert_eq!(
        why("staying: {exit: none}", "{fact: staying.exit.owner, stated: yes}"),
        ["It is not settled who owns what stays"]
    );
    assert_eq!(
        why("public_body: {risk_register: none}", "{fact: public_body.risk_register, stated: yes}"),
        ["There is no risk register"]
    );
    assert_eq!(
        why("public_body: {next_election: none}", "{fact: public_body.next_election, denied: yes}"),
        ["No election is ahead"]
    );
}

#[test]
fn a_text_that_is_given_is_quoted() {
    assert_eq!(
        why("community: {who_gains: Women over 50}", "{fact: community.who_gains, stated: yes}"),
        ["It is written who gains: “Women over 50”"]
    );
    assert_eq!(
        why("approach: {copied_from: Pathways}", "{fact: approach.copied_from, stated: yes}"),
        ["The programme is copied from “Pathways”"]
    );
}

#[test]
fn numbers_and_lengths_of_time_are_told_with_how_many_are_needed() {
    assert_eq!(
        why("community: {days_listening: 9}", "{fact: community.days_listening, at_least: 10}"),
        ["The team has spent only nine days with the people; at least ten are needed"]
    );
    assert_eq!(
        why("timing: {start_up: 6 weeks}", "{fact: timing.start_up, at_least: 6 months}"),
        [
            "The time set aside to bring the sectors together is only six weeks; it should be at least six months"
        ]
    );
    assert_eq!(
        why("public_body: {support_budget: none}", "{fact: public_body.support_budget, more_than: 0}"),
        ["There is no budget for collaborating"]
    );
    assert_eq!(
        why("trust: {met_every: 6 months}", "{fact: trust.met_every, at_most: 1 month}"),
        ["The leaders meet every six months; they should meet every month or more often"]
    );
}

#[test]
fn a_date_is_told_in_words_and_with_what_it_is_measured_by() {
    let facts = "timing: {start: 2027-01}\nstaying: {horizon: 5 years}\n\
        public_body: {next_election: 2027-08-10}\ngovernance: {backbone: {funded_until: 2027-06}}\n";
    assert_eq!(
        why(
            facts,
            "{fact: public_body.next_election, less_than: {fact: timing.start, plus: {fact: staying.horizon}}}"
        ),
        ["The next election is on 10 August 2027, before the end of the work in January 2032"]
    );
    assert_eq!(
        why(facts, "{fact: governance.backbone.funded_until, at_least: {fact: timing.start, plus: 1 year}}"),
        ["The coordinating body is funded until June 2027; \
          it should be funded until at least January 2028, one year after the start of activities"]
    );
}

#[test]
fn items_of_a_list_are_named_or_counted() {
    assert_eq!(
        why("public_body: {support: [training]}", "{count: {list: public_body.support, at_least: 2}}"),
        ["The public body gets only training; at least two kinds are needed"]
    );
    assert_eq!(
        why(
            "approach: {interventions: [Discharge nurse]}",
            "{count: {list: approach.interventions, at_least: 2}}"
        ),
        ["The plan has only one kind of activity; at least two are needed"]
    );
    assert_eq!(
        why("community: {demand: none}", "{count: {list: community.demand, at_least: 1}}"),
        ["No sign shows that the community wants it"]
    );
}

#[test]
fn words_of_a_list_are_asked_for_by_name() {
    assert_eq!(
        why("community: {listening: [visits]}", "{fact: community.listening, has: [residence, shadowing]}"),
        ["The team has learned from the people by visits; shadowing or residence is needed"]
    );
}

#[test]
fn time_between_two_dates_is_longer_or_shorter_than_asked() {
    let facts = "date: 2026-11\ntiming: {start: 2028-03}\n";
    let asked = "{between: {from: {fact: date}, to: {fact: timing.start}, at_most: 1 year}}";
    assert_eq!(
        why(facts, asked),
        [
            "It is more than one year from the date of the proposal in November 2026 to the start of activities in March 2028"
        ]
    );
    assert_eq!(
        words(asked),
        "it is at most one year from the date of the proposal to the start of activities"
    );
}
