//! Loading a set of rubric files into [`Rubrics`]: every problem of every file in one run.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};
use typed_index_collections::TiVec;

use super::four_sectors::load_sectors;
use super::loader::Loader;
use super::{Condition, Decisive, Dimension, Guidance, ProductFacts, Rubrics, Scale, Sources};
use crate::document::{
    self, Document, Fields, FileProblem, Limits, Problem, ProblemKind, Problems, Span, Stream,
};
use crate::proposal::Dictionary;

/// One file of a set of rubrics.
#[derive(Debug, Clone)]
pub struct RubricFile {
    /// Its name within the set, such as `goals.yaml`.
    pub name: Cow<'static, str>,
    /// Its text.
    pub text: Cow<'static, str>,
}

/// The files that every set has, in the order in which they are read; then comes one for each dimension.
const COMMON: [&str; 4] = ["facts.yaml", "scale.yaml", "sources.yaml", "four-sectors.yaml"];

/// The files that a set may have besides, read last.
const PATTERNS: &str = "patterns.yaml";
const GUIDANCE: &str = "guidance.yaml";

impl Rubrics {
    /// Loads a set of files, given in any order. Files that are no part of it are not read: see
    /// [`file_names`].
    ///
    /// # Errors
    /// Everything that is wrong with them, file by file, each with its place.
    pub fn load(files: &[RubricFile]) -> Result<Rubrics, Vec<FileProblem>> {
        let streams = files.iter().map(|file| document::parse(&file.text, &Limits::default())).collect();
        let mut set = Set { files, streams, found: Vec::new() };
        let rubrics = set.read();
        let failed = set.found.iter().any(|p| p.problem.kind == ProblemKind::Error);
        rubrics.filter(|_| !failed).ok_or(set.found)
    }
}

/// The files while they are read, and what is wrong with them.
struct Set<'a> {
    files: &'a [RubricFile],
    /// What each file parses to.
    streams: Vec<Stream>,
    found: Vec<FileProblem>,
}

impl Set<'_> {
    fn read(&mut self) -> Option<Rubrics> {
        let dictionary = self.file("facts.yaml", Dictionary::load)?;
        let scale = self.file("scale.yaml", Scale::load)??;
        let sources = self.file("sources.yaml", Sources::load)?;
        let product = self.file("facts.yaml", |document, problems| {
            let product = ProductFacts::find(&dictionary, problems)?;
            check_stages(&dictionary, &product, &scale, document, problems);
            Some(product)
        })??;
        let (four_sectors, enough_sectors) = self.file("four-sectors.yaml", |document, problems| {
            load_sectors(document, &product, &Loader { dictionary: &dictionary, scale: &scale, problems })
        })?;
        let mut dimensions = TiVec::new();
        let mut criteria = TiVec::new();
        let mut patterns = TiVec::new();
        for (number, id) in scale.dimensions.iter().enumerate() {
            self.file(&format!("{id}.yaml"), |document, problems| {
                let loader = Loader { dictionary: &dictionary, scale: &scale, problems };
                let Some(mut fields) = Fields::open(&document.root, "a dimension", problems) else { return };
                let declared = fields.text("dimension");
                if declared != id {
                    let message = format!("this file is `{id}.yaml`, and calls its dimension `{declared}`");
                    problems
                        .push(Problem::error(fields.span(), message).expected(format!("`dimension: {id}`")));
                }
                let title = fields.text("title").to_owned();
                let question = fields.text("question").to_owned();
                dimensions.push(Dimension { id: id.clone(), title, question });
                criteria.extend(
                    fields.list("criteria").iter().filter_map(|n| loader.criterion(n, number.into(), id)),
                );
                patterns.extend(fields.list("patterns").iter().filter_map(|n| loader.pattern(n, id)));
                fields.finish();
            });
        }
        if self.has(PATTERNS) {
            self.file(PATTERNS, |document, problems| {
                let loader = Loader { dictionary: &dictionary, scale: &scale, problems };
                let Some(mut fields) = Fields::open(&document.root, "the patterns", problems) else { return };
                patterns.extend(fields.list("patterns").iter().filter_map(|n| loader.pattern(n, "pattern")));
                fields.finish();
            });
        }
        let mut guidance = Guidance::default();
        if self.has(GUIDANCE) {
            self.file(GUIDANCE, |document, problems| {
                guidance =
                    Guidance::load(document, &Loader { dictionary: &dictionary, scale: &scale, problems });
            });
        }
        let digest = self.digest(&scale);
        let rubrics = Rubrics {
            dictionary,
            scale,
            sources,
            product,
            four_sectors,
            enough_sectors,
            guidance,
            dimensions,
            criteria,
            patterns,
            digest,
            draws: OnceLock::new(),
        };
        // A criterion that could not be read is missing everywhere it is named: that is said once, where it is wrong.
        if self.found.iter().all(|p| p.problem.kind != ProblemKind::Error) {
            self.check_ids(&rubrics);
            self.check_core(&rubrics);
            self.check_ways(&rubrics);
            self.check_guidance(&rubrics);
        }
        Some(rubrics)
    }

    fn has(&self, name: &str) -> bool {
        self.files.iter().any(|f| f.name == name)
    }

    /// The first 16 hexadecimal digits of the SHA-256 over names and texts, in the order in which a set is read.
    fn digest(&self, scale: &Scale) -> String {
        let mut hash = Sha256::new();
        for file in file_names(scale).filter_map(|name| self.files.iter().find(|f| f.name == name)) {
            for part in [&file.name, &file.text] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part.as_bytes());
            }
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Lets `read` read a file, and collects what is wrong with it as YAML and as rubric.
    fn file<T>(&mut self, name: &str, read: impl FnOnce(&Document, &Problems) -> T) -> Option<T> {
        let Some(number) = self.files.iter().position(|f| f.name == name) else {
            let problem = Problem::error(Span::FIRST_LINE, format!("the set of rubrics has no file `{name}`"))
                .help("a set has facts.yaml, scale.yaml, sources.yaml, four-sectors.yaml and a file for each dimension of the scale");
            self.found.push(FileProblem { path: name.to_owned(), problem });
            return None;
        };
        let stream = &mut self.streams[number];
        let problems = Problems::default();
        let broken = stream.problems.iter().any(|p| p.kind == ProblemKind::Error);
        stream.problems.drain(..).for_each(|p| problems.push(p));
        for document in stream.documents.split_off(stream.documents.len().min(1)) {
            let message = "a second document begins here, and of a file of rubrics only the first is read";
            problems.push(Problem::error(document.root.span, message).help("take out the `---` before it"));
        }
        let result = match stream.documents.first() {
            Some(document) if !broken => Some(read(document, &problems)),
            _ => None,
        };
        let name = name.to_owned();
        self.found.extend(
            problems.into_sorted().into_iter().map(|problem| FileProblem { path: name.clone(), problem }),
        );
        result
    }

    /// The score is made by core criteria: without one there is none. What is decisive holds the verdict, and is core.
    fn check_core(&mut self, rubrics: &Rubrics) {
        if rubrics.criteria.iter().all(|criterion| !criterion.is_core()) {
            let problem =
                Problem::error(Span::FIRST_LINE, "no criterion is in the core, which makes the score");
            let problem = problem.expected("`core: …` in some of the criteria, with the reason");
            self.found.push(FileProblem { path: "scale.yaml".to_owned(), problem });
        }
        for criterion in rubrics.criteria.iter().filter(|c| c.can_be_decisive() && !c.is_core()) {
            let message = format!("`{}` is decisive and not in the core", criterion.id);
            let problem = Problem::error(criterion.span, message).expected("`core: …` with the reason");
            self.found.push(FileProblem { path: file_of(&criterion.id), problem });
        }
    }

    /// The same asked in several ways belongs into levels: elsewhere an answer that is taken away could turn a no into
    /// nothing, and hiding it would pay.
    fn check_ways(&mut self, rubrics: &Rubrics) {
        let of_criteria = rubrics.criteria.iter().filter(|criterion| {
            let applies = criterion.applies_when.iter().any(asks_in_several_ways);
            let decisive = matches!(&criterion.decisive, Decisive::When(case) if asks_in_several_ways(case));
            applies || decisive || criterion.when.iter().any(denies_several_ways)
        });
        let of_patterns =
            rubrics.patterns.iter().filter(|pattern| pattern.conditions().any(asks_in_several_ways));
        let found = of_criteria.map(|c| (&c.id, c.span)).chain(of_patterns.map(|p| (&p.id, p.span)));
        for (id, span) in found {
            let message = format!("`{id}` has `answered_by` outside the levels of a criterion");
            let problem =
                Problem::error(span, message).expected("`answered_by` in a level, and not inside `none_of`");
            self.found.push(FileProblem { path: file_of(id), problem });
        }
    }

    /// What guidance names is there.
    fn check_guidance(&mut self, rubrics: &Rubrics) {
        let steps = &rubrics.guidance.first_steps;
        let parts = steps.iter().flat_map(|step| &step.criteria).filter(|id| rubrics.criterion(id).is_none());
        let points = rubrics.guidance.sources().filter(|id| rubrics.sources.point(id).is_none());
        let told = parts.map(|id| format!("`{id}` is no criterion"));
        let told = told.chain(points.map(|id| format!("`{id}` is no point of sources.yaml")));
        let found: Vec<FileProblem> = told
            .map(|message| FileProblem {
                path: GUIDANCE.to_owned(),
                problem: Problem::error(Span::FIRST_LINE, message),
            })
            .collect();
        self.found.extend(found);
    }

    /// Ids are unique, and what is named by id is there.
    fn check_ids(&mut self, rubrics: &Rubrics) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let ids = rubrics.criteria.iter().map(|c| (c.id.as_str(), c.span));
        let ids: Vec<_> = ids.chain(rubrics.patterns.iter().map(|p| (p.id.as_str(), p.span))).collect();
        let mut found = Vec::new();
        for (id, span) in &ids {
            if let Some(first) = seen.insert(id, *span) {
                found.push((
                    *id,
                    Problem::error(*span, format!("`{id}` is declared twice")).related(first, "first here"),
                ));
            }
        }
        for pattern in &rubrics.patterns {
            for fold in pattern.folds.iter().filter(|f| rubrics.criterion(f).is_none()) {
                let problem = Problem::error(
                    pattern.span,
                    format!("`{}` folds `{fold}`, which is no criterion", pattern.id),
                );
                let near = crate::text::nearest(fold, rubrics.criteria.iter().map(|c| c.id.as_str()));
                let problem = near
                    .map_or(problem.clone(), |near| problem.clone().help(format!("did you mean `{near}`?")));
                found.push((&pattern.id, problem));
            }
        }
        let cited = (rubrics.criteria.iter().map(|c| (&c.id, &c.sources, &c.research, c.span)))
            .chain(rubrics.patterns.iter().map(|p| (&p.id, &p.sources, &p.research, p.span)));
        for (id, sources, research, span) in cited {
            for source in sources.iter().filter(|s| rubrics.sources.point(s).is_none()) {
                found.push((
                    id,
                    Problem::error(
                        span,
                        format!("`{id}` cites `{source}`, which is no point of sources.yaml"),
                    ),
                ));
            }
            for citation in research.iter().filter(|c| rubrics.sources.study(&c.finding).is_none()) {
                let message =
                    format!("`{id}` cites `{}`, which is no finding of sources.yaml", citation.finding);
                found.push((id, Problem::error(span, message)));
            }
        }
        let placed = found.into_iter().map(|(id, problem)| FileProblem { path: file_of(id), problem });
        self.found.extend(placed);
    }
}

fn asks_in_several_ways(condition: &Condition) -> bool {
    matches!(condition, Condition::AnsweredBy(_)) || condition.parts().conditions().any(asks_in_several_ways)
}

fn denies_several_ways(condition: &Condition) -> bool {
    match condition {
        Condition::NoneOf(parts) => parts.iter().any(asks_in_several_ways),
        _ => condition.parts().conditions().any(denies_several_ways),
    }
}

/// The names of the files of a set, in the order in which they are read.
pub fn file_names(scale: &Scale) -> impl Iterator<Item = String> {
    let dimensions = scale.dimensions.iter().map(|id| format!("{id}.yaml"));
    COMMON.map(str::to_owned).into_iter().chain(dimensions).chain([PATTERNS, GUIDANCE].map(str::to_owned))
}

/// The file in which the criterion or pattern with this id is declared.
pub fn file_of(id: &str) -> String {
    match id.split_once('/') {
        Some(("pattern", _)) => PATTERNS.to_owned(),
        Some((dimension, _)) => format!("{dimension}.yaml"),
        None => id.to_owned(),
    }
}

/// The stages of the scale are the words of the fact `stage`: both put them in order.
fn check_stages(
    dictionary: &Dictionary,
    product: &ProductFacts,
    scale: &Scale,
    document: &Document,
    problems: &Problems,
) {
    let vocabulary = dictionary.vocabulary(dictionary.fact(product.stage.fact));
    let same = vocabulary
        .is_some_and(|v| v.ordered && v.texts().eq(scale.stages.iter().map(|stage| stage.word.as_str())));
    if !same {
        problems.push(
            Problem::error(
                document.root.span,
                "the stages of scale.yaml are not the words of the fact `stage`",
            )
            .expected("the same words in the same order, in an ordered vocabulary"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_document_is_not_passed_over() {
        let mut files = Rubrics::bundled_files();
        let goals = files.iter_mut().find(|file| file.name == "goals.yaml").expect("the goals");
        let lines = goals.text.lines().count() as u32;
        goals.text.to_mut().push_str("---\ndimension: goals\n");
        let found = Rubrics::load(&files).expect_err("a problem");
        let [FileProblem { path, problem }] = &found[..] else { panic!("{found:#?}") };
        assert_eq!((path.as_str(), problem.span.line), ("goals.yaml", lines + 2), "{problem:?}");
    }
}
