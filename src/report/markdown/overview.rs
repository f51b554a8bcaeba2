//! Many proposals side by side, with a link to each.

use super::blocks::{join, line, table};
use super::escape::{code, escape};
use crate::report::content::{NO_NAME, Overview, Summary};
use crate::text::capital;

/// What a section is reached by.
pub fn anchor(number: usize) -> String {
    format!("<a id=\"proposal-{}\"></a>", number + 1)
}

/// What a proposal is called: its file where it has no name.
pub fn name(summary: &Summary) -> String {
    if summary.called == NO_NAME { code(&summary.label) } else { escape(&summary.called) }
}

/// How many came to which verdict, and the head of the table of their rows.
pub fn head(overview: &Overview) -> String {
    let columns = [
        "Proposal",
        "Verdict",
        "Evidenced · stated · at best",
        ">Answered",
        "Sectors not at the table",
        "Worst risk",
    ];
    let totals = escape(&capital(&overview.verdicts()));
    join([format!("{totals}."), table(&columns, [])])
}

/// The row of a proposal, on a line of its own.
pub fn row(number: usize, summary: &Summary) -> String {
    let score = &summary.score;
    let failed = if summary.failed_gates > 0 { ", **gate failed**" } else { "" };
    let worst = summary.worst.first();
    let cells = [
        format!("[{}](#proposal-{})", name(summary), number + 1),
        escape(&summary.verdict) + failed,
        format!("{} · {} · {}", score.evidenced, score.claimed, score.possible),
        format!("{} %", summary.answered),
        escape(&summary.absent),
        worst.map_or_else(
            || "none known".to_owned(),
            |worst| format!("{}: {}", worst.severity.word(), escape(&worst.title)),
        ),
    ];
    line(&cells)
}
