//! What people write, in the plain form that the readers take: `$50k` as `50000 USD`, `Q3 2027` as `2027-07 to 2027-09`.
//!
//! A form is a pattern and what it becomes. The reader and the schema take both the same patterns, so that they take the
//! same. The plain form is tried first: nothing here is looked at for a file that is written plainly.

mod amounts;
mod dates;
mod lengths;
mod programs;

pub(super) use dates::ambiguous;

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Kind;
use super::loose::{AROUND, any_case};

/// A way to write something.
struct Form {
    /// Its pattern, in lower case; letters are taken in any case.
    pattern: String,
    /// The plain form; nothing where it cannot be meant so.
    plain: Plain,
}

/// What a form that was found becomes.
type Plain = fn(&Captures) -> Option<String>;

/// The forms of a kind, ready to be looked for.
struct Forms(Vec<(Regex, Plain)>);

impl Forms {
    fn new(forms: Vec<Form>) -> Forms {
        let compiled = |form: Form| {
            let pattern = whole(&form.pattern);
            let regex =
                Regex::new(&pattern).unwrap_or_else(|error| unreachable!("a pattern of ours: {error}"));
            (regex, form.plain)
        };
        Forms(forms.into_iter().map(compiled).collect())
    }

    fn plain(&self, text: &str) -> Option<String> {
        self.0.iter().find_map(|(regex, plain)| plain(&regex.captures(text)?))
    }
}

/// The plain form of a value of a kind; nothing where it is no way to write one, or is written plainly.
pub(super) fn plain(kind: Kind, text: &str) -> Option<String> {
    // No way to write a value is as long.
    const LONGEST: usize = 120;
    if text.len() > LONGEST {
        return None;
    }
    static YES_NO: LazyLock<Forms> = LazyLock::new(|| Forms::new(yes_no()));
    static NUMBERS: LazyLock<Forms> = LazyLock::new(|| Forms::new(numbers()));
    static SHARES: LazyLock<Forms> = LazyLock::new(|| Forms::new(shares()));
    static MONEY: LazyLock<Forms> = LazyLock::new(|| Forms::new(money()));
    static DATES: LazyLock<Forms> = LazyLock::new(|| Forms::new(all_dates()));
    static LENGTHS: LazyLock<Forms> = LazyLock::new(|| Forms::new(lengths::lengths()));
    let forms = match kind {
        Kind::YesNo => &YES_NO,
        Kind::Number => &NUMBERS,
        Kind::Share => &SHARES,
        Kind::Money => &MONEY,
        Kind::Date => &DATES,
        Kind::Duration => &LENGTHS,
        Kind::Text
        | Kind::Person
        | Kind::Texts
        | Kind::People
        | Kind::Word(_)
        | Kind::Words(_)
        | Kind::Records(_) => {
            return None;
        }
    };
    forms.plain(text).filter(|plain| plain != text)
}

/// The patterns of all that [`plain`] takes for a kind, for a JSON Schema; dates that are said from the start are apart.
pub(super) fn patterns(kind: Kind) -> Vec<String> {
    let forms = match kind {
        Kind::YesNo => yes_no(),
        Kind::Number => numbers(),
        Kind::Share => shares(),
        Kind::Money => money(),
        Kind::Date => dates(),
        Kind::Duration => lengths::lengths(),
        _ => Vec::new(),
    };
    forms.into_iter().map(|form| whole(&form.pattern)).collect()
}

/// The patterns of dates that are said from the start, which the start itself cannot be.
pub(super) fn from_start_patterns() -> Vec<String> {
    dates::from_start().into_iter().map(|form| whole(&form.pattern)).collect()
}

fn numbers() -> Vec<Form> {
    let of_programs = programs::numbers().into_iter().chain([programs::below_zero()]);
    amounts::numbers().into_iter().chain(of_programs).collect()
}

fn shares() -> Vec<Form> {
    amounts::shares().into_iter().chain([programs::shares(), programs::zero()]).collect()
}

fn money() -> Vec<Form> {
    amounts::money().into_iter().chain(programs::numbers()).chain([programs::zero()]).collect()
}

fn dates() -> Vec<Form> {
    dates::dates().into_iter().chain([programs::years()]).collect()
}

fn all_dates() -> Vec<Form> {
    dates().into_iter().chain(dates::from_start()).collect()
}

/// A pattern for the whole of a value, in any case.
fn whole(pattern: &str) -> String {
    format!("^{AROUND}({}){AROUND}\\.?\\s*$", any_case(pattern))
}

/// The text of a group of a pattern; empty where it did not take part.
fn group<'c>(found: &'c Captures, number: usize) -> &'c str {
    // The whole of the value is the first group.
    found.get(number + 1).map_or("", |group| group.as_str())
}

fn yes_no() -> Vec<Form> {
    vec![
        Form { pattern: "y|yes|yep|true|ja|si|sí|oui".to_owned(), plain: |_| Some("yes".to_owned()) },
        Form { pattern: "n|no|none|false|nope|non|nein".to_owned(), plain: |_| Some("no".to_owned()) },
    ]
}

/// Numbers as words, which nobody needs beyond twenty.
const NUMBERS: [&str; 21] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];

/// A pattern for a number as a word.
fn number_words() -> String {
    // Longer ones first: `six` stands in `sixteen`.
    let mut words = NUMBERS.to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.join("|")
}

/// What a number as a word comes to.
fn number_of(word: &str) -> Option<usize> {
    NUMBERS.iter().position(|known| known.eq_ignore_ascii_case(word))
}
