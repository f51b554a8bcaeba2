//! Many proposals: one line for each, then the worst risks over all.

use unicode_width::UnicodeWidthStr;

use super::fit::{cut, cut_end, cut_start, wrapped};
use super::grid::Grid;
use super::ink::{Ink, Pen};
use super::screen::LABELS;
use super::{NARROWEST, WIDEST_TABLE};
use crate::assess::SectorStatus;
use crate::report::content::{
    NO_FORECAST, ONE_IN_FULL, Overview, SectorLine, Summary, Tone, WORST_KEPT, WorstOfAll,
};
use crate::report::style::Style;
use crate::rubric::Severity;
use crate::text::count;

/// How many of the worst risks are shown.
const MOST: usize = 5;
/// The same with all detail.
const MOST_IN_DETAIL: usize = 25;
/// So many lines are drawn at a time.
const DRAWN_AT_ONCE: usize = 1000;

/// Many proposals, taken in one by one: a line of each is kept, and what is known of all together.
#[derive(Debug, Default)]
pub struct Many {
    overview: Overview,
    lines: Vec<Line>,
    /// The sectors, by their titles.
    sectors: Vec<String>,
    fails: bool,
}

/// What a line tells, as short as it can be kept.
#[derive(Debug)]
struct Line {
    label: Box<str>,
    /// Marked where a gate fails.
    verdict: Box<str>,
    tone: Tone,
    /// The three readings of the score.
    readings: Box<str>,
    answered: Box<str>,
    /// A letter for each sector.
    sectors: Box<str>,
    worst: Option<(Severity, Box<str>)>,
}

impl Line {
    fn of(summary: &Summary) -> Line {
        let score = &summary.score;
        let readings = [score.evidenced, score.claimed, score.possible].map(|number| format!("{number:>2}"));
        let mark = if summary.failed_gates > 0 { " !" } else { "" };
        Line {
            label: summary.label.as_str().into(),
            verdict: format!("{}{mark}", summary.verdict).into(),
            tone: summary.tone,
            readings: readings.join("/").into(),
            answered: format!("{} %", summary.answered).into(),
            sectors: summary.sectors.iter().map(letter).collect::<String>().into(),
            worst: summary.worst.first().map(|risk| (risk.severity, risk.title.as_str().into())),
        }
    }
}

impl Many {
    /// Takes in one more.
    pub fn add(&mut self, summary: &Summary) {
        if self.lines.is_empty() {
            self.sectors = summary.sectors.iter().map(|sector| sector.sector.clone()).collect();
        }
        self.fails |= summary.failed_gates > 0;
        self.overview.add(summary);
        self.lines.push(Line::of(summary));
    }

    /// How many proposals were taken in.
    pub fn proposals(&self) -> usize {
        self.lines.len()
    }

    /// Their screen, in the order in which they came.
    pub fn draw(&self, style: &Style, detail: bool) -> String {
        let width = style.width.clamp(NARROWEST, WIDEST_TABLE);
        let most = if detail { MOST_IN_DETAIL } else { MOST };
        let sheet = Sheet { many: self, pen: Pen::new(style), width, most };
        sheet.pen.finish(&[sheet.lines(), sheet.worst(), sheet.close()].join("\n"))
    }
}

struct Sheet<'a> {
    many: &'a Many,
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
        let longest = |of: &dyn Fn(&Line) -> usize| sheet.many.lines.iter().map(of).max().unwrap_or(0);
        let verdict = longest(&|line| line.verdict.width()).clamp(7, 16);
        let score = longest(&|line| line.readings.width()).max(5);
        let answered = longest(&|line| line.answered.width()).max(4);
        let sectors = longest(&|line| line.sectors.chars().count());
        let rest = sheet.width - (verdict + score + answered + sectors + Columns::GAPS);
        let path = longest(&|line| sheet.pen.say(&line.label).width());
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
        let mut drawn = String::new();
        for lines in self.many.lines.chunks(DRAWN_AT_ONCE) {
            let mut rows = Grid::new(self.width, &widths);
            if drawn.is_empty() {
                rows = rows.head(head.to_vec(), self.pen.unicode);
            }
            lines.iter().for_each(|line| rows.row(self.line(line, &columns)));
            drawn += &rows.draw();
        }
        drawn + &self.legend()
    }

    fn line(&self, line: &Line, columns: &Columns) -> Vec<String> {
        let sign = self.pen.sign();
        let worst = match &line.worst {
            Some((severity, title)) => {
                let title = cut_end(&self.pen.say(title), columns.worst, sign);
                self.pen.tint((*severity).into(), &title)
            }
            None => "none known".to_owned(),
        };
        let verdict = cut_end(&self.pen.say(&line.verdict), columns.verdict, sign);
        vec![
            cut_start(&self.pen.say(&line.label), columns.path, sign),
            self.pen.tint(line.tone.into(), &verdict),
            line.readings.to_string(),
            format!("{:>width$}", line.answered, width = columns.answered),
            line.sectors.to_string(),
            worst,
        ]
    }

    /// The sectors by their first letters.
    fn letters(&self) -> String {
        self.many.sectors.iter().map(|sector| initial(sector).to_ascii_uppercase()).collect()
    }

    fn legend(&self) -> String {
        let text = format!(
            "score: with evidence/as stated/if every open answer were the best, of 100. said: how much of what is due is \
             answered. {}: {}; small: not agreed yet, -: missing, ?: not declared.{}",
            self.letters(),
            self.many.sectors.join(", "),
            if self.many.fails { " !: fails a gate." } else { "" },
        );
        self.block(Ink::Faint, &text)
    }

    /// The worst risks; the same risk of several proposals is one row.
    fn worst(&self) -> String {
        let worst = self.many.overview.worst();
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
        let places = row.places.iter();
        said.extend(places.map(|place| cut_start(&self.pen.say(place), room, self.pen.sign())));
        match row.proposals - row.places.len() {
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
        row.row(vec![self.pen.tint(Ink::Title, &self.many.overview.tally())]);
        hint + &row.draw()
    }

    fn block(&self, ink: Ink, text: &str) -> String {
        let mut row = Grid::new(self.width, &[]);
        row.row(vec![self.pen.tint(ink, text)]);
        row.draw()
    }
}

fn initial(sector: &str) -> char {
    sector.chars().next().unwrap_or('?')
}

/// A sector in one character.
fn letter(sector: &SectorLine) -> char {
    match sector.status {
        SectorStatus::Leading | SectorStatus::Partner | SectorStatus::Uncommitted => {
            initial(&sector.sector).to_ascii_uppercase()
        }
        SectorStatus::Prospective | SectorStatus::Wished => initial(&sector.sector).to_ascii_lowercase(),
        SectorStatus::Missing | SectorStatus::Declined => '-',
        SectorStatus::NotDeclared => '?',
    }
}
