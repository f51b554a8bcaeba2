//! The text of a file, as readers give it.

use serde::{Deserialize, Serialize};

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileText {
    /// The text of each page; a single one where the file has no pages.
    pub pages: Vec<String>,
    /// Its pages are those of paper.
    pub has_pages: bool,
    /// The pages, counted from 1, of which no text could be got though something stands on them: pictures, or a font that
    /// cannot be read.
    pub mute: Vec<u32>,
}

impl FileText {
    /// A text that has no pages.
    pub fn of(text: String) -> FileText {
        FileText { pages: vec![text], has_pages: false, mute: Vec::new() }
    }

    /// Whether there is no letter in it.
    pub fn is_blank(&self) -> bool {
        !self.pages.iter().any(|page| page.contains(char::is_alphanumeric))
    }
}

/// Why a file has no text to look into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoText {
    /// It consists of pictures of pages.
    Scan,
    /// It opens with a password.
    Locked,
    /// It is of a kind of which no text is read.
    OtherKind,
    /// It, or what is packed in it, is larger than a file of evidence may be.
    TooLarge,
    /// It is broken, or what reads it failed.
    Broken,
    /// Reading it took too much time or memory.
    TooMuch,
    /// There is nobody who reads files.
    NoReader,
}
