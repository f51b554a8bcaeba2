//! Numbers of which only the least and the most is known.

use super::truth::Truth;
use crate::rubric::Op;

/// The least and the most that a number can be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// Shares and months are sums of fractions: what differs by less than this is equal.
const HAIR: f64 = 1e-9;

impl Bounds {
    /// A number that is known.
    pub fn exactly(value: f64) -> Bounds {
        Bounds { low: value, high: value }
    }

    /// At least so much, and nobody knows how much more.
    pub fn from(low: f64) -> Bounds {
        Bounds { low, high: f64::INFINITY }
    }

    /// Whether the number compares so, whichever of the possible ones it is.
    pub fn compare(self, op: Op, right: f64) -> Truth {
        let reaches = |value: f64| value >= right - HAIR;
        let exceeds = |value: f64| value > right + HAIR;
        let (certain, possible) = match op {
            Op::AtLeast => (reaches(self.low), reaches(self.high)),
            Op::MoreThan => (exceeds(self.low), exceeds(self.high)),
            Op::AtMost => (!exceeds(self.high), !exceeds(self.low)),
            Op::LessThan => (!reaches(self.high), !reaches(self.low)),
            Op::Exactly => {
                let inside = reaches(self.high) && !exceeds(self.low);
                (inside && self.high - self.low < HAIR, inside)
            }
        };
        match (certain, possible) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }
}

/// Records by whether they are in question and whether they fulfil.
#[derive(Debug, Default)]
pub(super) struct Tally {
    fulfil: f64,
    fail: f64,
    open: f64,
    maybe_fulfil: f64,
    maybe_fail: f64,
    maybe_open: f64,
}

impl Tally {
    /// Counts one record, by whether it is in question and whether it fulfils.
    pub fn add(&mut self, selected: Truth, holds: Truth) {
        let counter = match (selected, holds) {
            (Truth::True, Truth::True) => &mut self.fulfil,
            (Truth::True, Truth::False) => &mut self.fail,
            (Truth::True, Truth::Unknown) => &mut self.open,
            (_, Truth::True) => &mut self.maybe_fulfil,
            (_, Truth::False) => &mut self.maybe_fail,
            (_, Truth::Unknown) => &mut self.maybe_open,
        };
        *counter += 1.0;
    }

    /// Whether no record is in question, not even perhaps.
    pub fn is_empty(&self) -> bool {
        self.certain() + self.maybe_fulfil + self.maybe_fail + self.maybe_open == 0.0
    }

    /// How many are in question for certain.
    pub fn certain(&self) -> f64 {
        self.fulfil + self.fail + self.open
    }

    /// Lowest where every maybe is in question and fails, highest where each is and fulfils.
    pub fn bounds(&self) -> Bounds {
        let ratio = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let worst = self.certain() + self.maybe_fail + self.maybe_open;
        let best = self.fulfil + self.open + self.maybe_fulfil + self.maybe_open;
        Bounds { low: ratio(self.fulfil, worst), high: ratio(best, best + self.fail) }
    }

    /// The same where records may be missing from the list: only a certain failure keeps the share below all, and only
    /// a certain success above nothing.
    pub fn open_bounds(&self) -> Bounds {
        let low = if self.fulfil > 0.0 { 2.0 * HAIR } else { 0.0 };
        let high = if self.fail > 0.0 { 1.0 - 2.0 * HAIR } else { 1.0 };
        Bounds { low, high }
    }
}
