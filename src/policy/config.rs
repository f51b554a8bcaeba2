//! `.quorate.yaml`: what a team has set for all its runs. Read like a proposal: every problem in one run, with its place.

use std::cell::RefCell;

use super::gates::Unknown;
use super::paths::PathPattern;
use super::strict::Strict;
use super::times;
use super::waivers::{Waiver, WaiverScope};
use super::{Gates, ids};
use crate::assess::Subject;
use crate::document::{Document, Fields, Node, Problem, Problems, Span, Value, unknown_word};
use crate::proposal::{Dictionary, Duration, PartialDate};
use crate::rubric::{CriterionId, Level, Rubrics, Severity};
use crate::text;

/// What a configuration sets.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// What the verdict rests on.
    pub strict: Option<Strict>,
    /// The baseline, as a path from the folder of the configuration.
    pub baseline: Option<String>,
    /// Whether a comment in a proposal may waive a finding, where that is said.
    pub comments_waive: Option<bool>,
    /// Whether a run fails where a path gives nothing, where that is said.
    pub strict_input: Option<bool>,
    /// What holds everywhere.
    pub everywhere: Rules,
    /// What holds for some proposals; of two that match, the later one.
    pub paths: Vec<(PathPattern, Rules)>,
    /// The waivers.
    pub waivers: Vec<Waiver>,
    /// How long a waiver may hold, counted from the day of a run.
    pub waivers_longest: Option<Duration>,
    /// The zone by which a day is over.
    pub timezone: Option<String>,
    /// Every path that it names, and where: whoever can look says which of them lead to nothing.
    pub named: Vec<(PathPattern, Span)>,
}

/// What may differ from folder to folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// The gates.
    pub gates: Gates,
    /// Severities in place of those of the rubrics; of two for one subject the first holds.
    pub severities: Vec<(Subject, Severity)>,
}

impl Rules {
    /// These rules, and where they say nothing those of `below`.
    #[must_use]
    pub fn over(mut self, below: &Rules) -> Rules {
        self.severities.extend(&below.severities);
        Rules { gates: self.gates.over(&below.gates), severities: self.severities }
    }
}

/// The folder, or the file, of the configuration that this one builds on, as a path from its own folder, and the place.
pub fn extends(document: &Document) -> Option<(&str, Span)> {
    let node = document.root.get("extends")?;
    Some((node.text().filter(|path| !path.is_empty())?, node.span))
}

/// The folder of rubrics that a configuration names, as a path from its own folder: it is needed before the rest can be
/// checked.
pub fn rubrics_folder(document: &Document) -> Option<&str> {
    document.root.get("rubrics")?.text().filter(|folder| !folder.is_empty())
}

impl Config {
    /// Reads `.quorate.yaml`.
    pub fn load(document: &Document, rubrics: &Rubrics, problems: &Problems) -> Config {
        let reader = ConfigReader { rubrics, problems, named: RefCell::default() };
        let Some(mut fields) = Fields::open(&document.root, "the configuration", problems) else {
            return Config::default();
        };
        if let Some(version) = fields.node("version")
            && version.text() != Some("1")
        {
            let problem = Problem::error(version.span, "this program reads version 1 of the configuration");
            problems.push(problem.expected("1"));
        }
        fields.optional_text("rubrics");
        fields.optional_text("extends");
        let config = Config {
            strict: fields.node("strict").and_then(|node| reader.strict(node)),
            baseline: fields.optional_text("baseline").map(str::to_owned),
            comments_waive: said(&mut fields, "comments_waive"),
            strict_input: said(&mut fields, "strict_input"),
            everywhere: reader.rules(&mut fields),
            paths: fields.list("paths").iter().filter_map(|node| reader.path(node)).collect(),
            waivers: fields.list("waivers").iter().filter_map(|node| reader.waiver(node)).collect(),
            waivers_longest: fields.node("waivers_longest").and_then(|node| reader.length(node)),
            timezone: fields.node("timezone").and_then(|node| reader.zone(node)),
            named: Vec::new(),
        };
        let config = Config { named: reader.named.into_inner(), ..config };
        fields.finish();
        config
    }

    /// Whether a comment in a proposal may waive a finding. Proposals come from strangers: they may not unless that is said.
    pub fn comments_may_waive(&self) -> bool {
        self.comments_waive.unwrap_or_default()
    }

    /// The same, where its patterns are seen from a folder above: `folder` leads from there to its own.
    #[must_use]
    pub fn seen_from_above(self, folder: &str) -> Config {
        let from_above = |pattern: PathPattern| pattern.seen_from_above(folder);
        let waiver = |waiver: Waiver| Waiver { scope: waiver.scope.map_path(from_above), ..waiver };
        Config {
            paths: self.paths.into_iter().map(|(pattern, rules)| (from_above(pattern), rules)).collect(),
            waivers: self.waivers.into_iter().map(waiver).collect(),
            named: self.named.into_iter().map(|(pattern, span)| (from_above(pattern), span)).collect(),
            ..self
        }
    }

    /// This configuration, and where it says nothing the one `below` that it builds on. What it says everywhere wins over
    /// what the other says of some paths. Its own waivers come first.
    #[must_use]
    pub fn over(self, below: Config) -> Config {
        let own = [(PathPattern::all(), self.everywhere)].into_iter().chain(self.paths);
        Config {
            strict: self.strict.or(below.strict),
            baseline: self.baseline.or(below.baseline),
            comments_waive: self.comments_waive.or(below.comments_waive),
            strict_input: self.strict_input.or(below.strict_input),
            everywhere: below.everywhere,
            paths: below.paths.into_iter().chain(own).collect(),
            waivers: self.waivers.into_iter().chain(below.waivers).collect(),
            waivers_longest: self.waivers_longest.or(below.waivers_longest),
            timezone: self.timezone.or(below.timezone),
            named: self.named.into_iter().chain(below.named).collect(),
        }
    }

    /// What holds for the proposal at `path`, a path from the folder of the configuration.
    pub fn rules_for(&self, path: &str) -> Rules {
        let matching = self.paths.iter().filter(|(pattern, _)| pattern.matches(path));
        matching.fold(self.everywhere.clone(), |below, (_, rules)| rules.clone().over(&below))
    }
}

/// What reading a configuration needs to know.
struct ConfigReader<'a> {
    rubrics: &'a Rubrics,
    problems: &'a Problems,
    named: RefCell<Vec<(PathPattern, Span)>>,
}

impl ConfigReader<'_> {
    fn rules(&self, fields: &mut Fields) -> Rules {
        Rules {
            gates: Gates {
                fail_under: fields.node("fail_under").and_then(|node| self.score(node)),
                fail_on: fields.node("fail_on").and_then(|node| {
                    self.word(node, "fail_on", or_none(&Severity::words().map(|(w, s)| (w, Some(s)))))
                }),
                unknown: fields
                    .node("unknown")
                    .and_then(|node| self.word(node, "unknown", Unknown::ALL.to_vec())),
                require: self.by_id(fields.node("require"), |id, node| self.requirement(id, node)),
                least_stage: fields.node("least_stage").and_then(|node| {
                    let stages = self.rubrics.scale.stages.iter_enumerated();
                    let words: Vec<_> = stages.map(|(n, stage)| (stage.word.as_str(), Some(n))).collect();
                    self.word(node, "least_stage", or_none(&words))
                }),
                min_verdict: fields.node("min_verdict").and_then(|node| {
                    let bands = self.rubrics.scale.ladder.iter_enumerated();
                    let words: Vec<_> = bands.map(|(n, band)| (band.verdict.as_str(), Some(n))).collect();
                    self.word(node, "min_verdict", or_none(&words))
                }),
            },
            severities: self.by_id(fields.node("severity"), |id, node| {
                let severity = self.word(node, "severity", Severity::words().to_vec())?;
                Some((Subject::find(self.rubrics, id)?, severity))
            }),
        }
    }

    /// What is counted: yes and no in any case, as in every file that is read here.
    fn strict(&self, node: &Node) -> Option<Strict> {
        let text = node.text().unwrap_or_default();
        let known = Strict::WORDS
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(text) && (*word != Strict::QUOTES || *word == text));
        if known.is_none() {
            let words = Strict::WORDS.iter().map(|(word, _)| *word);
            self.problems.push(unknown_word(node.span, "strict", text, words));
        }
        known.map(|(_, strict)| *strict)
    }

    fn score(&self, node: &Node) -> Option<u32> {
        let score = node.text().and_then(whole_number).filter(|score| *score <= 100);
        if score.is_none() {
            let problem = Problem::error(node.span, "`fail_under` is a score");
            self.problems.push(problem.expected("a whole number from 0 to 100"));
        }
        score
    }

    fn word<T: Copy>(&self, node: &Node, what: &str, words: Vec<(&str, T)>) -> Option<T> {
        let text = node.text().unwrap_or_default();
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            self.problems.push(unknown_word(node.span, what, text, words.iter().map(|(word, _)| *word)));
        }
        found
    }

    /// The entries of a block whose keys are ids.
    fn by_id<T>(&self, node: Option<&Node>, read: impl Fn(&str, &Node) -> Option<T>) -> Vec<T> {
        let Some(node) = node else { return Vec::new() };
        if !matches!(node.value, Value::Map(_)) {
            let message = format!("here stand ids with a word for each, and this is {}", node.describe());
            self.problems.push(Problem::error(node.span, message).expected("such as `community/part: WORD`"));
        }
        let known = |id: &str, span| {
            let known = Subject::find(self.rubrics, id).is_some();
            if !known {
                self.problems.push(self.unknown_id(span, id));
            }
            known
        };
        node.entries()
            .iter()
            .filter(|entry| known(&entry.key.text, entry.key.span))
            .filter_map(|entry| read(&entry.key.text, &entry.value))
            .collect()
    }

    fn unknown_id(&self, span: Span, id: &str) -> Problem {
        let message = format!("there is no criterion, pattern or sector `{}`", text::shorten(id, 60));
        let problem = Problem::error(span, message).expected("the id of one criterion, pattern or sector");
        match text::nearest(id, ids(self.rubrics)) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None if id.contains('*') => {
                problem.help("name each by itself: there is no pattern over criteria, so that nothing new is let pass unseen")
            }
            None => problem.help("`quorate explain` lists them"),
        }
    }

    fn requirement(&self, id: &str, node: &Node) -> Option<(CriterionId, Level)> {
        let level = self.word(node, "require", Level::ALL.map(|level| (level.word(), level)).to_vec())?;
        match Subject::find(self.rubrics, id)? {
            Subject::Criterion(criterion) => Some((criterion, level)),
            _ => {
                let problem = Problem::error(node.span, format!("`{id}` has no level: it is no criterion"));
                self.problems.push(problem.expected("the id of a criterion"));
                None
            }
        }
    }

    fn path(&self, node: &Node) -> Option<(PathPattern, Rules)> {
        let mut fields = Fields::open(node, "an entry of `paths`", self.problems)?;
        let pattern = fields.required("match").and_then(|node| self.pattern(node));
        let rules = self.rules(&mut fields);
        fields.finish();
        Some((pattern?, rules))
    }

    fn pattern(&self, node: &Node) -> Option<PathPattern> {
        // `~` is a path to a shell and nothing to YAML.
        match PathPattern::parse(node.text().filter(|_| !node.is_null()).unwrap_or_default()) {
            Ok(pattern) => {
                self.named.borrow_mut().push((pattern.clone(), node.span));
                Some(pattern)
            }
            Err(why) => {
                let problem =
                    Problem::error(node.span, why.to_string()).expected("a file, a folder or a pattern");
                self.problems.push(problem.help("paths begin at the folder of the configuration"));
                None
            }
        }
    }

    fn waiver(&self, node: &Node) -> Option<Waiver> {
        let mut fields = Fields::open(node, "a waiver", self.problems)?;
        let id_node = fields.required("criterion");
        let id = id_node.and_then(Node::text).unwrap_or_default();
        let subject = Subject::find(self.rubrics, id);
        if let (Some(node), None) = (id_node, subject) {
            self.problems.push(self.unknown_id(node.span, id));
        }
        let path_node = fields.node("path");
        let path = path_node.map(|node| self.pattern(node));
        let fact_node = fields.node("fact");
        let fact = fact_node.map(|node| self.fact(node));
        if path.is_none() && fact.is_none() {
            let problem = Problem::error(fields.span(), "a waiver says where it holds");
            self.problems.push(problem.expected("a key `path` or a key `fact`"));
        }
        let reason = fields.text("reason").to_owned();
        let until = fields.required("until").and_then(|node| self.day(node));
        let proposal = fields.optional_text("proposal").map(str::to_owned);
        let level = fields.node("level").map(|node| self.level_of(subject, node));
        let severity = fields.node("severity").map(|node| self.severity_of(subject, node));
        fields.finish();
        // A part that could not be read has been reported, and must not widen the waiver.
        let (path, fact) =
            (path.map_or(Some(None), |p| p.map(Some)), fact.map_or(Some(None), |f| f.map(Some)));
        let (level, severity) =
            (level.map_or(Some(None), |l| l.map(Some)), severity.map_or(Some(None), |s| s.map(Some)));
        Some(Waiver {
            subject: subject?,
            id: id.to_owned(),
            scope: WaiverScope::Configured { path: path?, fact: fact? },
            proposal,
            level: level?,
            severity: severity?,
            reason,
            until: Some(until?),
            span: node.span,
        })
    }

    /// The level that a waiver of a criterion was given for.
    fn level_of(&self, subject: Option<Subject>, node: &Node) -> Option<Level> {
        if !matches!(subject, Some(Subject::Criterion(_)) | None) {
            let problem = Problem::error(node.span, "only a criterion has a level");
            self.problems.push(problem.expected("`severity`: the worst that was looked at"));
            return None;
        }
        self.word(node, "level", Level::ALL.map(|level| (level.word(), level)).to_vec())
    }

    /// The severity that a waiver of a pattern or sector was given for.
    fn severity_of(&self, subject: Option<Subject>, node: &Node) -> Option<Severity> {
        if matches!(subject, Some(Subject::Criterion(_))) {
            let problem = Problem::error(node.span, "a criterion is waived at a level");
            self.problems.push(problem.expected("`level`: the least that was looked at"));
            return None;
        }
        self.word(node, "severity", Severity::words().to_vec())
    }

    fn length(&self, node: &Node) -> Option<Duration> {
        let length = node.text().and_then(times::length);
        if length.is_none() {
            let problem = Problem::error(node.span, "this is no length of time");
            self.problems.push(problem.expected("such as `6 months` or `180 days`"));
        }
        length
    }

    fn zone(&self, node: &Node) -> Option<String> {
        let name = node.text().unwrap_or_default();
        let known = times::zones().iter().any(|zone| zone == name);
        if !known {
            let message = format!("there is no time zone `{}`", text::shorten(name, 40));
            self.problems.push(Problem::error(node.span, message).expected("a name such as `Europe/Berlin`"));
        }
        known.then(|| name.to_owned())
    }

    fn day(&self, node: &Node) -> Option<PartialDate> {
        match PartialDate::parse(node.text().unwrap_or_default()) {
            Ok(day) => Some(day),
            Err(why) => {
                self.problems.push(Problem::error(node.span, why).expected("a date such as 2027-03-31"));
                None
            }
        }
    }

    /// A fact, or a block of facts, of the dictionary; the name of a record may stand in brackets.
    fn fact(&self, node: &Node) -> Option<String> {
        let text = node.text().unwrap_or_default();
        let path = without_record(text);
        let number =
            text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(inside, _)| inside);
        if number.is_some_and(|inside| !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit())) {
            let problem =
                Problem::error(node.span, "a record is called by its name here, and not by its number");
            let help =
                "a number is another record's as soon as one is added before it; the CSV report writes names";
            self.problems.push(problem.expected("such as `partners[City of Riverside]`").help(help));
            return None;
        }
        let dictionary = &self.rubrics.dictionary;
        let is_list =
            |path: &str| dictionary.lists().iter().any(|list| dictionary.fact(list.fact).path == path);
        let names_no_record = text.split_once('[').is_some_and(|(list, _)| !is_list(list));
        if is_known(dictionary, &path) && !names_no_record {
            return Some(text.to_owned());
        }
        let problem = Problem::error(node.span, format!("there is no fact `{}`", text::shorten(text, 80)))
            .expected("a fact such as `community.part` or `partners[City of Riverside].delegate`");
        let near = self.rubrics.dictionary.nearest_path(&path);
        self.problems.push(match near {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem,
        });
        None
    }
}

/// Yes, no, or nothing.
fn said(fields: &mut Fields, key: &'static str) -> Option<bool> {
    fields.node(key)?;
    Some(fields.yes_no(key))
}

/// `60`, or `60.0` as a table of numbers has it.
fn whole_number(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    whole.parse().ok().filter(|_| !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0'))
}

fn or_none<'w, T: Copy>(words: &[(&'w str, Option<T>)]) -> Vec<(&'w str, Option<T>)> {
    words.iter().copied().chain([("none", None)]).collect()
}

/// `partners[City of Riverside].delegate` without the record: `partners.delegate`.
fn without_record(route: &str) -> String {
    match (route.find('['), route.rfind(']')) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &route[..from], &route[to + 1..]),
        _ => route.to_owned(),
    }
}

/// Whether a path is that of a fact or of a block around facts.
fn is_known(dictionary: &Dictionary, path: &str) -> bool {
    let below = |fact: &str| fact.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    dictionary.find(path).is_some()
        || (!path.is_empty() && dictionary.facts().any(|(_, fact)| below(&fact.path)))
}
