//! Claims about the screens, over proposals from empty to hostile.

use std::sync::OnceLock;

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::assess::{Assessment, FindingKind, Options, assess};
use crate::document::{Limits, parse};
use crate::proposal::{NoFolder, PartialDate, Proposal, Source, bind};
use crate::report::summary::Summary;
use crate::rubric::Rubrics;

const THIN: &str = "\
quorate: 1
name: Kitchens
partners:
  - {name: Charity, sector: non-profit}
  - {name: City, sector: government, commitment: in talks}
";

const MIDDLING: &str = "\
quorate: 1
name: Homes
stage: design
place: {name: Riverside, country: Norway}
problem: {statement: People sleep outside., kind: adaptive, domains: [housing, health], causes: none, other_efforts: none}
approach: {stance: fixed, decided_by: one partner}
timing: {start: 2027-03, start_up: 3 months}
goals: [{aim: House people, place: Riverside, population: sleepers, measure: people, baseline: 0, target: 9, due: 2029}]
partners:
  - {name: City, sector: government, role: lead, commitment: signed, local: yes, delegate: {decides: yes}}
  - {name: Shelter, sector: non-profit, commitment: agreed, local: no, delegate: {decides: no}}
  - {name: Fund, sector: philanthropy, commitment: in talks}
community: {part: consulted, asked_for_it: no}
governance: {on_non_delivery: none, shared_activities: 4, overlap_owner: none}
public_body: {support_budget: none, next_election: 2027-11}
measurement: {evaluation: {by: own staff}}
staying: {horizon: 5 years, exit: {plan: idea}}
";

fn hostile() -> String {
    let mut text = String::from("quorate: 1\nname: \"\\e[31mBig \\u202E \\u2061 \\a \\x9b ");
    text.push_str(&"W".repeat(300));
    text.push_str("\"\nplace: {name: \"漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字\"}\npartners:\n");
    for name in
        ["x".repeat(400), "e\\u0301".repeat(300), "👩🏽‍🚒 | `a` <b>".to_owned(), "\\r\\n\\tZ\\u2028".to_owned()]
    {
        text.push_str(&format!("  - {{name: \"{name}\", sector: business, commitment: wished}}\n"));
    }
    for number in 0..30 {
        text.push_str(&format!("  - {{name: \"P{number} \\e[2J\", sector: government}}\n"));
    }
    text.push_str(
        "community: {part: none}\nproblem: {other_efforts: [{name: \"\\e]0;x\\a\", handling: aware}]}\n",
    );
    text
}

fn texts() -> Vec<String> {
    vec!["quorate: 1\n".to_owned(), THIN.to_owned(), MIDDLING.to_owned(), hostile()]
}

fn rubrics() -> &'static Rubrics {
    static RUBRICS: OnceLock<Rubrics> = OnceLock::new();
    RUBRICS.get_or_init(Rubrics::bundled)
}

fn bound(text: &str) -> Proposal {
    let stream = parse(text, &Limits::default());
    bind(stream.documents.first().expect("a document"), &rubrics().dictionary, &NoFolder).0
}

fn assessed(proposal: &Proposal) -> Assessment<'_> {
    let as_of = PartialDate::parse("2026-11-22").expect("a date");
    assess(rubrics(), proposal, Options::new(as_of))
}

fn evaluated<'a>(proposal: &'a Proposal, path: &str) -> Evaluated<'a> {
    Evaluated::plain(assessed(proposal), Source::file(path))
}

/// Every screen of a proposal at a width.
fn screens(text: &str, width: usize) -> Vec<(Style, String)> {
    let proposal = bound(text);
    let summaries: Vec<Summary> =
        (0..4).map(|n| Summary::of(&evaluated(&proposal, &format!("a/very/long/way/to/p{n}.yaml")))).collect();
    let mut screens = Vec::new();
    for (color, unicode, detail) in
        [(false, false, false), (false, false, true), (false, true, true), (true, true, false)]
    {
        let style = Style { color, unicode, width };
        screens.push((style, one(&evaluated(&proposal, "p.yaml"), &style, detail)));
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

/// A text in one line, so that a title is found however its lines are broken; columns are not taken apart.
fn shown(screen: &str, title: &str) -> bool {
    let words: Vec<&str> = title.split_whitespace().collect();
    words.iter().all(|word| screen.contains(word))
}

#[test]
fn no_line_is_wider_than_the_terminal_or_ends_with_a_space() {
    for width in [NARROWEST, 80, 100, 120, 200] {
        for text in texts() {
            for (_, screen) in screens(&text, width) {
                for line in uncoloured(&screen).lines() {
                    assert!(line.width() <= width.min(WIDEST), "{width}: {line}");
                    assert_eq!(line.trim_end(), line);
                }
            }
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
fn colours_change_no_letter_of_the_layout() {
    for text in texts() {
        let proposal = bound(&text);
        let plain = Style { color: false, unicode: true, width: 80 };
        let colored = Style { color: true, ..plain };
        assert_eq!(
            one(&evaluated(&proposal, "a.yaml"), &plain, true),
            uncoloured(&one(&evaluated(&proposal, "a.yaml"), &colored, true))
        );
    }
}

#[test]
fn every_finding_is_there_in_detail() {
    for text in texts() {
        let proposal = bound(&text);
        let assessment = assessed(&proposal);
        let screen = one(&evaluated(&proposal, "a.yaml"), &Style { width: 140, ..Style::default() }, true);
        let criteria = screen.split("\nAsk ").next().expect("the part before the questions");
        for finding in &assessment.findings {
            let (id, title) = (finding.id(rubrics()), finding.title(rubrics()));
            match finding.kind {
                FindingKind::Sector => assert!(criteria.contains(id.trim_start_matches("sector/")), "{id}"),
                FindingKind::Question => assert!(screen.contains(id) && shown(&screen, title), "{id}"),
                _ => assert!(criteria.contains(id) && shown(criteria, title), "{id}"),
            }
        }
        assert!(!screen.contains("(--detail)"), "nothing is left out");
        for criterion in &rubrics().criteria {
            assert!(criteria.contains(&criterion.id), "{}", criterion.id);
        }
    }
}

#[test]
fn one_screen_holds_five_risks_five_questions_three_moves() {
    let proposal = bound(MIDDLING);
    let screen = one(&evaluated(&proposal, "a.yaml"), &Style { width: 120, ..Style::default() }, false);
    let part = |from: &str, to: &str| {
        screen.split(from).nth(1).and_then(|s| s.split(to).next()).expect("a part").to_owned()
    };
    let rows = |part: &str| {
        let severities = ["critical", "high", "medium", "low"];
        part.lines().filter(|line| severities.contains(&line.split(' ').next().unwrap_or_default())).count()
    };
    assert_eq!(rows(&part("\nRisks", "\nDimensions")), 5);
    assert_eq!(rows(&part("\nAsk ", "\nNext")), 5);
    assert!(screen.contains("\n3.  ") && !screen.contains("\n4.  "));
    assert_eq!(screen.matches("more (--detail)").count(), 3);
}

#[test]
fn the_head_names_the_gate_with_its_line_and_an_assumed_stage() {
    let proposal = bound("quorate: 1\nname: A\ncommunity: {part: none}\n");
    let screen = one(&evaluated(&proposal, "a.yaml"), &Style { width: 140, ..Style::default() }, false);
    assert!(screen.contains("stage not stated: read as design"), "{screen}");
    assert!(screen.contains("NOT READY"), "{screen}");
    let part = rubrics().criteria.iter().find(|c| c.id == "community/part").expect("a criterion");
    let limit = format!("\nNot ready because of: {} (community/part, line 3)\n", part.risk.title);
    assert!(screen.contains(&limit), "{screen}");
}

/// The screen of a text, without detail.
fn screen_of(text: &str) -> String {
    let proposal = bound(text);
    one(&evaluated(&proposal, "a.yaml"), &Style { width: 140, ..Style::default() }, false)
}

#[test]
fn what_to_do_first_lifts_a_known_limit_or_asks() {
    let known = screen_of("quorate: 1\ncommunity: {part: none}\n");
    let part = rubrics().criteria.iter().find(|c| c.id == "community/part").expect("a criterion");
    assert!(known.contains("\ndo first") && shown(&known, &part.next.action), "{known}");
    assert!(!known.contains("Ask: "), "{known}");
    let open = screen_of("quorate: 1\n");
    assert!(
        open.contains("UNDETERMINED") && open.contains("\ndo first    Ask: Who are the partners?"),
        "{open}"
    );
}

#[test]
fn where_the_known_decides_no_open_limit_is_shown_and_the_head_says_why() {
    let known = screen_of("quorate: 1\ncommunity: {part: none}\n");
    assert!(!known.contains("until we know"), "{known}");
    assert!(known.contains("what is known to be missing outweighs what is unanswered"), "{known}");
    assert!(known.contains("\nweights "), "{known}");
    let open = screen_of("quorate: 1\n");
    assert!(open.contains("No better than emerging until we know: "), "{open}");
    assert!(!open.contains("outweighs") && !open.contains("\nweights "), "{open}");
}

#[test]
fn a_risk_names_each_limit_of_the_verdict_that_it_takes_in() {
    let mut named = 0;
    for text in texts() {
        let proposal = bound(&text);
        let assessment = assessed(&proposal);
        let words: Vec<String> = screen_of(&text).split_whitespace().map(str::to_owned).collect();
        let screen = words.join(" ");
        let risks =
            assessment.findings.iter().filter(|f| matches!(f.kind, FindingKind::Risk | FindingKind::Tension));
        for criterion in risks.take(5).flat_map(|f| &f.folded).map(|&c| &rubrics().criteria[c]) {
            let claim = format!("takes in {}, which limits the verdict", criterion.id);
            assert_eq!(screen.contains(&claim), criterion.decisive, "{screen}");
            named += usize::from(criterion.decisive);
        }
    }
    assert!(named > 0, "some risk takes in a limit");
}

#[test]
fn a_record_with_a_long_name_is_called_by_its_number() {
    let long = "Every child of the valley can read at the end of the second year";
    let screen = screen_of(&format!("quorate: 1\ngoals:\n  - aim: {long}\n  - aim: Short one\n"));
    assert!(screen.contains("goal 1, Short one: ") && !screen.contains("Every child"), "{screen}");
}

#[test]
fn many_have_one_line_each_and_the_worst_of_all_with_their_places() {
    let (thin, middling) = (bound(THIN), bound(MIDDLING));
    let summaries =
        [Summary::of(&evaluated(&thin, "thin.yaml")), Summary::of(&evaluated(&middling, "middling.yaml"))];
    let screen = many(&summaries, &Style { width: 80, ..Style::default() }, false);
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[2].starts_with("thin.yaml") && lines[3].starts_with("middling.yaml"), "{screen}");
    assert!(lines[2].contains("Ng--") && lines[3].contains("NG-p"), "{screen}");
    let worst = &summaries[1].worst[0];
    assert!(screen.contains(&worst.place), "{screen}");
    assert!(summaries.iter().all(|s| s.worst.len() <= crate::report::summary::WORST_KEPT));
}

#[test]
fn the_same_is_drawn_the_same() {
    assert_eq!(screens(MIDDLING, 100), screens(MIDDLING, 100));
}
