//! Looking for a quote in a text that is folded.

use super::Folded;
use super::fold::is_unspaced;

/// A quote that was taken apart at what it leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Its parts, folded; none of them is empty.
    parts: Vec<String>,
    /// Some part is long enough to prove something.
    proves: bool,
}

/// How a quote says that it leaves something out; the longer ones first.
const LEFT_OUT: [&str; 6] = ["[...]", "(...)", "[…]", "(…)", "...", "…"];
/// How many words and letters a quote has at least that proves something.
const LEAST: (usize, usize) = (3, 12);
/// How many letters may be left out where a text has no pages: about two pages.
const MOST_LEFT_OUT: usize = 6_000;
/// How many pages further on a part may stand.
const MOST_PAGES: usize = 1;
/// Of what stands in a text more often than this, the rest is not looked at.
const MOST_PLACES: usize = 10_000;
/// A quote has no more letters, and no more parts.
const MOST: (usize, usize) = (10_000, 20);
/// How many letters are compared for the sake of places that overlap.
const MOST_COMPARED: usize = 50_000_000;

impl Quoted {
    /// Takes a quote apart.
    pub fn parse(quote: &str) -> Quoted {
        let marked = LEFT_OUT.iter().fold(quote.to_owned(), |text, mark| text.replace(mark, "\0"));
        let parts = || marked.split('\0');
        let is_long = |part: &str| {
            let words: usize = part.split_whitespace().map(words_of).sum();
            let letters: usize = part.chars().filter(|c| c.is_alphanumeric()).map(weight).sum();
            words >= LEAST.0 && letters >= LEAST.1
        };
        Quoted {
            proves: parts().any(is_long),
            parts: parts().map(folded).filter(|part| !part.is_empty()).collect(),
        }
    }

    /// Whether it is long enough to prove something.
    pub fn proves(&self) -> bool {
        self.proves
    }

    /// Whether it is longer than a quote can be.
    pub fn is_too_long(quote: &str) -> bool {
        quote.len() > MOST.0
            || LEFT_OUT.iter().map(|mark| quote.matches(mark).count()).sum::<usize>() >= MOST.1
    }

    /// How many times a text is gone through to find it.
    pub fn parts(&self) -> usize {
        self.parts.len()
    }

    /// Whether it has no letter to look for.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// One word, or each letter of a script that puts no white space between words.
fn words_of(text: &str) -> usize {
    match text.chars().filter(|letter| is_unspaced(*letter)).count() {
        0 => usize::from(text.contains(char::is_alphanumeric)),
        letters => letters,
    }
}

/// How many letters of an alphabet a letter stands for.
fn weight(letter: char) -> usize {
    if is_unspaced(letter) { 3 } else { 1 }
}

/// A part of a quote, folded. A quotation may end with a point or a comma of its own.
fn folded(part: &str) -> String {
    let letters = Folded::words(part);
    letters.trim_end_matches(['.', ',', ';', ':']).to_owned()
}

/// Every page, counted from 0 and in order, on which a quote begins; none where it does not stand in the text.
pub fn find(quote: &Quoted, text: &Folded) -> Vec<usize> {
    let mut parts = quote.parts.iter();
    let Some(first) = parts.next() else { return Vec::new() };
    // Where a passage may begin, and where what was found of it ends.
    let mut found: Vec<(usize, usize)> =
        places(first, text).into_iter().map(|start| (start, start + first.len())).collect();
    for part in parts {
        found = followed(&found, part, text);
    }
    let mut pages: Vec<usize> = found.into_iter().map(|(start, _)| text.page(start)).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

/// Those passages that go on with a part, not too far on: each place of the part goes with the last passage before it.
fn followed(found: &[(usize, usize)], part: &str, text: &Folded) -> Vec<(usize, usize)> {
    let goes_on = |at: usize| {
        let before = found.partition_point(|(_, end)| *end <= at).checked_sub(1)?;
        let (start, end) = found[before];
        let is_near = match text.text().has_pages {
            true => text.page(at) - text.page(end.saturating_sub(1)) <= MOST_PAGES,
            false => at - end <= MOST_LEFT_OUT,
        };
        is_near.then_some((start, at + part.len()))
    };
    places(part, text).into_iter().filter_map(goes_on).collect()
}

/// Where a part stands in a text, as whole words.
fn places(part: &str, text: &Folded) -> Vec<usize> {
    let letters = text.letters();
    let mut places = Vec::new();
    let mut from = 0;
    let mut tries = MOST_COMPARED / part.len().max(1);
    while let Some(at) = letters[from..].find(part).map(|at| from + at) {
        if text.is_break(at) && text.is_break(at + part.len()) {
            places.push(at);
            if places.len() == MOST_PLACES {
                break;
            }
        }
        // A place that is no whole word may overlap one that is.
        from = match tries.checked_sub(1) {
            Some(left) => {
                tries = left;
                at + letters[at..].chars().next().map_or(1, char::len_utf8)
            }
            None => at + part.len(),
        };
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::FileText;
    use proptest::prelude::*;

    fn paged(pages: &[&str]) -> Folded {
        let pages = pages.iter().map(|page| (*page).to_owned()).collect();
        Folded::of(FileText { pages, has_pages: true, mute: Vec::new() })
    }

    fn pages(quote: &str, text: &[&str]) -> Vec<usize> {
        find(&Quoted::parse(quote), &paged(text))
    }

    #[test]
    fn a_quote_is_found_as_whole_words_only() {
        let found = |quote: &str, text: &str| !pages(quote, &[text]).is_empty();
        for (quote, text) in [
            ("agreed with the plan", "All agreed with the plan."),
            ("“Agreed with the plan.”", "all agreed with the plan, at last"),
            ("the plan", "the kitchenThe plan"),
            ("known partners", "the partners are: known part-\nners"),
            ("pays 40 000 crowns", "The council pays 40\u{a0}000 crowns"),
            ("in 2026", "It ends in 2026 200 flats later"),
            ("five flats", "flats—five flats—are"),
            ("- 5 flats", "Needed: - 5 flats"),
            ("5 flats", "Needed: - 5 flats"),
            ("合作协议已经签署", "我们的合作协议已经签署。"),
        ] {
            assert!(found(quote, text), "{quote:?} in {text:?}");
        }
        for (quote, text) in [
            ("agreed with the plan", "All disagreed with the plan."),
            ("agreed with the plan", "All dis-\nagreed with the plan."),
            ("agreed with the plan", "All dis\u{ad}\nagreed with the plan."),
            ("agreed with the plan", "All dis-agreed with the plan."),
            ("agreed with the plan", "They agreed with the planet."),
            ("5 flats", "15 flats"),
            ("000 crowns", "40 000 crowns"),
            ("pays 40", "pays 40 000 crowns"),
            ("pays 40", "pays 40.5 crowns"),
            ("5 crowns", "40.5 crowns"),
            ("5 degrees", "-5 degrees"),
            ("5 years", "2-5 years"),
            ("for 2", "for 2-5 years"),
            ("56 partners", "5-6 partners"),
        ] {
            assert!(!found(quote, text), "{quote:?} in {text:?}");
        }
    }

    #[test]
    fn what_a_quote_leaves_out_may_stand_there_not_too_far_on() {
        let text = [
            "The council pays, every January, forty crowns.",
            "Readers open the door.",
            "The door stays open.",
        ];
        assert_eq!(pages("The council pays … forty crowns", &text), [0]);
        assert_eq!(pages("The council pays [...] open the door.", &text), [0]);
        assert_eq!(pages("forty crowns ... the council pays", &text), [0; 0], "in this order");
        assert_eq!(pages("The council pays … stays open", &text), [0; 0], "two pages on");
        assert_eq!(pages("door", &text), [1, 2]);
        assert_eq!(pages("pays … every … forty", &text), [0]);
        assert_eq!(pages("…", &text), [0; 0]);
        let long = format!("The council pays {} forty crowns", "x ".repeat(MOST_LEFT_OUT + 1));
        let whole = Folded::of(FileText::of(long));
        assert!(find(&Quoted::parse("The council pays … forty crowns"), &whole).is_empty());
    }

    #[test]
    fn a_passage_over_two_pages_is_found_where_it_begins() {
        assert_eq!(
            pages("pays for the wood and the oil", &["The mill pays for the", "wood and the oil."]),
            [0]
        );
    }

    #[test]
    fn short_quotes_prove_nothing() {
        for (quote, proves) in [
            ("yes", false),
            ("We all agree", false),
            ("We all agreed on it", true),
            ("a … b … c … d … e … f … g … h … i … j … k … l … m", false),
            ("internationalisation", false),
            ("合作协议已经签署", true),
            ("", false),
            ("— — —", false),
        ] {
            assert_eq!(Quoted::parse(quote).proves(), proves, "{quote}");
        }
    }

    /// Words with letters of several forms, and numbers.
    fn word() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[a-z]{1,9}",
            1 => "[A-Z][a-zøæåßéñ]{1,7}",
            1 => "[0-9]{1,4}",
            1 => Just("o\u{fb03}ce".to_owned()),
            1 => Just("it’s".to_owned()),
            1 => Just("well-known".to_owned()),
            1 => Just("—".to_owned()),
            1 => "[a-z]{2,5}[.,;)]",
        ]
    }

    /// The words anew: other lines, other spaces, other hyphens.
    fn set_anew(words: &[String], choices: &[u8]) -> String {
        let mut choices = choices.iter().cycle();
        let mut next = || choices.next().copied().unwrap_or_default();
        let mut out = String::new();
        for word in words {
            let letters: Vec<char> = word.chars().collect();
            for (at, letter) in letters.iter().enumerate() {
                let within = at > 0 && letters[at - 1].is_ascii_lowercase() && letter.is_ascii_lowercase();
                match (within, next() % 12) {
                    (true, 0) => out.push_str("-\n"),
                    (true, 1) => out.push('\u{ad}'),
                    (true, 2) => out.push('\u{200b}'),
                    _ => {}
                }
                out.push(if *letter == '’' { '\'' } else { *letter });
            }
            out.push_str([" ", "\n", "  ", "\u{a0}"][usize::from(next() % 4)]);
        }
        out
    }

    proptest! {
        #[test]
        fn a_passage_that_is_set_anew_is_found_on_its_page(
            pages in prop::collection::vec(prop::collection::vec(word(), 1..40), 1..4),
            (page, from, length) in (0usize..4, 0usize..40, 1usize..15),
            choices in prop::collection::vec(any::<u8>(), 1..60),
        ) {
            let page = page % pages.len();
            let from = from % pages[page].len();
            let words = &pages[page][from..(from + length).min(pages[page].len())];
            let texts: Vec<String> = pages.iter().map(|words| words.join(" ")).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let quote = set_anew(words, &choices);
            let quoted = Quoted::parse(&quote);
            // A number may be half of one: `40` of `40 000`. A passage without a letter is none.
            let is_number = |word: &String| word.contains(char::is_numeric);
            prop_assume!(!quoted.is_empty() && !words.first().is_some_and(is_number) && !words.last().is_some_and(is_number));
            prop_assert!(find(&quoted, &paged(&texts)).contains(&page), "{:?} in {:?}", quote, texts);
        }

        #[test]
        fn no_text_and_no_quote_brings_the_search_down(quote in "\\PC{0,40}", page in "\\PC{0,120}", next in "[ -~\n…\u{ad}-]{0,60}") {
            find(&Quoted::parse(&quote), &paged(&[&page, &next]));
            crate::quotes::nearest(&quote, paged(&[&page, &next]).text());
        }
    }
}
