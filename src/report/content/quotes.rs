//! What of the evidence is quoted, and whether the words stand in their files.

use schemars::JsonSchema;
use serde::Serialize;

use super::Place;
use crate::assess::Assessment;
use crate::proposal::{Pointer, QuoteState, Route};
use crate::text;

/// What of the evidence is quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quotes<'a> {
    /// How many facts are stated that need evidence and have it.
    pub facts: usize,
    /// How many of them a quote names.
    pub quoted: usize,
    /// How many of them a quote names that was found and is long enough to prove something.
    pub found: usize,
    /// The quotes, in the order of the file.
    pub quotes: Vec<QuoteText<'a>>,
}

/// One quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuoteText<'a> {
    /// The words.
    pub quote: &'a str,
    /// The file or the address that they are quoted from.
    pub file: &'a str,
    /// Whether they stand there; nothing where they could not be looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<bool>,
    /// The page of the file on which they stand, from 1, where it has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// They stand there, and are too few to prove anything.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub short: bool,
    /// The line of the quote in the proposal, from 1.
    pub line: u32,
    /// The facts that they speak for.
    pub facts: Vec<Place<'a>>,
    /// The same by their names.
    #[serde(skip)]
    pub speaks_for: Vec<String>,
}

/// A longer quote is shortened where people read it.
const LONGEST: usize = 160;

/// What every list of quotes ends with.
pub const QUOTES_SAY: &str = "Found means that the words stand in the file. Whether they mean what the fact says, a person has to see.";

impl Quotes<'_> {
    /// `12 facts with evidence, 8 quoted, 8 found`.
    pub fn says(&self) -> String {
        let facts = text::count(self.facts, "fact");
        format!("{facts} with evidence, {} quoted, {} found", self.quoted, self.found)
    }
}

impl QuoteText<'_> {
    /// The words, in quotation marks.
    pub fn words(&self) -> String {
        format!("“{}”", text::shorten(&text::one_line(self.quote), LONGEST))
    }

    /// `found on page 4 of minutes.pdf; speaks for partners[City].commitment (line 12)`.
    pub fn says(&self) -> String {
        let file = text::shorten(self.file, 60);
        let stands = match (self.found, self.page) {
            (Some(true), Some(page)) => format!("found on page {page} of {file}"),
            (Some(true), None) => format!("found in {file}"),
            (Some(false), _) => format!("not found in {file}"),
            (None, _) => format!("could not be looked for in {file}"),
        };
        let short = if self.short { ", too short to prove anything" } else { "" };
        let speaks = match &self.speaks_for[..] {
            [] => "names no fact".to_owned(),
            facts => format!("speaks for {}", text::join(facts, "and")),
        };
        format!("{stands}{short}; {speaks} (line {})", self.line)
    }
}

/// What of the evidence of a proposal is quoted; nothing where nothing is.
pub(super) fn quotes<'a>(assessment: &Assessment<'a>) -> Option<Quotes<'a>> {
    let (proposal, dictionary) = (assessment.proposal, &assessment.rubrics.dictionary);
    let of = |(number, pointer): (usize, &'a Pointer)| quote(assessment, number, pointer);
    let quotes: Vec<QuoteText> = proposal.pointers().iter().enumerate().filter_map(of).collect();
    if quotes.is_empty() {
        return None;
    }
    let named: std::collections::HashSet<Route> =
        (0..proposal.pointers().len()).flat_map(|number| proposal.quoted_facts(number)).collect();
    let shown = || proposal.facts_to_show(dictionary).filter(|(_, slot)| slot.evidenced);
    Some(Quotes {
        facts: shown().count(),
        quoted: shown().filter(|(at, _)| named.contains(at)).count(),
        found: shown().filter(|(_, slot)| slot.quoted).count(),
        quotes,
    })
}

fn quote<'a>(assessment: &Assessment<'a>, number: usize, pointer: &'a Pointer) -> Option<QuoteText<'a>> {
    let quote = pointer.quote.as_ref()?;
    let routes = || assessment.proposal.quoted_facts(number);
    let (found, page, short) = match quote.state {
        QuoteState::NotLookedFor => (None, None, false),
        QuoteState::Missing => (Some(false), None, false),
        QuoteState::Found { page, proves } => (Some(true), page, !proves),
    };
    Some(QuoteText {
        quote: &quote.text,
        file: pointer.file(),
        found,
        page,
        short,
        line: quote.span.line,
        facts: routes().map(|at| Place::of(assessment, at)).collect(),
        speaks_for: routes().map(|at| assessment.named_route_of(at)).collect(),
    })
}
