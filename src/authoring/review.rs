//! The review of a whole set of rubrics: what cannot be seen in one criterion alone.

use std::collections::HashSet;

use super::core::never_settled;
use super::reach::unreachable;
use crate::document::{FileProblem, Problem, Span};
use crate::proposal::{FactId, Kind, NoneMeans};
use crate::rubric::{Condition, Criterion, Pattern, RubricFile, Rubrics, file_names, file_of};

/// Everything that a careful author would want to know of a set of rubrics.
pub fn review(rubrics: &Rubrics) -> Vec<FileProblem> {
    let mut reviewer = Reviewer { rubrics, found: Vec::new() };
    reviewer.points();
    reviewer.facts();
    for criterion in &rubrics.criteria {
        reviewer.criterion(criterion);
    }
    for pattern in &rubrics.patterns {
        reviewer.pattern(pattern);
    }
    reviewer.found.extend(never_settled(rubrics));
    reviewer.found
}

/// The files that are no part of a set of rubrics: one whose name is misspelt would be missed by nobody.
pub fn unread(rubrics: &Rubrics, files: &[RubricFile]) -> Vec<FileProblem> {
    let names: Vec<String> = file_names(&rubrics.scale).collect();
    let unread = files.iter().filter(|file| !names.iter().any(|name| *name == file.name));
    let problem = |file: &RubricFile| {
        let message = format!("nothing reads `{}`", file.name);
        let problem = Problem::error(Span::FIRST_LINE, message)
            .expected("one of the files of a set, or a file called like a dimension of scale.yaml");
        FileProblem { path: file.name.to_string(), problem }
    };
    unread.map(problem).collect()
}

struct Reviewer<'a> {
    rubrics: &'a Rubrics,
    found: Vec<FileProblem>,
}

impl Reviewer<'_> {
    fn report(&mut self, file: &str, problem: Problem) {
        self.found.push(FileProblem { path: file.to_owned(), problem });
    }

    /// Every point is cited, and names facts that are there.
    fn points(&mut self) {
        let rubrics = self.rubrics;
        let cited: HashSet<&str> = (rubrics.criteria.iter().flat_map(|c| &c.sources))
            .chain(rubrics.patterns.iter().flat_map(|p| &p.sources))
            .map(String::as_str)
            .collect();
        for point in &rubrics.sources.points {
            if !cited.contains(point.id.as_str()) {
                let message = format!("no criterion and no pattern cites `{}`", point.id);
                self.report(
                    "sources.yaml",
                    Problem::error(point.span, message).expected("a point that is used"),
                );
            }
            for (path, span) in point.facts.iter().filter(|(path, _)| rubrics.dictionary.find(path).is_none())
            {
                let problem = Problem::error(*span, format!("the dictionary has no fact `{path}`"));
                let near =
                    rubrics.dictionary.nearest_path(path).map(|near| format!("did you mean `{near}`?"));
                self.report("sources.yaml", near.map_or(problem.clone(), |near| problem.clone().help(near)));
            }
            if point.facts.is_empty() {
                self.report(
                    "sources.yaml",
                    Problem::error(point.span, format!("`{}` names no facts", point.id)),
                );
            }
        }
    }

    /// Every fact is used by a criterion, by a pattern or by the product.
    fn facts(&mut self) {
        let rubrics = self.rubrics;
        let conditions = (rubrics.criteria.iter().flat_map(Criterion::conditions))
            .chain(rubrics.patterns.iter().flat_map(Pattern::conditions));
        let conditions = conditions.chain(rubrics.guidance.conditions());
        let mut used: HashSet<FactId> = rubrics.facts_read(conditions).into_iter().collect();
        used.extend(rubrics.product.all().into_iter().map(|fact| fact.fact));
        used.extend(rubrics.product.needs.map(|needs| rubrics.dictionary.list(needs.list).fact));
        // The field by which a record is called is how a report speaks of it.
        used.extend(rubrics.dictionary.lists().iter().filter_map(|list| list.key));
        let unused = rubrics.dictionary.facts().filter(|(id, fact)| !fact.for_readers && !used.contains(id));
        let unused: Vec<_> = unused.collect();
        for (_, fact) in unused {
            let message = format!("no criterion reads the fact `{}`", fact.path);
            self.report("facts.yaml", Problem::error(fact.span, message).expected("a fact that is used"));
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        let file = file_of(&criterion.id);
        let read = self.rubrics.facts_read(criterion.conditions());
        self.reads_what_it_cites(&file, &criterion.id, &criterion.sources, &read, criterion.span);
        if !rests_on_more_than_text(self.rubrics, &criterion.when[2]) {
            let message = format!("`{}` is strong by a text being there", criterion.id);
            let expected = "a count, a word, a date, a person or a document";
            self.report(&file, Problem::error(criterion.span, message).expected(expected));
        }
        if let Some(path) = criterion.when.iter().find_map(|c| lifting_denial(self.rubrics, c)) {
            let message =
                format!("`{}` rewards the answer `none` to `{path}`, which is a lack", criterion.id);
            let expected = "`denied` only of facts whose `none` is nothing to handle";
            self.report(&file, Problem::error(criterion.span, message).expected(expected));
        }
        for level in unreachable(criterion, &self.rubrics.dictionary) {
            let message = format!("no proposal can make `{}` {}", criterion.id, level.word());
            let expected = "a condition that can hold where those of the higher levels do not";
            self.report(&file, Problem::error(criterion.span, message).expected(expected));
        }
        if criterion.can_be_decisive()
            && !criterion.sources.iter().any(|s| self.rubrics.sources.point(s).is_some_and(|p| p.decisive))
        {
            let message = format!("`{}` is decisive, and no source calls it so", criterion.id);
            self.report(&file, Problem::error(criterion.span, message));
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let file = file_of(&pattern.id);
        let read = self.rubrics.facts_read(pattern.conditions());
        self.reads_what_it_cites(&file, &pattern.id, &pattern.sources, &read, pattern.span);
        let shares =
            |c: &&Criterion| self.rubrics.facts_read(c.conditions()).iter().any(|f| read.contains(f));
        if self.rubrics.criteria.iter().filter(shares).count() < 2 {
            let message = format!("`{}` reads the facts of one criterion only", pattern.id);
            self.report(
                &file,
                Problem::error(pattern.span, message).expected("facts of two criteria or more"),
            );
        }
    }

    /// What cites a point reads one of the facts that bear on it.
    fn reads_what_it_cites(&mut self, file: &str, id: &str, sources: &[String], read: &[FactId], span: Span) {
        for source in sources {
            let Some(point) = self.rubrics.sources.point(source) else { continue };
            let bears = |(path, _): &(String, _)| {
                self.rubrics.dictionary.find(path).is_some_and(|f| read.contains(&f))
            };
            if !point.facts.iter().any(bears) {
                let message = format!("`{id}` cites `{source}` and reads none of its facts");
                let facts: Vec<&str> = point.facts.iter().map(|(path, _)| path.as_str()).collect();
                self.report(
                    file,
                    Problem::error(span, message).help(format!("its facts are {}", facts.join(", "))),
                );
            }
        }
    }
}

/// Whether a condition cannot be true by texts of the proposal being there alone.
fn rests_on_more_than_text(rubrics: &Rubrics, condition: &Condition) -> bool {
    match condition {
        Condition::Stated(fact) => rubrics.dictionary.fact(fact.fact).kind != Kind::Text,
        Condition::All(inner) => inner.iter().any(|c| rests_on_more_than_text(rubrics, c)),
        Condition::Any(inner) | Condition::AnsweredBy(inner) => {
            inner.iter().all(|c| rests_on_more_than_text(rubrics, c))
        }
        Condition::NoneOf(_)
        | Condition::Denied(_)
        | Condition::Is { .. }
        | Condition::IsYes { .. }
        | Condition::Has { .. }
        | Condition::Compare { .. }
        | Condition::Between { .. }
        | Condition::Count { .. }
        | Condition::CountItems { .. }
        | Condition::Share { .. }
        | Condition::Every { .. }
        | Condition::Distinct { .. }
        | Condition::Covers { .. }
        | Condition::LargestShare { .. } => true,
    }
}

/// A fact whose denial, a lack, makes a condition true.
fn lifting_denial<'a>(rubrics: &'a Rubrics, condition: &Condition) -> Option<&'a str> {
    match condition {
        Condition::Denied(fact) => {
            let fact = rubrics.dictionary.fact(fact.fact);
            (fact.none == NoneMeans::Lack).then_some(fact.path.as_str())
        }
        Condition::NoneOf(_) => None,
        Condition::All(_)
        | Condition::Any(_)
        | Condition::AnsweredBy(_)
        | Condition::Stated(_)
        | Condition::Is { .. }
        | Condition::IsYes { .. }
        | Condition::Has { .. }
        | Condition::Compare { .. }
        | Condition::Between { .. }
        | Condition::Count { .. }
        | Condition::CountItems { .. }
        | Condition::Share { .. }
        | Condition::Every { .. }
        | Condition::Distinct { .. }
        | Condition::Covers { .. }
        | Condition::LargestShare { .. } => {
            condition.parts().conditions().find_map(|inside| lifting_denial(rubrics, inside))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_nothing_reads_is_told() {
        let mut files = Rubrics::bundled_files();
        let rubrics = Rubrics::load(&files).expect("a set");
        assert_eq!(unread(&rubrics, &files), []);
        files.push(RubricFile { name: "gaols.yaml".into(), text: "dimension: goals\n".into() });
        let found = unread(&rubrics, &files);
        let [FileProblem { path, problem }] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((path.as_str(), problem.message.as_str()), ("gaols.yaml", "nothing reads `gaols.yaml`"));
    }
}
