//! The report to hand over, in HTML that needs nothing beside itself: one file ([`Html`]), or a folder with a page for each
//! proposal ([`HtmlFolder`]).
//!
//! The templates in `templates/` are compiled into the program and take the types of [`super::content`] as they are. No
//! script, no picture and no font is fetched, and a policy in each page's head forbids it besides.

mod agreement;
mod charts;
mod comparison;
pub(super) mod escape;
mod index;
pub(super) mod page;
mod pages;
mod proposal;
#[cfg(test)]
mod tests;

use std::io;

use askama::Template;

use super::content::{
    AgreementReport, CANNOT_TELL, ComparisonReport, End, Finding, HOW_TO_READ, HOW_TO_READ_AGREEMENT, Holds,
    NO_DISAGREEMENT, NO_FACT_APART, NO_FORECAST, NOBODY_NAMED, NOTHING_MOVED, NOTHING_TO_RAISE,
    ProposalReport, QUOTES_SAY, READINGS, Run, Summary, Tables, Tone, place_words,
};
use super::cover::Cover;
use super::{Format, Output};
use crate::text::{self, percent};
use escape::filters;
use index::Index;
use page::{Closing, Link, Opening};
pub use pages::HtmlFolder;
use proposal::{Proposal, SECTIONS};

/// What every report of a run is made with.
pub struct Setting<'r> {
    /// What is known of the run.
    pub run: &'r Run<'r>,
    /// What the rubrics say.
    pub tables: &'r Tables<'r>,
    /// Nothing is folded.
    pub detail: bool,
    /// The cover, where there is one.
    pub cover: Option<Cover>,
}

/// The format `html`, in one file.
pub struct Html<'r> {
    setting: Setting<'r>,
    index: Index,
    /// What names the first proposal, and what it is called.
    first: Option<(String, String)>,
}

/// Where the rows of the index wait.
const ROWS: usize = 0;
/// Where the proposals wait until it is known what stands before them.
const PAGES: usize = 1;

/// A proposal, drawn.
pub struct Drawn {
    key: String,
    page: String,
    summary: Summary,
}

impl<'r> Html<'r> {
    /// A report of a run.
    pub fn new(setting: Setting<'r>) -> Html<'r> {
        Html { setting, index: Index::on_pile(ROWS), first: None }
    }

    fn opening(&self, end: &End) -> Opening<'_> {
        let setting = &self.setting;
        let only = self.first.as_ref().filter(|_| self.index.proposals() == 1);
        let [title, kicker] = match only {
            Some((_, called)) => [title_of(called), ONE.to_owned()],
            None => titles_of(self.index.proposals()),
        };
        let contents = match (only, &self.first) {
            (Some((key, _)), _) => sections(key),
            (None, None) => Vec::new(),
            (None, Some(_)) => vec![Link::new("#comparison", "All proposals side by side")],
        };
        let contents = contents.into_iter().chain(behind(setting, end, "#method")).collect();
        Opening::new(setting, title, kicker, contents)
    }
}

impl Format for Html<'_> {
    type Part = Drawn;

    fn part(&self, report: &ProposalReport) -> Drawn {
        let key = key_of(&report.label);
        let page = drawn(&Proposal::new(&self.setting, report, &key, ""));
        Drawn { key, page, summary: Summary::of(report) }
    }

    fn add(&mut self, Drawn { key, page, summary }: Drawn, out: &mut dyn Output) -> io::Result<()> {
        self.index.add(&format!("#{key}"), &summary, out)?;
        if self.first.is_none() {
            self.first = Some((key, summary.called));
        }
        out.keep(PAGES, &page)
    }

    fn end(&mut self, end: &End, out: &mut dyn Output) -> io::Result<()> {
        out.write(&drawn(&self.opening(end)))?;
        if self.index.proposals() > 1 {
            let [opening, closing] = self.index.around();
            out.write(&opening)?;
            out.lay_out(ROWS)?;
            out.write(&closing)?;
        }
        out.lay_out(PAGES)?;
        page::problems(self.setting.detail, end, out)?;
        out.write(&drawn(&Closing::of_run(&self.setting, end)))
    }

    fn comparison(&self, comparison: &ComparisonReport) -> Option<String> {
        Some(comparison::page(&self.setting, comparison))
    }

    fn agreement(&self, agreement: &AgreementReport) -> Option<String> {
        Some(agreement::page(&self.setting, agreement))
    }
}

/// What a page about one proposal is.
const ONE: &str = "Readiness of a proposed collaboration";

/// What a page about one proposal is called.
fn title_of(called: &str) -> String {
    format!("{called}: readiness report")
}

/// What a page about so many proposals is called, and what it is.
fn titles_of(number: usize) -> [String; 2] {
    match number {
        0 => ["Readiness report", "Readiness report: nothing could be assessed"].map(str::to_owned),
        1 => [ONE.to_owned(), ONE.to_owned()],
        many => {
            [format!("Readiness of {many} proposals"), format!("Readiness of {many} proposed collaborations")]
        }
    }
}

/// The sections of a proposal, as contents.
fn sections(key: &str) -> Vec<Link> {
    SECTIONS.iter().map(|(section, title)| Link::new(&format!("#{key}-{section}"), title)).collect()
}

/// What stands behind the proposals, as contents; `method` is where a reader is told how to read them.
fn behind(setting: &Setting, end: &End, method: &str) -> Vec<Link> {
    let closing = setting.cover.as_ref().is_some_and(|cover| !cover.closing.is_empty());
    let links = [
        (end.has_problems(), "#problems", "Problems of the files"),
        (true, method, "How to read this report"),
        (closing, "#closing", "Closing words"),
    ];
    let there = links.into_iter().filter(|(there, ..)| *there);
    there.map(|(_, href, title)| Link::new(href, title)).collect()
}

/// What names a proposal within a report. It comes from its label alone: proposals are drawn on all cores, in any order.
fn key_of(label: &str) -> String {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(label);
    let digits: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("p{digits}")
}

/// The name of a finding within its proposal: the same from one run to the next.
fn anchor(finding: &Finding) -> String {
    let kind = if finding.is_question() { "question" } else { "finding" };
    format!("{kind}-{}", finding.rule.id.replace('/', "."))
}

/// The name of a point or of a study in the list of sources.
fn source_anchor(id: &str) -> String {
    format!("source-{}", id.replace('/', "."))
}

/// A class of the style sheet.
fn tone(tone: &Tone) -> &'static str {
    match tone {
        Tone::Open => "open",
        Tone::Worst => "worst",
        Tone::Middling => "middling",
        Tone::Good => "good",
    }
}

/// The letter of a sector in its seat.
fn initial(sector: &str) -> String {
    text::capital(sector).chars().take(1).collect()
}

/// The pieces of a text, and whether each stands between back-quotes.
fn spans(text: &str) -> Vec<(bool, &str)> {
    if text.matches('`').count() % 2 == 1 {
        return vec![(false, text)];
    }
    text.split('`').enumerate().map(|(number, piece)| (number % 2 == 1, piece)).collect()
}

/// `1 proposal`, `3 proposals`.
fn proposals(number: usize) -> String {
    text::count(number, "proposal")
}

/// A template, filled in.
pub(super) fn drawn(template: &impl Template) -> String {
    let page = template.render();
    page.unwrap_or_else(|error| unreachable!("memory takes any page: {error}")) + "\n"
}
