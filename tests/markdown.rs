//! Markdown: every finding is in it, and no text of a stranger is more than a text.

#[path = "support/bound.rs"]
mod bound;
#[path = "support/evaluated.rs"]
mod evaluated;
#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/program.rs"]
mod program;
mod support;

use bound::{RUBRICS, bound};
use comrak::nodes::NodeValue;
use comrak::{Arena, parse_document};
use evaluated::{RUN, TABLES, rendered_all};
use hostile::HOSTILE;
use program::{quorate, run};
use proptest::prelude::*;
use quorate::assess::{FindingKind, Options, assess};
use quorate::policy::{Evaluated, Gates, Rules, Standing, Waived};
use quorate::proposal::{PartialDate, Proposal, Source};
use quorate::report::content::End;
use quorate::report::markdown::Markdown;
use quorate::report::problems;
use support::generator::{Generator, Taste};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What GitHub takes as a comment at the most.
const LONGEST_COMMENT: usize = 65_536;

fn options() -> Options {
    Options::new(PartialDate::parse("2026-11-22").expect("a date"))
}

fn generated(seed: u64, taste: Taste) -> String {
    Generator::new(&RUBRICS.dictionary, seed, taste).proposal().text()
}

/// With one of these wherever a text or a name may stand.
fn saying(texts: &[&str], seed: u64, taste: Taste) -> String {
    let mut generator = Generator::new(&RUBRICS.dictionary, seed, taste);
    (generator.texts, generator.names) = (texts, texts);
    generator.proposal().text()
}

fn written(evaluated: &[Evaluated], detail: bool) -> String {
    let format = Markdown::new(&RUN, &TABLES, detail);
    rendered_all(format, &evaluated.iter().collect::<Vec<_>>(), &End::default())
}

fn plain<'a>(proposal: &'a Proposal, path: &str) -> Evaluated<'a> {
    Evaluated::plain(assess(&RUBRICS, proposal, options()), Source::file(path))
}

/// The document of one proposal in YAML.
fn document_of(yaml: &str, path: &str) -> String {
    let proposal = bound(yaml);
    written(&[plain(&proposal, path)], false)
}

/// What a reader makes of a document that knows GitHub's dialect and everything besides that GitLab, pandoc or a wiki
/// takes for markup.
struct Shown {
    /// Everything but texts, in its order.
    markup: Vec<String>,
    /// The headings.
    headings: Vec<String>,
    /// All texts outside code, without the spaces of no width that the program puts in.
    texts: String,
    /// The same as a reader finds them who looks for names and links.
    raw_texts: String,
}

fn reader() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    let extension = &mut options.extension;
    for known in [
        &mut extension.strikethrough,
        &mut extension.table,
        &mut extension.autolink,
        &mut extension.tasklist,
        &mut extension.superscript,
        &mut extension.footnotes,
        &mut extension.inline_footnotes,
        &mut extension.description_lists,
        &mut extension.multiline_block_quotes,
        &mut extension.alerts,
        &mut extension.math_dollars,
        &mut extension.math_code,
        &mut extension.wikilinks_title_after_pipe,
        &mut extension.underline,
        &mut extension.subscript,
        &mut extension.spoiler,
        &mut extension.highlight,
        &mut extension.insert,
        &mut extension.header_attributes,
        &mut options.parse.relaxed_autolinks,
    ] {
        *known = true;
    }
    options
}

fn show(markdown: &str) -> Shown {
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &reader());
    let mut shown =
        Shown { markup: Vec::new(), headings: Vec::new(), texts: String::new(), raw_texts: String::new() };
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => shown.raw_texts.push_str(text),
            NodeValue::Code(_) => shown.markup.push("code".to_owned()),
            NodeValue::Heading(_) => {
                let text = node.descendants().filter_map(|n| n.data().value.text().map(ToString::to_string));
                shown.headings.push(text.collect::<String>().replace('\u{200b}', ""));
                shown.markup.push("heading".to_owned());
            }
            NodeValue::HtmlBlock(html) => shown.markup.push(format!("html {}", html.literal)),
            NodeValue::HtmlInline(html) => shown.markup.push(format!("html {html}")),
            NodeValue::Link(link) => shown.markup.push(format!("link {}", link.url)),
            NodeValue::Image(link) => shown.markup.push(format!("image {}", link.url)),
            other => {
                shown.markup.push(other.xml_node_name().to_owned());
                shown.raw_texts.push('\n');
            }
        }
    }
    shown.texts = shown.raw_texts.replace('\u{200b}', "");
    shown
}

/// What GitHub and GitLab would notify or link to in a text that has been read.
fn references(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let found = |at: usize| match letters[at] {
        '@' => letters.get(at + 1).is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-')),
        '#' | '!' | '&' => digit(at + 1),
        '-' => {
            at >= 2
                && letters[at - 2..at].iter().collect::<String>().eq_ignore_ascii_case("gh")
                && digit(at + 1)
        }
        ':' => letters[at + 1..].starts_with(&['/', '/']),
        '.' => at >= 3 && letters[at - 3..at].iter().collect::<String>().eq_ignore_ascii_case("www"),
        _ => false,
    };
    let around = |at: usize| letters[at.saturating_sub(8)..(at + 8).min(letters.len())].iter().collect();
    (0..letters.len()).filter(|at| found(*at)).map(around).collect()
}

/// Pieces of which something could be built that is markup somewhere; as they stand in a quoted text of YAML.
const PIECES: &[&str] = &[
    "a",
    "é",
    " ",
    "  ",
    "\\n",
    "\\t",
    "\\n\\n",
    "`",
    "```",
    "*",
    "**",
    "_",
    "[",
    "]",
    "](",
    "![",
    "(",
    ")",
    "<",
    ">",
    "<b>",
    "</",
    "<!--",
    "-->",
    "]]>",
    "|",
    "||",
    "\\\\",
    "&",
    "&amp;",
    "&#64;",
    "#",
    "# ",
    "#1",
    "!",
    "!1",
    "~",
    "~~",
    "$",
    "$$",
    "^",
    "^[",
    "[^1]",
    "{",
    "}",
    "{#x}",
    "@a",
    "@",
    "a@b.cd",
    "www.",
    "https://",
    "javascript:",
    "://",
    ":",
    "1.",
    "1)",
    "-",
    "- ",
    "---",
    "+",
    "=",
    "===",
    "> ",
    "GH-1",
    "/close",
    "[ ] ",
    "\\u202e",
    "\\u200b",
    "\\e[31m",
    "\\v",
    "\\\"",
    "'",
    "==",
    "++",
    "[[",
    "]]",
    "::",
    "\\u00a0",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 1..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_changes_the_markup_around_it(text in text(), seed in 0u64..4) {
        let taste = Taste { stated: 60, denied: 10, evidenced: 20 };
        let hostile = saying(&[&format!("\"a {text}\"")], seed, taste);
        let harmless = saying(&["\"a text\""], seed, taste);
        let (hostile, harmless) = (document_of(&hostile, "p.yaml"), document_of(&harmless, "p.yaml"));
        let (hostile, harmless) = (show(&hostile), show(&harmless));
        let pairs = hostile.markup.iter().zip(&harmless.markup).enumerate();
        for (at, (hostile, harmless)) in pairs {
            prop_assert_eq!(hostile, harmless, "number {}", at);
        }
        prop_assert_eq!(hostile.markup.len(), harmless.markup.len());
        prop_assert_eq!(references(&hostile.raw_texts), [""; 0]);
    }

    #[test]
    fn a_text_is_shown_as_it_was_typed(text in text()) {
        let proposal = bound(&format!("quorate: 1\nname: \"{text}.\"\n"));
        let name = proposal.text(RUBRICS.product.name).expect("a name").split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = show(&written(&[plain(&proposal, "p.yaml")], false));
        prop_assert_eq!(&shown.headings[1], &*problems::visible(&name));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_finding_is_in_it_with_its_title_and_place(seed: u64, stated in 5u64..95, detail: bool) {
        let proposal = bound(&generated(seed, Taste { stated, denied: 15, evidenced: 30 }));
        let evaluated = plain(&proposal, "p.yaml");
        let markdown = written(std::slice::from_ref(&evaluated), detail);
        let texts = show(&markdown).texts;
        for finding in &evaluated.assessment.findings {
            let (id, title) = (finding.id(&RUBRICS), finding.title(&RUBRICS));
            let line = evaluated.assessment.place_of(finding.facts[0]).line;
            prop_assert!(markdown.contains(&format!("`{id}`")), "{}", id);
            prop_assert!(markdown.contains(&format!("`p.yaml:{line}`")), "{}", id);
            // Of a sector the table says how it is represented, which is the same.
            if finding.kind != FindingKind::Sector {
                prop_assert!(texts.contains(title), "{}: {}", id, title);
            }
        }
    }
}

#[test]
fn what_strangers_write_is_text_in_every_field() {
    let ours = ["html <details>\n<summary>", "html </details>", "html <br>"];
    let active = |m: &&String| ["html", "link", "image"].iter().any(|kind| m.starts_with(kind));
    for text in HOSTILE {
        let yaml = saying(&[text], 7, Taste { stated: 90, denied: 5, evidenced: 30 });
        let shown = show(&document_of(&yaml, "](javascript:alert(1)) `@octocat` | <b>.yaml"));
        for markup in shown.markup.iter().filter(active) {
            assert!(ours.iter().any(|our| markup.starts_with(our)), "{text}: {markup}");
        }
        assert_eq!(references(&shown.raw_texts), [""; 0], "{text}");
        let proposal = bound(&yaml);
        let name = proposal.text(RUBRICS.product.name).expect("a name").split_whitespace();
        let name: String = name.collect::<Vec<_>>().join(" ").chars().take(40).collect();
        assert!(shown.headings[1].starts_with(&*problems::visible(&name)), "{text} is shown as it was typed");
    }
}

#[test]
fn many_begin_with_a_table_whose_links_lead_to_their_sections() {
    let proposals = ["Kitchens [x](y)", "Kitchens [x](y)", "Homes"]
        .map(|name| bound(&format!("quorate: 1\nname: \"{name}\"\ncommunity: {{part: none}}\n")));
    let evaluated: Vec<Evaluated> = proposals.iter().map(|proposal| plain(proposal, "k.yaml")).collect();
    let shown = show(&written(&evaluated, false));
    for number in 1..=3 {
        let (link, anchor) =
            (format!("link #proposal-{number}"), format!("html <a id=\"proposal-{number}\">"));
        let at = |what: &str| shown.markup.iter().position(|m| m == what).expect("it is there");
        assert!(at(&link) < at(&anchor), "{number}");
    }
    assert_eq!(shown.headings[0], "Readiness of 3 collaborations");
    let sections = shown.headings.iter().filter(|h| *h == "Kitchens [x](y)" || *h == "Homes");
    assert_eq!(sections.count(), 3);
}

#[test]
fn what_is_set_aside_stands_apart_and_a_failed_gate_comes_first() {
    let proposal = bound("quorate: 1\nname: Kitchens\ncommunity: {part: none}\n");
    let assessment = assess(&RUBRICS, &proposal, options());
    let waived = assessment.findings[0].id(&RUBRICS).to_owned();
    let until = PartialDate::parse("2027-03-01").ok();
    let waiver = Waived { reason: "agreed with the *board*".to_owned(), until, in_proposal: false };
    let mut standings = vec![(Standing::Counts, Vec::new()); assessment.findings.len()];
    standings[0].0 = Standing::Waived(waiver);
    let gates = Gates { fail_under: Some(99), ..Gates::default() };
    let rules = Rules { gates, ..Rules::default() };
    let evaluated = Evaluated::new(assessment, Source::file("k.yaml"), standings, &rules);
    let markdown = written(&[evaluated], false);
    let at = |what: &str| markdown.find(what).unwrap_or_else(|| panic!("no {what} in\n{markdown}"));
    assert!(at("**Gate failed:** the score is 0 (--fail-under 99)") < at("### Sectors"));
    let (_, apart) =
        markdown.split_once("### Set aside (1 waived, 0 in the baseline)").expect("a part of its own");
    assert!(apart.contains(&format!("`{waived}`")));
    assert!(apart.contains(r"waived until 2027-03-01: agreed with the \*board\*"), "{apart}");
}

#[test]
fn each_example_fits_into_a_comment_and_with_all_detail_nothing_is_folded() {
    for example in ["riverside-homes", "mathleap-classrooms", "first-idea", "lake-hjelm-compact"] {
        let of = |detail: &[&str]| {
            let path = format!("examples/{example}.yaml");
            let ran = run(quorate(&ROOT).args(["assess", &path, "--format", "markdown"]).args(detail));
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{path}");
            ran.out
        };
        let comment = of(&[]);
        assert!(comment.chars().count() < LONGEST_COMMENT, "{example}: {}", comment.len());
        assert!(comment.contains("<details>") && !of(&["--detail"]).contains("<details>"));
    }
}

#[test]
fn a_file_that_cannot_be_assessed_is_told_before_the_rest() {
    let ran =
        run(quorate(&ROOT).args(["assess", "examples/broken.yaml", "nowhere.yaml", "--format", "markdown"]));
    assert_eq!(ran.code, 2, "{}", ran.err);
    let shown = show(&ran.out);
    assert_eq!(shown.headings, ["No proposal was assessed", "Problems with files", "How to read this"]);
    assert!(shown.texts.contains("`yes` does not answer `name`"), "{}", shown.texts);
    assert!(ran.out.contains("`nowhere.yaml:1:1`"));
}
