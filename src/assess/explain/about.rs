//! The sentence about one fact: what is said of it and, where that falls short, what is needed.

use super::Explainer;
use super::amounts::{complement, is_zero, write_words};
use super::kinds::Test;
use super::label::{self, Label, subject, write_lacks};
use super::says::Said;
use super::told::Told;
use super::verb::{self, Turn};
use crate::proposal::{Answer, Braces, Datum, Fact, FactRef, Kind};
use crate::rubric::{Op, Operand, Quantity, Threshold};
use crate::text;

impl<'a> Explainer<'a> {
    /// The sentence about a fact whose test came out so.
    pub(super) fn about(self, fact: FactRef, test: Test, holds: bool) -> Told {
        let mut told = Told::empty();
        self.write_about(fact, test, holds, &mut told.is);
        if !holds && self.with_need {
            self.write_needed(fact, test, &mut told.needed);
        }
        told
    }

    fn write_about(self, fact: FactRef, test: Test, holds: bool, out: &mut String) {
        match test {
            Test::Compared(by) => {
                self.write_stated(fact, !holds && asks_for_more(by), out);
                if holds && !matches!(by.right, Operand::Literal(_)) {
                    out.push_str(", ");
                    self.write_threshold(self.dictionary.fact(fact.fact), (by.op, &by.right), true, out);
                }
            }
            Test::Items(by) => self.write_number_of(fact, !holds && asks_for_more(by), out),
            Test::Words(words) => self.write_stated(fact, !holds && self.is_below(fact, words), out),
            Test::Stated | Test::Denied | Test::Yes(_) => self.write_stated(fact, false, out),
        }
    }

    /// Writes what the proposal says at a fact; `only` where that is too little.
    fn write_stated(self, fact: FactRef, only: bool, out: &mut String) {
        let definition = self.dictionary.fact(fact.fact);
        match self.context.answer(fact) {
            Answer::Unknown => out.push_str(&format!("nothing is said of {}", definition.label)),
            Answer::Denied if definition.kind == Kind::YesNo => self.write_yes(fact, definition, false, out),
            Answer::Denied => write_lacks(definition, out),
            Answer::Given(Datum::Yes) => self.write_yes(fact, definition, true, out),
            Answer::Given(datum) => self.write_answer(fact, definition, datum, only, out),
        }
    }

    /// Whether an ordered word is below all of these.
    fn is_below(self, fact: FactRef, words: u64) -> bool {
        let is_ordered =
            self.dictionary.vocabulary(self.dictionary.fact(fact.fact)).is_some_and(|v| v.ordered);
        let Answer::Given(Datum::Word(word)) = self.context.answer(fact) else { return false };
        is_ordered && u32::from(*word) < words.trailing_zeros()
    }

    fn write_answer(self, fact: FactRef, definition: &'a Fact, datum: &Datum, only: bool, out: &mut String) {
        let phrases = &definition.phrases;
        match (definition.kind, Label::of(definition)) {
            (Kind::Records(list), _) => {
                let records = self.context.list(list).map_or(0, |records| records.records.len());
                self.write_listed(records, &self.dictionary.list(list).item, false, out);
            }
            (Kind::Text | Kind::Person, Label::Question(question)) if phrases.says.is_none() => {
                out.push_str(&format!("it is written {question}: "));
                self.write_value(definition, datum, Braces::Answer, out);
            }
            _ => {
                out.push_str(subject(definition));
                out.push(' ');
                self.write_says(fact, Said::Answer(datum, only), turn_of(subject(definition)), out);
            }
        }
    }

    /// `only two goals are listed`.
    pub(super) fn write_listed(self, number: usize, item: &str, only: bool, out: &mut String) {
        let listed = match number {
            0 => format!("no {item} is listed"),
            1 => format!("{}one {item} is listed", if only { "only " } else { "" }),
            2..=10 => {
                format!("{}{} are listed", if only { "only " } else { "" }, text::spoken_count(number, item))
            }
            // A sentence begins with no figure.
            _ => format!("there are {}{}", if only { "only " } else { "" }, text::spoken_count(number, item)),
        };
        out.push_str(&listed);
    }

    fn write_yes(self, fact: FactRef, definition: &Fact, so: bool, out: &mut String) {
        match (definition.phrases.without_answer(), Label::of(definition)) {
            (None, Label::Whether(statement)) => {
                out.push_str(if so { "" } else { "it is not the case that " });
                out.push_str(statement);
            }
            _ => {
                out.push_str(subject(definition));
                out.push(' ');
                self.write_says(fact, Said::Yes, turn_of(subject(definition)).if_so(so), out);
            }
        }
    }

    /// Writes how many items a list of texts or words has, or which.
    fn write_number_of(self, fact: FactRef, only: bool, out: &mut String) {
        let definition = self.dictionary.fact(fact.fact);
        let items = match self.context.answer(fact) {
            Answer::Given(Datum::Texts(texts)) => texts.len(),
            Answer::Given(Datum::Words(bits)) => bits.count_ones() as usize,
            _ => return self.write_stated(fact, only, out),
        };
        if definition.phrases.with_answer().is_some() {
            return self.write_stated(fact, only, out);
        }
        let only = if only { "only " } else { "" };
        let verb = if items == 1 { "is" } else { "are" };
        let number = text::spoken(items as f64);
        out.push_str(&format!("of {} {only}{number} {verb} named", definition.label));
    }

    /// Writes what is needed where the test of a fact fails; nothing where that goes without saying.
    fn write_needed(self, fact: FactRef, test: Test, out: &mut String) {
        let definition = self.dictionary.fact(fact.fact);
        let is_denied = *self.context.answer(fact) == Answer::Denied;
        let said = match test {
            Test::Words(words) if matches!(definition.kind, Kind::Words(_)) => {
                let vocabulary = self.dictionary.vocabulary(definition);
                vocabulary.into_iter().for_each(|vocabulary| write_words(vocabulary, words, " or ", out));
                return out.push_str(" is needed");
            }
            Test::Words(words) => Said::Words(words),
            Test::Compared(by) if is_denied && by.op == Op::MoreThan && is_zero(&by.right) => return,
            Test::Compared(by) => match self.needed_thing(definition, by, is_denied) {
                Some(needed) => return out.push_str(&needed),
                None => Said::Compared(by),
            },
            Test::Items(by) => {
                let is_of_words = matches!(definition.kind, Kind::Words(_)) && !has_noun(definition);
                let noun = if is_of_words { " kinds" } else { "" };
                return self.write_number_needed(by, is_denied, noun, out);
            }
            Test::Stated | Test::Denied | Test::Yes(_) => return,
        };
        out.push_str(pronoun(definition, is_denied));
        out.push_str(" should ");
        self.write_says(fact, said, Turn::Should, out);
    }

    /// What is needed where that is a thing: `at least a draft is needed`, `at least ten are needed`.
    fn needed_thing(self, definition: &Fact, by: &Threshold, is_denied: bool) -> Option<String> {
        let Operand::Literal(quantity) = by.right else { return None };
        let what = match quantity {
            _ if !asks_for_more(by) => return None,
            Quantity::Number(number) => {
                let noun = definition.phrases.noun()?;
                let noun = if is_denied && number != 1.0 {
                    format!(" {}", text::plural(noun))
                } else {
                    String::new()
                };
                format!("{}{noun}", text::spoken(number))
            }
            Quantity::Duration(length) if is_denied => length.in_words(),
            Quantity::Rank { rank, .. } if is_denied => {
                let word = complement(self.dictionary.vocabulary(definition)?, usize::try_from(rank).ok()?);
                let is_thing = ["a ", "an "].iter().any(|article| word.starts_with(article));
                is_thing.then(|| word.to_owned())?
            }
            Quantity::Share(_) | Quantity::Rank { .. } | Quantity::Date(_) | Quantity::Duration(_) => {
                return None;
            }
        };
        let is_one = ["a ", "an ", "one"].iter().any(|one| what.starts_with(one));
        Some(format!("{} {what} {} needed", by.op.words(), if is_one { "is" } else { "are" }))
    }

    /// Writes how many are needed; nothing where there is none and one would do.
    pub(super) fn write_number_needed(self, by: &Threshold, is_none: bool, noun: &str, out: &mut String) {
        let number = match self.value_of(&by.right) {
            Some(Quantity::Number(number)) => number,
            _ => f64::NAN,
        };
        match by.op {
            Op::AtLeast | Op::MoreThan if is_none && number <= 1.0 => {}
            Op::AtLeast | Op::MoreThan => {
                out.push_str(by.op.words());
                out.push(' ');
                self.write_operand(&by.right, out);
                out.push_str(noun);
                out.push_str(if number == 1.0 { " is needed" } else { " are needed" });
            }
            Op::AtMost if number == 0.0 => out.push_str("there should be none"),
            Op::AtMost | Op::LessThan | Op::Exactly => {
                out.push_str("there should be ");
                out.push_str(if by.op == Op::LessThan { "fewer than" } else { by.op.words() });
                out.push(' ');
                self.write_operand(&by.right, out);
            }
        }
    }
}

/// Whether a comparison asks for more than there is, where it fails.
pub(super) fn asks_for_more(by: &Threshold) -> bool {
    matches!(by.op, Op::AtLeast | Op::MoreThan)
}

/// Whether the phrase of a fact has room for a number of things.
pub(super) fn has_noun(fact: &Fact) -> bool {
    fact.phrases.noun().is_some()
}

/// The turn of what is said of a subject.
pub(super) fn turn_of(subject: &str) -> Turn {
    if label::is_of_many(subject) { Turn::Many } else { Turn::One }
}

/// What stands for the subject in the second half of a sentence. Where the first half does not name it, it is named.
fn pronoun(fact: &Fact, is_denied: bool) -> &str {
    let subject = subject(fact);
    let thing = subject.strip_prefix("the ").unwrap_or(subject);
    let is_of_many = fact.phrases.says.as_deref().is_some_and(verb::is_of_many) || label::is_of_many(subject);
    match &fact.phrases.lacks {
        Some(lacks) if is_denied && !lacks.contains(thing) => subject,
        _ if is_of_many => "they",
        _ => "it",
    }
}
