//! What moved, in words: every form for people tells the same.

use serde::Serialize;

use super::Compared;
use crate::assess::{
    Assessment, Change, CriterionMove, CriterionResult, DimensionScore, Finding, FindingKind, FindingMove,
    Gate, Pair, Subject, Truth,
};
use crate::report::asks::asks;
use crate::report::figures::{percent, whole};
use crate::report::limits::{gate_says, lead};
use crate::report::seats::seat_words;
use crate::report::sentences::levels;
use crate::text::{count, shorten};

/// What moved, in words. Texts are as they come: each form makes them fit for itself.
#[derive(Debug, Serialize)]
pub struct Story {
    /// What the proposal is called.
    pub name: String,
    /// Where the two versions stand, the old one first.
    pub versions: [Version; 2],
    /// The verdict before and after.
    pub verdict: Moved,
    /// What the verdict after means.
    pub means: String,
    /// Whether nothing at all moved.
    pub still: bool,
    /// What to know before one compares.
    pub notes: Vec<String>,
    /// The three readings of the score, and what was answered.
    pub figures: Vec<Moved>,
    /// What limits the verdict no more, and what limits it now.
    pub limits: Vec<Limit>,
    /// The sectors that are represented otherwise.
    pub sectors: Vec<Moved>,
    /// The dimensions that moved, by the score as stated or, where the verdict goes by evidence, by that.
    pub dimensions: Vec<Moved>,
    /// The findings that moved, those that ask for something first.
    pub findings: Vec<Group>,
    /// The criteria that moved.
    pub criteria: Vec<Criterion>,
}

/// A version of the proposal.
#[derive(Debug, Serialize)]
pub struct Version {
    /// `old` or `new`.
    pub which: &'static str,
    /// Its file.
    pub file: String,
    /// Its stage.
    pub stage: String,
}

/// Something before and after.
#[derive(Debug, Serialize)]
pub struct Moved {
    /// What it is.
    pub what: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
    /// By how much, where that can be counted.
    pub by: String,
}

/// A limit on the verdict.
#[derive(Debug, Serialize)]
pub struct Limit {
    /// `lifted`, `new` or `changed`.
    pub how: &'static str,
    /// What it says.
    pub says: String,
    /// The id of its criterion.
    pub id: String,
}

/// Findings that moved in the same way.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The word of the way.
    pub word: &'static str,
    /// In which way.
    pub title: &'static str,
    /// Worst first.
    pub findings: Vec<Told>,
}

/// A finding that moved.
#[derive(Debug, Serialize)]
pub struct Told {
    /// Its severity; before and after where it is another one.
    pub severity: String,
    /// Its severity now or, where it is gone, as it was.
    pub last_severity: &'static str,
    /// What it is.
    pub kind: &'static str,
    /// What is wrong.
    pub title: String,
    /// The id of its criterion, pattern or sector.
    pub id: String,
    /// `path:line` of the first fact it rests on.
    pub place: String,
    /// Its grounds, or what it asks.
    pub because: String,
    /// Facts that it rests on besides, or no more; where else the same is told in the other version.
    pub remarks: Vec<String>,
    /// What to do, where it asks for more than before.
    pub next: Option<String>,
}

/// A criterion that moved.
#[derive(Debug, Serialize)]
pub struct Criterion {
    /// Its title.
    pub title: String,
    /// Its id.
    pub id: String,
    /// In which way.
    pub way: &'static str,
    /// Its level before.
    pub old: String,
    /// Its level after.
    pub new: String,
}

/// The ways of findings, in the order in which they are told.
const GROUPS: [(&str, &str); 5] = [
    ("new", "New findings"),
    ("worse", "Findings that are worse"),
    ("gone", "Findings that are gone"),
    ("better", "Findings that are less severe"),
    ("other facts", "Findings that rest on other facts"),
];

impl Story {
    /// The story of a comparison.
    pub fn of(compared: &Compared) -> Story {
        let comparison = compared.comparison;
        let (old, new) = (comparison.old, comparison.new);
        let name = new.name().or(old.name()).unwrap_or("(no name)");
        Story {
            name: shorten(name, 90),
            versions: [
                version("old", &compared.old.label(), old),
                version("new", &compared.new.label(), new),
            ],
            verdict: Moved {
                what: "verdict".to_owned(),
                old: old.verdict_words().to_owned(),
                new: new.verdict_words().to_owned(),
                by: String::new(),
            },
            means: new.verdict_means().to_owned(),
            still: comparison.is_still(),
            notes: notes(old, new),
            figures: figures(old, new),
            limits: comparison.gates.iter().map(|change| limit(old, new, change)).collect(),
            sectors: comparison.sectors.iter().map(|(rule, seats)| sector(new, *rule, *seats)).collect(),
            dimensions: comparison.dimensions.iter().map(|pair| dimension(new, pair)).collect(),
            findings: groups(compared),
            criteria: comparison.criteria.iter().map(|moved| criterion(new, moved)).collect(),
        }
    }
}

fn version(which: &'static str, file: &str, assessment: &Assessment) -> Version {
    let assumed = if assessment.stage_assumed { " (not stated)" } else { "" };
    Version { which, file: file.to_owned(), stage: format!("{}{assumed}", assessment.stage_word()) }
}

fn notes(old: &Assessment, new: &Assessment) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some(before), Some(after)) = (old.name(), new.name())
        && before != after
    {
        let (before, after) = (shorten(before, 60), shorten(after, 60));
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
        notes.push("The verdict is by facts with evidence alone.".to_owned());
    }
    let day = new.options.as_of;
    notes.push(format!("Both versions are assessed as of {day} and by the same rubrics."));
    notes
}

fn figures(old: &Assessment, new: &Assessment) -> Vec<Moved> {
    let points = |what: &str, old: u32, new: u32| moved(what, f64::from(old), f64::from(new), "");
    vec![
        points("score by facts with evidence", old.score.evidenced, new.score.evidenced),
        points("score as stated", old.score.claimed, new.score.claimed),
        points("score, were every unknown at its best", old.score.possible, new.score.possible),
        moved("answered", f64::from(percent(old.answered)), f64::from(percent(new.answered)), " %"),
    ]
}

/// Two numbers rounded down, and by how much they differ as they are shown; where they do not, by the fraction.
fn moved(what: &str, old: f64, new: f64, unit: &str) -> Moved {
    let shown = i64::from(whole(new)) - i64::from(whole(old));
    let by = match shown {
        0 if (new - old).abs() >= 0.05 => format!("{:+.1}{unit}", new - old),
        0 => "same".to_owned(),
        _ => format!("{shown:+}{unit}"),
    };
    Moved {
        what: what.to_owned(),
        old: format!("{}{unit}", whole(old)),
        new: format!("{}{unit}", whole(new)),
        by: by.replace('-', "−"),
    }
}

fn limit(old: &Assessment, new: &Assessment, change: &Change<&Gate>) -> Limit {
    let (how, assessment, gate) = match change {
        Change::Gone(gate) => ("lifted", old, gate),
        Change::New(gate) => ("new", new, gate),
        Change::Other(pair) => ("changed", new, &pair.new),
    };
    Limit {
        how,
        says: format!("{}{}", lead(assessment, gate.cap, gate.open), gate_says(assessment, gate)),
        id: new.rubrics.criteria[gate.criterion].id.clone(),
    }
}

fn sector(new: &Assessment, rule: usize, seats: Pair<crate::assess::SectorStatus>) -> Moved {
    Moved {
        what: new.rubrics.four_sectors[rule].sector.clone(),
        old: seat_words(seats.old).to_owned(),
        new: seat_words(seats.new).to_owned(),
        by: String::new(),
    }
}

fn dimension(new: &Assessment, pair: &Pair<&DimensionScore>) -> Moved {
    let title = new.rubrics.dimensions[pair.new.dimension].title.as_str();
    let score = |of: &DimensionScore| of.score.as_ref().map(|score| score.for_verdict(new.options));
    match (score(pair.old), score(pair.new)) {
        (Some(old), Some(new)) => moved(title, old, new, ""),
        (old, new) => {
            let shown = |score: Option<f64>| {
                score.map_or_else(|| "nothing due".to_owned(), |score| whole(score).to_string())
            };
            Moved { what: title.to_owned(), old: shown(old), new: shown(new), by: String::new() }
        }
    }
}

fn groups(compared: &Compared) -> Vec<Group> {
    let of = |(word, title)| {
        let moves = compared.comparison.findings.iter().filter(|moved| moved.words() == word);
        let findings: Vec<Told> = moves.map(|moved| told(compared, moved)).collect();
        (!findings.is_empty()).then_some(Group { word, title, findings })
    };
    GROUPS.into_iter().filter_map(of).collect()
}

fn told(compared: &Compared, moved: &FindingMove) -> Told {
    let finding = moved.finding();
    let gone = matches!(moved.change, Change::Gone(_));
    let (assessment, source) = match gone {
        true => (compared.comparison.old, &compared.old),
        false => (compared.comparison.new, &compared.new),
    };
    let rubrics = assessment.rubrics;
    let line = finding.facts.first().map_or(1, |fact| assessment.place_of(*fact).line);
    let severity = match moved.change {
        Change::Other(Pair { old, new }) if old.severity != new.severity => {
            format!("{} → {}", old.severity.word(), new.severity.word())
        }
        _ => finding.severity.word().to_owned(),
    };
    let step = finding.next(rubrics);
    let effort = &rubrics.scale.efforts[step.effort].word;
    Told {
        severity,
        last_severity: finding.severity.word(),
        kind: finding.kind.word(),
        title: finding.title(rubrics).to_owned(),
        id: finding.id(rubrics).to_owned(),
        place: format!("{}:{line}", source.path),
        because: because(assessment, finding),
        remarks: elsewhere(compared, moved).into_iter().chain(facts(moved)).collect(),
        next: matches!(moved.words(), "new" | "worse").then(|| format!("{} (takes {effort})", step.action)),
    }
}

fn because(assessment: &Assessment, finding: &Finding) -> String {
    if finding.kind == FindingKind::Question {
        let asks = asks(assessment, finding);
        let asks: Vec<String> = asks.iter().map(|ask| format!("{}{}", ask.whose, ask.question)).collect();
        return format!("ask: {}", asks.join(" "));
    }
    let reasons: Vec<&str> = finding.reasons.iter().map(|reason| reason.text.as_str()).collect();
    if reasons.is_empty() { String::new() } else { format!("because {}", reasons.join("; and ")) }
}

/// What the other version tells in its place: no finding goes by being asked instead, or by being told under another.
fn elsewhere(compared: &Compared, moved: &FindingMove) -> Option<String> {
    let (lead, own, other) = match moved.change {
        Change::Gone(_) => ("now", compared.comparison.old, compared.comparison.new),
        Change::New(_) => ("was", compared.comparison.new, compared.comparison.old),
        Change::Other(_) => return None,
    };
    let finding = moved.finding();
    let replaces = |f: &&Finding| {
        let as_well = own.findings.iter().any(|o| (o.subject, o.kind) == (f.subject, f.kind));
        f.subject == finding.subject && f.kind != finding.kind && !as_well
    };
    if let Some(found) = other.findings.iter().find(replaces) {
        let known = if found.kind == FindingKind::Question { "an open" } else { "a known" };
        return Some(format!("{lead} {known} {}", found.kind.word()));
    }
    let Subject::Criterion(criterion) = finding.subject else { return None };
    let folds = |f: &&Finding| finding.kind == FindingKind::Risk && f.folded.contains(&criterion);
    other.findings.iter().find(folds).map(|found| format!("{lead} told under {}", found.id(other.rubrics)))
}

/// Which facts came and went; of many the first, since all are in the finding itself.
fn facts(moved: &FindingMove) -> Vec<String> {
    const MOST: usize = 3;
    let told = |lead: &str, routes: &[String]| {
        let named = routes.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
        match routes.len().saturating_sub(MOST) {
            0 => format!("{lead}: {named}"),
            more => format!("{lead}: {named} and {}", count(more, "more fact")),
        }
    };
    let both = [("rests now on", &moved.facts_new), ("no more on", &moved.facts_gone)];
    both.into_iter()
        .filter(|(_, routes)| !routes.is_empty())
        .map(|(lead, routes)| told(lead, routes))
        .collect()
}

fn criterion(new: &Assessment, moved: &CriterionMove) -> Criterion {
    let criterion = &new.rubrics.criteria[moved.results.new.criterion];
    Criterion {
        title: criterion.title.clone(),
        id: criterion.id.clone(),
        way: moved.way.words(),
        old: level(moved.results.old),
        new: level(moved.results.new),
    }
}

/// `weak`, `weak to strong`, and what evidence carries where that is less.
fn level(result: &CriterionResult) -> String {
    if !result.due {
        return "not due".to_owned();
    }
    if result.applies == Truth::False {
        return "does not apply".to_owned();
    }
    levels(result)
}
