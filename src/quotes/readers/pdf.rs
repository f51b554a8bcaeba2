//! The text of PDF, page by page.

use pdf_extract::{Document, Error, PlainTextOutput, output_doc_page};

use super::{MOST_TEXT, NoText};
use crate::quotes::FileText;

/// Fewer letters on a page than this may be a number or a stamp on a picture.
const LITTLE: usize = 30;
/// A longer drawing may be letters that are drawn.
const MUCH_DRAWN: usize = 4_000;

/// The text of a file. A page that fails is one of which no text can be read, and does not end the reading.
///
/// # Errors
/// The file is broken, locked or has too much text.
pub(super) fn read(bytes: &[u8]) -> Result<FileText, NoText> {
    let mut document = match Document::load_mem(bytes) {
        Ok(document) => document,
        Err(Error::Decryption(_) | Error::InvalidPassword) => return Err(NoText::Locked),
        Err(_) => return Err(NoText::Broken),
    };
    // A file that may be read and not printed or changed has an empty password.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(NoText::Locked);
    }
    let mut text = FileText { has_pages: true, ..FileText::default() };
    let mut length = 0;
    for (number, page) in document.get_pages() {
        let mut said = String::new();
        let read = output_doc_page(&document, &mut PlainTextOutput::new(&mut said), number);
        let has_little = said.chars().filter(|letter| letter.is_alphanumeric()).count() < LITTLE;
        let has_picture = || document.get_page_images(page).is_ok_and(|images| !images.is_empty());
        let is_drawn = || document.get_page_content(page).is_ok_and(|content| content.len() > MUCH_DRAWN);
        if read.is_err() || (has_little && (has_picture() || is_drawn())) {
            text.mute.push(number);
        }
        length += said.len();
        if length > MOST_TEXT {
            return Err(NoText::TooLarge);
        }
        text.pages.push(said);
    }
    if text.pages.is_empty() { Err(NoText::Broken) } else { Ok(text) }
}
