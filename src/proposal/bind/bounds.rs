//! Answers that can hardly be meant: those beyond the bounds that the dictionary gives.

use typed_index_collections::TiVec;

use super::Binder;
use crate::document::{Problem, Span};
use crate::proposal::dictionary::{Bound, Dictionary, Fact, FactId, Kind, ListId, Mark, Scope, Should};
use crate::proposal::{Answer, Datum, Records, Slot};

/// The topic of the warnings that two dates are out of order.
pub const DATES_OUT_OF_ORDER: &str = "dates-out-of-order";

/// What an answer stands among: the facts of the proposal itself, and those of its record.
#[derive(Clone, Copy)]
struct Around<'a> {
    root: &'a [Slot],
    record: Option<&'a [Slot]>,
}

impl<'a> Around<'a> {
    /// What is said at a fact, and where.
    fn said(&self, fact: &Fact) -> Option<(&'a Datum, Span)> {
        let slots = match fact.scope {
            Scope::Root => self.root,
            Scope::Record(_) => self.record?,
        };
        let slot = &slots[fact.slot as usize];
        match &slot.answer {
            Answer::Given(datum) => Some((datum, slot.key?)),
            _ => None,
        }
    }
}

impl<'d> Binder<'d> {
    /// Warns of each answer that lies beyond a bound, by the first bound that it breaks.
    pub(super) fn doubt_answers(&mut self, root: &[Slot], lists: &TiVec<ListId, Records>) {
        self.doubt_among(&self.bounds_in(Scope::Root), Around { root, record: None });
        for (list, records) in lists.iter_enumerated() {
            let bounds = self.bounds_in(Scope::Record(list));
            for (number, record) in records.records.iter().enumerate() {
                self.record = Some((list, number));
                self.doubt_among(&bounds, Around { root, record: Some(&record.slots) });
            }
        }
        self.record = None;
    }

    /// The bounds of the facts of a scope: there may be many records, so they are looked for once.
    fn bounds_in(&self, scope: Scope) -> Vec<&'d Bound> {
        let dictionary = self.dictionary;
        dictionary.bounds().iter().filter(|bound| dictionary.fact(bound.fact).scope == scope).collect()
    }

    fn doubt_among(&mut self, bounds: &[&Bound], around: Around) {
        let dictionary = self.dictionary;
        let mut doubted: Vec<FactId> = Vec::new();
        for bound in bounds {
            let fact = dictionary.fact(bound.fact);
            let Some((said, place)) = around.said(fact) else { continue };
            let other = bound.against().and_then(|id| around.said(dictionary.fact(id)));
            if !doubted.contains(&bound.fact) && bound.is_broken_by(said, other.map(|(datum, _)| datum)) {
                doubted.push(bound.fact);
                self.warn(place, &fact.path, || doubt(dictionary, bound, said, place, other));
            }
        }
    }
}

/// What is odd about an answer, and what to do about it.
fn doubt(
    dictionary: &Dictionary,
    bound: &Bound,
    said: &Datum,
    place: Span,
    other: Option<(&Datum, Span)>,
) -> Problem {
    let fact = dictionary.fact(bound.fact);
    let why = dictionary.bounds().doubt(bound);
    let message = format!("{} is odd for {}: {}", dictionary.say_datum(fact, said), fact.label, why.odd);
    let mut problem = Problem::warning(place, message)
        .topic(topic(bound, fact))
        .expected(expected(dictionary, bound, other))
        .help(&why.advice);
    if let Some((id, (datum, at))) = bound.against().zip(other) {
        let other = dictionary.fact(id);
        problem = problem.related(at, format!("{}: {}", other.label, dictionary.say_datum(other, datum)));
    }
    problem
}

/// What was expected, with the answer that it is held against.
fn expected(dictionary: &Dictionary, bound: &Bound, other: Option<(&Datum, Span)>) -> String {
    let in_words = bound.in_words(dictionary);
    match bound.against().zip(other) {
        Some((id, (datum, _))) => {
            let fact = dictionary.fact(id);
            let (path, said) = (format!("`{}`", fact.path), dictionary.say_datum(fact, datum));
            in_words.replace(&path, &said)
        }
        None => in_words,
    }
}

/// What the warning is about, so that many alike are folded.
fn topic(bound: &Bound, fact: &Fact) -> &'static str {
    match bound.should {
        Should::Differ(_) => "no-change",
        Should::BeWhole => "not-whole",
        Should::AtLeast(Mark::Fact(_)) | Should::AtMost(Mark::Fact(_)) if fact.kind == Kind::Date => {
            DATES_OUT_OF_ORDER
        }
        Should::AtLeast(Mark::Fact(_)) | Should::AtMost(Mark::Fact(_)) => "more-than-the-whole",
        Should::AtLeast(_) | Should::AtMost(_) => "beyond-bounds",
    }
}
