//! Examples: facts given, level expected. They are the tests of the rubrics.

use jiff::civil::date;

use crate::assess::{Context, Interval, Reading, Subject, Truth, interval};
use crate::document::{self, Document, Fields, FileProblem, Limits, Node, Problem, Problems, Span};
use crate::proposal::{DATES_OUT_OF_ORDER, NoFolder, PartialDate, Proposal, bind_facts};
use crate::rubric::{Criterion, Level, Pattern, RubricFile, Rubrics};
use crate::text;

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
            Expected::Levels(i) if i.low == i.high => i.low.word().to_owned(),
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

/// Reads files of examples of these rubrics.
///
/// # Errors
/// Everything that is wrong with the files.
pub fn examples(rubrics: &Rubrics, files: &[RubricFile]) -> Result<Vec<Example>, Vec<FileProblem>> {
    let mut examples = Vec::new();
    let mut found = Vec::new();
    for file in files {
        let problems = Problems::default();
        examples.extend(Reader { rubrics, file, problems: &problems }.file());
        let path = &file.name;
        let problems = problems.into_sorted().into_iter();
        found.extend(problems.map(|problem| FileProblem { path: path.to_string(), problem }));
    }
    if found.is_empty() { Ok(examples) } else { Err(found) }
}

/// What comes of an example.
pub fn outcome(rubrics: &Rubrics, example: &Example) -> Expected {
    match example.subject {
        Subject::Criterion(number) => criterion_outcome(&rubrics.criteria[number], example),
        Subject::Pattern(number) => pattern_outcome(&rubrics.patterns[number], example),
        // A sector has no condition that could come out so or so: no example of one is read.
        Subject::Sector(_) => Expected::NotApplicable,
    }
}

/// Reads the examples of one file. Whatever is wrong with one is a problem: none is left out in silence, since a test
/// that is not run looks like one that passes.
#[derive(Clone, Copy)]
struct Reader<'a> {
    rubrics: &'a Rubrics,
    file: &'a RubricFile,
    problems: &'a Problems,
}

impl Reader<'_> {
    fn file(self) -> Vec<Example> {
        let stream = document::parse(&self.file.text, &Limits::default());
        stream.problems.into_iter().for_each(|problem| self.problems.push(problem));
        let mut examples = Vec::new();
        for document in &stream.documents {
            let fields = Fields::open(&document.root, "a file of examples", self.problems);
            let Some(mut fields) = fields else { continue };
            fields.required("examples");
            let nodes = fields.list("examples");
            fields.finish();
            examples.extend(nodes.iter().filter_map(|node| self.example(node)));
        }
        examples
    }

    fn example(self, node: &Node) -> Option<Example> {
        let mut fields = Fields::open(node, "an example", self.problems)?;
        let subject = match (fields.node("criterion"), fields.node("pattern")) {
            (Some(id), None) => self.subject(id, "criterion"),
            (None, Some(id)) => self.subject(id, "pattern"),
            _ => {
                let expected = "`criterion: …` or `pattern: …`";
                self.error(node.span, "an example is of a criterion or of a pattern", expected);
                None
            }
        };
        let (level, fires) = (fields.node("level"), fields.node("fires"));
        let expected = subject.and_then(|subject| self.expected(node.span, subject, level, fires));
        // Few conditions ask for today, and those that do say it in their examples.
        let usual = PartialDate::day(date(2026, 1, 1));
        let as_of = fields.node("as_of").map_or(Some(usual), |node| self.date(node));
        let given = fields.required("given");
        fields.node("note");
        fields.finish();
        let (proposal, given) = self.given(given?, subject);
        Some(Example {
            subject: subject?,
            expected: expected?,
            proposal,
            given,
            as_of: as_of?,
            file: self.file.name.to_string(),
            span: node.span,
        })
    }

    /// What an example with the key `what` is of.
    fn subject(self, node: &Node, what: &str) -> Option<Subject> {
        let id = node.text().unwrap_or_default();
        match (Subject::find(self.rubrics, id), what) {
            (Some(subject @ Subject::Criterion(_)), "criterion") => Some(subject),
            (Some(subject @ Subject::Pattern(_)), "pattern") => Some(subject),
            _ => {
                let message = format!("there is no {what} `{}`", text::shorten(id, 60));
                let problem = Problem::error(node.span, message).expected(format!("the id of a {what}"));
                let criteria = self.rubrics.criteria.iter().map(|c| c.id.as_str());
                let patterns = self.rubrics.patterns.iter().map(|p| p.id.as_str());
                let near = match what {
                    "criterion" => text::nearest(id, criteria),
                    _ => text::nearest(id, patterns),
                };
                self.problems.push(match near {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => problem,
                });
                None
            }
        }
    }

    /// What should come of an example, by the key `level` of a criterion or `fires` of a pattern.
    fn expected(
        self,
        span: Span,
        subject: Subject,
        level: Option<&Node>,
        fires: Option<&Node>,
    ) -> Option<Expected> {
        let is_pattern = matches!(subject, Subject::Pattern(_));
        let (asked, other) = if is_pattern { (fires, level) } else { (level, fires) };
        if let Some(other) = other {
            let message = "a criterion has a level, and a pattern fires";
            self.error(other.span, message, if is_pattern { "`fires`" } else { "`level`" });
        }
        let word = asked.and_then(Node::text).unwrap_or_default();
        let expected = if is_pattern { Expected::fires(word) } else { Expected::level(word) };
        if expected.is_none() {
            let words = match is_pattern {
                true => "`yes`, `no`, `unknown` or `worse`",
                false => "a level, `weak to sound`, `unknown` or `not applicable`",
            };
            let span = asked.map_or(span, |node| node.span);
            self.error(span, "nothing says what should come of this example", words);
        }
        expected
    }

    fn date(self, node: &Node) -> Option<PartialDate> {
        match PartialDate::parse(node.text().unwrap_or_default()) {
            Ok(date) => Some(date),
            Err(why) => {
                self.error(node.span, why, "a date such as 2026-01-01");
                None
            }
        }
    }

    /// The facts given, bound and as they are written. That dates are out of order a pattern may be about.
    fn given(self, node: &Node, of: Option<Subject>) -> (Proposal, String) {
        let document = Document { root: node.clone(), index: 0, comments: Vec::new() };
        let (proposal, problems) = bind_facts(&document, &self.rubrics.dictionary, &NoFolder);
        let is_pattern = matches!(of, Some(Subject::Pattern(_)));
        let told = problems.into_iter().filter(|p| !(is_pattern && p.topic == Some(DATES_OUT_OF_ORDER)));
        told.for_each(|problem| self.problems.push(problem));
        let text = self.file.text.get(node.span.start as usize..node.span.end as usize);
        (proposal, text.unwrap_or_default().trim_end().to_owned())
    }

    fn error(self, span: Span, message: impl Into<String>, expected: impl Into<String>) {
        self.problems.push(Problem::error(span, message).expected(expected));
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
    let truth = context.is_there(pattern);
    let worse = pattern.worse.as_ref().is_some_and(|w| context.evaluate(&w.when) == Truth::True);
    if truth == Truth::True && worse { Expected::Worse } else { Expected::Fires(truth) }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

    fn read(example: &str) -> Result<Vec<Example>, Vec<FileProblem>> {
        let text =
            format!("examples:\n  - {{criterion: community/part, given: {{}}, level: unknown}}\n{example}");
        examples(&RUBRICS, &[RubricFile { name: "examples/a.yaml".into(), text: text.into() }])
    }

    /// The only problem of a file whose second example, in line 3, is this.
    #[track_caller]
    fn problem(example: &str) -> Problem {
        let found = read(example).expect_err("a problem");
        let [FileProblem { path, problem }] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((path.as_str(), problem.span.line), ("examples/a.yaml", 3), "{problem:?}");
        problem.clone()
    }

    #[test]
    fn an_example_is_never_left_out_in_silence() {
        let read = read("  - {criterion: community/part, given: {}, level: unknown, as_of: 2026-11}\n");
        assert_eq!(read.map(|examples| examples.len()), Ok(2));
        let as_of = problem("  - {criterion: community/part, given: {}, level: unknown, as_of: 2026-13}\n");
        assert_eq!((as_of.message.as_str(), as_of.span.column), ("there is no month 13", 67));
        for as_of in ["as_of: soon", "as_of: [2026]", "as_of: ''"] {
            problem(&format!("  - {{criterion: community/part, given: {{}}, level: unknown, {as_of}}}\n"));
        }
    }

    #[test]
    fn what_an_example_is_of_is_there_and_has_an_outcome() {
        let of =
            |key: &str, id: &str| problem(&format!("  - {{{key}: {id}, given: {{}}, level: unknown}}\n"));
        assert_eq!(of("criterion", "community/prat").help.as_deref(), Some("did you mean `community/part`?"));
        assert_eq!(of("criterion", "sector/business").message, "there is no criterion `sector/business`");
        assert_eq!(of("pattern", "community/part").message, "there is no pattern `community/part`");
        let of_nothing = problem("  - {given: {}, level: unknown}\n");
        assert_eq!(of_nothing.message, "an example is of a criterion or of a pattern");
    }

    #[test]
    fn nothing_that_stands_in_an_example_is_passed_over() {
        let both = problem("  - {criterion: community/part, given: {}, level: unknown, fires: yes}\n");
        assert_eq!(both.message, "a criterion has a level, and a pattern fires");
        let upside_down = problem("  - {criterion: community/part, given: {}, level: strong to weak}\n");
        assert!(upside_down.message.contains("what should come of this example"));
    }

    #[test]
    fn a_file_without_examples_is_a_problem() {
        let file = RubricFile { name: "a.yaml".into(), text: "{}\n".into() };
        let found = examples(&RUBRICS, &[file]).expect_err("a problem");
        assert_eq!(found[0].problem.message, "a file of examples has no `examples`");
    }
}
