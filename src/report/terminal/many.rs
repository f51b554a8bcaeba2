//! Many proposals: one line for each, then the worst risks over all.

use unicode_width::UnicodeWidthStr;

use super::fit::{cut, cut_end, cut_start, wrapped};
use super::grid::Grid;
use super::ink::{Ink, Pen};
use super::screen::LABELS;
use super::{NARROWEST, WIDEST_TABLE};
use crate::assess::SectorStatus;
use crate::report::content::{
    NO_FORECAST, ONE_IN_FULL, SectorLine, Summary, WORST_KEPT, WorstOfAll, tally, worst_of_all,
};
use crate::report::style::Style;
use crate::text::count;

/// How many of the worst risks are shown.
const MOST: usize = 5;
/// The same with all detail.
const MOST_IN_DETAIL: usize = 25;
/// How many places of one risk are named.
const PLACES: usize = 3;

/// The screen of many proposals, in the order given.
pub fn many(summaries: &[Summary], style: &Style, detail: bool) -> String {
    let width = style.width.clamp(NARROWEST, WIDEST_TABLE);
    let sheet =
        Sheet { summaries, pen: Pen::new(style), width, most: if detail { MOST_IN_DETAIL } else { MOST } };
    sheet.pen.finish(&[sheet.lines(), sheet.worst(), sheet.close()].join("\n"))
}

struct Sheet<'a> {
    summaries: &'a [Summary],
    pen: Pen,
    width: usize,
    most: usize,
}

/// The widths of the columns of the lines.
struct Columns {
    path: usize,
    verdict: usize,
    score: usize,
    answered: usize,
    sectors: usize,
    worst: usize,
}

impl Columns {
    /// Between two columns.
    const GAPS: usize = 5 * 2;
    /// The least that is shown of a path and of a risk.
    const LEAST: usize = 8;

    fn of(sheet: &Sheet) -> Columns {
        let longest = |of: &dyn Fn(&Summary) -> usize| sheet.summaries.iter().map(of).max().unwrap_or(0);
        let verdict = longest(&|s| verdict_of(s).width()).clamp(7, 16);
        let score = longest(&|s| readings(s).width()).max(5);
        let answered = longest(&|s| answered(s).width()).max(4);
        let sectors = longest(&|s| s.sectors.len());
        let rest = sheet.width - (verdict + score + answered + sectors + Columns::GAPS);
        let path = longest(&|s| sheet.pen.say(&s.label).width());
        let path = path.min(rest * 6 / 10).clamp(Columns::LEAST, rest - Columns::LEAST);
        Columns { path, verdict, score, answered, sectors, worst: rest - path }
    }
}

impl Sheet<'_> {
    fn lines(&self) -> String {
        let columns = Columns::of(self);
        let head = ["proposal", "verdict", "score", "said", "", "worst risk"];
        let mut head = head.map(|title| self.pen.tint(Ink::Title, title));
        head[4] = self.pen.tint(Ink::Title, &self.letters());
        let widths = [columns.path, columns.verdict, columns.score, columns.answered, columns.sectors];
        let mut rows = Grid::new(self.width, &widths).head(head.to_vec(), self.pen.unicode);
        for summary in self.summaries {
            rows.row(self.line(summary, &columns));
        }
        rows.draw() + &self.legend()
    }

    fn line(&self, summary: &Summary, columns: &Columns) -> Vec<String> {
        let sign = self.pen.sign();
        let worst = match summary.worst.first() {
            Some(risk) => {
                let title = cut_end(&self.pen.say(&risk.title), columns.worst, sign);
                self.pen.tint(risk.severity.into(), &title)
            }
            None => "none known".to_owned(),
        };
        let verdict = cut_end(&self.pen.say(&verdict_of(summary)), columns.verdict, sign);
        vec![
            cut_start(&self.pen.say(&summary.label), columns.path, sign),
            self.pen.tint(summary.tone.into(), &verdict),
            readings(summary),
            format!("{:>width$}", answered(summary), width = columns.answered),
            summary.sectors.iter().map(letter).collect(),
            worst,
        ]
    }

    /// The sectors by their first letters.
    fn letters(&self) -> String {
        let sectors = self.summaries.first().map_or(&[][..], |summary| &summary.sectors);
        sectors.iter().map(|sector| initial(sector).to_ascii_uppercase()).collect()
    }

    fn legend(&self) -> String {
        let sectors = self.summaries.first().map_or(&[][..], |summary| &summary.sectors);
        let sectors: Vec<&str> = sectors.iter().map(|sector| sector.sector.as_str()).collect();
        let text = format!(
            "score: with evidence/as stated/if every open answer were the best, of 100. said: how much of what is due is \
             answered. {}: {}; small: not agreed yet, -: missing, ?: not declared.{}",
            self.letters(),
            sectors.join(", "),
            if self.summaries.iter().any(|summary| summary.failed_gates > 0) {
                " !: fails a gate."
            } else {
                ""
            },
        );
        self.block(Ink::Faint, &text)
    }

    /// The worst risks; the same risk of several proposals is one row.
    fn worst(&self) -> String {
        let worst = worst_of_all(self.summaries);
        let title = self.pen.tint(Ink::Title, "RISKS");
        if worst.is_empty() {
            return format!("{title}  none by what is stated\n");
        }
        let mut rows = Grid::new(self.width, &[LABELS]);
        for row in worst.iter().take(self.most) {
            rows.row(vec![self.pen.tint(row.risk.severity.into(), row.risk.severity.word()), self.row(row)]);
        }
        let says = format!("the worst of all, of {WORST_KEPT} from each");
        let hidden = worst.len().saturating_sub(self.most);
        let option = if self.most < MOST_IN_DETAIL { " (--detail)" } else { "" };
        let more = match hidden {
            0 => String::new(),
            hidden => self.pen.tint(Ink::Faint, &format!("and {hidden} more{option}")) + "\n",
        };
        format!("{title}  {}\n{}{more}", self.pen.tint(Ink::Faint, &says), rows.draw())
    }

    /// What is wrong, where, and what to do about it.
    fn row(&self, row: &WorstOfAll) -> String {
        let room = self.width - LABELS - 2;
        let mut said = vec![self.pen.tint(Ink::Title, &row.risk.title)];
        let places = row.places.iter().take(PLACES);
        said.extend(places.map(|place| cut_start(&self.pen.say(place), room, self.pen.sign())));
        match row.places.len().saturating_sub(PLACES) {
            0 => {}
            more => said.push(format!("and in {}", count(more, "more proposal"))),
        }
        let step = self.pen.say(&format!("Do: {}", row.risk.next));
        said.extend(cut(&wrapped(&step, room), room, 3, self.pen.sign()));
        said.join("\n")
    }

    fn close(&self) -> String {
        let hint = self.block(Ink::Faint, &format!("{NO_FORECAST} {ONE_IN_FULL}"));
        let mut row = Grid::new(self.width, &[]);
        row.row(vec![self.pen.tint(Ink::Title, &tally(self.summaries))]);
        hint + &row.draw()
    }

    fn block(&self, ink: Ink, text: &str) -> String {
        let mut row = Grid::new(self.width, &[]);
        row.row(vec![self.pen.tint(ink, text)]);
        row.draw()
    }
}

/// The verdict, marked where a gate fails.
fn verdict_of(summary: &Summary) -> String {
    if summary.failed_gates > 0 { format!("{} !", summary.verdict) } else { summary.verdict.clone() }
}

/// The three readings of the score.
fn readings(summary: &Summary) -> String {
    let score = &summary.score;
    [score.evidenced, score.claimed, score.possible].map(|number| format!("{number:>2}")).join("/")
}

fn answered(summary: &Summary) -> String {
    format!("{} %", summary.answered)
}

fn initial(sector: &SectorLine) -> char {
    sector.sector.chars().next().unwrap_or('?')
}

/// A sector in one character.
fn letter(sector: &SectorLine) -> char {
    match sector.status {
        SectorStatus::Leading | SectorStatus::Partner | SectorStatus::Uncommitted => {
            initial(sector).to_ascii_uppercase()
        }
        SectorStatus::Prospective | SectorStatus::Wished => initial(sector).to_ascii_lowercase(),
        SectorStatus::Missing | SectorStatus::Declined => '-',
        SectorStatus::NotDeclared => '?',
    }
}
