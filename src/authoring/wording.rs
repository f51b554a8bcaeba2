//! Texts that are too long to be read once.

use super::placed::placed;
use crate::document::{FileProblem, Problem, Span};
use crate::rubric::Rubrics;

/// A title has at most so many words.
const TITLE: usize = 12;
/// A sentence has at most so many words.
const SENTENCE: usize = 30;

/// Warnings about titles and sentences that are too long.
pub fn too_long(rubrics: &Rubrics) -> Vec<FileProblem> {
    let mut found = Vec::new();
    for criterion in &rubrics.criteria {
        let risk = &criterion.risk;
        let mut texts = Texts { id: &criterion.id, span: criterion.span, found: &mut found };
        [&criterion.title, &risk.title, &risk.title_if_weak].into_iter().for_each(|title| texts.title(title));
        let steps = criterion.next.iter().map(|step| &step.action);
        let said =
            [&risk.why, &criterion.question].into_iter().chain(&criterion.core).chain(&criterion.means);
        said.chain(steps).for_each(|text| texts.prose(text));
    }
    for pattern in &rubrics.patterns {
        let mut texts = Texts { id: &pattern.id, span: pattern.span, found: &mut found };
        texts.title(&pattern.title);
        let worse = pattern.worse.iter().map(|worse| &worse.why);
        let said = [&pattern.why, &pattern.question, &pattern.next.action].into_iter().chain(worse);
        said.for_each(|text| texts.prose(text));
    }
    found
}

/// The texts of a criterion or pattern.
struct Texts<'a> {
    id: &'a str,
    span: Span,
    found: &'a mut Vec<FileProblem>,
}

impl Texts<'_> {
    fn title(&mut self, text: &str) {
        self.longer(text, TITLE, "title");
    }

    fn prose(&mut self, text: &str) {
        for sentence in sentences(text) {
            self.longer(sentence, SENTENCE, "sentence");
        }
    }

    fn longer(&mut self, text: &str, most: usize, what: &str) {
        let words = text.split_whitespace().count();
        let told = Problem::warning(self.span, format!("a {what} of {words} words: \"{text}\""));
        let problem = placed(self.id, told.expected(format!("at most {most} words")));
        if words > most && !self.found.contains(&problem) {
            self.found.push(problem);
        }
    }
}

/// The sentences of a text; what a colon, a semicolon or a dash parts may be read apart as well, and is not told.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bundled_title_or_sentence_takes_a_second_read_for_its_length() {
        let found: Vec<String> =
            too_long(&Rubrics::bundled()).into_iter().map(|found| found.problem.message).collect();
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_text_is_counted_by_its_sentences() {
        assert_eq!(sentences("One two. Three? Four!").count(), 3);
        assert_eq!(sentences("at most three goals").count(), 1);
    }
}
