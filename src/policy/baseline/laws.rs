//! What holds for every baseline: what is written is what is read, and what is wrong is told at the place where serde finds it
//! in the whole text.

use std::collections::BTreeMap;
use std::io::Cursor;

use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::form::File;
use super::*;
use crate::assess::FindingKind;
use crate::rubric::{Level, Severity};

/// Letters of one byte and of more, and those that have a meaning in JSON or in a name.
const WORD: &str = "[a-cé語😀\"\\\\ \n\t#/{}\\[\\]]{0,6}";

fn level() -> impl Strategy<Value = Level> {
    select(vec![Level::Absent, Level::Weak, Level::Sound, Level::Strong])
}

fn known() -> impl Strategy<Value = Known> {
    let kinds = vec![FindingKind::Risk, FindingKind::Tension, FindingKind::Sector, FindingKind::Question];
    let severities = vec![Severity::Low, Severity::Medium, Severity::High, Severity::Critical];
    let levels = option::of((level(), level()));
    (WORD, select(kinds), select(severities), levels, vec(WORD, 0..4)).prop_map(
        |(id, kind, severity, level, mut facts)| {
            facts.sort_unstable();
            Known { id, kind, severity, level, facts }
        },
    )
}

fn kept() -> impl Strategy<Value = Kept> {
    let levels = btree_map(WORD, (level(), level(), level()), 0..3);
    let words = || vec(WORD, 0..3);
    (option::of(WORD), words(), option::of(WORD), levels, words(), vec(known(), 0..4)).prop_map(
        |(title, incomplete, stage, levels, ruled_out, findings)| Kept {
            title,
            incomplete,
            stage,
            levels,
            ruled_out,
            findings,
        },
    )
}

fn baseline() -> impl Strategy<Value = Baseline> {
    let key = (WORD, option::of(WORD)).prop_map(|(path, name)| ProposalKey { path, name });
    (WORD, btree_map(key, kept(), 0..5)).prop_map(|(rubrics, proposals)| Baseline { rubrics, proposals })
}

/// What serde says of a whole text, and the place of it.
fn wrong_in_whole(text: &str) -> Option<(String, u32, u32, u32)> {
    let error = serde_json::from_str::<File>(text).err()?;
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let line = error.line().max(1);
    let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let wanted = before + error.column().saturating_sub(1);
    let start = (0..=wanted.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let column = text[before.min(start)..start].chars().count() + 1;
    Some((format!("this is no baseline: {message}"), start as u32, line as u32, column as u32))
}

/// The same where the text is read a proposal at a time.
fn wrong_in_parts(text: &str) -> Option<(String, u32, u32, u32)> {
    let take = |_: ProposalKey, _: Kept, _: Stretch| true;
    match read(Cursor::new(text), take).err()? {
        Fault::Malformed(problem) if problem.message.starts_with("this is no baseline: ") => {
            let Span { start, line, column, .. } = problem.span;
            Some((problem.message, start, line, column))
        }
        Fault::Malformed(_) => None,
        Fault::Unreadable(error) => panic!("{error}"),
    }
}

/// A text without the byte signs from one place to another, and with others in their place.
fn altered(text: &str, at: usize, less: usize, more: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = at % (letters.len() + 1);
    let rest = (at + less).min(letters.len());
    letters[..at].iter().copied().chain(more.chars()).chain(letters[rest..].iter().copied()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_is_read(baseline in baseline()) {
        prop_assert_eq!(Baseline::parse(&baseline.text()), Ok(baseline));
    }

    #[test]
    fn what_stands_at_the_place_of_a_proposal_is_that_proposal(baseline in baseline(), spaces: bool) {
        let mut text = baseline.text();
        if spaces {
            text = text.replace(",\n", " ,\r\n\t").replace("[\n", "[");
        }
        let mut found = BTreeMap::new();
        let rubrics = read(Cursor::new(&text), |key, kept, Stretch { start, length }| {
            let entry = &text[start as usize..(start + length) as usize];
            assert_eq!(parse_entry(entry), Some((key.clone(), kept.clone())));
            assert!(spaces || entry == entry_text(&key, &kept));
            found.insert(key, kept).is_none()
        });
        let found = Baseline { rubrics: rubrics.expect("a baseline"), proposals: found };
        prop_assert_eq!(found, baseline);
    }

    #[test]
    fn what_is_wrong_is_told_where_it_is_in_the_whole_text(
        baseline in baseline(),
        one_line: bool,
        at: prop::sample::Index,
        less in 0usize..30,
        more in "(|[\\[\\]{},:\" 0-9é\\\\\n]{1,3}|null|\"x\": 1,|\"schema\": 1,|7, )",
    ) {
        let text = if one_line { baseline.text().replace('\n', "") } else { baseline.text() };
        let text = altered(&text, at.index(text.len()), less, &more);
        prop_assert_eq!(wrong_in_parts(&text), wrong_in_whole(&text), "{}", text);
    }

    #[test]
    fn a_text_that_ends_early_is_told_where_it_ends(baseline in baseline(), at: prop::sample::Index) {
        let text = baseline.text();
        let text = altered(&text, at.index(text.len()), text.len(), "");
        prop_assert_eq!(wrong_in_parts(&text), wrong_in_whole(&text), "{}", text);
    }
}

#[test]
fn what_is_no_text_is_told_wherever_it_stands() {
    let text = Baseline::default().text();
    for at in 0..=text.len() {
        let bytes = [&text.as_bytes()[..at], &[0xFF], &text.as_bytes()[at..]].concat();
        match read(Cursor::new(bytes), |_, _, _| true) {
            Err(Fault::Unreadable(error)) => assert_eq!(error.to_string(), "it is no text in UTF-8"),
            other => panic!("{at}: {other:?}"),
        }
    }
}
