//! How to read a report: what the numbers mean, which of them are conventions, and what the criteria are drawn from.

use super::READINGS;
use crate::rubric::{Level, Point, Rubrics, Rung, SourceDocument, Stage, Study};
use crate::text::{capital, count, join, number};

/// How a set of rubrics judges.
#[derive(Debug)]
pub struct Method<'r> {
    /// By what a proposal is judged, and what becomes of what is not known.
    pub judged: String,
    /// Words of the report, each with what it means.
    pub words: Vec<(String, String)>,
    /// The verdicts, from the lowest.
    pub ladder: Vec<RungText<'r>>,
    /// When there is no verdict.
    pub undetermined: String,
    /// Which criteria are decisive.
    pub decisive: String,
    /// What severities and efforts mean.
    pub sizes: String,
    /// What lines and ids are.
    pub places: &'static str,
    /// The documents that the criteria are drawn from, with their points.
    pub documents: Vec<(&'r SourceDocument, Vec<&'r Point>)>,
    /// Published studies that speak for or against a criterion.
    pub studies: &'r [Study],
}

/// A verdict, and what it needs.
#[derive(Debug)]
pub struct RungText<'r> {
    /// Its word.
    pub verdict: &'r str,
    /// What it means.
    pub means: &'r str,
    /// What it needs, as a text without full stop; of the lowest that it needs nothing.
    pub needs: String,
}

impl<'r> Method<'r> {
    /// The method of a set of rubrics.
    pub fn of(rubrics: &'r Rubrics) -> Method<'r> {
        let scale = &rubrics.scale;
        Method {
            judged: judged(rubrics),
            words: words(rubrics),
            ladder: scale.ladder.iter().map(rung).collect(),
            undetermined: format!(
                "Less than {} % of the core, by weight, is answered, or nothing is known of a decisive criterion",
                super::head::least_percent(scale.undetermined_below)
            ),
            decisive: decisive(rubrics),
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
                "How many of the source documents make a criterion's point. The score is the weighted mean of the core \
                 criteria that are due at the proposal's stage and apply to it, rounded down. Further checks move no \
                 number: they are risks, questions and strengths. A proposal that names no stage is read as {}.",
                stage.word
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

fn rung(rung: &Rung) -> RungText<'_> {
    let mut needs = Vec::new();
    if rung.score > 0 {
        needs.push(format!("a score of {}", rung.score));
    }
    if rung.decisive > Level::Absent {
        needs.push(format!("every decisive criterion at least {}", rung.decisive.word()));
    }
    if rung.core > Level::Absent {
        needs.push(format!("every other core criterion at least {}", rung.core.word()));
    }
    if rung.evidence {
        needs.push("evidence, other than links that nobody opened, for the decisive criteria".to_owned());
    }
    if rung.patterns {
        needs.push("the patterns marked so ruled out".to_owned());
    }
    RungText { verdict: &rung.verdict, means: &rung.means, needs: join(&needs, "and") }
}

fn decisive(rubrics: &Rubrics) -> String {
    let decisive = rubrics.criteria.iter().filter(|criterion| criterion.can_be_decisive());
    let decisive: Vec<&str> = decisive.map(|criterion| criterion.title.as_str()).collect();
    let stages: Vec<String> = rubrics.scale.stages.iter().map(ready_for).collect();
    let holding: Vec<&str> = rubrics
        .patterns
        .iter()
        .filter(|pattern| pattern.holds)
        .map(|pattern| pattern.title.as_str())
        .collect();
    let holding = match holding.is_empty() {
        true => String::new(),
        false => {
            format!(" These patterns must be ruled out for the highest verdict: {}.", holding.join("; "))
        }
    };
    format!(
        "A good mean can hide a hole, so the verdict also needs levels of the decisive criteria: {}. A decisive criterion that \
         is known to be absent settles the lowest verdict, however little is answered.{holding} Ready means: {}.",
        decisive.join("; "),
        join(&stages, "and")
    )
}

fn ready_for(stage: &Stage) -> String {
    format!("at {} ready to {}", stage.word, stage.ready_to)
}

fn sizes(rubrics: &Rubrics) -> String {
    let efforts = rubrics.scale.efforts.iter();
    let efforts: Vec<String> = efforts.map(|e| format!("{} {}", e.word, number(e.days))).collect();
    format!(
        "A critical risk can sink the whole, a high one a part of it; a medium one costs time or reach, a low one is \
         worth a note. To put moves in order, effort counts in working days: {}. These sizes and the needs of \
         the verdicts are conventions, not findings.",
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
    fn every_verdict_tells_its_needs_and_every_point_its_document() {
        let rubrics = Rubrics::bundled();
        let method = Method::of(&rubrics);
        let needs: Vec<&str> = method.ladder.iter().map(|rung| rung.needs.as_str()).collect();
        assert_eq!(needs[0], "");
        assert_eq!(needs[1], "a score of 40 and every decisive criterion at least weak");
        let points: usize = method.documents.iter().map(|(_, points)| points.len()).sum();
        assert_eq!(points, rubrics.sources.points.len());
        assert!(method.sizes.contains("hours 0.5, days 3, weeks 15 and months 60"), "{}", method.sizes);
    }
}
