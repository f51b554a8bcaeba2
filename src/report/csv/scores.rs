//! A row for each proposal, and for each file with errors.

use super::{BYTE_ORDER_MARK, document, rows, yes_no};
use crate::assess::{DimensionScore, FindingKind, SectorView};
use crate::document::ProblemKind;
use crate::policy::Evaluated;
use crate::report::figures::{percent, whole};
use crate::report::{End, FileProblem, Form, Part};
use crate::rubric::{Rubrics, Severity};

/// The form `csv-scores`.
pub struct Scores<'r> {
    rubrics: &'r Rubrics,
}

/// A column: its name, and what stands in it. Together, so that no cell can stray.
type Column = (&'static str, fn(&Evaluated) -> String);

/// The columns before those of the sectors and the dimensions.
const BEFORE: [Column; 18] = [
    ("path", |evaluated| evaluated.source.path.clone()),
    ("document", |evaluated| document(&evaluated.source)),
    ("name", |evaluated| evaluated.assessment.name().unwrap_or_default().to_owned()),
    ("place", |evaluated| evaluated.assessment.place().unwrap_or_default()),
    ("as_of", |evaluated| evaluated.assessment.options.as_of.to_string()),
    ("stage", |evaluated| evaluated.assessment.stage_word().to_owned()),
    ("stage_assumed", |evaluated| yes_no(evaluated.assessment.stage_assumed).to_owned()),
    ("verdict", |evaluated| evaluated.assessment.verdict_words().to_owned()),
    ("verdict_by", |evaluated| {
        if evaluated.assessment.options.strict { "evidenced" } else { "claimed" }.to_owned()
    }),
    ("band_by_score", |evaluated| evaluated.assessment.rubrics.scale.bands[evaluated.assessment.band].verdict.clone()),
    ("limited_by", limited_by),
    ("evidenced", |evaluated| evaluated.assessment.score.evidenced.to_string()),
    ("claimed", |evaluated| evaluated.assessment.score.claimed.to_string()),
    ("possible", |evaluated| evaluated.assessment.score.possible.to_string()),
    ("answered_percent", |evaluated| percent(evaluated.assessment.answered).to_string()),
    ("stability_percent", |evaluated| percent(evaluated.assessment.stability).to_string()),
    ("failed_gates", |evaluated| evaluated.failures.iter().map(|f| f.text.as_str()).collect::<Vec<_>>().join("; ")),
    ("weakest", |evaluated| dimension(evaluated, evaluated.assessment.weakest)),
];

/// The columns after them.
const AFTER: [Column; 8] = [
    ("risks_critical", |evaluated| risks(evaluated, Severity::Critical)),
    ("risks_high", |evaluated| risks(evaluated, Severity::High)),
    ("risks_medium", |evaluated| risks(evaluated, Severity::Medium)),
    ("risks_low", |evaluated| risks(evaluated, Severity::Low)),
    ("questions", questions),
    ("waived", |evaluated| evaluated.census().waived.to_string()),
    ("known", |evaluated| evaluated.census().known.to_string()),
    ("problem", |_| String::new()),
];

impl<'r> Scores<'r> {
    /// With columns for the sectors and the dimensions of these rubrics.
    pub fn new(rubrics: &'r Rubrics) -> Scores<'r> {
        Scores { rubrics }
    }

    fn names(&self) -> Vec<String> {
        let sectors = self.rubrics.four_sectors.iter().map(|rule| format!("sector_{}", rule.sector));
        let dimensions = self.rubrics.dimensions.iter().map(|dimension| format!("score_{}", dimension.id));
        let own = |(name, _): &Column| (*name).to_owned();
        BEFORE.iter().map(own).chain(sectors).chain(dimensions).chain(AFTER.iter().map(own)).collect()
    }
}

impl Form for Scores<'_> {
    fn head(&self) -> String {
        BYTE_ORDER_MARK.to_owned() + &rows([self.names()])
    }

    fn part(&self, evaluated: &Evaluated) -> Part {
        let own = |(_, cell): &Column| cell(evaluated);
        let sectors = evaluated.assessment.sectors.iter().map(|view: &SectorView| view.status.word().to_owned());
        let dimensions = evaluated.assessment.dimensions.iter().map(claimed);
        let cells = BEFORE.iter().map(own).chain(sectors).chain(dimensions).chain(AFTER.iter().map(own));
        Part::Text(rows([cells]))
    }

    fn finish(&self, _: Vec<Part>, end: &End) -> Vec<String> {
        let bad: Vec<&FileProblem> =
            end.problems.iter().filter(|p| p.problem.kind == ProblemKind::Error).collect();
        vec![rows(bad.chunk_by(|a, b| a.path == b.path).map(|problems| self.unread(problems)))]
    }
}

impl Scores<'_> {
    /// The row of a file with errors: what is missing from a comparison is told in it.
    fn unread(&self, problems: &[&FileProblem]) -> Vec<String> {
        let FileProblem { path, problem } = problems[0];
        let more = match problems.len() - 1 {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        let told = format!("{}, line {}{more}", problem.message, problem.span.line);
        let cell = |name: String| match name.as_str() {
            "path" => path.clone(),
            "problem" => told.clone(),
            _ => String::new(),
        };
        self.names().into_iter().map(cell).collect()
    }
}

/// Nothing is scored where no criterion counts.
fn claimed(dimension: &DimensionScore) -> String {
    dimension.score.as_ref().map(|score| whole(score.claimed).to_string()).unwrap_or_default()
}

fn dimension(evaluated: &Evaluated, number: Option<usize>) -> String {
    number.map(|number| evaluated.assessment.rubrics.dimensions[number].id.clone()).unwrap_or_default()
}

/// The decisive criteria without which the verdict would be higher.
fn limited_by(evaluated: &Evaluated) -> String {
    let criteria = &evaluated.assessment.rubrics.criteria;
    let binding = evaluated.assessment.gates.iter().filter(|gate| gate.binding);
    binding.map(|gate| criteria[gate.criterion].id.as_str()).collect::<Vec<_>>().join("; ")
}

/// How many risks and tensions of a severity count.
fn risks(evaluated: &Evaluated, severity: Severity) -> String {
    let counted = evaluated.findings().filter(|(finding, disposition)| {
        matches!(finding.kind, FindingKind::Risk | FindingKind::Tension)
            && finding.severity == severity
            && disposition.standing.counts()
    });
    counted.count().to_string()
}

fn questions(evaluated: &Evaluated) -> String {
    let open =
        evaluated.findings().filter(|(f, disposition)| f.kind == FindingKind::Question && disposition.standing.counts());
    open.count().to_string()
}
