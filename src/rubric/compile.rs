//! From a node of a rubric file to a [`Condition`]: every path, word and comparison is checked against the dictionary.

use super::condition::{Condition, Measure, Op, Operand, Quantity, Threshold};
use crate::document::{Entry, Node, Problem, Problems, Span, Value, unknown_word};
use crate::proposal::{
    Dictionary, Duration, Fact, FactId, FactRef, Kind, ListId, PartialDate, Scope, parse_number, parse_share,
};
use crate::text;

/// The name by which a condition calls today.
const AS_OF: &str = "as_of";

const CONDITIONS: &[&str] = &[
    "fact",
    "count",
    "share",
    "every",
    "distinct",
    "covers",
    "largest_share",
    "between",
    "all",
    "any",
    "none_of",
];

const FACT_TESTS: &[&str] =
    &["stated", "denied", "is", "has", "at_least", "at_most", "more_than", "less_than", "exactly"];

/// Compiles the condition at a node. `None` where something is wrong; what, is among the problems.
pub fn compile(node: &Node, dictionary: &Dictionary, problems: &Problems) -> Option<Condition> {
    Compiler { dictionary, problems, list: None }.condition(node)
}

#[derive(Clone, Copy)]
struct Compiler<'a> {
    dictionary: &'a Dictionary,
    problems: &'a Problems,
    /// The list whose records are being looked at, inside `where` and `holds`.
    list: Option<ListId>,
}

impl<'a> Compiler<'a> {
    fn condition(self, node: &Node) -> Option<Condition> {
        let keys = node.entries();
        let Some(entry) = keys.iter().find(|e| CONDITIONS.contains(&&*e.key.text)) else {
            self.error(
                node.span,
                "this is no condition",
                format!("a key such as {}", text::one_of(CONDITIONS.iter().copied())),
            );
            return None;
        };
        let kind = &*entry.key.text;
        if kind == "fact" {
            return self.fact_test(node, &entry.value);
        }
        if let Some(other) = keys.iter().find(|e| e.key.text != entry.key.text) {
            self.error(
                other.key.span,
                format!("`{}` cannot stand beside `{kind}`", other.key.text),
                "one condition",
            );
            return None;
        }
        let inner = &entry.value;
        match kind {
            "all" => Some(Condition::All(self.several(inner)?)),
            "any" => Some(Condition::Any(self.several(inner)?)),
            "none_of" => Some(Condition::NoneOf(self.several(inner)?)),
            "count" => self.count(inner),
            "share" => self.share(inner),
            "every" => self.every(inner),
            "distinct" => self.distinct(inner),
            "covers" => self.covers(inner),
            "largest_share" => self.largest_share(inner),
            _ => self.between(inner),
        }
    }

    fn several(self, node: &Node) -> Option<Vec<Condition>> {
        match &node.value {
            Value::List(items) if !items.is_empty() => {
                let compiled: Vec<Option<Condition>> =
                    items.iter().map(|item| self.condition(item)).collect();
                compiled.into_iter().collect()
            }
            _ => {
                self.error(node.span, "a list of conditions is expected here", "a list that is not empty");
                None
            }
        }
    }

    fn fact_test(self, node: &Node, path: &Node) -> Option<Condition> {
        let fact = self.fact(path)?;
        let tests: Vec<&Entry> = node.entries().iter().filter(|e| &*e.key.text != "fact").collect();
        let [test] = tests.as_slice() else {
            self.error(
                node.span,
                "a fact takes exactly one test",
                format!("one of {}", text::one_of(FACT_TESTS.iter().copied())),
            );
            return None;
        };
        let definition = self.dictionary.fact(fact.fact);
        match &*test.key.text {
            "stated" => self.must_be_yes(test).map(|()| Condition::Stated(fact)),
            "denied" => self.must_be_yes(test).map(|()| Condition::Denied(fact)),
            "is" => match definition.kind {
                Kind::YesNo => {
                    let yes = match test.value.text() {
                        Some("yes") => true,
                        Some("no") => false,
                        _ => {
                            self.error(
                                test.value.span,
                                format!("`{}` is answered by yes or no", definition.path),
                                "`yes` or `no`",
                            );
                            return None;
                        }
                    };
                    Some(Condition::IsYes { fact, yes })
                }
                Kind::Word(_) => Some(Condition::Is { fact, words: self.words(&test.value, definition)? }),
                Kind::Words(_) => {
                    self.error(test.key.span, format!("`{}` is a list of words", definition.path), "`has`");
                    None
                }
                _ => {
                    self.error(
                        test.key.span,
                        format!("`{}` is no word", definition.path),
                        "`exactly`, or `stated: yes`",
                    );
                    None
                }
            },
            "has" => match definition.kind {
                Kind::Words(_) => Some(Condition::Has { fact, words: self.words(&test.value, definition)? }),
                _ => {
                    self.error(test.key.span, format!("`{}` is no list of words", definition.path), "`is`");
                    None
                }
            },
            key => match Op::ALL.iter().find(|(word, _)| *word == key) {
                Some((_, op)) => {
                    let measure = self.measure(definition, test.key.span)?;
                    let right = self.operand(&test.value, measure)?;
                    Some(Condition::Compare { fact, by: Threshold { op: *op, right } })
                }
                None => {
                    self.problems.push(unknown_word(
                        test.key.span,
                        "a test of a fact",
                        key,
                        FACT_TESTS.iter().copied(),
                    ));
                    None
                }
            },
        }
    }

    fn must_be_yes(self, test: &Entry) -> Option<()> {
        if test.value.text() == Some("yes") {
            return Some(());
        }
        let help = if &*test.key.text == "stated" {
            "for a fact that is answered `none`, write `denied: yes`"
        } else {
            "use `none_of`"
        };
        self.problems.push(
            Problem::error(test.value.span, format!("`{}` takes only `yes`", test.key.text))
                .expected("`yes`")
                .help(help),
        );
        None
    }

    /// What a fact can be compared as.
    fn measure(self, fact: &Fact, span: Span) -> Option<Measure> {
        match fact.kind {
            Kind::Number => Some(Measure::Number),
            Kind::Share => Some(Measure::Share),
            Kind::Money => Some(Measure::Money),
            Kind::Date => Some(Measure::Date),
            Kind::Duration => Some(Measure::Duration),
            Kind::Word(v) if self.dictionary.vocabularies[v as usize].ordered => Some(Measure::Rank(v)),
            Kind::Word(v) => {
                let name = &self.dictionary.vocabularies[v as usize].name;
                self.error(span, format!("the words of `{name}` have no order"), "`is`");
                None
            }
            _ => {
                self.error(
                    span,
                    format!("`{}` cannot be compared", fact.path),
                    "a number, a date, a length of time or an ordered word",
                );
                None
            }
        }
    }

    fn operand(self, node: &Node, measure: Measure) -> Option<Operand> {
        if node.entries().is_empty() {
            return self.literal(node, measure).map(Operand::Literal);
        }
        let mut operand = None;
        let mut times = None;
        let mut plus = None;
        for entry in node.entries() {
            match &*entry.key.text {
                "fact" if entry.value.text() == Some(AS_OF) => match measure {
                    Measure::Date => operand = Some(Operand::AsOf),
                    _ => self.error(entry.value.span, "`as_of` is a date", "a fact of the same kind"),
                },
                "fact" => {
                    let fact = self.fact(&entry.value)?;
                    if self.measure(self.dictionary.fact(fact.fact), entry.value.span)? != measure {
                        self.error(
                            entry.value.span,
                            "these two cannot be compared",
                            "a fact of the same kind",
                        );
                        return None;
                    }
                    operand = Some(Operand::Fact(fact));
                }
                "plus" => {
                    let added = if measure == Measure::Date { Measure::Duration } else { measure };
                    plus = Some(self.operand(&entry.value, added)?);
                }
                "times" => times = Some(self.factor(&entry.value, measure)?),
                other => {
                    self.problems.push(unknown_word(
                        entry.key.span,
                        "a value",
                        other,
                        ["fact", "plus", "times"].into_iter(),
                    ));
                    return None;
                }
            }
        }
        let Some(mut operand) = operand else {
            self.error(node.span, "a value names a fact", "`fact: …`");
            return None;
        };
        if let Some(factor) = times {
            operand = Operand::Times(Box::new(operand), factor);
        }
        if let Some(added) = plus {
            operand = Operand::Plus(Box::new(operand), Box::new(added));
        }
        Some(operand)
    }

    fn factor(self, node: &Node, measure: Measure) -> Option<f64> {
        let factor = node.text().and_then(|t| parse_number(t).ok()).filter(|n| *n > 0.0);
        match measure {
            Measure::Number | Measure::Money | Measure::Duration if factor.is_some() => factor,
            _ => {
                self.error(
                    node.span,
                    "`times` takes a number above zero, beside a number, an amount or a length of time",
                    "such as `0.5`",
                );
                None
            }
        }
    }

    fn literal(self, node: &Node, measure: Measure) -> Option<Quantity> {
        let text = node.text().unwrap_or_default();
        let read = match measure {
            Measure::Number | Measure::Money => parse_number(text).map(Quantity::Number),
            Measure::Share => parse_share(text).map(Quantity::Share),
            Measure::Date => PartialDate::parse(text).map(Quantity::Date),
            Measure::Duration => Duration::parse(text).map(Quantity::Duration),
            Measure::Rank(v) => {
                let vocabulary = &self.dictionary.vocabularies[v as usize];
                match vocabulary.index(text) {
                    Some(rank) => Ok(Quantity::Rank { vocabulary: v, rank: rank.into() }),
                    None => {
                        self.problems.push(unknown_word(
                            node.span,
                            &vocabulary.name,
                            text,
                            vocabulary.texts(),
                        ));
                        return None;
                    }
                }
            }
        };
        match read {
            Ok(quantity) => Some(quantity),
            Err(why) => {
                self.error(node.span, why, "a value of the kind of the fact");
                None
            }
        }
    }

    /// One word or a list of words, as bits.
    fn words(self, node: &Node, fact: &Fact) -> Option<u64> {
        let vocabulary = self.dictionary.vocabulary(fact)?;
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut bits = 0;
        for item in items {
            let word = item.text().unwrap_or_default();
            match vocabulary.index(word) {
                Some(index) => bits |= 1u64 << index,
                None => {
                    self.problems.push(unknown_word(item.span, &vocabulary.name, word, vocabulary.texts()));
                    return None;
                }
            }
        }
        Some(bits)
    }

    fn fact(self, node: &Node) -> Option<FactRef> {
        let path = node.text().unwrap_or_default();
        let Some(id) = self.dictionary.find(path) else {
            let problem = Problem::error(
                node.span,
                format!("the dictionary has no fact `{}`", text::shorten(path, 60)),
            )
            .expected("a path of facts.yaml");
            self.problems.push(match self.dictionary.nearest_path(path) {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem,
            });
            return None;
        };
        let fact = self.dictionary.reference(id);
        if let Scope::Record(list) = fact.scope
            && self.list != Some(list)
        {
            let list = &self.dictionary.fact(self.dictionary.list(list).fact).path;
            self.error(
                node.span,
                format!("`{path}` belongs to each record of `{list}`"),
                format!("it inside a count, share or every over `{list}`"),
            );
            return None;
        }
        Some(fact)
    }

    // ---- conditions over lists

    fn count(self, node: &Node) -> Option<Condition> {
        let parts = self.parts(node, &["list", "where"])?;
        let list_node = self.part(node, "list")?;
        let fact = self.fact(list_node)?;
        let by = self.comparison(node, parts.comparison, Measure::Number)?;
        match self.dictionary.fact(fact.fact).kind {
            Kind::Records(list) => {
                Some(Condition::Count { list, filter: self.inside(list).filter(node)?, by })
            }
            Kind::Words(_) | Kind::Texts | Kind::People if node.get("where").is_none() => {
                Some(Condition::CountItems { fact, by })
            }
            _ => {
                self.error(
                    list_node.span,
                    "only a list can be counted; only records have a `where`",
                    "a list",
                );
                None
            }
        }
    }

    fn share(self, node: &Node) -> Option<Condition> {
        let parts = self.parts(node, &["list", "where", "holds"])?;
        let list = self.records(self.part(node, "list")?)?;
        let by = self.comparison(node, parts.comparison, Measure::Share)?;
        let inner = self.inside(list);
        let holds = Box::new(inner.condition(self.part(node, "holds")?)?);
        Some(Condition::Share { list, filter: inner.filter(node)?, holds, by })
    }

    fn every(self, node: &Node) -> Option<Condition> {
        self.parts(node, &["list", "where", "holds"])?;
        let list = self.records(self.part(node, "list")?)?;
        let inner = self.inside(list);
        let holds = Box::new(inner.condition(self.part(node, "holds")?)?);
        Some(Condition::Every { list, filter: inner.filter(node)?, holds })
    }

    fn distinct(self, node: &Node) -> Option<Condition> {
        let parts = self.parts(node, &["of", "among", "where"])?;
        let (of, list) = self.field(self.part(node, "of")?)?;
        let definition = self.dictionary.fact(of.fact);
        let Some(vocabulary) = self.dictionary.vocabulary(definition) else {
            self.error(self.part(node, "of")?.span, "only words can be told apart", "a field of words");
            return None;
        };
        let among = match node.get("among") {
            Some(words) => self.words(words, definition)?,
            None => (0..vocabulary.words.len()).fold(0, |bits, i| bits | (1 << i)),
        };
        let by = self.comparison(node, parts.comparison, Measure::Number)?;
        let one = definition.mostly_one || matches!(definition.kind, Kind::Word(_));
        let unknown_adds = if one { 1 } else { among.count_ones() };
        Some(Condition::Distinct {
            of,
            list,
            among,
            unknown_adds,
            filter: self.inside(list).filter(node)?,
            by,
        })
    }

    fn covers(self, node: &Node) -> Option<Condition> {
        let parts = self.parts(node, &["all_of", "by", "where"])?;
        let all_of = self.fact(self.part(node, "all_of")?)?;
        let (by_field, list) = self.field(self.part(node, "by")?)?;
        let kinds = (self.dictionary.fact(all_of.fact).kind, self.dictionary.fact(by_field.fact).kind);
        let same = matches!(kinds, (Kind::Words(a), Kind::Words(b)) if a == b);
        if !same {
            self.error(
                node.span,
                "`covers` compares two lists of words of one vocabulary",
                "the same vocabulary",
            );
            return None;
        }
        let by = match parts.comparison {
            Some(_) => self.comparison(node, parts.comparison, Measure::Share)?,
            None => Threshold { op: Op::AtLeast, right: Operand::Literal(Quantity::Share(1.0)) },
        };
        Some(Condition::Covers { all_of, by_field, list, filter: self.inside(list).filter(node)?, by })
    }

    fn largest_share(self, node: &Node) -> Option<Condition> {
        let parts = self.parts(node, &["list", "of", "by"])?;
        let list = self.records(self.part(node, "list")?)?;
        let inner = self.inside(list);
        let of = inner.fact(self.part(node, "of")?)?;
        let giver = inner.fact(self.part(node, "by")?)?;
        let kinds = (self.dictionary.fact(of.fact).kind, self.dictionary.fact(giver.fact).kind);
        if !matches!(kinds, (Kind::Money, Kind::Text)) {
            self.error(node.span, "the largest share is of money, by a text", "`of` an amount, `by` a name");
            return None;
        }
        let by = self.comparison(node, parts.comparison, Measure::Share)?;
        Some(Condition::LargestShare { list, of, giver, by })
    }

    fn between(self, node: &Node) -> Option<Condition> {
        let parts = self.parts(node, &["from", "to"])?;
        let side = |key| {
            let node = self.part(node, key)?;
            // A plain path is the short form of `{fact: path}`.
            match node.text() {
                Some(AS_OF) => Some(Operand::AsOf),
                Some(_) => {
                    let fact = self.fact(node)?;
                    let measure = self.measure(self.dictionary.fact(fact.fact), node.span)?;
                    if measure != Measure::Date {
                        self.error(node.span, "time passes between two dates", "a date");
                        return None;
                    }
                    Some(Operand::Fact(fact))
                }
                None => self.operand(node, Measure::Date),
            }
        };
        let (from, to) = (side("from")?, side("to")?);
        let by = self.comparison(node, parts.comparison, Measure::Duration)?;
        Some(Condition::Between { from, to, by })
    }

    /// The same compiler, inside the records of a list.
    fn inside(self, list: ListId) -> Compiler<'a> {
        Compiler { list: Some(list), ..self }
    }

    fn filter(self, node: &Node) -> Option<Option<Box<Condition>>> {
        match node.get("where") {
            None => Some(None),
            Some(inner) => Some(Some(Box::new(self.condition(inner)?))),
        }
    }

    fn records(self, node: &Node) -> Option<ListId> {
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
        let scope = self.dictionary.find(path).map(|id: FactId| self.dictionary.fact(id).scope);
        match scope {
            Some(Scope::Record(list)) => Some((self.inside(list).fact(node)?, list)),
            Some(Scope::Root) => {
                self.error(
                    node.span,
                    format!("`{path}` is no field of records"),
                    "a path such as `partners.sector`",
                );
                None
            }
            None => {
                self.fact(node)?;
                None
            }
        }
    }

    fn part<'n>(self, node: &'n Node, key: &str) -> Option<&'n Node> {
        let part = node.get(key);
        if part.is_none() {
            self.error(node.span, format!("`{key}` is missing"), format!("a key `{key}`"));
        }
        part
    }

    /// Checks the keys of a condition over a list, and finds the one that compares.
    fn parts<'n>(self, node: &'n Node, allowed: &[&'static str]) -> Option<Parts<'n>> {
        let mut parts = Parts { comparison: None };
        for entry in node.entries() {
            let key = &*entry.key.text;
            if let Some((_, op)) = Op::ALL.iter().find(|(word, _)| *word == key) {
                if parts.comparison.is_some() {
                    self.error(
                        entry.key.span,
                        "one comparison is enough here",
                        "one of at_least, at_most, exactly",
                    );
                    return None;
                }
                parts.comparison = Some((*op, entry));
            } else if !allowed.contains(&key) {
                let words = allowed.iter().copied().chain(Op::ALL.iter().map(|(word, _)| *word));
                self.problems.push(unknown_word(entry.key.span, "a part of this condition", key, words));
                return None;
            }
        }
        Some(parts)
    }

    fn comparison(self, node: &Node, found: Option<(Op, &Entry)>, measure: Measure) -> Option<Threshold> {
        match found {
            Some((op, entry)) => Some(Threshold { op, right: self.operand(&entry.value, measure)? }),
            None => {
                self.error(
                    node.span,
                    "nothing says how much is enough",
                    "`at_least: …` or another comparison",
                );
                None
            }
        }
    }

    fn error(self, span: Span, message: impl Into<String>, expected: impl Into<String>) {
        self.problems.push(Problem::error(span, message).expected(expected));
    }
}

struct Parts<'n> {
    comparison: Option<(Op, &'n Entry)>,
}
