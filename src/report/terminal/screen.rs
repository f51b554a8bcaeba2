//! The screen of one proposal: what a reader with ten minutes needs, on at most sixty lines of eighty columns.
//!
//! Where there is room, texts stand whole; where there is not, they are cut, and `--detail` has them whole.

use super::block::{Block, Row, Text};
use super::fit::cut_start;
use super::ink::{Ink, Pen};
use super::room::{RISKS, Room, Slot, share_out};
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
/// How many lines it has for first steps and needs.
const GUIDED: usize = 3;
/// How many lines a question may take.
const QUESTION: usize = 4;
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
        let mut blocks = vec![self.head(), self.story(), self.ladder(), self.sectors(), self.risks()];
        blocks.extend([self.waived(), self.questions(), self.form(), self.next_move(), self.close()]);
        let room = share_out(|room| {
            let heights = blocks.iter().map(|block| block.height(room)).filter(|height| *height > 0);
            heights.map(|height| height + 1).sum::<usize>() - 1
        });
        let drawn = blocks.iter().map(|block| block.draw(self.pen, &room)).filter(|block| !block.is_empty());
        self.pen.finish(&drawn.collect::<Vec<_>>().join("\n"))
    }

    /// What it is, where it stands, and its stage.
    pub(super) fn head(self) -> Block {
        let report = self.report;
        let place = report.place.as_ref().map(|place| format!(" – {place}")).unwrap_or_default();
        let name = self.text(&format!("{}{place}", report.called), Slot::Fixed(2)).inked(Ink::Title);
        let room = self.width.saturating_sub(report.stage_says.len() + 2);
        let file = cut_start(&self.pen.say(&report.label), room, self.pen.sign());
        let file = self.text(&format!("{file}, {}", report.stage_says), Slot::Fixed(2));
        Block::of(vec![Row::plain(name), Row::plain(file)])
    }

    /// The verdict and why, what to do first, and the score.
    fn story(self) -> Block {
        let mut rows = vec![self.verdict(&self.report.verdict.means, 3)];
        for sentence in self.report.verdict.because.iter().take(SENTENCES) {
            rows.push(Row::plain(self.text(sentence, Slot::Because)));
        }
        if let Some(first) = self.first() {
            rows.push(self.labelled("do first", self.beside(&first, Slot::First)));
        }
        rows.push(self.labelled("score", self.beside(&self.report.score_says(), Slot::Fixed(2))));
        Block::of(rows)
    }

    /// The verdict in its colour, and what is said of it.
    pub(super) fn verdict(self, says: &str, most: usize) -> Row {
        let verdict = &self.report.verdict;
        let word = verdict.word.to_uppercase();
        let text = self.text(&format!("{word}: {says}"), Slot::Fixed(most));
        Row::plain(text.led(verdict.tone.into(), &word))
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
    fn ladder(self) -> Block {
        let needs = &self.report.ladder.needs;
        if needs.is_empty() {
            return Block::default();
        }
        let width = self.width - self.mark_width() - 2;
        let row = |need: &Need| {
            let text = Text::new(self.pen, &need.says, width, Slot::Need);
            (Row::new(self.mark(need), self.mark_width(), vec![text]), 1)
        };
        let mut head = vec![Row::plain(self.ladder_title())];
        let settled = self.report.ladder.settled_says();
        head.extend(settled.map(|says| Row::plain(self.text(&says, Slot::Because))));
        Block {
            list: needs.iter().take(NEEDS).map(row).collect(),
            all: needs.len(),
            what: "need",
            ..Block::of(head)
        }
    }

    pub(super) fn ladder_title(self) -> Text {
        self.text(&self.report.ladder.title(), Slot::Fixed(1)).inked(Ink::Title)
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

    fn sectors(self) -> Block {
        let mut rows = vec![self.heading("Sectors", "")];
        for sector in &self.report.sectors {
            rows.push(Row::new(self.pen.say(sector.rule.title), SECTORS, self.sector(sector)));
        }
        if self.report.sectors.iter().any(|sector| sector.status == SectorStatus::NotDeclared) {
            let text = self.text(&format!("Not declared: {NOBODY_NAMED}"), Slot::Fixed(1));
            rows.push(Row::plain(text.inked(Ink::Faint)));
        }
        let number = self.report.guidance.number_of_sectors.as_ref();
        rows.extend(number.map(|says| Row::plain(self.text(says, Slot::Fixed(2)))));
        Block::of(rows)
    }

    /// Whether it should be a collaboration, and what there is to tell of needs.
    fn form(self) -> Block {
        let guidance = &self.report.guidance;
        let mut rows = vec![self.heading("Form and needs", &guidance.form.says)];
        for says in guidance.first_steps.iter().chain(&guidance.needs).take(GUIDED) {
            rows.push(Row::plain(self.text(says, Slot::Fixed(1))));
        }
        Block::of(rows)
    }

    /// Who is at the table; of what is missing what that exposes, and whom to look for.
    fn sector(self, sector: &Sector) -> Vec<Text> {
        let text = |text: &str, slot| Text::new(self.pen, text, self.width - SECTORS - 2, slot);
        let note = self.report.known_about(sector.rule).map(remarks).unwrap_or_default();
        let (ink, status) = status(sector);
        match sector.status {
            SectorStatus::NotDeclared => vec![text(status, Slot::Fixed(1)).inked(ink)],
            SectorStatus::Missing => {
                let exposes = text(&format!("{status}{note}: {}", sector.rule.why), Slot::Sector);
                let look_for = format!("Look for: {}", sector.rule.look_for.unwrap_or_default());
                vec![exposes.led(ink, status), text(&look_for, Slot::Sector)]
            }
            SectorStatus::Prospective | SectorStatus::Wished | SectorStatus::Declined => {
                let who = text(&(self.who(sector, 1) + &note), Slot::Fixed(1));
                vec![who.led(ink, status), text(sector.rule.why, Slot::Sector)]
            }
            SectorStatus::Leading | SectorStatus::Partner | SectorStatus::Uncommitted => {
                vec![text(&self.who(sector, 2), Slot::Fixed(2))]
            }
        }
    }

    /// As many of its partners as fit in so many lines.
    fn who(self, sector: &Sector, lines: usize) -> String {
        let room = (self.width - SECTORS - 2) * lines;
        let fits = |most: &usize| self.pen.say(&sector.who(*most)).chars().count() <= room;
        sector.who((2..=PARTNERS).rev().find(fits).unwrap_or(1))
    }

    fn risks(self) -> Block {
        let all = self.report.risks().count();
        if all == 0 {
            return Block::of(vec![self.heading("Risks", "none by what is stated")]);
        }
        let risks = self.report.risks().take(RISKS).enumerate();
        Block {
            list: risks.map(|(place, finding)| (self.risk(place, finding), 1)).collect(),
            all,
            what: "risk",
            ..Block::of(vec![self.heading("Risks", "the worst first, why, and what to do")])
        }
    }

    fn risk(self, place: usize, finding: &Finding) -> Row {
        let title = self.with_study(&format!("{}{}", finding.title, remarks(finding)), finding.rule);
        let what = match self.is_first(finding.rule) {
            true => "Do: as said above".to_owned(),
            false => format!("Do ({}): {}", finding.step().effort, finding.step().next),
        };
        let mut texts = vec![self.beside(&title, Slot::Fixed(2)).inked(Ink::Title)];
        texts.extend(finding.reasons().map(|reasons| self.beside(&reasons, Slot::Reason(place))));
        texts.push(self.beside(&finding.why(), Slot::Why(place)));
        texts.push(self.beside(&what, Slot::Step(place)));
        Row::new(self.severity(finding), LABELS, texts)
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
        if with.chars().count() <= self.width - LABELS - 2 { with } else { title.to_owned() }
    }

    /// What is waived is counted apart, and named.
    fn waived(self) -> Block {
        let waived: Vec<_> = self.report.set_aside().filter(|f| f.standing == Standing::Waived).collect();
        if waived.is_empty() {
            return Block::default();
        }
        let row = |finding: &&Finding| {
            let text = format!("{} ({})", finding.title, finding.note.as_deref().unwrap_or_default());
            (Row::new(self.severity(finding), LABELS, vec![self.beside(&text, Slot::Fixed(2))]), 1)
        };
        Block {
            list: waived.iter().take(WAIVED).map(row).collect(),
            all: waived.len(),
            what: "waived finding",
            ..Block::of(vec![self.heading("Waived", "no gate on severity fails by it")])
        }
    }

    fn questions(self) -> Block {
        let mut all = self.report.counts.questions;
        if all == 0 {
            return Block::of(vec![self.heading("Questions", "none, all that is due was answered")]);
        }
        let mut list = Vec::new();
        for question in &self.report.questions {
            match question.asks.iter().find(|ask| !self.is_asked_first(ask)) {
                Some(ask) if list.len() < LONGEST_LIST => {
                    let text =
                        self.beside(&format!("{} ({})", ask.says(), ask.fact.answer), Slot::Fixed(QUESTION));
                    let severity = self.pen.tint(question.severity.into(), question.severity.word());
                    list.push((Row::new(severity, LABELS, vec![text]), question.hides.len()));
                }
                Some(_) => {}
                None => all -= question.hides.len(),
            }
        }
        let heading = self.heading("Ask", "what tells most first; in brackets what answers it");
        Block { list, limit: Some(Slot::Questions), all, what: "open question", ..Block::of(vec![heading]) }
    }

    /// Whether the head asks it already.
    fn is_asked_first(self, ask: &Ask) -> bool {
        self.report.first.as_ref().and_then(|first| first.ask.as_ref()) == Some(ask)
    }

    /// The best move that nothing above tells.
    fn next_move(self) -> Block {
        let shown: Vec<&str> = self.report.risks().take(RISKS).map(|finding| finding.rule.id).collect();
        let is_told = |rule: &Rule| self.is_first(rule) || shown.contains(&rule.id);
        let next = self.report.moves.iter().find(|step| !is_told(step.rule));
        let row = |text: String| self.labelled("next", self.beside(&text, Slot::Next));
        Block::of(
            next.map(|step| row(format!("{} ({})", step.step().next, step.says()))).into_iter().collect(),
        )
    }

    /// What no screen can tell, and the verdict once more: the end is what a low window shows.
    fn close(self) -> Block {
        let hint = self.text(&format!("{NO_FORECAST} --detail shows all."), Slot::Fixed(2)).inked(Ink::Faint);
        Block::of(vec![Row::plain(hint), self.verdict(&self.report.counts.says(), 2)])
    }

    /// A severity in its colour; a tension is called one.
    pub(super) fn severity(self, finding: &Finding) -> String {
        let word = self.pen.tint(finding.severity.into(), finding.severity.word());
        if finding.kind == FindingKind::Tension { format!("{word}\ntension") } else { word }
    }

    /// The title of a section, and what is said beside it.
    pub(super) fn heading(self, title: &str, says: &str) -> Row {
        let title = title.to_uppercase();
        let text = self.text(format!("{title}  {says}").trim_end(), Slot::Fixed(2));
        Row::plain(text.led(Ink::Title, &title))
    }

    fn labelled(self, label: &str, text: Text) -> Row {
        Row::new(self.pen.tint(Ink::Title, label), LABELS, vec![text])
    }

    /// A text over the whole width.
    pub(super) fn text(self, text: &str, slot: Slot) -> Text {
        Text::new(self.pen, text, self.width, slot)
    }

    /// A text beside a label.
    fn beside(self, text: &str, slot: Slot) -> Text {
        Text::new(self.pen, text, self.width - LABELS - 2, slot)
    }

    /// A row with nothing cut.
    pub(super) fn whole(self, row: &Row) -> String {
        row.draw(self.pen, &Room::WHOLE)
    }
}

/// As many questions are laid out as a screen could take.
const LONGEST_LIST: usize = 14;

/// How a sector that is not at the table is represented; what is missing is called out.
pub(super) fn status(sector: &Sector) -> (Ink, &'static str) {
    match sector.status {
        SectorStatus::Leading | SectorStatus::Partner => (Ink::Good, sector.says),
        SectorStatus::Uncommitted => (Ink::Open, sector.says),
        SectorStatus::Prospective | SectorStatus::Wished => (Ink::Middling, sector.says),
        SectorStatus::Declined => (Ink::Worst, sector.says),
        SectorStatus::Missing => (Ink::Worst, "MISSING"),
        SectorStatus::NotDeclared => (Ink::Open, sector.says),
    }
}

/// Whether it fails a gate, is waived or known, in few words behind a title.
fn remarks(finding: &Finding) -> String {
    let fails = finding.fails.then_some("fails the gate");
    let remarks: Vec<&str> = fails.into_iter().chain(finding.standing.in_few_words()).collect();
    if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join("; ")) }
}
