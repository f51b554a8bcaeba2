//! Claims about the screens, over proposals from empty to hostile.

use std::fs;
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::room::LINES;
use super::samples::*;
use super::*;
use crate::assess::FindingKind;
use crate::policy::{Evaluated, Gates, Rules, Standing, Waived};
use crate::proposal::Source;
use crate::report::content::WORST_KEPT;
use crate::rubric::Severity;

/// The screen of a text.
fn screen(text: &str, style: Style, detail: bool) -> String {
    let proposal = bound(text);
    let evaluated = evaluated(&proposal, "a.yaml");
    one(&ProposalReport::of(&evaluated, &TABLES), &style, detail)
}

fn plain(width: usize) -> Style {
    Style { width, ..Style::default() }
}

/// The screen of many proposals.
fn many(summaries: &[Summary], style: &Style, detail: bool) -> String {
    let mut many = Many::default();
    summaries.iter().for_each(|summary| many.add(summary));
    many.draw(style, detail)
}

/// Every screen of a proposal at a width.
fn screens(text: &str, width: usize) -> Vec<(Style, String)> {
    let proposal = bound(text);
    let summaries: Vec<Summary> = (0..4)
        .map(|number| {
            let evaluated = evaluated(&proposal, &format!("a/very/long/way/to/p{number}.yaml"));
            Summary::of(&ProposalReport::of(&evaluated, &TABLES))
        })
        .collect();
    let mut screens = Vec::new();
    for (color, unicode, detail) in
        [(false, false, false), (false, false, true), (false, true, true), (true, true, false)]
    {
        let style = Style { color, unicode, width };
        screens.push((style, screen(text, style, detail)));
        screens.push((style, many(&summaries, &style, detail)));
    }
    screens
}

/// A text as a terminal would show it, without its colours.
fn uncoloured(text: &str) -> String {
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect::<String>()
}

/// Whether all words of a title are there, however its lines are broken.
fn shown(screen: &str, title: &str) -> bool {
    title.split_whitespace().all(|word| screen.contains(word))
}

/// A screen in one line.
fn in_one_line(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The examples that can be assessed.
fn examples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = fs::read_dir(folder).expect("the examples").map(|file| file.expect("an entry").path());
    let is_good = |path: &std::path::PathBuf| {
        path.extension().is_some_and(|e| e == "yaml") && path.file_stem().is_some_and(|name| name != "broken")
    };
    let read = |path: std::path::PathBuf| {
        (path.display().to_string(), fs::read_to_string(&path).expect("an example"))
    };
    files.filter(is_good).map(read).collect()
}

#[test]
fn no_line_is_wider_than_the_terminal_or_ends_with_a_space() {
    for width in [NARROWEST, 66, 80, 100, 120, 200] {
        for text in texts() {
            for (_, screen) in screens(&text, width) {
                for line in uncoloured(&screen).lines() {
                    assert!(line.width() <= width.min(WIDEST_TABLE), "{width}: {line}");
                    assert_eq!(line.trim_end(), line);
                }
            }
        }
    }
}

#[test]
fn texts_are_no_wider_than_reads_well() {
    for text in texts() {
        let screen = screen(&text, plain(200), false);
        assert!(screen.lines().all(|line| line.width() <= WIDEST_TEXT), "{screen}");
    }
}

#[test]
fn one_proposal_fits_on_one_screen() {
    for (path, text) in examples().into_iter().chain(texts().into_iter().map(|text| (String::new(), text))) {
        for unicode in [false, true] {
            let screen = screen(&text, Style { unicode, ..plain(80) }, false);
            assert!(screen.lines().count() <= LINES, "{path}: {} lines\n{screen}", screen.lines().count());
        }
    }
}

#[test]
fn the_last_line_repeats_the_verdict_and_counts() {
    for (_, text) in examples() {
        let proposal = bound(&text);
        let evaluated = evaluated(&proposal, "a.yaml");
        let report = ProposalReport::of(&evaluated, &TABLES);
        for detail in [false, true] {
            let screen = one(&report, &plain(100), detail);
            let last = screen.lines().last().expect("a line");
            assert_eq!(last, format!("{}: {}", report.verdict.word.to_uppercase(), report.counts.says()));
        }
    }
}

#[test]
fn ascii_is_all_there_is_where_the_proposal_has_no_more() {
    for text in ["quorate: 1\n", THIN, MIDDLING, "quorate: 1\nname: \"\\e[31m\"\n"] {
        for (style, screen) in screens(text, 80) {
            let other: String = screen.chars().filter(|c| !c.is_ascii()).collect();
            assert!(style.unicode || other.is_empty(), "{other}");
        }
    }
}

#[test]
fn nothing_of_a_proposal_moves_the_cursor_or_turns_the_text() {
    for (style, screen) in screens(&hostile(), 100) {
        let screen = if style.color { uncoloured(&screen) } else { screen };
        let bad = |c: &char| {
            *c != '\n'
                && (c.is_control()
                    || matches!(c, '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'))
        };
        assert_eq!(screen.chars().filter(bad).collect::<String>(), "");
    }
}

#[test]
fn colours_are_used_only_where_asked_for_and_end_in_their_line() {
    for text in texts() {
        for (style, screen) in screens(&text, 80) {
            assert_eq!(screen.contains('\x1b'), style.color);
            for line in screen.lines() {
                let last = line.rfind('\x1b').map_or("\x1b[0m", |at| &line[at..]);
                assert!(last.starts_with("\x1b[0m"), "{line:?}");
            }
        }
    }
}

#[test]
fn colours_change_no_character_of_the_layout() {
    for text in texts() {
        for detail in [false, true] {
            let style = Style { color: false, unicode: true, width: 80 };
            let colored = Style { color: true, ..style };
            assert_eq!(screen(&text, style, detail), uncoloured(&screen(&text, colored, detail)));
        }
    }
}

#[test]
fn every_finding_is_there_in_detail() {
    for text in texts() {
        let proposal = bound(&text);
        let assessment = assessed(&proposal);
        let screen = screen(&text, plain(140), true);
        let criteria = screen.split("\nASK ").next().expect("the part before the questions");
        for finding in &assessment.findings {
            let (id, title) = (finding.id(&RUBRICS), finding.title(&RUBRICS));
            match finding.kind {
                FindingKind::Sector => assert!(criteria.contains(id), "{id}"),
                FindingKind::Question => assert!(screen.contains(id) && shown(&screen, title), "{id}"),
                _ => assert!(criteria.contains(id) && shown(criteria, title), "{id}"),
            }
        }
        assert!(!screen.contains("(--detail)"), "nothing is left out");
        for criterion in &RUBRICS.criteria {
            assert!(criteria.contains(&criterion.id), "{}", criterion.id);
        }
    }
}

#[test]
fn one_screen_holds_the_five_worst_risks_each_with_why_and_what_to_do() {
    let proposal = bound(MIDDLING);
    let evaluated = evaluated(&proposal, "a.yaml");
    let report = ProposalReport::of(&evaluated, &TABLES);
    let screen = one(&report, &plain(80), false);
    let (_, risks) = screen.split_once("\nRISKS ").expect("the risks");
    let (risks, questions) = risks.split_once("\nASK ").expect("the questions");
    for finding in report.risks().take(5) {
        let (_, row) = risks.split_once(finding.title).expect(finding.title);
        let mut words = finding.because[0].says.split(' ').take(4);
        assert!(words.all(|word| row.contains(word)), "why: {risks}");
        let is_first = report.first.as_ref().is_some_and(|first| first.rule.id == finding.rule.id);
        let step = if is_first { "said above" } else { finding.rule.next.split_once(' ').expect("words").0 };
        assert!(row.contains(step), "what to do: {risks}");
    }
    assert_eq!(risks.matches("Do").count(), 5, "{risks}");
    let rest = report.counts.risks - 5;
    assert!(risks.contains(&format!("and {rest} more risks (--detail)")), "{risks}");
    // What is to be done first is told above.
    let first = report.first.as_ref().and_then(|first| first.ask.as_ref());
    let mut asks = report.questions.iter().flat_map(|question| &question.asks);
    let ask = asks.find(|ask| first != Some(ask)).expect("a question");
    let told = in_one_line(questions);
    assert!(told.contains(&format!("{} ({})", ask.says(), ask.fact.answer)), "{questions}");
}

#[test]
fn one_screen_shows_no_key_and_no_id() {
    for (path, text) in examples() {
        let screen = screen(&text, plain(80), false);
        let rules = TABLES.rules.iter().map(|rule| rule.id);
        for key in TABLES.facts.iter().map(|fact| fact.fact).filter(|fact| fact.contains('.')).chain(rules) {
            assert!(!screen.contains(key), "{path}: {key}");
        }
        assert!(!screen.contains('`'), "{path}");
    }
}

#[test]
fn a_roomy_screen_cuts_nothing() {
    let text = "quorate: 1\nname: Kitchens\nstage: diagnosis\ncommunity: {part: told}\n";
    let screen = screen(text, plain(100), false);
    let part = TABLES.rules.iter().find(|rule| rule.id == "community/part").expect("a rule");
    let told = in_one_line(&screen);
    assert!(told.contains(part.why), "{screen}");
}

#[test]
fn the_head_says_that_the_stage_is_assumed_and_why_the_verdict_is_no_better() {
    let screen = screen("quorate: 1\nname: A\ncommunity: {part: none}\n", plain(100), false);
    assert!(screen.contains("no stage given: read as design"), "{screen}");
    let part = RUBRICS.criteria.iter().find(|c| c.id == "community/part").expect("a criterion");
    assert!(screen.contains(&format!("\nNot emerging because of: {}\n", part.risk.title)), "{screen}");
    assert!(screen.contains("\nTo be emerging:\n"), "{screen}");
}

#[test]
fn what_to_do_first_lifts_a_known_limit_or_asks_with_what_answers_it() {
    let known = screen("quorate: 1\ncommunity: {part: none}\n", plain(100), false);
    let part = RUBRICS.criteria.iter().find(|c| c.id == "community/part").expect("a criterion");
    assert!(
        known.contains("\ndo first")
            && in_one_line(&known).contains(&part.next_at(crate::rubric::Level::Absent).action),
        "{known}"
    );
    assert!(known.contains("Do: as said above"), "it is told once: {known}");
    let open = screen("quorate: 1\n", plain(100), false);
    assert!(open.contains("UNDETERMINED"), "{open}");
    assert!(open.contains("\ndo first  Ask: "), "{open}");
}

#[test]
fn where_the_known_decides_no_open_limit_is_shown_and_the_head_says_why() {
    let known = screen("quorate: 1\ncommunity: {part: none}\n", plain(100), false);
    assert!(!known.contains("Not known yet: "), "{known}");
    assert!(known.contains("hat is known to be missing settles it"), "{known}");
    let open = screen("quorate: 1\n", plain(100), false);
    assert!(open.contains("Not known yet: "), "{open}");
}

#[test]
fn a_need_is_ticked_off_in_plain_characters_or_drawn_ones() {
    let text = "quorate: 1\ncommunity: {part: none}\n";
    assert!(screen(text, plain(80), false).contains("\n[?]  A score of 40"));
    assert!(screen(text, Style { unicode: true, ..plain(80) }, false).contains("\n?  A score of 40"));
}

#[test]
fn what_a_team_decided_is_said_where_the_finding_stands() {
    let proposal = bound(MIDDLING);
    let assessment = assessed(&proposal);
    let waived = Waived { reason: "in January".to_owned(), until: None, in_proposal: false };
    let standings = [Standing::Waived(waived), Standing::Counts, Standing::Known];
    let standings = standings.into_iter().map(|standing| (standing, Vec::new())).cycle();
    let standings = standings.take(assessment.findings.len()).collect();
    let gates = Gates { fail_on: Some(Some(Severity::Low)), ..Gates::default() };
    let rules = Rules { gates, severities: Vec::new() };
    let evaluated = Evaluated::new(assessment, Source::file("a.yaml"), standings, &rules);
    let report = ProposalReport::of(&evaluated, &TABLES);
    for (detail, fails) in [(false, "fails the gate"), (true, "Fails the gate")] {
        let screen = one(&report, &plain(80), detail);
        let told = in_one_line(&screen);
        assert!(told.contains(fails), "{screen}");
        assert!(told.contains("aived: in January"), "{screen}");
        let counts = format!("; {} waived", report.counts.waived);
        assert!(told.ends_with(&counts), "counted apart: {screen}");
        assert!(screen.lines().count() <= LINES || detail, "{screen}");
    }
    let known = report.findings.iter().filter(|f| !f.standing.counts() && f.waived.is_none());
    let all = one(&report, &plain(80), true);
    assert!(known.into_iter().all(|finding| all.contains(finding.rule.id)));
    assert!(all.contains("In the baseline, does not count"), "{all}");
}

#[test]
fn a_long_name_is_cut_in_the_middle_and_not_replaced_by_a_number() {
    let long = "Every child of the valley can read at the end of the second year";
    let text = format!("quorate: 1\ngoals:\n  - aim: {long}\n  - aim: Short one\n");
    let screen = screen(&text, plain(100), true);
    assert!(screen.contains("Every child") && screen.contains("second year and Short one: "), "{screen}");
    assert!(!screen.contains("goal 1"), "{screen}");
}

#[test]
fn many_have_one_line_each_and_the_worst_of_all_with_their_places() {
    let (thin, middling) = (bound(THIN), bound(MIDDLING));
    let summary = |proposal, path| {
        let evaluated = evaluated(proposal, path);
        Summary::of(&ProposalReport::of(&evaluated, &TABLES))
    };
    let summaries = [summary(&thin, "thin.yaml"), summary(&middling, "middling.yaml")];
    let screen = many(&summaries, &plain(80), false);
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[2].starts_with("thin.yaml") && lines[3].starts_with("middling.yaml"), "{screen}");
    assert!(lines[2].contains("Ng--") && lines[3].contains("NG-p"), "{screen}");
    let worst = &summaries[1].worst[0];
    assert!(screen.contains(&worst.place), "{screen}");
    assert!(summaries.iter().all(|s| s.worst.len() <= WORST_KEPT));
    assert!(lines.last().is_some_and(|last| last.starts_with("2 proposals: ")), "{screen}");
}

#[test]
fn a_proposal_that_fails_a_gate_is_marked_among_many() {
    let proposal = bound(THIN);
    let report = evaluated(&proposal, "a.yaml");
    let mut summary = Summary::of(&ProposalReport::of(&report, &TABLES));
    let passes = many(&[summary.clone()], &plain(80), false);
    assert!(!passes.contains('!'), "{passes}");
    summary.failed_gates = 1;
    let fails = many(&[summary], &plain(80), false);
    assert!(fails.contains("not ready !") && in_one_line(&fails).contains("!: fails a gate."), "{fails}");
    assert!(fails.lines().last().is_some_and(|last| last.ends_with("; 1 fails a gate")), "{fails}");
}

#[test]
fn the_same_is_drawn_the_same() {
    assert_eq!(screens(MIDDLING, 100), screens(MIDDLING, 100));
}
