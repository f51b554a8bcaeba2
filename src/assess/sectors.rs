//! The four sectors: who is at the table, how firmly, and what an absence exposes.

use serde::Serialize;

use super::evaluate::Context;
use crate::proposal::{Answer, Datum, Route};
use crate::rubric::{Rubrics, SectorId};

/// How a sector is represented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SectorStatus {
    /// A partner with the role of lead, or whose delegate decides, has agreed or signed.
    Leading,
    /// A partner has agreed or signed.
    Partner,
    /// There is a partner, and nobody says how far it has committed itself.
    Uncommitted,
    /// Partners are invited or in talks.
    Prospective,
    /// Partners are only wished for: nobody has asked them.
    Wished,
    /// Who was asked has said no, or is against it.
    Declined,
    /// The list of partners is complete, every partner's sector is known, and none is of this one.
    Missing,
    /// Nobody of this sector is named, and it cannot be told that there is nobody.
    NotDeclared,
}

impl SectorStatus {
    /// All of them, the firmest first.
    pub const ALL: [SectorStatus; 8] = [
        SectorStatus::Leading,
        SectorStatus::Partner,
        SectorStatus::Uncommitted,
        SectorStatus::Prospective,
        SectorStatus::Wished,
        SectorStatus::Declined,
        SectorStatus::Missing,
        SectorStatus::NotDeclared,
    ];

    /// Its word in the output for machines.
    pub fn word(self) -> &'static str {
        match self {
            SectorStatus::Leading => "leading",
            SectorStatus::Partner => "partner",
            SectorStatus::Uncommitted => "uncommitted",
            SectorStatus::Prospective => "prospective",
            SectorStatus::Wished => "wished",
            SectorStatus::Declined => "declined",
            SectorStatus::Missing => "missing",
            SectorStatus::NotDeclared => "not_declared",
        }
    }
}

/// One partner in the table of sectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerView {
    /// Its name, or its number where it has none.
    pub name: String,
    /// The word of its commitment; `None` where it is not stated.
    pub commitment: Option<String>,
    /// It has the role of lead.
    pub leads: bool,
    /// What it does for its sector.
    pub status: SectorStatus,
    /// Its record in the proposal.
    pub route: Route,
}

/// One of the four sectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorView {
    /// Its rule in the rubrics.
    pub rule: SectorId,
    /// How it is represented.
    pub status: SectorStatus,
    /// Its partners, firmest first.
    pub partners: Vec<PartnerView>,
}

/// Looks at each of the four sectors.
pub fn sectors(rubrics: &Rubrics, context: Context) -> Vec<SectorView> {
    let product = &rubrics.product;
    let records = context.list(product.partners);
    let all_known = records.is_some_and(|r| {
        r.complete && r.records.iter().all(|p| *context.at(p).answer(product.sector) != Answer::Unknown)
    });
    let view = |(rule, sector): (SectorId, &crate::rubric::SectorRule)| {
        let mut partners = Vec::new();
        for (number, record) in records.map_or(&[][..], |r| &r.records).iter().enumerate() {
            let here = context.at(record);
            let belongs = matches!(here.answer(product.sector), Answer::Given(Datum::Words(w)) if w & sector.words() != 0);
            if belongs {
                partners.push(partner(rubrics, here, number));
            }
        }
        partners.sort_by_key(|p| p.status);
        let absent = if all_known { SectorStatus::Missing } else { SectorStatus::NotDeclared };
        let status = partners.first().map_or(absent, |p| p.status);
        SectorView { rule, status, partners }
    };
    rubrics.four_sectors.iter_enumerated().map(view).collect()
}

fn partner(rubrics: &Rubrics, here: Context, number: usize) -> PartnerView {
    let product = &rubrics.product;
    let commitment = match here.answer(product.commitment) {
        Answer::Given(Datum::Word(word)) => Some(i16::from(*word)),
        Answer::Denied => Some(-1),
        _ => None,
    };
    let leads =
        matches!(here.answer(product.role), Answer::Given(Datum::Words(w)) if w & (1 << product.lead) != 0);
    let decides = *here.answer(product.decides) == Answer::Given(Datum::Yes);
    let at_least = |word: u8| commitment.is_some_and(|commitment| commitment >= i16::from(word));
    let status = match commitment {
        None => SectorStatus::Uncommitted,
        Some(_) if at_least(product.agreed) && (leads || decides) => SectorStatus::Leading,
        Some(_) if at_least(product.agreed) => SectorStatus::Partner,
        Some(_) if at_least(product.invited) => SectorStatus::Prospective,
        Some(_) if at_least(product.wished) => SectorStatus::Wished,
        Some(_) => SectorStatus::Declined,
    };
    let fact = rubrics.dictionary.fact(product.commitment.fact);
    let name = match here.answer(product.partner_name) {
        Answer::Given(Datum::Text(name)) => name.to_string(),
        _ => format!("partner {}", number + 1),
    };
    PartnerView {
        name,
        commitment: commitment.map(|_| rubrics.dictionary.say(fact, here.answer(product.commitment))),
        leads,
        status,
        route: Route { fact: rubrics.dictionary.list(product.partners).fact, record: Some(number as u32) },
    }
}
