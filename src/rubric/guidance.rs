//! What a report reads off the facts beside score and findings: which form of working together the facts speak for, what the
//! documents say of so many sectors, and the first steps that they name.

use serde::{Deserialize, Serialize};

use super::compile::{compile, compile_within};
use super::condition::Condition;
use super::loader::Loader;
use crate::document::{Document, Fields, Node, Problem};
use crate::proposal::{FactRef, Kind};

/// All guidance of a set of rubrics; a set may have none.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Guidance {
    /// Where the grounds for and against a form come from, and what of them is a convention.
    pub forms_rest_on: String,
    /// The forms of working together, or apart.
    pub forms: Vec<Form>,
    /// What is said of the number of sectors that have agreed: the first that holds is told.
    pub numbers: Vec<Remark>,
    /// First steps that a document names.
    pub first_steps: Vec<FirstStep>,
    /// Which partners can answer for what, beside the lead; the first that is about a fact holds.
    pub asked_of: Vec<AskedOf>,
}

/// Which partners can answer for a part of the proposal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AskedOf {
    /// The path of a fact, or of a block with all that is in it.
    pub under: String,
    /// Which partners.
    pub who: Condition,
}

impl AskedOf {
    /// Whether it is about the fact at a path.
    pub fn is_about(&self, path: &str) -> bool {
        path.strip_prefix(self.under.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

/// A way to do the work: alone, by contract, together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Form {
    /// What it is called.
    pub form: String,
    /// What it means.
    pub means: String,
    /// What speaks for it or against it.
    pub grounds: Vec<Ground>,
}

/// What speaks for a form, or against it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ground {
    /// It speaks for the form, not against it.
    pub speaks_for: bool,
    /// The file says so itself, of this form.
    pub own_words: bool,
    /// What it says: a sentence without a full stop.
    pub says: String,
    /// When it holds.
    pub when: Condition,
}

/// A line that is told where a condition holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Remark {
    /// When it is told.
    pub when: Condition,
    /// What it says.
    pub says: String,
    /// A date that belongs to it, and what is said of that where it is given: `{}` stands for the date.
    pub date: Option<(FactRef, String)>,
    /// What published studies say against it.
    pub against: Option<String>,
    /// Points of the documents.
    pub sources: Vec<String>,
}

/// A first step that a document names, told as one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FirstStep {
    /// What it is called.
    pub title: String,
    /// The ids of the criteria that are its parts.
    pub criteria: Vec<String>,
    /// Points of the documents.
    pub sources: Vec<String>,
}

impl Guidance {
    /// Reads `guidance.yaml`.
    pub(super) fn load(document: &Document, loader: &Loader) -> Guidance {
        let Some(mut fields) = Fields::open(&document.root, "the guidance", loader.problems) else {
            return Guidance::default();
        };
        let guidance = Guidance {
            forms_rest_on: fields.text("forms_rest_on").to_owned(),
            forms: fields.list("forms").iter().filter_map(|node| form(node, loader)).collect(),
            numbers: fields.list("numbers").iter().filter_map(|node| remark(node, loader)).collect(),
            first_steps: fields
                .list("first_steps")
                .iter()
                .filter_map(|node| first_step(node, loader))
                .collect(),
            asked_of: fields.list("asked_of").iter().filter_map(|node| asked_of(node, loader)).collect(),
        };
        fields.finish();
        guidance
    }

    /// Every condition in it.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let grounds = self.forms.iter().flat_map(|form| form.grounds.iter().map(|ground| &ground.when));
        grounds.chain(self.numbers.iter().map(|remark| &remark.when))
    }

    /// Every point of a document that it cites.
    pub fn sources(&self) -> impl Iterator<Item = &String> {
        let steps = self.first_steps.iter().flat_map(|step| &step.sources);
        self.numbers.iter().flat_map(|remark| &remark.sources).chain(steps)
    }
}

fn form(node: &Node, loader: &Loader) -> Option<Form> {
    let mut fields = Fields::open(node, "a form", loader.problems)?;
    let form = Form {
        form: fields.text("form").to_owned(),
        means: fields.text("means").to_owned(),
        grounds: fields.list("grounds").iter().filter_map(|node| ground(node, loader)).collect(),
    };
    fields.finish();
    Some(form)
}

fn ground(node: &Node, loader: &Loader) -> Option<Ground> {
    let mut fields = Fields::open(node, "a ground", loader.problems)?;
    let (speaks_for, against) = (fields.optional_text("for"), fields.optional_text("against"));
    if speaks_for.is_some() == against.is_some() {
        let problem = Problem::error(node.span, "a ground speaks for a form or against it");
        loader.problems.push(problem.expected("`for: …` or `against: …`, one of the two"));
    }
    let own_words = fields.yes_no("own_words");
    let when = fields.required("when").and_then(|node| compile(node, loader.dictionary, loader.problems));
    let says = speaks_for.or(against).unwrap_or_default().to_owned();
    fields.finish();
    Some(Ground { speaks_for: speaks_for.is_some(), own_words, says, when: when? })
}

fn remark(node: &Node, loader: &Loader) -> Option<Remark> {
    let mut fields = Fields::open(node, "a remark", loader.problems)?;
    let when = fields.required("when").and_then(|node| compile(node, loader.dictionary, loader.problems));
    let says = fields.text("says").to_owned();
    let date = fields.node("date").and_then(|node| date(node, loader));
    let against = fields.optional_text("against").map(str::to_owned);
    let sources = fields.texts("sources").into_iter().map(|(text, _)| text.to_owned()).collect();
    fields.finish();
    Some(Remark { when: when?, says, date, against, sources })
}

fn date(node: &Node, loader: &Loader) -> Option<(FactRef, String)> {
    let mut fields = Fields::open(node, "a date", loader.problems)?;
    let path = fields.text("fact");
    let fact = loader.dictionary.find(path).map(|id| loader.dictionary.reference(id));
    if fact.is_none() {
        loader.problems.push(Problem::error(fields.span(), format!("the dictionary has no fact `{path}`")));
    }
    let says = fields.text("says").to_owned();
    fields.finish();
    Some((fact?, says))
}

fn asked_of(node: &Node, loader: &Loader) -> Option<AskedOf> {
    let mut fields = Fields::open(node, "who is asked", loader.problems)?;
    let under = fields.text("under").to_owned();
    let who = fields.required("who").and_then(|node| {
        let partners = loader.dictionary.fact(loader.dictionary.find("partners")?);
        let Kind::Records(list) = partners.kind else { return None };
        compile_within(list, node, loader.dictionary, loader.problems)
    });
    let asked_of = AskedOf { under, who: who? };
    if !loader.dictionary.facts().any(|(_, fact)| asked_of.is_about(&fact.path)) {
        let message = format!("the dictionary has nothing at `{}`", asked_of.under);
        loader.problems.push(Problem::error(fields.span(), message).expected("a fact or a block"));
    }
    fields.finish();
    Some(asked_of)
}

fn first_step(node: &Node, loader: &Loader) -> Option<FirstStep> {
    let mut fields = Fields::open(node, "a first step", loader.problems)?;
    let texts = |texts: Vec<(&str, _)>| texts.into_iter().map(|(text, _)| text.to_owned()).collect();
    let step = FirstStep {
        title: fields.text("title").to_owned(),
        criteria: texts(fields.texts("criteria")),
        sources: texts(fields.texts("sources")),
    };
    fields.finish();
    Some(step)
}
