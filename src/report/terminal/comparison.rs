//! The comparison of two versions: the facts that changed, then what that moved.

use super::grid::Grid;
use super::ink::{Ink, Pen};
use super::screen::LABELS;
use super::{NARROWEST, WIDEST_TEXT};
use crate::report::content::{
    ChangedFact, ComparisonReport, HOW_TO_READ, MovedFinding, MovedGroup, MovedNumber, NOTHING_MOVED,
};
use crate::report::style::Style;
use crate::text::capital;

/// How many facts are shown.
const FACTS: usize = 12;
/// How many findings of a group, and how many criteria, are shown.
const MOST: usize = 5;
/// The columns of the numbers.
const NUMBER: usize = 11;

/// The screen of a comparison; with `detail` everything that moved.
pub fn screen(report: &ComparisonReport, style: &Style, detail: bool) -> String {
    let pen = Pen::new(style);
    let sheet = Sheet { report, pen, width: style.width.clamp(NARROWEST, WIDEST_TEXT), detail };
    let mut parts = vec![sheet.head(), sheet.facts()];
    match report.still {
        true => parts.extend([pen.tint(Ink::Title, NOTHING_MOVED) + "\n", sheet.notes()]),
        false => {
            parts.push(sheet.numbers("Of 100, higher is better", &report.figures));
            parts.extend([sheet.notes(), sheet.limits(), sheet.sectors(), sheet.dimensions()]);
            parts.extend(report.findings.iter().map(|group| sheet.findings(group)));
            parts.extend([sheet.criteria(), sheet.block(Ink::Faint, HOW_TO_READ)]);
        }
    }
    parts.push(sheet.words());
    parts.retain(|part| !part.is_empty());
    pen.finish(&parts.join("\n"))
}

struct Sheet<'a> {
    report: &'a ComparisonReport<'a>,
    pen: Pen,
    width: usize,
    detail: bool,
}

impl Sheet<'_> {
    fn most(&self, otherwise: usize) -> usize {
        if self.detail { usize::MAX } else { otherwise }
    }

    fn head(&self) -> String {
        let mut rows = Grid::new(self.width, &[4]);
        for version in &self.report.versions {
            let file = format!("{}, {}", version.path, version.stage_says);
            rows.row(vec![self.pen.tint(Ink::Faint, version.which), self.pen.say(&file)]);
        }
        let name = self.block(Ink::Title, &self.report.called);
        format!("{name}{}\n{}", rows.draw(), self.verdict())
    }

    fn verdict(&self) -> String {
        let means = self.pen.say(&self.report.means);
        let mut row = Grid::new(self.width, &[]);
        row.row(vec![format!("{}: {means}", self.words())]);
        row.draw()
    }

    fn words(&self) -> String {
        let [old, new] = &self.report.versions;
        let words = match self.report.verdict_moved() {
            true => format!("{} → {}", old.verdict.to_uppercase(), new.verdict.to_uppercase()),
            false => format!("{}, as before", new.verdict.to_uppercase()),
        };
        self.pen.tint(self.report.tone.into(), &words)
    }

    /// What is said otherwise, which is why anything moved.
    fn facts(&self) -> String {
        let facts = &self.report.facts;
        if facts.is_empty() {
            return String::new();
        }
        let most = self.most(FACTS);
        let mut rows = Grid::new(self.width, &[14]);
        for fact in facts.iter().take(most) {
            let says = format!("{}\n{}", self.pen.tint(Ink::Title, &fact.says), self.pen.say(&change(fact)));
            rows.row(vec![self.pen.say(fact.way), says]);
        }
        self.heading("Facts that changed", facts.len()) + &rows.draw() + &self.and_more(facts.len(), most)
    }

    fn dimensions(&self) -> String {
        self.numbers("Dimensions that moved", &self.report.dimensions)
    }

    fn numbers(&self, title: &str, rows: &[MovedNumber]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let right = |text: &str| format!("{:>NUMBER$}", self.pen.say(text));
        let columns = [self.width.saturating_sub(3 * (NUMBER + 2)).min(48), NUMBER, NUMBER];
        let head = [title.to_owned(), right("old"), right("new"), right("change")];
        let head = head.iter().map(|title| self.pen.tint(Ink::Title, title)).collect();
        let mut grid = Grid::new(self.width, &columns).head(head, self.pen.unicode);
        for row in rows {
            let numbers = [right(&row.old), right(&row.new), right(&row.by)];
            grid.row([self.pen.say(&row.what)].into_iter().chain(numbers).collect());
        }
        grid.draw()
    }

    fn notes(&self) -> String {
        self.report.notes.iter().map(|note| self.block(Ink::Faint, note)).collect()
    }

    fn limits(&self) -> String {
        if self.report.limits.is_empty() {
            return String::new();
        }
        let mut rows = Grid::new(self.width, &[LABELS]);
        for limit in &self.report.limits {
            let says = format!("{} {}", self.pen.say(&limit.says), self.id(limit.rule.id));
            rows.row(vec![self.pen.say(limit.way), says]);
        }
        self.heading("Limits on the verdict", self.report.limits.len()) + &rows.draw()
    }

    fn sectors(&self) -> String {
        if self.report.sectors.is_empty() {
            return String::new();
        }
        let mut rows = Grid::new(self.width, &[12]);
        for sector in &self.report.sectors {
            rows.row(vec![self.pen.say(sector.rule.title), self.pen.say(&sector.says)]);
        }
        self.heading("Sectors", self.report.sectors.len()) + &rows.draw()
    }

    fn findings(&self, group: &MovedGroup) -> String {
        let all = group.findings.len();
        let most = self.most(MOST);
        let mut rows = Grid::new(self.width, &[LABELS]);
        for finding in group.findings.iter().take(most) {
            let severity = finding.severity_says.replace(" → ", "\n→ ");
            let severity: Vec<String> = severity.lines().map(|line| self.pen.say(line)).collect();
            rows.row(vec![severity.join("\n"), self.finding(finding)]);
        }
        self.heading(group.title, all) + &rows.draw() + &self.and_more(all, most)
    }

    fn finding(&self, finding: &MovedFinding) -> String {
        let place = if self.detail { format!(", {}", finding.place_says) } else { String::new() };
        let mark = format!("({} {}{place})", finding.kind.word(), finding.rule.id);
        let title = self.pen.tint(Ink::Title, finding.title);
        let mut said = vec![format!("{title} {}", self.pen.tint(Ink::Faint, &mark))];
        if self.detail {
            let told = std::iter::once(&finding.because).chain(&finding.remarks);
            said.extend(told.filter(|text| !text.is_empty()).map(|text| self.pen.say(&capital(text))));
        }
        said.extend(finding.next.iter().map(|next| self.pen.say(&format!("Do: {next}"))));
        said.join("\n")
    }

    fn criteria(&self) -> String {
        let (criteria, most) = (&self.report.criteria, self.most(MOST));
        if criteria.is_empty() {
            return String::new();
        }
        let mut rows = Grid::new(self.width, &[14]);
        for criterion in criteria.iter().take(most) {
            let title = format!("{} {}", self.pen.say(criterion.rule.title), self.id(criterion.rule.id));
            let levels = self.pen.say(&format!("{} → {}", criterion.old, criterion.new));
            rows.row(vec![self.pen.say(criterion.way), format!("{title}\n{levels}")]);
        }
        self.heading("Criteria that moved", criteria.len())
            + &rows.draw()
            + &self.and_more(criteria.len(), most)
    }

    fn heading(&self, title: &str, number: usize) -> String {
        let title = self.pen.tint(Ink::Title, &title.to_uppercase());
        format!("{title}  {}\n", self.pen.tint(Ink::Faint, &number.to_string()))
    }

    fn block(&self, ink: Ink, text: &str) -> String {
        let mut row = Grid::new(self.width, &[]);
        row.row(vec![self.pen.tint(ink, text)]);
        row.draw()
    }

    fn id(&self, id: &str) -> String {
        self.pen.tint(Ink::Faint, &format!("({id})"))
    }

    fn and_more(&self, all: usize, shown: usize) -> String {
        match all.saturating_sub(shown) {
            0 => String::new(),
            hidden => self.pen.tint(Ink::Faint, &format!("and {hidden} more (--detail)")) + "\n",
        }
    }
}

/// What was said and what is said, each with its line.
fn change(fact: &ChangedFact) -> String {
    let said = |text: &str, line: Option<u32>| match line {
        Some(line) => format!("{text} (line {line})"),
        None => text.to_owned(),
    };
    let (old, new) = (said(&fact.old, fact.old_line), said(&fact.new, fact.new_line));
    match (fact.old.is_empty(), fact.new.is_empty()) {
        (true, _) => new,
        (_, true) => old,
        (false, false) => format!("{old} → {new}"),
    }
}
