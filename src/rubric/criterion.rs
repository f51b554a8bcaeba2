//! Criteria and patterns: what should hold, and what is a risk where several facts meet.

use serde::{Deserialize, Serialize};

use super::compile::compile;
use super::condition::Condition;
use super::ids::{DimensionId, EffortId, StageId};
use super::scale::Scale;
use crate::document::{Fields, Node, Problem, Problems, Span, unknown_word};
use crate::proposal::Dictionary;

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
    /// A source calls it decisive: it caps the verdict.
    pub decisive: bool,
    /// The stage from which it counts.
    pub due_from: StageId,
    /// Where this is false the criterion does not count.
    pub applies_when: Option<Condition>,
    /// What each level means, from absent to strong.
    pub means: [String; 4],
    /// The conditions of weak, sound and strong, in this order.
    pub when: [Condition; 3],
    /// The risk that it is when low; severity at absent.
    pub risk: Risk,
    /// What to do next.
    pub next: Step,
    /// Findings of research, for or against.
    pub research: Vec<Citation>,
    /// Where the rubric declares it.
    pub span: Span,
}

impl Criterion {
    /// What a level means.
    pub fn means(&self, level: Level) -> &str {
        &self.means[level as usize]
    }

    /// All its conditions.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.when.iter().chain(&self.applies_when)
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
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    /// When it is worse, how bad, and why.
    pub worse: Option<Worse>,
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
        std::iter::once(&self.when).chain(self.worse.as_ref().map(|worse| &worse.when))
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

/// What reading criteria and patterns needs to know.
pub(super) struct Loader<'a> {
    pub dictionary: &'a Dictionary,
    pub scale: &'a Scale,
    pub problems: &'a Problems,
}

impl Loader<'_> {
    /// Reads one criterion of a dimension.
    pub fn criterion(&self, node: &Node, dimension: DimensionId, dimension_id: &str) -> Option<Criterion> {
        let mut fields = Fields::open(node, "a criterion", self.problems)?;
        let id = format!("{dimension_id}/{}", fields.text("id"));
        let title = fields.text("title").to_owned();
        let question = fields.text("question").to_owned();
        let sources = self.sources(&mut fields);
        let decisive = fields.yes_no("decisive");
        let due_from = self.stage(&mut fields);
        let applies_when = fields.node("applies_when").map(|n| compile(n, self.dictionary, self.problems));
        let absent = fields.text("otherwise").to_owned();
        let levels = fields.required("levels").and_then(|n| self.levels(n));
        let risk = fields.required("risk").and_then(|n| self.risk(n));
        let next = fields.required("next").and_then(|n| self.step(n));
        let research = fields.list("research").iter().filter_map(|n| self.citation(n)).collect();
        fields.finish();
        let applies_when = match applies_when {
            None => None,
            Some(compiled) => Some(compiled?),
        };
        let ([weak, sound, strong], when) = levels?;
        Some(Criterion {
            id,
            dimension,
            title,
            question,
            weight: distinct_documents(&sources),
            sources,
            decisive,
            due_from,
            applies_when,
            means: [absent, weak, sound, strong],
            when,
            risk: risk?,
            next: next?,
            research,
            span: node.span,
        })
    }

    /// Reads one pattern.
    pub fn pattern(&self, node: &Node, prefix: &str) -> Option<Pattern> {
        let mut fields = Fields::open(node, "a pattern", self.problems)?;
        let id = format!("{prefix}/{}", fields.text("id"));
        let tension = fields.word("kind", &[("risk", false), ("tension", true)], true);
        let title = fields.text("title").to_owned();
        let question = fields.text("question").to_owned();
        let severity = fields.word("severity", &Severity::words(), true);
        let sources = self.sources(&mut fields);
        let due_from = self.stage(&mut fields);
        let when = fields.required("when").and_then(|n| compile(n, self.dictionary, self.problems));
        let worse = fields.node("worse_when").map(|n| self.worse(n));
        let folds = fields.texts("folds").into_iter().map(|(text, _)| text.to_owned()).collect();
        let why = fields.text("why").to_owned();
        let next = fields.required("next").and_then(|n| self.step(n));
        let research = fields.list("research").iter().filter_map(|n| self.citation(n)).collect();
        fields.finish();
        let worse = match worse {
            None => None,
            Some(read) => Some(read?),
        };
        let (when, next) = (when?, next?);
        let span = node.span;
        Some(Pattern {
            id,
            tension,
            title,
            question,
            severity,
            sources,
            due_from,
            when,
            worse,
            folds,
            why,
            next,
            research,
            span,
        })
    }

    fn sources(&self, fields: &mut Fields) -> Vec<String> {
        let span = fields.span();
        let sources: Vec<String> =
            fields.texts("sources").into_iter().map(|(text, _)| text.to_owned()).collect();
        if sources.is_empty() {
            self.problems
                .push(Problem::error(span, "nothing says where this comes from").expected("`sources: […]`"));
        }
        sources
    }

    fn stage(&self, fields: &mut Fields) -> StageId {
        let stages: Vec<(&str, StageId)> =
            self.scale.stages.iter_enumerated().map(|(id, stage)| (stage.as_str(), id)).collect();
        if stages.is_empty() {
            return StageId::from(0);
        }
        fields.word("due_from", &stages, true)
    }

    fn levels(&self, node: &Node) -> Option<([String; 3], [Condition; 3])> {
        let mut fields = Fields::open(node, "the levels of a criterion", self.problems)?;
        let mut read = |key| {
            let node = fields.required(key)?;
            let mut level = Fields::open(node, "a level", self.problems)?;
            let means = level.text("means").to_owned();
            let when = level.required("when").and_then(|n| compile(n, self.dictionary, self.problems));
            level.finish();
            Some((means, when?))
        };
        let (strong, sound, weak) = (read("strong"), read("sound"), read("weak"));
        fields.finish();
        let ((strong, strong_when), (sound, sound_when), (weak, weak_when)) = (strong?, sound?, weak?);
        Some(([weak, sound, strong], [weak_when, sound_when, strong_when]))
    }

    fn risk(&self, node: &Node) -> Option<Risk> {
        let mut fields = Fields::open(node, "a risk", self.problems)?;
        let title = fields.text("title").to_owned();
        let risk = Risk {
            title_if_weak: fields.optional_text("if_weak").map_or_else(|| title.clone(), str::to_owned),
            title,
            severity: fields.word("severity", &Severity::words(), true),
            why: fields.text("why").to_owned(),
        };
        fields.finish();
        Some(risk)
    }

    fn worse(&self, node: &Node) -> Option<Worse> {
        let mut fields = Fields::open(node, "`worse_when`", self.problems)?;
        let when = fields.required("when").and_then(|n| compile(n, self.dictionary, self.problems));
        let severity = fields.word("severity", &Severity::words(), true);
        let why = fields.text("why").to_owned();
        fields.finish();
        Some(Worse { when: when?, severity, why })
    }

    /// Reads a step: what to do and what effort it takes.
    pub fn step(&self, node: &Node) -> Option<Step> {
        let mut fields = Fields::open(node, "a next step", self.problems)?;
        let action = fields.text("do").to_owned();
        let word = fields.text("effort");
        let names = self.scale.efforts.iter().map(|e| e.word.as_str());
        let effort = self.scale.efforts.iter().position(|e| e.word == word).map(EffortId::from);
        if effort.is_none() {
            self.problems.push(unknown_word(fields.span(), "an effort", word, names));
        }
        fields.finish();
        Some(Step { action, effort: effort? })
    }

    fn citation(&self, node: &Node) -> Option<Citation> {
        let mut fields = Fields::open(node, "a finding of research", self.problems)?;
        let citation = Citation {
            finding: fields.text("finding").to_owned(),
            supports: fields.word("stance", &[("for", true), ("against", false)], true),
            note: fields.text("note").to_owned(),
        };
        fields.finish();
        Some(citation)
    }
}

/// The weight of a criterion: how many different documents make its point.
fn distinct_documents(points: &[String]) -> u32 {
    let mut documents: Vec<&str> =
        points.iter().map(|p| p.split_once('/').map_or(p.as_str(), |(d, _)| d)).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.len() as u32
}
