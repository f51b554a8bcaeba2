//! When two names are one, and when they are nearly one.

use strsim::osa_distance;
use unicode_normalization::UnicodeNormalization;

use super::words::{is_hyphen, is_invisible};

/// A name as it is compared with others: letters of any keyboard are alike (NFKC), and case, white space, quotes and an
/// article before it make no difference. To fold what is folded changes nothing.
pub fn fold_name(name: &str) -> String {
    let without_quotes = |text: &str| {
        let seen = text.chars().filter(|c| !is_quote(*c) && !is_invisible(*c));
        seen.map(|c| if is_hyphen(c) { '-' } else { c }).collect::<String>()
    };
    let small = match name.is_ascii() {
        true => without_quotes(&name.to_ascii_lowercase()),
        false => {
            // Quotes go before too: some of them come apart into a space and an accent.
            let plain: String = without_quotes(name).nfkc().collect();
            // A letter with two forms in small, such as the German sharp s, has one in capitals.
            let small: String = plain.to_uppercase().to_lowercase().nfkc().collect();
            without_quotes(&small)
        }
    };
    let mut words: Vec<&str> = small.split_whitespace().collect();
    let articles = words.iter().take_while(|word| ["the", "a", "an"].contains(word)).count();
    words.drain(..articles.min(words.len().saturating_sub(1)));
    words.join(" ")
}

fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '′' | '″' | '‘'
            ..='‟' | '＂' | '＇'
    )
}

/// The names of a list, each of something, among which those that are nearly the same are found.
pub(super) struct NearNames<T> {
    names: Vec<(Name, T)>,
}

/// A folded name, and its letters and digits alone.
struct Name {
    folded: String,
    letters: String,
}

impl<T> Default for NearNames<T> {
    fn default() -> NearNames<T> {
        NearNames { names: Vec::new() }
    }
}

impl<T: Copy> NearNames<T> {
    /// How many names a name is held against: a list of thousands takes no longer for each.
    const MOST: usize = 100;

    /// Adds a folded name that is not among them. Gives back of what the first one before it is that is nearly the same:
    /// alike but for spaces, hyphens and points, or for one letter of one longer word that is not its first.
    pub fn add(&mut self, folded: String, of: T) -> Option<T> {
        // A longer one is a sentence, and no name.
        const LONGEST: usize = 160;
        if folded.len() > LONGEST {
            return None;
        }
        let name = Name { letters: folded.chars().filter(|c| c.is_alphanumeric()).collect(), folded };
        let near = self.names.iter().find(|(known, _)| is_near(known, &name)).map(|(_, of)| *of);
        if self.names.len() < NearNames::<T>::MOST {
            self.names.push((name, of));
        }
        near
    }
}

/// In a shorter word one letter makes another word of it.
const SHORTEST_WORD: usize = 4;

/// Whether two names, which are not the same, are nearly so.
fn is_near(one: &Name, other: &Name) -> bool {
    if one.letters == other.letters {
        return true;
    }
    let mut words = (one.folded.split(' '), other.folded.split(' '));
    let mut different = None;
    loop {
        match (words.0.next(), words.1.next()) {
            (None, None) => break,
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) if different.is_none() => different = Some((one, other)),
            _ => return false,
        }
    }
    different.is_some_and(|(one, other)| {
        let same_begin = one.chars().next() == other.chars().next();
        same_begin && has_near_words(one) && has_near_words(other) && osa_distance(one, other) == 1
    })
}

/// Whether another word with one letter changed is more likely the same than another one: not in short words, and not
/// where it may be a number.
fn has_near_words(word: &str) -> bool {
    word.chars().count() >= SHORTEST_WORD && !word.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        for (one, other) in [
            ("Lind Foundation", "The Lind  foundation"),
            ("Lind Foundation", "\"LIND FOUNDATION\""),
            ("Lind Foundation", "‘Lind\u{a0}Foundation’"),
            ("Lind Foundation", "Ｌｉｎｄ Ｆｏｕｎｄａｔｉｏｎ"),
            ("Lind Foundation", "«an Lind Foun\u{ad}dation»"),
            ("St Mary's", "St Mary’s"),
            ("Løten kommune", "LØTEN KOMMUNE"),
            ("Café Zürich", "Cafe\u{301} Zu\u{308}rich"),
            ("Großmann", "GROSSMANN"),
            ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("Non-profit Council", "Non\u{2011}profit Council"),
            ("The", "the"),
        ] {
            assert_eq!(fold_name(one), fold_name(other), "{one:?}, {other:?}");
        }
        for (one, other) in [
            ("Lind Foundation", "Lind Foundations"),
            ("Lind Foundation", "Lind and Foundation"),
            ("Theory of Change", "ory of Change"),
            ("Anders", "ders"),
            ("Café", "Cafe"),
            ("Ward 2", "Ward 3"),
        ] {
            assert_ne!(fold_name(one), fold_name(other), "{one:?}, {other:?}");
        }
        assert_eq!(fold_name("The Lind  foundation"), "lind foundation");
        assert_eq!(
            (fold_name("The A"), fold_name("“”"), fold_name(" ")),
            ("a".into(), String::new(), String::new())
        );
    }

    /// Whether the one is found when the other is added, in both orders.
    fn near(one: &str, other: &str) -> bool {
        let found = |one: &str, other: &str| {
            let mut names = NearNames::default();
            assert_eq!(names.add(fold_name(one), 1), None);
            names.add(fold_name(other), 2) == Some(1)
        };
        assert_eq!(found(one, other), found(other, one), "{one:?}, {other:?}");
        found(one, other)
    }

    #[test]
    fn names_that_differ_by_a_slip_of_the_hand_are_near() {
        for (one, other) in [
            ("Lind Foundation", "Lind Foundaton"),
            ("Lind Foundation", "Lind Foundatoin"),
            ("Lind Foundation", "Lind Foundations"),
            ("Riverside Council", "Riverside Counsil"),
            ("River side Council", "Riverside Council"),
            ("Non-Profit Network", "Nonprofit Network"),
            ("St. Mary Hospital", "St Mary Hospital"),
        ] {
            assert!(near(one, other), "{one:?}, {other:?}");
        }
    }

    #[test]
    fn names_of_two_are_not_near() {
        for (one, other) in [
            ("Ward 2 Committee", "Ward 3 Committee"),
            ("School A", "School B"),
            ("Region North", "Region South"),
            ("Eastern Trust", "Western Trust"),
            ("Hill Farm", "Mill Farm"),
            ("Region 2024", "Region 2025"),
            ("Lind Foundation", "Lind"),
            ("Lind Foundation", "Lind Federation"),
            ("City of Riverside", "County of Riverside"),
        ] {
            assert!(!near(one, other), "{one:?}, {other:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn to_fold_what_is_folded_changes_nothing(name in ".{0,24}") {
            let folded = fold_name(&name);
            prop_assert_eq!(fold_name(&folded), folded);
        }
    }
}
