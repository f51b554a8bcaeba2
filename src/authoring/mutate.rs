//! Altered conditions: each comparison and each word changed a little, one at a time.
//!
//! If no example notices an alteration, nothing holds that part of the condition in place. `rubric test` lists what
//! is not held.

use super::examples::{Example, Subject, criterion_outcome, pattern_outcome};
use crate::proposal::{Dictionary, Duration, FactRef, PartialDate};
use crate::rubric::{Condition, Criterion, Level, Op, Operand, Pattern, Quantity, Rubrics, Threshold};

/// Every condition that differs from this one in one comparison or one word, with what was altered.
pub fn mutants(condition: &Condition, dictionary: &Dictionary) -> Vec<(String, Condition)> {
    let mut found = Vec::new();
    Mutator { dictionary }.condition(condition, &mut |what, altered| found.push((what, altered)));
    found.retain(|(_, altered)| altered != condition);
    found
}

struct Mutator<'a> {
    dictionary: &'a Dictionary,
}

impl Mutator<'_> {
    fn condition(&self, condition: &Condition, found: &mut dyn FnMut(String, Condition)) {
        self.itself(condition, found);
        self.children(condition, found);
        self.comparisons(condition, found);
    }

    /// Alterations of what the condition itself says.
    fn itself(&self, condition: &Condition, found: &mut dyn FnMut(String, Condition)) {
        match condition {
            Condition::All(inner) if inner.len() > 1 => {
                found("all → any".into(), Condition::Any(inner.clone()))
            }
            Condition::Any(inner) if inner.len() > 1 => {
                found("any → all".into(), Condition::All(inner.clone()))
            }
            Condition::NoneOf(inner) => found("none_of → any".into(), Condition::Any(inner.clone())),
            Condition::Stated(fact) => {
                found(format!("{} stated → denied", self.path(*fact)), Condition::Denied(*fact))
            }
            Condition::Denied(fact) => {
                found(format!("{} denied → stated", self.path(*fact)), Condition::Stated(*fact))
            }
            Condition::IsYes { fact, yes } => {
                found(
                    format!("{} is {}", self.path(*fact), if *yes { "no" } else { "yes" }),
                    Condition::IsYes { fact: *fact, yes: !yes },
                );
            }
            Condition::Is { fact, words } => {
                for (what, words) in self.other_words(*fact, *words) {
                    found(what, Condition::Is { fact: *fact, words });
                }
            }
            Condition::Has { fact, words } => {
                for (what, words) in self.other_words(*fact, *words) {
                    found(what, Condition::Has { fact: *fact, words });
                }
            }
            Condition::Distinct { of, among, .. } => {
                let every =
                    self.dictionary.vocabulary(self.dictionary.fact(of.fact)).map_or(0, |v| v.words.len());
                // Without `among` every word counts, and the rubric names none.
                if (among.count_ones() as usize) < every {
                    for (what, words) in self.other_words(*of, *among) {
                        let mut altered = condition.clone();
                        if let Condition::Distinct { among, .. } = &mut altered {
                            *among = words;
                        }
                        found(format!("among: {what}"), altered);
                    }
                }
            }
            Condition::Every { list, filter, holds } => {
                let by = Threshold { op: Op::MoreThan, right: Operand::Literal(Quantity::Share(0.0)) };
                found(
                    "every → some".into(),
                    Condition::Share { list: *list, filter: filter.clone(), holds: holds.clone(), by },
                );
            }
            _ => {}
        }
    }

    /// Alterations inside the conditions that this one is made of.
    fn children(&self, condition: &Condition, found: &mut dyn FnMut(String, Condition)) {
        match condition {
            Condition::All(inner) | Condition::Any(inner) | Condition::NoneOf(inner) => {
                for (number, child) in inner.iter().enumerate() {
                    self.condition(child, &mut |what, altered| {
                        let mut inner = inner.clone();
                        inner[number] = altered;
                        found(
                            what,
                            match condition {
                                Condition::All(_) => Condition::All(inner),
                                Condition::Any(_) => Condition::Any(inner),
                                _ => Condition::NoneOf(inner),
                            },
                        );
                    });
                }
            }
            _ => {
                let mut whole = condition.clone();
                let (filter, holds) = parts_mut(&mut whole);
                let (filter, holds) = (filter.cloned(), holds.cloned());
                if let Some(filter) = filter {
                    self.condition(&filter, &mut |what, altered| {
                        let mut whole = condition.clone();
                        if let (Some(filter), _) = parts_mut(&mut whole) {
                            *filter = altered;
                        }
                        found(format!("where {what}"), whole);
                    });
                }
                if let Some(holds) = holds {
                    self.condition(&holds, &mut |what, altered| {
                        let mut whole = condition.clone();
                        if let (_, Some(holds)) = parts_mut(&mut whole) {
                            *holds = altered;
                        }
                        found(format!("holds {what}"), whole);
                    });
                }
            }
        }
    }

    /// Alterations of the comparison that the condition makes.
    fn comparisons(&self, condition: &Condition, found: &mut dyn FnMut(String, Condition)) {
        let Some(by) = condition.threshold() else { return };
        let strict = match by.op {
            Op::AtLeast => Op::MoreThan,
            Op::MoreThan => Op::AtLeast,
            Op::AtMost => Op::LessThan,
            Op::LessThan => Op::AtMost,
            Op::Exactly => Op::AtLeast,
        };
        let opposite = match by.op {
            Op::AtLeast | Op::MoreThan => Op::AtMost,
            Op::AtMost | Op::LessThan | Op::Exactly => Op::AtLeast,
        };
        let subject = self.subject(condition);
        let mut alter = |op: Op, right: Operand| {
            let mut altered = condition.clone();
            if let Some(by) = threshold_mut(&mut altered) {
                *by = Threshold { op, right };
            }
            // Reaching everything is the same as being everything, and no share exceeds the whole.
            found(format!("{subject}{} → {}", by.op.words(), op.words()), altered);
        };
        let whole = by.right == Operand::Literal(Quantity::Share(1.0)) && by.op == Op::AtLeast;
        if !whole {
            alter(strict, by.right.clone());
        }
        alter(opposite, by.right.clone());
        for right in self.other_operands(&by.right) {
            let mut altered = condition.clone();
            if let Some(by) = threshold_mut(&mut altered) {
                by.right = right.clone();
            }
            found(format!("{subject}{:?} → {right:?}", by.right), altered);
        }
    }

    /// The fact before a comparison, for the message.
    fn subject(&self, condition: &Condition) -> String {
        match condition {
            Condition::Compare { fact, .. } | Condition::CountItems { fact, .. } => {
                format!("{} ", self.path(*fact))
            }
            _ => String::new(),
        }
    }

    /// The value a step higher and a step lower.
    fn other_operands(&self, operand: &Operand) -> Vec<Operand> {
        match operand {
            Operand::Literal(quantity) => {
                other_quantities(*quantity, self.dictionary).into_iter().map(Operand::Literal).collect()
            }
            Operand::Fact(_) | Operand::AsOf => Vec::new(),
            Operand::Plus(a, b) => {
                let right = self.other_operands(b).into_iter().map(|b| Operand::Plus(a.clone(), Box::new(b)));
                right.chain([(**a).clone()]).collect()
            }
            Operand::Times(a, factor) => vec![(**a).clone(), Operand::Times(a.clone(), factor * 0.5)],
        }
    }

    /// The set of words with one word more, one less, or one exchanged.
    fn other_words(&self, fact: FactRef, words: u64) -> Vec<(String, u64)> {
        let definition = self.dictionary.fact(fact.fact);
        let Some(vocabulary) = self.dictionary.vocabulary(definition) else { return Vec::new() };
        let mut found = Vec::new();
        for index in 0..vocabulary.words.len() {
            let word = &vocabulary.words[index].word;
            let bit = 1u64 << index;
            if words & bit == 0 {
                continue;
            }
            if words != bit {
                found.push((format!("{} without {word}", definition.path), words & !bit));
            }
            let next = (1..vocabulary.words.len())
                .map(|step| (index + step) % vocabulary.words.len())
                .find(|i| words & (1 << i) == 0);
            if let Some(next) = next {
                let other = &vocabulary.words[next].word;
                found.push((format!("{} {word} → {other}", definition.path), words & !bit | 1 << next));
            }
        }
        found
    }

    fn path(&self, fact: FactRef) -> &str {
        &self.dictionary.fact(fact.fact).path
    }
}

/// A step that an example can show: one of a count, five per cent of a share, a month, a year of a date, a word.
fn other_quantities(quantity: Quantity, dictionary: &Dictionary) -> Vec<Quantity> {
    match quantity {
        Quantity::Number(n) => vec![Quantity::Number(n + 1.0), Quantity::Number(n - 1.0)],
        Quantity::Share(s) => {
            [s - 0.1, s + 0.1].into_iter().filter(|s| (0.0..=1.0).contains(s)).map(Quantity::Share).collect()
        }
        Quantity::Duration(length) => {
            let month = |n: &str| Duration::parse(n).map(|d| length.plus(d)).map(Quantity::Duration).ok();
            [month("1 month"), Some(Quantity::Duration(length.times(0.75)))].into_iter().flatten().collect()
        }
        Quantity::Date(date) => {
            let year = |d: PartialDate| Duration::parse("1 year").ok().and_then(|length| d.plus(length));
            year(date).map(Quantity::Date).into_iter().collect()
        }
        Quantity::Rank { vocabulary, rank } => {
            let most = dictionary.vocabularies[vocabulary as usize].words.len() as i16;
            let steps = [rank - 1, rank + 1].into_iter().filter(|r| (-1..=most).contains(r));
            steps.map(|rank| Quantity::Rank { vocabulary, rank }).collect()
        }
    }
}

fn threshold_mut(condition: &mut Condition) -> Option<&mut Threshold> {
    match condition {
        Condition::Compare { by, .. }
        | Condition::Between { by, .. }
        | Condition::Count { by, .. }
        | Condition::CountItems { by, .. }
        | Condition::Share { by, .. }
        | Condition::Distinct { by, .. }
        | Condition::Covers { by, .. }
        | Condition::LargestShare { by, .. } => Some(by),
        _ => None,
    }
}

/// The `where` and the `holds` of a condition over a list.
fn parts_mut(condition: &mut Condition) -> (Option<&mut Condition>, Option<&mut Condition>) {
    match condition {
        Condition::Count { filter, .. }
        | Condition::Distinct { filter, .. }
        | Condition::Covers { filter, .. } => (filter.as_deref_mut(), None),
        Condition::Share { filter, holds, .. } | Condition::Every { filter, holds, .. } => {
            (filter.as_deref_mut(), Some(&mut **holds))
        }
        _ => (None, None),
    }
}

/// The alterations that no example notices, for every criterion and pattern.
///
/// An example that fails as it is would seem to notice everything, and is left out.
pub fn survivors(rubrics: &Rubrics, examples: &[Example]) -> Vec<(Subject, String)> {
    let mut survivors = Vec::new();
    let of = |subject: Subject| -> Vec<&Example> {
        examples.iter().filter(|e| e.subject == subject && rubrics.outcome(e) == e.expected).collect()
    };
    for (number, criterion) in rubrics.criteria.iter_enumerated() {
        let subject = Subject::Criterion(number);
        let examples = of(subject);
        let mut try_all = |condition: &Condition, name: &str, replace: &dyn Fn(&mut Criterion, Condition)| {
            for (what, altered) in mutants(condition, &rubrics.dictionary) {
                let mut criterion = criterion.clone();
                replace(&mut criterion, altered);
                let noticed = examples.iter().any(|e| criterion_outcome(&criterion, e) != e.expected);
                if !noticed {
                    survivors.push((subject, format!("{name}: {what}")));
                }
            }
        };
        for level in [Level::Weak, Level::Sound, Level::Strong] {
            let index = level as usize - 1;
            try_all(&criterion.when[index], level.word(), &|c, altered| c.when[index] = altered);
        }
        if let Some(applies) = &criterion.applies_when {
            try_all(applies, "applies_when", &|c, altered| c.applies_when = Some(altered));
        }
    }
    for (number, pattern) in rubrics.patterns.iter_enumerated() {
        let subject = Subject::Pattern(number);
        let examples = of(subject);
        let mut try_all = |condition: &Condition, name: &str, replace: &dyn Fn(&mut Pattern, Condition)| {
            for (what, altered) in mutants(condition, &rubrics.dictionary) {
                let mut pattern = pattern.clone();
                replace(&mut pattern, altered);
                let noticed = examples.iter().any(|e| pattern_outcome(&pattern, e) != e.expected);
                if !noticed {
                    survivors.push((subject, format!("{name}: {what}")));
                }
            }
        };
        try_all(&pattern.when, "when", &|p, altered| p.when = altered);
        if let Some(worse) = &pattern.worse {
            try_all(&worse.when, "worse_when", &|p, altered| {
                if let Some(worse) = &mut p.worse {
                    worse.when = altered;
                }
            });
        }
    }
    survivors
}
