//! Reading a value in the kind of its fact.

use super::Binder;
use crate::document::{Entry, Node, Problem, Scalar, Span, Value};
use crate::proposal::date::FromStart;
use crate::proposal::dictionary::{Dictionary, Fact, Kind, NoneMeans, Vocabulary};
use crate::proposal::number::{parse_money, parse_number, parse_percent, parse_share};
use crate::proposal::plain::{ambiguous, plain};
use crate::proposal::words::{self, Meaning, meaning};
use crate::proposal::{Answer, Datum, Duration, Misread, PartialDate, ReadAs, Within};
use crate::text;

impl Binder<'_> {
    /// What an entry says of a fact that is no list of records.
    pub(super) fn answer(&mut self, entry: &Entry, fact: &Fact) -> Answer {
        let span = entry.value.span;
        match &entry.value.value {
            Value::Scalar(scalar) => {
                self.list_on_a_line(scalar, span, fact).unwrap_or_else(|| self.scalar(scalar, span, fact))
            }
            Value::List(items) if items.is_empty() => self.denied("[]", span, fact),
            Value::List(items) if takes_several(fact) => self.several(items, fact),
            _ => {
                let dictionary = self.dictionary;
                self.tell(span, &fact.path, || wrong_shape(dictionary, entry, fact));
                Answer::Unknown
            }
        }
    }

    /// A list of values under one fact.
    fn several(&mut self, items: &[Node], fact: &Fact) -> Answer {
        let mut words = 0u64;
        let mut texts = Vec::new();
        for item in items {
            match self.one_of_several(item, fact) {
                Some(Datum::Words(bits)) => words |= bits,
                Some(Datum::Texts(mut one)) => texts.append(&mut one),
                _ => {}
            }
        }
        if words != 0 {
            Answer::Given(Datum::Words(words))
        } else if texts.is_empty() {
            Answer::Unknown
        } else {
            Answer::Given(Datum::Texts(texts))
        }
    }

    fn one_of_several(&mut self, item: &Node, fact: &Fact) -> Option<Datum> {
        let Value::Scalar(scalar) = &item.value else {
            let dictionary = self.dictionary;
            self.tell(item.span, &fact.path, || {
                let (expected, found) = (expected_of(dictionary, fact), item.describe());
                let message = format!("each item of `{}` is {expected}, and this is {found}", fact.path);
                Problem::error(item.span, message).expected(expected)
            });
            return None;
        };
        match self.scalar(scalar, item.span, fact) {
            Answer::Given(datum) => Some(datum),
            Answer::Unknown => None,
            Answer::Denied => {
                self.tell(item.span, &fact.path, || {
                    let typed = text::shorten(&scalar.text, 40);
                    Problem::error(item.span, format!("`{typed}` cannot stand among other items"))
                        .help("for an empty list write `none` in place of the list")
                });
                None
            }
        }
    }

    /// What one value says of a fact.
    pub(super) fn scalar(&mut self, scalar: &Scalar, span: Span, fact: &Fact) -> Answer {
        let text = &*scalar.text;
        self.look_for_what_a_comment_cut(scalar, span, fact);
        // A word of the vocabulary wins over denial and over "unknown".
        if let Some(word) =
            self.dictionary.vocabulary(fact).and_then(|words| words.index(&text::one_line(text)))
        {
            return Answer::Given(match fact.kind {
                Kind::Words(_) => Datum::Words(1 << word),
                _ => Datum::Word(word),
            });
        }
        let meaning = meaning(text);
        if meaning == Some(Meaning::Unknown) {
            return Answer::Unknown;
        }
        if denies(meaning, text, fact.kind)
            || (meaning == Some(Meaning::NotYet) && takes_not_yet(self.dictionary, fact))
        {
            return self.denied(text, span, fact);
        }
        if matches!(fact.kind, Kind::Word(_) | Kind::Words(_))
            && let Some(answer) = self.loosely(text, span, fact)
        {
            return answer;
        }
        let from_start = if fact.kind == Kind::Date { self.said_from_start(text, fact) } else { None };
        if let Some(Ok(said)) = from_start {
            return self.counted_from_start(Ok(said), text, span, fact);
        }
        let why = match read(text, meaning == Some(Meaning::Yes), fact.kind) {
            Ok(datum) => return Answer::Given(datum),
            Err(why) => why,
        };
        // The plain form is tried first: nearly all values are written so.
        if let Some(answer) = self.rewritten(text, span, fact) {
            return answer;
        }
        if let Some(said) = from_start {
            return self.counted_from_start(said, text, span, fact);
        }
        let dictionary = self.dictionary;
        self.tell(span, &fact.path, || wrong_value(dictionary, text, span, fact, why));
        Answer::Unknown
    }

    /// Several texts that were written on one line in place of a list. What stands in a list is one text already.
    fn list_on_a_line(&mut self, scalar: &Scalar, span: Span, fact: &Fact) -> Option<Answer> {
        if !matches!(fact.kind, Kind::Texts | Kind::People) {
            return None;
        }
        let parts: Vec<Box<str>> = listed(&scalar.text)?.into_iter().map(Box::from).collect();
        self.look_for_what_a_comment_cut(scalar, span, fact);
        self.tell_read_as(&scalar.text, parts.clone(), span, fact);
        Some(Answer::Given(Datum::Texts(parts)))
    }

    /// ` #3` in a text begins a comment, and the rest of the text is lost. Who comments leaves a space behind the `#`.
    fn look_for_what_a_comment_cut(&mut self, scalar: &Scalar, span: Span, fact: &Fact) {
        let takes_text = matches!(fact.kind, Kind::Text | Kind::Person | Kind::Texts | Kind::People);
        let Some(lost) = self.cut.get(&(span.end + 1)).filter(|_| takes_text && scalar.plain) else { return };
        let (kept, lost) = (text::shorten(&scalar.text, 40), text::shorten(lost, 40));
        self.warn(span, &fact.path, || {
            Problem::warning(
                span,
                format!("`{kept}` ends where ` #{lost}` begins, which was taken for a comment"),
            )
            .help(format!("if that belongs to the text, put all of it in quotes: \"{kept} #{lost}\""))
        });
    }

    /// What a value says that is written otherwise than plainly; nothing where it is written plainly, or cannot be read so
    /// either. What it is read as is told.
    fn loosely(&mut self, text: &str, span: Span, fact: &Fact) -> Option<Answer> {
        let dictionary = self.dictionary;
        let (answer, plain) = match (fact.kind, dictionary.vocabulary(fact)) {
            (Kind::Word(_), Some(words)) => {
                let word = words.loosely(text)?;
                (Answer::Given(Datum::Word(word)), vec![words.words[usize::from(word)].word.as_str().into()])
            }
            (Kind::Words(_), Some(words)) => {
                let found = words.loosely(text).map(|word| vec![word]).or_else(|| words.on_one_line(text))?;
                let bits = found.iter().fold(0, |bits, word| bits | 1 << word);
                let plain = found.iter().map(|word| words.words[usize::from(*word)].word.as_str().into());
                (Answer::Given(Datum::Words(bits)), plain.collect())
            }
            _ => return None,
        };
        self.tell_read_as(text, plain, span, fact);
        Some(answer)
    }

    /// What a number, a date or another value says whose plain form is another one.
    fn rewritten(&mut self, text: &str, span: Span, fact: &Fact) -> Option<Answer> {
        let plain = plain(fact.kind, text)?;
        let answer = match (fact.kind, plain.as_str()) {
            (Kind::YesNo, "yes") => Answer::Given(Datum::Yes),
            (Kind::YesNo, _) => self.denied(text, span, fact),
            (Kind::Date, _) => match self.said_from_start(&plain, fact) {
                Some(said) => self.counted_from_start(said, &plain, span, fact),
                None => Answer::Given(read(&plain, false, fact.kind).ok()?),
            },
            _ => Answer::Given(read(&plain, false, fact.kind).ok()?),
        };
        self.tell_read_as(text, vec![plain.into()], span, fact);
        Some(answer)
    }

    fn tell_read_as(&mut self, typed: &str, plain: Vec<Box<str>>, span: Span, fact: &Fact) {
        let Some(fact) = self.dictionary.find(&fact.path) else { return };
        self.read_as.push(ReadAs { fact, typed: typed.into(), plain, span });
    }

    /// What is said from the start of activities; nothing where the value says no such date, or where it would be the start
    /// that is.
    fn said_from_start(&self, text: &str, fact: &Fact) -> Option<Result<FromStart, Misread>> {
        let start = self.dictionary.fact(self.dictionary.origin()?);
        (start.slot != fact.slot || start.scope != fact.scope)
            .then(|| FromStart::parse(text.trim(), start.key()))
            .flatten()
    }

    /// A date that is said from the start: unknown as long as the start is.
    fn counted_from_start(
        &mut self,
        said: Result<FromStart, Misread>,
        text: &str,
        span: Span,
        fact: &Fact,
    ) -> Answer {
        let dictionary = self.dictionary;
        let from = match said {
            Ok(from) => from,
            Err(why) => {
                self.tell(span, &fact.path, || wrong_value(dictionary, text, span, fact, Some(why)));
                return Answer::Unknown;
            }
        };
        if self.start.is_none() {
            self.warn(span, &fact.path, || {
                let start = dictionary.origin().map_or("", |start| &dictionary.fact(start).path);
                let shown = text::shorten(text, 40);
                Problem::warning(span, format!("`{shown}` is unknown as long as `{start}` is"))
                    .topic("start-unknown")
                    .help(format!("say `{start}`, or write the date itself"))
            });
        }
        self.start
            .and_then(|start| from.after(start))
            .map_or(Answer::Unknown, |d| Answer::Given(Datum::Date(d)))
    }

    /// A denial, where the dictionary takes it for an answer.
    pub(super) fn denied(&mut self, typed: &str, span: Span, fact: &Fact) -> Answer {
        if fact.none != NoneMeans::Never {
            return Answer::Denied;
        }
        let dictionary = self.dictionary;
        self.tell(span, &fact.path, || {
            let typed = text::shorten(typed, 40);
            Problem::error(span, format!("`{typed}` is no answer to `{}`", fact.path))
                .expected(expected_of(dictionary, fact))
                .help("leave the key out if it is not known")
        });
        Answer::Unknown
    }
}

/// Whether a value of this meaning denies a fact of this kind.
pub(super) fn denies(meaning: Option<Meaning>, typed: &str, kind: Kind) -> bool {
    let is_text = matches!(kind, Kind::Text | Kind::Person | Kind::Texts | Kind::People);
    meaning == Some(Meaning::No) && !(is_text && typed.trim() == words::NORWAY)
}

/// "Not yet" is an answer where there is a question of yes or no, or an order in which something comes before the first
/// word.
pub(in crate::proposal) fn takes_not_yet(dictionary: &Dictionary, fact: &Fact) -> bool {
    match fact.kind {
        Kind::YesNo => true,
        Kind::Word(_) => dictionary.vocabulary(fact).is_some_and(|vocabulary| vocabulary.ordered),
        _ => false,
    }
}

fn takes_several(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Words(_) | Kind::Texts | Kind::People)
}

/// The parts of a list of texts that was written or pasted on one line, told apart by bullets, semicolons or commas; nothing
/// where it may as well be one text. A sentence has more words between its commas, and ends with a full stop.
fn listed(text: &str) -> Option<Vec<&str>> {
    const BULLETS: [char; 5] = ['•', '·', '‣', '◦', '\u{2043}'];
    const MOST_WORDS: usize = 6;
    // Most texts have nothing in them that could part a list.
    if !text.bytes().any(|byte| matches!(byte, b',' | b';' | b'\n') || !byte.is_ascii()) {
        return None;
    }
    let bulleted = text.contains(BULLETS);
    let lines = text.trim().contains('\n')
        && text.trim().lines().all(|line| line.trim_start().starts_with(['-', '*', '–']));
    let parts: Vec<&str> = match () {
        () if bulleted => text.split(BULLETS).collect(),
        () if lines => {
            text.lines().map(|line| line.trim_start().trim_start_matches(['-', '*', '–'])).collect()
        }
        () if text.contains("; ") => text.split("; ").collect(),
        () => text.split(", ").collect(),
    };
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_short =
        |part: &&str| part.split_whitespace().count() <= MOST_WORDS && !part.ends_with(['.', '!', '?', ':']);
    let is_list = parts.len() > 1 && (bulleted || lines || parts.iter().all(is_short));
    (is_list || bulleted && parts.len() == 1).then_some(parts)
}

/// Reads a value that is neither a denial nor unknown. The error says why it cannot be read, if there is more to say
/// than what the kind is.
fn read(text: &str, is_yes: bool, kind: Kind) -> Result<Datum, Option<Misread>> {
    let trimmed = text.trim();
    let number = match kind {
        Kind::Text | Kind::Person if !is_yes => return Ok(Datum::Text(text.into())),
        Kind::Texts | Kind::People if !is_yes => return Ok(Datum::Texts(vec![text.into()])),
        Kind::YesNo if is_yes => return Ok(Datum::Yes),
        Kind::Number => match Within::parse(trimmed, |one| parse_number(one).ok()) {
            Some(within) => Ok(Datum::Within(within)),
            None => parse_number(trimmed).map(Datum::Number),
        },
        Kind::Share => match Within::parse(trimmed, parse_percent) {
            Some(within) => Ok(Datum::Within(within)),
            None => parse_share(trimmed).map(Datum::Share),
        },
        Kind::Money => parse_money(trimmed).map(Datum::Money),
        Kind::Date => PartialDate::parse(trimmed).map(Datum::Date),
        Kind::Duration => {
            let months = |one: &str| Duration::parse(one.trim()).ok().map(Duration::in_months);
            match Within::parse(trimmed, months) {
                Some(within) => Ok(Datum::Within(within)),
                None => Duration::parse(trimmed).map(Datum::Duration),
            }
        }
        Kind::Text | Kind::Person | Kind::Texts | Kind::People | Kind::YesNo => return Err(None),
        Kind::Word(_) | Kind::Words(_) | Kind::Records(_) => return Err(None),
    };
    number.map_err(Some)
}

fn wrong_shape(dictionary: &Dictionary, entry: &Entry, fact: &Fact) -> Problem {
    let (expected, found) = (expected_of(dictionary, fact), entry.value.describe());
    let message = format!("`{}` is {expected}, and this is {found}", fact.path);
    let problem = Problem::error(entry.value.span, message).expected(expected);
    if matches!(entry.value.value, Value::List(_)) { problem.help("give one value") } else { problem }
}

fn wrong_value(
    dictionary: &Dictionary,
    typed: &str,
    span: Span,
    fact: &Fact,
    why: Option<Misread>,
) -> Problem {
    let shown = text::shorten(typed, 40);
    let problem = Problem::error(span, format!("`{shown}` does not answer `{}`", fact.path))
        .expected(expected_of(dictionary, fact));
    match (dictionary.vocabulary(fact), why) {
        (Some(vocabulary), _) => match meant(vocabulary, typed) {
            Some(help) => problem.help(help),
            None => problem,
        },
        (None, Some(why)) => match (fact.kind, ambiguous(typed)) {
            (Kind::Date, Some(readings)) => problem.help(readings),
            _ => problem.help(why),
        },
        (None, None) => problem.help(fact.ask.clone()),
    }
}

/// The word of a vocabulary that was meant, or what cannot be seen in a word that looks right.
fn meant(vocabulary: &Vocabulary, typed: &str) -> Option<String> {
    if let Some(unclear) = vocabulary.unclear(typed) {
        let readings = text::one_of(unclear.may_be.iter().map(String::as_str));
        return Some(format!("it may be {readings}: write which"));
    }
    let seen = words::as_seen(typed);
    if vocabulary.index(&seen).is_some() {
        return Some(format!("there is {} in it: write `{seen}`", words::unseen(typed)));
    }
    vocabulary.nearest(typed).map(|near| format!("did you mean `{near}`?"))
}

/// What a fact takes, for messages.
fn expected_of(dictionary: &Dictionary, fact: &Fact) -> String {
    let texts = dictionary.vocabulary(fact).into_iter().flat_map(Vocabulary::texts);
    let deniable = fact.none != NoneMeans::Never;
    match fact.kind {
        Kind::Text => "a text".to_owned(),
        Kind::Person => "a person's name".to_owned(),
        Kind::YesNo => "`yes` or `no`".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Share => "a share such as `20 %`".to_owned(),
        Kind::Money => "an amount such as `60000 EUR`".to_owned(),
        Kind::Date => "a date such as `2027-03`".to_owned(),
        Kind::Duration => "a length of time such as `18 months`".to_owned(),
        Kind::Word(_) => format!("one of {}", text::one_of(texts.chain(deniable.then_some("none")))),
        Kind::Words(_) if deniable => format!("one or more of {}, or `none`", text::one_of(texts)),
        Kind::Words(_) => format!("one or more of {}", text::one_of(texts)),
        Kind::Texts => "a text or a list of texts".to_owned(),
        Kind::People => "a name or a list of names".to_owned(),
        Kind::Records(_) => "a list".to_owned(),
    }
}
