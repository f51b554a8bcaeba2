//! A criterion, a pattern, a sector, a fact or a stage explained: question, levels, why, sources, research for and against,
//! examples; and how one proposal came to its level.

mod case;
mod fact;

pub use case::case_text;
pub use fact::{FactPage, StagePage, WordText};

use schemars::JsonSchema;
use serde::Serialize;

use super::content::{Case, Rule, SourceText};
use crate::assess::{Context, Explainer, Reading, Subject};
use crate::authoring::Example;
use crate::proposal::{PartialDate, Proposal};
use crate::rubric::{
    Citation, Condition, Criterion, CriterionId, Decisive, Level, Pattern, PatternId, Rubrics, SectorId, Step,
};
use crate::text;

const SECTOR_QUESTION: &str = "Is a partner from this sector at the table?";

/// How many examples an explanation shows of each outcome.
const EXAMPLES_EACH: usize = 1;

/// The version of the contract of an explanation in JSON.
pub const EXPLANATION: &str = "quorate/explanation/1";

/// An explanation in JSON: of a rule, of a fact or of a stage.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Explained<'a> {
    /// The rule, where one is explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'a Rule<'a>>,
    /// The facts that it reads, by path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reads: Vec<&'a str>,
    /// The points of the documents that it is drawn from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceText<'a>>,
    /// The fact, where one is explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactPage<'a>>,
    /// The stage, where one is explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<StagePage<'a>>,
    /// How a proposal came out, where one is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<Case<'a>>,
}

/// Explains one criterion or pattern in Markdown that also reads well as plain text.
pub struct Explanation<'a> {
    /// The rubrics.
    pub rubrics: &'a Rubrics,
    /// Their examples.
    pub examples: &'a [Example],
    /// Nothing is known: conditions are put in words without any values.
    blank: &'a Proposal,
    as_of: PartialDate,
}

impl<'a> Explanation<'a> {
    /// An explanation by a set of rubrics; `blank` is a proposal that says nothing.
    pub fn new(
        rubrics: &'a Rubrics,
        examples: &'a [Example],
        blank: &'a Proposal,
        as_of: PartialDate,
    ) -> Explanation<'a> {
        Explanation { rubrics, examples, blank, as_of }
    }

    /// How one proposal came out by a rule, in place of what the rule says of any: question, case, sources and research.
    pub fn in_case(&self, subject: Subject, case: &Case) -> String {
        let rubrics = self.rubrics;
        let (id, title, question, sources, research): (_, _, _, _, &[Citation]) = match subject {
            Subject::Criterion(number) => {
                let of = &rubrics.criteria[number];
                (&of.id, &of.title, of.question.as_str(), &of.sources, &of.research)
            }
            Subject::Pattern(number) => {
                let of = &rubrics.patterns[number];
                (&of.id, &of.title, of.question.as_str(), &of.sources, &of.research)
            }
            Subject::Sector(number) => {
                let of = &rubrics.four_sectors[number];
                (&of.id, &of.title_if_missing, SECTOR_QUESTION, &of.sources, &[])
            }
        };
        let head = format!("{id}: {title}\n\n{question}\n");
        head + &case_text(case) + &self.sources(sources) + &self.research(research)
    }

    /// Explains a criterion.
    pub fn criterion(&self, number: CriterionId) -> String {
        let criterion = &self.rubrics.criteria[number];
        let dimension = &self.rubrics.dimensions[criterion.dimension];
        let decisive = match criterion.decisive {
            Decisive::No => "",
            Decisive::Yes => " Decisive: the verdict waits for it.",
            Decisive::When(_) => " Decisive in some cases: the verdict then waits for it.",
        };
        let core = if criterion.is_core() {
            "Core: it counts in the score."
        } else {
            "A further check: it moves no number."
        };
        let mut text = format!(
            "{}: {}\n\n{}\n\nDimension: {}. Weight {} (so many of the {} make the point). Counts from {} on. {core}{decisive}\n",
            criterion.id,
            criterion.title,
            criterion.question,
            dimension.title,
            criterion.weight,
            text::spoken_count(self.rubrics.sources.documents.len(), "document"),
            self.rubrics.scale.stages[criterion.due_from].word,
        );
        if let Some(applies) = &criterion.applies_when {
            text += &format!("Counts only where: {}.\n", self.words(applies));
        }
        if let Decisive::When(case) = &criterion.decisive {
            text += &format!("Decisive where: {}.\n", self.words(case));
        }
        if let Some(core) = &criterion.core {
            text += &format!("Core because: {core}\n");
        }
        text += "\nLevels\n";
        for level in Level::ALL.into_iter().rev() {
            text += &format!("  {:<7} {}\n", level.word(), criterion.means(level));
            if let Some(index) = (level as usize).checked_sub(1) {
                text += &format!("          as a rule: {}\n", self.words(&criterion.when[index]));
            }
        }
        text += &format!(
            "\nThe risk\n  absent  {} ({})\n  weak    {} ({})\n  {}\n",
            criterion.risk.title,
            criterion.risk.severity.word(),
            criterion.risk.title_if_weak,
            criterion.risk.severity.lower().word(),
            criterion.risk.why
        );
        text += &self.steps(criterion);
        text += &self.facts(criterion);
        text += &self.sources(&criterion.sources);
        text += &self.research(&criterion.research);
        text + &self.examples(Subject::Criterion(number))
    }

    /// Explains a pattern.
    pub fn pattern(&self, number: PatternId) -> String {
        let pattern = &self.rubrics.patterns[number];
        let kind = if pattern.tension { "A tension" } else { "A risk" };
        let holds = match pattern.holds {
            true => "The highest verdict waits until it is ruled out; it moves no score.",
            false => "It changes neither score nor verdict.",
        };
        let mut text = format!(
            "{}: {}\n\n{}\n\n{kind} that shows where several facts meet; {}. Looked for from {} on. {holds}\n",
            pattern.id,
            pattern.title,
            pattern.question,
            pattern.severity.word(),
            self.rubrics.scale.stages[pattern.due_from].word,
        );
        text += &format!("\nWhen\n  {}\n", self.words(&pattern.when));
        if let Some(unless) = &pattern.unless {
            text += &format!("\nNot where\n  {}\n", self.words(unless));
        }
        if let Some(worse) = &pattern.worse {
            text += &format!(
                "\nWorse ({}) when\n  {}\n  {}\n",
                worse.severity.word(),
                self.words(&worse.when),
                worse.why
            );
        }
        text += &format!("\nWhy it matters\n  {}\n", pattern.why);
        text += &self.next(&pattern.next);
        if !pattern.folds.is_empty() {
            text += &format!("\nTakes in the rows of\n  {}\n", pattern.folds.join(", "));
        }
        text += &self.sources(&pattern.sources);
        text += &self.research(&pattern.research);
        text + &self.examples(Subject::Pattern(number))
    }

    /// Explains what the absence of a sector is.
    pub fn sector(&self, number: SectorId) -> String {
        let rule = &self.rubrics.four_sectors[number];
        let mut text = format!(
            "{}: {}\n\n{SECTOR_QUESTION} It is no criterion and changes neither score nor verdict.\n",
            rule.id, rule.title_if_missing
        );
        text += &format!(
            "\nThe finding\n  missing   {} ({})\n  only hoped for   {} ({})\n",
            rule.title_if_missing,
            rule.severity.word(),
            rule.title_if_prospective,
            rule.severity.lower().word()
        );
        text += &format!(
            "\nWhat its absence exposes\n  {}\n\nWhom to look for\n  {}\n",
            rule.exposes, rule.look_for
        );
        text += &self.next(&rule.next);
        text + &self.sources(&rule.sources)
    }

    fn words(&self, condition: &Condition) -> String {
        let context = Context::new(self.blank, Reading::Claimed, self.as_of);
        Explainer::new(context, &self.rubrics.dictionary).words(condition)
    }

    /// One next step, or one from each level.
    fn steps(&self, criterion: &Criterion) -> String {
        if criterion.next.iter().all(|step| *step == criterion.next[0]) {
            return self.next(&criterion.next[0]);
        }
        let mut text = "\nNext step\n".to_owned();
        for (step, level) in criterion.next.iter().zip(Level::ALL) {
            let effort = &self.rubrics.scale.efforts[step.effort].word;
            text += &format!("  from {} ({effort})\n  {}\n", level.word(), step.action);
        }
        text
    }

    fn next(&self, step: &Step) -> String {
        format!("\nNext step ({})\n  {}\n", self.rubrics.scale.efforts[step.effort].word, step.action)
    }

    fn facts(&self, criterion: &Criterion) -> String {
        let mut text = "\nFacts it reads\n".to_owned();
        for id in self.rubrics.facts_read(criterion.conditions()) {
            let fact = self.rubrics.dictionary.fact(id);
            text += &format!("  {:<40} {}\n", fact.path, fact.ask);
        }
        text
    }

    fn sources(&self, points: &[String]) -> String {
        let mut text = "\nSources\n".to_owned();
        for id in points {
            let says = self.rubrics.sources.point(id).map_or("", |p| p.says.as_str());
            text += &format!("  {id}: {says}\n");
        }
        text
    }

    fn research(&self, citations: &[Citation]) -> String {
        if citations.is_empty() {
            return String::new();
        }
        let mut text = "\nResearch\n".to_owned();
        for citation in citations {
            let stance = if citation.supports { "for" } else { "against" };
            let finding = self.rubrics.sources.study(&citation.finding);
            let source = finding.map_or("", |f| f.source.as_str());
            text += &format!("  {stance:<7} {}: {} ({source})\n", citation.finding, citation.note);
        }
        text
    }

    fn examples(&self, subject: Subject) -> String {
        let mut shown: Vec<&Example> = Vec::new();
        for example in self.examples.iter().filter(|e| e.subject == subject) {
            if shown.iter().filter(|s| s.expected == example.expected).count() < EXAMPLES_EACH {
                shown.push(example);
            }
        }
        if shown.is_empty() {
            return String::new();
        }
        let mut text = "\nExamples\n".to_owned();
        for example in shown {
            let given = example.given.split_whitespace().collect::<Vec<_>>().join(" ");
            text += &format!("  {:<16} {given}\n", example.expected.words());
        }
        text
    }
}

/// Everything that can be explained, for a list.
pub fn list(rubrics: &Rubrics) -> String {
    let criteria = rubrics.criteria.iter().map(|c: &Criterion| (&c.id, &c.title));
    let patterns = rubrics.patterns.iter().map(|p: &Pattern| (&p.id, &p.title));
    let sectors = rubrics.four_sectors.iter().map(|s| (&s.id, &s.title_if_missing));
    let rules = criteria.chain(patterns).chain(sectors).map(|(id, title)| format!("{id:<44} {title}\n"));
    rules.collect::<String>()
        + "\nand each fact by its path, such as partners.commitment, and each stage by its word, such as design\n"
}
