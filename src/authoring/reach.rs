//! Whether each level of a criterion can be reached: tried on every combination of the values that its conditions tell
//! apart.
//!
//! What a condition looks at is a variable: one fact, or one figure over a list. A variable takes the values around the
//! thresholds and words that the rubric names, and no others matter. Variables are taken for independent of each
//! other; so a level may be called reachable that is not, and none is called unreachable that can be reached.

use std::collections::BTreeMap;

use crate::rubric::{Condition, Criterion, Level, Op, Operand, Quantity, Threshold};

/// More combinations than these are not tried.
const MOST_COMBINATIONS: usize = 100_000;

/// A value of a variable.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Value {
    Denied,
    /// A number, or how a fact lies to another: less than 0, 0, more than 0.
    Number(f64),
    /// A word or words, one bit each.
    Words(u64),
    True,
    False,
}

type Variables = BTreeMap<String, Vec<Value>>;
type Assignment<'v> = BTreeMap<&'v str, Value>;

/// The levels that no proposal can reach.
pub(super) fn unreachable(criterion: &Criterion) -> Vec<Level> {
    let mut variables = Variables::new();
    criterion.when.iter().for_each(|condition| collect(condition, &mut variables));
    let combinations = variables.values().try_fold(1usize, |product, values| {
        product.checked_mul(values.len()).filter(|p| *p <= MOST_COMBINATIONS)
    });
    let Some(combinations) = combinations else { return Vec::new() };
    let mut reached = [false; 4];
    for number in 0..combinations {
        let mut rest = number;
        let mut assignment = Assignment::new();
        for (name, values) in &variables {
            assignment.insert(name, values[rest % values.len()]);
            rest /= values.len();
        }
        let level = criterion.when.iter().rposition(|c| holds(c, &assignment)).map_or(0, |index| index + 1);
        reached[level] = true;
    }
    Level::ALL.into_iter().filter(|level| !reached[*level as usize]).collect()
}

/// The name of the variable that a condition looks at, and the values it tells apart; `None` for `all`, `any` and `none_of`.
fn variable(condition: &Condition) -> Option<(String, Vec<Value>)> {
    let one_fact = |fact: &crate::proposal::FactRef| format!("fact {}", fact.fact.0);
    Some(match condition {
        Condition::All(_) | Condition::Any(_) | Condition::NoneOf(_) => return None,
        Condition::Stated(fact) | Condition::Denied(fact) => {
            (one_fact(fact), vec![Value::Denied, Value::True])
        }
        Condition::IsYes { fact, .. } => (one_fact(fact), vec![Value::Denied, Value::True]),
        Condition::Is { fact, words } | Condition::Has { fact, words } => {
            let each = (0..64).map(|bit| 1u64 << bit).filter(|bit| words & bit != 0);
            let other = !words & words.wrapping_add(1).max(1);
            (one_fact(fact), each.chain([other, *words]).map(Value::Words).chain([Value::Denied]).collect())
        }
        Condition::Compare { fact, by } => match &by.right {
            Operand::Literal(quantity) => {
                (one_fact(fact), around(*quantity).into_iter().chain([Value::Denied]).collect())
            }
            right => (
                format!("fact {} against {right:?}", fact.fact.0),
                [-1.0, 0.0, 1.0].map(Value::Number).to_vec(),
            ),
        },
        Condition::Every { .. } => (format!("{condition:?}"), vec![Value::True, Value::False]),
        figure => {
            let by = figure.threshold()?;
            let name = name_of_figure(figure, by);
            match &by.right {
                Operand::Literal(quantity) => (name, around(*quantity)),
                _ => (name, [-1.0, 0.0, 1.0].map(Value::Number).to_vec()),
            }
        }
    })
}

/// What a figure over a list measures, whatever it is compared with.
fn name_of_figure(figure: &Condition, by: &Threshold) -> String {
    let comparison = match &by.right {
        Operand::Literal(_) => format!("{by:?}"),
        _ => format!("{:?}", by.op),
    };
    format!("{figure:?}").replace(&comparison, "")
}

fn collect(condition: &Condition, variables: &mut Variables) {
    match variable(condition) {
        Some((name, values)) => {
            let known = variables.entry(name).or_default();
            for value in values {
                if !known.contains(&value) {
                    known.push(value);
                }
            }
        }
        None => condition.children().into_iter().for_each(|child| collect(child, variables)),
    }
}

/// The threshold, and a step to either side.
fn around(quantity: Quantity) -> Vec<Value> {
    match quantity {
        Quantity::Rank { rank, .. } => {
            let word = |rank: i16| if rank < 0 { Value::Denied } else { Value::Words(1 << rank.min(63)) };
            vec![word(rank - 1), word(rank), word(rank + 1)]
        }
        quantity => {
            let number = measure(quantity);
            let step = if number.abs() <= 1.0 && number.fract() != 0.0 { 0.01 } else { 1.0 };
            [number - step, number, number + step].map(Value::Number).to_vec()
        }
    }
}

fn measure(quantity: Quantity) -> f64 {
    match quantity {
        Quantity::Number(n) | Quantity::Share(n) => n,
        Quantity::Duration(length) => length.in_months(),
        Quantity::Rank { rank, .. } => rank.into(),
        // Months from a day long past: enough to put dates in order.
        Quantity::Date(date) => {
            crate::proposal::PartialDate::parse("1800").map_or(0.0, |first| first.months_until(date).0)
        }
    }
}

fn holds(condition: &Condition, assignment: &Assignment) -> bool {
    let value = || {
        variable(condition)
            .and_then(|(name, _)| assignment.get(name.as_str()).copied())
            .unwrap_or(Value::Denied)
    };
    match condition {
        Condition::All(inner) => inner.iter().all(|c| holds(c, assignment)),
        Condition::Any(inner) => inner.iter().any(|c| holds(c, assignment)),
        Condition::NoneOf(inner) => !inner.iter().any(|c| holds(c, assignment)),
        Condition::Stated(_) => value() != Value::Denied,
        Condition::Denied(_) => value() == Value::Denied,
        Condition::IsYes { yes, .. } => (value() != Value::Denied) == *yes,
        Condition::Is { words, .. } | Condition::Has { words, .. } => {
            matches!(value(), Value::Words(given) if given & words != 0)
        }
        Condition::Every { .. } => value() == Value::True,
        _ => condition.threshold().is_some_and(|by| compares(value(), by)),
    }
}

fn compares(value: Value, by: &Threshold) -> bool {
    let right = match &by.right {
        Operand::Literal(quantity) => measure(*quantity),
        _ => 0.0,
    };
    let left = match value {
        Value::Number(n) => n,
        Value::Words(bits) => f64::from(bits.trailing_zeros()),
        // A denied word is below every word, a denied number is 0; a date that is denied compares with nothing.
        Value::Denied => match by.right {
            Operand::Literal(Quantity::Rank { .. }) => -1.0,
            Operand::Literal(Quantity::Date(_)) => return false,
            _ => 0.0,
        },
        // Stated, and nothing is known of its size: on the threshold.
        Value::True | Value::False => right,
    };
    match by.op {
        Op::AtLeast => left >= right,
        Op::AtMost => left <= right,
        Op::MoreThan => left > right,
        Op::LessThan => left < right,
        Op::Exactly => left == right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::Rubrics;

    fn with(change: impl FnOnce(&mut Criterion)) -> Vec<Level> {
        let rubrics = Rubrics::bundled();
        let mut criterion = rubrics.criterion("sectors/four").expect("a criterion").clone();
        change(&mut criterion);
        unreachable(&criterion)
    }

    #[test]
    fn every_level_of_the_bundled_rubrics_can_be_reached() {
        for criterion in &Rubrics::bundled().criteria {
            assert_eq!(unreachable(criterion), [], "{}", criterion.id);
        }
    }

    #[test]
    fn a_level_whose_condition_implies_a_higher_one_is_found() {
        assert_eq!(with(|c| c.when.swap(1, 2)), [Level::Sound], "strong at three, sound at four");
        assert_eq!(with(|c| c.when[0] = c.when[1].clone()), [Level::Weak], "weak as sound");
        assert_eq!(with(|_| ()), []);
    }

    #[test]
    fn a_condition_that_contradicts_itself_is_found() {
        let contradiction = |c: &mut Criterion| {
            let strong = c.when[2].clone();
            c.when[2] = Condition::All(vec![strong.clone(), Condition::NoneOf(vec![strong])]);
        };
        assert_eq!(with(contradiction), [Level::Strong]);
    }
}
