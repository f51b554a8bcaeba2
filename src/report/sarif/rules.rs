//! What SARIF calls rules: one for each criterion, pattern and sector, for each gate that no finding stands for, and for
//! what is wrong with a file. Each explains itself, so that a reader of an alert needs no other page.

use serde::Serialize;

use super::text::{markdown, plain};
use crate::report::content::{Meanings, Rule, RuleKind, Tables};
use crate::rubric::Severity;

/// The rule for what is wrong with a file.
pub const INPUT: &str = "input/problem";

/// The gates by which a proposal fails without a finding that would say so, and what each asks.
pub const GATES: [(&str, &str); 3] = [
    ("fail-under", "The score is below the least that was asked for"),
    ("min-verdict", "The verdict is below the least that was asked for"),
    ("require", "A criterion does not reach the level that was asked for"),
];

/// How much a result weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It fails a gate, or a file cannot be read.
    Error,
    /// It may sink a part of the collaboration.
    Warning,
    /// It is noted.
    Note,
}

impl Level {
    /// The level of a finding that fails no gate: what may sink a part of the collaboration warns, the rest is noted.
    pub fn of(severity: Severity) -> Level {
        if severity >= Severity::High { Level::Warning } else { Level::Note }
    }
}

/// A rule of SARIF: a `reportingDescriptor`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Descriptor {
    id: String,
    /// What should hold, or what the rule is called.
    name: String,
    /// What is wrong where it is broken.
    short_description: Message,
    /// The same at length.
    full_description: Message,
    default_configuration: Configuration,
    help: Help,
    properties: Properties,
}

/// A text of SARIF.
#[derive(Debug, Serialize)]
pub struct Message {
    /// What it says.
    pub text: String,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: Level,
}

#[derive(Debug, Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Debug, Serialize)]
struct Properties {
    /// GitHub's word for the level of a rule that is no matter of security.
    #[serde(rename = "problem.severity")]
    severity: &'static str,
    tags: Vec<String>,
}

impl Message {
    /// A text in which nothing is a link or a placeholder.
    pub fn plain(text: &str) -> Message {
        Message { text: plain(text).into_owned() }
    }
}

/// All rules, in the order of their numbers: those about subjects, those about gates, the one about files.
pub fn all(tables: &Tables) -> Vec<Descriptor> {
    let subjects = tables.rules.iter().map(|rule| of_rule(tables, rule));
    subjects.chain(GATES.map(of_gate)).chain([of_input()]).collect()
}

/// A part of the help: a heading, and what stands under it.
struct Section {
    heading: String,
    lines: Vec<String>,
}

impl Section {
    fn new(heading: impl Into<String>, lines: Vec<String>) -> Section {
        Section { heading: heading.into(), lines }
    }

    fn text(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(|line| plain(line)).collect();
        format!("{}: {}", plain(&self.heading), lines.join(" "))
    }

    fn markdown(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|line| format!("- {}", markdown(line))).collect();
        format!("**{}**\n\n{}", markdown(&self.heading), lines.join("\n"))
    }
}

/// What a rule is made of.
struct Parts<'r> {
    id: String,
    name: String,
    short: &'r str,
    full: String,
    help: Vec<Section>,
    level: Level,
    tags: Vec<String>,
}

impl From<Parts<'_>> for Descriptor {
    fn from(Parts { id, name, short, full, help, level, tags }: Parts) -> Descriptor {
        let joined =
            |part: fn(&Section) -> String, with: &str| help.iter().map(part).collect::<Vec<_>>().join(with);
        Descriptor {
            id,
            name,
            short_description: Message::plain(short),
            full_description: Message::plain(&full),
            default_configuration: Configuration { level },
            help: Help { text: joined(Section::text, "\n"), markdown: joined(Section::markdown, "\n\n") },
            properties: Properties {
                severity: match level {
                    Level::Error => "error",
                    Level::Warning => "warning",
                    Level::Note => "recommendation",
                },
                tags,
            },
        }
    }
}

fn of_rule(tables: &Tables, rule: &Rule) -> Descriptor {
    let mut help = Vec::new();
    help.extend(rule.question.map(|question| Section::new("What is asked", vec![question.to_owned()])));
    help.extend(rule.levels.map(levels));
    let why = if rule.kind == RuleKind::Sector { "What its absence exposes" } else { "Why it matters" };
    help.push(Section::new(why, vec![rule.why.to_owned()]));
    help.extend(rule.why_worse.map(|why| Section::new("When it is worse", vec![why.to_owned()])));
    help.extend(rule.look_for.map(|whom| Section::new("Whom to look for", vec![whom.to_owned()])));
    match rule.steps {
        None => {
            help.push(Section::new(format!("Next step, takes {}", rule.effort), vec![rule.next.to_owned()]))
        }
        Some(steps) => {
            let steps = [("absent", steps.to_weak), ("weak", steps.to_sound), ("sound", steps.to_strong)];
            let says = steps.map(|(level, step)| format!("At {level}: {}", step.says()));
            help.push(Section::new("Next step".to_owned(), says.to_vec()));
        }
    }
    help.push(sources(tables, rule));
    let full = match rule.question {
        Some(question) => format!("{question} {}", rule.why),
        None => rule.why.to_owned(),
    };
    let name = match rule.kind {
        RuleKind::Sector => format!("The sector {} is at the table", rule.title),
        _ => rule.title.to_owned(),
    };
    let (id, level) = (rule.id.to_owned(), Level::of(rule.severity));
    Parts { id, name, short: rule.titles.absent, full, help, level, tags: tags(rule) }.into()
}

fn levels(means: Meanings) -> Section {
    let level = |(word, means)| format!("{word}: {means}.");
    let all =
        [("strong", means.strong), ("sound", means.sound), ("weak", means.weak), ("absent", means.absent)];
    Section::new("Levels", all.into_iter().map(level).collect())
}

fn tags(rule: &Rule) -> Vec<String> {
    let kind = match rule.kind {
        RuleKind::Criterion => rule.dimension.unwrap_or("criterion"),
        RuleKind::Risk => "pattern",
        RuleKind::Tension => "tension",
        RuleKind::Sector => "sector",
    };
    std::iter::once(kind).chain(rule.decisive.then_some("decisive")).map(str::to_owned).collect()
}

/// The points of the sources in words, each with the document that makes it.
fn sources(tables: &Tables, rule: &Rule) -> Section {
    let documents = &tables.rubrics.sources.documents;
    let says = |source: crate::report::content::SourceText| {
        let document = source.id.split_once('/').map_or(source.id, |(document, _)| document);
        let title = documents.iter().find(|d| d.id == document).map_or(document, |d| d.title.as_str());
        format!("{title}: {}", source.says)
    };
    Section::new("Sources", tables.sources(rule).into_iter().map(says).collect())
}

fn of_gate((gate, asks): (&'static str, &'static str)) -> Descriptor {
    let help = "The result names the gate, the value that was asked for and the one that was found. Gates are set where \
                the check is run; findings by which `fail-on` fails are errors themselves.";
    Parts {
        id: format!("gate/{gate}"),
        name: format!("The gate {gate} is passed"),
        short: asks,
        full: format!("{asks}."),
        help: vec![Section::new("What it means", vec![help.to_owned()])],
        level: Level::Error,
        tags: vec!["gate".to_owned()],
    }
    .into()
}

fn of_input() -> Descriptor {
    let help = "A file that is not well formed, or that says what the dictionary of facts does not know, is not assessed \
                until it is fixed. The result names the place and what was expected there.";
    Parts {
        id: INPUT.to_owned(),
        name: "The file can be read as a proposal".to_owned(),
        short: "The file cannot be read as a proposal",
        full: "Something in the file keeps it from being read as a proposal.".to_owned(),
        help: vec![Section::new("What it means", vec![help.to_owned()])],
        level: Level::Error,
        tags: vec!["input".to_owned()],
    }
    .into()
}
