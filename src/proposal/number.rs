//! Numbers, shares and amounts of money as people write them. Beside each reader stands the regular expression of what
//! it takes, for the schema.

use std::fmt;

use super::Misread;
use super::words::whole;
use crate::text;

/// An amount of money; the currency is a code of three letters, if one was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: f64,
    /// In what, such as `EUR`.
    pub currency: Option<[u8; 3]>,
}

/// A sign for a currency that many countries have: it compares with its like alone.
const DOLLAR: [u8; 3] = *b"$  ";

/// Where a number, a share or a length of time lies, if not more is said of it: `at least 400`, `34 to 53`, `about 30`.
#[derive(Debug, Clone, PartialEq)]
pub struct Within {
    /// The least that it can be; of a length of time in months.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// How it is said.
    pub said: Box<str>,
}

/// How far `about` may be off, either way: a convention.
const ABOUT: f64 = 0.1;

impl Within {
    /// Reads `at least 400`, `more than 3 years`, `at most 20 %`, `less than 9`, `about 30`, `34 to 53`, given how one value of
    /// the kind is read. A unit that stands behind the second of two values is that of both. Nothing where it is no such form.
    pub(super) fn parse(text: &str, one: impl Fn(&str) -> Option<f64>) -> Option<Within> {
        let text = text.trim();
        let (low, high) = match BOUND_WORDS.iter().find_map(|word| Some((*word, behind(text, word)?))) {
            Some((word, value)) => {
                let value = one(value)?;
                match word {
                    "at least" | "more than" => (value, f64::INFINITY),
                    "at most" | "less than" => (0.0, value),
                    _ => (value * (1.0 - ABOUT), value * (1.0 + ABOUT)),
                }
            }
            None => {
                let (low, high) = text.split_once(" to ")?;
                let unit =
                    high.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
                let low = one(low).or_else(|| one(&format!("{low}{unit}")))?;
                (low, one(high.trim())?)
            }
        };
        Some(Within { low: low.min(high), high: high.max(low), said: crate::text::one_line(text).into() })
    }
}

/// What a bound begins with.
const BOUND_WORDS: [&str; 5] = ["at least", "more than", "at most", "less than", "about"];

/// What stands behind a word, if a text begins with it.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (begin, rest) = text.split_at_checked(word.len())?;
    (begin.eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// What [`Within::parse`] takes of values with this pattern, whose unit may stand once behind the second.
pub(super) fn within_pattern(value: &str, number: &str) -> String {
    let words: Vec<String> = BOUND_WORDS.iter().map(|word| super::words::in_any_case(word)).collect();
    whole(&format!(r"({})\s+({value})|({number}|{value})\s+to\s+({value})", words.join("|")))
}

impl Money {
    /// As a sentence has it: `60,000 EUR`.
    pub fn in_words(self) -> String {
        let amount = text::grouped(self.amount);
        match self.currency {
            Some(code) => format!("{amount} {}", code.map(char::from).iter().collect::<String>().trim_end()),
            None => amount,
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::number(self.amount))?;
        match self.currency {
            Some(code) => write!(f, " {}", code.map(char::from).iter().collect::<String>().trim_end()),
            None => Ok(()),
        }
    }
}

/// Reads `12`, `2.5`, `1,200`, `1 200`; `30 %` is 30.
///
/// # Errors
/// Says how a number is written.
pub fn parse_number(text: &str) -> Result<f64, Misread> {
    let text = text.trim();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let number = decimal(unsigned.strip_suffix('%').unwrap_or(unsigned).trim_end());
    let signed = number.map(|number| if text.starts_with('-') { -number } else { number });
    signed.ok_or(Misread::new("a number is written 12, 2.5 or 1,200; 60.000 may be sixty or sixty thousand"))
}

/// How many there are of what a text names, where it leads with a number: 380 for `380 school entrants`, 400 for `over 400
/// pupils`. Nothing where the number is a part of the whole, an age, one end of a range, or may be read in two ways.
pub(super) fn leading_number(text: &str) -> Option<f64> {
    const ABOUT: [&str; 12] = [
        "about",
        "around",
        "approximately",
        "roughly",
        "some",
        "nearly",
        "almost",
        "over",
        "more than",
        "at least",
        "up to",
        "~",
    ];
    /// What makes the number before it another one than that of people.
    const NOT_BEFORE: [&str; 19] = [
        "%",
        "percent",
        "per",
        "year",
        "years",
        "year-old",
        "year-olds",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "to",
        "or",
        "in",
        "of",
        "out",
        "-",
    ];
    let text = text.trim();
    let about = ABOUT.iter().find_map(|word| {
        let (begin, rest) = text.split_at_checked(word.len())?;
        let is_word = *word == "~" || rest.starts_with(char::is_whitespace);
        (begin.eq_ignore_ascii_case(word) && is_word).then(|| (*word, rest.trim_start()))
    });
    let (about, rest) = about.unwrap_or(("", text));
    // Groups of thousands may be parted by spaces: the longest beginning that is a number is meant.
    let ends = rest.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([rest.len()]);
    let number = |end: usize| {
        let number = decimal(&rest[..end])?;
        Some((number, rest[end..].trim_start()))
    };
    let (number, mut behind) = ends.take(MOST_GROUPS).filter_map(number).last()?;
    let times = [("thousand", 1e3), ("million", 1e6)].into_iter().find_map(|(word, times)| {
        let rest = behind.strip_prefix(word)?;
        (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (times, rest.trim_start()))
    });
    let count = match times {
        Some((times, rest)) => {
            behind = rest;
            (number * times).round()
        }
        None => number,
    };
    let next = behind.split_whitespace().next().unwrap_or_default().trim_end_matches(',').to_lowercase();
    let is_other = NOT_BEFORE.contains(&next.as_str()) || next.starts_with(['–', '—', '-', '%', '/', '+']);
    // Nobody is older than that: `over 65` is an age.
    let is_age = matches!(about, "over" | "more than") && count < 120.0 && (next.is_empty() || next == "who");
    (count.fract() == 0.0 && !is_other && !is_age).then_some(count)
}

/// What [`parse_number`] takes.
pub(super) fn number_pattern() -> String {
    whole(&format!(r"-?({})\s*%?", decimal_pattern("[0-9]")))
}

/// What is taken where only bounds of a number are said.
pub(super) fn number_within_pattern() -> String {
    let number = format!(r"-?({})\s*%?", decimal_pattern("[0-9]"));
    within_pattern(&number, &number)
}

/// Reads `20 %`, `0.2` or `1/5` as 0.2.
///
/// # Errors
/// Says how a share is written, or that it lies outside 0 to 1.
pub fn parse_share(text: &str) -> Result<f64, Misread> {
    let text = text.trim();
    let share = match (text.strip_suffix('%'), text.split_once('/')) {
        (Some(percent), _) => plain_decimal(percent.trim_end()).map(|percent| percent / 100.0),
        (None, Some((part, whole))) => fraction(part.trim_end(), whole.trim_start()),
        (None, None) => plain_decimal(text),
    };
    match share {
        Some(share) if share <= 1.0 => Ok(share),
        Some(_) => Err(Misread::new("a share lies between 0 % and 100 %, or between 0 and 1")),
        None => Err(Misread::new("a share is written 20 %, 0.2 or 1/5")),
    }
}

/// What [`parse_share`] takes, and fractions above one, which no pattern can tell from others.
pub(super) fn share_pattern() -> String {
    let percent = PERCENT;
    let part_of_one = r"0+(\.[0-9]+)?|0*1(\.0+)?";
    let fraction = format!(r"({})\s*/\s*({})", decimal_pattern("[0-9]"), decimal_pattern("[1-9]"));
    whole(&format!("{percent}|{part_of_one}|{fraction}"))
}

/// A share in per cent.
const PERCENT: &str = r"(0*100(\.0+)?|0*[0-9]{1,2}(\.[0-9]+)?)\s*%";

/// What is taken where only bounds of a share are said, in per cent.
pub(super) fn share_within_pattern() -> String {
    within_pattern(PERCENT, "0*100|0*[0-9]{1,2}")
}

/// A share in per cent, for bounds.
pub(super) fn parse_percent(text: &str) -> Option<f64> {
    parse_share(text).ok().filter(|_| text.trim_end().ends_with('%'))
}

/// Reads `60000 EUR`, `EUR 60,000` or `60000`.
///
/// # Errors
/// Says how money is written, or that it is below zero.
pub fn parse_money(text: &str) -> Result<Money, Misread> {
    let text = text.trim();
    let before = || text.split_once(char::is_whitespace).map(|(code, amount)| (amount, currency(code)));
    let behind = || text.rsplit_once(char::is_whitespace).map(|(amount, code)| (amount, currency(code)));
    let with_code = behind().filter(|(_, code)| code.is_some()).or_else(before);
    let (amount, currency) = with_code.filter(|(_, code)| code.is_some()).unwrap_or((text, None));
    let amount = amount.trim();
    if amount.strip_prefix('-').and_then(decimal).is_some() {
        return Err(Misread::new("an amount of money is not below zero"));
    }
    let how = "money is written 60000 EUR, EUR 60,000 or 60000; 60.000 may be sixty or sixty thousand";
    decimal(amount).map(|amount| Money { amount, currency }).ok_or(Misread::new(how))
}

/// What [`parse_money`] takes.
pub(super) fn money_pattern() -> String {
    let amount = decimal_pattern("[0-9]");
    whole(&format!(r"({amount})(\s+([A-Z]{{3}}|\$))?|([A-Z]{{3}}|\$)\s+({amount})"))
}

/// A code of three capital letters, or a bare dollar sign.
fn currency(text: &str) -> Option<[u8; 3]> {
    if text == "$" {
        return Some(DOLLAR);
    }
    let code: [u8; 3] = text.as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_uppercase).then_some(code)
}

/// One number of another that is not zero.
fn fraction(part: &str, whole: &str) -> Option<f64> {
    let whole = decimal(whole).filter(|_| !whole.starts_with('0'))?;
    decimal(part).map(|part| part / whole)
}

/// Digits, and perhaps a point and more digits, of any number.
fn plain_decimal(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_decimal = [whole, fraction].iter().all(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit()));
    if is_decimal { text.parse().ok() } else { None }
}

/// Digits on either side of the point. More make no number that anybody means, and in the end infinity.
const MOST_DIGITS: usize = 30;
/// Thousands are parted three digits each, as often as gives no more than [`MOST_DIGITS`].
const MOST_GROUPS: usize = 9;

/// A decimal number whose thousands may be parted by commas, spaces or underscores, three digits each.
fn decimal(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    // In half of Europe 60.000 is sixty thousand, elsewhere it is sixty: nobody can tell.
    let ambiguous = text.contains('.') && fraction.len() == 3 && whole.len() <= 3 && whole != "0";
    if ambiguous || !are_digits(fraction) {
        return None;
    }
    let groups: Vec<&str> = whole.split([',', ' ', '_', '\u{a0}', '\u{202f}']).collect();
    let is_whole = match groups[..] {
        [digits] => are_digits(digits),
        [first, ref rest @ ..] => {
            let three = |group: &&str| group.len() == 3 && are_digits(group);
            first.len() <= 3 && are_digits(first) && rest.iter().all(three) && rest.len() <= MOST_GROUPS
        }
        [] => false,
    };
    if is_whole { format!("{}.{fraction}", groups.concat()).parse().ok() } else { None }
}

/// What [`decimal`] takes, beginning with a digit of the class given.
fn decimal_pattern(first: &str) -> String {
    let grouped = format!(r"{first}[0-9]{{0,2}}([, _\u00a0\u202f][0-9]{{3}}){{1,{MOST_GROUPS}}}");
    let long = format!("{first}[0-9]{{3,{}}}", MOST_DIGITS - 1);
    let zero = if first == "[1-9]" { "" } else { "0|" };
    let any = format!(r"({zero}{long}|{grouped})(\.[0-9]{{1,{MOST_DIGITS}}})?");
    let short = format!(r"{first}[0-9]{{0,2}}(\.([0-9]{{1,2}}|[0-9]{{4,{MOST_DIGITS}}}))?");
    format!("{any}|{short}")
}

fn are_digits(text: &str) -> bool {
    (1..=MOST_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(parse_number("1,200"), Ok(1200.0));
        assert_eq!(parse_number("1 200"), Ok(1200.0));
        assert_eq!(parse_number("2.5"), Ok(2.5));
        assert_eq!(parse_number("30 %"), Ok(30.0));
        assert_eq!(parse_number("-4"), Ok(-4.0));
        assert_eq!(parse_number("0.125"), Ok(0.125));
        for bad in ["", "60.000", "1.200", "1,20", "inf", "NaN", "0x10", "1e9", "twelve", "1.", ".5", "%"] {
            assert!(parse_number(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_text_leads_with_the_number_of_what_it_names() {
        for (text, number) in [
            ("380 school entrants", 380.0),
            ("1,100 school children of the three parishes", 1100.0),
            ("14 000 residents", 14_000.0),
            ("14\u{a0}000 residents", 14_000.0),
            ("1 200 000 residents", 1_200_000.0),
            ("about 30", 30.0),
            ("About 30 families", 30.0),
            ("over 400", 400.0),
            ("more than 40 people", 40.0),
            ("~50 tenants", 50.0),
            ("~ 50 tenants", 50.0),
            ("1.2 million residents", 1_200_000.0),
            ("12 thousand pupils", 12_000.0),
            ("240", 240.0),
            (" 64 farms and 900 houses", 64.0),
            ("20 people, of whom 5 are children", 20.0),
        ] {
            assert_eq!(leading_number(text), Some(number), "{text}");
        }
        for none in [
            "all 14000 residents",
            "people over 40",
            "the 240 people",
            "6.200 alunos",
            "2.5 children",
            "18-25 year olds",
            "18 to 25 year olds",
            "18 – 25 year olds",
            "12 year olds",
            "11-year-olds",
            "65+ residents",
            "over 65s",
            "over 65",
            "over 65 year olds",
            "30 % of residents",
            "30% of residents",
            "1 in 5 children",
            "2 of 3 tenants",
            "3rd graders",
            "-5 people",
            "something",
            "million people",
            "",
            "~",
            "about",
        ] {
            assert_eq!(leading_number(none), None, "{none}");
        }
    }

    #[test]
    fn shares_stay_between_none_and_all() {
        assert_eq!(parse_share("20 %"), Ok(0.2));
        assert_eq!(parse_share("0.2"), Ok(0.2));
        assert_eq!(parse_share("1/5"), Ok(0.2));
        assert_eq!(parse_share("12.345 %"), Ok(0.12345), "no share is twelve thousand per cent");
        for bad in ["1/0", "20", "120%", "6/5", "-1/5", "-0", "%", "half"] {
            assert!(parse_share(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn money_keeps_its_currency() {
        let euros = Money { amount: 60_000.0, currency: Some(*b"EUR") };
        for text in ["60000 EUR", "EUR 60,000", "60 000 EUR", "60000\u{a0}EUR", "EUR  60_000"] {
            assert_eq!(parse_money(text), Ok(euros), "{text:?}");
        }
        assert_eq!(parse_money("60000").map(|m| m.currency), Ok(None));
        for bad in ["-5 EUR", "lots", "60000 eur", "EUR 5 EUR", "EUR", "60.000 EUR"] {
            assert!(parse_money(bad).is_err(), "{bad}");
        }
        assert_eq!((euros.to_string(), euros.in_words()), ("60000 EUR".to_owned(), "60,000 EUR".to_owned()));
    }
}
