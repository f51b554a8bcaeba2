//! Evidence in a block: the pointers, and what is wrong with those that do not hold.

use super::Binder;
use crate::document::{Entry, Node, Problem, Span, Value};
use crate::proposal::words::{Meaning, meaning};
use crate::proposal::{BlockRoute, EvidenceState, Pointer};
use crate::text;

/// The keys of evidence that is a block: where it points to, and where in that it is found.
const KEYS: &[&str] = &["file", "url", "page", "date", "note"];
/// Warnings about pointers, by what is wrong with them.
const MISSING: &str = "evidence-missing";
const EMPTY: &str = "evidence-empty";

/// A pointer that does not hold, told where it first stands.
pub(super) struct Doubt {
    pointer: String,
    state: EvidenceState,
    /// The number of the problem that tells it.
    problem: usize,
    help: &'static str,
    /// Where else it stands, the first few lines.
    lines: Vec<u32>,
    /// In how many lines more.
    more: usize,
}

impl Doubt {
    const MOST_LINES: usize = 5;

    fn also_in(&mut self, line: u32) {
        if self.lines.len() < Doubt::MOST_LINES { self.lines.push(line) } else { self.more += 1 }
    }

    fn help(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(u32::to_string).collect();
        let noun = if lines.len() == 1 { "line" } else { "lines" };
        match (&lines[..], self.more) {
            ([], _) => self.help.to_owned(),
            (_, 0) => format!("{}; also named in {noun} {}", self.help, text::join(&lines, "and")),
            (_, more) => format!("{}; also named in {noun} {} and {more} more", self.help, lines.join(", ")),
        }
    }
}

impl Binder<'_> {
    /// Whether a block's own `evidence:` holds; what is wrong with it is told.
    pub(super) fn evidence_of(&mut self, entries: &[Entry], at: BlockRoute) -> bool {
        let Some(entry) = entries.iter().find(|e| &*e.key.text == "evidence") else { return false };
        if at.is_root() {
            self.tell(entry.key.span, "evidence", || {
                Problem::error(entry.key.span, "evidence cannot stand for a whole proposal")
                    .expected("evidence inside a block or a record")
                    .help("move it into the block whose facts it supports")
            });
            return false;
        }
        let items: &[Node] = match &entry.value.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(&entry.value),
        };
        // Each is looked at, also behind one that holds: what is wrong with it is told.
        items.iter().filter(|item| self.one_evidence(item, at)).count() > 0
    }

    fn one_evidence(&mut self, item: &Node, at: BlockRoute) -> bool {
        match &item.value {
            Value::Scalar(scalar) => self.pointer(&scalar.text, item, at),
            Value::Map(entries) => self.evidence_block(item, entries, at),
            Value::List(_) => {
                self.tell(item.span, "evidence", || {
                    Problem::error(item.span, "evidence is a file, a URL or a list of these")
                        .expected("a file or a URL")
                });
                false
            }
        }
    }

    fn evidence_block(&mut self, item: &Node, entries: &[Entry], at: BlockRoute) -> bool {
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
            } else if entry.value.text().is_none() {
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
            Some(node) => node.text().is_some_and(|pointer| self.pointer(pointer, item, at)),
            None => {
                self.tell(item.span, "evidence", || {
                    Problem::error(item.span, "this evidence points nowhere").expected("a `file` or a `url`")
                });
                false
            }
        }
    }

    /// Whether what is pointed to is there.
    fn pointer(&mut self, pointer: &str, item: &Node, at: BlockRoute) -> bool {
        // A line left blank, to be filled in later, evidences nothing.
        if matches!(meaning(pointer), Some(Meaning::Unknown | Meaning::No)) {
            return false;
        }
        let state = self.look(pointer, item.span);
        let (target, details) = (pointer.into(), details(item));
        self.pointers.push(Pointer { at, target, details, state, span: item.span });
        state == EvidenceState::Holds
    }

    /// What a pointer is worth; a doubt about it is told where it first stands.
    fn look(&mut self, pointer: &str, span: Span) -> EvidenceState {
        if let Some(doubt) = self.doubts.iter_mut().find(|doubt| doubt.pointer == pointer) {
            doubt.also_in(span.line);
            return doubt.state;
        }
        let state = self.evidence.look(pointer);
        if !matches!(state, EvidenceState::Holds | EvidenceState::Unseen) && self.told.has_room_for(span) {
            let (problem, help) = wrong_pointer(pointer, state, span);
            let (pointer, problem_number) = (pointer.to_owned(), self.told.next());
            self.tell(span, "evidence", || problem);
            self.doubts.push(Doubt {
                pointer,
                state,
                problem: problem_number,
                help,
                lines: Vec::new(),
                more: 0,
            });
        }
        state
    }

    /// A file that many blocks point to is told once, with the lines of the others.
    pub(super) fn say_where_doubts_stand(&mut self) {
        for doubt in &self.doubts {
            if let Some(problem) = self.told.get_mut(doubt.problem) {
                problem.help = Some(doubt.help());
            }
        }
    }
}

/// What is said of a piece of evidence beside where it is.
fn details(item: &Node) -> Vec<(Box<str>, Box<str>)> {
    let where_it_is = if item.get("file").is_some() { "file" } else { "url" };
    let beside = item.entries().iter().filter(|entry| &*entry.key.text != where_it_is);
    let mut details: Vec<_> =
        beside.filter_map(|entry| Some((entry.key.text.clone(), entry.value.text()?.into()))).collect();
    details.sort_unstable();
    details
}

/// What is wrong with evidence that does not hold, and what to do about it.
fn wrong_pointer(pointer: &str, state: EvidenceState, span: Span) -> (Problem, &'static str) {
    let shown = text::shorten(pointer, 60);
    match state {
        EvidenceState::Outside => (
            Problem::error(span, format!("`{shown}` leaves the folder of the proposal"))
                .expected("a path inside the proposal's folder"),
            "copy the document beside the proposal, or give its URL",
        ),
        EvidenceState::Backslashes => (
            Problem::error(span, format!("`{shown}` has backslashes between its folders"))
                .expected(format!("`{}`", shown.replace('\\', "/"))),
            "write `/` between folders: it works on every system",
        ),
        EvidenceState::Empty => (
            Problem::warning(span, format!("the file `{shown}` is empty"))
                .topic(EMPTY)
                .expected("a file with something in it"),
            "an empty file evidences nothing",
        ),
        _ => (
            Problem::warning(span, format!("there is no file `{shown}` beside the proposal"))
                .topic(MISSING)
                .expected("a file that exists, or a URL"),
            "until it is there, the facts beside it count as claimed, not as evidenced",
        ),
    }
}
