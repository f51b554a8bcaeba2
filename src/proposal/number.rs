//! Numbers, shares and amounts of money as people write them.

use std::fmt;

use crate::text;

/// An amount of money; the currency is a code of three letters, if one was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: f64,
    /// In what, such as `EUR`.
    pub currency: Option<[u8; 3]>,
}

impl Money {
    /// As a sentence has it: `60,000 EUR`.
    pub fn in_words(self) -> String {
        let amount = text::grouped(self.amount);
        match self.currency {
            Some(code) => format!("{amount} {}", code.map(char::from).iter().collect::<String>()),
            None => amount,
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::number(self.amount))?;
        match self.currency {
            Some(code) => write!(f, " {}", code.map(char::from).iter().collect::<String>()),
            None => Ok(()),
        }
    }
}

/// Reads `12`, `2.5`, `1,200`, `1 200`; `30 %` is 30.
///
/// # Errors
/// Says what is wrong with it, for a person.
pub fn parse_number(text: &str) -> Result<f64, String> {
    let digits = text.trim().trim_end_matches('%').trim_end();
    plain_number(digits).ok_or_else(|| {
        "a number is written 12, 2.5 or 1,200; 60.000 may be sixty or sixty thousand".to_owned()
    })
}

/// Reads `20 %`, `0.2` or `1/5` as 0.2.
///
/// # Errors
/// Says what is wrong with it, for a person.
pub fn parse_share(text: &str) -> Result<f64, String> {
    let trimmed = text.trim();
    let value = match (trimmed.strip_suffix('%'), trimmed.split_once('/')) {
        (Some(percent), _) => plain_number(percent.trim_end()).map(|n| n / 100.0),
        (None, Some((part, whole))) => match (plain_number(part.trim()), plain_number(whole.trim())) {
            (Some(part), Some(whole)) if whole > 0.0 => Some(part / whole),
            _ => None,
        },
        (None, None) => plain_number(trimmed),
    };
    match value {
        Some(share) if (0.0..=1.0).contains(&share) => Ok(share),
        Some(_) => Err("a share lies between 0 % and 100 %, or between 0 and 1".to_owned()),
        None => Err("a share is written 20 %, 0.2 or 1/5".to_owned()),
    }
}

/// Reads `60000 EUR`, `EUR 60,000` or `60000`.
///
/// # Errors
/// Says what is wrong with it, for a person.
pub fn parse_money(text: &str) -> Result<Money, String> {
    let trimmed = text.trim();
    let code = |s: &str| -> Option<[u8; 3]> {
        let code: [u8; 3] = s.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_uppercase).then_some(code)
    };
    let (digits, currency) = if let Some((head, tail)) = trimmed.rsplit_once(' ')
        && let Some(currency) = code(tail)
    {
        (head, Some(currency))
    } else if let Some((head, tail)) = trimmed.split_once(' ')
        && let Some(currency) = code(head)
    {
        (tail, Some(currency))
    } else {
        (trimmed, None)
    };
    match plain_number(digits.trim()) {
        Some(amount) if amount >= 0.0 => Ok(Money { amount, currency }),
        Some(_) => Err("an amount of money is not below zero".to_owned()),
        None => Err("money is written 60000 EUR, EUR 60,000 or 60000; 60.000 may be sixty or sixty thousand"
            .to_owned()),
    }
}

/// A decimal number whose thousands may be parted by commas, spaces or underscores, three digits each.
fn plain_number(text: &str) -> Option<f64> {
    if text.len() > 40 {
        return None;
    }
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let groups: Vec<&str> = whole.split([',', ' ', '_', '\u{a0}', '\u{202f}']).collect();
    // In half of Europe 60.000 is sixty thousand, elsewhere it is sixty: nobody can tell.
    let ambiguous = unsigned.contains('.') && fraction.len() == 3 && whole.len() <= 3 && whole != "0";
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
    if ambiguous || !grouped || !groups.iter().all(|g| all_digits(g)) || !all_digits(fraction) {
        return None;
    }
    format!("{}.{fraction}", groups.concat()).parse::<f64>().ok().map(|n| sign * n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(parse_number("1,200"), Ok(1200.0));
        assert_eq!(parse_number("1 200"), Ok(1200.0));
        assert_eq!(parse_number("2.5"), Ok(2.5));
        assert_eq!(parse_number("30 %"), Ok(30.0));
        assert_eq!(parse_number("-4"), Ok(-4.0));
        assert_eq!(parse_number("0.125"), Ok(0.125));
        for bad in ["", "60.000", "1.200", "1,20", "inf", "NaN", "0x10", "1e9", "twelve", "1.", ".5", "%"] {
            assert!(parse_number(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn shares_stay_between_none_and_all() {
        assert_eq!(parse_share("20 %"), Ok(0.2));
        assert_eq!(parse_share("0.2"), Ok(0.2));
        assert_eq!(parse_share("1/5"), Ok(0.2));
        assert!(parse_share("1/0").is_err());
        assert!(parse_share("20").is_err());
        assert!(parse_share("120%").is_err());
    }

    #[test]
    fn money_keeps_its_currency() {
        let euros = Money { amount: 60_000.0, currency: Some(*b"EUR") };
        assert_eq!(parse_money("60000 EUR"), Ok(euros));
        assert_eq!(parse_money("EUR 60,000"), Ok(euros));
        assert_eq!(parse_money("60 000 EUR"), Ok(euros));
        assert_eq!(parse_money("60000").map(|m| m.currency), Ok(None));
        assert!(parse_money("-5 EUR").is_err());
        assert!(parse_money("lots").is_err());
        assert_eq!((euros.to_string(), euros.in_words()), ("60000 EUR".to_owned(), "60,000 EUR".to_owned()));
    }
}
