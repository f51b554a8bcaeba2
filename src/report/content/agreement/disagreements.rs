//! Where raters give different levels, and by which facts.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::places::{Place, place_words, record_called};
use super::super::tables::rule_id;
use super::super::{Rule, Tables};
use crate::agreement::{self, Agreement, FactDifference};
use crate::assess::{Assessment, Subject};
use crate::proposal::{Answer, Datum, Kind, Pair, Route, Source, is_same};
use crate::rubric::Level;
use crate::text::{self, count};

/// A criterion of which raters give different levels.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Disagreement<'a> {
    /// Its id.
    #[serde(serialize_with = "rule_id")]
    #[schemars(with = "String")]
    pub rule: &'a Rule<'a>,
    /// Which proposal, by its number from 0.
    pub proposal: usize,
    /// The lowest level that a rater gives.
    pub lowest: Level,
    /// The highest.
    pub highest: Level,
    /// How many levels these are apart, 1 to 3.
    pub spread: u8,
    /// Both in words.
    #[serde(skip)]
    pub levels_say: String,
    /// Who gives which.
    #[serde(skip)]
    pub raters_say: String,
    /// The facts that it reads and of which the files do not say the same.
    pub facts: Vec<ApartFact>,
}

/// A fact that files do not say alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ApartFact {
    /// Its path, such as `community.part`; of a record that some do not list, its list.
    pub fact: String,
    /// What it is called by people.
    pub says: String,
    /// What the file of each rater says.
    pub values: Vec<ApartValue>,
}

/// What one file says of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ApartValue {
    /// The number of the rater, from 1.
    pub rater: usize,
    /// What is said.
    pub says: String,
    /// The file.
    pub path: String,
    /// The line, where the file says something of it.
    pub line: Option<u32>,
    /// `path:line` where the file says something of it.
    #[serde(skip)]
    pub place_says: Option<String>,
}

/// All of them, worst first.
pub(super) fn told<'a>(
    agreement: &Agreement<'a>,
    sources: &[Vec<Source>],
    tables: &'a Tables<'a>,
) -> Vec<Disagreement<'a>> {
    agreement
        .disagreements
        .iter()
        .filter_map(|apart| disagreement(agreement, apart, sources, tables))
        .collect()
}

fn disagreement<'a>(
    agreement: &Agreement<'a>,
    apart: &agreement::Disagreement,
    sources: &[Vec<Source>],
    tables: &'a Tables<'a>,
) -> Option<Disagreement<'a>> {
    let levels = agreement.criteria.iter().find(|levels| levels.criterion == apart.criterion)?;
    let levels = || (1..).zip(&levels.levels[apart.proposal]);
    let settled = || levels().filter_map(|(rater, level)| Some((rater, level.settled()?)));
    let lowest = settled().map(|(_, level)| level).min()?;
    let highest = settled().map(|(_, level)| level).max()?;
    let by_rater: Vec<String> =
        settled().map(|(rater, level): (usize, _)| format!("rater {rater} {}", level.word())).collect();
    let teller =
        Teller { files: &agreement.assessments[apart.proposal], sources: &sources[apart.proposal], tables };
    Some(Disagreement {
        rule: tables.rule(Subject::Criterion(apart.criterion)),
        proposal: apart.proposal,
        lowest,
        highest,
        spread: apart.spread,
        levels_say: format!("{} to {}", lowest.word(), highest.word()),
        raters_say: text::capital(&by_rater.join(", ")),
        facts: apart.facts.iter().map(|fact| teller.fact(fact)).collect(),
    })
}

/// Tells of facts in the files on one proposal.
struct Teller<'t, 'a> {
    files: &'t [Assessment<'a>],
    sources: &'t [Source],
    tables: &'t Tables<'a>,
}

impl Teller<'_, '_> {
    fn fact(&self, difference: &FactDifference) -> ApartFact {
        let values = (0..self.files.len()).map(|rater| {
            let route = difference.routes[rater];
            let place = route.map(|route| Place::of(&self.files[rater], route)).filter(Place::is_said);
            let path = self.sources[rater].label();
            ApartValue {
                rater: rater + 1,
                says: self.value(difference, rater),
                place_says: place.as_ref().map(|place| format!("{path}:{}", place.line)),
                line: place.map(|place| place.line),
                path,
            }
        });
        ApartFact {
            fact: self.tables.rubrics.dictionary.fact(difference.fact).path.clone(),
            says: self.called(difference),
            values: values.collect(),
        }
    }

    /// `City of Riverside: the commitment`; of a record `Partners: City of Riverside`.
    fn called(&self, difference: &FactDifference) -> String {
        let mut listed = self.files.iter().zip(&difference.routes);
        let Some((file, route)) = listed.find_map(|(file, route)| Some((file, (*route)?))) else {
            return String::new();
        };
        if !self.is_record(route) {
            return place_words(self.tables, &Place::of(file, route));
        }
        let list = text::capital(self.tables.fact(route.fact).label);
        format!("{list}: {}", record_called(file, route).unwrap_or_default())
    }

    fn is_record(&self, route: Route) -> bool {
        let kind = self.tables.rubrics.dictionary.fact(route.fact).kind;
        route.record.is_some() && matches!(kind, Kind::Records(_))
    }

    fn value(&self, difference: &FactDifference, rater: usize) -> String {
        let Some(route) = difference.routes[rater] else { return "not listed".to_owned() };
        if self.is_record(route) {
            return "listed".to_owned();
        }
        let dictionary = &self.tables.rubrics.dictionary;
        let fact = dictionary.fact(route.fact);
        let answer = self.answer(rater, route);
        if let (Kind::Records(list), Answer::Given(Datum::Records)) = (fact.kind, answer) {
            let records = self.files[rater].proposal.records(list);
            let number = count(records.records.len(), &dictionary.list(list).item);
            return if records.complete { number } else { format!("{number}; not all are listed") };
        }
        // Long texts are cut where they differ from another rater's.
        let others = difference.routes.iter().enumerate();
        let mut others = others.filter_map(|(other, route)| Some(self.answer(other, (*route)?)));
        match others.find(|other| !is_same(other, answer)) {
            Some(other) => dictionary.say_apart(fact, Pair { old: other, new: answer }).new,
            None => dictionary.say(fact, answer),
        }
    }

    fn answer(&self, rater: usize, route: Route) -> &Answer {
        self.files[rater].proposal.answer(&self.tables.rubrics.dictionary, route)
    }
}
