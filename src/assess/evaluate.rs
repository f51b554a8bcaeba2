//! The truth of a condition over a proposal.
//!
//! The law behind every line: what is not said may turn out to be anything. So a condition is true only where it
//! holds whatever the unknown facts are, and false only where it fails whatever they are; taking a fact away can
//! turn true or false into unknown, and never the other way round. Counts, shares and sums are therefore intervals.

use super::bounds::Bounds;
use super::truth::Truth;
use super::wanted::{Gifts, Words};
use crate::proposal::{
    Answer, DateOrder, Datum, DeniedAs, FactRef, ListId, PartialDate, Proposal, Record, Records, Scope, Slot,
};
use crate::rubric::{Condition, Op, Operand, Pattern, Quantity, Threshold};

/// Which facts are taken for known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Those with evidence that somebody can open here: files, not addresses alone.
    Checked,
    /// Those with evidence beside them, and those that need none.
    Evidenced,
    /// Those for which a quote speaks that was found in its file, and those that need none.
    Quoted,
    /// All that are stated.
    Claimed,
}

impl Reading {
    /// Whether what is said at a fact counts.
    fn counts(self, slot: &Slot) -> bool {
        match self {
            Reading::Claimed => true,
            Reading::Evidenced => slot.evidenced,
            Reading::Checked => slot.checked,
            Reading::Quoted => slot.quoted,
        }
    }

    /// Whether a record is there for certain.
    fn counts_record(self, record: &Record) -> bool {
        match self {
            Reading::Claimed => true,
            Reading::Evidenced => record.evidenced,
            Reading::Checked => record.checked,
            Reading::Quoted => record.quoted,
        }
    }
}

/// What a condition is evaluated against.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The proposal.
    pub proposal: &'a Proposal,
    /// Which of its facts count.
    pub reading: Reading,
    /// Today, as the caller says.
    pub as_of: PartialDate,
    /// The record that is being looked at, inside a condition over a list.
    pub record: Option<&'a Record>,
}

const UNKNOWN: &Answer = &Answer::Unknown;

impl<'a> Context<'a> {
    /// A context for a whole proposal.
    pub fn new(proposal: &'a Proposal, reading: Reading, as_of: PartialDate) -> Context<'a> {
        Context { proposal, reading, as_of, record: None }
    }

    /// The same, looking at one record.
    pub fn at(self, record: &'a Record) -> Context<'a> {
        Context { record: Some(record), ..self }
    }

    /// What is said at a fact, in this reading.
    pub fn answer(self, fact: FactRef) -> &'a Answer {
        let slot: &Slot = match (fact.scope, self.record) {
            (Scope::Record(_), Some(record)) => &record.slots[fact.slot as usize],
            (Scope::Record(_), None) => return UNKNOWN,
            (Scope::Root, _) => self.proposal.slot(fact),
        };
        if self.reading.counts(slot) { &slot.answer } else { UNKNOWN }
    }

    /// Whether a record is there for certain in this reading.
    pub(super) fn exists(self, record: &Record) -> Truth {
        if self.reading.counts_record(record) { Truth::True } else { Truth::Unknown }
    }

    /// Whether a record is among those in question.
    pub(super) fn selected(self, record: &'a Record, filter: Option<&Condition>) -> Truth {
        let fulfils = filter.map_or(Truth::True, |condition| self.at(record).evaluate(condition));
        self.exists(record).and(fulfils)
    }

    /// The records of a list; `None` where nothing is known of it.
    ///
    /// A list that is given is known in every reading: want of evidence makes a record a maybe, not the list.
    pub(super) fn list(self, list: ListId) -> Option<&'a Records> {
        let slot = self.proposal.list_slot(list);
        let unproven = !self.reading.counts(slot);
        match slot.answer {
            Answer::Unknown => None,
            Answer::Denied if unproven => None,
            _ => Some(self.proposal.records(list)),
        }
    }

    /// Whether a condition holds.
    pub fn evaluate(self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(inner) => Truth::all(inner.iter().map(|c| self.evaluate(c))),
            Condition::Any(inner) => Truth::any(inner.iter().map(|c| self.evaluate(c))),
            Condition::NoneOf(inner) => !Truth::any(inner.iter().map(|c| self.evaluate(c))),
            Condition::AnsweredBy(ways) => self.answered_by(ways),
            Condition::Stated(fact) => match self.answer(*fact) {
                Answer::Unknown => Truth::Unknown,
                Answer::Denied => Truth::False,
                Answer::Given(_) => Truth::True,
            },
            Condition::Denied(fact) => match self.answer(*fact) {
                Answer::Unknown => Truth::Unknown,
                answer => Truth::from(*answer == Answer::Denied),
            },
            Condition::Is { fact, words } | Condition::Has { fact, words } => match self.answer(*fact) {
                Answer::Unknown => Truth::Unknown,
                answer => Truth::from(words_of(answer) & words != 0),
            },
            Condition::IsYes { fact, yes } => match self.answer(*fact) {
                Answer::Unknown => Truth::Unknown,
                answer => Truth::from((*answer != Answer::Denied) == *yes),
            },
            Condition::Compare { fact, by } => self.compare_fact(*fact, by),
            Condition::Between { from, to, by } => self.between(from, to, by),
            Condition::Count { list, filter, by } => self.count(*list, filter.as_deref(), by),
            Condition::CountItems { fact, by } => match self.answer(*fact) {
                Answer::Unknown => Truth::Unknown,
                answer => self.compare(Bounds::exactly(items(answer)), by),
            },
            Condition::Share { list, filter, holds, by } => self.share(*list, filter.as_deref(), holds, by),
            Condition::Every { list, filter, holds } => self.every(*list, filter.as_deref(), holds),
            Condition::Distinct { of, list, among, unknown_adds, own, counting, filter, by } => {
                let (of, list, among, unknown_adds, own) = (*of, *list, *among, *unknown_adds, *own);
                let filter = filter.as_deref();
                self.compare(
                    self.distinct(Words { of, list, among, unknown_adds, own, counting, filter }),
                    by,
                )
            }
            Condition::Covers { all_of, by_field, list, filter, by } => {
                self.covers(*all_of, *by_field, *list, filter.as_deref(), by)
            }
            Condition::LargestShare { list, of, giver, repaid_by, by } => {
                let gifts = Gifts { of: *of, giver: *giver, repaid_by: *repaid_by };
                self.largest_share(*list, gifts, by)
            }
        }
    }

    /// Whether a pattern is there. What silences it has to be known.
    pub fn is_there(self, pattern: &Pattern) -> Truth {
        match &pattern.unless {
            Some(unless) if self.evaluate(unless) == Truth::True => Truth::False,
            _ => self.evaluate(&pattern.when),
        }
    }

    /// One way that holds settles the question; where none does, one that fails.
    fn answered_by(self, ways: &[Condition]) -> Truth {
        let mut settled = Truth::Unknown;
        for way in ways {
            match self.evaluate(way) {
                Truth::True => return Truth::True,
                Truth::False => settled = Truth::False,
                Truth::Unknown => {}
            }
        }
        settled
    }

    fn compare_fact(self, fact: FactRef, by: &Threshold) -> Truth {
        // Most of what is compared is not known, with a value that is written in the rubric: there is nothing to look at.
        if *self.answer(fact) == Answer::Unknown && matches!(by.right, Operand::Literal(_)) {
            return Truth::Unknown;
        }
        match (self.fact_value(fact), self.value(&by.right)) {
            // A date that is denied compares with nothing, whatever the other side may turn out to be.
            (Value::NoDate, _) | (_, Value::NoDate) => Truth::False,
            (Value::Unknown, _) | (_, Value::Unknown) => Truth::Unknown,
            (Value::Within(left), Value::Known(right)) => {
                measure(right).map_or(Truth::Unknown, |right| left.compare(by.op, right))
            }
            // What is bounded on the other side is looked at from there.
            (Value::Known(left), Value::Within(right)) => {
                measure(left).map_or(Truth::Unknown, |left| right.compare(by.op.turned(), left))
            }
            (Value::Within(_), Value::Within(_)) => Truth::Unknown,
            (Value::Known(Quantity::Date(left)), Value::Known(Quantity::Date(right))) => {
                compare_dates(left, by.op, right)
            }
            (Value::Known(left), Value::Known(right)) => match (measure(left), measure(right)) {
                (Some(left), Some(right)) => Bounds::exactly(left).compare(by.op, right),
                _ => Truth::Unknown,
            },
        }
    }

    fn between(self, from: &Operand, to: &Operand, by: &Threshold) -> Truth {
        match (self.value(from), self.value(to)) {
            (Value::Known(Quantity::Date(from)), Value::Known(Quantity::Date(to))) => {
                let (low, high) = from.months_until(to);
                self.compare(Bounds { low, high }, by)
            }
            (Value::NoDate, _) | (_, Value::NoDate) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// Whether a number compares as a threshold asks.
    pub(super) fn compare(self, left: Bounds, by: &Threshold) -> Truth {
        match self.value(&by.right) {
            Value::Known(right) => measure(right).map_or(Truth::Unknown, |right| left.compare(by.op, right)),
            Value::Within(right) if left.low == left.high => right.compare(by.op.turned(), left.low),
            Value::Within(_) | Value::Unknown => Truth::Unknown,
            Value::NoDate => Truth::False,
        }
    }

    fn value(self, operand: &Operand) -> Value {
        match operand {
            Operand::Literal(quantity) => Value::Known(*quantity),
            Operand::AsOf => Value::Known(Quantity::Date(self.as_of)),
            Operand::Fact(fact) => self.fact_value(*fact),
            Operand::Plus(a, b) => match (self.value(a), self.value(b)) {
                (Value::Known(a), Value::Known(b)) => sum(a, b).map_or(Value::Unknown, Value::Known),
                (Value::NoDate, _) | (_, Value::NoDate) => Value::NoDate,
                _ => Value::Unknown,
            },
            Operand::Times(a, factor) => match self.value(a) {
                Value::Within(Bounds { low, high }) => {
                    Value::Within(Bounds { low: low * factor, high: high * factor })
                }
                Value::Known(Quantity::Number(n)) => Value::Known(Quantity::Number(n * factor)),
                Value::Known(Quantity::Duration(d)) => Value::Known(Quantity::Duration(d.times(*factor))),
                other => other,
            },
        }
    }

    fn fact_value(self, fact: FactRef) -> Value {
        let datum = match self.answer(fact) {
            Answer::Unknown => return Value::Unknown,
            Answer::Denied => return self.denied_value(fact),
            Answer::Given(datum) => datum,
        };
        if let Datum::Within(within) = datum {
            return Value::Within(Bounds { low: within.low, high: within.high });
        }
        Value::Known(match datum {
            Datum::Number(n) => Quantity::Number(*n),
            Datum::Share(share) => Quantity::Share(*share),
            Datum::Money(money) => Quantity::Number(money.amount),
            Datum::Date(date) => Quantity::Date(*date),
            Datum::Duration(length) => Quantity::Duration(*length),
            Datum::Word(word) => match fact.denied {
                DeniedAs::BelowEveryWord(vocabulary) => Quantity::Rank { vocabulary, rank: (*word).into() },
                _ => return Value::Unknown,
            },
            _ => return Value::Unknown,
        })
    }

    /// A denied number is 0, a denied word is below every word, a denied date compares with nothing.
    fn denied_value(self, fact: FactRef) -> Value {
        match fact.denied {
            DeniedAs::Zero => Value::Known(Quantity::Number(0.0)),
            DeniedAs::BelowEveryWord(vocabulary) => Value::Known(Quantity::Rank { vocabulary, rank: -1 }),
            DeniedAs::Incomparable => Value::NoDate,
        }
    }
}

/// What an operand comes to.
enum Value {
    Unknown,
    /// A denied date: comparisons with it are false.
    NoDate,
    /// A number of which not more is known than where it lies; of a length of time in months.
    Within(Bounds),
    Known(Quantity),
}

fn sum(a: Quantity, b: Quantity) -> Option<Quantity> {
    match (a, b) {
        (Quantity::Number(a), Quantity::Number(b)) => Some(Quantity::Number(a + b)),
        (Quantity::Duration(a), Quantity::Duration(b)) => Some(Quantity::Duration(a.plus(b))),
        (Quantity::Date(date), Quantity::Duration(length)) => date.plus(length).map(Quantity::Date),
        _ => None,
    }
}

/// A quantity other than a date, on the line of numbers.
fn measure(quantity: Quantity) -> Option<f64> {
    match quantity {
        Quantity::Number(n) | Quantity::Share(n) => Some(n),
        Quantity::Rank { rank, .. } => Some(rank.into()),
        Quantity::Duration(length) => Some(length.in_months()),
        Quantity::Date(_) => None,
    }
}

fn compare_dates(left: PartialDate, op: Op, right: PartialDate) -> Truth {
    let (earlier, same, later) = match op {
        Op::AtLeast => (false, true, true),
        Op::AtMost => (true, true, false),
        Op::MoreThan => (false, false, true),
        Op::LessThan => (true, false, false),
        Op::Exactly => (false, true, false),
    };
    match left.order(right) {
        DateOrder::Earlier => Truth::from(earlier),
        DateOrder::Same => Truth::from(same),
        DateOrder::Later => Truth::from(later),
        DateOrder::Open => Truth::Unknown,
    }
}

/// The words of an answer, a bit for each.
pub(super) fn words_of(answer: &Answer) -> u64 {
    match answer {
        Answer::Given(Datum::Word(word)) => 1 << word,
        Answer::Given(Datum::Words(words)) => *words,
        _ => 0,
    }
}

fn items(answer: &Answer) -> f64 {
    match answer {
        Answer::Given(Datum::Texts(texts)) => texts.len() as f64,
        answer => f64::from(words_of(answer).count_ones()),
    }
}
