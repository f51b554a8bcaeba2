//! Reading proposals: an input in, its proposals and everything that is wrong with it out.

use super::files::{Input, InputSource, read_bytes, read_stdin, read_text};
use super::marker::Marker;
use crate::document::{self, Limits, Problem, ProblemKind, Span};
use crate::policy::{Waiver, waivers_in_comments};
use crate::proposal::{BesideEither, Evidence, Folder, NoFolder, Proposal, ReadAs, Source, bind, distinct};
use crate::quotes::{Effort, Texts, look_up};
use crate::rubric::Rubrics;

/// Reads inputs by the dictionary of a set of rubrics.
pub struct Reader<'a> {
    /// The rubrics.
    pub rubrics: &'a Rubrics,
    /// Comments may waive findings.
    pub comments_waive: bool,
    /// The text of files that are quoted.
    pub texts: &'a dyn Texts,
}

/// What came of an input.
pub enum Read {
    /// A file of a folder that is not marked as a proposal, and what tells that it may be meant as one.
    PassedOver(Option<String>),
    /// A file of proposals, or one that should be.
    File(ReadFile),
}

/// A file, its proposals, and its problems.
pub struct ReadFile {
    /// Its path as reports write it.
    pub label: String,
    /// Its decoded text.
    pub text: String,
    /// Its proposals that can be assessed.
    pub proposals: Vec<ReadProposal>,
    /// How many documents it holds, those that cannot be assessed included.
    pub documents: usize,
    /// How many quotes stand in it, and how many of them were found.
    pub quotes: (usize, usize),
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
}

/// A proposal, and what its comments ask for.
pub struct ReadProposal {
    /// The facts.
    pub proposal: Proposal,
    /// The waivers in its comments, where they are allowed.
    pub waivers: Vec<Waiver>,
}

impl Reader<'_> {
    /// Reads one input.
    pub fn read(&self, input: &Input) -> Read {
        self.read_beside(input, &NoFolder)
    }

    /// Reads one of two versions of a proposal: evidence that is not beside it is looked for beside the other one.
    pub fn read_beside(&self, input: &Input, other: &dyn Evidence) -> Read {
        let label = input.label.clone();
        let text = match &input.source {
            InputSource::Stdin(_) => read_stdin(),
            InputSource::Named(path) => read_text(path),
            InputSource::Found(path) => match read_bytes(path).map(|bytes| self.marked(bytes)) {
                Ok(Ok(bytes)) => document::decode(bytes),
                Ok(Err(nearly)) => return Read::PassedOver(nearly),
                Err(problem) => Err(problem),
            },
            InputSource::Unreadable(_, why) => {
                Err(Problem::error(Span::FIRST_LINE, format!("this cannot be read: {why}")))
            }
        };
        let text = match text {
            Ok(text) => text,
            Err(problem) => return Read::File(ReadFile::unreadable(label, problem)),
        };
        match &input.source {
            InputSource::Found(path) | InputSource::Named(path) | InputSource::Stdin(Some(path)) => {
                let own = &Folder::of(path);
                Read::File(self.bind(label, text, &BesideEither { own, other }))
            }
            _ => Read::File(self.bind(label, text, &BesideEither { own: &NoFolder, other })),
        }
    }

    /// The bytes of a file that is marked as a proposal; of another one, why it may be meant as one.
    fn marked(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Option<String>> {
        match Marker::of(&bytes, &self.rubrics.dictionary) {
            Marker::There => Ok(bytes),
            Marker::Nearly(why) => Err(Some(why)),
            Marker::Missing => Err(None),
        }
    }

    /// Reads a text that stands in no file of today, whose evidence is looked for here.
    pub fn read_text(
        &self,
        label: String,
        text: Result<String, Problem>,
        evidence: &dyn Evidence,
    ) -> ReadFile {
        match text {
            Ok(text) => self.bind(label, text, evidence),
            Err(problem) => ReadFile::unreadable(label, problem),
        }
    }

    fn bind(&self, label: String, text: String, evidence: &dyn Evidence) -> ReadFile {
        let limits = Limits::default();
        let stream = document::parse(&text, &limits);
        let mut proposals = Vec::new();
        let mut problems = Vec::new();
        let mut errors = 0;
        let mut quotes = (0, 0);
        let mut effort = Effort::default();
        for document in &stream.documents {
            if errors >= limits.problems {
                problems.push(
                    Problem::error(document.root.span, "the rest of the file was not looked at")
                        .help("mend the problems above first"),
                );
                break;
            }
            let dictionary = &self.rubrics.dictionary;
            let (mut proposal, mut found) = bind(document, dictionary, evidence);
            found.extend(look_up(&mut proposal, dictionary, evidence, self.texts, &mut effort));
            let states = proposal.pointers().iter().filter_map(|pointer| Some(pointer.quote.as_ref()?.state));
            quotes.0 += states.clone().count();
            quotes.1 += states.filter(|state| state.is_found()).count();
            let (waivers, wrong) = waivers_in_comments(document, &text, self.rubrics, self.comments_waive);
            found.extend(wrong);
            let wrong = found.iter().filter(|problem| problem.kind == ProblemKind::Error).count();
            let usable = !stream.flawed.contains(&document.index) && wrong == 0;
            errors += wrong;
            problems.extend(found);
            if usable {
                proposals.push(ReadProposal { proposal, waivers });
            }
        }
        problems.extend(stream.problems);
        let mut file =
            ReadFile { label, text, proposals, documents: stream.documents.len(), quotes, problems };
        file.sort_problems();
        file
    }
}

impl ReadFile {
    /// A file of which nothing is known but why.
    fn unreadable(label: String, problem: Problem) -> ReadFile {
        ReadFile {
            label,
            text: String::new(),
            proposals: Vec::new(),
            documents: 0,
            quotes: (0, 0),
            problems: vec![problem],
        }
    }

    /// What was read otherwise than it is typed.
    pub fn read_as(&self) -> impl Iterator<Item = &ReadAs> {
        self.proposals.iter().flat_map(|read| read.proposal.read_as())
    }

    /// Where each of its proposals stands. That a document beside them is broken changes the name of none.
    pub fn sources(&self, rubrics: &Rubrics) -> Vec<Source> {
        let names = distinct(self.proposals.iter().map(|read| read.proposal.text(rubrics.product.name)));
        let source = |(read, name): (&ReadProposal, String)| Source {
            path: self.label.clone(),
            document: read.proposal.document(),
            identity: (self.documents > 1).then_some(name),
        };
        self.proposals.iter().zip(names).map(source).collect()
    }

    /// Puts its problems in the order of its lines.
    pub fn sort_problems(&mut self) {
        self.problems.sort_by_key(|p| (p.span.line, p.span.column));
    }

    /// Whether something in it is an error.
    pub fn is_bad(&self) -> bool {
        self.problems.iter().any(|p| p.kind == ProblemKind::Error)
    }
}
