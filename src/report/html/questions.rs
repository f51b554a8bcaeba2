//! Open questions: what to ask, where the answer goes, and the risks that a bad one would mean.

use serde::Serialize;

use super::findings::{anchor, limits_verdict};
use super::places::{Place, Places};
use super::sources::{Research, Source, research, sources};
use crate::assess::{Assessment, Finding, FindingKind};
use crate::policy::{Evaluated, Disposition};
use crate::report::asks::{Ask, asks};

/// What is asked once, however many risks hang on it.
#[derive(Debug, Serialize)]
pub struct QuestionView<'a> {
    asks: Vec<AskView<'a>>,
    hides: Vec<Hidden<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
struct AskView<'a> {
    whose: String,
    question: &'a str,
    facts: Vec<Place>,
}

/// A risk that a bad answer would mean.
#[derive(Debug, Serialize)]
struct Hidden<'a> {
    anchor: String,
    severity: &'static str,
    title: &'a str,
    id: &'a str,
    limits_verdict: bool,
    /// What the team's decisions make of it.
    note: Option<String>,
    /// The severity by the rubrics, where a team has set another.
    declared: Option<&'static str>,
    sources: Vec<Source<'a>>,
    research: Vec<Research<'a>>,
}

/// The questions in their order; those that ask the same are one.
pub fn questions<'a>(evaluated: &'a Evaluated, places: Places<'a>) -> Vec<QuestionView<'a>> {
    let assessment = &evaluated.assessment;
    let mut rows: Vec<QuestionView> = Vec::new();
    for (finding, disposition) in evaluated.findings().filter(|(f, _)| f.kind == FindingKind::Question) {
        let asks: Vec<AskView> = asks(assessment, finding).into_iter().map(|a| ask(places, a)).collect();
        let hidden = hidden(assessment, finding, disposition);
        match rows.iter_mut().find(|row| row.asks == asks) {
            Some(row) => row.hides.push(hidden),
            None => {
                rows.push(QuestionView { asks, hides: vec![hidden] });
            }
        }
    }
    rows
}

fn ask<'a>(places: Places, ask: Ask<'a>) -> AskView<'a> {
    AskView { whose: ask.whose, question: ask.question, facts: places.of(&ask.locations) }
}

fn hidden<'a>(assessment: &'a Assessment, finding: &'a Finding, disposition: &Disposition) -> Hidden<'a> {
    let rubrics = assessment.rubrics;
    Hidden {
        anchor: anchor(assessment, finding),
        severity: finding.severity.word(),
        title: finding.title(rubrics),
        id: finding.id(rubrics),
        limits_verdict: limits_verdict(assessment, finding),
        note: disposition.standing.note(),
        declared: (finding.declared != finding.severity).then(|| finding.declared.word()),
        sources: sources(rubrics, finding.sources(rubrics)),
        research: research(rubrics, finding),
    }
}
