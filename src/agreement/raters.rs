//! Who filled in the files.

use crate::assess::Assessment;
use crate::proposal::{Answer, Datum, FactRef};
use crate::rubric::Rubrics;

/// Somebody who filled in a file for each proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rater {
    /// The name, as the files give it.
    pub name: Option<String>,
    /// The sector, by its number in the vocabulary.
    pub sector: Option<u8>,
    /// The files of this rater name different people or sectors: what differs is left out.
    pub is_several: bool,
}

/// The raters, by what their files say of who filled them in.
pub(super) fn raters(rubrics: &Rubrics, assessments: &[Vec<Assessment>]) -> Vec<Rater> {
    let number = assessments.first().map_or(0, Vec::len);
    let rater = |rater: usize| {
        let Some(facts) = rubrics.product.filled_in_by else {
            return Rater { name: None, sector: None, is_several: false };
        };
        let said =
            |fact: FactRef| only(assessments.iter().map(|files| &files[rater].proposal.slot(fact).answer));
        let (name, sector) = (said(facts.name), said(facts.sector));
        Rater {
            is_several: name.is_err() || sector.is_err(),
            name: match name {
                Ok(Some(Datum::Text(name))) => Some(name.to_string()),
                _ => None,
            },
            sector: match sector {
                Ok(Some(Datum::Word(sector))) => Some(*sector),
                _ => None,
            },
        }
    };
    (0..number).map(rater).collect()
}

/// Files that give different answers.
struct Different;

/// What all give who give anything.
fn only<'d>(answers: impl Iterator<Item = &'d Answer>) -> Result<Option<&'d Datum>, Different> {
    let mut found = None;
    for answer in answers {
        match (answer, found) {
            (Answer::Given(datum), None) => found = Some(datum),
            (Answer::Given(datum), Some(other)) if datum != other => return Err(Different),
            _ => {}
        }
    }
    Ok(found)
}
