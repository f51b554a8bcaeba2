//! What is kept of a proposal in a run over many: one line, and its worst risks. Little, and none of it borrowed.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::sectors::status_words;
use super::{Counts, Finding, ProposalReport, Score, Tone};
use crate::assess::SectorStatus;
use crate::rubric::Severity;
use crate::text::{self, percent};

/// How many of its worst risks a summary keeps.
pub const WORST_KEPT: usize = 5;
/// How many of the places of a risk are kept over all proposals.
pub const PLACES_KEPT: usize = 3;

/// One proposal in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// The path of its file, and which document it is where it is not the first.
    pub label: String,
    /// What it is called.
    pub called: String,
    /// The verdict.
    pub verdict: String,
    /// How good that is.
    pub tone: Tone,
    /// The verdict's place among all, the worst first; undetermined before all.
    pub rank: usize,
    /// The score.
    pub score: Score,
    /// The verdict goes by facts with evidence alone.
    pub strict: bool,
    /// What was answered of what is due, in per cent.
    pub answered: u32,
    /// How many gates it does not pass.
    pub failed_gates: usize,
    /// The four sectors.
    pub sectors: Vec<SectorLine>,
    /// `missing: business, philanthropy; not agreed yet: government`; `none` where all are there.
    pub absent: String,
    /// How many findings it has.
    pub counts: Counts,
    /// The worst risks and tensions, worst first, those that count before the others; at most [`WORST_KEPT`].
    pub worst: Vec<Worst>,
}

/// One of the four sectors in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectorLine {
    /// Its word.
    pub sector: String,
    /// How it is represented.
    pub status: SectorStatus,
    /// The same in words.
    pub says: &'static str,
}

/// One of the worst findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worst {
    /// How bad it is.
    pub severity: Severity,
    /// The id of its rule.
    pub rule: String,
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
    pub fn of(report: &ProposalReport) -> Summary {
        // Those that count come first; of the others a summary says that they do not.
        let risks = |counts: bool| {
            report.findings.iter().filter(move |f| f.is_risk() && f.standing.counts() == counts)
        };
        let sectors: Vec<SectorLine> = (report.sectors.iter())
            .map(|s| SectorLine { sector: s.rule.title.to_owned(), status: s.status, says: s.says })
            .collect();
        Summary {
            label: report.label.clone(),
            called: report.called.clone(),
            verdict: report.verdict.word.to_owned(),
            tone: report.verdict.tone,
            rank: report.verdict.rank,
            score: report.score,
            strict: report.verdict.strict,
            answered: percent(report.answered),
            failed_gates: report.failures.len(),
            absent: absent(&sectors),
            sectors,
            counts: report.counts,
            worst: risks(true).chain(risks(false)).take(WORST_KEPT).map(|f| worst(report, f)).collect(),
        }
    }
}

fn worst(report: &ProposalReport, finding: &Finding) -> Worst {
    let aside = finding.standing.in_few_words().filter(|_| !finding.standing.counts());
    let aside = aside.map(|words| format!(" ({words})")).unwrap_or_default();
    let line = finding.places.first().map_or(1, |place| place.line);
    Worst {
        severity: finding.severity,
        rule: finding.rule.id.to_owned(),
        title: format!("{}{aside}", finding.title),
        counts: finding.standing.counts(),
        place: format!("{}:{line}", report.label),
        next: finding.step().next.to_owned(),
    }
}

fn absent(sectors: &[SectorLine]) -> String {
    let of = |status: SectorStatus| {
        let of_status: Vec<&str> =
            sectors.iter().filter(|s| s.status == status).map(|s| s.sector.as_str()).collect();
        (!of_status.is_empty()).then(|| format!("{}: {}", status_words(status), of_status.join(", ")))
    };
    let absent = [
        SectorStatus::Missing,
        SectorStatus::Declined,
        SectorStatus::Wished,
        SectorStatus::Prospective,
        SectorStatus::NotDeclared,
    ];
    let absent: Vec<String> = absent.into_iter().filter_map(of).collect();
    if absent.is_empty() { "none".to_owned() } else { absent.join("; ") }
}

/// What is known of many proposals together, counted as they come: of each of them nothing is kept but where its worst risks
/// are, and of those places the first few.
#[derive(Debug, Default)]
pub struct Overview {
    proposals: usize,
    failing: usize,
    /// The verdicts by their rank, and how many have each.
    verdicts: BTreeMap<usize, (String, usize)>,
    worst: Vec<WorstOfAll>,
    at: HashMap<(String, Severity, bool), usize>,
}

/// A risk over all proposals, with the places where it was found.
#[derive(Debug)]
pub struct WorstOfAll {
    /// The risk, as the first proposal has it.
    pub risk: Worst,
    /// `path:line` in the first proposals that have it; at most [`PLACES_KEPT`].
    pub places: Vec<String>,
    /// How many proposals have it.
    pub proposals: usize,
}

impl Overview {
    /// Takes in one more.
    pub fn add(&mut self, summary: &Summary) {
        self.proposals += 1;
        self.failing += usize::from(summary.failed_gates > 0);
        self.verdicts.entry(summary.rank).or_insert_with(|| (summary.verdict.clone(), 0)).1 += 1;
        for risk in &summary.worst {
            let row = *self.at.entry((risk.rule.clone(), risk.severity, risk.counts)).or_insert_with(|| {
                self.worst.push(WorstOfAll { risk: risk.clone(), places: Vec::new(), proposals: 0 });
                self.worst.len() - 1
            });
            let row = &mut self.worst[row];
            row.proposals += 1;
            if row.places.len() < PLACES_KEPT {
                row.places.push(risk.place.clone());
            }
        }
    }

    /// How many proposals were taken in.
    pub fn proposals(&self) -> usize {
        self.proposals
    }

    /// The worst risks over all proposals: what counts first, then the worst, then the most frequent, then as they came.
    pub fn worst(&self) -> Vec<&WorstOfAll> {
        let mut rows: Vec<&WorstOfAll> = self.worst.iter().collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.risk.counts, row.risk.severity, row.proposals)));
        rows
    }

    /// `6 proposals: 3 ready, 1 emerging, 2 undetermined; 2 fail a gate`.
    pub fn tally(&self) -> String {
        let failing = match self.failing {
            0 => String::new(),
            1 => "; 1 fails a gate".to_owned(),
            more => format!("; {more} fail a gate"),
        };
        format!("{}: {}{failing}", text::count(self.proposals, "proposal"), self.verdicts())
    }

    /// `3 ready, 1 emerging, 2 undetermined`, the best first.
    pub fn verdicts(&self) -> String {
        let counts = self.verdicts.values().rev().map(|(verdict, count)| format!("{count} {verdict}"));
        counts.collect::<Vec<_>>().join(", ")
    }
}
