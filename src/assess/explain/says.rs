//! What is said of one fact: `has only agreed`, `was set by one partner`, `is funded until at least April 2028`.

use std::borrow::Cow;

use super::Explainer;
use super::amounts::{EVERY, opposite, write_words};
use super::label::{Label, bare};
use super::verb::{self, Turn};
use crate::proposal::{Datum, Fact, FactRef, Kind, Scope, Vocabulary};
use crate::rubric::{Op, Operand, Quantity, Threshold};
use crate::text;

/// What a predicate says of its fact.
#[derive(Clone, Copy)]
pub(super) enum Said<'c> {
    /// That it is given.
    Given,
    /// That it is so.
    Yes,
    /// The answer, and whether that is too little.
    Answer(&'c Datum, bool),
    /// One of these words.
    Words(u64),
    /// That it compares so.
    Compared(&'c Threshold),
}

impl<'a> Explainer<'a> {
    /// Writes what is said of a fact.
    pub(super) fn write_says(self, fact: FactRef, said: Said, turn: Turn, out: &mut String) {
        let definition = self.dictionary.fact(fact.fact);
        match said {
            Said::Given => self.write_given(definition, turn, out),
            Said::Yes => verb::write_with("", &yes(definition), turn, out),
            Said::Answer(..) | Said::Words(_) | Said::Compared(_) => match self.own_words(definition) {
                Some(vocabulary) => self.write_own(vocabulary, definition, said, turn, out),
                None => self.write_phrase(definition, said, turn, out),
            },
        }
    }

    /// Writes that a fact is given: `brings something`, `has a date`.
    fn write_given(self, fact: &Fact, turn: Turn, out: &mut String) {
        let of_words = fact.phrases.with_answer().filter(|says| says.contains("{}"));
        match (of_words, fact.kind) {
            (Some(says), Kind::Word(_) | Kind::Words(_)) => {
                let what = if turn.is_not() { "nothing" } else { "something" };
                let turn = if turn.is_not() { turn.turned() } else { turn };
                verb::write(says, turn, out, |_, out| out.push_str(what));
            }
            _ => verb::write_with("", &given(fact, self.item_of(fact)), turn, out),
        }
    }

    /// The noun of the records that have a fact.
    fn item_of(self, fact: &Fact) -> Option<&'a str> {
        match fact.scope {
            Scope::Record(list) => Some(&self.dictionary.list(list).item),
            Scope::Root => None,
        }
    }

    /// The vocabulary of a fact whose words say by themselves what is said of the subject.
    pub(super) fn own_words(self, fact: &Fact) -> Option<&'a Vocabulary> {
        let has_phrase = fact.phrases.with_answer().is_some() || fact.phrases.behind.is_some();
        self.dictionary.vocabulary(fact).filter(|vocabulary| {
            let is_word = matches!(fact.kind, Kind::Word(_));
            !has_phrase && (is_word || vocabulary.words.iter().any(|word| word.says.is_some()))
        })
    }

    /// Writes what words say: `has only agreed`, `is at least a draft`.
    fn write_own(self, vocabulary: &Vocabulary, fact: &Fact, said: Said, turn: Turn, out: &mut String) {
        let several = |bits: u64, last: &str, out: &mut String| {
            let those = (0..vocabulary.words.len()).filter(|word| bits & (1 << word) != 0);
            verb::join(
                &those.map(|word| turned(&own(vocabulary, word), turn)).collect::<Vec<_>>(),
                last,
                out,
            );
        };
        match said {
            Said::Answer(Datum::Word(word), only) => {
                let adverb = if only { "only" } else { "" };
                verb::write_with(adverb, &own(vocabulary, usize::from(*word)), turn, out);
            }
            Said::Answer(Datum::Words(bits), _) => several(*bits, " and ", out),
            Said::Words(bits) => several(bits, if turn.is_not() { " and " } else { " or " }, out),
            Said::Compared(by) => self.write_own_compared(vocabulary, fact, by, turn, out),
            Said::Answer(..) | Said::Given | Said::Yes => {}
        }
    }

    fn write_own_compared(
        self,
        vocabulary: &Vocabulary,
        fact: &Fact,
        by: &Threshold,
        turn: Turn,
        out: &mut String,
    ) {
        let Some(rank) = self.rank_of(&by.right) else {
            return verb::write("is {}", turn, out, |_, out| {
                self.write_threshold(fact, (by.op, &by.right), false, out);
            });
        };
        let (adverb, rank, turn) = adverb_of(by.op, rank, vocabulary.words.len(), turn);
        let adverb = if self.of_nobody { "" } else { adverb };
        match usize::try_from(rank).ok().filter(|word| *word < vocabulary.words.len()) {
            Some(word) => verb::write_with(adverb, &own(vocabulary, word), turn, out),
            None => verb::write_with("", "has none", turn, out),
        }
    }

    /// The place of the word that an operand comes to.
    fn rank_of(self, operand: &Operand) -> Option<i16> {
        match self.value_of(operand)? {
            Quantity::Rank { rank, .. } => Some(rank),
            _ => None,
        }
    }

    /// Writes a phrase of the dictionary, or one made of the label, with its answer in place.
    fn write_phrase(self, fact: &Fact, said: Said, turn: Turn, out: &mut String) {
        let phrase = self.phrase(fact);
        let vocabulary = self.dictionary.vocabulary(fact);
        match said {
            Said::Answer(datum, only) => verb::write(&phrase, turn, out, |braces, out| {
                // Nothing is not only nothing, and a date is not only late.
                let is_measured = match datum {
                    Datum::Number(value) | Datum::Share(value) => *value != 0.0,
                    Datum::Money(money) => money.amount != 0.0,
                    Datum::Date(_) | Datum::Within(_) => false,
                    _ => true,
                };
                if only && is_measured && !out.ends_with(EVERY) {
                    out.push_str("only ");
                }
                self.write_value(fact, datum, braces, out);
            }),
            Said::Words(bits) => verb::write(&phrase, turn, out, |_, out| {
                vocabulary.into_iter().for_each(|vocabulary| write_words(vocabulary, bits, " or ", out));
            }),
            Said::Compared(by) => {
                let words = vocabulary.zip(self.rank_of(&by.right)).and_then(|(vocabulary, rank)| {
                    words_from(by.op, rank, vocabulary).map(|words| (vocabulary, words))
                });
                if let Some((vocabulary, words)) = words.filter(|_| turn != Turn::Should) {
                    return verb::write(&phrase, turn, out, |_, out| {
                        write_words(vocabulary, words, " or ", out)
                    });
                }
                // What is not at least so much is less.
                let (op, turn) = match turn.is_not() {
                    true => (opposite(by.op), turn.turned()),
                    false => (by.op, turn),
                };
                verb::write(&phrase, turn, out, |braces, out| {
                    self.write_comparison(fact, (op, &by.right), braces, out);
                });
            }
            Said::Given | Said::Yes => {}
        }
    }

    fn phrase(self, fact: &'a Fact) -> Cow<'a, str> {
        if let Some(says) = fact.phrases.with_answer() {
            return Cow::Borrowed(says);
        }
        if let Some(behind) = &fact.phrases.behind {
            return Cow::Owned(format!("is {behind}"));
        }
        match (self.item_of(fact), fact.kind) {
            (None, Kind::Date) => Cow::Borrowed("is {when}"),
            (None, _) => Cow::Borrowed("is {}"),
            (Some(item), _) => match Label::of(fact) {
                Label::Thing(thing) => {
                    Cow::Owned(format!("has {} of {{}}", text::with_article(without_item(thing, item))))
                }
                _ => Cow::Owned(format!("has {{}} as {}", fact.label)),
            },
        }
    }
}

/// How many words are named where a comparison of words could be meant.
const FEW: u32 = 2;

/// What a word says of whatever has it.
fn own(vocabulary: &Vocabulary, word: usize) -> Cow<'_, str> {
    let word = &vocabulary.words[word];
    word.says.as_deref().map_or_else(|| format!("is {}", word.word).into(), Cow::Borrowed)
}

fn turned(predicate: &str, turn: Turn) -> String {
    let mut out = String::new();
    verb::write_with("", predicate, turn, &mut out);
    out
}

/// What is said of a record, or of a fact itself, that is given.
fn given<'f>(fact: &'f Fact, item: Option<&str>) -> Cow<'f, str> {
    if let Some(says) = fact.phrases.without_answer() {
        return Cow::Borrowed(says);
    }
    match (item, Label::of(fact)) {
        (None, _) => Cow::Borrowed("is given"),
        (Some(item), Label::Thing(thing)) => {
            Cow::Owned(format!("has {}", text::with_article(without_item(thing, item))))
        }
        (Some(_), Label::Question(question)) => Cow::Owned(format!("says {question}")),
        (Some(_), Label::OfIt(_) | Label::Whether(_) | Label::Other(_)) => {
            Cow::Owned(format!("has {}", fact.label))
        }
    }
}

/// What is said of whatever has a fact of yes or no, where it is yes.
fn yes(fact: &Fact) -> Cow<'_, str> {
    match (fact.phrases.without_answer(), Label::of(fact)) {
        (Some(says), _) => Cow::Borrowed(says),
        (None, Label::OfIt(of_it)) => Cow::Borrowed(of_it),
        (None, Label::Whether(statement)) => Cow::Owned(format!("says that {statement}")),
        (None, Label::Thing(_) | Label::Question(_) | Label::Other(_)) => {
            Cow::Owned(format!("has {}", text::with_article(bare(fact))))
        }
    }
}

/// `date` for the `date of the goal` of a goal.
fn without_item<'t>(thing: &'t str, item: &str) -> &'t str {
    thing.strip_suffix(item).and_then(|rest| rest.strip_suffix(" of the ")).unwrap_or(thing)
}

/// How a comparison with a word is said by the words themselves.
fn adverb_of(op: Op, rank: i16, words: usize, turn: Turn) -> (&'static str, i16, Turn) {
    let top = words as i16 - 1;
    let (op, rank) = match op {
        Op::MoreThan => (Op::AtLeast, rank + 1),
        Op::LessThan => (Op::AtMost, rank - 1),
        Op::AtLeast | Op::AtMost | Op::Exactly => (op, rank),
    };
    match (op, turn.is_not()) {
        (Op::AtMost, true) => ("at least", rank + 1, turn.turned()),
        (Op::AtLeast, false) if rank < top => ("at least", rank, turn),
        (Op::AtMost, false) => ("no more than", rank, turn),
        _ => ("", rank, turn),
    }
}

/// The words that a comparison asks for, where it asks for words: below every word is none.
fn words_from(op: Op, rank: i16, vocabulary: &Vocabulary) -> Option<u64> {
    let from = match op {
        Op::AtLeast => rank,
        Op::MoreThan => rank + 1,
        Op::AtMost | Op::LessThan | Op::Exactly => return None,
    };
    let words = (0..vocabulary.words.len()).filter(|word| *word as i16 >= from);
    let bits = words.fold(0u64, |bits, word| bits | 1 << word);
    (bits.count_ones() <= FEW).then_some(bits)
}
