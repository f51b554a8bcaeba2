//! The dimensions as small bars, and with all detail each criterion.

use super::grid::Grid;
use super::ink::Tone;
use super::screen::Screen;
use crate::assess::{CriterionResult, DimensionScore, Readings, Truth};
use crate::report::figures::{percent, whole};

/// Column of the titles of dimensions, where there is room.
const TITLES: usize = 31;
/// The shortest and the longest bar.
const SHORTEST: usize = 8;
const LONGEST: usize = 36;

/// The letters of a bar: by evidence, as stated, at best, the rest.
const BLOCKS: [char; 4] = ['█', '▓', '░', ' '];
const SIGNS: [char; 4] = ['#', '=', '.', ' '];

impl Screen<'_> {
    fn letters(&self) -> [char; 4] {
        if self.ink.unicode { BLOCKS } else { SIGNS }
    }

    /// The bars.
    pub fn dimensions(&self) -> String {
        // The columns of numbers, the gaps between and the end of the bar take 34.
        let room = self.width.saturating_sub(34);
        let titles = room.saturating_sub(SHORTEST).min(TITLES);
        let bar = (room - titles).min(LONGEST);
        let [evidenced, claimed, possible, _] = self.letters();
        let title = self.ink.tint(Tone::Title, "Dimensions,");
        let key = format!(
            "{evidenced} with evidence, {claimed} as stated, {possible} were every unknown at its best"
        );
        let mut above = Grid::new(self.width, &[]);
        above.row(vec![format!("{title} {key}")]);
        let head = ["", "0 to 100", "evid.", "stated", "best", "answered"];
        let head = head.map(|t| self.ink.tint(Tone::Title, t)).to_vec();
        let mut grid = Grid::new(self.width, &[titles, bar + 1, 5, 6, 4]).head(head, self.ink.unicode);
        for dimension in &self.assessment.dimensions {
            grid.row(self.dimension_row(dimension, bar));
        }
        above.draw() + &grid.draw()
    }

    fn dimension_row(&self, dimension: &DimensionScore, bar: usize) -> Vec<String> {
        let title = self.dimension(dimension.dimension);
        let Some(score) = &dimension.score else {
            return vec![title, "nothing due yet".to_owned()];
        };
        let number = |n: f64, width: usize| format!("{:>width$}", whole(n));
        let answered = format!("{:>6} %", percent(dimension.answered));
        vec![
            title,
            self.bar(score, bar),
            number(score.evidenced, 5),
            number(score.claimed, 6),
            number(score.possible, 4),
            answered,
        ]
    }

    /// From 0 to 100, where it ends with a stroke.
    fn bar(&self, score: &Readings<f64>, width: usize) -> String {
        let end = |n: f64| ((n / 100.0 * width as f64).round() as usize).min(width);
        let [evidenced, claimed, possible, rest] = self.letters();
        let ends = [
            (evidenced, end(score.evidenced)),
            (claimed, end(score.claimed)),
            (possible, end(score.possible)),
        ];
        let mut bar = String::new();
        for (letter, until) in ends {
            bar.extend(std::iter::repeat_n(letter, until.saturating_sub(bar.chars().count())));
        }
        bar.extend(std::iter::repeat_n(rest, width - bar.chars().count()));
        bar.push('|');
        bar
    }

    /// Every criterion with its level, weight and contribution.
    pub fn criteria(&self) -> String {
        let head = ["Criteria", "level", "weight", "points"].map(|t| self.ink.tint(Tone::Title, t)).to_vec();
        let mut grid =
            Grid::new(self.width, &[self.width - 20 - 6 - 12 - 6, 20, 6]).head(head, self.ink.unicode);
        for (number, dimension) in self.assessment.dimensions.iter().enumerate() {
            let points = dimension.score.as_ref().map(|s| format!("{} of 100", whole(s.claimed)));
            let title = self.ink.tint(Tone::Title, &self.assessment.rubrics.dimensions[number].title);
            grid.row(vec![title, String::new(), String::new(), points.unwrap_or_default()]);
            for (criterion, _) in self.assessment.rubrics.criteria_of(number) {
                grid.row(self.criterion_row(&self.assessment.criteria[criterion]));
            }
        }
        grid.draw()
    }

    fn criterion_row(&self, result: &CriterionResult) -> Vec<String> {
        let criterion = &self.assessment.rubrics.criteria[result.criterion];
        let decisive = if criterion.decisive { ", can limit the verdict" } else { "" };
        let id = self.ink.tint(Tone::Faint, &format!("({}{decisive})", criterion.id));
        let points = match result.counts {
            true => format!("{:.1} of {:.1}", result.contribution, result.worth),
            false => String::new(),
        };
        let title = format!("- {} {id}", self.ink.say(&criterion.title));
        vec![title, self.level(result), criterion.weight.to_string(), points]
    }

    fn level(&self, result: &CriterionResult) -> String {
        let criterion = &self.assessment.rubrics.criteria[result.criterion];
        if !result.due {
            let stage = &self.assessment.rubrics.scale.stages[criterion.due_from];
            return self.ink.tint(Tone::Faint, &format!("from {stage}"));
        }
        if result.applies == Truth::False {
            return self.ink.tint(Tone::Faint, "does not apply");
        }
        let (low, high) = (result.claimed.low, result.claimed.high);
        let claimed =
            if low == high { low.word().to_owned() } else { format!("{} to {}", low.word(), high.word()) };
        if result.evidenced < low {
            format!("{claimed}\n(by evidence: {})", result.evidenced.word())
        } else {
            claimed
        }
    }
}
