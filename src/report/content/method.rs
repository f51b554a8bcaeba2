//! How to read a report: what the numbers mean, which of them are conventions, and what the criteria are drawn from.

use super::READINGS;
use crate::rubric::{Band, Point, Rubrics, SourceDocument, Study};
use crate::text::{capital, count, join, number, percent};

/// How a set of rubrics judges.
#[derive(Debug)]
pub struct Method<'r> {
    /// By what a proposal is judged, and what becomes of what is not known.
    pub judged: String,
    /// Words of the report, each with what it means.
    pub words: Vec<(String, String)>,
    /// The verdicts, from the lowest.
    pub bands: Vec<BandText<'r>>,
    /// When there is no verdict.
    pub undetermined: String,
    /// What holds a verdict down whatever the score.
    pub limits: String,
    /// What severities and efforts mean.
    pub sizes: String,
    /// What lines and ids are.
    pub places: &'static str,
    /// The documents that the criteria are drawn from, with their points.
    pub documents: Vec<(&'r SourceDocument, Vec<&'r Point>)>,
    /// Published studies that speak for or against a criterion.
    pub studies: &'r [Study],
}

/// A verdict, and the scores at which it is given.
#[derive(Debug)]
pub struct BandText<'r> {
    /// Its word.
    pub verdict: &'r str,
    /// What it means.
    pub means: &'r str,
    /// `40 to 59`.
    pub scores: String,
}

impl<'r> Method<'r> {
    /// The method of a set of rubrics.
    pub fn of(rubrics: &'r Rubrics) -> Method<'r> {
        let scale = &rubrics.scale;
        Method {
            judged: judged(rubrics),
            words: words(rubrics),
            bands: bands(&scale.ladder.raw),
            undetermined: format!(
                "Less than {} % of what is due, by weight, was answered",
                percent(scale.undetermined_below)
            ),
            limits: limits(rubrics),
            sizes: sizes(rubrics),
            places: "A line is a line of the proposal's file. An id such as `community/part` names a criterion; \
                     `quorate explain ID` tells what it asks for, and why.",
            documents: documents(rubrics),
            studies: &rubrics.sources.research,
        }
    }
}

fn judged(rubrics: &Rubrics) -> String {
    format!(
        "The proposal is judged by {} in {}, and {} look for risks where several facts meet. A criterion is absent, \
         weak, sound or strong, by what the file states. Where its level depends on something that the file does not \
         say, it becomes a question and not a risk.",
        criteria(rubrics.criteria.len()),
        count(rubrics.dimensions.len(), "dimension"),
        count(rubrics.patterns.len(), "pattern"),
    )
}

fn criteria(number: usize) -> String {
    if number == 1 { "1 criterion".to_owned() } else { format!("{number} criteria") }
}

fn words(rubrics: &Rubrics) -> Vec<(String, String)> {
    let scale = &rubrics.scale;
    let stage = &scale.stages[scale.stage_if_unknown];
    let [evidenced, claimed, possible] = READINGS.map(capital);
    vec![
        (evidenced, "Only facts that have evidence beside them, or need none, count.".to_owned()),
        (
            claimed,
            "Every fact counts as the file states it. The verdict goes by this score unless the report says otherwise."
                .to_owned(),
        ),
        (possible, "The most that the score can become. Not all of it may be possible at once.".to_owned()),
        (
            "Weight".to_owned(),
            format!(
                "How many of the source documents make a criterion's point. A dimension is the weighted mean of its \
                 criteria that are due at the proposal's stage; the score is the mean of the dimensions, rounded down. \
                 A proposal that names no stage is read as {stage}."
            ),
        ),
        (
            "Trials".to_owned(),
            format!(
                "The verdict is worked out {} times with other weights, each moved by up to half.",
                scale.draws
            ),
        ),
    ]
}

fn bands(bands: &[Band]) -> Vec<BandText<'_>> {
    let ends = bands.iter().skip(1).map(|next| next.from - 1).chain([100]);
    let text = |(band, end): (&'_ Band, u32)| format!("{} to {end}", band.from);
    let scores: Vec<String> = bands.iter().zip(ends).map(text).collect();
    (bands.iter().zip(scores))
        .map(|(band, scores)| BandText { verdict: &band.verdict, means: &band.means, scores })
        .collect()
}

fn limits(rubrics: &Rubrics) -> String {
    let scale = &rubrics.scale;
    let decisive = rubrics.criteria.iter().filter(|criterion| criterion.decisive);
    let decisive: Vec<&str> = decisive.map(|criterion| criterion.title.as_str()).collect();
    format!(
        "A good mean can hide a hole, so the decisive criteria limit the verdict whatever the score. One that is known to be \
         absent holds it at {}; one that is weak or not answered, at {}. They are: {}.",
        scale.ladder[scale.cap_absent].verdict,
        scale.ladder[scale.cap_weak].verdict,
        decisive.join("; ")
    )
}

fn sizes(rubrics: &Rubrics) -> String {
    let efforts = rubrics.scale.efforts.iter();
    let efforts: Vec<String> = efforts.map(|e| format!("{} {}", e.word, number(e.days))).collect();
    format!(
        "A critical risk can sink the whole, a high one a part of it; a medium one costs time or reach, a low one is \
         worth a note. To put moves in order, effort counts in working days: {}. These sizes, the limits and the scores \
         of the verdicts are conventions, not findings.",
        join(&efforts, "and")
    )
}

fn documents(rubrics: &Rubrics) -> Vec<(&SourceDocument, Vec<&Point>)> {
    let sources = &rubrics.sources;
    let of = |document: &SourceDocument, point: &Point| {
        point.id.split_once('/').is_some_and(|(own, _)| own == document.id)
    };
    (sources.documents.iter())
        .map(|document| (document, sources.points.iter().filter(|point| of(document, point)).collect()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_has_one_verdict_and_every_point_its_document() {
        let rubrics = Rubrics::bundled();
        let method = Method::of(&rubrics);
        let scores: Vec<&str> = method.bands.iter().map(|band| band.scores.as_str()).collect();
        assert_eq!(scores, ["0 to 39", "40 to 59", "60 to 79", "80 to 100"]);
        let points: usize = method.documents.iter().map(|(_, points)| points.len()).sum();
        assert_eq!(points, rubrics.sources.points.len());
        assert!(method.sizes.contains("hours 0.5, days 3, weeks 15 and months 60"), "{}", method.sizes);
    }
}
