//! In which ways a version is worse than the one before, in words.

use super::facts::ChangedFact;
use crate::assess::{Comparison, Worse};

/// A sentence for each way, the gravest first.
pub(super) fn worse(comparison: &Comparison, facts: &[ChangedFact]) -> Vec<String> {
    comparison.worse().into_iter().map(|way| says(&way, comparison, facts)).collect()
}

fn says(way: &Worse, comparison: &Comparison, facts: &[ChangedFact]) -> String {
    let (old, new) = (comparison.old, comparison.new);
    match way {
        Worse::Verdict => {
            format!("the verdict was {}, and is {}", old.verdict_words(), new.verdict_words())
        }
        Worse::Stage => {
            format!("the stage was {}, and is {}: less is due", old.stage_word(), new.stage_word())
        }
        Worse::Claimed => {
            format!("the score as stated was {}, and is {}", old.score.claimed, new.score.claimed)
        }
        Worse::Evidenced => {
            format!("the score with evidence was {}, and is {}", old.score.evidenced, new.score.evidenced)
        }
        Worse::Finding(moved) => {
            let finding = moved.finding();
            format!("{} ({}): {}", finding.title(new.rubrics), finding.id(new.rubrics), moved.way.words())
        }
        Worse::Criterion(moved) => {
            let id = &new.rubrics.criteria[moved.results.new.criterion].id;
            format!("{id}: {}", moved.way.words())
        }
        Worse::Fact(number) => {
            let ChangedFact { says, way, old, old_line, .. } = &facts[*number];
            let line = old_line.map(|line| format!(" (line {line} before)")).unwrap_or_default();
            format!("{says}: {way}; it was {old}{line}")
        }
    }
}
