//! What the numbers mean: the ladder of verdicts, stages, efforts, the order of dimensions, draws. All of it data.

use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

use super::criterion::Level;
use super::ids::{EffortId, RungId, StageId};
use crate::document::{Document, Fields, Node, Problem, Problems, unknown_word};
use crate::text::whole;

/// The conventions of the score.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Scale {
    /// From the lowest verdict to the highest.
    pub ladder: TiVec<RungId, Rung>,
    /// With less than this share of the core answered, by weight, there is no verdict.
    pub undetermined_below: f64,
    /// The stages, from first to last.
    pub stages: TiVec<StageId, Stage>,
    /// The stage taken where none is stated.
    pub stage_if_unknown: StageId,
    /// Efforts, with the working days by which gains are weighed.
    pub efforts: TiVec<EffortId, Effort>,
    /// What it takes to put evidence under a criterion, for plans.
    pub evidence_effort: EffortId,
    /// The dimensions, in the order in which they are printed.
    pub dimensions: Vec<String>,
    /// How many draws the stability rests on.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
}

/// One verdict, and all that it needs beside what the verdicts below it need.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rung {
    /// Its words.
    pub verdict: String,
    /// What it means.
    pub means: String,
    /// The least score, 0 to 100.
    pub score: u32,
    /// The least level of every decisive criterion.
    pub decisive: Level,
    /// The least level of every other core criterion.
    pub core: Level,
    /// What makes the decisive criteria sound has evidence, and not only addresses that nobody opened.
    pub evidence: bool,
    /// Every pattern that holds this verdict up is known not to be there.
    pub patterns: bool,
}

/// A stage of the work.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stage {
    /// Its word.
    pub word: String,
    /// What who is ready at this stage is ready to do: `sign`.
    pub ready_to: String,
}

/// A size of effort.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Effort {
    /// Its word.
    pub word: String,
    /// In working days, to weigh a gain against it.
    pub days: f64,
}

/// The generator that the draws are made with; the scale names it so that a reader can repeat them.
const GENERATOR: &str = "pcg64mcg";

impl Scale {
    /// Reads `scale.yaml`.
    pub fn load(document: &Document, problems: &Problems) -> Option<Scale> {
        let mut fields = Fields::open(&document.root, "the scale", problems)?;
        let ladder: TiVec<RungId, Rung> =
            fields.list("ladder").iter().filter_map(|n| read_rung(n, problems)).collect();
        let rising = ladder.raw.windows(2).all(|pair| pair[0].score < pair[1].score);
        if ladder.first().is_none_or(|rung| rung.score != 0) || !rising {
            problems.push(
                Problem::error(fields.span(), "the ladder begins at a score of 0 and rises")
                    .expected("a first verdict without needs, then more and more"),
            );
        }
        let undetermined_below = fields.text("undetermined_below");
        let undetermined_below = crate::proposal::parse_share(undetermined_below).unwrap_or_else(|why| {
            problems.push(Problem::error(fields.span(), why));
            0.5
        });
        let stages: TiVec<StageId, Stage> =
            fields.list("stages").iter().filter_map(|n| read_stage(n, problems)).collect();
        let word = fields.text("stage_if_unknown");
        let stage_if_unknown = stages
            .iter()
            .position(|stage| stage.word == word)
            .unwrap_or_else(|| {
                problems.push(unknown_word(
                    fields.span(),
                    "a stage",
                    word,
                    stages.iter().map(|stage| stage.word.as_str()),
                ));
                0
            })
            .into();
        let efforts: TiVec<EffortId, Effort> =
            fields.list("efforts").iter().filter_map(|n| read_effort(n, problems)).collect();
        let word = fields.text("evidence_effort");
        let evidence_effort = efforts.iter().position(|effort| effort.word == word).unwrap_or_else(|| {
            let words = efforts.iter().map(|effort| effort.word.as_str());
            problems.push(unknown_word(fields.span(), "an effort", word, words));
            0
        });
        let dimensions = fields.texts("dimensions").into_iter().map(|(text, _)| text.to_owned()).collect();
        let (draws, seed) = fields.required("stability").map_or((1, 0), |n| read_stability(n, problems));
        fields.finish();
        Some(Scale {
            ladder,
            undetermined_below,
            stages,
            stage_if_unknown,
            efforts,
            evidence_effort: evidence_effort.into(),
            dimensions,
            draws,
            seed,
        })
    }

    /// The verdict by a score of 0 to 100 alone.
    pub fn rung(&self, score: f64) -> RungId {
        self.ladder.iter().rposition(|rung| rung.score <= whole(score)).unwrap_or(0).into()
    }
}

fn read_rung(node: &Node, problems: &Problems) -> Option<Rung> {
    let mut fields = Fields::open(node, "a verdict of the ladder", problems)?;
    let levels = Level::ALL.map(|level| (level.word(), level));
    let mut level = |key| match fields.node(key) {
        Some(_) => fields.word(key, &levels, true),
        None => Level::Absent,
    };
    let (decisive, core) = (level("decisive"), level("core"));
    let rung = Rung {
        verdict: fields.text("verdict").to_owned(),
        means: fields.text("means").to_owned(),
        score: if fields.node("score").is_some() { fields.number("score") as u32 } else { 0 },
        decisive,
        core,
        evidence: fields.yes_no("evidence"),
        patterns: fields.yes_no("patterns"),
    };
    fields.finish();
    Some(rung)
}

fn read_stage(node: &Node, problems: &Problems) -> Option<Stage> {
    let mut fields = Fields::open(node, "a stage", problems)?;
    let stage = Stage { word: fields.text("stage").to_owned(), ready_to: fields.text("ready_to").to_owned() };
    fields.finish();
    Some(stage)
}

fn read_effort(node: &Node, problems: &Problems) -> Option<Effort> {
    let mut fields = Fields::open(node, "an effort", problems)?;
    let effort = Effort { word: fields.text("effort").to_owned(), days: fields.number("days") };
    fields.finish();
    Some(effort)
}

fn read_stability(node: &Node, problems: &Problems) -> (usize, u64) {
    let Some(mut fields) = Fields::open(node, "the stability", problems) else { return (1, 0) };
    let draws = fields.number("draws").clamp(1.0, 100_000.0) as usize;
    let seed = fields.number("seed") as u64;
    let generator = fields.text("generator");
    if generator != GENERATOR {
        problems.push(unknown_word(fields.span(), "the generator", generator, [GENERATOR].into_iter()));
    }
    fields.finish();
    (draws, seed)
}
