//! Words in messages: lists in words, plurals, figures, what is safe to show, and the word that was probably meant.

use std::borrow::Cow;

use strsim::damerau_levenshtein;

/// The candidate nearest to what was typed, if one is near enough to be worth proposing.
///
/// Near enough is a quarter of the characters, one in a word of three, or the beginning of the same word: `lead` for
/// `leader`. Ties go to the first candidate.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A long text is no misspelt word, and comparing it would cost its length squared.
    if typed.chars().count() > 60 {
        return None;
    }
    let typed = fold(typed);
    let allowed = match typed.chars().count() {
        length @ 0..4 => usize::from(length == 3),
        length => length / 4,
    };
    let distance = |candidate: &'a str| {
        #[cfg(test)]
        COMPARED.set(COMPARED.get() + 1);
        let folded = fold(candidate);
        let distance = damerau_levenshtein(&typed, &folded);
        (distance <= allowed || is_stem(&typed, &folded)).then_some((distance, candidate))
    };
    candidates
        .into_iter()
        .filter_map(distance)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether the one word begins with the other, and the other is most of it.
fn is_stem(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= 4 && short.len() * 5 >= long.len() * 3 && long.starts_with(short)
}

#[cfg(test)]
thread_local! {
    /// How many words [`nearest`] has compared, for tests that count work.
    pub(crate) static COMPARED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Upper case, hyphens and underscores are no difference to a person who mistypes.
fn fold(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', '-'], " ")
}

/// `a`, `a or b`, `a, b or c`, each in back-quotes.
pub fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|w| format!("`{w}`")).collect();
    join(&quoted, "or")
}

/// `a`, `a and b`, `a, b and c`.
pub fn join(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., tail] => format!("{} {last} {tail}", head.join(", ")),
    }
}

/// `1 partner`, `2 partners`, `3 allies`: regular English plurals only.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {}", plural(noun)) }
}

/// The plural of a noun, or of a phrase whose last word (or word before `of`) is one.
pub fn plural(noun: &str) -> String {
    if let Some((head, rest)) = noun.split_once(" of ") {
        return format!("{} of {rest}", plural(head));
    }
    if noun == "person" {
        return "people".to_owned();
    }
    let vowel_before_y = |stem: &str| stem.ends_with(['a', 'e', 'o', 'u']);
    match noun.strip_suffix('y') {
        Some(stem) if !vowel_before_y(stem) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        _ => format!("{noun}s"),
    }
}

/// `a goal`, `an other effort`.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// A number without a tail of zeros: `12`, `2.5`.
pub fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{rounded}")
}

/// A number as a sentence has it: words up to ten, thousands parted by commas: `three`, `2.5`, `1,200`.
pub fn spoken(value: f64) -> Cow<'static, str> {
    if value.fract() == 0.0 && (0.0..=10.0).contains(&value) {
        return Cow::Borrowed(NUMBERS[value as usize]);
    }
    Cow::Owned(grouped(value))
}

const NUMBERS: [&str; 11] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// A number whose thousands are parted by commas: `1,200`.
pub fn grouped(value: f64) -> String {
    let plain = number(value);
    let digits = plain.bytes().position(|byte| byte == b'.').unwrap_or(plain.len());
    let mut out = String::with_capacity(plain.len() + 4);
    for (at, character) in plain.char_indices() {
        if at < digits && (digits - at).is_multiple_of(3) && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(',');
        }
        out.push(character);
    }
    out
}

/// `one partner`, `three partners`, `12 partners`.
pub fn spoken_count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("one {noun}"),
        _ => format!("{} {}", spoken(number as f64), plural(noun)),
    }
}

/// Which one of a row, from 0: `first`, `second`, `12th`.
pub fn ordinal(place: usize) -> Cow<'static, str> {
    const FIRST: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let number = place + 1;
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    FIRST.get(place).map_or_else(|| Cow::Owned(format!("{number}{ending}")), |word| Cow::Borrowed(*word))
}

/// A share in words where it has them: `half`, `two thirds`, `60 %`.
pub fn spoken_share(part: f64) -> Cow<'static, str> {
    const NAMED: [(f64, &str); 6] = [
        (0.25, "a quarter"),
        (1.0 / 3.0, "a third"),
        (0.5, "half"),
        (2.0 / 3.0, "two thirds"),
        (0.75, "three quarters"),
        (1.0, "all"),
    ];
    let named = NAMED.into_iter().find(|(value, _)| (value - part).abs() < 1e-9);
    named.map_or_else(|| Cow::Owned(share(part)), |(_, word)| Cow::Borrowed(word))
}

/// A share as a percentage, thirds as such: `75 %`, `2/3`.
pub fn share(share: f64) -> String {
    let thirds = share * 3.0;
    match (thirds - thirds.round()).abs() < 1e-9 && (0.5..2.5).contains(&thirds) {
        true => format!("{thirds:.0}/3"),
        false => format!("{} %", number(share * 100.0)),
    }
}

/// A text cut to so many characters for a message, with a sign that it was cut.
pub fn shorten(text: &str, most: usize) -> String {
    let line = one_line(text);
    if line.chars().count() <= most {
        return line.into_owned();
    }
    [beginning(&line, most.saturating_sub(1)).trim_end(), "…"].concat()
}

/// A share as whole per cent, rounded down: nothing is called complete that is not.
pub fn percent(share: f64) -> u32 {
    whole(share * 100.0)
}

/// A whole number, rounded down; a hair below one is that one, since sums of fractions are not exact.
pub fn whole(value: f64) -> u32 {
    // The cast rounds down: what is below zero is zero by it.
    (value + 1e-9) as u32
}

/// With a capital letter.
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The same text with every control character replaced by a picture of it or, where there is none, by its number.
///
/// Control characters are C0, DEL, C1, and those that turn the reading direction, break lines or show nothing.
pub fn visible(text: &str) -> Cow<'_, str> {
    // Without an early end the compiler looks at many bytes at a time, and most texts are plain ASCII.
    let is_plain = text.bytes().fold(true, |plain, byte| plain & (0x20..0x7f).contains(&byte));
    if is_plain || !text.chars().any(is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match picture(letter) {
            Some(picture) => out.push(picture),
            None if is_control(letter) => out.extend(letter.escape_unicode()),
            None => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// Whether a character steers a terminal or hides something from its reader. U+200C and U+200D are let through: they
/// join letters and emoji, and turn nothing round.
pub fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Unicode's picture of an ASCII control character.
pub(crate) fn picture(letter: char) -> Option<char> {
    match letter {
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(letter)),
        '\x7F' => Some('␡'),
        _ => None,
    }
}

/// A name cut in the middle to so many characters, on one line: its beginning and its end tell most.
pub fn shorten_middle(name: &str, most: usize) -> String {
    let name = one_line(name);
    let length = name.chars().count();
    if length <= most {
        return name.into_owned();
    }
    let kept = most.saturating_sub(1);
    let start = beginning(&name, kept.div_ceil(2));
    let end = &name[beginning(&name, length - kept / 2).len()..];
    [start.trim_end(), "…", end.trim_start()].concat()
}

/// A text without white space around it, and with one space for each run of white space in it.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    // Most texts are so already, and this looks at many bytes at a time.
    let is_plain = text.bytes().fold(true, |plain, byte| plain & (b' '..=b'~').contains(&byte));
    if is_plain && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Cow::Owned(line)
}

/// So many characters from the beginning, or all where there are fewer.
fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_finds_its_neighbour() {
        assert_eq!(nearest("goverment", ["government", "business"]), Some("government"));
        assert_eq!(nearest("in_talks", ["agreed", "in talks"]), Some("in talks"));
        assert_eq!(nearest("bananas", ["government", "business"]), None);
        assert_eq!(nearest("budget", ["place", "goals", "trust"]), None);
        assert_eq!(nearest("team", ["aim", "stage", "name"]), None, "two of four is another word");
        assert_eq!(nearest("ngo", ["no"]), Some("no"));
        assert_eq!(nearest("an", ["any"]), None);
        assert_eq!(nearest("leader", ["funder", "lead"]), Some("lead"));
        assert_eq!(nearest("partner", ["part"]), None);
    }

    #[test]
    fn a_long_text_is_not_compared() {
        assert_eq!(nearest(&"x".repeat(100_000), ["x"]), None);
    }

    #[test]
    fn plurals_are_english() {
        assert_eq!(count(1, "partner"), "1 partner");
        assert_eq!(count(2, "source of money"), "2 sources of money");
        assert_eq!(plural("person"), "people");
        assert_eq!(plural("survey"), "surveys");
        assert_eq!(plural("body"), "bodies");
    }

    #[test]
    fn a_sentence_has_small_numbers_in_words() {
        assert_eq!((spoken(3.0), spoken(0.5), spoken(12.0)), ("three".into(), "0.5".into(), "12".into()));
        assert_eq!(
            (grouped(1200.0), grouped(900.0), grouped(-1_234_567.5)),
            ("1,200".into(), "900".into(), "-1,234,567.5".into())
        );
        assert_eq!(
            (spoken_count(1, "body"), spoken_count(4, "body")),
            ("one body".into(), "four bodies".into())
        );
        assert_eq!((spoken_share(0.5), spoken_share(0.6)), ("half".into(), "60 %".into()));
        assert_eq!([0, 1, 10, 21].map(ordinal), ["first", "second", "11th", "22nd"]);
    }

    #[test]
    fn nothing_is_rounded_up_but_what_sums_of_fractions_lose() {
        assert_eq!((percent(0.999), percent(1.0), percent(0.0)), (99, 100, 0));
        assert_eq!((whole(39.999_999_999_9), whole(39.99)), (40, 39));
    }

    #[test]
    fn long_texts_are_cut_by_characters_not_bytes() {
        assert_eq!(shorten("ééééé", 4), "ééé…");
        assert_eq!(shorten("a\n  b", 9), "a b");
    }
}
