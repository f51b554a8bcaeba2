//! Numbers as every report rounds them: down, so that nothing is called complete that is not.

/// A share as whole percent.
pub fn percent(share: f64) -> u32 {
    whole(share * 100.0)
}

/// A whole number; a hair below one is that one.
pub fn whole(value: f64) -> u32 {
    (value + 1e-9).floor() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_rounded_up_but_what_sums_of_fractions_lose() {
        assert_eq!((percent(0.999), percent(1.0), percent(0.0)), (99, 100, 0));
        assert_eq!((whole(39.999_999_999_9), whole(39.99)), (40, 39));
    }
}
