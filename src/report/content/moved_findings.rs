//! What is told of a finding that moved beside the finding itself.

use super::Tables;
use super::places::{Place, place_words};
use crate::assess::{Assessment, Comparison, FindingMove, FindingWay};
use crate::proposal::Route;
use crate::rubric::PatternId;
use crate::text::count;

/// How many facts of a finding are named that came or went.
const MOST_FACTS: usize = 3;

/// In which way findings moved, as a title.
pub(super) fn title(way: FindingWay) -> &'static str {
    match way {
        FindingWay::New => "New findings",
        FindingWay::AnsweredAsRisk => "Questions that were answered, and it is a risk",
        FindingWay::Worse => "Findings that are worse",
        FindingWay::NowUnknown => "Known before, and now unknown",
        FindingWay::Reopened => "Questions that are open again",
        FindingWay::Answered => "Questions that were answered",
        FindingWay::Gone => "Findings that are gone",
        FindingWay::Better => "Findings that are less severe",
        FindingWay::OtherFacts => "Findings that rest on other facts",
        FindingWay::ToldElsewhere => "Findings that are told elsewhere",
    }
}

/// What was answered, where else it is told, and which facts came and went.
pub(super) fn remarks(comparison: &Comparison, tables: &Tables, moved: &FindingMove) -> Vec<String> {
    let (old, new) = (comparison.old, comparison.new);
    let told = |lead: &str, assessment, routes: &[Route]| {
        (!routes.is_empty()).then(|| format!("{lead}: {}", named(tables, assessment, routes)))
    };
    let under = |lead: &str, pattern: Option<PatternId>| {
        let other_row = moved.under.old != moved.under.new;
        let pattern = pattern.filter(|_| other_row)?;
        Some(format!("{lead} told under {}", new.rubrics.patterns[pattern].id))
    };
    let remarks = [
        told("answered", new, &moved.answered),
        told("no longer said", old, &moved.unsaid),
        under("was", moved.under.old),
        under("now", moved.under.new),
        told("rests now on", new, &moved.facts_new),
        told("no more on", old, &moved.facts_gone),
    ];
    remarks.into_iter().flatten().collect()
}

/// Facts by name; of many the first, since all are in the finding itself.
fn named(tables: &Tables, assessment: &Assessment, routes: &[Route]) -> String {
    let shown = routes.iter().take(MOST_FACTS);
    let named: Vec<String> = shown.map(|route| place_words(tables, &Place::of(assessment, *route))).collect();
    match routes.len().saturating_sub(MOST_FACTS) {
        0 => named.join(", "),
        more => format!("{} and {}", named.join(", "), count(more, "more fact")),
    }
}
