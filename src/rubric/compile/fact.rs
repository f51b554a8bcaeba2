//! Conditions over one fact: `{fact: …, is: …}`.

use super::Compiler;
use crate::document::{Entry, Node, Problem, unknown_word};
use crate::proposal::{Fact, FactRef, Kind};
use crate::rubric::{Condition, Op, Threshold};
use crate::text;

const TESTS: &[&str] =
    &["stated", "denied", "is", "has", "at_least", "at_most", "more_than", "less_than", "exactly"];

impl Compiler<'_> {
    /// A condition with the key `fact`, and one key more that says what is asked of the fact.
    pub(super) fn fact_test(self, node: &Node, path: &Node) -> Option<Condition> {
        let fact = self.fact(path)?;
        let tests: Vec<&Entry> = node.entries().iter().filter(|e| &*e.key.text != "fact").collect();
        let [test] = tests.as_slice() else {
            let expected = format!("one of {}", text::one_of(TESTS.iter().copied()));
            self.error(node.span, "a fact takes exactly one test", expected);
            return None;
        };
        let definition = self.dictionary.fact(fact.fact);
        match &*test.key.text {
            "stated" => self.must_be_yes(test).map(|()| Condition::Stated(fact)),
            "denied" => self.must_be_yes(test).map(|()| Condition::Denied(fact)),
            "is" => self.is(fact, definition, test),
            "has" => self.has(fact, definition, test),
            key => match Op::from_word(key) {
                Some(op) => {
                    let measure = self.measure(definition, test.key.span)?;
                    let right = self.operand(&test.value, measure)?;
                    Some(Condition::Compare { fact, by: Threshold { op, right } })
                }
                None => {
                    let tests = TESTS.iter().copied();
                    self.problems.push(unknown_word(test.key.span, "a test of a fact", key, tests));
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

    fn is(self, fact: FactRef, definition: &Fact, test: &Entry) -> Option<Condition> {
        let path = &definition.path;
        match definition.kind {
            Kind::YesNo => Some(Condition::IsYes { fact, yes: self.yes_or_no(path, &test.value)? }),
            Kind::Word(vocabulary) => {
                Some(Condition::Is { fact, words: self.words(&test.value, vocabulary)? })
            }
            Kind::Words(_) => {
                self.error(test.key.span, format!("`{path}` is a list of words"), "`has`");
                None
            }
            _ => {
                self.error(test.key.span, format!("`{path}` is no word"), "`exactly`, or `stated: yes`");
                None
            }
        }
    }

    fn yes_or_no(self, path: &str, node: &Node) -> Option<bool> {
        match node.text() {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => {
                self.error(node.span, format!("`{path}` is answered by yes or no"), "`yes` or `no`");
                None
            }
        }
    }

    fn has(self, fact: FactRef, definition: &Fact, test: &Entry) -> Option<Condition> {
        let Kind::Words(vocabulary) = definition.kind else {
            self.error(test.key.span, format!("`{}` is no list of words", definition.path), "`is`");
            return None;
        };
        Some(Condition::Has { fact, words: self.words(&test.value, vocabulary)? })
    }
}
