//! What SARIF calls rules: one for each criterion, pattern and sector, for each gate that no finding stands for, and for
//! what is wrong with a file. Each explains itself, so that a reader of an alert needs no other page.

use super::text::{markdown, plain};
use crate::assess::Subject;
use crate::report::json_writer::Writer;
use crate::rubric::{Criterion, Level, Pattern, Rubrics, SectorRule, Severity, Step};

/// The rule for what is wrong with a file.
pub const INPUT: &str = "input/problem";

/// The gates by which a proposal fails without a finding that would say so, and what each asks.
pub const GATES: [(&str, &str); 3] = [
    ("fail-under", "The score is below the least that was asked for"),
    ("min-verdict", "The verdict is below the least that was asked for"),
    ("require", "A criterion does not reach the level that was asked for"),
];

/// The level of a finding that fails no gate: what may sink a part of the collaboration warns, the rest is noted.
pub fn level_of(severity: Severity) -> &'static str {
    if severity >= Severity::High { "warning" } else { "note" }
}

/// The number of the rule about a subject.
pub fn number_of(rubrics: &Rubrics, subject: Subject) -> usize {
    let (criteria, patterns) = (rubrics.criteria.len(), rubrics.patterns.len());
    match subject {
        Subject::Criterion(number) => number,
        Subject::Pattern(number) => criteria + number,
        Subject::Sector(number) => criteria + patterns + number,
    }
}

/// How many rules there are about subjects; those about gates follow, and then the one about files.
pub fn subjects(rubrics: &Rubrics) -> usize {
    rubrics.criteria.len() + rubrics.patterns.len() + rubrics.four_sectors.len()
}

/// All rules, in the order of their numbers.
pub fn write(out: &mut Writer, rubrics: &Rubrics) {
    let criteria = rubrics.criteria.iter().map(|criterion| of_criterion(rubrics, criterion));
    let patterns = rubrics.patterns.iter().map(|pattern| of_pattern(rubrics, pattern));
    let sectors = rubrics.four_sectors.iter().map(|sector| of_sector(rubrics, sector));
    let all = criteria.chain(patterns).chain(sectors).chain(GATES.map(of_gate)).chain([of_input()]);
    out.list("rules", all, |out, rule| rule.write(out));
}

/// A rule before it is written.
struct Rule {
    id: String,
    /// What should hold, or what the rule is called.
    name: String,
    /// What is wrong where it is broken.
    short: String,
    /// The same at length.
    full: String,
    help: Vec<Section>,
    level: &'static str,
    tags: Vec<String>,
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

impl Rule {
    fn write(&self, out: &mut Writer) {
        out.open('{');
        out.text("id", &self.id);
        out.text("name", &self.name);
        out.object("shortDescription", |out| out.text("text", &plain(&self.short)));
        out.object("fullDescription", |out| out.text("text", &plain(&self.full)));
        out.object("defaultConfiguration", |out| out.word("level", self.level));
        out.object("help", |out| {
            let text: Vec<String> = self.help.iter().map(Section::text).collect();
            let markdown: Vec<String> = self.help.iter().map(Section::markdown).collect();
            out.text("text", &text.join("\n"));
            out.text("markdown", &markdown.join("\n\n"));
        });
        out.object("properties", |out| {
            // GitHub's word for the level of a rule that is no matter of security.
            let severity = if self.level == "note" { "recommendation" } else { self.level };
            out.word("problem.severity", severity);
            out.list("tags", &self.tags, |out, tag| out.item(tag));
        });
        out.close('}');
    }
}

fn of_criterion(rubrics: &Rubrics, criterion: &Criterion) -> Rule {
    let level = |level: Level| format!("{}: {}.", level.word(), criterion.means(level));
    let levels = Level::ALL.into_iter().rev().map(level).collect();
    let mut tags = vec![rubrics.dimensions[criterion.dimension].id.clone()];
    tags.extend(criterion.decisive.then(|| "decisive".to_owned()));
    Rule {
        id: criterion.id.clone(),
        name: criterion.title.clone(),
        short: criterion.risk.title.clone(),
        full: format!("{} {}", criterion.question, criterion.risk.why),
        help: vec![
            Section::new("What is asked", vec![criterion.question.clone()]),
            Section::new("Levels", levels),
            Section::new("Why it matters", vec![criterion.risk.why.clone()]),
            next(rubrics, &criterion.next),
            sources(rubrics, &criterion.sources),
        ],
        level: level_of(criterion.risk.severity),
        tags,
    }
}

fn of_pattern(rubrics: &Rubrics, pattern: &Pattern) -> Rule {
    let mut help = vec![
        Section::new("What is asked", vec![pattern.question.clone()]),
        Section::new("Why it matters", vec![pattern.why.clone()]),
    ];
    if let Some(worse) = &pattern.worse {
        help.push(Section::new(format!("When it is {}", worse.severity.word()), vec![worse.why.clone()]));
    }
    help.push(next(rubrics, &pattern.next));
    if !pattern.folds.is_empty() {
        help.push(Section::new("Takes in the rows of", vec![pattern.folds.join(", ")]));
    }
    help.push(sources(rubrics, &pattern.sources));
    Rule {
        id: pattern.id.clone(),
        name: pattern.title.clone(),
        short: pattern.title.clone(),
        full: format!("{} {}", pattern.question, pattern.why),
        help,
        level: level_of(pattern.severity),
        tags: vec![if pattern.tension { "tension" } else { "pattern" }.to_owned()],
    }
}

fn of_sector(rubrics: &Rubrics, sector: &SectorRule) -> Rule {
    Rule {
        id: sector.id.clone(),
        name: format!("The sector {} is at the table", sector.sector),
        short: sector.title_if_missing.clone(),
        full: sector.exposes.clone(),
        help: vec![
            Section::new("What its absence exposes", vec![sector.exposes.clone()]),
            Section::new("Whom to look for", vec![sector.look_for.clone()]),
            next(rubrics, &sector.next),
            sources(rubrics, &sector.sources),
        ],
        level: level_of(sector.severity),
        tags: vec!["sector".to_owned()],
    }
}

fn of_gate((gate, asks): (&str, &str)) -> Rule {
    let help = "The result names the gate, the value that was asked for and the one that was found. Gates are set where \
                the check is run; findings by which `fail-on` fails are errors themselves.";
    Rule {
        id: format!("gate/{gate}"),
        name: format!("The gate {gate} is passed"),
        short: asks.to_owned(),
        full: format!("{asks}."),
        help: vec![Section::new("What it means", vec![help.to_owned()])],
        level: "error",
        tags: vec!["gate".to_owned()],
    }
}

fn of_input() -> Rule {
    let help = "A file that is not well formed, or that says what the dictionary of facts does not know, is not assessed \
                until it is mended. The result names the place and what was expected there.";
    Rule {
        id: INPUT.to_owned(),
        name: "The file can be read as a proposal".to_owned(),
        short: "The file cannot be read as a proposal".to_owned(),
        full: "Something in the file keeps it from being read as a proposal.".to_owned(),
        help: vec![Section::new("What it means", vec![help.to_owned()])],
        level: "error",
        tags: vec!["input".to_owned()],
    }
}

fn next(rubrics: &Rubrics, step: &Step) -> Section {
    let effort = &rubrics.scale.efforts[step.effort].word;
    Section::new(format!("Next step, takes {effort}"), vec![step.action.clone()])
}

/// The points of the sources in words, each with the document that makes it.
fn sources(rubrics: &Rubrics, points: &[String]) -> Section {
    let says = |id: &String| {
        let document = id.split_once('/').map_or(id.as_str(), |(document, _)| document);
        let title = rubrics.sources.documents.iter().find(|d| d.id == document);
        let title = title.map_or(document, |d| d.title.as_str());
        format!("{title}: {}", rubrics.sources.point(id).map_or("", |point| point.says.as_str()))
    };
    Section::new("Sources", points.iter().map(says).collect())
}
