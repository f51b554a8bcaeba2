//! Whether each level of a criterion can be reached: tried on every combination of the outcomes of its tests.
//!
//! What a condition looks at is a variable: one fact, or one figure over a list. Two conditions look at the same where
//! they are equal but for what they compare with. Variables are taken for independent of each other; so a level may be
//! called reachable that is not, and none is called unreachable that can be reached.

use super::outcomes::{Domain, Outcome, Test, outcomes};
use crate::proposal::{DeniedAs, Dictionary, FactId, FactRef, Kind, PartialDate};
use crate::rubric::{Condition, Criterion, Level, Op, Operand, Quantity, Threshold};

/// More combinations than these are not tried.
const MOST_COMBINATIONS: usize = 100_000;

/// The levels that no proposal can reach.
pub(super) fn unreachable(criterion: &Criterion, dictionary: &Dictionary) -> Vec<Level> {
    let mut model = Model { dictionary, variables: Vec::new() };
    let formulas: Vec<Formula> = criterion.when.iter().map(|condition| model.formula(condition)).collect();
    let Some(outcomes) = model.outcomes() else { return Vec::new() };
    let mut reached = [false; 4];
    for combination in combinations(&outcomes) {
        let holding = formulas.iter().rposition(|formula| formula.holds(&combination));
        reached[holding.map_or(0, |index| index + 1)] = true;
    }
    Level::ALL.into_iter().filter(|level| !reached[*level as usize]).collect()
}

/// Every choice of one outcome for each variable.
fn combinations(outcomes: &[Vec<Outcome>]) -> impl Iterator<Item = Vec<&Outcome>> {
    let count: usize = outcomes.iter().map(Vec::len).product();
    (0..count).map(|number| {
        let mut rest = number;
        let chosen = outcomes.iter().map(|of_variable| {
            let outcome = &of_variable[rest % of_variable.len()];
            rest /= of_variable.len();
            outcome
        });
        chosen.collect()
    })
}

/// A condition as far as it can be reasoned about: tests of variables, joined.
enum Formula {
    All(Vec<Formula>),
    Any(Vec<Formula>),
    NoneOf(Vec<Formula>),
    /// A test of a variable, both by number.
    Test(usize, usize),
}

impl Formula {
    fn holds(&self, combination: &[&Outcome]) -> bool {
        match self {
            Formula::All(inner) => inner.iter().all(|formula| formula.holds(combination)),
            Formula::Any(inner) => inner.iter().any(|formula| formula.holds(combination)),
            Formula::NoneOf(inner) => !inner.iter().any(|formula| formula.holds(combination)),
            Formula::Test(variable, test) => combination[*variable][*test],
        }
    }
}

/// What a condition looks at.
#[derive(Debug, PartialEq)]
enum Observed {
    Fact(FactId),
    /// A figure over a list, or how a fact lies to another, by a condition whose own comparison is masked.
    Figure(Condition),
}

struct Variable {
    observed: Observed,
    domain: Domain,
    tests: Vec<Test>,
}

struct Model<'a> {
    dictionary: &'a Dictionary,
    variables: Vec<Variable>,
}

impl Model<'_> {
    fn formula(&mut self, condition: &Condition) -> Formula {
        let share = Domain::Line(0.0, 1.0);
        match condition {
            Condition::All(inner) => Formula::All(self.formulas(inner)),
            Condition::Any(inner) | Condition::AnsweredBy(inner) => Formula::Any(self.formulas(inner)),
            Condition::NoneOf(inner) => Formula::NoneOf(self.formulas(inner)),
            Condition::Stated(fact) => self.test_of_fact(*fact, Test::Given(true)),
            Condition::Denied(fact) => self.test_of_fact(*fact, Test::Given(false)),
            Condition::IsYes { fact, yes } => self.test_of_fact(*fact, Test::Given(*yes)),
            Condition::Is { fact, words } | Condition::Has { fact, words } => {
                self.test_of_fact(*fact, Test::Words(*words))
            }
            Condition::Compare { fact, by } => self.comparison(condition, *fact, by),
            Condition::Every { .. } => {
                self.test(Observed::Figure(condition.clone()), Domain::YesNo, Test::Given(true))
            }
            Condition::Between { by, .. } => self.figure(condition, by, ANY_NUMBER),
            Condition::Count { by, .. } | Condition::CountItems { by, .. } => {
                self.figure(condition, by, Domain::Count(f64::INFINITY))
            }
            Condition::Distinct { among, by, .. } => {
                self.figure(condition, by, Domain::Count(among.count_ones().into()))
            }
            Condition::Share { by, .. }
            | Condition::Covers { by, .. }
            | Condition::LargestShare { by, .. } => self.figure(condition, by, share),
        }
    }

    fn formulas(&mut self, conditions: &[Condition]) -> Vec<Formula> {
        conditions.iter().map(|condition| self.formula(condition)).collect()
    }

    fn test_of_fact(&mut self, fact: FactRef, test: Test) -> Formula {
        let domain = self.domain(fact.fact);
        self.test(Observed::Fact(fact.fact), domain, test)
    }

    /// A fact compared with a value is a test of the fact; compared with another fact it is a figure of its own.
    fn comparison(&mut self, condition: &Condition, fact: FactRef, by: &Threshold) -> Formula {
        let Operand::Literal(quantity) = &by.right else { return self.figure(condition, by, ANY_NUMBER) };
        let none = match fact.denied {
            DeniedAs::Zero => Some(0.0),
            DeniedAs::BelowEveryWord(_) => Some(-1.0),
            DeniedAs::Incomparable => None,
        };
        self.test_of_fact(fact, Test::Compared { op: by.op, with: on_the_line(*quantity), none })
    }

    fn figure(&mut self, condition: &Condition, by: &Threshold, domain: Domain) -> Formula {
        let (with, domain) = match &by.right {
            Operand::Literal(quantity) => (on_the_line(*quantity), domain),
            // How it lies to something that is not known here: less, the same or more.
            Operand::Fact(_) | Operand::AsOf | Operand::Plus(..) | Operand::Times(..) => (0.0, ANY_NUMBER),
        };
        let test = Test::Compared { op: by.op, with, none: None };
        self.test(Observed::Figure(masked(condition)), domain, test)
    }

    fn test(&mut self, observed: Observed, domain: Domain, test: Test) -> Formula {
        let known = self.variables.iter().position(|variable| variable.observed == observed);
        let number = known.unwrap_or_else(|| {
            self.variables.push(Variable { observed, domain, tests: Vec::new() });
            self.variables.len() - 1
        });
        let tests = &mut self.variables[number].tests;
        tests.push(test);
        Formula::Test(number, tests.len() - 1)
    }

    /// What values a fact takes.
    fn domain(&self, fact: FactId) -> Domain {
        let fact = self.dictionary.fact(fact);
        let words = self.dictionary.vocabulary(fact).map_or(0, |vocabulary| vocabulary.words.len());
        match fact.kind {
            Kind::Text | Kind::Person | Kind::YesNo | Kind::Texts | Kind::People | Kind::Records(_) => {
                Domain::YesNo
            }
            Kind::Number | Kind::Money | Kind::Date | Kind::Duration => ANY_NUMBER,
            Kind::Share => Domain::Line(0.0, 1.0),
            Kind::Word(_) => Domain::OneWord(words),
            Kind::Words(_) => Domain::Words(words),
        }
    }

    /// The outcomes of each variable; nothing where their combinations are too many to be tried.
    fn outcomes(&self) -> Option<Vec<Vec<Outcome>>> {
        let mut combinations = 1usize;
        let mut all = Vec::new();
        for variable in &self.variables {
            let of_variable = outcomes(variable.domain, &variable.tests, MOST_COMBINATIONS)?;
            combinations = combinations.checked_mul(of_variable.len())?;
            if combinations > MOST_COMBINATIONS {
                return None;
            }
            all.push(of_variable);
        }
        Some(all)
    }
}

const ANY_NUMBER: Domain = Domain::Line(f64::NEG_INFINITY, f64::INFINITY);

/// A condition without its own comparison, so that two which measure the same are equal. What they measure against,
/// where it is no value, is part of what they measure; so are the comparisons inside their `where`.
fn masked(condition: &Condition) -> Condition {
    let mut masked = condition.clone();
    if let Some(by) = masked.parts_mut().threshold {
        by.op = Op::Exactly;
        if let Operand::Literal(value) = &mut by.right {
            *value = Quantity::Number(0.0);
        }
    }
    masked
}

/// Where a value lies on the line of numbers: lengths and dates in months.
fn on_the_line(quantity: Quantity) -> f64 {
    match quantity {
        Quantity::Number(n) | Quantity::Share(n) => n,
        Quantity::Duration(length) => length.in_months(),
        Quantity::Rank { rank, .. } => rank.into(),
        Quantity::Date(date) => {
            // A month and a year lie at their first days, half-way between the least and the most that they can be.
            let beginning = PartialDate::day(jiff::civil::date(1800, 1, 1));
            let (least, most) = beginning.months_until(date);
            f64::midpoint(least, most)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::document::{Limits, Problems, parse};
    use crate::rubric::{Rubrics, compile};

    static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

    /// The levels out of reach of a criterion with these conditions of weak, sound and strong.
    #[track_caller]
    fn out_of_reach(weak: &str, sound: &str, strong: &str) -> Vec<Level> {
        let problems = Problems::default();
        let compiled = [weak, sound, strong].map(|text| {
            let stream = parse(text, &Limits::default());
            compile(&stream.documents[0].root, &RUBRICS.dictionary, &problems)
        });
        assert_eq!(problems.into_sorted(), []);
        let [Some(weak), Some(sound), Some(strong)] = compiled else { panic!("no condition") };
        let criterion = RUBRICS.criteria.first().expect("a criterion").clone();
        unreachable(&Criterion { when: [weak, sound, strong], ..criterion }, &RUBRICS.dictionary)
    }

    #[test]
    fn every_level_of_the_bundled_rubrics_can_be_reached() {
        for criterion in &RUBRICS.criteria {
            assert_eq!(unreachable(criterion, &RUBRICS.dictionary), [], "{}", criterion.id);
        }
    }

    #[test]
    fn a_level_whose_condition_implies_a_higher_one_is_found() {
        let partners = |least: u32| format!("{{count: {{list: partners, at_least: {least}}}}}");
        assert_eq!(out_of_reach(&partners(2), &partners(3), &partners(4)), []);
        assert_eq!(out_of_reach(&partners(2), &partners(4), &partners(3)), [Level::Sound]);
        assert_eq!(out_of_reach(&partners(3), &partners(3), &partners(4)), [Level::Weak]);
    }

    #[test]
    fn a_condition_that_contradicts_itself_is_found() {
        let contradiction =
            "{all: [{fact: summary, stated: yes}, {none_of: [{fact: summary, stated: yes}]}]}";
        let (weak, sound) = ("{fact: name, stated: yes}", "{fact: place.name, stated: yes}");
        assert_eq!(out_of_reach(weak, sound, contradiction), [Level::Strong]);
    }

    #[test]
    fn counts_of_different_records_are_different_however_alike_their_comparisons() {
        // Once a count was known by its text without its comparison, and lost the same comparison inside its `where`.
        let count = |others: u32, least: u32| {
            let filter = format!("{{fact: partners.other_partnerships, at_least: {others}}}");
            format!("{{count: {{list: partners, where: {filter}, at_least: {least}}}}}")
        };
        assert_eq!(out_of_reach(&count(3, 3), &count(2, 2), "{fact: name, stated: yes}"), []);
        assert_eq!(out_of_reach(&count(3, 3), &count(3, 2), "{fact: name, stated: yes}"), [Level::Weak]);
    }

    #[test]
    fn a_list_of_words_may_have_two_words_of_which_two_levels_ask() {
        let has = |word: &str| format!("{{fact: trust.publishes, has: {word}}}");
        let both = format!("{{all: [{}, {}]}}", has("decisions"), has("results"));
        assert_eq!(out_of_reach(&has("decisions"), &has("results"), &both), []);
    }

    #[test]
    fn two_dates_of_one_year_are_two() {
        let before = |date: &str| format!("{{fact: public_body.next_election, at_most: {date}}}");
        assert_eq!(out_of_reach(&before("2027-09"), &before("2027-06"), &before("2027-03")), []);
        assert_eq!(out_of_reach(&before("2027-09"), &before("2027-06-02"), &before("2027-06-01")), []);
        assert_eq!(out_of_reach(&before("2028"), &before("2026-06"), &before("2027")), [Level::Sound]);
    }

    #[test]
    fn between_two_lengths_of_time_there_is_a_third() {
        let horizon = |asked: &str| format!("{{fact: staying.horizon, {asked}}}");
        let between =
            format!("{{all: [{}, {}]}}", horizon("more_than: 1 month"), horizon("less_than: 2 months"));
        assert_eq!(out_of_reach(&horizon("at_least: 1 day"), &horizon("at_least: 1 month"), &between), []);
    }

    #[test]
    fn a_share_of_nothing_is_none_and_a_level_can_rest_on_that() {
        let share = |asked: &str| {
            format!("{{share: {{list: goals, holds: {{fact: goals.measure, stated: yes}}, {asked}}}}}")
        };
        let neither = format!("{{none_of: [{}, {}]}}", share("at_least: 50 %"), share("at_most: 50 %"));
        assert_eq!(out_of_reach(&share("at_most: 40 %"), &share("at_least: 50 %"), &neither), []);
    }
}
