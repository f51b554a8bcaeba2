//! Claims about the page, over proposals from empty to hostile.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::*;
use crate::assess::{Assessment, Options, assess};
use crate::document::{Limits, Problem, Span, parse};
use crate::policy::{Gates, Standing, Waived};
use crate::proposal::{NoFolder, Proposal, Source, bind};
use crate::report::FileProblem;
use crate::report::cover::Logo;
use crate::report::cover::LogoFile;
use crate::rubric::Severity;

const THIN: &str = "\
quorate: 1
name: Kitchens
partners:
  - {name: Charity, sector: non-profit}
  - {name: City, sector: government, commitment: in talks}
community: {part: consulted}
";
const HOSTILE: &str = include_str!("../../../tests/browser/hostile.yaml");
const STRONG: &str = include_str!("../../../examples/lake-hjelm-compact.yaml");

fn rubrics() -> &'static Rubrics {
    static RUBRICS: OnceLock<Rubrics> = OnceLock::new();
    RUBRICS.get_or_init(Rubrics::bundled)
}

fn today() -> PartialDate {
    PartialDate::parse("2026-11-22").expect("a date")
}

fn bound(text: &str) -> Proposal {
    let stream = parse(text, &Limits::default());
    bind(stream.documents.first().expect("a document"), &rubrics().dictionary, &NoFolder).0
}

fn assessed(proposal: &Proposal) -> Assessment<'_> {
    assess(rubrics(), proposal, Options::new(today()))
}

fn page_of(html: &Html, proposals: &[Evaluated], end: &End) -> String {
    html.finish(proposals.iter().map(|evaluated| html.part(evaluated)).collect(), end).concat()
}

/// A page about proposals that nobody has decided anything about, in files `p0.yaml`, `p1.yaml` and so on.
fn page(texts: &[&str]) -> String {
    let proposals: Vec<Proposal> = texts.iter().map(|text| bound(text)).collect();
    let evaluated: Vec<Evaluated> = (proposals.iter().enumerate())
        .map(|(n, p)| Evaluated::plain(assessed(p), Source::file(format!("p{n}.yaml"))))
        .collect();
    page_of(&Html::new(rubrics(), today(), None), &evaluated, &End::default())
}

/// Every value of an attribute, escaped as it is.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let begin = format!(" {attribute}=\"");
    page.split(&begin).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Every name of an element.
fn elements(page: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    page.split('<').skip(1).map(|rest| &rest[..name(rest)]).filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_finding_is_there_with_its_title_its_facts_at_their_lines_and_its_sources() {
    for text in ["quorate: 1\n", THIN, STRONG, HOSTILE] {
        let proposal = bound(text);
        let assessment = assessed(&proposal);
        let page = page(&[text]);
        for finding in &assessment.findings {
            let anchor = findings::anchor(&assessment, finding);
            let begin = format!(" id=\"p1-{anchor}\"");
            assert_eq!(page.matches(&begin).count(), 1, "{anchor}");
            assert!(page.contains(&*templates::escaped(finding.title(rubrics()))), "{anchor}");
            assert!(page.contains(&format!("<code>{}</code>", finding.id(rubrics()))), "{anchor}");
            for fact in &finding.facts {
                let span = assessment.place_of(*fact);
                let place = format!(
                    "<code>{}</code> <code class=\"place\">p0.yaml:{}:{}</code>",
                    assessment.route_of(*fact),
                    span.line,
                    span.column
                );
                assert!(page.contains(&place), "{anchor}: {place}");
            }
            for id in finding.sources(rubrics()) {
                let says = &rubrics().sources.point(id).expect("a point").says;
                assert!(page.contains(&format!("\">{id}</a>")), "{anchor}: {id}");
                assert!(page.contains(&*templates::escaped(says)), "{anchor}: {says}");
            }
        }
    }
}

#[test]
fn research_that_disagrees_is_shown_beside_the_finding() {
    let proposal = bound(HOSTILE);
    let assessment = assessed(&proposal);
    let disagrees = |finding: &crate::assess::Finding| {
        sources::research(rubrics(), finding).iter().any(|study| !study.supports)
    };
    let known: Vec<_> = findings::known(&assessment).filter(|finding| disagrees(finding)).collect();
    assert!(!known.is_empty(), "the example has a finding that a study speaks against");
    let page = page(&[HOSTILE]);
    for finding in known {
        let begin = format!(" id=\"p1-{}\"", findings::anchor(&assessment, finding));
        let card = page.split(&begin).nth(1).and_then(|rest| rest.split("class=\"finding").next());
        assert!(card.is_some_and(|card| card.contains("<strong>Against:</strong>")), "{begin}");
    }
}

#[test]
fn hostile_text_makes_no_element_no_attribute_and_no_link() {
    let (tame, hostile) = (page(&[THIN, STRONG]), page(&[HOSTILE]));
    assert!(elements(&hostile).is_subset(&elements(&tame)), "{:?}", elements(&hostile));
    for never in ["<script", "<img", "<iframe", "<style>*", " onmouseover=\"", " src=\""] {
        assert!(!hostile.contains(never), "{never}");
    }
    for target in values(&hostile, "href") {
        assert!(target.starts_with('#'), "{target}");
    }
    // It is there to be read all the same.
    assert!(hostile.contains("&lt;script&gt;document.title=&#39;ran&#39;&lt;/script&gt;"));
    assert!(hostile.contains("{{ 7*7 }} {% if 1 %}"));
}

#[test]
fn no_control_character_is_in_the_page() {
    for text in [THIN, HOSTILE] {
        let page = page(&[text]);
        let raw: Vec<char> =
            page.chars().filter(|c| *c != '\n' && crate::report::problems::is_control(*c)).collect();
        assert_eq!(raw, []);
    }
    assert!(page(&[HOSTILE]).contains("\\u{202e}txt.exe ␛[31m"));
}

#[test]
fn nothing_is_fetched_from_anywhere() {
    let page = page(&[THIN, STRONG]);
    for fetches in ["<link", "<script", "@import", " src=", "url(http", "//fonts"] {
        assert!(!page.contains(fetches), "{fetches}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn names_are_given_once_and_every_link_has_its_target() {
    for texts in [&["quorate: 1\n"][..], &[HOSTILE, THIN, THIN, STRONG], &[]] {
        let page = page(texts);
        let ids = values(&page, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        for target in values(&page, "href") {
            assert!(unique.contains(target.trim_start_matches('#')), "{target}");
        }
    }
}

#[test]
fn several_proposals_have_a_comparison_and_one_has_none() {
    let several = page(&[THIN, STRONG, HOSTILE]);
    let index = several.split("id=\"comparison\"").nth(1).expect("an index");
    let index = index.split("</section>").next().expect("its end");
    for (number, name) in ["Kitchens", "Lake Hjelm Compact", "&lt;script&gt;"].iter().enumerate() {
        assert!(index.contains(&format!("<a href=\"#p{}\"><bdi>{name}", number + 1)), "{name}");
    }
    assert!(several.contains("<h1 class=\"kicker\">Readiness of 3 proposed collaborations</h1>"));
    assert!(!page(&[THIN]).contains("comparison\""));
}

#[test]
fn the_same_is_drawn_the_same_and_no_number_is_left_open() {
    let once = page(&[THIN, HOSTILE]);
    assert_eq!(once, page(&[THIN, HOSTILE]));
    assert!(!once.contains(NUMBER));
}

#[test]
fn what_a_team_has_decided_stands_beside_the_finding() {
    let proposal = bound(THIN);
    let part = rubrics().criterion("community/part").expect("a criterion");
    let number = rubrics().criteria.iter().position(|c| c.id == part.id).expect("its number");
    let severities = [(crate::assess::Subject::Criterion(number), Severity::Low)];
    let assessment =
        assess(rubrics(), &proposal, Options { severities: &severities, ..Options::new(today()) });
    let waived = Waived { reason: "they <b>meet</b>".into(), until: Some(today()), in_proposal: false };
    let standing = |finding: &crate::assess::Finding| match finding.id(rubrics()) {
        "community/part" => Standing::Waived(waived.clone()),
        _ => Standing::Known,
    };
    let standings = assessment.findings.iter().map(standing).collect();
    let gates = Gates { fail_under: Some(99), ..Gates::default() };
    let evaluated = [Evaluated::new(assessment, Source::file("p.yaml"), standings, &gates)];
    let page = page_of(&Html::new(rubrics(), today(), None), &evaluated, &End::default());
    let card = page.split(" id=\"p1-finding-community.part\"").nth(1).expect("its card");
    let card = card.split("<dl>").next().expect("its head");
    assert!(card.contains("Waived until 2026-11-22: they &lt;b&gt;meet&lt;/b&gt;"), "{card}");
    assert!(card.contains(&format!("{} by the rubrics", part.risk.severity.lower().word())), "{card}");
    assert!(page.contains("In the baseline, does not count"));
    assert!(page.contains("worst first; 1 waived and 7 in the baseline do not count."), "{page}");
    assert_eq!(evaluated[0].failures.len(), 1);
    assert!(
        page.contains(&*templates::escaped(&evaluated[0].failures[0].text[1..])),
        "{}",
        evaluated[0].failures[0].text
    );
}

#[test]
fn files_that_could_not_be_read_are_told_of() {
    let problem = Problem::error(Span { start: 0, end: 1, line: 3, column: 7 }, "no <text>").help("mend it");
    let end = End { problems: vec![FileProblem { path: "a/b.yaml".into(), problem }], skipped: 2 };
    let page = page_of(&Html::new(rubrics(), today(), None), &[], &end);
    assert!(page.contains("no &lt;text&gt;") && page.contains("mend it") && page.contains("a/b.yaml:3:7"));
    assert!(page.contains("2 YAML files were skipped"));
    assert!(page.contains("nothing could be assessed"));
}

#[test]
fn a_cover_stands_at_the_beginning_and_its_closing_words_at_the_end() {
    let cover = Cover {
        title: "<b>Ours</b>".into(),
        client: Some("\u{202e}Them".into()),
        logo_alt: Some("\"><script>".into()),
        introduction: vec!["First.".into(), "Second.".into()],
        closing: vec!["Last.".into()],
        ..Cover::default()
    };
    let file = LogoFile { path: "logo".into(), span: Span::FIRST_LINE };
    let logo = Logo::check(&file, b"GIF89a".to_vec()).expect("a picture");
    let html = Html::new(rubrics(), today(), Some(Cover { picture: Some(logo), ..cover }));
    let proposal = bound(THIN);
    let evaluated = [Evaluated::plain(assessed(&proposal), Source::file("p.yaml"))];
    let page = page_of(&html, &evaluated, &End::default());
    assert!(page.contains("<title>&lt;b&gt;Ours&lt;/b&gt;</title>"));
    assert!(page.contains("<h1><bdi>&lt;b&gt;Ours&lt;/b&gt;</bdi></h1>"));
    assert!(page.contains("src=\"data:image/gif;base64,R0lGODlh\" alt=\"&quot;&gt;&lt;script&gt;\""));
    assert!(page.contains("\\u{202e}Them"));
    let order = ["<h1>", "First.", "Second.", "<h2 id=\"p1-title\">", "Last.", "</main>"];
    let places: Vec<Option<usize>> = order.iter().map(|text| page.find(text)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
}
