//! The verdict: what it is, what limits it, what to do first, and how firm it is.

use serde::Serialize;

use super::charts::{Bar, READINGS};
use super::findings::anchor;
use super::places::Places;
use crate::assess::{Assessment, Gate, Readings, Verdict};
use crate::report::asks::asks;
use crate::report::figures::{percent, whole};
use crate::report::limits::{self, First, Limit, capital};
use crate::rubric::Band;

/// How many strengths are named; the table of criteria has all.
const STRENGTHS: usize = 6;

/// The verdict and the three readings.
#[derive(Debug, Serialize)]
pub struct VerdictView<'a> {
    words: String,
    means: &'a str,
    /// A class of the style sheet.
    tone: &'static str,
    strict: bool,
    limits: Vec<LimitView<'a>>,
    first: Option<FirstView<'a>>,
    bar: Bar,
    readings: [ReadingView; 3],
    bands: Vec<BandView<'a>>,
    answered: u32,
    known_outweighs: bool,
    stability: Option<String>,
    strengths: Vec<&'a str>,
    more_strengths: usize,
    weakest: Option<(&'a str, u32)>,
    least_said: Option<(&'a str, u32)>,
}

#[derive(Debug, Serialize)]
struct ReadingView {
    reading: &'static str,
    value: u32,
    words: &'static str,
}

/// A band of the scale; its width in per cent of the axis.
#[derive(Debug, Serialize)]
pub struct BandView<'a> {
    verdict: &'a str,
    means: &'a str,
    from: u32,
    to: u32,
    width: u32,
}

#[derive(Debug, Serialize)]
struct LimitView<'a> {
    lead: String,
    gates: Vec<GateView<'a>>,
}

#[derive(Debug, Serialize)]
struct GateView<'a> {
    says: &'a str,
    id: &'a str,
    /// Of the finding that tells of it.
    anchor: Option<String>,
    lines: Option<String>,
    unproven: bool,
}

/// What to do first.
#[derive(Debug, Serialize)]
struct FirstView<'a> {
    /// How the sentence begins: `Ask: `; empty where it says by itself what to do.
    lead: &'static str,
    text: String,
    id: &'a str,
    effort: Option<&'a str>,
    anchor: Option<String>,
}

/// A class of the style sheet for a verdict among so many bands.
pub fn tone(verdict: Verdict, bands: usize) -> &'static str {
    match verdict {
        Verdict::Undetermined => "open",
        Verdict::Band(0) => "worst",
        Verdict::Band(band) if band + 1 == bands => "good",
        Verdict::Band(_) => "middling",
    }
}

/// A whole score as the shares that a bar is made of.
pub fn as_shares(score: &Readings<u32>) -> Readings<f64> {
    Readings {
        evidenced: score.evidenced.into(),
        claimed: score.claimed.into(),
        possible: score.possible.into(),
    }
}

/// The bands, from the lowest.
pub fn bands<'a>(bands: &'a [Band]) -> Vec<BandView<'a>> {
    let view = |(number, band): (usize, &'a Band)| {
        let next = bands.get(number + 1).map(|next| next.from);
        BandView {
            verdict: &band.verdict,
            means: &band.means,
            from: band.from,
            to: next.map_or(100, |next| next - 1),
            width: next.unwrap_or(100) - band.from,
        }
    };
    bands.iter().enumerate().map(view).collect()
}

/// The verdict of an assessment.
pub fn verdict<'a>(assessment: &'a Assessment, places: Places) -> VerdictView<'a> {
    let rubrics = assessment.rubrics;
    let title = |dimension: usize| rubrics.dimensions[dimension].title.as_str();
    let weakest = assessment.weakest.and_then(|d| Some((d, assessment.dimensions[d].score.as_ref()?)));
    let strengths = assessment.strengths.iter().take(STRENGTHS);
    let limits = limits::limits(assessment, true);
    VerdictView {
        words: capital(assessment.verdict_words()),
        means: assessment.verdict_means(),
        tone: tone(assessment.verdict, rubrics.scale.bands.len()),
        strict: assessment.options.strict,
        limits: limits.into_iter().map(|limit| limit_view(assessment, places, limit)).collect(),
        first: first(assessment),
        bar: Bar::new(&as_shares(&assessment.score), assessment.options.strict),
        readings: readings(assessment),
        bands: bands(&rubrics.scale.bands),
        answered: percent(assessment.answered),
        known_outweighs: limits::known_outweighs_unanswered(assessment),
        stability: limits::stability(assessment),
        strengths: strengths.map(|&c| rubrics.criteria[c].title.as_str()).collect(),
        more_strengths: assessment.strengths.len().saturating_sub(STRENGTHS),
        weakest: weakest.map(|(d, score)| (title(d), whole(score.claimed))),
        least_said: assessment.least_answered.map(|d| (title(d), percent(assessment.dimensions[d].answered))),
    }
}

fn readings(assessment: &Assessment) -> [ReadingView; 3] {
    let score = &assessment.score;
    let values = [score.evidenced, score.claimed, score.possible];
    let words = ["by facts with evidence", "as stated", "were every unknown at its best"];
    std::array::from_fn(|i| ReadingView { reading: READINGS[i], value: values[i], words: words[i] })
}

fn limit_view<'a>(assessment: &'a Assessment, places: Places, limit: Limit) -> LimitView<'a> {
    let gate = |gate: &&Gate| {
        let finding = limits::finding_of(assessment, gate.criterion);
        GateView {
            says: limits::gate_says(assessment, gate),
            id: &assessment.rubrics.criteria[gate.criterion].id,
            anchor: finding.map(|f| anchor(assessment, f)),
            lines: finding.map(|f| places.lines(&f.facts[..f.facts.len().min(1)])),
            unproven: limits::is_unproven(assessment, gate),
        }
    };
    LimitView { gates: limit.gates.iter().map(gate).collect(), lead: limit.lead }
}

fn first<'a>(assessment: &'a Assessment) -> Option<FirstView<'a>> {
    let rubrics = assessment.rubrics;
    let finding_anchor = |c: usize| limits::finding_of(assessment, c).map(|f| anchor(assessment, f));
    Some(match limits::first(assessment)? {
        First::Step(c) => {
            let criterion = &rubrics.criteria[c];
            FirstView {
                lead: "",
                text: criterion.next.action.clone(),
                id: &criterion.id,
                effort: Some(&rubrics.scale.efforts[criterion.next.effort].word),
                anchor: finding_anchor(c),
            }
        }
        First::Prove(c) => FirstView {
            lead: "Put evidence beside what is said of this: ",
            text: rubrics.criteria[c].title.clone(),
            id: &rubrics.criteria[c].id,
            effort: None,
            anchor: finding_anchor(c),
        },
        First::Ask(finding) => {
            let ask = asks(assessment, finding).into_iter().next()?;
            FirstView {
                lead: "Ask: ",
                text: format!("{}{}", ask.whose, ask.question),
                id: finding.id(rubrics),
                effort: None,
                anchor: Some(anchor(assessment, finding)),
            }
        }
    })
}
