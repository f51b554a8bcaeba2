//! The comparison in Markdown: the facts that changed, then everything that this moved.

use super::blocks::{Item, bullets, folded_after, join, table};
use super::escape::{code, escape};
use crate::report::content::{
    ChangedFact, ComparisonReport, HOW_TO_READ, MovedCriterion, MovedFinding, MovedGroup, MovedNumber,
    NOTHING_MOVED,
};
use crate::text::capital;

/// After how many points a list is folded.
const MOST: usize = 5;

/// The document of a comparison; with `detail` nothing is folded away.
pub fn document(report: &ComparisonReport, detail: bool) -> String {
    let most = (!detail).then_some(MOST);
    let mut blocks = vec![format!("# What moved: {}", escape(&report.called)), verdict(report)];
    blocks.push(bullets(report.versions.iter().map(|version| {
        format!("{}: {}, {}", capital(version.which), code(&version.path), escape(&version.stage_says))
    })));
    blocks.push(bullets(report.notes.iter().map(|note| escape(note))));
    blocks.push(facts(&report.facts));
    if report.still {
        blocks.push(NOTHING_MOVED.to_owned());
    } else {
        blocks.push(numbers("", "Of 100, higher is better", &report.figures));
        blocks.extend([
            limits(report),
            sectors(report),
            numbers("## Dimensions", "Dimension", &report.dimensions),
        ]);
        blocks.extend(report.findings.iter().map(|group| findings(group, most)));
        blocks.push(criteria(&report.criteria, most));
        blocks.push(HOW_TO_READ.to_owned());
    }
    join(blocks) + "\n"
}

fn verdict(report: &ComparisonReport) -> String {
    let [old, new] = &report.versions;
    let words = match report.verdict_moved() {
        true => format!("**{} → {}**", escape(&capital(old.verdict)), escape(new.verdict)),
        false => format!("**{}**, as before", escape(&capital(new.verdict))),
    };
    format!("{words}: {}.", escape(&report.means))
}

fn facts(facts: &[ChangedFact]) -> String {
    if facts.is_empty() {
        return String::new();
    }
    let line = |line: Option<u32>| line.map(|line| format!(" (line {line})")).unwrap_or_default();
    let rows = facts.iter().map(|fact| {
        vec![
            escape(&fact.says),
            escape(fact.way),
            escape(&fact.old) + &line(fact.old_line),
            escape(&fact.new) + &line(fact.new_line),
        ]
    });
    join([format!("## Facts that changed ({})", facts.len()), table(&["Fact", "Way", "Old", "New"], rows)])
}

fn numbers(title: &str, what: &str, rows: &[MovedNumber]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let rows = rows
        .iter()
        .map(|row| vec![escape(&capital(&row.what)), row.old.clone(), row.new.clone(), row.by.clone()]);
    join([title.to_owned(), table(&[what, ">Old", ">New", ">Change"], rows)])
}

fn limits(report: &ComparisonReport) -> String {
    let line = |limit: &crate::report::content::MovedLimit| {
        format!("{}: {} ({})", capital(limit.way), escape(&limit.says), code(limit.rule.id))
    };
    titled("## Limits on the verdict", bullets(report.limits.iter().map(line)))
}

fn sectors(report: &ComparisonReport) -> String {
    let line = |sector: &crate::report::content::MovedSector| {
        format!("{}: {}", escape(&capital(sector.rule.title)), escape(&sector.says))
    };
    titled("## Sectors", bullets(report.sectors.iter().map(line)))
}

fn findings(group: &MovedGroup, most: Option<usize>) -> String {
    let items: Vec<Item> = group.findings.iter().map(told).collect();
    titled(&format!("## {} ({})", group.title, items.len()), folded_after(most, &items, "findings"))
}

fn told(finding: &MovedFinding) -> Item {
    let head = format!(
        "**{}: {}** ({} {}, {})",
        escape(&capital(&finding.severity_says)),
        escape(finding.title),
        finding.kind.word(),
        code(finding.rule.id),
        code(&finding.place_says)
    );
    let said = std::iter::once(&finding.because).filter(|text| !text.is_empty()).chain(&finding.remarks);
    let mut lines: Vec<String> = said.map(|text| escape(&capital(text))).collect();
    lines.extend(finding.next.iter().map(|next| format!("Do: {}", escape(next))));
    Item { head, lines }
}

fn criteria(criteria: &[MovedCriterion], most: Option<usize>) -> String {
    let item = |criterion: &MovedCriterion| Item {
        head: format!(
            "**{}**: {} ({})",
            capital(criterion.way),
            escape(criterion.rule.title),
            code(criterion.rule.id)
        ),
        lines: vec![format!("{} → {}", escape(&criterion.old), escape(&criterion.new))],
    };
    let items: Vec<Item> = criteria.iter().map(item).collect();
    titled(&format!("## Criteria that moved ({})", items.len()), folded_after(most, &items, "criteria"))
}

/// A block under its title; nothing where there is no block.
fn titled(title: &str, block: String) -> String {
    if block.is_empty() { block } else { join([title.to_owned(), block]) }
}
