//! A conversation about one proposal, without any terminal: which question comes next, and what an answer makes of the text.
//!
//! The text is all that there is to keep: whoever goes on another day begins with it. *Not known* is written as `unknown`, so
//! that it is not asked again.

use std::collections::BTreeSet;

use super::edit::{self, Written};
use super::question::{Question, Topic};
use crate::assess::{Assessment, Options, Verdict, assess};
use crate::authoring::core_facts;
use crate::document::{self, Document, Limits, Problem, ProblemKind};
use crate::proposal::{
    Answer, Evidence, FactChange, FactId, Kind, ListId, Pair, PartialDate, Proposal, Route, SameRecords,
    Scope, bind, changes,
};
use crate::report::content::Tables;
use crate::rubric::Rubrics;
use crate::text;

/// The word that is written where something is not known.
const NOT_KNOWN: &str = "unknown";

/// A conversation about one proposal.
pub struct Session<'a> {
    rubrics: &'a Rubrics,
    tables: &'a Tables<'a>,
    evidence: &'a dyn Evidence,
    as_of: PartialDate,
    /// Every fact is asked for that is open, and not only those of the core.
    all: bool,
    text: String,
    /// The texts before each answer, for the way back.
    history: Vec<(String, Option<ListId>)>,
    /// The list whose records are being named, one by one.
    naming: Option<ListId>,
    /// Lists that are told to be whole.
    named: BTreeSet<ListId>,
    /// What the last answer gave reason to doubt, until it is told.
    doubts: Vec<Problem>,
}

/// A proposal as it is read, its document, and what is odd about it.
type Bound = (Proposal, Document, Vec<Problem>);

impl<'a> Session<'a> {
    /// A conversation that begins with this text.
    pub fn new(
        tables: &'a Tables<'a>,
        evidence: &'a dyn Evidence,
        as_of: PartialDate,
        all: bool,
        text: String,
    ) -> Session<'a> {
        Session {
            rubrics: tables.rubrics,
            tables,
            evidence,
            as_of,
            all,
            text,
            history: Vec::new(),
            naming: None,
            named: BTreeSet::new(),
            doubts: Vec::new(),
        }
    }

    /// What the last answer that was taken gave reason to doubt: that it can hardly be meant, or that a name is nearly
    /// another. It is kept all the same, and told once.
    pub fn take_doubts(&mut self) -> Vec<String> {
        std::mem::take(&mut self.doubts).iter().map(in_a_line).collect()
    }

    /// The proposal as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many answers were given, those taken back aside.
    pub fn answered(&self) -> usize {
        self.history.len()
    }

    /// The next question: what the proposal is called, then what settles most. None where nothing is left to ask.
    pub fn next(&self) -> Option<Question> {
        let (proposal, document) = self.read(&self.text).ok()?;
        if let Some(list) = self.naming {
            return Some(self.item(&proposal, list));
        }
        let assessment = assess(self.rubrics, &proposal, self.options());
        let topic = self.open(&assessment, &document).into_iter().next()?;
        Some(match topic {
            Topic::Item(list) => self.item(&proposal, list),
            Topic::Fact(route) => Question::fact(self.tables, &proposal, route),
        })
    }

    /// How many questions are open, records that are not named yet aside.
    pub fn left(&self) -> usize {
        let Ok((proposal, document)) = self.read(&self.text) else { return 0 };
        self.open(&assess(self.rubrics, &proposal, self.options()), &document).len()
    }

    /// Takes an answer to a question.
    ///
    /// # Errors
    /// Why it is no answer, for whoever gave it. The text is as it was.
    pub fn answer(&mut self, question: &Question, answer: &Written) -> Result<(), String> {
        if let (Topic::Item(list), Written::One(name)) = (question.topic, answer) {
            if name.trim().is_empty() {
                return self.end_of_list(list);
            }
            if !is_none(name) || self.has_records(list) {
                return self.add_record(list, name);
            }
            self.naming = None;
            self.named.insert(list);
        }
        let text = edit::set(&self.text, &question.route, answer)?;
        self.take(text, question.topic, true)
    }

    /// Takes an answer to a fact that is named by its route, such as `partners[0].sector`, whatever the next question is.
    /// The name of a record one beyond the last adds a record.
    ///
    /// # Errors
    /// Why it is no answer; or that there is no such fact.
    pub fn answer_at(&mut self, route: &str, read: impl Fn(&Question) -> Written) -> Result<(), String> {
        let (path, record) = parted(route)?;
        let dictionary = &self.rubrics.dictionary;
        let near = || {
            dictionary.nearest_path(&path).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
        };
        let fact = dictionary.find(&path).ok_or_else(|| format!("there is no fact `{path}`{}", near()))?;
        let (proposal, _) = self.read(&self.text)?;
        let question = match (dictionary.fact(fact).scope, record) {
            (Scope::Root, None) => Question::fact(self.tables, &proposal, Route { fact, record: None }),
            (Scope::Record(list), Some(record)) => {
                let records = proposal.records(list).records.len() as u32;
                if record > records || record == records && dictionary.list(list).key != Some(fact) {
                    let item = &dictionary.list(list).item;
                    return Err(format!(
                        "there is no {item} with the number {record}; they count from 0, and are named first"
                    ));
                }
                match record == records {
                    true => Question::item(self.tables, list, records as usize),
                    false => Question::fact(self.tables, &proposal, Route { fact, record: Some(record) }),
                }
            }
            (Scope::Root, Some(_)) => return Err(format!("`{path}` is no fact of a record")),
            (Scope::Record(_), None) => {
                return Err(format!("`{path}` needs the number of its record, such as `[0]`"));
            }
        };
        let answer = read(&question);
        match &answer {
            Written::One(one) if one.trim() == "?" => self.not_known(&question),
            _ => self.answer(&question, &answer),
        }
    }

    /// Notes that the answer is not known.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn not_known(&mut self, question: &Question) -> Result<(), String> {
        if let Topic::Item(list) = question.topic
            && self.has_records(list)
        {
            return self.end_of_list(list);
        }
        self.naming = None;
        let text = edit::set(&self.text, &question.route, &Written::One(NOT_KNOWN.to_owned()))?;
        self.take(text, question.topic, false)
    }

    /// Goes back to the question before; `false` at the first.
    pub fn back(&mut self) -> bool {
        let Some((text, naming)) = self.history.pop() else { return false };
        self.doubts.clear();
        self.text = text;
        self.naming = naming;
        self.named.clear();
        true
    }

    /// Whether the records of a list are being named: the verdict jumps about until all are there.
    pub fn is_naming(&self) -> bool {
        self.naming.is_some()
    }

    /// Where the verdict stands, in a line.
    pub fn standing(&self) -> String {
        let Ok((proposal, _)) = self.read(&self.text) else { return String::new() };
        let assessment = assess(self.rubrics, &proposal, self.options());
        let answered = format!("{} % of the core answered", text::percent(assessment.answered));
        match (assessment.verdict, &assessment.fewest) {
            (Verdict::Undetermined, Some(fewest)) if !fewest.is_empty() => {
                let more = text::count(fewest.len(), "more answer");
                let settle = if fewest.len() == 1 { "settles" } else { "settle" };
                format!("undetermined, {answered}; {more} {settle} it")
            }
            _ => format!("{}, score {}, {answered}", assessment.verdict_words(), assessment.score.claimed),
        }
    }

    fn options(&self) -> Options {
        Options { fewest: true, ..Options::new(self.as_of) }
    }

    /// Reads a text as a proposal.
    fn read(&self, text: &str) -> Result<(Proposal, Document), String> {
        self.bound(text).map(|(proposal, document, _)| (proposal, document))
    }

    /// The same, with what is odd about it.
    fn bound(&self, text: &str) -> Result<Bound, String> {
        let mut stream = document::parse(text, &Limits::default());
        if let Some(problem) = stream.problems.first() {
            return Err(problem.message.clone());
        }
        let (Some(document), true) = (stream.documents.pop(), stream.documents.is_empty()) else {
            return Err("the file holds several documents".to_owned());
        };
        let (proposal, problems) = bind(&document, &self.rubrics.dictionary, self.evidence);
        match problems.iter().find(|problem| problem.kind == ProblemKind::Error) {
            None => Ok((proposal, document, problems)),
            Some(problem) => Err(in_a_line(problem)),
        }
    }

    /// Takes a changed text, where it says what was meant and nothing else has changed.
    fn take(&mut self, text: String, topic: Topic, says_something: bool) -> Result<(), String> {
        let (new, _, mut doubts) = self.bound(&text)?;
        let (old, _, before) = self.bound(&self.text)?;
        let dictionary = &self.rubrics.dictionary;
        let pair = Pair { old: &old, new: &new };
        let about = dictionary.fact(topic.fact(dictionary)).path.split('.').next().unwrap_or_default();
        let is_meant = |fact: FactId| dictionary.fact(fact).path.split('.').next() == Some(about);
        let found = changes(dictionary, pair, &SameRecords::of(dictionary, pair));
        let meant = found.iter().all(|change| match change {
            FactChange::Answer(change) => is_meant(change.routes.new.fact),
            FactChange::Record(change) => is_meant(change.route.fact),
            FactChange::Complete(_) | FactChange::Block(_) | FactChange::Evidence(_) => false,
        });
        if !meant {
            return Err("the file cannot be changed there without changing something else: write it by hand"
                .to_owned());
        }
        if says_something && found.is_empty() {
            return Err("that says nothing: answer, or say that it is not known".to_owned());
        }
        doubts.retain(|doubt| before.iter().all(|known| in_a_line(known) != in_a_line(doubt)));
        self.doubts = doubts;
        self.history.push((std::mem::replace(&mut self.text, text), self.naming));
        Ok(())
    }

    fn add_record(&mut self, list: ListId, name: &str) -> Result<(), String> {
        let dictionary = &self.rubrics.dictionary;
        let definition = dictionary.list(list);
        let path = dictionary.fact(definition.fact).path.clone();
        let key = definition.key.map(|key| dictionary.fact(key).key().to_owned()).unwrap_or_default();
        let text = edit::add_record(&self.text, &path, &key, name)?;
        self.take(text, Topic::Item(list), true)?;
        self.naming = Some(list);
        Ok(())
    }

    fn end_of_list(&mut self, list: ListId) -> Result<(), String> {
        if !self.has_records(list) {
            return Err("name one, or answer `none`, or say that it is not known".to_owned());
        }
        self.naming = None;
        self.named.insert(list);
        Ok(())
    }

    fn has_records(&self, list: ListId) -> bool {
        self.read(&self.text).is_ok_and(|(proposal, _)| !proposal.records(list).records.is_empty())
    }

    fn item(&self, proposal: &Proposal, list: ListId) -> Question {
        Question::item(self.tables, list, proposal.records(list).records.len())
    }

    /// What is open, most telling first.
    fn open(&self, assessment: &Assessment, document: &Document) -> Vec<Topic> {
        let dictionary = &self.rubrics.dictionary;
        let product = &self.rubrics.product;
        let head = [product.name, product.stage, product.place].map(|fact| fact.fact);
        let mut topics: Vec<(u32, Topic)> = Vec::new();
        for (rank, fact) in head.into_iter().enumerate() {
            topics.push((u32::MAX - rank as u32, Topic::Fact(Route { fact, record: None })));
        }
        let facts: Vec<FactId> = match self.all {
            true => dictionary.facts().map(|(id, _)| id).collect(),
            false => core_facts(self.rubrics).into_iter().collect(),
        };
        for fact in facts.into_iter().filter(|fact| !head.contains(fact)) {
            let worth = self.worth(assessment, fact);
            if worth == 0 {
                continue;
            }
            match (dictionary.fact(fact).kind, dictionary.fact(fact).scope) {
                (Kind::Records(list), _) => topics.push((worth, Topic::Item(list))),
                // A record has to be named before anything is asked of it.
                (_, Scope::Record(list)) if assessment.proposal.records(list).records.is_empty() => {
                    topics.push((worth, Topic::Item(list)));
                }
                _ => {
                    let routes = assessment.routes_of(dictionary.reference(fact)).into_iter();
                    topics.extend(routes.map(|route| (worth, Topic::Fact(route))));
                }
            }
        }
        topics.retain(|(_, topic)| self.is_open(assessment.proposal, document, *topic));
        topics.sort_by_key(|(worth, topic)| (std::cmp::Reverse(*worth), *topic));
        topics.dedup_by_key(|(_, topic)| *topic);
        let mut seen = BTreeSet::new();
        topics.into_iter().map(|(_, topic)| topic).filter(|topic| seen.insert(*topic)).collect()
    }

    /// How much hangs on a fact: the weight of the criteria that read it and are not answered, twice for decisive ones; with
    /// all facts asked for, also one for whatever reads it and is due.
    fn worth(&self, assessment: &Assessment, fact: FactId) -> u32 {
        let mut worth = 0;
        for result in assessment.criteria.iter().filter(|result| result.counts) {
            let criterion = &self.rubrics.criteria[result.criterion];
            let is_open = !result.claimed.is_answered() || result.decisive && result.claimed.is_blank();
            if !is_open || !self.rubrics.facts_read(criterion.conditions()).contains(&fact) {
                continue;
            }
            worth += match (result.scores, result.decisive) {
                (true, true) => 200 * criterion.weight,
                (true, false) => 100 * criterion.weight,
                (false, _) if self.all => criterion.weight,
                (false, _) => 0,
            };
        }
        worth
    }

    /// Whether nothing is said of it, nor that it is not known.
    fn is_open(&self, proposal: &Proposal, document: &Document, topic: Topic) -> bool {
        let dictionary = &self.rubrics.dictionary;
        let route = match topic {
            Topic::Item(list) if self.named.contains(&list) => return false,
            Topic::Item(list) => Route { fact: dictionary.list(list).fact, record: None },
            Topic::Fact(route) => route,
        };
        *proposal.answer_at(dictionary, route) == Answer::Unknown
            && !said_not_known(document, &proposal.route(dictionary, route))
    }
}

/// A route in its path and the number of its record: `partners[0].sector` is `partners.sector` and 0.
fn parted(route: &str) -> Result<(String, Option<u32>), String> {
    let Some((list, rest)) = route.split_once('[') else { return Ok((route.to_owned(), None)) };
    let parted = rest.split_once(']').and_then(|(number, field)| Some((number.trim().parse().ok()?, field)));
    let (number, field) =
        parted.ok_or_else(|| format!("`{route}` is no route such as `partners[0].sector`"))?;
    Ok((format!("{list}{field}"), Some(number)))
}

/// A problem as it is told in a conversation: what is wrong, what was expected, what to do.
fn in_a_line(problem: &Problem) -> String {
    let expected =
        if problem.expected.is_empty() { String::new() } else { format!("; expected {}", problem.expected) };
    let help = problem.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{}{expected}{help}", problem.message)
}

fn is_none(text: &str) -> bool {
    ["none", "no"].contains(&text.trim().to_lowercase().as_str())
}

/// Whether a file says in a word that something is not known, at a route such as `partners[0].local`.
fn said_not_known(document: &Document, route: &str) -> bool {
    let mut node = &document.root;
    for part in route.split('.') {
        let (key, record) = match part.split_once('[') {
            Some((key, number)) => (key, number.trim_end_matches(']').parse::<usize>().ok()),
            None => (part, None),
        };
        let Some(inner) = node.get(key) else { return false };
        node = inner;
        if let Some(record) = record {
            let document::Value::List(records) = &node.value else { return false };
            let Some(inner) = records.get(record) else { return false };
            node = inner;
        }
    }
    node.text().is_some_and(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests;
