//! Numbers as programs write them: `+5`, `.5`, `5.`, `1e3`, `0x1F`, `0o17`. Every reader of YAML takes them for numbers, so
//! that the schema of a proposal cannot tell them from others: what an editor lets pass is read.

use super::{Form, group};

/// Digits whose point parts no thousands: `60.000` may be sixty or sixty thousand, with a sign as without.
const UNGROUPED: &str = r"[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,15}))?";
/// A point with nothing on one side of it.
const OPEN: &str = r"[0-9]{1,15}\.|\.[0-9]{1,15}";
/// A number with an exponent, of not more digits than a number can have.
const SCIENTIFIC: &str =
    r"(?:[0-9]{1,3}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})e(?:\+?(?:[01]?[0-9]|2[0-4])|-(?:0?[0-9]|1[0-2]))";
/// Numbers of sixteen, of eight and of two.
const OF_OTHER_BASES: &str = "0x((?:[0-9]|a|b|c|d|e|f){1,12})|0o([0-7]{1,15})|0b([01]{1,48})";

/// Numbers that are not below zero.
pub(super) fn numbers() -> Vec<Form> {
    vec![
        Form {
            pattern: format!(r"\+({UNGROUPED})|\+?({OPEN}|{SCIENTIFIC})"),
            plain: |found| decimal(&format!("{}{}", group(found, 1), group(found, 2))),
        },
        Form {
            pattern: OF_OTHER_BASES.to_owned(),
            plain: |found| {
                let written = [(1, 16), (2, 8), (3, 2)].map(|(number, base)| (group(found, number), base));
                let (digits, base) = written.into_iter().find(|(digits, _)| !digits.is_empty())?;
                u64::from_str_radix(digits, base).ok().map(|number| number.to_string())
            },
        },
    ]
}

/// Numbers below zero.
pub(super) fn below_zero() -> Form {
    Form {
        pattern: format!("-({OPEN}|{SCIENTIFIC})"),
        plain: |found| Some(format!("-{}", decimal(group(found, 1))?)),
    }
}

/// Shares. A pattern cannot compare: none of these is above one.
pub(super) fn shares() -> Form {
    Form {
        pattern: r"\+?(0?\.[0-9]{1,15}|[01]\.0{0,15}|[01]|[01](?:\.0{0,15})?e[+-]?0{1,2}|[0-9](?:\.[0-9]{0,15})?e-(?:0?[1-9]|1[0-2]))"
            .to_owned(),
        plain: |found| decimal(group(found, 1)),
    }
}

/// Nothing, with a sign that changes nothing.
pub(super) fn zero() -> Form {
    Form { pattern: r"-0(?:\.0{0,15})?".to_owned(), plain: |_| Some("0".to_owned()) }
}

/// Years, as a table of numbers has them: `2027.0`.
pub(super) fn years() -> Form {
    Form {
        pattern: r"\+?((?:1[89]|2[0-2])[0-9]{2}|2300)\.?0{0,6}".to_owned(),
        plain: |found| Some(group(found, 1).to_owned()),
    }
}

/// A number in its plain form: never three digits behind a point, which could part thousands.
fn decimal(written: &str) -> Option<String> {
    let number = written.to_ascii_lowercase().parse::<f64>().ok()?.to_string();
    let is_doubtful = number.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 3);
    Some(if is_doubtful { number + "0" } else { number })
}
