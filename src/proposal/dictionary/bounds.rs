//! Bounds: what an answer can hardly be, declared beside the facts. They doubt an answer and refuse none.

use serde::{Deserialize, Serialize};

use super::{Dictionary, Fact, FactId, Kind, Scope};
use crate::document::{Fields, Node, Problem, Problems, Span};
use crate::proposal::date::{DateOrder, Duration, PartialDate};
use crate::proposal::number::{Money, Within, parse_number, parse_share};
use crate::proposal::{Datum, Misread};
use crate::text;

/// What an answer to one fact can hardly be.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Bound {
    /// The fact.
    pub fact: FactId,
    /// What the answer should be.
    pub should: Should,
    /// The number of the rule that says so.
    rule: u16,
}

/// What an answer should be.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Should {
    /// As much as this, or as late, or more.
    AtLeast(Mark),
    /// As much as this, or as early, or less.
    AtMost(Mark),
    /// Another value than that of this fact.
    Differ(FactId),
    /// A whole number.
    BeWhole,
}

/// What an answer is held against.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Mark {
    /// A number, a share, or an amount in any currency.
    Number(f64),
    /// A date.
    Date(PartialDate),
    /// A length of time.
    Duration(Duration),
    /// What is said at another fact: of the same record, or of the proposal itself.
    Fact(FactId),
}

/// Why an answer beyond a bound is odd, and what to do about it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::proposal) struct Doubt {
    /// Ends the sentence that tells the answer: `2.5 is odd for the seats: nobody sits on half a seat`.
    pub odd: String,
    /// What to do.
    pub advice: String,
}

/// The bounds of a dictionary.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Bounds {
    bounds: Vec<Bound>,
    doubts: Vec<Doubt>,
    unbounded: Vec<(FactId, String)>,
}

impl Bounds {
    /// Reads the lists `bounds` and `unbounded` of a dictionary whose facts are known.
    pub(super) fn load(fields: &mut Fields, dictionary: &Dictionary, problems: &Problems) -> Bounds {
        let mut bounds = Bounds::default();
        for node in fields.list("bounds") {
            bounds.read_rule(node, dictionary, problems);
        }
        for node in fields.list("unbounded") {
            bounds.read_unbounded(node, dictionary, problems);
        }
        bounds
    }

    /// All bounds, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Bound> {
        self.bounds.iter()
    }

    /// The bounds of one fact.
    pub fn of(&self, fact: FactId) -> impl Iterator<Item = &Bound> {
        self.bounds.iter().filter(move |bound| bound.fact == fact)
    }

    /// Why a fact has no bounds, where that is said.
    pub fn why_none(&self, fact: FactId) -> Option<&str> {
        self.unbounded.iter().find(|(of, _)| *of == fact).map(|(_, because)| because.as_str())
    }

    /// Why an answer beyond a bound is odd.
    pub(in crate::proposal) fn doubt(&self, bound: &Bound) -> &Doubt {
        &self.doubts[bound.rule as usize]
    }

    fn read_rule(&mut self, node: &Node, dictionary: &Dictionary, problems: &Problems) {
        let Some(mut fields) = Fields::open(node, "a bound", problems) else { return };
        let facts = facts_named(&mut fields, dictionary, problems);
        let rule = self.doubts.len() as u16;
        self.doubts.push(Doubt { odd: fields.text("odd").to_owned(), advice: fields.text("do").to_owned() });
        let [least, most, not] = ["at_least", "at_most", "differs_from"].map(|key| fields.node(key));
        let whole = fields.yes_no("whole");
        fields.finish();
        if least.or(most).or(not).is_none() && !whole {
            problems.push(
                Problem::error(node.span, "this bound bounds nothing")
                    .expected("`at_least`, `at_most`, `differs_from` or `whole: yes`"),
            );
        }
        for id in facts {
            let reader = Reader { dictionary, id, problems };
            let least = least.and_then(|node| reader.mark(node)).map(Should::AtLeast);
            let most = most.and_then(|node| reader.mark(node)).map(Should::AtMost);
            let not = not.and_then(|node| reader.other(node)).map(Should::Differ);
            let whole = (whole && reader.is_a_number(node)).then_some(Should::BeWhole);
            let all = [least, most, not, whole].into_iter().flatten();
            self.bounds.extend(all.map(|should| Bound { fact: id, should, rule }));
            if self.is_empty_range(id) {
                let path = &dictionary.fact(id).path;
                let message = format!("no answer to `{path}` lies within its bounds");
                problems.push(Problem::error(node.span, message).expected("a least below the most"));
            }
        }
    }

    fn read_unbounded(&mut self, node: &Node, dictionary: &Dictionary, problems: &Problems) {
        let Some(mut fields) = Fields::open(node, "a reason for no bounds", problems) else { return };
        let facts = facts_named(&mut fields, dictionary, problems);
        let because = fields.text("because").to_owned();
        fields.finish();
        for id in facts {
            if self.of(id).next().is_some() {
                let path = &dictionary.fact(id).path;
                problems
                    .push(Problem::error(node.span, format!("`{path}` has bounds, and a reason for none")));
            }
            self.unbounded.push((id, because.clone()));
        }
    }

    /// Whether the fixed bounds of a fact leave nothing between them.
    fn is_empty_range(&self, id: FactId) -> bool {
        let least = self.of(id).filter_map(|bound| match bound.should {
            Should::AtLeast(mark) => mark.size(),
            _ => None,
        });
        let most = || {
            self.of(id).filter_map(|bound| match bound.should {
                Should::AtMost(mark) => mark.size(),
                _ => None,
            })
        };
        least.into_iter().any(|least| most().any(|most| most.is_below(&least)))
    }
}

/// The facts that a rule names in `of`.
fn facts_named(fields: &mut Fields, dictionary: &Dictionary, problems: &Problems) -> Vec<FactId> {
    fields.required("of");
    let named = fields.texts("of");
    let found = named.into_iter().filter_map(|(path, span)| {
        let found = dictionary.find(path);
        if found.is_none() {
            problems.push(no_fact(dictionary, path, span));
        }
        found
    });
    found.collect()
}

/// No fact has this path.
fn no_fact(dictionary: &Dictionary, path: &str, span: Span) -> Problem {
    let problem = Problem::error(span, format!("there is no fact `{}`", text::shorten(path, 60)))
        .expected("the path of a fact");
    match dictionary.nearest_path(path) {
        Some(near) => problem.help(format!("did you mean `{near}`?")),
        None => problem,
    }
}

/// Reads the bounds of one fact.
struct Reader<'a> {
    dictionary: &'a Dictionary,
    id: FactId,
    problems: &'a Problems,
}

impl Reader<'_> {
    fn fact(&self) -> &Fact {
        self.dictionary.fact(self.id)
    }

    /// A fixed value, or `{fact: PATH}`.
    fn mark(&self, node: &Node) -> Option<Mark> {
        let Some(text) = node.text() else { return self.other(node).map(Mark::Fact) };
        let number = |read: Result<f64, Misread>| read.map(Mark::Number);
        let read = match self.fact().kind {
            Kind::Number | Kind::Money => number(parse_number(text)),
            Kind::Share => number(parse_share(text)),
            Kind::Date => PartialDate::parse(text).map(Mark::Date),
            Kind::Duration => Duration::parse(text).map(Mark::Duration),
            _ => {
                self.refuse(node, "has no order to bound");
                return None;
            }
        };
        match read {
            Ok(mark) => Some(mark),
            Err(why) => {
                self.problems
                    .push(Problem::error(node.span, why.to_string()).expected("a bound of its kind"));
                None
            }
        }
    }

    /// `{fact: PATH}`, of the same kind, and of the same record or of the proposal itself.
    fn other(&self, node: &Node) -> Option<FactId> {
        let mut fields = Fields::open(node, "what an answer is held against", self.problems)?;
        let path = fields.text("fact");
        fields.finish();
        let Some(id) = self.dictionary.find(path) else {
            self.problems.push(no_fact(self.dictionary, path, node.span));
            return None;
        };
        let (of, other) = (self.fact(), self.dictionary.fact(id));
        let can_be_seen = other.scope == Scope::Root || other.scope == of.scope;
        let can_be_held =
            matches!(of.kind, Kind::Number | Kind::Share | Kind::Money | Kind::Date | Kind::Duration);
        if id == self.id || of.kind != other.kind || !can_be_seen || !can_be_held {
            self.refuse(node, &format!("cannot be held against `{path}`"));
            return None;
        }
        Some(id)
    }

    fn is_a_number(&self, node: &Node) -> bool {
        let is_number = self.fact().kind == Kind::Number;
        if !is_number {
            self.refuse(node, "is no number to be whole");
        }
        is_number
    }

    fn refuse(&self, node: &Node, why: &str) {
        let message = format!("`{}` {why}", self.fact().path);
        let expected =
            "a number, share, amount, date or length of time, of the same record or of the proposal";
        self.problems.push(Problem::error(node.span, message).expected(expected));
    }
}

impl Mark {
    /// How much it is; nothing where another fact says so.
    pub(super) fn size(self) -> Option<Size> {
        match self {
            Mark::Number(number) => Some(Size::Between(number, number)),
            Mark::Date(date) => Some(Size::Date(date)),
            Mark::Duration(length) => Some(Size::Between(length.in_months(), length.in_months())),
            Mark::Fact(_) => None,
        }
    }

    fn in_words(self, dictionary: &Dictionary) -> String {
        match self {
            Mark::Number(number) => text::grouped(number),
            Mark::Date(date) => date.to_string(),
            Mark::Duration(length) => length.to_string(),
            Mark::Fact(id) => format!("`{}`", dictionary.fact(id).path),
        }
    }
}

impl Bound {
    /// What the answer should be: `at most 600`, `not before the start of activities`.
    pub fn in_words(&self, dictionary: &Dictionary) -> String {
        let is_date = dictionary.fact(self.fact).kind == Kind::Date;
        match self.should {
            Should::AtLeast(mark) if is_date => format!("not before {}", mark.in_words(dictionary)),
            Should::AtMost(mark) if is_date => format!("not after {}", mark.in_words(dictionary)),
            Should::AtLeast(mark) => format!("at least {}", mark.in_words(dictionary)),
            Should::AtMost(mark) => format!("at most {}", mark.in_words(dictionary)),
            Should::Differ(id) => format!("something other than `{}`", dictionary.fact(id).path),
            Should::BeWhole => "a whole number".to_owned(),
        }
    }

    /// The fact that the answer is held against.
    pub fn against(&self) -> Option<FactId> {
        match self.should {
            Should::AtLeast(Mark::Fact(id)) | Should::AtMost(Mark::Fact(id)) | Should::Differ(id) => Some(id),
            _ => None,
        }
    }

    /// Whether an answer certainly lies beyond; `other` is what is said at the fact that it is held against.
    pub(in crate::proposal) fn is_broken_by(&self, said: &Datum, other: Option<&Datum>) -> bool {
        let Some(said) = Size::of(said) else { return false };
        let mark = |mark: Mark| mark.size().or_else(|| other.and_then(Size::of));
        match self.should {
            Should::AtLeast(least) => mark(least).is_some_and(|least| said.is_below(&least)),
            Should::AtMost(most) => mark(most).is_some_and(|most| most.is_below(&said)),
            Should::Differ(_) => other.and_then(Size::of).is_some_and(|other| said.is_same(&other)),
            Should::BeWhole => matches!(said, Size::Between(low, high) if low == high && low.fract() != 0.0),
        }
    }
}

/// How much an answer is, as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Size {
    /// The least and the most that it can be; of a length of time in months.
    Between(f64, f64),
    Money(Money),
    Date(PartialDate),
}

impl Size {
    fn of(datum: &Datum) -> Option<Size> {
        match datum {
            Datum::Number(number) | Datum::Share(number) => Some(Size::Between(*number, *number)),
            Datum::Within(Within { low, high, .. }) => Some(Size::Between(*low, *high)),
            Datum::Money(money) => Some(Size::Money(*money)),
            Datum::Date(date) => Some(Size::Date(*date)),
            Datum::Duration(length) => Some(Size::Between(length.in_months(), length.in_months())),
            _ => None,
        }
    }

    /// Whether it is certainly less, or earlier. Amounts in two currencies are not compared.
    fn is_below(&self, other: &Size) -> bool {
        match (self, other) {
            (Size::Between(_, high), Size::Between(low, _)) => high < low,
            (Size::Money(money), Size::Between(low, _)) => money.amount < *low,
            (Size::Between(_, high), Size::Money(money)) => *high < money.amount,
            (Size::Money(money), Size::Money(other)) => {
                money.currency == other.currency && money.amount < other.amount
            }
            (Size::Date(date), Size::Date(other)) => date.order(*other) == DateOrder::Earlier,
            _ => false,
        }
    }

    /// Whether it is certainly the same.
    fn is_same(&self, other: &Size) -> bool {
        match (self, other) {
            (Size::Between(low, high), _) => low == high && self == other,
            (Size::Date(date), Size::Date(other)) => date.order(*other) == DateOrder::Same,
            _ => self == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, parse};

    const FACTS: &str = "facts:
  - {path: start, kind: date, label: l, ask: a}
  - {path: name, kind: text, label: l, ask: a}
  - {path: cost, kind: money, label: l, ask: a}
  - {path: seats, kind: number, label: l, ask: a}
  - {path: share, kind: share, label: l, ask: a}
  - {path: goals, kind: records, label: l, ask: a}
  - {path: goals.due, kind: date, label: l, ask: a}
  - {path: goals.from, kind: date, label: l, ask: a}
  - {path: partners, kind: records, label: l, ask: a}
  - {path: partners.until, kind: date, label: l, ask: a}
";

    /// What is wrong with a dictionary of these facts and this bound.
    fn wrong(bound: &str) -> Vec<String> {
        let yaml = format!("{FACTS}bounds:\n  - {{{bound}, odd: o, do: d}}\n");
        messages(&yaml)
    }

    fn messages(yaml: &str) -> Vec<String> {
        let problems = Problems::default();
        Dictionary::load(&parse(yaml, &Limits::default()).documents[0], &problems);
        problems.into_sorted().into_iter().map(|problem| problem.message).collect()
    }

    #[test]
    fn a_bound_fits_its_fact_and_leaves_something_between() {
        for good in [
            "of: [start, goals.due], at_least: 1950, at_most: 2100",
            "of: [goals.due], at_least: {fact: goals.from}",
            "of: [goals.due], at_least: {fact: start}",
            "of: [seats], at_least: 0, at_most: 9, whole: yes",
            "of: [cost], at_least: 1",
            "of: [share], at_most: 90 %",
        ] {
            assert_eq!(wrong(good), [""; 0], "{good}");
        }
        for (bad, why) in [
            ("of: [strat], at_least: 1950", "there is no fact `strat`"),
            ("of: [start], at_least: {fact: goals.duee}", "there is no fact `goals.duee`"),
            ("of: [start], at_least: soon", "a date is written 2027-03-01, 2027-03 or 2027"),
            ("of: [start], at_least: 2100, at_most: 1950", "no answer to `start` lies within its bounds"),
            ("of: [start], at_least: {fact: goals.due}", "`start` cannot be held against `goals.due`"),
            (
                "of: [goals.due], at_least: {fact: partners.until}",
                "`goals.due` cannot be held against `partners.until`",
            ),
            ("of: [start], at_least: {fact: seats}", "`start` cannot be held against `seats`"),
            ("of: [start], at_most: {fact: start}", "`start` cannot be held against `start`"),
            ("of: [name], at_least: 5", "`name` has no order to bound"),
            ("of: [name], whole: yes", "`name` is no number to be whole"),
            ("of: [seats]", "this bound bounds nothing"),
            ("at_least: 5", "a bound has no `of`"),
            ("of: [seats], at_least: 5, below: 6", "a bound has no key `below`"),
        ] {
            assert_eq!(wrong(bad), [why], "{bad}");
        }
        let two =
            "bounds: [{of: [seats], at_least: 5, odd: o, do: d}, {of: [seats], at_most: 4, odd: o, do: d}]";
        assert_eq!(messages(&format!("{FACTS}{two}")), ["no answer to `seats` lies within its bounds"]);
        let both =
            "bounds: [{of: [seats], at_least: 5, odd: o, do: d}]\nunbounded: [{of: [seats], because: b}]";
        assert_eq!(messages(&format!("{FACTS}{both}")), ["`seats` has bounds, and a reason for none"]);
    }
}
