//! Alterations of the rubrics that no example notices: nothing holds that part of a condition in place.

use super::examples::{Example, criterion_outcome, outcome, pattern_outcome};
use super::mutants::mutants;
use crate::assess::Subject;
use crate::proposal::Dictionary;
use crate::rubric::{Condition, Criterion, Level, Pattern, Rubrics};

/// The alterations that no example notices, for every criterion and pattern, in words.
///
/// An example that fails as it is would seem to notice everything, and is left out.
pub fn survivors(rubrics: &Rubrics, examples: &[Example]) -> Vec<(Subject, String)> {
    let of = |subject: Subject| -> Vec<&Example> {
        examples.iter().filter(|e| e.subject == subject && outcome(rubrics, e) == e.expected).collect()
    };
    let criteria = rubrics.criteria.iter_enumerated().map(|(id, criterion)| {
        let subject = Subject::Criterion(id);
        (subject, of_criterion(criterion, &of(subject), &rubrics.dictionary))
    });
    let patterns = rubrics.patterns.iter_enumerated().map(|(id, pattern)| {
        let subject = Subject::Pattern(id);
        (subject, of_pattern(pattern, &of(subject), &rubrics.dictionary))
    });
    let all = criteria.chain(patterns);
    all.flat_map(|(subject, found)| found.into_iter().map(move |what| (subject, what))).collect()
}

fn of_criterion(criterion: &Criterion, examples: &[&Example], dictionary: &Dictionary) -> Vec<String> {
    let is_noticed = |altered: &Criterion| {
        examples.iter().any(|example| criterion_outcome(altered, example) != example.expected)
    };
    let mut found = Vec::new();
    let levels = [Level::Weak, Level::Sound, Level::Strong];
    for ((place, condition), level) in criterion.when.iter().enumerate().zip(levels) {
        let mut altered = criterion.clone();
        found.extend(unnoticed(level.word(), condition, dictionary, |condition| {
            altered.when[place] = condition;
            is_noticed(&altered)
        }));
    }
    if let Some(condition) = &criterion.applies_when {
        let mut altered = criterion.clone();
        found.extend(unnoticed("applies_when", condition, dictionary, |condition| {
            altered.applies_when = Some(condition);
            is_noticed(&altered)
        }));
    }
    found
}

fn of_pattern(pattern: &Pattern, examples: &[&Example], dictionary: &Dictionary) -> Vec<String> {
    let is_noticed = |altered: &Pattern| {
        examples.iter().any(|example| pattern_outcome(altered, example) != example.expected)
    };
    let mut altered = pattern.clone();
    let mut found = unnoticed("when", &pattern.when, dictionary, |condition| {
        altered.when = condition;
        is_noticed(&altered)
    });
    if let Some(unless) = &pattern.unless {
        let mut altered = pattern.clone();
        found.extend(unnoticed("unless", unless, dictionary, |condition| {
            altered.unless = Some(condition);
            is_noticed(&altered)
        }));
    }
    if let Some(worse) = &pattern.worse {
        let mut altered = pattern.clone();
        found.extend(unnoticed("worse_when", &worse.when, dictionary, |condition| {
            altered.worse.iter_mut().for_each(|worse| worse.when = condition.clone());
            is_noticed(&altered)
        }));
    }
    found
}

/// The alterations of one condition that are not noticed.
fn unnoticed(
    name: &str,
    condition: &Condition,
    dictionary: &Dictionary,
    mut is_noticed: impl FnMut(Condition) -> bool,
) -> Vec<String> {
    let mutants = mutants(condition, dictionary).into_iter();
    mutants.filter_map(|(what, altered)| (!is_noticed(altered)).then(|| format!("{name}: {what}"))).collect()
}
