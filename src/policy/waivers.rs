//! Waivers: a finding that a team has looked at and lets pass, with a reason and for a time.

use crate::document::Span;
use crate::proposal::PartialDate;

/// Lets the findings about one criterion, pattern or sector pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The id of the criterion, pattern or sector.
    pub id: String,
    /// Why.
    pub reason: String,
    /// The last day on which it holds; for ever where it is not said.
    pub until: Option<PartialDate>,
    /// Where it stands.
    pub span: Span,
}

/// Why a finding is passed over, and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: Option<PartialDate>,
    /// It is waived by a comment in the proposal, not by the configuration.
    pub in_proposal: bool,
}

impl Waived {
    /// For a reader, beside the finding.
    pub fn note(&self) -> String {
        let until = self.until.map(|day| format!(" until {day}")).unwrap_or_default();
        format!("waived{until}: {}", self.reason)
    }
}
