//! A question as a person is asked it.

use crate::proposal::{Dictionary, FactId, Kind, ListId, NoneMeans, Proposal, Route, list_of};
use crate::report::content::Tables;

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A fact, of a record where it is one of a list.
    Fact(Route),
    /// The next record of a list, by its name.
    Item(ListId),
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is about.
    pub topic: Topic,
    /// Where the answer is written: `partners[0].sector`.
    pub route: String,
    /// What is asked.
    pub ask: String,
    /// What helps to answer.
    pub help: String,
    /// The words that answer it, each with what it means; none where it takes another kind of answer.
    pub choices: Vec<(String, String)>,
    /// Several of them can be given.
    pub several: bool,
    /// `none` is an answer.
    pub none: bool,
}

impl Topic {
    /// The fact, or the list itself.
    pub fn fact(self, dictionary: &Dictionary) -> FactId {
        match self {
            Topic::Fact(route) => route.fact,
            Topic::Item(list) => dictionary.list(list).fact,
        }
    }
}

impl Question {
    /// The question after a fact.
    pub fn fact(tables: &Tables, proposal: &Proposal, route: Route) -> Question {
        let dictionary = &tables.rubrics.dictionary;
        let fact = dictionary.fact(route.fact);
        let record = list_of(dictionary, route.fact).zip(route.record);
        let called = record.map(|(list, number)| {
            let records = &proposal.records(list).records;
            let name = proposal.record_name(dictionary, list, &records[number as usize]);
            name.unwrap_or_else(|| format!("{} {}", dictionary.list(list).item, number + 1))
        });
        let words = dictionary.vocabulary(fact).into_iter().flat_map(|vocabulary| &vocabulary.words);
        let mut choices: Vec<(String, String)> =
            words.map(|word| (word.word.clone(), word.means.clone())).collect();
        if fact.kind == Kind::YesNo {
            choices =
                [("yes", ""), ("no", "")].map(|(word, means)| (word.to_owned(), means.to_owned())).into();
        }
        let answer = &tables.fact(route.fact).answer;
        let kind = if choices.is_empty() { format!("Answer: {answer}.") } else { String::new() };
        let help = [fact.help.clone().unwrap_or_default(), kind];
        Question {
            topic: Topic::Fact(route),
            route: proposal.route(dictionary, route),
            ask: called.map_or_else(|| fact.ask.clone(), |called| format!("{called}: {}", fact.ask)),
            help: help.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
            choices,
            several: matches!(fact.kind, Kind::Words(_) | Kind::Texts | Kind::People),
            none: fact.none != NoneMeans::Never && fact.kind != Kind::YesNo,
        }
    }

    /// The question after the next record of a list that has so many.
    pub fn item(tables: &Tables, list: ListId, records: usize) -> Question {
        let dictionary = &tables.rubrics.dictionary;
        let definition = dictionary.list(list);
        let fact = dictionary.fact(definition.fact);
        let key = definition.key.map_or("", |key| dictionary.fact(key).ask.as_str());
        let (ask, help) = match records {
            0 => (
                format!("{} One by one: {key}", fact.ask),
                "They are asked one after another; an empty line ends the list.".to_owned(),
            ),
            n => (
                format!("And the next {}, number {}? {key}", definition.item, n + 1),
                "An empty line: there are no more.".to_owned(),
            ),
        };
        Question {
            topic: Topic::Item(list),
            route: fact.path.clone(),
            ask,
            help,
            choices: Vec::new(),
            several: false,
            none: records == 0 && fact.none != NoneMeans::Never,
        }
    }

    /// Whether it asks for the next record of a list that has some: an empty line then ends the list.
    pub fn can_end(&self) -> bool {
        matches!(self.topic, Topic::Item(_)) && !self.none
    }
}
