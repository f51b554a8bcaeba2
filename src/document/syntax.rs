//! What the parser says about broken YAML, in the words of a person who writes proposals.
//!
//! The parser names the place at which it could not go on. Where the cause lies before it (a quote or a bracket that
//! was never closed), the problem is put at the cause.

use granit_parser::{ErrorKind, ScanError};

use super::mark::{byte, range};
use super::{Problem, Span, place};

/// The innermost bracket that is still open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened {
    pub span: Span,
    pub bracket: char,
}

/// Lists or blocks go deeper than the limit.
pub(super) fn too_deep(span: Span, depth: usize) -> Problem {
    Problem::error(span, format!("lists and blocks are nested more than {depth} levels deep"))
        .help("check the indentation and the brackets before this place")
}

/// Turns an error of the parser into a problem.
///
/// `last_end` is where the last thing that was read whole ended: the cause is not before it.
pub(super) fn problem(
    text: &str,
    error: &ScanError,
    opened: Option<Opened>,
    last_end: usize,
    depth: usize,
) -> Problem {
    let mark = *error.marker();
    let offset = byte(mark);
    let here = Span { end: next_char(text, offset) as u32, ..range(mark, mark) };
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return too_deep(here, depth);
    }
    if let Some(tab) = tab_at_fault(text, error.kind(), offset) {
        return tab_problem(text, here, tab);
    }
    if let ErrorKind::UnclosedFlowCollection { open } = error.kind() {
        return unclosed_bracket(here, *open);
    }
    if let Some(quote) = unclosed_quote(text, error.kind(), here, last_end) {
        return quote;
    }
    if let Some(opened) = opened.filter(|opened| opened.span.line < here.line)
        && is_about_brackets(error.kind())
    {
        return unclosed_bracket(opened.span, opened.bracket)
            .related(here, "this does not fit inside the bracket");
    }
    described(text, error.kind(), here, last_end)
}

fn described(text: &str, kind: &ErrorKind, here: Span, last_end: usize) -> Problem {
    let offset = here.start as usize;
    let (line_start, line_end) = place::line_around(text, offset);
    let line = &text[line_start..line_end];
    let indent = line.len() - line.trim_start().len();
    let first = place::near(text, here, line_start + indent, line_start + indent.max(line.trim_end().len()));
    let begins_in_line = last_end > line_start + indent;
    let error = |span: Span, message: &str, help: &str| Problem::error(span, message).help(help);
    if let Some(cut) = cut_in_braces(text, offset) {
        return error(
            place::near(text, here, cut, cut + 1),
            "` #` begins a comment, and hides the end of these braces",
            "put the text that the `#` belongs to in quotes",
        );
    }
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement
            if line_start + indent < offset && !line[..offset - line_start].contains(": ") =>
        {
            error(
                first,
                "this key does not fit here",
                "begin it in the same column as its neighbours, and see that the line before has its `:`",
            )
        }
        ErrorKind::MappingValueNotAllowed => error(
            here,
            "`: ` stands inside a text that is not in quotes",
            "put the whole text in quotes",
        ),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::InvalidIndentation
            if begins_in_line && last_end < offset =>
        {
            error(here, "the value ended before this place", "put the whole text in quotes")
        }
        ErrorKind::ExpectedBlockMappingKey if line[indent..].starts_with("- ") || &line[indent..] == "-" => error(
            first,
            "an item of a list stands where a key is expected",
            "begin the `-` in the same column as the other items, or under the key whose list it belongs to",
        )
        .expected("a key"),
        ErrorKind::ExpectedBlockSequenceEntry => error(
            first,
            "this is not in line with the list above",
            "begin it with `- ` in the column of the list, or in the column of the keys that it belongs to",
        )
        .expected("an item of the list"),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => error(
            first,
            "this line is not in line with what stands above",
            "begin it in the same column as the keys of its block",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => error(
            first,
            "this line has no `:` after its key",
            "write `key: value`; a text that goes on from the line above is indented more than its key",
        ),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => error(
            here,
            &format!("a control character (U+{:04X}) is in the text", u32::from(*character)),
            "take it out",
        ),
        ErrorKind::UnexpectedCharacter { character } => {
            error(here, &format!("a text cannot begin with `{character}`"), "put the text in quotes")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => error(
            here,
            "the quotes are closed before this place",
            "write an apostrophe inside single quotes as two (''), or use double quotes",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => error(
            here,
            "the quotes are closed before this place",
            "write a double quote inside double quotes as \\\", or use single quotes",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => error(
            unknown_escape(text, here).unwrap_or(here),
            "a backslash inside double quotes begins no letter that is known",
            "write \\\\ for a backslash, or use single quotes",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => error(
            here,
            "an item of a list cannot begin here",
            "begin each `- ` on a line of its own; a text that begins with `-` goes in quotes",
        ),
        ErrorKind::CommentInterceptedScalar => error(
            here,
            "a comment interrupts a text that goes on in the next line",
            "move the comment to a line before the text; if `#` belongs to the text, put the text in quotes",
        ),
        ErrorKind::CommentNotSeparated => error(here, "a comment needs a space before its `#`", "put a space there"),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => error(
            here,
            "after `|` or `>` the text begins on the next line",
            "begin the text on the next line, indented; a text that begins with `|` or `>` goes in quotes",
        ),
        ErrorKind::InvalidBlockScalarIndent => error(
            first,
            "this line of the text is indented less than the first",
            "indent all lines of the text alike",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => {
            error(here, "this bracket closes nothing", "take it out, or put the text in quotes")
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => error(
            here,
            &format!("`{open}` is closed with `{close}`"),
            &format!("close it with `{}`", closing(*open)),
        ),
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => error(
            here,
            "a comma or a closing bracket is missing before this place",
            "put commas between the keys, and texts with `,` `:` `[` or `{` in quotes",
        )
        .expected("`,` or a closing bracket"),
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::UnexpectedEofFlowSequence => error(
            here,
            "a comma or a closing bracket is missing before this place",
            "put commas between the items, and texts with `,` `:` `[` or `{` in quotes",
        )
        .expected("`,` or `]`"),
        ErrorKind::MissingAnchorOrAliasName => error(
            here,
            "`&` and `*` name a block to be repeated, and no name follows",
            "if the text itself begins with `&` or `*`, put it in quotes",
        ),
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte => {
            error(here, "a text cannot begin with `!`", "put the text in quotes")
        }
        ErrorKind::BomInsideDocument => error(
            here,
            "an invisible byte order mark (U+FEFF) is in the text",
            "take it out; it often comes from joining files",
        ),
        ErrorKind::ExpectedDocumentStart if text[..offset].trim_start().starts_with('%') => error(
            here,
            "a line that begins with `%` is followed by something else than `---`",
            "a text that begins with `%` goes in quotes",
        )
        .expected("`---`"),
        ErrorKind::ExpectedDocumentStart | ErrorKind::InvalidDocumentEnd => error(
            here,
            "the document ended before this place",
            "begin another document with `---`, or see that this line is indented as it should be",
        ),
        other => error(
            here,
            &format!("this cannot be read as YAML: {other}"),
            "if it is text, put it in quotes",
        ),
    }
}

fn unclosed_bracket(span: Span, bracket: char) -> Problem {
    Problem::error(span, format!("this `{bracket}` is never closed"))
        .help(format!("close it with `{}`; if it begins a text, put the text in quotes", closing(bracket)))
}

fn closing(bracket: char) -> char {
    if bracket == '[' { ']' } else { '}' }
}

fn is_about_brackets(kind: &ErrorKind) -> bool {
    use ErrorKind::*;
    matches!(
        kind,
        InvalidColonPlacement
            | ExpectedFlowMappingSeparator
            | ExpectedFlowSequenceSeparator
            | UnexpectedEofFlowMapping
            | UnexpectedEofFlowSequence
            | UnexpectedEofImplicitFlowMapping
            | InvalidFlowScalarIndent
            | InvalidIndentation
            | BlockEntryInFlowCollection
            | SimpleKeyExpected
            | InvalidSimpleKey
            | MappingValueNotAllowed
    )
}

/// A quote that was opened and, before the text went wrong, not closed.
fn unclosed_quote(text: &str, kind: &ErrorKind, here: Span, last_end: usize) -> Option<Problem> {
    let offset = here.start as usize;
    let at = match kind {
        ErrorKind::UnclosedQuotedScalar if text[offset..].starts_with(['"', '\'']) => offset,
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => last_opened_quote(text, last_end, offset)?,
        _ => return None,
    };
    let quote = &text[at..at + 1];
    Some(
        Problem::error(place::near(text, here, at, at + 1), format!("this {quote} is never closed"))
            .help("close it at the end of the text; lines that continue a quoted text are indented"),
    )
}

/// The quote that is open at `to`, read from `from`, where none is.
fn last_opened_quote(text: &str, from: usize, to: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[..to];
    let mut at = from.min(to);
    let mut open = None;
    // An apostrophe within a word opens nothing.
    let mut word = false;
    while at < to {
        let byte = bytes[at];
        match open {
            None if !word && (byte == b'"' || byte == b'\'') => open = Some(at),
            Some(start) if bytes[start] == b'"' && byte == b'\\' => at += 1,
            Some(start) if bytes[start] == byte => (open, word) = (None, true),
            Some(_) => {}
            None => word = !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b','),
        }
        at += 1;
    }
    open
}

/// The tab that broke the text: one among the white space with which the line begins, or else, where the parser
/// speaks of a tab, the nearest one.
fn tab_at_fault(text: &str, kind: &ErrorKind, offset: usize) -> Option<usize> {
    let (start, end) = place::line_around(text, offset);
    let line = &text[start..end];
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    if let Some(tab) = line[..indent].find('\t') {
        return Some(start + tab);
    }
    use ErrorKind::*;
    let is_about_tabs = matches!(
        kind,
        TabNotAllowed
            | TabInBlockIndentation
            | TabInIndentation
            | TabInPlainScalar
            | TabAtBlockScalarStart
            | InvalidBlockEntryWhitespace
            | InvalidMappingValueWhitespace
    );
    let nearest = || {
        let before = text[start..offset].rfind('\t').map(|tab| start + tab);
        before.or_else(|| text[offset..].find('\t').map(|tab| offset + tab))
    };
    is_about_tabs.then(nearest).flatten()
}

fn tab_problem(text: &str, here: Span, tab: usize) -> Problem {
    let (start, _) = place::line_around(text, tab);
    let indents = text[start..tab].trim_start_matches([' ', '\t']).is_empty();
    let message = if indents { "a tab is used for indentation" } else { "a tab cannot stand here" };
    Problem::error(place::near(text, here, tab, tab + 1), message)
        .expected("spaces")
        .help("indent with spaces; most editors can turn tabs into spaces")
}

/// The first backslash after the quote at `here` that begins no escape.
fn unknown_escape(text: &str, here: Span) -> Option<Span> {
    let quote = here.start as usize;
    let mut letters = text[quote..].char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter != '\\' {
            continue;
        }
        let hex = match letters.next()?.1 {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N'
            | '_' | 'L' | 'P' | '\n' | '\r' => continue,
            _ => return Some(place::near(text, here, quote + at, quote + at + 1)),
        };
        let digits = text.get(quote + at + 2..quote + at + 2 + hex);
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if code.and_then(char::from_u32).is_none() {
            return Some(place::near(text, here, quote + at, quote + at + 1));
        }
    }
    None
}

fn next_char(text: &str, offset: usize) -> usize {
    text[offset..].chars().next().map_or(offset, |letter| offset + letter.len_utf8())
}
/// The `#` that cuts a text in braces, in the line of a mistake or the one before: braces or brackets are opened before it, and
/// what closes them stands behind it.
fn cut_in_braces(text: &str, offset: usize) -> Option<usize> {
    let (line_start, _) = place::line_around(text, offset);
    let before = line_start.checked_sub(1).map(|end| place::line_around(text, end).0);
    let lines = [Some(line_start), before]
        .into_iter()
        .flatten()
        .map(|start| (start, place::line_around(text, start).1));
    let cut = |(start, end): (usize, usize)| {
        let line = &text[start..end];
        let at = line.find(" #")? + 1;
        let opened = line[..at].matches(['{', '[']).count() > line[..at].matches(['}', ']']).count();
        (opened && line[at..].contains(['}', ']'])).then_some(start + at)
    };
    lines.into_iter().find_map(cut)
}
