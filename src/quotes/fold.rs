//! A text as quotes are looked for in it: letters and signs without white space, quotation marks and hyphenation, with
//! the places where a word can begin or end, and those where a page does.

use unicode_normalization::UnicodeNormalization;

use super::FileText;

/// A text that is folded.
///
/// Letters of every form are alike (NFKC: `ﬁ` is `fi`), and so are small and capital ones. White space, quotation marks and
/// what is invisible are left out; so are hyphens and dashes, except beside a digit: `2–5` stays apart from `25`.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// What is left, without a break.
    letters: String,
    /// The offsets into it at which a word may begin or end, in order.
    breaks: Vec<u32>,
    /// The offset at which each page begins.
    pages: Vec<u32>,
    /// The text that it was made from.
    text: FileText,
}

/// What parts the pages in the text that is walked; white space, as far as words are concerned.
const PAGE_BREAK: char = '\u{c}';
/// What all double and all single quotation marks are taken for.
const QUOTE: char = '"';
const APOSTROPHE: char = '\'';

impl Folded {
    /// Folds the text of a file.
    pub fn of(text: FileText) -> Folded {
        let (kept, pages) = kept_of(&text);
        let mut folded = Folded { text, ..Folded::default() };
        folded.letters.reserve(kept.len());
        let mut starts = pages.iter().peekable();
        for at in 0..kept.len() {
            while starts.next_if(|start| **start <= at).is_some() {
                folded.pages.push(folded.letters.len() as u32);
            }
            if at > 0 && can_part(&kept, at) {
                folded.breaks.push(folded.letters.len() as u32);
            }
            // By way of the capital letter: a letter with two forms in small has one there.
            folded.letters.extend(kept[at].letter.to_uppercase().flat_map(char::to_lowercase));
        }
        folded.pages.extend(starts.map(|_| folded.letters.len() as u32));
        folded
    }

    /// Folds words by themselves.
    pub fn words(words: &str) -> String {
        Folded::of(FileText::of(words.to_owned())).letters
    }

    /// What is left of the text.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// The text that it was made from.
    pub fn text(&self) -> &FileText {
        &self.text
    }

    /// Whether a word can begin or end at an offset.
    pub fn is_break(&self, offset: usize) -> bool {
        offset == 0 || offset == self.letters.len() || self.breaks.binary_search(&(offset as u32)).is_ok()
    }

    /// The page that a letter stands on, counted from 0.
    pub fn page(&self, offset: usize) -> usize {
        self.pages.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }
}

/// What stands between two letters that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Nothing, or what belongs to a word.
    Nothing,
    /// White space on a line, a quotation mark or a dash.
    Space,
    /// The end of a line.
    Line,
}

/// A letter or a sign that is kept, and what stands before it.
#[derive(Debug, Clone, Copy)]
struct Kept {
    letter: char,
    gap: Gap,
}

/// The letters and signs of a text that are kept, and the number of the first one of each page.
fn kept_of(text: &FileText) -> (Vec<Kept>, Vec<usize>) {
    let mut seen: Vec<Kept> = Vec::new();
    let mut starts = Vec::new();
    let (mut gap, mut is_joined) = (Gap::Nothing, false);
    for page in &text.pages {
        starts.push(seen.len());
        // Quotation marks go before letters come apart: some of them come apart into a space and an accent.
        let plain = page.chars().map(|letter| as_quote(letter).unwrap_or(letter));
        for letter in plain.nfkc().chain([PAGE_BREAK]) {
            match letter {
                // A word that was parted goes on behind the end of the line, whatever stands before the hyphen.
                '\u{ad}' => (gap, is_joined) = (Gap::Nothing, true),
                _ if is_invisible(letter) => {}
                _ if letter.is_whitespace() || letter.is_control() => {
                    let ends_line = matches!(letter, '\n' | '\r' | PAGE_BREAK | '\u{2028}' | '\u{2029}');
                    if !is_joined {
                        gap = gap.max(if ends_line { Gap::Line } else { Gap::Space });
                    }
                }
                QUOTE => gap = gap.max(Gap::Space),
                APOSTROPHE => {}
                _ => {
                    seen.push(Kept { letter, gap });
                    (gap, is_joined) = (Gap::Nothing, false);
                }
            }
        }
    }
    without_hyphens(seen, starts)
}

/// Leaves out hyphens and dashes that stand beside no digit.
fn without_hyphens(seen: Vec<Kept>, starts: Vec<usize>) -> (Vec<Kept>, Vec<usize>) {
    let mut kept: Vec<Kept> = Vec::with_capacity(seen.len());
    let mut pages = Vec::with_capacity(starts.len());
    let mut starts = starts.into_iter().peekable();
    // What was left out before the letter at hand.
    let mut left_out: Option<Kept> = None;
    for (at, one) in seen.iter().enumerate() {
        while starts.next_if(|start| *start <= at).is_some() {
            pages.push(kept.len());
        }
        if is_dash(one.letter) {
            // Of several in a row the first one stands for all.
            if at > 0 && is_dash(seen[at - 1].letter) {
                continue;
            }
            let next = seen[at + 1..].iter().find(|next| !is_dash(next.letter));
            let before = seen[..at].last();
            match [before, next].into_iter().flatten().any(|beside| beside.letter.is_numeric()) {
                true => kept.push(Kept { letter: '-', gap: one.gap }),
                false => left_out = Some(*one),
            }
            continue;
        }
        let gap = match left_out.take() {
            Some(dash) => gap_around(dash, one.gap),
            None => one.gap,
        };
        kept.push(Kept { letter: one.letter, gap });
    }
    pages.extend(starts.map(|_| kept.len()));
    (kept, pages)
}

/// What stands between two letters when the dash between them is left out.
fn gap_around(dash: Kept, behind: Gap) -> Gap {
    let is_hyphen = matches!(dash.letter, '-' | '\u{2010}' | '\u{2011}');
    match (is_hyphen && dash.gap == Gap::Nothing, behind) {
        // Within a word, or where a line parts it.
        (true, Gap::Nothing | Gap::Line) => Gap::Nothing,
        _ => Gap::Space.max(behind),
    }
}

/// Whether a word can begin or end before a letter.
fn can_part(kept: &[Kept], at: usize) -> bool {
    let (before, here) = (kept[at - 1].letter, kept[at]);
    let digits = |letter: char| letter.is_numeric();
    let follows = |at: usize| kept.get(at).filter(|next| next.gap == Gap::Nothing).map(|next| next.letter);
    if here.gap != Gap::Nothing {
        // `40 000` is one number.
        return !(digits(before) && digits(here.letter) && is_group(kept, at));
    }
    match (before.is_alphanumeric(), here.letter.is_alphanumeric()) {
        // Where the text of a page has lost its white space, a capital letter begins a word; and some scripts have none.
        (true, true) => {
            let glued = before.is_lowercase() && here.letter.is_uppercase();
            glued || is_unspaced(before) || is_unspaced(here.letter)
        }
        // `-5`, and `.5` of `2.5`.
        (false, true) if digits(here.letter) => match before {
            '-' => false,
            '.' | ',' => {
                let is_inside = kept[at - 1].gap == Gap::Nothing;
                !(at >= 2 && is_inside && digits(kept[at - 2].letter))
            }
            _ => true,
        },
        // `2-` of `2-5`, and `2.` of `2.5`.
        (true, false) if digits(before) => {
            !(matches!(here.letter, '-' | '.' | ',') && follows(at + 1).is_some_and(digits))
        }
        _ => true,
    }
}

/// Whether the digits from here on are a group of three behind one of three at most.
fn is_group(kept: &[Kept], at: usize) -> bool {
    let is_inner = |one: &&Kept| one.gap == Gap::Nothing && one.letter.is_numeric();
    let behind = 1 + kept[at + 1..].iter().take(4).take_while(is_inner).count();
    let mut before = 0;
    for one in kept[..at].iter().rev().take(4) {
        if !one.letter.is_numeric() {
            break;
        }
        before += 1;
        if one.gap != Gap::Nothing {
            break;
        }
    }
    behind == 3 && before <= 3
}

/// A quotation mark as one of two; nothing where the letter is none.
fn as_quote(letter: char) -> Option<char> {
    match letter {
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '″' | '＂' | '「' | '」' | '『' | '』' => {
            Some(QUOTE)
        }
        '\'' | '`' | '´' | '‹' | '›' | '‘' | '’' | '‚' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '＇' => {
            Some(APOSTROPHE)
        }
        _ => None,
    }
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Marks that take no room and say nothing.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{34f}' | '\u{180e}'
    )
}

/// Letters of scripts that put no white space between words.
pub(super) fn is_unspaced(letter: char) -> bool {
    matches!(
        letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_letters_space_quotation_marks_and_hyphenation_are_no_difference() {
        for (one, other) in [
            ("the \u{fb01}nal o\u{fb00}er", "The final offer"),
            ("Straße", "STRASSE"),
            ("e\u{301}te\u{301}", "été"),
            ("“we’ll” «see»", "\"we'll\" see"),
            ("re-\nfurbished", "refurbished"),
            ("re \u{ad}\nfurbished", "re\u{ad}furbished"),
            ("in writing \u{2014} at once", "in writing - at once"),
            ("in writing\u{2014}at once", "in writing at once"),
            ("2024\u{2013}2026", "2024-2026"),
            ("zero\u{200b}width\u{feff}", "zero width"),
            ("1\u{a0}000", "1 000"),
            ("１２ ％", "12 %"),
        ] {
            assert_eq!(Folded::words(one), Folded::words(other), "{one} {other}");
        }
        for (one, other) in [("2-5", "25"), ("-5", "5"), ("a.b", "ab"), ("5 %", "5"), ("covid-19", "covid19")]
        {
            assert_ne!(Folded::words(one), Folded::words(other), "{one} {other}");
        }
    }

    #[test]
    fn pages_begin_where_they_begin() {
        let pages = ["one", "", "-- two 2", ""].map(str::to_owned).to_vec();
        let folded = Folded::of(FileText { pages, has_pages: true, mute: Vec::new() });
        assert_eq!(folded.letters(), "onetwo2");
        assert_eq!([0, 2, 3, 6].map(|at| folded.page(at)), [0, 0, 2, 2]);
        let empty = Folded::of(FileText::default());
        assert!(empty.letters().is_empty() && empty.page(0) == 0 && empty.is_break(0));
    }
}
