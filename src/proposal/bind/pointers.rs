//! Evidence in a block: the pointers, and what is wrong with those that do not hold.

use super::Binder;
use super::quotes::SPEAKS_FOR;
use crate::document::{Entry, Node, Problem, Span, Value};
use crate::proposal::value::Backing;
use crate::proposal::words::{Meaning, meaning};
use crate::proposal::{BlockRoute, EvidenceState, Pointer, Quote};
use crate::text;

/// The keys of evidence that is a block: where it points to, and where in that it is found.
const KEYS: &[&str] = &["file", "url", "page", "date", "note", "quote", SPEAKS_FOR];

/// So many pieces of evidence need more than one document: a convention. A small proposal may rest on one meeting.
const MANY: usize = 10;

/// A pointer that was looked at, and where else it stands.
pub(super) struct Looked {
    state: EvidenceState,
    /// How the warning that tells what is wrong with it is mended, and the number of that warning.
    told: Option<(usize, &'static str)>,
    /// Where else it stands, the first few lines.
    lines: Vec<u32>,
    /// In how many lines more.
    more: usize,
}

impl Looked {
    const MOST_LINES: usize = 5;

    fn also_in(&mut self, line: u32) {
        if self.lines.len() < Looked::MOST_LINES { self.lines.push(line) } else { self.more += 1 }
    }

    fn help(&self, help: &str) -> String {
        let lines: Vec<String> = self.lines.iter().map(u32::to_string).collect();
        let noun = if lines.len() == 1 { "line" } else { "lines" };
        match (&lines[..], self.more) {
            ([], _) => help.to_owned(),
            (_, 0) => format!("{help}; also named in {noun} {}", text::join(&lines, "and")),
            (_, more) => format!("{help}; also named in {noun} {} and {more} more", lines.join(", ")),
        }
    }
}

impl Binder<'_> {
    /// What a block's own `evidence:` is worth; what is wrong with it is told.
    pub(super) fn evidence_of(&mut self, entries: &[Entry], at: BlockRoute) -> Backing {
        let Some(entry) = entries.iter().find(|e| &*e.key.text == "evidence") else {
            return Backing::Nothing;
        };
        if at.is_root() {
            self.tell(entry.key.span, "evidence", || {
                Problem::error(entry.key.span, "evidence cannot stand for a whole proposal")
                    .expected("evidence inside a block or a record")
                    .help("move it into the block whose facts it supports")
            });
            return Backing::Nothing;
        }
        let items: &[Node] = match &entry.value.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(&entry.value),
        };
        // Each is looked at, also behind one that holds: what is wrong with it is told.
        items.iter().map(|item| self.one_evidence(item, at)).max().unwrap_or_default()
    }

    fn one_evidence(&mut self, item: &Node, at: BlockRoute) -> Backing {
        match &item.value {
            Value::Scalar(scalar) => self.pointer(&scalar.text, item, at, None),
            Value::Map(entries) => self.evidence_block(item, entries, at),
            Value::List(_) => {
                self.tell(item.span, "evidence", || {
                    Problem::error(item.span, "evidence is a file, a URL or a list of these")
                        .expected("a file or a URL")
                });
                Backing::Nothing
            }
        }
    }

    fn evidence_block(&mut self, item: &Node, entries: &[Entry], at: BlockRoute) -> Backing {
        for entry in entries {
            let key = &*entry.key.text;
            if !KEYS.contains(&key) {
                self.tell(entry.key.span, "evidence", || {
                    Problem::error(
                        entry.key.span,
                        format!("evidence has no key `{}`", text::shorten(key, 40)),
                    )
                    .expected(format!("one of {}", text::one_of(KEYS.iter().copied())))
                });
            } else if key != SPEAKS_FOR && entry.value.text().is_none() {
                self.tell(entry.value.span, "evidence", || {
                    let found = entry.value.describe();
                    Problem::error(
                        entry.value.span,
                        format!("`{key}` is a single value, and this is {found}"),
                    )
                    .expected("a single value")
                });
            }
        }
        match item.get("file").or_else(|| item.get("url")) {
            Some(node) => {
                let quote = self.quote_of(item, at);
                node.text().map(|pointer| self.pointer(pointer, item, at, quote)).unwrap_or_default()
            }
            None => {
                self.tell(item.span, "evidence", || {
                    Problem::error(item.span, "this evidence points nowhere").expected("a `file` or a `url`")
                });
                Backing::Nothing
            }
        }
    }

    /// What a pointer evidences.
    fn pointer(&mut self, pointer: &str, item: &Node, at: BlockRoute, quote: Option<Quote>) -> Backing {
        let pointer = pointer.trim();
        // A line left blank, to be filled in later, evidences nothing.
        if matches!(meaning(pointer), Some(Meaning::Unknown | Meaning::No)) {
            return Backing::Nothing;
        }
        let state = self.look(pointer, item.span);
        let (target, details) = (pointer.into(), details(item));
        self.pointers.push(Pointer { at, target, details, state, quote, span: item.span });
        Backing::from(state)
    }

    /// What a pointer is worth. Each is looked at once; a doubt about it is told where it first stands.
    fn look(&mut self, pointer: &str, span: Span) -> EvidenceState {
        if let Some(looked) = self.looked.get_mut(pointer) {
            looked.also_in(span.line);
            return looked.state;
        }
        let state = self.evidence.look(pointer);
        let told = state.kind().is_none().then(|| {
            let mut help = "";
            let number = self.warn(span, "evidence", || {
                let (problem, mend) = wrong_pointer(pointer, state, span);
                help = mend;
                problem
            });
            number.map(|number| (number, help))
        });
        self.looked
            .insert(pointer.into(), Looked { state, told: told.flatten(), lines: Vec::new(), more: 0 });
        state
    }

    /// Where all evidence is one file, that is told, once for the proposal: a page or a quote says where in it to look.
    pub(super) fn tell_one_file_for_all(&mut self) {
        let [first, rest @ ..] = &self.pointers[..] else { return };
        let place_in_it = |pointer: &Pointer| {
            (pointer.target.find('#').map(|at| pointer.target[at..].to_owned()), pointer.details.clone())
        };
        let is_like_the_first = |pointer: &Pointer| {
            pointer.state == first.state
                && pointer.quote.is_none()
                && place_in_it(pointer) == place_in_it(first)
        };
        let many = self.pointers.len();
        if many < MANY || first.state.kind().is_none() || !self.pointers.iter().all(is_like_the_first) {
            return;
        }
        // It may be written in several ways.
        let file = |pointer: &Pointer| self.evidence.file(&pointer.target);
        let (name, path) = (first.file().to_owned(), file(first));
        let is_same = |pointer: &Pointer| pointer.file() == name || (path.is_some() && file(pointer) == path);
        if !rest.iter().all(is_same) {
            return;
        }
        let (span, what) = (first.span, if path.is_some() { "file" } else { "page" });
        self.warn(span, "evidence", || {
            let shown = text::shorten(&name, 60);
            Problem::warning(span, format!("all {many} pieces of evidence point to one {what}, `{shown}`"))
                .topic("evidence-one-file")
                .expected("the document that shows each")
                .help("name beside each block the document that shows it, or where in this one: `{file: …, page: 3}`")
        });
    }

    /// A file that many blocks point to is told once, with the lines of the others.
    pub(super) fn say_where_doubts_stand(&mut self) {
        for looked in self.looked.values() {
            if let Some((number, help)) = looked.told
                && let Some(problem) = self.told.get_mut(number)
            {
                problem.help = Some(looked.help(help));
            }
        }
    }
}

/// What is said of a piece of evidence beside where it is.
fn details(item: &Node) -> Vec<(Box<str>, Box<str>)> {
    let where_it_is = if item.get("file").is_some() { "file" } else { "url" };
    let beside = item.entries().iter().filter(|entry| &*entry.key.text != where_it_is);
    let mut details: Vec<_> =
        beside.filter_map(|entry| Some((entry.key.text.clone(), said(&entry.value)?))).collect();
    details.sort_unstable();
    details
}

/// A single value, or those of a list in words.
fn said(value: &Node) -> Option<Box<str>> {
    let Value::List(items) = &value.value else { return value.text().map(Into::into) };
    let items: Vec<&str> = items.iter().filter_map(Node::text).collect();
    Some(items.join(", ").into())
}

/// What is wrong with evidence that does not hold, and what to do about it.
fn wrong_pointer(pointer: &str, state: EvidenceState, span: Span) -> (Problem, &'static str) {
    let shown = text::shorten(pointer, 60);
    let (topic, message, expected, help) = match state {
        EvidenceState::Outside => (
            "evidence-outside",
            format!("`{shown}` leaves the folder of the proposal, and evidences nothing"),
            "a path inside the proposal's folder".to_owned(),
            "copy the document beside the proposal, or give its URL",
        ),
        EvidenceState::Backslashes => (
            "evidence-backslashes",
            format!("`{shown}` has backslashes between its folders, and evidences nothing"),
            format!("`{}`", shown.replace('\\', "/")),
            "write `/` between folders: it works on every system",
        ),
        EvidenceState::Empty => (
            "evidence-empty",
            format!("the file `{shown}` is empty"),
            "a file with something in it".to_owned(),
            "an empty file evidences nothing",
        ),
        EvidenceState::NoFile => (
            "evidence-no-file",
            format!("`{shown}` is no file, and evidences nothing"),
            "a file, or a URL".to_owned(),
            "name one document in it",
        ),
        EvidenceState::Unreadable => (
            "evidence-unreadable",
            format!("the file `{shown}` cannot be read"),
            "a file that you may read".to_owned(),
            "until it can be read, the facts beside it count as claimed, not as evidenced",
        ),
        EvidenceState::Itself => (
            "evidence-itself",
            format!("`{shown}` is the proposal itself, which evidences nothing that it says"),
            "another document".to_owned(),
            "point to what was there before the proposal: minutes, a letter, a budget",
        ),
        EvidenceState::Claim => (
            "evidence-claim",
            format!("`{shown}` is a proposal too, which evidences nothing"),
            "another document".to_owned(),
            "a proposal claims, and so does its copy: point to minutes, a letter, a budget",
        ),
        EvidenceState::NoPage => (
            "evidence-no-page",
            format!("`{shown}` is the address of no page, and evidences nothing"),
            "a URL such as `https://example.org/minutes.pdf`".to_owned(),
            "an address begins with `https://`, names a host that others can reach and has no spaces",
        ),
        EvidenceState::Missing | EvidenceState::Holds | EvidenceState::Url | EvidenceState::Unseen => (
            "evidence-missing",
            format!("there is no file `{shown}` beside the proposal"),
            "a file that exists, or a URL".to_owned(),
            "until it is there, the facts beside it count as claimed, not as evidenced",
        ),
    };
    (Problem::warning(span, message).topic(topic).expected(expected), help)
}
