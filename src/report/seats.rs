//! The seats at the table, in the words of every report for people.

use crate::assess::{Assessment, Context, PartnerView, Reading, SectorStatus};
use crate::proposal::{Answer, Datum};

/// How a sector is represented, for people.
pub fn seat_words(status: SectorStatus) -> &'static str {
    match status {
        SectorStatus::Leading => "leading",
        SectorStatus::Partner => "partner",
        SectorStatus::Prospective => "not agreed yet",
        SectorStatus::Missing => "missing",
        SectorStatus::NotDeclared => "not declared",
    }
}

/// Whether a partner has the role of lead.
pub fn leads(assessment: &Assessment, partner: &PartnerView) -> bool {
    let product = &assessment.rubrics.product;
    let records = &assessment.proposal.records(product.partners).records;
    let Some(record) = partner.location.record.and_then(|number| records.get(number as usize)) else {
        return false;
    };
    let context = Context::new(assessment.proposal, Reading::Claimed, assessment.options.as_of).at(record);
    matches!(context.answer(product.role), Answer::Given(Datum::Words(w)) if w & (1 << product.lead) != 0)
}
