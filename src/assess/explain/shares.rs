//! Sentences about which records of a list fall short, and of how many nothing can be said against.

use super::records::{NAMED, Place};
use super::short::Part;
use super::told::{Found, Told};
use super::verb::Turn;
use super::{Explainer, LONGEST, Wanted};
use crate::assess::truth::Truth;
use crate::proposal::{ListId, Record, Route};
use crate::rubric::{Condition, Op, Operand, Quantity, Threshold};
use crate::text;

/// How many characters say in what records fall short, before it is only said that they do.
const MOST: usize = 120;

/// What is asked of the records of a list.
#[derive(Clone, Copy)]
pub(super) struct Asked<'c> {
    pub list: ListId,
    /// Of which; of all without.
    pub filter: Option<&'c Condition>,
    /// What they should fulfil.
    pub what: &'c Condition,
    /// How many; all without.
    pub share: Option<&'c Threshold>,
}

/// The records in question, sorted by whether they fulfil what is asked of them.
#[derive(Default)]
struct Sorted<'a> {
    fulfil: Vec<u32>,
    fail: Vec<(u32, &'a Record)>,
    of: usize,
}

impl<'a> Explainer<'a> {
    /// Which records fall short, and in what; or, where enough fulfil, which do.
    pub(super) fn fulfilment(self, asked: Asked, holds: bool, found: &mut Found) {
        let whole = self.whole(asked.list);
        let sorted = self.sorted(asked);
        if sorted.of == 0 {
            found.blamed.push(whole);
            return self.tell(found, vec![whole], || self.nothing_in_question(asked));
        }
        let too_many = asked.share.is_some_and(|by| matches!(by.op, Op::AtMost | Op::LessThan));
        if holds != too_many {
            let each = sorted.fulfil.iter().map(|number| Route { record: Some(*number), ..whole });
            found.blamed.extend(each.clone());
            let facts = each.take(NAMED).collect();
            return self.tell(found, facts, || self.fulfilling(asked, &sorted));
        }
        let facts = self.failing_facts(asked.what, &sorted, found);
        self.tell(found, facts, || self.failing(asked, &sorted));
    }

    fn sorted(self, asked: Asked) -> Sorted<'a> {
        let mut sorted = Sorted::default();
        let Some(records) = self.context.list(asked.list) else { return sorted };
        for (number, record) in records.records.iter().enumerate() {
            let inside = self.at(record, number);
            if asked.filter.is_some_and(|f| inside.context.evaluate(f) == Truth::False) {
                continue;
            }
            sorted.of += 1;
            match inside.context.evaluate(asked.what) {
                Truth::True => sorted.fulfil.push(number as u32),
                Truth::False => sorted.fail.push((number as u32, record)),
                Truth::Unknown => {}
            }
        }
        sorted
    }

    /// In what the records fail: of those that can be named all facts, and of all of them the blame.
    fn failing_facts(self, what: &Condition, sorted: &Sorted<'a>, found: &mut Found) -> Vec<Route> {
        let mut facts = Vec::new();
        for (place, (number, record)) in sorted.fail.iter().enumerate() {
            let is_shown = place < NAMED && self.wanted != Wanted::Blame;
            let wanted = if is_shown { Wanted::Facts } else { Wanted::Blame };
            let mut inner = Found::default();
            Explainer { wanted, ..self.at(record, *number as usize) }.walk(what, Truth::False, &mut inner);
            found.blamed.append(&mut inner.blamed);
            facts.extend(inner.told.into_iter().flat_map(|told| told.facts));
        }
        facts
    }

    /// There is no record of which anything could be asked.
    fn nothing_in_question(self, asked: Asked) -> Told {
        let mut told = Told::empty();
        match asked.filter {
            Some(filter) => self.write_nobody(asked.list, None, filter, &mut told.is),
            None => self.write_listed(0, &self.dictionary.list(asked.list).item, false, &mut told.is),
        }
        told
    }

    /// `two of four partners have signed: City of Riverside and Night Kitchen`.
    fn fulfilling(self, asked: Asked, sorted: &Sorted) -> Told {
        let mut told = Told::empty();
        let number = sorted.fulfil.len();
        if number == 0 {
            self.write_nobody(asked.list, asked.filter, asked.what, &mut told.is);
            return told;
        }
        self.write_so_many(asked.list, asked.filter, (number, sorted.of), &mut told.is);
        told.is.push(' ');
        self.write_holds(asked.what, Turn::of(number), &mut told.is);
        self.write_names(asked.list, &sorted.fulfil, Place::Behind, LONGEST, &mut told.is);
        told
    }

    /// Those that fall short, and in what.
    fn failing(self, asked: Asked, sorted: &Sorted<'a>) -> Told {
        let Some((first, others)) = sorted.fail.split_first() else { return self.fulfilling(asked, sorted) };
        let inside = |(number, record): &(u32, &'a Record)| self.at(record, *number as usize);
        if !others.iter().all(|other| inside(other).falls_short_like(inside(first), asked.what)) {
            return self.each_in_its_way(asked, sorted);
        }
        let several = sorted.of > 1;
        match (inside(first).short_parts(asked.what).as_slice(), asked.share) {
            ([part], _) if part.asked && several && sorted.fail.len() == sorted.of => {
                self.not_one(asked, part)
            }
            ([part], Some(share)) if several && !inside(first).is_told_by_not(part) => {
                self.too_few(asked, share, sorted)
            }
            ([part], _) if several => self.alike(asked, sorted, inside(first), Some(part)),
            _ => self.alike(asked, sorted, inside(first), None),
        }
    }

    /// All of them: `no partner has agreed; all should have`.
    fn not_one(self, asked: Asked, part: &Part) -> Told {
        let mut told = Told::empty();
        self.write_nobody(asked.list, asked.filter, part.condition, &mut told.is);
        write_share_needed(asked.share, &self.held(part.condition, Turn::One), false, &mut told.needed);
        told
    }

    /// Some of them, in the same: `two of five partners, A and B, have not agreed; all should have`. How many should is
    /// told where it is one thing, the `part`.
    fn alike(self, asked: Asked, sorted: &Sorted, of_first: Explainer, part: Option<&Part>) -> Told {
        let mut told = Told::empty();
        let number = sorted.fail.len();
        let mut in_what = of_first.falls_short(asked.what, Turn::of(number));
        if in_what.len() > MOST {
            in_what = if number == 1 { "falls short".to_owned() } else { "fall short".to_owned() };
        }
        if let Some(part) = part {
            write_share_needed(asked.share, &in_what, !of_first.is_told_by_not(part), &mut told.needed);
        }
        self.write_so_many(asked.list, asked.filter, (number, sorted.of), &mut told.is);
        let numbers: Vec<u32> = sorted.fail.iter().map(|(number, _)| *number).collect();
        let room = LONGEST.saturating_sub(in_what.len() + told.needed.len() + 3);
        self.write_names(asked.list, &numbers, Place::Within, room, &mut told.is);
        told.is.push(' ');
        told.is.push_str(&in_what);
        told
    }

    /// How few fulfil what is measured: `only one of four partners is committed for at least 12 years`.
    fn too_few(self, asked: Asked, share: &Threshold, sorted: &Sorted) -> Told {
        let mut told = Told::empty();
        let number = sorted.of - sorted.fail.len();
        let certain = sorted.fulfil.len();
        self.write_so_few(asked.list, asked.filter, (certain, number - certain, sorted.of), &mut told.is);
        let what = self.held(asked.what, Turn::of(number));
        told.is.push(' ');
        told.is.push_str(&what);
        write_share_needed(Some(share), &what, false, &mut told.needed);
        told
    }

    /// `both goals fall short: “Homes” has no measure and “Jobs” has no target`.
    fn each_in_its_way(self, asked: Asked, sorted: &Sorted<'a>) -> Told {
        let mut told = Told::empty();
        self.write_so_many(asked.list, asked.filter, (sorted.fail.len(), sorted.of), &mut told.is);
        told.is.push_str(" fall short");
        self.write_each(asked, &sorted.fail, &mut told.is);
        told
    }

    /// Writes of each record in what it falls short, as far as there is room, and counts the rest.
    fn write_each(self, asked: Asked, fail: &[(u32, &'a Record)], out: &mut String) {
        /// How many characters each name has, and the count of the rest.
        const EACH: usize = 40;
        const REST: usize = 20;
        let mut told = 0;
        for (number, record) in fail.iter().take(NAMED) {
            let name = self.name(asked.list, *number as usize, EACH);
            let in_what = self.at(record, *number as usize).falls_short(asked.what, Turn::One);
            if out.len() + name.len() + in_what.len() + REST > LONGEST {
                break;
            }
            out.push_str(match told {
                0 => ": ",
                n if n + 1 == fail.len() => " and ",
                _ => ", ",
            });
            out.push_str(&format!("{name} {in_what}"));
            told += 1;
        }
        if told > 0 && told < fail.len() {
            out.push_str(&format!("; and {} more", text::spoken((fail.len() - told) as f64)));
        }
    }
}

/// Writes how many should do what is said, or should not.
fn write_share_needed(share: Option<&Threshold>, predicate: &str, not: bool, out: &mut String) {
    let should = if not { " should not" } else { " should" };
    match share.map(|by| (by.op, &by.right)) {
        None if not => out.push_str("none should"),
        None => out.push_str("all should"),
        Some((op, Operand::Literal(Quantity::Share(share)))) => {
            out.push_str(&format!("{} {}{should}", op.words(), text::spoken_share(*share)));
        }
        Some(_) => return,
    }
    match predicate.split(' ').next() {
        Some("is" | "are" | "was" | "were") => out.push_str(" be"),
        Some("has" | "have") => out.push_str(" have"),
        _ => {}
    }
}
