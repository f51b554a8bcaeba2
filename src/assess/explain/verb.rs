//! Turning a predicate: `has a date`, `have a date`, `has no date`, `should have a date`.
//!
//! A predicate is written once in the dictionary, with its verb first. From that come the forms that a sentence needs.

use crate::proposal::Braces;

/// How a predicate is turned. One that is written of many, such as `meet every {}`, stays so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// `has a date`.
    One,
    /// `have a date`.
    Many,
    /// `has no date`.
    NotOne,
    /// `have no date`.
    NotMany,
    /// `have a date`, after `should`.
    Should,
}

impl Turn {
    /// The turn of a predicate of so many.
    pub fn of(number: usize) -> Turn {
        if number == 1 { Turn::One } else { Turn::Many }
    }

    /// Whether it denies.
    pub fn is_not(self) -> bool {
        matches!(self, Turn::NotOne | Turn::NotMany)
    }

    fn is_many(self) -> bool {
        matches!(self, Turn::Many | Turn::NotMany)
    }

    /// The same the other way round; what should be is left as it is.
    pub fn turned(self) -> Turn {
        match self {
            Turn::One => Turn::NotOne,
            Turn::Many => Turn::NotMany,
            Turn::NotOne => Turn::One,
            Turn::NotMany => Turn::Many,
            Turn::Should => Turn::Should,
        }
    }

    /// The same turn where `true`, the other way round where not.
    pub fn if_so(self, so: bool) -> Turn {
        if so { self } else { self.turned() }
    }
}

/// Verbs that are no regular ones: of one, of many, bare.
const VERBS: [[&str; 3]; 6] = [
    ["is", "are", "be"],
    ["has", "have", "have"],
    ["was", "were", "have been"],
    ["can", "can", "be able to"],
    ["does", "do", "do"],
    ["goes", "go", "go"],
];

/// Whether a predicate is written of many, as `meet every {}` is.
pub(super) fn is_of_many(predicate: &str) -> bool {
    let verb = first_word(predicate);
    match VERBS.iter().find(|forms| forms.contains(&verb)) {
        // `can` is of both.
        Some(forms) => verb != forms[0],
        None => !verb.ends_with('s'),
    }
}

/// Writes the verb of a predicate, with a `not` where it is turned so; what is left of the predicate comes back.
fn write_verb<'p>(predicate: &'p str, turn: Turn, many: bool, out: &mut String) -> &'p str {
    let (verb, rest) = predicate.split_once(' ').unwrap_or((predicate, ""));
    let number = usize::from(many);
    let bare = verb.strip_suffix('s').unwrap_or(verb);
    let [one, many, base] =
        VERBS.into_iter().find(|forms| forms.contains(&verb)).unwrap_or([verb, bare, bare]);
    let forms = [one, many];
    let (wording, rest) = match (turn, one) {
        (Turn::Should, _) => ([base, ""], rest),
        (Turn::One | Turn::Many, _) => ([forms[number], ""], rest),
        (_, "can") => (["cannot", ""], rest),
        (_, "is" | "was") => ([forms[number], " not"], rest),
        (_, "has") => match rest.strip_prefix("a ").or_else(|| rest.strip_prefix("an ")) {
            Some(rest) => ([forms[number], " no"], rest),
            None if ["{", "its ", "the "].iter().any(|thing| rest.starts_with(thing)) => {
                ([["does not ", "do not "][number], "have"], rest)
            }
            None => ([forms[number], " not"], rest),
        },
        _ => ([["does not ", "do not "][number], base], rest),
    };
    wording.iter().for_each(|part| out.push_str(part));
    rest
}

/// Writes a predicate in a turn. `fill` writes what stands in place of its braces.
pub(super) fn write(predicate: &str, turn: Turn, out: &mut String, fill: impl FnOnce(Braces, &mut String)) {
    let many = turn.is_many() || is_of_many(predicate);
    let rest = write_verb(predicate, turn, many, out);
    if rest.is_empty() {
        return;
    }
    out.push(' ');
    let Some((before, inner)) = rest.split_once('{') else { return push_rest(rest, many, out) };
    let (inner, after) = inner.split_once('}').unwrap_or((inner, ""));
    push_rest(before, many, out);
    fill(Braces::from(inner), out);
    push_rest(after, many, out);
}

/// Writes a predicate without braces, with `only`, `at least` or `at most` where that is good English.
pub(super) fn write_with(adverb: &str, predicate: &str, turn: Turn, out: &mut String) {
    if adverb.is_empty() {
        return write(predicate, turn, out, |_, _| {});
    }
    let [is, has, was] = [0, 1, 2].map(|verb| VERBS[verb].contains(&first_word(predicate)));
    let (before, within) = match adverb {
        // `is only told`, `has only agreed`, and not `only works with the partners`.
        "only" => (false, is || has),
        _ if turn == Turn::Should => (true, false),
        // `at least works with the partners`, `is at least a draft`; but who has agreed has agreed.
        _ => (!is && !has && !was, is || was),
    };
    if before {
        out.push_str(adverb);
        out.push(' ');
    }
    let begin = out.len();
    write(predicate, turn, out, |_, _| {});
    if within {
        let verb = out[begin..].find(' ').map_or(out.len(), |end| begin + end);
        out.insert_str(verb, adverb);
        out.insert(verb, ' ');
    }
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// What many have is theirs.
fn push_rest(rest: &str, many: bool, out: &mut String) {
    if !many {
        return out.push_str(rest);
    }
    let mut begin = 0;
    for (at, _) in rest.match_indices("its ") {
        if at == 0 || rest.as_bytes()[at - 1] == b' ' {
            out.push_str(&rest[begin..at]);
            out.push_str("their ");
            begin = at + "its ".len();
        }
    }
    out.push_str(&rest[begin..]);
}

/// Predicates of one subject joined, a verb that they share said once: `is here and at work`, `has a place and a date`.
/// `last` stands before the last of them, ` and ` or `, or `.
pub(super) fn join(predicates: &[String], last: &str, out: &mut String) {
    let mut before = "";
    for (number, predicate) in predicates.iter().enumerate() {
        match number {
            0 => {}
            n if n + 1 == predicates.len() => out.push_str(last),
            _ => out.push_str(", "),
        }
        let shared = shared_verb(before, predicate);
        out.push_str(&predicate[shared..]);
        before = predicate;
    }
}

/// How much of a predicate is the verb of the one before it, where it can be left out.
fn shared_verb(before: &str, predicate: &str) -> usize {
    // What is joined itself has more than one verb.
    if [" and ", " or "].iter().any(|joint| before.contains(joint)) {
        return 0;
    }
    let shared = |verb: &str| before.starts_with(verb) && predicate.starts_with(verb);
    for verb in ["is not ", "are not ", "be "] {
        if shared(verb) {
            // `is not here and not at work`
            return verb.find("not").unwrap_or(verb.len());
        }
    }
    for verb in ["is ", "are "] {
        if shared(verb) && !before.starts_with("is not ") && !predicate.contains(" not ") {
            return verb.len();
        }
    }
    let has_thing = |text: &str, verb: &str| {
        text.strip_prefix(verb).is_some_and(|rest| ["a ", "an ", "no "].iter().any(|a| rest.starts_with(a)))
    };
    let verb =
        ["has ", "have "].into_iter().find(|verb| has_thing(before, verb) && has_thing(predicate, verb));
    verb.map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use super::Turn::{Many, NotMany, NotOne, One, Should};
    use super::*;

    fn turned(predicate: &str, turn: Turn) -> String {
        let mut out = String::new();
        write(predicate, turn, &mut out, |_, out| out.push('X'));
        out
    }

    fn all(predicate: &str) -> [String; 5] {
        [One, Many, NotOne, NotMany, Should].map(|turn| turned(predicate, turn))
    }

    #[test]
    fn a_predicate_has_a_form_for_one_for_many_for_not_and_for_should() {
        assert_eq!(
            all("is a draft"),
            ["is a draft", "are a draft", "is not a draft", "are not a draft", "be a draft"]
        );
        assert_eq!(
            all("has agreed"),
            ["has agreed", "have agreed", "has not agreed", "have not agreed", "have agreed"]
        );
        assert_eq!(
            all("has a date"),
            ["has a date", "have a date", "has no date", "have no date", "have a date"]
        );
        assert_eq!(all("leads"), ["leads", "lead", "does not lead", "do not lead", "lead"]);
        assert_eq!(turned("can decide", NotMany), "cannot decide");
        assert_eq!(turned("can decide", Should), "be able to decide");
    }

    #[test]
    fn what_is_written_of_many_stays_of_many() {
        assert_eq!(
            all("meet every {}"),
            ["meet every X", "meet every X", "do not meet every X", "do not meet every X", "meet every X"]
        );
        assert_eq!(turned("have {} posts", NotOne), "do not have X posts");
    }

    #[test]
    fn what_many_have_is_theirs() {
        assert_eq!(turned("has its part in writing", Many), "have their part in writing");
        assert_eq!(turned("has its part in writing", NotOne), "does not have its part in writing");
        assert_eq!(turned("admits its limits", Many), "admit their limits");
    }

    #[test]
    fn an_adverb_stands_where_it_is_good_english() {
        let with = |adverb: &str, predicate: &str, turn| {
            let mut out = String::new();
            write_with(adverb, predicate, turn, &mut out);
            out
        };
        assert_eq!(with("only", "is told", One), "is only told");
        assert_eq!(with("only", "has agreed", Many), "have only agreed");
        assert_eq!(with("only", "works with the partners", One), "works with the partners");
        assert_eq!(with("at least", "is told", One), "is at least told");
        assert_eq!(with("at least", "has agreed", One), "has agreed");
        assert_eq!(with("at least", "works with the partners", One), "at least works with the partners");
        assert_eq!(with("at least", "is a draft", Should), "at least be a draft");
    }

    #[test]
    fn a_shared_verb_is_said_once_where_the_rest_can_stand_without_it() {
        let joined = |parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            let mut out = String::new();
            join(&parts, " and ", &mut out);
            out
        };
        assert_eq!(
            joined(&["has no place", "has no date", "has no target"]),
            "has no place, no date and no target"
        );
        assert_eq!(joined(&["is here", "is at work"]), "is here and at work");
        assert_eq!(joined(&["is not here", "is not at work"]), "is not here and not at work");
        assert_eq!(joined(&["has agreed", "has a date"]), "has agreed and has a date");
        assert_eq!(joined(&["leads", "is here"]), "leads and is here");
    }
}
