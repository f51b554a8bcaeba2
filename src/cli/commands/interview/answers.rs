//! Answers that were written beforehand: in a file or on a pipe.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Result, anyhow};

use crate::proposal::Dictionary;

/// A file of answers may have so many bytes.
const MOST_BYTES: u64 = 4 << 20;

/// Answers that were written beforehand.
pub enum Answers {
    /// One for each question, in their order: the lines.
    InOrder(String),
    /// By the fact that they answer: the line, the route and the answer.
    ByFact(Vec<ByFact>),
}

/// An answer that names its fact.
pub struct ByFact {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The route of the fact: `partners[0].sector`.
    pub route: String,
    /// The answer as it is typed.
    pub answer: String,
}

impl Answers {
    /// Reads the answers at a path, or with `-` those on standard input.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn read(path: &Path, dictionary: &Dictionary) -> Result<Answers> {
        let cannot = |error: io::Error| anyhow!("--answers: {} cannot be read: {error}", path.display());
        let mut text = String::new();
        let reader: Box<dyn Read> = match path == Path::new("-") {
            true => Box::new(io::stdin()),
            false => Box::new(File::open(path).map_err(cannot)?),
        };
        reader.take(MOST_BYTES).read_to_string(&mut text).map_err(cannot)?;
        Ok(Answers::of(text, dictionary))
    }

    /// By fact, where the first line names one.
    fn of(text: String, dictionary: &Dictionary) -> Answers {
        let names_a_fact = |line: &str| {
            let route = line.split_once(':').map_or("", |(route, _)| route.trim());
            let parts = route.split('.').map(|part| part.split('[').next().unwrap_or_default());
            dictionary.find(&parts.collect::<Vec<_>>().join(".")).is_some()
        };
        let is_answer = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        match text.lines().find(|line| is_answer(line)) {
            Some(first) if names_a_fact(first) => Answers::ByFact(
                (text.lines().enumerate())
                    .filter(|(_, line)| is_answer(line))
                    .map(|(number, line)| {
                        let (route, answer) = line.split_once(':').unwrap_or((line, ""));
                        ByFact {
                            line: number + 1,
                            route: route.trim().to_owned(),
                            answer: answer.trim().to_owned(),
                        }
                    })
                    .collect(),
            ),
            _ => Answers::InOrder(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rubric::Rubrics;

    #[test]
    fn answers_go_by_the_facts_that_they_name_or_else_in_their_order() {
        let dictionary = Rubrics::bundled().dictionary;
        let by_fact =
            Answers::of("# mine\ncommunity.part: told\n\npartners[0].name: A: B\n".to_owned(), &dictionary);
        let Answers::ByFact(answers) = by_fact else { panic!("by fact") };
        let parts: Vec<_> = answers.iter().map(|a| (a.line, a.route.as_str(), a.answer.as_str())).collect();
        assert_eq!(parts, [(2, "community.part", "told"), (4, "partners[0].name", "A: B")]);
        assert!(matches!(
            Answers::of("Riverside: homes\ndesign\n".to_owned(), &dictionary),
            Answers::InOrder(_)
        ));
    }
}
