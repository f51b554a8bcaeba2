//! Examples: facts given, level expected. They are the tests of the rubrics.

use crate::assess::{Context, Interval, Reading, Truth, interval};
use crate::document::{
    self, Document, Fields, FileProblem, Limits, Node, Problem, Problems, Span, unknown_word,
};
use crate::proposal::{NoFolder, PartialDate, Proposal, bind_facts};
use crate::rubric::{Criterion, CriterionId, Level, Pattern, PatternId, RubricFile, Rubrics};

/// One example.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it is an example of.
    pub subject: Subject,
    /// What should come of it.
    pub expected: Expected,
    /// The facts given, bound.
    pub proposal: Proposal,
    /// The facts as they are written, for `explain`.
    pub given: String,
    /// Today, for the conditions that ask for it.
    pub as_of: PartialDate,
    /// The file that has it.
    pub file: String,
    /// Where in the file.
    pub span: Span,
}

/// What an example is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A criterion.
    Criterion(CriterionId),
    /// A pattern.
    Pattern(PatternId),
}

/// What should come of an example, or what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The interval of a criterion.
    Levels(Interval),
    /// The criterion does not apply.
    NotApplicable,
    /// The pattern holds, or does not, or cannot be told.
    Fires(Truth),
    /// The pattern holds and is worse.
    Worse,
}

impl Expected {
    /// As it is written in an example.
    pub fn words(self) -> String {
        match self {
            Expected::Levels(i) if i == Interval::OPEN => "unknown".to_owned(),
            Expected::Levels(i) if i.is_answered() => i.low.word().to_owned(),
            Expected::Levels(i) => format!("{} to {}", i.low.word(), i.high.word()),
            Expected::NotApplicable => "not applicable".to_owned(),
            Expected::Fires(Truth::True) => "yes".to_owned(),
            Expected::Fires(Truth::False) => "no".to_owned(),
            Expected::Fires(Truth::Unknown) => "unknown".to_owned(),
            Expected::Worse => "worse".to_owned(),
        }
    }

    fn level(word: &str) -> Option<Expected> {
        if word == "unknown" {
            return Some(Expected::Levels(Interval::OPEN));
        }
        if word == "not applicable" {
            return Some(Expected::NotApplicable);
        }
        let (low, high) = word.split_once(" to ").unwrap_or((word, word));
        let interval = Interval { low: Level::from_word(low)?, high: Level::from_word(high)? };
        (interval.low <= interval.high).then_some(Expected::Levels(interval))
    }

    fn fires(word: &str) -> Option<Expected> {
        match word {
            "yes" => Some(Expected::Fires(Truth::True)),
            "no" => Some(Expected::Fires(Truth::False)),
            "unknown" => Some(Expected::Fires(Truth::Unknown)),
            "worse" => Some(Expected::Worse),
            _ => None,
        }
    }
}

impl Rubrics {
    /// Reads example files against these rubrics.
    ///
    /// # Errors
    /// Everything that is wrong with the files.
    pub fn examples(&self, files: &[RubricFile]) -> Result<Vec<Example>, Vec<FileProblem>> {
        let mut examples = Vec::new();
        let mut found = Vec::new();
        for file in files {
            let problems = Problems::default();
            let stream = document::parse(&file.text, &Limits::default());
            stream.problems.into_iter().for_each(|p| problems.push(p));
            for document in &stream.documents {
                let Some(mut fields) = Fields::open(&document.root, "a file of examples", &problems) else {
                    continue;
                };
                let nodes = fields.list("examples");
                fields.finish();
                examples.extend(nodes.iter().filter_map(|node| self.example(node, file, &problems)));
            }
            let name = file.name.to_string();
            found.extend(
                problems.into_sorted().into_iter().map(|problem| FileProblem { path: name.clone(), problem }),
            );
        }
        if found.is_empty() { Ok(examples) } else { Err(found) }
    }

    fn example(&self, node: &Node, file: &RubricFile, problems: &Problems) -> Option<Example> {
        let mut fields = Fields::open(node, "an example", problems)?;
        let criterion = fields.node("criterion");
        let pattern = fields.node("pattern");
        let level = fields.node("level");
        let fires = fields.node("fires");
        let as_of = fields.optional_text("as_of").unwrap_or("2026-01-01");
        let given = fields.required("given");
        fields.node("note");
        fields.finish();
        let subject = match (criterion, pattern) {
            (Some(id), None) => self
                .named(id, self.criteria.iter().map(|c| c.id.as_str()), problems)
                .map(|place| Subject::Criterion(place.into())),
            (None, Some(id)) => self
                .named(id, self.patterns.iter().map(|p| p.id.as_str()), problems)
                .map(|place| Subject::Pattern(place.into())),
            _ => {
                problems.push(
                    Problem::error(node.span, "an example is of a criterion or of a pattern")
                        .expected("`criterion: …` or `pattern: …`"),
                );
                None
            }
        }?;
        let (wanted, read, words): (_, fn(&str) -> Option<Expected>, _) = match subject {
            Subject::Criterion(_) => {
                (level, Expected::level, "a level, `weak to sound`, `unknown` or `not applicable`")
            }
            Subject::Pattern(_) => (fires, Expected::fires, "`yes`, `no`, `unknown` or `worse`"),
        };
        let expected = wanted.and_then(|n| read(n.text().unwrap_or_default()));
        if expected.is_none() {
            problems.push(
                Problem::error(node.span, "nothing says what should come of this example").expected(words),
            );
        }
        let given = given?;
        let document = Document { root: given.clone(), index: 0, comments: Vec::new() };
        let (proposal, bound) = bind_facts(&document, &self.dictionary, &NoFolder);
        bound.into_iter().for_each(|p| problems.push(p));
        let text = file.text.get(given.span.start as usize..given.span.end as usize).unwrap_or_default();
        Some(Example {
            subject,
            expected: expected?,
            proposal,
            given: text.trim_end().to_owned(),
            as_of: PartialDate::parse(as_of).ok()?,
            file: file.name.to_string(),
            span: node.span,
        })
    }

    fn named<'a>(
        &self,
        node: &Node,
        ids: impl Iterator<Item = &'a str> + Clone,
        problems: &Problems,
    ) -> Option<usize> {
        let id = node.text().unwrap_or_default();
        let found = ids.clone().position(|known| known == id);
        if found.is_none() {
            problems.push(unknown_word(node.span, "an id", id, ids));
        }
        found
    }

    /// What comes of an example.
    pub fn outcome(&self, example: &Example) -> Expected {
        match example.subject {
            Subject::Criterion(number) => criterion_outcome(&self.criteria[number], example),
            Subject::Pattern(number) => pattern_outcome(&self.patterns[number], example),
        }
    }
}

/// What comes of an example by a criterion.
pub(super) fn criterion_outcome(criterion: &Criterion, example: &Example) -> Expected {
    let context = Context::new(&example.proposal, Reading::Claimed, example.as_of);
    match criterion.applies_when.as_ref().map_or(Truth::True, |c| context.evaluate(c)) {
        Truth::False => Expected::NotApplicable,
        Truth::Unknown => Expected::Levels(Interval::OPEN),
        Truth::True => Expected::Levels(interval(context, criterion)),
    }
}

/// What comes of an example by a pattern.
pub(super) fn pattern_outcome(pattern: &Pattern, example: &Example) -> Expected {
    let context = Context::new(&example.proposal, Reading::Claimed, example.as_of);
    let truth = context.evaluate(&pattern.when);
    let worse = pattern.worse.as_ref().is_some_and(|w| context.evaluate(&w.when) == Truth::True);
    if truth == Truth::True && worse { Expected::Worse } else { Expected::Fires(truth) }
}
