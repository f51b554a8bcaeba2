//! Which tests of one variable can hold together.
//!
//! A variable is tried with values enough that every combination of its tests that a proposal can bring about is
//! brought about by one of them: each word or set of words that the tests tell apart, each number at which a comparison
//! turns, one between every two of these, and one beyond either end.

use std::collections::BTreeMap;
use std::iter;

use crate::rubric::Op;

/// What a condition asks of its variable.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Test {
    /// That it is given or holds; or that it is not or does not.
    Given(bool),
    /// That it is, or has, one of these words.
    Words(u64),
    /// A comparison on the line of numbers.
    Compared {
        /// How.
        op: Op,
        /// With what.
        with: f64,
        /// What the answer `none` counts as; without, no comparison with it holds.
        none: Option<f64>,
    },
}

/// What values a variable takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Domain {
    /// None, or something of which no more is asked.
    YesNo,
    /// None, or one of so many words in their order.
    OneWord(usize),
    /// None, or any of so many words.
    Words(usize),
    /// None, or a number between two ends.
    Line(f64, f64),
    /// A whole number from 0 to an end: of nothing there are 0.
    Count(f64),
}

/// For each test of a variable, in their order, whether it holds.
pub(super) type Outcome = Vec<bool>;

#[derive(Clone, Copy)]
enum Value {
    None,
    Something,
    Words(u64),
    Number(f64),
}

/// Every outcome that some value of the domain has, each once; nothing where there are more than `most`.
pub(super) fn outcomes(domain: Domain, tests: &[Test], most: usize) -> Option<Vec<Outcome>> {
    let outcome = |value: Value| -> Outcome { tests.iter().map(|test| test.holds(value)).collect() };
    // Keyed by outcome: of values that no test tells apart one is enough.
    let mut found: BTreeMap<Outcome, Value> = BTreeMap::new();
    match domain {
        Domain::YesNo => found.extend([(outcome(Value::Something), Value::Something)]),
        Domain::OneWord(count) => {
            found.extend(bits(count).map(Value::Words).map(|value| (outcome(value), value)));
        }
        Domain::Words(count) => {
            for word in bits(count) {
                // What a set passes with one word more depends on what it passes, and not on which set it is.
                let grown: Vec<u64> = found.values().map(|set| set.words() | word).collect();
                let sets = grown.into_iter().chain([word]).map(Value::Words);
                found.extend(sets.map(|value| (outcome(value), value)));
                if found.len() > most {
                    return None;
                }
            }
        }
        Domain::Line(low, high) => {
            found.extend(points(tests, low, high).map(|value| (outcome(value), value)));
        }
        Domain::Count(high) => {
            found.extend(whole_points(tests, high).map(|value| (outcome(value), value)));
        }
    }
    if !matches!(domain, Domain::Count(_)) {
        found.insert(outcome(Value::None), Value::None);
    }
    (found.len() <= most).then(|| found.into_keys().collect())
}

impl Test {
    fn holds(self, value: Value) -> bool {
        match (self, value) {
            (Test::Given(wanted), Value::None) => !wanted,
            (Test::Given(wanted), Value::Something | Value::Words(_) | Value::Number(_)) => wanted,
            (Test::Words(wanted), value) => value.words() & wanted != 0,
            (Test::Compared { op, with, none }, value) => {
                value.number(none).is_some_and(|left| op.holds(left, with))
            }
        }
    }

    fn threshold(self) -> Option<f64> {
        match self {
            Test::Compared { with, .. } => Some(with),
            Test::Given(_) | Test::Words(_) => None,
        }
    }
}

impl Value {
    fn words(self) -> u64 {
        match self {
            Value::Words(words) => words,
            Value::None | Value::Something | Value::Number(_) => 0,
        }
    }

    /// Where it lies on the line of numbers: a word by its place in the order.
    fn number(self, none: Option<f64>) -> Option<f64> {
        match self {
            Value::None => none,
            Value::Something => None,
            Value::Words(words) => Some(words.trailing_zeros().into()),
            Value::Number(number) => Some(number),
        }
    }
}

/// Each word of a vocabulary, as a bit.
fn bits(count: usize) -> impl Iterator<Item = u64> {
    (0..count.min(64)).map(|place| 1u64 << place)
}

/// The thresholds, what lies between them, and what lies beyond the first and the last.
fn points(tests: &[Test], low: f64, high: f64) -> impl Iterator<Item = Value> {
    let mut points: Vec<f64> = tests.iter().filter_map(|test| test.threshold()).collect();
    points.push(if low.is_finite() { low } else { 0.0 });
    points.sort_by(f64::total_cmp);
    let beyond = [points[0] - 1.0, points[points.len() - 1] + 1.0, high];
    let between: Vec<f64> = points.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])).collect();
    points.extend(between);
    points.extend(beyond);
    points.into_iter().filter(move |point| (low..=high).contains(point)).map(Value::Number)
}

/// The whole numbers next to the thresholds.
fn whole_points(tests: &[Test], high: f64) -> impl Iterator<Item = Value> {
    let thresholds = tests.iter().filter_map(|test| test.threshold()).chain(iter::once(0.0));
    let around = thresholds.flat_map(|at| [-1.0, 0.0, 1.0].map(|step| at.floor() + step));
    around.filter(move |point| (0.0..=high).contains(point)).map(Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(op: Op, with: f64) -> Test {
        Test::Compared { op, with, none: Some(0.0) }
    }

    /// Whether some value of the domain passes all the tests.
    fn pass_together(domain: Domain, tests: &[Test]) -> bool {
        let outcomes = outcomes(domain, tests, 1000).expect("few outcomes");
        outcomes.iter().any(|outcome| outcome.iter().all(|holds| *holds))
    }

    #[test]
    fn a_list_of_words_has_several_of_them_and_a_word_is_one() {
        let both = [Test::Words(0b01), Test::Words(0b10)];
        assert!(pass_together(Domain::Words(3), &both));
        assert!(!pass_together(Domain::OneWord(3), &both));
        assert_eq!(outcomes(Domain::Words(3), &both, 1000).map(|all| all.len()), Some(4));
    }

    #[test]
    fn between_two_thresholds_lies_a_number_and_not_always_a_whole_one() {
        let between = [compared(Op::MoreThan, 3.0), compared(Op::LessThan, 4.0)];
        assert!(pass_together(Domain::Line(f64::NEG_INFINITY, f64::INFINITY), &between));
        assert!(!pass_together(Domain::Count(f64::INFINITY), &between));
        let further = [compared(Op::MoreThan, 3.0), compared(Op::LessThan, 5.0)];
        assert!(pass_together(Domain::Count(f64::INFINITY), &further));
    }

    #[test]
    fn numbers_keep_between_their_ends() {
        assert!(!pass_together(Domain::Count(4.0), &[compared(Op::AtLeast, 5.0)]));
        assert!(!pass_together(Domain::Count(4.0), &[compared(Op::LessThan, 0.0)]));
        assert!(!pass_together(Domain::Line(0.0, 1.0), &[compared(Op::MoreThan, 1.0)]));
        assert!(pass_together(Domain::Line(0.0, 1.0), &[compared(Op::LessThan, 0.01)]));
    }

    #[test]
    fn none_is_a_value_and_compares_as_it_is_told() {
        let nothing = [Test::Given(false), compared(Op::AtMost, 0.0)];
        let line = Domain::Line(f64::NEG_INFINITY, f64::INFINITY);
        assert!(pass_together(line, &nothing));
        let incomparable = Test::Compared { op: Op::AtMost, with: 0.0, none: None };
        assert!(!pass_together(line, &[Test::Given(false), incomparable]));
    }

    #[test]
    fn too_many_outcomes_are_not_tried() {
        let each: Vec<Test> = bits(64).map(Test::Words).collect();
        assert_eq!(outcomes(Domain::Words(64), &each, 1000), None);
    }
}
