//! How many different words the records of a list have between them: sectors at the table, above all.

use super::bounds::Bounds;
use super::evaluate::{Context, words_of};
use super::truth::Truth;
use super::wanted::Words;
use crate::proposal::Answer;

impl<'a> Context<'a> {
    /// How many different words occur in a field of the records in question.
    pub(super) fn distinct(self, words: Words) -> Bounds {
        let most = f64::from(words.among.count_ones());
        let Some(records) = self.list(words.list) else { return Bounds { low: 0.0, high: most } };
        let bounds = match words.own {
            None => self.occurring(words),
            Some(_) => self.seated(words),
        };
        if records.complete { bounds } else { Bounds { high: most, ..bounds } }
    }

    /// The words that occur for certain; where each needs a record of its own, those that find one.
    pub(super) fn words_there(self, words: Words) -> u64 {
        let certain = self.candidates(words).certain;
        match words.own {
            None => certain.into_iter().fold(0, |all, of_one| all | of_one),
            Some(_) => seats(&certain, words.among),
        }
    }

    fn occurring(self, words: Words) -> Bounds {
        let Candidates { certain, maybe, unknown } = self.candidates(words);
        let union = |sets: &[u64]| sets.iter().fold(0, |all, of_one| all | of_one);
        let low = union(&certain);
        let possible = f64::from((low | union(&maybe)).count_ones());
        let added = f64::from(unknown) * f64::from(words.unknown_adds);
        Bounds {
            low: f64::from(low.count_ones()),
            high: (possible + added).min(f64::from(words.among.count_ones())),
        }
    }

    fn seated(self, words: Words) -> Bounds {
        let Candidates { mut certain, maybe, unknown } = self.candidates(words);
        let low = seats(&certain, words.among);
        certain.extend(maybe);
        // A record of unknown word may have any, and is one record all the same.
        certain.extend(std::iter::repeat_n(words.among, unknown as usize));
        let high = seats(&certain, words.among);
        Bounds { low: f64::from(low.count_ones()), high: f64::from(high.count_ones()) }
    }

    /// The words of each record in question.
    fn candidates(self, words: Words) -> Candidates {
        let mut found = Candidates::default();
        let records = self.list(words.list).map_or(&[][..], |records| &records.records);
        // By the first record of each name, whether it was met.
        let mut named = vec![false; if words.own.is_some() { records.len() } else { 0 }];
        for (number, record) in (0..).zip(records) {
            let here = self.at(record);
            let selected = self.selected(record, words.filter);
            if selected == Truth::False {
                continue;
            }
            let mut is_certain = selected == Truth::True;
            if let Some(name) = words.own {
                match here.answer(name) {
                    Answer::Given(_) => {
                        let first = record.namesake.unwrap_or(number);
                        if std::mem::replace(&mut named[first as usize], true) {
                            continue;
                        }
                    }
                    // Nobody knows whether it is one of the others.
                    _ => is_certain = false,
                }
            }
            match here.answer(words.of) {
                Answer::Unknown => found.unknown += 1,
                answer => {
                    let given = words.counted(words_of(answer));
                    if is_certain { found.certain.push(given) } else { found.maybe.push(given) }
                }
            }
        }
        found
    }
}

impl Words<'_> {
    /// The words as they count.
    pub fn counted(self, given: u64) -> u64 {
        let stands_for = self.counting.iter().filter(|(word, _)| given & (1 << word) != 0);
        (given | stands_for.fold(0, |all, (_, other)| all | 1 << other)) & self.among
    }
}

/// The words of the records in question.
#[derive(Default)]
struct Candidates {
    /// Of each that is in question for certain.
    certain: Vec<u64>,
    /// Of each that may be.
    maybe: Vec<u64>,
    /// How many have words that are not known.
    unknown: u32,
}

/// As many of the words as can each have a record of its own.
///
/// A matching grown by augmenting paths: a word that finds every record of its own taken asks the word that holds one to
/// take another.
fn seats(records: &[u64], among: u64) -> u64 {
    let mut holder: Vec<Option<u32>> = vec![None; records.len()];
    let words = (0..u64::BITS).filter(|word| among & (1 << word) != 0);
    words
        .filter(|&word| seat(word, records, &mut holder, &mut vec![false; records.len()]))
        .fold(0, |all, word| all | 1 << word)
}

fn seat(word: u32, records: &[u64], holder: &mut [Option<u32>], asked: &mut [bool]) -> bool {
    for (number, words) in records.iter().enumerate() {
        if words & (1 << word) == 0 || asked[number] {
            continue;
        }
        asked[number] = true;
        let is_free = holder[number].is_none_or(|other| seat(other, records, holder, asked));
        if is_free {
            holder[number] = Some(word);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_record_with_four_words_holds_one_seat() {
        assert_eq!(seats(&[0b1111], 0b1111).count_ones(), 1);
    }

    #[test]
    fn a_record_with_two_words_takes_the_seat_that_nobody_else_can_take() {
        assert_eq!(seats(&[0b0011, 0b0001], 0b1111), 0b0011);
        assert_eq!(seats(&[0b0001, 0b0011], 0b1111), 0b0011);
    }

    #[test]
    fn two_records_of_one_word_hold_one_seat() {
        assert_eq!(seats(&[0b0001, 0b0001], 0b1111), 0b0001);
    }
}
