//! Numbers, shares and money: `1.2 million`, `over 400`, `34-53`, `20 percent`, `a third`, `£50k`, `$1,200`.

use super::{Form, group, number_of, number_words};
use crate::text;

/// Digits with a point or grouped by commas; and what they are multiplied by.
const DIGITS: &str = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,2})?|[0-9]{1,12}(?:\.[0-9]{1,2})?";
const TIMES: &str = "k|thousand|m|mn|mio|million|millions|bn|billion|billions";
/// What is written before a number of which only one end is known, or neither.
const BOUNDS: &str = r"at least|more than|over|min\.?|minimum|up to|at most|less than|under|below|max\.?|maximum|about|around|roughly|approximately|approx\.?|nearly|almost|some|circa|ca\.?|~";

/// The plain word for what stands before a number.
pub(super) fn bound(word: &str) -> &'static str {
    match word.to_ascii_lowercase().trim_end_matches('.') {
        "at least" | "min" | "minimum" => "at least",
        "more than" | "over" => "more than",
        "up to" | "at most" | "max" | "maximum" => "at most",
        "less than" | "under" | "below" => "less than",
        _ => "about",
    }
}

/// A number of digits or a word, multiplied.
fn amount(digits: &str, times: &str) -> Option<String> {
    let times = match times.to_ascii_lowercase().as_str() {
        "" => 1.0,
        "k" | "thousand" => 1e3,
        "bn" | "billion" | "billions" => 1e9,
        _ => 1e6,
    };
    let number = match number_of(digits) {
        Some(number) => number as f64,
        None => digits.replace(',', "").parse::<f64>().ok()?,
    };
    // A sum of fractions is rounded to what was written.
    Some(text::number((number * times * 100.0).round() / 100.0))
}

fn digits_or_word() -> String {
    format!("{DIGITS}|{}", number_words())
}

/// The ways to write a number.
pub(super) fn numbers() -> Vec<Form> {
    let number = digits_or_word();
    vec![
        Form {
            pattern: format!(r"({number})\s*({TIMES})?"),
            plain: |found| amount(group(found, 1), group(found, 2)),
        },
        Form {
            pattern: format!(r"({BOUNDS})\s*({number})\s*({TIMES})?"),
            plain: |found| {
                Some(format!("{} {}", bound(group(found, 1)), amount(group(found, 2), group(found, 3))?))
            },
        },
        Form {
            pattern: format!(r"({number})\s*({TIMES})?\s*(?:\+|or more)"),
            plain: |found| Some(format!("at least {}", amount(group(found, 1), group(found, 2))?)),
        },
        Form {
            // Long numbers with a hyphen between them may be a date or a telephone number.
            pattern: format!(
                r"(?:between\s+)?({number})\s*({TIMES})?\s*(?:to|–|—|and)\s*({number})\s*({TIMES})?|([1-9][0-9]{{0,2}})\s*-\s*([1-9][0-9]{{0,2}})\s*({TIMES})?"
            ),
            plain: |found| {
                let short = !group(found, 5).is_empty();
                let [low, low_times, high, times] = if short { [5, 7, 6, 7] } else { [1, 2, 3, 4] };
                // `2 to 3 million`: what is said once is said of both.
                let low_times = if group(found, low_times).is_empty() { times } else { low_times };
                let low = amount(group(found, low), group(found, low_times))?;
                let high = amount(group(found, high), group(found, times))?;
                let rises = low.parse::<f64>().ok()? <= high.parse::<f64>().ok()?;
                Some(if rises { format!("{low} to {high}") } else { format!("{high} to {low}") })
            },
        },
    ]
}

/// The ways to write a share.
pub(super) fn shares() -> Vec<Form> {
    vec![
        Form {
            pattern: r"(100|[0-9]{1,2}(?:\.[0-9]{1,4})?)\s*(?:percent|per cent|per\s+cent|pct|p\.c\.|%)".to_owned(),
            plain: |found| Some(format!("{} %", group(found, 1))),
        },
        Form {
            pattern: "a half|half|one half|a third|one third|two thirds|a quarter|one quarter|three quarters|a fifth|one fifth|a tenth|one tenth|all|all of it".to_owned(),
            plain: |found| {
                let share = match group(found, 0).to_ascii_lowercase().as_str() {
                    "half" | "a half" | "one half" => "50 %",
                    "a third" | "one third" => "1/3",
                    "two thirds" => "2/3",
                    "a quarter" | "one quarter" => "25 %",
                    "three quarters" => "75 %",
                    "a fifth" | "one fifth" => "20 %",
                    "a tenth" | "one tenth" => "10 %",
                    _ => "100 %",
                };
                Some(share.to_owned())
            },
        },
        Form {
            pattern: format!(r"({BOUNDS})\s*(100|[0-9]{{1,2}}(?:\.[0-9]{{1,4}})?)\s*(?:percent|per cent|%)"),
            plain: |found| Some(format!("{} {} %", bound(group(found, 1)), group(found, 2))),
        },
        Form {
            pattern: r"([0-9]{1,2})\s*(?:%\s*)?(?:to|-|–|—)\s*(100|[0-9]{1,2})\s*(?:percent|per cent|%)".to_owned(),
            plain: |found| {
                let [one, other] = [1, 2].map(|number| group(found, number).parse::<u32>().ok());
                Some(format!("{} to {} %", one?.min(other?), one?.max(other?)))
            },
        },
    ]
}

/// Signs that stand for one currency, and those that stand for several.
fn currency(sign: &str) -> Option<String> {
    let sign = sign.trim().to_ascii_uppercase();
    Some(match sign.as_str() {
        "£" | "GBP" => "GBP".to_owned(),
        "€" | "EUR" | "EURO" | "EUROS" => "EUR".to_owned(),
        "US$" | "USD" => "USD".to_owned(),
        // Of the many dollars it is not said which: it compares with its like alone.
        "$" | "DOLLAR" | "DOLLARS" => "$".to_owned(),
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => code.to_owned(),
        _ => return None,
    })
}

/// The ways to write money.
pub(super) fn money() -> Vec<Form> {
    let before = r"us\$|\$|£|€|usd|eur|gbp|chf|cad|aud|nzd|sek|nok|dkk|jpy|inr|kes|zar|brl|mxn|pln";
    let behind =
        r"dollars?|euros?|\$|£|€|usd|eur|gbp|chf|cad|aud|nzd|sek|nok|dkk|jpy|inr|kes|zar|brl|mxn|pln";
    let number = format!(r"({DIGITS})\s*({TIMES})?");
    vec![
        Form {
            pattern: format!(r"({before})\s*{number}"),
            plain: |found| {
                Some(format!("{} {}", amount(group(found, 2), group(found, 3))?, currency(group(found, 1))?))
            },
        },
        Form {
            pattern: format!(r"{number}\s*({behind})"),
            plain: |found| {
                Some(format!("{} {}", amount(group(found, 1), group(found, 2))?, currency(group(found, 3))?))
            },
        },
        Form {
            pattern: format!(
                r"(?:us)?\$\s*{number}\s*(usd|cad|aud|nzd|dollars?)|£\s*{number}\s*(gbp)|€\s*{number}\s*(eur|euros?)"
            ),
            plain: |found| {
                let [digits, times, code] = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
                    .into_iter()
                    .find(|of| !group(found, of[0]).is_empty())?;
                let code = currency(group(found, code))?;
                Some(format!("{} {code}", amount(group(found, digits), group(found, times))?))
            },
        },
        Form { pattern: number, plain: |found| amount(group(found, 1), group(found, 2)) },
    ]
}
