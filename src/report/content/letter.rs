//! The open questions as a letter to the applicant: first those that settle the verdict, then the rest of the core.

use schemars::JsonSchema;
use serde::Serialize;

use super::asks::Ask;
use super::places::record_called;
use super::sheet::{Block, Marks, Point, Sheet};
use super::{Rule, RuleKind, Tables};
use crate::assess::{Assessment, Context, FindingKind, Reading, Subject, Truth};
use crate::authoring::core_facts;
use crate::proposal::{FactId, Kind, ListId, Route, Scope, fold_name, list_of};
use crate::text;

/// A letter.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Letter<'a> {
    /// The file, as reports write it.
    pub file: &'a str,
    /// What the collaboration is called.
    pub name: Option<&'a str>,
    /// The partner that is asked; the applicant without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<String>,
    /// What stands before the questions.
    pub opening: Vec<String>,
    /// The fewest questions that settle the verdict, whatever the answers.
    pub settle: Vec<LetterQuestion<'a>>,
    /// The other questions, most telling first.
    pub further: Vec<LetterQuestion<'a>>,
    /// How many questions about further checks are left out.
    pub left_out: usize,
    /// What stands behind them.
    pub closing: Vec<String>,
}

/// One question of a letter.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LetterQuestion<'a> {
    /// What to ask, of which records.
    #[serde(flatten)]
    pub ask: Ask<'a>,
    /// The question in words.
    pub says: String,
    /// What answers it.
    pub answer: String,
    /// The words to choose from, with what they mean; none where it takes another kind of answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// What to say of each record of a list that is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of_each: Vec<String>,
    /// Why it is asked.
    pub why: String,
    /// The rule that the answer is for.
    #[serde(serialize_with = "super::tables::rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
}

/// What a letter is to hold.
#[derive(Debug, Clone, Copy, Default)]
pub struct LetterFor<'n> {
    /// Questions about further checks too, and not only about the core.
    pub all: bool,
    /// Only what this partner can answer: its number in the list.
    pub partner: Option<(u32, &'n str)>,
}

/// A question to come: the fact, the records of which it is asked, and the rule that waits for it.
struct Open {
    fact: FactId,
    routes: Vec<Route>,
    subject: Subject,
}

impl<'a> Letter<'a> {
    /// The letter on an assessment that was asked for the fewest facts.
    pub fn of(
        assessment: &'a Assessment<'a>,
        tables: &'a Tables<'a>,
        file: &'a str,
        to: LetterFor,
    ) -> Letter<'a> {
        let writer = Writer { assessment, tables, to };
        let fewest = assessment.fewest.clone().unwrap_or_default();
        let settle: Vec<Open> = fewest.iter().filter_map(|fact| writer.settling(*fact)).collect();
        let (core, rest): (Vec<Open>, Vec<Open>) = writer
            .open()
            .into_iter()
            .filter(|open| !fewest.contains(&open.fact))
            .partition(|open| writer.is_core(open.subject));
        let left_out = if to.all { 0 } else { rest.len() };
        let further = core.into_iter().chain(rest.into_iter().filter(|_| to.all));
        let settle: Vec<LetterQuestion> = settle.into_iter().map(|open| writer.question(open)).collect();
        let further: Vec<LetterQuestion> = further.map(|open| writer.question(open)).collect();
        Letter {
            file,
            name: assessment.name(),
            partner: to.partner.map(|(_, name)| name.to_owned()),
            opening: opening(assessment, to, settle.len() + further.len()),
            settle,
            further,
            left_out,
            closing: CLOSING.iter().map(|says| (*says).to_owned()).collect(),
        }
    }

    /// The letter as a document.
    pub fn sheet(&self) -> Sheet {
        let about = self.name.map_or_else(|| self.file.to_owned(), |name| text::shorten(name, 90));
        let mut sheet = Sheet {
            title: format!("Questions about {about}"),
            kicker: "Questions to the applicant",
            blocks: Vec::new(),
        };
        sheet.add_texts(self.opening.iter().cloned());
        let all: Vec<&LetterQuestion> = self.settle.iter().chain(&self.further).collect();
        let points = |questions: &[LetterQuestion], first: usize| {
            let numbered = questions.iter().enumerate();
            numbered.map(|(number, question)| question.point(&all[..first + number])).collect::<Vec<_>>()
        };
        let first = match self.settle.len() {
            1 => "One answer that settles the verdict".to_owned(),
            number => format!("{number} answers that settle the verdict"),
        };
        sheet.add_points(&first, Marks::Numbers(1), points(&self.settle, 0));
        let heading = if self.settle.is_empty() { "Questions" } else { "Further questions" };
        sheet.add_points(
            heading,
            Marks::Numbers(self.settle.len() + 1),
            points(&self.further, self.settle.len()),
        );
        if self.left_out > 0 {
            let left_out = text::count(self.left_out, "question");
            let says =
                format!("{left_out} about further checks, which move no number, are left out (--all).");
            sheet.blocks.push(Block::Text(text::capital(&says)));
        }
        if !self.settle.is_empty() || !self.further.is_empty() {
            sheet.add_texts(self.closing.iter().cloned());
        }
        sheet
    }
}

impl LetterQuestion<'_> {
    /// The question as a point. Why it is asked is told once for all questions of a rule.
    fn point(&self, before: &[&LetterQuestion]) -> Point {
        let told = before.iter().position(|question| question.rule.id == self.rule.id);
        let why = told.map_or_else(|| self.why.clone(), |number| format!("as for question {}", number + 1));
        let mut lines = vec![format!("Why we ask: {why}")];
        match self.words.is_empty() {
            true => lines.push(format!("Answer: {}", self.answer)),
            false => lines.push(format!("Choose: {}", self.words.join("; "))),
        }
        lines.extend(
            (!self.of_each.is_empty()).then(|| format!("For each, please say: {}", self.of_each.join(" "))),
        );
        Point { head: self.says.clone(), lines }
    }
}

const CLOSING: [&str; 1] =
    ["Where a document shows what you answer, please name it, with the page, or send it along."];

fn opening(assessment: &Assessment, to: LetterFor, questions: usize) -> Vec<String> {
    if questions == 0 {
        let whom = to.partner.map(|(_, name)| format!(" for {name}")).unwrap_or_default();
        return vec![format!("There is no open question{whom}.")];
    }
    let called =
        assessment.name().map_or("the proposal".to_owned(), |name| format!("“{}”", text::shorten(name, 90)));
    let whom = match to.partner {
        Some((_, name)) => {
            format!("We ask {name}, as a partner in {called}, what the proposal does not say yet.")
        }
        None => format!(
            "Thank you for {called}. Before we can answer we need to know some things that it does not say yet."
        ),
    };
    let how = "A word or a line is enough for each. “None” is an answer, and so is “not known yet”: both are better than a \
               guess.";
    vec![whom, how.to_owned()]
}

/// Why something is asked. Of a pattern it is not known that it is there: it is to be ruled out.
fn why(rule: &Rule) -> String {
    match rule.kind {
        RuleKind::Criterion | RuleKind::Sector => rule.why.to_owned(),
        RuleKind::Risk | RuleKind::Tension => format!("to rule out a risk. {}.", rule.title),
    }
}

struct Writer<'a, 'n> {
    assessment: &'a Assessment<'a>,
    tables: &'a Tables<'a>,
    to: LetterFor<'n>,
}

impl<'a> Writer<'a, '_> {
    /// A fact that helps to settle the verdict, asked of all records that lack it; nothing where the partner cannot say.
    fn settling(&self, fact: FactId) -> Option<Open> {
        let rubrics = self.assessment.rubrics;
        let mut routes = self.assessment.routes_of(rubrics.dictionary.reference(fact));
        if matches!(rubrics.dictionary.fact(fact).kind, Kind::Records(_)) || routes.is_empty() {
            routes = vec![Route { fact, record: None }];
        }
        routes.retain(|route| !self.assessment.is_said(*route) || route.record.is_none());
        routes.retain(|route| self.is_asked(*route));
        let core = rubrics.criteria.iter_enumerated().filter(|(_, criterion)| criterion.is_core());
        let mut readers =
            core.filter(|(_, criterion)| rubrics.facts_read(criterion.conditions()).contains(&fact));
        // The one that is not answered is the reason to ask.
        let open = |(number, _): &(crate::rubric::CriterionId, _)| {
            !self.assessment.criteria[*number].claimed.is_answered()
        };
        let (number, _) = readers.find(open)?;
        (!routes.is_empty()).then_some(Open { fact, routes, subject: Subject::Criterion(number) })
    }

    /// Every open question, each fact once, in the order of the findings.
    fn open(&self) -> Vec<Open> {
        let mut all: Vec<Open> = Vec::new();
        let questions = self.assessment.findings.iter();
        for finding in questions.filter(|finding| finding.kind == FindingKind::Question && finding.shown) {
            for route in finding.facts.iter().filter(|route| self.is_asked(**route)) {
                match all.iter_mut().find(|open| open.fact == route.fact) {
                    Some(open) if open.routes.contains(route) => {}
                    Some(open) => open.routes.push(*route),
                    None => {
                        all.push(Open { fact: route.fact, routes: vec![*route], subject: finding.subject })
                    }
                }
            }
        }
        all
    }

    fn is_core(&self, subject: Subject) -> bool {
        match subject {
            Subject::Criterion(number) => self.assessment.rubrics.criteria[number].is_core(),
            Subject::Pattern(number) => self.assessment.rubrics.patterns[number].holds,
            Subject::Sector(_) => true,
        }
    }

    fn question(&self, open: Open) -> LetterQuestion<'a> {
        let dictionary = &self.assessment.rubrics.dictionary;
        let fact = self.tables.fact(open.fact);
        let of = open.routes.iter().filter_map(|route| record_called(self.assessment, *route)).collect();
        let ask = Ask { fact, of };
        let rule = self.tables.rule(open.subject);
        let vocabulary = dictionary.vocabulary(dictionary.fact(open.fact));
        let words = vocabulary.into_iter().flat_map(|vocabulary| &vocabulary.words);
        let mut words: Vec<String> = words.map(|word| format!("“{}” ({})", word.word, word.means)).collect();
        if !words.is_empty() && fact.answer.ends_with("or none") {
            words.push("“none”".to_owned());
        }
        let (answer, of_each) = match dictionary.fact(open.fact).kind {
            Kind::Records(list) => {
                let none = if fact.answer.ends_with("or none") { "; or “none”" } else { "" };
                (format!("all of them, a line each{none}"), self.of_each(list))
            }
            // The brackets of a file are no part of an answer.
            _ => (fact.answer.replace(['[', ']'], ""), Vec::new()),
        };
        LetterQuestion { says: ask.says(), answer, ask, words, of_each, why: why(rule), rule }
    }

    /// What the core asks of each record of a list.
    fn of_each(&self, list: ListId) -> Vec<String> {
        let core = core_facts(self.assessment.rubrics).into_iter();
        let dictionary = &self.assessment.rubrics.dictionary;
        let fields = core.filter(|fact| dictionary.fact(*fact).scope == Scope::Record(list));
        let fields = fields.filter(|fact| dictionary.list(list).key != Some(*fact));
        fields
            .map(|fact| self.tables.fact(fact))
            .map(|fact| format!("{} ({})", fact.ask, fact.answer))
            .collect()
    }

    /// Whether this letter asks for a fact: every letter to the applicant does; one to a partner where the partner is
    /// asked about itself, or about what it answers for.
    fn is_asked(&self, route: Route) -> bool {
        let Some((partner, name)) = self.to.partner else { return true };
        let rubrics = self.assessment.rubrics;
        let (dictionary, product) = (&rubrics.dictionary, &rubrics.product);
        match (list_of(dictionary, route.fact), route.record) {
            (Some(list), Some(record)) if list == product.partners => record == partner,
            (Some(list), None) if list == product.partners => self.leads(partner),
            (Some(list), Some(record)) if dictionary.fact(route.fact).scope != Scope::Root => {
                let records = &self.assessment.proposal.records(list).records;
                let called =
                    self.assessment.proposal.record_name(dictionary, list, &records[record as usize]);
                called.is_some_and(|called| fold_name(&called) == fold_name(name))
                    || self.answers_for(partner, &dictionary.fact(route.fact).path)
            }
            _ => self.answers_for(partner, &dictionary.fact(route.fact).path),
        }
    }

    /// Whether a partner answers for a fact of the whole: by the guidance, or because it leads.
    fn answers_for(&self, partner: u32, path: &str) -> bool {
        match self.assessment.rubrics.guidance.asked_of.iter().find(|asked| asked.is_about(path)) {
            Some(asked) => self.partner(partner).evaluate(&asked.who) == Truth::True,
            None => self.leads(partner),
        }
    }

    fn leads(&self, partner: u32) -> bool {
        let product = &self.assessment.rubrics.product;
        let role = crate::rubric::Condition::Has { fact: product.role, words: 1 << product.lead };
        self.partner(partner).evaluate(&role) == Truth::True
    }

    fn partner(&self, partner: u32) -> Context<'a> {
        let partners = self.assessment.rubrics.product.partners;
        let record = &self.assessment.proposal.records(partners).records[partner as usize];
        Context::new(self.assessment.proposal, Reading::Claimed, self.assessment.options.as_of).at(record)
    }
}
