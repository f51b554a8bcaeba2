//! The dictionary of facts: what a proposal can say, declared once in `facts.yaml`.

mod bounds;
mod schema;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use typed_index_collections::{TiSlice, TiVec};

pub use self::bounds::{Bound, Bounds, Mark, Should};
pub use self::schema::dictionary_schema;
use super::loose::Loose;
use super::phrases::Phrases;
use crate::document::{Document, Fields, Node, Problem, Problems, Span, unknown_word};

/// A fact's number in the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactId(pub u16);

/// The number of a list of records in the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ListId(u16);

impl From<usize> for ListId {
    fn from(place: usize) -> ListId {
        // The dictionary is limited in size: it has a few lists.
        ListId(place as u16)
    }
}

impl From<ListId> for usize {
    fn from(id: ListId) -> usize {
        id.0.into()
    }
}

/// Where a bound value is kept: in the proposal itself, or in each record of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Once in a proposal.
    Root,
    /// Once in each record of this list.
    Record(ListId),
}

/// What kind of answer a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Any text.
    Text,
    /// A person's name.
    Person,
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// A share of a whole.
    Share,
    /// An amount of money.
    Money,
    /// A date to the day, month or year.
    Date,
    /// A length of time.
    Duration,
    /// A word of the vocabulary with this number.
    Word(u16),
    /// One or more words of the vocabulary with this number.
    Words(u16),
    /// One or more texts.
    Texts,
    /// One or more names of persons.
    People,
    /// A list of blocks.
    Records(ListId),
}

/// What the answer `none` says of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoneMeans {
    /// Something is lacking: no consequence for non-delivery.
    Lack,
    /// There is nothing to handle: no other partnerships.
    NothingToHandle,
    /// It is no answer.
    Never,
}

/// Whether what a fact of a record holds is the name of somebody, and whether others of the list can have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Names {
    /// It is no name, or nothing is asked of it.
    No,
    /// A name that each stands under once, as a partner does.
    Once,
    /// A name that can come again, as that of a giver who gives twice. It is then written in one way.
    Again,
}

/// A set of words, ordered from least to most where `ordered`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Its name.
    pub name: String,
    /// Whether its words can be compared.
    pub ordered: bool,
    /// The words, at most 64.
    pub words: Vec<Word>,
    /// Words that people use and that may mean several of these: answered with both, never taken.
    pub unclear: Vec<Unclear>,
    /// The words as people write them, made when one is first looked for.
    #[serde(skip)]
    loose: OnceLock<Loose>,
}

/// A word that people use and that may mean several words of a vocabulary.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Unclear {
    /// The word, in lower case.
    pub word: String,
    /// The words that it may mean.
    pub may_be: Vec<String>,
}

/// A word of a vocabulary.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Word {
    /// The word as it is written in a proposal.
    pub word: String,
    /// What it means.
    pub means: String,
    /// Other words that people use for it: taken for it, and told.
    pub also: Vec<String>,
    /// What is said of whatever has it, verb first, where that is not `is` and the word.
    pub says: Option<String>,
}

impl Word {
    /// All its names, the word itself first.
    fn names(&self) -> Vec<&str> {
        [&self.word].into_iter().chain(&self.also).map(String::as_str).collect()
    }
}

impl Fact {
    /// Its key: the last part of its path.
    pub fn key(&self) -> &str {
        self.path.rsplit('.').next().unwrap_or_default()
    }
}

impl Vocabulary {
    /// The number of a word.
    pub fn index(&self, word: &str) -> Option<u8> {
        self.words.iter().position(|w| w.word == word).map(|i| i as u8)
    }

    /// The words themselves.
    pub fn texts(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.iter().map(|w| w.word.as_str())
    }

    /// The word that is meant by another spelling or another name.
    pub(super) fn loosely(&self, typed: &str) -> Option<u8> {
        self.loose().one(typed)
    }

    /// The words that a list on one line names; nothing where one of its parts is no word.
    pub(super) fn on_one_line(&self, typed: &str) -> Option<Vec<u8>> {
        self.loose().several(typed)
    }

    /// Of each word all its names, the word itself first.
    pub(super) fn names(&self) -> impl Iterator<Item = Vec<&str>> {
        self.words.iter().map(Word::names)
    }

    fn loose(&self) -> &Loose {
        self.loose.get_or_init(|| Loose::new(self.names()))
    }

    /// The words that an unclear one may mean.
    pub(super) fn unclear(&self, typed: &str) -> Option<&Unclear> {
        let lower = typed.trim().to_lowercase();
        self.unclear
            .iter()
            .find(|unclear| unclear.word == lower || unclear.word == lower.trim_end_matches('s'))
    }

    /// The word that a person probably meant.
    pub fn nearest(&self, typed: &str) -> Option<&str> {
        let lower = typed.trim().to_lowercase();
        let by_other_name = self.words.iter().find(|w| w.also.contains(&lower)).map(|w| w.word.as_str());
        by_other_name.or_else(|| crate::text::nearest(typed, self.texts()))
    }
}

/// One fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Fact {
    /// Its path, such as `partners.delegate.decides`.
    pub path: String,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// A noun phrase for sentences.
    pub label: String,
    /// The question that asks for it.
    pub ask: String,
    /// What else helps to answer.
    pub help: Option<String>,
    /// An answer, as it would be typed.
    pub example: Option<String>,
    /// What `none` says.
    pub none: NoneMeans,
    /// Needs no evidence.
    pub self_evident: bool,
    /// Takes several words, and nearly always has one: where it is unknown, a count of different words adds one for it.
    pub mostly_one: bool,
    /// No rule reads it: it is there for those who read the file.
    pub for_readers: bool,
    /// An answer below this word needs no evidence: who has not agreed cannot show it.
    pub evident_below: Option<u8>,
    /// Whether it is a name that is held against the others of its list.
    pub names: Names,
    /// The text of the same block or record that leads with this number, where the number is not given.
    pub counted_in: Option<FactId>,
    /// Other dates can be said from it, by its key: `start + 18 months`.
    pub origin: bool,
    /// How a sentence speaks of it.
    pub phrases: Phrases,
    /// Kept once, or once in each record.
    pub scope: Scope,
    /// Its place among the values of its scope.
    pub slot: u16,
    /// The block that holds it, in its scope; 0 is the scope itself.
    pub block: u16,
    /// Where `facts.yaml` declares it.
    pub span: Span,
}

/// A list of records.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListDef {
    /// The fact that is the list.
    pub fact: FactId,
    /// The noun for one record.
    pub item: String,
    /// The field that a plain text fills, and by which a record is called.
    pub key: Option<FactId>,
    /// What that field holds is a sentence and no name: it is quoted.
    pub quoted: bool,
    /// Path of that field within the record; it is declared after the list.
    key_path: Option<String>,
    /// The facts of a record, in the order of their slots.
    pub fields: Vec<FactId>,
    /// The blocks of a record.
    pub blocks: Vec<Block>,
}

/// A fact that proposals of an earlier dictionary may still state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// Its path.
    pub path: String,
    /// What to write now.
    pub say: String,
}

/// A block of a proposal or of a record: what may stand under a key.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Block {
    /// Its path within its scope; empty for the scope itself.
    pub path: String,
    /// The block around it.
    pub parent: u16,
    /// Its keys and what each holds.
    pub children: Vec<(String, Child)>,
}

/// What a key of a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Child {
    /// Another block of the same scope.
    Block(u16),
    /// A fact.
    Fact(FactId),
}

/// Every fact that a proposal can state.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Dictionary {
    /// The vocabularies.
    pub vocabularies: Vec<Vocabulary>,
    facts: Vec<Fact>,
    by_path: BTreeMap<String, FactId>,
    lists: TiVec<ListId, ListDef>,
    blocks: Vec<Block>,
    root_facts: Vec<FactId>,
    origin: Option<FactId>,
    counted: Vec<(FactId, FactId)>,
    /// In the order of the file.
    retired: Vec<Retired>,
    bounds: Bounds,
}

/// The key by which a number names the text in which it is counted.
const COUNTED_IN: &str = "counted_in";

impl Dictionary {
    /// Reads `facts.yaml`, reporting all that is wrong with it.
    pub fn load(document: &Document, problems: &Problems) -> Dictionary {
        let mut dictionary = Dictionary { blocks: vec![Block::default()], ..Dictionary::default() };
        let Some(mut fields) = Fields::open(&document.root, "the dictionary", problems) else {
            return dictionary;
        };
        dictionary.vocabularies =
            fields.list("vocabularies").iter().filter_map(|node| read_vocabulary(node, problems)).collect();
        let facts = fields.list("facts");
        facts.iter().for_each(|node| dictionary.read_fact(node, problems));
        facts.iter().for_each(|node| dictionary.read_counted_in(node, problems));
        for node in fields.list("retired") {
            dictionary.read_retired(node, problems);
        }
        dictionary.bounds = Bounds::load(&mut fields, &dictionary, problems);
        fields.finish();
        dictionary
    }

    /// The fact with this number.
    pub fn fact(&self, id: FactId) -> &Fact {
        &self.facts[id.0 as usize]
    }

    /// All facts, in the order of the file.
    pub fn facts(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        self.facts.iter().enumerate().map(|(i, fact)| (FactId(i as u16), fact))
    }

    /// The fact at a path.
    pub fn find(&self, path: &str) -> Option<FactId> {
        self.by_path.get(path).copied()
    }

    /// The path that was probably meant.
    pub fn nearest_path(&self, typed: &str) -> Option<&str> {
        crate::text::nearest(typed, self.facts.iter().map(|f| f.path.as_str()))
    }

    /// The lists of records.
    pub fn lists(&self) -> &TiSlice<ListId, ListDef> {
        &self.lists
    }

    /// One list of records.
    pub fn list(&self, list: ListId) -> &ListDef {
        &self.lists[list]
    }

    /// The facts that are stated no more, those aside that are declared all the same.
    pub fn retired(&self) -> impl Iterator<Item = &Retired> {
        self.retired.iter().filter(|retired| self.find(&retired.path).is_none())
    }

    /// The facts at a path, or in the block at that path, that are stated no more.
    pub(super) fn retired_at<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Retired> {
        self.retired().filter(move |retired| {
            retired.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// The path of a key in a block: `partners.delegate.name`.
    pub(super) fn path_of(&self, scope: Scope, block: u16, key: &str) -> String {
        let list = match scope {
            Scope::Root => "",
            Scope::Record(list) => &self.fact(self.list(list).fact).path,
        };
        let parts = [list, &self.blocks(scope)[block as usize].path, key];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
    }

    /// The numbers that a text may lead with, each with its text.
    pub(super) fn counted(&self) -> &[(FactId, FactId)] {
        &self.counted
    }

    /// The date that other dates can be said from: `start + 18 months`.
    pub fn origin(&self) -> Option<FactId> {
        self.origin
    }

    /// What answers can hardly be.
    pub fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// The facts kept once in a proposal, in the order of their slots.
    pub fn root_facts(&self) -> &[FactId] {
        &self.root_facts
    }

    /// The blocks of a scope; the first is the scope itself.
    pub fn blocks(&self, scope: Scope) -> &[Block] {
        match scope {
            Scope::Root => &self.blocks,
            Scope::Record(list) => &self.lists[list].blocks,
        }
    }

    /// The vocabulary of a fact that takes words.
    pub fn vocabulary(&self, fact: &Fact) -> Option<&Vocabulary> {
        match fact.kind {
            Kind::Word(v) | Kind::Words(v) => self.vocabularies.get(v as usize),
            _ => None,
        }
    }

    fn read_fact(&mut self, node: &Node, problems: &Problems) {
        let Some(mut fields) = Fields::open(node, "a fact", problems) else { return };
        let path = fields.text("path").to_owned();
        let kind_word = fields.word("kind", KINDS, true);
        let vocabulary = fields.node("words").map(|node| {
            let name = node.text().unwrap_or_default();
            let found = self.vocabularies.iter().position(|v| v.name == name);
            found.unwrap_or_else(|| {
                let names = self.vocabularies.iter().map(|v| v.name.as_str());
                problems.push(unknown_word(node.span, "a vocabulary", name, names));
                0
            }) as u16
        });
        let kind = match (kind_word, vocabulary) {
            (Kind::Word(_), Some(v)) => Kind::Word(v),
            (Kind::Words(_), Some(v)) => Kind::Words(v),
            (Kind::Word(_) | Kind::Words(_), None) => {
                problems.push(
                    Problem::error(node.span, "a fact of words names its vocabulary").expected("`words: …`"),
                );
                Kind::Text
            }
            (Kind::Records(_), _) => Kind::Records(self.lists.next_key()),
            (kind, _) => kind,
        };
        let item = fields.optional_text("item").map(str::to_owned);
        let key = fields.optional_text("key").map(str::to_owned);
        let quoted = fields.yes_no("quoted");
        let none = fields.word("none", NONE_MEANS, false);
        let words = match kind {
            Kind::Word(vocabulary) => self.vocabularies.get(vocabulary as usize),
            _ => None,
        };
        let evident_below = fields.node("evident_below").and_then(|node| {
            let word = words.filter(|words| words.ordered).and_then(|words| words.index(node.text()?));
            if word.is_none() {
                let message = "what is below a word needs that word in an ordered vocabulary";
                problems.push(Problem::error(node.span, message).expected("a word of the fact"));
            }
            word
        });
        let fact = Fact {
            kind,
            label: fields.text("label").to_owned(),
            ask: fields.text("ask").to_owned(),
            help: fields.optional_text("help").map(str::to_owned),
            example: fields.optional_text("example").map(str::to_owned),
            none,
            self_evident: fields.yes_no("self_evident"),
            mostly_one: fields.yes_no("mostly_one"),
            for_readers: fields.yes_no("for_readers"),
            evident_below,
            names: fields.word("names", NAMES, false),
            counted_in: None,
            origin: fields.yes_no("origin"),
            phrases: Phrases::read(&mut fields, problems),
            scope: Scope::Root,
            slot: 0,
            block: 0,
            span: node.span,
            path,
        };
        // Looked up when all facts are there.
        fields.node(COUNTED_IN);
        fields.finish();
        if self.find(&fact.path).is_some() {
            problems.push(Problem::error(fact.span, format!("the fact `{}` is declared twice", fact.path)));
            return;
        }
        let list = matches!(kind, Kind::Records(_)).then_some(ListKeys { item, key, quoted });
        self.place(fact, list, problems);
    }

    fn read_retired(&mut self, node: &Node, problems: &Problems) {
        let Some(mut fields) = Fields::open(node, "a retired fact", problems) else { return };
        let [path, say] = ["path", "say"].map(|key| fields.text(key).to_owned());
        fields.finish();
        if self.retired.iter().any(|retired| retired.path == path) {
            problems.push(Problem::error(node.span, format!("the fact `{path}` is retired twice")));
        }
        self.retired.push(Retired { path, say });
    }

    /// Reads in which text a number is counted.
    fn read_counted_in(&mut self, node: &Node, problems: &Problems) {
        let Some(named) = node.get(COUNTED_IN) else { return };
        let Some(number) = node.get("path").and_then(Node::text).and_then(|path| self.find(path)) else {
            return;
        };
        let path = named.text().unwrap_or_default();
        let Some(text) = self.find(path) else {
            problems.push(unknown_word(
                named.span,
                COUNTED_IN,
                path,
                self.facts.iter().map(|f| f.path.as_str()),
            ));
            return;
        };
        let (of, text_of) = (self.fact(number), self.fact(text));
        let kinds = (of.kind, text_of.kind) == (Kind::Number, Kind::Text);
        if !kinds || (of.scope, of.block) != (text_of.scope, text_of.block) {
            problems.push(
                Problem::error(named.span, format!("`{}` cannot be counted in `{path}`", of.path))
                    .expected("for a number a text of the same block or record"),
            );
            return;
        }
        self.facts[number.0 as usize].counted_in = Some(text);
        self.counted.push((number, text));
    }

    /// Gives a fact its scope, block and slot.
    fn place(&mut self, mut fact: Fact, list: Option<ListKeys>, problems: &Problems) {
        let id = FactId(self.facts.len() as u16);
        let parent = self
            .lists
            .iter_enumerated()
            .filter_map(|(i, l)| {
                Some((i, fact.path.strip_prefix(&self.fact(l.fact).path)?.strip_prefix('.')?))
            })
            .max_by_key(|(_, rest)| std::cmp::Reverse(rest.len()))
            .map(|(list, rest)| (list, rest.to_owned()));
        let (scope, route) = match parent {
            Some((list, rest)) => (Scope::Record(list), rest),
            None => (Scope::Root, fact.path.clone()),
        };
        fact.scope = scope;
        let (blocks, slots) = match scope {
            Scope::Root => (&mut self.blocks, &mut self.root_facts),
            Scope::Record(list) => {
                let list = &mut self.lists[list];
                (&mut list.blocks, &mut list.fields)
            }
        };
        if matches!(scope, Scope::Record(_)) && list.is_some() {
            problems.push(Problem::error(fact.span, "a list of records cannot stand inside a record"));
            return;
        }
        let within = route;
        let (route, last) = within.rsplit_once('.').unwrap_or(("", &within));
        let mut block = 0u16;
        for key in route.split('.').filter(|k| !k.is_empty()) {
            let existing = blocks[block as usize].children.iter().find(|(k, _)| k == key).map(|(_, c)| *c);
            block = match existing {
                Some(Child::Block(inner)) => inner,
                Some(Child::Fact(_)) => {
                    problems.push(Problem::error(
                        fact.span,
                        format!("`{}` lies under a fact that holds a value", fact.path),
                    ));
                    return;
                }
                None => {
                    let inner = blocks.len() as u16;
                    let outer = &mut blocks[block as usize];
                    outer.children.push((key.to_owned(), Child::Block(inner)));
                    let path =
                        if outer.path.is_empty() { key.to_owned() } else { format!("{}.{key}", outer.path) };
                    blocks.push(Block { path, parent: block, children: Vec::new() });
                    inner
                }
            };
        }
        fact.block = block;
        fact.slot = slots.len() as u16;
        slots.push(id);
        blocks[block as usize].children.push((last.to_owned(), Child::Fact(id)));
        if let Scope::Record(number) = scope {
            let list = &mut self.lists[number];
            if list.key_path.as_deref() == Some(within.as_str()) {
                list.key = Some(id);
            }
        }
        if let Some(keys) = list {
            self.lists.push(ListDef {
                fact: id,
                item: keys.item.unwrap_or_else(|| "item".to_owned()),
                key: None,
                quoted: keys.quoted,
                key_path: keys.key,
                fields: Vec::new(),
                blocks: vec![Block::default()],
            });
        }
        if fact.origin {
            if fact.kind != Kind::Date || scope != Scope::Root {
                problems
                    .push(Problem::error(fact.span, "only a date of the proposal itself can be the origin"));
            } else if self.origin.is_some() {
                problems.push(Problem::error(fact.span, "there is another origin of dates before it"));
            } else {
                self.origin = Some(id);
            }
        }
        self.by_path.insert(fact.path.clone(), id);
        self.facts.push(fact);
    }
}

/// The keys that only a list of records has.
struct ListKeys {
    item: Option<String>,
    key: Option<String>,
    quoted: bool,
}

const KINDS: &[(&str, Kind)] = &[
    ("text", Kind::Text),
    ("person", Kind::Person),
    ("yes/no", Kind::YesNo),
    ("number", Kind::Number),
    ("share", Kind::Share),
    ("money", Kind::Money),
    ("date", Kind::Date),
    ("duration", Kind::Duration),
    ("word", Kind::Word(0)),
    ("words", Kind::Words(0)),
    ("texts", Kind::Texts),
    ("people", Kind::People),
    ("records", Kind::Records(ListId(0))),
];

const NAMES: &[(&str, Names)] = &[("no", Names::No), ("once", Names::Once), ("again", Names::Again)];

const NONE_MEANS: &[(&str, NoneMeans)] = &[
    ("lack", NoneMeans::Lack),
    ("nothing to handle", NoneMeans::NothingToHandle),
    ("never", NoneMeans::Never),
];

fn read_vocabulary(node: &Node, problems: &Problems) -> Option<Vocabulary> {
    let mut fields = Fields::open(node, "a vocabulary", problems)?;
    let name = fields.text("name").to_owned();
    let ordered = fields.yes_no("ordered");
    let mut words = Vec::new();
    for node in fields.list("words") {
        let Some(mut word) = Fields::open(node, "a word", problems) else { continue };
        words.push(Word {
            word: word.text("word").to_owned(),
            means: word.text("means").to_owned(),
            also: word.texts("also").into_iter().map(|(text, _)| text.to_owned()).collect(),
            says: word.optional_text("says").map(str::to_owned),
        });
        word.finish();
    }
    let unclear =
        fields.list("unclear").iter().filter_map(|node| read_unclear(node, &words, problems)).collect();
    fields.finish();
    each_claimed_once(&words, node.span, problems);
    if words.len() > 64 {
        problems.push(Problem::error(node.span, "a vocabulary has at most 64 words"));
        words.truncate(64);
    }
    Some(Vocabulary { name, ordered, words, unclear, loose: OnceLock::new() })
}

fn read_unclear(node: &Node, words: &[Word], problems: &Problems) -> Option<Unclear> {
    let mut fields = Fields::open(node, "an unclear word", problems)?;
    let word = fields.text("word").to_lowercase();
    let may_be: Vec<(&str, Span)> = fields.texts("may_be");
    for (meant, span) in &may_be {
        if !words.iter().any(|word| word.word == *meant) {
            problems.push(unknown_word(
                *span,
                "a word of the vocabulary",
                meant,
                words.iter().map(|w| w.word.as_str()),
            ));
        }
    }
    let may_be = may_be.into_iter().map(|(meant, _)| meant.to_owned()).collect();
    fields.finish();
    Some(Unclear { word, may_be })
}

/// No name stands for two words: it could not be told which is meant.
fn each_claimed_once(words: &[Word], span: Span, problems: &Problems) {
    let folded = |name: &str| name.to_lowercase().replace(['-', ' ', '_'], "");
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for word in words {
        for name in [&word.word].into_iter().chain(&word.also) {
            if let Some(first) = seen.insert(folded(name), &word.word).filter(|first| *first != word.word) {
                let message = format!("`{name}` stands for `{first}` and for `{}`", word.word);
                problems.push(Problem::error(span, message).expected("each name for one word"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, parse};

    /// What is wrong with a dictionary of these facts.
    fn wrong(yaml: &str) -> Vec<String> {
        let problems = Problems::default();
        Dictionary::load(&parse(yaml, &Limits::default()).documents[0], &problems);
        problems.into_sorted().into_iter().map(|problem| problem.message).collect()
    }

    /// A fact with these keys.
    fn fact(path: &str, keys: &str) -> String {
        format!("  - {{path: {path}, label: l, ask: a, {keys}}}\n")
    }

    #[test]
    fn one_date_of_the_proposal_itself_is_the_origin_of_dates() {
        let start = fact("timing.start", "kind: date, origin: yes");
        let other = fact("timing.end", "kind: date, origin: yes");
        let list = fact("goals", "kind: records") + &fact("goals.due", "kind: date, origin: yes");
        assert_eq!(wrong(&format!("facts:\n{start}")), [""; 0]);
        assert_eq!(wrong(&format!("facts:\n{start}{other}")), ["there is another origin of dates before it"]);
        for no_origin in [list, fact("timing.start", "kind: text, origin: yes")] {
            let only = "only a date of the proposal itself can be the origin";
            assert_eq!(wrong(&format!("facts:\n{no_origin}")), [only]);
        }
    }

    #[test]
    fn a_number_is_counted_in_a_text_of_its_block() {
        let number = |text: &str| fact("goals.people", &format!("kind: number, counted_in: {text}"));
        let goals = fact("goals", "kind: records") + &fact("goals.who", "kind: text");
        let others = fact("summary", "kind: text") + &fact("goals.due", "kind: date");
        let with = |text: &str| wrong(&format!("facts:\n{goals}{}{others}", number(text)));
        assert_eq!(with("goals.who"), [""; 0]);
        assert_eq!(with("summary"), ["`goals.people` cannot be counted in `summary`"]);
        assert_eq!(with("goals.due"), ["`goals.people` cannot be counted in `goals.due`"]);
        assert_eq!(with("goals.whom"), ["`goals.whom` is no word for counted_in"]);
    }

    #[test]
    fn a_retired_fact_says_what_to_write_now() {
        assert_eq!(wrong("retired: [{path: a.b, say: c}]"), [""; 0]);
        assert_eq!(wrong("retired: [{path: a.b}]"), ["a retired fact has no `say`"]);
        let twice = "retired: [{path: a.b, say: c}, {path: a.b, say: d}]";
        assert_eq!(wrong(twice), ["the fact `a.b` is retired twice"]);
    }
}
