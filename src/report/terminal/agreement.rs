//! How far raters agree: the figures, where they are furthest apart and by which facts, sectors, the levels side by side.

use super::grid::Grid;
use super::ink::{Ink, Pen};
use super::{NARROWEST, WIDEST_TEXT};
use crate::report::content::{
    AgreementReport, ApartFact, Disagreement, HOW_TO_READ_AGREEMENT, LevelText, NO_DISAGREEMENT,
    NO_FACT_APART, RatedCriterion, RaterSectors,
};
use crate::report::style::Style;
use crate::text::capital;

/// How many disagreements, facts of one, and criteria of which sectors differ are shown.
const MOST: usize = 5;
/// The column of labels.
const LABELS: usize = 20;
/// The column of a figure.
const FIGURE: usize = 14;
/// The column of one rater's level.
const LEVEL: usize = 7;
/// The least that the column of criteria takes.
const CRITERION: usize = 32;

/// The screen; with `detail` everything.
pub fn screen(report: &AgreementReport, style: &Style, detail: bool) -> String {
    let pen = Pen::new(style);
    let sheet = Sheet { report, pen, width: style.width.clamp(NARROWEST, WIDEST_TEXT), detail };
    let mut parts = vec![sheet.head(), sheet.notes(), sheet.figures(), sheet.disagreements()];
    parts.extend(report.sectors.iter().map(|sectors| sheet.sectors(sectors)));
    parts.extend([sheet.over_proposals(), sheet.levels(), sheet.block(Ink::Faint, HOW_TO_READ_AGREEMENT)]);
    parts.retain(|part| !part.is_empty());
    pen.finish(&parts.join("\n"))
}

struct Sheet<'a> {
    report: &'a AgreementReport<'a>,
    pen: Pen,
    width: usize,
    detail: bool,
}

impl Sheet<'_> {
    fn head(&self) -> String {
        let mut rows = Grid::new(self.width, &[8]);
        for rater in &self.report.raters {
            let who = self.pen.tint(Ink::Faint, &format!("rater {}", rater.number));
            rows.row(vec![who, self.pen.say(&format!("{} ({})", rater.says, rater.path))]);
        }
        self.block(Ink::Title, &self.report.called) + &rows.draw()
    }

    fn notes(&self) -> String {
        self.report.notes.iter().map(|note| self.block(Ink::Faint, note)).collect()
    }

    fn figures(&self) -> String {
        let mut rows = Grid::new(self.width, &[LABELS]);
        for figure in &self.report.figures {
            rows.row(vec![self.pen.tint(Ink::Title, &capital(figure.name)), self.pen.say(&figure.says)]);
        }
        rows.row(vec![self.pen.tint(Ink::Title, "Agreed"), self.pen.say(&self.report.agreed.says)]);
        rows.draw()
    }

    fn disagreements(&self) -> String {
        let apart = &self.report.disagreements;
        if apart.is_empty() {
            return self.block(Ink::Title, NO_DISAGREEMENT);
        }
        let mut rows = Grid::new(self.width, &[LABELS - 4]);
        for disagreement in apart.iter().take(self.most(MOST)) {
            rows.row(vec![self.pen.say(&disagreement.levels_say), self.disagreement(disagreement)]);
        }
        self.heading("Furthest apart", apart.len()) + &rows.draw() + &self.and_more(apart.len(), MOST)
    }

    fn disagreement(&self, apart: &Disagreement) -> String {
        let core = if apart.rule.core { ", core" } else { "" };
        let title = self.pen.tint(Ink::Title, apart.rule.title);
        let mut said =
            vec![format!("{title} {}", self.pen.tint(Ink::Faint, &format!("({}{core})", apart.rule.id)))];
        let of = self.report.proposal_called(apart.proposal);
        said.extend(of.map(|called| self.pen.say(&format!("Of {called}"))));
        said.push(self.pen.say(&apart.raters_say));
        match apart.facts.len() {
            0 => said.push(self.pen.say(NO_FACT_APART)),
            all => {
                said.extend(apart.facts.iter().take(self.most(MOST)).map(|fact| self.fact(fact)));
                said.extend(self.more(all, MOST));
            }
        }
        said.join("\n")
    }

    fn fact(&self, fact: &ApartFact) -> String {
        let values = fact.values.iter().map(|value| {
            let place = value.place_says.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
            self.pen.say(&format!("- rater {}: {}{place}", value.rater, value.says))
        });
        [self.pen.say(&format!("{}:", fact.says))].into_iter().chain(values).collect::<Vec<_>>().join("\n")
    }

    fn sectors(&self, sectors: &RaterSectors) -> String {
        let mut rows = Grid::new(self.width, &[LABELS - 4]);
        for sector in &sectors.sectors {
            rows.row(vec![self.pen.say(&capital(&sector.sector)), self.pen.say(&sector.says)]);
        }
        let mut apart = Grid::new(self.width, &[CRITERION]);
        for criterion in sectors.apart.iter().take(self.most(MOST)) {
            apart.row(vec![self.pen.say(criterion.rule.id), self.pen.say(&criterion.says)]);
        }
        let more = self.and_more(sectors.apart.len(), MOST);
        let says = self.block(Ink::Faint, &sectors.says);
        self.heading("By sector", sectors.sectors.len()) + &rows.draw() + &says + &apart.draw() + &more
    }

    /// How far raters agree on each criterion, over several proposals.
    fn over_proposals(&self) -> String {
        if self.report.proposals.len() < 2 {
            return String::new();
        }
        let names = self.report.figures.iter().map(|figure| capital(figure.name));
        let columns = [&[CRITERION][..], &vec![FIGURE; self.report.figures.len()]].concat();
        let head = ["Criterion".to_owned()].into_iter().chain(names).chain(["Same level".to_owned()]);
        let mut rows = self.table(&columns, head.collect());
        let shown = self.shown();
        for criterion in &shown {
            let figures = criterion.figures.iter().map(|figure| self.pen.say(&figure.short));
            let agreed = criterion.agreed.iter().map(|agreed| format!("{} of {}", agreed.same, agreed.of));
            rows.row([self.pen.say(criterion.rule.id)].into_iter().chain(figures).chain(agreed).collect());
        }
        rows.draw() + &self.and_more(self.report.criteria.len(), shown.len())
    }

    /// All levels side by side; of several proposals only where everything is asked for.
    fn levels(&self) -> String {
        if self.report.proposals.len() > 1 && !self.detail {
            return String::new();
        }
        let shown = self.shown();
        let tables = self.report.proposals.iter().enumerate().map(|(number, _)| {
            let title = self.report.proposal_called(number).map(|called| self.block(Ink::Title, called));
            let rows = shown.iter().map(|criterion| (criterion.rule.id, &criterion.levels[number][..]));
            title.unwrap_or_default() + &self.side_by_side(&rows.collect::<Vec<_>>())
        });
        tables.collect::<Vec<_>>().join("\n") + &self.and_more(self.report.criteria.len(), shown.len())
    }

    fn side_by_side(&self, rows: &[(&str, &[LevelText])]) -> String {
        let raters = self.report.raters.len();
        let fits = CRITERION + raters * (LEVEL + 2) <= self.width;
        let columns = [&[CRITERION][..], &vec![LEVEL; if fits { raters - 1 } else { 0 }]].concat();
        let numbers = self.report.raters.iter().map(|rater| rater.number.to_string());
        let heads: Vec<String> = if fits { numbers.collect() } else { vec!["Raters".to_owned()] };
        let mut grid = self.table(&columns, ["Criterion".to_owned()].into_iter().chain(heads).collect());
        for (id, levels) in rows {
            let cells: Vec<String> = if fits {
                levels.iter().map(|level| self.pen.say(level.short)).collect()
            } else {
                let each = (1..).zip(*levels).map(|(rater, level)| format!("{rater} {}", level.short));
                vec![self.pen.say(&each.collect::<Vec<_>>().join(", "))]
            };
            grid.row([self.pen.say(id)].into_iter().chain(cells).collect());
        }
        grid.draw()
    }

    /// The criteria that are shown: the core, or all.
    fn shown(&self) -> Vec<&RatedCriterion<'_>> {
        self.report.criteria.iter().filter(|criterion| self.detail || criterion.rule.core).collect()
    }

    fn table(&self, columns: &[usize], head: Vec<String>) -> Grid {
        let head = head.iter().map(|title| self.pen.tint(Ink::Title, title)).collect();
        Grid::new(self.width, columns).head(head, self.pen.unicode)
    }

    fn most(&self, otherwise: usize) -> usize {
        if self.detail { usize::MAX } else { otherwise }
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

    fn and_more(&self, all: usize, shown: usize) -> String {
        self.more(all, self.most(shown)).map(|more| more + "\n").unwrap_or_default()
    }

    fn more(&self, all: usize, shown: usize) -> Option<String> {
        let hidden = all.checked_sub(self.most(shown)).filter(|hidden| *hidden > 0)?;
        Some(self.pen.tint(Ink::Faint, &format!("and {hidden} more (--detail)")))
    }
}
