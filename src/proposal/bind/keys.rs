//! Keys that the dictionary does not have where they stand.

use typed_index_collections::TiVec;

use super::{Binder, NOTES};
use crate::document::{Entry, Key, Problem};
use crate::proposal::dictionary::{Block, Child, Dictionary, Kind, ListId, Scope};
use crate::proposal::words::{self, Meaning, meaning};
use crate::proposal::{Records, Retired};
use crate::text;

/// What is put behind the key of a list to say whether the list leaves nothing out.
pub(in crate::proposal) const COMPLETE: &str = "_complete";

/// The topic of the warnings about facts that are stated no more.
const RETIRED: &str = "retired-fact";

impl Binder<'_> {
    /// A key that is no fact and no block: that a list is complete, a fact that is stated no more, or a mistake.
    pub(super) fn unknown_key(
        &mut self,
        entry: &Entry,
        block: u16,
        scope: Scope,
        lists: Option<&mut TiVec<ListId, Records>>,
    ) {
        let key = &*entry.key.text;
        let dictionary = self.dictionary;
        let at = Place { dictionary, scope, block };
        if let (Some(list), Some(lists)) = (at.list_called_complete(key), lists) {
            lists[list].complete_key = Some(entry.key.span);
            match entry.value.text().map(meaning) {
                Some(Some(Meaning::Yes)) => lists[list].complete = true,
                Some(Some(Meaning::No)) => lists[list].complete = false,
                Some(Some(Meaning::Unknown)) => {}
                _ => self.tell(entry.value.span, key, || {
                    Problem::error(entry.value.span, format!("`{key}` is answered by yes or no"))
                        .expected("`yes` or `no`")
                }),
            }
            return;
        }
        if self.is_retired(entry, &dictionary.path_of(scope, block, key)) {
            return;
        }
        self.tell(entry.key.span, key, || at.no_such_key(entry));
    }

    /// Whether a key names a fact that is stated no more, or a block of such facts: it is told what to write now, and what
    /// stands there is passed over.
    fn is_retired(&mut self, entry: &Entry, path: &str) -> bool {
        let dictionary = self.dictionary;
        let mut retired = dictionary.retired_at(path).peekable();
        let Some(first) = retired.peek().copied() else { return false };
        let mut told = |key: &Key, fact: &Retired| {
            self.warn(key.span, &fact.path, || {
                Problem::warning(key.span, format!("`{}` is asked no more, and is passed over", fact.path))
                    .topic(RETIRED)
                    .help(fact.say.clone())
            });
        };
        let inside = |fact: &Retired| {
            let key = fact.path.strip_prefix(path)?.strip_prefix('.')?.split('.').next()?;
            entry.value.entries().iter().find(|inner| &*inner.key.text == key)
        };
        let stated: Vec<_> = retired.filter_map(|fact| Some((&inside(fact)?.key, fact))).collect();
        match &stated[..] {
            [] => told(&entry.key, first),
            stated => stated.iter().for_each(|(key, fact)| told(key, fact)),
        }
        true
    }
}

/// The keys of a block: `` `plan`, `by` and `owner` ``.
pub(super) fn in_words(block: &Block) -> String {
    let keys: Vec<String> = block.children.iter().map(|(key, _)| format!("`{key}`")).collect();
    text::join(&keys, "and")
}

/// A block in which a key is looked for.
#[derive(Clone, Copy)]
struct Place<'d> {
    dictionary: &'d Dictionary,
    scope: Scope,
    block: u16,
}

impl<'d> Place<'d> {
    fn block(self) -> &'d Block {
        &self.dictionary.blocks(self.scope)[self.block as usize]
    }

    fn is_root(self) -> bool {
        self.scope == Scope::Root && self.block == 0
    }

    fn keys(self) -> impl Iterator<Item = &'d str> + Clone {
        self.block().children.iter().map(|(key, _)| key.as_str())
    }

    /// `partners_complete: no` stands beside `partners`.
    fn list_called_complete(self, key: &str) -> Option<ListId> {
        let list_key = key.strip_suffix(COMPLETE)?;
        let (_, child) = self.block().children.iter().find(|(name, _)| name == list_key)?;
        match child {
            Child::Fact(id) => match self.dictionary.fact(*id).kind {
                Kind::Records(list) => Some(list),
                _ => None,
            },
            Child::Block(_) => None,
        }
    }

    fn no_such_key(self, entry: &Entry) -> Problem {
        let path = &self.block().path;
        let inside = if path.is_empty() { String::new() } else { format!(" in `{path}`") };
        let shown = text::shorten(&entry.key.text, 40);
        Problem::error(entry.key.span, format!("there is no fact `{shown}`{inside}"))
            .expected(format!("a key of {}", self.name()))
            .help(self.help(entry))
    }

    /// What the block is called: `` `community` ``, `a partner`.
    fn name(self) -> String {
        match (self.block().path.as_str(), self.scope) {
            ("", Scope::Root) => "a proposal".to_owned(),
            ("", Scope::Record(list)) => text::with_article(&self.dictionary.list(list).item),
            (path, _) => format!("`{path}`"),
        }
    }

    /// What was probably meant, of what can stand here; else where the key belongs; else what can stand here.
    fn help(self, entry: &Entry) -> String {
        let key = &*entry.key.text;
        let seen = words::as_seen(key);
        // In braces a key without a colon is the rest of a text that a comma has cut.
        if entry.value.span.start == entry.key.span.end {
            return "a comma inside braces begins a new key; put the whole text in quotes".to_owned();
        }
        if self.keys().any(|known| known == seen) {
            return format!("there is {} in it: write `{seen}`", words::unseen(key));
        }
        let beside = [NOTES, "evidence"].into_iter().take(if self.is_root() { 1 } else { 2 });
        if let Some(near) = text::nearest(key, self.keys().chain(beside)) {
            return format!("did you mean `{near}`?");
        }
        match self.elsewhere(key) {
            Some(Place { scope: Scope::Root, block: 0, .. }) => {
                format!("`{key}` is a key of the proposal itself: begin it in the first column")
            }
            Some(place) => format!("`{key}` is a key of {}", place.name()),
            None => format!("the keys here are {}", in_words(self.block())),
        }
    }

    /// The one other block that has this key, at the top or one block down. Deeper, or where several have it, is a guess.
    fn elsewhere(self, key: &str) -> Option<Place<'d>> {
        let blocks = self.dictionary.blocks(self.scope);
        let has_key = |block: &Block| block.children.iter().any(|(name, _)| name == key);
        let mut found = (0..blocks.len() as u16)
            .map(|block| Place { block, ..self })
            .filter(|place| place.block != self.block && place.block().parent == 0 && has_key(place.block()));
        found.next().filter(|_| found.next().is_none())
    }
}
