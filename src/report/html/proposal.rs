//! One proposal: its story first, and everything behind it folded.

use askama::Template;

use super::charts::{Band, Bar, bands};
use super::{Setting, filters};
use crate::report::content::{
    CriterionScore, Finding, Move, Place, ProposalReport, Question, Rule, Score, Sector, Standing, Tables,
    lines,
};
use crate::rubric::Severity;
use crate::text::count;

/// How many of the worst risks, of the questions and of the strengths the story has.
const WORST: usize = 5;
const ASKED: usize = 5;
const STRONG: usize = 3;
/// How many moves it has where no verdict is higher.
const MOVES: usize = 3;

/// The sections, by the ends of their names in the page.
pub const SECTIONS: [(&str, &str); 6] = [
    ("verdict", "Verdict"),
    ("worst", "Worst risks"),
    ("table", "Sectors"),
    ("steps", "Next steps"),
    ("asks", "Questions"),
    ("full", "In full"),
];

/// The part of a page that tells of one proposal.
#[derive(Template)]
#[template(path = "proposal.html", config = "src/report/html/askama.toml")]
pub struct Proposal<'a> {
    report: &'a ProposalReport<'a>,
    tables: &'a Tables<'a>,
    /// What it is called in the names of the page.
    key: &'a str,
    /// The page that lists the sources; empty where it is this one.
    sources: &'static str,
    bands: Vec<Band<'a>>,
    detail: bool,
}

/// A row of the matrix: in each cell the findings with their numbers.
type Cells<'a> = Vec<Vec<(usize, &'a Finding<'a>)>>;

impl<'a> Proposal<'a> {
    /// The part that tells of `report`.
    pub fn new(
        setting: &'a Setting,
        report: &'a ProposalReport<'a>,
        key: &'a str,
        sources: &'static str,
    ) -> Proposal<'a> {
        let bands = bands(&setting.tables.rubrics.scale);
        Proposal { report, tables: setting.tables, key, sources, bands, detail: setting.detail }
    }

    fn bar(&self, score: &Score) -> Bar {
        Bar::new(score, self.report.verdict.strict)
    }

    /// The readings as classes of the style sheet, with their scores.
    fn readings(&self) -> [(&'static str, u32); 3] {
        let Score { evidenced, claimed, possible } = self.report.score;
        let [first, second, third] = super::charts::READINGS;
        [(first, evidenced), (second, claimed), (third, possible)]
    }

    fn line(&self, place: &Place) -> String {
        lines(std::slice::from_ref(place))
    }

    fn strengths(&self) -> impl Iterator<Item = &'a Rule<'a>> {
        self.report.strengths.iter().take(STRONG).copied()
    }

    fn more_strengths(&self) -> usize {
        self.report.strengths.len().saturating_sub(STRONG)
    }

    /// The worst risks that count.
    fn worst(&self) -> Vec<&'a Finding<'a>> {
        self.report.risks().filter(|finding| finding.standing.counts()).take(WORST).collect()
    }

    fn absent(&self) -> impl Iterator<Item = &'a Sector<'a>> {
        self.report.sectors.iter().filter(|sector| !sector.is_there())
    }

    fn asked(&self) -> impl Iterator<Item = &'a Question<'a>> {
        self.report.questions.iter().take(ASKED)
    }

    fn first_moves(&self) -> impl Iterator<Item = &'a Move<'a>> {
        self.report.moves.iter().take(MOVES)
    }

    /// Every risk and tension: those that count, those in the baseline, those that are waived.
    fn risks(&self) -> Vec<&'a Finding<'a>> {
        let waived = self.report.findings.iter().filter(|f| f.is_risk() && f.standing == Standing::Waived);
        self.report.risks().chain(waived).collect()
    }

    fn risks_say(&self) -> String {
        let counts = &self.report.counts;
        let aside = self.risks().len() - counts.risks;
        let aside = if aside > 0 { format!(", {aside} set aside") } else { String::new() };
        format!("{}{aside}", count(counts.risks, "risk"))
    }

    fn questions_set_aside(&self) -> Vec<&'a Finding<'a>> {
        self.report.set_aside().filter(|finding| finding.is_question()).collect()
    }

    /// The risks by severity and effort, the worst at the top, the quickest at the left.
    fn matrix(&self) -> Vec<(Severity, Cells<'a>)> {
        let risks = self.risks();
        let efforts = &self.tables.rubrics.scale.efforts;
        let cell = |severity: Severity, effort: &str| {
            let numbered = risks.iter().copied().enumerate().map(|(n, finding)| (n + 1, finding));
            numbered.filter(|(_, f)| f.severity == severity && f.step().effort == effort).collect()
        };
        let row = |severity: Severity| (severity, efforts.iter().map(|e| cell(severity, &e.word)).collect());
        Severity::ALL.into_iter().rev().map(row).collect()
    }

    fn criteria_of(&self, dimension: &str) -> impl Iterator<Item = &'a CriterionScore<'a>> {
        self.report.criteria.iter().filter(move |criterion| criterion.rule.dimension == Some(dimension))
    }
}
