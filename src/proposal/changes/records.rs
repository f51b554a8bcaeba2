//! Which records of two versions are the same one.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use typed_index_collections::TiVec;

use super::answers::{hash_meaning, is_same};
use super::{Pair, Version};
use crate::proposal::{Answer, Dictionary, ListId, Proposal, Record, Route, Scope, list_of};
use crate::text;

/// Which records of two versions are the same one.
///
/// 1. Records of the same name are, upper case and white space aside; so partners may change places in the file.
/// 2. Of several records with the same name, or with none, first those that say the same with the same evidence, then
///    those that say the same, then the rest in the order in which they stand.
/// 3. Of what is left, a record is one that was renamed where it stands after the same record as before (or is again the
///    first) and says the same in more than half of the facts, beside its name, that either of the two states.
///
/// All else is only in one version. Each rule takes time in proportion to the number of records.
#[derive(Debug, Clone)]
pub struct SameRecords {
    /// For each list and version, the number that each record has in the other one.
    partners: TiVec<ListId, Pair<Vec<Option<u32>>>>,
}

impl SameRecords {
    /// Finds them.
    pub fn of(dictionary: &Dictionary, versions: Pair<&Proposal>) -> SameRecords {
        let evidence = versions.map(evidence);
        let partners = |list| {
            let records = versions.map(|version| version.records(list).records.as_slice());
            let partners = records.map(|records| vec![None; records.len()]);
            let mut matching = Matching { list, records, evidence: &evidence, partners };
            for group in by_name(dictionary, versions, list).into_values() {
                matching.same_name(group);
            }
            matching.renamed(dictionary.list(list).key.map(|key| dictionary.fact(key).slot as usize));
            matching.partners
        };
        SameRecords { partners: dictionary.lists().keys().map(partners).collect() }
    }

    /// The number that a record of the old version has in the new one.
    pub fn in_new(&self, list: ListId, old: u32) -> Option<u32> {
        self.partners[list].old[old as usize]
    }

    /// The number that a record of the new version has in the old one.
    pub fn in_old(&self, list: ListId, new: u32) -> Option<u32> {
        self.partners[list].new[new as usize]
    }

    /// The route in the new version of what stands at a route in the old one; `None` where its record is gone.
    pub fn route_in_new(&self, dictionary: &Dictionary, old: Route) -> Option<Route> {
        same_route(dictionary, old, |list, record| self.in_new(list, record))
    }

    /// The route in the old version of what stands at a route in the new one; `None` where its record is new.
    pub fn route_in_old(&self, dictionary: &Dictionary, new: Route) -> Option<Route> {
        same_route(dictionary, new, |list, record| self.in_old(list, record))
    }
}

fn same_route(
    dictionary: &Dictionary,
    route: Route,
    other: impl Fn(ListId, u32) -> Option<u32>,
) -> Option<Route> {
    match (route.record, list_of(dictionary, route.fact)) {
        (Some(record), Some(list)) => Some(Route { record: Some(other(list, record)?), ..route }),
        _ => Some(route),
    }
}

/// The records of one list being matched.
struct Matching<'a> {
    list: ListId,
    records: Pair<&'a [Record]>,
    evidence: &'a Pair<HashMap<(Scope, u32), u64>>,
    partners: Pair<Vec<Option<u32>>>,
}

impl Matching<'_> {
    /// Records of one name.
    fn same_name(&mut self, group: Pair<Vec<u32>>) {
        if group.old.len() + group.new.len() > 2 {
            self.alike(&group, |matching, version, number| {
                let evidence = matching.evidence.as_ref().of(version);
                let points_to = evidence.get(&(Scope::Record(matching.list), number)).copied();
                (facts(&matching.records.of(version)[number as usize]), points_to)
            });
            self.alike(&group, |matching, version, number| {
                facts(&matching.records.of(version)[number as usize])
            });
        }
        let left = self.left(&group);
        self.in_order(&left);
    }

    /// Pairs what is left of a group where it has the same content.
    fn alike<C: Hash + Eq>(&mut self, group: &Pair<Vec<u32>>, content: impl Fn(&Self, Version, u32) -> C) {
        let left = self.left(group);
        let mut alike: HashMap<C, Pair<Vec<u32>>> = HashMap::new();
        for old in left.old {
            alike.entry(content(self, Version::Old, old)).or_default().old.push(old);
        }
        for new in left.new {
            alike.entry(content(self, Version::New, new)).or_default().new.push(new);
        }
        alike.into_values().for_each(|numbers| self.in_order(&numbers));
    }

    /// Those of a group that have no partner yet.
    fn left(&self, group: &Pair<Vec<u32>>) -> Pair<Vec<u32>> {
        let free = |numbers: &[u32], partners: &[Option<u32>]| {
            numbers.iter().copied().filter(|number| partners[*number as usize].is_none()).collect()
        };
        Pair { old: free(&group.old, &self.partners.old), new: free(&group.new, &self.partners.new) }
    }

    fn pair(&mut self, old: u32, new: u32) {
        self.partners.old[old as usize] = Some(new);
        self.partners.new[new as usize] = Some(old);
    }

    fn in_order(&mut self, numbers: &Pair<Vec<u32>>) {
        for (old, new) in numbers.old.iter().zip(&numbers.new) {
            self.pair(*old, *new);
        }
    }

    /// Records that stand where they stood and say mostly what they said, under another name.
    fn renamed(&mut self, key: Option<usize>) {
        for new in 0..self.partners.new.len() {
            let before = new.checked_sub(1).map(|before| self.partners.new[before]);
            let old = match before {
                None => 0,
                Some(Some(before)) => before as usize + 1,
                Some(None) => continue,
            };
            let is_free = self.partners.new[new].is_none() && self.partners.old.get(old) == Some(&None);
            if is_free && agree_mostly(&self.records.old[old], &self.records.new[new], key) {
                self.pair(old as u32, new as u32);
            }
        }
    }
}

/// The numbers of the records by what they are called; those without a name together.
fn by_name(
    dictionary: &Dictionary,
    versions: Pair<&Proposal>,
    list: ListId,
) -> HashMap<Option<String>, Pair<Vec<u32>>> {
    let name = |proposal: &Proposal, record| {
        proposal.record_name(dictionary, list, record).map(|name| folded(&name))
    };
    let mut groups: HashMap<Option<String>, Pair<Vec<u32>>> = HashMap::new();
    for (number, record) in (0..).zip(&versions.old.records(list).records) {
        groups.entry(name(versions.old, record)).or_default().old.push(number);
    }
    for (number, record) in (0..).zip(&versions.new.records(list).records) {
        groups.entry(name(versions.new, record)).or_default().new.push(number);
    }
    groups
}

fn folded(name: &str) -> String {
    text::one_line(name).to_lowercase()
}

/// A number for all the facts of a record: the same for records that say the same.
fn facts(record: &Record) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (slot, said) in record.slots.iter().enumerate().filter(|(_, slot)| slot.answer != Answer::Unknown) {
        slot.hash(&mut hasher);
        hash_meaning(&said.answer, &mut hasher);
    }
    hasher.finish()
}

/// For each record of a proposal that has evidence a number for what it points to, whatever the order.
fn evidence(proposal: &Proposal) -> HashMap<(Scope, u32), u64> {
    let mut records: HashMap<(Scope, u32), u64> = HashMap::new();
    for pointer in proposal.pointers() {
        let Some(record) = pointer.at.record else { continue };
        let mut hasher = DefaultHasher::new();
        (pointer.at.block, &pointer.target, &pointer.details).hash(&mut hasher);
        let sum = records.entry((pointer.at.scope, record)).or_default();
        *sum = sum.wrapping_add(hasher.finish());
    }
    records
}

/// Whether two records say the same in more than half of what either says, beside what they are called.
fn agree_mostly(old: &Record, new: &Record, key: Option<usize>) -> bool {
    let (mut stated, mut same) = (0, 0);
    for (slot, (old, new)) in old.slots.iter().zip(&new.slots).enumerate() {
        let is_stated = old.answer != Answer::Unknown || new.answer != Answer::Unknown;
        if is_stated && Some(slot) != key {
            stated += 1;
            same += usize::from(is_same(&old.answer, &new.answer));
        }
    }
    2 * same > stated
}
