//! Many proposals side by side, with a link to each.

use super::blocks::{join, table};
use super::escape::{code, escape};
use crate::assess::{SectorStatus, Verdict};
use crate::report::figures::percent;
use crate::report::limits::capital;
use crate::report::seats::seat_words;
use crate::report::summary::Summary;

/// What a section is reached by.
pub fn anchor(number: usize) -> String {
    format!("<a id=\"proposal-{}\"></a>", number + 1)
}

/// What a proposal is called.
pub fn name(summary: &Summary) -> String {
    summary.name.as_deref().map_or_else(|| code(&summary.source), escape)
}

/// How many came to which verdict, and each in a row.
pub fn overview(sections: &[(String, Summary)]) -> String {
    let columns = [
        "Proposal",
        "Verdict",
        "Evidenced · stated · at best",
        ">Answered",
        "Sectors not at the table",
        "Worst risk",
    ];
    let rows = sections.iter().enumerate().map(|(number, (_, summary))| row(number, summary));
    let summaries: Vec<&Summary> = sections.iter().map(|(_, summary)| summary).collect();
    join([totals(&summaries), table(&columns, rows)])
}

fn row(number: usize, summary: &Summary) -> Vec<String> {
    let score = &summary.score;
    vec![
        format!("[{}](#proposal-{})", name(summary), number + 1),
        escape(&summary.verdict_words) + if summary.failed_gates > 0 { ", **gate failed**" } else { "" },
        format!("{} · {} · {}", score.evidenced, score.claimed, score.possible),
        format!("{} %", percent(summary.answered)),
        absent(summary),
        summary.worst.first().map_or_else(
            || "none known".to_owned(),
            |worst| format!("{}: {}", worst.severity.word(), escape(&worst.title)),
        ),
    ]
}

/// `missing: business, philanthropy; not agreed yet: government`.
fn absent(summary: &Summary) -> String {
    let of = |status: SectorStatus| {
        let sectors = summary.sectors.iter().filter(|(_, s)| *s == status);
        let sectors: Vec<String> = sectors.map(|(sector, _)| escape(sector)).collect();
        (!sectors.is_empty()).then(|| format!("{}: {}", seat_words(status), sectors.join(", ")))
    };
    let absent = [SectorStatus::Missing, SectorStatus::Prospective, SectorStatus::NotDeclared];
    let absent: Vec<String> = absent.into_iter().filter_map(of).collect();
    if absent.is_empty() { "none".to_owned() } else { absent.join("; ") }
}

/// `3 ready, 1 emerging, 2 undetermined`, the best first.
fn totals(summaries: &[&Summary]) -> String {
    let bands = summaries.first().map_or(0, |summary| summary.bands);
    let verdicts = (0..bands).rev().map(Verdict::Band).chain([Verdict::Undetermined]);
    let counts = verdicts.filter_map(|verdict| {
        let of = || summaries.iter().filter(|summary| summary.verdict == verdict);
        let words = escape(&of().next()?.verdict_words);
        Some(format!("{} {words}", of().count()))
    });
    capital(&format!("{}.", counts.collect::<Vec<_>>().join(", ")))
}
