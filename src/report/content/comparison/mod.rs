//! What moved between two versions of a proposal: which facts changed first, then what that moved.

mod facts;
mod findings;
mod moved;
mod worse;

use schemars::JsonSchema;
use serde::Serialize;

use self::facts::changed_facts;
use self::moved::figures;
use self::worse::worse;
use super::head::{Teller, tone};
use super::proposal::{called, stage_says};
use super::scores::short;
use super::{Score, Tables, Tone};
use crate::assess::{Assessment, Comparison, Pair};
use crate::proposal::Source;
use crate::text::{self, count};

pub use self::facts::ChangedFact;
pub use self::findings::{MovedFinding, MovedGroup};
pub use self::moved::{MovedCriterion, MovedLimit, MovedNumber, MovedSector};

/// What is told of two versions of a proposal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ComparisonReport<'a> {
    /// What the proposal is called.
    pub called: String,
    /// The two versions, the old one first.
    pub versions: [Version<'a>; 2],
    /// What the verdict of the new version means.
    pub means: String,
    /// How good that verdict is.
    #[serde(skip)]
    pub tone: Tone,
    /// Nothing at all moved.
    pub still: bool,
    /// What to know before one compares.
    pub notes: Vec<String>,
    /// The facts that changed.
    pub facts: Vec<ChangedFact>,
    /// The three readings of the score, and what was answered.
    pub figures: Vec<MovedNumber>,
    /// What holds the verdict down no more, and what does now.
    pub limits: Vec<MovedLimit<'a>>,
    /// The sectors that are represented otherwise.
    pub sectors: Vec<MovedSector<'a>>,
    /// The dimensions that moved, by the reading that the verdict goes by.
    pub dimensions: Vec<MovedNumber>,
    /// The findings that moved, those that ask for something first.
    pub findings: Vec<MovedGroup<'a>>,
    /// The criteria that moved.
    pub criteria: Vec<MovedCriterion<'a>>,
    /// In which ways the new version is worse, the gravest first: what `--fail-on-worse` fails on.
    pub worse: Vec<String>,
}

/// A version of the proposal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Version<'a> {
    /// `old` or `new`.
    pub which: &'static str,
    /// Its file.
    pub path: String,
    /// Its stage.
    pub stage: &'a str,
    /// The same in words.
    #[serde(skip)]
    pub stage_says: String,
    /// Its verdict.
    pub verdict: &'a str,
    /// Its score.
    pub score: Score,
    /// The share of what is due that it answers, 0 to 1.
    pub answered: f64,
}

/// How the lines of a comparison are meant, and what it cannot tell.
pub const HOW_TO_READ: &str = "A line is a line of the new file; of what is gone, of the old one. `quorate explain ID` tells what an id \
                               such as `community/part` asks for, and why. It shows what is written down; tested, the \
                               score did not tell how partnerships end.";
/// What is said where nothing moved.
pub const NOTHING_MOVED: &str = "Nothing moved: the two versions are assessed alike in everything.";

impl<'a> ComparisonReport<'a> {
    /// What is told of a comparison of two files.
    pub fn of(
        comparison: &'a Comparison<'a>,
        sources: Pair<&Source>,
        tables: &'a Tables<'a>,
    ) -> ComparisonReport<'a> {
        let (old, new) = (comparison.old, comparison.new);
        let named = if new.name().is_some() { new } else { old };
        let compared = Compared { comparison, sources, tables };
        let facts = changed_facts(comparison, tables);
        ComparisonReport {
            called: called(named),
            versions: [version("old", sources.old, old), version("new", sources.new, new)],
            means: compared.teller(new).verdict().means,
            tone: tone(new.verdict, new.rubrics.scale.ladder.len()),
            still: comparison.is_still(),
            notes: notes(comparison),
            worse: worse(comparison, &facts),
            facts,
            figures: figures(comparison),
            limits: comparison.waits.iter().filter_map(|change| compared.limit(change)).collect(),
            sectors: comparison.sectors.iter().map(|(rule, pair)| compared.sector(*rule, *pair)).collect(),
            dimensions: compared.dimensions(),
            findings: compared.groups(),
            criteria: comparison.criteria.iter().map(|moved| compared.criterion(moved)).collect(),
        }
    }

    /// The rules of all that moved.
    pub fn rules(&self) -> impl Iterator<Item = &super::Rule<'a>> {
        let findings =
            self.findings.iter().flat_map(|group| group.findings.iter().map(|finding| finding.rule));
        let criteria = self.criteria.iter().map(|criterion| criterion.rule);
        let sectors = self.sectors.iter().map(|sector| sector.rule);
        self.limits.iter().map(|limit| limit.rule).chain(sectors).chain(findings).chain(criteria)
    }

    /// Whether the verdict is another one.
    pub fn verdict_moved(&self) -> bool {
        self.versions[0].verdict != self.versions[1].verdict
    }
}

struct Compared<'c, 'a> {
    comparison: &'a Comparison<'a>,
    sources: Pair<&'c Source>,
    tables: &'a Tables<'a>,
}

impl<'a> Compared<'_, 'a> {
    fn teller(&self, assessment: &'a Assessment<'a>) -> Teller<'a> {
        Teller { assessment, tables: self.tables }
    }
}

fn version<'a>(which: &'static str, source: &Source, assessment: &'a Assessment) -> Version<'a> {
    Version {
        which,
        path: source.label(),
        stage: assessment.stage_word(),
        stage_says: stage_says(assessment),
        verdict: assessment.verdict_words(),
        score: assessment.score.into(),
        answered: short(assessment.answered),
    }
}

fn notes(comparison: &Comparison) -> Vec<String> {
    let (old, new) = (comparison.old, comparison.new);
    let mut notes = Vec::new();
    if let (Some(before), Some(after)) = (old.name(), new.name())
        && before != after
    {
        let (before, after) = (text::shorten_middle(before, 60), text::shorten_middle(after, 60));
        notes.push(format!("The names differ: it was called {before}, and is called {after}."));
    }
    if old.stage != new.stage {
        let (before, after) = (old.stage_word(), new.stage_word());
        let due = if new.stage > old.stage { "more" } else { "less" };
        notes.push(format!(
            "The stage was {before} and is {after}: {due} is due, so that the two scores are not of the same criteria."
        ));
    }
    if new.options.strict {
        let rests_on = if new.options.quotes { super::BY_QUOTES } else { super::BY_EVIDENCE };
        notes.push(rests_on.to_owned());
    }
    notes.extend(unseen("old", comparison.unseen.old.len()));
    notes.extend(unseen("new", comparison.unseen.new.len()));
    let day = new.options.as_of;
    notes.push(format!("Both versions are assessed as of {day} and by the same rubrics."));
    notes
}

/// That evidence of a version could not be looked at.
fn unseen(which: &str, files: usize) -> Option<String> {
    (files > 0).then(|| {
        let files = count(files, "file");
        format!(
            "The {which} version names {files} of evidence that cannot be seen from where it lies: what rests on \
             evidence is not compared."
        )
    })
}
