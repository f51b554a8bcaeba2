//! Answers in words.

use super::{Answer, Datum, Dictionary, Fact, Pair};
use crate::text;

impl Dictionary {
    /// What is said at a fact, as a reader would say it beside others: `decides with us`, `10 August 2027`, `3 years`,
    /// `none`, `not stated`.
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
            Datum::Number(n) => text::grouped(*n),
            Datum::Within(within) => within.said.to_string(),
            Datum::Share(share) => text::share(*share),
            Datum::Money(money) => money.in_words(),
            Datum::Date(date) => date.in_words(),
            Datum::Duration(length) => length.to_string(),
            Datum::Word(word) => self.say_words(fact, 1 << word),
            Datum::Words(bits) => self.say_words(fact, *bits),
            Datum::Texts(texts) => {
                let shown: Vec<String> = texts.iter().map(|t| text::shorten(t, 24)).collect();
                text::join(&shown, "and")
            }
            Datum::Records => "given".to_owned(),
        }
    }

    /// Two answers that differ, as [`Dictionary::say`] has them; where it would cut or round both to the same words, so
    /// that they differ.
    pub fn say_apart(&self, fact: &Fact, answers: Pair<&Answer>) -> Pair<String> {
        let said = answers.map(|answer| self.say(fact, answer));
        if said.old != said.new {
            return said;
        }
        let whole = answers.map(|answer| match answer {
            Answer::Given(datum) => whole(datum).unwrap_or_else(|| self.say_datum(fact, datum)),
            _ => self.say(fact, answer),
        });
        let from = first_difference(&whole.old, &whole.new);
        match answers.new {
            Answer::Given(Datum::Text(_)) => whole.map(|text| format!("“{}”", cut(&text, from))),
            Answer::Given(Datum::Texts(_)) => whole.map(|text| cut(&text, from)),
            _ => whole,
        }
    }

    /// The words of a fact's vocabulary whose bits are set.
    fn say_words(&self, fact: &Fact, bits: u64) -> String {
        let Some(vocabulary) = self.vocabulary(fact) else { return String::new() };
        let words: Vec<String> = (vocabulary.texts().enumerate())
            .filter(|(i, _)| bits & (1 << i) != 0)
            .map(|(_, word)| word.to_owned())
            .collect();
        text::join(&words, "and")
    }
}

/// A value neither cut nor rounded, of the kinds that are shown cut or rounded.
fn whole(datum: &Datum) -> Option<String> {
    match datum {
        Datum::Text(text) => Some(text::one_line(text).into_owned()),
        Datum::Texts(texts) => {
            let mut texts: Vec<String> = texts.iter().map(|text| text::one_line(text).into_owned()).collect();
            texts.sort_unstable();
            Some(texts.join("; "))
        }
        Datum::Number(number) => Some(number.to_string()),
        Datum::Share(share) => Some(format!("{} %", share * 100.0)),
        Datum::Money(money) => {
            let currency = money
                .currency
                .map(|code| code.map(char::from).iter().collect::<String>().trim_end().to_owned());
            Some(format!("{} {}", money.amount, currency.unwrap_or_default()).trim_end().to_owned())
        }
        _ => None,
    }
}

/// How many characters two texts have in common at their beginning.
fn first_difference(old: &str, new: &str) -> usize {
    old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count()
}

/// A text cut so that the character with this number is seen, with a sign where it was cut.
fn cut(text: &str, seen: usize) -> String {
    /// How much is shown, and how much of it before what differs.
    const MOST: usize = 48;
    const BEFORE: usize = 16;
    let from = seen.saturating_sub(BEFORE);
    let begins = if from == 0 { "" } else { "…" };
    let rest: String = text.chars().skip(from).collect();
    format!("{begins}{}", text::shorten(&rest, MOST))
}
