//! What the numbers mean: bands, caps, stages, efforts, weights of dimensions, draws. All of it data.

use serde::{Deserialize, Serialize};
use typed_index_collections::TiVec;

use super::ids::{BandId, EffortId, StageId};
use crate::document::{Document, Fields, Node, Problem, Problems, unknown_word};
use crate::text::whole;

/// The conventions of the score.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Scale {
    /// From the lowest verdict to the highest.
    pub bands: TiVec<BandId, Band>,
    /// The band that a known absent decisive criterion allows at the most.
    pub cap_absent: BandId,
    /// The band that a weak or unanswered decisive criterion allows at the most.
    pub cap_weak: BandId,
    /// Below this share of the due weight answered there is no verdict.
    pub undetermined_below: f64,
    /// The stages, from first to last.
    pub stages: TiVec<StageId, String>,
    /// The stage taken where none is stated.
    pub stage_if_unknown: StageId,
    /// Efforts, with the working days by which gains are weighed.
    pub efforts: TiVec<EffortId, Effort>,
    /// Dimensions in the order in which they are printed, with their weights.
    pub dimensions: Vec<(String, f64)>,
    /// How many draws the stability rests on.
    pub draws: usize,
    /// Seed of the draws.
    pub seed: u64,
}

/// One verdict and the score from which it is given.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Band {
    /// Its words.
    pub verdict: String,
    /// The lowest score, 0 to 100.
    pub from: u32,
    /// What it means.
    pub means: String,
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
        let bands: TiVec<BandId, Band> =
            fields.list("bands").iter().filter_map(|n| read_band(n, problems)).collect();
        let rising = bands.raw.windows(2).all(|pair| pair[0].from < pair[1].from);
        if bands.first().is_none_or(|b| b.from != 0) || !rising {
            problems.push(
                Problem::error(fields.span(), "bands begin at 0 and rise").expected("`from: 0`, then more"),
            );
        }
        let (cap_absent, cap_weak) = fields
            .required("caps")
            .map_or((BandId::from(0), BandId::from(0)), |n| read_caps(n, &bands, problems));
        let undetermined_below = fields.text("undetermined_below");
        let undetermined_below = crate::proposal::parse_share(undetermined_below).unwrap_or_else(|why| {
            problems.push(Problem::error(fields.span(), why));
            0.5
        });
        let stages: TiVec<StageId, String> =
            fields.texts("stages").into_iter().map(|(t, _)| t.to_owned()).collect();
        let word = fields.text("stage_if_unknown");
        let stage_if_unknown = stages
            .iter()
            .position(|s| s == word)
            .unwrap_or_else(|| {
                problems.push(unknown_word(
                    fields.span(),
                    "a stage",
                    word,
                    stages.iter().map(String::as_str),
                ));
                0
            })
            .into();
        let efforts = fields.list("efforts").iter().filter_map(|n| read_effort(n, problems)).collect();
        let dimensions =
            fields.list("dimensions").iter().filter_map(|n| read_dimension(n, problems)).collect();
        let (draws, seed) = fields.required("stability").map_or((1, 0), |n| read_stability(n, problems));
        fields.finish();
        Some(Scale {
            bands,
            cap_absent,
            cap_weak,
            undetermined_below,
            stages,
            stage_if_unknown,
            efforts,
            dimensions,
            draws,
            seed,
        })
    }

    /// The band of a score of 0 to 100.
    pub fn band(&self, score: f64) -> BandId {
        self.bands.iter().rposition(|band| band.from <= whole(score)).unwrap_or(0).into()
    }
}

fn read_band(node: &Node, problems: &Problems) -> Option<Band> {
    let mut fields = Fields::open(node, "a band", problems)?;
    let band = Band {
        verdict: fields.text("verdict").to_owned(),
        from: fields.number("from") as u32,
        means: fields.text("means").to_owned(),
    };
    fields.finish();
    Some(band)
}

fn read_caps(node: &Node, bands: &TiVec<BandId, Band>, problems: &Problems) -> (BandId, BandId) {
    let Some(mut fields) = Fields::open(node, "the caps", problems) else { return (0.into(), 0.into()) };
    let mut cap = |key| {
        let word = fields.text(key);
        bands
            .iter()
            .position(|b| b.verdict == word)
            .unwrap_or_else(|| {
                problems.push(unknown_word(
                    fields.span(),
                    "a verdict",
                    word,
                    bands.iter().map(|b| b.verdict.as_str()),
                ));
                0
            })
            .into()
    };
    let caps = (cap("absent"), cap("weak"));
    fields.finish();
    caps
}

fn read_effort(node: &Node, problems: &Problems) -> Option<Effort> {
    let mut fields = Fields::open(node, "an effort", problems)?;
    let effort = Effort { word: fields.text("effort").to_owned(), days: fields.number("days") };
    fields.finish();
    Some(effort)
}

fn read_dimension(node: &Node, problems: &Problems) -> Option<(String, f64)> {
    let mut fields = Fields::open(node, "a dimension of the scale", problems)?;
    let dimension = (fields.text("dimension").to_owned(), fields.number("weight"));
    fields.finish();
    if dimension.1 <= 0.0 {
        problems.push(Problem::error(node.span, "a weight is more than zero").expected("a number above 0"));
    }
    Some(dimension)
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
