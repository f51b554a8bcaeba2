//! The dimensions as a table, and each criterion in another.

use super::blocks::{fold, join, table};
use super::escape::{code, escape};
use super::section::Section;
use crate::assess::{CriterionResult, Truth};
use crate::report::figures::{percent, whole};
use crate::report::sentences::levels;

impl Section<'_> {
    /// The dimensions, and folded away each criterion.
    pub fn dimensions(self) -> String {
        let columns = ["Dimension", ">With evidence", ">As stated", ">At best", ">Answered"];
        let rows = self.assessment.dimensions.iter().map(|dimension| {
            let mut row = vec![self.dimension(dimension.dimension)];
            match &dimension.score {
                Some(score) => {
                    let readings = [score.evidenced, score.claimed, score.possible];
                    row.extend(readings.map(|reading| whole(reading).to_string()));
                    row.push(format!("{} %", percent(dimension.answered)));
                }
                None => row.extend(["–", "–", "–", "nothing due yet"].map(str::to_owned)),
            }
            row
        });
        let criteria = self.criteria();
        let criteria = if self.detail { criteria } else { fold("Every criterion", &criteria) };
        join(["### Dimensions, 0 to 100".to_owned(), table(&columns, rows), criteria])
    }

    fn criteria(self) -> String {
        let columns = ["Criterion", "Id", "Level", ">Weight", ">Points"];
        let rows = self.assessment.criteria.iter().map(|result| {
            let criterion = &self.assessment.rubrics.criteria[result.criterion];
            let points = match result.counts {
                true => format!("{:.1} of {:.1}", result.contribution, result.worth),
                false => String::new(),
            };
            let decisive = if criterion.decisive { " (can limit the verdict)" } else { "" };
            let title = escape(&criterion.title) + decisive;
            vec![title, code(&criterion.id), self.level(result), criterion.weight.to_string(), points]
        });
        table(&columns, rows)
    }

    fn level(self, result: &CriterionResult) -> String {
        let criterion = &self.assessment.rubrics.criteria[result.criterion];
        if !result.due {
            return format!("from {}", escape(&self.assessment.rubrics.scale.stages[criterion.due_from]));
        }
        if result.applies == Truth::False {
            return "does not apply".to_owned();
        }
        levels(result)
    }
}
