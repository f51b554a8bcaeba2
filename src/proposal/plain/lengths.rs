//! Lengths of time: `three years`, `18m`, `monthly`, `twice a year`, `30+ years`, `10 to 15 years`.

use super::{Form, group, number_of, number_words};

const UNITS: &str = "years?|yrs?|y|months?|mos?|mths?|m|weeks?|wks?|w|days?|d";

/// The unit that is meant, for several of it.
fn unit(text: &str) -> &'static str {
    match text.to_ascii_lowercase().as_bytes() {
        [b'y', ..] => "years",
        [b'm', ..] => "months",
        [b'w', ..] => "weeks",
        _ => "days",
    }
}

/// A number in digits or as a word, as digits.
fn number(text: &str) -> String {
    number_of(text).map_or_else(|| text.to_owned(), |number| number.to_string())
}

fn one_or_several(number: &str, of: &str) -> String {
    if number == "1" { format!("1 {}", of.trim_end_matches('s')) } else { format!("{number} {of}") }
}

/// The pattern of a length in digits or words, with the groups of its number and its unit.
pub(super) fn one() -> String {
    let words = number_words();
    let words: Vec<&str> = words.split('|').filter(|word| *word != "zero").collect();
    format!(r"([1-9][0-9]{{0,2}}(?:\.[0-9]{{1,2}})?|{}|an?)[\s-]*({UNITS})", words.join("|"))
}

/// The plain form of what [`one`] has found.
pub(super) fn plain_one(count: &str, of: &str) -> Option<String> {
    let count = if count.eq_ignore_ascii_case("a") || count.eq_ignore_ascii_case("an") { "1" } else { count };
    let count = number(count);
    (count.parse::<f64>().ok()? > 0.0).then(|| one_or_several(&count, unit(of)))
}

/// The ways to write a length of time.
pub(super) fn lengths() -> Vec<Form> {
    let one = one();
    vec![
        Form { pattern: format!(r"(?:every\s+)?(?:{one})"), plain: |found| plain_one(group(found, 1), group(found, 2)) },
        Form {
            pattern: "every day|daily|every week|weekly|every two weeks|fortnightly|every month|monthly|every quarter|quarterly|half-yearly|every year|yearly|annually|annual".to_owned(),
            plain: |found| {
                let how_often = group(found, 0).to_ascii_lowercase();
                Some(every(how_often.trim_start_matches("every ")).to_owned())
            },
        },
        Form {
            pattern: r"(once)\s+(?:a|per|every|each)\s+(year|month|week)|(twice|two times)\s+(?:a|per|every|each)\s+(year|month)|(three times|four times)\s+(?:a|per|every|each)\s+year".to_owned(),
            plain: |found| {
                let how_often = group(found, 0).to_ascii_lowercase();
                // A month has no half, and a week no part, that everybody agrees on: two weeks will do.
                let of = ["year", "month", "week"].into_iter().find(|of| how_often.ends_with(of))?;
                Some(match how_often.split_whitespace().next()? {
                    "once" => format!("1 {of}"),
                    "twice" | "two" if of == "month" => "2 weeks".to_owned(),
                    "twice" | "two" => "6 months".to_owned(),
                    "three" => "4 months".to_owned(),
                    _ => "3 months".to_owned(),
                })
            },
        },
        Form { pattern: r"half\s+a\s+year".to_owned(), plain: |_| Some("6 months".to_owned()) },
        Form {
            pattern: format!(r"([1-9][0-9]{{0,2}})\s*(?:to|-|–|—)\s*([1-9][0-9]{{0,2}})\s*({UNITS})"),
            plain: |found| {
                let [one, other] = [1, 2].map(|number| group(found, number).parse::<u32>().ok());
                Some(format!("{} to {} {}", one?.min(other?), one?.max(other?), unit(group(found, 3))))
            },
        },
        Form {
            pattern: format!(r"([1-9][0-9]{{0,2}})\s*\+\s*({UNITS})"),
            plain: |found| Some(format!("at least {}", plain_one(group(found, 1), group(found, 2))?)),
        },
        Form {
            pattern: format!(r"(at least|more than|over|min\.?|minimum|up to|at most|less than|under|max\.?|maximum|about|around|roughly|approximately|approx\.?|some|circa|ca\.?|~)\s*(?:{one})"),
            plain: |found| {
                let length = plain_one(group(found, 2), group(found, 3))?;
                Some(format!("{} {length}", super::amounts::bound(group(found, 1))))
            },
        },
    ]
}

/// The length between two times.
fn every(how_often: &str) -> &'static str {
    match how_often {
        "day" | "daily" => "1 day",
        "week" | "weekly" => "1 week",
        "two weeks" | "fortnightly" => "2 weeks",
        "month" | "monthly" => "1 month",
        "quarter" | "quarterly" => "3 months",
        "half-yearly" => "6 months",
        _ => "1 year",
    }
}
