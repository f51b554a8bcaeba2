//! CSV for the spreadsheet of a consultant: a row for each finding, or a row for each proposal.
//!
//! Comma, double quotes and CR LF, as RFC 4180 has it, so that the strictest reader is content; another separator for
//! spreadsheets that expect one. In UTF-8 with a byte order
//! mark, without which Excel reads `é` as `Ã©`; other spreadsheets, and the libraries that read CSV for them, drop it. What
//! is not known and what does not apply is an empty cell, never a 0: a mean over a column leaves it out.

mod cell;
mod findings;
mod scores;

use std::str::FromStr;

pub use findings::Findings;
pub use scores::Scores;

/// Room for the rows of most proposals; growing a text step by step would copy it several times.
const USUAL_LENGTH: usize = 64 << 10;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What parts the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Separator {
    /// A comma, as RFC 4180 has it.
    #[default]
    Comma,
    /// A semicolon, which Excel expects where the decimal sign is a comma.
    Semicolon,
    /// A tab.
    Tab,
}

impl FromStr for Separator {
    type Err = String;

    fn from_str(word: &str) -> Result<Separator, String> {
        match word {
            "," => Ok(Separator::Comma),
            ";" => Ok(Separator::Semicolon),
            "tab" => Ok(Separator::Tab),
            _ => Err("expected `,`, `;` or `tab`".to_owned()),
        }
    }
}

impl Separator {
    fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        }
    }
}

/// Rows as text; every cell is made inert. Cells in which the separator stands are quoted.
fn rows<R: IntoIterator<Item = C>, C: AsRef<str>>(
    separator: Separator,
    rows: impl IntoIterator<Item = R>,
) -> String {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator.byte())
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::with_capacity(USUAL_LENGTH));
    let written = rows.into_iter().try_for_each(|row| {
        row.into_iter().try_for_each(|text| writer.write_field(&*cell::inert(text.as_ref(), separator)))?;
        writer.write_record(None::<&[u8]>)
    });
    let bytes = written
        .map_err(|error| error.to_string())
        .and_then(|()| writer.into_inner().map_err(|error| error.to_string()));
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).map_err(|error| error.to_string()));
    text.unwrap_or_else(|error| unreachable!("memory takes rows of one length: {error}"))
}

/// Texts in one cell.
fn joined(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
            out.push_str("; ");
        }
        out.push_str(text.as_ref());
    }
    out
}

/// `yes` or `no`.
fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// The number of a document in its file, from 1.
fn document(number: usize) -> String {
    (number + 1).to_string()
}
