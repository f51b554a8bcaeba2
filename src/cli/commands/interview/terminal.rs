//! A conversation on a terminal: words are chosen from a list with what they mean, everything else is typed.

use std::io::{self, Write};

use inquire::error::InquireError;
use inquire::list_option::ListOption;
use inquire::{MultiSelect, Select, Text};

use super::plain::{answer, reply};
use crate::interview::{Conversation, Question, Reply, Written};
use crate::text;

/// A conversation on a terminal.
#[derive(Debug)]
pub struct Terminal;

const NONE: &str = "none";
const NOT_KNOWN: &str = "not known yet";
const BACK: &str = "go back";
const STOP: &str = "stop here, and keep what is answered";
/// So many choices are seen at once.
const PAGE: usize = 14;

impl Conversation for Terminal {
    fn ask(&mut self, question: &Question) -> io::Result<Reply> {
        let ask = text::visible(&question.ask).into_owned();
        let replied = match (question.choices.is_empty(), question.several) {
            (true, _) => self.typed(question, &ask),
            (false, true) => self.several(question, &ask),
            (false, false) => self.one(question, &ask),
        };
        match replied {
            Ok(reply) => Ok(reply),
            Err(InquireError::OperationCanceled) => Ok(Reply::Back),
            Err(InquireError::OperationInterrupted) => Ok(Reply::Stop),
            Err(InquireError::IO(error)) => Err(error),
            Err(error) => Err(io::Error::other(error.to_string())),
        }
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        writeln!(io::stderr().lock(), "{}", text::visible(text))
    }
}

impl Terminal {
    fn typed(&self, question: &Question, ask: &str) -> Result<Reply, InquireError> {
        let none = if question.none { "none · " } else { "" };
        let help = format!("{} [{none}? not known · Esc back · q stop]", text::visible(&question.help));
        let line = Text::new(ask).with_help_message(&help).prompt()?;
        Ok(reply(question, line.trim()))
    }

    fn one(&self, question: &Question, ask: &str) -> Result<Reply, InquireError> {
        let mut lines: Vec<String> = question.choices.iter().map(described).collect();
        lines.extend(question.none.then(|| NONE.to_owned()));
        lines.extend([NOT_KNOWN, BACK, STOP].map(str::to_owned));
        let help = text::visible(&question.help).into_owned();
        let select = Select::new(ask, lines).with_page_size(PAGE);
        let select = if help.is_empty() { select } else { select.with_help_message(&help) };
        let ListOption { index, value } = select.raw_prompt()?;
        Ok(match question.choices.get(index) {
            Some((word, _)) => Reply::Answer(Written::One(word.clone())),
            None => match value.as_str() {
                NONE => Reply::Answer(Written::One(NONE.to_owned())),
                NOT_KNOWN => Reply::NotKnown,
                BACK => Reply::Back,
                _ => Reply::Stop,
            },
        })
    }

    fn several(&self, question: &Question, ask: &str) -> Result<Reply, InquireError> {
        let lines: Vec<String> = question.choices.iter().map(described).collect();
        let help = "Space marks, Enter goes on; nothing marked: not known yet, or none; Esc goes back";
        let chosen =
            MultiSelect::new(ask, lines).with_page_size(PAGE).with_help_message(help).raw_prompt()?;
        if !chosen.is_empty() {
            let words: Vec<String> =
                chosen.into_iter().map(|option| question.choices[option.index].0.clone()).collect();
            return Ok(match &words[..] {
                [one] => Reply::Answer(answer(question, one)),
                _ => Reply::Answer(Written::Several(words)),
            });
        }
        let mut rest = vec![NOT_KNOWN];
        rest.extend(question.none.then_some(NONE));
        rest.extend([BACK, STOP]);
        Ok(match Select::new("Nothing is marked. What does that mean?", rest).prompt()? {
            NONE => Reply::Answer(Written::One(NONE.to_owned())),
            NOT_KNOWN => Reply::NotKnown,
            BACK => Reply::Back,
            _ => Reply::Stop,
        })
    }
}

fn described((word, means): &(String, String)) -> String {
    if means.is_empty() { word.clone() } else { format!("{word}: {means}") }
}
