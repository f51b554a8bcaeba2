//! The truth of a condition over a proposal.
//!
//! The law behind every line: what is not said may turn out to be anything. So a condition is true only where it
//! holds whatever the unknown facts are, and false only where it fails whatever they are; taking a fact away can
//! turn true or false into unknown, and never the other way round. Counts, shares and sums are therefore intervals.

use super::truth::Truth;
use crate::proposal::{
    Answer, DateOrder, Datum, DeniedAs, FactRef, ListId, PartialDate, Proposal, Record, Records, Scope, Slot,
};
use crate::rubric::{Condition, Op, Operand, Quantity, Threshold};

/// Which facts are taken for known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Those with evidence beside them, and those that need none.
    Evidenced,
    /// All that are stated.
    Claimed,
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
        if self.reading == Reading::Evidenced && !slot.evidenced { UNKNOWN } else { &slot.answer }
    }

    /// Whether a record is there for certain in this reading.
    fn exists(self, record: &Record) -> Truth {
        if self.reading == Reading::Evidenced && !record.evidenced { Truth::Unknown } else { Truth::True }
    }

    /// Whether a record is among those in question.
    fn selected(self, record: &'a Record, filter: Option<&Condition>) -> Truth {
        let fulfils = filter.map_or(Truth::True, |condition| self.at(record).evaluate(condition));
        self.exists(record).and(fulfils)
    }

    /// The records of a list; `None` where nothing is known of it.
    ///
    /// A list that is given is known in every reading: want of evidence makes a record a maybe, not the list.
    pub(super) fn list(self, list: ListId) -> Option<&'a Records> {
        let slot = self.proposal.list_slot(list);
        let unproven = self.reading == Reading::Evidenced && !slot.evidenced;
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
            Condition::Distinct { of, list, among, unknown_adds, filter, by } => {
                self.compare(self.distinct(*of, *list, *among, *unknown_adds, filter.as_deref()), by)
            }
            Condition::Covers { all_of, by_field, list, filter, by } => {
                self.covers(*all_of, *by_field, *list, filter.as_deref(), by)
            }
            Condition::LargestShare { list, of, giver, by } => match self.largest_share(*list, *of, *giver) {
                LargestShare::Open => Truth::Unknown,
                LargestShare::Nothing => Truth::False,
                LargestShare::Known(share) => self.compare(Bounds::exactly(share), by),
            },
        }
    }

    // ---- comparisons

    fn compare_fact(self, fact: FactRef, by: &Threshold) -> Truth {
        match (self.value(&Operand::Fact(fact)), self.value(&by.right)) {
            // A date that is denied compares with nothing, whatever the other side may turn out to be.
            (Value::NoDate, _) | (_, Value::NoDate) => Truth::False,
            (Value::Unknown, _) | (_, Value::Unknown) => Truth::Unknown,
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

    fn compare(self, left: Bounds, by: &Threshold) -> Truth {
        match self.value(&by.right) {
            Value::Known(right) => measure(right).map_or(Truth::Unknown, |right| left.compare(by.op, right)),
            Value::Unknown => Truth::Unknown,
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

    // ---- lists

    fn count(self, list: ListId, filter: Option<&Condition>, by: &Threshold) -> Truth {
        let Some(records) = self.list(list) else { return self.compare(Bounds::from(0.0), by) };
        let (mut low, mut high) = (0.0, 0.0);
        for record in &records.records {
            match self.selected(record, filter) {
                Truth::True => {
                    low += 1.0;
                    high += 1.0;
                }
                Truth::Unknown => high += 1.0,
                Truth::False => {}
            }
        }
        let bounds = if records.complete { Bounds { low, high } } else { Bounds::from(low) };
        self.compare(bounds, by)
    }

    fn every(self, list: ListId, filter: Option<&Condition>, holds: &Condition) -> Truth {
        let Some(records) = self.list(list) else { return Truth::Unknown };
        let mut one_is_in = false;
        let mut all_out = records.complete;
        let mut open = !records.complete;
        for record in &records.records {
            let selected = self.selected(record, filter);
            if selected == Truth::False {
                continue;
            }
            all_out = false;
            match (selected, self.at(record).evaluate(holds)) {
                (Truth::True, Truth::False) => return Truth::False,
                (Truth::True, Truth::True) => one_is_in = true,
                (Truth::True, Truth::Unknown) => {
                    one_is_in = true;
                    open = true;
                }
                // Whether it is in question or not: it fulfils, and so does no harm.
                (_, Truth::True) => {}
                _ => open = true,
            }
        }
        match (all_out, open || !one_is_in) {
            (true, _) => Truth::False,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::True,
        }
    }

    fn share(self, list: ListId, filter: Option<&Condition>, holds: &Condition, by: &Threshold) -> Truth {
        let Some(records) = self.list(list) else { return Truth::Unknown };
        let mut tally = Tally::default();
        for record in &records.records {
            let selected = self.selected(record, filter);
            if selected != Truth::False {
                tally.add(selected, self.at(record).evaluate(holds));
            }
        }
        if records.complete && tally.is_empty() {
            return Truth::False;
        }
        let bounds = if records.complete { tally.bounds() } else { tally.open_bounds() };
        match self.compare(bounds, by) {
            // With nothing certain in question the list may be empty, and a share of nothing is false.
            Truth::True if tally.certain() == 0.0 => Truth::Unknown,
            truth => truth,
        }
    }

    fn distinct(
        self,
        of: FactRef,
        list: ListId,
        among: u64,
        unknown_adds: u32,
        filter: Option<&Condition>,
    ) -> Bounds {
        let most = f64::from(among.count_ones());
        let Some(records) = self.list(list) else { return Bounds { low: 0.0, high: most } };
        let (mut certain, mut possible, mut unknown) = (0u64, 0u64, 0.0);
        for record in &records.records {
            let selected = self.selected(record, filter);
            if selected == Truth::False {
                continue;
            }
            match self.at(record).answer(of) {
                Answer::Unknown => unknown += f64::from(unknown_adds),
                answer => {
                    let words = words_of(answer) & among;
                    possible |= words;
                    if selected == Truth::True {
                        certain |= words;
                    }
                }
            }
        }
        let low = f64::from(certain.count_ones());
        let high =
            if records.complete { (f64::from(possible.count_ones()) + unknown).min(most) } else { most };
        Bounds { low, high }
    }

    fn covers(
        self,
        all_of: FactRef,
        by_field: FactRef,
        list: ListId,
        filter: Option<&Condition>,
        by: &Threshold,
    ) -> Truth {
        let wanted = match self.answer(all_of) {
            Answer::Unknown => return Truth::Unknown,
            answer => words_of(answer),
        };
        if wanted == 0 {
            return Truth::False;
        }
        let Some(records) = self.list(list) else { return Truth::Unknown };
        let (mut certain, mut possible) = (0u64, if records.complete { 0 } else { wanted });
        for record in &records.records {
            let selected = self.selected(record, filter);
            if selected == Truth::False {
                continue;
            }
            match self.at(record).answer(by_field) {
                // A list of words that is not given may hold any of them.
                Answer::Unknown => possible = wanted,
                answer => {
                    possible |= words_of(answer) & wanted;
                    if selected == Truth::True {
                        certain |= words_of(answer) & wanted;
                    }
                }
            }
        }
        let share = |words: u64| f64::from(words.count_ones()) / f64::from(wanted.count_ones());
        self.compare(Bounds { low: share(certain), high: share(possible) }, by)
    }

    fn largest_share(self, list: ListId, of: FactRef, giver: FactRef) -> LargestShare {
        let Some(records) = self.list(list) else { return LargestShare::Open };
        if !records.complete {
            return LargestShare::Open;
        }
        let mut by_giver: Vec<(&str, f64)> = Vec::new();
        let mut currency = None;
        for record in &records.records {
            let amount = match self.at(record).answer(of) {
                _ if self.exists(record) != Truth::True => return LargestShare::Open,
                // Whatever the only source gives is all there is.
                Answer::Unknown if records.records.len() == 1 => 1.0,
                // A missing amount may be of any size, and so tip everything.
                Answer::Unknown => return LargestShare::Open,
                Answer::Given(Datum::Money(money)) => {
                    if currency.is_some_and(|c| c != money.currency) {
                        return LargestShare::Open;
                    }
                    currency = Some(money.currency);
                    money.amount
                }
                _ => 0.0,
            };
            let name = match self.at(record).answer(giver) {
                Answer::Given(Datum::Text(name)) => &**name,
                // Nobody knows whether this is one of the others.
                _ if amount > 0.0 && records.records.len() > 1 => return LargestShare::Open,
                _ => "",
            };
            match by_giver.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += amount,
                None => by_giver.push((name, amount)),
            }
        }
        let total: f64 = by_giver.iter().map(|(_, sum)| sum).sum();
        let largest = by_giver.iter().map(|(_, sum)| *sum).fold(0.0, f64::max);
        if total > 0.0 { LargestShare::Known(largest / total) } else { LargestShare::Nothing }
    }
}

enum LargestShare {
    Open,
    Nothing,
    Known(f64),
}

/// What an operand comes to.
enum Value {
    Unknown,
    /// A denied date: comparisons with it are false.
    NoDate,
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

fn words_of(answer: &Answer) -> u64 {
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

/// The least and the most that a number can be.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    low: f64,
    high: f64,
}

/// Shares and months are sums of fractions: what differs by less than this is equal.
const HAIR: f64 = 1e-9;

impl Bounds {
    fn exactly(value: f64) -> Bounds {
        Bounds { low: value, high: value }
    }

    /// At least so much, and nobody knows how much more.
    fn from(low: f64) -> Bounds {
        Bounds { low, high: f64::INFINITY }
    }

    fn compare(self, op: Op, right: f64) -> Truth {
        let reaches = |value: f64| value >= right - HAIR;
        let exceeds = |value: f64| value > right + HAIR;
        let (certain, possible) = match op {
            Op::AtLeast => (reaches(self.low), reaches(self.high)),
            Op::MoreThan => (exceeds(self.low), exceeds(self.high)),
            Op::AtMost => (!exceeds(self.high), !exceeds(self.low)),
            Op::LessThan => (!reaches(self.high), !reaches(self.low)),
            Op::Exactly => {
                let inside = reaches(self.high) && !exceeds(self.low);
                (inside && self.high - self.low < HAIR, inside)
            }
        };
        match (certain, possible) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }
}

/// Records by whether they are in question and whether they fulfil.
#[derive(Debug, Default)]
struct Tally {
    fulfil: f64,
    fail: f64,
    open: f64,
    maybe_fulfil: f64,
    maybe_fail: f64,
    maybe_open: f64,
}

impl Tally {
    fn add(&mut self, selected: Truth, holds: Truth) {
        let counter = match (selected, holds) {
            (Truth::True, Truth::True) => &mut self.fulfil,
            (Truth::True, Truth::False) => &mut self.fail,
            (Truth::True, Truth::Unknown) => &mut self.open,
            (_, Truth::True) => &mut self.maybe_fulfil,
            (_, Truth::False) => &mut self.maybe_fail,
            (_, Truth::Unknown) => &mut self.maybe_open,
        };
        *counter += 1.0;
    }

    fn is_empty(&self) -> bool {
        self.certain() + self.maybe_fulfil + self.maybe_fail + self.maybe_open == 0.0
    }

    /// How many are in question for certain.
    fn certain(&self) -> f64 {
        self.fulfil + self.fail + self.open
    }

    /// Lowest where every maybe is in question and fails, highest where each is and fulfils.
    fn bounds(&self) -> Bounds {
        let ratio = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let worst = self.certain() + self.maybe_fail + self.maybe_open;
        let best = self.fulfil + self.open + self.maybe_fulfil + self.maybe_open;
        Bounds { low: ratio(self.fulfil, worst), high: ratio(best, best + self.fail) }
    }

    /// The same where records may be missing from the list: only a certain failure keeps the share below all, and only
    /// a certain success above nothing.
    fn open_bounds(&self) -> Bounds {
        let low = if self.fulfil > 0.0 { 2.0 * HAIR } else { 0.0 };
        let high = if self.fail > 0.0 { 1.0 - 2.0 * HAIR } else { 1.0 };
        Bounds { low, high }
    }
}
