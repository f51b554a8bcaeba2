//! Sentences about what the records of a list have between them: different words, what is covered, who gives most.

use super::Explainer;
use super::about::asks_for_more;
use super::amounts::{opposite, write_words};
use super::label::{bare, subject, write_lacks};
use super::says::Said;
use super::told::{Found, Told};
use super::verb::Turn;
use crate::assess::evaluate::words_of;
use crate::assess::truth::Truth;
use crate::assess::wanted::Words;
use crate::proposal::{Fact, FactRef, ListId, Record};
use crate::rubric::{Condition, Op, Operand, Quantity, Threshold};
use crate::text;

/// How many different words are asked for.
#[derive(Clone, Copy)]
pub(super) struct Variety<'c> {
    /// Which words of which records.
    pub words: Words<'c>,
    /// How many.
    pub by: &'c Threshold,
}

impl<'a> Explainer<'a> {
    /// Which of the words occur.
    pub(super) fn distinct(self, variety: Variety, holds: bool, found: &mut Found) {
        let asked = variety.words;
        let words = self.context.words_there(asked);
        let mut told = 0;
        let mut facts = Vec::new();
        for (number, record) in self.selected(asked.list, asked.filter) {
            let inside = self.at(record, number);
            let given = asked.counted(words_of(inside.context.answer(asked.of))) & words;
            if given & !told != 0 {
                told |= given;
                facts.push(inside.route(asked.of));
            }
        }
        // Of several records with one word each is as much to blame as the next.
        let whole = self.whole(variety.words.list);
        found.blamed.push(whole);
        facts.push(whole);
        self.tell(found, facts, || self.variety(variety, words, holds));
    }

    /// The records that fulfil a condition for certain.
    fn selected(self, list: ListId, filter: Option<&Condition>) -> impl Iterator<Item = (usize, &'a Record)> {
        let records = self.context.list(list).map_or(&[][..], |records| &records.records);
        records.iter().enumerate().filter(move |(number, record)| {
            filter.is_none_or(|f| self.at(record, *number).context.evaluate(f) == Truth::True)
        })
    }

    fn variety(self, variety: Variety, words: u64, holds: bool) -> Told {
        let definition = self.dictionary.fact(variety.words.of.fact);
        let mut told = Told::empty();
        let only = !holds && asks_for_more(variety.by);
        // Where a word can stand for the records that have it, it has agreed as they have.
        match (definition.phrases.behind.is_some(), words) {
            (true, 0) if holds => self.write_none_of(variety, definition, &mut told.is),
            (true, 0) => {
                told.is.push_str(&format!("no {}", bare(definition)));
                self.write_common(variety, Turn::One, &mut told.is);
            }
            (true, _) => {
                told.is.push_str(if only { "only " } else { "" });
                self.write_these(definition, words, " and ", &mut told.is);
                self.write_common(variety, Turn::of(words.count_ones() as usize), &mut told.is);
            }
            (false, 0) => told.is.push_str(&format!("nothing is given for {}", subject(definition))),
            (false, _) => {
                told.is.push_str(&format!(
                    "{} {}",
                    subject(definition),
                    if only { "is only " } else { "is " }
                ));
                self.write_these(definition, words, " and ", &mut told.is);
            }
        }
        if !holds {
            self.write_variety_needed(variety, definition, words == 0, &mut told.needed);
        }
        told
    }

    /// What is true of them all: that they have agreed, or that they are there.
    pub(super) fn write_common(self, variety: Variety, turn: Turn, out: &mut String) {
        out.push(' ');
        let Some(filter) = variety.words.filter else {
            let item = text::plural(&self.dictionary.list(variety.words.list).item);
            let is = if turn == Turn::One { "is" } else { "are" };
            return out.push_str(&format!("{is} among the {item}"));
        };
        let begin = out.len();
        self.write_holds(filter, turn, out);
        // What has not happened may still happen: `no sector has agreed yet`.
        let has_happened = out[begin..].starts_with("has ") && !out[begin..].starts_with("has a ");
        if has_happened && out.starts_with("no ") {
            out.push_str(" yet");
        }
    }

    /// `neither business nor philanthropy has agreed`.
    pub(super) fn write_none_of(self, variety: Variety, definition: &Fact, out: &mut String) {
        let several = variety.words.among.count_ones();
        out.push_str(match several {
            1 => "no partner from ",
            2 => "neither ",
            _ => "none of ",
        });
        self.write_these(definition, variety.words.among, if several == 2 { " nor " } else { " and " }, out);
        self.write_common(variety, Turn::One, out);
    }

    fn write_these(self, definition: &Fact, words: u64, last: &str, out: &mut String) {
        if let Some(vocabulary) = self.dictionary.vocabulary(definition) {
            write_words(vocabulary, words, last, out);
        }
    }

    /// `three of the four sectors are needed`. `is_named` where the sentence has named the sectors already.
    fn write_variety_needed(self, variety: Variety, definition: &Fact, is_named: bool, out: &mut String) {
        let words = self.dictionary.vocabulary(definition).map_or(0, |vocabulary| vocabulary.words.len());
        let among = variety.words.among.count_ones();
        let noun = match definition.phrases.behind {
            Some(_) => format!(" {}", text::plural(bare(definition))),
            None => " kinds".to_owned(),
        };
        if variety.by.op != Op::AtLeast || among as usize == words {
            return self.write_number_needed(variety.by, false, &noun, out);
        }
        match &variety.by.right {
            Operand::Literal(Quantity::Number(number)) if *number == f64::from(among) => out.push_str("all "),
            right => {
                self.write_operand(right, out);
                out.push_str(" of the ");
            }
        }
        out.push_str(&text::spoken(f64::from(among)));
        out.push_str(if is_named { "" } else { &noun });
        out.push_str(" are needed");
    }

    /// Which of the words of a fact no record has.
    pub(super) fn covers(
        self,
        (all_of, by_field): (FactRef, FactRef),
        list: ListId,
        filter: Option<&Condition>,
        by: &Threshold,
        holds: bool,
        found: &mut Found,
    ) {
        let facts = vec![self.route(all_of), self.whole(list)];
        found.blamed.extend_from_slice(&facts);
        self.tell(found, facts, || {
            let wanted = words_of(self.context.answer(all_of));
            let covered = self.selected(list, filter);
            let covered =
                covered.fold(0, |all, (_, record)| all | words_of(self.context.at(record).answer(by_field)));
            let definition = self.dictionary.fact(all_of.fact);
            let item = &self.dictionary.list(list).item;
            let mut told = Told::empty();
            match wanted & !covered {
                _ if wanted == 0 => write_lacks(definition, &mut told.is),
                0 => told.is.push_str(&format!("each of {} has a {item}", definition.label)),
                missing => {
                    told.is.push_str(&format!("no {item}"));
                    self.write_which(filter, Turn::One, &mut told.is);
                    told.is.push(' ');
                    self.write_says(by_field, Said::Words(missing), Turn::One, &mut told.is);
                    if !holds {
                        self.write_cover_needed(definition, by, &mut told.needed);
                    }
                }
            }
            told
        });
    }

    fn write_cover_needed(self, definition: &Fact, by: &Threshold, out: &mut String) {
        self.write_share((by.op, &by.right), out);
        out.push_str(&format!(" of {} should have one", definition.label));
    }

    /// How much comes from the one who gives most.
    pub(super) fn largest_share(
        self,
        list: ListId,
        (of, giver): (FactRef, FactRef),
        by: &Threshold,
        holds: bool,
        found: &mut Found,
    ) {
        let whole = self.whole(list);
        found.blamed.push(whole);
        self.tell(found, vec![whole], || {
            let mut told = Told::empty();
            let op = if holds { by.op } else { opposite(by.op) };
            self.write_largest(of, giver, (op, by), &mut told.is);
            told
        });
    }

    /// `more than 60 % of the money comes from one giver`.
    pub(super) fn write_largest(
        self,
        of: FactRef,
        giver: FactRef,
        (op, by): (Op, &Threshold),
        out: &mut String,
    ) {
        self.write_share((op, &by.right), out);
        let of = subject(self.dictionary.fact(of.fact));
        let giver = bare(self.dictionary.fact(giver.fact));
        out.push_str(&format!(" of {of} comes from one {giver}"));
    }
}
