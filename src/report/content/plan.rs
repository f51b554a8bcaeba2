//! A plan: what to raise, in which order, what each takes, and which answers may save the work.

use schemars::JsonSchema;
use serde::Serialize;

use super::case::Cases;
use super::sheet::{Block, Marks, Point, Sheet};
use super::{Rule, Tables};
use crate::assess::{Assessment, OutOfReach, Plan, Raise, Subject, Truth};
use crate::proposal::FactId;
use crate::rubric::{Level, RungId};
use crate::text;

/// What it takes to reach a verdict.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanReport<'a> {
    /// The file, as reports write it.
    pub file: &'a str,
    /// What the collaboration is called.
    pub name: Option<&'a str>,
    /// The verdict that it has.
    pub from: &'a str,
    /// The verdict that the plan reaches, or that was asked for where none does.
    pub to: &'a str,
    /// Whether it can be reached.
    pub reached: bool,
    /// Why it cannot, or what comes of the plan: sentences.
    pub says: Vec<String>,
    /// The score that it has, 0 to 100.
    pub score: u32,
    /// The score that the plan reaches at the least.
    pub score_after: u32,
    /// Working days in all, as the scale has it.
    pub days: f64,
    /// Answer these first: an answer may save the work.
    pub questions: Vec<PlanQuestion<'a>>,
    /// What to do, in this order.
    pub steps: Vec<PlanStep<'a>>,
}

/// A question that may save work.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanQuestion<'a> {
    /// What to ask.
    pub says: String,
    /// The rules whose work a good answer saves.
    #[serde(serialize_with = "super::tables::rule_ids")]
    #[schemars(with = "Vec<String>")]
    pub saves: Vec<&'a Rule<'a>>,
    /// How many working days that is at the most.
    pub days: f64,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanStep<'a> {
    /// What it is about.
    #[serde(serialize_with = "super::tables::rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// What comes of it: `raise`, `evidence` or `rule out`.
    pub what: &'static str,
    /// The level that a criterion has for certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Level>,
    /// The level that it is brought to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Level>,
    /// What is to be done, transition by transition, with the effort of each.
    pub actions: Vec<String>,
    /// What the file would have to say: the facts that are to change, and those that are missing.
    pub facts: Vec<String>,
    /// Working days, as the scale has it.
    pub days: f64,
    /// The verdict waits for it; without that, it is there for the score.
    pub holds: bool,
}

/// Words plans.
#[derive(Clone, Copy)]
pub struct Planner<'a> {
    /// The assessment.
    pub assessment: &'a Assessment<'a>,
    /// The texts of its rubrics.
    pub tables: &'a Tables<'a>,
    /// The file, as reports write it.
    pub file: &'a str,
}

impl<'a> Planner<'a> {
    /// A plan in words.
    pub fn found(self, plan: &Plan) -> PlanReport<'a> {
        let raises = plan.raises.iter().map(|raise| self.raise(raise));
        let evidence = plan.evidence.iter().map(|criterion| self.evidence(Subject::Criterion(*criterion)));
        let patterns =
            plan.patterns.iter().map(|(pattern, truth)| self.rule_out(Subject::Pattern(*pattern), *truth));
        let questions = self.questions(plan);
        let steps: Vec<PlanStep> = raises.chain(patterns).chain(evidence).collect();
        let to = self.verdict(plan.verdict);
        let mut says = Vec::new();
        match steps.is_empty() {
            true if self.assessment.has_reached(plan.verdict) => says.push(format!("It is {to} already.")),
            true => says.push("Nothing has to be raised: the answers below are what is missing.".to_owned()),
            false => {
                let take = if steps.len() == 1 { "takes" } else { "in all take" };
                let still = if to == self.assessment.verdict_words() { "still" } else { "then" };
                says.push(format!(
                    "{} {take} at most {}: it is {still} {to}, with a score of {} or more (now {}).",
                    text::capital(&text::spoken_count(steps.len(), "step")),
                    days_words(plan.days),
                    plan.score,
                    self.assessment.score.for_verdict(self.assessment.options)
                ));
                says.push(UPPER_BOUND.to_owned());
            }
        }
        PlanReport {
            says,
            reached: true,
            score_after: plan.score,
            days: plan.days,
            questions,
            steps,
            ..self.plain(to)
        }
    }

    /// That a verdict cannot be reached, and why.
    pub fn out_of_reach(self, to: RungId, why: OutOfReach) -> PlanReport<'a> {
        let says = match why {
            OutOfReach::NothingCounts => {
                "It cannot be reached: no criterion of the core counts at this stage, so that there is no score.".to_owned()
            }
            OutOfReach::EvidenceUnseen => {
                "It cannot be reached as the text is read: evidence could not be looked at. Say with --stdin-path where \
                 the text stands."
                    .to_owned()
            }
            OutOfReach::TooDear(days) => {
                format!("It cannot be reached within that: the least that reaches it takes {}.", days_words(days))
            }
        };
        PlanReport { says: vec![says], ..self.plain(self.verdict(to)) }
    }

    fn plain(self, to: &'a str) -> PlanReport<'a> {
        let score = self.assessment.score.for_verdict(self.assessment.options);
        PlanReport {
            file: self.file,
            name: self.assessment.name(),
            from: self.assessment.verdict_words(),
            to,
            reached: false,
            says: Vec::new(),
            score,
            score_after: score,
            days: 0.0,
            questions: Vec::new(),
            steps: Vec::new(),
        }
    }

    fn verdict(self, rung: RungId) -> &'a str {
        &self.assessment.rubrics.scale.ladder[rung].verdict
    }

    fn cases(self) -> Cases<'a> {
        Cases { assessment: self.assessment, tables: self.tables, file: self.file }
    }

    fn raise(self, raise: &Raise) -> PlanStep<'a> {
        let rubrics = self.assessment.rubrics;
        let criterion = &rubrics.criteria[raise.criterion];
        let claimed = self.assessment.criteria[raise.criterion].claimed.low;
        let first = raise.from.max(claimed);
        let transitions = Level::ALL[first as usize..(raise.to as usize).max(first as usize)].iter();
        let mut actions: Vec<String> = transitions
            .map(|from| {
                let step = criterion.next_at(*from);
                let to = Level::ALL[*from as usize + 1];
                let effort = &rubrics.scale.efforts[step.effort].word;
                format!("From {} to {} ({effort}): {}", from.word(), to.word(), step.action)
            })
            .collect();
        if self.assessment.options.strict {
            actions.push(self.evidence_action());
        }
        PlanStep {
            rule: self.tables.rule(Subject::Criterion(raise.criterion)),
            what: "raise",
            from: Some(raise.from),
            to: Some(raise.to),
            actions,
            facts: self.cases().lacks(&criterion.when[raise.to as usize - 1]),
            days: raise.days,
            holds: raise.held,
        }
    }

    fn evidence(self, subject: Subject) -> PlanStep<'a> {
        let scale = &self.assessment.rubrics.scale;
        PlanStep {
            rule: self.tables.rule(subject),
            what: "evidence",
            from: None,
            to: None,
            actions: vec![self.evidence_action()],
            facts: Vec::new(),
            days: scale.efforts[scale.evidence_effort].days,
            holds: true,
        }
    }

    fn evidence_action(self) -> String {
        let scale = &self.assessment.rubrics.scale;
        let effort = &scale.efforts[scale.evidence_effort].word;
        format!("Name a file that shows it beside the facts that it rests on, as `evidence:` ({effort})")
    }

    fn rule_out(self, subject: Subject, truth: Truth) -> PlanStep<'a> {
        let rule = self.tables.rule(subject);
        let case = self.cases().of(subject);
        let step = rule.step_at(Level::Absent);
        let days = match subject {
            Subject::Pattern(pattern) => {
                let rubrics = self.assessment.rubrics;
                rubrics.scale.efforts[rubrics.patterns[pattern].next.effort].days
            }
            Subject::Criterion(_) | Subject::Sector(_) => 0.0,
        };
        let facts = if truth == Truth::Unknown { case.lacks } else { Vec::new() };
        PlanStep {
            rule,
            what: "rule out",
            from: None,
            to: None,
            actions: vec![step.says()],
            facts,
            days,
            holds: true,
        }
    }

    /// The questions whose answers may save work: those that leave a raised level or a pattern open. Where there is no
    /// verdict yet, also the fewest that settle it.
    fn questions(self, plan: &Plan) -> Vec<PlanQuestion<'a>> {
        let rubrics = self.assessment.rubrics;
        let mut questions: Vec<PlanQuestion> = Vec::new();
        let mut add =
            |says: String, rule: &'a Rule<'a>, days: f64| match questions.iter_mut().find(|q| q.says == says)
            {
                Some(known) => {
                    known.saves.push(rule);
                    known.days += days;
                }
                None => questions.push(PlanQuestion { says, saves: vec![rule], days }),
            };
        for raise in plan.raises.iter().filter(|raise| raise.may_be > raise.from) {
            let rule = self.tables.rule(Subject::Criterion(raise.criterion));
            let condition = &rubrics.criteria[raise.criterion].when[raise.may_be as usize - 1];
            let asked = self.cases().lacks(condition).into_iter().filter(|says| says.starts_with("Ask: "));
            asked.for_each(|says| add(says[5..].to_owned(), rule, raise.days));
        }
        for (pattern, _) in plan.patterns.iter().filter(|(_, truth)| *truth == Truth::Unknown) {
            let rule = self.tables.rule(Subject::Pattern(*pattern));
            let days = rubrics.scale.efforts[rubrics.patterns[*pattern].next.effort].days;
            let asked = self.cases().of(Subject::Pattern(*pattern)).lacks.into_iter();
            asked.for_each(|says| add(says.strip_prefix("Ask: ").unwrap_or(&says).to_owned(), rule, days));
        }
        questions.sort_by(|a, b| b.days.total_cmp(&a.days));
        let settling = self.assessment.fewest.iter().flatten().map(|fact| self.asks(*fact));
        let missing: Vec<String> =
            settling.filter(|says| !questions.iter().any(|q| q.says.contains(says.as_str()))).collect();
        questions.extend(missing.into_iter().map(|says| PlanQuestion { says, saves: Vec::new(), days: 0.0 }));
        questions
    }

    fn asks(self, fact: FactId) -> String {
        let fact = self.tables.fact(fact);
        format!("{} ({})", fact.ask, fact.answer)
    }
}

const UPPER_BOUND: &str = "Days are sizes of effort, as docs/scoring.md has them, a convention; a step that helps two \
                           criteria at once is counted twice, so that it may take less.";

impl PlanReport<'_> {
    /// The plan as a document; its steps can be ticked.
    pub fn sheet(&self) -> Sheet {
        let called = self.name.map_or_else(|| self.file.to_owned(), |name| text::shorten(name, 90));
        let title = match self.from == self.to {
            true => format!("{called}: {}", self.to),
            false => format!("{called}: from {} to {}", self.from, self.to),
        };
        let mut sheet = Sheet { title, kicker: "A plan", blocks: Vec::new() };
        sheet.add_texts(self.says.iter().cloned());
        let question = |question: &PlanQuestion| {
            let saves: Vec<String> = question.saves.iter().map(|rule| format!("“{}”", rule.title)).collect();
            let line = match saves.is_empty() {
                true => "The verdict cannot be told before it is answered.".to_owned(),
                false => format!(
                    "A good answer may save {} of the work on {}.",
                    days_words(question.days),
                    text::join(&saves, "and")
                ),
            };
            Point { head: question.says.clone(), lines: vec![line] }
        };
        sheet.add_points(
            "Ask first: an answer may save the work",
            Marks::Boxes,
            self.questions.iter().map(question).collect(),
        );
        let (held, scored): (Vec<&PlanStep>, Vec<&PlanStep>) = self.steps.iter().partition(|step| step.holds);
        let points = |steps: &[&PlanStep]| steps.iter().map(|step| step.point()).collect::<Vec<_>>();
        sheet.add_points("What the verdict waits for, in this order", Marks::Boxes, points(&held));
        sheet.add_points("Then, for the score", Marks::Boxes, points(&scored));
        if !self.reached && self.steps.is_empty() {
            sheet.blocks.push(Block::Text(format!("It is {}, with a score of {}.", self.from, self.score)));
        }
        sheet
    }
}

impl PlanStep<'_> {
    fn point(&self) -> Point {
        let what = match (self.from, self.to) {
            (Some(from), Some(to)) => format!("{}: from {} to {}", self.rule.title, from.word(), to.word()),
            _ if self.what == "evidence" => format!("{}: evidence", self.rule.title),
            _ => format!("Rule out: {}", self.rule.title),
        };
        let mut lines = self.actions.clone();
        lines.extend(self.facts.iter().cloned());
        Point { head: format!("{what} ({}; {})", days_words(self.days), self.rule.id), lines }
    }
}

/// `half a day`, `3 days`, `15 days`.
fn days_words(days: f64) -> String {
    match days {
        0.5 => "half a working day".to_owned(),
        1.0 => "1 working day".to_owned(),
        _ => format!("{} working days", text::number(days)),
    }
}
