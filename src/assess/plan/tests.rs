use super::*;
use crate::assess::score::{Interval, score};
use crate::assess::{Options, assess, ladder::Climber};
use crate::document::{Limits, parse};
use crate::generator::{Generator, Taste};
use crate::proposal::{NoFolder, PartialDate, Proposal, bind};

/// Lifelike proposals, from thin to full.
fn proposals(rubrics: &Rubrics, number: usize) -> Vec<Proposal> {
    let tastes = [(20, 5), (60, 10), (85, 3)].map(|(stated, denied)| Taste { stated, denied, evidenced: 40 });
    let make = |(seed, taste): (usize, Taste)| {
        let mut generator = Generator::new(&rubrics.dictionary, seed as u64, taste);
        let text = generator.proposal().text();
        bind(&parse(&text, &Limits::default()).documents[0], &rubrics.dictionary, &NoFolder).0
    };
    (0..number).map(|seed| (seed, tastes[seed % 3])).map(make).collect()
}

/// The verdict, once the levels are those of a plan and what else is open has been answered at its worst.
fn verdict_after(assessment: &Assessment, plan: &Plan) -> Verdict {
    let mut results = assessment.criteria.clone();
    for result in results.iter_mut() {
        let raised = plan.raises.iter().find(|raise| raise.criterion == result.criterion);
        let level = raised.map_or(result.claimed.low, |raise| raise.to);
        let proven = plan.evidence.contains(&result.criterion);
        result.claimed = Interval { low: level, high: level };
        if proven || raised.is_some() && assessment.options.strict {
            (result.evidenced, result.checked) = (level, level);
        }
    }
    let scored = score(assessment.rubrics, results);
    let climber = Climber {
        rubrics: assessment.rubrics,
        proposal: assessment.proposal,
        options: assessment.options,
        stage: assessment.stage,
        scored: &scored,
    };
    climber.verdict(climber.reach())
}

fn options() -> Options {
    Options::new(PartialDate::parse("2026-11-22").expect("a day"))
}

#[test]
fn the_ladder_itself_agrees_that_a_plan_reaches_its_verdict() {
    let rubrics = Rubrics::bundled();
    let mut looked_at = 0;
    for proposal in proposals(&rubrics, 60) {
        for strict in [false, true] {
            let assessment = assess(&rubrics, &proposal, Options { strict, ..options() });
            // The lowest verdict asks for nothing.
            for to in rubrics.scale.ladder.keys().skip(1) {
                let Ok(plan) = plan(&assessment, to) else { continue };
                // The facts behind a pattern are not levels: where one stands in the way the ladder cannot be asked.
                if plan.patterns.is_empty() {
                    let after = verdict_after(&assessment, &plan);
                    assert!(after >= Verdict::Rung(to), "{after:?} for {to:?}, strict {strict}: {plan:?}");
                    looked_at += 1;
                }
            }
        }
    }
    assert!(looked_at > 200, "{looked_at}");
}

#[test]
fn nothing_of_a_plan_can_be_left_out() {
    let rubrics = Rubrics::bundled();
    for proposal in proposals(&rubrics, 30) {
        let assessment = assess(&rubrics, &proposal, options());
        for to in rubrics.scale.ladder.keys() {
            let Ok(whole) = plan(&assessment, to) else { continue };
            if !whole.patterns.is_empty() || !whole.evidence.is_empty() {
                continue;
            }
            for left_out in 0..whole.raises.len() {
                let mut less = whole.clone();
                less.raises.remove(left_out);
                assert!(verdict_after(&assessment, &less) < Verdict::Rung(to), "{left_out} of {whole:?}");
            }
        }
    }
}

#[test]
fn a_verdict_that_is_there_takes_nothing_and_a_higher_one_never_takes_less() {
    let rubrics = Rubrics::bundled();
    for proposal in proposals(&rubrics, 30) {
        let assessment = assess(&rubrics, &proposal, options());
        let days: Vec<f64> =
            rubrics.scale.ladder.keys().filter_map(|to| Some(plan(&assessment, to).ok()?.days)).collect();
        assert!(days.is_sorted(), "{days:?}");
        for to in rubrics.scale.ladder.keys().filter(|to| assessment.has_reached(*to)) {
            assert_eq!(plan(&assessment, to).expect("a plan").days, 0.0);
        }
    }
}

#[test]
fn a_budget_buys_the_verdict_that_it_pays_for_and_no_more_than_it_holds() {
    let rubrics = Rubrics::bundled();
    for proposal in proposals(&rubrics, 30) {
        let assessment = assess(&rubrics, &proposal, options());
        for to in rubrics.scale.ladder.keys() {
            let Ok(exact) = plan(&assessment, to) else { continue };
            let bought = plan_within(&assessment, exact.days).expect("a plan");
            assert!(bought.verdict >= to && bought.days <= exact.days + 1e-9);
            assert!(bought.score >= exact.score);
        }
        let nothing = plan_within(&assessment, 0.0).expect("a plan");
        assert_eq!((nothing.days, nothing.raises.len()), (0.0, 0));
    }
}

#[test]
fn what_holds_the_ladder_comes_first_and_nothing_before_what_it_rests_on() {
    let rubrics = Rubrics::bundled();
    let facts = |raise: &Raise| rubrics.facts_read(rubrics.criteria[raise.criterion].conditions());
    for proposal in proposals(&rubrics, 20) {
        let assessment = assess(&rubrics, &proposal, options());
        let Ok(plan) = plan(&assessment, RungId::from(3)) else { continue };
        for (at, raise) in plan.raises.iter().enumerate() {
            for later in &plan.raises[at + 1..] {
                let (own, other) = (facts(raise), facts(later));
                let rests = other.len() < own.len() && other.iter().all(|fact| own.contains(fact));
                assert!(!rests, "{raise:?} rests on {later:?}");
            }
        }
    }
}
