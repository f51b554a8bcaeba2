//! Waivers as comments beside a line of a proposal: `# quorate: waive community/part until 2027-03-31: the reason`.

use std::cell::Cell;

use super::ids;
use super::waivers::{Waiver, WaiverScope};
use crate::assess::Subject;
use crate::document::{Comment, Document, Problem};
use crate::proposal::PartialDate;
use crate::rubric::{Level, Rubrics, Severity};
use crate::text;

/// So many waivers a proposal may hold: whoever writes more of them means something else.
const MOST: usize = 100;

/// How such a comment is written.
const FORM: &str =
    "`# quorate: waive CRITERION until DATE: REASON`, or `waive CRITERION at absent until DATE: REASON`";

/// The waivers in the comments of a document, and what is wrong with them. Proposals come from strangers: where the
/// configuration does not allow it, a comment waives nothing, and that is said.
pub fn waivers(
    document: &Document,
    text: &str,
    rubrics: &Rubrics,
    allowed: bool,
) -> (Vec<Waiver>, Vec<Problem>) {
    let comments: Vec<(&Comment, &str)> = (document.comments.iter())
        .filter_map(|comment| Some((comment, comment.text.strip_prefix("quorate:")?)))
        .collect();
    let Some((first, _)) = comments.first() else { return (Vec::new(), Vec::new()) };
    if !allowed {
        let others = match comments.len() {
            1 => String::new(),
            several => format!(" (nor do {} more)", several - 1),
        };
        let message = format!("this comment waives nothing{others}: comments may not waive here");
        let problem = Problem::warning(first.span, message)
            .topic("waiver-not-allowed")
            .help("write `comments_waive: yes` into `.quorate.yaml`, or put the waiver there");
        return (Vec::new(), vec![problem]);
    }
    let lines = Lines::of(text);
    let mut waivers = Vec::new();
    let mut problems = Vec::new();
    for (comment, said) in comments {
        if waivers.len() + problems.len() == MOST {
            let message = format!("there are more than {MOST} waivers here: the rest was not read");
            problems.push(
                Problem::error(comment.span, message).help("waive in `.quorate.yaml`, by path or fact"),
            );
            break;
        }
        match read(said.trim(), comment, &lines, rubrics) {
            Ok(waiver) => waivers.push(waiver),
            Err(problem) => problems.push(*problem),
        }
    }
    (waivers, problems)
}

fn read(said: &str, comment: &Comment, lines: &Lines, rubrics: &Rubrics) -> Result<Waiver, Box<Problem>> {
    let wrong = |message: String| {
        Box::new(Problem::error(comment.span, message).expected(format!("a comment such as {FORM}")))
    };
    let Some((head, reason)) = said.split_once(": ") else {
        return Err(wrong("this waiver gives no reason".to_owned()));
    };
    let words: Vec<&str> = head.split_whitespace().collect();
    let (id, at, until) = match words[..] {
        ["waive", id] => (id, None, None),
        ["waive", id, "at", at] => (id, Some(at), None),
        ["waive", id, "until", day] => (id, None, Some(day)),
        ["waive", id, "at", at, "until", day] => (id, Some(at), Some(day)),
        _ => return Err(wrong("this comment is no waiver".to_owned())),
    };
    let until = until.map(PartialDate::parse).transpose().map_err(|why| wrong(why.into()))?;
    let Some(subject) = Subject::find(rubrics, id) else {
        let near = text::nearest(id, ids(rubrics)).map(|near| format!("did you mean `{near}`?"));
        let problem = wrong(format!("there is no criterion, pattern or sector `{}`", text::shorten(id, 60)));
        return Err(match near {
            Some(near) => Box::new(problem.help(near)),
            None => problem,
        });
    };
    let (level, severity) = match (at, subject) {
        (None, _) => (None, None),
        (Some(at), Subject::Criterion(_)) => (Some(Level::from_word(at)), None),
        (Some(at), _) => (None, Some(word_of(&Severity::words(), at))),
    };
    if level == Some(None) || severity == Some(None) {
        let at = text::shorten(at.unwrap_or_default(), 20);
        return Err(wrong(format!(
            "`{at}` is no level of a criterion, and no severity of a pattern or sector"
        )));
    }
    if reason.trim().is_empty() {
        return Err(wrong("this waiver gives no reason".to_owned()));
    }
    Ok(Waiver {
        subject,
        id: id.to_owned(),
        scope: WaiverScope::Line(lines.meant_by(comment)),
        proposal: None,
        level: level.flatten(),
        severity: severity.flatten(),
        reason: text::shorten(reason, 400),
        until,
        span: comment.span,
    })
}

fn word_of<T: Copy>(words: &[(&str, T)], wanted: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == wanted).map(|(_, value)| *value)
}

/// What the comments of a document are about, found beside each: of a long file the rest is not looked at.
struct Lines<'t> {
    text: &'t str,
    /// The last comment that has its line to itself, by that line, and the line that it is about.
    last: Cell<Option<(u32, Option<u32>)>>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        Lines { text, last: Cell::new(None) }
    }

    /// The line, from 1, that a comment is about: its own, or, where it has that to itself, the next that says something.
    fn meant_by(&self, comment: &Comment) -> u32 {
        let (line, start) = (comment.span.line, comment.span.start as usize);
        let before = self.text.get(..start).unwrap_or_default().rsplit(['\n', '\r']).next();
        if !before.unwrap_or_default().trim().is_empty() {
            return line;
        }
        let next = match self.last.get() {
            // Comments under one another are about the same line: what stands between them is looked at once.
            Some((before, next)) if before <= line && next.is_none_or(|next| line < next) => next,
            _ => next_that_says_something(self.text.get(start..).unwrap_or_default(), line),
        };
        self.last.set(Some((line, next)));
        next.unwrap_or(line)
    }
}

/// The number of the next line that says something, after the one that `rest` begins in.
fn next_that_says_something(mut rest: &str, mut line: u32) -> Option<u32> {
    let says = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    loop {
        // `\r` alone ends a line in YAML too.
        let end = rest.find(['\n', '\r'])?;
        let ending = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[end + ending..];
        line += 1;
        if says(rest.split(['\n', '\r']).next().unwrap_or_default()) {
            return Some(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Limits, parse};

    fn read_all(text: &str, allowed: bool) -> (Vec<Waiver>, Vec<Problem>) {
        let rubrics = Rubrics::bundled();
        waivers(&parse(text, &Limits::default()).documents[0], text, &rubrics, allowed)
    }

    #[test]
    fn a_comment_waives_its_own_line_or_the_next_that_says_something() {
        let text = "\
quorate: 1
community:
  part: told # quorate: waive community/part until 2027-03: the board meets in March
# quorate: waive goals/narrow: small on purpose

# an ordinary comment
goals:
";
        let (waivers, problems) = read_all(text, true);
        assert_eq!(problems, []);
        let read: Vec<_> = waivers.iter().map(|w| (w.id.as_str(), &w.scope, w.reason.as_str())).collect();
        let expected = [
            ("community/part", &WaiverScope::Line(3), "the board meets in March"),
            ("goals/narrow", &WaiverScope::Line(7), "small on purpose"),
        ];
        assert_eq!(read, expected);
        assert_eq!(waivers[0].until.map(|day| day.to_string()), Some("2027-03".to_owned()));
        assert_eq!(waivers[1].until, None);
    }

    #[test]
    fn lines_end_as_they_do_in_yaml() {
        for end in ["\n", "\r\n", "\r"] {
            let text = [
                "quorate: 1",
                "# quorate: waive goals/narrow: x",
                "",
                "goals: none # quorate: waive goals/narrow: y",
                "",
            ];
            let (waivers, _) = read_all(&text.join(end), true);
            let lines: Vec<&WaiverScope> = waivers.iter().map(|w| &w.scope).collect();
            assert_eq!(lines, [&WaiverScope::Line(4), &WaiverScope::Line(4)], "{end:?}");
        }
    }

    #[test]
    fn thousands_of_comments_are_one_problem_and_take_no_time() {
        let text = format!("quorate: 1\n{}", "# quorate: waive goals/narrow: x\n".repeat(20_000));
        let (waivers, problems) = read_all(&text, true);
        assert_eq!((waivers.len(), problems.len()), (MOST, 1));
        let (waivers, problems) = read_all(&text, false);
        assert_eq!((waivers.len(), problems.len()), (0, 1));
        assert!(problems[0].message.contains("nor do 19999 more"), "{problems:?}");
    }

    #[test]
    fn a_comment_waives_nothing_where_it_may_not_and_that_is_said() {
        let (waivers, problems) = read_all("quorate: 1 # quorate: waive goals/narrow: x\n", false);
        assert_eq!(waivers, []);
        assert!(problems[0].message.contains("waives nothing"), "{problems:?}");
    }

    #[test]
    fn what_is_no_waiver_is_an_error_with_its_place() {
        for (comment, message) in [
            ("waive goals/narow: x", "no criterion, pattern or sector `goals/narow`"),
            ("waive goals/narrow", "no reason"),
            ("waive goals/narrow:  ", "no reason"),
            ("waive goals/*: all of them", "no criterion, pattern or sector `goals/*`"),
            ("waive goals/narrow until soon: x", "a date is written"),
            ("ignore: x", "no waiver"),
        ] {
            let (waivers, problems) = read_all(&format!("quorate: 1\nname: A # quorate: {comment}\n"), true);
            assert_eq!(waivers, [], "{comment}");
            assert!(problems[0].message.contains(message), "{comment}: {problems:?}");
            assert_eq!((problems[0].span.line, problems[0].span.column), (2, 9), "{comment}");
        }
    }
}
