//! Conditions over the records of a list, and over the time between two dates.

use super::{Compiler, value::AS_OF};
use crate::document::{Entry, Node, unknown_word};
use crate::proposal::{FactRef, Kind, ListId, Scope};
use crate::rubric::{Condition, Measure, Op, Operand, Quantity, Threshold};

impl Compiler<'_> {
    pub(super) fn count(self, node: &Node) -> Option<Condition> {
        let comparison = self.checked_keys(node, &["list", "where"])?;
        let list_node = self.key(node, "list")?;
        let fact = self.fact(list_node)?;
        let by = self.threshold(node, comparison, Measure::Number)?;
        match self.dictionary.fact(fact.fact).kind {
            Kind::Records(list) => {
                Some(Condition::Count { list, filter: self.inside(list).filter(node, None)?, by })
            }
            Kind::Words(_) | Kind::Texts | Kind::People if node.get("where").is_none() => {
                Some(Condition::CountItems { fact, by })
            }
            _ => {
                let message = "only a list can be counted; only records have a `where`";
                self.error(list_node.span, message, "a list");
                None
            }
        }
    }

    pub(super) fn share(self, node: &Node) -> Option<Condition> {
        let comparison = self.checked_keys(node, &["list", "where", "holds"])?;
        let list = self.records(node)?;
        let by = self.threshold(node, comparison, Measure::Share)?;
        let inside = self.inside(list);
        let holds = inside.holds(node)?;
        Some(Condition::Share { list, filter: inside.filter(node, Some(&holds))?, holds, by })
    }

    pub(super) fn every(self, node: &Node) -> Option<Condition> {
        if let Some((_, comparison)) = self.checked_keys(node, &["list", "where", "holds"])? {
            let message = "`every` asks for all records";
            self.error(comparison.key.span, message, "`share`, which compares");
            return None;
        }
        let list = self.records(node)?;
        let inside = self.inside(list);
        let holds = inside.holds(node)?;
        Some(Condition::Every { list, filter: inside.filter(node, Some(&holds))?, holds })
    }

    pub(super) fn distinct(self, node: &Node) -> Option<Condition> {
        let comparison = self.checked_keys(node, &["of", "among", "where", "own", "counting"])?;
        let of_node = self.key(node, "of")?;
        let (of, list) = self.field(of_node)?;
        let definition = self.dictionary.fact(of.fact);
        let (Kind::Word(vocabulary) | Kind::Words(vocabulary)) = definition.kind else {
            self.error(of_node.span, "only words can be told apart", "a field of words");
            return None;
        };
        let among = match node.get("among") {
            Some(words) => self.words(words, vocabulary)?,
            None => {
                let words = self.dictionary.vocabularies[vocabulary as usize].words.len();
                (0..words).fold(0, |bits, word| bits | (1 << word))
            }
        };
        let by = self.threshold(node, comparison, Measure::Number)?;
        let has_one = definition.mostly_one || matches!(definition.kind, Kind::Word(_));
        let unknown_adds = if has_one { 1 } else { among.count_ones() };
        let own = match node.get("own").map(Node::text) {
            None => None,
            Some(Some("yes")) => self.dictionary.list(list).key.map(|key| self.dictionary.reference(key)),
            Some(_) => {
                self.error(node.span, "`own` takes only `yes`", "`own: yes`, or nothing");
                return None;
            }
        };
        let mut counting = Vec::new();
        for entry in node.get("counting").map_or(&[][..], Node::entries) {
            let vocabulary = &self.dictionary.vocabularies[vocabulary as usize];
            let pair = [Some(&*entry.key.text), entry.value.text()].map(|word| vocabulary.index(word?));
            let [Some(word), Some(stands_for)] = pair else {
                self.error(entry.key.span, "no such words", "a word, and the word that it counts for");
                return None;
            };
            counting.push((word, stands_for));
        }
        let filter = self.inside(list).filter(node, None)?;
        Some(Condition::Distinct { of, list, among, unknown_adds, own, counting, filter, by })
    }

    pub(super) fn covers(self, node: &Node) -> Option<Condition> {
        let comparison = self.checked_keys(node, &["all_of", "by", "where"])?;
        let all_of = self.fact(self.key(node, "all_of")?)?;
        let (by_field, list) = self.field(self.key(node, "by")?)?;
        let kinds = (self.dictionary.fact(all_of.fact).kind, self.dictionary.fact(by_field.fact).kind);
        let same = matches!(kinds, (Kind::Words(a), Kind::Words(b)) if a == b);
        if !same {
            let message = "`covers` compares two lists of words of one vocabulary";
            self.error(node.span, message, "the same vocabulary");
            return None;
        }
        let by = match comparison {
            Some(_) => self.threshold(node, comparison, Measure::Share)?,
            None => Threshold { op: Op::AtLeast, right: Operand::Literal(Quantity::Share(1.0)) },
        };
        Some(Condition::Covers { all_of, by_field, list, filter: self.inside(list).filter(node, None)?, by })
    }

    pub(super) fn largest_share(self, node: &Node) -> Option<Condition> {
        let comparison = self.checked_keys(node, &["list", "of", "by", "repaid_by"])?;
        let list = self.records(node)?;
        let inside = self.inside(list);
        let of = inside.fact(self.key(node, "of")?)?;
        let giver = inside.fact(self.key(node, "by")?)?;
        let repaid_by = match node.get("repaid_by") {
            Some(node) => Some(inside.fact(node)?),
            None => None,
        };
        let kinds = (self.dictionary.fact(of.fact).kind, self.dictionary.fact(giver.fact).kind);
        if !matches!(kinds, (Kind::Money, Kind::Text)) {
            self.error(node.span, "the largest share is of money, by a text", "`of` an amount, `by` a name");
            return None;
        }
        let by = self.threshold(node, comparison, Measure::Share)?;
        Some(Condition::LargestShare { list, of, giver, repaid_by, by })
    }

    pub(super) fn between(self, node: &Node) -> Option<Condition> {
        let comparison = self.checked_keys(node, &["from", "to"])?;
        let (from, to) = (self.date(node, "from")?, self.date(node, "to")?);
        let by = self.threshold(node, comparison, Measure::Duration)?;
        Some(Condition::Between { from, to, by })
    }

    /// One end of the time between two dates. A plain path is the short form of `{fact: path}`.
    fn date(self, node: &Node, key: &str) -> Option<Operand> {
        let node = self.key(node, key)?;
        match node.text() {
            Some(AS_OF) => Some(Operand::AsOf),
            None => self.operand(node, Measure::Date),
            Some(_) => {
                let fact = self.fact(node)?;
                if self.measure(self.dictionary.fact(fact.fact), node.span)? != Measure::Date {
                    self.error(node.span, "time passes between two dates", "a date");
                    return None;
                }
                Some(Operand::Fact(fact))
            }
        }
    }

    /// Which records are in question: those of `where`, and of partners only those who have agreed, unless the condition
    /// itself says how far they have to be.
    fn filter(self, node: &Node, holds: Option<&Condition>) -> Option<Option<Box<Condition>>> {
        let named = match node.get("where") {
            None => None,
            Some(inner) => Some(self.condition(inner)?),
        };
        let Some((commitment, firm)) = self.firm() else { return Some(named.map(Box::new)) };
        let mut read = Vec::new();
        for condition in named.iter().chain(holds) {
            condition.facts(&|list| self.dictionary.list(list).fact, &mut read);
        }
        Some(match named {
            named if read.contains(&commitment) => named.map(Box::new),
            None => Some(Box::new(firm)),
            Some(named) => Some(Box::new(Condition::All(vec![firm, named]))),
        })
    }

    fn holds(self, node: &Node) -> Option<Box<Condition>> {
        self.condition(self.key(node, "holds")?).map(Box::new)
    }

    /// The list of records under the key `list`.
    fn records(self, node: &Node) -> Option<ListId> {
        let node = self.key(node, "list")?;
        let fact = self.fact(node)?;
        match self.dictionary.fact(fact.fact).kind {
            Kind::Records(list) => Some(list),
            _ => {
                self.error(node.span, "this is no list of records", "a list of records");
                None
            }
        }
    }

    /// A field of records, named from outside the list.
    fn field(self, node: &Node) -> Option<(FactRef, ListId)> {
        let path = node.text().unwrap_or_default();
        match self.dictionary.find(path).map(|id| self.dictionary.fact(id).scope) {
            Some(Scope::Record(list)) => Some((self.inside(list).fact(node)?, list)),
            Some(Scope::Root) => {
                let message = format!("`{path}` is no field of records");
                self.error(node.span, message, "a path such as `partners.sector`");
                None
            }
            None => {
                self.fact(node)?;
                None
            }
        }
    }

    fn key<'n>(self, node: &'n Node, key: &str) -> Option<&'n Node> {
        let value = node.get(key);
        if value.is_none() {
            self.error(node.span, format!("`{key}` is missing"), format!("a key `{key}`"));
        }
        value
    }

    /// Checks the keys of a condition over a list, and finds the one that compares, if there is one.
    fn checked_keys<'n>(self, node: &'n Node, allowed: &[&'static str]) -> Option<Option<(Op, &'n Entry)>> {
        let mut comparison = None;
        for entry in node.entries() {
            let key = &*entry.key.text;
            match Op::from_word(key) {
                Some(_) if comparison.is_some() => {
                    let expected = "one of at_least, at_most, exactly";
                    self.error(entry.key.span, "one comparison is enough here", expected);
                    return None;
                }
                Some(op) => comparison = Some((op, entry)),
                None if allowed.contains(&key) => {}
                None => {
                    let words = allowed.iter().copied().chain(Op::ALL.iter().map(|(word, _)| *word));
                    self.problems.push(unknown_word(entry.key.span, "a part of this condition", key, words));
                    return None;
                }
            }
        }
        Some(comparison)
    }

    fn threshold(self, node: &Node, found: Option<(Op, &Entry)>, measure: Measure) -> Option<Threshold> {
        let Some((op, entry)) = found else {
            let message = "nothing says how much is enough";
            self.error(node.span, message, "`at_least: …` or another comparison");
            return None;
        };
        Some(Threshold { op, right: self.operand(&entry.value, measure)? })
    }
}
