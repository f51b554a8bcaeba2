//! Text to trees: the parser's events, put together under the limits.
//!
//! The parser (`granit-parser`) checks the grammar and gives each event its place. What is built here is the tree,
//! and what YAML allows and a proposal does not need is refused: complex keys, tags of its own, merges, blocks that
//! repeat themselves. Half-built lists and blocks live on two stacks shared by all levels, so that each finished one
//! is a single allocation of the right size.

use std::borrow::Cow;
use std::collections::HashMap;
use std::mem;

use granit_parser::{Event, Marker, Options, Parser, ScalarStyle, StructureStyle, Tag};

use super::limits::{Limits, size};
use super::mark::{byte, range, span};
use super::question::without_lone_signs;
use super::syntax::{self, Opened};
use super::{Comment, Document, Entry, Key, Node, Problem, Scalar, Span, Value, place};

/// What a text holds: its documents, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Stream {
    /// The documents that could be read to their end, in order; those in [`Stream::flawed`] among them.
    pub documents: Vec<Document>,
    /// Everything wrong, in the order of the text.
    pub problems: Vec<Problem>,
    /// Numbers of the documents that have an error. Where such a document is given all the same (a key twice, an
    /// unknown tag), its tree is good for finding more problems and for nothing else.
    pub flawed: Vec<usize>,
}

impl Stream {
    /// The documents without error.
    pub fn sound(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| self.flawed.binary_search(&document.index).is_err())
    }
}

/// Reads every document of a text.
///
/// Never panics, and never takes more than the limits allow. A document that is broken, or goes beyond a limit that
/// concerns one document, becomes a problem and reading goes on at the next `---`. A text without any document is a
/// problem too.
pub fn parse(text: &str, limits: &Limits) -> Stream {
    let limits = limits.tenable();
    if text.len() > limits.bytes {
        let message = format!("the file is larger than {}", size(limits.bytes));
        let problem = Problem::error(Span::FIRST_LINE, message)
            .expected(format!("at most {}", size(limits.bytes)))
            .help("leave out what is not part of the proposal, or split the file");
        return Stream { problems: vec![problem], flawed: vec![0], ..Stream::default() };
    }
    let stream = read(text, limits);
    if !stream.problems.is_empty()
        && let Some(text) = without_lone_signs(text)
    {
        return read(&text, limits);
    }
    stream
}

fn read(text: &str, limits: Limits) -> Stream {
    let mut builder = Builder::new(text, limits);
    builder.read();
    builder.stream
}

/// How far an error reaches.
enum Halt {
    /// The rest of the document is left unread.
    Document,
    /// The rest of the text is left unread.
    Text,
}

/// A list or a block that has not ended yet.
struct Open {
    kind: Kind,
    span: Span,
    /// Written with brackets.
    flow: bool,
    /// The anchor on it, 0 for none.
    anchor: usize,
}

enum Kind {
    /// Items from here on the stack of items.
    List { start: usize },
    /// Entries from here on the stack of entries, and what the next node is.
    Map { start: usize, slot: Slot },
}

/// What the next node of a block is.
enum Slot {
    Key,
    Value(Key),
    /// The value of a key that was refused.
    Refused,
}

/// A node with an anchor, kept for its aliases.
struct Kept {
    node: Node,
    extent: Extent,
}

#[derive(Clone, Copy, Default)]
struct Extent {
    nodes: usize,
    bytes: usize,
    height: usize,
}

struct Builder<'t> {
    text: &'t str,
    limits: Limits,
    stream: Stream,
    /// Number of the document being read.
    index: usize,
    /// How many problems there were when it began.
    problems_before: usize,
    root: Option<Node>,
    open: Vec<Open>,
    items: Vec<Node>,
    entries: Vec<Entry>,
    comments: Vec<Comment>,
    anchors: HashMap<usize, Kept>,
    /// Where the last value, key or opening bracket ended.
    last_end: usize,
    nodes: usize,
    copied: Extent,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, limits: Limits) -> Builder<'t> {
        Builder {
            text,
            limits,
            stream: Stream::default(),
            index: 0,
            problems_before: 0,
            root: None,
            open: Vec::with_capacity(16),
            items: Vec::with_capacity(32),
            entries: Vec::with_capacity(64),
            comments: Vec::new(),
            anchors: HashMap::new(),
            last_end: 0,
            nodes: 0,
            copied: Extent::default(),
        }
    }

    fn read(&mut self) {
        let mut parser = Parser::new_from_str_with_options(self.text, self.options());
        while let Some(next) = parser.next_event() {
            let halt = match next {
                Ok((event, span)) => match self.take(event, &span) {
                    Ok(()) => continue,
                    Err(halt) => halt,
                },
                Err(error) => {
                    self.syntax_error(&error);
                    Halt::Document
                }
            };
            self.abandon_document();
            let stop = matches!(halt, Halt::Text) || self.too_many_problems();
            if stop || !parser.proceed_next_document().unwrap_or(false) {
                break;
            }
        }
        if self.too_many_problems() {
            self.say_that_the_rest_is_unread();
        }
        match self.stream.documents.last_mut() {
            // What stands after the last document belongs to it.
            Some(document) => document.comments.append(&mut self.comments),
            None if self.stream.problems.is_empty() => {
                self.stream.problems.push(Problem::error(Span::FIRST_LINE, "the file is empty"));
                self.stream.flawed.push(0);
            }
            None => {}
        }
    }

    fn options(&self) -> Options {
        granit_parser::options! {
            // Reported here, with the others, rather than ending the document.
            emit_unresolved_aliases: true,
            // Watching for comments costs a tenth of the time; most generated files have none.
            emit_comments: self.text.contains('#'),
            max_buffered_comment_events: self.limits.nodes,
            flow_nesting_limit: self.limits.depth,
            block_nesting_limit: self.limits.depth,
        }
    }

    fn take(&mut self, event: Event<'t>, source: &granit_parser::Span) -> Result<(), Halt> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let absent = &*text == "~" && source.start == source.end;
                let span = if absent { self.place_of_nothing(source.start) } else { span(source) };
                self.count(span)?;
                self.last_end = span.end as usize;
                if text.len() > self.limits.scalar_bytes {
                    return Err(self.too_long(span));
                }
                let mut plain = style == ScalarStyle::Plain;
                if let Some(tag) = tag {
                    plain &= self.scalar_tag(&tag, source);
                }
                // The parser writes a value that is not there as `~`.
                let text = if absent { Box::default() } else { text.into() };
                let node = Node { value: Value::Scalar(Scalar { text, plain }), span };
                self.keep(anchor, &node)?;
                self.put(node);
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.collection_tag(tag.as_deref(), "seq", source);
                let flow = style == StructureStyle::Flow;
                let span = if flow { span(source) } else { self.place_of_list(source.start) };
                self.begin(Open { kind: Kind::List { start: self.items.len() }, span, flow, anchor })?;
            }
            Event::MappingStart(style, anchor, tag) => {
                self.collection_tag(tag.as_deref(), "map", source);
                let kind = Kind::Map { start: self.entries.len(), slot: Slot::Key };
                let flow = style == StructureStyle::Flow;
                self.begin(Open { kind, span: span(source), flow, anchor })?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(byte(source.end))?,
            Event::Alias(id) => self.alias(id, span(source))?,
            Event::UnresolvedAlias(name) => {
                let span = span(source);
                self.count(span)?;
                self.last_end = span.end as usize;
                self.stream.problems.push(
                    Problem::error(
                        span,
                        format!("`*{}` repeats a block, and no block before it is named so", shown(&name)),
                    )
                    .help("if the text itself begins with `*`, put it in quotes"),
                );
                self.put_refused(span);
            }
            Event::Comment(text, _) => {
                let span = span(source);
                self.count(span)?;
                self.comments.push(Comment { text: text.trim().into(), span });
            }
            Event::DocumentEnd => return self.end_document(),
            // Beginnings and ends that say nothing about the tree.
            _ => {}
        }
        Ok(())
    }

    /// One more key, value or comment.
    fn count(&mut self, span: Span) -> Result<(), Halt> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            let message = format!("more than {} keys, values and comments", self.limits.nodes);
            let help = "split the file; what comes after this place was not read";
            return Err(self.halt(Problem::error(span, message).help(help)));
        }
        if self.too_many_problems() { Err(Halt::Text) } else { Ok(()) }
    }

    /// The place of a value that is not there: after the colon, where it would stand.
    fn place_of_nothing(&self, mark: Marker) -> Span {
        let is_key = matches!(self.open.last(), Some(Open { kind: Kind::Map { slot: Slot::Key, .. }, .. }));
        let mut span = range(mark, mark);
        if !is_key && self.text.as_bytes().get(byte(mark)) == Some(&b':') {
            span = Span { start: span.start + 1, end: span.end + 1, column: span.column + 1, ..span };
        }
        span
    }

    /// The place of a block list. One that is not indented under its key starts, for the parser, after its first
    /// dash; the dash stands in the column of the key.
    fn place_of_list(&self, mark: Marker) -> Span {
        let span = range(mark, mark);
        let Some(Open { kind: Kind::Map { slot: Slot::Value(key), .. }, .. }) = self.open.last() else {
            return span;
        };
        let before = &self.text[..byte(mark)];
        let to_dash = before.trim_end_matches([' ', '\t', '\r', '\n']);
        let Some(to_line) = to_dash.strip_suffix('-').map(|line| line.trim_end_matches(' ')) else {
            return span;
        };
        let indent = to_dash.len() - 1 - to_line.len();
        if indent + 1 != key.span.column as usize || !to_line.ends_with(['\n', '\r']) {
            return span;
        }
        let start = to_dash.len() as u32 - 1;
        let breaks = place::breaks(&before[to_dash.len()..]);
        Span { start, end: start, line: span.line - breaks, column: key.span.column }
    }

    fn begin(&mut self, open: Open) -> Result<(), Halt> {
        self.count(open.span)?;
        self.last_end = open.span.end as usize;
        if self.open.len() >= self.limits.depth {
            self.stream.problems.push(syntax::too_deep(open.span, self.limits.depth));
            return Err(Halt::Document);
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self, source_end: usize) -> Result<(), Halt> {
        // The grammar pairs every end with a start.
        let Some(Open { kind, mut span, flow, anchor }) = self.open.pop() else { return Ok(()) };
        let (value, content_end) = match kind {
            Kind::List { start } => {
                let items: Vec<Node> = self.items.drain(start..).collect();
                let end = items.last().map(|item| item.span.end);
                (Value::List(items), end)
            }
            Kind::Map { start, .. } => {
                let entries = self.finished_entries(start);
                let end = entries.last().map(|entry| entry.value.span.end.max(entry.key.span.end));
                (Value::Map(entries), end)
            }
        };
        // A block ends, for the parser, where the next thing begins.
        span.end = if flow { source_end as u32 } else { content_end.unwrap_or(span.end).max(span.end) };
        self.last_end = span.end as usize;
        let node = Node { value, span };
        self.keep(anchor, &node)?;
        self.put(node);
        Ok(())
    }

    /// Hands a finished node to what holds it.
    fn put(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(Kind::List { .. }) => self.items.push(node),
            Some(Kind::Map { slot, .. }) => match mem::replace(slot, Slot::Key) {
                Slot::Value(key) => self.entries.push(Entry { key, value: node }),
                Slot::Refused => {}
                Slot::Key => match key(node) {
                    Ok(key) => *slot = Slot::Value(key),
                    Err(problem) => {
                        self.stream.problems.push(problem);
                        *slot = Slot::Refused;
                    }
                },
            },
        }
    }

    /// Puts nothing in the place of a node that was refused, so that what stands around it can still be read.
    fn put_refused(&mut self, span: Span) {
        match self.open.last_mut().map(|open| &mut open.kind) {
            Some(Kind::Map { slot: slot @ Slot::Key, .. }) => *slot = Slot::Refused,
            _ => self.put(Node { value: Value::Scalar(Scalar { text: Box::default(), plain: true }), span }),
        }
    }

    /// Takes the entries from `start` on; reports and leaves out those whose key stands a second time.
    fn finished_entries(&mut self, start: usize) -> Vec<Entry> {
        let duplicates = duplicates(&self.entries[start..]);
        for &(first, second) in duplicates.iter().take(self.limits.problems) {
            let Key { text, span } = &self.entries[start + second].key;
            self.stream.problems.push(
                Problem::error(*span, format!("the key `{}` is given twice in the same block", shown(text)))
                    .help("keep one of the two, or join them")
                    .related(self.entries[start + first].key.span, "first given here"),
            );
        }
        let entries = self.entries.drain(start..);
        if duplicates.is_empty() {
            return entries.collect();
        }
        let mut left_out = duplicates.iter().map(|(_, second)| *second).peekable();
        let kept = entries.enumerate().filter(|(number, _)| left_out.next_if_eq(number).is_none());
        kept.map(|(_, entry)| entry).collect()
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), Halt> {
        self.count(span)?;
        self.last_end = span.end as usize;
        let Some(kept) = self.anchors.get(&id) else {
            let name = &self.text[span.start as usize..span.end as usize];
            let message = format!("`{}` stands inside the block that it repeats", shown(name));
            self.stream.problems.push(Problem::error(span, message).help("write out what is meant"));
            self.put_refused(span);
            return Ok(());
        };
        let extent = kept.extent;
        if self.open.len() + extent.height > self.limits.depth {
            self.stream.problems.push(syntax::too_deep(span, self.limits.depth));
            return Err(Halt::Document);
        }
        if let Some(problem) = self.copied.over(extent, &self.limits, span) {
            self.stream.problems.push(problem);
            return Err(Halt::Text);
        }
        let node = Node { value: kept.node.value.clone(), span };
        self.put(node);
        Ok(())
    }

    /// Keeps a copy of a node that has an anchor.
    fn keep(&mut self, anchor: usize, node: &Node) -> Result<(), Halt> {
        if anchor == 0 {
            return Ok(());
        }
        let extent = Extent::of(node);
        if let Some(problem) = self.copied.over(extent, &self.limits, node.span) {
            return Err(self.halt(problem));
        }
        self.anchors.insert(anchor, Kept { node: node.clone(), extent });
        Ok(())
    }

    fn halt(&mut self, problem: Problem) -> Halt {
        self.stream.problems.push(problem);
        Halt::Text
    }

    fn too_long(&mut self, span: Span) -> Halt {
        let most = size(self.limits.scalar_bytes);
        self.stream.problems.push(
            Problem::error(span, format!("a single text is longer than {most}"))
                .help("shorten it, or check that its quotes are closed"),
        );
        Halt::Document
    }

    /// Whether a scalar with this tag may still be plain; reports a tag that has no meaning.
    fn scalar_tag(&mut self, tag: &Tag, source: &granit_parser::Span) -> bool {
        match tag.core_suffix() {
            Some("str") => false,
            // What a plain word means is decided by the fact that it is given for.
            Some("int" | "float" | "bool" | "null" | "timestamp") => true,
            _ if tag.parts() == ("", "!") || tag.parts() == ("!", "") => false,
            _ => {
                self.unknown_tag(source);
                true
            }
        }
    }

    fn collection_tag(&mut self, tag: Option<&Tag>, expected: &str, source: &granit_parser::Span) {
        if tag.is_some_and(|tag| tag.core_suffix() != Some(expected)) {
            self.unknown_tag(source);
        }
    }

    fn unknown_tag(&mut self, source: &granit_parser::Span) {
        let span = source.tag_span().map_or_else(|| span(source), |tag| span(&tag));
        let tag = &self.text[span.start as usize..span.end as usize];
        self.stream.problems.push(
            Problem::error(span, format!("the tag `{}` has no meaning here", shown(tag)))
                .help("take it out; if the text itself begins with `!`, put it in quotes"),
        );
    }

    fn syntax_error(&mut self, error: &granit_parser::ScanError) {
        let opened = self.open.iter().rev().find(|open| open.flow).map(|open| {
            let bracket = if matches!(open.kind, Kind::List { .. }) { '[' } else { '{' };
            Opened { span: open.span, bracket }
        });
        let problem = syntax::problem(self.text, error, opened, self.last_end, self.limits.depth);
        // After `*bold* text`, that text follows a repeat is no news.
        let before = &self.stream.problems[self.problems_before..];
        if before.last().is_none_or(|last| last.span.line != problem.span.line) {
            self.stream.problems.push(problem);
        }
    }

    fn end_document(&mut self) -> Result<(), Halt> {
        let comments = mem::take(&mut self.comments);
        if let Some(root) = self.root.take() {
            self.stream.documents.push(Document { root, index: self.index, comments });
        }
        self.close();
        if self.too_many_problems() { Err(Halt::Text) } else { Ok(()) }
    }

    fn abandon_document(&mut self) {
        self.root = None;
        self.open.clear();
        self.items.clear();
        self.entries.clear();
        self.comments.clear();
        self.close();
    }

    fn close(&mut self) {
        let problems = &mut self.stream.problems[self.problems_before..];
        if !problems.is_empty() {
            problems.sort_by_key(|problem| problem.span.start);
            self.stream.flawed.push(self.index);
        }
        self.problems_before = self.stream.problems.len();
        self.anchors.clear();
        self.index += 1;
    }

    /// Whether there are as many problems as anybody wants to read.
    fn too_many_problems(&self) -> bool {
        self.stream.problems.len() >= self.limits.problems
    }

    fn say_that_the_rest_is_unread(&mut self) {
        self.stream.problems.truncate(self.limits.problems);
        let span = self.stream.problems.last().map_or(Span::FIRST_LINE, |problem| problem.span);
        let message =
            format!("{} problems are enough: the rest of the file was not read", self.limits.problems);
        self.stream.problems.push(Problem::error(span, message));
    }
}

impl Extent {
    /// How much a copy of this node would make. Recursion is bounded by the limit on depth.
    fn of(node: &Node) -> Extent {
        let (key_bytes, children) = match &node.value {
            Value::Scalar(scalar) => return Extent { nodes: 1, bytes: scalar.text.len(), height: 0 },
            Value::List(items) => (0, items.iter().map(Extent::of).fold(Extent::default(), Extent::beside)),
            Value::Map(entries) => (
                entries.iter().map(|entry| entry.key.text.len()).sum(),
                entries.iter().map(|entry| Extent::of(&entry.value)).fold(Extent::default(), Extent::beside),
            ),
        };
        Extent { nodes: children.nodes + 1, bytes: children.bytes + key_bytes, height: children.height + 1 }
    }

    fn beside(self, other: Extent) -> Extent {
        Extent {
            nodes: self.nodes + other.nodes,
            bytes: self.bytes + other.bytes,
            height: self.height.max(other.height),
        }
    }

    /// Adds a copy of `more` to what was copied; a problem at `span` if that is beyond the limits.
    fn over(&mut self, more: Extent, limits: &Limits, span: Span) -> Option<Problem> {
        *self = self.beside(more);
        let excess = if self.nodes > limits.expansion {
            format!("{} values", limits.expansion)
        } else if self.bytes > limits.bytes {
            size(limits.bytes)
        } else {
            return None;
        };
        let message =
            format!("the anchors (`&`) and what is repeated by them (`*`) come to more than {excess}");
        Some(Problem::error(span, message).help("write out what is meant; the rest of the file was not read"))
    }
}

/// Takes a node for a key.
fn key(node: Node) -> Result<Key, Problem> {
    let (span, what) = (node.span, node.describe());
    match node.value {
        Value::Scalar(Scalar { text, plain: true }) if text.is_empty() => {
            Err(Problem::error(span, "a key is missing before this colon").expected("a key"))
        }
        Value::Scalar(Scalar { text, plain: true }) if &*text == "<<" => {
            Err(Problem::error(span, "blocks cannot be merged with `<<`")
                .help("write the keys out, or repeat a whole block with `key: *name`"))
        }
        Value::Scalar(Scalar { text, .. }) => Ok(Key { text, span }),
        Value::List(_) | Value::Map(_) => Err(Problem::error(span, format!("{what} cannot be a key"))
            .expected("a key of one word")
            .help("if a text begins with `{` or `[`, put it in quotes")),
    }
}

/// The entries whose key stands a second time, each with the number of the first such entry before its own.
fn duplicates(entries: &[Entry]) -> Vec<(usize, usize)> {
    // Below this, comparing each with each is quicker than hashing.
    const FEW: usize = 16;
    let mut found = Vec::new();
    if entries.len() <= FEW {
        for (number, entry) in entries.iter().enumerate() {
            let first = entries[..number].iter().position(|earlier| earlier.key.text == entry.key.text);
            found.extend(first.map(|first| (first, number)));
        }
    } else {
        let mut seen = HashMap::with_capacity(entries.len());
        for (number, entry) in entries.iter().enumerate() {
            let first = *seen.entry(&*entry.key.text).or_insert(number);
            if first != number {
                found.push((first, number));
            }
        }
    }
    found
}

/// A word of the file as it stands in a message: whole if short, else its beginning.
fn shown(word: &str) -> Cow<'_, str> {
    match word.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", &word[..end])),
        None => Cow::Borrowed(word),
    }
}
