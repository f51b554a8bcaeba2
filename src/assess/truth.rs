//! Three-valued truth, after Kleene: unknown is neither yes nor no, and gives way only where the rest decides.

use std::ops::Not;

/// True, false, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It does not hold.
    False,
    /// It may hold.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    /// Both; false where either is false.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            _ => Truth::Unknown,
        }
    }

    /// All of them; true where there are none.
    pub fn all(each: impl IntoIterator<Item = Truth>) -> Truth {
        let mut result = Truth::True;
        for truth in each {
            result = result.and(truth);
            if result == Truth::False {
                break;
            }
        }
        result
    }

    /// At least one; false where there are none.
    pub fn any(each: impl IntoIterator<Item = Truth>) -> Truth {
        !Truth::all(each.into_iter().map(Not::not))
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(known: bool) -> Truth {
        if known { Truth::True } else { Truth::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{False, True, Unknown};
    use super::*;

    #[test]
    fn the_rest_decides_where_it_can() {
        assert_eq!(Truth::all([True, Unknown, False]), False);
        assert_eq!(Truth::all([True, Unknown]), Unknown);
        assert_eq!(Truth::any([False, Unknown, True]), True);
        assert_eq!(Truth::any([False, Unknown]), Unknown);
        assert_eq!((Truth::all([]), Truth::any([])), (True, False));
    }
}
