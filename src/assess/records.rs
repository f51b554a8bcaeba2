//! Conditions over the records of a list: counts, shares and sums, as intervals.

use std::collections::HashMap;

use super::bounds::{Bounds, Tally};
use super::evaluate::{Context, words_of};
use super::truth::Truth;
use super::wanted::Gifts;
use crate::proposal::{Answer, Datum, FactRef, ListId, fold_name};
use crate::rubric::{Condition, Threshold};

impl<'a> Context<'a> {
    /// How many records fulfil the filter.
    pub(super) fn count(self, list: ListId, filter: Option<&Condition>, by: &Threshold) -> Truth {
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

    /// Whether all records in question fulfil a condition, and there is one.
    pub(super) fn every(self, list: ListId, filter: Option<&Condition>, holds: &Condition) -> Truth {
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

    /// Which share of the records in question fulfils a condition.
    pub(super) fn share(
        self,
        list: ListId,
        filter: Option<&Condition>,
        holds: &Condition,
        by: &Threshold,
    ) -> Truth {
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

    /// Which share of the words of a fact occurs in a field of the records in question.
    pub(super) fn covers(
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

    /// Which part of a sum comes from the largest giver.
    pub(super) fn largest_share(self, list: ListId, gifts: Gifts, by: &Threshold) -> Truth {
        match self.largest_part(list, gifts) {
            LargestPart::Open => Truth::Unknown,
            LargestPart::OfNothing => Truth::False,
            LargestPart::Known(share) => self.compare(Bounds::exactly(share), by),
        }
    }

    fn largest_part(self, list: ListId, gifts: Gifts) -> LargestPart {
        let Gifts { of, giver, repaid_by } = gifts;
        let Some(records) = self.list(list) else { return LargestPart::Open };
        if !records.complete {
            return LargestPart::Open;
        }
        let mut sums: Vec<f64> = Vec::new();
        let mut by_giver: HashMap<String, usize> = HashMap::new();
        let mut currency = None;
        for record in &records.records {
            // Money that is paid back is no gift beside that of the one who pays it back.
            let is_repaid = |fact| matches!(self.at(record).answer(fact), Answer::Given(_));
            if repaid_by.is_some_and(is_repaid) {
                continue;
            }
            let amount = match self.at(record).answer(of) {
                _ if self.exists(record) != Truth::True => return LargestPart::Open,
                // Whatever the only source gives is all there is.
                Answer::Unknown if records.records.len() == 1 => 1.0,
                // A missing amount may be of any size, and so tip everything.
                Answer::Unknown => return LargestPart::Open,
                Answer::Given(Datum::Money(money)) => {
                    if currency.is_some_and(|c| c != money.currency) {
                        return LargestPart::Open;
                    }
                    currency = Some(money.currency);
                    money.amount
                }
                _ => 0.0,
            };
            let name = match self.at(record).answer(giver) {
                Answer::Given(Datum::Text(name)) => fold_name(name),
                // Nobody knows whether this is one of the others.
                _ if amount > 0.0 && records.records.len() > 1 => return LargestPart::Open,
                _ => String::new(),
            };
            let giver = *by_giver.entry(name).or_insert_with(|| {
                sums.push(0.0);
                sums.len() - 1
            });
            sums[giver] += amount;
        }
        let total: f64 = sums.iter().sum();
        let largest = sums.iter().copied().fold(0.0, f64::max);
        if total > 0.0 { LargestPart::Known(largest / total) } else { LargestPart::OfNothing }
    }
}

/// The largest part of a sum that comes from one giver.
enum LargestPart {
    /// An amount or a giver that is not known could tip it.
    Open,
    /// Nothing is given, and a part of nothing is none.
    OfNothing,
    Known(f64),
}
