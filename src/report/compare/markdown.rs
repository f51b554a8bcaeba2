//! The comparison in Markdown: every finding and every criterion that moved.

use super::Compared;
use super::story::{Group, Moved, Story, Told};
use crate::report::limits::capital;
use crate::report::markdown::blocks::{Item, bullets, folded_after, join, table};
use crate::report::markdown::escape::{code, escape};

/// After how many points a list is folded.
const MOST: usize = 5;

/// The document of a comparison; with `detail` nothing is folded away.
pub fn markdown(compared: &Compared, detail: bool) -> String {
    let story = Story::of(compared);
    let most = (!detail).then_some(MOST);
    let mut blocks = vec![format!("# What moved: {}", escape(&story.name)), verdict(&story)];
    blocks.push(bullets(story.versions.iter().map(|version| {
        format!("{}: {}, stage {}", capital(version.which), code(&version.file), escape(&version.stage))
    })));
    blocks.push(bullets(story.notes.iter().map(|note| escape(note))));
    if story.still {
        blocks.push("Nothing moved: the two versions are assessed alike in everything.".to_owned());
    } else {
        blocks.push(numbers("", "Of 100, higher is better", &story.figures));
        blocks.extend([
            limits(&story),
            sectors(&story),
            numbers("## Dimensions", "Dimension", &story.dimensions),
        ]);
        blocks.extend(story.findings.iter().map(|group| findings(group, most)));
        blocks.push(criteria(&story, most));
        blocks.push(
            "A line is a line of the new file; of what is gone, of the old one. `quorate explain ID` tells what an id \
             such as `community/part` asks for, and why. This is the readiness of a design as it is written, not a \
             forecast."
                .to_owned(),
        );
    }
    join(blocks) + "\n"
}

fn verdict(story: &Story) -> String {
    let Moved { old, new, .. } = &story.verdict;
    let words = match old == new {
        true => format!("**{}**, as before", escape(&capital(new))),
        false => format!("**{} → {}**", escape(&capital(old)), escape(new)),
    };
    format!("{words}: {}.", escape(&story.means))
}

fn numbers(title: &str, what: &str, rows: &[Moved]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let rows =
        rows.iter().map(|row| vec![escape(&row.what), row.old.clone(), row.new.clone(), row.by.clone()]);
    join([title.to_owned(), table(&[what, ">Old", ">New", ">Change"], rows)])
}

fn limits(story: &Story) -> String {
    let line = |limit: &super::story::Limit| {
        format!("{}: {} ({})", capital(limit.how), escape(&limit.says), code(&limit.id))
    };
    titled("## Limits on the verdict", bullets(story.limits.iter().map(line)))
}

fn sectors(story: &Story) -> String {
    let line = |sector: &Moved| {
        format!("{}: {} → {}", escape(&sector.what), escape(&sector.old), escape(&sector.new))
    };
    titled("## Sectors", bullets(story.sectors.iter().map(line)))
}

fn findings(group: &Group, most: Option<usize>) -> String {
    let items: Vec<Item> = group.findings.iter().map(told).collect();
    titled(&format!("## {} ({})", group.title, items.len()), folded_after(most, &items, "findings"))
}

fn told(told: &Told) -> Item {
    let severity = escape(&capital(&told.severity));
    let head = format!(
        "**{severity}: {}** ({} {}, {})",
        escape(&told.title),
        told.kind,
        code(&told.id),
        code(&told.place)
    );
    let rest = [&told.because].into_iter().filter(|text| !text.is_empty()).chain(&told.remarks);
    let mut lines: Vec<String> = rest.map(|text| escape(&capital(text))).collect();
    lines.extend(told.next.iter().map(|next| format!("Do: {}", escape(next))));
    Item { head, lines }
}

fn criteria(story: &Story, most: Option<usize>) -> String {
    let item = |criterion: &super::story::Criterion| Item {
        head: format!(
            "**{}**: {} ({})",
            capital(criterion.way),
            escape(&criterion.title),
            code(&criterion.id)
        ),
        lines: vec![format!("{} → {}", escape(&criterion.old), escape(&criterion.new))],
    };
    let items: Vec<Item> = story.criteria.iter().map(item).collect();
    titled(&format!("## Criteria that moved ({})", items.len()), folded_after(most, &items, "criteria"))
}

/// A block under its title; nothing where there is no block.
fn titled(title: &str, block: String) -> String {
    if block.is_empty() { block } else { join([title.to_owned(), block]) }
}
