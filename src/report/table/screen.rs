//! What every part of the screen of one proposal needs: the assessment, the ink, places in words.

use super::ink::Ink;
use crate::assess::{Assessment, Finding, Reason};
use crate::policy::Evaluated;
use crate::proposal::Route;
use crate::report::places::lines;
use crate::rubric::{Citation, Step};

/// The screen of one proposal.
#[derive(Clone, Copy)]
pub struct Screen<'a> {
    /// What is shown.
    pub evaluated: &'a Evaluated<'a>,
    /// Its assessment.
    pub assessment: &'a Assessment<'a>,
    /// How it is written.
    pub ink: Ink,
    /// Columns that may be used.
    pub width: usize,
    /// Everything, and not only the first of each.
    pub detail: bool,
}

impl Screen<'_> {
    /// How many of a list are shown.
    pub fn most(&self, otherwise: usize) -> usize {
        if self.detail { usize::MAX } else { otherwise }
    }

    /// `and 12 more (--detail)`, or nothing.
    pub fn and_more(&self, hidden: usize) -> String {
        if hidden == 0 {
            String::new()
        } else {
            self.ink.tint(super::ink::Tone::Faint, &format!("and {hidden} more (--detail)")) + "\n"
        }
    }

    /// `line 31`, `lines 31, 40`: at most three.
    pub fn lines(&self, locations: &[Route]) -> String {
        self.ink.whole(&lines(self.assessment, locations))
    }

    /// A ground with its lines.
    pub fn reason(&self, reason: &Reason) -> String {
        let text = self.ink.say(&reason.text);
        if reason.facts.is_empty() { text } else { format!("{text}, {}", self.lines(&reason.facts)) }
    }

    /// The word of a step's effort.
    pub fn effort(&self, step: &Step) -> &str {
        &self.assessment.rubrics.scale.efforts[step.effort].word
    }

    /// The title of a dimension.
    pub fn dimension(&self, number: usize) -> String {
        self.ink.say(&self.assessment.rubrics.dimensions[number].title)
    }

    /// Findings of research on a finding's subject.
    pub fn research(&self, finding: &Finding) -> &[Citation] {
        finding.research(self.assessment.rubrics)
    }
}
