//! What is read off the facts beside score and findings: the forms that they speak for, the number of sectors, the needs.

use super::evaluate::Context;
use super::explain::Explainer;
use super::truth::Truth;
use crate::proposal::{Answer, Datum, Route, fold_name};
use crate::rubric::{Form, Remark, Rubrics};

/// A form of working together, and what speaks for it and against it.
#[derive(Debug, Clone)]
pub struct FormView<'a> {
    /// The form.
    pub form: &'a Form,
    /// The places of its grounds that hold, each with the facts that it rests on.
    pub grounds: Vec<(usize, Vec<Route>)>,
}

impl FormView<'_> {
    /// How many grounds speak for it, or against it.
    pub fn count(&self, speaks_for: bool) -> usize {
        self.grounds.iter().filter(|(place, _)| self.form.grounds[*place].speaks_for == speaks_for).count()
    }

    /// The file itself says that this form would do.
    pub fn is_named_by_file(&self) -> bool {
        self.grounds.iter().any(|(place, _)| self.form.grounds[*place].own_words)
    }
}

/// A need of the people concerned, and who meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedView {
    /// What it is called; its number where it has no name.
    pub need: String,
    /// Who meets it, each once; nothing where that is not said.
    pub met_by: Option<Vec<String>>,
    /// Where it stands.
    pub route: Route,
}

/// Every form, in the order of the guidance.
pub fn forms<'a>(rubrics: &'a Rubrics, claimed: Context) -> Vec<FormView<'a>> {
    let explainer = Explainer::new(claimed, &rubrics.dictionary);
    let view = |form: &'a Form| {
        let holds = form.grounds.iter().enumerate().filter(|(_, g)| claimed.evaluate(&g.when) == Truth::True);
        let with_facts = |(place, ground): (usize, &crate::rubric::Ground)| {
            let mut facts = explainer.grounds(&ground.when, Truth::True).blamed;
            facts.sort_unstable();
            facts.dedup();
            (place, facts)
        };
        FormView { form, grounds: holds.map(with_facts).collect() }
    };
    rubrics.guidance.forms.iter().map(view).collect()
}

/// What is said of the number of sectors that have agreed, where it is known.
pub fn number<'a>(rubrics: &'a Rubrics, claimed: Context) -> Option<&'a Remark> {
    rubrics.guidance.numbers.iter().find(|remark| claimed.evaluate(&remark.when) == Truth::True)
}

/// The needs that the proposal lists.
pub fn needs(rubrics: &Rubrics, claimed: Context) -> Vec<NeedView> {
    let Some(needs) = rubrics.product.needs else { return Vec::new() };
    let records = claimed.list(needs.list).map_or(&[][..], |records| &records.records);
    let view = |(number, record)| {
        let here = claimed.at(record);
        let need = match here.answer(needs.need) {
            Answer::Given(Datum::Text(text)) => text.to_string(),
            _ => format!("need {}", number + 1),
        };
        let met_by = match here.answer(needs.met_by) {
            Answer::Given(Datum::Texts(who)) => Some(each_once(who.iter().map(|name| name.to_string()))),
            Answer::Denied => Some(Vec::new()),
            _ => None,
        };
        let fact = rubrics.dictionary.list(needs.list).fact;
        NeedView { need, met_by, route: Route { fact, record: Some(number as u32) } }
    };
    records.iter().enumerate().map(view).collect()
}

/// Names that are alike but for case, spaces, quotes and a leading article are one.
fn each_once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut each: Vec<String> = Vec::new();
    for name in names {
        if each.iter().all(|known| fold_name(known) != fold_name(&name)) {
            each.push(name);
        }
    }
    each
}
