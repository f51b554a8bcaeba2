//! Which conditions cannot hold where another fails, by their form alone.

use super::condition::Condition;
use super::threshold::{Op, Operand, Quantity, Threshold};

impl Condition {
    /// Whether it is known to fail wherever the other is known to fail. Told by the form of the two: a no may be wrong, a
    /// yes is not.
    pub fn fails_with(&self, other: &Condition) -> bool {
        if self == other {
            return true;
        }
        match (self, other) {
            (_, Condition::All(parts)) => parts.iter().all(|part| self.fails_with(part)),
            (Condition::Any(parts), _) => parts.iter().all(|part| part.fails_with(other)),
            (Condition::All(parts), _) if parts.iter().any(|part| part.fails_with(other)) => true,
            (_, Condition::Any(parts)) => parts.iter().any(|part| self.fails_with(part)),
            (Condition::AnsweredBy(own), Condition::AnsweredBy(ways)) => {
                own.len() == ways.len() && own.iter().zip(ways).all(|(own, way)| own.fails_with(way))
            }
            _ => self.asks_more_than(other),
        }
    }

    /// Whether both measure the same and this one asks for more.
    fn asks_more_than(&self, other: &Condition) -> bool {
        let (own, theirs) = (self.parts(), other.parts());
        let kind = std::mem::discriminant(self) == std::mem::discriminant(other);
        let places = own.tested == theirs.tested && own.list == theirs.list && own.fields == theirs.fields;
        let same_records =
            own.filter == theirs.filter && own.holds == theirs.holds && own.ends == theirs.ends;
        let words = match (own.words, theirs.words) {
            (Some(own), Some(theirs)) if own_threshold_is_none(self) => own & !theirs == 0,
            (own, theirs) => own == theirs,
        };
        let by = match (own.threshold, theirs.threshold) {
            (Some(own), Some(theirs)) => own.asks_at_least(theirs),
            (own, theirs) => own.is_none() && theirs.is_none(),
        };
        let joined = own.joined.is_empty() && theirs.joined.is_empty();
        kind && places && same_records && words && by && joined && !matches!(self, Condition::IsYes { .. })
    }
}

/// Fewer words to choose from ask for more; of a count of words they do not.
fn own_threshold_is_none(condition: &Condition) -> bool {
    condition.threshold().is_none()
}

impl Threshold {
    /// Whether what does not reach the other's value does not reach this one's either.
    fn asks_at_least(&self, other: &Threshold) -> bool {
        if self == other {
            return true;
        }
        let (Operand::Literal(own), Operand::Literal(theirs)) = (&self.right, &other.right) else {
            return false;
        };
        let Some((own, theirs)) = number(own).zip(number(theirs)) else { return false };
        match (self.op, other.op) {
            (Op::AtLeast | Op::MoreThan, Op::AtLeast) | (Op::MoreThan, Op::MoreThan) => own >= theirs,
            (Op::AtMost | Op::LessThan, Op::AtMost) | (Op::LessThan, Op::LessThan) => own <= theirs,
            _ => false,
        }
    }
}

fn number(quantity: &Quantity) -> Option<f64> {
    match quantity {
        Quantity::Number(number) | Quantity::Share(number) => Some(*number),
        Quantity::Rank { rank, .. } => Some(f64::from(*rank)),
        Quantity::Duration(length) => Some(length.in_months()),
        Quantity::Date(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Limits, Problems, parse};
    use crate::rubric::{Rubrics, compile};

    fn fails_with(one: &str, other: &str) -> bool {
        let rubrics = Rubrics::bundled();
        let compiled = |text: &str| {
            let problems = Problems::default();
            let document = parse(text, &Limits::default()).documents.remove(0);
            compile(&document.root, &rubrics.dictionary, &problems).expect("a condition")
        };
        compiled(one).fails_with(&compiled(other))
    }

    #[test]
    fn what_asks_for_more_of_the_same_fails_wherever_the_other_fails() {
        let least = |number: u8| format!("{{count: {{list: goals, at_least: {number}}}}}");
        assert!(fails_with(&least(3), &least(2)));
        assert!(!fails_with(&least(2), &least(3)));
        assert!(fails_with(&format!("{{all: [{}, {{fact: name, stated: yes}}]}}", least(3)), &least(2)));
        assert!(!fails_with(&least(3), &format!("{{all: [{}, {{fact: name, stated: yes}}]}}", least(2))));
        assert!(fails_with(&least(3), &format!("{{any: [{}, {{fact: name, stated: yes}}]}}", least(2))));
    }

    #[test]
    fn another_fact_or_a_higher_word_tells_nothing() {
        let part = |word: &str| format!("{{fact: community.part, at_least: {word}}}");
        assert!(fails_with(&part("leads"), &part("told")));
        assert!(!fails_with(&part("told"), &part("leads")));
        assert!(!fails_with("{fact: name, stated: yes}", &part("told")));
    }
}
