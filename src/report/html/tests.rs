//! Claims about the pages, over proposals from empty to hostile.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::escape::escaped;
use super::*;
use crate::assess::{Assessment, Options, assess};
use crate::document::{FileProblem, Limits, Problem, Span, parse};
use crate::policy::{Evaluated, Gates, Rules, Standing, Waived};
use crate::proposal::{NoFolder, PartialDate, Proposal as Facts, Source, bind};
use crate::report::content::InputContent;
use crate::report::cover::{Logo, LogoFile};
use crate::rubric::{Rubrics, Severity};

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

fn tables() -> &'static Tables<'static> {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| Tables::of(rubrics()))
}

fn today() -> PartialDate {
    PartialDate::parse("2026-11-22").expect("a date")
}

fn setting(detail: bool, cover: Option<Cover>) -> Setting<'static> {
    static RUN: OnceLock<Run> = OnceLock::new();
    Setting { run: RUN.get_or_init(|| Run::new(rubrics(), today())), tables: tables(), detail, cover }
}

fn bound(text: &str) -> Facts {
    let stream = parse(text, &Limits::default());
    bind(stream.documents.first().expect("a document"), &rubrics().dictionary, &NoFolder).0
}

fn assessed(facts: &Facts) -> Assessment<'_> {
    assess(rubrics(), facts, Options::new(today()))
}

/// What a report wrote: the one file has no name.
#[derive(Default)]
struct Written(BTreeMap<String, String>, Vec<String>);

impl Output for Written {
    fn write(&mut self, text: &str) -> io::Result<()> {
        self.0.entry(String::new()).or_default().push_str(text);
        Ok(())
    }

    fn keep(&mut self, pile: usize, text: &str) -> io::Result<()> {
        self.0.entry(format!("pile {pile}")).or_default().push_str(text);
        Ok(())
    }

    fn lay_out(&mut self, pile: usize) -> io::Result<()> {
        let kept = self.0.remove(&format!("pile {pile}")).unwrap_or_default();
        self.write(&kept)
    }

    fn file(&mut self, name: &str, text: &str) -> io::Result<()> {
        assert!(self.0.insert(name.to_owned(), text.to_owned()).is_none(), "{name} is written twice");
        self.1.push(name.to_owned());
        Ok(())
    }
}

fn written<F: Format>(mut format: F, proposals: &[Evaluated], end: &End) -> Written {
    let mut out = Written::default();
    for evaluated in proposals {
        let part = format.part(&ProposalReport::of(evaluated, tables()));
        format.add(part, &mut out).expect("written");
    }
    format.end(end, &mut out).expect("written");
    if !out.1.is_empty() {
        // What is written of no file of its own is the first page of a folder.
        let first = out.0.remove("").expect("a first page");
        out.file("index.html", &first).expect("written");
    }
    out
}

fn page_of(setting: Setting, proposals: &[Evaluated], end: &End) -> String {
    written(Html::new(setting), proposals, end).0.remove("").expect("a page")
}

/// Uses proposals that nobody has decided anything about, in files `p0.yaml`, `p1.yaml` and so on.
fn with<T>(texts: &[&str], use_them: impl FnOnce(&[Evaluated]) -> T) -> T {
    let facts: Vec<Facts> = texts.iter().map(|text| bound(text)).collect();
    let evaluated: Vec<Evaluated> = (facts.iter().enumerate())
        .map(|(n, facts)| Evaluated::plain(assessed(facts), Source::file(format!("p{n}.yaml"))))
        .collect();
    use_them(&evaluated)
}

fn page(texts: &[&str]) -> String {
    with(texts, |evaluated| page_of(setting(false, None), evaluated, &End::default()))
}

fn folder(texts: &[&str]) -> Written {
    with(texts, |evaluated| written(HtmlFolder::new(setting(false, None)), evaluated, &End::default()))
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
        let page = page(&[text]);
        let says = |text: &str| page.contains(&*escaped(text));
        with(&[text], |evaluated| {
            let report = ProposalReport::of(&evaluated[0], tables());
            for finding in &report.findings {
                let anchor = format!("{}-{}", key_of("p0.yaml"), anchor(finding));
                assert_eq!(page.matches(&format!(" id=\"{anchor}\"")).count(), 1, "{anchor}");
                assert!(says(finding.title), "{anchor}");
                assert!(page.contains(&format!("<code>{}</code>", finding.rule.id)), "{anchor}");
                for ask in finding.asks(tables()) {
                    assert!(says(&ask), "{anchor}: {ask}");
                }
                for place in finding.places.iter().filter(|_| !finding.is_question()) {
                    let (words, line) = (
                        place_words(tables(), place),
                        super::super::content::lines(std::slice::from_ref(place)),
                    );
                    let told = format!("<bdi>{}</bdi>, <span class=\"place\">{line}<", escaped(&words));
                    assert!(page.contains(&told), "{anchor}: {told}");
                }
                for source in tables().sources(finding.rule) {
                    assert!(page.contains(&format!("\">{}</a>", source.id)), "{anchor}: {}", source.id);
                    assert!(says(source.says), "{anchor}: {}", source.says);
                }
            }
        });
    }
}

#[test]
fn no_route_of_a_record_is_shown_to_people() {
    for text in [THIN, STRONG, HOSTILE] {
        let page = page(&[text]);
        let body = page.split("</style>").nth(1).expect("a body");
        for list in ["partners[", "goals[", "sources[", "voice["] {
            assert!(!body.contains(list), "{list}");
        }
    }
}

#[test]
fn the_story_comes_first_and_what_is_behind_it_is_folded_unless_all_detail_is_wanted() {
    let order =
        ["<h2 id=", "class=\"summary\"", "class=\"verdict", "class=\"worst-risks\"", "class=\"absent\""];
    let order = order.into_iter().chain(["class=\"ladder\"", "class=\"asked\"", "<details"]);
    let text = THIN.replace("name: Kitchens", "name: Kitchens\nsummary: Cook for those who cannot.");
    let folded = page(&[&text]);
    let places: Vec<Option<usize>> = order.map(|text| folded.find(text)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
    assert!(!folded.contains("<details open>"));
    let open = with(&[THIN], |evaluated| page_of(setting(true, None), evaluated, &End::default()));
    assert_eq!(open.matches("<details").count(), open.matches("<details open>").count());
    assert_eq!(folded.matches("<details").count(), open.matches("<details").count());
}

#[test]
fn a_question_of_the_story_comes_with_the_words_that_answer_it() {
    let page = page(&[THIN]);
    let asked = page.split("class=\"asked\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let asked = asked.expect("questions");
    assert!(asked.contains("<span class=\"answer\">Answer: "), "{asked}");
    assert_eq!(asked.matches("<li>").count(), 5);
}

#[test]
fn a_missing_sector_says_whom_to_look_for() {
    let page = page(&[THIN]);
    let absent = page.split("class=\"absent\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let absent = absent.expect("sectors");
    for sector in ["Business: missing", "Philanthropy: missing", "Government: not agreed yet"] {
        assert!(absent.contains(sector), "{sector}: {absent}");
    }
    assert_eq!(absent.matches("<strong>Look for:</strong>").count(), 3);
}

#[test]
fn research_that_disagrees_is_shown_beside_the_finding() {
    let page = page(&[HOSTILE]);
    let against = with(&[HOSTILE], |evaluated| {
        let report = ProposalReport::of(&evaluated[0], tables());
        let against = report.risks().filter(|finding| !finding.rule.studies_against().is_empty());
        against.map(anchor).collect::<Vec<_>>()
    });
    assert!(!against.is_empty(), "the example has a finding that a study speaks against");
    for anchor in against {
        let begin = format!(" id=\"{}-{anchor}\"", key_of("p0.yaml"));
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
fn no_control_character_is_in_a_page() {
    let pages = folder(&[THIN, HOSTILE]).0.into_values().chain([page(&[THIN]), page(&[HOSTILE])]);
    for page in pages {
        let raw: Vec<char> = page.chars().filter(|c| *c != '\n' && text::is_control(*c)).collect();
        assert_eq!(raw, []);
    }
    let hostile = page(&[HOSTILE]);
    assert!(hostile.contains("\\u{202e}&lt;object") && hostile.contains("␀␇"));
}

#[test]
fn nothing_is_fetched_from_anywhere() {
    let pages = folder(&[THIN, STRONG]).0.into_values().chain([page(&[THIN, STRONG])]);
    for page in pages {
        for fetches in ["<link", "<script", "@import", " src=", "url(http", "//fonts"] {
            assert!(!page.contains(fetches), "{fetches}");
        }
        assert!(page.contains("default-src 'none'"));
    }
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
fn every_link_of_a_folder_has_its_target_in_the_folder() {
    let pages = folder(&[HOSTILE, THIN, THIN, STRONG]).0;
    for (name, page) in &pages {
        let ids: BTreeSet<&str> = values(page, "id").into_iter().collect();
        assert_eq!(ids.len(), values(page, "id").len(), "{name}");
        for target in values(page, "href") {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let there = if file.is_empty() { page } else { &pages[file] };
            assert!(anchor.is_empty() || values(there, "id").contains(&anchor), "{name}: {target}");
        }
    }
}

#[test]
fn a_folder_has_a_page_for_each_proposal_and_the_index_comes_last() {
    let Written(pages, order) = folder(&[THIN, STRONG, HOSTILE]);
    assert_eq!(order, ["p0.html", "p1.html", "p2.html", "method.html", "index.html"]);
    for (name, title) in [("p0.html", "Kitchens"), ("p1.html", "Lake Hjelm Compact")] {
        assert!(pages[name].contains(&format!("<h2 id=\"p-title\"><bdi>{title}</bdi>")), "{name}");
        assert!(
            pages["index.html"].contains(&format!("<a href=\"{name}\"><bdi>{title}</bdi></a>")),
            "{name}"
        );
        assert!(pages[name].ends_with("</html>\n"), "{name}");
    }
    assert!(!pages["p0.html"].contains("id=\"source-"), "sources stand once");
    assert!(pages["index.html"].contains("Readiness of 3 proposed collaborations"));
}

#[test]
fn several_proposals_have_a_comparison_and_one_has_none() {
    let several = page(&[THIN, STRONG, HOSTILE]);
    let index = several.split("id=\"comparison\"").nth(1).expect("an index");
    let index = index.split("</section>").next().expect("its end");
    for (number, name) in ["Kitchens", "Lake Hjelm Compact", "&lt;script&gt;"].iter().enumerate() {
        let key = key_of(&format!("p{number}.yaml"));
        assert!(index.contains(&format!("<a href=\"#{key}\"><bdi>{name}")), "{name}");
    }
    assert!(several.contains("<h1 class=\"kicker\">Readiness of 3 proposed collaborations</h1>"));
    assert!(!page(&[THIN]).contains("comparison\""));
}

#[test]
fn the_same_is_drawn_the_same() {
    assert_eq!(page(&[THIN, HOSTILE]), page(&[THIN, HOSTILE]));
    assert_eq!(folder(&[THIN, HOSTILE]).0, folder(&[THIN, HOSTILE]).0);
}

#[test]
fn what_a_team_has_decided_stands_beside_the_finding() {
    let facts = bound(THIN);
    let part = rubrics().criteria.position(|c| c.id == "community/part").expect("a criterion");
    let severities = vec![(crate::assess::Subject::Criterion(part), Severity::Low)];
    let assessment = assessed(&facts);
    let waived = Waived { reason: "they <b>meet</b>".into(), until: Some(today()), in_proposal: false };
    let standing = |finding: &crate::assess::Finding| match finding.id(rubrics()) {
        "community/part" => (Standing::Waived(waived.clone()), Vec::new()),
        _ => (Standing::Known, Vec::new()),
    };
    let standings = assessment.findings.iter().map(standing).collect();
    let gates = Gates { fail_under: Some(99), ..Gates::default() };
    let rules = Rules { severities, gates };
    let evaluated = [Evaluated::new(assessment, Source::file("p.yaml"), standings, &rules)];
    let page = page_of(setting(false, None), &evaluated, &End::default());
    let card = page.split(&format!(" id=\"{}-finding-community.part\"", key_of("p.yaml"))).nth(1);
    let card = card.and_then(|rest| rest.split("<dl>").next()).expect("the head of its card");
    assert!(card.contains("Waived until 2026-11-22: they &lt;b&gt;meet&lt;/b&gt;"), "{card}");
    let by_rubrics = rubrics().criteria[part].risk.severity.lower().word();
    assert!(card.contains(&format!("set to low here, {by_rubrics} by the rubrics")), "{card}");
    assert!(page.contains("In the baseline, does not count"));
    let report = ProposalReport::of(&evaluated[0], tables());
    let aside = report.findings.iter().filter(|finding| finding.is_risk()).count();
    assert_eq!((report.counts.risks, report.failures.len()), (0, 1));
    assert!(page.contains(&format!("<span class=\"aside\">0 risks, {aside} set aside</span>")));
    assert!(page.contains(&format!("<span class=\"aside\">{}</span>", report.counts.says())));
    assert!(page.contains(&*escaped(&report.failures[0].says[1..])), "{}", report.failures[0].says);
}

#[test]
fn counts_are_those_of_every_format() {
    with(&[THIN], |evaluated| {
        let counts = ProposalReport::of(&evaluated[0], tables()).counts;
        let page = page(&[THIN]);
        assert!(page.contains(&counts.says()), "{}", counts.says());
        let cards = page.matches("<div class=\"finding ").count();
        assert_eq!(cards, counts.risks, "a card for each risk");
    });
}

#[test]
fn files_that_could_not_be_read_are_told_of() {
    let problem = Problem::error(Span { start: 0, end: 1, line: 3, column: 7 }, "no <text>").help("fix it");
    let end = End {
        problems: Box::new(vec![FileProblem { path: "a/b.yaml".into(), problem }]),
        inputs: vec![InputContent { given: "a".into(), proposals: 0, skipped: 2, passed_over: Vec::new() }],
        ..End::default()
    };
    let index = written(HtmlFolder::new(setting(false, None)), &[], &end).0.remove("index.html");
    for page in [page_of(setting(false, None), &[], &end), index.expect("an index")] {
        assert!(page.contains("No &lt;text&gt;") && page.contains("Help: fix it"), "{page}");
        assert!(page.contains("a/b.yaml:3:7"));
        assert!(page.contains("2 files were passed over"));
        assert!(page.contains("nothing could be assessed"));
    }
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
    let cover = Some(Cover { picture: Some(logo), ..cover });
    let (one, pages) = with(&[THIN], |evaluated| {
        let folder = HtmlFolder::new(setting(false, cover.clone()));
        let one = page_of(setting(false, cover.clone()), evaluated, &End::default());
        (one, written(folder, evaluated, &End::default()).0)
    });
    for page in [&one, &pages["index.html"]] {
        assert!(page.contains("<title>&lt;b&gt;Ours&lt;/b&gt;</title>"));
        assert!(page.contains("<h1><bdi>&lt;b&gt;Ours&lt;/b&gt;</bdi></h1>"));
        assert!(page.contains("src=\"data:image/gif;base64,R0lGODlh\" alt=\"&quot;&gt;&lt;script&gt;\""));
        assert!(page.contains("\\u{202e}Them"));
        let order = ["<h1>", "First.", "Second.", "<h2", "Last.", "</main>"];
        let places: Vec<Option<usize>> = order.iter().map(|text| page.find(text)).collect();
        assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
    }
    assert!(!pages["p0.html"].contains("Ours"), "a cover is the cover of the whole");
}
