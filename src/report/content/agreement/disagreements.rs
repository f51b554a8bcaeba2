//! Where raters give different levels, and by which facts.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::places::{Place, place_words, record_called};
use super::super::tables::rule_id;
use super::super::{Rule, Tables};
use super::level_says;
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
    /// What each file comes to, also where that is not settled.
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
    /// What the file of each rater says who has settled the level.
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
    let levels = &levels.levels[apart.proposal];
    let lowest = levels.iter().filter_map(|level| level.settled()).min()?;
    let highest = levels.iter().filter_map(|level| level.settled()).max()?;
    let by_rater: Vec<String> = (1..)
        .zip(levels)
        .map(|(rater, level): (usize, _)| format!("rater {rater} {}", level_says(level)))
        .collect();
    let file = |rater: &usize| File {
        rater: *rater,
        assessment: &agreement.assessments[apart.proposal][*rater],
        source: &sources[apart.proposal][*rater],
    };
    let teller = Teller { files: apart.raters.iter().map(file).collect(), tables };
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

/// One rater's file on a proposal.
struct File<'t, 'a> {
    rater: usize,
    assessment: &'t Assessment<'a>,
    source: &'t Source,
}

/// Tells of facts in the files of those who have settled a level.
struct Teller<'t, 'a> {
    files: Vec<File<'t, 'a>>,
    tables: &'t Tables<'a>,
}

impl Teller<'_, '_> {
    fn fact(&self, difference: &FactDifference) -> ApartFact {
        let values = self.files.iter().zip(&difference.routes).map(|(file, route)| {
            let place = route.map(|route| Place::of(file.assessment, route)).filter(Place::is_said);
            let path = file.source.label();
            ApartValue {
                rater: file.rater + 1,
                says: self.value(difference, file.assessment, *route),
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
        let Some((file, route)) = self.listing(difference).next() else { return String::new() };
        if !self.is_record(route) {
            return place_words(self.tables, &Place::of(file, route));
        }
        let list = text::capital(self.tables.fact(route.fact).label);
        format!("{list}: {}", record_called(file, route).unwrap_or_default())
    }

    /// The files that list the record of a fact, each with its route there.
    fn listing(&self, difference: &FactDifference) -> impl Iterator<Item = (&Assessment<'_>, Route)> {
        let files = self.files.iter().zip(difference.routes.clone());
        files.filter_map(|(file, route)| Some((file.assessment, route?)))
    }

    fn is_record(&self, route: Route) -> bool {
        let kind = self.tables.rubrics.dictionary.fact(route.fact).kind;
        route.record.is_some() && matches!(kind, Kind::Records(_))
    }

    fn value(&self, difference: &FactDifference, file: &Assessment, route: Option<Route>) -> String {
        let Some(route) = route else { return "not listed".to_owned() };
        if self.is_record(route) {
            return "listed".to_owned();
        }
        let dictionary = &self.tables.rubrics.dictionary;
        let fact = dictionary.fact(route.fact);
        let answer = file.proposal.answer_at(dictionary, route);
        if let (Kind::Records(list), Answer::Given(Datum::Records)) = (fact.kind, answer) {
            let records = file.proposal.records(list);
            let number = count(records.records.len(), &dictionary.list(list).item);
            return if records.complete { number } else { format!("{number}; not all are listed") };
        }
        // Long texts are cut where they differ from another rater's.
        let answers =
            self.listing(difference).map(|(file, route)| file.proposal.answer_at(dictionary, route));
        match answers.into_iter().find(|other| !is_same(other, answer)) {
            Some(other) => dictionary.say_apart(fact, Pair { old: other, new: answer }).new,
            None => dictionary.say(fact, answer),
        }
    }
}
