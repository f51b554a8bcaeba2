//! Dates: `March 2027`, `1 March 2027`, `03/2027`, `Q3 2027`, `2026/27`, `end of 2028`, `18 months after start`.
//!
//! A time of the year that differs from place to place becomes the longest span that it can mean: a span decides only where
//! every day in it agrees.

use super::{Form, group, lengths};

/// The months, by the three letters with which nobody takes one for another.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH: &str = r"jan\.?|january|feb\.?|february|mar\.?|march|apr\.?|april|may|jun\.?|june|jul\.?|july|aug\.?|august|sept?\.?|september|oct\.?|october|nov\.?|november|dec\.?|december";
const YEAR: &str = "1[89][0-9]{2}|2[0-2][0-9]{2}";
/// What says no more than that it is a date.
const BY: &str = r"(?:by|in|from|until|due)?\s*(?:the\s+)?";

fn month(text: &str) -> Option<usize> {
    let begin = text.get(..3)?;
    MONTHS.iter().position(|month| month.eq_ignore_ascii_case(begin)).map(|at| at + 1)
}

fn year_and_month(year: &str, month: usize) -> String {
    format!("{year}-{month:02}")
}

/// From a month of one year to a month of the same or another one.
fn span(from: (i32, u8), to: (i32, u8)) -> String {
    format!("{}-{:02} to {}-{:02}", from.0, from.1, to.0, to.1)
}

/// The months by how many days every year gives them, and the days that they have.
const BY_DAYS: [(&str, &str, &str); 3] = [
    (
        "jan\\.?|january|mar\\.?|march|may|jul\\.?|july|aug\\.?|august|oct\\.?|october|dec\\.?|december",
        "0?[13578]|1[02]",
        "0?[1-9]|[12][0-9]|3[01]",
    ),
    ("apr\\.?|april|jun\\.?|june|sept?\\.?|september|nov\\.?|november", "0?[469]|11", "0?[1-9]|[12][0-9]|30"),
    ("feb\\.?|february", "0?2", "0?[1-9]|1[0-9]|2[0-8]"),
];

/// A pattern over the three kinds of month: from the name, the number and the days of each.
fn of_each(pattern: impl Fn(&str, &str, &str) -> String) -> String {
    BY_DAYS.iter().map(|(names, numbers, days)| pattern(names, numbers, days)).collect::<Vec<_>>().join("|")
}

/// The day that is written in these words, whatever their order: a year of four digits, a month by its name, and a day.
fn in_words(text: &str) -> Option<String> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let digits = |word: &str| word.chars().take_while(char::is_ascii_digit).collect::<String>();
    let numbers: Vec<String> =
        words.iter().map(|word| digits(word)).filter(|digits| !digits.is_empty()).collect();
    let year = numbers.iter().find(|number| number.len() == 4)?;
    let day = numbers.iter().find(|number| number.len() < 4)?;
    let month = words.iter().find_map(|word| month(word))?;
    Some(format!("{year}-{month:02}-{day:0>2}"))
}

/// The numbers of a date, in the order in which they stand.
fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect()
}

/// School and fiscal years: a year, and the next one.
fn two_years() -> String {
    let pair = |first: usize| {
        let second = (first + 1) % 100;
        // Of the short ones 2011/12 may be December.
        let short = if second <= 12 { String::new() } else { format!("|{second:02}") };
        let century = if second == 0 { "21" } else { "20" };
        format!(r"20{first:02}\s*[/–-]\s*(?:{century}{second:02}{short})")
    };
    (0..100).map(pair).collect::<Vec<_>>().join("|")
}

/// A year and a month between which a `/` stands; not 2011/12, which may be a school year.
fn year_slash_month() -> String {
    let months = |but: usize| {
        let two = (1..=12).filter(|month| *month != but).map(|month| format!("{month:02}"));
        (1..=9).map(|month| month.to_string()).chain(two).collect::<Vec<_>>().join("|")
    };
    let late = format!(r"(?:1[89]|2[0-2])(?:1[2-9]|[2-9][0-9])\s*[/.]\s*(?:{})", months(0));
    let early = (0..12).map(|year| format!(r"(?:1[89]|2[0-2]){year:02}\s*[/.]\s*(?:{})", months(year + 1)));
    std::iter::once(late).chain(early).collect::<Vec<_>>().join("|")
}

/// The ways to write a date.
pub(super) fn dates() -> Vec<Form> {
    let day_before = of_each(|names, _, days| {
        format!(r"(?:{days})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?:{names}),?\s+(?:{YEAR})")
    });
    let day_behind =
        of_each(|names, _, days| format!(r"(?:{names})\s+(?:{days})(?:st|nd|rd|th)?,?\s+(?:{YEAR})"));
    let year_first =
        of_each(|_, numbers, days| format!(r"(?:{YEAR})\s*[/.]\s*(?:{numbers})\s*[/.]\s*(?:{days})"));
    // The first number can only be a day.
    let day_first = of_each(|_, numbers, days| {
        let late = days
            .replace("0?[1-9]|[12][0-9]", "1[3-9]|2[0-9]")
            .replace("0?[1-9]|1[0-9]|2[0-8]", "1[3-9]|2[0-8]");
        format!(r"(?:{late})\s*[/.]\s*(?:{numbers})\s*[/.]\s*(?:{YEAR})")
    });
    vec![
        Form {
            pattern: format!(r"{BY}(?:({MONTH}),?\s+({YEAR}))"),
            plain: |found| Some(year_and_month(group(found, 2), month(group(found, 1))?)),
        },
        Form { pattern: format!("{BY}(?:{day_before}|{day_behind})"), plain: |found| in_words(group(found, 0)) },
        Form {
            pattern: format!(r"(0?[1-9]|1[0-2])\s*[/.]\s*({YEAR})"),
            plain: |found| Some(year_and_month(group(found, 2), group(found, 1).parse().ok()?)),
        },
        Form {
            pattern: format!(r"(?:{YEAR})-[1-9]|{}", year_slash_month()),
            plain: |found| match numbers(group(found, 0))[..] {
                [year, month] => Some(format!("{year}-{month:0>2}")),
                _ => None,
            },
        },
        Form {
            pattern: format!("{year_first}|{day_first}"),
            plain: |found| match numbers(group(found, 0))[..] {
                [year, month, day] if year.len() == 4 => Some(format!("{year}-{month:0>2}-{day:0>2}")),
                [day, month, year] => Some(format!("{year}-{month:0>2}-{day:0>2}")),
                _ => None,
            },
        },
        Form {
            pattern: format!(r"{BY}(?:q|quarter\s*)([1-4])\s*(?:of\s+|[/-]\s*)?({YEAR})"),
            plain: |found| quarter(group(found, 2), group(found, 1)),
        },
        Form {
            pattern: format!(r"({YEAR})\s*[/-]?\s*q([1-4])"),
            plain: |found| quarter(group(found, 1), group(found, 2)),
        },
        Form {
            pattern: format!(r"(?:school year|academic year|financial year|fiscal year|fy)?\s*(?:{})", two_years()),
            plain: |found| {
                let first: i32 = numbers(group(found, 0)).first()?.parse().ok()?;
                // From the first month in which such a year begins anywhere to the last in which it ends.
                Some(span((first, 4), (first + 1, 9)))
            },
        },
        Form {
            // Named after the year in which it ends, or in which it begins.
            pattern: r"(?:fy|fiscal year|financial year)\s*(20[0-9]{2})".to_owned(),
            plain: |found| {
                let year: i32 = group(found, 1).parse().ok()?;
                Some(span((year - 1, 4), (year + 1, 9)))
            },
        },
        Form {
            pattern: format!(r"{BY}(early|mid|middle of|late|beginning of|start of|end of)[\s-]*({YEAR})"),
            plain: |found| {
                let year: i32 = group(found, 2).parse().ok()?;
                Some(match group(found, 1).to_ascii_lowercase().as_str() {
                    "early" => span((year, 1), (year, 4)),
                    "late" => span((year, 9), (year, 12)),
                    "mid" | "middle of" => span((year, 4), (year, 9)),
                    "end of" => format!("{year}-12"),
                    _ => format!("{year}-01"),
                })
            },
        },
        Form {
            pattern: format!(r"{BY}(?:beginning of|start of|early|mid|late|end of)[\s-]*({MONTH}),?\s+({YEAR})"),
            plain: |found| Some(year_and_month(group(found, 2), month(group(found, 1))?)),
        },
        Form {
            // North and south have them half a year apart: what lies within the year whichever is meant is the year.
            pattern: r"(?:by|in|from|until|due)?\s*(?:the\s+)?(spring|autumn|fall|summer|winter)\s+(?:of\s+)?(20[0-9]{2})".to_owned(),
            plain: |found| {
                let year: i32 = group(found, 2).parse().ok()?;
                Some(match group(found, 1).to_ascii_lowercase().as_str() {
                    "summer" | "winter" => span((year - 1, 12), (year + 1, 2)),
                    _ => year.to_string(),
                })
            },
        },
        Form {
            pattern: format!(r"(?:by|in|from|until|due)\s+(?:the\s+)?({YEAR})"),
            plain: |found| Some(group(found, 1).to_owned()),
        },
    ]
}

/// The ways to say a date from the start of activities.
pub(super) fn from_start() -> Vec<Form> {
    let length = lengths::one();
    vec![
        Form {
            pattern: format!(r"(?:{length})\s+(?:after|from)\s+(?:the\s+)?start|start\s*\+\s*(?:{length})"),
            plain: |found| {
                let [count, of] = if group(found, 2).is_empty() { [3, 4] } else { [1, 2] };
                Some(format!("start + {}", lengths::plain_one(group(found, count), group(found, of))?))
            },
        },
        Form {
            pattern: format!(r"within\s+(?:{length})"),
            plain: |found| Some(format!("within {}", lengths::plain_one(group(found, 1), group(found, 2))?)),
        },
    ]
}

/// Both readings of a date that can be read in two ways; nothing where it cannot.
pub(in crate::proposal) fn ambiguous(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.trim().split(['/', '.', '-']).map(str::trim).collect();
    let number = |part: &&str| part.parse::<u16>().ok().filter(|_| part.len() <= 4);
    let numbers: Vec<u16> = parts.iter().map(number).collect::<Option<_>>()?;
    match numbers[..] {
        [first @ 1..=12, second @ 1..=12, year @ 1800..=2300] => Some(format!(
            "it may be {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}: write which"
        )),
        [year @ 1800..=2300, month @ 1..=12] if (year + 1) % 100 == month => Some(format!(
            "it may be {year}-{month:02}, or the year from {year} to {}: write {year}-{month:02}, or {year}-{}",
            year + 1,
            year + 1
        )),
        _ => None,
    }
}

fn quarter(year: &str, number: &str) -> Option<String> {
    let (year, number): (i32, u8) = (year.parse().ok()?, number.parse().ok()?);
    Some(span((year, number * 3 - 2), (year, number * 3)))
}
