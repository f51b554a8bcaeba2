//! Any bytes as a file that is quoted, and any words as the quote: read or refused, and what is cut out of a text is found in
//! it. PDF is left out: it is read in a process of its own, since its library may be brought down.

use quorate::quotes::readers::Kind;
use quorate::quotes::{FileText, Folded, Quoted, find, nearest};

/// The most text that is gone through: the search is for files, and this is for its corners.
const MOST: usize = 4096;

/// See above. The first byte says the kind; what stands before the first NUL is the quote, and behind it the file.
///
/// # Panics
/// It does not hold.
pub fn holds(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let at = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len() / 2);
    let (quote, file) = (String::from_utf8_lossy(&rest[..at]), &rest[at..]);
    let kind = [Kind::Plain, Kind::Markdown, Kind::Html, Kind::Docx][usize::from(kind % 4)];
    let Ok(text) = kind.read(file.strip_prefix(&[0]).unwrap_or(file)) else { return };
    if text.pages.iter().map(String::len).sum::<usize>() > MOST {
        return;
    }
    let _ = nearest(&quote, &text);
    let own = whole_words(&text);
    let folded = Folded::of(text);
    for at in find(&Quoted::parse(&quote), &folded) {
        assert!(folded.page(at) < folded.text().pages.len(), "{quote:?} at {at}");
    }
    if let Some(own) = own {
        let quoted = Quoted::parse(&own);
        let is_looked_for = quoted.parts() == 1 && !quoted.is_empty() && !Quoted::is_too_long(&own);
        assert!(!is_looked_for || !find(&quoted, &folded).is_empty(), "{own:?} stands in the text");
    }
}

/// Some words that stand in the text, from one blank to another.
fn whole_words(text: &FileText) -> Option<String> {
    let words: Vec<&str> = text.pages.first()?.split(' ').collect();
    let plain = |word: &&&str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphanumeric());
    // What stands behind a hyphen at the end of a line may be the rest of a word.
    let is_begun = |at: usize| at == 0 || words[at - 1].is_ascii() && !words[at - 1].ends_with('-');
    let first = (0..words.len()).find(|&at| plain(&&words[at]) && is_begun(at))?;
    Some(words[first..].iter().take_while(plain).take(5).copied().collect::<Vec<_>>().join(" "))
}
