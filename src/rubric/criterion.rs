//! Criteria and patterns: what should hold, and what is a risk where several facts meet.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::ids::{DimensionId, EffortId, StageId};
use crate::document::Span;

/// How far a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Level {
    /// Not there.
    Absent = 0,
    /// There, and too little.
    Weak = 1,
    /// Good enough to sign on.
    Sound = 2,
    /// As good as the sources ask for.
    Strong = 3,
}

impl Level {
    /// From least to most.
    pub const ALL: [Level; 4] = [Level::Absent, Level::Weak, Level::Sound, Level::Strong];

    /// Its word.
    pub fn word(self) -> &'static str {
        ["absent", "weak", "sound", "strong"][self as usize]
    }

    /// The level with this word.
    pub fn from_word(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.word() == word)
    }

    /// Its points, 0 to 3.
    pub fn points(self) -> u8 {
        self as u8
    }
}

/// How bad a risk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a note.
    Low,
    /// Costs time or reach.
    Medium,
    /// Can sink a part of it.
    High,
    /// Can sink the whole.
    Critical,
}

impl Severity {
    /// From least to most.
    pub const ALL: [Severity; 4] = [Severity::Low, Severity::Medium, Severity::High, Severity::Critical];

    /// Its word.
    pub fn word(self) -> &'static str {
        ["low", "medium", "high", "critical"][self as usize]
    }

    /// One step lower; low stays low.
    pub fn lower(self) -> Severity {
        Severity::ALL[(self as usize).saturating_sub(1)]
    }

    /// In full where a criterion is absent, one step lower at any level above.
    #[must_use]
    pub fn at(self, level: Level) -> Severity {
        if level == Level::Absent { self } else { self.lower() }
    }

    /// Each with its word.
    pub(crate) fn words() -> [(&'static str, Severity); 4] {
        Severity::ALL.map(|severity| (severity.word(), severity))
    }
}

/// One thing that should hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Criterion {
    /// `dimension/id`.
    pub id: String,
    /// Its dimension.
    pub dimension: DimensionId,
    /// The state that should hold.
    pub title: String,
    /// What is asked of the proposal.
    pub question: String,
    /// Points of the sources that it rests on.
    pub sources: Vec<String>,
    /// Number of distinct source documents, 1 to 5.
    pub weight: u32,
    /// Why it is one of the few that make the score: which claim of which document. A further check has none.
    pub core: Option<String>,
    /// Whether it can hold the verdict down by itself.
    pub decisive: Decisive,
    /// The stage from which it counts.
    pub due_from: StageId,
    /// Where this is false the criterion does not count.
    pub applies_when: Option<Condition>,
    /// What each level means, from absent to strong.
    pub means: [String; 4],
    /// The conditions of weak, sound and strong, in this order.
    pub when: [Condition; 3],
    /// What is lacking where each of these is not reached, as a sentence without its full stop; where there is none, the
    /// condition is explained.
    pub because: [Option<String>; 3],
    /// The risk that it is when low; severity at absent.
    pub risk: Risk,
    /// What to do next: from absent to weak, from weak to sound, from sound to strong. A further check says the same for
    /// all three.
    pub next: [Step; 3],
    /// Findings of research, for or against.
    pub research: Vec<Citation>,
    /// Where the rubric declares it.
    pub span: Span,
}

/// Whether a criterion can hold the verdict down by itself: a source calls it decisive.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Decisive {
    /// Never.
    No,
    /// Always.
    Yes,
    /// Unless this is known to be false.
    When(Condition),
}

impl Criterion {
    /// Whether it is one of the few that make the score.
    pub fn is_core(&self) -> bool {
        self.core.is_some()
    }

    /// Whether it is decisive in some case or in all.
    pub fn can_be_decisive(&self) -> bool {
        !matches!(self.decisive, Decisive::No)
    }

    /// What to do at a level to reach the next one; at strong, what keeps it so.
    pub fn next_at(&self, level: Level) -> &Step {
        &self.next[(level as usize).min(2)]
    }

    /// What a level means.
    pub fn means(&self, level: Level) -> &str {
        &self.means[level as usize]
    }

    /// What is lacking, in the rubric's words, where the criterion is at a level below sound.
    pub fn because_at(&self, level: Level) -> Option<&str> {
        let [weak, sound, _] = &self.because;
        let lacking = if level == Level::Absent { weak.as_ref().or(sound.as_ref()) } else { sound.as_ref() };
        lacking.map(String::as_str)
    }

    /// All its conditions.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let decisive_when = match &self.decisive {
            Decisive::When(condition) => Some(condition),
            Decisive::No | Decisive::Yes => None,
        };
        self.when.iter().chain(&self.applies_when).chain(decisive_when)
    }
}

/// What goes wrong where a criterion is not met.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Risk {
    /// In a few words, where the criterion is absent.
    pub title: String,
    /// In a few words, where it is weak: what is true of nothing need not be true of too little.
    pub title_if_weak: String,
    /// At its worst.
    pub severity: Severity,
    /// Why it matters.
    pub why: String,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub action: String,
    /// What it takes.
    pub effort: EffortId,
}

/// A finding of research that bears on a criterion.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Citation {
    /// Its id in `sources.yaml`.
    pub finding: String,
    /// Whether it speaks for the criterion.
    pub supports: bool,
    /// What it says of it.
    pub note: String,
}

/// A condition over several facts that is a risk or a tension by itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pattern {
    /// `pattern/id`, or `dimension/id` where a dimension declares it.
    pub id: String,
    /// A tension rather than a risk.
    pub tension: bool,
    /// In a few words.
    pub title: String,
    /// What to ask where it is unknown.
    pub question: String,
    /// How bad it is.
    pub severity: Severity,
    /// Points of the sources that it rests on.
    pub sources: Vec<String>,
    /// The stage from which it is looked for.
    pub due_from: StageId,
    /// When it is there.
    pub when: Condition,
    /// When it is not there all the same: only where this is known. What is not said silences nothing.
    pub unless: Option<Condition>,
    /// What is true where it is there, as a sentence without its full stop; where there is none, the condition is
    /// explained.
    pub because: Option<String>,
    /// When it is worse, how bad, and why.
    pub worse: Option<Worse>,
    /// The highest verdict waits until it is known not to be there.
    pub holds: bool,
    /// Ids of the criteria whose risk rows are the same cause.
    pub folds: Vec<String>,
    /// Why it matters.
    pub why: String,
    /// What to do next.
    pub next: Step,
    /// Findings of research.
    pub research: Vec<Citation>,
    /// Where the rubric declares it.
    pub span: Span,
}

impl Pattern {
    /// How bad it is, where its second ground for being worse holds or does not.
    pub fn severity_if(&self, worse: bool) -> Severity {
        match &self.worse {
            Some(ground) if worse => ground.severity.max(self.severity),
            _ => self.severity,
        }
    }

    /// All its conditions.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        std::iter::once(&self.when).chain(&self.unless).chain(self.worse.as_ref().map(|worse| &worse.when))
    }
}

/// What makes a pattern worse.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Worse {
    /// When.
    pub when: Condition,
    /// How bad it is then.
    pub severity: Severity,
    /// Why.
    pub why: String,
}
