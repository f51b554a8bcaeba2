//! What a finding is about: a criterion, a pattern or a sector.

use crate::rubric::{CriterionId, PatternId, Rubrics, SectorId};

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A criterion.
    Criterion(CriterionId),
    /// A pattern.
    Pattern(PatternId),
    /// The rule of a sector.
    Sector(SectorId),
}

impl Subject {
    /// Its id.
    pub fn id(self, rubrics: &Rubrics) -> &str {
        match self {
            Subject::Criterion(c) => &rubrics.criteria[c].id,
            Subject::Pattern(p) => &rubrics.patterns[p].id,
            Subject::Sector(s) => &rubrics.four_sectors[s].id,
        }
    }

    /// What has this id.
    pub fn find(rubrics: &Rubrics, id: &str) -> Option<Subject> {
        let criterion = rubrics.criteria.position(|c| c.id == id).map(Subject::Criterion);
        let pattern = || rubrics.patterns.position(|p| p.id == id).map(Subject::Pattern);
        let sector = || rubrics.four_sectors.position(|s| s.id == id).map(Subject::Sector);
        criterion.or_else(pattern).or_else(sector)
    }
}
