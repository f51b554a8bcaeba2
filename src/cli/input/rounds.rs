//! The proposals of many inputs, gone over in rounds of a few at a time, in the order of the inputs and of their documents.
//!
//! However many files there are and however many documents a file holds, a round has a bounded number of them in memory.
//! What they give is the same as if they were read one after the other.

use std::collections::VecDeque;
use std::fs;
use std::sync::Arc;

use super::files::Input;
use super::proposals::{OpenFile, Opened, ReadDocument, ReadProposal, Reader, sort};
use crate::cli::cores::{BATCH, on_all_cores};
use crate::document::{Problem, ProblemKind};
use crate::proposal::{NoFolder, ReadAs, Source};

/// Files are opened together up to so many bytes; a larger one is opened alone.
const BYTES: u64 = 1 << 20;

/// Inputs that are gone over.
pub struct Rounds<'a> {
    reader: Reader<'a>,
    inputs: &'a [Input],
    open: VecDeque<(&'a Input, Opened)>,
}

/// Something that a round gives.
pub enum Event<'a, T> {
    /// A file of a folder is not marked as a proposal; what tells that it may be meant as one.
    PassedOver(&'a Input, Option<String>),
    /// A document was read.
    Document(Made<'a, T>),
    /// A file was read to its end.
    Read(FileRead<'a>),
}

/// What was made of one document.
pub struct Made<'a, T> {
    /// Where it comes from.
    pub input: &'a Input,
    /// The text of the file.
    pub text: Arc<String>,
    /// What was made of its proposal, where it is one that can be assessed.
    pub made: Option<T>,
    /// What was read otherwise than it is typed.
    pub read_as: Vec<ReadAs>,
    /// What is wrong with it, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// What is known of a file that was read to its end.
pub struct FileRead<'a> {
    /// Where it comes from.
    pub input: &'a Input,
    /// Its text.
    pub text: Arc<String>,
    /// Something in it is an error.
    pub is_bad: bool,
    /// How many quotes stand in it, and how many of them were found.
    pub quotes: (usize, usize),
}

/// What a round takes from one input.
struct Share<'a> {
    input: &'a Input,
    opened: Opened,
    most: usize,
}

impl<'a> Rounds<'a> {
    /// Nothing of these inputs is read yet.
    pub fn over(reader: Reader<'a>, inputs: &'a [Input]) -> Rounds<'a> {
        Rounds { reader, inputs, open: VecDeque::new() }
    }

    /// The next round; nothing where all inputs are read. On all cores `work` makes something of each proposal, and says
    /// what else is wrong with it.
    pub fn next<T: Send>(
        &mut self,
        work: impl Fn(&Input, &ReadProposal, Source) -> (T, Vec<Problem>) + Sync + Send,
    ) -> Option<Vec<Event<'a, T>>> {
        if self.open.is_empty() {
            let reader = &self.reader;
            let some = first_to_open(&mut self.inputs);
            self.open.extend(on_all_cores(some.iter().collect(), |input| (input, reader.open(input))));
        }
        let shares = self.shares();
        if shares.is_empty() {
            return None;
        }
        let reader = &self.reader;
        let read = on_all_cores(shares, |mut share| {
            let documents = match &mut share.opened {
                Opened::PassedOver(_) => Vec::new(),
                Opened::File(file) => reader.documents(file, share.most, &NoFolder),
            };
            (share, documents)
        });
        let (shares, documents): (Vec<Share>, Vec<Vec<ReadDocument>>) = read.into_iter().unzip();
        let numbers: Vec<usize> = documents.iter().map(Vec::len).collect();
        let inputs = shares.iter().zip(&numbers).flat_map(|(share, n)| std::iter::repeat_n(share.input, *n));
        let documents: Vec<(&Input, ReadDocument)> = inputs.zip(documents.into_iter().flatten()).collect();
        let made = on_all_cores(documents, |(input, document)| made(input, document, &work));
        Some(self.events(shares, &numbers, made))
    }

    /// As many documents as a round has, from the files in their order.
    fn shares(&mut self) -> Vec<Share<'a>> {
        let mut room = BATCH;
        let mut shares = Vec::new();
        while room > 0
            && let Some((input, opened)) = self.open.pop_front()
        {
            let most = match &opened {
                Opened::PassedOver(_) => 0,
                Opened::File(file) => file.left().min(room),
            };
            room -= most;
            shares.push(Share { input, opened, most });
        }
        shares
    }

    /// Puts together what was made, in order. A file that has more goes back to those that are open.
    fn events<T>(
        &mut self,
        shares: Vec<Share<'a>>,
        numbers: &[usize],
        made: Vec<MadeOfOne<T>>,
    ) -> Vec<Event<'a, T>> {
        let mut made = made.into_iter();
        let mut events = Vec::with_capacity(made.len() + shares.len());
        for (Share { input, opened, .. }, number) in shares.into_iter().zip(numbers) {
            let mut file = match opened {
                Opened::File(file) => file,
                Opened::PassedOver(nearly) => {
                    events.push(Event::PassedOver(input, nearly));
                    continue;
                }
            };
            for MadeOfOne { made, read_as, problems } in made.by_ref().take(*number) {
                file.is_bad |= has_error(&problems);
                events.push(Event::Document(Made {
                    input,
                    text: file.text.clone(),
                    made,
                    read_as,
                    problems,
                }));
            }
            if file.left() > 0 {
                self.open.push_front((input, Opened::File(file)));
                continue;
            }
            let problems = file.rest();
            file.is_bad |= has_error(&problems);
            if !problems.is_empty() {
                let (made, read_as) = (None, Vec::new());
                events.push(Event::Document(Made {
                    input,
                    text: file.text.clone(),
                    made,
                    read_as,
                    problems,
                }));
            }
            let OpenFile { text, is_bad, quotes, .. } = file;
            events.push(Event::Read(FileRead { input, text, is_bad, quotes }));
        }
        events
    }
}

/// What was made of one document, without its file.
struct MadeOfOne<T> {
    made: Option<T>,
    read_as: Vec<ReadAs>,
    problems: Vec<Problem>,
}

fn made<T>(
    input: &Input,
    document: ReadDocument,
    work: impl Fn(&Input, &ReadProposal, Source) -> (T, Vec<Problem>),
) -> MadeOfOne<T> {
    let ReadDocument { proposal, mut problems } = document;
    let Some((read, source)) = proposal else {
        return MadeOfOne { made: None, read_as: Vec::new(), problems };
    };
    let (made, more) = work(input, &read, source);
    problems.extend(more);
    sort(&mut problems);
    MadeOfOne { made: Some(made), read_as: read.proposal.read_as().to_vec(), problems }
}

fn has_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.kind == ProblemKind::Error)
}

/// Takes from the front of the inputs those that are opened together.
fn first_to_open<'a>(inputs: &mut &'a [Input]) -> &'a [Input] {
    let mut bytes = 0;
    let fits = |input: &&Input| {
        let size =
            input.source.path().and_then(|path| fs::metadata(path).ok()).map_or(BYTES, |file| file.len());
        bytes += size;
        bytes <= BYTES
    };
    let number = inputs.iter().take(BATCH).take_while(fits).count();
    let (first, rest) = inputs.split_at(number.max(1).min(inputs.len()));
    *inputs = rest;
    first
}
