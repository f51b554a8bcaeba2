//! Waivers: a finding that a team has looked at and lets pass, with a reason and for a time.
//!
//! A waiver names one criterion, pattern or sector, and where: a path, a fact, or, as a comment in the proposal, a line.
//! It keeps the finding from counting in `--fail-on`. Score, verdict and the other gates do not know of it.
//!
//! It holds for what somebody has looked at: for the level, or the severity, that the finding had then and for what is
//! better, and for the proposal that it names. What has become worse since counts.

use std::collections::HashSet;

use super::paths::PathPattern;
use crate::assess::{Assessment, Finding, Subject};
use crate::document::{Problem, Span};
use crate::proposal::{DateOrder, Duration, ListId, PartialDate, Route, fold_name, list_of};
use crate::rubric::{Level, Severity};

/// Lets the findings about one criterion, pattern or sector pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// What it is about.
    pub subject: Subject,
    /// The same by its id.
    pub id: String,
    /// Where it holds.
    pub scope: WaiverScope,
    /// The name of the proposal that it was given for; of any that its scope reaches where it is left out.
    pub proposal: Option<String>,
    /// The least level of a criterion that it covers; weak where it is left out. What is not known may be absent.
    pub level: Option<Level>,
    /// The worst severity of a pattern or sector that it covers; where it is left out, the one that the rubrics say.
    pub severity: Option<Severity>,
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
    /// The proposal there has another name than the one that it was given for.
    OtherProposal,
    /// The finding that it is for rests on other records or takes in other criteria too, which no waiver names.
    TooNarrow,
    /// The finding that it is for is worse than what it was given for.
    Worse,
    /// It holds longer than a waiver may.
    TooLong,
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

    /// Whether it holds longer, counted from `as_of`, than a waiver may.
    pub fn is_too_long(&self, as_of: PartialDate, longest: Option<Duration>) -> bool {
        let Some(longest) = longest else { return false };
        let last = as_of.plus(longest);
        !self.until.zip(last).is_some_and(|(until, last)| until.order(last) != DateOrder::Later)
    }

    /// Whether it was given for a proposal of this name.
    fn is_for(&self, name: Option<&str>) -> bool {
        let folded = |name: &str| fold_name(name);
        self.proposal.as_deref().is_none_or(|meant| name.map(folded) == Some(folded(meant)))
    }

    /// Whether a finding is no worse than what it was given for.
    fn is_enough_for(&self, assessment: &Assessment, part: &Part) -> bool {
        match part.subject {
            Subject::Criterion(criterion) => {
                assessment.criteria[criterion].claimed.low >= self.level.unwrap_or(Level::Weak)
            }
            Subject::Pattern(pattern) => {
                let ordinary = || assessment.rubrics.patterns[pattern].severity_if(false);
                part.severity <= self.severity.unwrap_or_else(ordinary)
            }
            Subject::Sector(sector) => {
                let ordinary = || assessment.rubrics.four_sectors[sector].severity;
                part.severity <= self.severity.unwrap_or_else(ordinary)
            }
        }
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

    /// What it was given for, and that the finding is worse now.
    fn given_for(&self) -> String {
        match (self.subject, self.level, self.severity) {
            (Subject::Criterion(_), level, _) => {
                let level = level.unwrap_or(Level::Weak);
                format!("it was given for {}, and the criterion is worse now, or not known", level.word())
            }
            (_, _, Some(severity)) => {
                format!("it was given for the severity {}, and the finding is worse now", severity.word())
            }
            (_, _, None) => "the finding is worse now than it mostly is".to_owned(),
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
            WaiverUse::OtherProposal => (
                "waiver-other-proposal",
                format!(
                    "the waiver of `{}` was given for the proposal `{}`, and there is another one",
                    self.id,
                    self.proposal.as_deref().unwrap_or_default()
                ),
                "look at the finding again: waive it for the proposal that is there now, or take the waiver out",
            ),
            WaiverUse::Worse => (
                "waiver-worse",
                format!("the waiver of `{}` does not hold: {}", self.id, self.given_for()),
                "mend it; or waive it anew, with the `level:` or `severity:` that somebody has looked at (`level: absent` takes in what is not known)",
            ),
            WaiverUse::TooLong => (
                "waiver-too-long",
                match self.until {
                    Some(_) => {
                        format!("the waiver of `{}` holds until {until}, longer than a waiver may", self.id)
                    }
                    None => {
                        format!("the waiver of `{}` has no last day, and a waiver has to have one", self.id)
                    }
                },
                "name an earlier last day; `waivers_longest` in the configuration says how long one may hold",
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
    /// By the rubrics.
    severity: Severity,
    facts: Vec<WaivedFact<'a>>,
}

fn parts<'a>(assessment: &Assessment<'a>, finding: &Finding) -> Vec<Part<'a>> {
    let part = |risk: &Finding| Part {
        subject: risk.subject,
        severity: own_severity(assessment, risk),
        facts: risk.blamed.iter().map(|fact| WaivedFact::of(assessment, *fact)).collect(),
    };
    std::iter::once(finding).chain(&finding.folded).map(part).collect()
}

/// How bad a finding is without what it takes in.
fn own_severity(assessment: &Assessment, finding: &Finding) -> Severity {
    match finding.subject {
        Subject::Pattern(pattern) => assessment.rubrics.patterns[pattern].severity_if(finding.worse),
        Subject::Criterion(_) | Subject::Sector(_) => finding.severity,
    }
}

/// Which findings are waived, in their order, and what became of each waiver.
///
/// A finding is waived where each of its parts is: who waives a pattern has not looked at the criteria that it takes in, now
/// or later.
///
/// `longest` is how long a waiver may hold from now on.
pub fn apply(
    assessment: &Assessment,
    waivers: &[&Waiver],
    longest: Option<Duration>,
) -> (Vec<Option<Waived>>, Vec<WaiverUse>) {
    let mut uses: Vec<WaiverUse> =
        waivers.iter().map(|waiver| at_best(waiver, assessment, longest)).collect();
    let can_hold: Vec<bool> = uses.iter().map(|used| *used == WaiverUse::Unmatched).collect();
    let about = |finding: &Finding, waiver: &Waiver| {
        std::iter::once(finding).chain(&finding.folded).any(|risk| risk.subject == waiver.subject)
    };
    let waived = |finding: &Finding| {
        let valid: Vec<usize> =
            (0..waivers.len()).filter(|&w| can_hold[w] && about(finding, waivers[w])).collect();
        if valid.is_empty() {
            return None;
        }
        let mut matching: Vec<usize> = Vec::new();
        let mut outgrown: Vec<usize> = Vec::new();
        let whole = parts(assessment, finding).iter().all(|part| {
            let of_part = |w: &usize| {
                waivers[*w].subject == part.subject && part.facts.iter().any(|fact| waivers[*w].covers(fact))
            };
            let (here, worse): (Vec<usize>, Vec<usize>) = (valid.iter().copied().filter(of_part))
                .partition(|&w| waivers[w].is_enough_for(assessment, part));
            outgrown.extend(worse);
            matching.extend(&here);
            !here.is_empty() && is_whole(&part.facts, &here.iter().map(|&w| waivers[w]).collect::<Vec<_>>())
        });
        let used = if whole { WaiverUse::Used } else { WaiverUse::TooNarrow };
        // A waiver of a part after the first that is open was not asked; it is no stranger to the finding all the same.
        let touched =
            valid.iter().filter(|w| matching.contains(w) || waivers[**w].subject != finding.subject);
        touched.for_each(|&w| uses[w] = uses[w].max(used));
        outgrown.iter().for_each(|&w| uses[w] = uses[w].max(WaiverUse::Worse));
        whole.then(|| waivers[matching[0]].waived())
    };
    let waived = assessment.findings.iter().map(waived).collect();
    (waived, uses)
}

/// What can become of a waiver before any finding is looked at; *unmatched* where it may hold.
fn at_best(waiver: &Waiver, assessment: &Assessment, longest: Option<Duration>) -> WaiverUse {
    let as_of = assessment.options.as_of;
    match () {
        () if !waiver.is_for(assessment.name()) => WaiverUse::OtherProposal,
        () if waiver.is_expired(as_of) => WaiverUse::Expired,
        () if waiver.is_too_long(as_of, longest) => WaiverUse::TooLong,
        () => WaiverUse::Unmatched,
    }
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
