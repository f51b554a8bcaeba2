//! The four sectors as a table.

use super::blocks::{join, table};
use super::escape::{code, escape};
use super::section::Section;
use crate::assess::{FindingKind, PartnerView, SectorStatus, SectorView, Subject};
use crate::report::brief::first_clause;
use crate::report::seats::{leads, seat_words};
use crate::text::shorten;

/// How many partners of a sector are named.
const NAMED: usize = 3;
/// Parts two things in one cell.
const BREAK: &str = "<br>";

impl Section<'_> {
    /// The sectors.
    pub fn sectors(self) -> String {
        let columns = ["Sector", "At the table", "Who; what an absence exposes; whom to look for"];
        let rows = self.assessment.sectors.iter().map(|view| {
            let sector = &self.assessment.rubrics.four_sectors[view.rule].sector;
            vec![escape(sector), self.seat(view), self.who(view)]
        });
        join(["### Sectors".to_owned(), table(&columns, rows)])
    }

    /// How the sector is represented, and how bad it is where it is not.
    fn seat(self, view: &SectorView) -> String {
        let words = seat_words(view.status);
        let of_sector = self
            .evaluated
            .findings()
            .find(|(f, _)| f.kind == FindingKind::Sector && f.subject == Subject::Sector(view.rule));
        match of_sector {
            None => words.to_owned(),
            Some((finding, disposition)) => {
                let id = code(finding.id(self.assessment.rubrics));
                let mark = format!("{id}, {}", self.place(finding));
                let told = format!("**{words}**{BREAK}{} ({mark})", self.severity(finding));
                let note = disposition.standing.note().map(|note| format!("{BREAK}{}", escape(&note)));
                told + fails(disposition.fails) + &note.unwrap_or_default()
            }
        }
    }

    fn who(self, view: &SectorView) -> String {
        let rule = &self.assessment.rubrics.four_sectors[view.rule];
        let exposes = if self.detail { rule.exposes.clone() } else { first_clause(&rule.exposes) };
        let exposes = escape(&exposes);
        let look_for = format!("Look for: {}", escape(&rule.look_for));
        let next = format!("Do: {}", self.step(&rule.next));
        let lines = match view.status {
            SectorStatus::Leading | SectorStatus::Partner => vec![self.partners(&view.partners)],
            SectorStatus::Prospective => vec![self.partners(&view.partners), exposes, next],
            SectorStatus::Missing => vec![exposes, look_for, next],
            SectorStatus::NotDeclared => {
                vec!["nobody named; the partners or their sectors are not all known".to_owned()]
            }
        };
        lines.join(BREAK)
    }

    fn partners(self, partners: &[PartnerView]) -> String {
        let most = self.most(NAMED).unwrap_or(usize::MAX);
        let named: Vec<String> = partners.iter().take(most).map(|partner| self.partner(partner)).collect();
        match partners.len() - named.len() {
            0 => named.join(", "),
            more => format!("{}, and {more} more", named.join(", ")),
        }
    }

    fn partner(self, partner: &PartnerView) -> String {
        let name = escape(&shorten(&partner.name, 48));
        let role = if leads(self.assessment, partner) { "leads, " } else { "" };
        let commitment = partner.commitment.as_deref().unwrap_or("commitment not stated");
        format!("{name} ({role}{}, {})", escape(commitment), self.lines(&[partner.location]))
    }
}

/// What is told of a finding by which a gate fails.
pub fn fails(fails: bool) -> &'static str {
    if fails { ", **fails the gate**" } else { "" }
}
