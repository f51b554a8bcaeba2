//! Which facts several files on one proposal do not say alike.

use typed_index_collections::TiVec;

use crate::assess::Assessment;
use crate::proposal::{Dictionary, FactId, Kind, ListId, Pair, Proposal, Route, SameRecords, Scope, is_same};
use crate::rubric::Rubrics;

/// A fact, or a record, that some files do not say alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactDifference {
    /// The fact; of a record that some do not list, its list.
    pub fact: FactId,
    /// Where it stands in each of these files; `None` where the file does not list its record.
    pub routes: Vec<Option<Route>>,
}

/// One record as it stands in each file, by its number there.
type Record = Vec<Option<u32>>;

/// All files on one proposal, and which of their records are the same.
pub(super) struct Files<'a> {
    dictionary: &'a Dictionary,
    proposals: Vec<&'a Proposal>,
    records: TiVec<ListId, Vec<Record>>,
}

impl<'a> Files<'a> {
    /// The files of all raters. A record of a file is the same as one of an earlier file by the rules of a comparison of the
    /// two, the first such file deciding.
    pub(super) fn of(rubrics: &'a Rubrics, files: &'a [Assessment]) -> Files<'a> {
        let dictionary = &rubrics.dictionary;
        let proposals: Vec<&Proposal> = files.iter().map(|assessment| assessment.proposal).collect();
        let same_as_earlier = |(file, new): (usize, &&Proposal)| -> Vec<SameRecords> {
            proposals[..file].iter().map(|old| SameRecords::of(dictionary, Pair { old, new })).collect()
        };
        let same: Vec<Vec<SameRecords>> = proposals.iter().enumerate().map(same_as_earlier).collect();
        let records = dictionary.lists().keys().map(|list| records(list, &proposals, &same)).collect();
        Files { dictionary, proposals, records }
    }

    /// What the files of some raters do not say alike of some facts, in the order of these. A record that some do not list
    /// is told as one, and its facts as far as several list it.
    pub(super) fn differences(&self, raters: &[usize], read: &[FactId]) -> Vec<FactDifference> {
        read.iter().flat_map(|fact| self.of_fact(raters, *fact)).collect()
    }

    fn of_fact(&self, raters: &[usize], id: FactId) -> Vec<FactDifference> {
        let fact = self.dictionary.fact(id);
        let whole =
            FactDifference { fact: id, routes: vec![Some(Route { fact: id, record: None }); raters.len()] };
        let at = |record: &Record| {
            let route = |rater: &usize| record[*rater].map(|record| Route { fact: id, record: Some(record) });
            FactDifference { fact: id, routes: raters.iter().map(route).collect() }
        };
        match (fact.scope, fact.kind) {
            (Scope::Record(list), _) => {
                let records = self.records[list].iter().map(at);
                records.filter(|found| self.is_said_otherwise(raters, found)).collect()
            }
            (Scope::Root, Kind::Records(list)) => {
                let complete = raters.iter().map(|rater| self.proposals[*rater].records(list).complete);
                let otherwise = self.is_said_otherwise(raters, &whole) || !all_alike(complete, |a, b| a == b);
                let records =
                    self.records[list].iter().filter(|record| self.is_lacking(raters, list, record));
                otherwise.then_some(whole).into_iter().chain(records.map(at)).collect()
            }
            (Scope::Root, _) => self.is_said_otherwise(raters, &whole).then_some(whole).into_iter().collect(),
        }
    }

    /// Whether a record is in some of these files, and not in another that lists others. That a file lists none at all is
    /// told once, of the list.
    fn is_lacking(&self, raters: &[usize], list: ListId, record: &Record) -> bool {
        let lists_others = |rater: &usize| !self.proposals[*rater].records(list).records.is_empty();
        raters.iter().any(|rater| record[*rater].is_some())
            && raters.iter().any(|rater| record[*rater].is_none() && lists_others(rater))
    }

    /// Whether those files that list the record do not all mean the same.
    fn is_said_otherwise(&self, raters: &[usize], found: &FactDifference) -> bool {
        let answers = raters.iter().zip(&found.routes);
        let answers = answers
            .filter_map(|(rater, route)| Some(self.proposals[*rater].answer_at(self.dictionary, (*route)?)));
        !all_alike(answers, is_same)
    }
}

/// The records of a list over all files; `same` tells of each file which are the same as those of each earlier one.
fn records(list: ListId, proposals: &[&Proposal], same: &[Vec<SameRecords>]) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    // For each file the places in `records` of its own.
    let mut places: Vec<Vec<usize>> = Vec::new();
    for (file, proposal) in proposals.iter().enumerate() {
        let mut own = Vec::new();
        for number in (0..).take(proposal.records(list).records.len()) {
            let known = same[file].iter().zip(&places).find_map(|(same, places)| {
                let place = places[same.in_old(list, number)? as usize];
                records[place][file].is_none().then_some(place)
            });
            let place = known.unwrap_or_else(|| {
                records.push(vec![None; proposals.len()]);
                records.len() - 1
            });
            records[place][file] = Some(number);
            own.push(place);
        }
        places.push(own);
    }
    records
}

/// Whether all are like the first.
fn all_alike<T: Copy>(mut items: impl Iterator<Item = T>, alike: impl Fn(T, T) -> bool) -> bool {
    let Some(first) = items.next() else { return true };
    items.all(|item| alike(first, item))
}
