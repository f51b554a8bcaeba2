//! Why a condition came out as it did: in words, and with the facts that decided it.

use super::evaluate::Context;
use super::truth::Truth;
use crate::proposal::{Answer, Dictionary, FactRef, Location, Record};
use crate::rubric::{Comparison, Condition, Operand, Quantity};
use crate::wording;

/// One ground of a finding: a sentence without a full stop, and the facts it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In words.
    pub text: String,
    /// The facts, most telling first.
    pub facts: Vec<Location>,
}

/// How many records a reason calls by name before it counts the rest.
const NAMED: usize = 3;

/// Explains conditions over one proposal.
#[derive(Clone, Copy)]
pub struct Explainer<'a> {
    /// Against what the conditions are evaluated.
    pub context: Context<'a>,
    /// The facts' labels and vocabularies.
    pub dictionary: &'a Dictionary,
    /// The record looked at, by number.
    record: Option<u32>,
}

impl<'a> Explainer<'a> {
    /// An explainer for a whole proposal.
    pub fn new(context: Context<'a>, dictionary: &'a Dictionary) -> Explainer<'a> {
        Explainer { context, dictionary, record: None }
    }

    fn at(self, record: &'a Record, number: usize) -> Explainer<'a> {
        Explainer { context: self.context.at(record), record: Some(number as u32), ..self }
    }

    /// The grounds on which a condition came out as `truth`, which is true or false and known to be so.
    pub fn reasons(self, condition: &Condition, truth: Truth, into: &mut Vec<Reason>) {
        match (condition, truth) {
            (Condition::All(inner), Truth::False) | (Condition::Any(inner), Truth::True) => {
                // Each that came out so would have decided it alone.
                for child in inner.iter().filter(|c| self.context.evaluate(c) == truth) {
                    self.reasons(child, truth, into);
                }
            }
            (Condition::All(inner) | Condition::Any(inner), _) => {
                for child in inner {
                    self.reasons(child, truth, into);
                }
            }
            (Condition::NoneOf(inner), _) => {
                for child in inner.iter().filter(|c| truth == Truth::True || self.context.evaluate(c) == Truth::True) {
                    self.reasons(child, !truth, into);
                }
            }
            _ => {
                let reason = self.leaf(condition, truth);
                if !into.contains(&reason) {
                    into.push(reason);
                }
            }
        }
    }

    /// The facts whose absence leaves a condition open, in the order of the condition.
    pub fn open_facts(self, condition: &Condition, into: &mut Vec<Location>) {
        if self.context.evaluate(condition) != Truth::Unknown {
            return;
        }
        let mut push = |location: Location| {
            if !into.contains(&location) {
                into.push(location);
            }
        };
        match condition {
            Condition::All(inner) | Condition::Any(inner) | Condition::NoneOf(inner) => {
                inner.iter().for_each(|child| self.open_facts(child, into));
            }
            Condition::Count { list, filter, .. } => self.open_records(*list, filter.as_deref(), None, None, into),
            Condition::Share { list, filter, holds, .. } | Condition::Every { list, filter, holds } => {
                self.open_records(*list, filter.as_deref(), Some(holds), None, into);
            }
            Condition::Distinct { of, list, filter, .. } => {
                self.open_records(*list, filter.as_deref(), None, Some(*of), into);
            }
            Condition::Covers { all_of, by_field, list, filter, .. } => {
                if self.is_unknown(*all_of) {
                    push(self.location(*all_of));
                }
                self.open_records(*list, filter.as_deref(), None, Some(*by_field), into);
            }
            Condition::LargestShare { list, of, .. } => self.open_records(*list, None, None, Some(*of), into),
            Condition::Stated(fact) | Condition::Denied(fact) => push(self.location(*fact)),
            Condition::Is { fact, .. } | Condition::IsYes { fact, .. } | Condition::Has { fact, .. } => push(self.location(*fact)),
            Condition::CountItems { fact, .. } => push(self.location(*fact)),
            Condition::Compare { fact, .. } if self.is_unknown(*fact) => push(self.location(*fact)),
            Condition::Compare { .. } => {}
            Condition::Between { from, to, .. } => {
                self.open_operand(from, into);
                self.open_operand(to, into);
            }
        }
        if let Some(by) = condition.comparison() {
            self.open_operand(&by.right, into);
        }
    }

    fn open_operand(self, operand: &Operand, into: &mut Vec<Location>) {
        match operand {
            Operand::Fact(fact) if self.is_unknown(*fact) => {
                let location = self.location(*fact);
                if !into.contains(&location) {
                    into.push(location);
                }
            }
            Operand::Plus(a, b) => {
                self.open_operand(a, into);
                self.open_operand(b, into);
            }
            Operand::Times(a, _) => self.open_operand(a, into),
            _ => {}
        }
    }

    fn open_records(
        self,
        list: u16,
        filter: Option<&Condition>,
        holds: Option<&Condition>,
        field: Option<FactRef>,
        into: &mut Vec<Location>,
    ) {
        let whole = Location { fact: self.dictionary.list(list).fact, record: None };
        let Some(records) = self.context.list(list) else {
            into.push(whole);
            return;
        };
        let before = into.len();
        for (number, record) in records.records.iter().enumerate() {
            let inside = self.at(record, number);
            let selected = filter.map_or(Truth::True, |f| inside.context.evaluate(f));
            if selected == Truth::False {
                continue;
            }
            filter.into_iter().chain(holds).for_each(|c| inside.open_facts(c, into));
            if let Some(field) = field.filter(|f| inside.is_unknown(*f)) {
                into.push(inside.location(field));
            }
        }
        // Nothing in the records is open: it is that more records may be missing from the list.
        if into.len() == before && !records.complete && !into.contains(&whole) {
            into.push(whole);
        }
    }

    fn is_unknown(self, fact: FactRef) -> bool {
        *self.context.answer(fact) == Answer::Unknown
    }

    fn location(self, fact: FactRef) -> Location {
        Location { fact: fact.fact, record: self.record }.within(self.dictionary)
    }

    // ---- one condition in words

    fn leaf(self, condition: &Condition, truth: Truth) -> Reason {
        let wanted = |by: &Comparison| format!("asked: {}", self.comparison(by));
        match condition {
            Condition::Stated(fact) | Condition::Denied(fact) => self.says(*fact, None),
            Condition::Is { fact, words } | Condition::Has { fact, words } => {
                let definition = self.dictionary.fact(fact.fact);
                let asked = (truth == Truth::False).then(|| format!("asked: {}", self.dictionary.say_words(definition, *words)));
                self.says(*fact, asked)
            }
            Condition::IsYes { fact, yes } => {
                let asked = (truth == Truth::False).then(|| format!("asked: {}", if *yes { "yes" } else { "no" }));
                self.says(*fact, asked)
            }
            Condition::Compare { fact, by } => self.says(*fact, (truth == Truth::False).then(|| wanted(by))),
            Condition::CountItems { fact, by } => {
                let mut reason = self.says(*fact, None);
                if truth == Truth::False {
                    reason.text.push_str(&format!(" ({}, counted)", wanted(by)));
                }
                reason
            }
            Condition::Between { from, to, by } => {
                let text = format!("from {} to {}", self.operand(from), self.operand(to));
                let verb = if truth == Truth::True { "it is" } else { "it is not" };
                let mut facts = Vec::new();
                self.operand_facts(from, &mut facts);
                self.operand_facts(to, &mut facts);
                Reason { text: format!("{text} {verb} {}", self.comparison(by)), facts }
            }
            Condition::Count { list, filter, by } => self.count(*list, filter.as_deref(), by, truth),
            Condition::Share { list, filter, holds, by } => {
                let tail = if truth == Truth::False { format!(" ({})", wanted(by)) } else { String::new() };
                self.fulfilment(*list, filter.as_deref(), holds, &tail, truth)
            }
            Condition::Every { list, filter, holds } => {
                let tail = if truth == Truth::False { " (asked: every one)" } else { "" };
                self.fulfilment(*list, filter.as_deref(), holds, tail, truth)
            }
            Condition::Distinct { of, list, among, filter, by, .. } => {
                self.distinct(*of, *list, *among, filter.as_deref(), (truth == Truth::False).then(|| wanted(by)))
            }
            Condition::Covers { all_of, by_field, list, .. } => self.covers(*all_of, *by_field, *list),
            Condition::LargestShare { list, of, by, .. } => {
                let label = &self.dictionary.fact(of.fact).label;
                let verb = if truth == Truth::True { "is" } else { "is not" };
                let text = format!("one giver's part of {label} {verb} {}", self.comparison(by));
                Reason { text, facts: vec![Location { fact: self.dictionary.list(*list).fact, record: None }] }
            }
            Condition::All(_) | Condition::Any(_) | Condition::NoneOf(_) => Reason { text: self.words(condition), facts: Vec::new() },
        }
    }

    /// `the community's part: told (asked: at least works with us)`.
    fn says(self, fact: FactRef, asked: Option<String>) -> Reason {
        let definition = self.dictionary.fact(fact.fact);
        let mut text = format!("{}: {}", definition.label, self.dictionary.say(definition, self.context.answer(fact)));
        if let Some(asked) = asked {
            text.push_str(&format!(" ({asked})"));
        }
        Reason { text, facts: vec![self.location(fact)] }
    }

    fn count(self, list: u16, filter: Option<&Condition>, by: &Comparison, truth: Truth) -> Reason {
        let definition = self.dictionary.list(list);
        let whole = Location { fact: definition.fact, record: None };
        let Some(records) = self.context.list(list) else {
            return Reason { text: format!("{}: not stated", self.dictionary.fact(definition.fact).label), facts: vec![whole] };
        };
        let matching: Vec<u32> = (records.records.iter().enumerate())
            .filter(|(i, r)| filter.is_none_or(|f| self.at(r, *i).context.evaluate(f) == Truth::True))
            .map(|(i, _)| i as u32)
            .collect();
        let all = records.records.len();
        let mut text = match (matching.len(), filter) {
            (n, None) => wording::count(n, &definition.item),
            (0, Some(filter)) => format!("no {} with {}", definition.item, self.words(filter)),
            (n, Some(filter)) => format!("{n} of {} with {}", wording::count(all, &definition.item), self.words(filter)),
        };
        if truth == Truth::False {
            text.push_str(&format!(" (asked: {})", self.comparison(by)));
        }
        let mut facts: Vec<Location> = matching.iter().take(NAMED).map(|i| Location { record: Some(*i), ..whole }).collect();
        if facts.is_empty() || filter.is_none() {
            facts = vec![whole];
        }
        Reason { text, facts }
    }

    /// Which records fall short, and in what; or, where enough fulfil, how many do.
    fn fulfilment(self, list: u16, filter: Option<&Condition>, holds: &Condition, tail: &str, truth: Truth) -> Reason {
        let definition = self.dictionary.list(list);
        let whole = Location { fact: definition.fact, record: None };
        let Some(records) = self.context.list(list) else {
            return Reason { text: format!("{}: not stated", self.dictionary.fact(definition.fact).label), facts: vec![whole] };
        };
        let mut asked = 0;
        let mut picked = Vec::new();
        for (number, record) in records.records.iter().enumerate() {
            let inside = self.at(record, number);
            if filter.is_some_and(|f| inside.context.evaluate(f) == Truth::False) {
                continue;
            }
            asked += 1;
            if inside.context.evaluate(holds) == truth {
                picked.push((number, record));
            }
        }
        let items = wording::count(asked, &definition.item);
        if asked == 0 {
            let with = filter.map(|f| format!(" with {}", self.words(f))).unwrap_or_default();
            return Reason { text: format!("no {}{with}", definition.item), facts: vec![whole] };
        }
        if truth == Truth::True {
            let text = format!("{} of {items} with {}{tail}", picked.len(), self.words(holds));
            let facts = picked.iter().take(NAMED).map(|(i, _)| Location { record: Some(*i as u32), ..whole }).collect();
            return Reason { text, facts };
        }
        let mut parts = Vec::new();
        let mut facts = Vec::new();
        for (number, record) in picked.iter().take(NAMED) {
            let mut grounds = Vec::new();
            self.at(record, *number).reasons(holds, Truth::False, &mut grounds);
            let name = self.context.proposal.record_name(self.dictionary, list, record);
            let name = name.map_or_else(|| format!("{} {}", definition.item, number + 1), |n| wording::shorten(&n, 28));
            let said: Vec<&str> = grounds.iter().map(|g| without_asked(&g.text)).take(2).collect();
            parts.push(format!("{name}: {}", said.join(", ")));
            facts.extend(grounds.into_iter().flat_map(|g| g.facts).take(2));
        }
        if picked.len() > NAMED {
            parts.push(format!("and {} more", picked.len() - NAMED));
        }
        Reason { text: format!("{} of {items} fall short{tail}: {}", picked.len(), parts.join("; ")), facts }
    }

    fn distinct(self, of: FactRef, list: u16, among: u64, filter: Option<&Condition>, asked: Option<String>) -> Reason {
        let definition = self.dictionary.fact(of.fact);
        let whole = Location { fact: self.dictionary.list(list).fact, record: None };
        let mut words = 0u64;
        let mut facts = vec![];
        for (number, record) in self.context.list(list).map_or(&[][..], |r| &r.records).iter().enumerate() {
            let inside = self.at(record, number);
            if filter.is_some_and(|f| inside.context.evaluate(f) != Truth::True) {
                continue;
            }
            if let Answer::Given(crate::proposal::Datum::Words(given)) = inside.context.answer(of)
                && given & among & !words != 0
            {
                words |= given & among;
                facts.push(inside.location(of));
            }
        }
        let all_words = self.dictionary.vocabulary(definition).is_some_and(|v| among.count_ones() as usize == v.words.len());
        let scope = if all_words { String::new() } else { format!(" of the {}", among.count_ones()) };
        let with = filter.map(|f| format!(" with {}", self.words(f))).unwrap_or_default();
        let mut text = match words.count_ones() {
            0 => format!("none{scope} for {}{with}", definition.label),
            n => format!("{n}{scope} for {}{with}: {}", definition.label, self.dictionary.say_words(definition, words)),
        };
        if let Some(asked) = asked {
            text.push_str(&format!(" ({asked})"));
        }
        facts.push(whole);
        Reason { text, facts }
    }

    fn covers(self, all_of: FactRef, by_field: FactRef, list: u16) -> Reason {
        let definition = self.dictionary.fact(all_of.fact);
        let bits = |answer: &Answer| match answer {
            Answer::Given(crate::proposal::Datum::Words(words)) => *words,
            _ => 0,
        };
        let wanted = bits(self.context.answer(all_of));
        let records = self.context.list(list).map_or(&[][..], |r| &r.records);
        let covered = records.iter().fold(0, |all, r| all | bits(self.context.at(r).answer(by_field)));
        let missing = wanted & !covered;
        let text = if wanted == 0 {
            format!("{}: none", definition.label)
        } else if missing == 0 {
            format!("{}: all covered", definition.label)
        } else {
            format!("{}: no partner for {}", definition.label, self.dictionary.say_words(definition, missing))
        };
        let facts = vec![self.location(all_of), Location { fact: self.dictionary.list(list).fact, record: None }];
        Reason { text, facts }
    }

    fn operand_facts(self, operand: &Operand, into: &mut Vec<Location>) {
        match operand {
            Operand::Fact(fact) => into.push(self.location(*fact)),
            Operand::Plus(a, b) => {
                self.operand_facts(a, into);
                self.operand_facts(b, into);
            }
            Operand::Times(a, _) => self.operand_facts(a, into),
            Operand::Literal(_) | Operand::AsOf => {}
        }
    }

    /// A condition as a phrase: `the sector government and the commitment at least agreed`.
    pub fn words(self, condition: &Condition) -> String {
        let label = |fact: &FactRef| self.dictionary.fact(fact.fact).label.as_str();
        let several = |inner: &[Condition], last: &str| {
            let words: Vec<String> = inner.iter().map(|c| self.words(c)).collect();
            wording::join(&words, last)
        };
        match condition {
            Condition::All(inner) => several(inner, "and"),
            Condition::Any(inner) => several(inner, "or"),
            Condition::NoneOf(inner) => format!("neither {}", several(inner, "nor")),
            Condition::Stated(fact) => format!("{} stated", label(fact)),
            Condition::Denied(fact) => format!("{}: none", label(fact)),
            Condition::Is { fact, words } | Condition::Has { fact, words } => {
                let definition = self.dictionary.fact(fact.fact);
                format!("{} {}", definition.label, self.dictionary.say_words(definition, *words).replace(" and ", " or "))
            }
            Condition::IsYes { fact, yes } => format!("{}: {}", label(fact), if *yes { "yes" } else { "no" }),
            Condition::Compare { fact, by } => format!("{} {}", label(fact), self.comparison(by)),
            Condition::CountItems { fact, by } => format!("{}, {} in number", label(fact), self.comparison(by)),
            Condition::Between { from, to, by } => {
                format!("{} from {} to {}", self.comparison(by), self.operand(from), self.operand(to))
            }
            Condition::Count { list, filter, by } => {
                let item = wording::plural(&self.dictionary.list(*list).item);
                let with = filter.as_ref().map(|f| format!(" with {}", self.words(f))).unwrap_or_default();
                format!("{} {item}{with}", self.comparison(by))
            }
            Condition::Share { list, filter, holds, by } => {
                let items = self.items_with(*list, filter.as_deref());
                format!("{} of {items} with {}", self.comparison(by), self.words(holds))
            }
            Condition::Every { list, filter, holds } => {
                format!("all {} with {}", self.items_with(*list, filter.as_deref()), self.words(holds))
            }
            Condition::Distinct { of, among, filter, by, .. } => {
                let definition = self.dictionary.fact(of.fact);
                let with = filter.as_ref().map(|f| format!(" with {}", self.words(f))).unwrap_or_default();
                let words = self.dictionary.say_words(definition, *among);
                format!("{} of {words} for {}{with}", self.comparison(by), definition.label)
            }
            Condition::Covers { all_of, by_field, by, .. } => {
                format!("{} of {} among {}", self.comparison(by), label(all_of), label(by_field))
            }
            Condition::LargestShare { of, giver, by, .. } => {
                format!("{} of {} from one of {}", self.comparison(by), label(of), label(giver))
            }
        }
    }

    fn items_with(self, list: u16, filter: Option<&Condition>) -> String {
        let items = wording::plural(&self.dictionary.list(list).item);
        match filter {
            Some(filter) => format!("{items} with {}", self.words(filter)),
            None => items,
        }
    }

    fn comparison(self, by: &Comparison) -> String {
        format!("{} {}", by.op.words(), self.right(by))
    }

    fn right(self, by: &Comparison) -> String {
        self.operand(&by.right)
    }

    fn operand(self, operand: &Operand) -> String {
        match operand {
            Operand::Literal(quantity) => self.quantity(*quantity),
            Operand::AsOf => format!("today ({})", self.context.as_of),
            Operand::Fact(fact) => {
                let definition = self.dictionary.fact(fact.fact);
                match self.context.answer(*fact) {
                    Answer::Unknown => definition.label.clone(),
                    answer => format!("{} ({})", definition.label, self.dictionary.say(definition, answer)),
                }
            }
            Operand::Plus(a, b) => format!("{} plus {}", self.operand(a), self.operand(b)),
            Operand::Times(a, factor) => format!("{} times {}", wording::number(*factor), self.operand(a)),
        }
    }

    fn quantity(self, quantity: Quantity) -> String {
        match quantity {
            Quantity::Number(n) => wording::number(n),
            Quantity::Share(share) => format!("{} %", wording::number(share * 100.0)),
            Quantity::Rank { vocabulary, rank } => {
                let words = &self.dictionary.vocabularies[vocabulary as usize].words;
                usize::try_from(rank).ok().and_then(|r| words.get(r)).map_or_else(|| "none".to_owned(), |w| w.word.clone())
            }
            Quantity::Date(date) => date.to_string(),
            Quantity::Duration(length) => length.to_string(),
        }
    }
}

/// Inside a list the tail says once what was asked.
fn without_asked(text: &str) -> &str {
    text.split_once(" (asked").map_or(text, |(head, _)| head)
}
