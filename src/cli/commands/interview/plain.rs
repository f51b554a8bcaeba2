//! A conversation in plain lines: numbered choices, one line for each answer. For screen readers, simple terminals, and
//! answers from a file.

use std::io::{self, BufRead, BufReader, Cursor, Write};

use crate::interview::{Conversation, Question, Reply, Written};
use crate::text;

/// A conversation in lines.
pub struct Plain {
    answers: Box<dyn BufRead>,
    /// Questions are told too: somebody reads them.
    told: bool,
}

/// What to type beside an answer.
const SIGNS: &str = "? not known, < back, q stop and keep";

impl Plain {
    /// On standard input, with the questions on standard error.
    pub fn on_terminal() -> Plain {
        Plain { answers: Box::new(BufReader::new(io::stdin())), told: true }
    }

    /// By the lines of a text, one for each question.
    pub fn by_lines(answers: &str) -> Plain {
        Plain { answers: Box::new(Cursor::new(answers.to_owned())), told: false }
    }
}

impl Conversation for Plain {
    fn ask(&mut self, question: &Question) -> io::Result<Reply> {
        if self.told {
            self.tell(&in_lines(question))?;
        }
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Ok(Reply::Stop);
        }
        Ok(reply(question, line.trim()))
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        writeln!(io::stderr().lock(), "{}", shown(text))
    }
}

/// What is safe on a terminal, with its line breaks.
fn shown(text: &str) -> String {
    text.lines().map(|line| text::visible(line).into_owned()).collect::<Vec<_>>().join("\n")
}

/// A question in lines, its choices numbered.
fn in_lines(question: &Question) -> String {
    let mut lines = vec![String::new(), question.ask.clone()];
    lines.extend((!question.help.is_empty()).then(|| format!("  {}", question.help)));
    for (number, (word, means)) in question.choices.iter().enumerate() {
        let means = if means.is_empty() { String::new() } else { format!(": {means}") };
        lines.push(format!("  {}. {word}{means}", number + 1));
    }
    let none = if question.none { "none, " } else { "" };
    let several = if question.several { "several parted by commas, " } else { "" };
    lines.push(format!("  ({several}{none}{SIGNS})"));
    lines.join("\n")
}

/// What a line says.
pub fn reply(question: &Question, line: &str) -> Reply {
    match line {
        "?" => Reply::NotKnown,
        "<" => Reply::Back,
        "q" => Reply::Stop,
        "" if !question.can_end() => Reply::NotKnown,
        _ => Reply::Answer(answer(question, line)),
    }
}

/// A typed answer: choices by their words or their numbers, several parted by commas.
pub fn answer(question: &Question, line: &str) -> Written {
    let chosen = |typed: &str| match typed.parse::<usize>() {
        Ok(number) if (1..=question.choices.len()).contains(&number) => {
            question.choices[number - 1].0.clone()
        }
        _ => typed.to_owned(),
    };
    let parts: Vec<&str> = line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    match (question.several, &parts[..]) {
        (true, [_, _, ..]) => Written::Several(parts.into_iter().map(chosen).collect()),
        _ => Written::One(chosen(line)),
    }
}
