//! The screen of one proposal: what a reader with ten minutes needs, on at most sixty lines of eighty columns.
//!
//! Where there is room, texts stand whole; where there is not, they are cut, and `--detail` has them whole.

use unicode_width::UnicodeWidthStr;

use super::fit::{cut, cut_start};
use super::ink::{Ink, Pen};
use super::room::{Room, share_out};
use crate::assess::{FindingKind, SectorStatus};
use crate::report::content::{
    Ask, Finding, Holds, NO_FORECAST, NOBODY_NAMED, Need, ProposalReport, Rule, Sector, Standing,
};

/// How many sentences of why the verdict is no better it shows.
const SENTENCES: usize = 3;
/// How many needs of the next verdict it shows.
const NEEDS: usize = 5;
/// How many partners of a sector it names.
const PARTNERS: usize = 3;
/// How many waived findings it names.
const WAIVED: usize = 2;
/// The column of what stands before a text: a severity, a label.
pub(super) const LABELS: usize = 8;
/// The column of the sectors.
const SECTORS: usize = 12;

/// The screen of one proposal.
#[derive(Clone, Copy)]
pub struct Screen<'a> {
    /// What is told of it.
    pub report: &'a ProposalReport<'a>,
    /// How it is written.
    pub pen: Pen,
    /// Columns that may be used.
    pub width: usize,
}

impl Screen<'_> {
    /// The screen, with as much room for its texts as it has.
    pub fn draw(self) -> String {
        let room = share_out(|room| self.within(room).lines().count());
        self.pen.finish(&self.within(&room))
    }

    fn within(self, room: &Room) -> String {
        let mut parts = vec![
            self.head(room),
            self.ladder(room),
            self.sectors(room),
            self.risks(room),
            self.waived(),
            self.questions(room),
            self.next_move(room),
            self.close(),
        ];
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    fn head(self, room: &Room) -> String {
        let verdict = &self.report.verdict;
        let mut head = format!("{}\n{}", self.title(), self.verdict());
        for sentence in verdict.because.iter().take(SENTENCES) {
            head.push_str(&self.block(None, sentence, room.because));
        }
        if let Some(first) = self.first() {
            let label = self.pen.tint(Ink::Title, "do first");
            head.push_str(&self.row(&label, LABELS, &self.beside(&first, room.first)));
        }
        let label = self.pen.tint(Ink::Faint, "score");
        head + &self.row(&label, LABELS, &self.beside(&self.report.score_says(), 2))
    }

    /// What it is, where it stands, and its stage.
    pub(super) fn title(self) -> String {
        let report = self.report;
        let place = report.place.as_ref().map(|place| format!(" – {place}")).unwrap_or_default();
        let name = self.block(Some(Ink::Title), &format!("{}{place}", report.called), 2);
        let stage = self.pen.say(&format!(", {}", report.stage_says));
        let room = self.width.saturating_sub(stage.len());
        let file = cut_start(&self.pen.say(&report.label), room, self.pen.sign());
        format!("{name}{file}{stage}\n")
    }

    /// The verdict, and what it means.
    pub(super) fn verdict(self) -> String {
        self.led(&self.report.verdict.word.to_uppercase(), &self.report.verdict.means, 3)
    }

    /// What to do first, with what that takes; of a question with what answers it.
    pub(super) fn first(self) -> Option<String> {
        let first = self.report.first.as_ref()?;
        let answer = first.ask.as_ref().map(|ask| format!(" ({})", ask.fact.answer));
        let effort = first.effort.map(|effort| format!(" (takes {effort})"));
        let says = format!("{}{}", first.lead, first.says);
        Some(says + &answer.or(effort).unwrap_or_default())
    }

    /// What the next verdict needs, as a list to tick off.
    fn ladder(self, room: &Room) -> String {
        let needs = &self.report.ladder.needs;
        if needs.is_empty() {
            return String::new();
        }
        let mut list = self.ladder_title();
        for need in needs.iter().take(NEEDS) {
            let says = self.fitted(None, &need_says(need), self.width - self.mark_width() - 2, room.need);
            list.push_str(&self.row(&self.mark(need), self.mark_width(), &says));
        }
        list + &self.and_more(needs.len().saturating_sub(NEEDS), "need")
    }

    pub(super) fn ladder_title(self) -> String {
        self.pen.tint(Ink::Title, &self.report.ladder.title()) + "\n"
    }

    /// The column of the marks of needs.
    pub(super) fn mark_width(self) -> usize {
        if self.pen.unicode { 1 } else { 3 }
    }

    /// Whether a need is met.
    pub(super) fn mark(self, need: &Need) -> String {
        let (ink, plain, drawn) = match need.holds {
            Holds::Yes => (Ink::Good, "[x]", "✓"),
            Holds::No => (Ink::Bad, "[ ]", "✗"),
            Holds::Unknown | Holds::Unproven => (Ink::Open, "[?]", "?"),
        };
        self.pen.tint(ink, if self.pen.unicode { drawn } else { plain })
    }

    fn sectors(self, room: &Room) -> String {
        let mut list = self.heading("Sectors", "");
        for sector in &self.report.sectors {
            list.push_str(&self.row(&self.pen.say(sector.rule.title), SECTORS, &self.sector(sector, room)));
        }
        if self.report.sectors.iter().any(|sector| sector.status == SectorStatus::NotDeclared) {
            list.push_str(&self.block(Some(Ink::Faint), &format!("Not declared: {NOBODY_NAMED}"), 1));
        }
        list
    }

    /// Who is at the table; of what is missing what that exposes, and whom to look for.
    fn sector(self, sector: &Sector, room: &Room) -> String {
        let width = self.width - SECTORS - 2;
        let text = |text: &str, most| self.fitted(None, text, width, most);
        let finding = self.report.known_about(sector.rule);
        let note = finding.map(remarks).unwrap_or_default();
        let status = self.status(sector.status);
        match sector.status {
            SectorStatus::NotDeclared => status,
            SectorStatus::Missing => {
                let exposes = format!("MISSING{note}: {}", sector.rule.why);
                let look_for = format!("Look for: {}", sector.rule.look_for.unwrap_or_default());
                let exposes = text(&exposes, room.sector).replacen("MISSING", &status, 1);
                format!("{exposes}\n{}", text(&look_for, room.sector))
            }
            SectorStatus::Prospective => {
                format!("{}\n{}", text(&(self.who(sector, 1) + &note), 1), text(sector.rule.why, room.sector))
            }
            SectorStatus::Leading | SectorStatus::Partner => text(&self.who(sector, 2), 2),
        }
    }

    /// As many of its partners as fit in so many lines.
    fn who(self, sector: &Sector, lines: usize) -> String {
        let room = (self.width - SECTORS - 2) * lines;
        let fits = |most: &usize| self.pen.say(&sector.who(*most)).chars().count() <= room;
        sector.who((2..=PARTNERS).rev().find(fits).unwrap_or(1))
    }

    /// How a sector is represented, in its colour; what is missing is called out.
    pub(super) fn status(self, status: SectorStatus) -> String {
        match status {
            SectorStatus::Leading | SectorStatus::Partner => String::new(),
            SectorStatus::Prospective => self.pen.tint(Ink::Middling, "not agreed yet"),
            SectorStatus::Missing => self.pen.tint(Ink::Worst, "MISSING"),
            SectorStatus::NotDeclared => self.pen.tint(Ink::Open, "not declared"),
        }
    }

    fn risks(self, room: &Room) -> String {
        let all = self.report.risks().count();
        if all == 0 {
            return self.heading("Risks", "none by what is stated");
        }
        let mut list = self.heading("Risks", "the worst first, why they matter and what to do");
        let mut shown = 0;
        for (finding, (why, step)) in self.report.risks().zip(room.whys.into_iter().zip(room.steps)) {
            if step > 0 {
                shown += 1;
                let text = self.risk(finding, why, step);
                list.push_str(&self.row(&self.severity(finding), LABELS, &text));
            }
        }
        list + &self.and_more(all - shown, "risk")
    }

    fn risk(self, finding: &Finding, why: usize, step: usize) -> String {
        let title = self.with_study(&format!("{}{}", finding.title, remarks(finding)), finding.rule);
        let title = self.fitted(Some(Ink::Title), &title, self.text(), 2);
        let what = match self.is_first(finding.rule) {
            true => "Do: as said above".to_owned(),
            false => format!("Do ({}): {}", finding.rule.effort, finding.rule.next),
        };
        format!("{title}\n{}\n{}", self.beside(&finding.why(), why), self.beside(&what, step))
    }

    /// Whether the head says already what to do about it.
    fn is_first(self, rule: &Rule) -> bool {
        self.report.first.as_ref().is_some_and(|first| first.ask.is_none() && first.rule.id == rule.id)
    }

    /// That a study disagrees is said where it fits.
    fn with_study(self, title: &str, rule: &Rule) -> String {
        let with = match rule.studies_against().len() {
            0 => return title.to_owned(),
            1 => format!("{title}; a study disagrees"),
            _ => format!("{title}; studies disagree"),
        };
        if with.chars().count() <= self.text() { with } else { title.to_owned() }
    }

    /// What is waived is counted apart, and named.
    fn waived(self) -> String {
        let waived: Vec<_> = self.report.set_aside().filter(|f| f.standing == Standing::Waived).collect();
        if waived.is_empty() {
            return String::new();
        }
        let mut list = self.heading("Waived", "no gate on severity fails by it");
        for finding in waived.iter().take(WAIVED) {
            let text = format!("{} ({})", finding.title, finding.note.as_deref().unwrap_or_default());
            list.push_str(&self.row(&self.severity(finding), LABELS, &self.beside(&text, 2)));
        }
        list + &self.and_more(waived.len().saturating_sub(WAIVED), "waived finding")
    }

    fn questions(self, room: &Room) -> String {
        let all = self.report.counts.questions;
        if all == 0 {
            return self.heading("Questions", "none, all that is due was answered");
        }
        let mut list = self.heading("Ask", "what tells most first; in brackets what answers it");
        let (mut lines, mut told) = (0, 0);
        for question in &self.report.questions {
            if let Some(ask) = question.asks.iter().find(|ask| !self.is_asked_first(ask)) {
                let text = self.beside(&format!("{} ({})", ask.says(), ask.fact.answer), 4);
                lines += text.lines().count();
                if lines > room.questions {
                    break;
                }
                let severity = self.pen.tint(question.severity.into(), question.severity.word());
                list.push_str(&self.row(&severity, LABELS, &text));
            }
            told += question.hides.len();
        }
        list + &self.and_more(all.saturating_sub(told), "open question")
    }

    /// Whether the head asks it already.
    fn is_asked_first(self, ask: &Ask) -> bool {
        self.report.first.as_ref().and_then(|first| first.ask.as_ref()) == Some(ask)
    }

    /// The best move that nothing above tells.
    fn next_move(self, room: &Room) -> String {
        let shown = room.steps.iter().filter(|step| **step > 0).count();
        let shown: Vec<&str> = self.report.risks().take(shown).map(|finding| finding.rule.id).collect();
        let is_told = |rule: &Rule| self.is_first(rule) || shown.contains(&rule.id);
        match self.report.moves.iter().find(|step| !is_told(step.rule)) {
            Some(step) if room.next > 0 => {
                let text = self.beside(&format!("{} ({})", step.rule.next, step.says), room.next);
                self.row(&self.pen.tint(Ink::Title, "next"), LABELS, &text)
            }
            _ => String::new(),
        }
    }

    /// What no screen can tell, and the verdict once more: the end is what a low window shows.
    pub(super) fn close(self) -> String {
        let hint = format!("{NO_FORECAST} --detail shows all.");
        self.block(Some(Ink::Faint), &hint, 2) + &self.last_line()
    }

    pub(super) fn last_line(self) -> String {
        self.led(&self.report.verdict.word.to_uppercase(), &self.report.counts.says(), 2)
    }

    /// A verdict in its colour, and what is said of it.
    fn led(self, word: &str, says: &str, most: usize) -> String {
        let text = self.block(None, &format!("{word}: {says}"), most);
        match text.strip_prefix(&self.pen.say(word)) {
            Some(says) => self.pen.tint(self.report.verdict.tone.into(), word) + says,
            None => text,
        }
    }

    /// A severity in its colour; a tension is called one.
    pub(super) fn severity(self, finding: &Finding) -> String {
        let word = self.pen.tint(finding.severity.into(), finding.severity.word());
        if finding.kind == FindingKind::Tension { format!("{word}\ntension") } else { word }
    }

    /// The title of a section, and what is said beside it.
    pub(super) fn heading(self, title: &str, says: &str) -> String {
        let title = title.to_uppercase();
        let text = self.block(None, format!("{title}  {says}").trim_end(), 2);
        match text.strip_prefix(&title) {
            Some(says) => self.pen.tint(Ink::Title, &title) + says,
            None => text,
        }
    }

    /// `and 12 more risks (--detail)`, or nothing.
    fn and_more(self, hidden: usize, what: &str) -> String {
        if hidden == 0 {
            return String::new();
        }
        let what = if hidden == 1 { what.to_owned() } else { crate::text::plural(what) };
        self.pen.tint(Ink::Faint, &format!("and {hidden} more {what} (--detail)")) + "\n"
    }

    /// A label in its column, and a text beside it.
    fn row(self, label: &str, column: usize, text: &str) -> String {
        let (mut labels, mut texts) = (label.lines(), text.lines());
        let mut row = String::new();
        loop {
            let (label, text) = match (labels.next(), texts.next()) {
                (None, None) => return row,
                (label, text) => (label.unwrap_or_default(), text.unwrap_or_default()),
            };
            let gap = " ".repeat((column + 2).saturating_sub(label.width()));
            row.push_str(&format!("{label}{gap}{text}\n"));
        }
    }

    /// A text over the whole width.
    pub(super) fn block(self, ink: Option<Ink>, text: &str, most: usize) -> String {
        self.fitted(ink, text, self.width, most) + "\n"
    }

    /// A text beside a label.
    pub(super) fn beside(self, text: &str, most: usize) -> String {
        self.fitted(None, text, self.text(), most)
    }

    /// Columns beside a label.
    fn text(self) -> usize {
        self.width - LABELS - 2
    }

    /// A text in lines, cut where it takes too many.
    fn fitted(self, ink: Option<Ink>, text: &str, width: usize, most: usize) -> String {
        let lines = cut(&self.pen.say(text), width, most, self.pen.sign());
        let inked = |line: &String| ink.map_or_else(|| line.clone(), |ink| self.pen.tint(ink, line));
        lines.iter().map(inked).collect::<Vec<_>>().join("\n")
    }
}

/// What is needed; where it is said and evidence is missing, that too.
pub(super) fn need_says(need: &Need) -> String {
    let unproven = if need.holds == Holds::Unproven { "said, without evidence: " } else { "" };
    format!("{unproven}{}", need.says)
}

/// Whether it fails a gate, is waived or known, in few words behind a title.
fn remarks(finding: &Finding) -> String {
    let fails = finding.fails.then_some("fails the gate");
    let remarks: Vec<&str> = fails.into_iter().chain(finding.standing.in_few_words()).collect();
    if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) }
}
