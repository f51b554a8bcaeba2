//! One problem as people read it: the message, the place, the line itself, what to do.
//!
//! Files come from strangers, so nothing of them reaches a terminal as it is: control characters, which could move the
//! cursor or turn the reading direction, are made visible, here and nowhere else.

use std::borrow::Cow;
use std::fmt::Write;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use textwrap::WordSplitter;
use unicode_width::UnicodeWidthStr;

use super::Style;
use crate::document::{Problem, ProblemKind, Span};
use crate::text::{is_control, picture, visible};

/// No window is taken for narrower than this.
pub(super) const NARROWEST: usize = 40;

/// Draws problems of one file one after the other, each with the line it is in.
///
/// `text` is the decoded text to which the spans refer. Where a span does not lie in it (the file could not be decoded)
/// the place is given without the line. Empty where there are no problems; ends with a line break otherwise.
pub fn render(path: &str, text: &str, problems: &[Problem], style: Style) -> String {
    let width = style.width.max(NARROWEST);
    let base = if style.color { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
    let path = visible(path);
    let mut out = String::new();
    for problem in problems {
        let page = Page { path: &path, text, width, gutter: gutter(problem) };
        // The renderer trims the line of the file alone; what stands before it comes on top.
        let renderer = base.clone().decor_style(decor).term_width(width - page.gutter);
        out.push_str(&renderer.render(&page.groups(problem)));
        out.push_str("\n\n");
    }
    out.pop();
    if style.unicode { out } else { out.replace('…', "...") }
}

/// How many columns stand before the line of the file: its number, and a bar between spaces.
fn gutter(problem: &Problem) -> usize {
    let related = problem.related.as_ref().map_or(0, |(span, _)| span.line);
    problem.span.line.max(related).to_string().len() + 3
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

/// What a problem is drawn on.
struct Page<'p> {
    path: &'p str,
    text: &'p str,
    width: usize,
    gutter: usize,
}

impl<'p> Page<'p> {
    fn groups(&self, problem: &Problem) -> Vec<Group<'p>> {
        let level = match problem.kind {
            ProblemKind::Error => Level::ERROR,
            ProblemKind::Warning => Level::WARNING,
        };
        let expected = expectation(problem);
        let excerpt = self.excerpt(problem.span);
        let beside =
            excerpt.as_ref().and_then(|e| expected.clone().filter(|label| e.has_room_for(label, self)));
        let below = expected.filter(|_| beside.is_none());
        let title = level.clone().primary_title(self.wrapped(&problem.message, "warning: ".len()));
        let group = Group::with_title(title)
            .element(self.place(excerpt, problem.span, beside))
            .elements(below.map(|expected| Level::NOTE.message(self.note(&expected))))
            .elements(problem.help.as_deref().map(|help| Level::HELP.message(self.note(help))));
        let related = problem.related.as_ref().map(|(span, what)| {
            let title = Level::NOTE.secondary_title(self.wrapped(what, "note: ".len()));
            Group::with_title(title).element(self.place(self.excerpt(*span), *span, None))
        });
        [group].into_iter().chain(related).collect()
    }

    /// The line with the place marked in it; without a line the place alone.
    fn place(&self, excerpt: Option<Excerpt>, span: Span, label: Option<String>) -> Element<'p> {
        let Some(Excerpt { line, from, to }) = excerpt else {
            return Origin::path(self.path).line(span.line as usize).char_column(span.column as usize).into();
        };
        let mark: Annotation = AnnotationKind::Primary.span(from..to).label(label.map(Cow::Owned));
        Snippet::source(line).path(self.path).line_start(span.line as usize).annotation(mark).into()
    }

    /// A text under the line, in as many lines as it takes.
    fn note(&self, text: &str) -> String {
        self.wrapped(text, self.gutter + "note: ".len())
    }

    /// A text in lines of the width, of which `before` columns are taken.
    fn wrapped(&self, text: &str, before: usize) -> String {
        wrapped(text, self.width - before)
    }

    /// The line around a place; `None` where the span is not in the text, or is so far out in an endless line that the
    /// line tells nothing.
    ///
    /// The renderer counts line and column itself, so it gets one line, whole up to the place and character for
    /// character; it is also the one that trims the line to the width.
    fn excerpt(&self, span: Span) -> Option<Excerpt> {
        const FARTHEST: usize = 16 << 10;
        if self.text.is_empty() {
            return None;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let (before, after) = (self.text.get(..start)?, self.text.get(start..)?);
        let is_break = ['\n', '\r'];
        let before = &before[before.rfind(is_break).map_or(0, |at| at + 1)..];
        if before.len() > FARTHEST {
            return None;
        }
        let after = after.split(is_break).next().unwrap_or_default();
        // More than fits the width in any case, since some characters take no width at all.
        let after = after.char_indices().nth(4 * self.width).map_or(after, |(cut, _)| &after[..cut]);
        // A block over several lines is marked in its first.
        let inside = after.get(..end.saturating_sub(start)).unwrap_or(after).trim_end();
        let mut line = character_for_character(before);
        let from = line.len();
        line.push_str(&character_for_character(inside));
        let to = line.len();
        line.push_str(&character_for_character(&after[inside.len()..]));
        Some(Excerpt { line, from, to })
    }
}

/// A line of a file and the place marked in it.
struct Excerpt {
    line: String,
    from: usize,
    to: usize,
}

impl Excerpt {
    /// Whether a text fits between the mark and the edge of the window.
    fn has_room_for(&self, label: &str, page: &Page) -> bool {
        const TAB: &str = "    ";
        let up_to_mark = self.line[..self.to].replace('\t', TAB).width();
        // The mark of nothing is a column wide.
        let mark_of_nothing = usize::from(self.from == self.to);
        page.gutter + up_to_mark + mark_of_nothing + 1 + label.width() <= page.width
    }
}

/// A text made visible and put in lines of this width. What stands between back-quotes stays in one line if it is short.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    const SHORT: usize = 24;
    const NO_BREAK: &str = "\u{a0}";
    let text = visible(text);
    let pieces = text.split('`').enumerate().map(|(number, piece)| match number % 2 {
        1 if piece.width() <= SHORT => piece.replace(' ', NO_BREAK),
        _ => piece.to_owned(),
    });
    let options = textwrap::Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(&pieces.collect::<Vec<_>>().join("`"), options).replace(NO_BREAK, " ")
}

/// A piece of a line, made visible without a change in its number of characters. Tabs stay: the renderer knows their
/// width.
fn character_for_character(piece: &str) -> String {
    let shown = |character| match character {
        '\t' => '\t',
        '\0'..='\x7F' => picture(character).unwrap_or(character),
        _ if is_control(character) => char::REPLACEMENT_CHARACTER,
        _ => character,
    };
    piece.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, parse};
    use crate::text;

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
    fn nothing_is_wider_than_the_window() {
        let words = text::one_of(["diagnosis", "design", "implementation", "assessment", "what else may be"]);
        for width in [40, 60, 80, 100] {
            let style = Style { width, ..PLAIN };
            for before in [0, 7, 30, 60, 90, 300] {
                for after in [0, 10, 50, 400] {
                    let line = format!("{}wrong{}\n", "x ".repeat(before / 2), " yy".repeat(after / 3));
                    let start = line.find("wrong").expect("it is in");
                    for expected in ["a text", &words] {
                        let mut problem = at(&line, start, start + 5).expected(expected).help(&*words);
                        problem.message = format!("`wrong` does not answer, {words}");
                        problem.related = Some((problem.span, format!("see {words}")));
                        let out = render("a.yaml", &line, &[problem], style);
                        let widest = out.lines().map(|line| line.width()).max();
                        assert!(widest <= Some(width), "{width}, {before}, {after}:\n{out}");
                        let said = out.split_whitespace().collect::<Vec<_>>().join(" ");
                        assert!(said.contains(&format!("expected {expected}")), "{out}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_beside_the_mark_stands_below_it() {
        let text = "part: listened to by all the others\n";
        let problem =
            at(text, 6, 35).expected("one of `told`, `consulted`, `works with us`, `leads` or `none`");
        assert_eq!(
            render("a.yaml", text, &[problem.help("did you mean `told`?")], Style { width: 60, ..PLAIN }),
            "\
error: wrong
 --> a.yaml:1:7
  |
1 | part: listened to by all the others
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = note: expected one of `told`, `consulted`,
          `works with us`, `leads` or `none`
  = help: did you mean `told`?
"
        );
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
