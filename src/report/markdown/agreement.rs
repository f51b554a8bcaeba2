//! How far raters agree, in Markdown.

use super::blocks::{Item, bullets, fold, folded_after, join, table};
use super::escape::{code, escape};
use crate::report::content::{
    AgreementReport, ApartFact, Disagreement, HOW_TO_READ_AGREEMENT, NO_DISAGREEMENT, NO_FACT_APART,
    RaterSectors,
};
use crate::text::capital;

/// After how many points a list is folded.
const MOST: usize = 5;

/// The document; with `detail` nothing is folded away.
pub fn document(report: &AgreementReport, detail: bool) -> String {
    let most = (!detail).then_some(MOST);
    let figures =
        report.figures.iter().map(|figure| format!("**{}**: {}", capital(figure.name), figure.says));
    let agreed = format!("**Agreed**: {}", report.agreed.says);
    let folded = |title: &str, block: String| if detail { titled(title, block) } else { fold(title, &block) };
    let mut blocks = vec![
        format!("# How far raters agree: {}", escape(&report.called)),
        raters(report),
        bullets(report.notes.iter().map(|note| escape(note))),
        bullets(figures.chain([agreed])),
        disagreements(report, most),
    ];
    blocks.extend(report.sectors.iter().map(sectors));
    if report.proposals.len() > 1 {
        blocks.push(titled("Criteria over the proposals", over_proposals(report)));
    }
    blocks.push(folded("Levels side by side", levels(report)));
    blocks.push(HOW_TO_READ_AGREEMENT.to_owned());
    join(blocks) + "\n"
}

fn raters(report: &AgreementReport) -> String {
    bullets(
        report
            .raters
            .iter()
            .map(|rater| format!("Rater {}: {}, {}", rater.number, escape(&rater.says), code(&rater.path))),
    )
}

fn disagreements(report: &AgreementReport, most: Option<usize>) -> String {
    if report.disagreements.is_empty() {
        return NO_DISAGREEMENT.to_owned();
    }
    let items: Vec<Item> = report.disagreements.iter().map(|apart| item(report, apart)).collect();
    titled(&format!("Furthest apart ({})", items.len()), folded_after(most, &items, "criteria"))
}

fn item(report: &AgreementReport, apart: &Disagreement) -> Item {
    let core = if apart.rule.core { ", core" } else { "" };
    let of = report.proposal_called(apart.proposal).map(|called| format!(", of {}", escape(called)));
    let head = format!(
        "**{}: {}** ({}{core}){}",
        capital(&apart.levels_say),
        escape(apart.rule.title),
        code(apart.rule.id),
        of.unwrap_or_default()
    );
    let mut lines = vec![escape(&apart.raters_say).to_string()];
    match apart.facts.is_empty() {
        true => lines.push(NO_FACT_APART.to_owned()),
        false => lines.extend(apart.facts.iter().map(fact)),
    }
    Item { head, lines }
}

fn fact(fact: &ApartFact) -> String {
    let values = fact.values.iter().map(|value| {
        let place = value.place_says.as_ref().map(|place| format!(" ({})", code(place))).unwrap_or_default();
        format!("rater {}: {}{place}", value.rater, escape(&value.says))
    });
    format!("{}: {}", escape(&fact.says), values.collect::<Vec<_>>().join("; "))
}

fn sectors(sectors: &RaterSectors) -> String {
    let means = sectors.sectors.iter();
    let means =
        bullets(means.map(|sector| format!("**{}**: {}", escape(&capital(&sector.sector)), sector.says)));
    let apart = sectors.apart.iter();
    let apart = apart.map(|apart| {
        format!("{} ({}): {}", escape(apart.rule.title), code(apart.rule.id), escape(&apart.says))
    });
    titled("By sector", join([means, escape(&sectors.says).to_string(), bullets(apart)]))
}

fn over_proposals(report: &AgreementReport) -> String {
    let names = report.figures.iter().map(|figure| format!(">{}", capital(figure.name)));
    let columns: Vec<String> =
        ["Criterion".to_owned()].into_iter().chain(names).chain([">Same level".to_owned()]).collect();
    let rows = report.criteria.iter().map(|criterion| {
        let figures = criterion.figures.iter().map(|figure| figure.short.clone());
        let agreed = criterion.agreed.iter().map(|agreed| format!("{} of {}", agreed.same, agreed.of));
        [code(criterion.rule.id)].into_iter().chain(figures).chain(agreed).collect()
    });
    table(&columns.iter().map(String::as_str).collect::<Vec<_>>(), rows)
}

fn levels(report: &AgreementReport) -> String {
    let raters = report.raters.iter().map(|rater| rater.number.to_string());
    let columns: Vec<String> = ["Criterion".to_owned()].into_iter().chain(raters).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let of = |proposal: usize| {
        let rows = report.criteria.iter().map(|criterion| {
            let levels = criterion.levels[proposal].iter().map(|level| level.says.clone());
            [code(criterion.rule.id)].into_iter().chain(levels).collect()
        });
        let title = report.proposal_called(proposal).map(|called| format!("### {}", escape(called)));
        join([title.unwrap_or_default(), table(&columns, rows)])
    };
    join((0..report.proposals.len()).map(of))
}

/// A block under its title.
fn titled(title: &str, block: String) -> String {
    join([format!("## {title}"), block])
}
