//! Sentences about the records of a list: how many, which, and by which names.

use super::about::asks_for_more;
use super::told::{Found, Told};
use super::verb::Turn;
use super::{Explainer, LONGEST};
use crate::assess::truth::Truth;
use crate::proposal::{ListId, Route};
use crate::rubric::{Condition, Op, Threshold};
use crate::text;

/// How many records a reason calls by name before it counts the rest.
pub(super) const NAMED: usize = 3;
/// How many characters the names in a reason have between them.
const NAMES: usize = 96;

impl Explainer<'_> {
    /// How many records fulfil a condition, and which.
    pub(super) fn count(
        self,
        list: ListId,
        filter: Option<&Condition>,
        by: &Threshold,
        holds: bool,
        found: &mut Found,
    ) {
        let whole = self.whole(list);
        let counted = self.counted(list, filter);
        // The records are to blame only where more of them would make it worse.
        let more_is_worse = match by.op {
            Op::AtLeast | Op::MoreThan => holds,
            Op::AtMost | Op::LessThan => !holds,
            Op::Exactly => false,
        };
        let each = counted.matching.iter().map(|number| Route { record: Some(*number), ..whole });
        let is_whole = counted.matching.is_empty() || filter.is_none();
        match is_whole || !more_is_worse {
            true => found.blamed.push(whole),
            false => found.blamed.extend(each.clone()),
        }
        let facts = if is_whole { vec![whole] } else { each.take(NAMED).collect() };
        self.tell(found, facts, || {
            let mut told = Told::empty();
            if !holds {
                self.write_number_needed(by, counted.matching.is_empty(), "", &mut told.needed);
            }
            let only = !holds && asks_for_more(by);
            match filter {
                None => {
                    let item = &self.dictionary.list(list).item;
                    self.write_listed(counted.matching.len(), item, only, &mut told.is);
                }
                Some(filter) => self.write_counted(list, filter, &counted, only, &mut told),
            }
            told
        });
    }

    /// The records that fulfil a condition.
    fn counted(self, list: ListId, filter: Option<&Condition>) -> Counted {
        let mut counted = Counted::default();
        let Some(records) = self.context.list(list) else { return counted };
        counted.of = records.records.len();
        for (number, record) in records.records.iter().enumerate() {
            let fulfils = filter.map_or(Truth::True, |f| self.at(record, number).context.evaluate(f));
            match fulfils {
                Truth::True => counted.matching.push(number as u32),
                Truth::Unknown => counted.maybe += 1,
                Truth::False => {}
            }
        }
        counted
    }

    fn write_counted(self, list: ListId, filter: &Condition, counted: &Counted, only: bool, told: &mut Told) {
        let (certain, maybe) = (counted.matching.len(), counted.maybe);
        match (certain, maybe) {
            (0, 0) => return self.write_nobody(list, None, filter, &mut told.is),
            // One is called by its name.
            (1, _) if !only && counted.of > 1 => {
                told.is.push_str(&self.name_in_full(list, counted.matching[0] as usize))
            }
            _ if only => self.write_so_few(list, None, (certain, maybe, counted.of), &mut told.is),
            _ => self.write_so_many(list, None, (certain, counted.of), &mut told.is),
        }
        told.is.push(' ');
        let number = if only { certain + maybe } else { certain };
        self.write_holds(filter, Turn::of(number), &mut told.is);
        if number > 1 && number == certain {
            let room = LONGEST.saturating_sub(told.needed.len() + 2);
            self.write_names(list, &counted.matching, Place::Behind, room, &mut told.is);
        }
    }

    /// Writes that no record is so: `no partner from government has agreed`. `among` says which records are meant.
    pub(super) fn write_nobody(
        self,
        list: ListId,
        among: Option<&Condition>,
        holds: &Condition,
        out: &mut String,
    ) {
        out.push_str("no ");
        out.push_str(&self.dictionary.list(list).item);
        self.write_which(among, Turn::One, out);
        let of_nobody = Explainer { of_nobody: true, ..self };
        let begin = out.len();
        // What can stand behind the noun does, unless nothing else is said.
        let rest = if among.is_none() { of_nobody.write_all_behind(holds, out) } else { vec![holds] };
        if rest.is_empty() {
            out.truncate(begin);
        }
        out.push(' ');
        match rest.is_empty() {
            true => of_nobody.write_holds(holds, Turn::One, out),
            false => of_nobody.write_those(&rest, Turn::One, out),
        }
    }

    /// Writes so many of how many: `two of four partners`, `both partners that have agreed`, `the only partner`. Which
    /// are meant, says `among`.
    pub(super) fn write_so_many(
        self,
        list: ListId,
        among: Option<&Condition>,
        (number, of): (usize, usize),
        out: &mut String,
    ) {
        let item = &self.dictionary.list(list).item;
        let words = match (number, of) {
            (1, 1) => format!("the only {item}"),
            (2, 2) => format!("both {}", text::plural(item)),
            _ if number == of => format!("all {}", text::spoken_count(of, item)),
            // A sentence begins with no figure.
            _ if number > 10 && out.is_empty() => format!("of {} {number}", text::spoken_count(of, item)),
            _ => format!("{} of {}", text::spoken(number as f64), text::spoken_count(of, item)),
        };
        out.push_str(&words);
        self.write_which(among, Turn::of(of), out);
    }

    /// Writes that so many, and so many more at the most, are too few: `only one of four partners`.
    pub(super) fn write_so_few(
        self,
        list: ListId,
        among: Option<&Condition>,
        (certain, maybe, of): (usize, usize, usize),
        out: &mut String,
    ) {
        let number = certain + maybe;
        let item = &self.dictionary.list(list).item;
        // Those of which it is not known might be among them.
        out.push_str(if maybe > 0 { "at most " } else { "only " });
        if number < of {
            return self.write_so_many(list, among, (number, of), out);
        }
        out.push_str(&text::spoken_count(number, item));
        self.write_which(among, Turn::of(of), out);
    }

    /// Writes the names of records as far as there is room: behind the sentence, or within it.
    pub(super) fn write_names(
        self,
        list: ListId,
        records: &[u32],
        place: Place,
        room: usize,
        out: &mut String,
    ) {
        let most = NAMES / records.len().clamp(1, NAMED);
        let mut names: Vec<String> =
            records.iter().take(NAMED).map(|number| self.name(list, *number as usize, most)).collect();
        if records.len() > NAMED {
            names.push(format!("{} more", text::spoken((records.len() - NAMED) as f64)));
        }
        let is_only = self.context.list(list).is_some_and(|records| records.records.len() == 1);
        // A name with a comma in it would look like two.
        let has_comma = names.iter().any(|name| name.contains(','));
        let joined = if has_comma { names.join("; ") } else { text::join(&names, "and") };
        let (before, after) = match place {
            Place::Behind => (": ", ""),
            Place::Within if has_comma => (" (", ")"),
            Place::Within => (", ", ","),
        };
        let says_nothing = names.is_empty() || (is_only && self.record_name(list, 0).is_none());
        if !says_nothing && out.len() + before.len() + joined.len() + after.len() <= room {
            [before, &joined, after].iter().for_each(|part| out.push_str(part));
        }
    }

    fn record_name(self, list: ListId, number: usize) -> Option<String> {
        let record = self.context.list(list)?.records.get(number)?;
        self.context.proposal.record_name(self.dictionary, list, record)
    }

    /// What a record is called: its name, cut in the middle where it is long; or which one of its list it is.
    pub(super) fn name(self, list: ListId, number: usize, most: usize) -> String {
        let definition = self.dictionary.list(list);
        let name = self.record_name(list, number);
        let name = name.as_deref().map(|name| name.trim_end_matches('.'));
        match name {
            Some(name) if definition.quoted => format!("“{}”", text::shorten_middle(name, most)),
            Some(name) => text::shorten_middle(name, most),
            None => format!("the {} {}", text::ordinal(number), definition.item),
        }
    }

    /// The same as the subject of a sentence: `the goal “People are housed”`. A name keeps its small letter.
    fn name_in_full(self, list: ListId, number: usize) -> String {
        let name = self.name(list, number, NAMES);
        let begins_small = name.starts_with(char::is_lowercase) && self.record_name(list, number).is_some();
        match begins_small || name.starts_with('“') {
            true => format!("the {} {name}", self.dictionary.list(list).item),
            false => name,
        }
    }
}

/// Where names stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// Behind the sentence: `both partners have signed: A and B`.
    Behind,
    /// In the middle of it: `both partners, A and B, have signed`.
    Within,
}

/// The records that fulfil a condition.
#[derive(Default)]
struct Counted {
    matching: Vec<u32>,
    /// How many might.
    maybe: usize,
    of: usize,
}
