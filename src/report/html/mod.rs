//! The report to hand over: one HTML file that needs nothing beside itself.
//!
//! Views say what each part shows, in numbers and sentences; templates in `templates/` draw it and decide nothing. No
//! script, no picture and no font is fetched, and a policy in the page's head forbids it besides.

pub(super) mod charts;
mod criteria;
mod findings;
mod index;
mod method;
mod page;
mod places;
mod proposal;
mod questions;
mod sectors;
mod sources;
pub(super) mod templates;
#[cfg(test)]
mod tests;
pub(super) mod verdict;

use minijinja::value::Serde;
use minijinja::{Value, context};

use super::cover::Cover;
use super::summary::Summary;
use super::{End, Form, Part};
use crate::policy::Evaluated;
use crate::proposal::PartialDate;
use crate::rubric::Rubrics;
use index::row;
use method::MethodView;
use page::{CoverView, PageView, ProblemView};
use proposal::{NO_NAME, ProposalView};
use templates::{NUMBER, PROPOSALS, Templates};

/// The form.
pub struct Html<'r> {
    rubrics: &'r Rubrics,
    as_of: PartialDate,
    templates: Templates,
    cover: Option<Cover>,
}

impl<'r> Html<'r> {
    /// Prepares reports by a set of rubrics, with a cover where there is one.
    pub fn new(rubrics: &'r Rubrics, as_of: PartialDate, cover: Option<Cover>) -> Html<'r> {
        Html { rubrics, as_of, templates: Templates::new(), cover }
    }

    /// What the report is called: by its cover, or by what it is about.
    fn title(&self, summaries: &[&Summary]) -> String {
        match (&self.cover, summaries) {
            (Some(cover), _) => cover.title.clone(),
            (None, []) => "Readiness report".to_owned(),
            (None, [only]) => format!("{}: readiness report", only.name.as_deref().unwrap_or(NO_NAME)),
            (None, many) => format!("Readiness of {} proposals", many.len()),
        }
    }
}

impl Form for Html<'_> {
    /// All but its number in the report: that is not known before the end.
    fn part(&self, evaluated: &Evaluated) -> Part {
        let drawn = self.templates.render("proposal.html", ProposalView::of(evaluated));
        Part::Held(drawn, Box::new(Summary::of(evaluated)))
    }

    fn finish(&self, held: Vec<Part>, end: &End) -> Vec<String> {
        let held: Vec<(String, Box<Summary>)> = held.into_iter().filter_map(as_held).collect();
        let summaries: Vec<&Summary> = held.iter().map(|(_, summary)| summary.as_ref()).collect();
        let view = PageView {
            title: self.title(&summaries),
            as_of: self.as_of.to_string(),
            cover: self.cover.as_ref().map(CoverView::of),
            rows: summaries.iter().map(|summary| row(summary)).collect(),
            problems: end.problems.iter().map(ProblemView::of).collect(),
            skipped: end.skipped,
            method: MethodView::of(self.rubrics),
        };
        let page = Value::from(Serde(&view));
        let numbered =
            |(number, (drawn, _)): (usize, (String, _))| drawn.replace(NUMBER, &(number + 1).to_string());
        let around = self.templates.render("page.html", context! { page });
        let (before, after) = around.split_once(PROPOSALS).unwrap_or((&around, ""));
        let proposals = held.into_iter().enumerate().map(numbered);
        [before.to_owned()].into_iter().chain(proposals).chain([after.to_owned()]).collect()
    }
}

fn as_held(part: Part) -> Option<(String, Box<Summary>)> {
    match part {
        Part::Held(drawn, summary) => Some((drawn, summary)),
        Part::Text(_) | Part::Ranked(_) => None,
    }
}
