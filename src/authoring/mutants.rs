//! Altered conditions: each comparison and each word changed a little, and each part left out, one at a time.

use super::words::{comparison, measured, operand};
use crate::proposal::{Dictionary, Duration, FactRef};
use crate::rubric::{Condition, Op, Operand, PartsMut, Quantity, Threshold, is_that_it_takes_part};

/// Every condition that differs from this one in one comparison, one word or one part less, with what was altered, in words.
pub fn mutants(condition: &Condition, dictionary: &Dictionary) -> Vec<(String, Condition)> {
    let mut found = Vec::new();
    Mutator { dictionary }.condition(condition, &mut |what, altered| found.push((what, altered)));
    found.retain(|(_, altered)| altered != condition);
    found
}

/// Takes an alteration: what was altered, and the whole condition with it.
type Found<'f> = &'f mut dyn FnMut(String, Condition);

#[derive(Clone, Copy)]
struct Mutator<'a> {
    dictionary: &'a Dictionary,
}

impl Mutator<'_> {
    fn condition(self, condition: &Condition, found: Found) {
        // Every list of partners is under it without being told: no rubric says it, and none can say it otherwise.
        if is_that_it_takes_part(self.dictionary, condition) {
            return;
        }
        self.kind(condition, found);
        self.less(condition, found);
        self.words(condition, found);
        self.inside(condition, found);
        self.comparison(condition, found);
    }

    /// Another kind of condition in the place of this one.
    fn kind(self, condition: &Condition, found: Found) {
        let path = |fact: &FactRef| &self.dictionary.fact(fact.fact).path;
        match condition {
            Condition::All(inner) if inner.len() > 1 => {
                found("all → any".to_owned(), Condition::Any(inner.clone()));
            }
            Condition::Any(inner) if inner.len() > 1 => {
                found("any → all".to_owned(), Condition::All(inner.clone()));
            }
            Condition::AnsweredBy(ways) if ways.len() > 1 => {
                found("answered by → all".to_owned(), Condition::All(ways.clone()));
            }
            Condition::NoneOf(inner) => found("none of → any".to_owned(), Condition::Any(inner.clone())),
            Condition::Stated(fact) => {
                found(format!("{}: stated → denied", path(fact)), Condition::Denied(*fact));
            }
            Condition::Denied(fact) => {
                found(format!("{}: denied → stated", path(fact)), Condition::Stated(*fact));
            }
            Condition::IsYes { fact, yes } => {
                let (from, to) = if *yes { ("yes", "no") } else { ("no", "yes") };
                let altered = Condition::IsYes { fact: *fact, yes: !yes };
                found(format!("{}: {from} → {to}", path(fact)), altered);
            }
            Condition::Every { list, filter, holds } => {
                let by = Threshold { op: Op::MoreThan, right: Operand::Literal(Quantity::Share(0.0)) };
                let (filter, holds) = (filter.clone(), holds.clone());
                found("every → some".to_owned(), Condition::Share { list: *list, filter, holds, by });
            }
            // What these say is in their words, their comparison and the conditions inside.
            Condition::All(_)
            | Condition::Any(_)
            | Condition::AnsweredBy(_)
            | Condition::Is { .. }
            | Condition::Has { .. }
            | Condition::Compare { .. }
            | Condition::Between { .. }
            | Condition::Count { .. }
            | Condition::CountItems { .. }
            | Condition::Share { .. }
            | Condition::Distinct { .. }
            | Condition::Covers { .. }
            | Condition::LargestShare { .. } => {}
        }
    }

    /// One of several conditions that it joins left out.
    fn less(self, condition: &Condition, found: Found) {
        let (joined, whole): (_, fn(Vec<Condition>) -> Condition) = match condition {
            Condition::All(inner) => (inner, Condition::All),
            Condition::Any(inner) => (inner, Condition::Any),
            Condition::AnsweredBy(inner) => (inner, Condition::AnsweredBy),
            Condition::NoneOf(inner) => (inner, Condition::NoneOf),
            _ => return,
        };
        let own = |part: &Condition| !is_that_it_takes_part(self.dictionary, part);
        for (number, part) in joined.iter().enumerate().filter(|(_, part)| joined.len() > 1 && own(part)) {
            let fact = part.parts().tested.or(part.parts().fields[0]);
            let about =
                fact.map_or(String::new(), |fact| format!("{}: ", self.dictionary.fact(fact.fact).path));
            let mut fewer = joined.clone();
            fewer.remove(number);
            found(format!("{about}condition {} of {} left out", number + 1, joined.len()), whole(fewer));
        }
    }

    /// Alterations of the words that it asks for: one less, or one exchanged.
    fn words(self, condition: &Condition, found: Found) {
        let parts = condition.parts();
        let (Some(words), Some(fact)) = (parts.words, parts.tested.or(parts.fields[0])) else { return };
        let definition = self.dictionary.fact(fact.fact);
        let Some(vocabulary) = self.dictionary.vocabulary(definition) else { return };
        let count = vocabulary.words.len();
        // A condition over a list that takes every word names none.
        if parts.list.is_some() && words.count_ones() as usize == count {
            return;
        }
        let mut alter = |what: String, altered: u64| {
            let what = format!("{}: {what}", definition.path);
            altered_by(condition, what, found, |parts| parts.words.map(|words| *words = altered));
        };
        for place in (0..count).filter(|place| words & (1 << place) != 0) {
            let (word, bit) = (&vocabulary.words[place].word, 1u64 << place);
            if words != bit {
                alter(format!("without {word}"), words & !bit);
            }
            let next = (1..count).map(|step| (place + step) % count).find(|next| words & (1 << next) == 0);
            if let Some(next) = next {
                alter(format!("{word} → {}", vocabulary.words[next].word), words & !bit | 1 << next);
            }
        }
    }

    /// Alterations of the conditions inside.
    fn inside(self, condition: &Condition, found: Found) {
        let parts = condition.parts();
        let joined = parts.joined.iter().map(|inner| ("", inner));
        let of_records = [("where ", parts.filter), ("holds ", parts.holds)];
        let of_records = of_records.into_iter().filter_map(|(under, inner)| Some((under, inner?)));
        for (place, (under, inner)) in joined.chain(of_records).enumerate() {
            self.condition(inner, &mut |what, altered| {
                altered_by(condition, format!("{under}{what}"), found, |parts| {
                    parts.conditions().nth(place).map(|inner| *inner = altered)
                });
            });
        }
    }

    /// Alterations of the comparison that it makes.
    fn comparison(self, condition: &Condition, found: Found) {
        let Some(by) = condition.threshold() else { return };
        let measured = measured(condition, self.dictionary);
        let before = comparison(by, self.dictionary);
        let mut alter = |to: String, altered: Threshold| {
            let what = format!("{measured}: {before} → {to}");
            altered_by(condition, what, found, |parts| parts.threshold.map(|by| *by = altered));
        };
        for op in other_ops(by) {
            let altered = Threshold { op, right: by.right.clone() };
            alter(comparison(&altered, self.dictionary), altered);
        }
        for right in self.other_operands(&by.right) {
            alter(operand(&right, self.dictionary), Threshold { op: by.op, right });
        }
    }

    /// The value a step higher and a step lower.
    fn other_operands(self, operand: &Operand) -> Vec<Operand> {
        match operand {
            Operand::Literal(quantity) => {
                self.other_quantities(*quantity).into_iter().map(Operand::Literal).collect()
            }
            Operand::Fact(_) | Operand::AsOf => Vec::new(),
            Operand::Plus(a, b) => {
                let right = self.other_operands(b).into_iter().map(|b| Operand::Plus(a.clone(), Box::new(b)));
                right.chain([(**a).clone()]).collect()
            }
            Operand::Times(a, factor) => vec![(**a).clone(), Operand::Times(a.clone(), factor * 0.5)],
        }
    }

    /// A step that an example can show: one of a number, ten per cent of a whole, a month, a year of a date, a word.
    fn other_quantities(self, quantity: Quantity) -> Vec<Quantity> {
        match quantity {
            Quantity::Number(n) => vec![Quantity::Number(n + 1.0), Quantity::Number(n - 1.0)],
            Quantity::Share(s) => {
                let steps = [s - 0.1, s + 0.1].into_iter().filter(|s| (0.0..=1.0).contains(s));
                steps.map(Quantity::Share).collect()
            }
            Quantity::Duration(length) => {
                let longer = length.plus(Duration::MONTH);
                [longer, length.times(0.75)].map(Quantity::Duration).to_vec()
            }
            Quantity::Date(date) => date.plus(Duration::YEAR).map(Quantity::Date).into_iter().collect(),
            Quantity::Rank { vocabulary, rank } => {
                // One above the last word is above every word, as `none` is below.
                let above = self.dictionary.vocabularies[vocabulary as usize].words.len() as i16;
                let steps = [rank - 1, rank + 1].into_iter().filter(|r| (-1..=above).contains(r));
                steps.map(|rank| Quantity::Rank { vocabulary, rank }).collect()
            }
        }
    }
}

/// Hands over the condition as `alter` has altered one of its parts.
fn altered_by(condition: &Condition, what: String, found: Found, alter: impl FnOnce(PartsMut) -> Option<()>) {
    let mut altered = condition.clone();
    if alter(altered.parts_mut()).is_some() {
        found(what, altered);
    }
}

/// A comparison that is a little stricter or looser, and one that goes the other way.
fn other_ops(by: &Threshold) -> Vec<Op> {
    match by.op {
        // No share exceeds the whole: reaching it is being it.
        Op::AtLeast if by.right == Operand::Literal(Quantity::Share(1.0)) => vec![Op::AtMost],
        Op::AtLeast => vec![Op::MoreThan, Op::AtMost],
        Op::MoreThan => vec![Op::AtLeast, Op::AtMost],
        Op::AtMost => vec![Op::LessThan, Op::AtLeast],
        Op::LessThan => vec![Op::AtMost, Op::AtLeast],
        Op::Exactly => vec![Op::AtLeast],
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::document::{Limits, Problems, parse};
    use crate::rubric::{Rubrics, compile};

    static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

    #[track_caller]
    fn alterations(text: &str) -> Vec<String> {
        let problems = Problems::default();
        let stream = parse(text, &Limits::default());
        let condition = compile(&stream.documents[0].root, &RUBRICS.dictionary, &problems);
        assert_eq!(problems.into_sorted(), []);
        let mutants = mutants(&condition.expect("a condition"), &RUBRICS.dictionary);
        mutants.into_iter().map(|(what, _)| what).collect()
    }

    #[test]
    fn each_part_of_what_is_joined_is_left_out_once() {
        let all =
            alterations("{all: [{fact: aim.statement, stated: yes}, {fact: aim.agreed_by, stated: yes}]}");
        let left_out: Vec<&String> = all.iter().filter(|what| what.contains("left out")).collect();
        let told = ["aim.statement: condition 1 of 2 left out", "aim.agreed_by: condition 2 of 2 left out"];
        assert_eq!(left_out, told);
        let counted =
            alterations("{count: {list: partners, where: {fact: partners.local, is: yes}, at_least: 1}}");
        let left_out: Vec<&String> = counted.iter().filter(|what| what.contains("left out")).collect();
        assert_eq!(
            left_out,
            ["where partners.local: condition 2 of 2 left out"],
            "that they take part stays"
        );
    }

    #[test]
    fn what_was_altered_is_said_in_the_words_of_the_rubric() {
        let told = [
            "partners: at least 3 → more than 3",
            "partners: at least 3 → at most 3",
            "partners: at least 3 → 4",
            "partners: at least 3 → 2",
        ];
        assert_eq!(alterations("{count: {list: partners, at_least: 3}}"), told);
        let told = [
            "partners.commitment: at least signed → more than signed",
            "partners.commitment: at least signed → at most signed",
            "partners.commitment: at least signed → agreed",
            "partners.commitment: at least signed → bound by law",
        ];
        let every =
            alterations("{every: {list: partners, holds: {fact: partners.commitment, at_least: signed}}}");
        assert_eq!(every[0], "every → some");
        assert_eq!(every[1..], told.map(|what| format!("holds {what}")));
    }

    #[test]
    fn every_comparison_and_word_wherever_it_stands_is_altered() {
        let told = alterations(
            "{all: [{fact: stage, is: [design, implementation]}, {between: {from: timing.start, to: {fact: timing.start, plus: 1 year}, at_most: 18 months}}]}",
        );
        for what in [
            "all → any",
            "stage: without design",
            "stage: design → assessment",
            "timing.start and timing.start plus 1 year: at most 18 months → less than 18 months",
            "timing.start and timing.start plus 1 year: at most 18 months → 19 months",
        ] {
            assert!(told.iter().any(|told| told == what), "{what} is not among {told:#?}");
        }
    }

    #[test]
    fn no_condition_of_the_bundled_rubrics_is_told_as_code() {
        let conditions = RUBRICS.criteria.iter().flat_map(|c| c.conditions());
        let conditions = conditions.chain(RUBRICS.patterns.iter().flat_map(|p| p.conditions()));
        for (what, _) in conditions.flat_map(|condition| mutants(condition, &RUBRICS.dictionary)) {
            assert!(!what.contains(['{', '(', '"']) && !what.contains("::"), "{what}");
        }
    }
}
