//! Which facts several files on one proposal do not say alike.

use crate::assess::Assessment;
use crate::proposal::{Dictionary, FactId, Kind, ListId, Pair, Proposal, Route, SameRecords, Scope, is_same};
use crate::rubric::Rubrics;

/// A fact, or a record, that the files do not say alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactDifference {
    /// The fact; of a record that some do not list, its list.
    pub fact: FactId,
    /// Where it stands in each file; `None` where the file does not list its record.
    pub routes: Vec<Option<Route>>,
}

/// What files do not say alike of some facts, in the order of the dictionary. A record that some do not list is told as one,
/// and its facts as far as several list it.
pub(super) fn differences(rubrics: &Rubrics, files: &[&Assessment], read: &[FactId]) -> Vec<FactDifference> {
    let proposals: Vec<&Proposal> = files.iter().map(|assessment| assessment.proposal).collect();
    let finder = Finder { dictionary: &rubrics.dictionary, proposals };
    read.iter().flat_map(|fact| finder.of_fact(*fact)).collect()
}

struct Finder<'a> {
    dictionary: &'a Dictionary,
    proposals: Vec<&'a Proposal>,
}

/// One record as it stands in each file, by its number there.
type Record = Vec<Option<u32>>;

impl Finder<'_> {
    fn of_fact(&self, id: FactId) -> Vec<FactDifference> {
        let fact = self.dictionary.fact(id);
        let whole = FactDifference {
            fact: id,
            routes: vec![Some(Route { fact: id, record: None }); self.proposals.len()],
        };
        match (fact.scope, fact.kind) {
            (Scope::Record(list), _) => {
                let records = self.records(list).into_iter();
                let differing =
                    records.map(|record| at(id, &record)).filter(|found| self.is_said_otherwise(found));
                differing.collect()
            }
            (Scope::Root, Kind::Records(list)) => {
                let completeness = |proposal: &&Proposal| proposal.records(list).complete;
                let is_as_complete = all_alike(self.proposals.iter().map(completeness), |a, b| a == b);
                let otherwise = self.is_said_otherwise(&whole) || !is_as_complete;
                let listed_by_some = self.records(list).into_iter().filter(|record| self.lacks(list, record));
                let records = listed_by_some.map(|record| at(id, &record));
                otherwise.then_some(whole).into_iter().chain(records).collect()
            }
            (Scope::Root, _) => self.is_said_otherwise(&whole).then_some(whole).into_iter().collect(),
        }
    }

    /// Whether a file that lists others does not list a record. That a file lists none at all is told once, of the list.
    fn lacks(&self, list: ListId, record: &Record) -> bool {
        let mut files = self.proposals.iter().zip(record);
        files.any(|(proposal, number)| number.is_none() && !proposal.records(list).records.is_empty())
    }

    /// Whether those files that list the record do not all mean the same.
    fn is_said_otherwise(&self, found: &FactDifference) -> bool {
        let routes = self.proposals.iter().zip(&found.routes);
        let answers =
            routes.filter_map(|(proposal, route)| Some(proposal.answer(self.dictionary, (*route)?)));
        !all_alike(answers, is_same)
    }

    /// The records of a list over all files: a record of a file is the same as one of an earlier file by the rules of a
    /// comparison of the two, the first such file deciding.
    fn records(&self, list: ListId) -> Vec<Record> {
        let mut records: Vec<Record> = Vec::new();
        for (file, proposal) in self.proposals.iter().enumerate() {
            let earlier: Vec<SameRecords> = self.proposals[..file]
                .iter()
                .map(|old| SameRecords::of(self.dictionary, Pair { old, new: proposal }))
                .collect();
            for number in (0..).take(proposal.records(list).records.len()) {
                let is_it = |record: &&mut Record| {
                    let mut earlier = earlier.iter().zip(record.iter());
                    record[file].is_none()
                        && earlier.any(|(same, at)| at.is_some() && same.in_old(list, number) == *at)
                };
                match records.iter_mut().find(is_it) {
                    Some(record) => record[file] = Some(number),
                    None => {
                        let mut record = vec![None; self.proposals.len()];
                        record[file] = Some(number);
                        records.push(record);
                    }
                }
            }
        }
        records
    }
}

/// A fact of a record, or the record itself, in each file that lists it.
fn at(fact: FactId, record: &Record) -> FactDifference {
    let route = |number: &Option<u32>| number.map(|record| Route { fact, record: Some(record) });
    FactDifference { fact, routes: record.iter().map(route).collect() }
}

/// Whether all are like the first.
fn all_alike<T: Copy>(items: impl Iterator<Item = T>, alike: impl Fn(T, T) -> bool) -> bool {
    let mut items = items;
    let Some(first) = items.next() else { return true };
    items.all(|item| alike(first, item))
}
