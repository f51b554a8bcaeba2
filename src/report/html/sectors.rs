//! The four sectors as seats at a table: who sits there, and what an empty seat exposes.

use serde::Serialize;

use super::charts::{Spot, TABLE, Table};
use super::findings::{anchor, known};
use super::places::Places;
use crate::assess::{Assessment, PartnerView, SectorStatus, SectorView, Subject};
use crate::report::limits::capital;
use crate::report::seats::{leads, seat_words};
use crate::text::shorten;

/// How many partners of a sector are named.
const NAMED: usize = 12;

/// All seats, with the table.
#[derive(Debug, Serialize)]
pub struct SectorsView<'a> {
    table: Table,
    seats: Vec<SeatView<'a>>,
}

/// A sector in one sign: its letter in a seat of the kind of its status.
#[derive(Debug, Serialize)]
pub struct Seat {
    letter: String,
    /// A class of the style sheet.
    status: &'static str,
    /// In words.
    words: &'static str,
    /// The sector, with a capital.
    name: String,
}

#[derive(Debug, Serialize)]
struct SeatView<'a> {
    seat: Seat,
    spot: Spot,
    who: Vec<Who>,
    more: usize,
    /// It is not at the table, so that these matter.
    gap: Option<Gap<'a>>,
}

#[derive(Debug, Serialize)]
struct Who {
    name: String,
    firmness: String,
    at: String,
}

/// What an empty seat exposes, and what to do about it.
#[derive(Debug, Serialize)]
struct Gap<'a> {
    exposes: &'a str,
    look_for: &'a str,
    next: &'a str,
    effort: &'a str,
    /// Anchor and number of its finding, where its absence is known.
    finding: Option<(String, usize)>,
}

impl Seat {
    /// The seat of a sector.
    pub fn new(sector: &str, status: SectorStatus) -> Seat {
        let name = capital(sector);
        Seat {
            letter: name.chars().take(1).collect(),
            status: status.word(),
            words: seat_words(status),
            name,
        }
    }
}

/// The sectors in full.
pub fn sectors<'a>(assessment: &'a Assessment, places: Places<'a>) -> SectorsView<'a> {
    let all = assessment.sectors.len();
    let seat_view = |(number, view): (usize, &SectorView)| SeatView {
        seat: Seat::new(&assessment.rubrics.four_sectors[view.rule].sector, view.status),
        spot: TABLE.spot(number, all),
        who: view.partners.iter().take(NAMED).map(|partner| who(assessment, places, partner)).collect(),
        more: view.partners.len().saturating_sub(NAMED),
        gap: gap(assessment, view),
    };
    SectorsView { table: TABLE, seats: assessment.sectors.iter().enumerate().map(seat_view).collect() }
}

fn who(assessment: &Assessment, places: Places, partner: &PartnerView) -> Who {
    let commitment = partner.commitment.as_deref().unwrap_or("commitment not stated");
    let role = if leads(assessment, partner) { "leads, " } else { "" };
    Who {
        name: shorten(&partner.name, 90),
        firmness: format!("{role}{commitment}"),
        at: places.lines(&[partner.location]),
    }
}

fn gap<'a>(assessment: &'a Assessment, view: &SectorView) -> Option<Gap<'a>> {
    if matches!(view.status, SectorStatus::Leading | SectorStatus::Partner) {
        return None;
    }
    let rule = &assessment.rubrics.four_sectors[view.rule];
    let number = known(assessment).position(|f| f.subject == Subject::Sector(view.rule));
    let finding = number.and_then(|n| Some((anchor(assessment, known(assessment).nth(n)?), n + 1)));
    Some(Gap {
        exposes: &rule.exposes,
        look_for: &rule.look_for,
        next: &rule.next.action,
        effort: &assessment.rubrics.scale.efforts[rule.next.effort].word,
        finding,
    })
}
