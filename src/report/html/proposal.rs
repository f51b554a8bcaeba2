//! One proposal: everything that its part of the report shows.

use serde::Serialize;

use super::criteria::{DimensionView, MoveView, dimensions, moves};
use super::findings::{FindingView, Matrix, findings, matrix, set_aside};
use super::places::Places;
use super::questions::{QuestionView, questions};
use super::sectors::{SectorsView, sectors};
use super::verdict::{VerdictView, verdict};
use crate::policy::Evaluated;
use crate::text::shorten;

/// What a proposal without a name is called.
pub const NO_NAME: &str = "(no name)";
/// How many letters of a name, and of a longer text, are shown: a proposal may hold a text of a hundred pages.
const NAME: usize = 120;
const TEXT: usize = 1_200;

/// One proposal.
#[derive(Debug, Serialize)]
pub struct ProposalView<'a> {
    name: String,
    summary: Option<String>,
    problem: Option<String>,
    place: Option<String>,
    stage: &'a str,
    stage_assumed: bool,
    source: String,
    as_of: String,
    verdict: VerdictView<'a>,
    sectors: SectorsView<'a>,
    dimensions: Vec<DimensionView<'a>>,
    matrix: Matrix<'a>,
    findings: Vec<FindingView<'a>>,
    set_aside: Vec<String>,
    questions: Vec<QuestionView<'a>>,
    moves: Vec<MoveView<'a>>,
    failures: Vec<&'a str>,
}

impl<'a> ProposalView<'a> {
    /// The view of an assessment.
    pub fn of(evaluated: &'a Evaluated) -> ProposalView<'a> {
        let (assessment, source) = (&evaluated.assessment, &evaluated.source);
        let product = &assessment.rubrics.product;
        let places = Places { assessment, path: &source.path };
        let text = |fact| assessment.proposal.text(fact).map(|text| shorten(text, TEXT));
        ProposalView {
            name: assessment.name().map_or_else(|| NO_NAME.to_owned(), |name| shorten(name, NAME)),
            summary: text(product.summary),
            problem: text(product.problem),
            place: assessment.place().map(|place| shorten(&place, NAME)),
            stage: assessment.stage_word(),
            stage_assumed: assessment.stage_assumed,
            source: source.label(),
            as_of: assessment.options.as_of.to_string(),
            verdict: verdict(assessment, places),
            sectors: sectors(assessment, places),
            dimensions: dimensions(assessment),
            matrix: matrix(assessment),
            findings: findings(evaluated, places),
            set_aside: set_aside(evaluated),
            questions: questions(evaluated, places),
            moves: moves(assessment),
            failures: evaluated.failures.iter().map(|failure| failure.text.as_str()).collect(),
        }
    }
}
