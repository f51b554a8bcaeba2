//! The quotes of a proposal, each looked for in its file, and what is wrong with them.

use super::{FileText, Folded, NoText, Passage, Quoted, Texts, find, nearest};
use crate::document::{Problem, ProblemKind};
use crate::proposal::{Dictionary, Evidence, EvidenceState, Pointer, Proposal, Quote, QuoteState};
use crate::text;

/// Looks for every quote of a proposal, notes what was found, and says what is wrong. The text of a file is asked for only
/// where it is quoted.
pub fn look_up(
    proposal: &mut Proposal,
    dictionary: &Dictionary,
    evidence: &dyn Evidence,
    texts: &dyn Texts,
    effort: &mut Effort,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for number in 0..proposal.pointers().len() {
        let pointer = &proposal.pointers()[number];
        let Some(quote) = &pointer.quote else { continue };
        if effort.errors == 0 {
            problems.push(the_rest(quote));
            break;
        }
        let looked = Looker { evidence, texts, effort }.look(pointer, quote);
        effort.errors -= looked
            .problems
            .iter()
            .filter(|problem| problem.kind == ProblemKind::Error)
            .count()
            .min(effort.errors);
        let route = proposal.block_route(dictionary, pointer.at);
        problems.extend(looked.problems.into_iter().map(|problem| problem.fact(format!("{route}.evidence"))));
        proposal.note_quote(dictionary, number, looked.state);
    }
    problems
}

/// What came of looking for one quote.
#[derive(Default)]
struct Looked {
    state: QuoteState,
    problems: Vec<Problem>,
}

/// How much looking for the quotes of one file may cost: whatever it holds, the time stays bounded.
#[derive(Debug)]
pub struct Effort {
    /// How many letters of text are gone through.
    letters: u64,
    /// How many quotes that were not found are told.
    errors: usize,
}

impl Default for Effort {
    fn default() -> Effort {
        Effort { letters: 16 << 30, errors: 100 }
    }
}

/// To say what comes nearest to a quote takes so many times the work of looking for it.
const NEAREST_COSTS: u64 = 64;

impl Effort {
    /// Whether so many letters can still be gone through; they are counted then.
    fn take(&mut self, letters: u64) -> bool {
        let left = self.letters.checked_sub(letters);
        self.letters = left.unwrap_or(self.letters);
        left.is_some()
    }
}

/// Looks for quotes.
struct Looker<'a> {
    evidence: &'a dyn Evidence,
    texts: &'a dyn Texts,
    effort: &'a mut Effort,
}

impl Looker<'_> {
    fn look(&mut self, pointer: &Pointer, quote: &Quote) -> Looked {
        if Quoted::is_too_long(&quote.text) {
            return Looked::told(too_long(quote));
        }
        let quoted = Quoted::parse(&quote.text);
        let mut looked = match pointer.state {
            EvidenceState::Holds => match self.evidence.file(&pointer.target) {
                Some(path) => match &*self.texts.text(&path) {
                    Ok(text) => self.look_in(text, pointer, quote, &quoted),
                    Err(why) => Looked::told(without_text(pointer, quote, *why)),
                },
                None => Looked::told(without_text(pointer, quote, NoText::NoReader)),
            },
            EvidenceState::Url => Looked::told(of_page(quote)),
            EvidenceState::Unseen => Looked::told(without_folder(quote)),
            // What is wrong with the file has been told.
            _ => Looked::default(),
        };
        if !quoted.proves() {
            looked.problems.push(too_short(quote));
        }
        looked
    }

    fn look_in(&mut self, text: &Folded, pointer: &Pointer, quote: &Quote, quoted: &Quoted) -> Looked {
        if quoted.is_empty() {
            return Looked::default();
        }
        let length = text.letters().len() as u64;
        if !self.effort.take(length * quoted.parts() as u64) {
            return Looked::told(without_text(pointer, quote, NoText::TooMuch));
        }
        let pages = find(quoted, text);
        let Some(first) = pages.first() else {
            let near = self.effort.take(length * NEAREST_COSTS).then(|| nearest(&quote.text, text.text()));
            return Looked::missing(pointer, quote, text.text(), near.flatten());
        };
        Looked::found(pointer, quote, quoted, text.text().has_pages.then_some((&pages, *first)))
    }
}

impl Looked {
    /// Nothing but that something is wrong.
    fn told(problem: Problem) -> Looked {
        Looked { problems: vec![problem], ..Looked::default() }
    }

    /// Found on these pages, of which one is the first; or in a text without pages.
    fn found(pointer: &Pointer, quote: &Quote, quoted: &Quoted, pages: Option<(&[usize], usize)>) -> Looked {
        let proves = quoted.proves();
        let Some((pages, first)) = pages else {
            return Looked { state: QuoteState::Found { page: None, proves }, ..Looked::default() };
        };
        let wanted = wanted_pages(pointer);
        let is_wanted = |page: usize| wanted.is_some_and(|(from, to)| (from..=to).contains(&page));
        let page = 1 + *pages.iter().find(|page| is_wanted(**page + 1)).unwrap_or(&first);
        let is_elsewhere = wanted.is_some() && !is_wanted(page);
        Looked {
            state: QuoteState::Found { page: u32::try_from(page).ok(), proves },
            problems: is_elsewhere.then(|| on_other_page(pointer, quote, page)).into_iter().collect(),
        }
    }

    fn missing(pointer: &Pointer, quote: &Quote, text: &FileText, near: Option<Passage>) -> Looked {
        match text.mute.is_empty() {
            true => Looked {
                state: QuoteState::Missing,
                problems: vec![missing(pointer, quote, text.has_pages, near)],
            },
            // It may stand on a page that cannot be read: that is not known, and not denied.
            false => Looked::told(on_mute_page(pointer, quote, text)),
        }
    }
}

/// The topic of the warnings about quotes that nobody could look for.
const NOT_LOOKED_FOR: &str = "quote-not-looked-for";

/// The first and the last page that evidence names, beside its file or in its address; nothing where it names none by number.
fn wanted_pages(pointer: &Pointer) -> Option<(usize, usize)> {
    let beside = pointer.details.iter().find(|(key, _)| &**key == "page").map(|(_, page)| &**page);
    let inside = || pointer.target.split_once("#page=").map(|(_, page)| page);
    let page = beside.or_else(inside)?.trim();
    let (from, to) = page.split_once(['-', '–']).unwrap_or((page, page));
    Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
}

fn file(pointer: &Pointer) -> String {
    text::shorten(pointer.file(), 60)
}

fn missing(pointer: &Pointer, quote: &Quote, has_pages: bool, near: Option<Passage>) -> Problem {
    let problem = Problem::error(quote.span, format!("this quote does not stand in `{}`", file(pointer)))
        .expected("words of the file, as they stand there");
    match near {
        Some(passage) => {
            let page = match has_pages {
                true => format!(" on page {}", passage.page + 1),
                false => String::new(),
            };
            let near = text::visible(&passage.text).into_owned();
            problem.help(format!(
                "nearest to it stands{page}: “{near}”; copy the words, with `…` for what is left out between them"
            ))
        }
        None => problem
            .help("nothing like it stands there; name the file that has the words, or take the quote out"),
    }
}

fn on_mute_page(pointer: &Pointer, quote: &Quote, text: &FileText) -> Problem {
    let pages: Vec<String> = text.mute.iter().take(5).map(u32::to_string).collect();
    let more = text.mute.len().saturating_sub(pages.len());
    let noun = if text.mute.len() == 1 { "page" } else { "pages" };
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let pages = if more.is_empty() { text::join(&pages, "and") } else { pages.join(", ") };
    Problem::warning(
        quote.span,
        format!(
            "this quote was not found, and could not be looked for on {noun} {pages}{more} of `{}`, of which no text can be read",
            file(pointer)
        ),
    )
    .topic(NOT_LOOKED_FOR)
    .expected("words of a page whose text can be read")
    .help("a page that is a picture (a scan) has text once it went through text recognition (OCR)")
}

fn on_other_page(pointer: &Pointer, quote: &Quote, page: usize) -> Problem {
    Problem::warning(quote.span, format!("this quote stands on page {page} of `{}`", file(pointer)))
        .topic("quote-page")
        .expected(format!("`page: {page}` beside it"))
        .help("pages are counted from the first one of the file, whatever number is printed on them")
}

fn too_short(quote: &Quote) -> Problem {
    Problem::warning(quote.span, "this quote is so short that it proves nothing")
        .topic("quote-short")
        .expected("three words or more, of 12 letters or more together")
        .help("quote the whole sentence; a shorter one speaks for no fact under `--strict=quotes`")
}

fn too_long(quote: &Quote) -> Problem {
    Problem::error(quote.span, "this quote is longer than a quote can be")
        .expected("10,000 letters at most, in 20 parts at most")
        .help("quote the sentence that the fact rests on")
}

fn the_rest(quote: &Quote) -> Problem {
    Problem::error(quote.span, "the quotes from here on were not looked for")
        .help("mend the problems above first")
}

fn of_page(quote: &Quote) -> Problem {
    Problem::warning(quote.span, "this quote could not be looked for: pages of the web are not fetched")
        .topic(NOT_LOOKED_FOR)
        .expected("a quote from a file")
        .help("save the page beside the proposal and name the file, and its address in `note`")
}

fn without_folder(quote: &Quote) -> Problem {
    Problem::warning(
        quote.span,
        "this quote could not be looked for: a text on standard input has no folder to look in",
    )
    .topic(NOT_LOOKED_FOR)
    .help("`--stdin-path` says where the text stands")
}

/// That a file gives no text, and what to do about it.
fn without_text(pointer: &Pointer, quote: &Quote, why: NoText) -> Problem {
    let file = file(pointer);
    let (why, help) = match why {
        NoText::Scan => (
            format!("`{file}` is a scan: pictures of pages, without text"),
            "let text recognition (OCR) put the text in, or quote a file that has one",
        ),
        NoText::Locked => (
            format!("`{file}` opens with a password only"),
            "save a copy without a password beside the proposal",
        ),
        NoText::OtherKind => (
            format!("`{file}` is no file of a kind whose text is read"),
            "text is read from PDF, DOCX, HTML, Markdown and plain text",
        ),
        NoText::TooLarge => (
            format!("`{file}` is too large, or holds too much text"),
            "quote a copy of the pages that matter",
        ),
        NoText::Broken => (
            format!("no text can be got out of `{file}`"),
            "open it to see whether it is whole, and save it anew",
        ),
        NoText::TooMuch => (
            format!("reading `{file}` took too much time or memory"),
            "quote a copy of the pages that matter",
        ),
        NoText::NoReader => (
            format!("nothing here reads the text of `{file}`"),
            "the program `quorate` reads the text of files",
        ),
    };
    Problem::warning(quote.span, format!("this quote could not be looked for: {why}"))
        .topic(NOT_LOOKED_FOR)
        .expected("a file whose text can be read")
        .help(help)
}
