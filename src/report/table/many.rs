//! Many proposals: one line for each, then the worst risks over all.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::grid::Grid;
use super::ink::{Ink, Tone, tone_of};
use super::width_of;
use crate::assess::SectorStatus;
use crate::report::figures::percent;
use crate::report::style::Style;
use crate::report::summary::{Summary, WORST_KEPT, WorstRow};

/// How many of the worst risks are shown.
const MOST: usize = 5;
/// The same with all detail.
const MOST_IN_DETAIL: usize = 25;
/// How many places of one risk are named.
const PLACES: usize = 3;

/// The screen of many proposals, in the order given.
pub fn many(summaries: &[Summary], style: &Style, detail: bool) -> String {
    let sheet = Sheet { ink: Ink::new(style), width: width_of(style) };
    let most = if detail { MOST_IN_DETAIL } else { MOST };
    let parts = [sheet.lines(summaries), sheet.worst(summaries, most), sheet.limits()];
    sheet.ink.finish(&parts.join("\n"))
}

struct Sheet {
    ink: Ink,
    width: usize,
}

impl Sheet {
    fn lines(&self, summaries: &[Summary]) -> String {
        let verdicts = summaries.iter().map(|s| s.verdict_words.width()).max().unwrap_or(0).clamp(7, 14);
        let sectors = summaries.first().map_or(0, |s| s.sectors.len()).max(7);
        // What the other columns, the gaps and a last column of eight leave.
        let room = self.width.saturating_sub(verdicts + 9 + 4 + sectors + 10 + 8);
        let paths = summaries
            .iter()
            .map(|s| self.ink.say(&s.source).width())
            .max()
            .unwrap_or(0)
            .clamp(8, (self.width * 3 / 10).min(room).max(8));
        let columns = [paths, verdicts, 9, 4, sectors];
        let worst = self.width - columns.iter().map(|c| c + 2).sum::<usize>();
        let head = ["Proposal", "verdict", "score", "said", "sectors", "worst risk"];
        let head = head.map(|title| self.ink.tint(Tone::Title, title)).to_vec();
        let mut grid = Grid::new(self.width, &columns).head(head, self.ink.unicode);
        for summary in summaries {
            let tone = tone_of(summary.verdict, summary.bands);
            let score = &summary.score;
            let readings = [score.evidenced, score.claimed, score.possible].map(|n| format!("{n:>2}"));
            grid.row(vec![
                self.cut_start(&self.ink.say(&summary.source), paths),
                self.ink.tint(tone, &self.cut_end(&self.ink.say(&summary.verdict_words), verdicts)),
                readings.join(if self.ink.unicode { "·" } else { "/" }),
                format!("{}%", percent(summary.answered)),
                summary.sectors.iter().map(letter).collect(),
                self.worst_of(summary, worst),
            ]);
        }
        grid.draw() + &self.legend(summaries)
    }

    fn worst_of(&self, summary: &Summary, width: usize) -> String {
        match summary.worst.first() {
            Some(row) => self.ink.tint(row.severity.into(), &self.cut_end(&self.ink.say(&row.title), width)),
            None => "none known".to_owned(),
        }
    }

    fn legend(&self, summaries: &[Summary]) -> String {
        let sectors = summaries.first().map_or(&[][..], |s| &s.sectors);
        let letters: Vec<String> = (sectors.iter())
            .map(|(name, _)| {
                format!("{} {}", letter(&(name.clone(), SectorStatus::Partner)), self.ink.say(name))
            })
            .collect();
        let text = format!(
            "score: by facts with evidence{dot}as stated{dot}were every unknown at its best, of 100, higher is better. said: share of what is due that was answered. \
             sectors: {}; small: not agreed yet, - missing, ? not declared.",
            letters.join(", "),
            dot = if self.ink.unicode { "·" } else { "/" },
        );
        let mut grid = Grid::new(self.width, &[]);
        grid.row(vec![self.ink.tint(Tone::Faint, &text)]);
        grid.draw()
    }

    /// The worst risks; the same risk of several proposals is one row.
    fn worst(&self, summaries: &[Summary], most: usize) -> String {
        let mut rows: Vec<(&WorstRow, Vec<&str>)> = Vec::new();
        let mut at: std::collections::HashMap<(&str, crate::rubric::Severity, bool), usize> =
            std::collections::HashMap::new();
        for row in summaries.iter().flat_map(|s| &s.worst) {
            let index = *at.entry((&row.id, row.severity, row.counts)).or_insert_with(|| {
                rows.push((row, Vec::new()));
                rows.len() - 1
            });
            rows[index].1.push(&row.place);
        }
        if rows.is_empty() {
            return format!("{}: none by what is stated\n", self.ink.tint(Tone::Title, "Risks"));
        }
        // What counts first, then the worst, then the most frequent, then as they came.
        rows.sort_by(|(a, at), (b, bt)| {
            b.counts.cmp(&a.counts).then(b.severity.cmp(&a.severity)).then(bt.len().cmp(&at.len()))
        });
        let next = (self.width - 10) * 2 / 5;
        let what = self.width - 10 - next - 2;
        let title = format!("the worst of all, of {WORST_KEPT} from each");
        let head = ["Risks", &title, "what to do next"].map(|t| self.ink.tint(Tone::Title, t)).to_vec();
        let mut grid = Grid::new(self.width, &[8, what]).head(head, self.ink.unicode).airy();
        for (row, places) in rows.iter().take(most) {
            let severity = self.ink.tint(row.severity.into(), row.severity.word());
            let title = self.ink.tint(Tone::Title, &row.title);
            let id = self.ink.tint(Tone::Faint, &format!("({})", row.id));
            let mut lines = vec![format!("{title} {id}")];
            lines.extend(places.iter().take(PLACES).map(|place| self.cut_start(&self.ink.say(place), what)));
            if places.len() > PLACES {
                lines.push(format!("and in {} more", places.len() - PLACES));
            }
            grid.row(vec![severity, lines.join("\n"), self.ink.say(&row.next)]);
        }
        let hidden = rows.len().saturating_sub(most);
        let more = if most < MOST_IN_DETAIL { " (--detail)" } else { "" };
        let more = if hidden > 0 {
            self.ink.tint(Tone::Faint, &format!("and {hidden} more{more}")) + "\n"
        } else {
            String::new()
        };
        grid.draw() + &more
    }

    fn limits(&self) -> String {
        let mut grid = Grid::new(self.width, &[]);
        let text = "This is the readiness of designs as they are written, not a forecast. `quorate assess FILE` shows one of them in full.";
        grid.row(vec![self.ink.tint(Tone::Faint, text)]);
        grid.draw()
    }

    /// The end of a text, which in a path tells most.
    fn cut_start(&self, text: &str, width: usize) -> String {
        if text.width() <= width {
            return text.to_owned();
        }
        let sign = self.ink.say("…");
        let reversed: String = text.chars().rev().collect();
        let kept: String = within(&reversed, width - sign.width()).chars().rev().collect();
        sign + &kept
    }

    fn cut_end(&self, text: &str, width: usize) -> String {
        if text.width() <= width {
            return text.to_owned();
        }
        let sign = self.ink.say("…");
        within(text, width.saturating_sub(sign.width())).trim_end().to_owned() + &sign
    }
}

/// As much of the beginning of a text as fits.
fn within(text: &str, width: usize) -> &str {
    let mut taken = 0;
    for (at, letter) in text.char_indices() {
        taken += letter.width().unwrap_or(0);
        if taken > width {
            return &text[..at];
        }
    }
    text
}

/// A sector in one letter.
fn letter((sector, status): &(String, SectorStatus)) -> char {
    let first = sector.chars().next().unwrap_or('?');
    match status {
        SectorStatus::Leading | SectorStatus::Partner => first.to_ascii_uppercase(),
        SectorStatus::Prospective => first.to_ascii_lowercase(),
        SectorStatus::Missing => '-',
        SectorStatus::NotDeclared => '?',
    }
}
