//! Waivers: a finding that a team has looked at and lets pass, with a reason and for a time.
//!
//! A waiver names one criterion, pattern or sector, and where: a path, a fact, or, as a comment in the proposal, a line.
//! It keeps the finding from counting in `--fail-on`. Score, verdict and the other gates do not know of it.

use std::collections::HashSet;

use super::paths::PathPattern;
use crate::assess::{Assessment, Finding, Subject};
use crate::document::{Problem, Span};
use crate::proposal::{DateOrder, ListId, PartialDate, Route, list_of};

/// Lets the findings about one criterion, pattern or sector pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// What it is about.
    pub subject: Subject,
    /// The same by its id.
    pub id: String,
    /// Where it holds.
    pub scope: WaiverScope,
    /// Why.
    pub reason: String,
    /// The last day on which it holds; without an end where there is none.
    pub until: Option<PartialDate>,
    /// Where it is written.
    pub span: Span,
}

/// Where a waiver holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaiverScope {
    /// In the proposals at these paths, as far as they rest on this fact; of the two at least one is given.
    Configured {
        /// The proposals; all where it is left out.
        path: Option<PathPattern>,
        /// The fact, such as `community.part` or `partners[City of Riverside].delegate`; all where it is left out.
        fact: Option<String>,
    },
    /// In the proposal that holds it, for what rests on this line.
    Line(u32),
}

impl WaiverScope {
    /// The same, with another path where there is one.
    #[must_use]
    pub fn map_path(self, other: impl Fn(PathPattern) -> PathPattern) -> WaiverScope {
        match self {
            WaiverScope::Configured { path, fact } => WaiverScope::Configured { path: path.map(other), fact },
            line @ WaiverScope::Line(_) => line,
        }
    }
}

/// Why a finding is passed over, and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: Option<PartialDate>,
    /// It is waived by a comment in the proposal, not by the configuration.
    pub in_proposal: bool,
}

/// What became of a waiver with one proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WaiverUse {
    /// The proposal has no finding that it is for.
    Unmatched,
    /// The finding that it is for rests on other records or takes in other criteria too, which no waiver names.
    TooNarrow,
    /// Its last day is over.
    Expired,
    /// It waives a finding.
    Used,
}

impl Waiver {
    /// Whether it can be about the proposal at `path`.
    pub fn reaches(&self, path: &str) -> bool {
        match &self.scope {
            WaiverScope::Configured { path: Some(pattern), .. } => pattern.matches(path),
            WaiverScope::Configured { path: None, .. } | WaiverScope::Line(_) => true,
        }
    }

    /// Whether its last day is before `as_of`.
    pub fn is_expired(&self, as_of: PartialDate) -> bool {
        self.until.is_some_and(|until| until.order(as_of) == DateOrder::Earlier)
    }

    fn covers(&self, fact: &WaivedFact) -> bool {
        match &self.scope {
            WaiverScope::Configured { fact: None, .. } => true,
            WaiverScope::Configured { fact: Some(waived), .. } => {
                (fact.is_told_apart && is_at_or_below(&fact.route, waived))
                    || is_at_or_below(fact.path, waived)
            }
            WaiverScope::Line(line) => fact.line == *line,
        }
    }

    fn waived(&self) -> Waived {
        Waived {
            reason: self.reason.clone(),
            until: self.until,
            in_proposal: matches!(self.scope, WaiverScope::Line(_)),
        }
    }

    /// What to tell about it, where it did not do what it was written for.
    pub fn problem(&self, used: WaiverUse) -> Option<Problem> {
        let until = self.until.map(|day| day.to_string()).unwrap_or_default();
        let (topic, message, help) = match used {
            WaiverUse::Used => return None,
            WaiverUse::Expired => (
                "waiver-expired",
                format!("the waiver of `{}` has run out: its last day was {until}", self.id),
                "look at the finding again: mend it, waive it anew with a new reason, or take the waiver out",
            ),
            WaiverUse::Unmatched => (
                "waiver-unmatched",
                format!("the waiver of `{}` matches no finding of what was assessed", self.id),
                match self.scope {
                    WaiverScope::Configured { .. } => {
                        "take it out if the finding is mended, or check its path and its fact"
                    }
                    WaiverScope::Line(_) => {
                        "take it out if the finding is mended, or put it beside the line that the finding names"
                    }
                },
            ),
            WaiverUse::TooNarrow => (
                "waiver-too-narrow",
                format!("the waiver of `{}` does not cover all of the finding", self.id),
                "it rests on other records too, or it is a pattern that takes in criteria: waive each of them that you mean",
            ),
        };
        Some(Problem::warning(self.span, message).topic(topic).help(help))
    }
}

/// A fact as waivers see it.
struct WaivedFact<'a> {
    /// Its route, records by their names.
    route: String,
    /// No other record has the name of its own: nobody comes under a waiver by taking another's name.
    is_told_apart: bool,
    /// Its path, whatever the record.
    path: &'a str,
    line: u32,
    /// The list that it is of, for a fact of a record and for a whole record.
    list: Option<ListId>,
}

impl<'a> WaivedFact<'a> {
    fn of(assessment: &Assessment<'a>, fact: Route) -> WaivedFact<'a> {
        let dictionary = &assessment.rubrics.dictionary;
        WaivedFact {
            route: assessment.named_route_of(fact),
            is_told_apart: assessment.is_told_apart(fact),
            path: &dictionary.fact(fact.fact).path,
            line: assessment.place_of(fact).line,
            list: fact.record.and_then(|_| list_of(dictionary, fact.fact)),
        }
    }
}

/// One thing that has to be waived for a finding to be: what it is about, or a criterion that it takes in.
struct Part<'a> {
    subject: Subject,
    facts: Vec<WaivedFact<'a>>,
}

fn parts<'a>(assessment: &Assessment<'a>, finding: &Finding) -> Vec<Part<'a>> {
    let part = |risk: &Finding| Part {
        subject: risk.subject,
        facts: risk.blamed.iter().map(|fact| WaivedFact::of(assessment, *fact)).collect(),
    };
    std::iter::once(finding).chain(&finding.folded).map(part).collect()
}

/// Which findings are waived, in their order, and what became of each waiver.
///
/// A finding is waived where each of its parts is: who waives a pattern has not looked at the criteria that it takes in, now
/// or later.
pub fn apply(assessment: &Assessment, waivers: &[&Waiver]) -> (Vec<Option<Waived>>, Vec<WaiverUse>) {
    let as_of = assessment.options.as_of;
    let expired = |waiver: &Waiver| waiver.is_expired(as_of);
    let mut uses: Vec<WaiverUse> = (waivers.iter())
        .map(|waiver| if expired(waiver) { WaiverUse::Expired } else { WaiverUse::Unmatched })
        .collect();
    let about = |finding: &Finding, waiver: &Waiver| {
        std::iter::once(finding).chain(&finding.folded).any(|risk| risk.subject == waiver.subject)
    };
    let waived = |finding: &Finding| {
        let valid: Vec<usize> =
            (0..waivers.len()).filter(|&w| !expired(waivers[w]) && about(finding, waivers[w])).collect();
        if valid.is_empty() {
            return None;
        }
        let mut matching: Vec<usize> = Vec::new();
        let whole = parts(assessment, finding).iter().all(|part| {
            let of_part = |w: &usize| {
                waivers[*w].subject == part.subject && part.facts.iter().any(|fact| waivers[*w].covers(fact))
            };
            let here: Vec<usize> = valid.iter().copied().filter(of_part).collect();
            matching.extend(&here);
            !here.is_empty() && is_whole(&part.facts, &here.iter().map(|&w| waivers[w]).collect::<Vec<_>>())
        });
        let used = if whole { WaiverUse::Used } else { WaiverUse::TooNarrow };
        // A waiver of a part after the first that is open was not asked; it is no stranger to the finding all the same.
        let touched =
            valid.iter().filter(|w| matching.contains(w) || waivers[**w].subject != finding.subject);
        touched.for_each(|&w| uses[w] = uses[w].max(used));
        whole.then(|| waivers[matching[0]].waived())
    };
    let waived = assessment.findings.iter().map(waived).collect();
    (waived, uses)
}

/// Whether no record is left that nobody has waived, of a list of which somebody has waived records: what is waived for
/// one partner is not waived for the next who comes.
fn is_whole(facts: &[WaivedFact], waivers: &[&Waiver]) -> bool {
    let (covered, open): (Vec<&WaivedFact>, Vec<&WaivedFact>) =
        facts.iter().partition(|fact| waivers.iter().any(|waiver| waiver.covers(fact)));
    let touched: HashSet<ListId> = covered.iter().filter_map(|fact| fact.list).collect();
    !open.iter().any(|fact| fact.list.is_some_and(|list| touched.contains(&list)))
}

/// `a.b.c` and `a[x].b` are below `a`; `ab` is not.
fn is_at_or_below(route: &str, above: &str) -> bool {
    route.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
