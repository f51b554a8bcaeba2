//! Records of one name, and of names that are nearly the same.

use std::collections::{HashMap, HashSet};

use typed_index_collections::TiVec;

use super::Binder;
use crate::document::{Problem, Span};
use crate::proposal::dictionary::{Dictionary, FactId, ListId, Names};
use crate::proposal::names::{NearNames, fold_name};
use crate::proposal::{Answer, Datum, Records};
use crate::text;

/// The topics of the warnings.
const ONE_NAME: &str = "one-name";
const NEAR_NAMES: &str = "near-names";

/// A name that a record has.
#[derive(Clone, Copy)]
struct Named<'a> {
    name: &'a str,
    record: usize,
    place: Span,
}

impl Binder<'_> {
    /// Notes which records of each list have one name, and tells of them and of those with names that are nearly the same,
    /// in their own list or where each name stands once: a giver is a partner or nobody that is named.
    pub(super) fn compare_names(&mut self, lists: &mut TiVec<ListId, Records>) {
        let dictionary = self.dictionary;
        let fields = dictionary
            .lists()
            .iter_enumerated()
            .flat_map(|(list, it)| it.fields.iter().map(move |id| (list, *id)));
        let (once, again): (Vec<_>, Vec<_>) = fields
            .filter(|(_, id)| dictionary.fact(*id).names != Names::No)
            .partition(|(_, id)| dictionary.fact(*id).names == Names::Once);
        for &(list, id) in &once {
            let slot = dictionary.fact(id).slot;
            for (record, first) in self.compare_names_in(id, list, names(&lists[list], slot), true) {
                lists[list].records[record].namesake = Some(first as u32);
            }
        }
        for (list, id) in again.into_iter().filter(|(list, _)| !lists[*list].records.is_empty()) {
            let named = || names(&lists[list], dictionary.fact(id).slot);
            self.compare_names_in(id, list, named(), false);
            for &(of, once) in &once {
                self.hold_against(id, list, named(), (of, names(&lists[of], dictionary.fact(once).slot)));
            }
        }
    }

    /// Tells of the names of a list that are nearly one of another list, each once.
    fn hold_against<'a>(
        &mut self,
        id: FactId,
        list: ListId,
        names: impl Iterator<Item = Named<'a>>,
        (of, others): (ListId, impl Iterator<Item = Named<'a>>),
    ) {
        let dictionary = self.dictionary;
        let mut known = NearNames::default();
        for other in others {
            known.add(fold_name(other.name), other);
        }
        let mut seen = HashSet::new();
        for named in names {
            let folded = fold_name(named.name);
            if !seen.insert(folded.clone()) {
                continue;
            }
            if let Some(other) = known.nearest(folded) {
                self.record = Some((list, named.record));
                self.warn(named.place, &dictionary.fact(id).path, || {
                    near_another(dictionary, of, other, named)
                });
                self.record = None;
            }
        }
    }

    /// The numbers of records whose name another has before them, each with that of the first.
    fn compare_names_in<'a>(
        &mut self,
        id: FactId,
        list: ListId,
        names: impl Iterator<Item = Named<'a>>,
        once: bool,
    ) -> Vec<(usize, usize)> {
        let dictionary = self.dictionary;
        let mut first: HashMap<String, Named> = HashMap::new();
        let mut near = NearNames::default();
        let mut namesakes = Vec::new();
        for named in names {
            let folded = fold_name(named.name);
            let before = first.get(&folded);
            namesakes.extend(before.map(|before| (named.record, before.record)));
            let problem = match before {
                // A name of quotes alone is nearly no other's.
                _ if folded.is_empty() => {
                    first.entry(folded).or_insert(named);
                    None
                }
                // One giver may give twice.
                Some(before) if before.name == named.name && !once => continue,
                Some(before) => Some((one_name as Told, *before)),
                None => {
                    first.insert(folded.clone(), named);
                    near.add(folded, named).map(|before| (near_names as Told, before))
                }
            };
            if let Some((told, before)) = problem {
                self.record = Some((list, named.record));
                self.warn(named.place, &dictionary.fact(id).path, || told(dictionary, list, before, named));
                self.record = None;
            }
        }
        namesakes
    }
}

type Told = fn(&Dictionary, ListId, Named, Named) -> Problem;

/// The names that the records of a list have in this slot.
fn names(records: &Records, slot: u16) -> impl Iterator<Item = Named<'_>> {
    records.records.iter().enumerate().filter_map(move |(record, it)| {
        let said = &it.slots[slot as usize];
        match &said.answer {
            Answer::Given(Datum::Text(name)) => {
                Some(Named { name, record, place: said.key.unwrap_or(it.span) })
            }
            _ => None,
        }
    })
}

/// Two records have one name.
fn one_name(dictionary: &Dictionary, list: ListId, before: Named, named: Named) -> Problem {
    let among = text::plural(&dictionary.list(list).item);
    let [name, earlier] = [named.name, before.name].map(|name| text::shorten(name, 40));
    let message = match name == earlier {
        true => format!("`{name}` stands twice among the {among}"),
        false => format!("`{name}` and `{earlier}` are one name among the {among}"),
    };
    Problem::warning(named.place, message)
        .topic(ONE_NAME)
        .related(before.place, "named first here")
        .help("they count as one: write the name in one way, or write what tells them apart")
}

/// A record has nearly the name of one of another list.
fn near_another(dictionary: &Dictionary, of: ListId, other: Named, named: Named) -> Problem {
    let item = &dictionary.list(of).item;
    let [name, earlier] = [named.name, other.name].map(|name| text::shorten(name, 40));
    Problem::warning(named.place, format!("`{name}` is nearly the name of the {item} `{earlier}`"))
        .topic(NEAR_NAMES)
        .related(other.place, "the other stands here")
        .help("they count as two: if they are one, write the name in one way")
}

/// Two records have names that are nearly the same.
fn near_names(dictionary: &Dictionary, list: ListId, before: Named, named: Named) -> Problem {
    let among = text::plural(&dictionary.list(list).item);
    let [name, earlier] = [named.name, before.name].map(|name| text::shorten(name, 40));
    Problem::warning(named.place, format!("`{name}` and `{earlier}` are nearly one name among the {among}"))
        .topic(NEAR_NAMES)
        .related(before.place, "the other stands here")
        .help("they count as two: if they are one, write the name in one way")
}
