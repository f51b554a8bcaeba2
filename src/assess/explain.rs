//! Why a condition came out as it did: in words, and with the facts that decided it.

use super::evaluate::Context;
use super::truth::Truth;
use crate::proposal::{Answer, Datum, Dictionary, FactRef, ListId, Record, Route, Scope};
use crate::rubric::{Condition, Op, Operand, Quantity, Threshold};
use crate::text;

/// One ground of a finding: a sentence without a full stop, and the facts it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// In words.
    pub text: String,
    /// The facts, most telling first.
    pub facts: Vec<Route>,
}

/// Why a condition came out as it did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    /// What to tell, each once.
    pub reasons: Vec<Reason>,
    /// Every fact that is to blame, and none that is not: of several ways all, of records that help too little none.
    pub blamed: Vec<Route>,
}

impl Grounds {
    /// Adds other grounds.
    pub fn add(&mut self, other: Grounds) {
        for reason in other.reasons {
            if !self.reasons.contains(&reason) {
                self.reasons.push(reason);
            }
        }
        self.blamed.extend(other.blamed);
    }
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
    /// What was asked has been said already, for the whole list.
    asked_is_said: bool,
}

impl<'a> Explainer<'a> {
    /// An explainer for a whole proposal.
    pub fn new(context: Context<'a>, dictionary: &'a Dictionary) -> Explainer<'a> {
        Explainer { context, dictionary, record: None, asked_is_said: false }
    }

    fn at(self, record: &'a Record, number: usize) -> Explainer<'a> {
        Explainer { context: self.context.at(record), record: Some(number as u32), ..self }
    }

    /// The grounds on which a condition came out as `truth`, which is true or false and known to be so.
    pub fn grounds(self, condition: &Condition, truth: Truth) -> Grounds {
        let mut grounds = Grounds::default();
        let came_out_so = |child: &&Condition, truth| self.context.evaluate(child) == truth;
        match (condition, truth) {
            // Each that came out so would have decided it alone.
            (Condition::All(inner), Truth::False) | (Condition::Any(inner), Truth::True) => {
                let deciding = inner.iter().filter(|child| came_out_so(child, truth));
                deciding.for_each(|child| grounds.add(self.grounds(child, truth)));
            }
            (Condition::Any(inner), Truth::False) => {
                // Of several ways, those that lack least are told: nobody is asked for what belongs to another way.
                let ways: Vec<Grounds> = inner.iter().map(|child| self.grounds(child, truth)).collect();
                let least = ways.iter().map(|way| way.reasons.len()).min().unwrap_or(0);
                for mut way in ways {
                    if way.reasons.len() > least {
                        way.reasons.clear();
                    }
                    grounds.add(way);
                }
            }
            (Condition::All(inner) | Condition::Any(inner), _) => {
                inner.iter().for_each(|child| grounds.add(self.grounds(child, truth)));
            }
            (Condition::NoneOf(inner), Truth::True) => {
                inner.iter().for_each(|child| grounds.add(self.grounds(child, Truth::False)));
            }
            (Condition::NoneOf(inner), _) => {
                let holding = inner.iter().filter(|child| came_out_so(child, Truth::True));
                holding.for_each(|child| grounds.add(self.grounds(child, Truth::True)));
            }
            _ => {
                let (reason, blamed) = self.leaf(condition, truth);
                grounds.blamed = blamed.unwrap_or_else(|| reason.facts.clone());
                grounds.reasons.push(reason);
            }
        }
        grounds
    }

    /// The facts whose absence leaves a condition open, in the order of the condition; none where it is not open.
    pub fn open_facts(self, condition: &Condition, into: &mut Vec<Route>) {
        match condition.sole_fact() {
            Some(fact) => self.push_unknown(fact, into),
            None if self.context.evaluate(condition) == Truth::Unknown => self.facts_of_open(condition, into),
            None => {}
        }
    }

    fn push_unknown(self, fact: FactRef, into: &mut Vec<Route>) {
        let route = self.route(fact);
        if self.is_unknown(fact) && !into.contains(&route) {
            into.push(route);
        }
    }

    /// The same of a condition that is known to be open.
    fn facts_of_open(self, condition: &Condition, into: &mut Vec<Route>) {
        match condition {
            Condition::All(inner) | Condition::Any(inner) | Condition::NoneOf(inner) => {
                inner.iter().for_each(|child| self.open_facts(child, into));
            }
            Condition::Count { list, filter, .. } => {
                self.open_records(*list, filter.as_deref(), None, None, into)
            }
            Condition::Share { list, filter, holds, .. } | Condition::Every { list, filter, holds } => {
                self.open_records(*list, filter.as_deref(), Some(holds), None, into);
            }
            Condition::Distinct { of, list, filter, .. } => {
                self.open_records(*list, filter.as_deref(), None, Some(*of), into);
            }
            Condition::Covers { all_of, by_field, list, filter, .. } => {
                self.push_unknown(*all_of, into);
                self.open_records(*list, filter.as_deref(), None, Some(*by_field), into);
            }
            Condition::LargestShare { list, of, .. } => self.open_records(*list, None, None, Some(*of), into),
            Condition::Compare { fact, .. } | Condition::CountItems { fact, .. } => {
                self.push_unknown(*fact, into)
            }
            Condition::Stated(fact) | Condition::Denied(fact) => self.push_unknown(*fact, into),
            Condition::Is { fact, .. } | Condition::IsYes { fact, .. } | Condition::Has { fact, .. } => {
                self.push_unknown(*fact, into);
            }
            Condition::Between { from, to, .. } => {
                self.open_operand(from, into);
                self.open_operand(to, into);
            }
        }
        if let Some(by) = condition.threshold() {
            self.open_operand(&by.right, into);
        }
    }

    fn open_operand(self, operand: &Operand, into: &mut Vec<Route>) {
        match operand {
            Operand::Fact(fact) => self.push_unknown(*fact, into),
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
        list: ListId,
        filter: Option<&Condition>,
        holds: Option<&Condition>,
        field: Option<FactRef>,
        into: &mut Vec<Route>,
    ) {
        let whole = Route { fact: self.dictionary.list(list).fact, record: None };
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
                into.push(inside.route(field));
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

    fn route(self, fact: FactRef) -> Route {
        Route { fact: fact.fact, record: self.record }.within(self.dictionary)
    }

    // ---- one condition in words

    /// A condition in words; and what is to blame, where that is more or less than what is told.
    fn leaf(self, condition: &Condition, truth: Truth) -> (Reason, Option<Vec<Route>>) {
        let missed = truth == Truth::False;
        let asked = |by: &Threshold| {
            let literal = matches!(by.right, Operand::Literal(_));
            (missed && !(self.asked_is_said && literal)).then(|| self.comparison(by))
        };
        let reason = match condition {
            Condition::Stated(fact) | Condition::Denied(fact) => self.says(*fact, None),
            Condition::Is { fact, words } | Condition::Has { fact, words } => {
                let definition = self.dictionary.fact(fact.fact);
                let wanted = || self.dictionary.say_words(definition, *words, "or");
                self.says(*fact, (missed && !self.asked_is_said).then(wanted))
            }
            Condition::IsYes { fact, yes } => {
                let wanted = || (if *yes { "yes" } else { "no" }).to_owned();
                self.says(*fact, (missed && !self.asked_is_said).then(wanted))
            }
            Condition::Compare { fact, by } | Condition::CountItems { fact, by } => {
                self.says(*fact, asked(by))
            }
            Condition::Between { from, to, by } => {
                let verb = if missed { "it is not" } else { "it is" };
                let mut facts = Vec::new();
                self.operand_facts(from, &mut facts);
                self.operand_facts(to, &mut facts);
                let (from, to) = (self.operand(from), self.operand(to));
                Reason { text: format!("from {from} to {to} {verb} {}", self.comparison(by)), facts }
            }
            Condition::Count { list, filter, by } => {
                return self.count(*list, filter.as_deref(), by, asked(by), truth);
            }
            Condition::Share { list, filter, holds, by } => {
                return self.fulfilment(*list, filter.as_deref(), holds, asked(by), truth);
            }
            Condition::Every { list, filter, holds } => {
                let asked = missed.then(|| "every one".to_owned());
                return self.fulfilment(*list, filter.as_deref(), holds, asked, truth);
            }
            Condition::Distinct { of, list, among, filter, by, .. } => {
                let distinct = self.distinct(*of, *list, *among, filter.as_deref(), asked(by));
                // Of several records with one word each is as much to blame as the next.
                return (distinct, Some(vec![self.whole(*list)]));
            }
            Condition::Covers { all_of, by_field, list, .. } => self.covers(*all_of, *by_field, *list),
            Condition::LargestShare { list, of, by, .. } => {
                let label = bare(&self.dictionary.fact(of.fact).label);
                let verb = if missed { "is not" } else { "is" };
                let text = format!("one giver's part of the {label} {verb} {}", self.comparison(by));
                Reason { text, facts: vec![self.whole(*list)] }
            }
            Condition::All(_) | Condition::Any(_) | Condition::NoneOf(_) => {
                Reason { text: self.words(condition), facts: Vec::new() }
            }
        };
        (reason, None)
    }

    /// `the community's part: told (asked: at least works with us)`.
    fn says(self, fact: FactRef, asked: Option<String>) -> Reason {
        let definition = self.dictionary.fact(fact.fact);
        let answer = self.dictionary.say(definition, self.context.answer(fact));
        let text = with_asked(format!("{}: {answer}", phrase(&definition.label)), asked);
        Reason { text, facts: vec![self.route(fact)] }
    }

    /// The list itself.
    fn whole(self, list: ListId) -> Route {
        Route { fact: self.dictionary.list(list).fact, record: None }
    }

    fn not_stated(self, list: ListId) -> Reason {
        let whole = self.whole(list);
        Reason { text: format!("{}: not stated", self.dictionary.fact(whole.fact).label), facts: vec![whole] }
    }

    fn count(
        self,
        list: ListId,
        filter: Option<&Condition>,
        by: &Threshold,
        asked: Option<String>,
        truth: Truth,
    ) -> (Reason, Option<Vec<Route>>) {
        let item = &self.dictionary.list(list).item;
        let Some(records) = self.context.list(list) else { return (self.not_stated(list), None) };
        let whole = self.whole(list);
        let matching: Vec<u32> = (records.records.iter().enumerate())
            .filter(|(i, r)| filter.is_none_or(|f| self.at(r, *i).context.evaluate(f) == Truth::True))
            .map(|(i, _)| i as u32)
            .collect();
        let all = records.records.len();
        let text = match (matching.len(), filter) {
            (0, None) => format!("no {item}"),
            (n, None) => text::count(n, item),
            (0, Some(filter)) => format!("no {item} where {}", self.words(filter)),
            (n, Some(filter)) => format!("{n} of {} where {}", text::count(all, item), self.words(filter)),
        };
        // The records are to blame only where more of them would make it worse.
        let more_is_worse = match by.op {
            Op::AtLeast | Op::MoreThan => truth == Truth::True,
            Op::AtMost | Op::LessThan => truth == Truth::False,
            Op::Exactly => false,
        };
        let each = matching.iter().map(|i| Route { record: Some(*i), ..whole });
        let (facts, blamed) = match matching.is_empty() || filter.is_none() {
            true => (vec![whole], vec![whole]),
            false if more_is_worse => (each.clone().take(NAMED).collect(), each.collect()),
            false => (each.take(NAMED).collect(), vec![whole]),
        };
        (Reason { text: with_asked(text, asked), facts }, Some(blamed))
    }

    /// Which records fall short, and in what; or, where enough fulfil, how many do.
    fn fulfilment(
        self,
        list: ListId,
        filter: Option<&Condition>,
        holds: &Condition,
        asked: Option<String>,
        truth: Truth,
    ) -> (Reason, Option<Vec<Route>>) {
        let item = &self.dictionary.list(list).item;
        let Some(records) = self.context.list(list) else { return (self.not_stated(list), None) };
        let whole = self.whole(list);
        let mut in_question = 0;
        let mut picked = Vec::new();
        for (number, record) in records.records.iter().enumerate() {
            let inside = self.at(record, number);
            if filter.is_some_and(|f| inside.context.evaluate(f) == Truth::False) {
                continue;
            }
            in_question += 1;
            if inside.context.evaluate(holds) == truth {
                picked.push((number, record));
            }
        }
        let items = text::count(in_question, item);
        if in_question == 0 {
            let among = filter.map(|f| format!(" where {}", self.words(f))).unwrap_or_default();
            return (Reason { text: format!("no {item}{among}"), facts: vec![whole] }, None);
        }
        if truth == Truth::True {
            let text = format!("{} of {items} where {}", picked.len(), self.words(holds));
            let each = picked.iter().map(|(i, _)| Route { record: Some(*i as u32), ..whole });
            return (Reason { text, facts: each.clone().take(NAMED).collect() }, Some(each.collect()));
        }
        let mut parts = Vec::new();
        let mut facts = Vec::new();
        let mut blamed = Vec::new();
        for (number, record) in &picked {
            let inside = Explainer { asked_is_said: true, ..self.at(record, *number) };
            let grounds = inside.grounds(holds, Truth::False);
            blamed.extend(grounds.blamed);
            if parts.len() == NAMED {
                continue;
            }
            let name = self.context.proposal.record_name(self.dictionary, list, record);
            let name = name.map_or_else(|| format!("{item} {}", number + 1), |n| text::shorten(&n, 28));
            let said: Vec<&str> = grounds.reasons.iter().map(|g| g.text.as_str()).take(2).collect();
            parts.push(format!("{name} ({})", said.join(", ")));
            facts.extend(grounds.reasons.into_iter().flat_map(|g| g.facts).take(2));
        }
        if picked.len() > NAMED {
            parts.push(format!("{} more", picked.len() - NAMED));
        }
        let verb = if picked.len() == 1 { "falls" } else { "fall" };
        let text = with_asked(format!("{} of {items} {verb} short", picked.len()), asked);
        (Reason { text: format!("{text}: {}", text::join(&parts, "and")), facts }, Some(blamed))
    }

    /// `sector: only government, where commitment is at least agreed (asked: at least 3 of 4)`.
    fn distinct(
        self,
        of: FactRef,
        list: ListId,
        among: u64,
        filter: Option<&Condition>,
        asked: Option<String>,
    ) -> Reason {
        let definition = self.dictionary.fact(of.fact);
        let mut words = 0u64;
        let mut facts = vec![];
        for (number, record) in self.context.list(list).map_or(&[][..], |r| &r.records).iter().enumerate() {
            let inside = self.at(record, number);
            if filter.is_some_and(|f| inside.context.evaluate(f) != Truth::True) {
                continue;
            }
            if let Answer::Given(Datum::Words(given)) = inside.context.answer(of)
                && given & among & !words != 0
            {
                words |= given & among;
                facts.push(inside.route(of));
            }
        }
        let every_word = self
            .dictionary
            .vocabulary(definition)
            .is_some_and(|v| among.count_ones() as usize == v.words.len());
        let of_how_many = if every_word { String::new() } else { format!(" of {}", among.count_ones()) };
        let only = if asked.is_some() { "only " } else { "" };
        let found = match words {
            0 => "none".to_owned(),
            words => format!("{only}{}", self.dictionary.say_words(definition, words, "and")),
        };
        let among = filter.map(|f| format!(", where {}", self.words(f))).unwrap_or_default();
        let text = format!("{}: {found}{among}", bare(&definition.label));
        facts.push(self.whole(list));
        Reason { text: with_asked(text, asked.map(|a| format!("{a}{of_how_many}"))), facts }
    }

    fn covers(self, all_of: FactRef, by_field: FactRef, list: ListId) -> Reason {
        let definition = self.dictionary.fact(all_of.fact);
        let bits = |answer: &Answer| match answer {
            Answer::Given(Datum::Words(words)) => *words,
            _ => 0,
        };
        let wanted = bits(self.context.answer(all_of));
        let records = self.context.list(list).map_or(&[][..], |r| &r.records);
        let covered = records.iter().fold(0, |all, r| all | bits(self.context.at(r).answer(by_field)));
        let text = match (wanted, wanted & !covered) {
            (0, _) => format!("{}: none", definition.label),
            (_, 0) => format!("{}: all covered", definition.label),
            (_, missing) => {
                let item = &self.dictionary.list(list).item;
                format!(
                    "{}: no {item} for {}",
                    definition.label,
                    self.dictionary.say_words(definition, missing, "and")
                )
            }
        };
        Reason { text, facts: vec![self.route(all_of), self.whole(list)] }
    }

    fn operand_facts(self, operand: &Operand, into: &mut Vec<Route>) {
        match operand {
            Operand::Fact(fact) => into.push(self.route(*fact)),
            Operand::Plus(a, b) => {
                self.operand_facts(a, into);
                self.operand_facts(b, into);
            }
            Operand::Times(a, _) => self.operand_facts(a, into),
            Operand::Literal(_) | Operand::AsOf => {}
        }
    }

    /// A condition as a phrase: `sector is government and commitment is at least agreed`.
    pub fn words(self, condition: &Condition) -> String {
        let label = |fact: &FactRef| {
            let fact = self.dictionary.fact(fact.fact);
            if fact.scope == Scope::Root { phrase(&fact.label) } else { bare(&fact.label) }
        };
        // Brackets keep apart what `and` and `or` hold together.
        let part = |inner: &Condition| match inner {
            Condition::All(several) | Condition::Any(several) if several.len() > 1 => {
                format!("({})", self.words(inner))
            }
            _ => self.words(inner),
        };
        let several = |inner: &[Condition], last: &str| {
            let words: Vec<String> = inner.iter().map(part).collect();
            text::join(&words, last)
        };
        let among = |filter: &Option<Box<Condition>>| {
            filter.as_ref().map(|f| format!(" where {}", self.words(f))).unwrap_or_default()
        };
        match condition {
            Condition::All(inner) => several(inner, "and"),
            Condition::Any(inner) => several(inner, "or"),
            Condition::NoneOf(inner) => format!("not ({})", several(inner, "or")),
            Condition::Stated(fact) => format!("{} is stated", label(fact)),
            Condition::Denied(fact) => format!("{} is answered with none", label(fact)),
            Condition::Is { fact, words } => {
                let definition = self.dictionary.fact(fact.fact);
                format!("{} is {}", label(fact), self.dictionary.say_words(definition, *words, "or"))
            }
            Condition::Has { fact, words } => {
                let definition = self.dictionary.fact(fact.fact);
                let verb = if definition.mostly_one { "is" } else { "has" };
                format!("{} {verb} {}", label(fact), self.dictionary.say_words(definition, *words, "or"))
            }
            Condition::IsYes { fact, yes } => format!("{}: {}", label(fact), if *yes { "yes" } else { "no" }),
            Condition::Compare { fact, by } => format!("{} is {}", label(fact), self.comparison(by)),
            Condition::CountItems { fact, by } => format!("{}: {} named", label(fact), self.comparison(by)),
            Condition::Between { from, to, by } => {
                format!("it is {} from {} to {}", self.comparison(by), self.operand(from), self.operand(to))
            }
            Condition::Count { list, filter, by } => {
                let item = text::plural(&self.dictionary.list(*list).item);
                format!("{} {item}{}", self.comparison(by), among(filter))
            }
            Condition::Share { list, filter, holds, by } => {
                let items = text::plural(&self.dictionary.list(*list).item);
                format!("for {} of the {items}{}: {}", self.comparison(by), among(filter), self.words(holds))
            }
            Condition::Every { list, filter, holds } => {
                let item = &self.dictionary.list(*list).item;
                format!("for every {item}{}: {}", among(filter), self.words(holds))
            }
            Condition::Distinct { of, among: words, filter, by, list, .. } => {
                let definition = self.dictionary.fact(of.fact);
                let every_word = self
                    .dictionary
                    .vocabulary(definition)
                    .is_some_and(|v| words.count_ones() as usize == v.words.len());
                let item = text::plural(&self.dictionary.list(*list).item);
                let words = match every_word {
                    true => "different words".to_owned(),
                    false => format!("of {}", self.dictionary.say_words(definition, *words, "and")),
                };
                format!(
                    "{} {words} as {} of the {item}{}",
                    self.comparison(by),
                    bare(&definition.label),
                    among(filter)
                )
            }
            Condition::Covers { all_of, by_field, by, filter, .. } => {
                format!(
                    "{} of {} among {}{}",
                    self.comparison(by),
                    label(all_of),
                    label(by_field),
                    among(filter)
                )
            }
            Condition::LargestShare { of, by, .. } => {
                format!(
                    "one giver's part of the {} is {}",
                    bare(&self.dictionary.fact(of.fact).label),
                    self.comparison(by)
                )
            }
        }
    }

    fn comparison(self, by: &Threshold) -> String {
        format!("{} {}", by.op.words(), self.operand(&by.right))
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
            Operand::Times(a, factor) => format!("{} times {}", text::number(*factor), self.operand(a)),
        }
    }

    fn quantity(self, quantity: Quantity) -> String {
        match quantity {
            Quantity::Number(n) => text::number(n),
            Quantity::Share(share) => text::share(share),
            Quantity::Rank { vocabulary, rank } => {
                let words = &self.dictionary.vocabularies[vocabulary as usize].words;
                usize::try_from(rank)
                    .ok()
                    .and_then(|r| words.get(r))
                    .map_or_else(|| "none".to_owned(), |w| w.word.clone())
            }
            Quantity::Date(date) => date.to_string(),
            Quantity::Duration(length) => length.to_string(),
        }
    }
}

fn with_asked(text: String, asked: Option<String>) -> String {
    match asked {
        Some(asked) => format!("{text} (asked: {asked})"),
        None => text,
    }
}

/// A label as the beginning of a statement: `whether the delegate can decide` asks, `the delegate can decide: no` states.
fn phrase(label: &str) -> &str {
    label.strip_prefix("whether ").unwrap_or(label)
}

/// A label without its article, for a field of one record among many.
fn bare(label: &str) -> &str {
    phrase(label).strip_prefix("the ").unwrap_or(phrase(label))
}
