//! Reading criteria and patterns.

use super::compile::compile;
use super::condition::Condition;
use super::criterion::{Citation, Criterion, Decisive, Pattern, Risk, Severity, Step, Worse};
use super::ids::{DimensionId, EffortId, StageId};
use super::scale::Scale;
use crate::document::{Fields, Node, Problem, Problems, unknown_word};
use crate::proposal::Dictionary;

/// What a criterion says of weak, sound and strong, in this order.
struct Levels {
    means: [String; 3],
    when: [Condition; 3],
    because: [Option<String>; 3],
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
        let core = fields.optional_text("core").map(str::to_owned);
        let decisive = self.decisive(&mut fields);
        let due_from = self.stage(&mut fields);
        let applies_when = fields.node("applies_when").map(|n| compile(n, self.dictionary, self.problems));
        let absent = fields.text("otherwise").to_owned();
        let levels = fields.required("levels").and_then(|n| self.levels(n));
        let risk = fields.required("risk").and_then(|n| self.risk(n));
        let next = fields.required("next").and_then(|n| self.steps(n));
        let research = fields.list("research").iter().filter_map(|n| self.citation(n)).collect();
        fields.finish();
        let applies_when = match applies_when {
            None => None,
            Some(compiled) => Some(compiled?),
        };
        let Levels { means: [weak, sound, strong], when, because } = levels?;
        Some(Criterion {
            id,
            dimension,
            title,
            question,
            weight: distinct_documents(&sources),
            sources,
            core,
            decisive: decisive?,
            due_from,
            applies_when,
            means: [absent, weak, sound, strong],
            when,
            because,
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
        let unless = fields.node("unless").map(|n| compile(n, self.dictionary, self.problems));
        let because = self.because(&mut fields);
        let worse = fields.node("worse_when").map(|n| self.worse(n));
        let holds = fields.node("holds").is_some() && fields.word("holds", &[("ready", true)], true);
        let folds = fields.texts("folds").into_iter().map(|(text, _)| text.to_owned()).collect();
        let why = fields.text("why").to_owned();
        let next = fields.required("next").and_then(|n| self.step(n));
        let research = fields.list("research").iter().filter_map(|n| self.citation(n)).collect();
        fields.finish();
        let worse = match worse {
            None => None,
            Some(read) => Some(read?),
        };
        let unless = match unless {
            None => None,
            Some(compiled) => Some(compiled?),
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
            unless,
            because,
            worse,
            holds,
            folds,
            why,
            next,
            research,
            span,
        })
    }

    /// `decisive: yes`, or the case in which it is. `None` where something is wrong.
    fn decisive(&self, fields: &mut Fields) -> Option<Decisive> {
        let always = fields.yes_no("decisive");
        match (always, fields.node("decisive_when")) {
            (true, Some(node)) => {
                let problem = Problem::error(node.span, "what is always decisive has no case");
                self.problems.push(problem.expected("`decisive: yes` or `decisive_when`, one of the two"));
                None
            }
            (true, None) => Some(Decisive::Yes),
            (false, None) => Some(Decisive::No),
            (false, Some(node)) => compile(node, self.dictionary, self.problems).map(Decisive::When),
        }
    }

    /// The next steps of a criterion: one for each transition, or one for all.
    fn steps(&self, node: &Node) -> Option<[Step; 3]> {
        if node.get("to_weak").is_none() {
            let step = self.step(node)?;
            return Some([step.clone(), step.clone(), step]);
        }
        let mut fields = Fields::open(node, "the next steps of a criterion", self.problems)?;
        let mut read = |key| fields.required(key).and_then(|node| self.step(node));
        let steps = (read("to_weak"), read("to_sound"), read("to_strong"));
        fields.finish();
        Some([steps.0?, steps.1?, steps.2?])
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
            self.scale.stages.iter_enumerated().map(|(id, stage)| (stage.word.as_str(), id)).collect();
        if stages.is_empty() {
            return StageId::from(0);
        }
        fields.word("due_from", &stages, true)
    }

    fn levels(&self, node: &Node) -> Option<Levels> {
        let mut fields = Fields::open(node, "the levels of a criterion", self.problems)?;
        let mut read = |key| {
            let node = fields.required(key)?;
            let mut level = Fields::open(node, "a level", self.problems)?;
            let means = level.text("means").to_owned();
            let when = level.required("when").and_then(|n| compile(n, self.dictionary, self.problems));
            let because = self.because(&mut level);
            level.finish();
            Some((means, when?, because))
        };
        let (strong, sound, weak) = (read("strong"), read("sound"), read("weak"));
        fields.finish();
        let (strong, sound, weak) = (strong?, sound?, weak?);
        Some(Levels {
            means: [weak.0, sound.0, strong.0],
            when: [weak.1, sound.1, strong.1],
            because: [weak.2, sound.2, strong.2],
        })
    }

    /// A ground in the rubric's own words: reports put the full stop behind it.
    fn because(&self, fields: &mut Fields) -> Option<String> {
        let node = fields.node("because")?;
        let text = fields.optional_text("because")?;
        let is_sentence = text.starts_with(|first: char| !first.is_lowercase()) && !text.ends_with('.');
        if !is_sentence {
            self.problems.push(
                Problem::error(node.span, "a ground begins with a capital and has no full stop at its end")
                    .expected("one sentence without its full stop"),
            );
        }
        Some(text.to_owned())
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
