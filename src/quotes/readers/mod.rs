//! What gets the text out of files, by kind. PDF and DOCX are read by libraries that a hostile file may bring down, so
//! whoever reads those does it in a process of its own: see [`Kind::is_risky`].

mod docx;
mod html;
mod markdown;
mod pdf;
mod plain;

use std::path::Path;

use super::{FileText, NoText};

/// A kind of file whose text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text as it is.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// A text of a word processor.
    Docx,
    /// PDF.
    Pdf,
}

/// The largest file that is read: 64 MiB. A scan may be large.
pub const MOST_BYTES: u64 = 64 << 20;
/// The most text that is taken from one file: 8 MiB, as of a proposal.
pub const MOST_TEXT: usize = 8 << 20;

/// Endings of files that look like text and whose text is something else than their letters.
const NO_TEXT: &[&str] = &["rtf", "ps", "eps", "svg"];

impl Kind {
    /// The kind of a file, by its beginning and its ending; nothing where it is none of them for certain. What has another
    /// ending may be text, and reading it tells.
    pub fn of(path: &Path, beginning: &[u8]) -> Option<Kind> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match ending.as_str() {
            _ if beginning.starts_with(b"%PDF-") => Some(Kind::Pdf),
            "pdf" => Some(Kind::Pdf),
            "docx" | "docm" => Some(Kind::Docx),
            "html" | "htm" | "xhtml" => Some(Kind::Html),
            "md" | "markdown" => Some(Kind::Markdown),
            other if NO_TEXT.contains(&other) => None,
            _ => Some(Kind::Plain),
        }
    }

    /// Whether a file of this kind is read in a process of its own.
    pub fn is_risky(self) -> bool {
        matches!(self, Kind::Docx | Kind::Pdf)
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Plain => "text",
            Kind::Markdown => "markdown",
            Kind::Html => "html",
            Kind::Docx => "docx",
            Kind::Pdf => "pdf",
        }
    }

    /// The kind with this name.
    pub fn named(word: &str) -> Option<Kind> {
        [Kind::Plain, Kind::Markdown, Kind::Html, Kind::Docx, Kind::Pdf]
            .into_iter()
            .find(|kind| kind.word() == word)
    }

    /// The text of a file of this kind.
    ///
    /// # Errors
    /// Why there is none.
    pub fn read(self, bytes: &[u8]) -> Result<FileText, NoText> {
        if bytes.len() as u64 > MOST_BYTES {
            return Err(NoText::TooLarge);
        }
        let text = match self {
            Kind::Plain => FileText::of(plain::read(bytes)?),
            Kind::Markdown => FileText::of(markdown::read(&plain::read(bytes)?)),
            Kind::Html => FileText::of(html::read(&plain::read(bytes)?)),
            Kind::Docx => FileText::of(docx::read(bytes)?),
            Kind::Pdf => pdf::read(bytes)?,
        };
        match text.pages.iter().map(String::len).sum::<usize>() {
            length if length > MOST_TEXT => Err(NoText::TooLarge),
            _ if text.has_pages && text.is_blank() => Err(NoText::Scan),
            _ => Ok(text),
        }
    }
}
