//! Problems as people read them: the message, the place, the line itself, what to do.
//!
//! Files come from strangers, so nothing of them reaches a terminal as it is: control characters, which could move the
//! cursor or turn the reading direction, are made visible, here and nowhere else.

use std::borrow::Cow;
use std::fmt::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

pub use super::style::Style;
use crate::document::{Problem, ProblemKind, Span};
use crate::text::picture;
pub use crate::text::{is_control, visible};

/// Draws problems of one file one after the other, each with the line it is in.
///
/// `text` is the decoded text to which the spans refer. Where a span does not lie in it (the file could not be decoded)
/// the place is given without the line. Empty where there are no problems; ends with a line break otherwise.
pub fn render(path: &str, text: &str, problems: &[Problem], style: Style) -> String {
    let base = if style.color { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let renderer = base.decor_style(decor).term_width(style.width.max(40));
    let path = visible(path);
    let mut out = String::new();
    for problem in problems {
        out.push_str(&renderer.render(&groups(&path, text, problem, style.width)));
        out.push_str("\n\n");
    }
    out.pop();
    if style.unicode { out } else { out.replace('…', "...") }
}

/// A problem in one line: `path:line:col: error: message (expected …)`.
pub fn one_line(path: &str, problem: &Problem) -> String {
    let Span { line, column, .. } = problem.span;
    let kind = match problem.kind {
        ProblemKind::Error => "error",
        ProblemKind::Warning => "warning",
    };
    let mut out = format!("{}:{line}:{column}: {kind}: {}", visible(path), visible(&problem.message));
    if let Some(expected) = expectation(problem) {
        // Writing to a text cannot fail.
        let _ = write!(out, " ({expected})");
    }
    out
}

fn expectation(problem: &Problem) -> Option<String> {
    (!problem.expected.is_empty()).then(|| format!("expected {}", visible(&problem.expected)))
}

fn groups<'a>(path: &'a str, text: &str, problem: &'a Problem, width: usize) -> Vec<Group<'a>> {
    let level = match problem.kind {
        ProblemKind::Error => Level::ERROR,
        ProblemKind::Warning => Level::WARNING,
    };
    let label = expectation(problem);
    let group = Group::with_title(level.primary_title(visible(&problem.message)));
    let group = match excerpt(path, text, problem.span, label.clone(), width) {
        Some(snippet) => group.element(snippet),
        None => {
            group.element(origin(path, problem.span)).elements(label.map(|label| Level::NOTE.message(label)))
        }
    };
    let help = problem.help.as_deref().map(|help| Level::HELP.message(visible(help)));
    let mut groups = vec![group.elements(help)];
    if let Some((span, what)) = &problem.related {
        let group = Group::with_title(Level::NOTE.secondary_title(visible(what)));
        groups.push(match excerpt(path, text, *span, None, width) {
            Some(snippet) => group.element(snippet),
            None => group.element(origin(path, *span)),
        });
    }
    groups
}

fn origin(path: &str, span: Span) -> Origin<'_> {
    Origin::path(path).line(span.line as usize).char_column(span.column as usize)
}

/// The line around a place with the place marked in it; `None` where the span is not in the text, or is so far out in
/// an endless line that the line tells nothing.
///
/// The renderer counts line and column itself, so it gets one line, whole up to the place and letter for letter; it is
/// also the one that trims the line to the width.
fn excerpt<'a>(
    path: &'a str,
    text: &str,
    span: Span,
    label: Option<String>,
    width: usize,
) -> Option<Snippet<'a, Annotation<'a>>> {
    const FARTHEST: usize = 16 << 10;
    if text.is_empty() {
        return None;
    }
    let (start, end) = (span.start as usize, span.end as usize);
    let (before, after) = (text.get(..start)?, text.get(start..)?);
    let is_break = ['\n', '\r'];
    let before = &before[before.rfind(is_break).map_or(0, |at| at + 1)..];
    if before.len() > FARTHEST {
        return None;
    }
    let after = after.split(is_break).next().unwrap_or_default();
    // More than fits the width in any case, since some letters take no width at all.
    let after = after.char_indices().nth(4 * width).map_or(after, |(cut, _)| &after[..cut]);
    // A block over several lines is marked in its first.
    let inside = after.get(..end.saturating_sub(start)).unwrap_or(after).trim_end();
    let mut line = letter_for_letter(before);
    let from = line.len();
    line.push_str(&letter_for_letter(inside));
    let to = line.len();
    line.push_str(&letter_for_letter(&after[inside.len()..]));
    let annotation = AnnotationKind::Primary.span(from..to).label(label.map(Cow::Owned));
    Some(Snippet::source(line).path(path).line_start(span.line as usize).annotation(annotation))
}

/// A piece of a line, made visible without a change in its number of letters. Tabs stay: the renderer knows their
/// width.
fn letter_for_letter(piece: &str) -> String {
    let shown = |letter| match letter {
        '\t' => '\t',
        '\0'..='\x7F' => picture(letter).unwrap_or(letter),
        _ if is_control(letter) => char::REPLACEMENT_CHARACTER,
        _ => letter,
    };
    piece.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, parse};
    use crate::text::picture;
    pub use crate::text::{is_control, visible};

    const PLAIN: Style = Style { color: false, unicode: false, width: 80 };

    fn drawn(text: &str) -> String {
        render("a.yaml", text, &parse(text, &Limits::default()).problems, PLAIN)
    }

    fn at(text: &str, start: usize, end: usize) -> Problem {
        let column = text[..start].chars().count() as u32 + 1;
        Problem::error(Span { start: start as u32, end: end as u32, line: 1, column }, "wrong")
    }

    #[test]
    fn a_problem_shows_message_place_line_label_help_and_the_second_place() {
        assert_eq!(
            drawn("name: x\nstage: design\nname: y\n"),
            "\
error: the key `name` is given twice in the same block
 --> a.yaml:3:1
  |
3 | name: y
  | ^^^^
  |
  = help: keep one of the two, or join them
note: first given here
 --> a.yaml:1:1
  |
1 | name: x
  | ^^^^
"
        );
        let problem =
            at("stage: desing", 7, 13).expected("one of diagnosis, design").help("did you mean `design`?");
        assert_eq!(
            render("a.yaml", "stage: desing\n", &[problem], PLAIN),
            "\
error: wrong
 --> a.yaml:1:8
  |
1 | stage: desing
  |        ^^^^^^ expected one of diagnosis, design
  |
  = help: did you mean `design`?
"
        );
    }

    #[test]
    fn problems_are_parted_by_an_empty_line_and_none_is_no_text() {
        let text = "a: *x\nb: *y\n";
        assert_eq!(drawn(text).matches("\n\nerror: ").count(), 1);
        assert_eq!(drawn("a: 1\n"), "");
    }

    #[test]
    fn the_one_line_form_holds_place_message_and_expectation() {
        let problem = at("stage: desing", 7, 13).expected("a stage");
        assert_eq!(one_line("a.yaml", &problem), "a.yaml:1:8: error: wrong (expected a stage)");
        let warning = Problem::warning(Span::FIRST_LINE, "odd");
        assert_eq!(one_line("a.yaml", &warning), "a.yaml:1:1: warning: odd");
    }

    #[test]
    fn control_characters_never_come_out_raw_and_the_label_stays_in_place() {
        let text = "a\x1b[31m\u{202e}é\u{9b}\x07: wrong\u{2066}";
        let start = text.find("wrong").unwrap();
        let mut problem = at(text, start, start + 5).expected("x\x1b").help("h\u{202d}\r\n");
        problem.message = "m\x1b]0;t\x07\n\u{85}\u{200f}".into();
        problem.related = Some((problem.span, "r\x08".into()));
        let all =
            [render("p\x1b\n.yaml", text, &[problem.clone()], PLAIN), one_line("p\x1b\n.yaml", &problem)];
        for out in &all {
            let raw: Vec<char> = out.chars().filter(|c| *c != '\n' && is_control(*c)).collect();
            assert_eq!(raw, [], "{out}");
        }
        assert_eq!(all[1].lines().count(), 1);
        let lines: Vec<&str> = all[0].lines().collect();
        let source = lines.iter().position(|line| line.contains("wrong")).unwrap();
        let column = |line: &str, what: &str| line[..line.find(what).unwrap()].chars().count();
        assert_eq!(
            column(lines[source], "wrong"),
            column(lines[source + 1], "^^^^^ expected x␛"),
            "{}",
            all[0]
        );
        assert!(lines[source].contains("␛[31m�é�␇: wrong�"), "{}", all[0]);
    }

    #[test]
    fn a_very_long_line_is_trimmed_around_the_place_or_left_out() {
        for (letters, shown) in [(5_000, true), (2 << 20, false)] {
            let text = format!("{}wrong{}", "é".repeat(letters), "x".repeat(2 << 20));
            let start = text.find("wrong").unwrap();
            let out = render("a.yaml", &text, &[at(&text, start, start + 5)], PLAIN);
            let longest = out.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(longest <= 90, "{out}");
            assert_eq!(out.contains("^^^^^"), shown, "{out}");
            assert!(out.contains(&format!("a.yaml:1:{}\n", letters + 1)), "{out}");
        }
    }

    #[test]
    fn a_place_outside_the_text_is_named_without_a_line() {
        let problem =
            Problem::error(Span { start: 9, end: 9, line: 3, column: 4 }, "no text").expected("UTF-8");
        let out = render("a.yaml", "", &[problem], PLAIN);
        assert_eq!(out, "error: no text\n--> a.yaml:3:4\n = note: expected UTF-8\n");
    }

    #[test]
    fn a_block_of_many_lines_is_marked_in_its_first_and_an_empty_place_is_marked_too() {
        let text = "a: 1\nb: 2\n";
        let out = render("a.yaml", text, &[at(text, 0, 9)], PLAIN);
        assert!(out.contains("1 | a: 1\n  | ^^^^\n"), "{out}");
        let out = render("a.yaml", "a:\n", &[at("a:", 2, 2)], PLAIN);
        assert!(out.contains("1 | a:\n  |   ^\n"), "{out}");
        let out = render("a.yaml", "", &[Problem::error(Span::FIRST_LINE, "empty")], PLAIN);
        assert!(out.contains("a.yaml:1:1"), "{out}");
    }

    #[test]
    fn colours_and_unicode_are_used_only_when_asked_for() {
        let problems = [at("a: b", 3, 4)];
        assert!(render("a.yaml", "a: b", &problems, PLAIN).is_ascii());
        assert!(render("a.yaml", "a: b", &problems, Style { color: true, ..PLAIN }).contains("\x1b["));
        assert!(render("a.yaml", "a: b", &problems, Style { unicode: true, ..PLAIN }).contains("│"));
    }
}
