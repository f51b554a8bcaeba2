//! Many proposals side by side: what the index at the beginning of a report shows of each.

use serde::Serialize;

use super::charts::Bar;
use super::findings::anchor_of_id;
use super::sectors::Seat;
use super::verdict::{as_shares, tone};
use crate::report::figures::percent;
use crate::report::summary::Summary;

/// One proposal in a row.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    name: &'a str,
    source: &'a str,
    verdict: &'a str,
    tone: &'static str,
    bar: Bar,
    readings: [u32; 3],
    answered: u32,
    seats: Vec<Seat>,
    worst: Option<Worst<'a>>,
}

#[derive(Debug, Serialize)]
struct Worst<'a> {
    severity: &'static str,
    title: &'a str,
    anchor: String,
}

/// The row of a proposal.
pub fn row(summary: &Summary) -> Row<'_> {
    let score = &summary.score;
    let worst = summary.worst.first().map(|worst| Worst {
        severity: worst.severity.word(),
        title: &worst.title,
        anchor: anchor_of_id(&worst.id),
    });
    Row {
        name: summary.name.as_deref().unwrap_or(super::proposal::NO_NAME),
        source: &summary.source,
        verdict: &summary.verdict_words,
        tone: tone(summary.verdict, summary.bands),
        bar: Bar::new(&as_shares(score), false),
        readings: [score.evidenced, score.claimed, score.possible],
        answered: percent(summary.answered),
        seats: summary.sectors.iter().map(|(sector, status)| Seat::new(sector, *status)).collect(),
        worst,
    }
}
