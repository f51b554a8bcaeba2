//! Lengths of time and zones as a configuration says them: one list for its reader and its schema.

use jiff::tz::TimeZoneDatabase;

use crate::proposal::Duration;

/// The units of a length.
const UNITS: [&str; 8] = ["day", "days", "week", "weeks", "month", "months", "year", "years"];

/// Reads a length such as `6 months`, of at most 999 of a unit; nothing where it is none.
pub fn length(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_once(' ')?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && !number.starts_with('0') && UNITS.contains(&unit)).then(|| Duration::parse(text).ok())?
}

/// The same as a pattern.
pub fn length_pattern() -> String {
    format!("^[1-9][0-9]{{0,2}} ({})$", UNITS.join("|"))
}

/// The names of the zones of the bundled table: a run knows the same on every machine.
pub fn zones() -> Vec<String> {
    TimeZoneDatabase::bundled().available().map(|name| name.as_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_a_number_and_a_unit() {
        assert!(length("6 months").is_some() && length("1 year").is_some() && length("180 days").is_some());
        for text in
            ["", "6", "0 days", "06 days", "1000 days", "6  months", "half a year", "6 Months", "-1 days"]
        {
            assert!(length(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_zones_are_those_of_the_world() {
        let zones = zones();
        assert!(
            zones.len() > 400
                && zones.contains(&"Europe/Berlin".to_owned())
                && zones.contains(&"UTC".to_owned())
        );
    }
}
