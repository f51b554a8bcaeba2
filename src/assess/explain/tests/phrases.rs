//! Conditions as phrases.

use super::all::conditions;
use super::{RUBRICS, explainer, proposal, words};

#[test]
fn a_condition_reads_as_what_is_asked_for() {
    let agreed = "{fact: partners.commitment, at_least: agreed}";
    let phrases = [
        (format!("{{distinct: {{of: partners.sector, among: [government, business, academia], where: {agreed}, at_least: 2}}}}"),
         "at least two of government, business and academia have agreed"),
        (format!("{{count: {{list: partners, where: {{all: [{{fact: partners.sector, has: government}}, {agreed}]}}, at_least: 1}}}}"),
         "at least one partner from government has agreed"),
        (format!("{{share: {{list: partners, where: {agreed}, holds: {{fact: partners.local, is: yes}}, at_least: 1/3}}}}"),
         "at least a third of the partners that have agreed are rooted in the place"),
        ("{every: {list: goals, holds: {all: [{fact: goals.target, stated: yes}, {fact: goals.due, stated: yes}]}}}".to_owned(),
         "every goal has a target and a date"),
        ("{all: [{fact: aim.ambition, is: system}, {any: [{fact: staying.exit.plan, at_most: idea}, {fact: staying.exit.owner, stated: yes}]}]}".to_owned(),
         "the ambition is the change of a system, and (the plan for outside partners to leave is no more than an idea, or it is said who owns what stays)"),
        ("{covers: {all_of: problem.domains, by: partners.domains}}".to_owned(),
         "all of the domains that the problem touches have a partner that has agreed"),
        ("{largest_share: {list: funding.sources, of: funding.sources.amount, by: funding.sources.from, more_than: 60 %}}".to_owned(),
         "more than 60 % of the money comes from one giver"),
        ("{count: {list: goals, where: {fact: goals.due, more_than: {fact: timing.start, plus: {fact: staying.horizon}}}, at_most: 0}}".to_owned(),
         "no goal is due after the end of the work"),
        ("{none_of: [{fact: problem.earlier_efforts, denied: yes}]}".to_owned(),
         "it is not the case that nothing was tried here before"),
    ];
    for (asked, phrase) in phrases {
        assert_eq!(words(&asked), phrase);
    }
}

#[test]
fn no_phrase_shows_an_id_or_is_condition_talk() {
    for condition in conditions() {
        let phrase = explainer(&proposal("name: nothing is known\n")).words(condition);
        for wrong in ["_", "`", " where ", "is stated", "  ", "{", "}", " ,"] {
            assert!(!phrase.contains(wrong), "“{wrong}” in: {phrase}");
        }
        for (_, fact) in RUBRICS.dictionary.facts().filter(|(_, fact)| fact.path.contains('.')) {
            assert!(!phrase.contains(&fact.path), "{phrase}");
        }
    }
}
