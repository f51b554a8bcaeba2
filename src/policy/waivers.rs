//! Waivers: a finding that a team has looked at and lets pass, with a reason and for a time.
//!
//! A waiver names one criterion, pattern or sector, and where: a path, a fact, or, as a comment in the proposal, a line.
//! It keeps the finding from counting in `--fail-on`. Score, verdict and the other gates do not know of it.

use super::paths::PathPattern;
use crate::assess::{Assessment, Finding, Subject};
use crate::document::{Problem, Span};
use crate::proposal::{DateOrder, Location, PartialDate, Scope};

/// Lets the findings about one criterion, pattern or sector pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// What it is about.
    pub subject: Subject,
    /// The same by its id.
    pub id: String,
    /// Where it holds.
    pub reach: Reach,
    /// Why.
    pub reason: String,
    /// The last day on which it holds; without an end where there is none.
    pub until: Option<PartialDate>,
    /// Where it is written.
    pub span: Span,
}

/// Where a waiver holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
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
    /// The finding that it is for rests on other records too, which no waiver names.
    TooNarrow,
    /// Its last day is over.
    Expired,
    /// It waives a finding.
    Used,
}

impl Waived {
    /// For a reader, beside the finding.
    pub fn note(&self) -> String {
        let until = self.until.map(|day| format!(" until {day}")).unwrap_or_default();
        format!("waived{until}: {}", self.reason)
    }
}

impl Waiver {
    /// Whether it can be about the proposal at `path`.
    pub fn reaches(&self, path: &str) -> bool {
        match &self.reach {
            Reach::Configured { path: Some(pattern), .. } => pattern.matches(path),
            Reach::Configured { path: None, .. } | Reach::Line(_) => true,
        }
    }

    /// Whether its last day is before `as_of`.
    pub fn is_expired(&self, as_of: PartialDate) -> bool {
        self.until.is_some_and(|until| until.order(as_of) == DateOrder::Earlier)
    }

    fn covers(&self, assessment: &Assessment, fact: Location) -> bool {
        match &self.reach {
            Reach::Configured { fact: None, .. } => true,
            Reach::Configured { fact: Some(waived), .. } => {
                let whole = &assessment.rubrics.dictionary.fact(fact.fact).path;
                is_at_or_below(&assessment.named_route_of(fact), waived) || is_at_or_below(whole, waived)
            }
            Reach::Line(line) => assessment.place_of(fact).line == *line,
        }
    }

    fn waived(&self) -> Waived {
        Waived {
            reason: self.reason.clone(),
            until: self.until,
            in_proposal: matches!(self.reach, Reach::Line(_)),
        }
    }

    /// What to tell about it, where it did not do what it was written for.
    pub fn problem(&self, used: WaiverUse) -> Option<Problem> {
        let until = self.until.map(|day| day.to_string()).unwrap_or_default();
        let (message, help) = match used {
            WaiverUse::Used => return None,
            WaiverUse::Expired => (
                format!("the waiver of `{}` has run out: its last day was {until}", self.id),
                "look at the finding again: mend it, waive it anew with a new reason, or take the waiver out",
            ),
            WaiverUse::Unmatched => (
                format!("the waiver of `{}` matches no finding of what was assessed", self.id),
                "take it out if the finding is mended, or check its path and its fact",
            ),
            WaiverUse::TooNarrow => (
                format!("the waiver of `{}` does not cover all records that the finding rests on", self.id),
                "waive the other records too, or the whole list, if that is what you want",
            ),
        };
        Some(Problem::warning(self.span, message).help(help))
    }
}

/// Which findings are waived, in their order, and what became of each waiver. `every_fact` are all facts of each finding.
pub fn apply(
    assessment: &Assessment,
    every_fact: &[Vec<Location>],
    waivers: &[&Waiver],
) -> (Vec<Option<Waived>>, Vec<WaiverUse>) {
    let as_of = assessment.options.as_of;
    let mut uses: Vec<WaiverUse> = waivers
        .iter()
        .map(|w| if w.is_expired(as_of) { WaiverUse::Expired } else { WaiverUse::Unmatched })
        .collect();
    let waived = |(finding, facts): (&Finding, &Vec<Location>)| {
        let valid: Vec<usize> = (0..waivers.len())
            .filter(|&w| waivers[w].subject == finding.subject && !waivers[w].is_expired(as_of))
            .filter(|&w| facts.iter().any(|fact| waivers[w].covers(assessment, *fact)))
            .collect();
        let first = *valid.first()?;
        let whole = is_whole(assessment, facts, &valid.iter().map(|&w| waivers[w]).collect::<Vec<_>>());
        let used = if whole { WaiverUse::Used } else { WaiverUse::TooNarrow };
        valid.iter().for_each(|&w| uses[w] = uses[w].max(used));
        whole.then(|| waivers[first].waived())
    };
    let waived = assessment.findings.iter().zip(every_fact).map(waived).collect();
    (waived, uses)
}

/// Whether no record is left that nobody has waived, of a list of which somebody has waived records: what is waived for
/// one partner is not waived for the next who comes.
fn is_whole(assessment: &Assessment, facts: &[Location], waivers: &[&Waiver]) -> bool {
    let list = |fact: Location| match assessment.rubrics.dictionary.fact(fact.fact).scope {
        Scope::Record(list) => Some(list),
        Scope::Root => None,
    };
    let (covered, open): (Vec<Location>, Vec<Location>) =
        facts.iter().partition(|fact| waivers.iter().any(|w| w.covers(assessment, **fact)));
    !open.iter().any(|fact| fact.record.is_some() && covered.iter().any(|c| list(*c) == list(*fact)))
}

/// `a.b.c` and `a[x].b` are below `a`; `ab` is not.
fn is_at_or_below(route: &str, above: &str) -> bool {
    route.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
