//! Answers in words.

use super::{Answer, Datum, Dictionary, Fact};
use crate::text;

impl Dictionary {
    /// What is said at a fact, as a reader would say it: `decides with us`, `three years`, `none`, `not stated`.
    pub fn say(&self, fact: &Fact, answer: &Answer) -> String {
        match answer {
            Answer::Unknown => "not stated".to_owned(),
            Answer::Denied if matches!(fact.kind, super::Kind::YesNo) => "no".to_owned(),
            Answer::Denied => "none".to_owned(),
            Answer::Given(datum) => self.say_datum(fact, datum),
        }
    }

    /// A value, as a reader would say it.
    pub fn say_datum(&self, fact: &Fact, datum: &Datum) -> String {
        match datum {
            Datum::Text(text) => format!("“{}”", text::shorten(text, 48)),
            Datum::Yes => "yes".to_owned(),
            Datum::Number(n) => number(*n),
            Datum::Share(share) => text::share(*share),
            Datum::Money(money) => money.in_words(),
            Datum::Date(date) => date.in_words(),
            Datum::Duration(length) => length.in_words(),
            Datum::Word(word) => self.say_words(fact, 1 << word, "and"),
            Datum::Words(bits) => self.say_words(fact, *bits, "and"),
            Datum::Texts(texts) => {
                let shown: Vec<String> = texts.iter().map(|t| text::shorten(t, 24)).collect();
                text::join(&shown, "and")
            }
            Datum::Records => "given".to_owned(),
        }
    }

    /// The words of a fact's vocabulary whose bits are set, the last joined with `and` or `or`.
    pub fn say_words(&self, fact: &Fact, bits: u64, last: &str) -> String {
        let Some(vocabulary) = self.vocabulary(fact) else { return String::new() };
        let words: Vec<String> = (vocabulary.texts().enumerate())
            .filter(|(i, _)| bits & (1 << i) != 0)
            .map(|(_, word)| word.to_owned())
            .collect();
        text::join(&words, last)
    }
}

/// A number by itself: nothing is 0 there, and `no` only before a noun.
fn number(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { text::spoken(value).into_owned() }
}
