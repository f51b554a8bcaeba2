//! The four sectors: who is at the table, and what an absence exposes.

use super::grid::Grid;
use super::ink::Tone;
use super::screen::Screen;
use crate::assess::{PartnerView, SectorStatus, SectorView};
use crate::report::brief::first_clause;
use crate::report::seats::{leads, seat_words};
use crate::text::shorten;

/// How many partners of a sector are named.
const NAMED: usize = 3;

impl Screen<'_> {
    /// The table of sectors.
    pub fn sectors(&self) -> String {
        let head = ["Sectors", "at the table", "who; what an absence exposes; whom to look for"];
        let head = head.map(|title| self.ink.tint(Tone::Title, title)).to_vec();
        let mut grid = Grid::new(self.width, &[12, 14]).head(head, self.ink.unicode);
        for view in &self.assessment.sectors {
            let rule = &self.assessment.rubrics.four_sectors[view.rule];
            let (tone, words) = status(view.status);
            grid.row(vec![self.ink.say(&rule.sector), self.ink.tint(tone, &words), self.who(view)]);
        }
        grid.draw()
    }

    fn who(&self, view: &SectorView) -> String {
        let rule = &self.assessment.rubrics.four_sectors[view.rule];
        let exposes = if self.detail { rule.exposes.clone() } else { first_clause(&rule.exposes) };
        let exposes = self.ink.say(&exposes);
        let look_for = format!("Look for: {}", self.ink.say(&rule.look_for));
        let next = if self.detail {
            format!(
                "\nDo: {} (takes {})",
                self.ink.say(&rule.next.action),
                self.ink.say(self.effort(&rule.next))
            )
        } else {
            String::new()
        };
        let partners = self.partners(&view.partners);
        match view.status {
            SectorStatus::Leading | SectorStatus::Partner => partners,
            SectorStatus::Prospective => format!("{partners}\n{exposes}{next}"),
            SectorStatus::Missing => format!("{exposes}\n{look_for}{next}"),
            SectorStatus::NotDeclared if self.detail => {
                format!(
                    "nobody named; the partners or their sectors are not all known\nIf missing: {exposes}\n{look_for}"
                )
            }
            SectorStatus::NotDeclared => {
                "nobody named; the partners or their sectors are not all known".to_owned()
            }
        }
    }

    fn partners(&self, partners: &[PartnerView]) -> String {
        let named: Vec<String> = partners.iter().take(self.most(NAMED)).map(|p| self.partner(p)).collect();
        let more = partners.len() - named.len();
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        named.join(", ") + &more
    }

    fn partner(&self, partner: &PartnerView) -> String {
        let name = self.ink.say(&shorten(&partner.name, 48));
        let commitment = partner.commitment.as_deref().unwrap_or("commitment not stated");
        let line = self.lines(&[partner.location]);
        let role = if leads(self.assessment, partner) { "leads, " } else { "" };
        format!("{name} ({role}{}, {line})", self.ink.say(commitment))
    }
}

/// In its colour; what is missing is called out.
fn status(status: SectorStatus) -> (Tone, String) {
    let words = seat_words(status);
    match status {
        SectorStatus::Leading | SectorStatus::Partner => (Tone::Good, words.to_owned()),
        SectorStatus::Prospective => (Tone::Middling, words.to_owned()),
        SectorStatus::Missing => (Tone::Worst, words.to_uppercase()),
        SectorStatus::NotDeclared => (Tone::Open, words.to_owned()),
    }
}
