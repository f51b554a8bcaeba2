//! Waivers as comments beside a line of a proposal: `# quorate: waive community/part until 2027-03-31: the reason`.

use super::waivers::{Reach, Waiver};
use super::{ids, subject};
use crate::document::{Comment, Document, Problem};
use crate::proposal::PartialDate;
use crate::rubric::Rubrics;
use crate::wording;

/// How such a comment is written.
const FORM: &str = "`# quorate: waive CRITERION until DATE: REASON`";

/// The waivers in the comments of a document, and what is wrong with them. Proposals come from strangers: where the
/// configuration does not allow it, a comment waives nothing, and that is said.
pub fn waivers(
    document: &Document,
    text: &str,
    rubrics: &Rubrics,
    allowed: bool,
) -> (Vec<Waiver>, Vec<Problem>) {
    let mut waivers = Vec::new();
    let mut problems = Vec::new();
    for comment in &document.comments {
        let Some(said) = comment.text.strip_prefix("quorate:") else { continue };
        if !allowed {
            problems.push(
                Problem::warning(comment.span, "this comment waives nothing: comments may not waive here")
                    .help("write `comments_waive: yes` into `.quorate.yaml`, or put the waiver there"),
            );
            continue;
        }
        match read(said.trim(), comment, text, rubrics) {
            Ok(waiver) => waivers.push(waiver),
            Err(problem) => problems.push(*problem),
        }
    }
    (waivers, problems)
}

fn read(said: &str, comment: &Comment, text: &str, rubrics: &Rubrics) -> Result<Waiver, Box<Problem>> {
    let wrong = |message: String| {
        Box::new(Problem::error(comment.span, message).expected(format!("a comment such as {FORM}")))
    };
    let Some((head, reason)) = said.split_once(": ") else {
        return Err(wrong("this waiver gives no reason".to_owned()));
    };
    let words: Vec<&str> = head.split_whitespace().collect();
    let (id, until) = match words[..] {
        ["waive", id] => (id, None),
        ["waive", id, "until", day] => (id, Some(PartialDate::parse(day).map_err(wrong)?)),
        _ => return Err(wrong("this comment is no waiver".to_owned())),
    };
    let Some(subject) = subject(rubrics, id) else {
        let near = wording::nearest(id, ids(rubrics)).map(|near| format!("did you mean `{near}`?"));
        let problem =
            wrong(format!("there is no criterion, pattern or sector `{}`", wording::shorten(id, 60)));
        return Err(match near {
            Some(near) => Box::new(problem.help(near)),
            None => problem,
        });
    };
    if reason.trim().is_empty() {
        return Err(wrong("this waiver gives no reason".to_owned()));
    }
    Ok(Waiver {
        subject,
        id: id.to_owned(),
        reach: Reach::Line(line_meant(comment, text)),
        reason: wording::shorten(reason, 400),
        until,
        span: comment.span,
    })
}

/// The line that a comment is about: its own, or, where it has a line to itself, the next that says something.
fn line_meant(comment: &Comment, text: &str) -> u32 {
    let own = comment.span.line as usize;
    let mut lines = text.lines().skip(own - 1);
    let before: String =
        lines.next().unwrap_or_default().chars().take(comment.span.column as usize - 1).collect();
    if !before.trim().is_empty() {
        return comment.span.line;
    }
    let says = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    lines.position(says).map_or(comment.span.line, |beyond| (own + 1 + beyond) as u32)
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
        let read: Vec<_> = waivers.iter().map(|w| (w.id.as_str(), &w.reach, w.reason.as_str())).collect();
        let expected = [
            ("community/part", &Reach::Line(3), "the board meets in March"),
            ("goals/narrow", &Reach::Line(7), "small on purpose"),
        ];
        assert_eq!(read, expected);
        assert_eq!(waivers[0].until.map(|day| day.to_string()), Some("2027-03".to_owned()));
        assert_eq!(waivers[1].until, None);
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
