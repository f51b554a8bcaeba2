//! Claims about the sentences: for each kind of condition, and for all that the bundled rubrics say.

mod all;
mod facts;
mod lists;
mod phrases;
mod ways;

use std::sync::LazyLock;

use super::*;
use crate::assess::{Reading, Truth};
use crate::document::{self, Document, Limits, Problems};
use crate::proposal::{NoFolder, PartialDate, Proposal, bind};
use crate::rubric::{Rubrics, compile};

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

fn today() -> PartialDate {
    PartialDate::parse("2026-11-22").expect("a date")
}

fn document(text: &str) -> Document {
    let mut stream = document::parse(text, &Limits::default());
    assert_eq!(stream.problems, [], "{text}");
    stream.documents.remove(0)
}

fn proposal(facts: &str) -> Proposal {
    let (proposal, problems) =
        bind(&document(&format!("quorate: 1\n{facts}")), &RUBRICS.dictionary, &NoFolder);
    assert_eq!(problems, [], "{facts}");
    proposal
}

fn condition(text: &str) -> Condition {
    let problems = Problems::default();
    let compiled = compile(&document(text).root, &RUBRICS.dictionary, &problems);
    assert_eq!(problems.into_sorted(), [], "{text}");
    compiled.expect("it compiles")
}

fn explainer(proposal: &Proposal) -> Explainer<'_> {
    Explainer::new(Context::new(proposal, Reading::Claimed, today()), &RUBRICS.dictionary)
}

/// The sentences that tell why a condition came out as it did.
fn why(facts: &str, asked: &str) -> Vec<String> {
    let (proposal, condition) = (proposal(facts), condition(asked));
    let explainer = explainer(&proposal);
    let truth = explainer.context.evaluate(&condition);
    assert_ne!(truth, Truth::Unknown, "{asked} of {facts}");
    explainer.grounds(&condition, truth).reasons.into_iter().map(|reason| reason.text).collect()
}

fn words(asked: &str) -> String {
    explainer(&proposal("name: nothing is known\n")).words(&condition(asked))
}

/// What is to blame, as routes.
fn blamed(facts: &str, asked: &str) -> Vec<String> {
    let (proposal, condition) = (proposal(facts), condition(asked));
    let explainer = explainer(&proposal);
    let grounds = explainer.grounds(&condition, explainer.context.evaluate(&condition));
    grounds.blamed.iter().map(|route| proposal.route(&RUBRICS.dictionary, *route)).collect()
}
