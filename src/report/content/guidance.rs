//! What is read off the facts beside score and findings: the form that fits, the number of sectors, a first step that a
//! document names, and the needs.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Place, Tables};
use crate::assess::{self, Assessment, FormView, Subject};
use crate::proposal::{Answer, Route};
use crate::rubric::{CriterionId, FirstStep, Level, Remark};
use crate::text::{capital, join};

/// What is read off the facts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Guidance<'a> {
    /// Whether it should be a collaboration at all, and which form the facts speak for.
    pub form: FormSection<'a>,
    /// What the documents say of so many sectors; nothing where the number is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number_of_sectors: Option<String>,
    /// The first steps that the documents name, each in a sentence.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first_steps: Vec<String>,
    /// What there is to tell of the needs: those that nobody meets, and those that several meet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
}

/// Which form of working together the facts speak for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormSection<'a> {
    /// The answer in a sentence.
    pub says: String,
    /// Every form for or against which a fact speaks.
    pub forms: Vec<FormText<'a>>,
    /// Where the grounds come from, and what of them is a convention.
    pub rests_on: &'a str,
}

/// A form, and what speaks for it and against it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FormText<'a> {
    /// What it is called.
    pub form: &'a str,
    /// What it means.
    pub means: &'a str,
    /// What speaks for it.
    #[serde(rename = "for")]
    pub speaks_for: Vec<GroundText<'a>>,
    /// What speaks against it.
    pub against: Vec<GroundText<'a>>,
}

/// What speaks for a form or against it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroundText<'a> {
    /// What it says, without a full stop.
    pub says: &'a str,
    /// The facts that it rests on.
    pub places: Vec<Place<'a>>,
}

impl GroundText<'_> {
    /// What it says, with its lines: `The service is easy to specify (line 12)`.
    pub fn with_lines(&self) -> String {
        let said: Vec<Place> = self.places.iter().filter(|place| place.is_said()).cloned().collect();
        if said.is_empty() {
            self.says.to_owned()
        } else {
            format!("{} ({})", self.says, super::lines(&said))
        }
    }
}

/// The guidance for a proposal.
pub(super) fn guidance<'a>(assessment: &'a Assessment<'a>, tables: &'a Tables<'a>) -> Guidance<'a> {
    let steps = &assessment.rubrics.guidance.first_steps;
    Guidance {
        form: FormSection {
            says: form_says(&assessment.forms),
            forms: assessment
                .forms
                .iter()
                .filter(|form| !form.grounds.is_empty())
                .map(|f| of(assessment, f))
                .collect(),
            rests_on: &assessment.rubrics.guidance.forms_rest_on,
        },
        number_of_sectors: assessment.number_of_sectors.map(|remark| number_says(assessment, remark)),
        first_steps: steps.iter().filter_map(|step| step_says(assessment, tables, step)).collect(),
        needs: needs_say(&assessment.needs),
    }
}

fn of<'a>(assessment: &'a Assessment<'a>, view: &'a FormView<'a>) -> FormText<'a> {
    let grounds = |speaks_for: bool| {
        let all = view.grounds.iter().map(|(place, facts)| (&view.form.grounds[*place], facts));
        all.filter(|(ground, _)| ground.speaks_for == speaks_for)
            .map(|(ground, facts)| GroundText { says: &ground.says, places: places(assessment, facts) })
            .collect()
    };
    FormText {
        form: &view.form.form,
        means: &view.form.means,
        speaks_for: grounds(true),
        against: grounds(false),
    }
}

fn places<'a>(assessment: &'a Assessment<'a>, facts: &[Route]) -> Vec<Place<'a>> {
    facts.iter().map(|fact| Place::of(assessment, *fact)).collect()
}

/// What the file says itself; else the forms for which facts speak and against which none does.
fn form_says(forms: &[FormView]) -> String {
    let named = |which: &dyn Fn(&&FormView) -> bool| -> Vec<String> {
        forms.iter().filter(which).map(|view| view.form.form.clone()).collect()
    };
    let own = named(&|view| view.is_named_by_file());
    if !own.is_empty() {
        return format!("The file itself says that this would do: {}", join(&own, "or"));
    }
    let fit = named(&|view| view.count(true) > 0 && view.count(false) == 0);
    let mixed = named(&|view| view.count(true) > 0 && view.count(false) > 0);
    match (fit.is_empty(), mixed.is_empty()) {
        (false, _) => format!("By the facts given, what fits is {}", join(&fit, "or")),
        (true, false) => format!("The facts speak both for and against {}", join(&mixed, "and")),
        (true, true) => "The file does not yet say what would tell which form fits".to_owned(),
    }
}

fn number_says(assessment: &Assessment, remark: &Remark) -> String {
    let mut says = remark.says.clone();
    if let Some((fact, words)) = &remark.date {
        let answer = &assessment.proposal.slot(*fact).answer;
        if let Answer::Given(_) = answer {
            let dictionary = &assessment.rubrics.dictionary;
            let date = dictionary.say(dictionary.fact(fact.fact), answer);
            says += &format!(" {}", words.replace("{}", &date));
        }
    }
    if let Some(against) = &remark.against {
        says += &format!(" {against}");
    }
    says
}

/// How far a first step is taken; nothing where none of its parts counts.
fn step_says(assessment: &Assessment, tables: &Tables, step: &FirstStep) -> Option<String> {
    let parts = step.criteria.iter().filter_map(|id| assessment.rubrics.criteria.position(|c| c.id == *id));
    let parts: Vec<CriterionId> = parts.filter(|criterion| assessment.criteria[*criterion].counts).collect();
    let (done, open): (Vec<CriterionId>, Vec<CriterionId>) =
        parts.iter().partition(|criterion| assessment.criteria[**criterion].claimed.low >= Level::Sound);
    let title = |criterion: &CriterionId| tables.rule(Subject::Criterion(*criterion)).title.to_owned();
    let missing: Vec<String> = open.iter().map(title).collect();
    let told = match (parts.len(), missing.is_empty()) {
        (0, _) => return None,
        (_, true) => "all of it is there".to_owned(),
        (all, false) => {
            format!("{} of {all} parts are there; still missing: {}", done.len(), missing.join("; "))
        }
    };
    Some(format!("{}: {told}", step.title))
}

fn needs_say(needs: &[assess::NeedView]) -> Vec<String> {
    let unmet: Vec<&str> = (needs.iter())
        .filter(|need| need.met_by.as_ref().is_some_and(Vec::is_empty))
        .map(|need| need.need.as_str())
        .collect();
    let doubled = needs.iter().filter_map(|need| {
        let by = need.met_by.as_ref().filter(|by| by.len() > 1)?;
        Some(format!("{} (by {})", need.need, join(by, "and")))
    });
    let doubled: Vec<String> = doubled.collect();
    let mut says = Vec::new();
    if !unmet.is_empty() {
        says.push(format!("Nobody meets: {}", unmet.join("; ")));
    }
    if !doubled.is_empty() {
        says.push(format!("Met by more than one: {}", doubled.join("; ")));
    }
    says.into_iter().map(|sentence| capital(&sentence)).collect()
}
