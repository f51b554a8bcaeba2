//! The four sectors: who is at the table, and what an absence exposes.

use schemars::JsonSchema;
use serde::Serialize;

use super::tables::rule_id;
use super::{Place, Rule, StepText, Tables};
use crate::assess::{Assessment, PartnerView, SectorStatus, SectorView, Subject};
use crate::rubric::Level;
use crate::text;

/// One of the four sectors.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Sector<'a> {
    /// Its rule, which says what an absence exposes, whom to look for and what to do.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// How it is represented.
    pub status: SectorStatus,
    /// The same in words.
    #[serde(skip)]
    pub says: &'static str,
    /// Its partners, firmest first.
    pub partners: Vec<Partner<'a>>,
}

/// A partner of a sector.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Partner<'a> {
    /// Its name, or its number where it has none.
    pub name: String,
    /// The word of its commitment; nothing where it is not stated.
    pub commitment: Option<&'a str>,
    /// It has the role of lead.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub leads: bool,
    /// What it does for its sector.
    pub status: SectorStatus,
    /// Its record in the file.
    pub place: Place<'a>,
}

/// Nobody of the sector is named, and it cannot be told that there is nobody.
pub const NOBODY_NAMED: &str = "Nobody is named, and not all partners or their sectors are known";

impl<'a> Sector<'a> {
    /// What to do where it is not there.
    pub fn step(&self) -> StepText<'a> {
        self.rule.step_at(Level::Absent)
    }

    /// Whether a partner of the sector has agreed to take part, or may have.
    pub fn is_there(&self) -> bool {
        matches!(self.status, SectorStatus::Leading | SectorStatus::Partner | SectorStatus::Uncommitted)
    }

    /// Its first partners by what they do for it: `leading: City of Riverside (signed); partner: the school (agreed), and
    /// 2 more`.
    pub fn who(&self, most: usize) -> String {
        let shown = &self.partners[..most.min(self.partners.len())];
        let groups = shown.chunk_by(|one, next| one.status == next.status).map(|group| {
            let named: Vec<String> = group.iter().map(Partner::named).collect();
            format!("{}: {}", status_words(group[0].status), named.join(", "))
        });
        let more = match self.partners.len() - shown.len() {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        groups.collect::<Vec<_>>().join("; ") + &more
    }
}

impl Partner<'_> {
    /// What it is in words: `leads, signed`.
    pub fn says(&self) -> String {
        let leads = if self.leads { "leads, " } else { "" };
        format!("{leads}{}", self.commitment.unwrap_or("commitment not said"))
    }

    /// Its name and its commitment; where it leads that is said before.
    fn named(&self) -> String {
        match self.commitment.filter(|_| self.status == SectorStatus::Leading) {
            Some(commitment) => format!("{} ({commitment})", self.name),
            // The status says it already.
            None if self.commitment.is_none() && !self.leads => self.name.clone(),
            None => format!("{} ({})", self.name, self.says()),
        }
    }
}

/// The sectors, in the order of the rubrics.
pub(super) fn sectors<'a>(assessment: &'a Assessment, tables: &'a Tables) -> Vec<Sector<'a>> {
    let of = |view: &'a SectorView| Sector {
        rule: tables.rule(Subject::Sector(view.rule)),
        status: view.status,
        says: status_words(view.status),
        partners: view.partners.iter().map(|partner| of_partner(assessment, partner)).collect(),
    };
    assessment.sectors.iter().map(of).collect()
}

fn of_partner<'a>(assessment: &Assessment<'a>, partner: &'a PartnerView) -> Partner<'a> {
    Partner {
        name: text::shorten_middle(&partner.name, 90),
        commitment: partner.commitment.as_deref(),
        leads: partner.leads,
        status: partner.status,
        place: Place::of(assessment, partner.route),
    }
}

/// How a sector is represented, in words.
pub(super) fn status_words(status: SectorStatus) -> &'static str {
    match status {
        SectorStatus::Leading => "leading",
        SectorStatus::Partner => "partner",
        SectorStatus::Uncommitted => "unconfirmed",
        SectorStatus::Prospective => "not agreed yet",
        SectorStatus::Wished => "only wished for",
        SectorStatus::Declined => "declined",
        SectorStatus::Missing => "missing",
        SectorStatus::NotDeclared => "not declared",
    }
}
