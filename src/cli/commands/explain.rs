//! `quorate explain`: what a criterion, a pattern, a sector, a fact or a stage is, why, and on whose word; and how one
//! proposal came to its level.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::assess::{Options, Subject, assess};
use crate::authoring::examples;
use crate::cli::arguments::ReadingArgs;
use crate::cli::configuration::read_examples;
use crate::cli::one::ReadOne;
use crate::cli::{Global, Outcome, output};
use crate::document::{Document, Node, Span, Value};
use crate::policy::ids;
use crate::proposal::{FactId, NoFolder, PartialDate, bind_facts};
use crate::report::content::{Cases, Tables};
use crate::report::explain::{EXPLANATION, Explained, Explanation, FactPage, StagePage, case_text, list};
use crate::report::json;
use crate::rubric::{Rubrics, StageId};
use crate::text;

/// Arguments of `quorate explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate explain community/part                 what it asks, why, and on whose word
  quorate explain community/part proposal.yaml   how this proposal got its level, and what would change it
  quorate explain partners.commitment            the question, the words that answer it, and who reads it")]
pub struct ExplainArgs {
    /// A criterion or pattern such as `community/part`, a sector, a fact such as `partners.commitment`, or a stage; a list
    /// of all without
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// A proposal: tell how it came to its level
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// In which format to answer
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ExplainFormat,
}

/// In which format an explanation is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// To be read
    Text,
    /// For machines
    Json,
}

/// What an id stands for.
#[derive(Clone, Copy)]
enum Topic {
    Rule(Subject),
    Fact(FactId),
    Stage(StageId),
}

/// Explains.
pub fn run(args: &ExplainArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let rubrics = &setting.rubrics;
    let Some(id) = &args.id else {
        output::text(&list(rubrics))?;
        return Ok(Outcome::Fine);
    };
    let Some(topic) = topic(rubrics, id) else { return unknown(rubrics, id) };
    let tables = Tables::of(rubrics);
    let one = match &args.file {
        None => None,
        Some(path) => {
            let reading =
                ReadOne { command: "explain", if_bad: "nothing explained", setting: &setting, global };
            let Some(one) = reading.read(path)? else { return Ok(Outcome::BadInput) };
            Some(one)
        }
    };
    let as_of = args.reading.as_of(&setting.config)?;
    let options = args.reading.strict(&setting.config).set(Options::new(as_of));
    let assessment = one.as_ref().map(|one| assess(rubrics, &one.proposal, options));
    let cases = assessment.as_ref().zip(one.as_ref()).map(|(assessment, one)| Cases {
        assessment,
        tables: &tables,
        file: &one.source.path,
    });
    let said = match args.format {
        ExplainFormat::Json => json::answer(EXPLANATION, explained(&tables, topic, cases)),
        ExplainFormat::Text => {
            wrapped(&worded(&tables, topic, cases, as_of, global)?, global.style().width.min(110))
        }
    };
    output::text(&said)?;
    Ok(Outcome::Fine)
}

fn explained<'a>(tables: &'a Tables<'a>, topic: Topic, cases: Option<Cases<'a>>) -> Explained<'a> {
    match topic {
        Topic::Rule(subject) => {
            let rule = tables.rule(subject);
            let case = cases.map(|cases| cases.of(subject));
            let reads = facts_of(tables.rubrics, subject);
            Explained { rule: Some(rule), reads, sources: tables.sources(rule), case, ..Explained::default() }
        }
        Topic::Fact(fact) => Explained {
            fact: Some(FactPage::of(tables, fact)),
            case: cases.map(|cases| cases.of_fact(fact)),
            ..Explained::default()
        },
        Topic::Stage(stage) => Explained {
            stage: Some(StagePage::of(tables.rubrics, stage)),
            case: cases.map(|cases| cases.of_stage(stage)),
            ..Explained::default()
        },
    }
}

fn facts_of(rubrics: &Rubrics, subject: Subject) -> Vec<&str> {
    let facts = match subject {
        Subject::Criterion(number) => rubrics.facts_read(rubrics.criteria[number].conditions()),
        Subject::Pattern(number) => rubrics.facts_read(rubrics.patterns[number].conditions()),
        Subject::Sector(_) => [rubrics.product.sector, rubrics.product.commitment].map(|f| f.fact).into(),
    };
    facts.into_iter().map(|fact| rubrics.dictionary.fact(fact).path.as_str()).collect()
}

fn worded<'a>(
    tables: &'a Tables<'a>,
    topic: Topic,
    cases: Option<Cases<'a>>,
    as_of: PartialDate,
    global: &Global,
) -> Result<String> {
    let subject = match topic {
        Topic::Rule(subject) => subject,
        Topic::Fact(fact) => {
            let case = cases.map(|cases| case_text(&cases.of_fact(fact))).unwrap_or_default();
            return Ok(FactPage::of(tables, fact).text(tables) + &case);
        }
        Topic::Stage(stage) => {
            let case = cases.map(|cases| case_text(&cases.of_stage(stage))).unwrap_or_default();
            return Ok(StagePage::of(tables.rubrics, stage).text(tables) + &case);
        }
    };
    let rubrics = tables.rubrics;
    // Examples that do not load are the business of `quorate rubric check`.
    let examples =
        examples(rubrics, &read_examples(global.rubrics_folder()?.as_deref())?).unwrap_or_default();
    let empty = Document {
        root: Node { value: Value::Map(Vec::new()), span: Span::FIRST_LINE },
        index: 0,
        comments: Vec::new(),
    };
    let (blank, _) = bind_facts(&empty, &rubrics.dictionary, &NoFolder);
    let explanation = Explanation::new(rubrics, &examples, &blank, as_of);
    Ok(match (cases, subject) {
        (Some(cases), _) => explanation.in_case(subject, &cases.of(subject)),
        (None, Subject::Criterion(number)) => explanation.criterion(number),
        (None, Subject::Pattern(number)) => explanation.pattern(number),
        (None, Subject::Sector(number)) => explanation.sector(number),
    })
}

/// What an id stands for: itself, or its last part.
fn topic(rubrics: &Rubrics, id: &str) -> Option<Topic> {
    let same = |known: &str| known == id || known.split_once('/').is_some_and(|(_, short)| short == id);
    let criterion = rubrics.criteria.position(|c| same(&c.id)).map(Subject::Criterion);
    let pattern = || rubrics.patterns.position(|p| same(&p.id)).map(Subject::Pattern);
    let sector = || rubrics.four_sectors.position(|s| same(&s.id)).map(Subject::Sector);
    let stage = || rubrics.scale.stages.iter().position(|stage| stage.word == id).map(StageId::from);
    let rule = criterion.or_else(pattern).or_else(sector).map(Topic::Rule);
    rule.or_else(|| rubrics.dictionary.find(id).map(Topic::Fact)).or_else(|| stage().map(Topic::Stage))
}

fn unknown(rubrics: &Rubrics, id: &str) -> Result<Outcome> {
    let facts: Vec<&str> = rubrics.dictionary.facts().map(|(_, fact)| fact.path.as_str()).collect();
    let stages = rubrics.scale.stages.iter().map(|stage| stage.word.as_str());
    let block = format!("{id}.");
    let inside: Vec<&str> = facts.iter().copied().filter(|path| path.starts_with(&block)).collect();
    let help = match inside.is_empty() {
        false => format!("it is a block with the facts {}\n      ", inside.join(", ")),
        true => text::nearest(id, ids(rubrics).chain(facts).chain(stages))
            .map(|near| format!("did you mean `{near}`? "))
            .unwrap_or_default(),
    };
    output::error_text(&format!(
        "error: there is no criterion, pattern, sector, fact or stage `{}`\nhelp: {help}`quorate explain` lists them all\n",
        text::visible(id)
    ))?;
    Ok(Outcome::BadInput)
}

/// Lines broken at words; what goes on is indented as the line it belongs to.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let options = textwrap::Options::new(width).subsequent_indent(&line[..indent]);
        for piece in textwrap::wrap(line, options) {
            out += piece.trim_end();
            out.push('\n');
        }
    }
    out
}
