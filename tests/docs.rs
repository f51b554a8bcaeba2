//! What people wrote in the documentation holds: numbers, links, paths and reasons. That generated pages are fresh is
//! tested where they are made, in `xtask`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use quorate::assess::{Assessment, Need, Options, SectorStatus, Truth, Verdict, assess};
use quorate::document::{self, Limits};
use quorate::proposal::{Folder, NoFolder, PartialDate, Proposal, bind};
use quorate::rubric::Rubrics;

static RUBRICS: LazyLock<Rubrics> = LazyLock::new(Rubrics::bundled);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The proposal in a file of this repository.
fn proposal(path: &str) -> Proposal {
    let text = read(path);
    let stream = document::parse(&text, &Limits::default());
    let (proposal, problems) =
        bind(&stream.documents[0], &RUBRICS.dictionary, &Folder::of(&root().join(path)));
    let messages: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(messages, [""; 0], "{path} is a good proposal");
    proposal
}

/// Every page assesses as of this day.
fn options() -> Options {
    Options::new(PartialDate::parse("2026-11-22").expect("a date"))
}

// ---- the worked example of the scoring page

fn named_in_the_scoring_page(claims: &[String]) {
    let page = read("docs/scoring.md");
    let missing: Vec<&String> = claims.iter().filter(|claim| !page.contains(claim.as_str())).collect();
    assert!(missing.is_empty(), "docs/scoring.md does not say what the program gives:\n{missing:#?}");
}

fn worked_example<T>(look: impl FnOnce(&Assessment) -> T) -> T {
    let proposal = proposal("docs/worked-example.yaml");
    look(&assess(&RUBRICS, &proposal, options()))
}

#[test]
fn the_criteria_of_the_worked_example_are_as_the_page_says() {
    let claims = worked_example(|a| {
        let sectors = RUBRICS.criteria_of(0.into()).filter(|(number, _)| a.criteria[*number].counts);
        sectors
            .map(|(number, criterion)| {
                let result = &a.criteria[number];
                format!(
                    "| `{}` | {} | {} | {} | {} |",
                    criterion.id,
                    criterion.weight,
                    result.evidenced.word(),
                    result.claimed.low.word(),
                    result.claimed.high.word()
                )
            })
            .collect::<Vec<_>>()
    });
    assert_eq!(claims.len(), 3);
    named_in_the_scoring_page(&claims);
}

#[test]
fn the_dimensions_of_the_worked_example_are_as_the_page_says() {
    let claims = worked_example(|a| {
        let row = |d: &quorate::assess::DimensionScore| {
            let title = &RUBRICS.dimensions[d.dimension].title;
            match d.score {
                Some(s) => {
                    // Shares are rounded down, as on the screen.
                    let answered = (d.answered * 100.0 + 1e-9).floor();
                    format!(
                        "| {title} | {:.2} | {:.2} | {:.2} | {answered:.0} % |",
                        s.evidenced, s.claimed, s.possible
                    )
                }
                None => format!("| {title} | - | - | - | - |"),
            }
        };
        a.dimensions.iter().map(row).collect::<Vec<_>>()
    });
    named_in_the_scoring_page(&claims);
}

#[test]
fn the_whole_of_the_worked_example_is_as_the_page_says() {
    let claims = worked_example(|a| {
        let by_score = &RUBRICS.scale.ladder[a.by_score].verdict;
        let draws = RUBRICS.scale.draws;
        let mut claims = vec![
            format!("**{} · {} · {}**", a.score.evidenced, a.score.claimed, a.score.possible),
            format!("answered: **{:.0} %**", (a.answered * 100.0 + 1e-9).floor()),
            format!("A score of {} alone would be *{by_score}*", a.score.claimed),
            format!("The verdict is *{}*", a.verdict_words()),
            format!("stability: **{:.0} %**", (a.stability * 100.0 + 1e-9).floor()),
            format!("({:.0} of {draws})", a.stability * draws as f64),
            format!("draws **{draws} sets** of weights"),
            format!("with seed **{}**", RUBRICS.scale.seed),
        ];
        let weakest = a.weakest.map(|d| RUBRICS.dimensions[d].title.as_str());
        claims.push(format!("The weakest dimension is *{}*", weakest.unwrap_or("none")));
        for check in &a.checks {
            let met = match check.met {
                Truth::True => "met",
                Truth::False => "not met",
                Truth::Unknown => "not known",
            };
            claims.push(match check.need {
                Need::Answered => format!("| two thirds of the core answered | {met} |"),
                Need::Score(least) => format!("| a score of {least} | {met} |"),
                Need::Known(c) => format!("| `{}` known | {met} |", RUBRICS.criteria[c].id),
                Need::Level(c, level) => {
                    format!("| `{}` at least {} | {met} |", RUBRICS.criteria[c].id, level.word())
                }
                Need::Evidence(c) => format!("| evidence for `{}` | {met} |", RUBRICS.criteria[c].id),
                Need::Without(p) => format!("| `{}` ruled out | {met} |", RUBRICS.patterns[p].id),
            });
        }
        for view in &a.sectors {
            let word = match view.status {
                SectorStatus::NotDeclared => "not declared",
                status => status.word(),
            };
            claims.push(format!("| {} | {word} |", RUBRICS.four_sectors[view.rule].sector));
        }
        if let Some(best) = a.moves.first() {
            let id = &RUBRICS.criteria[best.criterion].id;
            let (from, to) = (best.from.word(), best.to.word());
            claims
                .push(format!("The first move is `{id}`, from {from} to {to}, for {:.2} points", best.gain));
        }
        assert_ne!(a.verdict, Verdict::Undetermined, "the page works through a verdict");
        claims
    });
    named_in_the_scoring_page(&claims);
}

#[test]
fn the_conventions_are_as_the_scoring_page_says() {
    let scale = &RUBRICS.scale;
    let mut claims: Vec<String> = scale
        .ladder
        .iter()
        .skip(1)
        .map(|rung| format!("*{}*: a score of {}", rung.verdict, rung.score))
        .collect();
    claims.extend(scale.efforts.iter().map(|e| format!("{} {}", e.word, e.days)));
    claims.push("less than two thirds of the core".to_owned());
    assert_eq!(scale.undetermined_below, 2.0 / 3.0);
    claims.extend(RUBRICS.criteria.iter().filter(|c| c.is_core()).map(|c| format!("`{}`", c.id)));
    let heaviest = RUBRICS.criteria.iter().map(|c| c.weight).max().unwrap_or_default();
    claims.push(format!("It runs from 1 to {heaviest}"));
    named_in_the_scoring_page(&claims);
}

// ---- the README

#[test]
fn the_proposal_to_start_from_is_a_good_one() {
    let readme = read("README.md");
    let blocks = readme.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let proposals: Vec<&str> = blocks.filter(|block| block.starts_with("quorate: 1")).collect();
    assert_eq!(proposals.len(), 1, "README.md shows one proposal to start from");
    let stream = document::parse(proposals[0], &Limits::default());
    let (_, problems) = bind(&stream.documents[0], &RUBRICS.dictionary, &NoFolder);
    let messages: Vec<&str> = stream.problems.iter().chain(&problems).map(|p| p.message.as_str()).collect();
    assert_eq!(messages, [""; 0]);
}

#[test]
fn the_readme_counts_right() {
    let readme = read("README.md");
    assert!(
        readme.contains(&format!("{} criteria", RUBRICS.criteria.len())),
        "README.md says how many criteria there are"
    );
}

// ---- links and paths

/// The Markdown files for readers.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).expect("docs/");
    let docs = docs.map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> = docs.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    pages.push(root().join("README.md"));
    pages.sort();
    pages
}

/// The targets of `[text](target)`, without those in blocks of code.
fn links(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            found.extend(line.split("](").skip(1).filter_map(|rest| rest.split(')').next()));
        }
    }
    found
}

/// The anchors of a page as GitHub makes them.
fn anchors(text: &str) -> Vec<String> {
    let headings =
        text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim());
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    headings.map(|h| h.chars().filter(kept).collect::<String>().to_lowercase().replace(' ', "-")).collect()
}

#[test]
fn every_relative_link_leads_somewhere() {
    let mut broken = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page");
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                page.clone()
            } else {
                page.parent().unwrap_or(Path::new(".")).join(path)
            };
            let leads = target.exists()
                && (anchor.is_empty()
                    || fs::read_to_string(&target)
                        .is_ok_and(|text| anchors(&text).iter().any(|a| a == anchor)));
            if !leads {
                broken.push(format!("{}: {link}", page.strip_prefix(root()).unwrap_or(&page).display()));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    // Written in two halves, or this file would name them.
    let paths = [["/wo", "rk/"], ["/ro", "ot/"], ["/tm", "p/"]].map(|halves| halves.concat());
    let mut found = Vec::new();
    let mut walk = ignore::WalkBuilder::new(root());
    walk.require_git(false).hidden(false).filter_entry(|entry| entry.file_name() != ".git");
    let files = walk.build().flatten();
    for entry in files.filter(|entry| entry.file_type().is_some_and(|t| t.is_file())) {
        // What is no text holds no path to read.
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        for (number, line) in text.lines().enumerate() {
            if paths.iter().any(|path| line.contains(path.as_str())) {
                found.push(format!("{}:{}", entry.path().display(), number + 1));
            }
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let page = read("docs/dependencies.md");
    let mut in_dependencies = false;
    let mut missing = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.trim_end_matches(']').ends_with("dependencies");
        } else if let (true, Some((name, _))) = (in_dependencies, line.split_once('='))
            && !name.starts_with('#')
            && !page.contains(&format!("`{}`", name.trim()))
        {
            missing.push(name.trim());
        }
    }
    assert_eq!(missing, [""; 0], "docs/dependencies.md does not say why");
}
