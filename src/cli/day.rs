//! Which day it is: as the caller says, else by the zone of the configuration, else by that of the machine.

use anyhow::{Result, anyhow};
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::policy::Config;
use crate::proposal::PartialDate;

/// The day of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which day it is.
    pub date: PartialDate,
    /// By what it is known: a zone, or the caller.
    by: By,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum By {
    /// The caller has said so.
    Caller,
    /// A zone by its name, or that of the machine, which does not tell its name.
    Zone(Option<String>),
    /// The machine does not say its zone.
    Utc,
}

impl Day {
    /// The day that the caller says, or today.
    ///
    /// # Errors
    /// `TZ` names no time zone: the day would be another one, and nobody would see it.
    pub fn find(said: Option<PartialDate>, config: &Config) -> Result<Day> {
        if let Some(date) = said {
            return Ok(Day { date, by: By::Caller });
        }
        let (zone, by) = match &config.timezone {
            Some(name) => (named(name)?, By::Zone(Some(name.clone()))),
            None => of_machine()?,
        };
        Ok(Day { date: PartialDate::day(Timestamp::now().to_zoned(zone).date()), by })
    }

    /// The day, and by what it is known.
    pub fn says(&self) -> String {
        match &self.by {
            By::Caller => format!("the day is taken to be {}", self.date),
            By::Zone(Some(name)) => format!("the day is {} by {name}", self.date),
            By::Zone(None) => format!("the day is {} by the clock of this machine", self.date),
            By::Utc => format!("the day is {} by UTC: this machine does not say its zone", self.date),
        }
    }
}

/// A zone of the bundled table, so that every machine knows the same ones.
fn named(name: &str) -> Result<TimeZone> {
    TimeZoneDatabase::bundled().get(name).map_err(|_| anyhow!("there is no time zone `{name}`"))
}

fn of_machine() -> Result<(TimeZone, By)> {
    let named_by_caller = std::env::var("TZ").ok().filter(|name| !name.is_empty());
    match (TimeZone::try_system(), named_by_caller) {
        (Ok(zone), _) => {
            let by = By::Zone(zone.iana_name().map(str::to_owned));
            Ok((zone, by))
        }
        (Err(_), Some(name)) => {
            let zone = named(name.trim_start_matches(':'));
            let zone = zone.map_err(|_| anyhow!("the variable TZ names no time zone: `{name}`"))?;
            Ok((zone, By::Zone(Some(name))))
        }
        (Err(_), None) => Ok((TimeZone::UTC, By::Utc)),
    }
}
