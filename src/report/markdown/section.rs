//! One proposal: what every part of its section needs.

use super::blocks;
use super::escape::{code, escape};
use crate::assess::{Assessment, Finding, Reason};
use crate::policy::Evaluated;
use crate::proposal::Route;
use crate::report::places;
use crate::rubric::Step;

/// The section of one proposal.
#[derive(Clone, Copy)]
pub struct Section<'a> {
    /// What is shown.
    pub evaluated: &'a Evaluated<'a>,
    /// Its assessment.
    pub assessment: &'a Assessment<'a>,
    /// Nothing is folded away, and each finding says why it matters.
    pub detail: bool,
}

impl<'a> Section<'a> {
    /// The section of a proposal.
    pub fn of(evaluated: &'a Evaluated<'a>, detail: bool) -> Section<'a> {
        Section { evaluated, assessment: &evaluated.assessment, detail }
    }

    /// Everything below the heading.
    pub fn body(self) -> String {
        blocks::join([
            self.head(),
            self.sectors(),
            self.risks(),
            self.questions(),
            self.moves(),
            self.dimensions(),
            self.set_aside(),
        ])
    }

    /// After how many points a list is folded.
    pub fn most(self, otherwise: usize) -> Option<usize> {
        (!self.detail).then_some(otherwise)
    }

    /// `line 31`, `lines 31, 40`: at most three.
    pub fn lines(self, locations: &[Route]) -> String {
        places::lines(self.assessment, locations)
    }

    /// A ground with its lines.
    pub fn reason(self, reason: &Reason) -> String {
        let text = escape(&reason.text);
        if reason.facts.is_empty() { text } else { format!("{text}, {}", self.lines(&reason.facts)) }
    }

    /// `path:line` of the first fact of a finding.
    pub fn place(self, finding: &Finding) -> String {
        let line = finding.facts.first().map_or(1, |fact| self.assessment.place_of(*fact).line);
        code(&format!("{}:{line}", self.evaluated.source.path))
    }

    /// What to do, and what it takes.
    pub fn step(self, step: &Step) -> String {
        format!("{} (takes {})", escape(&step.action), self.effort(step))
    }

    /// The word of a step's effort.
    pub fn effort(self, step: &Step) -> String {
        escape(&self.assessment.rubrics.scale.efforts[step.effort].word)
    }

    /// The title of a dimension.
    pub fn dimension(self, number: usize) -> String {
        escape(&self.assessment.rubrics.dimensions[number].title)
    }
}
