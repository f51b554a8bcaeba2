//! Binding a document to the dictionary: every fact read in its kind, every problem reported.

use std::sync::OnceLock;

use typed_index_collections::TiVec;

use super::dictionary::{Child, Dictionary, Fact, Kind, ListId, NoneMeans, Scope};
use super::evidence::{Evidence, EvidenceState};
use super::number::{parse_money, parse_number, parse_share};
use super::{Answer, BlockRoute, Datum, Duration, PartialDate, Pointer, Proposal, Record, Records, Slot};
use crate::document::{Document, Entry, Limits, Node, Problem, Scalar, Span, Value};
use crate::text;

/// The key that makes a file a proposal, and the version that this program reads.
const MARKER: (&str, &str) = ("quorate", "1");

/// Binds a document that has to be marked as a proposal. The proposal is usable where no problem is an error.
pub fn bind(
    document: &Document,
    dictionary: &Dictionary,
    evidence: &dyn Evidence,
) -> (Proposal, Vec<Problem>) {
    let (proposal, mut problems) = bind_facts(document, dictionary, evidence);
    if matches!(document.root.value, Value::Map(_)) {
        problems.extend(check_marker(&document.root));
        problems.sort_by_key(|p| (p.span.line, p.span.column));
    }
    (proposal, problems)
}

/// Binds facts that stand by themselves, without the marker of a proposal: those of an example.
pub fn bind_facts(
    document: &Document,
    dictionary: &Dictionary,
    evidence: &dyn Evidence,
) -> (Proposal, Vec<Problem>) {
    let mut binder = Binder {
        dictionary,
        evidence,
        problems: Vec::new(),
        most_problems: Limits::default().problems,
        first_unsaid: None,
        doubtful: Vec::new(),
        pointers: Vec::new(),
        record: None,
    };
    let mut target = Target::new(dictionary, Scope::Root);
    let mut lists: TiVec<ListId, Records> = dictionary
        .lists()
        .iter()
        .map(|_| Records { records: Vec::new(), complete: true, complete_key: None })
        .collect();
    match &document.root.value {
        Value::Map(entries) => {
            binder.block(entries, 0, &mut target, Some(&mut lists), false);
        }
        _ => {
            let found = document.root.describe();
            binder.problems.push(
                Problem::error(
                    document.root.span,
                    format!("a proposal is a block of keys, and this is {found}"),
                )
                .expected("a line `quorate: 1`")
                .help("start with `quorate: 1`, `name: …` and `partners:`"),
            );
        }
    }
    let mut problems = binder.problems;
    problems.sort_by_key(|p| (p.span.line, p.span.column));
    if let Some(span) = binder.first_unsaid {
        problems.push(
            Problem::error(span, "there are more problems from here on").help("mend those above first"),
        );
    }
    let list_slots = dictionary.lists().iter().map(|list| dictionary.fact(list.fact).slot).collect();
    (
        Proposal {
            slots: target.slots,
            blocks: target.blocks,
            names: lists.iter().map(|_| OnceLock::new()).collect(),
            lists,
            list_slots,
            pointers: binder.pointers,
            index: document.index,
        },
        problems,
    )
}

fn check_marker(root: &Node) -> Option<Problem> {
    let (key, version) = MARKER;
    match root.entries().iter().find(|e| &*e.key.text == key) {
        None => Some(
            Problem::error(Span::FIRST_LINE, "this is not marked as a proposal")
                .expected(format!("a line `{key}: {version}`"))
                .help(format!("put `{key}: {version}` on the first line, with no space before it")),
        ),
        Some(entry) if entry.value.text() != Some(version) => Some(
            Problem::error(
                entry.value.span,
                format!("this program reads version {version} of the format only"),
            )
            .expected(format!("`{key}: {version}`"))
            .fact(key),
        ),
        Some(_) => None,
    }
}

/// Where the facts of one scope are collected.
struct Target {
    scope: Scope,
    slots: Vec<Slot>,
    blocks: Vec<Option<Span>>,
}

impl Target {
    fn new(dictionary: &Dictionary, scope: Scope) -> Target {
        let slots = match scope {
            Scope::Root => dictionary.root_facts().len(),
            Scope::Record(list) => dictionary.list(list).fields.len(),
        };
        Target {
            scope,
            slots: vec![Slot::default(); slots],
            blocks: vec![None; dictionary.blocks(scope).len()],
        }
    }
}

struct Binder<'a> {
    dictionary: &'a Dictionary,
    evidence: &'a dyn Evidence,
    problems: Vec<Problem>,
    /// How many problems are told, as many as of the YAML itself.
    most_problems: usize,
    /// Where the first problem stands that is not told: nobody reads a thousand.
    first_unsaid: Option<Span>,
    /// Evidence that does not hold, and the problem that says so: each file is named once.
    doubtful: Vec<(String, usize)>,
    /// All evidence that is pointed to.
    pointers: Vec<Pointer>,
    /// The record being read, for the route in messages.
    record: Option<(ListId, usize)>,
}

impl<'a> Binder<'a> {
    /// Reads the entries of a block and says whether evidence covers it.
    ///
    /// `lists` is there at the root only: records hold no lists of records.
    fn block(
        &mut self,
        entries: &[Entry],
        number: u16,
        target: &mut Target,
        mut lists: Option<&mut TiVec<ListId, Records>>,
        evidenced_around: bool,
    ) -> bool {
        let dictionary = self.dictionary;
        let block = &dictionary.blocks(target.scope)[number as usize];
        let record = self.record.map(|(_, number)| number as u32);
        let at = BlockRoute { scope: target.scope, block: number, record };
        let evidenced = self.evidence_of(entries, at) || evidenced_around;
        for entry in entries {
            let key = &*entry.key.text;
            match block.children.iter().find(|(name, _)| name == key).map(|(_, child)| *child) {
                Some(Child::Fact(id)) => {
                    let fact = dictionary.fact(id);
                    let answer = match fact.kind {
                        Kind::Records(list) => match lists.as_deref_mut() {
                            Some(lists) => self.records(entry, fact, list, &mut lists[list]),
                            None => Answer::Unknown,
                        },
                        _ => self.answer(entry, fact),
                    };
                    target.slots[fact.slot as usize] =
                        Slot { answer, key: Some(entry.key.span), evidenced: evidenced || fact.self_evident };
                }
                Some(Child::Block(inner)) => {
                    target.blocks[inner as usize] = Some(entry.key.span);
                    self.inner_block(entry, inner, target, lists.as_deref_mut(), evidenced);
                }
                None if key == "evidence" || (at.is_root() && key == MARKER.0) => {}
                None => self.unknown_key(entry, block, target.scope, lists.as_deref_mut()),
            }
        }
        evidenced
    }

    fn inner_block(
        &mut self,
        entry: &Entry,
        number: u16,
        target: &mut Target,
        lists: Option<&mut TiVec<ListId, Records>>,
        evidenced: bool,
    ) {
        match &entry.value.value {
            Value::Map(entries) => {
                self.block(entries, number, target, lists, evidenced);
            }
            Value::Scalar(s) if is_unknown(s) => {}
            Value::Scalar(s) if is_denial(s) => self.deny(number, target, entry.key.span, evidenced),
            Value::List(items) if items.is_empty() => self.deny(number, target, entry.key.span, evidenced),
            _ => {
                let block = &self.dictionary.blocks(target.scope)[number as usize];
                let keys = text::one_of(block.children.iter().map(|(key, _)| key.as_str()));
                self.push(
                    Problem::error(
                        entry.value.span,
                        format!(
                            "`{}` is a block of keys, and this is {}",
                            entry.key.text,
                            entry.value.describe()
                        ),
                    )
                    .expected("a block of keys, or `none`")
                    .help(format!("its keys are {keys}; each on a line of its own, two spaces further in")),
                    &block.path,
                );
            }
        }
    }

    /// A denied block denies all under it.
    fn deny(&mut self, number: u16, target: &mut Target, key: Span, evidenced: bool) {
        let dictionary = self.dictionary;
        for (_, child) in &dictionary.blocks(target.scope)[number as usize].children {
            match child {
                Child::Block(inner) => self.deny(*inner, target, key, evidenced),
                Child::Fact(id) => {
                    let slot = dictionary.fact(*id).slot as usize;
                    target.slots[slot] = Slot { answer: Answer::Denied, key: Some(key), evidenced };
                }
            }
        }
    }

    fn records(&mut self, entry: &Entry, fact: &Fact, list: ListId, into: &mut Records) -> Answer {
        let items = match &entry.value.value {
            Value::Scalar(s) if is_unknown(s) => return Answer::Unknown,
            Value::Scalar(s) if is_denial(s) => return Answer::Denied,
            Value::List(items) if items.is_empty() => return Answer::Denied,
            Value::List(items) => items,
            _ => {
                let item = &self.dictionary.list(list).item;
                self.push(
                    Problem::error(
                        entry.value.span,
                        format!("`{}` is a list, and this is {}", entry.key.text, entry.value.describe()),
                    )
                    .expected("a list")
                    .help(format!("begin each {item} on a new line with `- `, or answer `none`")),
                    &fact.path,
                );
                return Answer::Unknown;
            }
        };
        into.records.reserve(items.len());
        for (index, item) in items.iter().enumerate() {
            self.record = Some((list, index));
            let record = self.one_record(item, list);
            into.records.push(record);
        }
        self.record = None;
        Answer::Given(Datum::Records)
    }

    fn one_record(&mut self, item: &Node, list: ListId) -> Record {
        let dictionary = self.dictionary;
        let definition = dictionary.list(list);
        let mut target = Target::new(dictionary, Scope::Record(list));
        let mut evidenced = false;
        match &item.value {
            Value::Map(entries) => {
                // Evidence in a block of the record speaks for the record being there.
                evidenced = self.block(entries, 0, &mut target, None, false)
                    || target.slots.iter().any(|slot| slot.evidenced);
            }
            Value::Scalar(s) if is_unknown(s) => {}
            Value::Scalar(s) => match definition.key {
                // A plain text is the short form of a record that says no more than what it is called.
                Some(key) if !is_denial(s) => {
                    let fact = dictionary.fact(key);
                    let answer = self.scalar(s, item.span, fact);
                    target.slots[fact.slot as usize] =
                        Slot { answer, key: Some(item.span), evidenced: false };
                }
                _ => self.push(
                    Problem::error(
                        item.span,
                        format!("`{}` is no {}", text::shorten(&s.text, 40), definition.item),
                    )
                    .expected(format!(
                        "the name of {}, or a block of keys",
                        text::with_article(&definition.item)
                    ))
                    .help("for an empty list write `none` in place of the list"),
                    "",
                ),
            },
            Value::List(_) => self.push(
                Problem::error(
                    item.span,
                    format!("{} is a block of keys, and this is a list", definition.item),
                )
                .expected("a block of keys"),
                "",
            ),
        }
        Record { slots: target.slots, blocks: target.blocks, span: item.span, evidenced }
    }

    fn answer(&mut self, entry: &Entry, fact: &Fact) -> Answer {
        match &entry.value.value {
            Value::Scalar(scalar) => self.scalar(scalar, entry.value.span, fact),
            Value::List(items) if items.is_empty() => self.denied(entry.value.span, fact),
            Value::List(items) => self.several(items, entry, fact),
            Value::Map(_) => {
                let expected = expected_of(self.dictionary, fact);
                self.push(
                    Problem::error(
                        entry.value.span,
                        format!("`{}` is {expected}, and this is a block of keys", fact.path),
                    )
                    .expected(expected),
                    &fact.path,
                );
                Answer::Unknown
            }
        }
    }

    /// A list of values under one fact.
    fn several(&mut self, items: &[Node], entry: &Entry, fact: &Fact) -> Answer {
        let takes_several = matches!(fact.kind, Kind::Words(_) | Kind::Texts | Kind::People);
        if !takes_several {
            let expected = expected_of(self.dictionary, fact);
            self.push(
                Problem::error(
                    entry.value.span,
                    format!("`{}` is {expected}, and this is a list", fact.path),
                )
                .expected(expected)
                .help("give one value"),
                &fact.path,
            );
            return Answer::Unknown;
        }
        let mut words = 0u64;
        let mut texts = Vec::new();
        for item in items {
            match &item.value {
                Value::Scalar(s) if is_unknown(s) => {}
                Value::Scalar(scalar) => match self.scalar(scalar, item.span, fact) {
                    Answer::Given(Datum::Words(bits)) => words |= bits,
                    Answer::Given(Datum::Texts(mut one)) => texts.append(&mut one),
                    Answer::Denied => self.push(
                        Problem::error(item.span, "`none` cannot stand among other items")
                            .help("for an empty list write `none` in place of the list"),
                        &fact.path,
                    ),
                    _ => {}
                },
                _ => {
                    let expected = expected_of(self.dictionary, fact);
                    let message = format!(
                        "each item of `{}` is {expected}, and this is {}",
                        fact.path,
                        item.describe()
                    );
                    self.push(Problem::error(item.span, message).expected(expected), &fact.path);
                }
            }
        }
        match fact.kind {
            Kind::Words(_) if words != 0 => Answer::Given(Datum::Words(words)),
            Kind::Texts | Kind::People if !texts.is_empty() => Answer::Given(Datum::Texts(texts)),
            _ => Answer::Unknown,
        }
    }

    fn scalar(&mut self, scalar: &Scalar, span: Span, fact: &Fact) -> Answer {
        let text = &*scalar.text;
        // A word of the vocabulary wins over denial and over "unknown".
        if let Some(vocabulary) = self.dictionary.vocabulary(fact)
            && let Some(word) = vocabulary.index(text)
        {
            return Answer::Given(match fact.kind {
                Kind::Words(_) => Datum::Words(1 << word),
                _ => Datum::Word(word),
            });
        }
        if is_unknown(scalar) {
            return Answer::Unknown;
        }
        let is_text = matches!(fact.kind, Kind::Text | Kind::Person | Kind::Texts | Kind::People);
        // In capitals `NO` is a country before it is a denial.
        if is_denial(scalar) && !(is_text && text == "NO") {
            return self.denied(span, fact);
        }
        match read(scalar, fact.kind) {
            Ok(datum) => Answer::Given(datum),
            Err(why) => {
                let problem = self.wrong_value(text, span, fact, why);
                self.push(problem, &fact.path);
                Answer::Unknown
            }
        }
    }

    fn denied(&mut self, span: Span, fact: &Fact) -> Answer {
        if fact.none != NoneMeans::Never {
            return Answer::Denied;
        }
        let expected = expected_of(self.dictionary, fact);
        let mut problem =
            Problem::error(span, format!("`none` is no answer to `{}`", fact.path)).expected(expected);
        problem = match fact.kind {
            Kind::Text => {
                problem.help("leave the key out if it is not known; quote the word if it is meant as a text")
            }
            _ => problem.help("leave the key out if it is not known"),
        };
        self.push(problem, &fact.path);
        Answer::Unknown
    }

    fn wrong_value(&self, text: &str, span: Span, fact: &Fact, why: Option<String>) -> Problem {
        let shown = text::shorten(text, 40);
        let expected = expected_of(self.dictionary, fact);
        let problem =
            Problem::error(span, format!("`{shown}` does not answer `{}`", fact.path)).expected(expected);
        if let Some(vocabulary) = self.dictionary.vocabulary(fact) {
            return match vocabulary.nearest(text) {
                Some(near) => problem.help(format!("did you mean `{near}`?")),
                None => problem,
            };
        }
        match why {
            Some(why) => problem.help(why),
            None => problem.help(fact.ask.clone()),
        }
    }

    fn unknown_key(
        &mut self,
        entry: &Entry,
        block: &super::dictionary::Block,
        scope: Scope,
        lists: Option<&mut TiVec<ListId, Records>>,
    ) {
        let key = &*entry.key.text;
        // `partners_complete: no` beside `partners`.
        if let Some(list_key) = key.strip_suffix("_complete")
            && let Some((_, Child::Fact(id))) = block.children.iter().find(|(name, _)| name == list_key)
            && let (Kind::Records(list), Some(lists)) = (self.dictionary.fact(*id).kind, lists)
        {
            lists[list].complete_key = Some(entry.key.span);
            match entry.value.text().map(str::to_ascii_lowercase).as_deref() {
                Some("yes" | "true") => lists[list].complete = true,
                Some("no" | "false") => lists[list].complete = false,
                _ => self.push(
                    Problem::error(entry.value.span, format!("`{key}` is answered by yes or no"))
                        .expected("`yes` or `no`"),
                    key,
                ),
            }
            return;
        }
        let keys = block.children.iter().map(|(name, _)| name.as_str());
        let inside = if block.path.is_empty() { String::new() } else { format!(" in `{}`", block.path) };
        let mut problem =
            Problem::error(entry.key.span, format!("there is no fact `{}`{inside}", text::shorten(key, 40)))
                .expected("a key that the dictionary has");
        problem = match text::nearest(key, keys.clone())
            .map(str::to_owned)
            .or_else(|| self.elsewhere(key, scope))
        {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help(format!("the keys here are {}", text::one_of(keys))),
        };
        self.push(problem, key);
    }

    /// A key that stands in the wrong block: the full path at which it would be right.
    fn elsewhere(&self, key: &str, scope: Scope) -> Option<String> {
        let ends_so = |path: &str| path.rsplit_once('.').is_some_and(|(_, last)| last == key);
        self.dictionary
            .facts()
            .map(|(_, fact)| fact)
            .find(|f| f.scope == scope && ends_so(&f.path))
            .map(|f| f.path.clone())
    }

    /// Whether a block's own `evidence:` holds; what is wrong with it is reported.
    fn evidence_of(&mut self, entries: &[Entry], at: BlockRoute) -> bool {
        let Some(entry) = entries.iter().find(|e| &*e.key.text == "evidence") else { return false };
        if at.is_root() {
            self.push(
                Problem::error(entry.key.span, "evidence cannot stand for a whole proposal")
                    .expected("evidence inside a block or a record")
                    .help("move it into the block whose facts it supports"),
                "evidence",
            );
            return false;
        }
        let items: &[Node] = match &entry.value.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(&entry.value),
        };
        let mut holds = false;
        for item in items {
            holds |= self.one_evidence(item, at);
        }
        holds
    }

    fn one_evidence(&mut self, item: &Node, at: BlockRoute) -> bool {
        let pointer = match &item.value {
            Value::Scalar(s) if is_unknown(s) || is_denial(s) => return false,
            Value::Scalar(s) => &*s.text,
            Value::Map(entries) => {
                for entry in entries {
                    if !EVIDENCE_KEYS.contains(&&*entry.key.text) {
                        let problem = Problem::error(
                            entry.key.span,
                            format!("evidence has no key `{}`", entry.key.text),
                        )
                        .expected(format!("one of {}", text::one_of(EVIDENCE_KEYS.iter().copied())));
                        self.push(problem, "evidence");
                    }
                }
                match item.get("file").or_else(|| item.get("url")).and_then(Node::text) {
                    Some(text) => text,
                    None => {
                        let problem = Problem::error(item.span, "this evidence points nowhere")
                            .expected("a `file` or a `url`");
                        self.push(problem, "evidence");
                        return false;
                    }
                }
            }
            Value::List(_) => {
                let problem = Problem::error(item.span, "evidence is a file, a URL or a list of these")
                    .expected("a file or a URL");
                self.push(problem, "evidence");
                return false;
            }
        };
        let state = self.evidence.look(pointer);
        self.pointers.push(Pointer {
            at,
            target: pointer.into(),
            details: details(item),
            state,
            span: item.span,
        });
        let (problem, help) = match state {
            EvidenceState::Holds => return true,
            EvidenceState::Unseen => return false,
            state => doubt(pointer, state, item.span),
        };
        // A file that many blocks point to is missing once.
        if let Some((_, first)) = self.doubtful.iter().find(|(known, _)| known == pointer) {
            if let Some(known) = &mut self.problems[*first].help {
                let more = if known.contains("also named") { "," } else { "; also named in line" };
                known.push_str(&format!("{more} {}", item.span.line));
            }
            return false;
        }
        if self.problems.len() < self.most_problems {
            self.doubtful.push((pointer.to_owned(), self.problems.len()));
        }
        self.push(problem.help(help), "evidence");
        false
    }

    fn push(&mut self, problem: Problem, path: &str) {
        if self.problems.len() == self.most_problems {
            self.first_unsaid.get_or_insert(problem.span);
            return;
        }
        let route = match self.record {
            Some((list, index)) => {
                let list = &self.dictionary.fact(self.dictionary.list(list).fact).path;
                let inner = path.strip_prefix(list.as_str()).unwrap_or(path).trim_start_matches('.');
                let dot = if inner.is_empty() { "" } else { "." };
                format!("{list}[{index}]{dot}{inner}")
            }
            None => path.to_owned(),
        };
        self.problems.push(problem.fact(route));
    }
}

/// What is said of a piece of evidence beside where it is.
fn details(item: &Node) -> Vec<(Box<str>, Box<str>)> {
    let where_it_is = if item.get("file").is_some() { "file" } else { "url" };
    let beside = item.entries().iter().filter(|entry| &*entry.key.text != where_it_is);
    let mut details: Vec<_> =
        beside.filter_map(|entry| Some((entry.key.text.clone(), entry.value.text()?.into()))).collect();
    details.sort_unstable();
    details
}

/// What is wrong with evidence that does not hold, and what to do about it.
fn doubt(pointer: &str, state: EvidenceState, span: Span) -> (Problem, &'static str) {
    let shown = text::shorten(pointer, 60);
    match state {
        EvidenceState::Outside => (
            Problem::error(span, format!("`{shown}` leaves the folder of the proposal"))
                .expected("a path inside the proposal's folder"),
            "copy the document beside the proposal, or give its URL",
        ),
        EvidenceState::Empty => (
            Problem::warning(span, format!("the file `{shown}` is empty"))
                .expected("a file with something in it"),
            "an empty file evidences nothing",
        ),
        _ => (
            Problem::warning(span, format!("there is no file `{shown}` beside the proposal"))
                .expected("a file that exists, or a URL"),
            "until it is there, the facts beside it count as claimed, not as evidenced",
        ),
    }
}

const EVIDENCE_KEYS: &[&str] = &["file", "url", "page", "date", "note"];

/// Plain words that say "not known".
fn is_unknown(scalar: &Scalar) -> bool {
    scalar.plain && matches!(&*scalar.text, "" | "~" | "?" | "null" | "tbd" | "TBD" | "unknown" | "Unknown")
}

/// Plain words that deny.
fn is_denial(scalar: &Scalar) -> bool {
    scalar.plain
        && matches!(
            &*scalar.text,
            "no" | "No" | "NO" | "none" | "None" | "NONE" | "false" | "False" | "FALSE"
        )
}

fn is_yes(scalar: &Scalar) -> bool {
    scalar.plain && matches!(&*scalar.text, "yes" | "Yes" | "YES" | "true" | "True" | "TRUE")
}

/// Reads a scalar in the kind of its fact. The error may say why it cannot be read.
fn read(scalar: &Scalar, kind: Kind) -> Result<Datum, Option<String>> {
    let text = scalar.text.trim();
    let some_text = || match is_yes(scalar) || text.is_empty() {
        true => Err(None),
        false => Ok(scalar.text.clone()),
    };
    match kind {
        Kind::Text | Kind::Person => some_text().map(Datum::Text),
        Kind::Texts | Kind::People => some_text().map(|t| Datum::Texts(vec![t])),
        Kind::YesNo if is_yes(scalar) => Ok(Datum::Yes),
        Kind::Number => parse_number(text).map(Datum::Number).map_err(Some),
        Kind::Share => parse_share(text).map(Datum::Share).map_err(Some),
        Kind::Money => parse_money(text).map(Datum::Money).map_err(Some),
        Kind::Date => PartialDate::parse(text).map(Datum::Date).map_err(Some),
        Kind::Duration => Duration::parse(text).map(Datum::Duration).map_err(Some),
        Kind::YesNo | Kind::Word(_) | Kind::Words(_) | Kind::Records(_) => Err(None),
    }
}

/// What a fact takes, for messages.
fn expected_of(dictionary: &Dictionary, fact: &Fact) -> String {
    let words = || dictionary.vocabulary(fact).map_or_else(String::new, |v| text::one_of(v.texts()));
    match fact.kind {
        Kind::Text => "a text".to_owned(),
        Kind::Person => "a person's name".to_owned(),
        Kind::YesNo => "`yes` or `no`".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Share => "a share such as `20 %`".to_owned(),
        Kind::Money => "an amount such as `60000 EUR`".to_owned(),
        Kind::Date => "a date such as `2027-03`".to_owned(),
        Kind::Duration => "a length of time such as `18 months`".to_owned(),
        Kind::Word(_) => format!("one of {}", words()),
        Kind::Words(_) => format!("one or more of {}", words()),
        Kind::Texts => "a text or a list of texts".to_owned(),
        Kind::People => "a name or a list of names".to_owned(),
        Kind::Records(_) => "a list".to_owned(),
    }
}
