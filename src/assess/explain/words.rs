//! A condition as a phrase, for pages that say what a rubric asks for.

use super::Explainer;
use super::about::{has_noun, turn_of};
use super::amounts::{is_zero, write_words};
use super::kinds::{Kind, Test};
use super::label::{Label, bare, is_of_many, subject, thing, write_lacks};
use super::says::Said;
use super::variety::Variety;
use super::verb::Turn;
use crate::assess::wanted::Words;
use crate::proposal::{self, ListId};
use crate::rubric::{Condition, Op, Operand, Quantity, Threshold};
use crate::text;

impl Explainer<'_> {
    /// A condition as a phrase: `at least one partner from government has agreed, and the exit plan is at least a draft`.
    pub fn words(self, condition: &Condition) -> String {
        let mut out = String::new();
        self.write_statement(condition, &mut out);
        out
    }

    /// Writes a condition as a statement that begins with a small letter.
    pub(super) fn write_statement(self, condition: &Condition, out: &mut String) {
        match condition {
            Condition::All(inner) => self.write_joined(inner, "and", out),
            Condition::Any(inner) | Condition::AnsweredBy(inner) => self.write_joined(inner, "or", out),
            Condition::NoneOf(inner) => {
                out.push_str("it is not the case that ");
                self.write_joined(inner, "or", out);
            }
            Condition::Stated(_)
            | Condition::Denied(_)
            | Condition::Is { .. }
            | Condition::IsYes { .. }
            | Condition::Has { .. }
            | Condition::Compare { .. }
            | Condition::CountItems { .. } => self.write_fact_statement(condition, out),
            Condition::Between { from, to, by } => self.write_between([from, to], by, true, out),
            Condition::Count { list, filter, by } => self.write_count(*list, filter.as_deref(), by, out),
            Condition::Share { list, filter, holds, by } => {
                self.write_share((by.op, &by.right), out);
                out.push_str(" of the ");
                self.write_records(*list, filter.as_deref(), out);
                out.push(' ');
                self.write_holds(holds, Turn::Many, out);
            }
            Condition::Every { list, filter, holds } => {
                out.push_str(&format!("every {}", self.dictionary.list(*list).item));
                self.write_which(filter.as_deref(), Turn::One, out);
                out.push(' ');
                self.write_holds(holds, Turn::One, out);
            }
            Condition::Distinct { of, list, among, unknown_adds, own, counting, filter, by } => {
                let (of, list, among, unknown_adds, own) = (*of, *list, *among, *unknown_adds, *own);
                let filter = filter.as_deref();
                let words = Words { of, list, among, unknown_adds, own, counting, filter };
                self.write_variety(Variety { words, by }, out);
            }
            Condition::Covers { all_of, by_field: _, list, filter, by } => {
                self.write_share((by.op, &by.right), out);
                let item = text::with_article(&self.dictionary.list(*list).item);
                out.push_str(&format!(" of {} have {item}", self.dictionary.fact(all_of.fact).label));
                self.write_which(filter.as_deref(), Turn::One, out);
            }
            Condition::LargestShare { list: _, of, giver, repaid_by: _, by } => {
                self.write_largest(*of, *giver, (by.op, by), out);
            }
        }
    }

    /// `the exit plan is at least a draft`, `it is written what stays`.
    fn write_fact_statement(self, condition: &Condition, out: &mut String) {
        let Kind::Fact(fact, test) = Kind::of(condition) else { return };
        let definition = self.dictionary.fact(fact.fact);
        let is_yes_no = definition.kind == proposal::Kind::YesNo;
        match (test, Label::of(definition)) {
            (Test::Denied, _) if !is_yes_no => return write_lacks(definition, out),
            (Test::Stated, Label::Question(question)) if !is_yes_no => {
                return out.push_str(&format!("it is said {question}"));
            }
            (Test::Stated, _) if !is_yes_no => {
                let thing = thing(definition);
                return out
                    .push_str(&format!("{thing} {} given", if is_of_many(thing) { "are" } else { "is" }));
            }
            (Test::Yes(yes), Label::Whether(statement)) if definition.phrases.without_answer().is_none() => {
                out.push_str(if yes { "" } else { "it is not the case that " });
                return out.push_str(statement);
            }
            (Test::Items(by), _) if !has_noun(definition) => {
                self.write_number(by, out);
                let is = if is_one(by) { "is" } else { "are" };
                return out.push_str(&format!("{is} named of {}", definition.label));
            }
            (Test::Items(by), _) => {
                out.push_str(subject(definition));
                out.push(' ');
                return self.write_says(fact, Said::Compared(by), turn_of(subject(definition)), out);
            }
            _ => {}
        }
        out.push_str(subject(definition));
        out.push(' ');
        self.write_test(fact, test, turn_of(subject(definition)), out);
    }

    /// `at least one partner from government has agreed`, `at most three goals are listed`.
    fn write_count(self, list: ListId, filter: Option<&Condition>, by: &Threshold, out: &mut String) {
        let is_none = by.op == Op::AtMost && is_zero(&by.right);
        match (filter, is_none) {
            (Some(filter), true) => return self.write_nobody(list, None, filter, out),
            (None, true) => return self.write_listed(0, &self.dictionary.list(list).item, false, out),
            _ => {}
        }
        let is_one = is_one(by);
        let turn = if is_one { Turn::One } else { Turn::Many };
        let item = &self.dictionary.list(list).item;
        self.write_number(by, out);
        match is_one {
            true => out.push_str(item),
            false => out.push_str(&text::plural(item)),
        }
        let rest = filter.map(|filter| self.write_all_behind(filter, out)).unwrap_or_default();
        out.push(' ');
        match rest.is_empty() {
            true => out.push_str(if is_one { "is listed" } else { "are listed" }),
            false => self.write_those(&rest, turn, out),
        }
    }

    /// `at least two `, `fewer than three `.
    fn write_number(self, by: &Threshold, out: &mut String) {
        out.push_str(if by.op == Op::LessThan { "fewer than" } else { by.op.words() });
        out.push(' ');
        self.write_operand(&by.right, out);
        out.push(' ');
    }

    /// `at least three of non-profit, government, business and philanthropy have agreed`.
    fn write_variety(self, variety: Variety, out: &mut String) {
        let definition = self.dictionary.fact(variety.words.of.fact);
        let by = variety.by;
        let Some(vocabulary) = self.dictionary.vocabulary(definition) else { return };
        let among = variety.words.among.count_ones();
        let is_all = by.right == Operand::Literal(Quantity::Number(among.into()));
        if definition.phrases.behind.is_none() {
            out.push_str(&format!("{} is of ", subject(definition)));
            self.write_number(by, out);
            return out.push_str(if is_one(by) { "kind" } else { "kinds" });
        }
        let turn = if is_one(by) { Turn::One } else { Turn::Many };
        match among as usize == vocabulary.words.len() {
            _ if by.op == Op::AtMost && is_zero(&by.right) => {
                return self.write_none_of(variety, definition, out);
            }
            _ if is_all && by.op == Op::AtLeast => write_words(vocabulary, variety.words.among, " and ", out),
            true => {
                self.write_number(by, out);
                match is_one(by) {
                    true => out.push_str(bare(definition)),
                    false => out.push_str(&text::plural(bare(definition))),
                }
            }
            false => {
                self.write_number(by, out);
                out.push_str("of ");
                write_words(vocabulary, variety.words.among, " and ", out);
            }
        }
        self.write_common(variety, turn, out);
    }

    /// `partners from government that have agreed`.
    fn write_records(self, list: ListId, filter: Option<&Condition>, out: &mut String) {
        out.push_str(&text::plural(&self.dictionary.list(list).item));
        self.write_which(filter, Turn::Many, out);
    }

    /// Several statements. Brackets keep apart what `and` and `or` hold together.
    fn write_joined(self, inner: &[Condition], last: &str, out: &mut String) {
        for (number, part) in inner.iter().enumerate() {
            match number {
                0 => {}
                n if n + 1 == inner.len() => out.push_str(&format!(", {last} ")),
                _ => out.push_str(", "),
            }
            let is_joined = part.parts().joined.len() > 1;
            if is_joined {
                out.push('(');
            }
            self.write_statement(part, out);
            if is_joined {
                out.push(')');
            }
        }
    }
}

fn is_one(by: &Threshold) -> bool {
    by.right == Operand::Literal(Quantity::Number(1.0))
}
