//! Dates that may be known to the day, the month or the year, and lengths of time.

use std::fmt;

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};
use serde::{Deserialize, Serialize};

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

    /// Reads `2027-03-01`, `2027-03` or `2027`.
    ///
    /// # Errors
    /// Says what is wrong with it, for a person.
    pub fn parse(text: &str) -> Result<PartialDate, String> {
        let form = || "a date is written 2027-03-01, 2027-03 or 2027".to_owned();
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        let widths_fit = parts.iter().zip([4, 2, 2]).all(|(part, width)| digits(part, width));
        if parts.len() > 3 || !widths_fit {
            return Err(form());
        }
        let value = |i: usize| parts.get(i).and_then(|p| p.parse::<i16>().ok());
        let Some(year) = value(0) else { return Err(form()) };
        if !(1800..=2300).contains(&year) {
            return Err(format!("the year {year} lies outside 1800 to 2300"));
        }
        let (Some(month), day) = (value(1).or(Some(1)), value(2)) else { return Err(form()) };
        if !(1..=12).contains(&month) {
            return Err(format!("there is no month {month}"));
        }
        let start = Date::new(year, month as i8, 1).map_err(|e| e.to_string())?;
        match (parts.len(), day) {
            (1, _) => {
                Ok(PartialDate { first: start, last: start.last_of_year(), precision: Precision::Year })
            }
            (2, _) => {
                Ok(PartialDate { first: start, last: start.last_of_month(), precision: Precision::Month })
            }
            (_, Some(day)) => match Date::new(year, month as i8, day as i8) {
                Ok(date) => Ok(PartialDate::day(date)),
                Err(_) => Err(format!("there is no day {day} in {year}-{month:02}")),
            },
            _ => Err(form()),
        }
    }

    /// How this date lies to another.
    pub fn order(self, other: PartialDate) -> DateOrder {
        if self.last < other.first {
            DateOrder::Earlier
        } else if self.first > other.last {
            DateOrder::Later
        } else if self.first == other.first && self.last == other.last {
            DateOrder::Same
        } else {
            DateOrder::Open
        }
    }

    /// This date moved by a length of time; `None` past the end of the calendar.
    pub fn plus(self, length: Duration) -> Option<PartialDate> {
        let span = length.as_span();
        let first = self.first.checked_add(span).ok()?;
        let last = match self.precision {
            Precision::Day => first,
            // The end of a month plus months is the end of a month: 28 February plus a month is 31 March.
            Precision::Month if length.days == 0 => first.last_of_month(),
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
        }
    }
}

/// Days in a mean month of the Gregorian calendar (146,097 days in 4,800 months).
const DAYS_A_MONTH: f64 = 30.436_875;

/// A length of time in months and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Duration {
    months: i32,
    days: i32,
}

impl Duration {
    /// No time at all.
    pub const ZERO: Duration = Duration { months: 0, days: 0 };

    /// Reads `8 years`, `18 months`, `2 weeks`, `10 days`, or several of them: `1 year 6 months`.
    ///
    /// # Errors
    /// Says what is wrong with it, for a person.
    pub fn parse(text: &str) -> Result<Duration, String> {
        let form = || "a length of time is written 8 years, 18 months, 2 weeks or 10 days".to_owned();
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.is_empty() || !words.len().is_multiple_of(2) || words.len() > 8 {
            return Err(form());
        }
        let mut total = Duration::ZERO;
        for pair in words.chunks(2) {
            let number: f64 = pair[0].parse().map_err(|_| form())?;
            if !(number > 0.0 && number <= 1000.0) {
                return Err("a length of time is more than 0 and at most 1000 of its unit".to_owned());
            }
            let (months, days) = match pair[1].trim_end_matches(',') {
                "year" | "years" => (number * 12.0, 0.0),
                "month" | "months" => (number, 0.0),
                "week" | "weeks" => (0.0, number * 7.0),
                "day" | "days" => (0.0, number),
                _ => return Err(form()),
            };
            total.months += months.trunc() as i32;
            total.days += (months.fract() * DAYS_A_MONTH + days).round() as i32;
        }
        Ok(total)
    }

    /// The length in months.
    pub fn in_months(self) -> f64 {
        f64::from(self.months) + f64::from(self.days) / DAYS_A_MONTH
    }

    /// Two lengths one after the other.
    pub fn plus(self, other: Duration) -> Duration {
        Duration { months: self.months + other.months, days: self.days + other.days }
    }

    /// This length so many times.
    pub fn times(self, factor: f64) -> Duration {
        let months = f64::from(self.months) * factor;
        let days = f64::from(self.days) * factor + months.fract() * DAYS_A_MONTH;
        Duration { months: months.trunc() as i32, days: days.round() as i32 }
    }

    fn as_span(self) -> Length {
        self.months.months().days(self.days)
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
    }

    #[test]
    fn impossible_dates_say_what_is_wrong() {
        assert_eq!(PartialDate::parse("2027-02-30").unwrap_err(), "there is no day 30 in 2027-02");
        assert_eq!(PartialDate::parse("2027-13").unwrap_err(), "there is no month 13");
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
