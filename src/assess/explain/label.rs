//! Labels of the dictionary, told apart by how a sentence can use them.

use crate::proposal::{Fact, Kind};

/// A label by how it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label<'a> {
    /// `the exit plan`: a thing; without its article.
    Thing(&'a str),
    /// `who answers for what`: a question.
    Question(&'a str),
    /// `whether it is rooted in the place`: said of the record; without `whether it`.
    OfIt(&'a str),
    /// `whether partners can answer`: a statement; without `whether`.
    Whether(&'a str),
    /// Anything else: `measures of the system`.
    Other(&'a str),
}

/// The words with which a question begins.
const QUESTIONS: &[&str] =
    &["who", "what", "how", "why", "when", "where", "which", "until", "since", "with", "to"];

impl<'a> Label<'a> {
    pub fn of(fact: &'a Fact) -> Label<'a> {
        let label = fact.label.as_str();
        let begin = label.split(' ').next().unwrap_or_default();
        if let Some(thing) = label.strip_prefix("the ") {
            Label::Thing(thing)
        } else if let Some(statement) = label.strip_prefix("whether ") {
            match statement.strip_prefix("it ") {
                Some(of_it) => Label::OfIt(of_it),
                None => Label::Whether(statement),
            }
        } else if QUESTIONS.contains(&begin) {
            Label::Question(label)
        } else {
            Label::Other(label)
        }
    }
}

/// A label without its article.
pub(super) fn bare(fact: &Fact) -> &str {
    fact.label.strip_prefix("the ").unwrap_or(&fact.label)
}

/// What a sentence about the fact is about.
pub(super) fn subject(fact: &Fact) -> &str {
    fact.phrases.subject.as_deref().unwrap_or(&fact.label)
}

/// A fact as a thing in the middle of a sentence: its label, where that is one.
pub(super) fn thing(fact: &Fact) -> &str {
    match Label::of(fact) {
        Label::Thing(_) => &fact.label,
        _ => subject(fact),
    }
}

/// Writes the statement that is true where the answer is `none`, except of a fact of yes or no.
pub(super) fn write_lacks(fact: &Fact, out: &mut String) {
    if let Some(lacks) = &fact.phrases.lacks {
        return out.push_str(lacks);
    }
    let (before, what) = match (Label::of(fact), fact.kind) {
        (_, Kind::Words(_) | Kind::Texts | Kind::People | Kind::Records(_)) => {
            ("nothing is given for ", &*fact.label)
        }
        (Label::Thing(thing), _) if is_of_many(thing) => ("there are no ", thing),
        (Label::Thing(thing), _) => ("there is no ", thing),
        (Label::Question(question), _) => ("it is not settled ", question),
        (Label::OfIt(_) | Label::Whether(_) | Label::Other(_), _) => ("nothing is given for ", &*fact.label),
    };
    out.push_str(before);
    out.push_str(what);
}

/// The words behind the noun that a phrase is about.
const BEHIND_NOUN: &[&str] =
    &["of", "that", "who", "it", "with", "for", "in", "to", "from", "between", "against"];

/// Whether a subject is more than one thing: `the open-records rules`, `measures of the system`.
pub(super) fn is_of_many(subject: &str) -> bool {
    let mut noun = "";
    for (place, word) in subject.split(' ').enumerate() {
        if place == 0 && QUESTIONS.contains(&word) {
            return false;
        }
        if BEHIND_NOUN.contains(&word) {
            break;
        }
        noun = word.trim_end_matches(',');
        if noun.len() < word.len() {
            break;
        }
    }
    noun.ends_with('s') && !["ss", "us", "is", "'s", "news"].iter().any(|ending| noun.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::is_of_many;

    #[test]
    fn a_subject_is_of_many_by_its_noun() {
        for many in ["the open-records rules", "measures of the system", "needs that nobody covers"] {
            assert!(is_of_many(many), "{many}");
        }
        for one in ["the gap between groups", "the programme it copies", "news", "who sees the results"] {
            assert!(!is_of_many(one), "{one}");
        }
    }
}
