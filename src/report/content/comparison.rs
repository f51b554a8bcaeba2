//! What moved between two versions of a proposal: which facts changed first, then what that moved.

use schemars::JsonSchema;
use serde::Serialize;

use super::changed_facts::{ChangedFact, changed_facts};
use super::head::{Teller, tone};
use super::moved_findings::{remarks, title};
use super::proposal::{called, stage_says};
use super::scores::{says, short, state};
use super::sectors::status_words;
use super::tables::rule_id;
use super::{Place, Rule, Score, Tables, Tone};
use crate::assess::{
    Assessment, Cap, Change, Comparison, CriterionMove, CriterionResult, DimensionScore, Finding,
    FindingKind, FindingMove, FindingWay, Pair, Readings, SectorStatus, Subject,
};
use crate::proposal::Source;
use crate::rubric::{Level, SectorId, Severity};
use crate::text::{self, count, percent, whole};

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

/// A number before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MovedNumber {
    /// What it is.
    pub what: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
    /// By how much, where that can be counted: `+4 points`.
    pub by: String,
}

/// Something that holds the verdict down.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedLimit<'a> {
    /// `lifted`, `new` or `changed`.
    pub way: &'static str,
    /// What it says.
    pub says: String,
    /// Its criterion.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
}

/// A sector that is represented otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedSector<'a> {
    /// Its rule.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// Before.
    pub old: SectorStatus,
    /// After.
    pub new: SectorStatus,
    /// Before and after in words.
    #[serde(skip)]
    pub says: String,
}

/// Findings that moved in the same way.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedGroup<'a> {
    /// The word of the way.
    pub way: &'static str,
    /// In which way, as a title.
    #[serde(skip)]
    pub title: &'static str,
    /// Worst first.
    pub findings: Vec<MovedFinding<'a>>,
}

/// A finding that moved.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedFinding<'a> {
    /// Its rule.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// What it is.
    pub kind: FindingKind,
    /// Its severity before, where it was there.
    pub old: Option<Severity>,
    /// Its severity after, where it is there.
    pub new: Option<Severity>,
    /// Its severity in words; before and after where it is another one.
    #[serde(skip)]
    pub severity_says: String,
    /// The last of the two.
    #[serde(skip)]
    pub severity: Severity,
    /// Which of the titles of its rule holds.
    pub level: Level,
    /// What is wrong.
    #[serde(skip)]
    pub title: &'a str,
    /// Its grounds, or what it asks, as sentences.
    pub because: String,
    /// Facts that it rests on besides, or no more; where else the same is told in the other version.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
    /// The first fact it rests on: of what is gone in the old version, else in the new.
    pub place: Option<Place>,
    /// `path:line` of it.
    #[serde(skip)]
    pub place_says: String,
    /// What to do, where it asks for more than before.
    #[serde(skip)]
    pub next: Option<String>,
}

/// A criterion that moved.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovedCriterion<'a> {
    /// The criterion.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// In which way.
    pub way: &'static str,
    /// Its level before, in words.
    pub old: String,
    /// Its level after, in words.
    pub new: String,
}

/// How the lines of a comparison are meant, and what it cannot tell.
pub const HOW_TO_READ: &str = "A line is a line of the new file; of what is gone, of the old one. `quorate explain ID` tells what an id \
                               such as `community/part` asks for, and why. This is the readiness of a design as it is \
                               written, not a forecast.";
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
        ComparisonReport {
            called: called(named),
            versions: [version("old", sources.old, old), version("new", sources.new, new)],
            means: compared.teller(new).verdict().means,
            tone: tone(new.verdict, new.rubrics.scale.bands.len()),
            still: comparison.is_still(),
            notes: notes(comparison),
            facts: changed_facts(comparison, tables),
            figures: figures(comparison),
            limits: comparison.caps.iter().map(|change| compared.limit(change)).collect(),
            sectors: comparison.sectors.iter().map(|(rule, pair)| compared.sector(*rule, *pair)).collect(),
            dimensions: comparison.dimensions.iter().map(|pair| compared.dimension(pair)).collect(),
            findings: compared.groups(),
            criteria: comparison.criteria.iter().map(|moved| compared.criterion(moved)).collect(),
        }
    }

    /// The rules of all that moved.
    pub fn rules(&self) -> impl Iterator<Item = &Rule<'a>> {
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
        notes.push(super::BY_EVIDENCE.to_owned());
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

fn figures(comparison: &Comparison) -> Vec<MovedNumber> {
    let (old, new) = (comparison.old, comparison.new);
    let points = |what: &str, old: u32, new: u32| moved(what, f64::from(old), f64::from(new), "");
    let [evidenced, claimed, possible] = super::head::READINGS;
    let by_evidence = points(&format!("score {evidenced}"), old.score.evidenced, new.score.evidenced);
    let others = [
        points(&format!("score {claimed}"), old.score.claimed, new.score.claimed),
        points(&format!("score {possible}"), old.score.possible, new.score.possible),
        moved("answered", f64::from(percent(old.answered)), f64::from(percent(new.answered)), " %"),
    ];
    comparison.compares_evidence().then_some(by_evidence).into_iter().chain(others).collect()
}

/// Two numbers rounded down, and by how many points they differ as they are shown; where they do not, by the fraction.
fn moved(what: &str, old: f64, new: f64, unit: &str) -> MovedNumber {
    let shown = i64::from(whole(new)) - i64::from(whole(old));
    let by = match shown {
        0 if (new - old).abs() >= 0.05 => format!("{:+.1} points", new - old),
        0 => "same".to_owned(),
        1 | -1 => format!("{shown:+} point"),
        _ => format!("{shown:+} points"),
    };
    MovedNumber {
        what: what.to_owned(),
        old: format!("{}{unit}", whole(old)),
        new: format!("{}{unit}", whole(new)),
        by: by.replace('-', "−"),
    }
}

impl<'a> Compared<'_, 'a> {
    fn teller(&self, assessment: &'a Assessment<'a>) -> Teller<'a> {
        Teller { assessment, tables: self.tables }
    }

    /// By the reading that the verdict goes by; as stated where evidence is not compared.
    fn dimension(&self, pair: &Pair<&DimensionScore>) -> MovedNumber {
        let new = self.comparison.new;
        let title = new.rubrics.dimensions[pair.new.dimension].title.as_str();
        let reading = |score: &Readings<f64>| match self.comparison.compares_verdicts() {
            true => score.for_verdict(new.options),
            false => score.claimed,
        };
        let score = |of: &DimensionScore| of.score.as_ref().map(reading);
        match (score(pair.old), score(pair.new)) {
            (Some(old), Some(new)) => moved(title, old, new, ""),
            (old, new) => {
                let shown = |score: Option<f64>| {
                    score.map_or_else(|| "nothing due".to_owned(), |score| whole(score).to_string())
                };
                MovedNumber { what: title.to_owned(), old: shown(old), new: shown(new), by: String::new() }
            }
        }
    }

    fn limit(&self, change: &Change<&Cap>) -> MovedLimit<'a> {
        let (way, assessment, cap) = match change {
            Change::Gone(cap) => ("lifted", self.comparison.old, *cap),
            Change::New(cap) => ("new", self.comparison.new, *cap),
            Change::Other(pair) => ("changed", self.comparison.new, pair.new),
        };
        let teller = self.teller(assessment);
        let says = teller.lead(cap.band, cap.open) + teller.cap_says(cap);
        MovedLimit { way, says, rule: self.tables.rule(Subject::Criterion(cap.criterion)) }
    }

    fn sector(&self, rule: SectorId, pair: Pair<SectorStatus>) -> MovedSector<'a> {
        let says = format!("{} → {}", status_words(pair.old), status_words(pair.new));
        MovedSector { rule: self.tables.rule(Subject::Sector(rule)), old: pair.old, new: pair.new, says }
    }

    fn criterion(&self, moved: &CriterionMove) -> MovedCriterion<'a> {
        let rule = self.tables.rule(Subject::Criterion(moved.results.new.criterion));
        let level = |result: &CriterionResult| {
            // Of evidence that was not looked at nothing is told.
            let unseen = !self.comparison.compares_evidence();
            let evidenced = if unseen { result.claimed.low } else { result.evidenced };
            says(&CriterionResult { evidenced, ..result.clone() }, rule, state(result))
        };
        MovedCriterion {
            rule,
            way: moved.way.words(),
            old: level(moved.results.old),
            new: level(moved.results.new),
        }
    }

    fn groups(&self) -> Vec<MovedGroup<'a>> {
        let of = |way: FindingWay| {
            let moves = self.comparison.findings.iter().filter(|moved| moved.way == way);
            let findings: Vec<MovedFinding> = moves.map(|moved| self.finding(moved)).collect();
            (!findings.is_empty()).then_some(MovedGroup { way: way.words(), title: title(way), findings })
        };
        FindingWay::ALL.into_iter().filter_map(of).collect()
    }

    fn finding(&self, moved: &'a FindingMove<'a>) -> MovedFinding<'a> {
        let finding = moved.finding();
        let (assessment, source) = match moved.change {
            Change::Gone(_) => (self.comparison.old, self.sources.old),
            _ => (self.comparison.new, self.sources.new),
        };
        let rule = self.tables.rule(finding.subject);
        let (old, new) = match moved.change {
            Change::Gone(old) => (Some(old.severity), None),
            Change::New(new) => (None, Some(new.severity)),
            Change::Other(Pair { old, new }) => (Some(old.severity), Some(new.severity)),
        };
        let severity_says = match (old, new) {
            (Some(old), Some(new)) if old != new => format!("{} → {}", old.word(), new.word()),
            _ => finding.severity.word().to_owned(),
        };
        let place = finding.facts.first().map(|fact| Place::of(assessment, *fact));
        let line = place.as_ref().map_or(1, |place| place.line);
        let asks_more = matches!(moved.way, FindingWay::New | FindingWay::AnsweredAsRisk | FindingWay::Worse);
        MovedFinding {
            rule,
            kind: finding.kind,
            old,
            new,
            severity_says,
            severity: finding.severity,
            level: finding.level,
            title: rule.title_at(finding.level),
            because: self.because(assessment, finding),
            remarks: remarks(self.comparison, self.tables, moved),
            place_says: format!("{}:{line}", source.path),
            place,
            next: asks_more.then(|| format!("{} (takes {})", rule.next, rule.effort)),
        }
    }

    fn because(&self, assessment: &Assessment, finding: &Finding) -> String {
        if finding.kind == FindingKind::Question {
            let mut asked: Vec<&str> = Vec::new();
            for fact in &finding.facts {
                let ask = self.tables.fact(fact.fact).ask;
                if !asked.contains(&ask) {
                    asked.push(ask);
                }
            }
            return format!("Ask: {}", asked.join(" "));
        }
        let _ = assessment;
        let reasons: Vec<String> = finding.reasons.iter().map(|reason| format!("{}.", reason.text)).collect();
        reasons.join(" ")
    }
}
