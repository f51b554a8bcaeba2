//! Reading proposals: an input in, its proposals and everything that is wrong with it out.

use std::iter::Peekable;
use std::sync::Arc;
use std::vec;

use super::files::{Input, InputSource, read_bytes, read_stdin, read_text};
use super::marker::Marker;
use crate::document::{self, Document, Limits, Problem, ProblemKind, Span, Stream};
use crate::policy::{Waiver, waivers_in_comments};
use crate::proposal::{
    BesideEither, DistinctNames, Evidence, Folder, NoFolder, Proposal, ReadAs, Source, bind,
};
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

/// What came of an input that is read whole.
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
pub enum Read {
    /// A file of a folder that is not marked as a proposal.
    PassedOver,
    /// A file of proposals, or one that should be.
    File(ReadFile),
}

/// A file that was read whole, by a subcommand that is about one proposal: its first one, and its problems.
pub struct ReadFile {
    /// Its path as reports write it.
    pub label: String,
    /// Its decoded text.
    pub text: Arc<String>,
    /// Its first proposal that can be assessed.
    pub first: Option<ReadProposal>,
    /// How many of those it holds.
    pub proposals: usize,
    /// What was read otherwise than it is typed.
    pub read_as: Vec<ReadAs>,
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

/// An input that is opened.
#[allow(clippy::large_enum_variant, reason = "there are few at a time, and nearly all are files")]
pub enum Opened {
    /// A file of a folder that is not marked as a proposal, and what tells that it may be meant as one.
    PassedOver(Option<String>),
    /// A file of proposals, or one that should be.
    File(OpenFile),
}

/// A file that is read document by document: those that were not asked for yet wait as they were parsed, and what was made
/// of the others belongs to whoever asked. A file of thousands of proposals never has all of them in memory.
pub struct OpenFile {
    /// Its path as reports write it.
    pub label: String,
    /// Its decoded text.
    pub text: Arc<String>,
    /// How many quotes stand in what was read of it, and how many of them were found.
    pub quotes: (usize, usize),
    /// Something in what was read of it is an error.
    pub is_bad: bool,
    own: Option<Folder>,
    documents: vec::IntoIter<Document>,
    /// How many documents it holds, those that cannot be assessed included.
    holds: usize,
    /// The numbers of those that are flawed.
    flawed: Vec<usize>,
    /// What is wrong by the rules of YAML, in the order of the text, as far as it was not handed on with a document.
    grammar: Peekable<vec::IntoIter<Problem>>,
    /// How many errors beyond those were found.
    errors: usize,
    effort: Effort,
    names: DistinctNames,
}

/// What was read of one document.
pub struct ReadDocument {
    /// Its proposal and where that stands, if it can be assessed.
    pub proposal: Option<(ReadProposal, Source)>,
    /// What is wrong with it, and between it and the next, in the order of the lines.
    pub problems: Vec<Problem>,
}

impl Reader<'_> {
    /// Reads one input whole.
    pub fn read(&self, input: &Input) -> Read {
        self.read_beside(input, &NoFolder)
    }

    /// Reads one of two versions of a proposal: evidence that is not beside it is looked for beside the other one.
    pub fn read_beside(&self, input: &Input, other: &dyn Evidence) -> Read {
        match self.open(input) {
            Opened::File(file) => Read::File(self.whole(file, other)),
            Opened::PassedOver(_) => Read::PassedOver,
        }
    }

    /// Reads a text that stands in no file of today, whose evidence is looked for here.
    pub fn read_text(
        &self,
        label: String,
        text: Result<String, Problem>,
        evidence: &dyn Evidence,
    ) -> ReadFile {
        self.whole(OpenFile::of(label, text, None), evidence)
    }

    fn whole(&self, mut file: OpenFile, other: &dyn Evidence) -> ReadFile {
        let (mut first, mut proposals) = (None, 0);
        let (mut read_as, mut problems) = (Vec::new(), Vec::new());
        while file.left() > 0 {
            for document in self.documents(&mut file, 1, other) {
                problems.extend(document.problems);
                let Some((read, _)) = document.proposal else { continue };
                read_as.extend_from_slice(read.proposal.read_as());
                proposals += 1;
                first.get_or_insert(read);
            }
        }
        problems.extend(file.rest());
        let OpenFile { label, text, .. } = file;
        ReadFile { label, text, first, proposals, read_as, problems }
    }

    /// Opens one input.
    pub fn open(&self, input: &Input) -> Opened {
        let text = match &input.source {
            InputSource::Stdin(_) => read_stdin(),
            InputSource::Named(path) => read_text(path),
            InputSource::Found(path) => match read_bytes(path).map(|bytes| self.marked(bytes)) {
                Ok(Ok(bytes)) => document::decode(bytes),
                Ok(Err(nearly)) => return Opened::PassedOver(nearly),
                Err(problem) => Err(problem),
            },
            InputSource::Unreadable(_, why) => {
                Err(Problem::error(Span::FIRST_LINE, format!("this cannot be read: {why}")))
            }
        };
        let own = match &input.source {
            InputSource::Found(path) | InputSource::Named(path) | InputSource::Stdin(Some(path)) => {
                Some(Folder::of(path))
            }
            _ => None,
        };
        Opened::File(OpenFile::of(input.label.clone(), text, own))
    }

    /// The bytes of a file that is marked as a proposal; of another one, why it may be meant as one.
    fn marked(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Option<String>> {
        match Marker::of(&bytes, &self.rubrics.dictionary) {
            Marker::There => Ok(bytes),
            Marker::Nearly(why) => Err(Some(why)),
            Marker::Missing => Err(None),
        }
    }

    /// Reads so many more documents of a file; evidence that is not beside it is looked for beside the other version.
    pub fn documents(&self, file: &mut OpenFile, most: usize, other: &dyn Evidence) -> Vec<ReadDocument> {
        let mut read = Vec::with_capacity(most.min(file.left()));
        while read.len() < most
            && let Some(document) = file.documents.next()
        {
            if file.errors >= Limits::default().problems {
                let problem = Problem::error(document.root.span, "the rest of the file was not looked at");
                let mut problems = vec![problem.help("mend the problems above first")];
                file.documents = Vec::new().into_iter();
                problems.extend(file.rest());
                sort(&mut problems);
                read.push(ReadDocument { proposal: None, problems });
                break;
            }
            read.push(self.document(file, &document, other));
        }
        read
    }

    fn document(&self, file: &mut OpenFile, document: &Document, other: &dyn Evidence) -> ReadDocument {
        let dictionary = &self.rubrics.dictionary;
        let own = file.own.take();
        let beside = BesideEither { own: own.as_ref().map_or(&NoFolder, |own| own), other };
        let (mut proposal, mut problems) = bind(document, dictionary, &beside);
        problems.extend(look_up(&mut proposal, dictionary, &beside, self.texts, &mut file.effort));
        file.own = own;
        let states = proposal.pointers().iter().filter_map(|pointer| Some(pointer.quote.as_ref()?.state));
        file.quotes.0 += states.clone().count();
        file.quotes.1 += states.filter(|state| state.is_found()).count();
        let (waivers, wrong) = waivers_in_comments(document, &file.text, self.rubrics, self.comments_waive);
        problems.extend(wrong);
        let errors = problems.iter().filter(|problem| problem.kind == ProblemKind::Error).count();
        file.errors += errors;
        problems.extend(file.grammar_up_to_next());
        sort(&mut problems);
        let usable = errors == 0 && file.flawed.binary_search(&document.index).is_err();
        let proposal = usable.then(|| {
            let source = file.source(&proposal, self.rubrics);
            (ReadProposal { proposal, waivers }, source)
        });
        ReadDocument { proposal, problems }
    }
}

impl OpenFile {
    /// A text, or why it cannot be read; its evidence stands in a folder of its own, if it has one.
    fn of(label: String, text: Result<String, Problem>, own: Option<Folder>) -> OpenFile {
        let (text, stream) = match text {
            Ok(text) => {
                let stream = document::parse(&text, &Limits::default());
                (text, stream)
            }
            Err(problem) => (String::new(), Stream { problems: vec![problem], ..Stream::default() }),
        };
        let mut grammar = stream.problems;
        sort(&mut grammar);
        OpenFile {
            label,
            text: Arc::new(text),
            quotes: (0, 0),
            is_bad: false,
            own,
            holds: stream.documents.len(),
            documents: stream.documents.into_iter(),
            flawed: stream.flawed,
            grammar: grammar.into_iter().peekable(),
            errors: 0,
            effort: Effort::default(),
            names: DistinctNames::default(),
        }
    }

    /// How many of its documents were not read yet.
    pub fn left(&self) -> usize {
        self.documents.len()
    }

    /// What is wrong with it beyond the last document that was read.
    pub fn rest(&mut self) -> Vec<Problem> {
        self.grammar.by_ref().collect()
    }

    /// What is wrong by the rules of YAML before the next document begins.
    fn grammar_up_to_next(&mut self) -> Vec<Problem> {
        let next = self.documents.as_slice().first().map_or(u32::MAX, |next| next.root.span.line);
        std::iter::from_fn(|| self.grammar.next_if(|problem| problem.span.line < next)).collect()
    }

    /// Where a proposal of it stands. That a document beside it is broken changes the name of none.
    fn source(&mut self, proposal: &Proposal, rubrics: &Rubrics) -> Source {
        let name = self.names.add(proposal.text(rubrics.product.name));
        Source {
            path: self.label.clone(),
            document: proposal.document(),
            identity: (self.holds > 1).then_some(name),
        }
    }
}

impl ReadFile {
    /// Whether something in it is an error.
    pub fn is_bad(&self) -> bool {
        self.problems.iter().any(|p| p.kind == ProblemKind::Error)
    }
}

/// Puts problems in the order of their lines.
pub(super) fn sort(problems: &mut [Problem]) {
    problems.sort_by_key(|p| (p.span.line, p.span.column));
}
