//! Lists of records: partners, goals, sources of money.

use super::{Binder, Target};
use crate::document::{Entry, Node, Problem, Scalar, Value};
use crate::proposal::dictionary::{Fact, ListDef, ListId, Scope};
use crate::proposal::value::Backing;
use crate::proposal::words::{Meaning, meaning};
use crate::proposal::{Answer, Datum, Record, Records, Slot};
use crate::text;

impl Binder<'_> {
    /// Reads a list of records into `into`.
    pub(super) fn records(&mut self, entry: &Entry, fact: &Fact, list: ListId, into: &mut Records) -> Answer {
        let items = match &entry.value.value {
            Value::Scalar(s) if meaning(&s.text) == Some(Meaning::Unknown) => return Answer::Unknown,
            Value::Scalar(s) if meaning(&s.text) == Some(Meaning::No) => {
                return self.denied(&s.text, entry.value.span, fact);
            }
            Value::List(items) if items.is_empty() => return self.denied("[]", entry.value.span, fact),
            Value::List(items) => items,
            _ => {
                let item = &self.dictionary.list(list).item;
                self.tell(entry.value.span, &fact.path, || no_list(entry, item));
                return Answer::Unknown;
            }
        };
        into.records.reserve(items.len());
        for (index, item) in items.iter().enumerate() {
            self.record = Some((list, index));
            let record = self.one_record(item, list);
            into.records.push(record);
        }
        self.record = None;
        Answer::Given(Datum::Records)
    }

    fn one_record(&mut self, item: &Node, list: ListId) -> Record {
        let definition = self.dictionary.list(list);
        let mut target = Target::new(self.dictionary, Scope::Record(list));
        let mut backing = Backing::Nothing;
        match &item.value {
            Value::Map(entries) => {
                // Evidence in a block of the record speaks for the record being there.
                backing = self.block(entries, 0, &mut target, None, Backing::Nothing);
                target.count(self.dictionary);
            }
            Value::Scalar(s) => self.short_record(s, item, definition, &mut target),
            Value::List(_) => self.tell(item.span, "", || {
                let message = format!("{} is a block of keys, and this is a list", definition.item);
                Problem::error(item.span, message).expected("a block of keys")
            }),
        }
        let evidenced = backing.is_evidence() || target.slots.iter().any(|slot| slot.evidenced);
        let checked = backing.is_checked() || target.slots.iter().any(|slot| slot.checked);
        let quoted = target.slots.iter().any(|slot| slot.quoted);
        Record {
            slots: target.slots,
            blocks: target.blocks,
            span: item.span,
            evidenced,
            checked,
            quoted,
            namesake: None,
        }
    }

    /// A plain text is the short form of a record that says no more than what it is called.
    fn short_record(&mut self, scalar: &Scalar, item: &Node, definition: &ListDef, target: &mut Target) {
        let meaning = meaning(&scalar.text);
        if meaning == Some(Meaning::Unknown) {
            return;
        }
        let key = definition.key.map(|key| self.dictionary.fact(key));
        match key.filter(|key| !super::answer::denies(meaning, &scalar.text, key.kind)) {
            Some(key) => {
                let answer = self.scalar(scalar, item.span, key);
                target.slots[key.slot as usize] = Slot::new(answer, item.span, Backing::Nothing);
            }
            None => self.tell(item.span, "", || no_record(&scalar.text, item, definition)),
        }
    }
}

fn no_list(entry: &Entry, item: &str) -> Problem {
    let (key, found) = (&entry.key.text, entry.value.describe());
    Problem::error(entry.value.span, format!("`{key}` is a list, and this is {found}"))
        .expected("a list")
        .help(format!("begin each {item} on a new line with `- `, or answer `none`"))
}

fn no_record(typed: &str, item: &Node, definition: &ListDef) -> Problem {
    let noun = &definition.item;
    Problem::error(item.span, format!("`{}` is no {noun}", text::shorten(typed, 40)))
        .expected(format!("the name of {}, or a block of keys", text::with_article(noun)))
        .help("for an empty list write `none` in place of the list")
}
