//! Dates that may be known to the day, the month or the year, and lengths of time.

use std::fmt;
use std::ops::RangeInclusive;

use jiff::Span as Length;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Misread;
use super::number::within_pattern;
use super::words::{in_any_case, whole};

/// A date known to the day, the month or the year.
///
/// It is kept as the first and the last day that it may be. Two dates compare where that decides; two of the
/// same precision compare at that precision (rule 6 of the scoring page).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartialDate {
    first: Date,
    last: Date,
    precision: Precision,
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// Somewhere between two months: a quarter, a school year.
    Span,
}

/// The order of two dates where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// The first is earlier.
    Earlier,
    /// They are the same, at the precision that both have.
    Same,
    /// The first is later.
    Later,
    /// Not exact enough to tell.
    Open,
}

impl PartialDate {
    /// A date known to the day.
    pub fn day(date: Date) -> PartialDate {
        PartialDate { first: date, last: date, precision: Precision::Day }
    }

    /// Whether it names a day, and not a month or a year: a comparison with it is then never open.
    pub fn is_exact(self) -> bool {
        self.precision == Precision::Day
    }

    /// Reads `2027-03-01`, `2027-03`, `2027`, or from one month to another: `2027-07 to 2027-09`.
    ///
    /// # Errors
    /// Says how a date is written, or that there is no such date.
    pub fn parse(text: &str) -> Result<PartialDate, Misread> {
        let Some((from, to)) = text.split_once(" to ") else { return PartialDate::one(text) };
        let (from, to) = (PartialDate::one(from.trim())?, PartialDate::one(to.trim())?);
        if from.precision != Precision::Month || to.precision != Precision::Month {
            return Err(Misread::new("a span of time goes from a month to a month: 2027-07 to 2027-09"));
        }
        if from.first >= to.first {
            return Err(Misread::new("a span of time goes from the earlier to the later month"));
        }
        Ok(PartialDate { first: from.first, last: to.last, precision: Precision::Span })
    }

    fn one(text: &str) -> Result<PartialDate, Misread> {
        let parts: Vec<&str> = text.split('-').collect();
        let is_number = |part: &str, width| part.len() == width && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() > 3 || !parts.iter().zip([4, 2, 2]).all(|(part, width)| is_number(part, width)) {
            return Err(Misread::new("a date is written 2027-03-01, 2027-03 or 2027"));
        }
        let mut numbers = parts.iter().filter_map(|part| part.parse::<i16>().ok());
        let year = numbers.next().unwrap_or_default();
        if !YEARS.contains(&year) {
            let (first, last) = (YEARS.start(), YEARS.end());
            return Err(Misread::new(format!("the year {year} lies outside {first} to {last}")));
        }
        let (month, day) = (numbers.next(), numbers.next());
        PartialDate::of(year, month, day).ok_or_else(|| {
            let month = month.unwrap_or_default();
            Misread::new(match day.filter(|_| (1..=12).contains(&month)) {
                Some(day) => format!("there is no day {day} in {year}-{month:02}"),
                None => format!("there is no month {month}"),
            })
        })
    }

    /// The date of these numbers; `None` where the calendar has none.
    fn of(year: i16, month: Option<i16>, day: Option<i16>) -> Option<PartialDate> {
        let day_of = |month: i16, day: i16| Date::new(year, month as i8, day as i8).ok();
        let (month, day) = match (month, day) {
            (Some(month), Some(day)) => return day_of(month, day).map(PartialDate::day),
            (month, day) => (month, day.unwrap_or(1)),
        };
        let first = day_of(month.unwrap_or(1), day)?;
        Some(match month {
            Some(_) => PartialDate { first, last: first.last_of_month(), precision: Precision::Month },
            None => PartialDate { first, last: first.last_of_year(), precision: Precision::Year },
        })
    }

    /// How this date lies to another.
    pub fn order(self, other: PartialDate) -> DateOrder {
        if self.last < other.first {
            DateOrder::Earlier
        } else if self.first > other.last {
            DateOrder::Later
        } else if self.precision != Precision::Span && self.first == other.first && self.last == other.last {
            DateOrder::Same
        } else {
            DateOrder::Open
        }
    }

    /// This date moved by a length of time; `None` past the end of the calendar.
    pub fn plus(self, length: Duration) -> Option<PartialDate> {
        let span = length.as_span()?;
        let first = self.first.checked_add(span).ok()?;
        let last = match self.precision {
            Precision::Day => first,
            // The end of a month plus months is the end of a month: 28 February plus a month is 31 March.
            Precision::Month if length.days == 0 => first.last_of_month(),
            Precision::Span if length.days == 0 => {
                self.last.first_of_month().checked_add(span).ok()?.last_of_month()
            }
            _ => self.last.checked_add(span).ok()?,
        };
        Some(PartialDate { first, last, precision: self.precision })
    }

    /// The shortest and the longest time from `self` to `to`, in months, at the coarser precision of the two.
    pub fn months_until(self, to: PartialDate) -> (f64, f64) {
        let coarser = self.precision.max(to.precision);
        let month_of = |d: Date| f64::from(d.year()) * 12.0 + f64::from(d.month());
        let (exact, width) = match coarser {
            Precision::Day => {
                let months = |a: Date, b: Date| month_of(b) - month_of(a);
                let days = f64::from(to.first.day()) - f64::from(self.first.day());
                (months(self.first, to.first) + days / DAYS_A_MONTH, 0.0)
            }
            Precision::Month => (month_of(to.first) - month_of(self.first), 1.0),
            Precision::Year => (f64::from(to.first.year() - self.first.year()) * 12.0, 12.0),
            Precision::Span => {
                let months = |from: Date, to: Date| month_of(to) - month_of(from);
                return (months(self.last, to.first), months(self.first, to.last));
            }
        };
        if self.precision == to.precision { (exact, exact) } else { (exact - width, exact + width) }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.first;
        match self.precision {
            Precision::Day => write!(f, "{d}"),
            Precision::Month => write!(f, "{:04}-{:02}", d.year(), d.month()),
            Precision::Year => write!(f, "{:04}", d.year()),
            Precision::Span => {
                let last = self.last;
                write!(f, "{:04}-{:02} to {:04}-{:02}", d.year(), d.month(), last.year(), last.month())
            }
        }
    }
}

/// The years that a proposal can mean.
pub(super) const YEARS: RangeInclusive<i16> = 1800..=2300;

/// What [`PartialDate::parse`] takes: the days that there are, in the years that a proposal can mean.
pub(super) fn date_pattern() -> String {
    whole(&dates())
}

/// The same without white space around it, which [`PartialDate::parse`] takes only where a proposal is read.
pub(super) fn exact_date_pattern() -> String {
    format!("^({})$", dates())
}

fn dates() -> String {
    let year = "1[89][0-9]{2}|2[0-2][0-9]{2}|2300";
    let leap_year = "(1[89]|2[0-2])(0[48]|[2468][048]|[13579][26])|2000";
    let day = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])";
    let month = format!("({year})-(0[1-9]|1[0-2])");
    format!(r"({year})(-(0[1-9]|1[0-2]|{day}))?|({leap_year})-02-29|{month}\s+to\s+{month}")
}

/// A date that is said from the start of activities: so much later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FromStart(Duration);

/// What `within 5 years` begins with: by then, counted from the start.
const WITHIN: &str = "within";

impl FromStart {
    /// Reads `start + 18 months`, where `start` is the key of the date that it counts from, or `within 5 years`. Nothing
    /// where it begins otherwise.
    ///
    /// # Errors
    /// Says how a length of time is written.
    pub fn parse(text: &str, start: &str) -> Option<Result<FromStart, Misread>> {
        let behind = |word: &str| {
            let (begin, rest) = text.split_at_checked(word.len())?;
            begin.eq_ignore_ascii_case(word).then_some(rest)
        };
        let plus = || behind(start)?.trim_start().strip_prefix('+');
        let within = || behind(WITHIN).filter(|rest| rest.starts_with(char::is_whitespace));
        plus().or_else(within).map(|length| Duration::parse(length.trim()).map(FromStart))
    }

    /// The date, counted from a start; `None` past the end of the calendar.
    pub fn after(self, start: PartialDate) -> Option<PartialDate> {
        start.plus(self.0)
    }
}

/// What [`FromStart::parse`] takes.
pub(super) fn from_start_pattern(start: &str) -> String {
    let length = lengths();
    whole(&format!(r"{}\s*\+\s*({length})|{}\s+({length})", in_any_case(start), in_any_case(WITHIN)))
}

/// Days in a mean month of the Gregorian calendar (146,097 days in 4,800 months).
const DAYS_A_MONTH: f64 = 30.436_875;

/// A length of time in months and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Duration {
    months: i32,
    days: i32,
}

/// What is taken where only bounds of a length of time are said.
pub(super) fn duration_within_pattern() -> String {
    within_pattern(&lengths(), "[0-9]{1,3}")
}

impl Duration {
    /// No time at all.
    pub const ZERO: Duration = Duration { months: 0, days: 0 };
    /// A month.
    pub const MONTH: Duration = Duration { months: 1, days: 0 };
    /// A year.
    pub const YEAR: Duration = Duration { months: 12, days: 0 };

    /// Reads `8 years`, `18 months`, `2 weeks`, `10 days`, or several of them: `1 year 6 months`.
    ///
    /// # Errors
    /// Says how a length of time is written, or that it is nothing or too long.
    pub fn parse(text: &str) -> Result<Duration, Misread> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let in_pairs = words.len().is_multiple_of(2) && (1..=MOST_LENGTHS).contains(&(words.len() / 2));
        if !in_pairs {
            return Err(how_a_length_is_written());
        }
        words
            .chunks(2)
            .try_fold(Duration::ZERO, |total, pair| Ok(total.plus(Duration::one(pair[0], pair[1])?)))
    }

    /// So many of one unit.
    fn one(number: &str, unit: &str) -> Result<Duration, Misread> {
        let number = plain_number(number).ok_or_else(how_a_length_is_written)?;
        if !(number > 0.0 && number <= 1000.0) {
            return Err(Misread::new("a length of time is more than 0 and at most 1000 of its unit"));
        }
        let (months, days) = match unit.strip_suffix(',').unwrap_or(unit) {
            "year" | "years" => (number * 12.0, 0.0),
            "month" | "months" => (number, 0.0),
            "week" | "weeks" => (0.0, number * 7.0),
            "day" | "days" => (0.0, number),
            _ => return Err(how_a_length_is_written()),
        };
        let days = (months.fract() * DAYS_A_MONTH + days).round();
        Ok(Duration { months: months.trunc() as i32, days: days as i32 })
    }

    /// The length in months.
    pub fn in_months(self) -> f64 {
        f64::from(self.months) + f64::from(self.days) / DAYS_A_MONTH
    }

    /// Two lengths one after the other.
    pub fn plus(self, other: Duration) -> Duration {
        Duration {
            months: self.months.saturating_add(other.months),
            days: self.days.saturating_add(other.days),
        }
    }

    /// This length so many times.
    pub fn times(self, factor: f64) -> Duration {
        let months = f64::from(self.months) * factor;
        let days = f64::from(self.days) * factor + months.fract() * DAYS_A_MONTH;
        Duration { months: months.trunc() as i32, days: days.round() as i32 }
    }

    /// Nothing where no calendar is so long: what rubrics multiply has no bounds.
    fn as_span(self) -> Option<Length> {
        Length::new().try_months(self.months).and_then(|months| months.try_days(self.days)).ok()
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = |n: i32, noun: &str| crate::text::count(n.unsigned_abs() as usize, noun);
        let mut parts = Vec::new();
        match self.months {
            0 => {}
            m if m % 12 == 0 => parts.push(unit(m / 12, "year")),
            m => parts.push(unit(m, "month")),
        }
        match self.days {
            0 if !parts.is_empty() => {}
            d if d % 7 == 0 && d != 0 => parts.push(unit(d / 7, "week")),
            d => parts.push(unit(d, "day")),
        }
        f.write_str(&parts.join(" "))
    }
}

impl PartialDate {
    /// As a sentence has it: `10 August 2027`, `August 2027`, `2027`.
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let (day, year) = (self.first.day(), self.first.year());
        let month = MONTHS[self.first.month() as usize - 1];
        match self.precision {
            Precision::Day => format!("{day} {month} {year}"),
            Precision::Month => format!("{month} {year}"),
            Precision::Year => year.to_string(),
            Precision::Span => {
                let (to, of) = (MONTHS[self.last.month() as usize - 1], self.last.year());
                let of_first = if of == year { String::new() } else { format!(" {year}") };
                format!("{month}{of_first} to {to} {of}")
            }
        }
    }

    /// What stands before it: `on` a day, `in` a month or a year.
    pub fn preposition(self) -> &'static str {
        match self.precision {
            Precision::Day => "on",
            Precision::Month | Precision::Year => "in",
            Precision::Span => "somewhere from",
        }
    }
}

impl Duration {
    /// As a sentence has it: `three years`, `18 months`, `one year 10 days`.
    pub fn in_words(self) -> String {
        let shown = self.to_string();
        let in_words = |word: &str| match word.parse::<f64>() {
            Ok(number) => crate::text::spoken(number).into_owned(),
            Err(_) => word.to_owned(),
        };
        shown.split(' ').map(in_words).collect::<Vec<_>>().join(" ")
    }
}

/// How many lengths may stand one after the other: years, months, weeks and days.
const MOST_LENGTHS: usize = 4;

/// Digits, and perhaps a point and more digits, of which six count.
fn plain_number(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let are_digits = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    let is_number = !text.is_empty() && !fraction.is_empty() && are_digits(whole) && are_digits(fraction);
    let is_exact = fraction.trim_end_matches('0').len() <= 6;
    if is_number && is_exact { text.parse().ok() } else { None }
}

/// What [`Duration::parse`] takes.
pub(super) fn duration_pattern() -> String {
    whole(&lengths())
}

fn lengths() -> String {
    let digits = r"[0-9]{0,5}[1-9]0*";
    let number = format!(r"(0*[1-9][0-9]{{0,2}}(\.(0+|{digits}))?|0*1000(\.0+)?|0*\.{digits})");
    let one = format!(r"{number}\s+(years?|months?|weeks?|days?),?");
    format!(r"{one}(\s+{one}){{0,{}}}", MOST_LENGTHS - 1)
}

fn how_a_length_is_written() -> Misread {
    Misread::new("a length of time is written 8 years, 18 months, 2 weeks or 10 days")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).expect("a date")
    }

    fn length(text: &str) -> Duration {
        Duration::parse(text).expect("a length")
    }

    #[test]
    fn dates_compare_where_their_precision_decides() {
        assert_eq!(date("2027").order(date("2028-01")), DateOrder::Earlier);
        assert_eq!(date("2028-06-01").order(date("2028-05")), DateOrder::Later);
        assert_eq!(date("2028").order(date("2028-05")), DateOrder::Open);
        assert_eq!(date("2028-05").order(date("2028-05")), DateOrder::Same);
        let quarter = date("2028-04 to 2028-06");
        assert_eq!(quarter.order(date("2028-07")), DateOrder::Earlier);
        assert_eq!(quarter.order(date("2028-05")), DateOrder::Open);
        assert_eq!(quarter.order(quarter), DateOrder::Open, "two days of one quarter are not the same day");
    }

    #[test]
    fn a_length_that_rubrics_multiply_beyond_every_calendar_leads_to_no_date() {
        let ages = length("1000 years").times(100.0);
        assert_eq!(date("2027").plus(ages), None);
        assert_eq!(date("2027").plus(ages.times(1e9).plus(ages)), None);
    }

    #[test]
    fn impossible_dates_say_what_is_wrong() {
        assert_eq!(
            PartialDate::parse("2027-02-30").unwrap_err().to_string(),
            "there is no day 30 in 2027-02"
        );
        assert_eq!(PartialDate::parse("2027-13").unwrap_err().to_string(), "there is no month 13");
        assert!(PartialDate::parse("26-01-01").is_err());
        assert!(PartialDate::parse("2027-1-1").is_err());
        assert!(PartialDate::parse("").is_err());
        assert!(PartialDate::parse("2027-03-01-05").is_err());
    }

    #[test]
    fn a_length_added_keeps_the_precision() {
        assert_eq!(date("2027-03").plus(length("1 year")), Some(date("2028-03")));
        assert_eq!(date("2027-02").plus(length("1 month")), Some(date("2027-03")));
        assert_eq!(date("2028").plus(length("2 years")), Some(date("2030")));
        assert_eq!(date("2028-01 to 2028-02").plus(length("1 month")), Some(date("2028-02 to 2028-03")));
        assert_eq!(date("2027-01-31").plus(length("1 month")), Some(date("2027-02-28")));
    }

    #[test]
    fn time_between_dates_is_exact_at_equal_precision_only() {
        assert_eq!(date("2027-03").months_until(date("2028-03")), (12.0, 12.0));
        assert_eq!(date("2027").months_until(date("2028")), (12.0, 12.0));
        assert_eq!(date("2027-03-10").months_until(date("2028-03-10")), (12.0, 12.0));
        assert_eq!(date("2027-03").months_until(date("2028-03-10")), (11.0, 13.0));
    }

    #[test]
    fn dates_and_lengths_can_be_said_in_a_sentence() {
        assert_eq!(
            ["2027-08-10", "2027-08", "2027"].map(|d| date(d).in_words()),
            ["10 August 2027", "August 2027", "2027"]
        );
        assert_eq!(["2027-08-10", "2027-08", "2027"].map(|d| date(d).preposition()), ["on", "in", "in"]);
        assert_eq!(
            ["3 years", "1 month", "18 months", "1 year 3 weeks"].map(|l| length(l).in_words()),
            ["three years", "one month", "18 months", "one year three weeks"]
        );
    }

    #[test]
    fn a_date_can_be_said_from_the_start() {
        let said = |text: &str| FromStart::parse(text, "start");
        let from = |text: &str, start: &str| said(text)?.ok()?.after(date(start)).map(|d| d.to_string());
        for (text, start, expected) in [
            ("start + 18 months", "2027-03", "2028-09"),
            ("Start+18 months", "2027-03", "2028-09"),
            ("START  +  1 year 6 months", "2027-03-31", "2028-09-30"),
            ("within 5 years", "2027", "2032"),
            ("Within  2 weeks", "2027-03-01", "2027-03-15"),
        ] {
            assert_eq!(from(text, start).as_deref(), Some(expected), "{text}");
        }
        for bad in ["start + soon", "start +", "within a year", "within 5"] {
            assert!(said(bad).is_some_and(|read| read.is_err()), "{bad}");
        }
        for other in
            ["start", "start 18 months", "started + 1 year", "within", "withing 5 years", "2027-03", "été"]
        {
            assert_eq!(said(other), None, "{other}");
        }
    }

    #[test]
    fn lengths_are_read_in_all_units() {
        assert!((length("1 year 6 months").in_months() - 18.0).abs() < 1e-9);
        assert!((length("1.5 years").in_months() - 18.0).abs() < 1e-9);
        assert_eq!(length("2 weeks").to_string(), "2 weeks");
        assert_eq!(length("8 years").to_string(), "8 years");
        assert_eq!(Duration::ZERO.to_string(), "0 days");
        for bad in
            ["0 days", "monthly", "8", "6-8 months", "-1 years", "1 fortnight", "1e9 years", "NaN years"]
        {
            assert!(Duration::parse(bad).is_err(), "{bad}");
        }
    }
}
