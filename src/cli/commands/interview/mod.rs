//! `quorate interview`: a conversation that fills in a proposal. Every answer is in the file before the next question.

mod answers;
mod plain;
mod terminal;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::builder::FalseyValueParser;
use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::arguments::ReadingArgs;
use crate::cli::one::ReadOne;
use crate::cli::output::write_file;
use crate::cli::{Global, Outcome, output};
use crate::interview::{Conversation, Question, Reply, Session};
use crate::proposal::Folder;
use crate::report::content::Tables;
use crate::report::json;
use answers::{Answers, ByFact};
use plain::Plain;
use terminal::Terminal;

/// The version of the contract of an interview in JSON.
const INTERVIEW: &str = "quorate/interview/1";
/// What a new file begins with.
const BEGINNING: &str = "quorate: 1\n";

/// Arguments of `quorate interview`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  quorate interview proposal.yaml                      begin, or go on where you stopped
  quorate interview proposal.yaml --answers answers.txt    take the answers from a file, or with `-` from a pipe

Each answer is saved before the next question comes. Comments and order of a file stay. An answer file has a line for each
answer, in the order of the questions, or lines such as `community.part: works with us` in any order.")]
pub struct InterviewArgs {
    /// The file to fill in; a new one, or one that is begun
    #[arg(value_name = "FILE", default_value = "proposal.yaml")]
    file: PathBuf,
    /// Ask further checks too, and not only what makes the verdict
    #[arg(long)]
    all: bool,
    /// Take the answers from this file, or with `-` from standard input
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Ask in plain numbered lines, for screen readers and simple terminals
    #[arg(long, env = "QUORATE_PLAIN", hide_env = true, value_parser = FalseyValueParser::new())]
    plain: bool,
    /// In which format to tell at the end what came of it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: InterviewFormat,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// In which format the end is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InterviewFormat {
    /// To be read
    Text,
    /// For machines
    Json,
}

/// What came of an interview, in JSON.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Came {
    /// The file.
    pub file: String,
    /// How many answers were given.
    pub answered: usize,
    /// How many questions are left.
    pub left: usize,
    /// Where the verdict stands.
    pub standing: String,
}

/// Holds the conversation.
pub fn run(args: &InterviewArgs, global: &Global) -> Result<Outcome> {
    let setting = global.setting()?;
    let tables = Tables::of(&setting.rubrics);
    let text = if args.file.symlink_metadata().is_ok() {
        let reading =
            ReadOne { command: "interview", if_bad: "mend the file first", setting: &setting, global };
        match reading.read(&args.file)? {
            Some(one) => Arc::unwrap_or_clone(one.text),
            None => return Ok(Outcome::BadInput),
        }
    } else {
        BEGINNING.to_owned()
    };
    let dictionary = &setting.rubrics.dictionary;
    let answers = args.answers.as_deref().map(|path| Answers::read(path, dictionary)).transpose()?;
    let mut conversation = conversation(args, answers.as_ref())?;
    let folder = Folder::of(&args.file);
    let session = Session::new(&tables, &folder, args.reading.as_of(&setting.config)?, args.all, text);
    let mut interview = Interview { session, file: args.file.clone(), conversation: conversation.as_mut() };
    let outcome = match &answers {
        Some(Answers::ByFact(answers)) => interview.take(answers)?,
        _ => interview.hold()?,
    };
    let Interview { session, file, .. } = interview;
    let came = Came {
        file: file.display().to_string(),
        answered: session.answered(),
        left: session.left(),
        standing: session.standing(),
    };
    output::text(&match args.format {
        InterviewFormat::Json => json::answer(INTERVIEW, came),
        InterviewFormat::Text => came.says(),
    })?;
    Ok(outcome)
}

/// The side of the conversation that the surroundings allow.
///
/// # Errors
/// There is neither a terminal nor a file of answers.
fn conversation(args: &InterviewArgs, answers: Option<&Answers>) -> Result<Box<dyn Conversation>> {
    match answers {
        Some(Answers::InOrder(text)) => return Ok(Box::new(Plain::by_lines(text))),
        Some(Answers::ByFact(_)) => return Ok(Box::new(Plain::by_lines(""))),
        None => {}
    }
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        bail!(
            "there is no terminal to ask on; give the answers with `--answers FILE`, or `--answers -` from a pipe"
        );
    }
    let asks_for_plain =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if args.plain || is_dumb || asks_for_plain("ACCESSIBLE") {
        return Ok(Box::new(Plain::on_terminal()));
    }
    Ok(Box::new(Terminal))
}

struct Interview<'a> {
    session: Session<'a>,
    file: PathBuf,
    conversation: &'a mut dyn Conversation,
}

impl Interview<'_> {
    /// Asks until nothing is left, or until whoever answers stops.
    fn hold(&mut self) -> Result<Outcome> {
        self.conversation.tell(&format!("{}: {}", self.file.display(), self.session.standing()))?;
        let mut refused = 0;
        while let Some(question) = self.session.next() {
            let taken = match self.conversation.ask(&question)? {
                Reply::Stop => break,
                Reply::Back => {
                    if !self.session.back() {
                        self.conversation.tell("That was the first question.")?;
                    }
                    Ok(())
                }
                Reply::NotKnown => self.session.not_known(&question),
                Reply::Answer(answer) => self.session.answer(&question, &answer),
            };
            match taken {
                Ok(()) => {
                    refused = 0;
                    self.save()?;
                    self.tell_doubts()?;
                    if !self.session.is_naming() {
                        self.conversation.tell(&format!("  so far: {}", self.session.standing()))?;
                    }
                }
                Err(why) => {
                    refused += 1;
                    self.conversation.tell(&refusal(&question, &why))?;
                    // A file of answers that answers nothing would else be asked for ever.
                    if refused > MOST_REFUSED {
                        bail!("no answer to `{}` could be taken", question.route);
                    }
                }
            }
        }
        Ok(Outcome::Fine)
    }

    /// Tells what is odd about the last answer, which is kept: `<` goes back to it.
    fn tell_doubts(&mut self) -> Result<()> {
        for doubt in self.session.take_doubts() {
            self.conversation.tell(&format!("  kept, but look again: {doubt}"))?;
        }
        Ok(())
    }

    /// Takes answers that name their facts: those that can be taken are kept, the others are told with their lines.
    fn take(&mut self, answers: &[ByFact]) -> Result<Outcome> {
        let mut outcome = Outcome::Fine;
        for ByFact { line, route, answer } in answers {
            match self.session.answer_at(route, |question| plain::answer(question, answer)) {
                Ok(()) => self.tell_doubts()?,
                Err(why) => {
                    self.conversation.tell(&format!("line {line}: no answer to `{route}`: {why}"))?;
                    outcome = Outcome::BadInput;
                }
            }
        }
        self.save()?;
        Ok(outcome)
    }

    /// Writes the text; where that fails, another file can be named, so that nothing is lost.
    fn save(&mut self) -> Result<()> {
        while let Err(error) = write_file(&self.file, self.session.text()) {
            self.conversation.tell(&format!("  not saved: {error:#}"))?;
            match self.conversation.ask(&another_file())? {
                Reply::Answer(crate::interview::Written::One(path)) if !path.trim().is_empty() => {
                    self.file = PathBuf::from(path.trim());
                }
                Reply::Stop => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

/// So many answers to one question are refused before a file of answers is given up.
const MOST_REFUSED: usize = 50;

fn refusal(question: &Question, why: &str) -> String {
    format!("  no answer to `{}`: {why}", question.route)
}

/// The question after another place to save.
fn another_file() -> Question {
    use crate::interview::Topic;
    use crate::proposal::{FactId, Route};
    Question {
        topic: Topic::Fact(Route { fact: FactId(0), record: None }),
        route: "file".to_owned(),
        ask: "Save to which other file?".to_owned(),
        help: "An empty line tries the same again.".to_owned(),
        choices: Vec::new(),
        several: false,
        none: false,
    }
}

impl Came {
    fn says(&self) -> String {
        let left = match self.left {
            0 => "nothing is left to ask".to_owned(),
            1 => "1 question is left".to_owned(),
            left => format!("{left} questions are left"),
        };
        format!(
            "{}: {}, {left}\n{}\nthen: quorate {}\n",
            self.file,
            crate::text::count(self.answered, "answer"),
            self.standing,
            Path::new(&self.file).display()
        )
    }
}
