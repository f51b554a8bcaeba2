//! Conditions on a record as what is said of it: `has agreed`, `is from government and leads`.

use super::Explainer;
use super::amounts::write_words;
use super::kinds::{Kind, Test};
use super::says::Said;
use super::verb::{self, Turn};
use crate::proposal::{self, FactRef, NoneMeans, Scope};
use crate::rubric::{Condition, Threshold};

impl Explainer<'_> {
    /// Writes a condition as what is said of a record.
    pub(super) fn write_holds(self, condition: &Condition, turn: Turn, out: &mut String) {
        let (and, or) = if turn.is_not() { ("or", "and") } else { ("and", "or") };
        match Kind::of(condition) {
            Kind::All(inner) => self.write_parts(inner, turn, and, out),
            Kind::Any(inner) | Kind::AnsweredBy(inner) => self.write_parts(inner, turn, or, out),
            Kind::NoneOf(inner) => self.write_parts(inner, turn.turned(), and, out),
            Kind::Fact(fact, test) if fact.scope != Scope::Root => self.write_test(fact, test, turn, out),
            Kind::Fact(..) | Kind::Itself => {
                // Nothing that is said of the record: it stands beside it.
                verb::write_with("", "is listed while ", turn, out);
                self.write_statement(condition, out);
            }
        }
    }

    /// Writes the test of a fact as what is said of its subject.
    pub(super) fn write_test(self, fact: FactRef, test: Test, turn: Turn, out: &mut String) {
        let is_yes_no = self.dictionary.fact(fact.fact).kind == proposal::Kind::YesNo;
        match test {
            Test::Stated => self.write_says(fact, Said::Given, turn, out),
            Test::Denied if is_yes_no => self.write_says(fact, Said::Yes, turn.turned(), out),
            Test::Denied if self.has_nothing_to_handle(fact) => {
                verb::write_with("", "says that there is none", turn, out);
            }
            Test::Denied => self.write_says(fact, Said::Given, turn.turned(), out),
            Test::Yes(yes) => self.write_says(fact, Said::Yes, turn.if_so(yes), out),
            Test::Words(words) => self.write_says(fact, Said::Words(words), turn, out),
            Test::Compared(by) => self.write_says(fact, Said::Compared(by), turn, out),
            Test::Items(by) => verb::write_with("", &self.items_given(fact, by), turn, out),
        }
    }

    /// Whether `none` is an answer, and not that something is lacking.
    fn has_nothing_to_handle(self, fact: FactRef) -> bool {
        let definition = self.dictionary.fact(fact.fact);
        definition.none == NoneMeans::NothingToHandle && definition.phrases.with_answer().is_none()
    }

    /// `has at least two of its tools`.
    fn items_given(self, fact: FactRef, by: &Threshold) -> String {
        let mut predicate = format!("has {} ", by.op.words());
        self.write_operand(&by.right, &mut predicate);
        predicate.push_str(" of ");
        predicate.push_str(&self.dictionary.fact(fact.fact).label);
        predicate
    }

    fn write_parts(self, inner: &[Condition], turn: Turn, last: &str, out: &mut String) {
        let parts: Vec<String> = inner.iter().map(|part| self.held(part, turn)).collect();
        // A comma keeps apart what `and` and `or` hold together.
        let before = if inner.iter().any(is_choice) { ", " } else { " " };
        verb::join(&parts, &format!("{before}{last} "), out);
    }

    /// A condition as what is said of a record.
    pub(super) fn held(self, condition: &Condition, turn: Turn) -> String {
        let mut out = String::new();
        self.write_holds(condition, turn, &mut out);
        out
    }

    /// Writes what can stand behind the noun, ` from government`, and says whether it could.
    fn write_behind(self, condition: &Condition, out: &mut String) -> bool {
        let (fact, words) = match Kind::of(condition) {
            Kind::Fact(fact, Test::Words(words)) => (fact, words),
            Kind::Fact(fact, Test::Yes(true)) => (fact, 0),
            Kind::Fact(
                _,
                Test::Yes(false) | Test::Stated | Test::Denied | Test::Compared(_) | Test::Items(_),
            )
            | Kind::All(_)
            | Kind::Any(_)
            | Kind::AnsweredBy(_)
            | Kind::NoneOf(_)
            | Kind::Itself => return false,
        };
        let definition = self.dictionary.fact(fact.fact);
        let Some(behind) = &definition.phrases.behind else { return false };
        let (before, after) = behind.split_once("{}").unwrap_or((behind, ""));
        out.push(' ');
        out.push_str(before);
        if let Some(vocabulary) = self.dictionary.vocabulary(definition) {
            write_words(vocabulary, words, " or ", out);
        }
        out.push_str(after);
        true
    }

    /// Writes what can stand behind the noun and gives what cannot.
    pub(super) fn write_all_behind<'c>(self, filter: &'c Condition, out: &mut String) -> Vec<&'c Condition> {
        let parts = match Kind::of(filter) {
            Kind::All(inner) => inner,
            Kind::Any(_) | Kind::AnsweredBy(_) | Kind::NoneOf(_) | Kind::Fact(..) | Kind::Itself => {
                std::slice::from_ref(filter)
            }
        };
        parts.iter().filter(|part| !self.write_behind(part, out)).collect()
    }

    /// Writes which records are meant: ` from government that have agreed`.
    pub(super) fn write_which(self, filter: Option<&Condition>, turn: Turn, out: &mut String) {
        let rest = filter.map(|filter| self.write_all_behind(filter, out)).unwrap_or_default();
        if !rest.is_empty() {
            out.push_str(" that ");
            self.write_those(&rest, turn, out);
        }
    }

    /// Writes several conditions, all of which hold.
    pub(super) fn write_those(self, those: &[&Condition], turn: Turn, out: &mut String) {
        let parts: Vec<String> = those.iter().map(|part| self.held(part, turn)).collect();
        let is_mixed = those.len() > 1 && those.iter().any(|part| is_choice(part));
        verb::join(&parts, if is_mixed { ", and " } else { " and " }, out);
    }
}

/// Whether a condition is a choice of several, which has to be kept apart from what stands beside it.
fn is_choice(condition: &Condition) -> bool {
    matches!(condition, Condition::Any(inner) if inner.len() > 1)
}
