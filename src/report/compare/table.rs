//! The comparison for a terminal.

use super::Compared;
use super::story::{Group, Moved, Story, Told};
use crate::report::limits::capital;
use crate::report::style::Style;
use crate::report::table::grid::Grid;
use crate::report::table::ink::{Ink, Tone};
use crate::report::table::width_of;
use crate::text::count;

/// How many findings of a group, and how many criteria, are shown.
const MOST: usize = 5;

/// The screen of a comparison; with `detail` every finding and every criterion that moved.
pub fn table(compared: &Compared, style: &Style, detail: bool) -> String {
    let ink = Ink::new(style);
    let most = if detail { usize::MAX } else { MOST };
    let sheet = Sheet { story: Story::of(compared), ink, width: width_of(style), most };
    let mut parts = vec![sheet.head(), sheet.notes()];
    if sheet.story.still {
        parts.push(
            ink.tint(Tone::Title, "Nothing moved: the two versions are assessed alike in everything.") + "\n",
        );
    } else {
        parts.insert(1, sheet.figures());
        parts.extend([sheet.limits(), sheet.sectors(), sheet.dimensions()]);
        parts.extend(sheet.story.findings.iter().map(|group| sheet.findings(group)));
        parts.extend([sheet.criteria(), sheet.hint()]);
    }
    parts.retain(|part| !part.is_empty());
    ink.finish(&parts.join("\n"))
}

struct Sheet {
    story: Story,
    ink: Ink,
    width: usize,
    most: usize,
}

impl Sheet {
    fn head(&self) -> String {
        let mut grid = Grid::new(self.width, &[4]);
        for version in &self.story.versions {
            let file = format!("{}, stage {}", version.file, version.stage);
            grid.row(vec![self.ink.tint(Tone::Faint, version.which), self.ink.say(&file)]);
        }
        let verdict = &self.story.verdict;
        let words = match verdict.old == verdict.new {
            true => format!("{}, as before", verdict.new.to_uppercase()),
            false => format!("{} → {}", verdict.old.to_uppercase(), verdict.new.to_uppercase()),
        };
        let mut below = Grid::new(self.width, &[]);
        let means = self.ink.say(&self.story.means);
        below.row(vec![format!("{}: {means}", self.ink.tint(Tone::Title, &words))]);
        let name = self.ink.tint(Tone::Title, &self.story.name);
        format!("{name}\n{}\n{}", grid.draw(), below.draw())
    }

    fn figures(&self) -> String {
        let title = "Of 100, higher is better";
        self.numbers(title, &self.story.figures)
    }

    fn dimensions(&self) -> String {
        if self.story.dimensions.is_empty() {
            return String::new();
        }
        self.numbers("Dimensions that moved", &self.story.dimensions)
    }

    fn numbers(&self, title: &str, rows: &[Moved]) -> String {
        let right = |text: &str, width: usize| format!("{:>width$}", self.ink.say(text));
        let columns = [self.width.saturating_sub(40).min(40), 11, 11];
        let head = [title, &right("old", 11), &right("new", 11), &right("change", 8)];
        let mut grid = Grid::new(self.width, &columns).head(self.titles(&head), self.ink.unicode);
        for row in rows {
            let numbers = [right(&row.old, 11), right(&row.new, 11), right(&row.by, 8)];
            grid.row([self.ink.say(&row.what)].into_iter().chain(numbers).collect());
        }
        grid.draw()
    }

    fn notes(&self) -> String {
        let mut grid = Grid::new(self.width, &[]);
        for note in &self.story.notes {
            grid.row(vec![self.ink.tint(Tone::Faint, note)]);
        }
        grid.draw()
    }

    fn limits(&self) -> String {
        if self.story.limits.is_empty() {
            return String::new();
        }
        let mut grid =
            Grid::new(self.width, &[8]).head(self.titles(&["Limits", "on the verdict"]), self.ink.unicode);
        for limit in &self.story.limits {
            grid.row(vec![
                limit.how.to_owned(),
                format!("{} {}", self.ink.say(&limit.says), self.id(&limit.id)),
            ]);
        }
        grid.draw()
    }

    fn sectors(&self) -> String {
        if self.story.sectors.is_empty() {
            return String::new();
        }
        let mut grid =
            Grid::new(self.width, &[12]).head(self.titles(&["Sectors", "at the table"]), self.ink.unicode);
        for sector in &self.story.sectors {
            let seats = format!("{} → {}", sector.old, sector.new);
            grid.row(vec![self.ink.say(&sector.what), self.ink.say(&seats)]);
        }
        grid.draw()
    }

    fn findings(&self, group: &Group) -> String {
        let how = match group.word {
            "better" => ", less severe",
            "other facts" => ", on other facts",
            _ => "",
        };
        let label = capital(group.word.split(' ').next().unwrap_or_default());
        let title = format!("{}{how}", count(group.findings.len(), "finding"));
        let mut grid = Grid::new(self.width, &[8]).head(self.titles(&[&label, &title]), self.ink.unicode);
        for told in group.findings.iter().take(self.most) {
            grid.row(vec![self.ink.say(&told.severity.replace(" → ", " →\n")), self.told(told)]);
        }
        grid.draw() + &self.and_more(group.findings.len())
    }

    fn told(&self, told: &Told) -> String {
        let title = self.ink.tint(Tone::Title, &told.title);
        let mut lines = vec![format!(
            "{title} ({}, {})",
            self.ink.say(&format!("{} {}", told.kind, told.id)),
            self.ink.say(&told.place)
        )];
        let rest = [&told.because].into_iter().filter(|text| !text.is_empty()).chain(&told.remarks);
        lines.extend(rest.map(|text| self.ink.say(text)));
        lines.extend(told.next.iter().map(|next| format!("Do: {}", self.ink.say(next))));
        lines.join("\n")
    }

    fn criteria(&self) -> String {
        let criteria = &self.story.criteria;
        if criteria.is_empty() {
            return String::new();
        }
        let title = format!("{} moved", criteria.len());
        let mut grid =
            Grid::new(self.width, &[14]).head(self.titles(&["Criteria", &title]), self.ink.unicode);
        for criterion in criteria.iter().take(self.most) {
            let levels = format!("{} → {}", criterion.old, criterion.new);
            let title = self.ink.say(&criterion.title);
            let what = format!("{title} {}\n{}", self.id(&criterion.id), self.ink.say(&levels));
            grid.row(vec![criterion.way.to_owned(), what]);
        }
        grid.draw() + &self.and_more(criteria.len())
    }

    fn hint(&self) -> String {
        let hint = "A line is a line of the new file; of what is gone, of the old one. `quorate explain ID` tells what an id asks for, and why.";
        let mut grid = Grid::new(self.width, &[]);
        grid.row(vec![self.ink.tint(Tone::Faint, hint)]);
        grid.draw()
    }

    fn titles(&self, titles: &[&str]) -> Vec<String> {
        titles.iter().map(|title| self.ink.tint(Tone::Title, title)).collect()
    }

    fn id(&self, id: &str) -> String {
        self.ink.tint(Tone::Faint, &format!("({id})"))
    }

    fn and_more(&self, all: usize) -> String {
        match all.saturating_sub(self.most) {
            0 => String::new(),
            hidden => self.ink.tint(Tone::Faint, &format!("and {hidden} more (--detail)")) + "\n",
        }
    }
}
