//! What is kept of an assessment in a run over many proposals: little, and none of it borrowed.

use crate::assess::{FindingKind, Readings, SectorStatus, Verdict};
use crate::policy::{Evaluated, Standing};
use crate::rubric::Severity;

/// How many of its worst risks a summary keeps.
pub const WORST_KEPT: usize = 5;

/// One proposal in a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The path of its file.
    pub source: String,
    /// What it is called.
    pub name: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict in words.
    pub verdict_words: String,
    /// How many bands the scale has.
    pub bands: usize,
    /// The score.
    pub score: Readings<u32>,
    /// Share of the due weight that was answered, 0 to 1.
    pub answered: f64,
    /// How many gates it does not pass.
    pub failed_gates: usize,
    /// The four sectors, in the order of the rubrics.
    pub sectors: Vec<(String, SectorStatus)>,
    /// The worst risks and tensions, worst first, at most [`WORST_KEPT`].
    pub worst: Vec<WorstRow>,
}

/// One of the worst findings, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorstRow {
    /// How bad it is.
    pub severity: Severity,
    /// The id of its criterion or pattern.
    pub id: String,
    /// What is wrong, and whether that is in the baseline or waived.
    pub title: String,
    /// It counts.
    pub counts: bool,
    /// `path:line` of the first fact it rests on.
    pub place: String,
    /// What to do next.
    pub next: String,
}

impl Summary {
    /// The summary of a proposal.
    pub fn of(evaluated: &Evaluated) -> Summary {
        let assessment = &evaluated.assessment;
        let rubrics = assessment.rubrics;
        let source = evaluated.source.label();
        // Those that count come first; of the others a summary says that they do not.
        let risks = |counts: bool| {
            evaluated.findings().filter(move |(finding, disposition)| {
                matches!(finding.kind, FindingKind::Risk | FindingKind::Tension)
                    && disposition.standing.counts() == counts
            })
        };
        let worst = risks(true).chain(risks(false)).take(WORST_KEPT).map(|(finding, disposition)| {
            let line = finding.facts.first().map_or(1, |fact| assessment.place_of(*fact).line);
            WorstRow {
                severity: finding.severity,
                id: finding.id(rubrics).to_owned(),
                title: match disposition.standing {
                    Standing::Known => format!("{} (in the baseline)", finding.title(rubrics)),
                    Standing::Waived(_) => format!("{} (waived)", finding.title(rubrics)),
                    _ => finding.title(rubrics).to_owned(),
                },
                counts: disposition.standing.counts(),
                place: format!("{source}:{line}"),
                next: finding.next(rubrics).action.clone(),
            }
        });
        let worst = worst.collect();
        let sector =
            |view: &crate::assess::SectorView| (rubrics.four_sectors[view.rule].sector.clone(), view.status);
        Summary {
            source,
            name: assessment.name().map(|name| crate::text::shorten(name, 90)),
            verdict: assessment.verdict,
            verdict_words: assessment.verdict_words().to_owned(),
            bands: rubrics.scale.bands.len(),
            score: assessment.score,
            answered: assessment.answered,
            failed_gates: evaluated.failures.len(),
            sectors: assessment.sectors.iter().map(sector).collect(),
            worst,
        }
    }
}
