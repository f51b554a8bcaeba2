//! `quorate ask`: the letter asks what settles the verdict first, and of a partner only what it can answer.

#[path = "support/program.rs"]
mod program;

use std::fs;

use program::{Ran, quorate, run};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const OPEN: &str = "examples/hundred-thousand-homes.yaml";
const SETTLED: &str = "examples/riverside-homes.yaml";

fn ask(arguments: &[&str]) -> Ran {
    run(quorate(&ROOT).args(["ask", "--as-of", "2026-11-22"]).args(arguments))
}

fn letter(arguments: &[&str]) -> Value {
    let ran = ask(&[arguments, &["--format", "json"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

fn facts(questions: &Value) -> Vec<&str> {
    questions.as_array().expect("questions").iter().filter_map(|question| question["fact"].as_str()).collect()
}

#[test]
fn what_settles_the_verdict_comes_first_and_is_as_many_as_the_report_says() {
    let letter = letter(&[OPEN]);
    let settle = facts(&letter["settle"]);
    let report = run(quorate(&ROOT).args([OPEN, "--as-of", "2026-11-22"]));
    assert!(report.out.contains(&format!("{} more answers settle it", settle.len())), "{}", report.out);
    let further = facts(&letter["further"]);
    assert!(settle.iter().all(|fact| !further.contains(fact)), "nothing is asked twice");
    assert_eq!(
        settle.len() + further.len(),
        settle.iter().chain(&further).collect::<std::collections::HashSet<_>>().len()
    );
}

#[test]
fn with_a_verdict_the_questions_about_the_core_are_asked_and_all_others_on_demand() {
    let core = letter(&[SETTLED]);
    assert_eq!(facts(&core["settle"]), [""; 0]);
    let all = letter(&[SETTLED, "--all"]);
    assert_eq!(
        facts(&core["further"]).len() as u64 + core["left_out"].as_u64().expect("a number"),
        facts(&all["further"]).len() as u64
    );
    assert!(core["left_out"].as_u64() > Some(10));
}

#[test]
fn a_partner_is_asked_about_itself_and_what_it_answers_for_alone() {
    let asked = |name: &str| {
        let letter = letter(&[SETTLED, "--all", "--partner", name]);
        let questions = [&letter["settle"], &letter["further"]];
        let questions = questions.into_iter().flat_map(|list| list.as_array().expect("questions").clone());
        questions.collect::<Vec<Value>>()
    };
    let foundation = asked("the LIND foundation");
    assert!(!foundation.is_empty());
    for question in &foundation {
        let fact = question["fact"].as_str().expect("a fact");
        assert!(fact.starts_with("partners.") || fact.starts_with("funding"), "{fact}");
        if fact.starts_with("partners.") {
            assert_eq!(question["of"], serde_json::json!(["Lind Foundation"]), "{fact}");
        }
    }
    let of = |questions: &[Value], under: &str| {
        questions.iter().any(|question| question["fact"].as_str().expect("a fact").starts_with(under))
    };
    let city = asked("City of Riverside");
    assert!(of(&city, "public_body."), "a public body answers for itself");
    assert!(!of(&foundation, "public_body."));
    assert!(city.len() > foundation.len(), "whoever leads answers for the whole");
}

#[test]
fn a_partner_that_is_not_there_is_answered_with_the_nearest() {
    let ran = ask(&[SETTLED, "--partner", "City of Rivreside"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("did you mean `City of Riverside`?"), "{}", ran.err);
}

#[test]
fn each_question_stands_in_every_form_with_why_and_with_the_words_to_choose_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let [page, markdown] = ["letter.html", "letter.md"].map(|name| folder.path().join(name));
    let files = format!("html={},markdown={},text", page.display(), markdown.display());
    let text = ask(&[OPEN, "--format", &files]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    let unwrapped = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let forms = [
        text.out,
        fs::read_to_string(&page).expect("a page"),
        fs::read_to_string(&markdown).expect("a text"),
    ];
    let letter = letter(&[OPEN]);
    let questions = letter["settle"]
        .as_array()
        .expect("questions")
        .iter()
        .chain(letter["further"].as_array().expect("more"));
    for question in questions {
        let says = question["says"].as_str().expect("a question");
        // What one form escapes is not looked for.
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        for form in &forms {
            let form = plain(&unwrapped(form).replace("&#39;", "'").replace("&quot;", "\""));
            assert!(form.contains(&plain(says)), "{says}");
        }
        assert!(!question["why"].as_str().expect("a reason").is_empty());
    }
    assert!(forms[0].contains("\"works with us\" (they shape the work beside the"), "{}", forms[0]);
    assert!(!forms[1].contains("<script"));
}

#[test]
fn a_letter_keeps_to_its_schema_and_never_replaces_the_proposal() {
    let schema = run(quorate(&ROOT).args(["schema", "letter"]));
    let schema: Value = serde_json::from_str(&schema.out).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for file in [OPEN, SETTLED, "examples/first-idea.yaml"] {
        let letter = letter(&[file, "--all"]);
        assert_eq!(schema.iter_errors(&letter).map(|e| e.to_string()).collect::<Vec<_>>(), [""; 0], "{file}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("p.yaml");
    fs::write(&file, "quorate: 1\nname: P\n").expect("a file");
    let path = file.to_str().expect("a path");
    let ran = ask(&[path, "--format", &format!("text={path}")]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert_eq!(fs::read_to_string(&file).expect("a file"), "quorate: 1\nname: P\n");
}

#[test]
fn a_stranger_s_texts_do_nothing_in_a_letter() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("p.yaml");
    fs::write(&file, "quorate: 1\nname: \"<b>x</b> *y* \\e[31m\"\npartners: [{name: \"<i>|z\"}]\n")
        .expect("a file");
    let path = file.to_str().expect("a path");
    let [text, html, markdown] =
        ["text", "html", "markdown"].map(|format| ask(&[path, "--all", "--format", format]).out);
    assert!(!text.contains('\u{1b}'));
    assert!(!html.contains("<b>x") && !html.contains("<i>|z"));
    assert!(!markdown.contains("<b>x") && markdown.contains("\\*y\\*"), "{markdown}");
}
