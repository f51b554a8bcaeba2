//! A value that cannot be read in the kind that was asked for.

use std::borrow::Cow;
use std::fmt;

/// Why a number, an amount, a date or a length of time cannot be read, in words for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread(Cow<'static, str>);

impl Misread {
    pub(super) fn new(why: impl Into<Cow<'static, str>>) -> Misread {
        Misread(why.into())
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misread {}

impl From<Misread> for String {
    fn from(why: Misread) -> String {
        why.0.into_owned()
    }
}
